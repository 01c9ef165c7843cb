"""Work of payments that asks the provider: always outside a transaction, always safe to do twice."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

import structlog

from kit.clock import now
from kit.db import transaction
from kit.errors import Unreachable
from kit.tasks import asking
from payments import queries
from payments.actions import settle, settle_refund
from payments.gateways.stripe import stripe_gateway
from payments.models import Payment, Refund
from payments.rules import Method, PaymentStatus, RefundStatus

log = structlog.get_logger(__name__)


@asking
def reconcile(facts: dict[str, Any], at: datetime) -> None:
    """The provider rang: ask what is true today of the payment and its refunds, and step toward it."""
    payment_id = UUID(facts["payment_id"])
    if reconcile_payment(payment_id) is PaymentStatus.CAPTURED:
        with transaction() as session:
            given = [refund.id for refund in queries.refunds_of(session, payment_id)]
        for refund_id in given:
            reconcile_refund(refund_id)


def reconcile_payment(payment_id: UUID) -> PaymentStatus | None:
    """Ask the provider about one payment and settle it; None when it was never taken to the provider."""
    with transaction() as session:
        payment = session.get(Payment, payment_id)
        if payment is None or payment.session_id is None:
            return None
        session_id = payment.session_id
    seen = stripe_gateway().look(session_id)
    with transaction() as session:
        return settle(session, payment_id, seen, at=now())


@asking
def send_refund(facts: dict[str, Any], at: datetime) -> None:
    """Ask the provider to give money back; cash is over the counter already."""
    reconcile_refund(UUID(facts["refund_id"]))


def reconcile_refund(refund_id: UUID) -> RefundStatus | None:
    """Have a refund made, or see how one that was made stands today; its status after."""
    with transaction() as session:
        refund = session.get_one(Refund, refund_id)
        payment = session.get_one(Payment, refund.payment_id)
        method, intent_id, amount = payment.method, payment.intent_id, refund.amount_paise
    status, provider_id = RefundStatus.SETTLED, None
    if method is Method.STRIPE:
        assert intent_id is not None
        given = stripe_gateway().refund(
            refund_id, payment_id=payment.id, intent_id=intent_id, amount=amount, at=now()
        )
        status, provider_id = given.status, given.provider_id
    with transaction() as session:
        return settle_refund(session, refund_id, status, provider_id, at=now())


def sweep(at: datetime) -> int:
    """Ask about every payment and refund that is not final, in case the provider never rang; how many there were."""
    with transaction() as session:
        payments = queries.to_ask_about(session, at=at)
        refunds = queries.refunds_to_send(session, at=at)
    waiting: list[tuple[Callable[[UUID], object], UUID]] = [(reconcile_payment, each) for each in payments]
    waiting += [(reconcile_refund, each) for each in refunds]
    for ask, thing_id in waiting:
        try:
            ask(thing_id)
        except Unreachable as problem:  # the next sweep asks again; the others are not kept waiting
            log.warning("sweep.unreachable", thing=str(thing_id), problem=str(problem))
        except Exception:  # one the provider will not speak of must not stop the asking after all others
            log.exception("sweep.refused", thing=str(thing_id))
    return len(waiting)

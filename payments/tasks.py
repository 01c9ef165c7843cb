"""Work of payments that asks the provider: always outside a transaction, always safe to do twice."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from kit.clock import now
from kit.db import transaction
from kit.tasks import asking
from payments import queries
from payments.actions import settle, settle_refund
from payments.gateways.stripe import stripe_gateway
from payments.models import Payment, Refund
from payments.rules import Method, PaymentStatus


@asking
def reconcile(facts: dict[str, Any], at: datetime) -> None:
    """The provider rang: ask what is true today and step toward it."""
    reconcile_payment(UUID(facts["payment_id"]))


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
    refund_id = UUID(facts["refund_id"])
    with transaction() as session:
        refund = session.get_one(Refund, refund_id)
        payment = session.get_one(Payment, refund.payment_id)
        method, intent_id, amount = payment.method, payment.intent_id, refund.amount_paise
    provider_id, settled = None, True
    if method is Method.STRIPE:
        assert intent_id is not None
        provider_id, settled = stripe_gateway().refund(refund_id, intent_id=intent_id, amount=amount)
    if settled:
        with transaction() as session:
            settle_refund(session, refund_id, provider_id, at=at)


def sweep(at: datetime) -> int:
    """Ask about every payment that is not final, in case the provider never rang; how many were asked about."""
    with transaction() as session:
        waiting = queries.to_ask_about(session, at=at)
    for payment_id in waiting:
        reconcile_payment(payment_id)
    return len(waiting)

"""Deeds of payments: open, take cash, note a letter, settle with what the provider says, give back."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

import structlog
from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.orm import Session

from kit.events import record
from kit.ids import new_id
from kit.money import Money
from kit.steps import advance, leads_to
from ledger.actions import Draft, post, reverse
from payments.errors import TooMuchRefunded
from payments.events import PaymentCaptured, PaymentFailed, RefundRequested, RefundSettled, WebhookNoted
from payments.gateways.stripe import Letter, Opened
from payments.models import Payment, Refund, WebhookReceipt
from payments.rules import (
    PAYMENT_STEPS,
    REFUND_STEPS,
    Method,
    PaymentStatus,
    RefundStatus,
    Seen,
)

CLEARING = "gateway:stripe:clearing"
FEES = "expense:gateway_fees"
UNAPPLIED = "buyer:unapplied"
REFUNDS = "buyer:refunds"
SUSPENSE = "suspense"

log = structlog.get_logger(__name__)


def open_payment(
    session: Session, *, subject_kind: str, subject_id: UUID, amount: Money, at: datetime
) -> Payment:
    """Write down that money is wanted for a subject. One payment a subject (UNIQUE)."""
    payment = Payment(
        id=new_id(),
        subject_kind=subject_kind,
        subject_id=subject_id,
        method=Method.STRIPE,
        status=PaymentStatus.CREATED,
        amount_paise=amount,
        created_at=at,
    )
    session.add(payment)
    return payment


def note_session(session: Session, payment_id: UUID, opened: Opened) -> str:
    """Keep where a payment can be paid, so that the sweep can ask about it; the address to lead the buyer to.

    The first page noted is the payment's one page: of two tabs that opened a page each, both are led to the first.
    """
    payment = session.get_one(Payment, payment_id, with_for_update=True, populate_existing=True)
    if payment.session_id is None:
        payment.session_id, payment.session_url = opened.session_id, opened.url
    return payment.session_url or opened.url


def take_cash(
    session: Session,
    *,
    subject_kind: str,
    subject_id: UUID,
    amount: Money,
    account: str,
    by: UUID,
    at: datetime,
) -> Payment:
    """Take cash into a till's account: captured at once, as nobody outside is asked."""
    payment = Payment(
        id=new_id(),
        subject_kind=subject_kind,
        subject_id=subject_id,
        method=Method.CASH,
        status=PaymentStatus.CAPTURED,
        amount_paise=amount,
        cash_account=account,
        created_at=at,
        captured_at=at,
    )
    session.add(payment)
    session.flush()
    post(
        session, [Draft(f"capture:{payment.id}", subject_kind, {account: amount, UNAPPLIED: -amount})], at=at
    )
    record(session, PaymentCaptured(payment.id, subject_kind, subject_id, amount), by=by, at=at)
    return payment


def note_webhook(session: Session, letter: Letter, body: str, *, at: datetime) -> bool:
    """Keep a letter, once by its id; whether it is new. A new one rings for its payment."""
    insert = (
        upsert(WebhookReceipt)
        .values(
            provider="stripe",
            external_id=letter.external_id,
            kind=letter.kind,
            payment_id=letter.payment_id,
            body=body,
            received_at=at,
        )
        .on_conflict_do_nothing(index_elements=["provider", "external_id"])
        .returning(WebhookReceipt.id)
    )
    receipt_id = session.scalar(insert)
    if receipt_id is None:
        return False
    if letter.payment_id is not None:
        record(session, WebhookNoted(letter.payment_id, receipt_id), by=None, at=at)
    return True


def settle(session: Session, payment_id: UUID, seen: Seen, *, at: datetime) -> PaymentStatus:
    """Step a payment toward what the provider says today; its status after.

    The first time it is captured the money is posted (`capture:<payment>`) and announced; later times nothing
    happens. Money of another amount or currency than was asked goes to suspense and is not announced.
    """
    payment = session.scalar(select(Payment).filter_by(id=payment_id).with_for_update())
    if payment is None:
        log.warning("payment.unknown", payment=str(payment_id))
        return PaymentStatus.FAILED
    payment.asked_at = at
    payment.intent_id = seen.intent_id or payment.intent_id
    payment.charge_id = seen.charge_id or payment.charge_id
    behind_us = not leads_to(PAYMENT_STEPS, payment.status, seen.status)
    if behind_us or not advance(payment, seen.status, PAYMENT_STEPS):
        return payment.status
    if seen.status is PaymentStatus.CAPTURED:
        _capture(session, payment, seen, at=at)
    elif seen.status is PaymentStatus.FAILED:
        record(session, PaymentFailed(payment.id, payment.subject_kind, payment.subject_id), by=None, at=at)
    return payment.status


def _capture(session: Session, payment: Payment, seen: Seen, *, at: datetime) -> None:
    right = seen.amount == payment.amount_paise and seen.currency == payment.currency
    payment.captured_at, payment.fee_paise = at, seen.fee
    lines = {
        CLEARING: seen.amount - seen.fee,
        FEES: int(seen.fee),
        (UNAPPLIED if right else SUSPENSE): -seen.amount,
    }
    post(session, [Draft(f"capture:{payment.id}", payment.subject_kind, lines)], at=at)
    if not right:
        log.error(
            "payment.other_amount", payment=str(payment.id), asked=payment.amount_paise, came=seen.amount
        )
        return
    captured = PaymentCaptured(payment.id, payment.subject_kind, payment.subject_id, payment.amount_paise)
    record(session, captured, by=None, at=at)


def ask_refund(
    session: Session, payment: Payment, amount: Money, *, key: str, reason: str, by: UUID | None, at: datetime
) -> Refund:
    """Write down that money goes back, once by its key; cash goes back over the counter at once.

    Raises TooMuchRefunded when more would go back than came.
    """
    found = session.scalar(select(Refund).filter_by(key=key))
    if found is not None:
        return found
    session.refresh(payment, with_for_update=True)
    if payment.refunded_paise + amount > payment.amount_paise or payment.status is not PaymentStatus.CAPTURED:
        raise TooMuchRefunded(taken=payment.amount_paise, back=payment.refunded_paise, wanted=amount)
    payment.refunded_paise += amount
    refund = Refund(
        id=new_id(),
        key=key,
        payment_id=payment.id,
        amount_paise=amount,
        reason=reason,
        status=RefundStatus.REQUESTED,
        requested_at=at,
    )
    session.add(refund)
    session.flush()
    post(
        session,
        [Draft(f"refund-owed:{refund.id}", "refund", {UNAPPLIED: int(amount), REFUNDS: -amount})],
        at=at,
    )
    record(session, RefundRequested(refund.id, payment.id, amount), by=by, at=at)
    return refund


def settle_refund(
    session: Session, refund_id: UUID, status: RefundStatus, provider_id: str | None, *, at: datetime
) -> RefundStatus | None:
    """Step a refund toward what the provider says today; its status after, None when there is no such refund.

    Money that went back is posted once (`refund:<refund>`) and announced. When the bank sent it back after all the
    entry is reversed: the buyer is owed it again.
    """
    refund = session.scalar(select(Refund).filter_by(id=refund_id).with_for_update())
    if refund is None:
        return None
    refund.provider_id = provider_id or refund.provider_id
    before = refund.status
    if not leads_to(REFUND_STEPS, before, status) or not advance(refund, status, REFUND_STEPS):
        return before
    if status is RefundStatus.FAILED:
        log.error("refund.failed", refund=str(refund.id))
        if before is RefundStatus.SETTLED:
            reverse(session, f"refund:{refund.id}", cause="refund", at=at)
        return status
    payment = session.get_one(Payment, refund.payment_id)
    refund.settled_at = at
    source = payment.cash_account or CLEARING
    amount = refund.amount_paise
    post(session, [Draft(f"refund:{refund.id}", "refund", {REFUNDS: int(amount), source: -amount})], at=at)
    settled = RefundSettled(refund.id, payment.id, payment.subject_kind, payment.subject_id, amount)
    record(session, settled, by=None, at=at)
    return status

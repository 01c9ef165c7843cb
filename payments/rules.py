"""The steps of payments and refunds, and what a provider's words mean for us."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from kit.money import Money
from kit.steps import Steps

SESSION_LIVES = timedelta(
    minutes=32
)  # the provider's least is 30; counted from the minute, with one for the way
SWEEP_EACH_MINUTE_FOR = timedelta(hours=1)
SWEEP_GIVES_UP_AFTER = timedelta(days=3)
REFUND_IS_LATE_AFTER = timedelta(minutes=2)


NOTHING = Money(0)


class PaymentStatus(StrEnum):
    """Where a payment stands. What was refunded is told by refunds, which are rows of their own."""

    CREATED = "created"
    PROCESSING = "processing"
    CAPTURED = "captured"
    FAILED = "failed"


PAYMENT_STEPS: Steps[PaymentStatus] = {
    PaymentStatus.CREATED: frozenset(
        {PaymentStatus.PROCESSING, PaymentStatus.CAPTURED, PaymentStatus.FAILED}
    ),
    PaymentStatus.PROCESSING: frozenset({PaymentStatus.CAPTURED, PaymentStatus.FAILED}),
    PaymentStatus.CAPTURED: frozenset(),
    PaymentStatus.FAILED: frozenset(
        {PaymentStatus.CAPTURED}
    ),  # a provider may find late money; then it is ours to give back
}


class RefundStatus(StrEnum):
    """Where a refund stands."""

    REQUESTED = "requested"
    SETTLED = "settled"
    FAILED = "failed"


REFUND_STEPS: Steps[RefundStatus] = {
    RefundStatus.REQUESTED: frozenset({RefundStatus.SETTLED, RefundStatus.FAILED}),
    RefundStatus.SETTLED: frozenset({RefundStatus.FAILED}),  # a bank may send it back; then it is owed again
    RefundStatus.FAILED: frozenset(),
}


class Method(StrEnum):
    """How money comes in."""

    STRIPE = "stripe"
    CASH = "cash"


@dataclass(frozen=True)
class Seen:
    """What the provider says of a payment today."""

    status: PaymentStatus
    amount: Money
    currency: str
    intent_id: str | None = None
    charge_id: str | None = None
    fee: Money = NOTHING


def status_today(
    session_status: str | None, payment_status: str | None, intent_status: str | None
) -> PaymentStatus:
    """Where a payment stands by the provider's own three words (Stripe's: session, payment, intent)."""
    if payment_status == "paid" or intent_status == "succeeded":
        return PaymentStatus.CAPTURED
    if session_status == "expired" or intent_status == "canceled":
        return PaymentStatus.FAILED
    if intent_status in {"processing", "requires_action", "requires_capture"}:
        return PaymentStatus.PROCESSING
    return PaymentStatus.CREATED


def refund_status(word: str | None) -> RefundStatus:
    """Where a refund stands by the provider's own word."""
    if word == "succeeded":
        return RefundStatus.SETTLED
    if word in {"failed", "canceled"}:
        return RefundStatus.FAILED
    return RefundStatus.REQUESTED

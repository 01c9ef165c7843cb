"""Facts of payments."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from kit.events import Fact


@dataclass(frozen=True)
class WebhookNoted(Fact):
    """The provider rang about a payment. What it wanted to say is asked, not read."""

    payment_id: UUID
    receipt_id: int


@dataclass(frozen=True)
class PaymentCaptured(Fact):
    """Money came in for a subject, in full."""

    payment_id: UUID
    subject_kind: str
    subject_id: UUID
    amount_paise: int


@dataclass(frozen=True)
class PaymentFailed(Fact):
    """A payment ended without money."""

    payment_id: UUID
    subject_kind: str
    subject_id: UUID


@dataclass(frozen=True)
class RefundRequested(Fact):
    """Money is to go back; the provider is asked next."""

    refund_id: UUID
    payment_id: UUID
    amount_paise: int


@dataclass(frozen=True)
class RefundSettled(Fact):
    """Money went back."""

    refund_id: UUID
    payment_id: UUID
    subject_kind: str
    subject_id: UUID
    amount_paise: int

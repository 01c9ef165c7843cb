"""Payments, refunds and the receipts of a provider's letters."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from kit.db import Base, IntId, Uid, choice
from kit.money import Money
from payments.rules import Method, PaymentStatus, RefundStatus


class Payment(Base):
    """One attempt to take money for one subject. Its id is the key under which the provider is asked."""

    __tablename__ = "payments"
    __table_args__ = (
        CheckConstraint("amount_paise > 0", name="amount_positive"),
        CheckConstraint("refunded_paise BETWEEN 0 AND amount_paise", name="refunded_within"),
        UniqueConstraint("subject_kind", "subject_id"),
        Index("ix_payments_status", "status", "created_at"),
    )

    id: Mapped[Uid]
    subject_kind: Mapped[str] = mapped_column(Text)
    subject_id: Mapped[UUID]
    method: Mapped[Method] = mapped_column(choice(Method))
    status: Mapped[PaymentStatus] = mapped_column(choice(PaymentStatus))
    amount_paise: Mapped[Money]
    refunded_paise: Mapped[Money] = mapped_column(default=Money(0))
    fee_paise: Mapped[Money] = mapped_column(default=Money(0))
    currency: Mapped[str] = mapped_column(String(3), default="INR")
    cash_account: Mapped[str | None] = mapped_column(Text)
    session_id: Mapped[str | None] = mapped_column(Text, unique=True)
    session_url: Mapped[str | None] = mapped_column(Text)
    intent_id: Mapped[str | None] = mapped_column(Text, unique=True)
    charge_id: Mapped[str | None] = mapped_column(Text)
    created_at: Mapped[datetime]
    captured_at: Mapped[datetime | None]
    asked_at: Mapped[datetime | None]


class Refund(Base):
    """Money that goes back. `key` names its cause, so that it goes back once."""

    __tablename__ = "refunds"
    __table_args__ = (
        CheckConstraint("amount_paise > 0", name="amount_positive"),
        Index("ix_refunds_status", "status"),
    )

    id: Mapped[Uid]
    key: Mapped[str] = mapped_column(Text, unique=True)
    payment_id: Mapped[UUID] = mapped_column(ForeignKey("payments.id"), index=True)
    amount_paise: Mapped[Money]
    reason: Mapped[str] = mapped_column(Text)
    status: Mapped[RefundStatus] = mapped_column(choice(RefundStatus))
    provider_id: Mapped[str | None] = mapped_column(Text, unique=True)
    requested_at: Mapped[datetime]
    settled_at: Mapped[datetime | None]


class WebhookReceipt(Base):
    """One letter of a provider, kept as it came."""

    __tablename__ = "webhook_receipts"
    __table_args__ = (UniqueConstraint("provider", "external_id"),)

    id: Mapped[IntId]
    provider: Mapped[str] = mapped_column(Text)
    external_id: Mapped[str] = mapped_column(Text)
    kind: Mapped[str] = mapped_column(Text)
    payment_id: Mapped[UUID | None]
    body: Mapped[str] = mapped_column(Text)
    received_at: Mapped[datetime]

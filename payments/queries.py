"""Reads of payments."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from payments.models import Payment, Refund
from payments.rules import (
    REFUND_IS_LATE_AFTER,
    SWEEP_EACH_MINUTE_FOR,
    SWEEP_GIVES_UP_AFTER,
    Method,
    PaymentStatus,
    RefundStatus,
)

BATCH = 200
PAGE = 50


def payment_of(session: Session, subject_kind: str, subject_id: UUID) -> Payment | None:
    """The payment of one subject; None when none was opened."""
    return session.scalar(select(Payment).filter_by(subject_kind=subject_kind, subject_id=subject_id))


def refunds_of(session: Session, payment_id: UUID) -> Sequence[Refund]:
    """All refunds of one payment, oldest first."""
    return session.scalars(
        select(Refund).filter_by(payment_id=payment_id).order_by(Refund.requested_at)
    ).all()


def to_ask_about(session: Session, *, at: datetime) -> list[UUID]:
    """Payments that are not final and were not asked about lately: each minute in the first hour, then hourly."""
    young = and_(
        Payment.created_at > at - SWEEP_EACH_MINUTE_FOR, Payment.asked_at < at - timedelta(seconds=50)
    )
    old = and_(Payment.created_at > at - SWEEP_GIVES_UP_AFTER, Payment.asked_at < at - timedelta(minutes=55))
    query = (
        select(Payment.id)
        .where(
            Payment.method == Method.STRIPE,
            Payment.status.in_([PaymentStatus.CREATED, PaymentStatus.PROCESSING]),
            Payment.session_id.is_not(None),
            or_(Payment.asked_at.is_(None), young, old),
        )
        .order_by(Payment.created_at)
        .limit(BATCH)
    )
    return list(session.scalars(query))


def refunds_to_send(session: Session, *, at: datetime) -> list[UUID]:
    """Refunds asked for a while ago that have not come to their end."""
    waiting = select(Refund.id).where(
        Refund.status == RefundStatus.REQUESTED, Refund.requested_at < at - REFUND_IS_LATE_AFTER
    )
    return list(session.scalars(waiting.order_by(Refund.requested_at).limit(BATCH)))


def recent(session: Session, *, after: UUID | None = None, limit: int = PAGE) -> Sequence[Payment]:
    """Payments newest first, for the admin's list; `after` is the last id of the page before."""
    query = select(Payment).order_by(Payment.id.desc()).limit(limit)
    if after is not None:
        query = query.where(Payment.id < after)
    return session.scalars(query).all()

"""Marks: what a maker claims, under whose number, who looked at it and until when it is good."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from catalog.rules.marks import MARK_STEPS, MarkKind, MarkStatus, stands
from kit.db import Base, Uid, choice
from kit.steps import advance


class Mark(Base):
    """One mark of one maker: for one listing, or for all of them where `listing_id` is none.

    `seen_by` is the first of two officers where two must look; `how` is what the last one saw.
    """

    __tablename__ = "marks"
    __table_args__ = (
        UniqueConstraint("artisan_id", "listing_id", "kind", "number", postgresql_nulls_not_distinct=True),
        CheckConstraint("(status = 'verified') = (checked_by IS NOT NULL)", name="checked_by_someone"),
        CheckConstraint("(checked_by IS NULL) = (checked_at IS NULL)", name="checked_whole"),
        CheckConstraint("(seen_by IS NULL) = (seen_at IS NULL)", name="seen_whole"),
        CheckConstraint("checked_by <> seen_by", name="four_eyes"),
        Index("ix_marks_listing_id", "listing_id"),
    )

    id: Mapped[Uid]
    artisan_id: Mapped[UUID] = mapped_column(ForeignKey("artisans.id"))
    listing_id: Mapped[UUID | None] = mapped_column(ForeignKey("listings.id", ondelete="CASCADE"))
    kind: Mapped[MarkKind] = mapped_column(choice(MarkKind))
    number: Mapped[str] = mapped_column(Text)
    issuer: Mapped[str] = mapped_column(Text)
    status: Mapped[MarkStatus] = mapped_column(choice(MarkStatus))
    expires_on: Mapped[date | None]
    claimed_at: Mapped[datetime]
    seen_by: Mapped[UUID | None] = mapped_column(ForeignKey("people.id"))
    seen_at: Mapped[datetime | None]
    checked_by: Mapped[UUID | None] = mapped_column(ForeignKey("people.id"))
    checked_at: Mapped[datetime | None]
    how: Mapped[str] = mapped_column(Text)

    def see(self, by: UUID, at: datetime) -> None:
        """The first of two officers has looked at it."""
        if advance(self, MarkStatus.SEEN_ONCE, MARK_STEPS):
            self.seen_by, self.seen_at = by, at

    def verify(self, how: str, by: UUID, at: datetime) -> None:
        """It is what it claims to be."""
        if advance(self, MarkStatus.VERIFIED, MARK_STEPS):
            self.checked_by, self.checked_at, self.how = by, at, how

    def stands_on(self, on: date) -> bool:
        """Whether it may be shown on this day."""
        return stands(self.status, self.expires_on, on)

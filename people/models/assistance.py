"""Assisted mode: who may act for whom, agreed to by the one who is helped, for a while and for named things."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, Text, text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column

from kit.db import Base, IntId
from people.rules import Help


class Assistance(Base):
    """Leave that somebody gives by a code from their own phone: a helper of the district acts for them.

    `person_id` is empty while a newcomer has not agreed yet. A helper acts for one person at a time.
    """

    __tablename__ = "assistances"
    __table_args__ = (
        CheckConstraint("(agreed_at IS NULL) = (until IS NULL)", name="agreed_whole"),
        CheckConstraint("agreed_at IS NULL OR person_id IS NOT NULL", name="agreed_by_someone"),
        CheckConstraint("helper_id <> person_id", name="two_people"),
        CheckConstraint("hours BETWEEN 1 AND 8", name="hours_few"),
        CheckConstraint("cardinality(things) > 0", name="for_something"),
        Index(
            "uq_assistances_live",
            "helper_id",
            unique=True,
            postgresql_where=text("agreed_at IS NOT NULL AND ended_at IS NULL"),
        ),
        Index("ix_assistances_person_id", "person_id", "id"),
        Index("ix_assistances_helper_id", "helper_id", "id"),
    )

    id: Mapped[IntId]
    helper_id: Mapped[UUID] = mapped_column(ForeignKey("people.id"))
    person_id: Mapped[UUID | None] = mapped_column(ForeignKey("people.id"))
    asked_of: Mapped[str] = mapped_column(Text)  # keyed digest of the number the code went to
    district_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("districts.id"))
    things: Mapped[list[str]] = mapped_column(ARRAY(Text))  # rules.Help values
    hours: Mapped[int]
    asked_at: Mapped[datetime]
    agreed_at: Mapped[datetime | None]
    until: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    ended_by: Mapped[UUID | None] = mapped_column(ForeignKey("people.id"))

    def lives(self, at: datetime) -> bool:
        """Whether the helper may act at this moment."""
        return self.until is not None and self.ended_at is None and at < self.until

    def covers(self, thing: Help) -> bool:
        """Whether this is among what was agreed to."""
        return thing in self.things

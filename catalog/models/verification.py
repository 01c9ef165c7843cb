"""Verifications: what a maker asked a district officer to look at, what was found, and by whom."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, Uuid, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from catalog.rules.verification import VERIFICATION_STEPS, SubjectKind, VerificationStatus
from kit.db import Base, IntId, choice
from kit.steps import advance

OPEN = text("status IN ('requested', 'in_review')")


class Verification(Base):
    """One claim before one district: a workshop or a listing. A subject has at most one open claim."""

    __tablename__ = "verifications"
    __table_args__ = (
        CheckConstraint(
            "(decided_at IS NULL) = (status IN ('requested', 'in_review'))", name="decided_whole"
        ),
        CheckConstraint("(decided_at IS NULL) = (decided_by IS NULL)", name="decided_by_someone"),
        Index("ix_verifications_queue", "district_id", "requested_at", "id", postgresql_where=OPEN),
        Index("uq_verifications_open", "subject_kind", "subject_id", unique=True, postgresql_where=OPEN),
        Index("ix_verifications_subject", "subject_kind", "subject_id", "id"),
    )

    id: Mapped[IntId]
    subject_kind: Mapped[SubjectKind] = mapped_column(choice(SubjectKind))
    subject_id: Mapped[UUID] = mapped_column(Uuid())
    artisan_id: Mapped[UUID] = mapped_column(ForeignKey("artisans.id"), index=True)
    district_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("districts.id"))
    status: Mapped[VerificationStatus] = mapped_column(choice(VerificationStatus))
    checklist: Mapped[dict[str, Any]] = mapped_column(JSONB)
    reasons: Mapped[list[str]] = mapped_column(JSONB)
    requested_at: Mapped[datetime]
    waiting_since: Mapped[datetime | None]  # the clock stands while the maker is asked for something
    stopped_s: Mapped[int] = mapped_column(
        BigInteger, default=0, server_default="0"
    )  # how long it stood before
    decided_at: Mapped[datetime | None]
    decided_by: Mapped[UUID | None] = mapped_column(ForeignKey("people.id"))

    def decide(self, to: VerificationStatus, by: UUID, at: datetime) -> bool:
        """End the claim. False when it ended so before. Raises ImpossibleStep when it ended otherwise."""
        if not advance(self, to, VERIFICATION_STEPS):
            return False
        self.decided_at, self.decided_by = at, by
        self.run_clock(at)
        return True

    def stop_clock(self, at: datetime) -> None:
        """The maker is asked for something: the officers' time does not run meanwhile."""
        self.waiting_since = self.waiting_since or at

    def run_clock(self, at: datetime) -> None:
        """The officers' time runs again; how long it stood is kept."""
        if self.waiting_since is not None:
            self.stopped_s += max(0, int((at - self.waiting_since).total_seconds()))
            self.waiting_since = None

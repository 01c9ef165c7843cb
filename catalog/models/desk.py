"""The desk in depth: what was asked of a maker, pictures only the officers see, and appeals to the State."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from catalog.rules.desk import AskKind
from catalog.rules.photo import PhotoStatus, PictureFault
from kit.db import Base, IntId, choice


class ClaimAsk(Base):
    """One thing an officer asked a maker for, and the maker's answer. A claim has at most one open."""

    __tablename__ = "claim_asks"
    __table_args__ = (
        CheckConstraint("answered_at IS NULL OR closed_at IS NOT NULL", name="answered_is_closed"),
        Index("ix_claim_asks_verification_id", "verification_id", "id"),
        Index(
            "uq_claim_asks_open", "verification_id", unique=True, postgresql_where=text("closed_at IS NULL")
        ),
    )

    id: Mapped[IntId]
    verification_id: Mapped[int] = mapped_column(ForeignKey("verifications.id"))
    kind: Mapped[AskKind] = mapped_column(choice(AskKind))
    asked_at: Mapped[datetime]
    asked_by: Mapped[UUID] = mapped_column(ForeignKey("people.id"))
    answer: Mapped[str] = mapped_column(Text)
    answered_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]  # answered, or the claim was decided without


class ClaimVisit(Base):
    """An officer went there: on which day, to which place, and what was seen. For the officers' eyes only."""

    __tablename__ = "claim_visits"
    __table_args__ = (UniqueConstraint("verification_id", "visited_by", "visited_on", "place"),)

    id: Mapped[IntId]
    verification_id: Mapped[int] = mapped_column(ForeignKey("verifications.id"))
    visited_on: Mapped[date]
    visited_by: Mapped[UUID] = mapped_column(ForeignKey("people.id"))
    place: Mapped[str] = mapped_column(Text)
    notes: Mapped[str] = mapped_column(Text)
    noted_at: Mapped[datetime]


class ClaimPhoto(Base):
    """A picture that belongs to a claim and is shown to the officers of its district only.

    `digest` names its file: of the content, but never the name that the same picture has on a listing.
    """

    __tablename__ = "claim_photos"
    __table_args__ = (
        CheckConstraint("status <> 'uploaded' OR original_key IS NOT NULL", name="upload_kept"),
        Index("ix_claim_photos_verification_id", "verification_id", "id"),
        Index("ix_claim_photos_visit_id", "visit_id"),
    )

    id: Mapped[IntId]
    verification_id: Mapped[int] = mapped_column(ForeignKey("verifications.id"))
    ask_id: Mapped[int | None] = mapped_column(ForeignKey("claim_asks.id"))
    visit_id: Mapped[int | None] = mapped_column(ForeignKey("claim_visits.id"))
    digest: Mapped[str] = mapped_column(Text)
    original_key: Mapped[str | None] = mapped_column(Text)
    status: Mapped[PhotoStatus] = mapped_column(choice(PhotoStatus))
    fault: Mapped[PictureFault | None] = mapped_column(choice(PictureFault))
    added_by: Mapped[UUID] = mapped_column(ForeignKey("people.id"))
    added_at: Mapped[datetime]


class ClaimPaper(Base):
    """A certificate as PDF that belongs to a claim: kept as it came, handed to the officers of its district only."""

    __tablename__ = "claim_papers"
    __table_args__ = (UniqueConstraint("verification_id", "digest"),)

    id: Mapped[IntId]
    verification_id: Mapped[int] = mapped_column(ForeignKey("verifications.id"))
    digest: Mapped[str] = mapped_column(Text)
    bytes: Mapped[int]
    added_by: Mapped[UUID] = mapped_column(ForeignKey("people.id"))
    added_at: Mapped[datetime]


class Appeal(Base):
    """A maker's word against a refusal, before the officer of the State. A claim has at most one."""

    __tablename__ = "appeals"
    __table_args__ = (
        CheckConstraint(
            "(decided_at IS NULL) = (decided_by IS NULL) AND (decided_at IS NULL) = (allowed IS NULL)",
            name="decided_whole",
        ),
        Index("ix_appeals_queue", "state_code", "made_at", postgresql_where=text("decided_at IS NULL")),
    )

    id: Mapped[IntId]
    verification_id: Mapped[int] = mapped_column(ForeignKey("verifications.id"), unique=True)
    state_code: Mapped[str] = mapped_column(String(2), ForeignKey("states.code"))
    words: Mapped[str] = mapped_column(Text)
    made_at: Mapped[datetime]
    decided_at: Mapped[datetime | None]
    decided_by: Mapped[UUID | None] = mapped_column(ForeignKey("people.id"))
    allowed: Mapped[bool | None]
    reason: Mapped[str] = mapped_column(Text)

"""Complaints: what went wrong, who says what about it, what was decided, and the clocks that run."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    ForeignKey,
    Index,
    SmallInteger,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from catalog.rules.photo import PhotoStatus, PictureFault
from kit.db import Base, IntId, Uid, choice
from orders.rules.complaints import ComplaintKind, ComplaintStatus, Desk, Outcome, TimerKind, Voice


class Complaint(Base):
    """One complaint of a buyer about a parcel, a listing or a maker, before the office of the maker's district.

    `key` is made by the page, so that a double press makes one complaint. `district_id` stays as it was when the
    complaint came. `private`: the words hold a way to reach somebody, so the maker does not read them.
    """

    __tablename__ = "complaints"
    __table_args__ = (
        CheckConstraint("(order_id IS NULL) = (fulfillment_id IS NULL)", name="parcel_of_order"),
        CheckConstraint("order_line_id IS NULL OR order_id IS NOT NULL", name="line_of_order"),
        CheckConstraint("(acknowledged_at IS NULL) = (acknowledged_by IS NULL)", name="acknowledged_whole"),
        CheckConstraint(
            "status IN ('received', 'withdrawn') OR acknowledged_at IS NOT NULL", name="acknowledged_first"
        ),
        Index(
            "ix_complaints_open",
            "district_id",
            "made_at",
            postgresql_where=text("status IN ('received', 'acknowledged', 'reopened')"),
        ),
        Index("ix_complaints_artisan_id", "artisan_id", "made_at"),
        Index("ix_complaints_person_id", "person_id"),
        Index("ix_complaints_mobile", "mobile"),
        Index("ix_complaints_order_id", "order_id"),
    )

    id: Mapped[Uid]
    number: Mapped[str] = mapped_column(Text, unique=True)
    key: Mapped[UUID] = mapped_column(unique=True)
    kind: Mapped[ComplaintKind] = mapped_column(choice(ComplaintKind))
    status: Mapped[ComplaintStatus] = mapped_column(choice(ComplaintStatus))
    desk: Mapped[Desk] = mapped_column(choice(Desk))
    district_id: Mapped[int] = mapped_column(ForeignKey("districts.id"))
    artisan_id: Mapped[UUID] = mapped_column(ForeignKey("artisans.id"))
    listing_id: Mapped[UUID | None] = mapped_column(ForeignKey("listings.id", ondelete="SET NULL"))
    order_id: Mapped[UUID | None] = mapped_column(ForeignKey("orders.id"))
    fulfillment_id: Mapped[UUID | None] = mapped_column(ForeignKey("fulfillments.id"))
    order_line_id: Mapped[int | None] = mapped_column(BigInteger, ForeignKey("order_lines.id"))
    words: Mapped[str] = mapped_column(Text)
    private: Mapped[bool]
    language: Mapped[str] = mapped_column(Text)
    person_id: Mapped[UUID | None] = mapped_column(ForeignKey("people.id"))
    mobile: Mapped[str | None] = mapped_column(Text)
    email: Mapped[str | None] = mapped_column(Text)
    made_at: Mapped[datetime]
    acknowledged_at: Mapped[datetime | None]
    acknowledged_by: Mapped[UUID | None] = mapped_column(ForeignKey("people.id"))


class ComplaintTimer(Base):
    """One thing the law wants in time. `warn_at`: the State officer is told; `rang_at`: was told; `met_at`: done.

    `turn` is 0 for the complaint and 1 for its appeal.
    """

    __tablename__ = "complaint_timers"
    __table_args__ = (
        UniqueConstraint("complaint_id", "kind", "turn"),
        CheckConstraint("warn_at < due_at", name="warned_before_due"),
        Index(
            "ix_complaint_timers_ringing",
            "warn_at",
            postgresql_where=text("met_at IS NULL AND rang_at IS NULL"),
        ),
    )

    id: Mapped[IntId]
    complaint_id: Mapped[UUID] = mapped_column(ForeignKey("complaints.id"))
    kind: Mapped[TimerKind] = mapped_column(choice(TimerKind))
    turn: Mapped[int] = mapped_column(SmallInteger)
    warn_at: Mapped[datetime]
    due_at: Mapped[datetime]
    rang_at: Mapped[datetime | None]
    met_at: Mapped[datetime | None]


class ComplaintNote(Base):
    """What buyer, maker or office wrote about a complaint, and to whom. Never changed."""

    __tablename__ = "complaint_notes"
    __table_args__ = (Index("ix_complaint_notes_complaint_id", "complaint_id", "id"),)

    id: Mapped[IntId]
    complaint_id: Mapped[UUID] = mapped_column(ForeignKey("complaints.id"))
    voice: Mapped[Voice] = mapped_column(choice(Voice))
    to: Mapped[Voice] = mapped_column(choice(Voice, "heard_by"))
    words: Mapped[str] = mapped_column(Text)
    private: Mapped[bool]
    person_id: Mapped[UUID | None] = mapped_column(ForeignKey("people.id"))
    at: Mapped[datetime]


class ComplaintPhoto(Base):
    """A picture that came with a complaint; no public address serves it."""

    __tablename__ = "complaint_photos"
    __table_args__ = (
        CheckConstraint("status <> 'uploaded' OR original_key IS NOT NULL", name="upload_kept"),
        Index("ix_complaint_photos_complaint_id", "complaint_id", "id"),
    )

    id: Mapped[IntId]
    complaint_id: Mapped[UUID] = mapped_column(ForeignKey("complaints.id"))
    digest: Mapped[str] = mapped_column(Text)
    original_key: Mapped[str | None] = mapped_column(Text)
    status: Mapped[PhotoStatus] = mapped_column(choice(PhotoStatus))
    fault: Mapped[PictureFault | None] = mapped_column(choice(PictureFault))
    added_at: Mapped[datetime]


class ComplaintDecision(Base):
    """What an officer decided, in words: of the complaint (`turn` 0), and of its appeal (1)."""

    __tablename__ = "complaint_decisions"
    __table_args__ = (UniqueConstraint("complaint_id", "turn"),)

    id: Mapped[IntId]
    complaint_id: Mapped[UUID] = mapped_column(ForeignKey("complaints.id"))
    turn: Mapped[int] = mapped_column(SmallInteger)
    outcome: Mapped[Outcome] = mapped_column(choice(Outcome))
    words: Mapped[str] = mapped_column(Text)
    by: Mapped[UUID] = mapped_column(ForeignKey("people.id"))
    at: Mapped[datetime]

"""Makers: a workshop, whose it is, where, and how it stands with the law."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, Date, ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from catalog.rules.artisan import ARTISAN_STEPS, ArtisanKind, ArtisanStatus
from catalog.rules.making import Away
from kit.db import Base, Uid, choice
from kit.steps import advance
from tax.rules import SellerKind


class Artisan(Base):
    """A workshop: one maker, a self-help group, a producer company, a cooperative or a firm.

    `name` is what buyers read, `legal_name` what stands on documents. Empty text means "not said yet".
    From `away_from` to `away_to`, both days included, nothing is made or sent.
    """

    __tablename__ = "artisans"
    __table_args__ = (
        CheckConstraint("pin = '' OR pin ~ '^[1-9][0-9]{5}$'", name="pin_six_digits"),
        CheckConstraint("gst_kind <> 'enrolled' OR gstin = ''", name="enrolled_has_no_gstin"),
        CheckConstraint("(verified_at IS NULL) = (verified_by IS NULL)", name="verified_whole"),
        CheckConstraint(
            "(away_from IS NULL) = (away_to IS NULL) AND (away_from IS NULL OR away_from <= away_to)",
            name="away_whole",
        ),
        Index("ix_artisans_district_id_status", "district_id", "status"),
        Index("uq_artisans_gstin", "gstin", unique=True, postgresql_where=text("gstin <> ''")),
    )

    id: Mapped[Uid]
    person_id: Mapped[UUID] = mapped_column(ForeignKey("people.id"), unique=True)
    kind: Mapped[ArtisanKind] = mapped_column(choice(ArtisanKind))
    name: Mapped[str] = mapped_column(Text)
    legal_name: Mapped[str] = mapped_column(Text)
    slug: Mapped[str] = mapped_column(Text, unique=True)
    district_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("districts.id"))
    address_line: Mapped[str] = mapped_column(Text)
    pin: Mapped[str] = mapped_column(String(6))
    story: Mapped[str] = mapped_column(Text)
    language: Mapped[str] = mapped_column(Text)
    gst_kind: Mapped[SellerKind] = mapped_column(choice(SellerKind))
    gstin: Mapped[str] = mapped_column(Text)
    enrolment_no: Mapped[str] = mapped_column(Text)
    pan: Mapped[str] = mapped_column(Text)
    status: Mapped[ArtisanStatus] = mapped_column(choice(ArtisanStatus))
    verified_at: Mapped[datetime | None]
    verified_by: Mapped[UUID | None] = mapped_column(ForeignKey("people.id"))
    joined_at: Mapped[datetime]
    onboarded_by: Mapped[UUID | None] = mapped_column(ForeignKey("people.id"))  # none: came by themselves
    is_demo: Mapped[bool]
    away_from: Mapped[date | None] = mapped_column(Date)
    away_to: Mapped[date | None] = mapped_column(Date)

    @property
    def away(self) -> Away | None:
        """The holiday that is told of, past or to come; None when there is none."""
        return Away.of(self.away_from, self.away_to)

    def submit(self) -> bool:
        """Hand the workshop to the district. False when it is there already."""
        return advance(self, ArtisanStatus.SUBMITTED, ARTISAN_STEPS)

    def verify(self, by: UUID, at: datetime) -> bool:
        """An officer has seen who they are and that the craft is theirs. False when it was verified before."""
        if not advance(self, ArtisanStatus.VERIFIED, ARTISAN_STEPS):
            return False
        self.verified_at, self.verified_by = at, by
        return True

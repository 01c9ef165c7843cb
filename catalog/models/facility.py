"""Support infrastructure as district officers enter it."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, Double, ForeignKey, Index, Text, text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column

from catalog.rules.facility import FacilityKind
from kit.db import Base, IntId, choice


class Facility(Base):
    """A place that helps makers of a district. What it was is never edited away: a change closes and enters anew."""

    __tablename__ = "facilities"
    __table_args__ = (
        CheckConstraint("(latitude IS NULL) = (longitude IS NULL)", name="point_whole"),
        CheckConstraint("(closed_at IS NULL) = (closed_by IS NULL)", name="closed_whole"),
        CheckConstraint("(kind = 'courier_reach') = (cardinality(pins) > 0)", name="pins_of_couriers"),
        Index(
            "uq_facilities_open",
            "district_id",
            "kind",
            "name",
            unique=True,
            postgresql_where=text("closed_at IS NULL"),
        ),
    )

    id: Mapped[IntId]
    district_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("districts.id"))
    kind: Mapped[FacilityKind] = mapped_column(choice(FacilityKind))
    name: Mapped[str] = mapped_column(Text)
    address: Mapped[str] = mapped_column(Text)
    capacity: Mapped[str] = mapped_column(Text)
    contact: Mapped[str] = mapped_column(Text)
    pins: Mapped[list[str]] = mapped_column(ARRAY(Text))
    latitude: Mapped[float | None] = mapped_column(Double)
    longitude: Mapped[float | None] = mapped_column(Double)
    entered_at: Mapped[datetime]
    entered_by: Mapped[UUID] = mapped_column(ForeignKey("people.id"))
    closed_at: Mapped[datetime | None]
    closed_by: Mapped[UUID | None] = mapped_column(ForeignKey("people.id"))

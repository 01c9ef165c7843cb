"""How the registry changes: what officers nominated, and every version that a product has had."""

from __future__ import annotations

from datetime import date, datetime
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
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column

from catalog.rules.nomination import NominationKind, NominationStatus
from catalog.rules.registry import Confidence, GITagged, Sector
from kit.db import Base, IntId, choice


class Nomination(Base):
    """A product, or a cluster, that a State officer names for districts, with where that is written."""

    __tablename__ = "nominations"
    __table_args__ = (
        CheckConstraint("cardinality(district_ids) > 0", name="for_a_district"),
        CheckConstraint("(decided_at IS NULL) = (status = 'nominated')", name="decided_whole"),
        CheckConstraint("(decided_at IS NULL) = (decided_by IS NULL)", name="decided_by_someone"),
        CheckConstraint("decided_by <> nominated_by", name="two_people"),
        CheckConstraint("status <> 'returned' OR reason <> ''", name="returned_with_reason"),
        Index("ix_nominations_waiting", "nominated_at", postgresql_where=text("status = 'nominated'")),
    )

    id: Mapped[IntId]
    kind: Mapped[NominationKind] = mapped_column(choice(NominationKind))
    state_code: Mapped[str] = mapped_column(ForeignKey("states.code"), index=True)
    district_ids: Mapped[list[int]] = mapped_column(ARRAY(BigInteger))
    name: Mapped[str] = mapped_column(Text)
    sector: Mapped[Sector] = mapped_column(choice(Sector))
    craft_id: Mapped[str] = mapped_column(ForeignKey("crafts.id"))
    story: Mapped[str] = mapped_column(Text)
    source: Mapped[str] = mapped_column(Text)
    source_date: Mapped[date]
    status: Mapped[NominationStatus] = mapped_column(choice(NominationStatus))
    nominated_at: Mapped[datetime]
    nominated_by: Mapped[UUID] = mapped_column(ForeignKey("people.id"))
    decided_at: Mapped[datetime | None]
    decided_by: Mapped[UUID | None] = mapped_column(ForeignKey("people.id"))
    reason: Mapped[str] = mapped_column(Text)


class ProductVersion(Base):
    """A district's product as the registry had it from a moment on. Written by a trigger, never changed."""

    __tablename__ = "product_versions"
    __table_args__ = (
        Index("ix_product_versions_district_id", "district_id", "valid_from"),
        UniqueConstraint("product_id", "id"),
    )

    id: Mapped[IntId]
    product_id: Mapped[int] = mapped_column(BigInteger)
    valid_from: Mapped[datetime]
    district_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("districts.id"))
    name: Mapped[str] = mapped_column(Text)
    position: Mapped[int] = mapped_column(SmallInteger)
    sector: Mapped[Sector] = mapped_column(choice(Sector))
    source_lists: Mapped[list[str]] = mapped_column(ARRAY(Text))
    source_note: Mapped[str] = mapped_column(Text)
    gi_tagged: Mapped[GITagged] = mapped_column(choice(GITagged))
    gi_good_id: Mapped[int | None] = mapped_column(ForeignKey("gi_goods.id"))
    craft_id: Mapped[str] = mapped_column(ForeignKey("crafts.id"))
    craft_confidence: Mapped[Confidence] = mapped_column(choice(Confidence))
    retired_at: Mapped[datetime | None]

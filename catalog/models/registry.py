"""The registry: what each district is known for, the crafts behind it, and the tariff line of each craft."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, SmallInteger, String, Text, UniqueConstraint
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column

from catalog.rules.registry import (
    Confidence,
    GICategory,
    GITagged,
    Returnability,
    Sector,
    Thread,
    Unit,
)
from kit.db import Base, IntId, choice


class CraftFamily(Base):
    """A family of crafts as buyers know it: Weaves, Clay and pottery, Spices. Its key is a word: `weaves`."""

    __tablename__ = "craft_families"

    id: Mapped[str] = mapped_column(Text, primary_key=True)
    position: Mapped[int] = mapped_column(SmallInteger)
    slug: Mapped[str] = mapped_column(Text, unique=True)
    name_en: Mapped[str] = mapped_column(Text)
    name_hi: Mapped[str] = mapped_column(Text)
    thread: Mapped[Thread] = mapped_column(choice(Thread))
    is_goods: Mapped[bool]
    retired_at: Mapped[datetime | None]


class Craft(Base):
    """A craft: the template of its listings. Its key is a word: `banarasi_brocade`.

    `handicraft` is a claim that an officer must record; `unit` is what the price is for. Where a finer
    CraftVariant is chosen, the variant's tariff line counts and not this one's.
    """

    __tablename__ = "crafts"
    __table_args__ = (
        CheckConstraint("hsn8 ~ '^[0-9]{8}$'", name="hsn_eight_digits"),
        CheckConstraint("is_goods = (hsn8 <> '99859900')", name="placeholder_is_no_goods"),
        CheckConstraint("typical_days_to_make >= 0", name="days_not_negative"),
    )

    id: Mapped[str] = mapped_column(Text, primary_key=True)
    family_id: Mapped[str] = mapped_column(ForeignKey("craft_families.id"), index=True)
    slug: Mapped[str] = mapped_column(Text, unique=True)
    name_en: Mapped[str] = mapped_column(Text)
    name_hi: Mapped[str] = mapped_column(Text)
    hsn8: Mapped[str] = mapped_column(String(8))
    hsn_confidence: Mapped[Confidence] = mapped_column(choice(Confidence))
    handicraft: Mapped[bool]
    prepacked: Mapped[bool]
    unit: Mapped[Unit] = mapped_column(choice(Unit))
    price_slab: Mapped[bool]
    proofs: Mapped[list[str]] = mapped_column(ARRAY(Text))
    perishable: Mapped[bool]
    returnable: Mapped[Returnability] = mapped_column(choice(Returnability))
    typical_days_to_make: Mapped[int] = mapped_column(SmallInteger)
    attributes: Mapped[list[str]] = mapped_column(ARRAY(Text))
    is_goods: Mapped[bool]
    retired_at: Mapped[datetime | None]


class CraftVariant(Base):
    """A finer line inside a craft (kani under pashmina, cumin under seed spices): its tariff line counts."""

    __tablename__ = "craft_variants"
    __table_args__ = (
        UniqueConstraint("craft_id", "id"),
        CheckConstraint("hsn8 ~ '^[0-9]{8}$'", name="hsn_eight_digits"),
    )

    id: Mapped[str] = mapped_column(Text, primary_key=True)
    craft_id: Mapped[str] = mapped_column(ForeignKey("crafts.id"))
    name_en: Mapped[str] = mapped_column(Text)
    name_hi: Mapped[str] = mapped_column(Text)
    hsn8: Mapped[str] = mapped_column(String(8))
    hsn_confidence: Mapped[Confidence] = mapped_column(choice(Confidence))
    handicraft: Mapped[bool]
    prepacked: Mapped[bool]
    unit: Mapped[Unit] = mapped_column(choice(Unit))
    price_slab: Mapped[bool]
    perishable: Mapped[bool]
    attributes: Mapped[list[str]] = mapped_column(ARRAY(Text))
    retired_at: Mapped[datetime | None]


class GIGood(Base):
    """A registered geographical indication. The number is the list's own, not the application's."""

    __tablename__ = "gi_goods"
    __table_args__ = (UniqueConstraint("list_serial_no", "name"),)  # the list gives number 29 twice

    id: Mapped[IntId]
    list_serial_no: Mapped[int]
    name: Mapped[str] = mapped_column(Text)
    category: Mapped[GICategory] = mapped_column(choice(GICategory))
    state_codes: Mapped[list[str]] = mapped_column(ARRAY(String(2)))
    retired_at: Mapped[datetime | None]


class DistrictProduct(Base):
    """A product that a list names for a district; `position` orders them, the weightiest list first."""

    __tablename__ = "district_products"
    __table_args__ = (UniqueConstraint("district_id", "name"),)

    id: Mapped[IntId]
    district_id: Mapped[int] = mapped_column(ForeignKey("districts.id"))
    name: Mapped[str] = mapped_column(Text)
    position: Mapped[int] = mapped_column(SmallInteger)
    sector: Mapped[Sector] = mapped_column(choice(Sector))
    source_lists: Mapped[list[str]] = mapped_column(ARRAY(Text))
    source_note: Mapped[str] = mapped_column(Text)
    district_name_in_source: Mapped[str | None] = mapped_column(Text)
    inherited: Mapped[bool]
    gi_tagged: Mapped[GITagged] = mapped_column(choice(GITagged))
    gi_good_id: Mapped[int | None] = mapped_column(ForeignKey("gi_goods.id"), index=True)
    craft_id: Mapped[str] = mapped_column(ForeignKey("crafts.id"), index=True)
    craft_confidence: Mapped[Confidence] = mapped_column(choice(Confidence))
    retired_at: Mapped[datetime | None]
    decided_at: Mapped[datetime | None]  # an officer decided this row: lists leave it alone
    nomination_id: Mapped[int | None] = mapped_column(ForeignKey("nominations.id"), index=True)

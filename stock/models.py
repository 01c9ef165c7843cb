"""Places, moves with two ends, levels and reservations."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from kit.db import Base, IntId, choice


class LocationKind(StrEnum):
    """What a place is. The last four are the world's ends and the road: they keep no level but transit does."""

    WORKSHOP = "workshop"
    STALL = "stall"
    STORE_ROOM = "store_room"
    TRANSIT = "transit"
    MADE = "made"
    CUSTOMER = "customer"
    LOSS = "loss"
    FOUND = "found"


VIRTUAL = frozenset({LocationKind.MADE, LocationKind.CUSTOMER, LocationKind.LOSS, LocationKind.FOUND})


class Reason(StrEnum):
    """Why goods moved."""

    MADE = "made"
    COUNTED = "counted"
    SOLD = "sold"
    SHIPPED = "shipped"
    DELIVERED = "delivered"
    DISPATCHED = "dispatched"
    RECEIVED = "received"
    BROKEN = "broken"
    LOST = "lost"
    RETURNED = "returned"
    FOUND = "found"
    FAIR = "fair"
    UNDONE = "undone"


BY_HAND = ("hand:", "count:")  # how the keys of an owner's own changes begin


class Location(Base):
    """A place where goods can be. `place_id` is the workshop's artisan or the stall, as the kind says."""

    __tablename__ = "locations"
    __table_args__ = (
        Index("uq_locations_kind_place", "kind", "place_id", unique=True, postgresql_nulls_not_distinct=True),
    )

    id: Mapped[IntId]
    kind: Mapped[LocationKind] = mapped_column(choice(LocationKind))
    place_id: Mapped[UUID | None]


class Move(Base):
    """So many pieces went from one place to another. Append-only; `key` names the cause, so it happens once."""

    __tablename__ = "moves"
    __table_args__ = (
        CheckConstraint("quantity > 0", name="quantity_positive"),
        CheckConstraint("source_id <> target_id", name="two_ends"),
        Index("ix_moves_variant", "variant_id", "id"),
    )

    id: Mapped[IntId]
    variant_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("variants.id"))
    owner_id: Mapped[UUID] = mapped_column(ForeignKey("artisans.id"))
    quantity: Mapped[int]
    source_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("locations.id"))
    target_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("locations.id"))
    reason: Mapped[Reason] = mapped_column(choice(Reason))
    key: Mapped[str] = mapped_column(Text, unique=True)
    at: Mapped[datetime]
    by: Mapped[UUID | None]


class Level(Base):
    """How many pieces a place holds of one owner's variant, and how many of them are promised."""

    __tablename__ = "levels"
    __table_args__ = (
        CheckConstraint("on_hand >= 0", name="on_hand_not_negative"),
        CheckConstraint("reserved BETWEEN 0 AND on_hand", name="reserved_within"),
        Index("ix_levels_variant", "variant_id"),
    )

    location_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("locations.id"), primary_key=True)
    variant_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("variants.id"), primary_key=True)
    owner_id: Mapped[UUID] = mapped_column(ForeignKey("artisans.id"), primary_key=True)
    on_hand: Mapped[int]
    reserved: Mapped[int]


class Reservation(Base):
    """Pieces promised to a cause until a moment (firm when `until` is empty)."""

    __tablename__ = "reservations"
    __table_args__ = (
        CheckConstraint("quantity > 0", name="quantity_positive"),
        Index(
            "uq_reservations_live",
            "cause_id",
            "variant_id",
            "location_id",
            unique=True,
            postgresql_where=text("ended_at IS NULL"),
        ),
        Index(
            "ix_reservations_level",
            "location_id",
            "variant_id",
            "owner_id",
            postgresql_where=text("ended_at IS NULL"),
        ),
    )

    id: Mapped[IntId]
    cause_kind: Mapped[str] = mapped_column(Text)
    cause_id: Mapped[UUID]
    location_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("locations.id"))
    variant_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("variants.id"))
    owner_id: Mapped[UUID] = mapped_column(ForeignKey("artisans.id"))
    quantity: Mapped[int]
    until: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]


class LowNote(Base):
    """The maker was told that few pieces of a variant are left; gone when there are enough again."""

    __tablename__ = "low_notes"

    variant_id: Mapped[int] = mapped_column(
        BigInteger, ForeignKey("variants.id"), primary_key=True, autoincrement=False
    )
    told_at: Mapped[datetime]

"""Reads of stock."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session, aliased

from catalog.models import Listing, Variant
from stock.models import BY_HAND, Level, Location, LocationKind, Move


class Held(NamedTuple):
    """What one place holds of one variant."""

    location_id: int
    variant_id: int
    owner_id: UUID
    on_hand: int
    reserved: int

    @property
    def free(self) -> int:
        """Pieces that nobody was promised."""
        return self.on_hand - self.reserved


def place(session: Session, kind: LocationKind, place_id: UUID | None = None) -> int | None:
    """The location of a workshop, stall or world's end; None when it was never used."""
    same = Location.place_id.is_(None) if place_id is None else Location.place_id == place_id
    return session.scalar(select(Location.id).where(Location.kind == kind, same))


def workshop_levels(session: Session, variant_ids: Sequence[int]) -> dict[int, Held]:
    """What the makers' own workshops hold of these variants, by variant."""
    query = (
        select(Level.location_id, Level.variant_id, Level.owner_id, Level.on_hand, Level.reserved)
        .join(Location, Location.id == Level.location_id)
        .where(Level.variant_id.in_(variant_ids), Location.kind == LocationKind.WORKSHOP)
    )
    return {row.variant_id: Held(*row) for row in session.execute(query)}


def held_at(session: Session, location_id: int) -> list[Held]:
    """All that one place holds now, by variant."""
    query = (
        select(Level.location_id, Level.variant_id, Level.owner_id, Level.on_hand, Level.reserved)
        .where(Level.location_id == location_id, Level.on_hand > 0)
        .order_by(Level.variant_id)
    )
    return [Held(*row) for row in session.execute(query)]


def held_by_place(session: Session, kind: LocationKind, place_ids: Sequence[UUID]) -> dict[UUID, int]:
    """Pieces on hand in each of these places, for a board of stalls."""
    query = (
        select(Location.place_id, func.sum(Level.on_hand))
        .join(Level, Level.location_id == Location.id)
        .where(Location.kind == kind, Location.place_id.in_(place_ids))
        .group_by(Location.place_id)
    )
    return {place_id: int(pieces) for place_id, pieces in session.execute(query) if place_id is not None}


def free_of_owner(session: Session, owner_id: UUID) -> dict[int, Held]:
    """An owner's own workshop, by variant."""
    query = (
        select(Level.location_id, Level.variant_id, Level.owner_id, Level.on_hand, Level.reserved)
        .join(Location, Location.id == Level.location_id)
        .where(Location.kind == LocationKind.WORKSHOP, Location.place_id == owner_id)
    )
    return {row.variant_id: Held(*row) for row in session.execute(query)}


def moves_of_owner(session: Session, owner_id: UUID) -> Iterator[Any]:
    """Every move of an owner's goods, the oldest first: moment, variant, pieces, kinds of both ends, reason."""
    source, target = aliased(Location), aliased(Location)
    asked = (
        select(Move.at, Move.variant_id, Move.quantity, source.kind, target.kind, Move.reason)
        .join(source, source.id == Move.source_id)
        .join(target, target.id == Move.target_id)
        .join(Variant, Variant.id == Move.variant_id)
        .join(Listing, Listing.id == Variant.listing_id)
        .where(Move.owner_id == owner_id, Listing.artisan_id == owner_id)
        .order_by(Move.id)
    )
    return iter(session.execute(asked.execution_options(yield_per=500)))


class Change(NamedTuple):
    """One change by the owner's own hand: its move, whether into the workshop, and whether it was taken back."""

    move: Move
    into: bool
    undone: bool


def own_changes(session: Session, variant_id: int, owner_id: UUID, *, limit: int = 10) -> list[Change]:
    """The last changes of one variant by its owner's hand, the newest first."""
    workshop = place(session, LocationKind.WORKSHOP, owner_id)
    wanted = (
        select(Move)
        .where(
            Move.variant_id == variant_id,
            Move.owner_id == owner_id,
            or_(*(Move.key.startswith(head) for head in BY_HAND)),
        )
        .order_by(Move.id.desc())
        .limit(limit)
    )
    moves = session.scalars(wanted).all()
    undone = set(session.scalars(select(Move.key).where(Move.key.in_([f"undo:{each.id}" for each in moves]))))
    return [Change(each, each.target_id == workshop, f"undo:{each.id}" in undone) for each in moves]

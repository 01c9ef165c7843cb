"""Reads of stock."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from stock.models import Level, Location, LocationKind


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

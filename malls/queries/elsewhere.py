"""Where a maker's goods are beside the own workshop: at which mall, in its store room, on the road."""

from __future__ import annotations

from typing import NamedTuple
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from malls.models import Mall, Stall
from stock.models import Level, Location, LocationKind


class Elsewhere(NamedTuple):
    """So many pieces at one place. `name` is the mall's; "" on the road."""

    kind: LocationKind
    name: str
    pieces: int


def elsewhere(session: Session, artisan_id: UUID) -> dict[int, list[Elsewhere]]:
    """A maker's pieces that are not in the own workshop, by variant. The malls count theirs. One statement."""
    query = (
        select(Level.variant_id, Location.kind, func.coalesce(Mall.name, ""), func.sum(Level.on_hand))
        .join(Location, Location.id == Level.location_id)
        .outerjoin(Stall, Stall.id == Location.place_id)
        .outerjoin(Mall, Mall.id == Stall.mall_id)
        .where(Level.owner_id == artisan_id, Level.on_hand > 0, Location.kind != LocationKind.WORKSHOP)
        .group_by(Level.variant_id, Location.kind, Mall.name)
        .order_by(Level.variant_id, Location.kind, Mall.name)
    )
    found: dict[int, list[Elsewhere]] = {}
    for variant_id, kind, name, pieces in session.execute(query):
        found.setdefault(variant_id, []).append(Elsewhere(kind, name, int(pieces)))
    return found

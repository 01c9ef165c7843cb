"""When few pieces are left: told once for each time the number falls to the maker's own mark or below."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.orm import Session

from catalog.models import Listing, Variant
from stock.models import LowNote
from stock.queries import workshop_levels


class Low(NamedTuple):
    """Few pieces of a variant are left: how many nobody was promised."""

    listing_id: UUID
    variant_id: int
    left: int


def fell_low(session: Session, variant_id: int, *, before: int, at: datetime) -> Low | None:
    """What to tell when a variant's free pieces fell from `before` to its mark; None when it was told, or did not fall.

    Enough pieces again wipe out that it was told.
    """
    mark = session.execute(
        select(Listing.id, Listing.low_at)
        .join(Variant, Variant.listing_id == Listing.id)
        .where(Variant.id == variant_id)
    ).one_or_none()
    if mark is None or mark.low_at is None:
        return None
    held = workshop_levels(session, [variant_id]).get(variant_id)
    left = held.free if held else 0
    if left > mark.low_at:
        session.execute(delete(LowNote).where(LowNote.variant_id == variant_id))
        return None
    noted = upsert(LowNote).values(variant_id=variant_id, told_at=at).on_conflict_do_nothing()
    new = session.scalar(noted.returning(LowNote.variant_id)) is not None
    return Low(mark.id, variant_id, left) if new and before > mark.low_at else None

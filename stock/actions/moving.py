"""Moving goods between two places. Every change of a level stands beside a move."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select, text
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.orm import Session

from kit.events import record
from stock.errors import NotThere
from stock.events import StockCounted, StockRanOut
from stock.models import VIRTUAL, Level, Location, LocationKind, Move, Reason
from stock.queries import place


@dataclass(frozen=True)
class Carry:
    """So many pieces to carry from one location to another; `key` names the cause."""

    key: str
    variant_id: int
    owner_id: UUID
    quantity: int
    source_id: int
    target_id: int
    reason: Reason


def open_place(session: Session, kind: LocationKind, place_id: UUID | None = None) -> int:
    """The location of a workshop, a stall or a world's end, made at its first use."""
    found = place(session, kind, place_id)
    if found is not None:
        return found
    session.execute(upsert(Location).values(kind=kind, place_id=place_id).on_conflict_do_nothing())
    made = place(session, kind, place_id)
    assert made is not None
    return made


def places(session: Session, kind: LocationKind, place_ids: Sequence[UUID]) -> dict[UUID, int]:
    """The locations of several workshops or stalls in one read; those never used are made."""
    query = select(Location.place_id, Location.id).where(
        Location.kind == kind, Location.place_id.in_(place_ids)
    )
    found = {
        place_id: location_id for place_id, location_id in session.execute(query) if place_id is not None
    }
    for place_id in set(place_ids) - found.keys():
        found[place_id] = open_place(session, kind, place_id)
    return found


def move(session: Session, carries: Sequence[Carry], *, by: UUID | None, at: datetime) -> list[str]:
    """Carry goods, each key once; the keys that were new.

    Sources give up free pieces only (promised ones leave through `take_reserved`). Raises NotThere and moves
    nothing when a source holds too few.
    """
    if not carries:
        return []
    fresh = write_moves(session, carries, by=by, at=at)
    real = level_keeping(session, {end for carry in fresh for end in (carry.source_id, carry.target_id)})
    lock_ends(session, fresh)
    for carry in sorted(fresh, key=lambda each: (each.source_id, each.variant_id)):
        if carry.source_id in real:
            _take(session, carry, by=by, at=at)
    for carry in sorted(fresh, key=lambda each: (each.target_id, each.variant_id)):
        if carry.target_id in real:
            put(session, carry)
    return [carry.key for carry in fresh]


def write_moves(session: Session, carries: Sequence[Carry], *, by: UUID | None, at: datetime) -> list[Carry]:
    """Write the moves not written before, in one statement; those that were new."""
    rows = [
        {
            "key": carry.key,
            "variant_id": carry.variant_id,
            "owner_id": carry.owner_id,
            "quantity": carry.quantity,
            "source_id": carry.source_id,
            "target_id": carry.target_id,
            "reason": carry.reason,
            "at": at,
            "by": by,
        }
        for carry in carries
    ]
    insert = upsert(Move).on_conflict_do_nothing(index_elements=["key"]).returning(Move.key)
    new = set(session.scalars(insert, rows))
    return [carry for carry in carries if carry.key in new]


def level_keeping(session: Session, location_ids: Iterable[int]) -> set[int]:
    """Those of the locations that keep a level (the world's ends do not)."""
    query = select(Location.id).where(Location.id.in_(list(location_ids)), Location.kind.not_in(VIRTUAL))
    return set(session.scalars(query))


_LOCK = text(
    """
    SELECT 1 FROM levels JOIN unnest(
        CAST(:places AS bigint[]), CAST(:variants AS bigint[]), CAST(:owners AS uuid[])
    ) AS ends (location_id, variant_id, owner_id) USING (location_id, variant_id, owner_id)
    ORDER BY levels.location_id, levels.variant_id, levels.owner_id FOR UPDATE OF levels
    """
)


def lock_ends(session: Session, carries: Sequence[Carry]) -> None:
    """Lock the levels at both ends of every carry in the one order of the house, so that goods may cross."""
    ends = sorted(
        {
            (end, carry.variant_id, carry.owner_id)
            for carry in carries
            for end in (carry.source_id, carry.target_id)
        }
    )
    places, variants, owners = zip(*ends, strict=True) if ends else ((), (), ())
    session.execute(_LOCK, {"places": list(places), "variants": list(variants), "owners": list(owners)})


def _take(session: Session, carry: Carry, *, by: UUID | None, at: datetime) -> None:
    left = session.scalar(
        text(
            """
            UPDATE levels SET on_hand = on_hand - :n
            WHERE location_id = :place AND variant_id = :variant AND owner_id = :owner AND on_hand - reserved >= :n
            RETURNING on_hand
            """
        ),
        {"n": carry.quantity, "place": carry.source_id, "variant": carry.variant_id, "owner": carry.owner_id},
    )
    if left is None:
        raise NotThere(variant_id=carry.variant_id, location_id=carry.source_id, wanted=carry.quantity)
    if left == 0:
        record(session, StockRanOut(carry.variant_id, carry.owner_id, carry.source_id), by=by, at=at)


def put(session: Session, carry: Carry) -> None:
    """Raise the level of a carry's target by what arrived."""
    insert = upsert(Level).values(
        location_id=carry.target_id,
        variant_id=carry.variant_id,
        owner_id=carry.owner_id,
        on_hand=carry.quantity,
        reserved=0,
    )
    session.execute(
        insert.on_conflict_do_update(
            index_elements=["location_id", "variant_id", "owner_id"],
            set_={"on_hand": Level.on_hand + insert.excluded.on_hand},
        )
    )


def set_on_hand(
    session: Session,
    *,
    variant_id: int,
    owner_id: UUID,
    quantity: int,
    key: str,
    by: UUID | None,
    at: datetime,
) -> int:
    """Say how many pieces a workshop holds; the books follow by one move. The difference, 0 when none.

    `key` names this count (a form's own token), so that sending it twice moves once. Raises NotThere when fewer are
    claimed than are promised to buyers.
    """
    if quantity < 0:
        raise NotThere(variant_id=variant_id, wanted=quantity)
    workshop = open_place(session, LocationKind.WORKSHOP, owner_id)
    held = (
        select(Level)
        .filter_by(location_id=workshop, variant_id=variant_id, owner_id=owner_id)
        .with_for_update()
    )
    level = session.scalar(held)
    before, promised = (level.on_hand, level.reserved) if level else (0, 0)
    if quantity < promised:
        raise NotThere(variant_id=variant_id, wanted=quantity, promised=promised)
    difference = quantity - before
    if difference == 0:
        return 0
    end = open_place(session, LocationKind.MADE if difference > 0 else LocationKind.LOSS)
    source, target = (end, workshop) if difference > 0 else (workshop, end)
    reason = Reason.MADE if difference > 0 else Reason.COUNTED
    carry = Carry(f"count:{key}", variant_id, owner_id, abs(difference), source, target, reason)
    if move(session, [carry], by=by, at=at):
        record(session, StockCounted(variant_id, owner_id, workshop, before, quantity), by=by, at=at)
    if level is not None:
        session.refresh(level)
    return difference

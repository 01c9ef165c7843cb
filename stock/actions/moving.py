"""Moving goods between two places. Every change of a level stands beside a move."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import select, text
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.orm import Session

from kit.events import record, record_all
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


class Counted(NamedTuple):
    """So many pieces of a variant were counted; `key` names the count."""

    variant_id: int
    quantity: int
    key: str


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
    counted = [Counted(variant_id, quantity, key)]
    return set_all_on_hand(session, owner_id, counted, by=by, at=at)[variant_id]


def set_all_on_hand(
    session: Session, owner_id: UUID, counted: Sequence[Counted], *, by: UUID | None, at: datetime
) -> dict[int, int]:
    """Say how many pieces of several variants a workshop holds, each variant once; the differences by variant.

    Raises NotThere for the first that claims fewer than are promised to buyers, and moves nothing.
    """
    workshop = open_place(session, LocationKind.WORKSHOP, owner_id)
    held = (
        select(Level)
        .where(Level.location_id == workshop, Level.owner_id == owner_id)
        .where(Level.variant_id.in_([each.variant_id for each in counted]))
        .order_by(Level.variant_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    levels = {level.variant_id: level for level in session.scalars(held)}
    before = {variant_id: level.on_hand for variant_id, level in levels.items()}
    ends: dict[LocationKind, int] = {}
    differences: dict[int, int] = {}
    carries: dict[str, tuple[Carry, Counted]] = {}
    for each in counted:
        promised = levels[each.variant_id].reserved if each.variant_id in levels else 0
        if each.quantity < promised:
            raise NotThere(variant_id=each.variant_id, wanted=each.quantity, promised=promised)
        difference = differences[each.variant_id] = each.quantity - before.get(each.variant_id, 0)
        if difference == 0:
            continue
        kind = LocationKind.MADE if difference > 0 else LocationKind.LOSS
        if kind not in ends:
            ends[kind] = open_place(session, kind)
        source, target = (ends[kind], workshop) if difference > 0 else (workshop, ends[kind])
        reason = Reason.MADE if difference > 0 else Reason.COUNTED
        key = f"count:{each.key}"
        carry = Carry(key, each.variant_id, owner_id, abs(difference), source, target, reason)
        carries[key] = (carry, each)
    moved = [carries[key][1] for key in move(session, [carry for carry, _ in carries.values()], by=by, at=at)]
    facts = [
        StockCounted(each.variant_id, owner_id, workshop, before.get(each.variant_id, 0), each.quantity)
        for each in moved
    ]
    record_all(session, facts, by=by, at=at)
    for each in moved:
        if each.variant_id in levels:
            session.expire(levels[each.variant_id])  # the books were moved past it
    return differences

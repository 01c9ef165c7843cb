"""Promising goods: reserve, make firm, release, and take what was promised.

All rows are locked in the order of (location, variant), in one statement, so that checkouts cannot deadlock; and the
statement is the last of a checkout, because contended rows are locked last.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import insert, select, text, update
from sqlalchemy.orm import Session

from kit.events import record_all
from stock.actions.moving import Carry, level_keeping, lock_ends, put, write_moves
from stock.errors import NotThere, OutOfStock
from stock.events import StockRanOut
from stock.models import Level, Reason, Reservation
from stock.queries import Held


@dataclass(frozen=True)
class Want:
    """So many pieces wanted for a cause from one location."""

    cause_id: UUID
    variant_id: int
    owner_id: UUID
    location_id: int
    quantity: int


_PROMISE = text(
    """
    WITH wanted AS (
        SELECT * FROM unnest(
            CAST(:places AS bigint[]), CAST(:variants AS bigint[]), CAST(:owners AS uuid[]), CAST(:numbers AS int[])
        ) AS w (location_id, variant_id, owner_id, n)
    ),
    locked AS (
        SELECT levels.location_id, levels.variant_id, levels.owner_id, wanted.n
        FROM levels JOIN wanted USING (location_id, variant_id, owner_id)
        ORDER BY levels.location_id, levels.variant_id, levels.owner_id FOR UPDATE OF levels
    )
    UPDATE levels SET reserved = levels.reserved + locked.n FROM locked
    WHERE levels.location_id = locked.location_id AND levels.variant_id = locked.variant_id
      AND levels.owner_id = locked.owner_id AND levels.on_hand - levels.reserved >= locked.n
    RETURNING levels.location_id, levels.variant_id, levels.owner_id
    """
)


def reserve(session: Session, wants: Sequence[Want], *, cause_kind: str, until: datetime | None) -> None:
    """Promise pieces to their causes until a moment, all or nothing.

    Raises OutOfStock with the short `lines`; the caller rolls back, so nothing stays half-promised.
    """
    if not wants:
        return
    wanted = _together(wants)
    got = {tuple(row) for row in session.execute(_PROMISE, _columns(wanted))}
    short = {place: n for place, n in wanted.items() if place not in got}
    if short:
        raise OutOfStock(lines=_shortage(session, short))
    rows = [
        {
            "cause_kind": cause_kind,
            "cause_id": want.cause_id,
            "location_id": want.location_id,
            "variant_id": want.variant_id,
            "owner_id": want.owner_id,
            "quantity": want.quantity,
            "until": until,
        }
        for want in wants
    ]
    session.execute(insert(Reservation), rows)


Place = tuple[int, int, UUID]


def _together(wants: Sequence[Want]) -> dict[Place, int]:
    sums: dict[Place, int] = {}
    for want in wants:
        place = (want.location_id, want.variant_id, want.owner_id)
        sums[place] = sums.get(place, 0) + want.quantity
    return sums


def _columns(wanted: dict[Place, int]) -> dict[str, list[object]]:
    ordered = sorted(wanted)
    return {
        "places": [place[0] for place in ordered],
        "variants": [place[1] for place in ordered],
        "owners": [place[2] for place in ordered],
        "numbers": [wanted[place] for place in ordered],
    }


def _shortage(session: Session, short: dict[Place, int]) -> list[dict[str, int]]:
    lines = []
    for (location_id, variant_id, owner_id), wanted in short.items():
        level = session.get(Level, (location_id, variant_id, owner_id), populate_existing=True)
        free = level.on_hand - level.reserved if level else 0
        lines.append({"variant_id": variant_id, "wanted": wanted, "free": free})
    return lines


def live(session: Session, cause_ids: Sequence[UUID]) -> list[Reservation]:
    """The promises to these causes that still stand."""
    query = select(Reservation).where(Reservation.cause_id.in_(cause_ids), Reservation.ended_at.is_(None))
    return list(session.scalars(query.order_by(Reservation.location_id, Reservation.variant_id)))


def firm(session: Session, cause_ids: Sequence[UUID]) -> int:
    """Make promises firm: they no longer run out. How many stand."""
    query = update(Reservation).where(Reservation.cause_id.in_(cause_ids), Reservation.ended_at.is_(None))
    return session.execute(query.values(until=None)).rowcount  # type: ignore[attr-defined, no-any-return]


def release(session: Session, cause_ids: Sequence[UUID], *, at: datetime) -> int:
    """Give promised pieces back to the shelf; how many promises ended. Releasing twice releases once."""
    ended = _end(session, cause_ids, at)
    _shift_levels(session, ended, on_hand=False)
    return len(ended)


def take_reserved(
    session: Session,
    cause_id: UUID,
    *,
    target_id: int,
    reason: Reason,
    key: str,
    by: UUID | None,
    at: datetime,
) -> int:
    """Carry what was promised to a cause out of its places to `target_id`; how many lines moved.

    Raises NotThere when the cause was promised nothing. `key` names the deed; a second time nothing moves.
    """
    ended = _end(session, [cause_id], at)
    if not ended:
        raise NotThere(cause=str(cause_id))
    carries = [
        Carry(
            f"{key}:{held.variant_id}",
            held.variant_id,
            held.owner_id,
            held.on_hand,
            held.location_id,
            target_id,
            reason,
        )
        for held in ended
    ]
    lock_ends(session, carries)
    _shift_levels(session, ended, on_hand=True, by=by, at=at)
    fresh = write_moves(session, carries, by=by, at=at)
    if target_id in level_keeping(session, [target_id]):
        for carry in fresh:
            put(session, carry)
    return len(fresh)


def _end(session: Session, cause_ids: Sequence[UUID], at: datetime) -> list[Held]:
    ended = (
        update(Reservation)
        .where(Reservation.cause_id.in_(cause_ids), Reservation.ended_at.is_(None))
        .values(ended_at=at)
        .returning(
            Reservation.location_id, Reservation.variant_id, Reservation.owner_id, Reservation.quantity
        )
    )
    rows = sorted(session.execute(ended))
    return [Held(place, variant, owner, quantity, 0) for place, variant, owner, quantity in rows]


def _shift_levels(
    session: Session,
    promises: Sequence[Held],
    *,
    on_hand: bool,
    by: UUID | None = None,
    at: datetime | None = None,
) -> None:
    """Lower what is promised, and what is on hand too when the goods leave."""
    gone = []
    for held in promises:  # in the order of places: the same order in which promises lock
        values = {"reserved": Level.reserved - held.on_hand}
        if on_hand:
            values["on_hand"] = Level.on_hand - held.on_hand
        where = (
            Level.location_id == held.location_id,
            Level.variant_id == held.variant_id,
            Level.owner_id == held.owner_id,
        )
        left = session.scalar(update(Level).where(*where).values(**values).returning(Level.on_hand))
        if on_hand and left == 0:
            gone.append(StockRanOut(held.variant_id, held.owner_id, held.location_id))
    if gone and at is not None:
        record_all(session, gone, by=by, at=at)

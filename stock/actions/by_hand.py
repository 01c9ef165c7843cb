"""What an owner does by hand in the own workshop: made more, sold at a fair, broken, counted; and undoing it."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from kit.events import record
from stock.actions.moving import Carry, move, open_place
from stock.errors import NotThere, UndoneAlready
from stock.events import StockCounted
from stock.models import BY_HAND, Level, LocationKind, Move, Reason
from stock.queries import place

UNDO_WITHIN = timedelta(days=30)

# Where goods come from or go to, by reason.
_FROM = {Reason.MADE: LocationKind.MADE, Reason.COUNTED: LocationKind.FOUND}
_TO = {
    Reason.FAIR: LocationKind.CUSTOMER,
    Reason.BROKEN: LocationKind.LOSS,
    Reason.COUNTED: LocationKind.LOSS,
}


def change_by_hand(
    session: Session,
    *,
    variant_id: int,
    owner_id: UUID,
    pieces: int,
    reason: Reason,
    key: str,
    by: UUID,
    at: datetime,
) -> bool:
    """So many pieces more (below zero: fewer) lie in the owner's workshop, and why. False when `key` is known.

    Raises NotThere when fewer lie there than that, free of promises, or when the reason does not go that way.
    """
    end = (_FROM if pieces > 0 else _TO).get(reason)
    if end is None or pieces == 0:
        raise NotThere(variant_id=variant_id, wanted=pieces)
    workshop = open_place(session, LocationKind.WORKSHOP, owner_id)
    world = open_place(session, end)
    source, target = (world, workshop) if pieces > 0 else (workshop, world)
    return _carried(
        session,
        Carry(f"hand:{key}", variant_id, owner_id, abs(pieces), source, target, reason),
        workshop,
        by,
        at,
    )


def count_by_hand(
    session: Session, *, variant_id: int, owner_id: UUID, quantity: int, key: str, by: UUID, at: datetime
) -> int:
    """So many were counted in the owner's workshop; the books follow by one move. The difference, 0 when none.

    Raises NotThere when fewer were counted than are promised to buyers.
    """
    workshop = open_place(session, LocationKind.WORKSHOP, owner_id)
    level = _locked(session, workshop, variant_id, owner_id)
    difference = quantity - (level.on_hand if level else 0)
    if difference and not change_by_hand(
        session,
        variant_id=variant_id,
        owner_id=owner_id,
        pieces=difference,
        reason=Reason.COUNTED,
        key=key,
        by=by,
        at=at,
    ):
        return 0
    return difference


def undo(session: Session, move_id: int, *, owner_id: UUID, by: UUID, at: datetime) -> None:
    """Take back one of the owner's own changes by the contrary move. Twice is once.

    Raises UndoneAlready for what is not the owner's own change, or too old; NotThere when the pieces are gone.
    """
    done = session.get(Move, move_id)
    workshop = place(session, LocationKind.WORKSHOP, owner_id)
    if done is None or workshop is None or not may_undo(done, owner_id, workshop, at=at):
        raise UndoneAlready()
    back = Carry(
        f"undo:{done.id}",
        done.variant_id,
        owner_id,
        done.quantity,
        done.target_id,
        done.source_id,
        Reason.UNDONE,
    )
    _carried(session, back, workshop, by, at)


def may_undo(done: Move, owner_id: UUID, workshop_id: int, *, at: datetime) -> bool:
    """Whether a move is the owner's own change of the own workshop, and young enough."""
    return (
        done.owner_id == owner_id
        and workshop_id in (done.source_id, done.target_id)
        and done.key.startswith(BY_HAND)
        and at - done.at <= UNDO_WITHIN
    )


def _carried(session: Session, carry: Carry, workshop: int, by: UUID, at: datetime) -> bool:
    level = _locked(session, workshop, carry.variant_id, carry.owner_id)
    before = level.on_hand if level else 0
    if not move(session, [carry], by=by, at=at):
        return False
    after = before + (carry.quantity if carry.target_id == workshop else -carry.quantity)
    record(session, StockCounted(carry.variant_id, carry.owner_id, workshop, before, after), by=by, at=at)
    if level is not None:
        session.refresh(level)
    return True


def _locked(session: Session, workshop: int, variant_id: int, owner_id: UUID) -> Level | None:
    held = select(Level).filter_by(location_id=workshop, variant_id=variant_id, owner_id=owner_id)
    return session.scalar(held.with_for_update().execution_options(populate_existing=True))

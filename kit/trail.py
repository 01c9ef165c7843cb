"""Reading what was recorded: the trail of facts, and the outbox with what is stuck in it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from kit.events import Event, OutboxMessage, lag_s

PAGE = 50


class Outbox(NamedTuple):
    """How the outbox stands: messages waiting (due or not), parked, and the age of the oldest due one."""

    waiting: int
    parked: int
    lag_s: float


class Stuck(NamedTuple):
    """A message that is parked or has failed at least once, with the fact it hangs on."""

    message: OutboxMessage
    event: Event


def outbox(session: Session, *, at: datetime) -> Outbox:
    """How many messages wait and how many are parked."""
    parked = OutboxMessage.parked_at.is_not(None)
    asked = select(func.count().filter(~parked), func.count().filter(parked))
    waiting, stuck = session.execute(asked.where(OutboxMessage.done_at.is_(None))).one()
    return Outbox(waiting, stuck, lag_s(session, at=at))


def stuck(session: Session, *, before: int | None = None, limit: int = PAGE) -> list[Stuck]:
    """Messages that failed, parked or about to be tried again, the latest first; going on from id `before`."""
    asked = select(OutboxMessage, Event).join(Event, Event.id == OutboxMessage.event_id)
    asked = asked.where(OutboxMessage.done_at.is_(None), OutboxMessage.attempts > 0)
    if before is not None:
        asked = asked.where(OutboxMessage.id < before)
    return [Stuck(*row) for row in session.execute(asked.order_by(OutboxMessage.id.desc()).limit(limit))]


def trail(
    session: Session,
    *,
    subject: str = "",
    name: str = "",
    before: int | None = None,
    limit: int = PAGE,
) -> Sequence[Event]:
    """Facts, the latest first: of one subject, of one name, or both; going on from id `before`."""
    asked = select(Event)
    if subject:
        asked = asked.where(Event.subject == subject)
    if name:
        asked = asked.where(Event.name == name)
    if before is not None:
        asked = asked.where(Event.id < before)
    return session.scalars(asked.order_by(Event.id.desc()).limit(limit)).all()


def names(session: Session) -> Sequence[str]:
    """Every name a fact has been recorded under, in the order of the alphabet."""
    return session.scalars(select(Event.name).distinct().order_by(Event.name)).all()

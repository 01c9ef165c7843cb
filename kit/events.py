"""Facts: one `record` writes the audit trail and the outbox, in the caller's own transaction.

A fact is a past-tense, frozen dataclass of ids and numbers (never a name or a phone number). `events` keeps every
fact for ever; `outbox` holds one row for each subscriber until its work is done. The relay hands due rows to the
workers; the worker marks the row done in the same transaction as its effect, so a message that is lost, doubled
or cut short by a dying worker still has exactly one effect.
"""

from __future__ import annotations

import dataclasses
import random
import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import BigInteger, ForeignKey, Index, Text, and_, func, insert, or_, select, text, update
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, Session, mapped_column

from kit.db import Base, IntId

LEASE = timedelta(seconds=60)  # a message handed out and not done by then is handed out again
ATTEMPTS_MAX = 14
BACKOFF_MAX_S = 3600
BATCH = 100


@dataclasses.dataclass(frozen=True)
class Fact:
    """Base of all facts. The first field is the subject: its class says the kind, its value the id."""

    name: ClassVar[str]

    def __init_subclass__(cls) -> None:
        first, *rest = re.findall(r"[A-Z][a-z0-9]*", cls.__name__)
        cls.name = f"{first.lower()}.{'_'.join(word.lower() for word in rest)}"

    def facts(self) -> dict[str, Any]:
        """The fields as plain JSON values."""
        return {field.name: _plain(getattr(self, field.name)) for field in dataclasses.fields(self)}

    def subject(self) -> str:
        """The value of the first field, as text."""
        return str(getattr(self, dataclasses.fields(self)[0].name))


def _plain(value: Any) -> Any:
    if isinstance(value, UUID | datetime | date):
        return str(value)
    if isinstance(value, int) and not isinstance(value, bool):
        return int(value)
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    if isinstance(value, Mapping):
        return {str(key): _plain(each) for key, each in value.items()}
    return value


class Event(Base):
    """One fact that was recorded: the trail. Never changed, never deleted (a trigger refuses)."""

    __tablename__ = "events"
    __table_args__ = (Index("ix_events_subject_name", "subject", "name"),)

    id: Mapped[IntId]
    name: Mapped[str] = mapped_column(Text, index=True)
    at: Mapped[datetime] = mapped_column(index=True)
    by: Mapped[UUID | None]
    acting_for: Mapped[UUID | None]
    subject: Mapped[str] = mapped_column(Text)
    facts: Mapped[dict[str, Any]] = mapped_column(JSONB)
    request_id: Mapped[str | None] = mapped_column(Text)


class OutboxMessage(Base):
    """One piece of work that waits on a fact: due, handed out, done, or parked for a person to see."""

    __tablename__ = "outbox"
    __table_args__ = (
        Index("ix_outbox_due", "due_at", postgresql_where=text("done_at IS NULL AND parked_at IS NULL")),
        Index("uq_outbox_event_subscriber", "event_id", "subscriber", unique=True),
    )

    id: Mapped[IntId]
    event_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("events.id"))
    subscriber: Mapped[str] = mapped_column(Text)
    due_at: Mapped[datetime]
    attempts: Mapped[int] = mapped_column(default=0)
    sent_at: Mapped[datetime | None]
    done_at: Mapped[datetime | None]
    parked_at: Mapped[datetime | None]
    last_error: Mapped[str | None] = mapped_column(Text)


Subscriber = Callable[..., None]
_subscribers: dict[str, list[str]] = {}
_by_name: dict[str, Subscriber] = {}


def subscriber_name(function: Subscriber) -> str:
    """`orders.tasks.tell_buyer`: what an outbox row calls its subscriber."""
    return f"{function.__module__}.{function.__name__}"


def subscribe(table: Mapping[type[Fact], Sequence[Subscriber]]) -> None:
    """Learn who listens to what; each process calls this once at start-up with `worker.SUBSCRIBERS`."""
    _subscribers.clear()
    _by_name.clear()
    for fact, functions in table.items():
        _subscribers[fact.name] = [subscriber_name(function) for function in functions]
        _by_name.update({subscriber_name(function): function for function in functions})


def subscriber(name: str) -> Subscriber:
    """The function behind a subscriber's name. Raises KeyError when the table no longer has it."""
    return _by_name[name]


def record(session: Session, fact: Fact, *, by: UUID | None, at: datetime) -> None:
    """Write `fact` into the trail and one outbox row for each of its subscribers."""
    record_all(session, [fact], by=by, at=at)


def record_all(session: Session, facts: Sequence[Fact], *, by: UUID | None, at: datetime) -> None:
    """Write several facts at once: one statement for the trail, one for the outbox."""
    if not facts:
        return
    rows = [
        {
            "name": fact.name,
            "at": at,
            "by": by,
            "acting_for": session.info.get("acting_for"),
            "subject": fact.subject(),
            "facts": fact.facts(),
            "request_id": session.info.get("request_id"),
        }
        for fact in facts
    ]
    ids = session.scalars(insert(Event).returning(Event.id, sort_by_parameter_order=True), rows).all()
    letters = [
        {"event_id": event_id, "subscriber": name, "due_at": at, "attempts": 0}
        for event_id, fact in zip(ids, facts, strict=True)
        for name in _subscribers.get(fact.name, ())
    ]
    if letters:
        session.execute(insert(OutboxMessage), letters)
        session.info["outbox_rang"] = True


def claim(session: Session, *, at: datetime, limit: int = BATCH) -> list[int]:
    """Take due messages for handing out: their ids. Two relays never take the same one."""
    waiting = and_(
        OutboxMessage.done_at.is_(None),
        OutboxMessage.parked_at.is_(None),
        OutboxMessage.due_at <= at,
        or_(OutboxMessage.sent_at.is_(None), OutboxMessage.sent_at < at - LEASE),
    )
    due = select(OutboxMessage.id).where(waiting).order_by(OutboxMessage.id).limit(limit)
    ids = list(session.scalars(due.with_for_update(skip_locked=True)))
    if ids:
        session.execute(update(OutboxMessage).where(OutboxMessage.id.in_(ids)).values(sent_at=at))
    return ids


def postpone(session: Session, message_id: int, *, why: str, at: datetime) -> None:
    """Note a failed try: wait longer each time (with jitter); park the message after the last one."""
    message = session.get(OutboxMessage, message_id, with_for_update=True)
    if message is None or message.done_at is not None:
        return
    message.attempts += 1
    message.last_error = why[:500]
    message.sent_at = None
    if message.attempts >= ATTEMPTS_MAX:
        message.parked_at = at
        return
    wait_s = min(2 ** min(message.attempts, 12), BACKOFF_MAX_S) * random.uniform(0.7, 1.3)  # noqa: S311
    message.due_at = at + timedelta(seconds=wait_s)


def resend(session: Session, message_id: int, *, at: datetime) -> None:
    """Put a parked message back into the queue (an admin's deed)."""
    values = {"parked_at": None, "sent_at": None, "attempts": 0, "due_at": at}
    parked = and_(OutboxMessage.id == message_id, OutboxMessage.done_at.is_(None))
    session.execute(update(OutboxMessage).where(parked).values(**values))


def lag_s(session: Session, *, at: datetime) -> float:
    """Age in seconds of the oldest message that is due and not done."""
    oldest = session.scalar(
        select(func.min(OutboxMessage.due_at)).where(
            OutboxMessage.done_at.is_(None), OutboxMessage.parked_at.is_(None), OutboxMessage.due_at <= at
        )
    )
    return 0.0 if oldest is None else max(0.0, (at - oldest).total_seconds())

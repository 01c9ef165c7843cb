"""Work that hangs on facts: how one outbox message is carried out exactly once in effect.

`@subscriber` functions run inside one transaction together with the mark that the message is done.
`@asking` functions ask the outside first: they open their own transactions and must be safe to run twice.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any, TypeVar

import structlog
from sqlalchemy import select

from kit import events
from kit.db import transaction
from kit.errors import Unreachable
from kit.events import Event, OutboxMessage

log = structlog.get_logger(__name__)
F = TypeVar("F", bound=Callable[..., None])


def subscriber(function: F) -> F:
    """Mark `fn(session, facts, at)` as work done in the same transaction as the message's end."""
    function.asks_outside = False  # type: ignore[attr-defined]
    return function


def asking(function: F) -> F:
    """Mark `fn(facts, at)` as work that asks the outside and opens its own transactions."""
    function.asks_outside = True  # type: ignore[attr-defined]
    return function


def deliver(message_id: int, *, at: datetime) -> None:
    """Carry out one outbox message; quiet when it is done already or another worker holds it."""
    try:
        _carry_out(message_id, at)
    except Unreachable as problem:
        log.warning("outbox.unreachable", message=message_id, problem=str(problem))
        _postpone(message_id, str(problem), at)
    except Exception as problem:
        log.exception("outbox.failed", message=message_id)
        _postpone(message_id, f"{type(problem).__name__}: {problem}", at)


def _carry_out(message_id: int, at: datetime) -> None:
    with transaction() as session:
        message, event = _held(session, message_id)
        if message is None or event is None:
            return
        session.info["request_id"] = event.request_id
        function = events.subscriber(message.subscriber)
        if not function.asks_outside:  # type: ignore[attr-defined]
            function(session, event.facts, at)
            message.done_at = at
            return
        facts: dict[str, Any] = dict(event.facts)
    function(facts, at)
    with transaction() as session:
        message, _ = _held(session, message_id)
        if message is not None:
            message.done_at = at


def _held(session: Any, message_id: int) -> tuple[OutboxMessage | None, Event | None]:
    query = (
        select(OutboxMessage, Event)
        .join(Event, Event.id == OutboxMessage.event_id)
        .where(OutboxMessage.id == message_id, OutboxMessage.done_at.is_(None))
        .with_for_update(of=OutboxMessage, skip_locked=True)
    )
    row = session.execute(query).one_or_none()
    return (None, None) if row is None else (row[0], row[1])


def _postpone(message_id: int, why: str, at: datetime) -> None:
    with transaction() as session:
        events.postpone(session, message_id, why=why, at=at)

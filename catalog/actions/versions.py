"""What deeds on the registry have in common: the moment that their versions carry, and the reason they give."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from catalog.errors import ReasonsMissing
from catalog.rules.nomination import REASON_MAX, REASON_MIN


@contextmanager
def versions_dated(session: Session, at: datetime) -> Iterator[None]:
    """What changes inside is kept by the triggers as of `at`, the moment of the deed."""
    _say_when(session, at)
    yield
    session.flush()
    _say_when(session, None)


def sound_reason(text: str) -> str:
    """A reason in one line. Raises ReasonsMissing for one that is too short or too long."""
    reason = " ".join(text.split())
    if not REASON_MIN <= len(reason) <= REASON_MAX:
        raise ReasonsMissing
    return reason


def _say_when(session: Session, at: datetime | None) -> None:
    session.execute(select(func.set_config("zila.at", at.isoformat() if at else "", True)))

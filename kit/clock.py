"""The time. Only the edge (a request, a task, a command) asks for it; all else is told."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

IST = ZoneInfo("Asia/Kolkata")


def now() -> datetime:
    """The present moment, aware, in UTC."""
    return datetime.now(UTC)


def business_day(at: datetime) -> date:
    """The Indian calendar day that a moment falls on: the day of tills, payouts and tax."""
    if at.tzinfo is None:
        raise ValueError("moments are aware")
    return at.astimezone(IST).date()

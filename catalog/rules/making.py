"""When a piece can leave its maker: lead days, weeks of work with so much room each, and days away.

A week begins on Monday. A piece made to order takes one place in the week in which it is finished: the first week
that its lead days allow, when that has room, and is ready on that very day; else the first later week with room, and is
ready on that week's last working day, Saturday. Days away do not count, and a week spent away has no room.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import NamedTuple

CAPACITY_MAX = 9_999  # pieces a week
AWAY_MAX_DAYS = 180  # for longer, goods are taken off sale
AHEAD_MAX_DAYS = 365  # a holiday is told of at most a year before
WEEKS_AHEAD_MAX = 104
WEEK = timedelta(days=7)
SATURDAY = timedelta(days=5)


class Away(NamedTuple):
    """A holiday: its first and last day, both spent away."""

    first: date
    last: date

    @classmethod
    def of(cls, first: date | None, last: date | None) -> Away | None:
        """The holiday of these two days; None where they are not told."""
        return None if first is None or last is None else cls(first, last)

    @property
    def back_on(self) -> date:
        """The first day of work again."""
        return self.last + timedelta(days=1)

    def holds(self, day: date) -> bool:
        """Whether this day is spent away."""
        return self.first <= day <= self.last


def away_faults(first: date | None, last: date | None, *, on: date) -> dict[str, str]:
    """Name what cannot be of a holiday told on the day `on`, field → fault."""
    if first is None or last is None:
        return {name: "missing" for name, day in (("away_from", first), ("away_to", last)) if day is None}
    checks = {
        "away_from": first > on + timedelta(days=AHEAD_MAX_DAYS) and "far",
        "away_to": (last < on and "past")
        or (last < first and "before")
        or (last - first >= timedelta(days=AWAY_MAX_DAYS) and "long"),
    }
    return {field: fault for field, fault in checks.items() if fault}


def week_of(day: date) -> date:
    """The Monday of this day's week."""
    return day - timedelta(days=day.weekday())


def leaves_on(on: date, days: int, away: Away | None) -> date:
    """The day on which work of so many days, begun on `on`, is done; days away do not count."""
    day = on + timedelta(days=days)
    if away is None or away.last < on or away.first > day:
        return day
    return day + (away.last - max(away.first, on) + timedelta(days=1))


def places(
    pieces: int,
    *,
    on: date,
    lead_days: int,
    capacity: int | None,
    taken: Mapping[date, int],
    away: Away | None = None,
) -> dict[date, int]:
    """In which weeks (Mondays) pieces ordered on the day `on` are made: week → pieces, the earliest with room.

    `taken` says what the weeks hold already; a `capacity` of None knows no full week. Empty when the queue is longer
    than WEEKS_AHEAD_MAX.
    """
    week = week_of(leaves_on(on, lead_days, away))
    if capacity is None:
        return {week: pieces}
    found: dict[date, int] = {}
    left = pieces
    for _ in range(WEEKS_AHEAD_MAX):
        room = 0 if _spent_away(week, away) else max(0, capacity - taken.get(week, 0))
        if take := min(room, left):
            found[week] = take
            left -= take
        if not left:
            return found
        week += WEEK
    return {}


def ready_on(last_week: date | None, *, on: date, lead_days: int, away: Away | None = None) -> date:
    """The day on which a piece is ready whose place is in `last_week`; None: in the first week that there is."""
    soonest = leaves_on(on, lead_days, away)
    if last_week is None or last_week <= week_of(soonest):
        return soonest
    return leaves_on(last_week + SATURDAY, 0, away)


def next_free(
    *, on: date, lead_days: int, capacity: int | None, taken: Mapping[date, int], away: Away | None = None
) -> date | None:
    """The first week with room for one more piece, when it is not the first that lead days allow; else None.

    A queue longer than WEEKS_AHEAD_MAX ends in its last week.
    """
    found = places(1, on=on, lead_days=lead_days, capacity=capacity, taken=taken, away=away)
    first = week_of(leaves_on(on, lead_days, away))
    week = next(iter(found), first + WEEKS_AHEAD_MAX * WEEK)
    return week if week > first else None


def days_until_ready(on: date, *, lead_days: int, next_free_on: date | None, away: Away | None) -> int:
    """In how many days one piece ordered today leaves its maker, by the queue and the days away."""
    return (ready_on(next_free_on, on=on, lead_days=lead_days, away=away) - on).days


def _spent_away(week: date, away: Away | None) -> bool:
    return away is not None and away.first <= week and week + WEEK <= away.back_on

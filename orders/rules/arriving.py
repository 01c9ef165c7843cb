"""Which pieces come by a day: the promise of `orders.rules.promise`, read from the day back to its maker."""

from __future__ import annotations

from datetime import date

from orders.rules.promise import comes_by

SOON = (5, 7, 10, 15, 30)  # days from today that can be asked for
LATEST = 180


def days_to_ask(on: date) -> list[date]:
    """The days that can be chosen on the day `on`, the soonest first."""
    return [date.fromordinal(on.toordinal() + days) for days in SOON]


def days_left_to_make(on: date, by: date, *, origin: str, place: str) -> int:
    """The most days that making may take for a piece ordered on `on` to come by `by`; -1 where none comes in time."""
    days = min((by - on).days, LATEST)
    while days >= 0 and comes_by(on, days_to_make=days, origin=origin, place=place) > by:
        days -= 1
    return days

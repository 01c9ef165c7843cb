"""Deeds of holidays: away from one day to another, and back, early or as told. Orders placed already stay."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy.orm import Session

from catalog.errors import AwayWrong
from catalog.events import ArtisanAway, ArtisanBack
from catalog.models import Artisan
from catalog.rules.making import Away, away_faults
from kit.clock import business_day
from kit.events import record


def go_away(
    session: Session, artisan: Artisan, first: date | None, last: date | None, *, by: UUID, at: datetime
) -> None:
    """Say that nothing is made or sent from `first` to `last`, both included; told again, it moves. Twice is once.

    Raises AwayWrong with the faults.
    """
    faults = away_faults(first, last, on=business_day(at))
    if faults or first is None or last is None:
        raise AwayWrong(faults=faults)
    if artisan.away == Away(first, last):
        return
    artisan.away_from, artisan.away_to = first, last
    session.flush()
    record(session, ArtisanAway(artisan.id), by=by, at=at)


def come_back(session: Session, artisan: Artisan, *, by: UUID, at: datetime) -> bool:
    """End a holiday today, or give up one to come. False when there is none."""
    today = business_day(at)
    away = artisan.away
    if away is None or away.last < today:
        return False
    spent = today - timedelta(days=1)
    artisan.away_from, artisan.away_to = (away.first, spent) if away.first < today else (None, None)
    session.flush()
    record(session, ArtisanBack(artisan.id), by=by, at=at)
    return True

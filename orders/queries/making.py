"""Reads of makers' queues: what is still to be made, and when goods in a basket are ready."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from catalog.rules.making import Away, leaves_on, places, ready_on
from orders.models import Making
from orders.rules.quote import Wanted
from stock.queries import workshop_levels


def taken(session: Session, listing_ids: Collection[UUID]) -> dict[UUID, dict[date, int]]:
    """How many places each week of these listings' queues has given away: listing → week → pieces. One statement."""
    found: dict[UUID, dict[date, int]] = {listing_id: {} for listing_id in listing_ids}
    if found:
        rows = session.execute(
            select(Making.listing_id, Making.week, func.sum(Making.pieces))
            .where(Making.listing_id.in_(found), Making.ended_at.is_(None))
            .group_by(Making.listing_id, Making.week)
        )
        for listing_id, week, pieces in rows:
            found[listing_id][week] = int(pieces)
    return found


def when_ready(session: Session, lines: Sequence[tuple[Any, Wanted]], *, on: date) -> list[Wanted | None]:
    """Each line with its places in the queue and the days until it leaves its maker; None where the queue is full.

    `lines` are rows of `cart._on_offer` with what is wanted of them. What a maker makes to order and has on the shelf
    in full number goes from the shelf; else all of the line is made. Two statements more when something is made to
    order, none otherwise.
    """
    to_order = [(row, line) for row, line in lines if row.made_to_order]
    shelf = workshop_levels(session, [line.variant_id for _, line in to_order]) if to_order else {}
    queues = taken(session, {line.listing_id for _, line in to_order})
    found: list[Wanted | None] = []
    for row, line in lines:
        away = Away.of(row.away_from, row.away_to)
        if not row.made_to_order:
            leaves = leaves_on(on, row.days_to_make, away)
            found.append(line._replace(days_to_make=(leaves - on).days))
        elif (held := shelf.get(line.variant_id)) and held.free >= line.quantity:
            found.append(line._replace(days_to_make=(leaves_on(on, 0, away) - on).days))
        else:
            found.append(_made(row, line, queues[line.listing_id], on, away))
    return found


def _made(row: Any, line: Wanted, queue: dict[date, int], on: date, away: Away | None) -> Wanted | None:
    """The line with its places, which the queue then counts as taken: the next line of the listing comes after it."""
    weeks = places(
        line.quantity,
        on=on,
        lead_days=row.days_to_make,
        capacity=row.weekly_capacity,
        taken=queue,
        away=away,
    )
    if not weeks:
        return None
    for week, pieces in weeks.items():
        queue[week] = queue.get(week, 0) + pieces
    last = max(weeks) if row.weekly_capacity is not None else None
    ready = ready_on(last, on=on, lead_days=row.days_to_make, away=away)
    return line._replace(days_to_make=(ready - on).days, making=tuple(weeks.items()))

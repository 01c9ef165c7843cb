"""Places in makers' queues: taken when an order is placed, free again when made or no longer wanted.

The listing's row is the lock of its queue. It is taken before levels are, and by all in the order of ids.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from catalog.models import Artisan, Listing, Variant
from catalog.rules.making import Away, next_free, places, ready_on
from kit.clock import business_day
from orders.models import CartLine, Fulfillment, Making, Order, OrderLine
from orders.queries.making import taken
from orders.rules.promise import comes_by
from orders.rules.quote import Quote
from stock.actions import Carry, Want, move, open_place, reserve
from stock.models import LocationKind, Reason


def lock_queues_of_cart(session: Session, cart_id: UUID) -> None:
    """Hold the queues of what is made to order in a cart: nobody takes places in them meanwhile."""
    wanted = (
        select(Variant.listing_id)
        .join(CartLine, CartLine.variant_id == Variant.id)
        .where(CartLine.cart_id == cart_id)
    )
    _lock(session, list(session.scalars(wanted)))


def _lock(session: Session, listing_ids: Collection[UUID]) -> None:
    locked = select(Listing.id).where(Listing.id.in_(listing_ids), Listing.made_to_order)
    session.execute(locked.order_by(Listing.id).with_for_update(key_share=True))


def take_places(session: Session, asked: Quote, parcels: Mapping[UUID, UUID], *, at: datetime) -> None:
    """Give the goods of a quote the places in their queues that the quote found; `parcels` by maker."""
    rows = [
        _row(parcels[parcel.artisan_id], line.listing_id, line.variant_id, week, pieces)
        for parcel in asked.parcels
        for line in parcel.lines
        for week, pieces in line.making
    ]
    if rows:
        session.execute(insert(Making), rows)
        recount(session, {row["listing_id"] for row in rows}, on=business_day(at))


def take_places_again(session: Session, parcels: Sequence[Fulfillment], *, at: datetime) -> bool:
    """Give parcels whose money came late their places anew. False, and none taken, when they would come too late."""
    lines = _to_make(session, [parcel.id for parcel in parcels])
    if not lines:
        return True
    on, rows = business_day(at), []
    _lock(session, [listing_id for _, listing_id in lines])
    queues = taken(session, {listing_id for _, listing_id in lines})
    origins = {parcel.id: str(parcel.seller["state"]) for parcel in parcels}
    for line, listing_id in lines:
        lead_days, capacity, away, place = _terms(session, listing_id, line.order_id)
        weeks = places(
            line.quantity, on=on, lead_days=lead_days, capacity=capacity, taken=queues[listing_id], away=away
        )
        ready = ready_on(
            max(weeks, default=None) if capacity else None, on=on, lead_days=lead_days, away=away
        )
        origin = origins[line.fulfillment_id]
        comes = comes_by(on, days_to_make=(ready - on).days, origin=origin, place=place)
        if not weeks or (line.promised_on is not None and comes > line.promised_on):
            return False
        for week, pieces in weeks.items():
            queues[listing_id][week] = queues[listing_id].get(week, 0) + pieces
            rows.append(_row(line.fulfillment_id, listing_id, line.variant_id or 0, week, pieces))
    session.execute(insert(Making), rows)
    recount(session, queues, on=on)
    return True


def end_places(session: Session, fulfillment_ids: Sequence[UUID], *, at: datetime) -> int:
    """Free the places of these parcels; how many were. Twice is once."""
    live = select(Making.listing_id).where(
        Making.fulfillment_id.in_(fulfillment_ids), Making.ended_at.is_(None)
    )
    listing_ids = set(session.scalars(live))
    if not listing_ids:
        return 0
    _lock(session, listing_ids)
    ended = (
        update(Making)
        .where(Making.fulfillment_id.in_(fulfillment_ids), Making.ended_at.is_(None))
        .values(ended_at=at)
        .returning(Making.id)
    )
    number = len(session.scalars(ended).all())
    recount(session, listing_ids, on=business_day(at))
    return number


def make_ready(session: Session, parcel: Fulfillment, *, by: UUID, at: datetime) -> None:
    """What was to be made for a parcel is made: it lies in the workshop, promised to it, and is out of the queue."""
    lines = _to_make(session, [parcel.id])
    if not lines:
        return
    end_places(session, [parcel.id], at=at)
    made = open_place(session, LocationKind.MADE)
    workshop = open_place(session, LocationKind.WORKSHOP, parcel.artisan_id)
    wants = [
        Want(parcel.id, line.variant_id or 0, parcel.artisan_id, workshop, line.quantity) for line, _ in lines
    ]
    carries = [
        Carry(
            f"make:{parcel.id}:{want.variant_id}",
            want.variant_id,
            want.owner_id,
            want.quantity,
            made,
            workshop,
            Reason.MADE,
        )
        for want in wants
    ]
    move(session, carries, by=by, at=at)
    reserve(session, wants, cause_kind="fulfillment", until=None)


def recount(session: Session, listing_ids: Collection[UUID], *, on: date) -> None:
    """Note on each listing the first week with room, as the shop's shelves show it."""
    queues = taken(session, listing_ids)
    rows = session.execute(
        select(
            Listing.id,
            Listing.made_to_order,
            Listing.days_to_make,
            Listing.weekly_capacity,
            Artisan.away_from,
            Artisan.away_to,
        )
        .join(Artisan, Artisan.id == Listing.artisan_id)
        .where(Listing.id.in_(listing_ids))
        .order_by(Listing.id)
    ).all()
    for row in rows:
        free = next_free(
            on=on,
            lead_days=row.days_to_make,
            capacity=row.weekly_capacity if row.made_to_order else None,
            taken=queues[row.id],
            away=Away.of(row.away_from, row.away_to),
        )
        session.execute(update(Listing).where(Listing.id == row.id).values(next_free_on=free))


def recount_maker(session: Session, artisan_id: UUID, *, on: date) -> None:
    """The same for everything that a maker makes to order."""
    wanted = select(Listing.id).where(Listing.artisan_id == artisan_id, Listing.made_to_order)
    recount(session, list(session.scalars(wanted)), on=on)


def _to_make(session: Session, fulfillment_ids: Sequence[UUID]) -> list[tuple[OrderLine, UUID]]:
    """The lines of these parcels that are made to order, each with its listing."""
    rows = session.execute(
        select(OrderLine, Variant.listing_id)
        .join(Variant, Variant.id == OrderLine.variant_id)
        .where(OrderLine.fulfillment_id.in_(fulfillment_ids), OrderLine.to_make)
        .order_by(OrderLine.id)
    )
    return [(line, listing_id) for line, listing_id in rows]


def _terms(session: Session, listing_id: UUID, order_id: UUID) -> tuple[int, int | None, Away | None, str]:
    """Lead days, capacity and days away of a listing, and the State its order goes to."""
    row = session.execute(
        select(Listing.days_to_make, Listing.weekly_capacity, Artisan.away_from, Artisan.away_to)
        .join(Artisan, Artisan.id == Listing.artisan_id)
        .where(Listing.id == listing_id)
    ).one()
    place = session.scalars(select(Order.place).where(Order.id == order_id)).one()
    return row.days_to_make, row.weekly_capacity, Away.of(row.away_from, row.away_to), place


def _row(fulfillment_id: UUID, listing_id: UUID, variant_id: int, week: date, pieces: int) -> dict[str, Any]:
    return {
        "fulfillment_id": fulfillment_id,
        "listing_id": listing_id,
        "variant_id": variant_id,
        "week": week,
        "pieces": pieces,
        "ended_at": None,
    }

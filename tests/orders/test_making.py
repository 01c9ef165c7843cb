"""Orders of what is made to order: places in the queue, the promised day, and what becomes of both."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bin.audit import audit
from catalog.actions import come_back, edit_listing, go_away
from catalog.errors import AwayWrong
from catalog.models import Listing
from catalog.queries.shelf import cards, tell_shares
from kit.clock import business_day
from kit.db import transaction
from kit.events import Event
from orders.actions import parcels
from orders.actions.confirming import confirm_order, expire_order
from orders.actions.placing import place_order
from orders.errors import PromiseMoved
from orders.models import Cart, Making, Order, OrderLine
from orders.queries.cart import basket
from orders.queries.making import taken
from orders.rules.steps import OrderStatus
from orders.tasks import recount_queues
from stock.errors import OutOfStock
from stock.queries import workshop_levels
from tax.queries import tariff
from tests.catalog.test_actions import with_variants
from tests.makers import AT
from tests.sales import (
    DEVI,
    a_cart,
    a_cart_of,
    a_confirmed_order,
    an_order,
    later,
    maker_of,
    on_sale,
    paid,
    parcels_of,
    total_of,
)

TODAY = business_day(AT)
FIRST = date(2026, 11, 23)  # the Monday of the week in which three days of work end
WEEK = timedelta(days=7)


def to_order(session, *, capacity=2, pieces=0, **said):
    listing = on_sale(session, pieces=pieces, **said)
    edit_listing(
        session,
        listing,
        made_to_order=True,
        weekly_capacity=capacity,
        days_to_make=3,
        by=listing.artisan.person_id,
        at=AT,
    )
    return listing


def the_line(session, order):
    return session.scalars(
        select(OrderLine).where(OrderLine.order_id == order.id, OrderLine.variant_id.is_not(None))
    ).one()


def queue_of(session, listing):
    return taken(session, [listing.id])[listing.id]


def in_days(session, listing):
    session.flush()
    card = next(card for card in cards(session) if card.listing_id == listing.id)
    tell_shares([card], tariff(session, AT))
    return card.ready_in_days


def test_what_is_made_to_order_is_sold_without_stock_and_takes_a_place(session):
    listing = to_order(session)
    order = a_confirmed_order(session, [listing])
    line = the_line(session, order)
    assert line.to_make
    assert queue_of(session, listing) == {FIRST: 1}
    assert line.promised_on == date(2026, 11, 28)  # three days to make, one to hand over, three on the way
    assert not any(finding.broken for finding in audit(session))


def test_a_full_week_pushes_the_promise_of_the_next_order(session):
    listing = to_order(session, capacity=2)
    first = an_order(session, [listing], 2)
    second = an_order(session, [listing], 1)
    assert queue_of(session, listing) == {FIRST: 2, FIRST + WEEK: 1}
    assert the_line(session, second).promised_on > the_line(session, first).promised_on
    assert in_days(session, listing) == (FIRST + WEEK + timedelta(days=5) - TODAY).days


def test_the_shelf_goes_first_when_it_holds_all(session):
    listing = to_order(session, pieces=2)
    order = an_order(session, [listing], 2)
    assert not the_line(session, order).to_make
    assert queue_of(session, listing) == {}
    assert the_line(session, an_order(session, [listing], 1)).to_make


def test_a_buyer_who_saw_an_earlier_day_is_told(session):
    listing = to_order(session, capacity=1)
    cart = a_cart_of(session, [listing])
    shown = total_of(session, cart)
    seen = basket(session, cart.id, on=TODAY).wanted[0].days_to_make
    an_order(session, [listing])
    with pytest.raises(PromiseMoved):
        place_order(
            session, cart, DEVI, total_seen=shown, promise_seen=TODAY + timedelta(days=seen + 4), at=AT
        )
    assert (
        place_order(
            session, cart, DEVI, total_seen=shown, promise_seen=TODAY + timedelta(days=30), at=AT
        ).status
        is OrderStatus.PLACED
    )


def test_packed_it_is_in_the_workshop_and_out_of_the_queue(session):
    listing = to_order(session, capacity=1)
    order = a_confirmed_order(session, [listing])
    (parcel,) = parcels_of(session, order)
    by = maker_of(session, parcel)
    parcels.accept(session, parcel.id, by=by, at=later(hours=1))
    parcels.pack(session, parcel.id, by=by, at=later(hours=2))
    parcels.pack(session, parcel.id, by=by, at=later(hours=2))
    assert queue_of(session, listing) == {}
    level = workshop_levels(session, [listing.variants[0].id])[listing.variants[0].id]
    assert (level.on_hand, level.reserved) == (1, 1)
    parcels.ship(session, parcel.id, courier="India Post", tracking_number="E1", by=by, at=later(hours=3))
    parcels.deliver(session, parcel.id, by=by, at=later(hours=9))
    assert not any(finding.broken for finding in audit(session))


def test_declined_or_never_paid_it_frees_its_place(session):
    listing = to_order(session, capacity=1)
    order = a_confirmed_order(session, [listing])
    unpaid = an_order(session, [listing])
    assert in_days(session, listing) > 7
    expire_order(session, unpaid.id, at=later(hours=1))
    (parcel,) = parcels_of(session, order)
    parcels.decline(session, parcel.id, reason="No clay", by=maker_of(session, parcel), at=later(hours=2))
    assert queue_of(session, listing) == {}
    assert in_days(session, listing) == 3
    assert not any(finding.broken for finding in audit(session))


def test_money_that_came_late_revives_the_order_only_by_its_promised_day(session):
    listing = to_order(session, capacity=1)
    order = an_order(session, [listing])
    expire_order(session, order.id, at=later(hours=1))
    other = an_order(session, [listing], at=AT)
    payment = paid(session, order, at=later(hours=2))
    assert confirm_order(session, order.id, payment, at=later(hours=2)).status is OrderStatus.CANCELED
    expire_order(session, other.id, at=later(hours=3))
    again = an_order(session, [listing])
    expire_order(session, again.id, at=later(hours=4))
    payment = paid(session, again, at=later(hours=5))
    assert confirm_order(session, again.id, payment, at=later(hours=5)).status is OrderStatus.CONFIRMED
    assert queue_of(session, listing) == {FIRST: 1}


def test_two_kinds_of_one_piece_share_its_queue(session):
    listing = to_order(session, capacity=1)
    ids = with_variants(session, listing, {"Small": 400_00, "Large": 900_00})
    cart = a_cart(session, dict.fromkeys(ids, 1))
    lines = basket(session, cart.id, on=TODAY).wanted
    assert sorted(week for line in lines for week, _ in line.making) == [FIRST, FIRST + WEEK]


def test_what_is_not_made_to_order_is_not_sold_past_its_stock(session):
    listing = on_sale(session, pieces=0)
    with pytest.raises(OutOfStock):
        an_order(session, [listing])


def test_a_holiday_shifts_promises_and_leaves_orders_as_they_are(session):
    listing = on_sale(session, pieces=3)
    before = an_order(session, [listing])
    promised = the_line(session, before).promised_on
    artisan = listing.artisan
    go_away(session, artisan, TODAY, TODAY + timedelta(days=9), by=artisan.person_id, at=AT)
    go_away(session, artisan, TODAY, TODAY + timedelta(days=9), by=artisan.person_id, at=AT)
    assert in_days(session, listing) == 13
    after = a_confirmed_order(session, [listing])
    assert the_line(session, before).promised_on == promised < the_line(session, after).promised_on
    (parcel,) = parcels_of(session, after)
    assert business_day(parcel.accept_by) == artisan.away.back_on + timedelta(days=2)
    assert come_back(session, artisan, by=artisan.person_id, at=AT)
    assert not come_back(session, artisan, by=artisan.person_id, at=AT)
    assert in_days(session, listing) == 3
    names = session.scalars(select(Event.name).where(Event.name.like("artisan.%")).order_by(Event.id)).all()
    assert names[-2:] == ["artisan.away", "artisan.back"]


def test_back_before_the_time_keeps_the_days_that_were_spent_away(session):
    artisan = on_sale(session).artisan
    go_away(session, artisan, TODAY, TODAY + timedelta(days=9), by=artisan.person_id, at=AT)
    come_back(session, artisan, by=artisan.person_id, at=later(days=3))
    assert artisan.away == (TODAY, TODAY + timedelta(days=2))
    with pytest.raises(AwayWrong):
        go_away(session, artisan, TODAY, None, by=artisan.person_id, at=AT)


def test_another_pace_is_counted_anew(session):
    listing = to_order(session, capacity=1)
    an_order(session, [listing], 2)
    assert in_days(session, listing) > 10
    edit_listing(session, listing, weekly_capacity=5, by=listing.artisan.person_id, at=AT)
    fact = session.scalars(
        select(Event).where(Event.name == "capacity.changed").order_by(Event.id.desc())
    ).first()
    recount_queues(session, fact.facts, AT)
    session.expire(listing)
    assert in_days(session, listing) == 3


def test_buyers_at_one_moment_never_fill_a_week_past_its_room(fresh_engine):
    with transaction() as session:
        listing = to_order(session, capacity=3)
        listing_id = listing.id
        carts = [a_cart_of(session, [listing]).id for _ in range(10)]
        total = total_of(session, session.get_one(Cart, carts[0]))

    def buy(cart_id):
        with transaction() as session:
            return place_order(session, session.get_one(Cart, cart_id), DEVI, total_seen=total, at=AT).number

    with ThreadPoolExecutor(5) as pool:
        assert len(set(pool.map(buy, carts))) == 10
    with Session(fresh_engine) as session:
        weeks = session.execute(
            select(Making.week, func.sum(Making.pieces)).group_by(Making.week).order_by(Making.week)
        ).all()
        assert [(week, int(pieces)) for week, pieces in weeks] == [
            (FIRST, 3),
            (FIRST + WEEK, 3),
            (FIRST + 2 * WEEK, 3),
            (FIRST + 3 * WEEK, 1),
        ]
        assert session.get_one(Listing, listing_id).next_free_on == FIRST + 3 * WEEK
        assert session.scalar(select(func.count()).select_from(Order)) == 10

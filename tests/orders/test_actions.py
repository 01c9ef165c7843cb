"""An order from cart to passbook, on a real database."""

from __future__ import annotations

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.exc import IntegrityError

from catalog.actions import reprice, withdraw_listing
from kit.clock import business_day
from kit.events import Event
from kit.money import Money
from kit.steps import ImpossibleStep
from ledger.models import Posting
from ledger.queries import balance, balances, postings_of
from orders.actions.carts import agree_to_prices, change_quantity, open_cart, put_in
from orders.actions.confirming import confirm_order, expire_order, start_of_tax_year
from orders.actions.parcels import accept, decline, deliver, pack, release_money, ship
from orders.actions.placing import place_order
from orders.errors import CartEmpty, CartTooFull, NotOnSale, NotPaid, NoTracking, TotalChanged
from orders.models import CartLine, Fulfillment, Invoice, Order, OrderLine
from orders.queries.cart import basket, cart_of, pieces_in
from orders.queries.orders import (
    artisans_parcel,
    artisans_parcels,
    expiring,
    passbook,
    releasable,
    view,
    waiting_parcels,
)
from orders.rules.postings import UNAPPLIED, held, payable
from orders.rules.steps import FulfillmentStatus, OrderStatus
from payments.actions import CLEARING, FEES, REFUNDS, settle_refund
from payments.models import Payment
from payments.queries import refunds_of
from payments.rules import RefundStatus
from stock.errors import OutOfStock
from stock.models import Reservation
from stock.queries import workshop_levels
from tax.errors import InterstateNotAllowed
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
    stock_up,
    the_payment,
    total_of,
)


@pytest.fixture
def saree(session):
    return on_sale(session, "Asha")


@pytest.fixture
def carving(session):
    return on_sale(session, "Chandan", title="Walnut box", price=Money(2_100_00), craft_id="blue_pottery")


def count(session, model):
    return session.scalar(select(func.count()).select_from(model))


def level(session, listing):
    held_now = workshop_levels(session, [listing.variants[0].id])[listing.variants[0].id]
    return held_now.on_hand, held_now.reserved


def names(session):
    session.flush()
    return list(session.scalars(select(Event.name).order_by(Event.id)))


def accounts_now(session):
    rows = session.execute(
        select(Posting.account_code, func.sum(Posting.paise)).group_by(Posting.account_code)
    )
    return {code: int(paise) for code, paise in rows if paise}


# Carts


def test_a_cart_is_known_by_its_token_and_keeps_the_price_seen(session, saree):
    cart, token = open_cart(session, person_id=None, at=AT)
    put_in(session, cart, saree.variants[0].id, 2, at=AT)
    put_in(session, cart, saree.variants[0].id, 1, at=AT)
    assert cart_of(session, token) is cart
    assert cart_of(session, "guess") is None
    assert cart_of(session, None) is None
    assert pieces_in(session, cart.id) == 3
    reprice(session, saree, {saree.variants[0].id: Money(1_200_00)}, by=saree.artisan.person_id, at=AT)
    session.flush()
    goods = basket(session, cart.id, on=business_day(AT))
    assert [int(line.price) for line in goods.price_moved] == [1_200_00]
    agree_to_prices(session, cart, {saree.variants[0].id: 1_200_00})
    assert basket(session, cart.id, on=business_day(AT)).price_moved == []


def test_what_is_not_sold_does_not_get_into_a_cart(session, saree):
    cart, _ = open_cart(session, person_id=None, at=AT)
    for variant_id in (0, 2**40):
        with pytest.raises(NotOnSale):
            put_in(session, cart, variant_id, 1, at=AT)
    withdraw_listing(session, saree, by=saree.artisan.person_id, at=AT)
    session.flush()
    with pytest.raises(NotOnSale):
        put_in(session, cart, saree.variants[0].id, 1, at=AT)


@pytest.mark.parametrize("pieces", [0, -1, 1000, 10**12])
def test_a_line_holds_one_to_999_pieces(session, saree, pieces):
    cart, _ = open_cart(session, person_id=None, at=AT)
    with pytest.raises(CartTooFull):
        put_in(session, cart, saree.variants[0].id, pieces, at=AT)


def test_putting_in_more_stops_at_999(session, saree):
    cart = a_cart(session, {saree.variants[0].id: 600})
    put_in(session, cart, saree.variants[0].id, 600, at=AT)
    assert pieces_in(session, cart.id) == 999


def test_a_quantity_is_changed_and_none_takes_the_line_out(session, saree):
    cart = a_cart_of(session, [saree], 5)
    change_quantity(session, cart, saree.variants[0].id, 2, at=AT)
    assert pieces_in(session, cart.id) == 2
    for pieces in (1000, -1):
        with pytest.raises(CartTooFull):
            change_quantity(session, cart, saree.variants[0].id, pieces, at=AT)
    change_quantity(session, cart, saree.variants[0].id, 0, at=AT)
    assert count(session, CartLine) == 0


# Placing


def test_an_order_is_placed_with_its_parcels_and_goods_are_held(session, saree, carving):
    order = an_order(session, [saree, carving], 2)
    session.flush()
    assert order.status is OrderStatus.PLACED
    asha, chandan = parcels_of(session, order)
    assert (
        order.total_paise
        == asha.total_paise + chandan.total_paise
        == order.goods_paise + order.delivery_paise
    )
    assert order.goods_paise == 2 * (1_050_00 + 2_100_00)
    assert [level(session, listing) for listing in (saree, carving)] == [(3, 2), (3, 2)]
    assert the_payment(session, order).amount_paise == order.total_paise
    assert order.hold_until == later(minutes=45)
    assert "order.placed" in names(session)
    assert asha.seller["gstin"]
    assert asha.seller["days_to_make"] == 3


def test_a_second_press_finds_the_first_order(session, saree):
    cart = a_cart_of(session, [saree])
    total = total_of(session, cart)
    first = place_order(session, cart, DEVI, total_seen=total, at=AT)
    assert place_order(session, cart, DEVI, total_seen=Money(1), at=later(1)) is first
    assert level(session, saree) == (3, 1)
    assert count(session, Order) == 1


def test_a_total_that_moved_is_refused_with_both(session, saree):
    cart = a_cart_of(session, [saree])
    total = total_of(session, cart)
    reprice(session, saree, {saree.variants[0].id: Money(1_200_00)}, by=saree.artisan.person_id, at=AT)
    session.flush()
    with pytest.raises(TotalChanged) as refused:
        place_order(session, cart, DEVI, total_seen=total, at=AT)
    assert refused.value.details == {"seen": 1_100_00, "now": 1_250_00}
    assert count(session, Order) == 0


def test_what_is_not_sold_any_more_is_named(session, saree, carving):
    cart = a_cart_of(session, [saree, carving])
    withdraw_listing(session, carving, by=carving.artisan.person_id, at=AT)
    session.flush()
    with pytest.raises(NotOnSale) as refused:
        place_order(session, cart, DEVI, total_seen=Money(1), at=AT)
    assert refused.value.details == {"lines": [carving.variants[0].id]}


def test_an_empty_cart_is_no_order(session, saree):
    cart, _ = open_cart(session, person_id=None, at=AT)
    with pytest.raises(CartEmpty):
        place_order(session, cart, DEVI, total_seen=Money(0), at=AT)


def test_one_piece_too_many_writes_nothing_at_all(session, saree, carving):
    stock_up(session, carving, 1)
    session.commit()
    cart = a_cart_of(session, [saree, carving], 2)
    total = total_of(session, cart)
    session.commit()
    with pytest.raises(OutOfStock) as refused:
        place_order(session, cart, DEVI, total_seen=total, at=AT)
    session.rollback()
    assert refused.value.details == {
        "lines": [{"variant_id": carving.variants[0].id, "wanted": 2, "free": 1}]
    }
    assert [count(session, model) for model in (Order, OrderLine, Fulfillment, Payment, Reservation)] == [
        0
    ] * 5
    assert level(session, saree) == (3, 0)
    assert "order.placed" not in names(session)


def test_an_enrolled_makers_goods_stay_in_her_state(session):
    bowl = on_sale(session, "Bina")
    cart = a_cart_of(session, [bowl])
    with pytest.raises(InterstateNotAllowed):
        place_order(session, cart, DEVI, total_seen=Money(1_100_00), at=AT)


# Confirming


def test_a_confirmed_order_owes_its_makers_and_numbers_its_papers(session, saree, carving):
    order = a_confirmed_order(session, [saree, carving])
    assert order.status is OrderStatus.CONFIRMED
    parcels = parcels_of(session, order)
    for parcel in parcels:
        lines = postings_of(session, f"sale:{parcel.id}")
        assert lines[UNAPPLIED] == parcel.total_paise
        assert -lines[held(parcel.artisan_id)] == parcel.payable_paise
        paper = session.scalars(select(Invoice).filter_by(fulfillment_id=parcel.id)).one()
        assert (paper.total_paise, paper.tax_paise) == (parcel.total_paise, parcel.tax_paise)
    assert balance(session, UNAPPLIED) == 0
    assert set(session.scalars(select(Reservation.until))) == {None}
    numbers = list(session.scalars(select(Invoice.number)))
    assert len(set(numbers)) == 2
    assert all(len(number) <= 16 for number in numbers)


def test_confirming_again_changes_nothing(session, saree):
    order = a_confirmed_order(session, [saree])
    before = accounts_now(session)
    for _ in range(3):
        confirm_order(session, order.id, the_payment(session, order), at=later(1))
    assert accounts_now(session) == before
    assert names(session).count("order.confirmed") == 1
    assert count(session, Invoice) == 1
    assert order.confirmed_at == AT


def test_a_paper_once_issued_is_never_changed(session, saree):
    a_confirmed_order(session, [saree])
    with pytest.raises(IntegrityError, match="append-only"):
        session.execute(text("UPDATE invoices SET total_paise = 1"))


def test_papers_of_one_maker_are_numbered_without_a_gap(session, saree):
    for _ in range(3):
        a_confirmed_order(session, [saree])
    serials = [
        number.rpartition("/")[2]
        for number in session.scalars(select(Invoice.number).order_by(Invoice.number))
    ]
    assert [int(serial) for serial in serials] == [1, 2, 3]


def test_the_tax_year_begins_on_the_first_of_april_in_india():
    assert start_of_tax_year(AT).isoformat() == "2026-03-31T18:30:00+00:00"


# Parcels


def walk(session, order, parcel, *steps):
    """Take the parcel through these steps by its maker's hand."""
    by = maker_of(session, parcel)
    ways = {
        "accept": lambda: accept(session, parcel.id, by=by, at=AT),
        "pack": lambda: pack(session, parcel.id, by=by, at=AT),
        "ship": lambda: ship(session, parcel.id, courier="India Post", tracking_number="EW1IN", by=by, at=AT),
        "deliver": lambda: deliver(session, parcel.id, by=None, at=AT),
        "decline": lambda: decline(session, parcel.id, reason="Broke in the kiln", by=by, at=AT),
    }
    for step in steps:
        ways[step]()
    session.flush()


def test_a_parcel_goes_from_hand_to_hand_and_so_do_its_goods(session, saree):
    order = a_confirmed_order(session, [saree], 2)
    (parcel,) = parcels_of(session, order)
    walk(session, order, parcel, "accept", "accept", "pack", "ship", "ship")
    assert level(session, saree) == (1, 0)
    walk(session, order, parcel, "deliver", "deliver")
    assert parcel.status is FulfillmentStatus.DELIVERED
    assert parcel.return_until == later(days=7)
    sums = dict(
        session.execute(
            text(
                "SELECT kind, sum(n) FROM (SELECT target_id AS at, quantity AS n FROM moves UNION ALL "
                "SELECT source_id, -quantity FROM moves) AS ends JOIN locations ON locations.id = at GROUP BY kind"
            )
        ).all()
    )
    assert sums == {"made": -3, "workshop": 1, "transit": 0, "customer": 2}
    told = [name for name in names(session) if name.startswith("fulfillment")]
    assert told == [f"fulfillment.{step}" for step in ("accepted", "packed", "shipped", "delivered")]


@pytest.mark.parametrize(
    "steps", [["ship"], ["pack"], ["deliver"], ["accept", "ship"], ["accept", "deliver"]]
)
def test_no_step_is_skipped(session, saree, steps):
    order = a_confirmed_order(session, [saree])
    (parcel,) = parcels_of(session, order)
    with pytest.raises(ImpossibleStep):
        walk(session, order, parcel, *steps)


@pytest.mark.parametrize("step", ["accept", "pack", "ship", "deliver", "decline"])
def test_nothing_is_done_with_a_parcel_that_nobody_paid_for(session, saree, step):
    order = an_order(session, [saree])
    (parcel,) = parcels_of(session, order)
    with pytest.raises(NotPaid):
        walk(session, order, parcel, step)


def test_a_parcel_goes_out_with_a_courier_and_a_number(session, saree):
    order = a_confirmed_order(session, [saree])
    (parcel,) = parcels_of(session, order)
    for courier, number in (("", "EW1IN"), ("India Post", "  ")):
        with pytest.raises(NoTracking):
            ship(
                session,
                parcel.id,
                courier=courier,
                tracking_number=number,
                by=maker_of(session, parcel),
                at=AT,
            )


@pytest.mark.parametrize("before", [[], ["accept"], ["accept", "pack"]])
def test_a_declined_parcel_gives_back_its_exact_share_and_nothing_stays(session, saree, carving, before):
    order = a_confirmed_order(session, [saree, carving], 2)
    asha, chandan = parcels_of(session, order)
    walk(session, order, asha, *before, "decline", "decline")
    payment = the_payment(session, order)
    (refund,) = refunds_of(session, payment.id)
    assert refund.amount_paise == asha.total_paise
    assert level(session, saree) == (3, 0)
    assert level(session, carving) == (3, 2)
    assert balance(session, held(asha.artisan_id)) == 0
    assert -balance(session, held(chandan.artisan_id)) == chandan.payable_paise
    assert balance(session, UNAPPLIED) == 0
    assert -balance(session, REFUNDS) == asha.total_paise
    assert order.status is OrderStatus.CONFIRMED


def test_when_every_maker_declines_the_order_ends_and_all_accounts_are_as_before(session, saree, carving):
    order = a_confirmed_order(session, [saree, carving])
    for parcel in parcels_of(session, order):
        walk(session, order, parcel, "decline")
    assert order.status is OrderStatus.CANCELED
    payment = the_payment(session, order)
    for refund in refunds_of(session, payment.id):
        settle_refund(session, refund.id, RefundStatus.SETTLED, f"re_{refund.id}", at=AT)
    left = accounts_now(session)
    assert left == {CLEARING: -int(payment.fee_paise), FEES: int(payment.fee_paise)}
    assert names(session).count("order.canceled") == 1


def test_what_is_on_its_way_cannot_be_declined(session, saree):
    order = a_confirmed_order(session, [saree])
    (parcel,) = parcels_of(session, order)
    with pytest.raises(ImpossibleStep):
        walk(session, order, parcel, "accept", "pack", "ship", "decline")


def test_held_money_is_payable_when_the_return_window_closed_and_only_then(session, saree):
    order = a_confirmed_order(session, [saree])
    (parcel,) = parcels_of(session, order)
    walk(session, order, parcel, "accept", "pack", "ship", "deliver")
    assert not release_money(session, parcel.id, at=later(days=6))
    assert releasable(session, at=later(days=6)) == []
    assert releasable(session, at=later(days=7)) == [parcel.id]
    assert [release_money(session, parcel.id, at=later(days=7)) for _ in range(2)] == [True, False]
    assert balances(session, [held(parcel.artisan_id), payable(parcel.artisan_id)]) == {
        held(parcel.artisan_id): 0,
        payable(parcel.artisan_id): -int(parcel.payable_paise or 0),
    }
    assert order.status is OrderStatus.COMPLETED
    (line,) = passbook(session, parcel.artisan_id)
    assert (line.state, line.order_number, line.titles) == ("payable", order.number, "Blue bowl with a fish")


def test_an_order_with_one_parcel_declined_and_one_arrived_is_completed(session, saree, carving):
    order = a_confirmed_order(session, [saree, carving])
    asha, chandan = parcels_of(session, order)
    walk(session, order, asha, "decline")
    walk(session, order, chandan, "accept", "pack", "ship", "deliver")
    release_money(session, chandan.id, at=later(days=7))
    assert order.status is OrderStatus.COMPLETED
    assert view(session, order).came == (1, 1)


# Time


def test_goods_nobody_paid_for_are_free_again(session, saree):
    order = an_order(session, [saree])
    session.flush()
    assert expiring(session, at=later(minutes=45)) == []
    assert expiring(session, at=later(minutes=46)) == [order.id]
    assert [expire_order(session, order.id, at=later(1)) for _ in range(2)] == [True, False]
    assert level(session, saree) == (3, 0)
    assert order.status is OrderStatus.EXPIRED


def test_a_paid_order_does_not_expire(session, saree):
    order = a_confirmed_order(session, [saree])
    assert not expire_order(session, order.id, at=later(days=1))
    assert expiring(session, at=later(days=1)) == []


def test_money_that_came_late_finds_the_goods_again_when_they_are_free(session, saree):
    order = an_order(session, [saree], 2)
    session.flush()
    expire_order(session, order.id, at=later(1))
    confirm_order(session, order.id, paid(session, order, at=later(2)), at=later(2))
    assert order.status is OrderStatus.CONFIRMED
    assert level(session, saree) == (3, 2)
    assert balance(session, UNAPPLIED) == 0


def test_money_that_came_too_late_goes_back_whole(session, saree):
    order = an_order(session, [saree], 2)
    session.flush()
    expire_order(session, order.id, at=later(1))
    an_order(session, [saree], 3)
    for _ in range(2):
        confirm_order(session, order.id, paid(session, order, at=later(2)), at=later(2))
    payment = the_payment(session, order)
    (refund,) = refunds_of(session, payment.id)
    assert order.status is OrderStatus.CANCELED
    assert refund.amount_paise == order.total_paise
    assert {parcel.status for parcel in parcels_of(session, order)} == {FulfillmentStatus.CANCELED}
    assert balances(session, [UNAPPLIED, REFUNDS]) == {UNAPPLIED: 0, REFUNDS: -order.total_paise}
    assert level(session, saree) == (3, 3)
    assert names(session).count("order.canceled") == 1


# Who sees what


def test_a_maker_sees_her_own_parcels_only_and_only_once_they_are_paid(session, saree, carving):
    unpaid = an_order(session, [saree])
    order = a_confirmed_order(session, [saree, carving])
    asha, chandan = parcels_of(session, order)
    own = [parcel.parcel.id for _, parcel in artisans_parcels(session, asha.artisan_id, open_only=True)]
    assert own == [asha.id]
    assert artisans_parcel(session, asha.artisan_id, chandan.id) is None
    assert artisans_parcel(session, asha.artisan_id, parcels_of(session, unpaid)[0].id) is None
    assert waiting_parcels(session, asha.artisan_id) == (1, asha.accept_by), "a yes or no is due first"
    accept(session, asha.id, by=None, at=AT)
    assert waiting_parcels(session, asha.artisan_id) == (1, asha.send_by)

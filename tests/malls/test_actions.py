"""A mall asks, a maker sends, the mall counts, the till sells: on a real database."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import func, select, text

from catalog.actions import reprice
from catalog.models import Artisan
from kit.events import Event
from kit.ids import new_id
from kit.money import Money
from ledger.queries import balance, balances
from malls.actions.consignments import (
    Counted,
    accept_consignment,
    decline_consignment,
    dispatch,
    lines_of,
    raise_consignment,
    receive_goods,
)
from malls.actions.malls import open_mall
from malls.actions.till import close_shift, open_shift, ring_up, safe
from malls.errors import (
    CountedTooMany,
    DifferenceUnexplained,
    NotForThisStall,
    NothingConsigned,
    NotOfThisState,
    NotOnShelf,
    SaleDiffers,
    ShiftClosedAlready,
    ShiftOpenAlready,
    TooLittleCash,
)
from malls.models import Consignment, GoodsReceipt, Sale, Stall, Till
from malls.queries import consignments, shelf
from malls.queries.elsewhere import elsewhere
from malls.rules import BornBy, ConsignmentStatus
from orders.models import Fulfillment, Invoice, Order
from orders.queries.orders import passbook
from orders.rules.postings import held as held_account
from orders.rules.steps import FulfillmentStatus, OrderStatus
from stock.errors import NotThere
from stock.models import LocationKind, Move, Reason
from tests.counter import (
    a_mall,
    a_shift,
    a_stall,
    asked_for,
    held,
    in_workshop,
    on_shelf,
    sent,
)
from tests.makers import AT, BANKURA, a_listing, a_person

NOON = AT + timedelta(hours=1)


@pytest.fixture
def mall(session):
    return a_mall(session)


@pytest.fixture
def dilip(session):
    return a_person(session, "Dilip").id


@pytest.fixture
def esha(session):
    return a_person(session, "Esha").id


def ring(session, shift, pieces, given=5_000_00, sale_id=None, by=None):
    return ring_up(
        session,
        shift,
        sale_id or new_id(),
        pieces,
        given=Money(given),
        buyer_mobile=None,
        by=by or a_person(session, "Esha").id,
        at=NOON,
    )


def events(session, name):
    return session.scalar(select(func.count()).select_from(Event).where(Event.name == name))


def test_a_mall_opens_with_a_stall_for_each_state_and_each_home_district(session, mall):
    kinds = dict(
        session.execute(
            select(Stall.kind, func.count()).filter_by(mall_id=mall.id).group_by(Stall.kind)
        ).all()
    )
    assert kinds == {"state": 3, "district": 1}


def test_opening_a_mall_twice_opens_it_once(session, mall):
    open_mall(session, mall, address="Elsewhere", tills=5, by=None, at=NOON)
    assert session.scalar(select(func.count()).select_from(Till).filter_by(mall_id=mall.id)) == 2
    assert mall.address == "Station Road"


def test_what_is_asked_for_keeps_the_price_of_the_day_it_was_asked(session, mall):
    listing = a_listing(session)
    consignment = asked_for(session, mall, listing)
    line = lines_of(session, consignment)[0]
    assert (line.quantity, line.price_paise) == (10, listing.variants[0].price_paise)
    assert consignment.commission_bp > 0
    assert consignment.return_by > AT.date()


def test_a_maker_of_another_state_is_refused_and_nothing_is_written(session, mall, dilip):
    pot = a_listing(session, of="Bina")
    variant_id = in_workshop(session, pot, 5)
    bina = session.get_one(Artisan, pot.artisan_id)
    with pytest.raises(NotOfThisState):
        raise_consignment(
            session,
            a_stall(session, mall, state="08"),
            bina,
            {variant_id: 2},
            broken_born_by=BornBy.MALL,
            note="",
            by=dilip,
            at=AT,
        )
    assert session.scalar(select(func.count()).select_from(Consignment)) == 0


def test_a_maker_of_the_state_does_not_go_to_another_states_stall(session, mall, dilip):
    saree = a_listing(session)
    variant_id = in_workshop(session, saree, 5)
    asha = session.get_one(Artisan, saree.artisan_id)
    with pytest.raises(NotForThisStall):
        raise_consignment(
            session,
            a_stall(session, mall, state="08"),
            asha,
            {variant_id: 2},
            broken_born_by=BornBy.MALL,
            note="",
            by=dilip,
            at=AT,
        )


@pytest.mark.parametrize("pieces", [{}, {0: 0}, {999_999_999: 3}, "negative", "too many"])
def test_nothing_or_nonsense_is_not_asked_for(session, mall, dilip, pieces):
    saree = a_listing(session)
    variant_id = in_workshop(session, saree, 5)
    wanted = {"negative": {variant_id: -1}, "too many": {variant_id: 10_001}}.get(str(pieces), pieces)
    asha = session.get_one(Artisan, saree.artisan_id)
    with pytest.raises(NothingConsigned):
        raise_consignment(
            session,
            a_stall(session, mall, district=BANKURA),
            asha,
            wanted,
            broken_born_by=BornBy.MALL,
            note="",
            by=dilip,
            at=AT,
        )


def test_yes_said_twice_is_announced_once(session, mall):
    consignment = asked_for(session, mall)
    for _ in range(2):
        accept_consignment(session, consignment, by=consignment.raised_by, at=AT)
    session.flush()
    assert consignment.status is ConsignmentStatus.ACCEPTED
    assert events(session, "consignment.accepted") == 1


def test_no_leaves_the_goods_where_they_are(session, mall):
    consignment = asked_for(session, mall)
    line = lines_of(session, consignment)[0]
    decline_consignment(session, consignment, by=consignment.raised_by, at=AT)
    assert held(session, LocationKind.WORKSHOP, consignment.artisan_id, line.variant_id) == 12


def test_dispatch_puts_the_goods_on_the_road_and_twice_is_once(session, mall):
    consignment = sent(session, mall)
    line = lines_of(session, consignment)[0]
    dispatch(session, consignment, carrier="Other", docket="X", by=consignment.raised_by, at=NOON)
    assert held(session, LocationKind.WORKSHOP, consignment.artisan_id, line.variant_id) == 2
    assert held(session, LocationKind.TRANSIT, None, line.variant_id) == 10
    assert consignment.carrier == "Mohan Transport"


def test_more_than_the_workshop_holds_cannot_be_dispatched(session, mall):
    consignment = asked_for(session, mall, pieces=10, have=9)
    accept_consignment(session, consignment, by=consignment.raised_by, at=AT)
    with pytest.raises(NotThere), session.begin_nested():
        dispatch(session, consignment, carrier="M", docket="1", by=consignment.raised_by, at=AT)
    assert consignment.status is ConsignmentStatus.ACCEPTED


def test_nine_of_ten_come_good_and_one_broken(session, mall):
    consignment, variant_id = on_shelf(session, mall)
    stall = consignment.stall_id
    assert held(session, LocationKind.STALL, stall, variant_id) == 9
    assert held(session, LocationKind.TRANSIT, None, variant_id) == 0
    receipt = session.scalars(select(GoodsReceipt)).one()
    assert (receipt.good, receipt.broken, receipt.missing, receipt.note) == (9, 1, 0, "Torn at the fold")
    lost = session.scalars(select(Move).filter_by(reason=Reason.BROKEN)).one()
    assert (lost.quantity, lost.owner_id) == (1, consignment.artisan_id)
    assert events(session, "goods.received") == 1


def test_counting_twice_books_once(session, mall, dilip):
    consignment, variant_id = on_shelf(session, mall)
    line = lines_of(session, consignment)[0]
    receive_goods(session, consignment, {line.id: Counted(10, 0)}, by=dilip, at=NOON)
    assert held(session, LocationKind.STALL, consignment.stall_id, variant_id) == 9
    assert session.scalar(select(func.count()).select_from(GoodsReceipt)) == 1


def test_counting_more_than_was_sent_writes_nothing(session, mall, dilip):
    consignment = sent(session, mall)
    line = lines_of(session, consignment)[0]
    with pytest.raises(CountedTooMany) as refused, session.begin_nested():
        receive_goods(session, consignment, {line.id: Counted(10, 1)}, by=dilip, at=NOON)
    assert refused.value.details["line"] == line.id
    assert consignment.status is ConsignmentStatus.DISPATCHED
    assert held(session, LocationKind.TRANSIT, None, line.variant_id) == 10
    assert session.scalar(select(func.count()).select_from(GoodsReceipt)) == 0


def test_what_did_not_come_is_lost_and_said(session, mall, dilip):
    consignment = sent(session, mall)
    line = lines_of(session, consignment)[0]
    receive_goods(session, consignment, {line.id: Counted(7, 1)}, by=dilip, at=NOON)
    session.flush()
    assert session.scalars(select(Move).filter_by(reason=Reason.LOST)).one().quantity == 2
    assert session.scalars(select(GoodsReceipt)).one().missing == 2


def test_a_sale_shows_in_stock_ledger_paper_and_passbook(session, mall):
    consignment, variant_id = on_shelf(session, mall)
    shift = a_shift(session, mall)
    order = ring(session, shift, {variant_id: 2})
    session.execute(text("SET CONSTRAINTS ALL IMMEDIATE"))
    assert order.total_paise == 2 * 1_050_00
    assert order.status is OrderStatus.CONFIRMED
    assert held(session, LocationKind.STALL, consignment.stall_id, variant_id) == 7

    parcel = session.scalars(select(Fulfillment).filter_by(order_id=order.id)).one()
    assert parcel.status is FulfillmentStatus.HANDED_OVER
    accounts = balances(session, [held_account(consignment.artisan_id), "buyer:unapplied"])
    assert accounts[held_account(consignment.artisan_id)] == -parcel.payable_paise
    assert accounts["buyer:unapplied"] == 0
    till = session.get_one(Till, shift.till_id)
    assert balance(session, till.cash_account) == 500_00 + order.total_paise

    paper = session.scalars(select(Invoice).filter_by(fulfillment_id=parcel.id)).one()
    assert (paper.kind, paper.total_paise) == ("tax_invoice", order.total_paise)
    assert paper.number

    (line,) = passbook(session, consignment.artisan_id)
    assert (line.order_number, line.state, line.channel) == (order.number, "held", "stall")
    assert line.parcel.payable_paise == parcel.payable_paise


def test_a_bill_of_two_makers_is_cut_between_them(session, mall):
    _, saree = on_shelf(session, mall)
    _, towel = on_shelf(session, mall, a_listing(session, title="Red towel", price=Money(200_00)))
    order = ring(session, a_shift(session, mall), {saree: 1, towel: 3})
    assert order.total_paise == 1_050_00 + 3 * 200_00
    parcels = session.scalars(select(Fulfillment).filter_by(order_id=order.id)).all()
    assert sum(int(parcel.total_paise) for parcel in parcels) == order.total_paise


def test_the_same_bill_rings_once(session, mall):
    _, variant_id = on_shelf(session, mall)
    shift = a_shift(session, mall)
    sale_id = new_id()
    first = ring(session, shift, {variant_id: 1}, sale_id=sale_id)
    again = ring(session, shift, {variant_id: 1}, sale_id=sale_id)
    assert first.id == again.id == sale_id
    assert session.scalar(select(func.count()).select_from(Sale)) == 1
    assert events(session, "sale.rung") == 1


def test_the_same_bill_with_other_goods_is_refused(session, mall):
    _, variant_id = on_shelf(session, mall)
    shift = a_shift(session, mall)
    sale_id = new_id()
    ring(session, shift, {variant_id: 1}, sale_id=sale_id)
    with pytest.raises(SaleDiffers):
        ring(session, shift, {variant_id: 2}, sale_id=sale_id)


def test_a_bill_keeps_the_price_agreed_for_the_counter(session, mall):
    listing = a_listing(session)
    _, variant_id = on_shelf(session, mall, listing)
    reprice(session, listing, {variant_id: Money(2_000_00)}, by=listing.artisan.person_id, at=AT)
    session.flush()
    (line,) = shelf.on_shelves(session, mall.id)
    assert line.price == 1_050_00
    assert ring(session, a_shift(session, mall), {variant_id: 1}).total_paise == 1_050_00


def test_too_little_cash_sells_nothing(session, mall):
    consignment, variant_id = on_shelf(session, mall)
    shift = a_shift(session, mall)
    with pytest.raises(TooLittleCash):
        ring(session, shift, {variant_id: 1}, given=1_049_99)
    assert held(session, LocationKind.STALL, consignment.stall_id, variant_id) == 9
    assert session.scalar(select(func.count()).select_from(Order)) == 0


@pytest.mark.parametrize("pieces", [10, 0, -1])
def test_what_does_not_stand_there_is_not_sold(session, mall, pieces):
    _, variant_id = on_shelf(session, mall)
    with pytest.raises(NotOnShelf):
        ring(session, a_shift(session, mall), {variant_id: pieces}, given=50_000_00)


def test_goods_of_another_mall_are_not_sold_here(session, mall):
    _, variant_id = on_shelf(session, mall)
    other = a_mall(session, "PM Ekta Mall Siliguri")
    with pytest.raises(NotOnShelf):
        ring(session, a_shift(session, other), {variant_id: 1})


def test_nothing_is_rung_at_a_closed_till(session, mall, esha):
    _, variant_id = on_shelf(session, mall)
    shift = a_shift(session, mall)
    close_shift(session, shift, counted=Money(500_00), reason="", by=esha, at=NOON)
    with pytest.raises(ShiftClosedAlready):
        ring(session, shift, {variant_id: 1})


def test_a_till_is_opened_by_one_at_a_time(session, mall, esha):
    shift = a_shift(session, mall)
    till = session.get_one(Till, shift.till_id)
    with pytest.raises(ShiftOpenAlready):
        open_shift(session, till, float_paise=Money(0), by=esha, at=AT)


def test_a_drawer_that_is_right_closes_without_a_reason(session, mall, esha):
    shift = a_shift(session, mall)
    assert close_shift(session, shift, counted=Money(500_00), reason="", by=esha, at=NOON) == 0
    till = session.get_one(Till, shift.till_id)
    assert balance(session, till.cash_account) == 0
    assert balance(session, safe(mall.id)) == 0


def test_a_short_drawer_wants_a_reason_and_is_posted(session, mall, esha):
    _, variant_id = on_shelf(session, mall)
    shift = a_shift(session, mall)
    ring(session, shift, {variant_id: 1})
    counted = Money(1_540_00)
    with pytest.raises(DifferenceUnexplained):
        close_shift(session, shift, counted=counted, reason=" ", by=esha, at=NOON)
    assert shift.closed_at is None
    short = close_shift(session, shift, counted=counted, reason="Wrong change", by=esha, at=NOON)
    assert short == -10_00
    assert balance(session, "till:over_short") == 10_00
    again = close_shift(session, shift, counted=Money(0), reason="x", by=esha, at=NOON)
    assert again == -10_00
    assert events(session, "shift.closed") == 1


def test_the_board_counts_what_stands_and_what_was_sold(session, mall):
    consignment, variant_id = on_shelf(session, mall)
    ring(session, a_shift(session, mall), {variant_id: 4})
    tiles = {tile.id: tile for tile in shelf.board(session, mall.id, since=AT)}
    tile = tiles[consignment.stall_id]
    assert (tile.on_hand, tile.sold_today, tile.low) == (5, 4, True)
    assert sum(each.on_hand for each in tiles.values()) == 5
    assert shelf.takings(session, mall.id, since=AT) == (1, 4 * 1_050_00)
    (sale,) = shelf.sales_since(session, mall.id, since=AT)
    assert sale.total == 4 * 1_050_00
    assert 0 < shelf.owed_to_makers(session, mall.id) < sale.total


def test_the_till_finds_goods_by_name_maker_and_number(session, mall):
    _, variant_id = on_shelf(session, mall)
    for words in ("fish", "asha", str(variant_id), "BLUE bowl"):
        assert [line.variant_id for line in shelf.on_shelves(session, mall.id, words=words)] == [variant_id]
    for words in ("nothing", "100%", "_"):
        assert shelf.on_shelves(session, mall.id, words=words) == []


def test_a_makers_share_is_told_before_anything_is_sent(session, mall):
    consignment = asked_for(session, mall)
    line = lines_of(session, consignment)[0]
    share = consignments.makers_share(session, mall, {line.variant_id: (10, line.price_paise)}, at=AT)
    assert share is not None
    assert 0 < share < 10 * line.price_paise


def test_offers_say_what_is_ready_and_what_is_here(session, mall):
    consignment, variant_id = on_shelf(session, mall)
    (offer,) = consignments.offers_of(session, consignment.artisan_id, mall.id)
    assert (offer.variant_id, offer.ready, offer.here) == (variant_id, 2, 9)
    assert [(each.kind, each.pieces) for each in elsewhere(session, consignment.artisan_id)[variant_id]] == [
        (LocationKind.STALL, 9)
    ]


def test_makers_for_a_stall_live_where_it_says(session, mall):
    a_listing(session, of="Asha")
    a_listing(session, of="Bina")
    here = consignments.makers_for(session, a_stall(session, mall, district=BANKURA), mall=mall)
    assert [maker.name for maker in here] == ["Asha's workshop"]
    assert consignments.makers_for(session, a_stall(session, mall, state="08"), mall=mall) == []


def test_another_malls_rows_are_not_found(session, mall):
    consignment, variant_id = on_shelf(session, mall)
    shift = a_shift(session, mall)
    order = ring(session, shift, {variant_id: 1})
    other = a_mall(session, "PM Ekta Mall Siliguri").id
    assert consignments.malls_consignment(session, other, consignment.number) is None
    assert consignments.shift_of(session, other, shift.id) is None
    assert consignments.sale_of(session, other, order.id) is None
    assert consignments.till_of(session, other, shift.till_id) is None
    assert shelf.stall_of(session, other, consignment.stall_id) is None
    assert shelf.on_shelves(session, other) == []

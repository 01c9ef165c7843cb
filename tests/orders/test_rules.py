"""What a cart costs, and what may follow what: pure rules, no database."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.money import Money
from kit.steps import leads_to
from orders.rules.postings import held, payable, release_lines, sale_lines
from orders.rules.quote import Wanted, delivery_charge, quote
from orders.rules.steps import (
    ARRIVED,
    ENDED,
    FULFILLMENT_STEPS,
    ORDER_STEPS,
    Channel,
    FulfillmentStatus,
    OrderStatus,
    parcels_in_words,
    return_until,
)
from tax.errors import CompositionNotOffered, InterstateNotAllowed
from tax.rules import Channel as TaxChannel
from tax.rules import Levies, PersonKind, SellerKind, accruals, gstin_of
from tests.makers import AT
from tests.tax.case_book import RATES

DAY = date(2026, 11, 21)
ASHA, BINA, CHANDAN = (UUID(int=number) for number in (1, 2, 3))
WEST_BENGAL, RAJASTHAN, CHANDIGARH, LADAKH, DELHI = "19", "08", "04", "38", "07"
LEVIES = Levies(50, 10, 50_000_000, 1000, 1800)
PAN = "ABCPA1234F"


def wanted(maker=ASHA, state=WEST_BENGAL, kind=SellerKind.REGULAR, **other):
    fields = {
        "variant_id": 1,
        "listing_id": UUID(int=100),
        "title": "Blue bowl",
        "quantity": 1,
        "price": Money(1_050_00),
        "weight_g": 400,
        "hsn": "69139000",
        "flags": frozenset({"handicraft"}),
        "artisan_id": maker,
        "artisan_name": "Asha's workshop",
        "district_name": "Bankura",
        "state_code": state,
        "seller_kind": kind,
        "person_kind": PersonKind.INDIVIDUAL,
        "has_pan": True,
        "gstin": "" if kind is SellerKind.ENROLLED else gstin_of(state, PAN),
        "enrolment_no": "19ABCPA1234FEN1" if kind is SellerKind.ENROLLED else "",
        "days_to_make": 3,
    }
    return Wanted(**(fields | other))


def quoted(*lines, place=WEST_BENGAL, **how):
    return quote(lines, place=place, rates=RATES, on=DAY, **how)


def heads(parcel):
    paper = parcel.paper
    return {name for name in ("cgst", "sgst", "utgst", "igst") if getattr(paper, name)}


@pytest.mark.parametrize(
    ("state", "place", "taxes"),
    [
        (WEST_BENGAL, WEST_BENGAL, {"cgst", "sgst"}),
        (CHANDIGARH, CHANDIGARH, {"cgst", "utgst"}),
        (LADAKH, LADAKH, {"cgst", "utgst"}),
        (DELHI, DELHI, {"cgst", "sgst"}),
        (WEST_BENGAL, RAJASTHAN, {"igst"}),
        (CHANDIGARH, LADAKH, {"igst"}),
    ],
)
def test_the_tax_inside_follows_the_place_of_supply(state, place, taxes):
    (parcel,) = quoted(wanted(state=state), place=place).parcels
    assert heads(parcel) == taxes
    assert parcel.paper.taxable + parcel.paper.tax == parcel.total


def test_an_enrolled_maker_sells_without_tax_in_her_own_state_only():
    own = wanted(BINA, RAJASTHAN, SellerKind.ENROLLED)
    (parcel,) = quoted(own, place=RAJASTHAN).parcels
    assert parcel.paper.tax == 0
    with pytest.raises(InterstateNotAllowed):
        quoted(own, place=WEST_BENGAL)


def test_a_composition_maker_is_refused_with_the_reason():
    with pytest.raises(CompositionNotOffered):
        quoted(wanted(kind=SellerKind.COMPOSITION))


def test_one_maker_who_may_not_sell_there_refuses_the_whole_cart():
    with pytest.raises(InterstateNotAllowed):
        quoted(wanted(), wanted(BINA, RAJASTHAN, SellerKind.ENROLLED, variant_id=2))


def test_each_maker_sends_a_parcel_of_her_own():
    whole = quoted(
        wanted(quantity=2),
        wanted(CHANDAN, LADAKH, variant_id=2, price=Money(500_00), days_to_make=9),
        wanted(variant_id=3, price=Money(200_00), weight_g=700, days_to_make=5),
    )
    asha, chandan = whole.parcels
    assert (asha.artisan_id, chandan.artisan_id) == (ASHA, CHANDAN)
    assert (asha.goods, asha.weight_g, asha.delivery, asha.days_to_make) == (2_300_00, 1500, 80_00, 5)
    assert (chandan.goods, chandan.delivery) == (500_00, 80_00)
    assert (whole.goods, whole.delivery, whole.total) == (2_800_00, 160_00, 2_960_00)
    assert heads(asha) == {"cgst", "sgst"}
    assert heads(chandan) == {"igst"}


def test_a_counter_sale_brings_nothing():
    whole = quoted(wanted(), delivered=False)
    assert (whole.delivery, whole.total) == (0, 1_050_00)


@pytest.mark.parametrize(
    ("weight_g", "same_state", "paise"),
    [
        (1, True, 5000),
        (500, True, 5000),
        (501, True, 6500),
        (0, True, 5000),
        (500, False, 8000),
        (2001, False, 20000),
    ],
)
def test_delivery_costs_by_the_half_kilogram(weight_g, same_state, paise):
    assert delivery_charge(weight_g, same_state=same_state) == paise


LINES = st.lists(
    st.tuples(
        st.integers(100, 50_000_00), st.integers(1, 9), st.integers(1, 5000), st.sampled_from([ASHA, CHANDAN])
    ),
    min_size=1,
    max_size=8,
)


@given(LINES, st.sampled_from([WEST_BENGAL, LADAKH, CHANDIGARH, RAJASTHAN]))
def test_every_quote_adds_up_to_the_paisa_and_so_does_every_sale(lines, place):
    goods = [
        wanted(
            maker,
            WEST_BENGAL if maker == ASHA else LADAKH,
            variant_id=number,
            price=Money(price),
            quantity=pieces,
            weight_g=weight,
        )
        for number, (price, pieces, weight, maker) in enumerate(lines)
    ]
    whole = quoted(*goods, place=place)
    assert whole.total == whole.goods + whole.delivery
    for parcel in whole.parcels:
        paper = parcel.paper
        assert paper.total == parcel.goods + parcel.delivery
        assert paper.taxable + paper.tax == paper.total == sum(line.total for line in paper.lines)
        kept = accruals(paper, parcel.seller, levies=LEVIES, channel=TaxChannel.ONLINE)
        entry = sale_lines(parcel.artisan_id, paper, kept)
        assert sum(entry.values()) == 0
        assert entry["buyer:unapplied"] == paper.total


def test_a_released_parcel_moves_money_from_held_to_payable():
    assert release_lines(ASHA, 900) == {held(ASHA): 900, payable(ASHA): -900}


def test_every_status_of_an_order_and_a_parcel_has_its_steps():
    assert set(ORDER_STEPS) == set(OrderStatus)
    assert set(FULFILLMENT_STEPS) == set(FulfillmentStatus)
    assert {status for status, steps in FULFILLMENT_STEPS.items() if not steps} == set(ENDED)
    assert ARRIVED < ENDED
    assert all(leads_to(FULFILLMENT_STEPS, FulfillmentStatus.PENDING, end) for end in ENDED)


def test_goods_can_be_sent_back_for_a_week_and_from_a_counter_for_two_days():
    assert return_until(AT, Channel.ONLINE) - AT == timedelta(days=7)
    assert return_until(AT, Channel.STALL) - AT == timedelta(days=2)


def test_parcels_in_words_count_what_was_to_come():
    statuses = [FulfillmentStatus.DELIVERED, FulfillmentStatus.CANCELED, FulfillmentStatus.PACKED]
    assert parcels_in_words(statuses) == (1, 2)

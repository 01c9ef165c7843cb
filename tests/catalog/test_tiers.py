"""Prices for many: the rule and its laws, and what a maker may say."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from catalog import queries
from catalog.actions import set_tiers
from catalog.errors import ListingInReview, TiersWrong
from catalog.queries.tiers import tiers_of
from catalog.rules.tiers import QUANTITY_MAX, Nudge, Tier, nudge, price_each, tier_faults
from kit.money import Money
from tests.makers import AT, a_claim, a_draft, a_listing, a_workshop

ONE = Money(100_00)
DOZENS = (Tier(12, 12, Money(90_00)), Tier(48, 12, Money(80_00)))


@pytest.mark.parametrize(
    ("pieces", "each", "step"),
    [
        (1, 100_00, Nudge(11, Money(90_00))),
        (12, 90_00, Nudge(36, Money(80_00))),
        (13, 100_00, Nudge(11, Money(90_00))),
        (48, 80_00, None),
        (50, 100_00, Nudge(10, Money(80_00))),
    ],
)
def test_the_price_holds_for_whole_cases_and_the_basket_says_how_many_make_one(pieces, each, step):
    assert price_each(ONE, DOZENS, pieces) == each
    assert nudge(ONE, DOZENS, pieces) == step


def test_a_price_for_many_above_the_price_of_one_helps_nobody():
    assert price_each(Money(70_00), DOZENS, 48) == 70_00
    assert nudge(Money(70_00), DOZENS, 1) is None


@st.composite
def stairs(draw):
    """Prices for many that a maker may say."""
    tiers, least, price = [], 1, int(ONE)
    for _ in range(draw(st.integers(0, 4))):
        case = draw(st.integers(1, 12))
        least = case * draw(st.integers(least // case + 1, least // case + 10))
        price = draw(st.integers(100, price - 1))
        if price <= 100:
            break
        tiers.append(Tier(least, case, Money(price)))
    return tuple(tiers)


@settings(deadline=None)
@given(stairs(), st.integers(1, QUANTITY_MAX))
def test_what_may_be_said_is_kept_to(tiers, pieces):
    assert not any(tier_faults(ONE, tiers))
    each = price_each(ONE, tiers, pieces)
    assert each in {ONE, *(tier.price for tier in tiers)}
    step = nudge(ONE, tiers, pieces)
    if step is not None:
        assert step.more > 0
        assert price_each(ONE, tiers, pieces + step.more) <= step.price < each
        between = [price_each(ONE, tiers, pieces + more) for more in range(1, step.more)]
        assert all(price >= each for price in between)


def test_what_cannot_be_said_is_told_at_its_field():
    wrong = [Tier(1, 1, ONE), Tier(10, 4, Money(0)), Tier(9, 0, Money(95_00)), Tier(2000, 1, Money(1_00))]
    assert tier_faults(ONE, wrong) == [
        {"min_quantity": "low", "price": "not_less"},
        {"case_pack": "cases", "price": "low"},
        {"min_quantity": "low", "case_pack": "low", "price": "not_less"},
        {"min_quantity": "high", "price": "not_less"},
    ]


def test_prices_for_many_are_kept_with_their_history_and_twice_is_once(session):
    listing = a_listing(session)
    variant, by = listing.variants[0], listing.artisan.person_id
    set_tiers(session, listing, variant, DOZENS, by=by, at=AT)
    set_tiers(session, listing, variant, DOZENS, by=by, at=AT)
    assert tiers_of(session, [variant.id]) == {variant.id: DOZENS}
    set_tiers(session, listing, variant, DOZENS[:1], by=by, at=AT)
    kept = [
        (each.from_quantity, int(each.old_paise), int(each.new_paise))
        for each in queries.price_history(session, listing.id)
    ]
    assert kept == [(1, 0, 105000), (12, 0, 90_00), (48, 0, 80_00), (48, 80_00, 0)]
    assert queries.listing_page(session, listing.slug).variants[0].tiers == DOZENS[:1]


def test_prices_for_many_are_refused_where_the_price_of_one_would_be(session):
    asha = a_workshop(session)
    listing = a_listing(session, asha)
    variant = listing.variants[0]
    with pytest.raises(TiersWrong):
        set_tiers(session, listing, variant, [Tier(2, 1, Money(1_050_00))], by=asha.person_id, at=AT)
    waiting = a_draft(session, asha)
    a_claim(session, waiting)
    with pytest.raises(ListingInReview):
        set_tiers(session, waiting, waiting.variants[0], DOZENS, by=asha.person_id, at=AT)

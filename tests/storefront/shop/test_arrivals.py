"""What is counted as coming by a day is what a page would promise by that day, seller by seller."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from catalog.queries.narrowing import way_of
from kit.errors import Refusal
from orders.rules.arriving import days_left_to_make, days_to_ask
from orders.rules.promise import comes_by
from storefront.arrivals import arrival
from tax.rules import Seller, SellerKind, gstin_of, offered_today

ON = date(2026, 11, 21)


@pytest.mark.parametrize("place", ["19", "08", "38"])
@pytest.mark.parametrize("by", [*days_to_ask(ON), date(2026, 11, 29), date(2027, 1, 26)])
def test_the_facet_and_the_promise_agree(place, by):
    coming = arrival(by, place, ON)
    for origin in ("19", "08", "38", "27"):
        for kind in SellerKind:
            seller = Seller(
                id="s",
                kind=kind,
                state=origin,
                has_pan=True,
                gstin=None if kind is SellerKind.ENROLLED else gstin_of(origin, "ABCPA1234F"),
                has_enrolment_no=True,
            )
            for days in range(80):
                counted = days <= coming.most.get(way_of(origin, kind), -1)
                assert counted is promised(seller, days, place, by), (origin, kind, days)


def promised(seller: Seller, days: int, place: str, by: date) -> bool:
    try:
        offered_today(seller, place=place)
    except Refusal:
        return False
    return comes_by(ON, days_to_make=days, origin=seller.state, place=place) <= by


def test_nothing_comes_yesterday():
    assert days_left_to_make(ON, ON - timedelta(days=1), origin="19", place="19") == -1
    assert arrival(ON, "19", ON).most == {}

"""By which day a piece comes."""

from __future__ import annotations

from datetime import date

import pytest

from orders.rules.promise import FAR, ZONES, comes_by, courier_days

SATURDAY = date(2026, 11, 21)
BENGAL, BIHAR, DELHI, RAJASTHAN, LADAKH, KARNATAKA = "19", "10", "07", "08", "38", "29"


@pytest.mark.parametrize(
    ("origin", "place", "days"),
    [
        (BENGAL, BENGAL, 3),
        (BENGAL, BIHAR, 4),
        (RAJASTHAN, DELHI, 4),
        (BENGAL, KARNATAKA, 6),
        (LADAKH, KARNATAKA, 9),
        (KARNATAKA, LADAKH, 9),
        (LADAKH, LADAKH, 3),
    ],
)
def test_the_way_grows_with_the_zone(origin: str, place: str, days: int):
    assert courier_days(origin, place) == days


def test_ready_goods_come_within_the_week_in_their_own_state():
    assert comes_by(SATURDAY, days_to_make=0, origin=BENGAL, place=BENGAL) == date(2026, 11, 25)


def test_making_comes_before_the_way():
    assert comes_by(SATURDAY, days_to_make=10, origin=BENGAL, place=BENGAL) == date(2026, 12, 5)


def test_no_parcel_comes_on_a_sunday_or_on_republic_day():
    assert comes_by(date(2026, 11, 18), days_to_make=0, origin=BENGAL, place=BENGAL) == date(2026, 11, 23)
    assert comes_by(date(2026, 1, 22), days_to_make=0, origin=BENGAL, place=BENGAL) == date(2026, 1, 27)


def test_every_state_is_in_one_zone_and_in_one_only():
    everywhere = [code for codes in (*ZONES.values(), FAR) for code in codes]
    assert len(everywhere) == len(set(everywhere)) == 36

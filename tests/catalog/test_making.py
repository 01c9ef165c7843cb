"""When a piece can leave its maker: the queue, its weeks and days away, as laws."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from catalog.rules.making import (
    Away,
    away_faults,
    days_until_ready,
    leaves_on,
    next_free,
    places,
    ready_on,
    week_of,
)

SATURDAY = date(2026, 11, 21)
MONDAY = date(2026, 11, 16)
DAYS = st.dates(date(2026, 1, 1), date(2027, 12, 31))
HOLIDAYS = st.none() | st.builds(
    lambda first, length: Away(first, first + timedelta(days=length)), DAYS, st.integers(0, 60)
)
WEEKS = st.dictionaries(DAYS.map(week_of), st.integers(0, 20), max_size=12)
PIECES, CAPACITY, LEAD = st.integers(1, 60), st.integers(1, 9), st.integers(0, 40)


def test_without_a_holiday_work_takes_its_days():
    assert leaves_on(SATURDAY, 5, None) == date(2026, 11, 26)


def test_days_away_do_not_count():
    away = Away(date(2026, 11, 24), date(2026, 11, 30))
    assert leaves_on(SATURDAY, 2, away) == date(2026, 11, 23)
    assert leaves_on(SATURDAY, 5, away) == date(2026, 12, 3)
    assert leaves_on(date(2026, 11, 26), 0, away) == date(2026, 12, 1) == away.back_on


def test_pieces_fill_the_first_week_with_room_and_go_on_in_the_next():
    first = week_of(SATURDAY + timedelta(days=7))
    found = places(5, on=SATURDAY, lead_days=7, capacity=2, taken={first: 1})
    assert found == {first: 1, first + timedelta(days=7): 2, first + timedelta(days=14): 2}
    assert ready_on(max(found), on=SATURDAY, lead_days=7) == first + timedelta(days=14 + 5)


def test_with_room_in_the_first_week_the_lead_days_alone_count():
    found = places(1, on=SATURDAY, lead_days=3, capacity=1, taken={})
    assert ready_on(max(found), on=SATURDAY, lead_days=3) == SATURDAY + timedelta(days=3)


def test_a_week_spent_away_makes_nothing():
    away = Away(MONDAY + timedelta(days=7), MONDAY + timedelta(days=13))
    found = places(2, on=MONDAY, lead_days=2, capacity=1, taken={}, away=away)
    assert list(found) == [MONDAY, MONDAY + timedelta(days=14)]


def test_a_queue_of_more_than_two_years_takes_nobody():
    assert places(999, on=MONDAY, lead_days=1, capacity=1, taken={}) == {}


@settings(deadline=None)
@given(PIECES, DAYS, LEAD, CAPACITY, WEEKS, HOLIDAYS)
def test_no_week_is_given_more_than_it_has(pieces, on, lead_days, capacity, taken, away):
    found = places(pieces, on=on, lead_days=lead_days, capacity=capacity, taken=taken, away=away)
    assert sum(found.values()) == pieces
    for week, number in found.items():
        assert number > 0
        assert taken.get(week, 0) + number <= capacity
        assert week.weekday() == 0


@settings(deadline=None)
@given(PIECES, DAYS, LEAD, CAPACITY, WEEKS, HOLIDAYS, st.data())
def test_a_longer_queue_never_makes_an_earlier_promise(pieces, on, lead_days, capacity, taken, away, data):
    longer = {week: number + data.draw(st.integers(0, 9)) for week, number in taken.items()}
    more = data.draw(st.integers(0, 9))
    terms = {"on": on, "lead_days": lead_days, "away": away}
    short = places(pieces, capacity=capacity, taken=taken, **terms)
    long = places(pieces + more, capacity=capacity, taken=longer, **terms)
    assert ready_on(max(long), **terms) >= ready_on(max(short), **terms)


@settings(deadline=None)
@given(DAYS, LEAD, CAPACITY, WEEKS, HOLIDAYS)
def test_what_the_shelf_says_of_the_next_piece_is_what_the_basket_will_say(
    on, lead_days, capacity, taken, away
):
    free = next_free(on=on, lead_days=lead_days, capacity=capacity, taken=taken, away=away)
    told = days_until_ready(on, lead_days=lead_days, next_free_on=free, away=away)
    found = places(1, on=on, lead_days=lead_days, capacity=capacity, taken=taken, away=away)
    ready = ready_on(max(found), on=on, lead_days=lead_days, away=away)
    assert told == (ready - on).days >= 0


@settings(deadline=None)
@given(DAYS, LEAD, HOLIDAYS)
def test_nothing_leaves_a_maker_who_is_away_and_no_holiday_makes_it_earlier(on, days, away):
    day = leaves_on(on, days, away)
    assert day >= leaves_on(on, days, None)
    assert away is None or not away.holds(day)
    assert leaves_on(on + timedelta(days=1), days, away) >= day


@pytest.mark.parametrize(
    ("first", "last", "faults"),
    [
        (None, SATURDAY, {"away_from": "missing"}),
        (SATURDAY, None, {"away_to": "missing"}),
        (SATURDAY, SATURDAY, {}),
        (SATURDAY, SATURDAY - timedelta(days=1), {"away_to": "past"}),
        (SATURDAY + timedelta(days=9), SATURDAY + timedelta(days=8), {"away_to": "before"}),
        (SATURDAY, SATURDAY + timedelta(days=180), {"away_to": "long"}),
        (SATURDAY + timedelta(days=366), SATURDAY + timedelta(days=370), {"away_from": "far"}),
    ],
)
def test_what_cannot_be_a_holiday(first, last, faults):
    assert away_faults(first, last, on=SATURDAY) == faults

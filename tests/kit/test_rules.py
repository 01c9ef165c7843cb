"""The kernel's own laws: money, spoken numbers, steps, time."""

from __future__ import annotations

from datetime import UTC, date, datetime
from enum import StrEnum

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.clock import business_day, now
from kit.ids import ALPHABET, new_id, normal_spoken, spoken
from kit.money import Money, half_up
from kit.steps import ImpossibleStep, advance, leads_to

PAISE = st.integers(-(10**15), 10**15)
WEIGHTS = st.lists(st.integers(0, 10**9), min_size=1, max_size=40).filter(any)


@given(PAISE, WEIGHTS)
def test_a_split_is_exact_and_no_share_is_off_by_a_paisa(paise, weights):
    shares = Money(paise).split(weights)
    assert sum(shares) == paise
    whole = sum(weights)
    assert all(
        abs(share * whole - paise * weight) < whole for share, weight in zip(shares, weights, strict=True)
    )
    assert all(share == 0 for share, weight in zip(shares, weights, strict=True) if weight == 0)


@given(PAISE, WEIGHTS)
def test_giving_back_splits_as_taking_did(paise, weights):
    assert Money(-paise).split(weights) == [-share for share in Money(paise).split(weights)]


@pytest.mark.parametrize("weights", [[], [0, 0], [1, -1, 5]])
def test_a_split_without_weights_is_refused(weights):
    with pytest.raises(ValueError, match="weights"):
        Money(100).split(weights)


@given(PAISE, st.integers(0, 10_000))
def test_a_share_is_half_up_within_half_a_paisa(paise, basis_points):
    share = Money(paise).share(basis_points)
    assert abs(2 * (share * 10_000 - paise * basis_points)) <= 10_000
    assert Money(-paise).share(basis_points) == -share


def test_halves_round_away_from_zero():
    assert [half_up(n, 2) for n in (1, 3, -1, -3, 0)] == [1, 2, -1, -2, 0]
    with pytest.raises(ValueError, match="positive"):
        half_up(1, 0)


@given(PAISE, PAISE, st.integers(-1000, 1000))
def test_money_stays_money(one, other, times):
    a, b = Money(one), Money(other)
    for result, expected in (
        (a + b, one + other),
        (a - b, one - other),
        (a * times, one * times),
        (-a, -one),
    ):
        assert result == expected
        assert type(result) is Money
    assert type(sum([a, b])) is Money
    assert type(times * a) is Money
    assert type(5 - a) is Money
    assert type(abs(a)) is Money


@pytest.mark.parametrize(
    "deed",
    [
        lambda: Money(1.5),
        lambda: Money(True),
        lambda: Money("5"),
        lambda: Money(5) + 0.5,
        lambda: Money(5) - 0.5,
        lambda: Money(5) * 0.5,
        lambda: Money(5) / 2,
        lambda: Money(5) + True,
    ],
)
def test_money_refuses_floats_and_division(deed):
    with pytest.raises(TypeError):
        deed()


def test_a_spoken_number_is_understood_however_it_is_typed():
    for _ in range(200):
        number = spoken("OD")
        body = number.removeprefix("OD-")
        for typed in (number, number.lower(), body, f" {number.replace('-', ' ')} ", number.replace("-", "")):
            assert normal_spoken(typed, "OD") == number
        assert normal_spoken(number.replace("0", "O").replace("1", "l"), "OD") == number


@given(st.data())
def test_a_single_wrong_letter_is_noticed(data):
    number = spoken("OD").removeprefix("OD-").replace("-", "")
    at = data.draw(st.integers(0, 7))
    wrong = data.draw(st.sampled_from([letter for letter in ALPHABET if letter != number[at]]))
    slipped = number[:at] + wrong + number[at + 1 :]
    assert normal_spoken(slipped, "OD") is None


def test_every_wrong_letter_at_every_place_is_noticed():
    number = spoken("OD").removeprefix("OD-").replace("-", "")
    for at in range(8):
        slips = [number[:at] + letter + number[at + 1 :] for letter in ALPHABET if letter != number[at]]
        assert [slip for slip in slips if normal_spoken(slip, "OD")] == []


@given(st.data())
def test_two_neighbours_that_changed_places_are_noticed(data):
    number = spoken("OD").removeprefix("OD-").replace("-", "")
    at = data.draw(st.integers(0, 6))
    swapped = number[:at] + number[at + 1] + number[at] + number[at + 2 :]
    found = normal_spoken(swapped, "OD")
    assert found is None or swapped == number


@pytest.mark.parametrize(
    "text", ["", "OD", "OD-7K3F", "OD-7K3F-9Q2MX", "ОД-7K3F-9Q2M", "७K3F9Q2M", "U" * 8, "\x00" * 8]
)
def test_what_cannot_be_a_number_is_none(text):
    assert normal_spoken(text, "OD") is None


def test_a_number_whose_letters_begin_like_its_prefix_is_understood(monkeypatch):
    monkeypatch.setattr("kit.ids.secrets.choice", lambda _: "D")
    number = spoken("DD")
    assert normal_spoken(number, "DD") == number
    assert normal_spoken(number.removeprefix("DD-"), "DD") == number


def test_ids_are_in_the_order_of_time_and_never_the_same():
    made = [new_id() for _ in range(1000)]
    assert len(set(made)) == 1000
    assert {one.version for one in made} == {7}
    assert [one.hex[:10] for one in made] == sorted(one.hex[:10] for one in made)


def test_the_day_is_an_indian_one():
    assert business_day(datetime(2026, 3, 31, 18, 29, 59, tzinfo=UTC)) == date(2026, 3, 31)
    assert business_day(datetime(2026, 3, 31, 18, 30, tzinfo=UTC)) == date(2026, 4, 1)
    assert now().tzinfo is not None
    with pytest.raises(ValueError, match="aware"):
        business_day(datetime(2026, 3, 31))  # noqa: DTZ001


class Way(StrEnum):
    HERE = "here"
    THERE = "there"
    BEYOND = "beyond"


WAYS = {Way.HERE: frozenset({Way.THERE}), Way.THERE: frozenset({Way.BEYOND}), Way.BEYOND: frozenset()}


class Walker:
    status = Way.HERE


def test_a_step_is_taken_once_and_only_where_the_table_has_it():
    walker = Walker()
    assert advance(walker, Way.THERE, WAYS)
    assert not advance(walker, Way.THERE, WAYS)
    with pytest.raises(ImpossibleStep) as refused:
        advance(walker, Way.HERE, WAYS)
    assert refused.value.details == {"thing": "Walker", "present": "there", "to": "here"}
    assert advance(walker, Way.BEYOND, WAYS)


def test_what_leads_where():
    assert leads_to(WAYS, Way.HERE, Way.BEYOND)
    assert not leads_to(WAYS, Way.BEYOND, Way.HERE)
    assert not leads_to(WAYS, Way.HERE, Way.HERE)

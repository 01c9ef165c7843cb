"""The order of results: by words alone, fair among those that fit alike, the same for everybody on a day."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from catalog.rules.ranking import (
    BANDS,
    FIELD_WEIGHTS,
    MATCH_WEIGHTS,
    NEW_FOR,
    TURN,
    Candidate,
    Field,
    Match,
    arrange,
    band,
    favored,
    rarity,
    relevance,
    value,
)
from tests.makers import AT

DAY = date(2026, 11, 21)
shares = st.floats(0, 1)


def goods(number: int, *, makers: int, fit: float = 0.8, favored_makers: int = 0) -> list[Candidate]:
    return [
        Candidate(UUID(int=each + 1), UUID(int=1000 + each % makers), fit, each % makers < favored_makers)
        for each in range(number)
    ]


def test_a_title_counts_more_than_a_craft_and_a_craft_more_than_a_place_and_a_story_least():
    weights = list(FIELD_WEIGHTS.values())
    assert list(FIELD_WEIGHTS) == list(Field)
    assert weights == sorted(weights, reverse=True)
    assert list(MATCH_WEIGHTS.values()) == sorted(MATCH_WEIGHTS.values(), reverse=True)
    assert value(Field.TITLE, Match.SAME) == 1.0


@given(
    st.lists(st.tuples(shares, st.floats(1, 10)), min_size=1, max_size=8),
    st.integers(0, 30),
    st.integers(0, 8),
)
def test_relevance_is_between_nothing_and_one(words, title_words, in_title):
    values, rarities = zip(*words, strict=True)
    assert 0 <= relevance(values, rarities, title_words=title_words, met_in_title=in_title) <= 1.000001


def test_a_rare_word_tells_more_than_a_common_one():
    assert rarity(1) > rarity(100) > rarity(100_000) >= 1


@given(st.lists(st.tuples(shares, st.integers(0, 5), st.booleans()), max_size=60))
def test_no_fairness_lifts_a_good_over_its_band(drawn):
    candidates = [
        Candidate(UUID(int=at + 1), UUID(int=900 + maker), fit, favor)
        for at, (fit, maker, favor) in enumerate(drawn)
    ]
    fits = {each.listing_id: each.relevance for each in candidates}
    order = arrange(candidates, DAY)
    assert sorted(order) == sorted(fits)
    bands = [band(fits[each]) for each in order]
    assert bands == sorted(bands, reverse=True)


def test_every_maker_has_a_turn_before_any_has_a_second():
    candidates = goods(40, makers=8)
    maker_of = {each.listing_id: each.artisan_id for each in candidates}
    order = arrange(candidates, DAY)
    assert len({maker_of[each] for each in order[:8]}) == 8


def test_the_new_and_the_far_have_every_fourth_place_at_least():
    candidates = goods(40, makers=40, favored_makers=10)
    favor = {each.listing_id: each.favored for each in candidates}
    order = arrange(candidates, DAY)
    for begin in range(0, 40, TURN):
        part = order[begin : begin + TURN]
        left = any(favor[each] for each in order[begin:])
        assert not left or any(favor[each] for each in part), begin


def test_the_order_is_the_same_all_day_and_another_tomorrow():
    candidates = goods(30, makers=30)
    today = arrange(candidates, DAY)
    assert arrange(list(reversed(candidates)), DAY) == today
    assert arrange(candidates, DAY + timedelta(days=1)) != today


def test_over_a_month_every_maker_comes_first_about_as_often():
    candidates = goods(5, makers=5)
    first = [arrange(candidates, DAY + timedelta(days=each))[0] for each in range(200)]
    assert all(20 <= first.count(each.listing_id) <= 70 for each in candidates)


def test_who_is_new_or_far():
    old = AT - NEW_FOR - timedelta(days=1)
    assert favored(state_code="14", verified_at=old, at=AT)
    assert favored(state_code="09", verified_at=AT - timedelta(days=3), at=AT)
    assert not favored(state_code="09", verified_at=old, at=AT)
    assert BANDS > 1

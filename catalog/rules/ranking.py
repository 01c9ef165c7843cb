"""How results are ordered: the one place. The public page of that name is written from these figures.

A good's relevance is between 0 and 1 and is made of its words alone: nobody can pay for a place, and neither price,
sales, stock nor who made it counts. Goods of nearly the same relevance stand in one band; within a band every maker
has a turn before any has a second, makers who are new or far away have every fourth place, and who comes first is
drawn by lot, anew each day, the same for everybody.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from enum import StrEnum
from itertools import groupby
from math import log
from typing import NamedTuple
from uuid import UUID
from zlib import crc32


class Field(StrEnum):
    """Where a word stands in a listing; the values are PostgreSQL's letters of weight."""

    TITLE = "A"
    CRAFT = "B"
    PLACE = "C"  # registry product, district, State, maker
    STORY = "D"


class Match(StrEnum):
    """How a word of the search meets a word of a listing."""

    SAME = "same"
    SYNONYM = "synonym"
    ALIKE = "alike"  # other vowels or another script, the same consonants
    BEGINNING = "beginning"
    SLIP = "slip"  # a letter or two mistyped


FIELD_WEIGHTS: dict[Field, int] = {Field.TITLE: 100, Field.CRAFT: 70, Field.PLACE: 60, Field.STORY: 20}
MATCH_WEIGHTS: dict[Match, int] = {
    Match.SAME: 100,
    Match.SYNONYM: 90,
    Match.ALIKE: 85,
    Match.BEGINNING: 65,
    Match.SLIP: 60,
}
COVER_WEIGHT = 15  # of a hundred: how much of the title was asked for; the rest is how well the words meet
BANDS = 20  # goods whose relevance differs by less than a twentieth may change places
TURN = 4  # of four places in a band, one is for makers who are new or far away
NEW_FOR = timedelta(days=90)
REMOTE_STATES = (
    frozenset(  # GST codes: the north-eastern and Himalayan States and Union Territories, the islands
        {"01", "02", "05", "11", "12", "13", "14", "15", "16", "17", "18", "31", "35", "38"}
    )
)
COMMON = 1000  # listings: a word that so many have tells little
PART_MIN = 0.3  # what has only some of the words is shown if it has at least so much of the whole


class Candidate(NamedTuple):
    """A good that fits, as the order sees it."""

    listing_id: UUID
    artisan_id: UUID
    relevance: float
    favored: bool


def value(field: Field, match: Match) -> float:
    """What one word is worth that meets in this way in this place, between 0 and 1."""
    return FIELD_WEIGHTS[field] * MATCH_WEIGHTS[match] / 10_000


def rarity(having: int) -> float:
    """How much a word tells that so many listings have: a rare one more than a common one. At least 1."""
    return 1 + log(1 + COMMON / (1 + having))


def relevance(
    values: Sequence[float], rarities: Sequence[float], title_words: int, met_in_title: int
) -> float:
    """How well a listing fits, between 0 and 1: its words by their rarity, and how much of its title they are."""
    whole = sum(rarities)
    met = sum(each * rare for each, rare in zip(values, rarities, strict=True)) / whole if whole else 0.0
    cover = min(met_in_title / title_words, 1.0) if title_words else 0.0
    return met * (100 - COVER_WEIGHT + COVER_WEIGHT * cover) / 100


def favored(*, state_code: str, verified_at: datetime | None, at: datetime | None) -> bool:
    """Whether the maker is far away, or so new that nobody can know the work yet."""
    new = at is not None and verified_at is not None and at - verified_at < NEW_FOR
    return new or state_code in REMOTE_STATES


def lot(listing_id: UUID, day: date | None) -> int:
    """The lot of a listing on a day."""
    return crc32(listing_id.bytes + (day.isoformat().encode() if day else b""))


def band(relevance: float) -> int:
    """The band of a relevance; the higher, the better."""
    return round(relevance * BANDS)


def arrange(candidates: Iterable[Candidate], day: date | None) -> list[UUID]:
    """The order of one day: band by band, and fairly within each."""
    ranked = sorted(candidates, key=lambda each: (-band(each.relevance), lot(each.listing_id, day)))
    return [
        each.listing_id
        for _, within in groupby(ranked, key=lambda each: band(each.relevance))
        for each in _turns(_rounds(list(within)))
    ]


def _rounds(drawn: list[Candidate]) -> list[Candidate]:
    """Every maker's first good, then every maker's second, and so on."""
    seen: dict[UUID, int] = {}
    rounds: dict[int, list[Candidate]] = {}
    for each in drawn:
        seen[each.artisan_id] = number = seen.get(each.artisan_id, 0) + 1
        rounds.setdefault(number, []).append(each)
    return [each for number in sorted(rounds) for each in rounds[number]]


def _turns(queue: list[Candidate]) -> list[Candidate]:
    """Give every fourth place to the favored, as long as there are any; otherwise nobody is moved."""
    first = deque((place, each) for place, each in enumerate(queue) if each.favored)
    others = deque((place, each) for place, each in enumerate(queue) if not each.favored)
    placed: list[Candidate] = []
    while first and others:
        due = len(placed) % TURN == TURN - 1 and not any(each.favored for each in placed[1 - TURN :])
        ahead = first[0][0] < others[0][0]
        placed.append((first if due or ahead else others).popleft()[1])
    return placed + [each for _, each in (*first, *others)]

"""What a search takes for its words: how a text is split, which words say nothing, what is written down when lost."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from datetime import date, timedelta
from enum import StrEnum

from catalog.rules.spelling import fold_word, words_of

TEXT_MAX = 120
WORDS_MAX = 8
PHRASE_MAX = 3  # a synonym is of so many words at most
SPLIT_MIN = 3  # a run-together word is parted into pieces of at least so many letters
MISS_MAX = 60
LOTS = 64

# Words that join others, and measures: they are in every title and tell no good from another. All folded.
_JOINING = (
    "a an the of for and or with in on by to from at is ka ki ke ko se aur me mein par wala wali wale "
    "best buy online price cheap near me shop g gm gms kg ml cm mm inch in ft m l litre gram grams kilo "
    "ग्राम किलो मिली सेमी का की के को से और में"
)
SILENT = frozenset(fold_word(word) for text in _JOINING.split() for word in words_of(text))
NUMBER = re.compile(r"[0-9]{1,5}[a-z]{0,2}")
_PRIVATE = re.compile(r"[0-9]{5,}|@")


class NameKind(StrEnum):
    """What a searched name names."""

    STATE = "state"
    DISTRICT = "district"
    FAMILY = "family"
    CRAFT = "craft"
    PRODUCT = "product"


class SynonymSource(StrEnum):
    """Where a synonym comes from: the list that the project keeps, or an officer."""

    LIST = "list"
    OFFICER = "officer"


class Sort(StrEnum):
    """In which order found goods stand."""

    BEST = "best"
    NEWEST = "newest"
    CHEAPEST = "cheapest"
    DEAREST = "dearest"


class PriceBand(StrEnum):
    """Bands of price that can be chosen, each up to its number of rupees."""

    TO_500 = "500"
    TO_1000 = "1000"
    TO_2500 = "2500"
    TO_5000 = "5000"
    TO_10000 = "10000"
    ABOVE = "above"


BAND_TOPS: dict[PriceBand, int | None] = {  # in paise; the last has no top
    band: None if band is PriceBand.ABOVE else int(band) * 100 for band in PriceBand
}
BANDS = list(PriceBand)
_TOPS = [top for top in BAND_TOPS.values() if top is not None]


def band_at(price_paise: int) -> int:
    """The number of the band that a price is in, from 0; its top belongs to it."""
    return bisect_left(_TOPS, price_paise)


def band_of(price_paise: int) -> PriceBand:
    """The band that a price is in."""
    return BANDS[band_at(price_paise)]


def band_range(band: PriceBand) -> tuple[int, int | None]:
    """The prices of a band in paise: above the first, up to the second."""
    bands = list(PriceBand)
    at = bands.index(band)
    return (BAND_TOPS[bands[at - 1]] or 0) if at else -1, BAND_TOPS[band]


def folded_words(text: str) -> list[str]:
    """The folded words of a text that tell something, in order."""
    folded = (fold_word(word) for word in words_of(text))
    return [word for word in folded if word not in SILENT and not NUMBER.fullmatch(word)]


def asked_words(text: str) -> list[str]:
    """The folded words of what somebody typed, eight at most; if all say nothing, they are taken at their word."""
    short = text[:TEXT_MAX]
    return (folded_words(short) or [fold_word(word) for word in words_of(short)])[:WORDS_MAX]


def forms(word: str) -> tuple[str, ...]:
    """A folded word as one and as many: sari, saris; dish, dishes."""
    if len(word) < 3:
        return (word,)
    fewer = [word[:-1]] if word.endswith("s") and len(word) > 3 else []
    if word.endswith("es") and len(word) > 4:
        fewer.append(word[:-2])
    more = [] if word.endswith("s") else [word + "s"]
    return tuple(dict.fromkeys([word, *(fold_word(other) for other in (*fewer, *more))]))


def phrases(words: Sequence[str]) -> list[tuple[int, int, str]]:
    """Every run of one to three words: (first, past the last, the run), the longest first."""
    return [
        (first, first + size, " ".join(words[first : first + size]))
        for size in range(min(PHRASE_MAX, len(words)), 0, -1)
        for first in range(len(words) - size + 1)
    ]


def splits(word: str) -> list[tuple[str, str]]:
    """The ways a run-together word may be two."""
    return [
        (fold_word(word[:at]), fold_word(word[at:]))
        for at in range(SPLIT_MIN, len(word) - SPLIT_MIN + 1)
        if len(word) <= 24
    ]


def miss_of(words: Sequence[str]) -> str:
    """What is written down of a search that found nothing; nothing where it may be somebody's number or address."""
    text = " ".join(words)[:MISS_MAX].strip()
    return "" if _PRIVATE.search(text) else text


def week_of(day: date) -> date:
    """The Monday of a day's week."""
    return day - timedelta(days=day.weekday())

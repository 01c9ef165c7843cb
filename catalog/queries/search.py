"""Finding goods by words: those that fit, in the order of `rules.ranking`, with counts to narrow them by.

A search looks at no more than CANDIDATES_MAX goods, so that it costs the same in a small shop and in a large one.
Where more fit, it takes those whose lots are drawn that day, and says "about". Stories are read only when the other
words find less than a page.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID
from zlib import crc32

from sqlalchemy import text
from sqlalchemy.orm import Session

from catalog.queries.narrowing import Choice as Choice
from catalog.queries.narrowing import Fit, both, conditions, facets_of, has
from catalog.queries.narrowing import Narrowed as Narrowed
from catalog.queries.shelf import PAGE_MAX, Card, cards_of
from catalog.queries.words import Asked, understand
from catalog.rules import ranking
from catalog.rules.artisan import ArtisanStatus
from catalog.rules.listing import ListingStatus
from catalog.rules.ranking import Candidate, Field
from catalog.rules.search import LOTS, Sort
from kit.clock import business_day
from people.queries.places import district_of_pin

CANDIDATES_MAX = 600
EVERYTHING = Narrowed()
STORIES_BELOW = 24  # fewer goods than this, and stories are read too
FETCHED_MAX = 2 * CANDIDATES_MAX
DRAWN_MAX = 16  # lots
FITS = f"""
    SELECT l.id, l.artisan_id, l.district_id, d.state_code, c.family_id, l.price_paise, l.made_to_order,
           l.days_to_make, l.published_at, a.verified_at, l.title_words, CAST(ARRAY[{{met}}] AS int[])
    FROM listings l JOIN artisans a ON a.id = l.artisan_id
    JOIN districts d ON d.id = l.district_id JOIN crafts c ON c.id = l.craft_id
    WHERE l.status = '{ListingStatus.PUBLISHED}' AND a.status = '{ArtisanStatus.VERIFIED}'{{wheres}}
    LIMIT :most
"""  # noqa: S608 - nothing of the reader's is in it


@dataclass
class Found:
    """What a search found: one page of cards, and everything around them."""

    asked: Asked
    cards: list[Card] = field(default_factory=list)
    total: int = 0
    about: bool = False  # counted from a part, by lot
    partly: bool = False  # nothing has every word: these have some
    facets: dict[str, list[Choice]] = field(default_factory=dict)
    next_key: str = ""


def search(
    session: Session,
    asked: str,
    *,
    locale: str = "en",
    limit: int = 48,
    state: str | None = None,
    at: datetime | None = None,
) -> list[Card]:
    """Listings that fit the words of a search, the best first. At most 60 answers; empty words find nothing."""
    narrowed = Narrowed(state=state)
    return find(session, asked, narrowed=narrowed, locale=locale, limit=limit, at=at, faceted=False).cards


def find(
    session: Session,
    asked: str,
    *,
    narrowed: Narrowed = EVERYTHING,
    sort: Sort = Sort.BEST,
    after: str | None = None,
    locale: str = "en",
    limit: int = 24,
    at: datetime | None = None,
    faceted: bool = True,
) -> Found:
    """One page of what fits a search. `after` is the `next_key` of the page before; a key nobody made begins anew.

    `at` is the reader's moment: its Indian day draws the lots. Five to eight statements.
    """
    today = business_day(at) if at else None
    finder = _Finder(session, understand(session, asked), _day_of(after) or today, at)
    fits = finder.fits()
    found = Found(finder.asked, partly=finder.partly, about=finder.share < LOTS)
    if not fits:
        return found
    share = finder.share
    chosen = finder.narrowed(fits, narrowed)
    found.total, found.about = finder.scaled(len(chosen)), finder.share < LOTS
    ordered = _ordered(finder, chosen, sort)
    begin = _place_after(ordered, after)
    page = ordered[begin : begin + min(limit, PAGE_MAX)]
    found.cards = cards_of(session, [fit.id for fit in page], locale=locale)
    if page and begin + len(page) < len(ordered):
        found.next_key = _key(page[-1], finder.day, begin + len(page))
    if faceted:
        finder.share = share
        found.facets = facets_of(session, fits, narrowed, scaled=finder.scaled)
    return found


def share_of(expected: int) -> int:
    """Of 64 lots, how many are looked at where so many goods are expected: all, or a few.

    Many would cost more than all: the index weighs each of them for each good.
    """
    if expected <= FETCHED_MAX:
        return LOTS
    return max(1, min(DRAWN_MAX, LOTS * CANDIDATES_MAX // expected))


class _Finder:
    """One search over the goods: the statements it takes, and what each good is worth."""

    def __init__(self, session: Session, asked: Asked, day: date | None, at: datetime | None) -> None:
        self.session, self.asked, self.day, self.at = session, asked, day, at
        self.groups = [group for group in asked.groups if group.alternatives]
        self.ways = [group.meetings() for group in self.groups]
        self.partly = bool(asked.unknown)
        self.share = LOTS  # of 64 lots, how many were looked at
        self.query = ""
        self.within = Narrowed()
        self.rated: dict[tuple[tuple[int, ...], int], float] = {}

    def fits(self) -> list[Fit]:
        """What fits best: in the district of a PIN code if one was named, else in its State; else anywhere."""
        if self.asked.pin is None:
            return self._with_words()
        district = district_of_pin(self.session, self.asked.pin.pin)
        nearest = Narrowed(district=district.id if district else -1)
        for within in (nearest, Narrowed(state=self.asked.pin.state_code)):
            self.within = within
            if fits := self._with_words():
                return fits
        return []

    def _with_words(self) -> list[Fit]:
        """Goods with all words outside stories, else in stories too, else with some of the words."""
        if not self.groups:
            return self._gather("", 0) if self.asked.pin and not self.asked.groups else []
        fewest = min(group.listings for group in self.groups)
        fits = self._gather("&".join(group.query() for group in self.groups), fewest)
        if len(fits) < STORIES_BELOW:
            fits = self._gather("&".join(group.query(story=True) for group in self.groups), fewest)
        if not fits and len(self.groups) > 1:
            self.partly = True
            any_word = "|".join(group.query() for group in self.groups)
            fits = self._gather(any_word, sum(group.listings for group in self.groups))
            fits = [fit for fit in fits if self.relevance(fit) >= ranking.PART_MIN]
        return fits

    def narrowed(self, fits: list[Fit], narrowed: Narrowed) -> list[Fit]:
        """Those of the goods that were chosen; asked for anew where only a part of all was looked at."""
        if self.share == LOTS or not narrowed:
            return [fit for fit in fits if has(fit, narrowed)]
        expected = sum(has(fit, narrowed) for fit in fits) * LOTS // self.share
        self.within = both(self.within, narrowed)
        return self._gather(self.query, expected)

    def _gather(self, query: str, expected: int) -> list[Fit]:
        """The goods that fit a tsquery; of more than can be looked at, those whose lots are drawn."""
        self.query, self.share = query, share_of(expected)
        fits = self._fetch(query)
        while self.share > 1 and len(fits) > FETCHED_MAX:  # counted long ago: there are more by now
            self.share = max(1, min(self.share, DRAWN_MAX * 2) // 4)
            fits = self._fetch(query)
        if self.share < LOTS and len(fits) < CANDIDATES_MAX // 8:  # the words are common, but seldom together
            self.share = share_of(len(fits) * LOTS // self.share)
            fits = self._fetch(query)
        return fits[:FETCHED_MAX]

    def _fetch(self, query: str) -> list[Fit]:
        first = crc32(self.day.isoformat().encode()) % LOTS if self.day else 0
        drawn = "|".join(f"'l{(first + number) % LOTS}'" for number in range(self.share))
        parts = [f"({query})"] if query else []
        if self.share < LOTS:
            parts.append(f"({drawn})")
        values: dict[str, Any] = {"most": FETCHED_MAX + 1}
        wheres = []
        if parts:
            wheres.append("l.words @@ CAST(:asked AS tsquery)")
            values["asked"] = "&".join(parts)
        for name, value, where in conditions(self.within):
            wheres.append(where)
            values[name] = value
        met = ", ".join(self._met(number, values) for number in range(len(self.groups)))
        statement = FITS.format(met=met, wheres="".join(f" AND {where}" for where in wheres))
        return [Fit._make(row) for row in self.session.execute(text(statement), values)]

    def _met(self, number: int, values: dict[str, Any]) -> str:
        """In which of its ways a word is met, as a CASE: the best way is the first that is true."""
        cases = []
        for way, (match, place) in enumerate(self.ways[number], start=1):
            values[f"met_{number}_{way}"] = self.groups[number].meeting_query(match, place)
            cases.append(f"WHEN l.words @@ CAST(:met_{number}_{way} AS tsquery) THEN {way}")
        return f"CASE {' '.join(cases)} ELSE 0 END"

    def relevance(self, fit: Fit) -> float:
        """How well a good fits, by the figures of `rules.ranking`."""
        key = (tuple(fit.met), fit.title_words)
        if key not in self.rated:
            self.rated[key] = self._rate(*key)
        return self.rated[key]

    def _rate(self, met: tuple[int, ...], title_words: int) -> float:
        if not self.groups:
            return 1.0
        ways = [meetings[way - 1] if way else None for way, meetings in zip(met, self.ways, strict=True)]
        lost = self.asked.unknown
        return ranking.relevance(
            [ranking.value(way[1], way[0]) if way else 0.0 for way in ways] + [0.0] * len(lost),
            [ranking.rarity(group.listings) for group in self.groups] + [ranking.rarity(0)] * len(lost),
            title_words=title_words,
            met_in_title=sum(way is not None and way[1] is Field.TITLE for way in ways),
        )

    def candidate(self, fit: Fit) -> Candidate:
        """A good as the order sees it."""
        favored = ranking.favored(state_code=fit.state_code, verified_at=fit.verified_at, at=self.at)
        return Candidate(fit.id, fit.artisan_id, self.relevance(fit), favored)

    def scaled(self, count: int) -> int:
        """A count of goods looked at as a count of all; of two figures where it is estimated."""
        if self.share == LOTS:
            return count
        whole = count * LOTS // self.share
        size = 10 ** max(len(str(whole)) - 2, 0)
        return int(round(whole / size) * size)


def _ordered(finder: _Finder, fits: Sequence[Fit], sort: Sort) -> list[Fit]:
    """The goods in the order asked for."""
    if sort is Sort.BEST:
        by_id = {fit.id: fit for fit in fits}
        return [by_id[each] for each in ranking.arrange(map(finder.candidate, fits), finder.day)]
    by: dict[Sort, Callable[[Fit], Any]] = {
        Sort.NEWEST: lambda fit: (-fit.published_at.timestamp(), fit.id),
        Sort.CHEAPEST: lambda fit: (fit.price_paise, fit.id),
        Sort.DEAREST: lambda fit: (-fit.price_paise, fit.id),
    }
    return sorted(fits, key=by[sort])


def _key(last: Fit, day: date | None, place: int) -> str:
    """Where the next page begins: after this good, or at this place if it is gone, in that day's order."""
    return f"{day.toordinal() if day else 0:x}-{place:x}-{last.id.hex}"


def _read(key: str | None) -> tuple[int, int, UUID] | None:
    ordinal, _, rest = (key or "").partition("-")
    place, _, listing = rest.partition("-")
    try:
        return int(ordinal, 16), int(place, 16), UUID(listing)
    except ValueError:
        return None


def _day_of(key: str | None) -> date | None:
    """The day whose order a key goes on in; None for none, and for a day that cannot be."""
    read = _read(key)
    return date.fromordinal(read[0]) if read and 700_000 < read[0] < 1_000_000 else None


def _place_after(ordered: Sequence[Fit], key: str | None) -> int:
    read = _read(key)
    if read is None:
        return 0
    return next((at + 1 for at, fit in enumerate(ordered) if fit.id == read[2]), max(read[1], 0))

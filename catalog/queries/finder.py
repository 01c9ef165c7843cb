"""The goods that fit a search as it was understood: the statements it takes, and what each good is worth."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from zlib import crc32

from sqlalchemy import text
from sqlalchemy.orm import Session

from catalog.queries.narrowing import Condition, Fit, Narrowed, both, conditions
from catalog.queries.words import Asked
from catalog.rules import ranking
from catalog.rules.artisan import ArtisanStatus
from catalog.rules.listing import ListingStatus
from catalog.rules.ranking import Candidate, Field
from catalog.rules.search import LOTS
from kit.clock import business_day
from people.queries.places import district_of_pin

CANDIDATES_MAX = 600
STORIES_BELOW = 24  # fewer goods than this, and stories are read too
FETCHED_MAX = 2 * CANDIDATES_MAX
DRAWN_MAX = 16  # lots
# The day a piece is ready, as `rules.making.days_until_ready` says it: lead days, the queue, days away.
READY = """
    CROSS JOIN LATERAL (SELECT CAST(:today AS date) + l.days_to_make AS plain, l.next_free_on + 5 AS saturday,
        l.made_to_order AND l.next_free_on IS NOT NULL AS queued) AS made
    CROSS JOIN LATERAL (SELECT made.plain + CASE WHEN a.away_to >= CAST(:today AS date) AND a.away_from <= made.plain
        THEN a.away_to - greatest(a.away_from, CAST(:today AS date)) + 1 ELSE 0 END AS soonest) AS away
    CROSS JOIN LATERAL (SELECT coalesce(
        CASE WHEN NOT made.queued OR l.next_free_on <= date_trunc('week', away.soonest) THEN away.soonest
        WHEN made.saturday BETWEEN a.away_from AND a.away_to THEN a.away_to + 1 ELSE made.saturday END
        - CAST(:today AS date), l.days_to_make) AS days) AS ready
"""
FITS = f"""
    SELECT l.id, l.artisan_id, l.district_id, d.state_code, a.gst_kind, c.family_id, l.materials, l.price_paise,
           l.made_to_order, ready.days,
           CASE WHEN l.proofs <> '{{{{}}}}' THEN ARRAY(SELECT jsonb_object_keys(l.proofs)) END, l.published_at,
           a.verified_at, l.title_words,
           CAST(ARRAY[{{met}}] AS int[])
    FROM listings l JOIN artisans a ON a.id = l.artisan_id
    JOIN districts d ON d.id = l.district_id JOIN crafts c ON c.id = l.craft_id{READY}
    WHERE l.status = '{ListingStatus.PUBLISHED}' AND a.status = '{ArtisanStatus.VERIFIED}'{{wheres}}
    {{order}}LIMIT :most
"""  # noqa: S608 - nothing of the reader's is in it


def share_of(expected: int) -> int:
    """Of 64 lots, how many are looked at where so many goods are expected: all, or a few.

    Many would cost more than all: the index weighs each of them for each good.
    """
    if expected <= FETCHED_MAX:
        return LOTS
    return max(1, min(DRAWN_MAX, LOTS * CANDIDATES_MAX // expected))


class Finder:
    """One search over the goods: the statements it takes, and what each good is worth."""

    def __init__(self, session: Session, asked: Asked, day: date | None, at: datetime | None) -> None:
        self.session, self.asked, self.day, self.at = session, asked, day, at
        self.groups = [group for group in asked.groups if group.alternatives]
        self.ways = [group.meetings() for group in self.groups]
        self.partly = bool(asked.unknown)
        self.any_word = False
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
            self.partly = self.any_word = True
            any_word = "|".join(group.query() for group in self.groups)
            fits = self._gather(any_word, sum(group.listings for group in self.groups))
            fits = [fit for fit in fits if self.has_enough(fit)]
        return fits

    def narrowed(self, narrowed: Narrowed, *, expected: int) -> list[Fit]:
        """Those of all goods that were chosen, asked for anew where only a part of all was looked at."""
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
        return self._rows(query, [f"'{lot}'" for lot in self._drawn()] if self.share < LOTS else [])

    def _drawn(self) -> list[str]:
        first = crc32(self.day.isoformat().encode()) % LOTS if self.day else 0
        return [f"l{(first + number) % LOTS}" for number in range(self.share)]

    def walk(self, order: str, most: int, *where: Condition) -> list[Fit]:
        """All goods that fit, not those of some lots only, in an order of SQL: the first of them."""
        return self._rows(self.query, [], *where, most=most, order=f"ORDER BY {order} ")

    def _rows(
        self, query: str, lots: list[str], *more: Condition, most: int | None = None, order: str = ""
    ) -> list[Fit]:
        """Goods that fit a tsquery and are within what is looked at, of these lots or of all."""
        parts = [f"({query})"] if query else []
        if lots:
            parts.append(f"({'|'.join(lots)})")
        today = business_day(self.at) if self.at else None
        values: dict[str, Any] = {"most": most or FETCHED_MAX + 1, "today": today}
        wheres = []
        if parts:
            wheres.append("l.words @@ CAST(:asked AS tsquery)")
            values["asked"] = "&".join(parts)
        for told, where in (*conditions(self.within, today), *more):
            wheres.append(where)
            values |= told
        met = ", ".join(self._met(number, values) for number in range(len(self.groups)))
        statement = FITS.format(met=met, wheres="".join(f" AND {where}" for where in wheres), order=order)
        return [Fit._make(row) for row in self.session.execute(text(statement), values).all()]

    def _met(self, number: int, values: dict[str, Any]) -> str:
        """In which of its ways a word is met, as a CASE: the best way is the first that is true."""
        cases = []
        for way, (match, place) in enumerate(self.ways[number], start=1):
            values[f"met_{number}_{way}"] = self.groups[number].meeting_query(match, place)
            cases.append(f"WHEN l.words @@ CAST(:met_{number}_{way} AS tsquery) THEN {way}")
        return f"CASE {' '.join(cases)} ELSE 0 END"

    def has_enough(self, fit: Fit) -> bool:
        """Whether a good has enough of the words, where not all of them are wanted."""
        return not self.any_word or self.relevance(fit) >= ranking.PART_MIN

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

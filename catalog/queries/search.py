"""Finding goods by words: those that fit, in the order of `rules.ranking`, with counts to narrow them by.

A search looks at no more than CANDIDATES_MAX goods, so that it costs the same in a small shop and in a large one.
Where more fit, it takes those whose lots are drawn that day, and says "about"; by price and by day of publication
all of them stand in their order even then. Stories are read only when the other words find less than a page.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy.orm import Session

from catalog.queries.finder import Finder
from catalog.queries.narrowing import Arrival, Condition, Fit, facets_of, standing_marks, those
from catalog.queries.narrowing import Choice as Choice
from catalog.queries.narrowing import Narrowed as Narrowed
from catalog.queries.shelf import PAGE_MAX, Card, cards_of
from catalog.queries.words import Asked, understand
from catalog.rules import ranking
from catalog.rules.search import LOTS, Sort
from kit.clock import business_day

EVERYTHING = Narrowed()
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)
PLACE_MAX = 2**56
STRETCH = 96  # goods read at once of those that stand in an order
STRETCHES_MAX = 6  # so many, where most have too few of the words


class Order(NamedTuple):
    """An order by one figure: the figure, how PostgreSQL says it, and whether the largest comes first."""

    figure: Callable[[Fit], int]
    column: str
    falling: bool


ORDERS: dict[Sort, Order] = {
    Sort.NEWEST: Order(lambda fit: (fit.published_at - EPOCH) // MICROSECOND, "l.published_at", falling=True),
    Sort.CHEAPEST: Order(lambda fit: fit.price_paise, "l.price_paise", falling=False),
    Sort.DEAREST: Order(lambda fit: fit.price_paise, "l.price_paise", falling=True),
}


@dataclass
class Found:
    """What a search found: one page of cards, and everything around them."""

    asked: Asked
    cards: list[Card] = field(default_factory=list)
    total: int = 0
    about: bool = False  # counted from a part, by lot
    partly: bool = False  # nothing has every word: these have some
    facets: dict[str, list[Choice]] = field(default_factory=dict)
    without: dict[str, int] = field(
        default_factory=dict
    )  # by choice made: how many goods there are without it
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
    arrivals: Sequence[Arrival] = (),
) -> Found:
    """One page of what fits a search. `after` is the `next_key` of the page before; a key nobody made begins anew.

    `at` is the reader's moment: its Indian day draws the lots, and marks count that stand on it. `arrivals` are the
    days by which goods can be asked to come. Six to eleven statements.
    """
    today = business_day(at) if at else None
    finder = Finder(session, understand(session, asked), _day_of(after) or today, at)
    fits = finder.fits()
    found = Found(finder.asked, partly=finder.partly, about=finder.share < LOTS)
    if not fits:
        return found
    marks = standing_marks(session, fits, today) if faceted or narrowed.mark else {}
    share = finder.share
    chosen = those(fits, narrowed, marks)
    if narrowed and share < LOTS:
        chosen = finder.narrowed(narrowed, expected=len(chosen) * LOTS // share)
    found.total, found.about = finder.scaled(len(chosen)), finder.share < LOTS
    page, found.next_key = _page(finder, chosen, sort, after, min(limit, PAGE_MAX))
    found.cards = cards_of(session, [fit.id for fit in page], locale=locale)
    if faceted:
        finder.share = share
        found.facets, found.without = facets_of(
            session, fits, narrowed, marks=marks, arrivals=arrivals, scaled=finder.scaled
        )
    return found


def _page(
    finder: Finder, chosen: Sequence[Fit], sort: Sort, after: str | None, limit: int
) -> tuple[list[Fit], str]:
    """One page of the goods in the order asked for, and the key of the next; no key at the end."""
    order = ORDERS.get(sort)
    if order is None:
        return _best(finder, chosen, after, limit)
    read = _read(after)
    place = (read[1], read[2]) if read else None
    if finder.share < LOTS:
        goods = [each for each, _ in zip(_walked(finder, order, place), range(limit + 1), strict=False)]
    else:
        goods = sorted(chosen, key=lambda fit: (order.figure(fit), fit.id), reverse=order.falling)
        if place is not None:
            goods = [fit for fit in goods if ((order.figure(fit), fit.id) < place) is order.falling]
            goods = [fit for fit in goods if fit.id != place[1]]
    page = goods[:limit]
    onward = _key(finder.day, order.figure(page[-1]), page[-1].id) if len(goods) > limit else ""
    return page, onward


def _best(finder: Finder, chosen: Sequence[Fit], after: str | None, limit: int) -> tuple[list[Fit], str]:
    """The best that fit, as `rules.ranking` puts them that day."""
    ordered = ranking.arrange(map(finder.candidate, chosen), finder.day)
    by_id = {fit.id: fit for fit in chosen}
    begin = _place_after(ordered, after)
    page = ordered[begin : begin + limit]
    further = page and begin + len(page) < len(ordered)
    return [by_id[each] for each in page], _key(finder.day, begin + len(page), page[-1]) if further else ""


def _walked(finder: Finder, order: Order, place: tuple[int, UUID] | None) -> Iterator[Fit]:
    """All goods in their order after a place, also where a search looks at a part only; an index has the order."""
    direction = "DESC" if order.falling else "ASC"
    for _ in range(STRETCHES_MAX):
        where = [_beyond(order, place)] if place is not None else []
        rows = finder.walk(f"{order.column} {direction}, l.id {direction}", STRETCH, *where)
        yield from (fit for fit in rows if finder.has_enough(fit))
        if len(rows) < STRETCH:
            return
        place = order.figure(rows[-1]), rows[-1].id


def _beyond(order: Order, place: tuple[int, UUID]) -> Condition:
    figure: Any = place[0]
    if order.column == "l.published_at":
        figure = EPOCH + figure * MICROSECOND
    sign = "<" if order.falling else ">"
    return {"figure": figure, "past": place[1]}, f"({order.column}, l.id) {sign} (:figure, :past)"


def _key(day: date | None, place: int, listing: UUID) -> str:
    """Where the next page begins: after this good, or at this place if it is gone, in that day's order."""
    return f"{day.toordinal() if day else 0:x}-{place:x}-{listing.hex}"


def _read(key: str | None) -> tuple[int, int, UUID] | None:
    ordinal, _, rest = (key or "").partition("-")
    place, _, listing = rest.partition("-")
    try:
        read = int(ordinal, 16), int(place, 16), UUID(listing)
    except ValueError:
        return None
    return read if 0 <= read[1] < PLACE_MAX else None


def _day_of(key: str | None) -> date | None:
    """The day whose order a key goes on in; None for none, and for a day that cannot be."""
    read = _read(key)
    return date.fromordinal(read[0]) if read and 700_000 < read[0] < 1_000_000 else None


def _place_after(ordered: Sequence[UUID], key: str | None) -> int:
    read = _read(key)
    if read is None:
        return 0
    return next((at + 1 for at, each in enumerate(ordered) if each == read[2]), read[1])

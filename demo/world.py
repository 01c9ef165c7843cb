"""The demo world, step by step: who joins, what is made, what is asked for, sold and sent.

Every step is one transaction and finds itself done, so a world that was cut short is finished by the next start.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import text
from sqlalchemy.orm import Session

from catalog.actions.words import count_words
from demo.deeds.bank import Bank
from demo.deeds.complaints import complain
from demo.deeds.goods import first_forms
from demo.deeds.helping import bring_in, facilitator_in
from demo.deeds.life import go_on, goes_on
from demo.deeds.malls import ask, open_doors, ring
from demo.deeds.orders import buy
from demo.deeds.people import hire
from demo.deeds.places import Places, read_places
from demo.deeds.registry import enter, name_it
from demo.deeds.workshops import ask_to_join, open_workshop
from demo.drawings.drawing import write_drawings
from demo.people.keys import read_keys
from demo.people.makers import Maker, makers, newcomers
from demo.people.staff import MALLS
from demo.plots.complaints import COMPLAINTS
from demo.plots.malls import ASKED, RUNG
from demo.plots.orders import TOUR, Bought, diced, known_only
from demo.plots.registry import NOMINATED, PLACES
from kit.db import transaction

DRAWINGS = "drawings"
HIRED_DAYS = 150
MALLS_OPENED_DAYS = 45
ENTERED_DAYS = 30
FIRST_MAKERS_DAYS, LAST_MAKERS_DAYS = 120, 3
MARKET_DAYS = 24  # makers begin on so many days between those two
EARLY = 12  # orders are of the makers of the first so many market days
NEWCOMERS_DAYS = 1
GOES_ON_DAYS = 0.5
ANALYZED = (
    "people, grants, artisans, listings, listing_texts, variants, photos, levels, moves, orders, order_lines,"
    " fulfillments, postings, events"
)

Deed = Callable[[Session], object]


class Step(NamedTuple):
    """One transaction of the making, and what it makes, in words."""

    words: str
    deed: Deed


def make(
    home: Path, *, at: datetime, cast: Sequence[Maker] | None = None, bank: Bank | None = None
) -> Iterator[tuple[int, int, str]]:
    """Make the world, or what is missing of it; yields (step, of how many, words) after each.

    `cast` are the makers who live in it, all if not said; orders and consignments are those of their goods;
    they are paid at `bank`. The caller has bound the database and the keys. Raises RegistryMissing.
    """
    living = makers() if cast is None else tuple(cast)
    with transaction() as session:
        places = read_places(session)
    write_drawings(home / DRAWINGS)
    steps = [*_people_and_goods(home, living, places, at=at)]
    later = _what_happens(living, places, bank or Bank(), at=at)
    total = 1 + len(steps) + len(later) + 1
    yield 1, total, "drawings"
    for number, step in enumerate(steps, start=2):
        _do(step)
        yield number, total, step.words
    with transaction() as session:
        forms = first_forms(session, [good for maker in living for good in maker.goods])
    for number, (words, deed) in enumerate(later, start=2 + len(steps)):
        _do(Step(words, partial(deed, forms=forms)))
        yield number, total, words
    with transaction() as session:
        # The planner knows nothing of rows that have just come. This commit is waited for, and all before it with it.
        session.execute(text(f"ANALYZE {ANALYZED}"))
        count_words(session)  # as beat does every hour
    yield total, total, "all done"


def _do(step: Step) -> None:
    """One step, whose commit is not waited for: what a crash takes, the next start makes again."""
    with transaction() as session:
        session.execute(text("SET LOCAL synchronous_commit = off"))
        step.deed(session)


def _people_and_goods(home: Path, living: Sequence[Maker], places: Places, *, at: datetime) -> Iterator[Step]:
    keys = read_keys(home)
    yield Step("the staff", partial(hire, keys=keys, places=places, at=_ago(at, HIRED_DAYS)))
    for number, plot in enumerate(NOMINATED, start=1):
        yield Step(plot.name, partial(name_it, plot=plot, number=number, places=places, at=at))
    for place in PLACES:
        yield Step(place.name, partial(enter, plot=place, places=places, at=_ago(at, ENTERED_DAYS)))
    for maker in sorted(living, key=market_day):  # a day's tariff is read once
        words = f"{maker.district}, {maker.state}"
        began = _ago(at, began_days(maker))
        yield Step(words, partial(open_workshop, maker=maker, places=places, at=began))
    for maker in newcomers():
        began = _ago(at, NEWCOMERS_DAYS)
        joins = bring_in if facilitator_in(maker) else ask_to_join
        yield Step("those who wait for an officer", partial(joins, maker=maker, places=places, at=began))
    for mall in MALLS:
        opened = _ago(at, MALLS_OPENED_DAYS)
        yield Step(mall.name, partial(open_doors, mall=mall, places=places, at=opened))


def _what_happens(
    living: Sequence[Maker], places: Places, bank: Bank, *, at: datetime
) -> list[tuple[str, Callable[..., object]]]:
    """Orders, consignments and shifts, in the order they began; each is told which variant is which good."""
    goods = [good for maker in living for good in maker.goods]
    made = {good.slug for good in goods}
    early = [maker for maker in makers() if market_day(maker) < EARLY]
    bought: list[Bought] = known_only([*TOUR, *diced(early)], goods)
    happened: list[tuple[float, str, Callable[..., object]]] = [
        (plot.days, "orders", partial(buy, plot=plot, places=places, bank=bank, at=at)) for plot in bought
    ]
    happened += [(plot.days, "complaints", partial(complain, plot=plot, at=at)) for plot in COMPLAINTS]
    happened += [
        (plot.days, "consignments", partial(ask, plot=plot, places=places, at=at))
        for plot in ASKED
        if plot.slug in made
    ]
    happened += [
        (plot.days, "sales in the malls", partial(ring, plot=plot, places=places, at=at))
        for plot in RUNG
        if all(slug in made for sale in plot.sales for slug in sale)
    ]
    happened += [
        (GOES_ON_DAYS, "what goes on in workshops", partial(go_on, maker=maker, at=_ago(at, GOES_ON_DAYS)))
        for maker in living
        if goes_on(maker)
    ]
    return [(words, deed) for _, words, deed in sorted(happened, key=lambda each: -each[0])]


def market_day(maker: Maker) -> int:
    """On which market day a maker begins; those of the tour on the first, neighbors on different ones."""
    return 0 if maker.plays else maker.serial % MARKET_DAYS


def began_days(maker: Maker) -> float:
    """How many days ago a maker began."""
    span = FIRST_MAKERS_DAYS - LAST_MAKERS_DAYS
    return FIRST_MAKERS_DAYS - span * market_day(maker) / (MARKET_DAYS - 1)


def _ago(at: datetime, days: float) -> datetime:
    return at - timedelta(days=days)

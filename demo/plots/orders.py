"""Who ordered what, how long ago: the tour's makers by hand, the rest of India by dice."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

from demo.goods import Good
from demo.people.buyers import BUYERS, Buyer
from demo.people.makers import Maker
from tax.rules import SellerKind

ANANYA, RAHUL, SHARMISTHA, DEVENDRA = BUYERS
AJRAKH = "ajrakh-cotton-stole-indigo-and-madder-star-grid"
HORSE = "bankura-terracotta-horse-panchmura-14-inch-pair"
BATIK = "ujjain-batik-cotton-saree-crackle-ground-maroon"
CHANDERI = "chanderi-dupatta-tissue-edge-peacock-blue"
KHURJA = "khurja-hand-painted-stoneware-dinner-plates-blue-vine-set-of-4"
TEA = "darjeeling-tea-first-flush-whole-leaf-100-g"

DICED = 36
DICED_DAYS = (1, 40)
STOCK_LEAST = 12  # a good with fewer pieces is left to visitors
PRICE_MOST_PAISE = 6_000_00
DECLINES_OF_TEN = 1


@dataclass(frozen=True, kw_only=True)
class Bought:
    """An order: so many pieces of each good (by slug), `days` ago.

    `guest`: without signing in. Unpaid ones expire. Makers of goods in `declined` cannot send.
    """

    name: str
    buyer: Buyer
    goods: tuple[tuple[str, int], ...]
    days: float
    guest: bool = False
    paid: bool = True
    declined: frozenset[str] = frozenset()


def _of(name: str, buyer: Buyer, days: float, *slugs: str, **more: bool | frozenset[str]) -> Bought:
    goods = tuple((slug, 1) for slug in slugs)
    return Bought(name=name, buyer=buyer, goods=goods, days=days, **more)  # type: ignore[arg-type]


TOUR = (
    _of("stole waits", ANANYA, 0.2, AJRAKH),
    _of("stole accepted", RAHUL, 0.9, AJRAKH, KHURJA),
    _of("stole packed", SHARMISTHA, 1.6, AJRAKH, guest=True),
    _of("stole sent", DEVENDRA, 3.0, AJRAKH, BATIK),
    _of("stole came", ANANYA, 7.5, AJRAKH, CHANDERI),
    _of("stole paid", RAHUL, 16, AJRAKH),
    _of("stole paid before", ANANYA, 24, AJRAKH, BATIK),
    _of("stole paid first", SHARMISTHA, 33, AJRAKH, HORSE),
    _of("stole cannot be sent", DEVENDRA, 20, AJRAKH, KHURJA, declined=frozenset({AJRAKH})),
    _of("horse waits", SHARMISTHA, 0.3, HORSE),
    _of("horse sent", SHARMISTHA, 4, HORSE, TEA),
    _of("horse came", SHARMISTHA, 9, HORSE, guest=True),
    _of("horse paid", SHARMISTHA, 19, HORSE),
    _of("saree waits", DEVENDRA, 0.4, BATIK),
    _of("saree packed", RAHUL, 1.9, BATIK),
    _of("saree came", ANANYA, 8, BATIK),
    _of("saree paid", DEVENDRA, 21, BATIK),
    _of("saree cannot be sent", RAHUL, 27, BATIK, declined=frozenset({BATIK})),
    _of("nobody paid for stoles", RAHUL, 5, AJRAKH, paid=False),
    _of("nobody paid for plates", ANANYA, 11, KHURJA, BATIK, guest=True, paid=False),
    _of("about to pay", SHARMISTHA, 0.005, TEA, paid=False),
)


def diced(early: Sequence[Maker]) -> list[Bought]:
    """Orders of the last weeks from makers who have sold since long; each good is ordered once."""
    dice = random.Random("zila-haat orders")
    free = [
        (maker, good)
        for maker in early
        for good in maker.goods
        if not maker.plays and good.stock_qty >= STOCK_LEAST and good.price_paise <= PRICE_MOST_PAISE
    ]
    plots = []
    for number in range(DICED):
        buyer = dice.choice(BUYERS)
        days = dice.uniform(*DICED_DAYS)
        offered = [pair for pair in free if _sells_to(pair[0], buyer)]
        chosen = dice.sample(offered, min(len(offered), dice.choice((1, 1, 2, 3))))
        declines = dice.randrange(10) < DECLINES_OF_TEN
        if not chosen:
            continue
        for pair in chosen:
            free.remove(pair)
        plots.append(
            Bought(
                name=f"diced {number}",
                buyer=buyer,
                goods=tuple((good.slug, dice.choice((1, 1, 2))) for _, good in chosen),
                days=days,
                guest=dice.random() < 0.3,
                declined=frozenset({chosen[0][1].slug}) if declines else frozenset(),
            )
        )
    return plots


def _sells_to(maker: Maker, buyer: Buyer) -> bool:
    """Whether the law lets a maker send there: an enrolled one sells within the State (docs/tax.md)."""
    return maker.gst_kind is SellerKind.REGULAR or maker.state == buyer.state


def known_only(plots: Sequence[Bought], goods: Sequence[Good]) -> list[Bought]:
    """The plots whose goods are all made in this world, which may be a small one."""
    made = {good.slug for good in goods}
    return [plot for plot in plots if {slug for slug, _ in plot.goods} <= made]

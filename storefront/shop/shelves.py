"""What several pages show alike: a shelf of cards page by page, families with their cloth."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NamedTuple

from flask import g, request, url_for

from catalog.queries.marks import tell_marks
from catalog.queries.registry import FamilyLine, families
from catalog.queries.shelf import Card, cards, tell_shares
from kit.clock import business_day
from storefront.words.tongues import reading
from tax.queries import tariff

SHELF = 24
ART = {  # family → the cloth on its bolt
    "weaves": "weave",
    "carpets": "weave",
    "embroidery": "weave",
    "ikat": "ikat",
    "block_print": "print",
    "clay": "clay",
    "stone": "clay",
    "glass": "clay",
    "metal": "metal",
    "jewellery": "metal",
    "wood_lac": "wood",
    "leather": "wood",
    "other_goods": "wood",
    "cane_bamboo": "cane",
    "paper_toys": "cane",
    "painting": "paint",
    "spices": "spice",
    "tea_coffee": "spice",
    "oils_attar": "spice",
}
ART_OF_FOOD = "food"


class Shelf(NamedTuple):
    """Cards of one page, and the way on and back."""

    goods: list[Card]
    next_href: str
    first_href: str


@dataclass(frozen=True)
class FamilyShelf:
    """A family of crafts with how much of it is on sale."""

    id: str
    slug: str
    name_en: str
    name_hi: str
    goods: int
    art: str


def shelf(limit: int = SHELF, **narrowed: Any) -> Shelf:
    """The page of the shelf that the address asks for, each card with its maker's share."""
    after = request.args.get("after")
    found = cards(g.session, locale=reading(), after=after, limit=limit + 1, **narrowed)
    goods = with_shares(found[:limit])
    onward = {**(request.view_args or {}), **request.args.to_dict(), "after": goods[-1].key if goods else ""}
    first = {name: value for name, value in onward.items() if name != "after"}
    assert request.endpoint is not None
    return Shelf(
        goods,
        url_for(request.endpoint, **onward) if len(found) > limit else "",
        url_for(request.endpoint, **first) if after else "",
    )


def with_shares(goods: list[Card]) -> list[Card]:
    """The cards, each told what its maker gets and which marks stand today."""
    if goods:
        tell_shares(goods, tariff(g.session, g.now))
        tell_marks(g.session, goods, on=business_day(g.now))
    return goods


def family_shelves(on_sale: dict[str, int]) -> list[FamilyShelf]:
    """All families of goods, in the order of the shop."""
    return [family_shelf(family, on_sale.get(family.id, 0)) for family in families(g.session)]


def family_shelf(family: FamilyLine, goods: int) -> FamilyShelf:
    """One family with its cloth."""
    art = ART.get(family.id, ART_OF_FOOD)
    return FamilyShelf(family.id, family.slug, family.name_en, family.name_hi, goods, art)

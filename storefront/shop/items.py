"""The registry item by item: the page of one State, district, product, family, GI good or cluster, as CSV and JSON.

Both say the same lines. A line has the part it belongs to, a name, a value, an address of ours and a note.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any, NamedTuple

from flask import abort, g, url_for

from catalog.queries.clusters import ClusterLine, cluster_page, clusters
from catalog.queries.history import products_as_of
from catalog.queries.made_by import MakerLine, makers_of
from catalog.queries.open_data import GI, LGD, ODOP, OURS, PMFME, Source
from catalog.queries.products import (
    Placed,
    family_page,
    gi_page,
    product_key,
    product_page,
    product_seen,
)
from catalog.queries.registry import ProductLine, district_page, family_by_slug
from catalog.queries.shelf import Card, cards, counts
from catalog.queries.states import state_page
from people.queries.places import DistrictLine, state_by_slug
from people.rules.places import slug as slug_of
from storefront.linked import rupees, whole
from storefront.shop.cloth import states_around
from storefront.shop.open_files import LICENSE, cell, open_file

GOODS_MAX = 60
HEAD = ("part", "name", "value", "address", "note")


class Line(NamedTuple):
    """One line of an item; a fact, or something that belongs to it."""

    part: str
    name: str
    value: Any = ""
    address: str = ""
    note: str = ""


class Item(NamedTuple):
    """One thing of the registry with all that its page says."""

    name: str
    page: str
    lines: list[Line]
    sources: tuple[Source, ...]


def state_item(key: str, day: date | None) -> Item:
    """A State. 404 for an address that names none."""
    found = state_by_slug(g.session, key) or abort(404)
    page = state_page(g.session, found, day)
    near = states_around(key)
    home = {one.id: one.name for one in page.districts}
    named = [line for lines in page.products.values() for line in lines]
    return Item(
        found.name,
        url_for(".state", slug=key),
        [
            *_facts(
                code=found.code,
                name_hi=found.name_hi,
                lgd_code=found.lgd_code,
                iso=found.iso,
                is_ut=found.is_ut,
            ),
            *_facts(listings_on_sale=counts(g.session).by_state.get(found.code, 0)),
            *_districts("district", page.districts),
            *(_product(line, home.get(line.district_id, "")) for line in named),
            *(Line("gi_good", one.name, one.category.value, _gi(one.name)) for one in page.gi_goods),
            *_clusters(page.clusters),
            *_makers(page.makers),
            *_listings(cards(g.session, state=found.code, limit=GOODS_MAX)),
            *(Line("neighbour", one.name, one.code, url_for(".state", slug=one.slug)) for one in near),
        ],
        (LGD, ODOP, PMFME, GI, OURS),
    )


def district_item(key: str, day: date | None) -> Item:
    """A district. 404 for an address that names none."""
    page = district_page(g.session, key) or abort(404)
    own = page.district
    products = products_as_of(g.session, own.id, day) if day else page.products
    return Item(
        own.name,
        url_for(".district", slug=key),
        [
            *_facts(
                state=page.state.name,
                state_code=page.state.code,
                lgd_code=own.lgd_code,
                status=own.status.value,
            ),
            *_facts(latitude=own.latitude, longitude=own.longitude, point_kind=own.point_kind.value),
            *_facts(listings_on_sale=counts(g.session).by_district.get(own.id, 0)),
            *(_product(line, own.name) for line in products),
            *_clusters(clusters(g.session, district=own.id, day=day)),
            *_makers(makers_of(g.session, districts=[own.id])),
            *_listings(cards(g.session, district=own.id, limit=GOODS_MAX)),
            *_districts("neighbour", page.neighbours),
        ],
        (LGD, ODOP, PMFME, GI, OURS),
    )


def product_item(key: str, day: date | None) -> Item:
    """A product of a district, one taken out too. 404 for a number that was never given."""
    number = re.match(r"[0-9]{1,15}(?=-|$)", key) or abort(404)
    page = product_page(g.session, int(number[0])) or abort(404)
    line = product_seen(g.session, page, day) or abort(404)
    named = page.nomination
    return Item(
        line.name,
        url_for(".product_of_district", key=product_key(line.id, line.name)),
        [
            *_facts(district=page.district.name, state=page.state.name, sector=line.sector.value),
            *_facts(craft=line.craft_id, standing=line.standing.value, source=line.source_note),
            *_facts(gi_tagged=line.gi_tagged.value, gi_name=line.gi_name),
            *_facts(taken_out_on=page.retired_at.date().isoformat() if page.retired_at else None),
            *(
                _facts(story=named.story, story_source=f"{named.source}, {named.source_date}")
                if named
                else []
            ),
            *_clusters(page.clusters),
            *(_placed("same_craft_in_the_state", one) for one in page.cluster),
            *_makers(page.makers),
            *_listings(cards(g.session, product=line.id, limit=GOODS_MAX)),
            *(_product(one, page.district.name, "also_of_the_district") for one in page.siblings),
            *_districts("neighbour", page.neighbours),
        ],
        (LGD, ODOP, PMFME, GI, OURS),
    )


def family_item(key: str, day: date | None) -> Item:
    """A craft family. 404 for an address that names none."""
    found = family_by_slug(g.session, key) or abort(404)
    page = family_page(g.session, found, most=None)
    return Item(
        found.name_en,
        url_for(".family", slug=key),
        [
            *_facts(id=found.id, name_hi=found.name_hi, products=page.named, districts=page.districts),
            *_facts(listings_on_sale=counts(g.session).by_family.get(found.id, 0)),
            *(
                Line("craft", one.name_en, one.id, url_for(".family", slug=key, craft=one.slug))
                for one in page.crafts
            ),
            *(_placed("product", one) for one in page.products),
            *_makers(page.makers),
            *_listings(cards(g.session, family=found.id, limit=GOODS_MAX)),
            *(Line("neighbour", one.name_en, one.id, url_for(".family", slug=one.slug)) for one in page.kin),
        ],
        (ODOP, PMFME, GI, OURS),
    )


def gi_item(key: str, day: date | None) -> Item:
    """A geographical indication. 404 for an address that names none."""
    page = gi_page(g.session, key) or abort(404)
    goods = [
        card for one in page.products for card in cards(g.session, product=one.product_id, limit=GOODS_MAX)
    ]
    return Item(
        page.good.name,
        url_for(".gi_good", slug=key),
        [
            *_facts(list_serial_no=page.good.list_serial_no, category=page.good.category.value),
            *(Line("state", one.name, one.code, url_for(".state", slug=one.slug)) for one in page.states),
            *(_placed("product", one) for one in page.products),
            *_makers(page.makers),
            *_listings(goods[:GOODS_MAX]),
            *(Line("neighbour", one.name, one.category.value, _gi(one.name)) for one in page.siblings),
        ],
        (GI, OURS),
    )


def cluster_item(key: str, day: date | None) -> Item:
    """A cluster, one taken out too. 404 for an address that names none, or none on that day."""
    page = cluster_page(g.session, key, day) or abort(404)
    facts = page.facts
    return Item(
        facts.name,
        url_for(".cluster", slug=key),
        [
            *_facts(state=page.state.name, craft=facts.craft_id, story=facts.story, source=facts.source),
            *_facts(source_date=facts.source_date.isoformat(), taken_out_because=facts.retired_because),
            *_districts("district", page.districts),
            *_makers(page.makers),
            *_listings(cards(g.session, districts=facts.district_ids, craft=facts.craft_id, limit=GOODS_MAX)),
            *_clusters(page.siblings, "neighbour"),
            *_districts("neighbour", page.neighbours),
        ],
        (LGD, OURS),
    )


ITEMS: dict[str, Callable[[str, date | None], Item]] = {
    "states": state_item,
    "districts": district_item,
    "products": product_item,
    "families": family_item,
    "gi-goods": gi_item,
    "clusters": cluster_item,
}


def as_csv(item: Item) -> Any:
    """The lines as a table."""
    page = io.StringIO()
    writer = csv.writer(page)
    writer.writerow(HEAD)
    for line in item.lines:
        writer.writerow([cell(value) for value in line])
    return open_file(page.getvalue(), "text/csv; charset=utf-8")


def as_json(item: Item, day: date) -> Any:
    """The lines by part: facts as one object, everything else as lists; with sources, licence and the day."""
    parts: dict[str, list[dict[str, Any]]] = {}
    for line in item.lines:
        if line.part != "fact":
            parts.setdefault(line.part, []).append(dict(zip(HEAD[1:], line[1:], strict=True)))
    told = {
        "name": item.name,
        "page": whole(item.page),
        "as_of": day.isoformat(),
        "facts": {line.name: line.value for line in item.lines if line.part == "fact"},
        **parts,
        "sources": [source._asdict() for source in item.sources],
        "licenses": [LICENSE],
    }
    return open_file(json.dumps(told, ensure_ascii=False, indent=1), "application/json")


def _facts(**values: Any) -> list[Line]:
    return [Line("fact", name, value) for name, value in values.items() if value is not None]


def _districts(part: str, lines: Iterable[DistrictLine]) -> list[Line]:
    return [Line(part, one.name, one.state_name, url_for(".district", slug=one.slug)) for one in lines]


def _product(line: ProductLine, district: str, part: str = "product") -> Line:
    address = url_for(".product_of_district", key=product_key(line.id, line.name))
    return Line(part, line.name, district, address, f"{line.standing.value}; {line.source_note}")


def _placed(part: str, one: Placed) -> Line:
    address = url_for(".product_of_district", key=product_key(one.product_id, one.product_name))
    return Line(part, one.product_name, f"{one.district_name}, {one.state_name}", address)


def _clusters(found: Sequence[ClusterLine], part: str = "cluster") -> list[Line]:
    return [
        Line(
            part,
            one.name,
            one.state_name,
            url_for(".cluster", slug=one.slug),
            f"{one.source}, {one.source_date}",
        )
        for one in found
    ]


def _makers(found: Iterable[MakerLine]) -> list[Line]:
    return [Line("maker", one.name, one.district_name, url_for(".maker", slug=one.slug)) for one in found]


def _listings(found: Iterable[Card]) -> list[Line]:
    return [
        Line("listing", one.title, rupees(one.price_paise), url_for(".product", slug=one.slug), "INR")
        for one in found
    ]


def _gi(name: str) -> str:
    return url_for(".gi_good", slug=slug_of(name))

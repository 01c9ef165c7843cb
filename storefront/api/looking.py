"""The search, for programs: the best first, and what it could be narrowed to."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from flask import g

from catalog.queries.narrowing import Arrival
from catalog.queries.registry import family_by_slug
from catalog.queries.search import Choice, Narrowed, find
from catalog.rules.marks import MarkKind
from catalog.rules.materials import Material
from kit.clock import business_day
from orders.rules.arriving import LATEST
from people.queries.places import PinPlace, district_by_slug, place_of_pin
from storefront.api import shapes
from storefront.api.goods import told
from storefront.arrivals import arrival, arrivals
from storefront.words import label

NAMES: dict[str, type[StrEnum]] = {"material": Material, "mark": MarkKind}
PARAMETERS = {"arrival": "by"}  # where a facet and its parameter have two names


def looked_for(query_data: shapes.SearchAsked) -> Any:
    """Pieces that fit the words, in any script or spelling. Facets count all that fits, each as if it were open."""
    asked = query_data
    place = place_of_pin(asked.pin) if asked.pin else None
    narrowed = _narrowed(asked, place)
    if narrowed is None:
        return shapes.Found(items=[], facets={}, next=None, total=0, about=False, partly=False)
    found = find(
        g.session,
        asked.q,
        narrowed=narrowed,
        sort=asked.sort,
        after=asked.after,
        locale=asked.language,
        limit=asked.limit,
        at=g.now,
        arrivals=arrivals(place, business_day(g.now)),
    )
    return shapes.Found(
        items=told(found.cards),
        facets={
            PARAMETERS.get(facet, facet): [_value(facet, each) for each in choices]
            for facet, choices in found.facets.items()
        },
        next=found.next_key or None,
        total=found.total,
        about=found.about,
        partly=found.partly,
    )


def _narrowed(asked: shapes.SearchAsked, to: PinPlace | None) -> Narrowed | None:
    """The choices with the addresses looked up; None when one of them is nowhere, and for a day none can come by."""
    place = district_by_slug(g.session, asked.district) if asked.district else None
    family = family_by_slug(g.session, asked.family) if asked.family else None
    if (asked.district and place is None) or (asked.family and family is None) or (asked.pin and to is None):
        return None
    coming: Arrival | None = None
    if asked.by is not None:
        on = business_day(g.now)
        if to is None or not 0 <= (asked.by - on).days <= LATEST:
            return None
        coming = arrival(asked.by, to.state_code, on)
    return Narrowed(
        state=asked.state,
        district=place.id if place else None,
        family=family.id if family else None,
        material=asked.material,
        mark=asked.mark,
        price=asked.price,
        ready=None if asked.ready is None else asked.ready == "yes",
        days=asked.days,
        arrival=coming,
    )


def _value(facet: str, choice: Choice) -> shapes.FacetValue:
    """A choice as the parameter of the same name takes it: places and families by address, a State by code."""
    value = choice.slug if facet in {"district", "family"} else choice.value
    name = label(NAMES[facet](value)) if facet in NAMES else choice.name
    return shapes.FacetValue(value=value, name=name or choice.value, count=choice.count)

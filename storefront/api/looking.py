"""The search, for programs: the best first, and what it could be narrowed to."""

from __future__ import annotations

from typing import Any

from flask import g

from catalog.queries.registry import family_by_slug
from catalog.queries.search import Choice, Narrowed, find
from people.queries.places import district_by_slug
from storefront.api import shapes
from storefront.api.goods import told


def looked_for(query_data: shapes.SearchAsked) -> Any:
    """Pieces that fit the words, in any script or spelling. Facets count all that fits, each as if it were open."""
    asked = query_data
    narrowed = _narrowed(asked)
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
    )
    return shapes.Found(
        items=told(found.cards),
        facets={facet: [_value(facet, each) for each in found.facets[facet]] for facet in found.facets},
        next=found.next_key or None,
        total=found.total,
        about=found.about,
        partly=found.partly,
    )


def _narrowed(asked: shapes.SearchAsked) -> Narrowed | None:
    """The choices with the addresses looked up; None when one of them is nowhere."""
    place = district_by_slug(g.session, asked.district) if asked.district else None
    family = family_by_slug(g.session, asked.family) if asked.family else None
    if (asked.district and place is None) or (asked.family and family is None):
        return None
    return Narrowed(
        state=asked.state,
        district=place.id if place else None,
        family=family.id if family else None,
        price=asked.price,
        ready=None if asked.ready is None else asked.ready == "yes",
        days=asked.days,
    )


def _value(facet: str, choice: Choice) -> shapes.FacetValue:
    """A choice as the parameter of the same name takes it: places and families by address, a State by code."""
    value = choice.slug if facet in {"district", "family"} else choice.value
    return shapes.FacetValue(value=value, name=choice.name or choice.value, count=choice.count)

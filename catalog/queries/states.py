"""The page of a State: its districts with what each is known for, GI goods, clusters and makers; also as it was."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from sqlalchemy.orm import Session

from catalog.queries.clusters import ClusterLine, clusters
from catalog.queries.history import products_of_state_as_of
from catalog.queries.made_by import MakerLine, makers_of
from catalog.queries.registry import GILine, ProductLine, gi_goods_of, products_of_state
from people.models import State
from people.queries.places import DistrictLine, districts


class StatePage(NamedTuple):
    """A State with what the registry has of it; `products` by district, the weightiest first."""

    state: State
    districts: list[DistrictLine]
    products: dict[int, list[ProductLine]]
    gi_goods: list[GILine]
    clusters: list[ClusterLine]
    makers: list[MakerLine]


def state_page(session: Session, state: State, day: date | None = None) -> StatePage:
    """Return the page of a State; `day`: its products and clusters as they were at the end of that Indian day.

    Lists of districts and GI goods have no history here: they are today's on every page.
    """
    named = (
        products_of_state_as_of(session, state.code, day) if day else products_of_state(session, state.code)
    )
    products: dict[int, list[ProductLine]] = {}
    for line in named:
        products.setdefault(line.district_id, []).append(line)
    return StatePage(
        state=state,
        districts=districts(session, state.code),
        products=products,
        gi_goods=gi_goods_of(session, state.code),
        clusters=clusters(session, state=state.code, day=day),
        makers=makers_of(session, state=state.code),
    )

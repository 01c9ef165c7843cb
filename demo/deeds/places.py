"""The registry as the demo's deeds look things up in it: read once, by the names its files use."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from catalog.models import DistrictProduct
from people.models import District, State


class RegistryMissing(Exception):
    """The registry is not loaded, so nobody of the demo world has a place to live in."""


@dataclass(frozen=True)
class Places:
    """State → code, (State, district) → id, (district's id, product) → id."""

    states: dict[str, str]
    districts: dict[tuple[str, str], int]
    products: dict[tuple[int, str], int]


def read_places(session: Session) -> Places:
    """Everything of the registry that the demo names. Raises RegistryMissing."""
    states = {name: code for name, code in session.execute(select(State.name, State.code))}  # noqa: C416
    rows = session.execute(
        select(State.name, District.name, District.id).join(State, State.code == District.state_code)
    )
    districts = {(state, district): district_id for state, district, district_id in rows}
    products = session.execute(
        select(DistrictProduct.district_id, DistrictProduct.name, DistrictProduct.id).where(
            DistrictProduct.retired_at.is_(None)
        )
    )
    found = {(district_id, name): product_id for district_id, name, product_id in products}
    if not states or not districts or not found:
        raise RegistryMissing
    return Places(states, districts, found)

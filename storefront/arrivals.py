"""By which day goods can be asked to come to a place: the rules of the promise and of the sale, read back."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from catalog.queries.narrowing import Arrival, way_of
from orders.rules.arriving import days_left_to_make, days_to_ask
from orders.rules.promise import FAR, ZONES
from people.queries.places import PinPlace
from tax.rules import SellerKind


def arrivals(place: PinPlace | None, on: date) -> list[Arrival]:
    """The days that can be asked for on the day `on`, for goods that go to a place; none while it is not known."""
    return [arrival(by, place.state_code, on) for by in days_to_ask(on)] if place else []


@lru_cache(maxsize=512)
def arrival(by: date, place: str, on: date) -> Arrival:
    """What comes to a State (GST code) by a day when it is ordered on the day `on`."""
    most = {}
    for origin in FAR.union(*ZONES.values()):
        days = days_left_to_make(on, by, origin=origin, place=place)
        if days < 0:
            continue
        most[way_of(origin, SellerKind.REGULAR)] = days
        if (
            origin == place
        ):  # a seller without a full registration sends within the State only (tax.rules.seller)
            most[way_of(origin, SellerKind.ENROLLED)] = days
    return Arrival(by, most)

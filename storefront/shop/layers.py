"""The layers of the map: what each counts, where its figures are from, and its rows, the same for map and table."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from enum import StrEnum
from typing import Any, NamedTuple

from flask import g
from flask_babel import gettext as _
from flask_babel import lazy_gettext
from sqlalchemy.orm import Session

from catalog.queries.history import gi_goods_as_of, sectors_as_of
from catalog.queries.layers import (
    MapDistrict,
    clusters_by_district,
    courier_pins_by_district,
    facilities_by_district,
    gi_goods_by_district,
    listings_by_district,
    makers_by_district,
    map_districts,
    sectors_by_district,
)
from catalog.rules.registry import Sector
from orders.queries.places import orders_by_district
from storefront.words import label


class Layer(StrEnum):
    """What the map can be coloured by."""

    SECTOR = "sector"
    GI = "gi"
    MAKERS = "makers"
    LISTINGS = "listings"
    ORDERS = "orders"
    CLUSTERS = "clusters"
    INFRASTRUCTURE = "infrastructure"
    COURIER = "courier"


class Sort(StrEnum):
    """How the table can be ordered."""

    DISTRICT = "district"
    STATE = "state"
    FIGURE = "figure"


class Row(NamedTuple):
    """One district of a layer: a figure, or a sector (then the figure is 1)."""

    district: MapDistrict
    figure: int
    sector: Sector | None

    @property
    def value(self) -> str:
        """The figure or word as the open files have it."""
        return self.sector.value if self.sector else str(self.figure)


COUNTED: dict[Layer, Callable[[Session], dict[int, int]]] = {
    Layer.GI: gi_goods_by_district,
    Layer.MAKERS: makers_by_district,
    Layer.LISTINGS: listings_by_district,
    Layer.ORDERS: orders_by_district,
    Layer.CLUSTERS: clusters_by_district,
    Layer.INFRASTRUCTURE: facilities_by_district,
    Layer.COURIER: courier_pins_by_district,
}
# Layers of which every version is kept: they can be read as of a day.
AS_OF: dict[Layer, Callable[[Session, date], dict[int, int]]] = {
    Layer.GI: gi_goods_as_of,
    Layer.CLUSTERS: clusters_by_district,
    Layer.INFRASTRUCTURE: facilities_by_district,
    Layer.COURIER: courier_pins_by_district,
}
NAMES: dict[Layer, Any] = {
    Layer.SECTOR: lazy_gettext("Sector"),
    Layer.GI: lazy_gettext("GI goods"),
    Layer.MAKERS: lazy_gettext("Makers"),
    Layer.LISTINGS: lazy_gettext("Pieces on sale"),
    Layer.ORDERS: lazy_gettext("Parcels ordered"),
    Layer.CLUSTERS: lazy_gettext("Clusters"),
    Layer.INFRASTRUCTURE: lazy_gettext("Support places"),
    Layer.COURIER: lazy_gettext("Courier reach"),
}
MEANINGS: dict[Layer, Any] = {
    Layer.SECTOR: lazy_gettext(
        "The sector of each district’s first product in the registry. The sorting is ours."
    ),
    Layer.GI: lazy_gettext(
        "Products of the district in the registry that are registered geographical indications of its State. "
        "Which district a good belongs to is partly our reading of its name."
    ),
    Layer.MAKERS: lazy_gettext("Workshops that the district office has verified."),
    Layer.LISTINGS: lazy_gettext("Pieces on sale here today."),
    Layer.ORDERS: lazy_gettext("Parcels that makers of the district were ever asked for and that were paid."),
    Layer.CLUSTERS: lazy_gettext(
        "Clusters that officers named, and crafts of the district that the registry names for other districts of its "
        "State too: that second reading is ours."
    ),
    Layer.INFRASTRUCTURE: lazy_gettext(
        "Common facility centres, testing labs, design centres, raw-material banks, cold stores, packaging units "
        "and courier reach, as entered by the district officers."
    ),
    Layer.COURIER: lazy_gettext(
        "PIN codes of the district from which a courier takes parcels, as entered by district officers. A code counts "
        "where it lies, wherever it was entered."
    ),
}


def has_history(layer: Layer) -> bool:
    """Whether a layer can be shown as it was on a day."""
    return layer is Layer.SECTOR or layer in AS_OF


def rows_of(
    layer: Layer, state_code: str | None = None, sort: Sort = Sort.STATE, day: date | None = None
) -> list[Row]:
    """The districts of a State, or of all, with the layer's figure or sector; of a layer with history as of `day`."""
    places = map_districts(g.session, state_code)
    if layer is Layer.SECTOR:
        sectors = sectors_as_of(g.session, day) if day else sectors_by_district(g.session)
        rows = [Row(place, int(place.id in sectors), sectors.get(place.id)) for place in places]
    else:
        counted = AS_OF[layer](g.session, day) if day else COUNTED[layer](g.session)
        rows = [Row(place, counted.get(place.id, 0), None) for place in places]
    return ordered(rows, sort)


def legend_of(floors: list[int]) -> list[str]:
    """The words of each colour step, from none upward; `floors` are the least figures of the steps after it."""
    words = [_("none")]
    for place, floor in enumerate(floors):
        if place + 1 == len(floors):
            words.append(_("%(least)d and more", least=floor))
        elif floors[place + 1] - 1 == floor:
            words.append(str(floor))
        else:
            words.append(_("%(least)d to %(most)d", least=floor, most=floors[place + 1] - 1))
    return words


def ordered(rows: list[Row], sort: Sort) -> list[Row]:
    """The rows by State and district, by district, or by figure with the largest first."""
    match sort:
        case Sort.DISTRICT:
            return sorted(rows, key=lambda row: (row.district.name, row.district.state_name))
        case Sort.FIGURE:
            return sorted(rows, key=lambda row: (-row.figure, row.sector or "", row.district.name))
        case Sort.STATE:
            return rows


def told(row: Row) -> str:
    """What a row says, in words: a sector, or a number."""
    if row.sector:
        return label(row.sector)
    return str(row.figure) if row.figure else _("none")

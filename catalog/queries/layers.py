"""The map's layers that the catalog knows: one figure or word for each district, each layer one statement."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import Select, func, select
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.orm import Session

from catalog.models import Artisan, Craft, DistrictProduct, Facility, Listing
from catalog.queries.clusters import cluster_crafts
from catalog.queries.facility import open_on
from catalog.queries.history import crafts_as_of
from catalog.queries.parts import on_sale
from catalog.rules.artisan import ArtisanStatus
from catalog.rules.facility import FacilityKind
from catalog.rules.registry import Sector, count_clusters
from people.models import District, State
from people.queries.places import place_of_pin
from people.rules.places import DistrictStatus


class MapDistrict(NamedTuple):
    """An active district as the map looks it up."""

    id: int
    slug: str
    name: str
    lgd_code: int | None
    state_code: str
    state_slug: str
    state_name: str
    state_name_hi: str


def map_districts(session: Session, state_code: str | None = None) -> list[MapDistrict]:
    """Return the active districts of a State, or of all, by State and name."""
    query = (
        select(
            District.id,
            District.slug,
            District.name,
            District.lgd_code,
            District.state_code,
            State.slug.label("state_slug"),
            State.name.label("state_name"),
            State.name_hi.label("state_name_hi"),
        )
        .join(State, State.code == District.state_code)
        .where(District.status == DistrictStatus.ACTIVE, District.retired_at.is_(None))
        .order_by(State.name, District.name)
    )
    if state_code is not None:
        query = query.where(District.state_code == state_code)
    return [MapDistrict._make(row) for row in session.execute(query)]


def sectors_by_district(session: Session) -> dict[int, Sector]:
    """Return by district the sector of its first product, the weightiest list's."""
    query = (
        select(DistrictProduct.district_id, DistrictProduct.sector)
        .where(DistrictProduct.retired_at.is_(None))
        .ext(distinct_on(DistrictProduct.district_id))
        .order_by(DistrictProduct.district_id, DistrictProduct.position)
    )
    return {district: Sector(sector) for district, sector in session.execute(query)}


def gi_goods_by_district(session: Session) -> dict[int, int]:
    """Count by district the registry's products that are registered geographical indications of the State."""
    return _counted(
        session,
        select(DistrictProduct.district_id, func.count(DistrictProduct.gi_good_id.distinct()))
        .where(DistrictProduct.retired_at.is_(None), DistrictProduct.gi_good_id.is_not(None))
        .group_by(DistrictProduct.district_id),
    )


def makers_by_district(session: Session) -> dict[int, int]:
    """Count verified workshops by district."""
    return _counted(
        session,
        select(Artisan.district_id, func.count())
        .where(Artisan.status == ArtisanStatus.VERIFIED)
        .group_by(Artisan.district_id),
    )


def listings_by_district(session: Session) -> dict[int, int]:
    """Count what is on sale by district."""
    return _counted(
        session,
        select(Listing.district_id, func.count())
        .join(Artisan, Artisan.id == Listing.artisan_id)
        .where(on_sale())
        .group_by(Listing.district_id),
    )


def clusters_by_district(session: Session, day: date | None = None) -> dict[int, int]:
    """Count by district its clusters: those of the registry, and by our reading one craft in two districts of a State.

    `day`: as the registry had it at the end of that Indian day.
    """
    if day is None:
        query = (
            select(DistrictProduct.district_id, DistrictProduct.craft_id, District.state_code)
            .join(District, District.id == DistrictProduct.district_id)
            .join(Craft, Craft.id == DistrictProduct.craft_id)
            .where(DistrictProduct.retired_at.is_(None), Craft.is_goods)
            .distinct()
        )
        named = [(row[0], row[1], row[2]) for row in session.execute(query)]
    else:
        named = crafts_as_of(session, day)
    return count_clusters(named, cluster_crafts(session, day))


def facilities_by_district(session: Session, day: date | None = None) -> dict[int, int]:
    """Count places of support infrastructure by district, today or at the end of an Indian day."""
    there = open_on(day)
    return _counted(
        session, select(Facility.district_id, func.count()).where(there).group_by(Facility.district_id)
    )


def courier_pins_by_district(session: Session, day: date | None = None) -> dict[int, int]:
    """Count by district its PIN codes that a courier takes parcels from, each code once.

    A PIN code counts for its own district, wherever the courier that names it was entered.
    """
    reach = Facility.kind == FacilityKind.COURIER_REACH
    pins = set(session.scalars(select(func.unnest(Facility.pins)).where(reach, open_on(day))))
    rows = session.execute(
        select(District.id, District.state_code, District.name).where(District.retired_at.is_(None))
    )
    ids = {(row.state_code, row.name): row.id for row in rows}
    places = [place_of_pin(pin) for pin in pins]
    found = Counter(
        ids.get((place.state_code, place.districts[0].name)) for place in places if place and place.districts
    )
    return {district: number for district, number in found.items() if district is not None}


def _counted(session: Session, query: Select[*tuple[Any, ...]]) -> dict[int, int]:
    return {int(district): int(number) for district, number in session.execute(query)}

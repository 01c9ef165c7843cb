"""The registry as it was: products of a district on a day, versions of a product, nominations."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime, time, timedelta
from typing import Any, NamedTuple

from sqlalchemy import Row, Select, func, select
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.orm import Session

from catalog.models import Craft, CraftFamily, DistrictProduct, GIGood, Nomination, ProductVersion
from catalog.queries.registry import ProductLine
from catalog.rules.nomination import NominationStatus
from catalog.rules.registry import Sector, standing
from kit.clock import IST, business_day
from people.models import District

VERSIONS_MAX = 50
NOMINATIONS_MAX = 200


class NominationLine(NamedTuple):
    """A nomination with the names of its districts."""

    nomination: Nomination
    districts: list[str]
    craft_name: str


def end_of(day: date) -> datetime:
    """Return the moment at which an Indian day is over."""
    return datetime.combine(day + timedelta(days=1), time(), IST)


def kept_since(session: Session) -> date | None:
    """Return the Indian day of the oldest version: what was before is not known here."""
    oldest = session.scalar(select(func.min(ProductVersion.valid_from)))
    return business_day(oldest) if oldest else None


def products_as_of(session: Session, district_id: int, day: date) -> list[ProductLine]:
    """Return the products of a district as the registry had them at the end of an Indian day."""
    return [_line(row) for row in session.execute(_as_of(day, ProductVersion.district_id == district_id))]


def products_of_state_as_of(session: Session, state_code: str, day: date) -> list[ProductLine]:
    """Return the products of a State's districts as the registry had them at the end of an Indian day."""
    of_state = ProductVersion.district_id.in_(select(District.id).where(District.state_code == state_code))
    return [_line(row) for row in session.execute(_as_of(day, of_state))]


def product_as_of(session: Session, product_id: int, day: date) -> ProductLine | None:
    """Return one product as it was at the end of an Indian day; None when the registry did not have it."""
    found = session.execute(_as_of(day, ProductVersion.product_id == product_id)).first()
    return None if found is None else _line(found)


def product_at_last(session: Session, product_id: int) -> ProductLine | None:
    """Return a product as it was when the registry last had it; None when it never did."""
    listed = ProductVersion.product_id == product_id, ProductVersion.retired_at.is_(None)
    found = session.execute(_shown(_last(*listed))).first()
    return None if found is None else _line(found)


def versions_of(session: Session, product_id: int) -> list[ProductVersion]:
    """Return what the registry has said of a product, the newest first."""
    return list(
        session.scalars(
            select(ProductVersion)
            .where(ProductVersion.product_id == product_id)
            .order_by(ProductVersion.id.desc())
            .limit(VERSIONS_MAX)
        )
    )


def nominations(
    session: Session, *, states: Collection[str] | None = None, waiting: bool = False
) -> list[NominationLine]:
    """Return nominations of these States, or of all; those that wait come first, the newest before older ones."""
    query = (
        select(Nomination, Craft.name_en)
        .join(Craft, Craft.id == Nomination.craft_id)
        .order_by((Nomination.status != NominationStatus.NOMINATED), Nomination.id.desc())
        .limit(NOMINATIONS_MAX)
    )
    if states is not None:
        query = query.where(Nomination.state_code.in_(states))
    if waiting:
        query = query.where(Nomination.status == NominationStatus.NOMINATED)
    found = session.execute(query).all()
    ids = {each for nomination, _ in found for each in nomination.district_ids}
    places = session.execute(select(District.id, District.name).where(District.id.in_(ids)))
    names = {row.id: row.name for row in places}
    return [
        NominationLine(nomination, [names[each] for each in nomination.district_ids], craft)
        for nomination, craft in found
    ]


def nomination_of(session: Session, nomination_id: int) -> Nomination | None:
    """Return a nomination, locked for who will decide it."""
    return session.scalars(
        select(Nomination).where(Nomination.id == nomination_id).with_for_update()
    ).one_or_none()


def product_row(session: Session, product_id: int) -> DistrictProduct | None:
    """Return a product that the registry has, locked for who will retire it."""
    return session.scalars(
        select(DistrictProduct)
        .where(DistrictProduct.id == product_id, DistrictProduct.retired_at.is_(None))
        .with_for_update()
    ).one_or_none()


def sectors_as_of(session: Session, day: date) -> dict[int, Sector]:
    """Return by district the sector of its first product at the end of an Indian day."""
    last = _last(ProductVersion.valid_from < end_of(day))
    query = (
        select(last.c.district_id, last.c.sector)
        .where(last.c.retired_at.is_(None))
        .ext(distinct_on(last.c.district_id))
        .order_by(last.c.district_id, last.c.position)
    )
    return {district: Sector(sector) for district, sector in session.execute(query)}


def gi_goods_as_of(session: Session, day: date) -> dict[int, int]:
    """Count by district the products that were registered geographical indications at the end of an Indian day."""
    last = _last(ProductVersion.valid_from < end_of(day))
    query = (
        select(last.c.district_id, func.count(last.c.gi_good_id.distinct()))
        .where(last.c.retired_at.is_(None), last.c.gi_good_id.is_not(None))
        .group_by(last.c.district_id)
    )
    return {district: number for district, number in session.execute(query)}  # noqa: C416


def crafts_as_of(session: Session, day: date) -> list[tuple[int, str, str]]:
    """Return (district, craft, State code) of what was named at the end of an Indian day, goods only."""
    last = _last(ProductVersion.valid_from < end_of(day))
    query = (
        select(last.c.district_id, last.c.craft_id, District.state_code)
        .join(District, District.id == last.c.district_id)
        .join(Craft, Craft.id == last.c.craft_id)
        .where(last.c.retired_at.is_(None), Craft.is_goods)
        .distinct()
    )
    return [(row[0], row[1], row[2]) for row in session.execute(query)]


def _as_of(day: date, which: Any) -> Select[*tuple[Any, ...]]:
    last = _last(which, ProductVersion.valid_from < end_of(day))
    return _shown(last).where(last.c.retired_at.is_(None))


def _last(*which: Any) -> Any:
    """The newest of those versions of each product."""
    return (
        select(ProductVersion)
        .where(*which)
        .ext(distinct_on(ProductVersion.product_id))
        .order_by(ProductVersion.product_id, ProductVersion.valid_from.desc(), ProductVersion.id.desc())
        .subquery()
    )


def _shown(last: Any) -> Select[*tuple[Any, ...]]:
    return (
        select(
            last.c.product_id.label("id"),
            last.c.name,
            last.c.district_id,
            last.c.sector,
            last.c.source_lists,
            last.c.source_note,
            last.c.gi_tagged,
            GIGood.name.label("gi_name"),
            last.c.craft_id,
            Craft.name_en.label("craft_name_en"),
            Craft.name_hi.label("craft_name_hi"),
            CraftFamily.slug.label("family_slug"),
            CraftFamily.thread,
            Craft.is_goods,
        )
        .join(Craft, Craft.id == last.c.craft_id)
        .join(CraftFamily, CraftFamily.id == Craft.family_id)
        .outerjoin(GIGood, GIGood.id == last.c.gi_good_id)
        .order_by(last.c.position)
    )


def _line(row: Row[*tuple[Any, ...]]) -> ProductLine:
    values = dict(row._mapping)
    return ProductLine(standing=standing(values.pop("source_lists")), **values)

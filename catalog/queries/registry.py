"""Reading the registry: families and crafts, tariff lines, a district's products, GI goods, the woven map."""

from __future__ import annotations

from typing import Any, NamedTuple

from sqlalchemy import Row, Select, func, select
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.orm import Session

from catalog.models.registry import Craft, CraftFamily, CraftVariant, DistrictProduct, GIGood
from catalog.rules.registry import (
    Confidence,
    GICategory,
    GITagged,
    Sector,
    Standing,
    Thread,
    Unit,
    standing,
)
from people.models.places import District, State
from people.queries.places import DistrictLine, district_by_slug, neighbours
from people.rules.places import DistrictStatus


class FamilyLine(NamedTuple):
    """A craft family with the number of its crafts."""

    id: str
    slug: str
    name_en: str
    name_hi: str
    thread: Thread
    crafts: int


class CraftLine(NamedTuple):
    """A craft, short: for lists and choices."""

    id: str
    slug: str
    name_en: str
    name_hi: str
    family_id: str
    unit: Unit
    is_goods: bool


class CraftSheet(NamedTuple):
    """A craft with its family and its finer lines."""

    craft: Craft
    family: CraftFamily
    variants: list[CraftVariant]


class TariffLine(NamedTuple):
    """What tax wants to know of a thing made: the variant's line where one is chosen, else the craft's."""

    hsn8: str
    hsn_confidence: Confidence
    handicraft: bool
    prepacked: bool
    price_slab: bool
    unit: Unit
    perishable: bool


class ProductLine(NamedTuple):
    """A product of a district, with what stands behind it."""

    id: int
    name: str
    district_id: int
    sector: Sector
    standing: Standing
    source_note: str
    gi_tagged: GITagged
    gi_name: str | None
    craft_id: str
    craft_name_en: str
    craft_name_hi: str
    family_slug: str
    thread: Thread
    is_goods: bool


class DistrictPage(NamedTuple):
    """A district with its products, the weightiest first, and the districts around it."""

    district: District
    state: State
    products: list[ProductLine]
    neighbours: list[DistrictLine]


class Stitch(NamedTuple):
    """One cell of the woven map; column 0 is the left, row 0 the top."""

    column: int
    row: int
    state_code: str
    state_slug: str
    state_name: str
    district_slug: str
    district_name: str
    thread: Thread


class GILine(NamedTuple):
    """A good with a registered geographical indication."""

    id: int
    name: str
    category: GICategory
    state_codes: list[str]


class StateCounts(NamedTuple):
    """What the registry holds of a State."""

    districts: int
    products: int
    gi_goods: int


def families(session: Session) -> list[FamilyLine]:
    """Return the families of goods with the number of their crafts, in the order of the shop."""
    found = session.execute(
        select(
            CraftFamily.id,
            CraftFamily.slug,
            CraftFamily.name_en,
            CraftFamily.name_hi,
            CraftFamily.thread,
            func.count(Craft.id),
        )
        .outerjoin(Craft, (Craft.family_id == CraftFamily.id) & Craft.retired_at.is_(None))
        .where(CraftFamily.is_goods, CraftFamily.retired_at.is_(None))
        .group_by(CraftFamily.id)
        .order_by(CraftFamily.position)
    )
    return [FamilyLine._make(row) for row in found]


def family_by_slug(session: Session, slug: str) -> CraftFamily | None:
    """Return the family of goods with this address (`oils-attar`)."""
    return session.scalar(
        select(CraftFamily).where(
            CraftFamily.slug == slug, CraftFamily.is_goods, CraftFamily.retired_at.is_(None)
        )
    )


def crafts(session: Session, family_id: str | None = None) -> list[CraftLine]:
    """Return the crafts that are goods, of one family or of all, by family and name."""
    asked = (
        select(
            Craft.id, Craft.slug, Craft.name_en, Craft.name_hi, Craft.family_id, Craft.unit, Craft.is_goods
        )
        .join(CraftFamily)
        .where(Craft.is_goods, Craft.retired_at.is_(None))
        .order_by(CraftFamily.position, Craft.name_en)
    )
    if family_id is not None:
        asked = asked.where(Craft.family_id == family_id)
    return [CraftLine._make(row) for row in session.execute(asked)]


def craft_sheet(session: Session, slug: str) -> CraftSheet | None:
    """Return the craft with this address or word, its family and finer lines; services too (no goods)."""
    found = session.execute(
        select(Craft, CraftFamily)
        .join(CraftFamily)
        .where(Craft.slug == slug.replace("_", "-"), Craft.retired_at.is_(None))
    ).first()
    if found is None:
        return None
    craft, family = found
    finer = session.scalars(
        select(CraftVariant)
        .where(CraftVariant.craft_id == craft.id, CraftVariant.retired_at.is_(None))
        .order_by(CraftVariant.name_en)
    )
    return CraftSheet(craft, family, list(finer))


def tariff_line(session: Session, craft_id: str, craft_variant_id: str | None = None) -> TariffLine | None:
    """Return the line that counts on documents: the variant's where one is chosen, else the craft's.

    None when the two do not belong together, are retired, or are no goods.
    """
    of = Craft if craft_variant_id is None else CraftVariant
    asked = select(
        of.hsn8, of.hsn_confidence, of.handicraft, of.prepacked, of.price_slab, of.unit, of.perishable
    ).where(Craft.id == craft_id, Craft.is_goods, Craft.retired_at.is_(None))
    if craft_variant_id is not None:
        asked = asked.join(Craft, CraftVariant.craft_id == Craft.id)
        asked = asked.where(CraftVariant.id == craft_variant_id, CraftVariant.retired_at.is_(None))
    found = session.execute(asked).first()
    return None if found is None else TariffLine._make(found)


def products_of(session: Session, district_id: int, *, goods_only: bool = False) -> list[ProductLine]:
    """Return the products of a district, the weightiest list's first."""
    asked = _products().where(DistrictProduct.district_id == district_id)
    if goods_only:
        asked = asked.where(Craft.is_goods)
    return [_product_line(row) for row in session.execute(asked)]


def products_of_state(session: Session, state_code: str) -> list[ProductLine]:
    """Return the products of a State's districts, each district's weightiest first."""
    of_state = select(District.id).where(District.state_code == state_code)
    asked = _products().where(DistrictProduct.district_id.in_(of_state))
    return [_product_line(row) for row in session.execute(asked)]


def product(session: Session, product_id: int) -> ProductLine | None:
    """Return one product of a district."""
    found = session.execute(_products().where(DistrictProduct.id == product_id)).first()
    return None if found is None else _product_line(found)


def district_page(session: Session, slug: str) -> DistrictPage | None:
    """Return the district with this address, its products and its neighbours."""
    district = district_by_slug(session, slug)
    if district is None:
        return None
    state = session.get_one(State, district.state_code)
    return DistrictPage(district, state, products_of(session, district.id), neighbours(session, district))


def stitches(session: Session) -> list[Stitch]:
    """Return the cells of the woven map, a State's together, each with the thread of its first product.

    A product that is no goods gives way to the next; a district without goods has the thread of "other".
    """
    first = (
        select(DistrictProduct.district_id, CraftFamily.thread)
        .join(Craft, DistrictProduct.craft_id == Craft.id)
        .join(CraftFamily, Craft.family_id == CraftFamily.id)
        .where(Craft.is_goods, DistrictProduct.retired_at.is_(None))
        .ext(distinct_on(DistrictProduct.district_id))
        .order_by(DistrictProduct.district_id, DistrictProduct.position)
        .subquery()
    )
    found = session.execute(
        select(
            District.map_column,
            District.map_row,
            State.code,
            State.slug,
            State.name,
            District.slug.label("district_slug"),
            District.name.label("district_name"),
            first.c.thread,
        )
        .join(State, District.state_code == State.code)
        .outerjoin(first, first.c.district_id == District.id)
        .where(
            District.map_column.is_not(None),
            District.status == DistrictStatus.ACTIVE,
            District.retired_at.is_(None),
        )
        .order_by(State.name, District.map_row, District.map_column)
    )
    return [Stitch._make((*row[:-1], row[-1] or Thread.OTHER)) for row in found]


def gi_goods_of(session: Session, state_code: str) -> list[GILine]:
    """Return a State's geographical indications by name; one line where good and logo are both listed."""
    found = session.execute(
        select(GIGood.id, GIGood.name, GIGood.category, GIGood.state_codes)
        .where(GIGood.state_codes.contains([state_code]), GIGood.retired_at.is_(None))
        .ext(distinct_on(GIGood.name))
        .order_by(GIGood.name, GIGood.list_serial_no)
    )
    return [GILine._make(row) for row in found]


def state_counts(session: Session) -> dict[str, StateCounts]:
    """Return by State code how many active districts, products and GI goods the registry has."""
    alive = DistrictProduct.retired_at.is_(None)
    counted = session.execute(
        select(
            District.state_code,
            func.count(District.id.distinct()).filter(District.status == DistrictStatus.ACTIVE),
            func.count(DistrictProduct.id),
        )
        .outerjoin(DistrictProduct, (DistrictProduct.district_id == District.id) & alive)
        .where(District.retired_at.is_(None))
        .group_by(District.state_code)
    )
    state = func.unnest(GIGood.state_codes).label("state_code")
    named = select(state, GIGood.name).where(GIGood.retired_at.is_(None)).distinct().subquery()
    marked = {
        row.state_code: row.goods
        for row in session.execute(
            select(named.c.state_code, func.count().label("goods")).group_by(named.c.state_code)
        )
    }
    return {code: StateCounts(places, goods, marked.get(code, 0)) for code, places, goods in counted}


def _products() -> Select[*tuple[Any, ...]]:
    return (
        select(
            DistrictProduct.id,
            DistrictProduct.name,
            DistrictProduct.district_id,
            DistrictProduct.sector,
            DistrictProduct.source_lists,
            DistrictProduct.source_note,
            DistrictProduct.gi_tagged,
            GIGood.name.label("gi_name"),
            DistrictProduct.craft_id,
            Craft.name_en.label("craft_name_en"),
            Craft.name_hi.label("craft_name_hi"),
            CraftFamily.slug.label("family_slug"),
            CraftFamily.thread,
            Craft.is_goods,
        )
        .join(Craft, DistrictProduct.craft_id == Craft.id)
        .join(CraftFamily, Craft.family_id == CraftFamily.id)
        .outerjoin(GIGood, DistrictProduct.gi_good_id == GIGood.id)
        .where(DistrictProduct.retired_at.is_(None))
        .order_by(DistrictProduct.position)
    )


def _product_line(row: Row[*tuple[Any, ...]]) -> ProductLine:
    values = dict(row._mapping)
    return ProductLine(standing=standing(values.pop("source_lists")), **values)

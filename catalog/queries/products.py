"""Pages of the registry: one product of a district, one geographical indication, with what stands around them."""

from __future__ import annotations

from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from catalog.models import Craft, CraftFamily, DistrictProduct, GIGood, Nomination
from catalog.queries.clusters import ClusterLine, clusters
from catalog.queries.history import product_as_of, product_at_last
from catalog.queries.made_by import MakerLine, makers_of
from catalog.queries.registry import (
    CraftLine,
    FamilyLine,
    GILine,
    ProductLine,
    crafts,
    families,
    gi_goods_of,
    product,
    products_of,
)
from catalog.rules.registry import SourceList
from people.models import District, State
from people.queries.places import DistrictLine, neighbours
from people.rules.places import slug

CLUSTER_MAX = 24
SIBLINGS_MAX = 12


class Placed(NamedTuple):
    """A product in a district, short."""

    product_id: int
    product_name: str
    district_name: str
    district_slug: str
    state_name: str


class ProductPage(NamedTuple):
    """A product of a district with what stands around it."""

    product: ProductLine
    retired_at: datetime | None
    source_lists: list[SourceList]
    nomination: Nomination | None
    gi_slug: str
    district: District
    state: State
    makers: list[MakerLine]
    clusters: list[ClusterLine]
    cluster: list[Placed]
    siblings: list[ProductLine]
    neighbours: list[DistrictLine]


class GIPage(NamedTuple):
    """A geographical indication with its States, what the registry names by it, who makes it, and its kin."""

    good: GIGood
    slug: str
    states: list[State]
    products: list[Placed]
    makers: list[MakerLine]
    siblings: list[GILine]


class FamilyPage(NamedTuple):
    """A craft family with its crafts, where the registry names them, who makes them, and the families next to it."""

    family: CraftFamily
    crafts: list[CraftLine]
    products: list[Placed]
    districts: int
    named: int
    makers: list[MakerLine]
    kin: list[FamilyLine]


def product_key(product_id: int, name: str) -> str:
    """Return a product's part of an address: `12-baluchari-saree`; the number alone finds it."""
    return f"{product_id}-{slug(name)}".rstrip("-")


def product_page(session: Session, product_id: int) -> ProductPage | None:
    """Return the page of a product that the registry has or once had; None for any other."""
    line = product(session, product_id) or product_at_last(session, product_id)
    if line is None:
        return None
    row = session.get_one(DistrictProduct, product_id)
    district = session.get_one(District, row.district_id)
    return ProductPage(
        product=line,
        retired_at=row.retired_at,
        source_lists=[one for one in SourceList if one in row.source_lists],
        nomination=session.get(Nomination, row.nomination_id) if row.nomination_id else None,
        gi_slug=slug(line.gi_name or ""),
        district=district,
        state=session.get_one(State, district.state_code),
        makers=makers_of(session, districts=[row.district_id], products=[row.id], craft=row.craft_id),
        clusters=[one for one in clusters(session, district=district.id) if one.craft_id == row.craft_id],
        cluster=[
            one
            for one in placed(session, craft=row.craft_id, state=district.state_code)
            if one.product_id != row.id
        ],
        siblings=[one for one in products_of(session, district.id) if one.id != row.id],
        neighbours=neighbours(session, district),
    )


def product_seen(session: Session, page: ProductPage, day: date | None) -> ProductLine | None:
    """Return what the registry says of a page's product, or said on a day; None when it did not have it then."""
    return product_as_of(session, page.product.id, day) if day else page.product


def gi_slugs(session: Session) -> list[str]:
    """Return the addresses of all geographical indications, each once."""
    names = session.scalars(select(GIGood.name).where(GIGood.retired_at.is_(None)).order_by(GIGood.name))
    return list(dict.fromkeys(slug(name) for name in names))


def gi_page(session: Session, gi_slug: str) -> GIPage | None:
    """Return the page of a geographical indication; where good and logo are both listed, the first of them."""
    names = session.execute(
        select(GIGood.id, GIGood.name).where(GIGood.retired_at.is_(None)).order_by(GIGood.list_serial_no)
    )
    ids = [good_id for good_id, name in names if slug(name) == gi_slug]
    if not ids:
        return None
    good = session.get_one(GIGood, ids[0])
    its_states = select(State).where(State.code.in_(good.state_codes)).order_by(State.name)
    products = placed(session, gi_goods=ids)
    return GIPage(
        good=good,
        slug=gi_slug,
        states=list(session.scalars(its_states)),
        products=products,
        makers=makers_of(session, products=[one.product_id for one in products]),
        siblings=[
            one
            for code in good.state_codes[:1]
            for one in gi_goods_of(session, code)
            if one.category is good.category and one.name != good.name
        ][:SIBLINGS_MAX],
    )


def family_page(session: Session, family: CraftFamily, most: int | None = CLUSTER_MAX) -> FamilyPage:
    """Return what stands around a family; families of the same thread, and so of like stuff, are its kin."""
    alive = DistrictProduct.retired_at.is_(None)
    counted = session.execute(
        select(func.count(DistrictProduct.id), func.count(DistrictProduct.district_id.distinct()))
        .join(Craft, Craft.id == DistrictProduct.craft_id)
        .where(Craft.family_id == family.id, alive)
    ).one()
    return FamilyPage(
        family=family,
        crafts=crafts(session, family.id),
        products=placed(session, family=family.id, most=most),
        districts=counted[1],
        named=counted[0],
        makers=makers_of(session, family=family.id),
        kin=[one for one in families(session) if one.thread is family.thread and one.id != family.id],
    )


def placed(
    session: Session,
    *,
    craft: str | None = None,
    family: str | None = None,
    state: str | None = None,
    gi_goods: list[int] | None = None,
    words: str = "",
    most: int | None = CLUSTER_MAX,
) -> list[Placed]:
    """Return products of the registry with their districts, by State and district."""
    query = (
        select(DistrictProduct.id, DistrictProduct.name, District.name, District.slug, State.name)
        .join(District, District.id == DistrictProduct.district_id)
        .join(State, State.code == District.state_code)
        .where(DistrictProduct.retired_at.is_(None))
        .order_by(State.name, District.name, DistrictProduct.position)
        .limit(most)
    )
    if craft is not None:
        query = query.where(DistrictProduct.craft_id == craft)
    if family is not None:
        query = query.join(Craft, Craft.id == DistrictProduct.craft_id).where(Craft.family_id == family)
    if state is not None:
        query = query.where(District.state_code == state)
    if gi_goods is not None:
        query = query.where(DistrictProduct.gi_good_id.in_(gi_goods))
    if words:
        query = query.where(DistrictProduct.name.icontains(words, autoescape=True))
    return [Placed._make(row) for row in session.execute(query)]

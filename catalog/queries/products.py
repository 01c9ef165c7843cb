"""Pages of the registry: one product of a district, one geographical indication, with what stands around them."""

from __future__ import annotations

from typing import NamedTuple
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from catalog.models import Artisan, DistrictProduct, GIGood, Listing, Nomination
from catalog.queries.parts import on_sale
from catalog.queries.registry import ProductLine, product, products_of
from catalog.rules.registry import SourceList
from people.models import District, State
from people.queries.places import DistrictLine, neighbours
from people.rules.places import slug

MAKERS_MAX = 12
CLUSTER_MAX = 24
FOUND_MAX = 20


class MakerLine(NamedTuple):
    """A maker, short."""

    id: UUID
    name: str
    slug: str


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
    source_lists: list[SourceList]
    nomination: Nomination | None
    gi_slug: str
    district: District
    state: State
    makers: list[MakerLine]
    cluster: list[Placed]
    siblings: list[ProductLine]
    neighbours: list[DistrictLine]


class GIPage(NamedTuple):
    """A geographical indication with its States and what the registry names by it."""

    good: GIGood
    states: list[State]
    products: list[Placed]


def product_key(product_id: int, name: str) -> str:
    """Return a product's part of an address: `12-baluchari-saree`; the number alone finds it."""
    return f"{product_id}-{slug(name)}".rstrip("-")


def product_page(session: Session, product_id: int) -> ProductPage | None:
    """Return the page of a product that the registry has; None for any other."""
    line = product(session, product_id)
    if line is None:
        return None
    row = session.get_one(DistrictProduct, product_id)
    district = session.get_one(District, row.district_id)
    return ProductPage(
        product=line,
        source_lists=[one for one in SourceList if one in row.source_lists],
        nomination=session.get(Nomination, row.nomination_id) if row.nomination_id else None,
        gi_slug=slug(line.gi_name or ""),
        district=district,
        state=session.get_one(State, district.state_code),
        makers=_makers(session, row),
        cluster=[
            one
            for one in placed(session, craft=row.craft_id, state=district.state_code)
            if one.product_id != row.id
        ],
        siblings=[one for one in products_of(session, district.id) if one.id != row.id],
        neighbours=neighbours(session, district),
    )


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
    return GIPage(good, list(session.scalars(its_states)), placed(session, gi_goods=ids))


def placed(
    session: Session,
    *,
    craft: str | None = None,
    state: str | None = None,
    gi_goods: list[int] | None = None,
    words: str = "",
) -> list[Placed]:
    """Return products of the registry with their districts, by State and district."""
    query = (
        select(DistrictProduct.id, DistrictProduct.name, District.name, District.slug, State.name)
        .join(District, District.id == DistrictProduct.district_id)
        .join(State, State.code == District.state_code)
        .where(DistrictProduct.retired_at.is_(None))
        .order_by(State.name, District.name, DistrictProduct.position)
        .limit(CLUSTER_MAX)
    )
    if craft is not None:
        query = query.where(DistrictProduct.craft_id == craft)
    if state is not None:
        query = query.where(District.state_code == state)
    if gi_goods is not None:
        query = query.where(DistrictProduct.gi_good_id.in_(gi_goods))
    if words:
        query = query.where(DistrictProduct.name.icontains(words, autoescape=True))
    return [Placed._make(row) for row in session.execute(query)]


def _makers(session: Session, row: DistrictProduct) -> list[MakerLine]:
    """Makers of the district with the product on sale, or with another piece of its craft."""
    found = session.execute(
        select(Artisan.id, Artisan.name, Artisan.slug)
        .join(Listing, Listing.artisan_id == Artisan.id)
        .where(
            on_sale(),
            Listing.district_id == row.district_id,
            (Listing.district_product_id == row.id) | (Listing.craft_id == row.craft_id),
        )
        .distinct()
        .order_by(Artisan.name)
        .limit(MAKERS_MAX)
    )
    return [MakerLine._make(one) for one in found]

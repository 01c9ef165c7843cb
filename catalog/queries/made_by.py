"""Who makes: the makers that a page of the registry names, each with something on sale there."""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from catalog.models import Artisan, Craft, Listing
from catalog.queries.parts import on_sale
from people.models import District

MAKERS_MAX = 12


class MakerLine(NamedTuple):
    """A maker, short."""

    id: UUID
    name: str
    slug: str
    district_name: str


def makers_of(
    session: Session,
    *,
    state: str | None = None,
    districts: Collection[int] | None = None,
    products: Collection[int] | None = None,
    craft: str | None = None,
    family: str | None = None,
    most: int = MAKERS_MAX,
) -> list[MakerLine]:
    """Return makers by name who have on sale what is asked for; `products` or `craft`, where both are given."""
    query = (
        select(Artisan.id, Artisan.name, Artisan.slug, District.name.label("district_name"))
        .join(Listing, Listing.artisan_id == Artisan.id)
        .join(District, District.id == Listing.district_id)
        .where(on_sale())
        .distinct()
        .order_by(Artisan.name)
        .limit(most)
    )
    if state is not None:
        query = query.where(District.state_code == state)
    if districts is not None:
        query = query.where(Listing.district_id.in_(districts))
    if family is not None:
        query = query.join(Craft, Craft.id == Listing.craft_id).where(Craft.family_id == family)
    if products is not None and craft is not None:
        query = query.where(Listing.district_product_id.in_(products) | (Listing.craft_id == craft))
    elif products is not None:
        query = query.where(Listing.district_product_id.in_(products))
    elif craft is not None:
        query = query.where(Listing.craft_id == craft)
    return [MakerLine._make(row) for row in session.execute(query)]

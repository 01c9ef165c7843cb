"""The demo's goods as they stand in the catalog: which variant is which good's first form."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from catalog.models import Artisan, Listing, Variant
from demo.goods import Good
from demo.people.makers import maker_of
from people.models import Person


def first_forms(session: Session, goods: Iterable[Good]) -> dict[str, int]:
    """Slug of the good → the variant first named, for goods whose maker has listed them."""
    mobiles = {good.slug: maker_of(good).mobile for good in goods}
    rows = session.execute(
        select(Listing.slug, Person.mobile, Variant.id)
        .join(Artisan, Artisan.id == Listing.artisan_id)
        .join(Person, Person.id == Artisan.person_id)
        .join(Variant, (Variant.listing_id == Listing.id) & (Variant.position == 0))
        .where(Person.mobile.in_(set(mobiles.values())))
    )
    found = {(slug, mobile): variant_id for slug, mobile, variant_id in rows}
    return {slug: found[slug, mobile] for slug, mobile in mobiles.items() if (slug, mobile) in found}

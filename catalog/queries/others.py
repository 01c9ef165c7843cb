"""Listings that cite no product of the registry: other crafts of their districts."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Select, func, select, true
from sqlalchemy.orm import Session

from catalog.models import Artisan, Craft, Listing
from catalog.queries.parts import words_in
from catalog.rules.listing import ListingStatus
from people.models import District

SHOWN_MAX = 200


class OtherLine(NamedTuple):
    """A piece of a craft that the registry does not name for its district."""

    slug: str
    title: str
    status: ListingStatus
    artisan_name: str
    district_id: int
    district_name: str
    craft_id: str
    craft_name_en: str
    craft_name_hi: str
    published_at: datetime | None


class OtherCraft(NamedTuple):
    """A craft with the number of such pieces."""

    id: str
    name_en: str
    name_hi: str
    pieces: int


def listings_without_product(
    session: Session, districts: Collection[int], *, craft: str | None = None
) -> list[OtherLine]:
    """Return such pieces of these districts, of one craft or of all, those on sale longest first; drafts are nobody's
    business yet.
    """
    said = words_in("en")
    query = _such(
        select(
            Listing.slug,
            said.c.title,
            Listing.status,
            Artisan.name,
            District.id,
            District.name,
            Craft.id,
            Craft.name_en,
            Craft.name_hi,
            Listing.published_at,
        ),
        districts,
    )
    query = query.outerjoin(said, true()).order_by(Listing.published_at, Listing.id).limit(SHOWN_MAX)
    if craft is not None:
        query = query.where(Listing.craft_id == craft)
    return [OtherLine._make(row) for row in session.execute(query)]


def crafts_without_product(session: Session, districts: Collection[int]) -> list[OtherCraft]:
    """Return the crafts of such pieces, the commonest first."""
    query = _such(select(Craft.id, Craft.name_en, Craft.name_hi, func.count()), districts)
    query = query.group_by(Craft.id).order_by(func.count().desc(), Craft.name_en)
    return [OtherCraft._make(row) for row in session.execute(query)]


def _such(query: Any, districts: Collection[int]) -> Select[Any]:
    such: Select[Any] = (
        query.select_from(Listing)
        .join(Artisan, Artisan.id == Listing.artisan_id)
        .join(District, District.id == Listing.district_id)
        .join(Craft, Craft.id == Listing.craft_id)
        .where(
            Listing.district_product_id.is_(None),
            Listing.district_id.in_(districts),
            Listing.status != ListingStatus.DRAFT,
        )
    )
    return such

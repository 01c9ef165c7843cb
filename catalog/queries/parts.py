"""Pieces of SELECTs that several reads share: a listing's first picture, its words, its tariff line."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, case, func, select, true
from sqlalchemy.sql.selectable import LateralFromClause

from catalog.models import Artisan, Craft, CraftVariant, Listing, ListingText, Photo
from catalog.rules.artisan import ArtisanStatus, person_kind
from catalog.rules.listing import ListingStatus
from catalog.rules.photo import PhotoStatus, Picture, picture
from tax.rules import Seller, SellerKind

STATEMENTS_MAX = 128
"""How many statements of one kind are kept once put together: one for each language and way of narrowing."""


def first_picture() -> LateralFromClause:
    """The first picture of the listing at hand that can be shown."""
    return (
        select(Photo.drawing, Photo.renditions, Photo.width, Photo.height, Photo.alt, Photo.colour)
        .where(Photo.listing_id == Listing.id, Photo.status == PhotoStatus.READY, ~Photo.waits)
        .order_by(Photo.position)
        .limit(1)
        .lateral("first_picture")
    )


def words_in(locale: str) -> LateralFromClause:
    """The words of the listing at hand: in this language, else in English, else in any."""
    return (
        select(ListingText.locale, ListingText.title, ListingText.story, ListingText.care)
        .where(ListingText.listing_id == Listing.id)
        .order_by(
            (ListingText.locale == locale).desc(), (ListingText.locale == "en").desc(), ListingText.locale
        )
        .limit(1)
        .lateral("words_in")
    )


def on_sale() -> ColumnElement[bool]:
    """Whether buyers may see the listing at hand and buy it: published, by a workshop that is not suspended."""
    return (Listing.status == ListingStatus.PUBLISHED) & (Artisan.status == ArtisanStatus.VERIFIED)


def tariff_columns() -> list[ColumnElement[Any]]:
    """What decides the rate of the listing at hand, with the unit its price is for."""
    return [
        func.coalesce(CraftVariant.hsn8, Craft.hsn8).label("hsn"),
        case((CraftVariant.id.is_not(None), CraftVariant.handicraft), else_=Craft.handicraft).label(
            "handicraft"
        ),
        case((CraftVariant.id.is_not(None), CraftVariant.prepacked), else_=Craft.prepacked).label(
            "prepacked"
        ),
        case((CraftVariant.id.is_not(None), CraftVariant.unit), else_=Craft.unit).label("unit"),
    ]


def flags(*, handicraft: bool, prepacked: bool) -> frozenset[str]:
    """The flags of a line, as the rate table reads them (docs/tax.md A4)."""
    packed = "prepacked" if prepacked else "unpacked"
    return frozenset({"handicraft", packed}) if handicraft else frozenset({packed})


def join_tariff(query: Any) -> Any:
    """Join the craft and, where chosen, its finer line."""
    return query.join(Craft, Craft.id == Listing.craft_id).outerjoin(
        CraftVariant, CraftVariant.id == Listing.craft_variant_id
    )


def join_picture(query: Any, shown: LateralFromClause) -> Any:
    """Join the first picture, if there is one."""
    return query.outerjoin(shown, true())


def picture_of(row: Any) -> Picture | None:
    """The picture in a row that selected `first_picture()`'s columns."""
    if row.width is None:
        return None
    return picture(
        drawing=row.drawing,
        renditions=row.renditions,
        width=row.width,
        height=row.height,
        alt=row.alt,
        colour=row.colour,
    )


def seller(
    artisan_id: UUID, *, gst_kind: SellerKind, state_code: str, pan: str, gstin: str, enrolment_no: str
) -> Seller:
    """A workshop as the tax rules see it, before any sale of the year is counted."""
    return Seller(
        id=str(artisan_id),
        kind=SellerKind(gst_kind),
        state=state_code,
        person=person_kind(pan),
        has_pan=bool(pan),
        gstin=gstin or None,
        has_enrolment_no=bool(enrolment_no),
    )

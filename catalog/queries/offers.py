"""What orders, stock and malls need to know of a variant: one row for each, by its id."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from catalog.models import Artisan, Listing, Variant
from catalog.queries.parts import (
    first_picture,
    flags,
    join_picture,
    join_tariff,
    on_sale,
    picture_of,
    seller,
    tariff_columns,
    words_in,
)
from catalog.rules.artisan import person_kind
from catalog.rules.photo import Picture
from catalog.rules.registry import Unit
from kit.money import Money
from people.models import District
from tax.rules import PersonKind, Seller, SellerKind


@dataclass(frozen=True, slots=True)
class Offer:
    """One variant as it can be bought: price includes GST; flags and hsn decide the rate; `on_sale` the rest."""

    variant_id: int
    listing_id: UUID
    slug: str
    title: str
    variant_name: str
    artisan_id: UUID
    artisan_name: str
    legal_name: str
    artisan_slug: str
    district_id: int
    district_name: str
    state_code: str
    pin: str
    price: Money
    weight_g: int
    days_to_make: int
    made_to_order: bool
    hsn: str
    flags: frozenset[str]
    unit: Unit
    gst_kind: SellerKind
    gstin: str
    enrolment_no: str
    pan: str
    person_kind: PersonKind
    picture: Picture | None
    on_sale: bool

    def seller(self) -> Seller:
        """The maker as the tax rules see it, before any sale of the year is counted."""
        return seller(
            self.artisan_id,
            gst_kind=self.gst_kind,
            state_code=self.state_code,
            pan=self.pan,
            gstin=self.gstin,
            enrolment_no=self.enrolment_no,
        )


def offers(session: Session, variant_ids: Collection[int], locale: str = "en") -> dict[int, Offer]:
    """The offers behind these variants, on sale or not; ids that no row has are left out. One statement."""
    if not variant_ids:
        return {}
    shown, said = first_picture(), words_in(locale)
    query = (
        select(
            Variant.id.label("variant_id"),
            Variant.name.label("variant_name"),
            Variant.price_paise,
            Variant.weight_g.label("variant_weight_g"),
            (Variant.active & on_sale()).label("on_sale"),
            Listing.id.label("listing_id"),
            Listing.slug,
            Listing.weight_g,
            Listing.days_to_make,
            Listing.made_to_order,
            said.c.title,
            *tariff_columns(),
            *_maker_columns(),
            *(shown.c[name] for name in ("drawing", "renditions", "width", "height", "alt", "colour")),
        )
        .select_from(Variant)
        .join(Listing, Listing.id == Variant.listing_id)
        .join(Artisan, Artisan.id == Listing.artisan_id)
        .join(District, District.id == Artisan.district_id)
    )
    query = join_picture(join_picture(join_tariff(query), said), shown).where(
        Variant.id.in_(sorted(variant_ids))
    )
    return {row.variant_id: _offer(row) for row in session.execute(query)}


def _maker_columns() -> list[Any]:
    return [
        Artisan.id.label("artisan_id"),
        Artisan.name.label("artisan_name"),
        Artisan.legal_name,
        Artisan.slug.label("artisan_slug"),
        Artisan.pin,
        Artisan.gst_kind,
        Artisan.gstin,
        Artisan.enrolment_no,
        Artisan.pan,
        District.id.label("district_id"),
        District.name.label("district_name"),
        District.state_code,
    ]


def _offer(row: Any) -> Offer:
    return Offer(
        variant_id=row.variant_id,
        listing_id=row.listing_id,
        slug=row.slug,
        title=row.title or "",
        variant_name=row.variant_name,
        artisan_id=row.artisan_id,
        artisan_name=row.artisan_name,
        legal_name=row.legal_name,
        artisan_slug=row.artisan_slug,
        district_id=row.district_id,
        district_name=row.district_name,
        state_code=row.state_code,
        pin=row.pin,
        price=row.price_paise,
        weight_g=row.variant_weight_g or row.weight_g,
        days_to_make=row.days_to_make,
        made_to_order=row.made_to_order,
        hsn=row.hsn,
        flags=flags(handicraft=row.handicraft, prepacked=row.prepacked),
        unit=Unit(row.unit),
        gst_kind=row.gst_kind,
        gstin=row.gstin,
        enrolment_no=row.enrolment_no,
        pan=row.pan,
        person_kind=person_kind(row.pan),
        picture=picture_of(row),
        on_sale=row.on_sale,
    )

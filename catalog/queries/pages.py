"""The shop's pages of one listing and of one maker, each read whole."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from catalog.models import (
    Artisan,
    Craft,
    CraftFamily,
    CraftVariant,
    DistrictProduct,
    Listing,
    ListingText,
    Photo,
    Variant,
    Verification,
)
from catalog.queries.parts import flags, on_sale, seller
from catalog.rules.artisan import ArtisanKind, ArtisanStatus
from catalog.rules.photo import PhotoStatus, Picture, picture
from catalog.rules.registry import Returnability, Unit
from catalog.rules.verification import SubjectKind, VerificationStatus
from kit.money import Money
from people.models import District, State
from tax.rules import Seller, SellerKind


@dataclass(frozen=True, slots=True)
class VariantLine:
    """One variant that can be bought."""

    id: int
    name: str
    price: Money
    weight_g: int


@dataclass(frozen=True, slots=True)
class Place:
    """A district and its State."""

    district_id: int
    district_name: str
    district_slug: str
    state_code: str
    state_name: str
    state_slug: str


@dataclass(frozen=True, slots=True)
class Maker:
    """Who made it, as the E-Commerce Rules r.6(5) want it told: name, standing with GST, address."""

    id: UUID
    slug: str
    name: str
    legal_name: str
    kind: ArtisanKind
    story: str
    language: str
    address_line: str
    pin: str
    gst_kind: SellerKind
    gstin: str
    joined_at: datetime
    verified_at: datetime | None
    is_demo: bool


@dataclass(frozen=True, slots=True)
class ListingPage:
    """All that a product page tells. `locale` is the language the maker's words are in."""

    id: UUID
    slug: str
    locale: str
    title: str
    story: str
    care: str
    price: Money
    variants: list[VariantLine]
    pictures: list[Picture]
    craft_id: str
    craft_name_en: str
    craft_name_hi: str
    craft_slug: str
    family_id: str
    family_slug: str
    family_name_en: str
    family_name_hi: str
    product_id: int | None
    product_name: str | None
    hsn: str
    flags: frozenset[str]
    unit: Unit
    returnable: Returnability
    perishable: bool
    weight_g: int
    days_to_make: int
    made_to_order: bool
    proofs: dict[str, str]
    published_at: datetime
    checked_at: datetime | None
    handicraft_checked: bool
    is_demo: bool
    maker: Maker
    place: Place
    seller: Seller


@dataclass(frozen=True, slots=True)
class MakerPage:
    """All that a maker's page tells; its goods are `cards(artisan=maker.id)`."""

    maker: Maker
    place: Place
    listings: int


def listing_page(session: Session, slug: str, locale: str = "en") -> ListingPage | None:
    """The page of a listing on sale; None for any other. Four statements, whatever it holds."""
    row = session.execute(
        select(Listing, Artisan, District, State, Craft, CraftFamily, CraftVariant, DistrictProduct.name)
        .join(Artisan, Artisan.id == Listing.artisan_id)
        .join(District, District.id == Listing.district_id)
        .join(State, State.code == District.state_code)
        .join(Craft, Craft.id == Listing.craft_id)
        .join(CraftFamily, CraftFamily.id == Craft.family_id)
        .outerjoin(CraftVariant, CraftVariant.id == Listing.craft_variant_id)
        .outerjoin(DistrictProduct, DistrictProduct.id == Listing.district_product_id)
        .where(Listing.slug == slug, on_sale())
    ).one_or_none()
    return None if row is None else _listing_page(session, row, locale)


def _listing_page(session: Session, row: Any, locale: str) -> ListingPage:
    listing, artisan, district, state, craft, family, finer, product_name = row
    line = finer or craft
    words = _words(listing, locale)
    checked = _check_of(session, listing.id)
    return ListingPage(
        id=listing.id,
        slug=listing.slug,
        locale=words.locale,
        title=words.title,
        story=words.story,
        care=words.care,
        price=listing.price_paise,
        variants=[_variant_line(listing, each) for each in listing.variants if each.active],
        pictures=pictures_of(listing.photos),
        craft_id=craft.id,
        craft_name_en=line.name_en,
        craft_name_hi=line.name_hi,
        craft_slug=craft.slug,
        family_id=family.id,
        family_slug=family.slug,
        family_name_en=family.name_en,
        family_name_hi=family.name_hi,
        product_id=listing.district_product_id,
        product_name=product_name,
        hsn=line.hsn8,
        flags=flags(handicraft=line.handicraft, prepacked=line.prepacked),
        unit=line.unit,
        returnable=craft.returnable,
        perishable=line.perishable,
        weight_g=listing.weight_g,
        days_to_make=listing.days_to_make,
        made_to_order=listing.made_to_order,
        proofs=listing.proofs,
        published_at=listing.published_at,
        checked_at=checked.decided_at if checked else None,
        handicraft_checked=bool(checked and "made_by_hand" in checked.checklist),
        is_demo=listing.is_demo,
        maker=_maker(artisan),
        place=_place(district, state),
        seller=seller(
            artisan.id,
            gst_kind=artisan.gst_kind,
            state_code=state.code,
            pan=artisan.pan,
            gstin=artisan.gstin,
            enrolment_no=artisan.enrolment_no,
        ),
    )


def maker_page(session: Session, slug: str) -> MakerPage | None:
    """The page of a verified maker; None for any other."""
    row = session.execute(
        select(Artisan, District, State)
        .join(District, District.id == Artisan.district_id)
        .join(State, State.code == District.state_code)
        .where(Artisan.slug == slug, Artisan.status == ArtisanStatus.VERIFIED)
    ).one_or_none()
    if row is None:
        return None
    artisan, district, state = row
    number = session.scalar(
        select(func.count())
        .select_from(Listing)
        .join(Artisan, Artisan.id == Listing.artisan_id)
        .where(Listing.artisan_id == artisan.id, on_sale())
    )
    return MakerPage(_maker(artisan), _place(district, state), number or 0)


def pictures_of(photos: list[Photo]) -> list[Picture]:
    """The pictures of a listing that can be shown, in the maker's order."""
    shown = [
        picture(
            drawing=photo.drawing,
            renditions=photo.renditions,
            width=photo.width,
            height=photo.height,
            alt=photo.alt,
            colour=photo.colour,
        )
        for photo in photos
        if photo.status is PhotoStatus.READY
    ]
    return [each for each in shown if each is not None]


def _words(listing: Listing, locale: str) -> ListingText:
    said = listing.texts.get(locale) or listing.texts.get("en") or next(iter(listing.texts.values()), None)
    return said or ListingText(listing_id=listing.id, locale=locale, title="", story="", care="")


def _variant_line(listing: Listing, variant: Variant) -> VariantLine:
    return VariantLine(variant.id, variant.name, variant.price_paise, variant.weight_g or listing.weight_g)


def _check_of(session: Session, listing_id: UUID) -> Verification | None:
    return session.scalars(
        select(Verification)
        .where(
            Verification.subject_kind == SubjectKind.LISTING,
            Verification.subject_id == listing_id,
            Verification.status == VerificationStatus.VERIFIED,
        )
        .order_by(Verification.id.desc())
        .limit(1)
    ).first()


def _maker(artisan: Artisan) -> Maker:
    return Maker(
        id=artisan.id,
        slug=artisan.slug,
        name=artisan.name,
        legal_name=artisan.legal_name,
        kind=artisan.kind,
        story=artisan.story,
        language=artisan.language,
        address_line=artisan.address_line,
        pin=artisan.pin,
        gst_kind=artisan.gst_kind,
        gstin=artisan.gstin,
        joined_at=artisan.joined_at,
        verified_at=artisan.verified_at,
        is_demo=artisan.is_demo,
    )


def _place(district: District, state: State) -> Place:
    return Place(district.id, district.name, district.slug, state.code, state.name, state.slug)

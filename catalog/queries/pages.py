"""The shop's pages of one listing and of one maker, each read whole."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, Select, bindparam, func, select, true, union_all
from sqlalchemy.orm import Session, lazyload
from sqlalchemy.sql.selectable import LateralFromClause

from catalog.models import (
    Artisan,
    Craft,
    CraftFamily,
    CraftVariant,
    DistrictProduct,
    Listing,
    Photo,
    Portrait,
    Proposal,
    Variant,
    Verification,
    VoiceNote,
)
from catalog.queries.parts import STATEMENTS_MAX, flags, on_sale, seller, words_in
from catalog.queries.tiers import tiers_column, tiers_in
from catalog.rules.artisan import ArtisanKind, ArtisanStatus
from catalog.rules.making import Away, days_until_ready
from catalog.rules.photo import MEDIA, PhotoStatus, Picture, picture
from catalog.rules.portrait import PortraitStatus
from catalog.rules.registry import Returnability, Unit
from catalog.rules.tiers import Tier
from catalog.rules.verification import SubjectKind, VerificationStatus
from catalog.rules.voice import Voice, VoiceStatus
from catalog.storage import voice_key
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
    tiers: tuple[Tier, ...] = ()


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
    away: Away | None


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
    weekly_capacity: int | None
    next_free_on: date | None
    proofs: dict[str, str]
    published_at: datetime
    checked_at: datetime | None
    handicraft_checked: bool
    is_demo: bool
    voice: Voice | None
    maker: Maker
    place: Place
    seller: Seller

    def ready_in_days(self, on: date) -> int:
        """In how many days from `on` a piece leaves its maker, by the queue and the days away."""
        return days_until_ready(
            on, lead_days=self.days_to_make, next_free_on=self.next_free_on, away=self.maker.away
        )


@dataclass(frozen=True, slots=True)
class MakerPage:
    """All that a maker's page tells; its goods are `cards(artisan=maker.id)`."""

    maker: Maker
    place: Place
    listings: int
    portrait: Picture | None
    voice: Voice | None


def listing_page(session: Session, slug: str, locale: str = "en") -> ListingPage | None:
    """The page of a listing on sale; None for any other. Three statements, whatever it holds."""
    row = session.execute(_listing_by_slug(locale), {"wanted": slug}).one_or_none()
    return None if row is None else _listing_page(session, row, locale)


@lru_cache(STATEMENTS_MAX)
def _listing_by_slug(locale: str) -> Select[Any]:
    """The statement behind a page. Kept, for putting it together costs more than PostgreSQL takes to answer it."""
    said, checked = words_in(locale), _last_check()
    query = (
        select(Listing, Artisan, District, State, Craft, CraftFamily, CraftVariant, DistrictProduct.name)
        .add_columns(said.c.locale, said.c.title, said.c.story, said.c.care)
        .add_columns(checked.c.decided_at, checked.c.made_by_hand)
        .add_columns(*_HEARD)
        .join(Artisan, Artisan.id == Listing.artisan_id)
        .join(District, District.id == Listing.district_id)
        .join(State, State.code == District.state_code)
        .join(Craft, Craft.id == Listing.craft_id)
        .join(CraftFamily, CraftFamily.id == Craft.family_id)
        .outerjoin(CraftVariant, CraftVariant.id == Listing.craft_variant_id)
        .outerjoin(DistrictProduct, DistrictProduct.id == Listing.district_product_id)
        .outerjoin(VoiceNote, _heard_of(VoiceNote.listing_id == Listing.id))
    )
    query = query.outerjoin(said, true()).outerjoin(checked, true())
    return query.where(Listing.slug == bindparam("wanted"), on_sale()).options(lazyload("*"))


def _last_check() -> LateralFromClause:
    """When an officer last looked at the listing at hand or a change of it, and whether its making was asked about."""
    checked = select(Verification.decided_at, Verification.checklist.has_key("made_by_hand").label("by_hand"))
    checked = checked.where(Verification.status == VerificationStatus.VERIFIED)
    whole = checked.where(
        Verification.subject_kind == SubjectKind.LISTING, Verification.subject_id == Listing.id
    ).correlate(Listing)
    changes = (
        checked.join(Proposal, Proposal.id == Verification.subject_id)
        .where(Verification.subject_kind == SubjectKind.CHANGE, Proposal.listing_id == Listing.id)
        .correlate(Listing)
    )
    every = union_all(whole, changes).subquery()
    return select(
        func.max(every.c.decided_at).label("decided_at"),
        func.bool_or(every.c.by_hand).label("made_by_hand"),
    ).lateral("last_check")


def _listing_page(session: Session, row: Any, locale: str) -> ListingPage:
    listing, artisan, district, state, craft, family, finer, product_name = row[:8]
    line = finer or craft
    return ListingPage(
        id=listing.id,
        slug=listing.slug,
        locale=row.locale or locale,
        title=row.title or "",
        story=row.story or "",
        care=row.care or "",
        price=listing.price_paise,
        variants=_variants(session, listing),
        pictures=_pictures(session, listing.id),
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
        weekly_capacity=listing.weekly_capacity,
        next_free_on=listing.next_free_on if listing.made_to_order else None,
        proofs=listing.proofs,
        published_at=listing.published_at,
        checked_at=row.decided_at,
        handicraft_checked=line.handicraft and bool(row.made_by_hand),
        is_demo=listing.is_demo,
        voice=_voice(row),
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
        select(Artisan, District, State, Portrait)
        .add_columns(*_HEARD)
        .join(District, District.id == Artisan.district_id)
        .join(State, State.code == District.state_code)
        .outerjoin(Portrait, (Portrait.artisan_id == Artisan.id) & (Portrait.status == PortraitStatus.LIVE))
        .outerjoin(VoiceNote, _heard_of(VoiceNote.listing_id.is_(None)))
        .where(Artisan.slug == slug, Artisan.status == ArtisanStatus.VERIFIED)
    ).one_or_none()
    if row is None:
        return None
    artisan, district, state, portrait = row[:4]
    number = session.scalar(
        select(func.count())
        .select_from(Listing)
        .join(Artisan, Artisan.id == Listing.artisan_id)
        .where(Listing.artisan_id == artisan.id, on_sale())
    )
    shown = portrait_picture(portrait) if portrait else None
    return MakerPage(_maker(artisan), _place(district, state), number or 0, shown, _voice(row))


def portrait_picture(portrait: Portrait) -> Picture | None:
    """The photo of a maker's page; None where there is none, or it is still being made ready."""
    return picture(
        drawing=None,
        renditions=portrait.renditions,
        width=portrait.width,
        height=portrait.height,
        alt=portrait.alt,
        colour=portrait.colour,
    )


_HEARD = (VoiceNote.digest, VoiceNote.seconds, VoiceNote.language.label("voice_language"))


def _heard_of(about: ColumnElement[bool]) -> ColumnElement[bool]:
    """The voice of the maker at hand that buyers may hear, about this listing or about the workshop."""
    return (VoiceNote.artisan_id == Artisan.id) & (VoiceNote.status == VoiceStatus.VERIFIED) & about


def _voice(row: Any) -> Voice | None:
    if row.digest is None:
        return None
    return Voice(MEDIA + voice_key(row.digest), row.seconds, row.voice_language)


def pictures_of(photos: Iterable[Photo | Row[Any]]) -> list[Picture]:
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


def _variants(session: Session, listing: Listing) -> list[VariantLine]:
    rows = session.execute(
        select(Variant.id, Variant.name, Variant.price_paise, Variant.weight_g, tiers_column().label("tiers"))
        .where(Variant.listing_id == listing.id, Variant.active)
        .order_by(Variant.position, Variant.id)
    )
    return [
        VariantLine(row.id, row.name, row.price_paise, row.weight_g or listing.weight_g, tiers_in(row.tiers))
        for row in rows
    ]


def _pictures(session: Session, listing_id: UUID) -> list[Picture]:
    rows = session.execute(
        select(
            Photo.drawing, Photo.renditions, Photo.width, Photo.height, Photo.alt, Photo.colour, Photo.status
        )
        .where(Photo.listing_id == listing_id, ~Photo.waits)
        .order_by(Photo.position)
    )
    return pictures_of(rows)


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
        away=artisan.away,
    )


def _place(district: District, state: State) -> Place:
    return Place(district.id, district.name, district.slug, state.code, state.name, state.slug)

"""What a maker sees of their own workshop: found through the maker, never by slug alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from catalog.models import Artisan, Craft, Listing, Photo, PriceChange, Variant, Verification
from catalog.queries.parts import first_picture, join_picture, picture_of, words_in
from catalog.queries.registry import products_of
from catalog.rules.listing import ListingStatus
from catalog.rules.photo import PhotoStatus, Picture
from catalog.rules.registry import REVIEW_FAMILY
from catalog.rules.verification import SubjectKind
from kit.money import Money
from people.models import District, State

LINES_MAX = 200
CHOICES_MAX = 200


class ListingLine(NamedTuple):
    """One of the maker's listings, short."""

    id: UUID
    slug: str
    title: str
    status: ListingStatus
    price_paise: Money
    picture: Picture | None
    waiting_photos: int


class CraftChoice(NamedTuple):
    """A craft that a maker may choose, with the district's product that names it, if one does."""

    craft_id: str
    name_en: str
    name_hi: str
    product_id: int | None
    product_name: str | None


@dataclass(frozen=True, slots=True)
class WorkshopPlace:
    """Where a workshop is."""

    district_name: str
    state_code: str
    state_name: str


def own_artisan(session: Session, person_id: UUID) -> Artisan | None:
    """The workshop of this person; None before they began one."""
    return session.scalars(select(Artisan).where(Artisan.person_id == person_id)).first()


def artisan_by_id(session: Session, artisan_id: UUID) -> Artisan | None:
    """The workshop with this id."""
    return session.get(Artisan, artisan_id)


def workshop_place(session: Session, artisan: Artisan) -> WorkshopPlace:
    """District and State of a workshop."""
    district, state = session.execute(
        select(District, State)
        .join(State, State.code == District.state_code)
        .where(District.id == artisan.district_id)
    ).one()
    return WorkshopPlace(district.name, state.code, state.name)


def own_listing(session: Session, artisan_id: UUID, slug: str, *, lock: bool = False) -> Listing | None:
    """The maker's own listing with this slug; another maker's is None. `lock` holds it until the end."""
    asked = select(Listing).where(Listing.artisan_id == artisan_id, Listing.slug == slug)
    if lock:
        asked = asked.with_for_update(of=Listing).execution_options(populate_existing=True)
    return session.scalars(asked).one_or_none()


def own_listings(
    session: Session,
    artisan_id: UUID,
    locale: str = "en",
    *,
    before: UUID | None = None,
    limit: int = LINES_MAX,
) -> list[ListingLine]:
    """The maker's listings, the newest first, from the one begun just `before` that; at most 200. One statement."""
    shown, said = first_picture(), words_in(locale)
    waiting = (
        select(func.count())
        .where(Photo.listing_id == Listing.id, Photo.status == PhotoStatus.UPLOADED)
        .scalar_subquery()
    )
    query = select(
        Listing.id,
        Listing.slug,
        Listing.status,
        Listing.price_paise,
        waiting.label("waiting"),
        said.c.title,
        *(shown.c[name] for name in ("drawing", "renditions", "width", "height", "alt", "colour")),
    ).select_from(Listing)
    query = join_picture(join_picture(query, said), shown)
    query = query.where(Listing.artisan_id == artisan_id).order_by(Listing.id.desc()).limit(limit)
    if before is not None:
        query = query.where(Listing.id < before)
    return [
        ListingLine(
            row.id, row.slug, row.title or "", row.status, row.price_paise, picture_of(row), row.waiting
        )
        for row in session.execute(query)
    ]


def own_counts(session: Session, artisan_id: UUID) -> dict[ListingStatus, int]:
    """How many listings the maker has in each state."""
    rows = session.execute(
        select(Listing.status, func.count()).where(Listing.artisan_id == artisan_id).group_by(Listing.status)
    )
    return {row[0]: row[1] for row in rows}


def own_variants(session: Session, artisan_id: UUID) -> list[tuple[int, UUID, str]]:
    """(variant id, listing id, variant name) of all the maker's active variants."""
    rows = session.execute(
        select(Variant.id, Variant.listing_id, Variant.name)
        .join(Listing, Listing.id == Variant.listing_id)
        .where(Listing.artisan_id == artisan_id, Variant.active)
        .order_by(Listing.id.desc(), Variant.position)
    )
    return [(row[0], row[1], row[2]) for row in rows]


def listing_of_variant(session: Session, variant_id: int, *, lock: bool = False) -> Listing:
    """The listing of a variant that is there; `lock` for those who will change it."""
    asked = select(Listing).join(Variant, Variant.listing_id == Listing.id).where(Variant.id == variant_id)
    if lock:
        asked = asked.with_for_update(of=Listing).execution_options(populate_existing=True)
    return session.scalars(asked).one()


def craft_choices(session: Session, district_id: int) -> list[CraftChoice]:
    """Crafts a maker of this district may choose: the district's own products first, then all other goods."""
    known = [
        CraftChoice(line.craft_id, line.craft_name_en, line.craft_name_hi, line.id, line.name)
        for line in products_of(session, district_id, goods_only=True)
    ]
    others = session.execute(
        select(Craft.id, Craft.name_en, Craft.name_hi)
        .where(Craft.is_goods, Craft.retired_at.is_(None), Craft.family_id != REVIEW_FAMILY)
        .order_by(Craft.name_en)
        .limit(CHOICES_MAX)
    )
    return known + [CraftChoice(craft, english, hindi, None, None) for craft, english, hindi in others]


def last_verification(session: Session, kind: SubjectKind, subject_id: UUID) -> Verification | None:
    """The newest claim about this workshop or listing."""
    return session.scalars(
        select(Verification)
        .where(Verification.subject_kind == kind, Verification.subject_id == subject_id)
        .order_by(Verification.id.desc())
        .limit(1)
    ).first()


def price_history(session: Session, listing_id: UUID) -> list[PriceChange]:
    """Every change of price of a listing's variants, the oldest first."""
    return list(
        session.scalars(
            select(PriceChange)
            .join(Variant, Variant.id == PriceChange.variant_id)
            .where(Variant.listing_id == listing_id)
            .order_by(PriceChange.id)
        )
    )

"""Deeds of listings: begin one, say more of it, name its variants, price it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from catalog.actions.artisan import suffix
from catalog.actions.proposals import propose, take_back_change
from catalog.actions.sale import rate_known
from catalog.errors import (
    ArtisanSuspended,
    CraftNotSold,
    CraftUnknown,
    ListingFieldsWrong,
    ListingInReview,
    ListingNotReady,
    ProductElsewhere,
    TooManyListings,
    TooManyVariants,
)
from catalog.events import CapacityChanged, PriceChanged
from catalog.models import (
    Artisan,
    Craft,
    CraftVariant,
    DistrictProduct,
    Listing,
    ListingText,
    Pack,
    PriceChange,
    Variant,
)
from catalog.queries.marks import words_unproven
from catalog.rules.artisan import ArtisanStatus
from catalog.rules.listing import (
    HANDS_MAX,
    LISTING_STEPS,
    LISTINGS_MAX,
    PROOF_MAX,
    VARIANT_NAME_MAX,
    VARIANTS_MAX,
    VERIFIED_FIELDS,
    ListingStatus,
    field_faults,
    may_edit,
    slug_of,
)
from catalog.rules.proposal import FACTS, key_of
from kit.clock import business_day
from kit.events import record, record_all
from kit.ids import new_id
from kit.money import Money
from kit.steps import advance


def draft_listing(
    session: Session,
    artisan: Artisan,
    *,
    craft_id: str,
    craft_variant_id: str | None = None,
    district_product_id: int | None = None,
    by: UUID,
    at: datetime,
    is_demo: bool = False,
) -> Listing:
    """Begin a listing of this craft with one variant and nothing else said.

    Raises ArtisanSuspended, CraftUnknown, CraftNotSold, ProductElsewhere, TooManyListings.
    """
    if artisan.status is ArtisanStatus.SUSPENDED:
        raise ArtisanSuspended()
    held = session.scalar(select(func.count()).where(Listing.artisan_id == artisan.id)) or 0
    if held >= LISTINGS_MAX:
        raise TooManyListings(most=LISTINGS_MAX)
    craft = _fitting_craft(session, artisan.district_id, craft_id, craft_variant_id, district_product_id)
    listing = Listing(
        id=new_id(),
        artisan_id=artisan.id,
        district_id=artisan.district_id,
        slug=_free_slug(session, slug_of(craft.slug), always=True),
        craft_id=craft_id,
        craft_variant_id=craft_variant_id,
        district_product_id=district_product_id,
        status=ListingStatus.DRAFT,
        price_paise=Money(0),
        weight_g=0,
        days_to_make=craft.typical_days_to_make,
        made_to_order=False,
        low_at=1,
        proofs={},
        origin_verified=False,
        published_at=None,
        created_at=at,
        is_demo=is_demo,
    )
    listing.variants.append(Variant(name="", price_paise=Money(0), weight_g=0, position=0, active=True))
    session.add(listing)
    session.flush()  # stock and pictures point at it
    return listing


def edit_listing(
    session: Session,
    listing: Listing,
    *,
    by: UUID,
    at: datetime,
    craft_id: str | None = None,
    craft_variant_id: str | None = None,
    district_product_id: int | None = None,
    locale: str = "en",
    title: str | None = None,
    story: str | None = None,
    care: str | None = None,
    price: Money | None = None,
    weight_g: int | None = None,
    days_to_make: int | None = None,
    made_to_order: bool | None = None,
    weekly_capacity: int | None = None,
    proofs: Mapping[str, str] | None = None,
) -> bool:
    """Say something anew; what is None stays. Naming a craft names its finer line and registry product too.

    `price` is that of the only variant and includes GST; HSN and rate follow from the craft. A change to what an
    officer looked at takes an approved or withdrawn listing back to a draft; of a listing on sale it waits for an
    officer (`propose`), and the answer is True. Raises ListingInReview, ListingFieldsWrong, ListingNotReady,
    CraftUnknown, CraftNotSold, ProductElsewhere; nothing is written then.
    """
    to_order = listing.made_to_order if made_to_order is None else made_to_order
    faults = field_faults(
        title=title,
        story=story,
        care=care,
        price=price,
        weight_g=weight_g,
        days_to_make=days_to_make,
        made_to_order=to_order,
        weekly_capacity=weekly_capacity,
    )
    if faults:
        raise ListingFieldsWrong(faults=faults)
    changes: dict[str, Any] = _said(
        weight_g=weight_g,
        days_to_make=days_to_make,
        made_to_order=made_to_order,
        weekly_capacity=weekly_capacity,
    )
    if craft_id is not None:
        _fitting_craft(session, listing.district_id, craft_id, craft_variant_id, district_product_id)
        changes |= {
            "craft_id": craft_id,
            "craft_variant_id": craft_variant_id,
            "district_product_id": district_product_id,
        }
    if proofs is not None:
        changes["proofs"] = {
            name: number.strip()[:PROOF_MAX] for name, number in proofs.items() if number.strip()
        }
    words = {name: value.strip() for name, value in _said(title=title, story=story, care=care).items()}
    waits = False
    if listing.status is ListingStatus.PUBLISHED:
        said = {key_of(name, locale): value for name, value in words.items()}
        said |= {name: changes.pop(name) for name in FACTS if name in changes}
        waits = bool(said) and propose(session, listing, said, by=by, at=at) is not None
        words = {}
    else:
        pass_edit(session, listing, _verified_changes(listing, changes, words, locale), by=by, at=at)
    if any(changes.get(name, value) != value for name, value in _pace(listing).items()):
        record(session, CapacityChanged(listing.id), by=by, at=at)
    for name, value in changes.items():
        setattr(listing, name, value)
    if words:
        _say(session, listing, locale, words)
    if price is not None:
        reprice(session, listing, {listing.variants[0].id: price}, by=by, at=at)
    session.flush()
    return waits


def _pace(listing: Listing) -> dict[str, Any]:
    """What the queue of a listing goes by."""
    return {name: getattr(listing, name) for name in ("made_to_order", "days_to_make", "weekly_capacity")}


def _said(**values: Any) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value is not None}


def tell_when_low(session: Session, listing: Listing, pieces: int | None) -> None:
    """From so few pieces on the maker is told; None: never. Raises ListingFieldsWrong."""
    if pieces is not None and not 0 <= pieces <= HANDS_MAX:
        raise ListingFieldsWrong(faults={"low_at": "high"})
    listing.low_at = pieces
    session.flush()


def set_variants(
    session: Session, listing: Listing, wanted: list[tuple[int | None, str, Money]], *, by: UUID, at: datetime
) -> None:
    """Say which variants there are: (id or None for a new one, name, price). One left out is no longer sold.

    Raises ListingInReview, TooManyVariants, ListingFieldsWrong (on sale, a name with a word that needs a mark).
    """
    if not may_edit(listing.status):
        raise ListingInReview()
    if not wanted or len(wanted) > VARIANTS_MAX:
        raise TooManyVariants(most=VARIANTS_MAX)
    names = [name for _, name, _ in wanted]
    if listing.status is ListingStatus.PUBLISHED and words_unproven(
        session, listing, on=business_day(at), verified=True, said=names
    ):
        raise ListingFieldsWrong(faults={"name": "unproven"})
    by_id = {variant.id: variant for variant in listing.variants}
    kept: list[Variant] = []
    for position, (variant_id, name, _) in enumerate(wanted):
        variant = by_id.get(variant_id) if variant_id is not None else None
        if variant is None:
            variant = Variant(price_paise=Money(0), weight_g=0)
            listing.variants.append(variant)
        variant.name, variant.position = name.strip()[:VARIANT_NAME_MAX], position
        kept.append(variant)
    for variant in listing.variants:
        variant.active = variant in kept
    session.flush()  # their price changes point at them
    prices = {variant.id: price for variant, (_, _, price) in zip(kept, wanted, strict=True)}
    reprice(session, listing, prices, by=by, at=at)


def reprice(
    session: Session, listing: Listing, prices: Mapping[int, Money], *, by: UUID, at: datetime
) -> None:
    """Give variants (by id) other prices, GST included; each change is kept for ever. Equal prices are quiet.

    Raises ListingInReview, ListingFieldsWrong; for a listing on sale also ListingNotReady where no rate fits.
    """
    if not may_edit(listing.status):
        raise ListingInReview()
    printed = _printed(session, prices)
    for variant_id, price in prices.items():
        if faults := field_faults(price=price):
            raise ListingFieldsWrong(faults=faults)
        if price > printed.get(variant_id, price):
            raise ListingFieldsWrong(faults={"price": "over_mrp"})
        if listing.status is ListingStatus.PUBLISHED and not rate_known(session, listing, price, at=at):
            raise ListingNotReady(gaps=["rate"])
    changed = []
    for variant in listing.variants:
        new = prices.get(variant.id)
        if new is None or new == variant.price_paise:
            continue
        old = variant.price_paise
        session.add(PriceChange(variant_id=variant.id, old_paise=old, new_paise=new, at=at, by=by))
        variant.price_paise = new
        changed.append(PriceChanged(variant.id, listing.id, int(old), int(new)))
    listing.set_shown_price()
    record_all(session, changed, by=by, at=at)
    session.flush()


def _printed(session: Session, variant_ids: Iterable[int]) -> dict[int, Money]:
    """The MRP on the pack of each of these variants that has one."""
    rows = session.execute(select(Pack.variant_id, Pack.mrp_paise).where(Pack.variant_id.in_(variant_ids)))
    return {row.variant_id: row.mrp_paise for row in rows}


def _fitting_craft(
    session: Session, district_id: int, craft_id: str, craft_variant_id: str | None, product_id: int | None
) -> Craft:
    craft = session.get(Craft, craft_id)
    if craft is None or craft.retired_at is not None:
        raise CraftUnknown(craft=craft_id)
    if not craft.is_goods:
        raise CraftNotSold(craft=craft_id)
    if craft_variant_id is not None:
        finer = session.get(CraftVariant, craft_variant_id)
        if finer is None or finer.craft_id != craft_id or finer.retired_at is not None:
            raise CraftUnknown(craft=craft_variant_id)
    if product_id is not None:
        product = session.get(DistrictProduct, product_id)
        if product is None or product.district_id != district_id or product.retired_at is not None:
            raise ProductElsewhere(product=product.name if product else "")
    return craft


def _verified_changes(
    listing: Listing, changes: Mapping[str, Any], words: Mapping[str, str], locale: str
) -> list[str]:
    """Name what an officer looked at that would change."""
    said = listing.texts.get(locale)
    moved = [name for name, value in changes.items() if value != getattr(listing, name)]
    moved += [name for name, value in words.items() if value != (getattr(said, name) if said else "")]
    return [name for name in moved if name in VERIFIED_FIELDS]


def pass_edit(
    session: Session, listing: Listing, verified_fields: list[str], *, by: UUID, at: datetime
) -> None:
    """Let an edit of a listing that is not on sale pass, or refuse it (ListingInReview).

    A change to verified fields takes the verification away, and with it a change that still waits.
    """
    if not may_edit(listing.status):
        raise ListingInReview()
    if verified_fields and listing.status in {ListingStatus.APPROVED, ListingStatus.WITHDRAWN}:
        take_back_change(session, listing, by=by, at=at)
        to_draft(listing)


def to_draft(listing: Listing) -> None:
    """Take an approved or withdrawn listing back to a draft: it must be looked at again."""
    advance(listing, ListingStatus.DRAFT, LISTING_STEPS)
    listing.origin_verified = False


def _say(session: Session, listing: Listing, locale: str, words: Mapping[str, str]) -> None:
    said = listing.texts.get(locale)
    if said is None:
        said = ListingText(locale=locale, title="", story="", care="")
        listing.texts[locale] = said
    for name, value in words.items():
        setattr(said, name, value)
    if "title" in words and listing.published_at is None and len(words["title"]) >= 3:
        listing.slug = _better_slug(session, listing, words["title"])


def _better_slug(session: Session, listing: Listing, title: str) -> str:
    """A slug of the title, until the first publication; a title in another script keeps the craft's name."""
    wanted = slug_of(title, "")
    if wanted == "goods" or listing.slug == wanted or listing.slug.startswith(f"{wanted}-"):
        return listing.slug
    return _free_slug(session, wanted)


def _free_slug(session: Session, wanted: str, *, always: bool = False) -> str:
    with session.no_autoflush:
        taken = always or session.scalar(select(Listing.id).where(Listing.slug == wanted)) is not None
    return f"{wanted}-{suffix()}" if taken else wanted

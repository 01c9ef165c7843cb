"""All that a workshop has told us of itself and its goods, row by row, for its owner to take away."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from catalog.models import Listing, ListingText, Mark, Photo, PriceChange, Variant
from catalog.queries.pages import pictures_of

AT_ONCE = 500  # rows read from the database at a time


def own_texts(session: Session, artisan_id: UUID) -> Iterator[Any]:
    """Each language of each piece: slug, status, created_at, published_at, locale, title, story, care."""
    asked = (
        select(
            Listing.slug,
            Listing.status,
            Listing.created_at,
            Listing.published_at,
            ListingText.locale,
            ListingText.title,
            ListingText.story,
            ListingText.care,
        )
        .outerjoin(ListingText, ListingText.listing_id == Listing.id)
        .where(Listing.artisan_id == artisan_id)
        .order_by(Listing.id, ListingText.locale)
    )
    return iter(session.execute(asked.execution_options(yield_per=AT_ONCE)))


def own_price_changes(session: Session, artisan_id: UUID) -> Iterator[Any]:
    """Each change of price: slug, number and name of the form, old and new price, moment."""
    asked = (
        select(
            Listing.slug,
            Variant.id,
            Variant.name,
            PriceChange.old_paise,
            PriceChange.new_paise,
            PriceChange.at,
        )
        .join(Variant, Variant.id == PriceChange.variant_id)
        .join(Listing, Listing.id == Variant.listing_id)
        .where(Listing.artisan_id == artisan_id)
        .order_by(PriceChange.id)
    )
    return iter(session.execute(asked.execution_options(yield_per=AT_ONCE)))


def own_photos(session: Session, artisan_id: UUID) -> Iterator[tuple[str, int, str, str, str]]:
    """Each picture: slug, place in the row, state, words for it, path of its largest JPEG or drawing."""
    asked = (
        select(Listing.slug, Photo)
        .join(Listing, Listing.id == Photo.listing_id)
        .where(Listing.artisan_id == artisan_id)
        .order_by(Listing.id, Photo.position)
    )
    for slug, photo in session.execute(asked.execution_options(yield_per=AT_ONCE)):
        shown = next(iter(pictures_of([photo])), None)
        largest = (shown.srcset.split(",")[-1].split() or [shown.src])[0] if shown else ""
        yield slug, photo.position + 1, photo.status.value, photo.alt, largest


def own_marks(session: Session, artisan_id: UUID) -> Iterator[Any]:
    """Each mark claimed: kind, number, issuer, status, slug of its piece if it is for one, and its days."""
    asked = (
        select(
            Mark.kind,
            Mark.number,
            Mark.issuer,
            Mark.status,
            Listing.slug,
            Mark.claimed_at,
            Mark.checked_at,
            Mark.expires_on,
        )
        .outerjoin(Listing, Listing.id == Mark.listing_id)
        .where(Mark.artisan_id == artisan_id)
        .order_by(Mark.claimed_at)
    )
    return iter(session.execute(asked))

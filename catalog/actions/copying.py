"""Make another like this: a new draft with the words, details, forms and prices of a piece the maker has."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from catalog.actions.details import Form, set_forms, tell_details
from catalog.actions.listing import draft_listing, edit_listing
from catalog.events import ListingCopied
from catalog.models import Artisan, Listing
from catalog.queries.details import told_of
from catalog.rules.details import DETAILS
from catalog.rules.listing import ListingStatus
from catalog.rules.registry import Proof
from kit.events import record

PRESSED_TWICE = timedelta(seconds=30)
OF_ONE_PIECE = frozenset({Proof.HUID})  # a hallmark's number stands on one piece and on no other


def copy_listing(session: Session, artisan: Artisan, listing: Listing, *, by: UUID, at: datetime) -> Listing:
    """Begin a draft like `listing`: not its photos, marks or stock, which belong to the piece itself.

    Pressed twice within half a minute the first copy is found, as long as it has no photo. Raises the refusals of
    `draft_listing`: a craft may no longer be sold, or the workshop have as many pieces as can be kept.
    """
    session.execute(select(Artisan.id).where(Artisan.id == artisan.id).with_for_update())
    if (found := _just_made(session, listing, at)) is not None:
        return found
    copy = draft_listing(
        session,
        artisan,
        craft_id=listing.craft_id,
        craft_variant_id=listing.craft_variant_id,
        district_product_id=listing.district_product_id,
        by=by,
        at=at,
        is_demo=listing.is_demo,
    )
    edit_listing(
        session,
        copy,
        weight_g=listing.weight_g or None,
        days_to_make=listing.days_to_make or None,
        made_to_order=listing.made_to_order,
        proofs={name: number for name, number in listing.proofs.items() if name not in OF_ONE_PIECE},
        by=by,
        at=at,
    )
    for locale, said in listing.texts.items():
        edit_listing(
            session,
            copy,
            locale=locale,
            title=said.title,
            story=said.story,
            care=said.care,
            by=by,
            at=at,
        )
    _tell(session, listing, copy, by=by, at=at)
    _shape(session, listing, copy, by=by, at=at)
    record(session, ListingCopied(copy.id, listing.id), by=by, at=at)
    return copy


def _just_made(session: Session, listing: Listing, at: datetime) -> Listing | None:
    """The copy that a first press made, untouched."""
    newest = session.scalars(
        select(Listing).where(Listing.artisan_id == listing.artisan_id).order_by(Listing.id.desc()).limit(1)
    ).first()
    if newest is None or newest is listing or newest.created_at < at - PRESSED_TWICE:
        return None
    same = newest.status is ListingStatus.DRAFT and not newest.photos
    titles = [{locale: said.title for locale, said in each.texts.items()} for each in (newest, listing)]
    return newest if same and newest.craft_id == listing.craft_id and titles[0] == titles[1] else None


def _tell(session: Session, listing: Listing, copy: Listing, *, by: UUID, at: datetime) -> None:
    told = told_of(session, listing.id)
    texts = {name: getattr(told, name) for name in DETAILS}
    if any(texts.values()) or told.best_before_days is not None:
        tell_details(session, copy, texts, best_before_days=told.best_before_days, by=by, at=at)


def _shape(session: Session, listing: Listing, copy: Listing, *, by: UUID, at: datetime) -> None:
    packs = {pack.variant_id: pack for pack in told_of(session, listing.id).packs}
    sold = sorted((each for each in listing.variants if each.active), key=lambda each: each.position)
    if not sold or not all(each.price_paise for each in sold):
        return  # nothing was priced yet
    forms = [
        Form(
            copy.variants[0].id if place == 0 else None,
            each.name,
            each.price_paise,
            packs[each.id].net_quantity if each.id in packs else "",
            packs[each.id].mrp if each.id in packs else None,
        )
        for place, each in enumerate(sold)
    ]
    set_forms(session, copy, forms, by=by, at=at)

"""A maker's listings: all of them, one with what it still lacks, and its way to the buyers."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import Response, flash, g, redirect, render_template, request, url_for
from flask_babel import get_locale
from flask_babel import gettext as _

from catalog.actions import (
    copy_listing,
    listing_gaps,
    publish_gaps,
    publish_listing,
    share_of,
    submit_for_verification,
    withdraw_listing,
)
from catalog.actions.appeals import appeal_of
from catalog.actions.claims import standing_refusal
from catalog.actions.voice import voices_at
from catalog.errors import CatalogRefusal, ClaimClosed, CraftNotSold, ListingNotReady
from catalog.models import Listing
from catalog.queries import last_verification, own_counts, own_listings
from catalog.queries.details import told_of
from catalog.queries.marks import marks_for
from catalog.queries.pages import pictures_of
from catalog.queries.proposals import open_change
from catalog.queries.tiers import tiers_of
from catalog.rules.listing import ListingStatus
from catalog.rules.photo import PhotoStatus
from catalog.rules.verification import SubjectKind, VerificationStatus
from kit.money import Money
from kit.steps import ImpossibleStep
from people.rules import Permission
from stock.queries import workshop_levels
from storefront.access import requires
from storefront.changed import differences
from storefront.words import refusal as sentence_of
from storefront.words.faults import GAPS
from storefront.workshop.home import may_open
from storefront.workshop.own import listing as own
from storefront.workshop.own import workshop, workshop_id
from tax.errors import TaxRefusal

PAGE = 60  # pieces on one page of the list
EDITABLE = {ListingStatus.DRAFT, ListingStatus.RETURNED}


def spoken() -> str:
    """The language of this page, for choosing among the maker's own words."""
    return str(get_locale() or "en")[:2]


def on_hand(listing: Listing) -> int:
    """How many pieces of the listing the workshop holds."""
    levels = workshop_levels(g.session, [variant.id for variant in listing.variants])
    return sum(level.on_hand for level in levels.values())


def gaps_of(listing: Listing) -> list[str]:
    """What keeps the listing from its next step: being sent, or going on sale."""
    if listing.status in EDITABLE:
        return listing_gaps(g.session, listing, on_hand=on_hand(listing), at=g.now)
    if listing.status in {ListingStatus.APPROVED, ListingStatus.WITHDRAWN}:
        return publish_gaps(g.session, listing, at=g.now)
    return []


def share(listing: Listing, price: Money) -> Any:
    """What reaches the maker of one piece, part by part; None where no rate fits the price."""
    if price <= 0:
        return None
    try:
        return share_of(g.session, listing, price, at=g.now)
    except (TaxRefusal, CraftNotSold):
        return None


@requires(Permission.LISTING_EDIT)
def listings() -> Any:
    before = _after_which(request.args.get("before", ""))
    lines = own_listings(g.session, workshop_id(), spoken(), before=before, limit=PAGE + 1)
    more = url_for("workshop.listings", before=lines[PAGE - 1].id) if len(lines) > PAGE else ""
    return render_template(
        "workshop/listings.html",
        lines=lines[:PAGE],
        pieces=sum(own_counts(g.session, workshop_id()).values()),
        next_href=more,
        first_href=url_for("workshop.listings") if before else "",
        artisan=workshop(),
    )


def _after_which(text: str) -> UUID | None:
    """The listing that a page of the list begins after; None at its beginning."""
    try:
        return UUID(text)
    except ValueError:
        return None


@requires(Permission.LISTING_EDIT)
def show(slug: str) -> Any:
    return page(own(slug))


def page(listing: Listing) -> str:
    """One listing: what it is, what it lacks, and the one next deed."""
    claim = last_verification(g.session, SubjectKind.LISTING, listing.id)
    returned = claim is not None and claim.status is VerificationStatus.RETURNED
    refused = None
    if listing.status in EDITABLE:
        refused = standing_refusal(g.session, listing.id, listing.artisan_id)
    change = open_change(g.session, listing.id) if listing.status is ListingStatus.PUBLISHED else None
    about = last_verification(g.session, SubjectKind.CHANGE, change.id) if change else None
    return render_template(
        "workshop/listing.html",
        listing=listing,
        words=listing.words_in(spoken()),
        pictures=pictures_of(listing.photos),
        waiting=any(photo.status is PhotoStatus.UPLOADED for photo in listing.photos),
        lacks=[(*GAPS[gap], gap) for gap in gaps_of(listing)],
        reasons=claim.reasons if claim and returned and listing.status in EDITABLE else [],
        refused=refused,
        appealed=appeal_of(g.session, refused.id) if refused else None,
        on_hand=on_hand(listing),
        share=share(listing, listing.price_paise),
        told=told_of(g.session, listing.id),
        voice=next((voice.status for voice in voices_at(g.session, listing.artisan_id, listing.id)), None),
        may_open=may_open,
        marks=marks_for(g.session, listing),
        tier_count=sum(len(each) for each in tiers_of(g.session, [v.id for v in listing.variants]).values()),
        change=change,
        change_claim=about,
        change_says=differences(listing, change) if change else [],
    )


@requires(Permission.LISTING_EDIT)
def send(slug: str) -> Any:
    listing = own(slug, lock=True)
    try:
        submit_for_verification(g.session, listing, on_hand=on_hand(listing), by=g.person.id, at=g.now)
    except (ListingNotReady, ClaimClosed):
        return page(listing), 409
    except ImpossibleStep:
        return _again(listing)  # approved meanwhile: the page says so
    flash(_("Sent to your district office. They will answer you by SMS."), "good")
    return _again(listing)


@requires(Permission.LISTING_PUBLISH)
def publish(slug: str) -> Any:
    listing = own(slug, lock=True)
    try:
        publish_listing(g.session, listing, by=g.person.id, at=g.now)
    except ListingNotReady:
        return page(listing), 409
    flash(_("On sale. Buyers can see it now."), "good")
    return _again(listing)


@requires(Permission.LISTING_PUBLISH)
def withdraw(slug: str) -> Any:
    listing = own(slug, lock=True)
    withdraw_listing(g.session, listing, by=g.person.id, at=g.now)
    flash(_("Taken off sale. Nobody can buy it now."), "good")
    return _again(listing)


@requires(Permission.LISTING_EDIT)
def copy(slug: str) -> Any:
    listing = own(slug)
    try:
        with g.session.begin_nested():
            made = copy_listing(g.session, workshop(), listing, by=g.person.id, at=g.now)
    except CatalogRefusal as refusal:
        flash(sentence_of(refusal), "error")
        return _again(listing)
    flash(_("Name, story, sizes and price are copied. Now take photos of this piece."), "good")
    return redirect(url_for("workshop.photos", slug=made.slug), 303)


def _again(listing: Listing) -> Response:
    return redirect(url_for("workshop.listing", slug=listing.slug), 303)  # type: ignore[return-value]

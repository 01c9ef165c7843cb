"""Changes of a piece on sale that wait for the district office: what the forms show, and leaving it as it was."""

from __future__ import annotations

from typing import Any

from flask import flash, g, redirect, url_for
from flask_babel import gettext as _

from catalog.actions import take_back_change
from catalog.actions.photo import drop_waiting
from catalog.models import Listing
from catalog.queries.proposals import live_words, open_change
from catalog.rules.listing import ListingStatus
from people.rules import Permission
from storefront.access import requires
from storefront.workshop.own import listing as own


def in_hand(listing: Listing) -> dict[str, Any]:
    """What the maker's forms show: what stands, with the change in hand of a piece on sale in it."""
    standing = live_words(g.session, listing)
    if listing.status is ListingStatus.PUBLISHED and (change := open_change(g.session, listing.id)):
        standing |= change.said
    return standing


def tell_of(waits: bool) -> None:
    """Say that what was written goes to the office first."""
    if waits:
        flash(_("Sent to your district office. Buyers read the old words until they answer."), "good")


@requires(Permission.LISTING_EDIT)
def leave(slug: str) -> Any:
    """Take the change back: the piece stays as buyers read it."""
    listing = own(slug, lock=True)
    if take_back_change(g.session, listing, by=g.person.id, at=g.now):
        drop_waiting(g.session, listing, by=g.person.id, at=g.now)
        flash(_("Taken back. Everything stays as buyers read it."), "good")
    return redirect(url_for("workshop.listing", slug=listing.slug), 303)

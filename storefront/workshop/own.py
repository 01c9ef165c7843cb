"""Found through the maker: the workshop the person acts for, and one listing of it. Anybody else's is a 404."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import abort, current_app, g, url_for

from catalog.models import Artisan, Listing
from catalog.queries import artisan_by_id, own_listing
from people.models import Person
from people.rules import Permission
from storefront.access import artisan_id


def keeper() -> Person:
    """Whose workshop the request is about: the person themselves, or the one they act for."""
    return g.acting.person if g.acting else g.person


def workshop_id() -> UUID:
    """The workshop whose listings the person may edit, or of the one they act for; 404 when there is none."""
    if g.acting and g.acting.artisan:  # what the page is for was asked at the door
        return g.acting.artisan.id
    return artisan_id(Permission.LISTING_EDIT)


def workshop(*, lock: bool = False) -> Artisan:
    """The workshop the person acts for; `lock` for those who will change it."""
    found = artisan_by_id(g.session, workshop_id()) or abort(404)
    if lock:
        g.session.refresh(found, with_for_update={"key_share": True})
    return found


def listing(slug: str, *, lock: bool = False) -> Listing:
    """One listing of the workshop; `lock` for those who will change it."""
    return own_listing(g.session, workshop_id(), slug, lock=lock) or abort(404)


def door_to(endpoint: str, **values: Any) -> str:
    """The address of a page; empty while no such page stands."""
    return url_for(endpoint, **values) if endpoint in current_app.view_functions else ""

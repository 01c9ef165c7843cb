"""Found through the maker: the workshop the person acts for, and one listing of it. Anybody else's is a 404."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import abort, current_app, g, url_for

from catalog.models import Artisan, Listing
from catalog.queries import artisan_by_id, own_listing
from people.rules import Permission
from storefront.access import artisan_id


def workshop_id() -> UUID:
    """The workshop whose listings the person may edit; 404 when there is none."""
    return artisan_id(Permission.LISTING_EDIT)


def workshop() -> Artisan:
    """The workshop the person acts for."""
    return artisan_by_id(g.session, workshop_id()) or abort(404)


def listing(slug: str, *, lock: bool = False) -> Listing:
    """One listing of the workshop; `lock` for those who will change it."""
    return own_listing(g.session, workshop_id(), slug, lock=lock) or abort(404)


def door_to(endpoint: str, **values: Any) -> str:
    """The address of a page; empty while no such page stands."""
    return url_for(endpoint, **values) if endpoint in current_app.view_functions else ""

"""What a buyer keeps in mind, and what this browser has looked at."""

from __future__ import annotations

import re
from typing import Any
from uuid import UUID

from flask import abort, current_app, g, make_response, redirect, render_template, request, url_for

from catalog.queries.compare import ids_of
from catalog.queries.shelf import Card, cards_of
from kit.ids import token as new_token
from orders.actions.wishes import keep_in_mind, let_go, take_over_wishes
from orders.queries.wishes import listing_on_sale, wished
from storefront.access import anyone
from storefront.shop.shelves import with_shares
from storefront.words.tongues import reading

WISHES_COOKIE = "wishes"
SEEN_COOKIE = "seen"  # written by the module of the product page, read on private pages only
SEEN_MAX = 12
KEPT_SECONDS = 180 * 24 * 3600
_SLUG = re.compile(r"[a-z0-9-]{1,120}")


@anyone
def wishes() -> Any:
    found = with_shares(cards_of(g.session, own_wishes(), locale=reading()))
    page = render_template("shop/wishes.html", goods=found, seen=seen_here([card.slug for card in found]))
    answer = make_response(page)
    if g.person and WISHES_COOKIE in request.cookies:
        answer.delete_cookie(
            WISHES_COOKIE, samesite="Lax", secure=current_app.config["SESSION_COOKIE_SECURE"]
        )
    return answer


@anyone(csrf_token=False)
def wish() -> Any:
    """Keep a piece in mind. The form stands on a public page: its origin was checked, it has no token."""
    listing_id = listing_on_sale(g.session, request.form.get("listing", "")[:200]) or abort(404)
    person_id, kept = _whose()
    fresh = new_token() if person_id is None and not kept else None
    keep_in_mind(g.session, listing_id, person_id=person_id, token=kept or fresh, at=g.now)
    answer = redirect(url_for(".wishes"), 303)
    if fresh:
        answer.set_cookie(
            WISHES_COOKIE,
            fresh,
            max_age=KEPT_SECONDS,
            httponly=True,
            samesite="Lax",
            secure=current_app.config["SESSION_COOKIE_SECURE"],
        )
    return answer


@anyone
def unwish(listing_id: UUID) -> Any:
    person_id, kept = _whose()
    let_go(g.session, listing_id, person_id=person_id, token=kept)
    return redirect(url_for(".wishes"), 303)


def own_wishes() -> list[UUID]:
    """What the person keeps in mind, else this browser; after signing in the browser's become the person's."""
    person_id, kept = _whose()
    if person_id is not None and kept:
        take_over_wishes(g.session, kept, person_id=person_id)
    return wished(g.session, person_id=person_id, token=kept)


def _whose() -> tuple[UUID | None, str | None]:
    return (g.person.id if g.person else None), request.cookies.get(WISHES_COOKIE)


def seen_here(but: list[str]) -> list[Card]:
    """What this browser looked at lately, the latest first; its cookie holds nothing but addresses of pieces."""
    slugs = [each for each in request.cookies.get(SEEN_COOKIE, "").split(".") if _SLUG.fullmatch(each)]
    wanted = [each for each in dict.fromkeys(slugs) if each not in but][:SEEN_MAX]
    return with_shares(cards_of(g.session, ids_of(g.session, wanted), locale=reading()))

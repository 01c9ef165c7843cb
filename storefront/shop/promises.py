"""What a card and a page promise of a piece's journey: a day, when we know where it goes."""

from __future__ import annotations

from typing import Any

from flask import g, request
from flask_babel import gettext as _
from markupsafe import Markup, escape

from kit.clock import business_day
from kit.errors import Refusal
from orders.rules.promise import comes_by
from people.queries.places import PinPlace, place_of_pin
from people.rules.places import clean_pin
from storefront.edge import PIN_COOKIE
from storefront.words.figures import weekday
from tax.rules import Seller, offered_today


def place_here() -> PinPlace | None:
    """Where this browser wants its goods, by its PIN cookie; read once a request."""
    if "pin_place" not in g:
        known = clean_pin(request.cookies.get(PIN_COOKIE, ""))
        g.pin_place = place_of_pin(known) if known else None
    found: PinPlace | None = g.pin_place
    return found


def promised(good: Any, days_to_make: int) -> str | Markup:
    """ "To 700001 by Thu 26 Nov", or that it is not sent there; nothing while we do not know where to.

    `good` is a card, a piece or anything else with the `seller` as the tax rules see it.
    """
    place = place_here()
    return promise_to(place, good.seller, days_to_make) if place else ""


def promise_to(place: PinPlace, seller: Seller, days_to_make: int) -> str | Markup:
    """The same for a place that is known."""
    pin = Markup('<bdi class="num" dir="ltr">{}</bdi>').format(place.pin)
    try:
        offered_today(seller, place=place.state_code)
    except Refusal:
        return escape(_("Not sent to %(pin)s")) % {"pin": pin}
    day = comes_by(
        business_day(g.now), days_to_make=days_to_make, origin=seller.state, place=place.state_code
    )
    return escape(_("To %(pin)s by %(day)s")) % {"pin": pin, "day": weekday(day)}

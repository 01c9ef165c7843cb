"""Where goods shall go: a PIN code kept in a cookie, said on every page it is known on."""

from __future__ import annotations

from typing import Any

from flask import current_app, make_response, redirect, render_template, request, url_for
from flask_babel import gettext as _

from people.queries.places import place_of_pin
from people.rules.places import clean_pin
from storefront.access import anyone
from storefront.door.coming_in import on_this_site, own_path
from storefront.edge import PIN_COOKIE
from storefront.shop.forms import PinForm
from storefront.shop.promises import place_here

KEPT_SECONDS = 180 * 24 * 3600


@anyone
def pin() -> Any:
    form = PinForm(pin=request.cookies.get(PIN_COOKIE, ""))
    if not form.validate_on_submit():
        return render_template("shop/pin.html", form=form), 422 if form.errors else 200
    place = place_of_pin(form.pin.data or "")
    if place is None:
        form.pin.errors = [_("No list we have knows this PIN code. Check its digits.")]
        return render_template("shop/pin.html", form=form), 422
    onward = own_path(request.args.get("back"))
    target = on_this_site(onward) if onward else url_for(".pin", kept=1)
    return keep_pin(make_response(redirect(target, 303)), place.pin)


def keep_pin(answer: Any, pin_code: str) -> Any:
    """Remember where goods shall go."""
    answer.set_cookie(
        PIN_COOKIE,
        pin_code,
        max_age=KEPT_SECONDS,
        samesite="Lax",
        httponly=True,
        secure=current_app.config["SESSION_COOKIE_SECURE"],
    )
    return answer


def going_to() -> str | None:
    """The PIN code of the cookie with its district, as the head of a page says it; None without one."""
    place = place_here()
    if place is None:
        return None
    return f"{place.pin} {place.districts[0].name if place.districts else place.state_name}"


def buyer_pin() -> str:
    """The PIN code of the cookie, or nothing."""
    return clean_pin(request.cookies.get(PIN_COOKIE, "")) or ""

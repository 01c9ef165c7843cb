"""Signing in with a code by SMS: number, code, and a name from those who are new."""

from __future__ import annotations

from typing import Any

from flask import flash, g, make_response, redirect, render_template, request, url_for
from flask import session as cookie
from flask_babel import get_locale
from flask_babel import gettext as _

from kit.errors import Refusal
from people.actions import request_code, sign_in_with_code
from people.errors import CodesSpent, StaffDoor, WrongCode
from people.rules import Permission
from storefront.access import anyone, requires
from storefront.door.coming_in import browser_id, come_in, home_of, keep_browser, on_this_site, own_path
from storefront.door.forms import CodeForm, MobileForm, NameForm
from storefront.edge import limiter
from storefront.words import refusal as words_of

SENDS_PER_ADDRESS = "30 per 15 minutes"  # many share one address: a village, an office
TRIES_PER_ADDRESS = "100 per 15 minutes"


@limiter.limit(SENDS_PER_ADDRESS, methods=["POST"])
@anyone
def sign_in() -> Any:
    form = MobileForm()
    onward = own_path(request.values.get("next"))
    if not form.validate_on_submit():
        return _page("door/sign_in.html", 422 if form.errors else 200, form=form, onward=onward)
    try:
        _send(form.mobile.data)
    except Refusal as refusal:
        form.mobile.errors = [words_of(refusal)]
        status = 429 if isinstance(refusal, CodesSpent) else 422
        return _page("door/sign_in.html", status, form=form, onward=onward)
    cookie["mobile"], cookie["next"] = form.mobile.data, onward
    return keep_browser(redirect(url_for(".code"), 303))


@limiter.limit(TRIES_PER_ADDRESS, methods=["POST"])
@anyone
def code() -> Any:
    if "mobile" not in cookie:
        return redirect(url_for(".sign_in"), 303)
    form = CodeForm()
    if not form.validate_on_submit():
        return _page("door/code.html", 422 if form.errors else 200, form=form, mobile=cookie["mobile"])
    g.keep_writes = True
    try:
        person = sign_in_with_code(
            g.session,
            cookie["mobile"],
            form.code.data,
            browser=browser_id(),
            language=get_locale().language,
            at=g.now,
        )
    except StaffDoor as refusal:
        flash(words_of(refusal), "warn")
        return redirect(url_for(".staff_sign_in", next=cookie.get("next")), 303)
    except Refusal as refusal:
        form.code.errors = [_said(refusal)]
        return _page("door/code.html", 422, form=form, mobile=cookie["mobile"])
    return come_in(person, cookie.get("next"))


@limiter.limit(SENDS_PER_ADDRESS)
@anyone
def again() -> Any:
    if "mobile" not in cookie:
        return redirect(url_for(".sign_in"), 303)
    try:
        _send(cookie["mobile"])
    except Refusal as refusal:
        flash(words_of(refusal), "warn")
    else:
        flash(_("A code is on its way. The last one sent is the one that counts."), "good")
    return redirect(url_for(".code"), 303)


@requires(Permission.CART_USE)
def name() -> Any:
    form = NameForm(obj=g.person)
    onward = own_path(request.values.get("next")) or home_of(g.person)
    if not form.validate_on_submit():
        return _page("door/name.html", 422 if form.errors else 200, form=form, onward=onward)
    g.person.name = form.name.data
    return redirect(on_this_site(onward), 303)


def _send(mobile: str) -> None:
    request_code(g.session, mobile, browser=browser_id(), language=get_locale().language, at=g.now)


def _said(refusal: Refusal) -> str:
    if isinstance(refusal, WrongCode) and not refusal.details["tries_left"]:
        return _("That code does not open the door any more. Ask for a new one.")
    return words_of(refusal)


def _page(template: str, status: int, **context: Any) -> Any:
    return keep_browser(make_response(render_template(template, **context), status))

"""The staff door: e-mail address, password and time-based code, asked for at once and answered at once."""

from __future__ import annotations

from typing import Any

from flask import g, make_response, render_template, request

from kit.errors import Refusal
from people.actions import sign_in_with_password
from people.errors import SignInThrottled
from storefront.access import anyone
from storefront.door.coming_in import browser_id, come_in, keep_browser, own_path
from storefront.door.forms import StaffForm
from storefront.edge import limiter
from storefront.words import refusal as words_of

TRIES_PER_ADDRESS = "60 per 15 minutes"


@limiter.limit(TRIES_PER_ADDRESS, methods=["POST"])
@anyone
def sign_in() -> Any:
    form = StaffForm()
    onward = own_path(request.values.get("next"))
    if not form.validate_on_submit():
        return _page(form, onward, 422 if form.errors else 200)
    g.keep_writes = True
    try:
        person = sign_in_with_password(
            g.session,
            form.email.data,
            form.password.data,
            form.totp.data,
            browser=browser_id(),
            at=g.now,
        )
    except Refusal as refusal:
        form.form_errors = [words_of(refusal)]
        return _page(form, onward, 429 if isinstance(refusal, SignInThrottled) else 422)
    return come_in(person, onward)


def _page(form: StaffForm, onward: str | None, status: int) -> Any:
    page = render_template("door/staff_sign_in.html", form=form, onward=onward)
    return keep_browser(make_response(page, status))

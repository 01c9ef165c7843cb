"""Going out, and changing the language of one's own pages."""

from __future__ import annotations

from typing import Any

from flask import abort, current_app, g, redirect, request
from flask import session as cookie

from people.actions import end_sign_in
from storefront.access import anyone, cookie_name, forget_sign_in
from storefront.door.coming_in import on_this_site, own_path
from storefront.edge import LANGUAGE_COOKIE, LANGUAGES

LANGUAGE_KEPT_S = 365 * 24 * 3600


@anyone
def sign_out() -> Any:
    if token := request.cookies.get(cookie_name()):
        end_sign_in(g.session, token, g.now)
    cookie.clear()
    return forget_sign_in(redirect(on_this_site("/"), 303))


@anyone
def language() -> Any:
    chosen = request.form.get("language")
    if chosen not in LANGUAGES:
        abort(400)
    if g.person is not None:
        g.person.language = chosen
    answer = redirect(own_path(request.form.get("next")) or "/", 303)
    answer.set_cookie(
        LANGUAGE_COOKIE,
        chosen,
        max_age=LANGUAGE_KEPT_S,
        samesite="Lax",
        httponly=True,
        secure=current_app.config["SESSION_COOKIE_SECURE"],
    )
    return answer

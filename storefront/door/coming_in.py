"""What all doors share: the browser's own id, the sign-in begun, and the way on to one of our own pages."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from flask import current_app, g, redirect, request, url_for
from flask import session as cookie
from werkzeug.wrappers import Response

from kit.ids import token as new_token
from people.actions import begin_sign_in, end_sign_in
from people.models import Person
from people.queries import grants_of
from people.rules import Role
from storefront.access import cookie_name, keep_signed_in
from storefront.edge import PREFIXED

BROWSER_COOKIE = "zila_browser"
BROWSER_KEPT_S = 400 * 24 * 3600  # as long as browsers keep a cookie
BROWSER_ID_LENGTH = 43

HOMES = {
    Role.ADMIN: "/admin/",
    Role.AUDITOR: "/admin/trail",
    Role.FINANCE: "/admin/payments",
    Role.NATIONAL_OFFICER: "/admin/registry",
    Role.SUPPORT: "/admin/",
    Role.MALL_MANAGER: "/mall/",
    Role.STOREKEEPER: "/mall/",
    Role.CASHIER: "/mall/",
    Role.DISTRICT_OFFICER: "/district/",
    Role.STATE_OFFICER: "/district/",
    Role.ARTISAN: "/workshop/",
    Role.FACILITATOR: "/district/help",
}


def own_path(text: str | None) -> str | None:
    """`text` when it is a plain path on this very site, else None: nobody is sent elsewhere from our door."""
    if not text or not text.startswith("/") or text.startswith(("//", "/\\")) or "\\" in text:
        return None
    if any(ord(letter) < 33 or ord(letter) == 127 for letter in text):
        return None
    try:
        parts = urlsplit(text)
    except ValueError:
        return None
    return text if not parts.scheme and not parts.netloc else None


def browser_id() -> str:
    """This browser's own secret; made now where it has none yet (`keep_browser` writes it)."""
    if "browser_id" not in g:
        known = request.cookies.get(BROWSER_COOKIE, "")
        g.browser_id = known if len(known) == BROWSER_ID_LENGTH else new_token()
    return g.browser_id


def keep_browser(answer: Response) -> Response:
    """Let the browser be known again."""
    if request.cookies.get(BROWSER_COOKIE) != browser_id():
        answer.set_cookie(
            BROWSER_COOKIE,
            browser_id(),
            max_age=BROWSER_KEPT_S,
            httponly=True,
            samesite="Lax",
            secure=current_app.config["SESSION_COOKIE_SECURE"],
        )
    return answer


def come_in(person: Person, onward: str | None) -> Any:
    """Sign the person in with a fresh token (an old one ends) and lead on; the nameless are asked for a name."""
    if old := request.cookies.get(cookie_name()):
        end_sign_in(g.session, old, g.now)
    token = begin_sign_in(g.session, person, g.now, browser=browser_id())
    cookie.clear()
    onward = own_path(onward) or home_of(person)
    target = url_for("door.name", next=onward) if not person.name else on_this_site(onward)
    return keep_browser(keep_signed_in(redirect(target, 303), token))


def home_of(person: Person) -> str:
    """The page where a person's own work is; for buyers the shop, in their language."""
    roles = [grant.role for grant in grants_of(g.session, person.id, g.now)]
    shop = f"/{person.language}/" if person.language in PREFIXED else "/"
    return next((HOMES[role] for role in roles if role in HOMES), shop)


def on_this_site(path: str) -> str:
    """The path in the language of the page at hand."""
    root = request.script_root
    return path if not root or path == root or path.startswith(f"{root}/") else root + path

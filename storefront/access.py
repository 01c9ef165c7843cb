"""Who may: every view says what it takes, and the signed-in person is found here.

Two doors, both needed: the view names a permission (`@requires`), and its query finds through the asker, with the
scopes of that permission (`artisan_id()`, `mall_id()`, `districts()`). Somebody else's row is a 404.

`@public`   the same for everyone; the person is not even looked up, so the page can be cached by anyone
`@anyone`   guests too, but private: a cart, a sign-in form
`@requires` signed in, with a grant that allows it
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar
from uuid import UUID

from flask import abort, current_app, g, redirect, request, url_for
from flask_login import LoginManager, UserMixin
from werkzeug.wrappers import Response

from people.actions import note_seen
from people.models import Grant, Person
from people.queries import grants_of, sign_in_of_token
from people.rules import Permission, permissions_of
from storefront.edge import SAFE, csrf, from_ourselves
from storefront.helping import stand_in

login_manager = LoginManager()
View = TypeVar("View", bound=Callable[..., Any])
SIGN_IN_COOKIE = "zila"


class SignedIn(UserMixin):
    """What Flask-Login holds of a person."""

    def __init__(self, person: Person) -> None:
        self.person = person

    def get_id(self) -> str:
        """The person's id."""
        return str(self.person.id)


@login_manager.request_loader
def _load(_: Any) -> SignedIn | None:
    token = request.cookies.get(cookie_name())
    if not token:
        return None
    sign_in = sign_in_of_token(g.session, token, at=g.now)
    if sign_in is None:
        return None
    note_seen(sign_in, g.now)
    return SignedIn(sign_in.person)


def public(view: View) -> View:
    """The same for everyone, whoever asks."""
    view.access = "public"  # type: ignore[attr-defined]
    return view


def anyone(view: View | None = None, *, csrf_token: bool = True) -> Any:
    """Guests too, but the answer is private. `csrf_token=False` where a public page posts to it."""

    def declare(inner: View) -> View:
        @wraps(inner)
        def door(*args: Any, **kwargs: Any) -> Any:
            enter(csrf_token=csrf_token)
            return inner(*args, **kwargs)

        door.access = "anyone"  # type: ignore[attr-defined]
        return door  # type: ignore[return-value]

    return declare if view is None else declare(view)


def requires(*permissions: Permission) -> Callable[[View], View]:
    """Signed in, with a live grant that holds each of `permissions`."""

    def declare(inner: View) -> View:
        @wraps(inner)
        def door(*args: Any, **kwargs: Any) -> Any:
            enter(csrf_token=True)
            if g.person is None:
                return ask_to_sign_in(permissions)
            if (instead := stand_in(permissions)) is not None:
                return instead
            if g.acting is None and not set(permissions) <= _held():
                abort(403)
            return inner(*args, **kwargs)

        door.access = tuple(str(permission) for permission in permissions)  # type: ignore[attr-defined]
        return door  # type: ignore[return-value]

    return declare


def _held() -> set[Permission]:
    return set().union(*(permissions_of(grant.role) for grant in g.grants))


def enter(*, csrf_token: bool) -> None:
    """Find the person, and refuse an unsafe request that did not come from our own pages."""
    g.private = True
    signed_in = login_manager._load_user_from_request(request) if request.cookies.get(cookie_name()) else None
    g.person = signed_in.person if signed_in else None
    g.grants = tuple(grants_of(g.session, g.person.id, at=g.now)) if g.person else ()
    if request.method not in SAFE:
        if not from_ourselves():
            abort(403)
        if csrf_token and current_app.config["WTF_CSRF_ENABLED"]:
            csrf.protect()


def ask_to_sign_in(permissions: tuple[Permission, ...]) -> Response:
    """Send a guest to the right door and back again."""
    staff = request.path.startswith(("/mall", "/district", "/admin"))
    door = "door.staff_sign_in" if staff else "door.sign_in"
    onward = request.full_path.rstrip("?") if request.method in SAFE else None
    return redirect(url_for(door, next=onward), 303)


def scopes(kind: str, permission: Permission) -> list[str]:
    """Ids of all scopes of `kind` in which the person holds `permission`; of one who stands in, the one workshop."""
    if g.acting is not None:
        inside = kind == "artisan" and g.acting.artisan is not None and permission in g.acting_may
        return [str(g.acting.artisan.id)] if inside else []
    return [
        grant.scope_id
        for grant in g.grants
        if grant.scope_kind == kind and permission in permissions_of(grant.role)
    ]


def artisan_id(permission: Permission) -> UUID:
    """The workshop the person acts for; 404 when there is none."""
    held = scopes("artisan", permission)
    return UUID(held[0]) if held else abort(404)


def mall_id(permission: Permission) -> UUID:
    """The mall the person works in; 404 when there is none."""
    held = scopes("mall", permission)
    return UUID(held[0]) if held else abort(404)


def cookie_name() -> str:
    """`__Host-` binds the cookie to this host and to https wherever https is."""
    return f"__Host-{SIGN_IN_COOKIE}" if current_app.config["SESSION_COOKIE_SECURE"] else SIGN_IN_COOKIE


def keep_signed_in(answer: Response, token: str) -> Response:
    """Put the sign-in's token into the browser."""
    answer.set_cookie(
        cookie_name(),
        token,
        max_age=30 * 24 * 3600,
        httponly=True,
        samesite="Lax",
        secure=current_app.config["SESSION_COOKIE_SECURE"],
    )
    return answer


def forget_sign_in(answer: Response) -> Response:
    """Take the token out of the browser."""
    answer.delete_cookie(cookie_name(), secure=current_app.config["SESSION_COOKIE_SECURE"], samesite="Lax")
    return answer


__all__ = ["Grant", "anyone", "artisan_id", "mall_id", "public", "requires", "scopes"]

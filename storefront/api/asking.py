"""Who asks and how often: a key in `Authorization: Bearer`, or nobody in particular at a lower rate."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from flask import Response, g, request
from flask_limiter.util import get_remote_address
from werkzeug.exceptions import Forbidden, Unauthorized

from people.actions import note_api_key_used
from people.models import ApiKey
from people.queries import api_key_of_token, grants_of
from people.rules import API_KEY, ApiScope, Permission, permissions_of
from storefront.edge import limiter

LIMIT = "60/minute"
LIMIT_WITH_KEY = "600/minute"
CHALLENGE = 'Bearer realm="Zila Haat"'


class NoKey(Unauthorized):
    """No key, or one that opens nothing."""

    def get_headers(self, *args: Any, **kwargs: Any) -> list[tuple[str, str]]:
        """With the challenge that RFC 9110 wants beside a 401."""
        return [*super().get_headers(*args, **kwargs), ("WWW-Authenticate", CHALLENGE)]


def asking_key() -> ApiKey | None:
    """The live key that came with the request, looked up once; None for none and for a wrong one."""
    if "api_key" not in g:
        scheme, _, token = request.headers.get("Authorization", "").partition(" ")
        token = token.strip()
        told = scheme.lower() == "bearer" and API_KEY.fullmatch(token)
        g.api_key = api_key_of_token(g.session, token) if told else None
        if g.api_key is not None:
            g.private = True
            note_api_key_used(g.api_key, g.now)
    return g.api_key  # type: ignore[no-any-return]


def _name() -> str:
    key = asking_key()
    return f"key:{key.id}" if key else get_remote_address()


def _rate() -> str:
    return LIMIT_WITH_KEY if asking_key() else LIMIT


limited = limiter.shared_limit(_rate, scope="api", key_func=_name)


def keyed(scope: ApiScope | None) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Refuse a wrong key; with a `scope`, refuse whoever comes without a key that has it."""

    def declare(view: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(view)
        def door(*args: Any, **kwargs: Any) -> Any:
            key = asking_key()
            if key is None and (scope is not None or "Authorization" in request.headers):
                raise NoKey("This needs a live key in the header Authorization: Bearer …")
            if scope is not None and key is not None and scope.value not in key.scopes:
                raise Forbidden(f"This key was made without the scope {scope.value}.")
            return view(*args, **kwargs)

        return door

    return declare


def own_workshop(permission: Permission) -> UUID:
    """The workshop that the key's person may act for now. Raises Forbidden when there is none (any more)."""
    key = asking_key()
    assert key is not None, "only behind keyed(scope)"
    for grant in grants_of(g.session, key.person_id, at=g.now):
        if grant.scope_kind == "artisan" and permission in permissions_of(grant.role):
            return UUID(grant.scope_id)
    raise Forbidden("The person of this key has no workshop.")


def keep_apart(answer: Response) -> Response:
    """What depends on a key is kept by nobody else; what does not may be asked for again by its tag."""
    answer.vary.add("Authorization")
    if g.get("api_key") is not None and answer.status_code == 200:
        answer.headers["Cache-Control"] = "private, no-cache"
        answer.add_etag()
        answer.make_conditional(request)
    return answer

"""The edge of a request: its session, its moment, its person, its language, and commit or roll back at the end.

One request is one transaction. It is committed when the answer is under 400 and rolled back otherwise; nobody else
commits. After the commit the relay of the outbox is rung, so that what hangs on a fact starts within milliseconds.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import structlog
from flask import Flask, Response, abort, current_app, g, request
from flask_babel import Babel
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from flask_sqlalchemy import SQLAlchemy
from flask_wtf import CSRFProtect

from kit.clock import now
from kit.db import Base
from kit.ids import new_id

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

db = SQLAlchemy(metadata=Base.metadata, session_options={"expire_on_commit": False})
csrf = CSRFProtect()
babel = Babel()
limiter = Limiter(get_remote_address, headers_enabled=False)
log = structlog.get_logger(__name__)

LANGUAGES = ("en", "hi")
PREFIXED = LANGUAGES[1:]
RIGHT_TO_LEFT = frozenset({"ur", "ks", "sd"})
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
PIN_COOKIE = "pin"
LANGUAGE_COOKIE = "language"
_REQUEST_ID = re.compile(r"[0-9A-Za-z-]{8,64}")


class LanguagePrefix:
    """Take `/hi` off the front of a path and remember it, so that every URL made keeps the reader's language."""

    def __init__(self, wrapped: WSGIApplication) -> None:
        self.wrapped = wrapped

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer one request, its path without the prefix."""
        path = environ.get("PATH_INFO", "")
        for language in PREFIXED:
            if path == f"/{language}" or path.startswith(f"/{language}/"):
                environ["SCRIPT_NAME"] = environ.get("SCRIPT_NAME", "") + f"/{language}"
                environ["PATH_INFO"] = path[len(language) + 1 :] or "/"
                environ["zila.language"] = language
                break
        return self.wrapped(environ, start_response)


def locale() -> str:
    """The language of this answer: the path's, else the person's, else the chosen one, else English."""
    prefixed = request.environ.get("zila.language")
    if prefixed or not g.get("private"):
        return prefixed or "en"
    chosen = g.person.language if g.get("person") else request.cookies.get(LANGUAGE_COOKIE)
    if chosen in LANGUAGES:
        return chosen
    return request.accept_languages.best_match(LANGUAGES) or "en"


def open_request() -> None:
    """Give the request its id, moment and session; refuse what no honest browser sends."""
    asked_id = request.headers.get("X-Request-ID", "")
    g.request_id = asked_id if _REQUEST_ID.fullmatch(asked_id) else str(new_id())
    g.now = now()
    g.session = db.session
    g.session.info["request_id"] = g.request_id
    g.session.info.pop("acting_for", None)
    g.person, g.grants, g.private, g.acting = None, (), False, None
    structlog.contextvars.clear_contextvars()
    structlog.contextvars.bind_contextvars(request_id=g.request_id)
    refuse_nul()


def refuse_nul() -> None:
    """A NUL is in no word and PostgreSQL stores none: a request that carries one is mistaken or hostile."""
    texts = [request.path, *request.args.keys(), *(v for vs in request.args.listvalues() for v in vs)]
    if request.mimetype in {"application/x-www-form-urlencoded", "multipart/form-data"}:
        texts += [v for vs in request.form.listvalues() for v in vs]
    if any("\x00" in text or not _is_text(text) for text in texts):
        abort(400)


def _is_text(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def from_ourselves() -> bool:
    """Whether an unsafe request says it comes from our own pages, or carries nothing that could be abused."""
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site in {"same-origin", "none"}
    origin = request.headers.get("Origin")
    if origin is not None:
        ours = {request.host_url.rstrip("/"), current_app.config["PUBLIC_ORIGIN"]}
        return origin in ours
    return not request.cookies


def close_request(answer: Response) -> Response:
    """Commit what an answer under 400 did; roll back the rest. Then ring the relay.

    A refusal at a door is kept too (`g.keep_writes`), for it counts the tries.
    """
    session = db.session()
    if answer.status_code < 400 or (answer.status_code < 500 and g.get("keep_writes")):
        rang = session.info.pop("outbox_rang", False)
        session.commit()
        if rang:
            ring_relay()
    else:
        session.rollback()
        session.info.pop("outbox_rang", None)
    return _headers(answer)


def ring_relay() -> None:
    """Wake the relay now. A lost ring costs seconds: beat rings it too."""
    ring = current_app.extensions.get("ring_relay")
    if ring is None:
        return
    try:
        ring()
    except Exception as problem:
        log.warning("relay.ring_lost", problem=type(problem).__name__)


def _headers(answer: Response) -> Response:
    answer.headers["X-Request-ID"] = g.get("request_id", "")
    answer.headers.setdefault("Content-Security-Policy", current_app.config["CSP"])
    answer.headers["X-Content-Type-Options"] = "nosniff"
    answer.headers["Referrer-Policy"] = "same-origin"
    answer.headers["X-Frame-Options"] = "DENY"
    answer.headers["Cross-Origin-Opener-Policy"] = "same-origin"
    answer.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    answer.headers["Permissions-Policy"] = "camera=(self), geolocation=(), microphone=(self), payment=()"
    if current_app.config["SESSION_COOKIE_SECURE"]:
        answer.headers["Strict-Transport-Security"] = "max-age=31536000; includeSubDomains"
    if "Cache-Control" not in answer.headers:
        _cache(answer)
    return answer


def _cache(answer: Response) -> None:
    """Anonymous pages depend on the URL alone and may be kept by anyone; all else is for one person."""
    shared = (
        not g.get("private", True)
        and request.method in SAFE
        and answer.status_code == 200
        and PIN_COOKIE not in request.cookies
        and "Set-Cookie" not in answer.headers
    )
    if not shared:
        answer.headers["Cache-Control"] = "no-store" if g.get("private", True) else "private, no-cache"
        return
    answer.headers["Cache-Control"] = "public, max-age=0, s-maxage=60, stale-while-revalidate=300"
    if not answer.is_streamed:
        answer.add_etag()
        answer.make_conditional(request)


def content_security_policy(payment_page: str) -> str:
    """Everything from ourselves or not at all; a form may end on the provider's payment page."""
    return "; ".join(
        [
            "default-src 'none'",
            "style-src 'self'",
            "script-src 'self'",
            "img-src 'self' data: blob:",
            "media-src 'self'",
            "connect-src 'self'",
            "manifest-src 'self'",
            f"form-action 'self' {payment_page}",
            "frame-ancestors 'none'",
            "base-uri 'none'",
        ]
    )


def origin_of(url: str) -> str:
    """Scheme, host and port of an address."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


def set_up(app: Flask) -> None:
    """Hang the edge on the application."""
    app.before_request(open_request)
    app.after_request(close_request)
    babel.init_app(app, locale_selector=locale, default_timezone="Asia/Kolkata")

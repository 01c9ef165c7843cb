"""What went wrong, for programs: problem+json (RFC 9457), the same shape for every error."""

from __future__ import annotations

from typing import Any

from apiflask.exceptions import HTTPError
from flask import g, json, request
from flask_limiter import RateLimitExceeded
from werkzeug.exceptions import HTTPException
from werkzeug.http import HTTP_STATUS_CODES
from werkzeug.wrappers import Response

from kit.errors import Refusal
from storefront import words
from storefront.edge import limiter

MEDIA_TYPE = "application/problem+json"
PREFIX = "/api/"
TITLES = {422: "Unprocessable Content"}  # as RFC 9110 calls it now


def wanted() -> bool:
    """Whether who asks is a program: it reads problems, not pages."""
    return request.path.startswith(PREFIX)


def problem(status: int, **said: Any) -> Response:
    """One problem; `said` are further members, those that are None left out."""
    body = {
        "type": "about:blank",
        "title": TITLES.get(status, HTTP_STATUS_CODES.get(status, "Error")),
        "status": status,
        **{name: value for name, value in said.items() if value is not None},
        "request_id": g.get("request_id"),
    }
    answer = Response(json.dumps(body, ensure_ascii=False), status, content_type=MEDIA_TYPE)
    answer.headers["Cache-Control"] = "no-store"
    return answer


def of_http(error: HTTPException) -> Response:
    """An HTTP error with its Allow and Retry-After."""
    status = error.code or 500
    detail = error.description if status < 500 else None
    if isinstance(error, RateLimitExceeded):
        detail = "You ask faster than the limit allows. Wait, or come with a key."
    answer = problem(status, detail=detail)
    for name, value in error.get_headers():
        if name in {"Allow", "WWW-Authenticate"}:
            answer.headers[name] = value
    if status == 429 and limiter.current_limit is not None:
        wait_s = int(limiter.current_limit.reset_at - g.now.timestamp()) + 1
        answer.headers["Retry-After"] = str(max(1, wait_s))
    return answer


def of_shape(error: HTTPError) -> Response:
    """What was asked does not have the shape it must have: every fault with its place."""
    faults = [
        {"at": f"{where}.{name}", "says": says}
        for where, found in error.detail.items()
        if isinstance(found, dict)
        for name, sentences in found.items()
        for says in sentences
    ]
    return problem(error.status_code, detail=error.message, errors=faults or None)


def of_refusal(refusal: Refusal) -> Response:
    """The rules say no: the code for programs, the sentence for their people."""
    return problem(409, code=refusal.code, detail=words.refusal(refusal))

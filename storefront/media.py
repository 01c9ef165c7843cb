"""Uploaded pictures, re-encoded by ourselves: named by their content, so they may be kept for ever."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, abort, send_file

from catalog import storage
from storefront.access import public

bp = Blueprint("media", __name__)

TYPES = {"avif": "image/avif", "webp": "image/webp", "jpg": "image/jpeg"}
KEPT = "public, max-age=31536000, immutable"


@bp.get("/media/<path:key>")
@public
def rendition(key: str) -> Any:
    kind = TYPES.get(key.rpartition(".")[2])  # an upload as it came has another ending, and is never served
    if kind is None or not storage.KEY.fullmatch(key) or not storage.path(key).is_file():
        abort(404)
    answer: Response = send_file(storage.path(key), mimetype=kind, etag=key, conditional=True)
    answer.headers["Cache-Control"] = KEPT
    return answer

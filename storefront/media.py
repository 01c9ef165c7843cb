"""Uploaded pictures and voices, re-encoded by ourselves: named by their content, so they may be kept for ever.

And the demo world's illustrations, which are drawn by ourselves and served as they are.
"""

from __future__ import annotations

import re
from typing import Any

from flask import Blueprint, Response, abort, current_app, send_file

from catalog import storage
from catalog.models import ClaimPaper, ClaimPhoto, VoiceNote
from catalog.rules.photo import PhotoStatus
from catalog.rules.voice import VoiceStatus
from orders.models import ComplaintPhoto
from storefront.access import public

bp = Blueprint("media", __name__)

TYPES = {"avif": "image/avif", "webp": "image/webp", "jpg": "image/jpeg", "m4a": "audio/mp4"}
KEPT = "public, max-age=31536000, immutable"
DRAWING = re.compile(r"[a-z0-9-]{1,160}\.svg")


@bp.get("/media/<path:key>")
@public
def rendition(key: str) -> Any:
    kind = TYPES.get(key.rpartition(".")[2])  # an upload as it came has another ending, and is never served
    if kind is None or not storage.KEY.fullmatch(key) or not storage.path(key).is_file():
        abort(404)
    answer: Response = send_file(storage.path(key), mimetype=kind, etag=key, conditional=True)
    answer.headers["Cache-Control"] = KEPT
    return answer


@bp.get("/drawings/<name>")
@public
def drawing(name: str) -> Any:
    path = current_app.extensions["zila_config"].home / "drawings" / name
    if not DRAWING.fullmatch(name) or not path.is_file():
        abort(404)
    answer: Response = send_file(path, mimetype="image/svg+xml", conditional=True, max_age=86400)
    answer.headers["Cache-Control"] = "public, max-age=86400"
    answer.headers["Content-Security-Policy"] = "default-src 'none'"
    return answer


PLAYED = (VoiceStatus.READY, VoiceStatus.VERIFIED, VoiceStatus.RETURNED)


def private_sound(voice: VoiceNote | None) -> Response:
    """A voice for the ears of whoever found it: parts of it may be asked for, and no cache keeps it. Else a 404."""
    if voice is None or voice.status not in PLAYED:
        abort(404)
    place = storage.path(storage.private_key(voice.digest))
    if not place.is_file():
        abort(404)
    answer: Response = send_file(place, mimetype="audio/mp4", conditional=True, etag=voice.digest)
    answer.headers["Cache-Control"] = "no-store"
    return answer


def private_picture(found: ClaimPhoto | ComplaintPhoto | None) -> Response:
    """A picture for the eyes of whoever found it: kept by no cache. A 404 where there is none, or none yet."""
    if found is None or found.status is not PhotoStatus.READY:
        abort(404)
    content = storage.get(storage.private_key(found.digest)) or abort(404)
    answer = Response(content, mimetype="image/jpeg")
    answer.headers["Cache-Control"] = "no-store"
    return answer


def private_paper(found: ClaimPaper | None) -> Response:
    """A certificate to take away: a strange file, so no browser opens it on this site. A 404 where there is none."""
    content = storage.get(storage.private_key(found.digest)) if found else None
    if found is None or content is None:
        abort(404)
    answer = Response(content, mimetype="application/pdf")
    answer.headers["Content-Disposition"] = f'attachment; filename="certificate-{found.id}.pdf"'
    answer.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    answer.headers["Cache-Control"] = "no-store"
    return answer

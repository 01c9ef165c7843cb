"""Files that come in pieces over a weak line: begin one, ask how far it got, send the next piece.

Answers are JSON, for a module of ours; without it the forms take whole files. Whatever arrived of a piece before the
line broke is kept.
"""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import Response, abort, g, jsonify, request
from werkzeug.exceptions import ClientDisconnected

from catalog.actions import begin_upload, continue_upload, take_upload
from catalog.actions.upload import upload_of
from catalog.errors import CatalogRefusal, PieceMisplaced, UploadUnfinished
from catalog.models import Upload
from catalog.rules.upload import PIECE_BYTES, PIECE_MAX_BYTES
from people.rules import Permission
from storefront.access import requires
from storefront.words import refusal as sentence_of
from storefront.workshop.own import workshop_id

_READ_BYTES = 16 * 1024
IDS_MAX = 12


@requires(Permission.LISTING_EDIT)
def begin() -> Any:
    workshop_id()  # for makers only
    size = request.form.get("size", "")
    try:
        upload = begin_upload(
            g.session,
            person_id=g.person.id,
            sha256=request.form.get("sha256", ""),
            size=int(size) if size.isascii() and size.isdigit() and len(size) < 12 else 0,
            at=g.now,
        )
    except CatalogRefusal as refusal:
        return jsonify(refused=sentence_of(refusal)), 422
    return jsonify(id=str(upload.id), piece=PIECE_BYTES, **_stands(upload)), 201


@requires(Permission.LISTING_EDIT)
def show(upload_id: UUID) -> Any:
    return jsonify(**_stands(upload_of(g.session, g.person.id, upload_id) or abort(404)))


@requires(Permission.LISTING_EDIT)
def add(upload_id: UUID) -> Any:
    place = request.args.get("at", type=int, default=-1)
    content = _what_came()
    upload = upload_of(g.session, g.person.id, upload_id, lock=True) or abort(404)
    try:
        continue_upload(upload, place, content, at=g.now)
    except PieceMisplaced as refusal:
        return jsonify(refused=sentence_of(refusal), **_stands(upload)), 409
    return jsonify(**_stands(upload))


def sent_in_pieces(name: str) -> list[bytes]:
    """The files that this form names by their uploads. Raises UploadUnfinished."""
    named = [each for each in request.form.getlist(name) if each][:IDS_MAX]
    try:
        ids = [UUID(each) for each in named]
    except ValueError:
        raise UploadUnfinished from None
    return [take_upload(g.session, person_id=g.person.id, upload_id=each, at=g.now) for each in ids]


def _stands(upload: Upload) -> dict[str, int]:
    return {"offset": upload.received, "size": upload.size}


def _what_came() -> bytes:
    """The body, or as much of it as came before the line broke; a piece that is too long is a 413."""
    if (request.content_length or 0) > PIECE_MAX_BYTES:
        abort(Response(status=413))
    came = bytearray()
    try:
        while len(came) <= PIECE_MAX_BYTES and (read := request.stream.read(_READ_BYTES)):
            came += read
    except (ClientDisconnected, OSError):
        pass  # the line broke: what came is kept, and the next question tells how much that was
    return bytes(came[:PIECE_MAX_BYTES])

"""Pictures of a piece: whole, close and in use; taken or chosen, put in order, described, taken off."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from flask import Response, abort, flash, g, redirect, render_template, request, url_for
from flask_babel import gettext as _

from catalog.actions import add_photo, describe_photo, order_photos, remove_photo
from catalog.actions.sale import photos_missing
from catalog.errors import CatalogRefusal, PictureRefused
from catalog.models import Listing, Photo
from catalog.queries.pages import pictures_of
from catalog.rules.listing import PHOTOS_MAX
from catalog.rules.photo import ALT_MAX, FILE_MAX_BYTES, PhotoKind, PhotoStatus, PictureFault
from people.rules import Permission
from storefront.access import requires
from storefront.words import label
from storefront.words import refusal as sentence_of
from storefront.workshop.forms import PhotosForm
from storefront.workshop.own import listing as own
from storefront.workshop.steps import STEPS
from storefront.workshop.uploads import sent_in_pieces


@requires(Permission.LISTING_EDIT)
def photos(slug: str) -> Any:
    listing = own(slug, lock=request.method == "POST")
    form = PhotosForm()
    if form.validate_on_submit():
        before = len(listing.photos)
        faults = {kind: _taken(listing, kind) for kind in PhotoKind}
        if len(listing.photos) > before:
            for sentence in (each for told in faults.values() for each in told):
                flash(sentence, "error")  # the good ones of the same sending are kept
            return _again(listing)
        if not any(faults.values()):
            if not _sent_any():
                faults[_first_place(listing)] = [_("Take a photo or choose one first.")]
            else:
                return _again(listing)  # the same files again: they are there
        for kind, told in faults.items():
            form[kind.value].errors = told
    return _page(listing, form)


def _taken(listing: Listing, kind: PhotoKind) -> list[str]:
    """Take every file that was sent for one place; tell what is wrong with those that could not be."""
    faults: list[str] = []
    alt = request.form.get(f"alt-{kind}", "")
    try:
        for name, content in _files(kind):
            try:
                with g.session.begin_nested():
                    add_photo(g.session, listing, content, kind=kind, alt=alt, by=g.person.id, at=g.now)
            except PictureRefused as refused:
                sentence = label(PictureFault(refused.details["reason"]))
                faults.append(f"{name}: {sentence}" if name else str(sentence))
    except CatalogRefusal as refused:
        faults.append(sentence_of(refused))
    return faults


def _files(kind: PhotoKind) -> Iterator[tuple[str, bytes]]:
    """(name, content) of each file of a place, whole in the form or sent before in pieces."""
    for part in ("taken", "chosen"):
        for file in request.files.getlist(f"{part}-{kind}")[:PHOTOS_MAX]:
            if file.filename:
                yield file.filename, file.stream.read(FILE_MAX_BYTES + 1)
    yield from (("", content) for content in sent_in_pieces(f"upload-{kind}"))


def _sent_any() -> bool:
    names = [f"{part}-{kind}" for kind in PhotoKind for part in ("taken", "chosen")]
    files = any(file.filename for name in names for file in request.files.getlist(name))
    return files or any(request.form.get(f"upload-{kind}") for kind in PhotoKind)


def _first_place(listing: Listing) -> PhotoKind:
    return next(iter(photos_missing(listing)), PhotoKind.MORE)


def _page(listing: Listing, form: PhotosForm) -> Any:
    shown = {photo.id: next(iter(pictures_of([photo])), None) for photo in listing.photos}
    missing = photos_missing(listing)
    kept = [photo for photo in listing.photos if photo.status is not PhotoStatus.REFUSED]
    page = render_template(
        "workshop/photos.html",
        listing=listing,
        form=form,
        shown=shown,
        kinds=list(PhotoKind),
        missing=missing,
        first_of={kind: next((each for each in kept if each.kind is kind), None) for kind in PhotoKind},
        full=len(kept) >= PHOTOS_MAX,
        alt_max=ALT_MAX,
        steps=len(STEPS) + 1,
        waiting=any(photo.status is PhotoStatus.UPLOADED for photo in listing.photos),
    )
    return page, 422 if form.errors else 200


def _own_photo(listing: Listing, photo_id: int) -> Photo:
    return next((photo for photo in listing.photos if photo.id == photo_id), None) or abort(404)


@requires(Permission.LISTING_EDIT)
def place(slug: str, photo_id: int) -> Any:
    """Put one picture at a place of the row, counted from 1; past either end is at that end."""
    listing = own(slug, lock=True)
    chosen = _own_photo(listing, photo_id)
    order = [photo.id for photo in listing.photos if photo is not chosen]
    wanted = request.form.get("to", type=int, default=1)
    order.insert(min(max(wanted - 1, 0), len(order)), chosen.id)
    return _done(listing, lambda: order_photos(g.session, listing, order))


@requires(Permission.LISTING_EDIT)
def describe(slug: str, photo_id: int) -> Any:
    listing = own(slug, lock=True)
    photo = _own_photo(listing, photo_id)
    chosen = request.form.get("kind", "")
    kind = PhotoKind(chosen) if chosen in set(PhotoKind) else None
    return _done(
        listing, lambda: describe_photo(g.session, listing, photo, request.form.get("alt", ""), kind)
    )


@requires(Permission.LISTING_EDIT)
def remove(slug: str, photo_id: int) -> Any:
    listing = own(slug, lock=True)
    photo = _own_photo(listing, photo_id)
    return _done(listing, lambda: remove_photo(g.session, listing, photo, by=g.person.id, at=g.now))


def _done(listing: Listing, deed: Any) -> Response:
    try:
        deed()
    except CatalogRefusal as refused:
        flash(sentence_of(refused), "error")
    return _again(listing)


def _again(listing: Listing) -> Response:
    return redirect(url_for("workshop.photos", slug=listing.slug), 303)  # type: ignore[return-value]

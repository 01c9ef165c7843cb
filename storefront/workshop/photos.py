"""Pictures of a piece: taken or chosen, put in order, described, taken off."""

from __future__ import annotations

from typing import Any

from flask import Response, abort, flash, g, redirect, render_template, request, url_for
from flask_babel import gettext as _

from catalog.actions import add_photo, describe_photo, order_photos, remove_photo
from catalog.errors import CatalogRefusal, PictureRefused
from catalog.models import Listing, Photo
from catalog.queries.pages import pictures_of
from catalog.rules.photo import FILE_MAX_BYTES, PhotoStatus, PictureFault
from people.rules import Permission
from storefront.access import requires
from storefront.words import label
from storefront.words import refusal as sentence_of
from storefront.workshop.forms import PhotosForm
from storefront.workshop.own import listing as own
from storefront.workshop.steps import STEPS


@requires(Permission.LISTING_EDIT)
def photos(slug: str) -> Any:
    listing = own(slug, lock=request.method == "POST")
    form = PhotosForm()
    if form.validate_on_submit():
        before = len(listing.photos)
        faults = _taken(listing)
        if not faults or len(listing.photos) > before:
            for fault in faults:
                flash(fault, "error")  # the good ones of the same choice are kept
            return _again(listing)
        form.chosen.errors = faults
    return _page(listing, form)


def _taken(listing: Listing) -> list[str]:
    """Take every file that was sent; tell what is wrong with those that could not be."""
    sent = [file for name in ("taken", "chosen") for file in request.files.getlist(name) if file.filename]
    if not sent:
        return [_("Take a photo or choose one first.")]
    faults = []
    for file in sent:
        try:
            add_photo(g.session, listing, file.stream.read(FILE_MAX_BYTES + 1), by=g.person.id, at=g.now)
        except PictureRefused as refused:
            faults.append(f"{file.filename}: {label(PictureFault(refused.details['reason']))}")
        except CatalogRefusal as refused:
            return [*faults, sentence_of(refused)]
    return faults


def _page(listing: Listing, form: PhotosForm) -> Any:
    shown = {photo.id: next(iter(pictures_of([photo])), None) for photo in listing.photos}
    page = render_template(
        "workshop/photos.html",
        listing=listing,
        form=form,
        shown=shown,
        steps=len(STEPS) + 1,
        waiting=any(photo.status is PhotoStatus.UPLOADED for photo in listing.photos),
    )
    return page, 422 if form.errors else 200


def _own_photo(listing: Listing, photo_id: int) -> Photo:
    return next((photo for photo in listing.photos if photo.id == photo_id), None) or abort(404)


@requires(Permission.LISTING_EDIT)
def put_first(slug: str, photo_id: int) -> Any:
    listing = own(slug, lock=True)
    chosen = _own_photo(listing, photo_id)
    others = [photo.id for photo in listing.photos if photo is not chosen]
    return _done(listing, lambda: order_photos(g.session, listing, [chosen.id, *others]))


@requires(Permission.LISTING_EDIT)
def describe(slug: str, photo_id: int) -> Any:
    listing = own(slug, lock=True)
    photo = _own_photo(listing, photo_id)
    return _done(listing, lambda: describe_photo(g.session, photo, request.form.get("alt", "")))


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

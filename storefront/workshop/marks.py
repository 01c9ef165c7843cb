"""Marks that a maker claims for a piece: number, issuer, until when; and how far the office has looked."""

from __future__ import annotations

from typing import Any

from flask import flash, g, redirect, render_template, request, url_for
from flask_babel import gettext as _

from catalog.actions import claim_mark
from catalog.errors import CatalogRefusal, MarkFieldsWrong, PaperRefused, PictureRefused
from catalog.models import Listing
from catalog.queries.marks import marks_for, words_unproven
from catalog.rules.marks import RED_FLAGS, MarkKind, unproven
from catalog.rules.papers import PAPERS_MAX, PaperFault
from catalog.rules.photo import FILE_MAX_BYTES, PictureFault
from kit.clock import business_day
from people.rules import Permission
from storefront.access import requires
from storefront.words import label
from storefront.words import refusal as sentence_of
from storefront.words.faults import LISTING
from storefront.workshop.forms import MarkForm
from storefront.workshop.own import listing as own


def unproven_words(listing: Listing, title: str | None = None) -> list[tuple[str, str]]:
    """The words in the piece's titles, or in this one, that need a mark not claimed yet: word, marks that carry it."""
    if title is None:
        words = words_unproven(g.session, listing, on=business_day(g.now), verified=False)
    else:
        words = unproven([title], {mark.kind for mark in marks_for(g.session, listing)})
    marks = {flag.word: flag.marks for flag in RED_FLAGS}
    return [(word, " / ".join(str(label(kind)) for kind in sorted(marks[word]))) for word in words]


@requires(Permission.LISTING_EDIT)
def marks(slug: str) -> Any:
    listing = own(slug, lock=request.method == "POST")
    form = MarkForm()
    if form.validate_on_submit():
        files = [file for file in request.files.getlist("papers") if file.filename][:PAPERS_MAX]
        try:
            with g.session.begin_nested():
                claim_mark(
                    g.session,
                    listing.artisan,
                    kind=MarkKind(form.kind.data),
                    number=form.number.data or "",
                    issuer=form.issuer.data or "",
                    expires_on=form.expires_on.data,
                    listing=None if form.all_goods.data else listing,
                    papers=[file.stream.read(FILE_MAX_BYTES + 1) for file in files],
                    by=g.person.id,
                    at=g.now,
                )
        except MarkFieldsWrong as refusal:
            for field, fault in refusal.details["faults"].items():
                form[field].errors = [str(LISTING[field, fault])]
        except (PaperRefused, PictureRefused) as refusal:
            form.papers.errors = [_fault_of(refusal)]
        except CatalogRefusal as refusal:
            form.form_errors.append(sentence_of(refusal))
        else:
            flash(_("Sent to your district office. They will answer you by SMS."), "good")
            return redirect(url_for("workshop.marks", slug=listing.slug), 303)
    page = render_template(
        "workshop/marks.html",
        listing=listing,
        form=form,
        marks=marks_for(g.session, listing),
        today=business_day(g.now),
        unproven=unproven_words(listing),
    )
    return page, 422 if form.is_submitted() else 200


def _fault_of(refusal: PaperRefused | PictureRefused) -> str:
    if isinstance(refusal, PaperRefused):
        return str(label(PaperFault(refusal.details["reason"])))
    fault = PictureFault(refusal.details["reason"])
    if fault is PictureFault.NOT_A_PICTURE:
        return _("This is neither a photo (JPEG, PNG, WebP) nor a PDF.")
    return str(label(fault))

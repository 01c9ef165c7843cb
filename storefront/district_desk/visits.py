"""Field visits beside a claim: written down with the day, the place, what was seen and pictures."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask import flash, g, redirect, request, url_for
from flask_babel import gettext as _

from catalog.actions import note_visit
from catalog.errors import CatalogRefusal, PictureRefused, VisitFieldsWrong
from catalog.rules.photo import FILE_MAX_BYTES, PictureFault
from people.rules import Permission
from storefront.access import requires
from storefront.district_desk.own import claim as own
from storefront.district_desk.verifications import page
from storefront.words import label
from storefront.words import refusal as sentence_of
from storefront.words.faults import VISIT

FILES_MAX = 6


@requires(Permission.ARTISAN_VERIFY, Permission.LISTING_REVIEW)
def note(verification_id: int) -> Any:
    claim = own(verification_id, lock=True)
    files = [file for file in request.files.getlist("photos") if file.filename][:FILES_MAX]
    try:
        note_visit(
            g.session,
            claim,
            visited_on=_day(request.form.get("visited_on", "")),
            place=request.form.get("place", ""),
            notes=request.form.get("notes", ""),
            pictures=[file.stream.read(FILE_MAX_BYTES + 1) for file in files],
            by=g.person.id,
            at=g.now,
        )
    except VisitFieldsWrong as refusal:
        faults = {field: str(VISIT[field, fault]) for field, fault in refusal.details["faults"].items()}
        return page(claim, visit_faults=faults), 422
    except PictureRefused as refusal:
        told = str(label(PictureFault(refusal.details["reason"])))
        g.session.rollback()
        return page(own(verification_id), visit_faults={"photos": told}), 422
    except CatalogRefusal as refusal:
        told = sentence_of(refusal)
        g.session.rollback()
        return page(own(verification_id), visit_faults={"photos": told}), 422
    flash(_("The visit is written down."), "good")
    return redirect(url_for(".claim", verification_id=claim.id) + "#visits", 303)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None

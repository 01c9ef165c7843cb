"""The maker's side of a claim: answer the one thing asked, or take a refusal to the State officer."""

from __future__ import annotations

from typing import Any

from flask import abort, flash, g, redirect, render_template, request, url_for
from flask_babel import gettext as _

from catalog.actions import answer_ask, appeal
from catalog.actions.appeals import appeal_of
from catalog.errors import CatalogRefusal, PictureRefused
from catalog.models import Verification
from catalog.queries import claimed_listing
from catalog.queries.claims import asks_of, makers_claim
from catalog.rules.desk import ANSWER_MAX, APPEAL_MAX, may_appeal
from catalog.rules.photo import FILE_MAX_BYTES, PictureFault
from catalog.rules.verification import VerificationStatus
from kit.render import render
from people.rules import Permission
from storefront.access import requires
from storefront.words import label
from storefront.words import refusal as sentence_of
from storefront.words.tongues import reading
from storefront.workshop.own import workshop_id

FILES_MAX = 3


def own(verification_id: int, *, lock: bool = False) -> Verification:
    """One claim of the workshop; another's is a 404."""
    return makers_claim(g.session, workshop_id(), verification_id, lock=lock) or abort(404)


@requires(Permission.LISTING_EDIT)
def show(verification_id: int) -> Any:
    return page(own(verification_id))


def page(claim: Verification, wrong: str = "") -> str:
    """The claim as its maker reads it, with what was typed."""
    asked = [
        (ask, render("components/ask.txt", reading(), kind=ask.kind).strip())
        for ask in asks_of(g.session, claim.id)
    ]
    refused = claim.status is VerificationStatus.REJECTED
    made = appeal_of(g.session, claim.id) if refused else None
    return render_template(
        "workshop/claim.html",
        claim=claim,
        listing=claimed_listing(g.session, claim),
        asked=asked,
        appeal=made,
        refused=refused,
        can_appeal=refused
        and made is None
        and claim.decided_at is not None
        and may_appeal(claim.decided_at, at=g.now),
        wrong=wrong,
        typed=request.form.get("words", ""),
        answer_max=ANSWER_MAX,
        appeal_max=APPEAL_MAX,
    )


@requires(Permission.LISTING_EDIT)
def answer(verification_id: int) -> Any:
    claim = own(verification_id, lock=True)
    files = [file for file in request.files.getlist("photos") if file.filename][:FILES_MAX]
    pictures = [file.stream.read(FILE_MAX_BYTES + 1) for file in files]
    try:
        answer_ask(g.session, claim, request.form.get("words", ""), pictures, by=g.person.id, at=g.now)
    except PictureRefused as refusal:
        return page(claim, str(label(PictureFault(refusal.details["reason"])))), 422
    except CatalogRefusal as refusal:
        return page(claim, sentence_of(refusal)), 422
    flash(_("Sent to the district office."), "good")
    return _again(claim)


@requires(Permission.LISTING_EDIT)
def make_appeal(verification_id: int) -> Any:
    claim = own(verification_id, lock=True)
    try:
        appeal(g.session, claim, request.form.get("words", ""), by=g.person.id, at=g.now)
    except CatalogRefusal as refusal:
        return page(claim, sentence_of(refusal)), 422
    flash(_("Sent to the State officer. The answer comes by SMS."), "good")
    return _again(claim)


def _again(claim: Verification) -> Any:
    return redirect(url_for("workshop.claim", verification_id=claim.id), 303)

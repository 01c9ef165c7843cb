"""One claim beside its checklist: approve with evidence, or return with what to mend."""

from __future__ import annotations

from typing import Any

from flask import flash, g, redirect, render_template, request, url_for
from flask_babel import gettext as _

from catalog.actions import asked_of, begin_review, return_for_changes, verify_origin
from catalog.errors import CatalogRefusal, ChecklistIncomplete
from catalog.models import Artisan, Listing, Verification
from catalog.queries import claimed_listing, claims_of, workshop_place
from catalog.queries.marks import claimed_mark
from catalog.queries.pages import pictures_of
from catalog.queries.registry import craft_sheet, product
from catalog.rules.marks import FOUR_EYES
from catalog.rules.registry import Proof
from catalog.rules.verification import EVIDENCE_MAX, NEED_EVIDENCE, OPEN, Answer
from kit.steps import ImpossibleStep
from people.models import Person
from people.rules import Permission
from storefront.access import requires
from storefront.district_desk.own import claim as own
from storefront.district_desk.own import my_districts
from storefront.district_desk.queue import desk
from storefront.words import label
from storefront.words import refusal as sentence_of
from storefront.words.faults import QUESTIONS


def canned() -> list[str]:
    """What is most often asked of a maker, in the officer's language of this page."""
    return [
        _("Please send a photo of the whole piece by daylight."),
        _("Please send a photo from close, so that the work of the hand is seen."),
        _("Please send a photo of the piece at your loom, wheel or bench."),
        _("Please write the name as buyers should read it, without words like pure, GI or khadi."),
        _("Please correct the address, so that a courier can find you."),
        _("Please correct your PAN or GST number."),
    ]


@requires(Permission.ARTISAN_VERIFY, Permission.LISTING_REVIEW)
def show(verification_id: int) -> Any:
    claim = own(verification_id)
    return page(claim)


def page(claim: Verification, *, wrong: list[str] | None = None, unmet: tuple[str, ...] = ()) -> str:
    """The claim, left, and the checklist, right, with what was typed."""
    artisan = g.session.get_one(Artisan, claim.artisan_id)
    mark = claimed_mark(g.session, claim)
    listing = claimed_listing(g.session, claim)
    if mark is not None and mark.listing_id is not None:
        listing = g.session.get(Listing, mark.listing_id)
    sheet = craft_sheet(g.session, listing.craft_id) if listing else None
    known = claim.checklist
    typed = {
        question: (
            request.form.get(question, "yes" if known.get(question, {}).get("met") else ""),
            request.form.get(f"{question}-evidence", known.get(question, {}).get("evidence", "")),
        )
        for question in asked_of(g.session, claim)
    }
    return render_template(
        "district_desk/claim.html",
        claim=claim,
        open=claim.status in OPEN,
        artisan=artisan,
        person=g.session.get_one(Person, artisan.person_id),
        place=workshop_place(g.session, artisan),
        listing=listing,
        mark=mark,
        four_eyes=mark is not None and mark.kind in FOUR_EYES,
        first=g.session.get(Person, mark.seen_by) if mark and mark.seen_by else None,
        pictures=pictures_of(listing.photos) if listing else [],
        craft=(listing.craft_variant or listing.craft) if listing else None,
        sheet=sheet,
        product=product(g.session, listing.district_product_id)
        if listing and listing.district_product_id
        else None,
        history=claims_of(g.session, artisan.id, my_districts()),
        questions=[
            (name, QUESTIONS[name], *typed[name], name in NEED_EVIDENCE, name in unmet) for name in typed
        ],
        canned=canned(),
        ticked=request.form.getlist("reasons"),
        more=request.form.get("more", ""),
        wrong=wrong or [],
        evidence_max=EVIDENCE_MAX,
        proofs=[(label(Proof(name)), number) for name, number in listing.proofs.items()] if listing else [],
        decider=g.session.get(Person, claim.decided_by) if claim.decided_by else None,
        kind=None,
        **desk(),
    )


def answers(claim: Verification) -> dict[str, Answer]:
    """The checklist as it was sent; a question without yes or no is not answered."""
    return {
        question: Answer(
            met=request.form[question] == "yes", evidence=request.form.get(f"{question}-evidence", "")
        )
        for question in asked_of(g.session, claim)
        if request.form.get(question) in {"yes", "no"}
    }


@requires(Permission.ARTISAN_VERIFY, Permission.LISTING_REVIEW)
def take_up(verification_id: int) -> Any:
    begin_review(own(verification_id, lock=True))
    return redirect(url_for(".claim", verification_id=verification_id), 303)


@requires(Permission.ARTISAN_VERIFY, Permission.LISTING_REVIEW)
def approve(verification_id: int) -> Any:
    claim = own(verification_id, lock=True)
    try:
        verify_origin(g.session, claim, answers(claim), by=g.person.id, at=g.now)
    except ChecklistIncomplete as refusal:
        unmet = tuple(refusal.details["missing"])
        return page(claim, wrong=[sentence_of(refusal)], unmet=unmet), 422
    except (CatalogRefusal, ImpossibleStep) as refusal:
        return page(claim, wrong=[sentence_of(refusal)]), 409
    if claim.status in OPEN:
        flash(_("Your look is kept. A second officer must look at this mark too."), "good")
    else:
        flash(_("Verified. The maker is told by SMS."), "good")
    return redirect(url_for(".queue"), 303)


@requires(Permission.ARTISAN_VERIFY, Permission.LISTING_REVIEW)
def send_back(verification_id: int) -> Any:
    claim = own(verification_id, lock=True)
    reasons = [*request.form.getlist("reasons"), request.form.get("more", "")]
    try:
        return_for_changes(g.session, claim, reasons, checklist=answers(claim), by=g.person.id, at=g.now)
    except (CatalogRefusal, ImpossibleStep) as refusal:
        return page(claim, wrong=[sentence_of(refusal)]), 422
    flash(_("Sent back. The maker is told by SMS what to change."), "good")
    return redirect(url_for(".queue"), 303)

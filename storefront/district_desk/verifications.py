"""One claim beside its checklist: approve with evidence, or return with what to mend."""

from __future__ import annotations

from typing import Any

from flask import flash, g, redirect, render_template, request, url_for
from flask_babel import gettext as _

from catalog.actions import (
    ask_maker,
    asked_of,
    begin_review,
    reject_claim,
    return_for_changes,
    verify_origin,
)
from catalog.actions.appeals import appeal_of
from catalog.actions.claims import why_partial
from catalog.errors import CatalogRefusal, ChecklistIncomplete
from catalog.models import Artisan, Listing, Verification
from catalog.queries import claimed_listing, claims_of, workshop_place
from catalog.queries.claims import asks_of, claim_paper, claim_papers, claim_photo, claim_photos
from catalog.queries.details import told_of
from catalog.queries.likeness import likenesses
from catalog.queries.marks import claimed_mark
from catalog.queries.pages import pictures_of
from catalog.queries.proposals import claimed_change
from catalog.queries.registry import craft_sheet, product
from catalog.queries.trail import claim_trail, visits_of
from catalog.rules.desk import AskKind
from catalog.rules.marks import FOUR_EYES
from catalog.rules.registry import Proof
from catalog.rules.verification import EVIDENCE_MAX, NEED_EVIDENCE, OPEN, Answer
from kit.clock import business_day
from kit.render import render
from kit.steps import ImpossibleStep
from people.models import Person
from people.rules import Permission
from storefront.access import requires
from storefront.changed import differences
from storefront.district_desk.own import claim as own
from storefront.district_desk.own import claim_to_read, my_districts
from storefront.district_desk.queue import desk
from storefront.district_desk.voices import shown_with
from storefront.media import private_paper, private_picture
from storefront.words import label
from storefront.words import refusal as sentence_of
from storefront.words.catalog import ACTS
from storefront.words.faults import QUESTIONS
from storefront.words.tongues import reading


def asked_in(language: str) -> list[tuple[str, str]]:
    """What can be asked of a maker, each with its sentence in `language`."""
    return [(each, render("components/ask.txt", language, kind=each).strip()) for each in AskKind]


@requires(Permission.CLAIM_READ)
def show(verification_id: int) -> Any:
    return page(claim_to_read(verification_id))


def page(
    claim: Verification,
    *,
    wrong: list[str] | None = None,
    unmet: tuple[str, ...] = (),
    visit_faults: dict[str, str] | None = None,
) -> str:
    """The claim, left, and the checklist, right, with what was typed."""
    artisan = g.session.get_one(Artisan, claim.artisan_id)
    mark = claimed_mark(g.session, claim)
    listing = claimed_listing(g.session, claim)
    if mark is not None and mark.listing_id is not None:
        listing = g.session.get(Listing, mark.listing_id)
    change = claimed_change(g.session, claim)
    sheet = craft_sheet(g.session, listing.craft_id) if listing else None
    person = g.session.get_one(Person, artisan.person_id)
    partial = why_partial(g.session, claim, artisan, by=g.person.id)
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
        person=person,
        place=workshop_place(g.session, artisan),
        listing=listing,
        mark=mark,
        change=change,
        change_says=differences(listing, change) if change and listing else [],
        told=told_of(g.session, listing.id) if listing else None,
        four_eyes=mark is not None and mark.kind in FOUR_EYES,
        first=g.session.get(Person, mark.seen_by) if mark and mark.seen_by else None,
        pictures=pictures_of(photo for photo in listing.photos if not photo.waits) if listing else [],
        fresh=pictures_of(photo for photo in listing.photos if photo.waits) if listing else [],
        alike=likenesses(g.session, listing, my_districts(), reading()) if listing else [],
        craft=(listing.craft_variant or listing.craft) if listing else None,
        sheet=sheet,
        product=product(g.session, listing.district_product_id)
        if listing and listing.district_product_id
        else None,
        history=claims_of(g.session, artisan.id, my_districts(Permission.CLAIM_READ)),
        questions=[
            (name, QUESTIONS[name], *typed[name], name in NEED_EVIDENCE, name in unmet) for name in typed
        ],
        can_ask=asked_in(reading()),
        in_theirs=dict(asked_in(person.language)) if person.language != reading() else {},
        asks=asks_of(g.session, claim.id),
        private=claim_photos(g.session, claim.id),
        papers=claim_papers(g.session, claim.id),
        appeal=appeal_of(g.session, claim.id),
        refusal=request.form.get("refusal", ""),
        more=request.form.get("more", ""),
        wrong=wrong or [],
        may_decide=claim.district_id in my_districts(),
        barred=sentence_of(partial) if partial else "",
        looked=mark is not None and mark.seen_by == g.person.id,
        onboarder=g.session.get(Person, artisan.onboarded_by) if artisan.onboarded_by else None,
        visits=visits_of(g.session, claim.id),
        visit_faults=visit_faults or {},
        visit_typed={name: request.form.get(name, "") for name in ("visited_on", "place", "notes")},
        today=business_day(g.now),
        trail=claim_trail(g.session, claim, artisan.person_id),
        acts=ACTS,
        evidence_max=EVIDENCE_MAX,
        proofs=[(label(Proof(name)), number) for name, number in listing.proofs.items()] if listing else [],
        decider=g.session.get(Person, claim.decided_by) if claim.decided_by else None,
        kind=None,
        **shown_with(claim, listing),
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
    begin_review(g.session, own(verification_id, lock=True), by=g.person.id, at=g.now)
    return redirect(url_for(".claim", verification_id=verification_id), 303)


@requires(Permission.ARTISAN_VERIFY, Permission.LISTING_REVIEW)
def approve(verification_id: int) -> Any:
    claim = own(verification_id, lock=True)
    try:
        seen = request.form.get("version", type=int) or 0
        verify_origin(g.session, claim, answers(claim), seen=seen, by=g.person.id, at=g.now)
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
    try:
        told = [request.form.get("more", "")]
        return_for_changes(g.session, claim, told, checklist=answers(claim), by=g.person.id, at=g.now)
    except (CatalogRefusal, ImpossibleStep) as refusal:
        return page(claim, wrong=[sentence_of(refusal)]), 422
    flash(_("Sent back. The maker is told by SMS what to change."), "good")
    return redirect(url_for(".queue"), 303)


@requires(Permission.ARTISAN_VERIFY, Permission.LISTING_REVIEW)
def ask(verification_id: int) -> Any:
    claim = own(verification_id, lock=True)
    try:
        ask_maker(g.session, claim, request.form.get("kind", ""), by=g.person.id, at=g.now)
    except CatalogRefusal as refusal:
        return page(claim, wrong=[sentence_of(refusal)]), 422
    flash(_("Asked by SMS. Your clock stands until the maker answers."), "good")
    return redirect(url_for(".claim", verification_id=claim.id), 303)


@requires(Permission.ARTISAN_VERIFY, Permission.LISTING_REVIEW)
def reject(verification_id: int) -> Any:
    claim = own(verification_id, lock=True)
    try:
        reject_claim(g.session, claim, request.form.get("refusal", ""), by=g.person.id, at=g.now)
    except (CatalogRefusal, ImpossibleStep) as refusal:
        return page(claim, wrong=[sentence_of(refusal)]), 422
    flash(_("Refused. The maker is told the reason, and how to appeal to the State officer."), "good")
    return redirect(url_for(".queue"), 303)


@requires(Permission.CLAIM_READ)
def photo(verification_id: int, photo_id: int) -> Any:
    """A picture for the officers of this district: found through the claim, kept by no cache."""
    return private_picture(claim_photo(g.session, claim_to_read(verification_id).id, photo_id))


@requires(Permission.CLAIM_READ)
def paper(verification_id: int, paper_id: int) -> Any:
    """A certificate, for the officers of this district alone."""
    return private_paper(claim_paper(g.session, claim_to_read(verification_id).id, paper_id))

"""Deeds of the district desk: take up a claim, verify it, or return it with what to mend."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from catalog.actions.asks import close_asks
from catalog.actions.claims import claim_on, refuse_closed, refuse_partial
from catalog.actions.handing_back import hand_back
from catalog.actions.marks import verify_mark
from catalog.actions.portrait import show_portrait
from catalog.actions.proposals import put_live
from catalog.actions.voice import let_be_heard
from catalog.errors import ArtisanSuspended, ChecklistIncomplete, ReasonsMissing
from catalog.events import OriginVerified, ReturnedForChanges, ReviewBegun
from catalog.models import Artisan, Listing, Verification
from catalog.queries.proposals import claimed_change
from catalog.queries.registry import tariff_line
from catalog.rules.artisan import ArtisanStatus
from catalog.rules.listing import LISTING_STEPS, ListingStatus
from catalog.rules.verification import (
    REASON_MAX,
    REASONS_MAX,
    VERIFICATION_STEPS,
    Answer,
    SubjectKind,
    VerificationStatus,
    clean_answers,
    missing,
    questions,
)
from kit.events import record
from kit.steps import advance


def asked_of(session: Session, claim: Verification) -> tuple[str, ...]:
    """The questions of a claim's checklist: the three limbs where the craft's rate hangs on being handicraft."""
    if (change := claimed_change(session, claim)) is not None:
        listing = session.get_one(Listing, change.listing_id)
        craft = {
            name: change.said.get(name, getattr(listing, name)) for name in ("craft_id", "craft_variant_id")
        }
        line = tariff_line(session, craft["craft_id"], craft["craft_variant_id"])
        handicraft = line is not None and line.handicraft
        other = any(value != getattr(listing, name) for name, value in craft.items())
        return questions(claim.subject_kind, handicraft=handicraft, other_craft=other)
    if claim.subject_kind is not SubjectKind.LISTING:
        return questions(claim.subject_kind, handicraft=False)
    listing = session.get_one(Listing, claim.subject_id)
    line = tariff_line(session, listing.craft_id, listing.craft_variant_id)
    return questions(claim.subject_kind, handicraft=line is not None and line.handicraft)


def begin_review(session: Session, claim: Verification, *, by: UUID, at: datetime) -> None:
    """An officer takes up a claim; one taken up or decided is left as it is."""
    if claim.status is VerificationStatus.REQUESTED:
        advance(claim, VerificationStatus.IN_REVIEW, VERIFICATION_STEPS)
        record(session, ReviewBegun(claim.id), by=by, at=at)


def verify_origin(
    session: Session,
    claim: Verification,
    checklist: Mapping[str, Answer],
    *,
    seen: int | None = None,
    by: UUID,
    at: datetime,
) -> None:
    """Verify a claim, with the evidence for each question; a second press is quiet. A change goes live with it.

    A listing's checklist answers for its maker too, so the workshop is verified with its first listing; a mark that
    two must look at stays open for the second. Raises ChecklistIncomplete with the questions not met, OwnWork,
    SameOfficer, ClaimClosed, SecondOfficerNeeded, ArtisanSuspended, PictureWaits, ImpossibleStep; and those of
    `put_live`, to which `seen` goes.
    """
    if claim.status is VerificationStatus.VERIFIED:
        return
    artisan = session.get_one(Artisan, claim.artisan_id)
    refuse_partial(session, claim, artisan, by=by)
    if claim.subject_kind is not SubjectKind.ARTISAN:
        refuse_closed(session, artisan.id)
    if artisan.status is ArtisanStatus.SUSPENDED:
        raise ArtisanSuspended()
    asked = asked_of(session, claim)
    answers = clean_answers(asked, checklist)
    if lacking := missing(asked, answers):
        raise ChecklistIncomplete(missing=lacking)
    if claim.subject_kind is SubjectKind.MARK:
        if verify_mark(session, claim, answers, by=by, at=at):
            close_asks(session, claim, at)
            _announce(session, claim, by=by, at=at)
        return
    if claim.subject_kind is SubjectKind.CHANGE:
        put_live(session, claim, seen=seen, by=by, at=at)
    elif claim.subject_kind is SubjectKind.VOICE:
        let_be_heard(session, claim, by=by, at=at)
    elif claim.subject_kind is SubjectKind.PAGE:
        show_portrait(session, claim, by=by, at=at)
    claim.decide(VerificationStatus.VERIFIED, by, at)
    close_asks(session, claim, at)
    claim.checklist = {question: dict(answer) for question, answer in answers.items()}
    if claim.subject_kind is SubjectKind.LISTING:
        _approve(session.get_one(Listing, claim.subject_id))
    if claim.subject_kind in {SubjectKind.ARTISAN, SubjectKind.LISTING}:
        _verify_maker(session, artisan, claim, by=by, at=at)
    _announce(session, claim, by=by, at=at)


def _approve(listing: Listing) -> None:
    """The officer has looked at all of it, its pictures too."""
    advance(listing, ListingStatus.APPROVED, LISTING_STEPS)
    listing.origin_verified = True
    for photo in listing.photos:
        photo.waits = False


def _verify_maker(session: Session, artisan: Artisan, claim: Verification, *, by: UUID, at: datetime) -> None:
    if artisan.status is ArtisanStatus.VERIFIED:
        return
    if artisan.status in {ArtisanStatus.DRAFT, ArtisanStatus.RETURNED}:
        artisan.submit()
    artisan.verify(by, at)
    waiting = claim_on(session, SubjectKind.ARTISAN, artisan.id)
    if waiting is not None and waiting is not claim:
        about_maker = questions(SubjectKind.ARTISAN, handicraft=False)
        waiting.checklist = {name: claim.checklist[name] for name in about_maker}
        waiting.decide(VerificationStatus.VERIFIED, by, at)
        close_asks(session, waiting, at)


def _announce(session: Session, claim: Verification, *, by: UUID, at: datetime) -> None:
    session.flush()
    fact = OriginVerified(claim.id, claim.subject_kind, claim.subject_id, claim.artisan_id, claim.district_id)
    record(session, fact, by=by, at=at)


def return_for_changes(
    session: Session,
    claim: Verification,
    reasons: Sequence[str],
    *,
    checklist: Mapping[str, Answer] | None = None,
    by: UUID,
    at: datetime,
) -> None:
    """Send a claim back with what to mend, in plain sentences; a second press is quiet.

    Raises ReasonsMissing, OwnWork, ImpossibleStep (it was verified).
    """
    if claim.status is VerificationStatus.RETURNED:
        return
    told = [reason.strip()[:REASON_MAX] for reason in reasons if reason.strip()][:REASONS_MAX]
    if not told:
        raise ReasonsMissing()
    artisan = session.get_one(Artisan, claim.artisan_id)
    refuse_partial(session, claim, artisan, by=by)
    claim.decide(VerificationStatus.RETURNED, by, at)
    close_asks(session, claim, at)
    claim.reasons = told
    answers = clean_answers(asked_of(session, claim), checklist or {})
    claim.checklist = {question: dict(answer) for question, answer in answers.items()}
    hand_back(session, claim, artisan, at=at)
    session.flush()
    fact = ReturnedForChanges(
        claim.id, claim.subject_kind, claim.subject_id, claim.artisan_id, claim.district_id
    )
    record(session, fact, by=by, at=at)

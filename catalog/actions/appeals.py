"""Refusals and appeals: an officer says no with a reason, the maker may take it to the State officer."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from catalog.actions.asks import close_asks
from catalog.actions.claims import open_claim, refuse_partial
from catalog.actions.handing_back import hand_back
from catalog.actions.portrait import reopen_portrait
from catalog.actions.proposals import reopen_change
from catalog.actions.voice import reopen_voice
from catalog.errors import AppealLate, AppealWordless, ReasonsMissing, SameOfficer
from catalog.events import (
    AppealDecided,
    ArtisanSubmitted,
    ChangeProposed,
    ClaimAppealed,
    ClaimRejected,
    MarkClaimed,
    PortraitSent,
    VerificationRequested,
    VoiceSent,
)
from catalog.models import Appeal, Artisan, Listing, Mark, Verification
from catalog.queries.proposals import claimed_change
from catalog.rules.artisan import ArtisanStatus
from catalog.rules.desk import APPEAL_MAX, APPEAL_MIN, may_appeal
from catalog.rules.listing import LISTING_STEPS, ListingStatus
from catalog.rules.marks import MARK_STEPS, MarkStatus
from catalog.rules.verification import REASON_MAX, SubjectKind, VerificationStatus
from kit.events import record
from kit.steps import advance
from people.models import District


def reject_claim(session: Session, claim: Verification, reason: str, *, by: UUID, at: datetime) -> None:
    """Refuse a claim, with the reason in words; a second press is quiet.

    Raises ReasonsMissing, OwnWork and its like, ImpossibleStep (it was decided otherwise).
    """
    if claim.status is VerificationStatus.REJECTED:
        return
    told = reason.strip()[:REASON_MAX]
    if not told:
        raise ReasonsMissing()
    artisan = session.get_one(Artisan, claim.artisan_id)
    refuse_partial(session, claim, artisan, by=by)
    claim.decide(VerificationStatus.REJECTED, by, at)
    claim.reasons = [told]
    close_asks(session, claim, at)
    hand_back(session, claim, artisan, at=at)
    session.flush()
    fact = ClaimRejected(claim.id, claim.subject_kind, claim.subject_id, claim.artisan_id, claim.district_id)
    record(session, fact, by=by, at=at)


def appeal(session: Session, claim: Verification, words: str, *, by: UUID, at: datetime) -> Appeal:
    """Take a refusal to the State officer. Natural key: the claim; a second appeal finds the first.

    Raises AppealLate, AppealWordless.
    """
    standing = appeal_of(session, claim.id)
    if standing is not None:
        return standing
    if claim.status is not VerificationStatus.REJECTED or claim.decided_at is None:
        raise AppealLate()
    if not may_appeal(claim.decided_at, at=at):
        raise AppealLate()
    said = words.strip()[:APPEAL_MAX]
    if len(said) < APPEAL_MIN:
        raise AppealWordless()
    made = Appeal(
        verification_id=claim.id,
        state_code=session.get_one(District, claim.district_id).state_code,
        words=said,
        made_at=at,
        decided_at=None,
        decided_by=None,
        allowed=None,
        reason="",
    )
    session.add(made)
    session.flush()
    record(session, ClaimAppealed(claim.id, made.id), by=by, at=at)
    return made


def decide_appeal(
    session: Session, made: Appeal, *, allowed: bool, reason: str, by: UUID, at: datetime
) -> None:
    """Decide an appeal, with the reason. Allowed, the claim is opened anew for another officer's eyes.

    Decided already, nothing changes. Raises ReasonsMissing, SameOfficer, OwnWork.
    """
    if made.decided_at is not None:
        return
    told = reason.strip()[:REASON_MAX]
    if not told:
        raise ReasonsMissing()
    claim = session.get_one(Verification, made.verification_id)
    if claim.decided_by == by:
        raise SameOfficer()
    artisan = session.get_one(Artisan, claim.artisan_id)
    refuse_partial(session, claim, artisan, by=by)
    made.decided_at, made.decided_by, made.allowed, made.reason = at, by, allowed, told
    session.flush()
    record(session, AppealDecided(claim.id, made.id, allowed), by=by, at=at)
    if allowed:
        _open_anew(session, claim, artisan, by=by, at=at)


_REOPEN = {
    SubjectKind.CHANGE: reopen_change,
    SubjectKind.VOICE: reopen_voice,
    SubjectKind.PAGE: reopen_portrait,
}


def _open_anew(session: Session, claim: Verification, artisan: Artisan, *, by: UUID, at: datetime) -> None:
    reopen = _REOPEN.get(claim.subject_kind)
    if reopen is not None and reopen(session, claim.subject_id) is None:
        return  # the maker has put a newer one before the district meanwhile
    again = open_claim(session, claim.subject_kind, claim.subject_id, artisan=artisan, at=at)
    if claim.subject_kind is SubjectKind.LISTING:
        listing = session.get_one(Listing, claim.subject_id)
        advance(listing, ListingStatus.IN_REVIEW, LISTING_STEPS)
        fact = VerificationRequested(listing.id, artisan.id, again.district_id, again.id)
        record(session, fact, by=by, at=at)
    elif claim.subject_kind is SubjectKind.MARK:
        mark = session.get_one(Mark, claim.subject_id, with_for_update=True)
        advance(mark, MarkStatus.CLAIMED, MARK_STEPS)
        mark.seen_by = mark.seen_at = None
        record(session, MarkClaimed(mark.id, artisan.id, again.district_id, again.id), by=by, at=at)
    elif claim.subject_kind is SubjectKind.VOICE:
        record(session, VoiceSent(claim.subject_id, artisan.id, again.district_id, again.id), by=by, at=at)
    elif claim.subject_kind is SubjectKind.PAGE:
        record(session, PortraitSent(claim.subject_id, artisan.id, again.district_id, again.id), by=by, at=at)
    elif (change := claimed_change(session, claim)) is not None:
        proposed = ChangeProposed(change.id, change.listing_id, artisan.id, again.district_id, again.id)
        record(session, proposed, by=by, at=at)
    else:
        if artisan.status is ArtisanStatus.RETURNED:
            artisan.submit()
        record(session, ArtisanSubmitted(artisan.id, again.district_id, again.id), by=by, at=at)


def appeal_of(session: Session, verification_id: int) -> Appeal | None:
    """The appeal against a refusal; None when there is none."""
    return session.scalars(select(Appeal).where(Appeal.verification_id == verification_id)).one_or_none()

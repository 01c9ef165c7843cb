"""Deeds of marks: claim one, and have it looked at by one officer or by two."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from catalog.actions.claims import claim_on, open_claim
from catalog.actions.papers import add_papers
from catalog.errors import ArtisanSuspended, MarkFieldsWrong, SecondOfficerNeeded
from catalog.events import MarkClaimed, MarkSeen
from catalog.models import Artisan, Listing, Mark, Verification
from catalog.rules.artisan import ArtisanStatus
from catalog.rules.marks import FOUR_EYES, MARK_STEPS, MARKS_MAX, MarkKind, MarkStatus, mark_faults
from catalog.rules.verification import (
    VERIFICATION_STEPS,
    Answer,
    SubjectKind,
    VerificationStatus,
)
from kit.clock import business_day
from kit.events import record
from kit.ids import new_id
from kit.steps import advance


def claim_mark(
    session: Session,
    artisan: Artisan,
    *,
    kind: MarkKind,
    number: str,
    issuer: str,
    expires_on: date | None,
    listing: Listing | None = None,
    papers: Sequence[bytes] = (),
    by: UUID,
    at: datetime,
) -> Mark:
    """Claim a mark for one listing, or for all goods of the workshop; the district's officers are asked to look.

    Natural key: workshop, listing, kind and number; claimed again it is found, and asked for again when it was
    sent back. `papers` are photos or PDFs of the certificate, for the officers' eyes; they are added while the claim is
    open. Raises ArtisanSuspended, MarkFieldsWrong, PaperRefused, TooManyPapers, PictureRefused, TooManyPhotos.
    """
    if artisan.status is ArtisanStatus.SUSPENDED:
        raise ArtisanSuspended()
    number, issuer = " ".join(number.upper().split()), " ".join(issuer.split())
    faults = mark_faults(kind=kind, number=number, issuer=issuer, expires_on=expires_on, on=business_day(at))
    if not faults and _held(session, artisan) >= MARKS_MAX:
        faults = {"kind": "many"}
    if faults:
        raise MarkFieldsWrong(faults=faults)
    mark = _found(session, artisan, listing, kind, number)
    if mark is not None and mark.status is not MarkStatus.RETURNED:
        if papers and (waiting := claim_on(session, SubjectKind.MARK, mark.id)) is not None:
            add_papers(session, waiting, papers, by=by, at=at)
        return mark
    if mark is None:
        mark = Mark(
            id=new_id(),
            artisan_id=artisan.id,
            listing_id=listing.id if listing else None,
            kind=kind,
            number=number,
            status=MarkStatus.CLAIMED,
            how="",
        )
        session.add(mark)
    else:
        advance(mark, MarkStatus.CLAIMED, MARK_STEPS)
        mark.seen_by = mark.seen_at = None
    mark.issuer, mark.expires_on, mark.claimed_at = issuer, expires_on, at
    session.flush()
    claim = open_claim(session, SubjectKind.MARK, mark.id, artisan=artisan, at=at)
    add_papers(session, claim, papers, by=by, at=at)
    record(session, MarkClaimed(mark.id, artisan.id, artisan.district_id, claim.id), by=by, at=at)
    return mark


def verify_mark(
    session: Session, claim: Verification, answers: Mapping[str, Answer], *, by: UUID, at: datetime
) -> bool:
    """Verify a mark. False when the first of two officers has looked and the claim waits for another.

    Raises SecondOfficerNeeded when the second look is the first officer's.
    """
    mark = session.get_one(Mark, claim.subject_id, with_for_update=True)
    kept = {question: dict(answer) for question, answer in answers.items()}
    if mark.kind in FOUR_EYES and mark.seen_by is None:
        mark.see(by, at)
        claim.checklist = kept
        if claim.status is VerificationStatus.REQUESTED:
            advance(claim, VerificationStatus.IN_REVIEW, VERIFICATION_STEPS)
        session.flush()
        record(session, MarkSeen(mark.id, claim.id, claim.district_id), by=by, at=at)
        return False
    if mark.seen_by == by:
        raise SecondOfficerNeeded()
    mark.verify(answers["number_seen"]["evidence"], by, at)
    claim.decide(VerificationStatus.VERIFIED, by, at)
    claim.checklist = kept
    return True


def return_mark(session: Session, claim: Verification) -> None:
    """A mark goes back to its maker with its claim."""
    mark = session.get_one(Mark, claim.subject_id, with_for_update=True)
    advance(mark, MarkStatus.RETURNED, MARK_STEPS)


def _held(session: Session, artisan: Artisan) -> int:
    return session.scalar(select(func.count()).where(Mark.artisan_id == artisan.id)) or 0


def _found(
    session: Session, artisan: Artisan, listing: Listing | None, kind: MarkKind, number: str
) -> Mark | None:
    return session.scalars(
        select(Mark).where(
            Mark.artisan_id == artisan.id,
            Mark.listing_id == listing.id if listing else Mark.listing_id.is_(None),
            Mark.kind == kind,
            Mark.number == number,
        )
    ).one_or_none()

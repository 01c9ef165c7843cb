"""Claims: what is put before a district's officers."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from catalog.errors import BroughtIn, ClaimClosed, OwnWork, SameOfficer
from catalog.models import Appeal, Artisan, Verification
from catalog.rules.verification import OPEN, SubjectKind, VerificationStatus
from people.queries import ever_helped


def open_claim(
    session: Session, kind: SubjectKind, subject_id: UUID, *, artisan: Artisan, at: datetime
) -> Verification:
    """Put a claim before the maker's district; the one already open is found. Natural key: one open a subject.

    Raises ClaimClosed when the district refused it, or the workshop, and no appeal was allowed.
    """
    found = claim_on(session, kind, subject_id)
    if found is not None:
        return found
    refuse_closed(session, subject_id, artisan.id)
    claim = Verification(
        subject_kind=kind,
        subject_id=subject_id,
        artisan_id=artisan.id,
        district_id=artisan.district_id,
        status=VerificationStatus.REQUESTED,
        checklist={},
        reasons=[],
        requested_at=at,
        decided_at=None,
        decided_by=None,
    )
    session.add(claim)
    session.flush()  # its id stands in the fact
    return claim


def claim_on(session: Session, kind: SubjectKind, subject_id: UUID) -> Verification | None:
    """The open claim on a subject, locked; None when there is none."""
    return session.scalars(
        select(Verification)
        .where(
            Verification.subject_kind == kind,
            Verification.subject_id == subject_id,
            Verification.status.in_(OPEN),
        )
        .with_for_update()
    ).one_or_none()


def refuse_closed(session: Session, *subject_ids: UUID) -> None:
    """Raises ClaimClosed when one of these was refused and no appeal against it was allowed."""
    if standing_refusal(session, *subject_ids) is not None:
        raise ClaimClosed()


def standing_refusal(session: Session, *subject_ids: UUID) -> Verification | None:
    """The latest claim on one of these that was refused, and no appeal against it was allowed."""
    refused = (
        select(Verification)
        .outerjoin(Appeal, and_(Appeal.verification_id == Verification.id, Appeal.allowed.is_(True)))
        .where(
            Verification.subject_id.in_(subject_ids),
            Verification.status == VerificationStatus.REJECTED,
            Appeal.id.is_(None),
        )
        .order_by(Verification.id.desc())
        .limit(1)
    )
    return session.scalars(refused).first()


def refuse_partial(session: Session, claim: Verification, artisan: Artisan, *, by: UUID) -> None:
    """Nobody judges their own workshop, one they brought in, nor twice what they refused once.

    Raises OwnWork, BroughtIn, SameOfficer.
    """
    if artisan.person_id == by:
        raise OwnWork()
    if brought_in(session, artisan, by=by):
        raise BroughtIn()
    refused = select(Verification.id).where(
        Verification.subject_id.in_([claim.subject_id, artisan.id]),
        Verification.id != claim.id,
        Verification.status == VerificationStatus.REJECTED,
        Verification.decided_by == by,
    )
    if session.scalar(refused.limit(1)) is not None:
        raise SameOfficer()


def why_partial(
    session: Session, claim: Verification, artisan: Artisan, *, by: UUID
) -> OwnWork | BroughtIn | SameOfficer | None:
    """Why this person may not judge a claim, to be said before they try; None when they may."""
    try:
        refuse_partial(session, claim, artisan, by=by)
    except (OwnWork, BroughtIn, SameOfficer) as refusal:
        return refusal
    return None


def brought_in(session: Session, artisan: Artisan, *, by: UUID) -> bool:
    """Whether this person registered the maker, or has acted for them."""
    return artisan.onboarded_by == by or ever_helped(session, helper_id=by, person_id=artisan.person_id)

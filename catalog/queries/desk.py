"""What a district officer sees: the queue of their own districts, and one claim of it."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from catalog.models import Artisan, Listing, Portrait, Proposal, Verification, VoiceNote
from catalog.queries.parts import words_in
from catalog.queries.proposals import claimed_change
from catalog.rules.verification import OPEN, SubjectKind, VerificationStatus
from people.models import District

QUEUE_MAX = 100


class Claim(NamedTuple):
    """One open claim: a workshop, or a listing with its title."""

    id: int
    subject_kind: SubjectKind
    subject_id: UUID
    status: VerificationStatus
    title: str
    artisan_name: str
    district_id: int
    district_name: str
    requested_at: datetime
    is_demo: bool
    waiting_since: datetime | None
    stopped_s: int


def queue_for(
    session: Session, district_ids: Collection[int], *, kind: SubjectKind | None = None, locale: str = "en"
) -> list[Claim]:
    """The open claims of these districts, the oldest first, at most 100. One statement."""
    said = words_in(locale)
    query = (
        select(
            Verification.id,
            Verification.subject_kind,
            Verification.subject_id,
            Verification.status,
            func.coalesce(said.c.title, Artisan.name),
            Artisan.name,
            District.id,
            District.name,
            Verification.requested_at,
            Artisan.is_demo,
            Verification.waiting_since,
            Verification.stopped_s,
        )
        .select_from(Verification)
        .join(Artisan, Artisan.id == Verification.artisan_id)
        .join(District, District.id == Verification.district_id)
        .outerjoin(Proposal, Proposal.id == Verification.subject_id)
        .outerjoin(VoiceNote, VoiceNote.id == Verification.subject_id)
        .outerjoin(
            Listing,
            Listing.id == func.coalesce(Proposal.listing_id, VoiceNote.listing_id, Verification.subject_id),
        )
        .outerjoin(said, Listing.id.is_not(None))
        .where(Verification.district_id.in_(sorted(district_ids)), Verification.status.in_(OPEN))
        .order_by(Verification.requested_at, Verification.id)
        .limit(QUEUE_MAX)
    )
    if kind is not None:
        query = query.where(Verification.subject_kind == kind)
    return [Claim._make(row) for row in session.execute(query)]


def queue_counts(session: Session, district_ids: Collection[int]) -> dict[SubjectKind, int]:
    """How many claims wait in these districts, by kind."""
    rows = session.execute(
        select(Verification.subject_kind, func.count())
        .where(Verification.district_id.in_(sorted(district_ids)), Verification.status.in_(OPEN))
        .group_by(Verification.subject_kind)
    )
    return {row[0]: row[1] for row in rows}


def claim_in(
    session: Session, district_ids: Collection[int], verification_id: int, *, lock: bool = False
) -> Verification | None:
    """A claim of one of these districts, decided or not; another district's is None."""
    query = select(Verification).where(
        Verification.id == verification_id, Verification.district_id.in_(sorted(district_ids))
    )
    if lock:
        query = query.with_for_update().execution_options(populate_existing=True)
    return session.scalars(query).one_or_none()


def claimed_listing(session: Session, claim: Verification) -> Listing | None:
    """The listing a claim or the change in it is about; None for a claim about a workshop."""
    if (change := claimed_change(session, claim)) is not None:
        return session.get(Listing, change.listing_id)
    if (voice := claimed_voice(session, claim)) is not None:
        return session.get(Listing, voice.listing_id) if voice.listing_id else None
    return session.get(Listing, claim.subject_id) if claim.subject_kind is SubjectKind.LISTING else None


def claimed_voice(session: Session, claim: Verification) -> VoiceNote | None:
    """The voice a claim is about; None for a claim about anything else."""
    return session.get(VoiceNote, claim.subject_id) if claim.subject_kind is SubjectKind.VOICE else None


def claimed_portrait(session: Session, claim: Verification) -> Portrait | None:
    """The telling of a maker's page a claim is about; None for a claim about anything else."""
    return session.get(Portrait, claim.subject_id) if claim.subject_kind is SubjectKind.PAGE else None


def claims_of(session: Session, artisan_id: UUID, district_ids: Collection[int]) -> list[Verification]:
    """The claims a maker has made before these districts, the newest first."""
    return list(
        session.scalars(
            select(Verification)
            .where(Verification.artisan_id == artisan_id, Verification.district_id.in_(sorted(district_ids)))
            .order_by(Verification.id.desc())
            .limit(20)
        )
    )

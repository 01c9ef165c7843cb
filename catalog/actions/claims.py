"""Claims: what is put before a district's officers."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from catalog.models import Artisan, Verification
from catalog.rules.verification import OPEN, SubjectKind, VerificationStatus


def open_claim(
    session: Session, kind: SubjectKind, subject_id: UUID, *, artisan: Artisan, at: datetime
) -> Verification:
    """Put a claim before the maker's district; the one already open is found. Natural key: one open a subject."""
    found = claim_on(session, kind, subject_id)
    if found is not None:
        return found
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

"""What belongs to one claim: what was asked, pictures for the officers, appeals; and the claims of one maker."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from catalog.models import Appeal, Artisan, ClaimAsk, ClaimPaper, ClaimPhoto, Verification
from catalog.rules.verification import VerificationStatus
from people.models import District

QUEUE_MAX = 100


class WaitingAppeal(NamedTuple):
    """One appeal that no State officer has decided yet."""

    id: int
    artisan_name: str
    district_name: str
    made_at: datetime


def asks_of(session: Session, verification_id: int) -> list[ClaimAsk]:
    """What was asked of the maker on this claim, the oldest first."""
    wanted = select(ClaimAsk).where(ClaimAsk.verification_id == verification_id)
    return list(session.scalars(wanted.order_by(ClaimAsk.id)))


def claim_photos(session: Session, verification_id: int) -> list[ClaimPhoto]:
    """The pictures of a claim that the public never sees, the oldest first."""
    wanted = select(ClaimPhoto).where(ClaimPhoto.verification_id == verification_id)
    return list(session.scalars(wanted.order_by(ClaimPhoto.id)))


def claim_photo(session: Session, verification_id: int, photo_id: int) -> ClaimPhoto | None:
    """One picture of this claim; another claim's is None."""
    wanted = select(ClaimPhoto).where(
        ClaimPhoto.id == photo_id, ClaimPhoto.verification_id == verification_id
    )
    return session.scalars(wanted).one_or_none()


def claim_papers(session: Session, verification_id: int) -> list[ClaimPaper]:
    """The certificates of a claim, the oldest first."""
    wanted = select(ClaimPaper).where(ClaimPaper.verification_id == verification_id)
    return list(session.scalars(wanted.order_by(ClaimPaper.id)))


def claim_paper(session: Session, verification_id: int, paper_id: int) -> ClaimPaper | None:
    """One certificate of this claim; another claim's is None."""
    wanted = select(ClaimPaper).where(
        ClaimPaper.id == paper_id, ClaimPaper.verification_id == verification_id
    )
    return session.scalars(wanted).one_or_none()


def makers_claim(
    session: Session, artisan_id: UUID, verification_id: int, *, lock: bool = False
) -> Verification | None:
    """A claim of this maker; another's is None."""
    query = select(Verification).where(
        Verification.id == verification_id, Verification.artisan_id == artisan_id
    )
    if lock:
        query = query.with_for_update().execution_options(populate_existing=True)
    return session.scalars(query).one_or_none()


def claims_to_answer(session: Session, artisan_id: UUID) -> list[Verification]:
    """Claims on which the maker has the word: something is asked, or a refusal stands without an appeal."""
    query = (
        select(Verification)
        .outerjoin(Appeal, Appeal.verification_id == Verification.id)
        .where(
            Verification.artisan_id == artisan_id,
            or_(
                Verification.waiting_since.is_not(None),
                (Verification.status == VerificationStatus.REJECTED) & Appeal.id.is_(None),
            ),
        )
        .order_by(Verification.id.desc())
        .limit(20)
    )
    return list(session.scalars(query))


def waiting_appeals(session: Session, states: Collection[str]) -> list[WaitingAppeal]:
    """The appeals of these States that wait, the oldest first."""
    query = (
        select(Appeal.id, Artisan.name, District.name, Appeal.made_at)
        .join(Verification, Verification.id == Appeal.verification_id)
        .join(Artisan, Artisan.id == Verification.artisan_id)
        .join(District, District.id == Verification.district_id)
        .where(Appeal.state_code.in_(sorted(states)), Appeal.decided_at.is_(None))
        .order_by(Appeal.made_at, Appeal.id)
        .limit(QUEUE_MAX)
    )
    return [WaitingAppeal._make(row) for row in session.execute(query)]


def count_appeals(session: Session, states: Collection[str]) -> int:
    """How many appeals of these States wait."""
    wanted = select(func.count()).select_from(Appeal)
    waiting = wanted.where(Appeal.state_code.in_(sorted(states)), Appeal.decided_at.is_(None))
    return session.scalar(waiting) or 0


def appeal_in(
    session: Session, states: Collection[str], appeal_id: int, *, lock: bool = False
) -> Appeal | None:
    """An appeal of one of these States; another State's is None."""
    query = select(Appeal).where(Appeal.id == appeal_id, Appeal.state_code.in_(sorted(states)))
    if lock:
        query = query.with_for_update().execution_options(populate_existing=True)
    return session.scalars(query).one_or_none()

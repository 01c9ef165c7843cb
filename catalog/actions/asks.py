"""One thing asked of a maker, and the answer: the claim stays where it is, and its clock stands meanwhile."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from catalog import storage
from catalog.errors import AnswerMissing, AskWrong, TooManyPhotos
from catalog.events import ClaimAnswered, ClaimAsked, EvidenceAdded
from catalog.models import ClaimAsk, ClaimPhoto, ClaimVisit, Verification
from catalog.pictures import inspect
from catalog.rules.desk import ANSWER_MAX, CLAIM_PHOTOS_MAX, AskKind
from catalog.rules.photo import PhotoStatus
from catalog.rules.verification import OPEN
from kit.events import record


def ask_maker(session: Session, claim: Verification, kind: str, *, by: UUID, at: datetime) -> ClaimAsk:
    """Ask the maker for one thing of the list; asked already, the same is found. Raises AskWrong."""
    if kind not in set(AskKind) or claim.status not in OPEN:
        raise AskWrong()
    standing = open_ask(session, claim)
    if standing is not None:
        if standing.kind == kind:
            return standing
        raise AskWrong()
    ask = ClaimAsk(
        verification_id=claim.id,
        kind=AskKind(kind),
        asked_at=at,
        asked_by=by,
        answer="",
        answered_at=None,
        closed_at=None,
    )
    session.add(ask)
    claim.stop_clock(at)
    session.flush()
    record(session, ClaimAsked(claim.id, ask.id), by=by, at=at)
    return ask


def answer_ask(
    session: Session,
    claim: Verification,
    words: str,
    pictures: Sequence[bytes] = (),
    *,
    by: UUID,
    at: datetime,
) -> None:
    """The maker's answer, in words, pictures or both; answered already, nothing is added.

    Raises AnswerMissing, PictureRefused, TooManyPhotos.
    """
    ask = open_ask(session, claim)
    if ask is None:
        return
    said = words.strip()[:ANSWER_MAX]
    if not said and not pictures:
        raise AnswerMissing()
    for content in pictures:
        add_evidence(session, claim, content, ask=ask, by=by, at=at)
    ask.answer, ask.answered_at, ask.closed_at = said, at, at
    claim.run_clock(at)
    session.flush()
    record(session, ClaimAnswered(claim.id, ask.id), by=by, at=at)


def close_asks(session: Session, claim: Verification, at: datetime) -> None:
    """What was asked need not be answered any more: the claim is decided."""
    if (ask := open_ask(session, claim)) is not None:
        ask.closed_at = at


def open_ask(session: Session, claim: Verification) -> ClaimAsk | None:
    """What the maker is being asked for now."""
    wanted = select(ClaimAsk).where(ClaimAsk.verification_id == claim.id, ClaimAsk.closed_at.is_(None))
    return session.scalars(wanted).one_or_none()


def add_evidence(
    session: Session,
    claim: Verification,
    content: bytes,
    *,
    ask: ClaimAsk | None = None,
    visit: ClaimVisit | None = None,
    by: UUID,
    at: datetime,
) -> ClaimPhoto:
    """Take a picture for the officers' eyes; it is shown when it has been re-encoded.

    Its name is made from the content and the claim, so it is never that of a picture on a listing, which anybody
    may fetch. Raises PictureRefused, TooManyPhotos.
    """
    seen = inspect(content)
    held = select(func.count()).select_from(ClaimPhoto).where(ClaimPhoto.verification_id == claim.id)
    if (session.scalar(held) or 0) >= CLAIM_PHOTOS_MAX:
        raise TooManyPhotos(most=CLAIM_PHOTOS_MAX)
    digest = hashlib.sha256(f"claim {claim.id} {seen.sha256}".encode()).hexdigest()
    key = storage.upload_key(digest)
    storage.put(key, content)
    photo = ClaimPhoto(
        verification_id=claim.id,
        ask_id=ask.id if ask else None,
        visit_id=visit.id if visit else None,
        digest=digest,
        original_key=key,
        status=PhotoStatus.UPLOADED,
        fault=None,
        added_by=by,
        added_at=at,
    )
    session.add(photo)
    session.flush()
    record(session, EvidenceAdded(claim.id, photo.id), by=by, at=at)
    return photo

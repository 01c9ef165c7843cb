"""The office's deeds with a complaint: read it, write about it, decide it; and the clocks that call the State."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from catalog.models import Artisan
from kit.events import record
from kit.steps import advance
from orders.actions.complaints import add_note, locked, meet, said_in, still_open
from orders.errors import NotesTooMany, OutcomeWrong, ReasonMissing, SameOfficerAgain, SecretTold
from orders.events import ComplaintAcknowledged, ComplaintClosed, ComplaintEscalated, ComplaintResolved
from orders.models import Complaint, ComplaintDecision, ComplaintNote, ComplaintTimer
from orders.queries.complaints import decisions_of
from orders.rules.complaints import (
    COMPLAINT_STEPS,
    NOTE_MAX,
    NOTES_MAX,
    ComplaintStatus,
    Desk,
    Outcome,
    TimerKind,
    Voice,
    outcomes,
    tells_secret,
)
from people.models import Person


def acknowledge(session: Session, complaint_id: UUID, *, by: UUID, at: datetime) -> None:
    """The office has read it; from now on the maker reads it too. Twice is once. Raises ComplaintOver."""
    complaint = locked(session, complaint_id)
    if complaint.acknowledged_at is None:
        still_open(complaint)
        _acknowledge(session, complaint, by=by, at=at)


def _acknowledge(session: Session, complaint: Complaint, *, by: UUID, at: datetime) -> None:
    if advance(complaint, ComplaintStatus.ACKNOWLEDGED, COMPLAINT_STEPS):
        complaint.acknowledged_at, complaint.acknowledged_by = at, by
        meet(session, complaint, TimerKind.ACKNOWLEDGE, at=at)
        session.flush()
        record(session, ComplaintAcknowledged(complaint.id, complaint.artisan_id), by=by, at=at)


def write_note(
    session: Session,
    complaint_id: UUID,
    words: str,
    *,
    voice: Voice,
    to: Voice = Voice.OFFICE,
    by: UUID | None,
    at: datetime,
) -> ComplaintNote:
    """Write about an open complaint; the same words again find the note.

    The office writes to buyer or maker, and to itself. It acknowledges by writing to one of them. Raises
    ComplaintOver, ComplaintWordless, NotesTooMany, SecretTold.
    """
    complaint = locked(session, complaint_id)
    still_open(complaint)
    said = said_in(words)
    query = select(ComplaintNote).filter_by(complaint_id=complaint.id).order_by(ComplaintNote.id.desc())
    last = session.scalars(query.limit(1)).first()
    if last is not None and (last.voice, last.to, last.words) == (voice, to, said):
        return last
    held = select(func.count()).select_from(ComplaintNote).filter_by(complaint_id=complaint.id)
    if (session.scalar(held) or 0) >= NOTES_MAX:
        raise NotesTooMany(most=NOTES_MAX)
    if voice is Voice.OFFICE and to is not Voice.OFFICE:
        _keep_secrets(session, complaint, said)
        if complaint.status is ComplaintStatus.RECEIVED and by is not None:
            _acknowledge(session, complaint, by=by, at=at)
    return add_note(session, complaint, said, voice=voice, to=to, by=by, at=at)


def escalate(session: Session, complaint_id: UUID, reason: str, *, by: UUID, at: datetime) -> None:
    """The district sends a complaint to the State officer, and says why. Twice is once.

    Raises ReasonMissing, ComplaintOver.
    """
    complaint = locked(session, complaint_id)
    still_open(complaint)
    if complaint.desk is Desk.STATE:
        return
    said = reason.strip()[:NOTE_MAX]
    if not said:
        raise ReasonMissing
    complaint.desk = Desk.STATE
    add_note(session, complaint, said, voice=Voice.OFFICE, to=Voice.OFFICE, by=by, at=at)
    record(session, ComplaintEscalated(complaint.id, complaint.artisan_id, None), by=by, at=at)


def ring(session: Session, timer_id: int, *, at: datetime) -> bool:
    """A clock rings: the State officer has the complaint too. False when it was met, or rang before.

    Mark, desk and fact are one transaction under the complaint's lock, so a worker that dies leaves nothing half.
    """
    complaint_id = session.scalar(select(ComplaintTimer.complaint_id).filter_by(id=timer_id))
    if complaint_id is None:
        return False
    complaint = locked(session, complaint_id)
    timer = session.get_one(ComplaintTimer, timer_id, populate_existing=True)
    if timer.met_at is not None or timer.rang_at is not None or timer.warn_at > at:
        return False
    timer.rang_at, complaint.desk = at, Desk.STATE
    session.flush()
    record(session, ComplaintEscalated(complaint.id, complaint.artisan_id, timer.id), by=None, at=at)
    return True


def decide(
    session: Session, complaint_id: UUID, outcome: Outcome, words: str, *, by: UUID, at: datetime
) -> None:
    """Decide a complaint, or its appeal, in words that buyer and maker read. Decided already, nothing is added.

    An appeal is decided by another officer than the complaint was. Raises ComplaintOver (taken back),
    ComplaintWordless, OutcomeWrong, SecretTold, SameOfficerAgain.
    """
    complaint = locked(session, complaint_id)
    if complaint.status in {ComplaintStatus.RESOLVED, ComplaintStatus.CLOSED}:
        return
    still_open(complaint)
    said = said_in(words)
    if outcome not in outcomes(paid=complaint.order_id is not None):
        raise OutcomeWrong
    _keep_secrets(session, complaint, said)
    appealed = complaint.status is ComplaintStatus.REOPENED
    if appealed and any(each.by == by for each in decisions_of(session, complaint)):
        raise SameOfficerAgain
    if complaint.status is ComplaintStatus.RECEIVED:
        _acknowledge(session, complaint, by=by, at=at)
    advance(complaint, ComplaintStatus.CLOSED if appealed else ComplaintStatus.RESOLVED, COMPLAINT_STEPS)
    decision = ComplaintDecision(
        complaint_id=complaint.id, turn=int(appealed), outcome=outcome, words=said, by=by, at=at
    )
    session.add(decision)
    meet(session, complaint, TimerKind.REDRESS, at=at)
    session.flush()
    fact = ComplaintClosed if appealed else ComplaintResolved
    record(session, fact(complaint.id, complaint.artisan_id, decision.id), by=by, at=at)


def _keep_secrets(session: Session, complaint: Complaint, said: str) -> None:
    """The office's words reach buyer or maker: they hold neither's number nor address."""
    keeper = session.get_one(Artisan, complaint.artisan_id).person_id
    people = session.scalars(select(Person).where(Person.id.in_(filter(None, (complaint.person_id, keeper)))))
    secrets = [complaint.mobile, complaint.email]
    secrets += [each for person in people for each in (person.mobile, person.email)]
    if tells_secret(said, secrets):
        raise SecretTold

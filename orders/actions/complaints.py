"""A buyer's deeds with a complaint: make one, take it to the State officer, take it back."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select, update
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.orm import Session

from catalog import storage
from catalog.models import Artisan
from catalog.pictures import inspect
from catalog.rules.photo import PhotoStatus
from kit.events import record
from kit.ids import new_id, spoken
from kit.steps import advance
from orders.errors import (
    AppealOver,
    ComplaintOver,
    ComplaintsTooMany,
    ComplaintWordless,
)
from orders.events import (
    ComplaintMade,
    ComplaintNoted,
    ComplaintPhotographed,
    ComplaintReopened,
    ComplaintWithdrawn,
)
from orders.models import (
    Complaint,
    ComplaintNote,
    ComplaintPhoto,
    ComplaintTimer,
)
from orders.queries.complaints import decisions_of, open_complaints
from orders.rules.asking import contact_in
from orders.rules.complaints import (
    COMPLAINT_STEPS,
    NOTE_MAX,
    OPEN,
    OPEN_MAX,
    PHOTOS_MAX,
    WORDS_MAX,
    WORDS_MIN,
    ComplaintKind,
    ComplaintStatus,
    Desk,
    TimerKind,
    Voice,
    due_at,
    may_appeal,
    warn_at,
)

PREFIX = "GR"


@dataclass(frozen=True, kw_only=True)
class About:
    """What a complaint is about: a maker always; a listing, or a parcel and perhaps one line of it."""

    artisan_id: UUID
    listing_id: UUID | None = None
    order_id: UUID | None = None
    fulfillment_id: UUID | None = None
    order_line_id: int | None = None


@dataclass(frozen=True, kw_only=True)
class Complainant:
    """Who complains, and where news of it goes."""

    person_id: UUID | None = None
    mobile: str | None = None
    email: str | None = None
    language: str = "en"


def make_complaint(
    session: Session,
    about: About,
    kind: ComplaintKind,
    words: str,
    *,
    who: Complainant,
    pictures: Sequence[bytes] = (),
    key: UUID,
    at: datetime,
) -> Complaint:
    """Write a complaint down, with its number and its two clocks; the same `key` finds the first.

    Nothing that is said keeps a complaint from being taken: words with a number, an address or a link are read by
    the office alone. Raises ComplaintWordless, ComplaintsTooMany, PictureRefused.
    """
    # Two presses at once: the second waits here until the first is written, and then finds it.
    session.execute(select(func.pg_advisory_xact_lock(func.hashtextextended(str(key), 2))))
    found = session.scalar(select(Complaint).filter_by(key=key, artisan_id=about.artisan_id))
    if found is not None:
        return found
    said = words.strip()[:WORDS_MAX]
    if len(said) < WORDS_MIN:
        raise ComplaintWordless
    if open_complaints(session, person_id=who.person_id, mobile=who.mobile, email=who.email) >= OPEN_MAX:
        raise ComplaintsTooMany(most=OPEN_MAX)
    seen = [(inspect(content).sha256, content) for content in pictures[:PHOTOS_MAX]]
    complaint = Complaint(
        id=new_id(),
        number=spoken(PREFIX),
        key=key,
        kind=kind,
        status=ComplaintStatus.RECEIVED,
        desk=Desk.DISTRICT,
        district_id=session.get_one(Artisan, about.artisan_id).district_id,
        artisan_id=about.artisan_id,
        listing_id=about.listing_id,
        order_id=about.order_id,
        fulfillment_id=about.fulfillment_id,
        order_line_id=about.order_line_id,
        words=said,
        private=contact_in(said) is not None,
        language=who.language,
        person_id=who.person_id,
        mobile=who.mobile,
        email=who.email,
        made_at=at,
    )
    session.add(complaint)
    session.flush()
    for timer in TimerKind:
        _wind(session, complaint, timer, turn=0, at=at)
    for digest, content in dict(seen).items():
        _keep_picture(session, complaint, digest, content, at=at)
    made = ComplaintMade(complaint.id, complaint.artisan_id, complaint.district_id)
    record(session, made, by=who.person_id, at=at)
    return complaint


def _wind(session: Session, complaint: Complaint, kind: TimerKind, *, turn: int, at: datetime) -> None:
    session.execute(
        upsert(ComplaintTimer)
        .values(
            complaint_id=complaint.id,
            kind=kind,
            turn=turn,
            warn_at=warn_at(kind, at),
            due_at=due_at(kind, at),
        )
        .on_conflict_do_nothing()
    )


def _keep_picture(
    session: Session, complaint: Complaint, sha256: str, content: bytes, *, at: datetime
) -> None:
    digest = hashlib.sha256(f"complaint {complaint.id} {sha256}".encode()).hexdigest()
    key = storage.upload_key(digest)
    storage.put(key, content)
    photo = ComplaintPhoto(
        complaint_id=complaint.id,
        digest=digest,
        original_key=key,
        status=PhotoStatus.UPLOADED,
        fault=None,
        added_at=at,
    )
    session.add(photo)
    session.flush()
    record(session, ComplaintPhotographed(complaint.id, photo.id), by=complaint.person_id, at=at)


def add_note(
    session: Session,
    complaint: Complaint,
    said: str,
    *,
    voice: Voice,
    to: Voice,
    by: UUID | None,
    at: datetime,
) -> ComplaintNote:
    """Put a note to a complaint that its caller holds; what buyer and maker say of how to reach them stays private."""
    private = voice is not Voice.OFFICE and contact_in(said) is not None
    note = ComplaintNote(
        complaint_id=complaint.id, voice=voice, to=to, words=said, private=private, person_id=by, at=at
    )
    session.add(note)
    session.flush()
    record(session, ComplaintNoted(complaint.id, complaint.artisan_id, note.id), by=by, at=at)
    return note


def appeal(session: Session, complaint_id: UUID, words: str, *, by: UUID | None, at: datetime) -> None:
    """The buyer asks the State officer to look again: once, within 30 days. Asked already, nothing is added.

    Raises AppealOver, ComplaintWordless; ImpossibleStep where nothing was decided.
    """
    complaint = locked(session, complaint_id)
    if complaint.status in {ComplaintStatus.REOPENED, ComplaintStatus.CLOSED}:
        return
    decided = next(iter(decisions_of(session, complaint)), None)
    if decided is not None and not may_appeal(complaint.status, decided.at, at=at):
        raise AppealOver
    said = said_in(words)
    advance(complaint, ComplaintStatus.REOPENED, COMPLAINT_STEPS)
    complaint.desk = Desk.STATE
    _wind(session, complaint, TimerKind.REDRESS, turn=1, at=at)
    add_note(session, complaint, said, voice=Voice.BUYER, to=Voice.OFFICE, by=by, at=at)
    record(session, ComplaintReopened(complaint.id, complaint.artisan_id), by=by, at=at)


def withdraw(session: Session, complaint_id: UUID, *, by: UUID | None, at: datetime) -> None:
    """The buyer takes a complaint back. Twice is once; decided, nothing is changed."""
    complaint = locked(session, complaint_id)
    if complaint.status not in OPEN:
        return
    advance(complaint, ComplaintStatus.WITHDRAWN, COMPLAINT_STEPS)
    for kind in TimerKind:
        meet(session, complaint, kind, at=at)
    session.flush()
    record(session, ComplaintWithdrawn(complaint.id, complaint.artisan_id), by=by, at=at)


def locked(session: Session, complaint_id: UUID) -> Complaint:
    """A complaint, as it stands now, held until the end of the transaction."""
    return session.get_one(Complaint, complaint_id, with_for_update=True, populate_existing=True)


def still_open(complaint: Complaint) -> None:
    """Raises ComplaintOver when it is decided or was taken back."""
    if complaint.status not in OPEN:
        raise ComplaintOver


def said_in(words: str) -> str:
    """What was said, without blanks around it. Raises ComplaintWordless for nothing."""
    said = words.strip()[:NOTE_MAX]
    if not said:
        raise ComplaintWordless
    return said


def meet(session: Session, complaint: Complaint, kind: TimerKind, *, at: datetime) -> None:
    """What this clock waits for is done."""
    session.execute(
        update(ComplaintTimer)
        .where(
            ComplaintTimer.complaint_id == complaint.id,
            ComplaintTimer.kind == kind,
            ComplaintTimer.met_at.is_(None),
        )
        .values(met_at=at)
    )

"""Reads of complaints for those who may see them: the buyer, the maker, the office of the district."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import Session

from catalog.models import Artisan, Listing
from catalog.queries.parts import words_in
from kit.events import Event
from orders.models import (
    Complaint,
    ComplaintDecision,
    ComplaintNote,
    ComplaintPhoto,
    ComplaintTimer,
    Order,
    OrderLine,
)
from orders.rules.complaints import OPEN, UPHELD, ComplaintStatus, Desk, Voice, may_read
from people.models import District, Person

PAGE = 50
QUEUE_MAX = 200
RECORD = timedelta(days=365)


class ComplaintLine(NamedTuple):
    """One complaint in a queue, with the clock that runs out next."""

    complaint: Complaint
    artisan_name: str
    district_name: str
    about: str
    due_at: datetime | None


class Subject(NamedTuple):
    """What a complaint is about, in names: the maker always, piece and order where there is one."""

    artisan_name: str
    artisan_slug: str
    district_name: str
    title: str
    slug: str
    order_number: str


def complaint_by_number(session: Session, number: str) -> Complaint | None:
    """A complaint by its ticket number. The face checks who may see it before showing anything."""
    return session.scalar(select(Complaint).filter_by(number=number))


def buyers_complaint(
    session: Session, number: str, *, person_id: UUID | None, mobile: str | None, known: Sequence[str]
) -> Complaint | None:
    """A complaint of this person (by account or own number), or one this browser has shown that it knows."""
    found = complaint_by_number(session, number)
    if found is None:
        return None
    own = person_id is not None and found.person_id == person_id
    same = mobile is not None and found.mobile == mobile
    return found if own or same or str(found.id) in known else None


def complaints_of(session: Session, person: Person) -> Sequence[Complaint]:
    """A person's complaints, by account or own number, newest first."""
    query = select(Complaint).where(of_person(person)).order_by(Complaint.made_at.desc()).limit(PAGE)
    return session.scalars(query).all()


def of_person(person: Person) -> ColumnElement[bool]:
    """Complaints of the account, and those made as a guest with the same number."""
    own: ColumnElement[bool] = Complaint.person_id == person.id
    return or_(own, Complaint.mobile == person.mobile) if person.mobile else own


def makers_complaints(session: Session, artisan_id: UUID) -> Sequence[Complaint]:
    """What was complained of in a workshop, as far as the office has read it: newest first."""
    query = select(Complaint).where(
        Complaint.artisan_id == artisan_id, Complaint.acknowledged_at.is_not(None)
    )
    return session.scalars(query.order_by(Complaint.made_at.desc()).limit(PAGE)).all()


def makers_complaint(session: Session, artisan_id: UUID, number: str) -> Complaint | None:
    """One complaint about this workshop that the office has read; any other is None."""
    return session.scalar(
        select(Complaint).where(
            Complaint.number == number,
            Complaint.artisan_id == artisan_id,
            Complaint.acknowledged_at.is_not(None),
        )
    )


def complaints_to_answer(session: Session, artisan_id: UUID) -> int:
    """How many open complaints a maker has not said a word about."""
    answered = select(ComplaintNote.id).where(
        ComplaintNote.complaint_id == Complaint.id, ComplaintNote.voice == Voice.MAKER
    )
    asked = (
        select(func.count())
        .select_from(Complaint)
        .where(
            Complaint.artisan_id == artisan_id,
            Complaint.acknowledged_at.is_not(None),
            Complaint.status.in_(OPEN),
            ~answered.exists(),
        )
    )
    return session.scalar(asked) or 0


def complaint_in(session: Session, districts: Collection[int], number: str) -> Complaint | None:
    """A complaint before the offices of these districts; another district's is None."""
    return session.scalar(
        select(Complaint).where(Complaint.number == number, Complaint.district_id.in_(sorted(districts)))
    )


def complaint_queue(
    session: Session, districts: Collection[int], *, locale: str = "en"
) -> list[ComplaintLine]:
    """The open complaints of these districts, oldest first, each with its next clock. One statement."""
    said = words_in(locale)
    due = (
        select(func.min(ComplaintTimer.due_at))
        .where(ComplaintTimer.complaint_id == Complaint.id, ComplaintTimer.met_at.is_(None))
        .scalar_subquery()
    )
    query = (
        select(Complaint, Artisan.name, District.name, func.coalesce(OrderLine.title, said.c.title, ""), due)
        .join(Artisan, Artisan.id == Complaint.artisan_id)
        .join(District, District.id == Complaint.district_id)
        .outerjoin(OrderLine, OrderLine.id == Complaint.order_line_id)
        .outerjoin(Listing, Listing.id == Complaint.listing_id)
        .outerjoin(said, Listing.id.is_not(None))
        .where(*_open_in(districts))
        .order_by(Complaint.made_at, Complaint.id)
        .limit(QUEUE_MAX)
    )
    return [ComplaintLine(*row) for row in session.execute(query)]


def complaints_waiting(session: Session, districts: Collection[int], *, desk: Desk | None = None) -> int:
    """How many complaints wait in these districts; with `desk`, before that office only."""
    asked = select(func.count()).select_from(Complaint).where(*_open_in(districts))
    return session.scalar(asked if desk is None else asked.where(Complaint.desk == desk)) or 0


def _open_in(districts: Collection[int]) -> tuple[ColumnElement[bool], ...]:
    return Complaint.district_id.in_(sorted(districts)), Complaint.status.in_(OPEN)


def subject_of(session: Session, complaint: Complaint, locale: str = "en") -> Subject:
    """What a complaint is about, in names."""
    said = words_in(locale)
    row = session.execute(
        select(
            Artisan.name,
            Artisan.slug,
            District.name,
            func.coalesce(OrderLine.title, said.c.title, ""),
            func.coalesce(OrderLine.slug, Listing.slug, ""),
            func.coalesce(Order.number, ""),
        )
        .select_from(Complaint)
        .join(Artisan, Artisan.id == Complaint.artisan_id)
        .join(District, District.id == Complaint.district_id)
        .outerjoin(Order, Order.id == Complaint.order_id)
        .outerjoin(OrderLine, OrderLine.id == Complaint.order_line_id)
        .outerjoin(Listing, Listing.id == Complaint.listing_id)
        .outerjoin(said, Listing.id.is_not(None))
        .where(Complaint.id == complaint.id)
    ).one()
    return Subject._make(row)


def notes_for(session: Session, complaint: Complaint, reader: Voice) -> list[ComplaintNote]:
    """What this reader may read of what was written, the oldest first."""
    query = select(ComplaintNote).filter_by(complaint_id=complaint.id).order_by(ComplaintNote.id)
    return [
        note
        for note in session.scalars(query)
        if may_read(reader, voice=note.voice, to=note.to, private=note.private)
    ]


def photos_of(session: Session, complaint: Complaint) -> Sequence[ComplaintPhoto]:
    """The pictures that came with a complaint."""
    query = select(ComplaintPhoto).filter_by(complaint_id=complaint.id).order_by(ComplaintPhoto.id)
    return session.scalars(query).all()


def photo_of(session: Session, complaint: Complaint, photo_id: int) -> ComplaintPhoto | None:
    """One picture of this complaint; another's is None."""
    return session.scalar(select(ComplaintPhoto).filter_by(complaint_id=complaint.id, id=photo_id))


def timers_of(session: Session, complaint: Complaint) -> Sequence[ComplaintTimer]:
    """The clocks of a complaint, in the order they began."""
    query = select(ComplaintTimer).filter_by(complaint_id=complaint.id)
    return session.scalars(query.order_by(ComplaintTimer.turn, ComplaintTimer.due_at)).all()


def decisions_of(session: Session, complaint: Complaint) -> Sequence[ComplaintDecision]:
    """What was decided: of the complaint, then of its appeal."""
    query = select(ComplaintDecision).filter_by(complaint_id=complaint.id)
    return session.scalars(query.order_by(ComplaintDecision.turn)).all()


def deeds_of(session: Session, complaint: Complaint) -> list[tuple[Event, str]]:
    """The trail of a complaint, oldest first, with the name of who did each; a clock and a guest have none."""
    rows = session.execute(
        select(Event, Person.name)
        .outerjoin(Person, Person.id == Event.by)
        .where(Event.subject == str(complaint.id), Event.name.startswith("complaint."))
        .order_by(Event.id)
    )
    return [(event, name or "") for event, name in rows]


def record_of(session: Session, artisan_id: UUID, *, at: datetime) -> tuple[int, int]:
    """How many complaints about a maker came within a year, and how many were upheld (E-Commerce Rules r.5(5))."""
    upheld = (
        select(ComplaintDecision.id)
        .where(ComplaintDecision.complaint_id == Complaint.id, ComplaintDecision.outcome.in_(UPHELD))
        .exists()
    )
    row = session.execute(
        select(func.count(), func.count().filter(upheld)).where(
            Complaint.artisan_id == artisan_id,
            Complaint.made_at > at - RECORD,
            Complaint.status != ComplaintStatus.WITHDRAWN,
        )
    ).one()
    return int(row[0]), int(row[1])


def ringing(session: Session, *, at: datetime, limit: int = 200) -> list[int]:
    """Clocks that the State officer must hear of and has not."""
    query = select(ComplaintTimer.id).where(
        and_(ComplaintTimer.warn_at <= at, ComplaintTimer.met_at.is_(None), ComplaintTimer.rang_at.is_(None))
    )
    return list(session.scalars(query.order_by(ComplaintTimer.warn_at).limit(limit)))


def open_complaints(
    session: Session, *, person_id: UUID | None, mobile: str | None, email: str | None
) -> int:
    """How many complaints of this person, number or address are open."""
    named = [
        column == value
        for column, value in (
            (Complaint.person_id, person_id),
            (Complaint.mobile, mobile),
            (Complaint.email, email),
        )
        if value is not None
    ]
    if not named:
        return 0
    asked = select(func.count()).select_from(Complaint)
    return session.scalar(asked.where(or_(*named), Complaint.status.in_(OPEN))) or 0

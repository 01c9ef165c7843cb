"""What to tell whom about orders. Each letter holds only what its reader may know."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from catalog.models import Artisan, Listing
from orders.models import Complaint, ComplaintDecision, ComplaintTimer, Fulfillment, Order, Question
from orders.queries.complaints import subject_of
from orders.queries.orders import OrderView, ParcelView, artisans_parcel, view
from orders.rules.complaints import Outcome, TimerKind
from people.actions import write_notice
from people.models import District, Person
from people.queries import holders
from people.rules import Role, ScopeKind
from stock.actions import Low


def tell_buyer(
    session: Session, kind: str, order: Order, *, at: datetime, parcel: ParcelView | None = None
) -> None:
    """Write to the buyer, to the number and address given with the order."""
    whole = view(session, order)
    context = {"order": order, "parcels": whole.parcels, "parcel": parcel, "came": whole.came}
    write_notice(
        session, kind, mobile=order.mobile, email=order.email, language=order.language, context=context, at=at
    )


def tell_artisan(
    session: Session, kind: str, artisan_id: UUID, context: dict[str, Any], *, at: datetime
) -> None:
    """Write to the person behind a workshop."""
    person = session.scalars(
        select(Person).join(Artisan, Artisan.person_id == Person.id).where(Artisan.id == artisan_id)
    ).one()
    write_notice(session, kind, to_person=person, context=context, at=at)


def tell_artisans_of(session: Session, whole: OrderView, kind: str, *, at: datetime) -> None:
    """Write to each maker of an order about her own parcel only."""
    for each in whole.parcels:
        tell_artisan(session, kind, each.parcel.artisan_id, {"order": whole.order, "parcel": each}, at=at)


def tell_of_few_left(session: Session, low: Low, *, at: datetime) -> None:
    """Write to a maker that few pieces of something are left."""
    listing = session.get_one(Listing, low.listing_id)
    words = listing.words_in(session.get_one(Person, listing.artisan.person_id).language)
    context = {"title": words.title if words else "", "left": low.left, "variant_id": low.variant_id}
    tell_artisan(session, "stock_low", listing.artisan_id, context, at=at)


def tell_asker(session: Session, question_id: int, *, at: datetime) -> None:
    """Write to whoever asked a question, when there is still somebody."""
    row = session.execute(
        select(Person, Listing.slug)
        .join(Question, Question.person_id == Person.id)
        .join(Listing, Listing.id == Question.listing_id)
        .where(Question.id == question_id, Question.hidden_at.is_(None))
    ).one_or_none()
    if row is not None:
        write_notice(session, "question_answered", to_person=row[0], context={"slug": row[1]}, at=at)


def parcel_of(session: Session, fulfillment_id: UUID) -> tuple[Order, ParcelView]:
    """A parcel with its lines, for a letter about it."""
    artisan_id = session.scalars(select(Fulfillment.artisan_id).filter_by(id=fulfillment_id)).one()
    found = artisans_parcel(session, artisan_id, fulfillment_id)
    assert found is not None
    return found


def tell_complainant(
    session: Session, complaint_id: UUID, *, step: str, kind: str = "complaint_step", at: datetime
) -> None:
    """Write to whoever complained, at the number and address given, when there still is one."""
    complaint = session.get_one(Complaint, complaint_id)
    if not (complaint.mobile or complaint.email):
        return
    due = session.scalars(
        select(ComplaintTimer.due_at).filter_by(complaint_id=complaint.id, kind=TimerKind.ACKNOWLEDGE)
    ).one()
    write_notice(
        session,
        kind,
        mobile=complaint.mobile,
        email=complaint.email,
        language=complaint.language,
        context={"number": complaint.number, "step": step, "due_at": due},
        at=at,
    )


def tell_complained_of(session: Session, complaint_id: UUID, *, step: str, at: datetime) -> None:
    """Write to the maker whom a complaint is about, once the office has read it; never who complained."""
    complaint = session.get_one(Complaint, complaint_id)
    if complaint.acknowledged_at is not None:
        context = {"number": complaint.number, "step": step}
        tell_artisan(session, "complaint_for_maker", complaint.artisan_id, context, at=at)


def tell_offices(session: Session, complaint_id: UUID, *, step: str, at: datetime) -> None:
    """Write to the officers who must act: a new one is the district's, any other the State's.

    Where a district has no officer, the State's are told from the first.
    """
    complaint = session.get_one(Complaint, complaint_id)
    district = session.get_one(District, complaint.district_id)
    officers = holders(session, Role.STATE_OFFICER, ScopeKind.STATE, district.state_code, at)
    if step == "new":
        of_district = holders(session, Role.DISTRICT_OFFICER, ScopeKind.DISTRICT, str(district.id), at)
        officers = of_district or officers
    context = {
        "number": complaint.number,
        "step": step,
        "maker": subject_of(session, complaint).artisan_name,
        "district": district.name,
    }
    for officer in officers:
        write_notice(session, "complaint_waits", to_person=officer, context=context, at=at)


def tell_finance(session: Session, decision_id: int, *, at: datetime) -> None:
    """Write to those who can give money back that an office asks for it; nothing for any other outcome."""
    decision = session.get_one(ComplaintDecision, decision_id)
    if decision.outcome is not Outcome.MONEY_BACK:
        return
    complaint = session.get_one(Complaint, decision.complaint_id)
    context = {
        "number": complaint.number,
        "order_number": subject_of(session, complaint).order_number,
        "words": decision.words,
    }
    for person in holders(session, Role.FINANCE, ScopeKind.NATION, "", at):
        write_notice(session, "complaint_money", to_person=person, context=context, at=at)

"""What to tell whom about orders. Each letter holds only what its reader may know."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from catalog.models import Artisan, Listing
from orders.models import Fulfillment, Order, Question
from orders.queries.orders import OrderView, ParcelView, artisans_parcel, view
from people.actions import write_notice
from people.models import Person


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

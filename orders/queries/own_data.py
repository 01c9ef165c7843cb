"""What a workshop sold and what was asked of it, row by row, for its owner to take away.

Nothing that names a buyer is among it: no name, mobile, address or e-mail. The State a sale was taxed for stays,
as the seller must keep it (CGST Rules 2017, r.46 and r.56).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from catalog.models import Listing
from orders.models import Fulfillment, Invoice, Order, OrderLine, Question
from people.models import State

AT_ONCE = 500  # rows read from the database at a time


def own_sales(session: Session, artisan_id: UUID) -> Iterator[Any]:
    """Each line of each confirmed parcel: (Fulfillment, OrderLine, order number, channel, State, Invoice or None)."""
    asked = (
        select(Fulfillment, OrderLine, Order.number, Order.channel, State.name, Invoice)
        .join(Order, Order.id == Fulfillment.order_id)
        .join(OrderLine, OrderLine.fulfillment_id == Fulfillment.id)
        .join(State, State.code == Order.place)
        .outerjoin(Invoice, Invoice.fulfillment_id == Fulfillment.id)
        .where(Fulfillment.artisan_id == artisan_id, Fulfillment.confirmed_at.is_not(None))
        .order_by(Fulfillment.confirmed_at, Fulfillment.id, OrderLine.id)
    )
    return iter(session.execute(asked.execution_options(yield_per=AT_ONCE)))


def own_asked(session: Session, artisan_id: UUID) -> Iterator[Any]:
    """Each question that was not hidden: slug of the piece, words, moment, answer, moment of it."""
    asked = (
        select(Listing.slug, Question.words, Question.asked_at, Question.answer, Question.answered_at)
        .join(Listing, Listing.id == Question.listing_id)
        .where(Listing.artisan_id == artisan_id, Question.hidden_at.is_(None))
        .order_by(Question.id)
    )
    return iter(session.execute(asked.execution_options(yield_per=AT_ONCE)))

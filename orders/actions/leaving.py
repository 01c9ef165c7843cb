"""A buyer leaves: the person is forgotten, the papers of law stay."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ColumnElement, delete, or_, select, update
from sqlalchemy.orm import Session

from catalog.models import Artisan
from orders.actions.complaints import withdraw
from orders.errors import OrdersOpen
from orders.models import Cart, Complaint, Order, Question, Wish
from orders.queries.complaints import of_person
from orders.rules.steps import OrderStatus
from people.actions.leaving import forget_person
from people.errors import HasDuties
from people.models import Person

OPEN = (OrderStatus.PLACED, OrderStatus.CONFIRMED)


def leave(session: Session, person: Person, *, at: datetime) -> None:
    """Close a buyer's account for good.

    Wishes, baskets and unanswered questions go; answered ones lose their asker. Open complaints are taken back, and
    all lose the way to whoever made them. Ended orders lose mobile and
    e-mail, by which they could be found; name and address stay on them, because they are part of the bill, which
    the law wants kept for 72 months (CGST Act s.36). Raises OrdersOpen while something is on its way or could
    still go back, and what `people` refuses.
    """
    if session.scalar(select(Artisan.id).where(Artisan.person_id == person.id)) is not None:
        raise HasDuties
    mine = _of(person)
    waiting = session.scalars(select(Order.number).where(mine, Order.status.in_(OPEN))).all()
    if waiting:
        raise OrdersOpen(orders=list(waiting))
    session.execute(update(Order).where(mine).values(mobile=None, email=None))
    session.execute(update(Cart).where(Cart.person_id == person.id).values(person_id=None))
    session.execute(delete(Wish).where(Wish.person_id == person.id))
    asked = Question.person_id == person.id
    session.execute(delete(Question).where(asked, Question.answered_at.is_(None)))
    session.execute(update(Question).where(asked).values(person_id=None))
    for complaint in session.scalars(select(Complaint).where(of_person(person))):
        withdraw(session, complaint.id, by=person.id, at=at)
        complaint.person_id = complaint.mobile = complaint.email = None
    forget_person(session, person, by=person.id, at=at)


def _of(person: Person) -> ColumnElement[bool]:
    """Orders of the account, and those placed as a guest with the same number."""
    own: ColumnElement[bool] = Order.person_id == person.id
    return or_(own, Order.mobile == person.mobile) if person.mobile else own

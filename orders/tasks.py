"""Work of orders that waits on a fact or on the clock."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import structlog
from sqlalchemy.orm import Session

from kit.db import transaction
from kit.errors import Unreachable
from kit.tasks import subscriber
from orders import notices
from orders.actions import confirming, parcels
from orders.actions.placing import SUBJECT
from orders.models import Order
from orders.queries.orders import expiring, releasable, view
from orders.rules.steps import Channel
from payments.gateways.stripe import stripe_gateway
from payments.models import Payment
from payments.queries import payment_of
from payments.rules import PaymentStatus
from payments.tasks import reconcile_payment

log = structlog.get_logger(__name__)


@subscriber
def confirm_order(session: Session, facts: dict[str, Any], at: datetime) -> None:
    """Money came for an order: confirm it. A till confirms its own sales before this is called."""
    if facts["subject_kind"] != SUBJECT:
        return
    payment = session.get_one(Payment, UUID(facts["payment_id"]))
    confirming.confirm_order(session, UUID(facts["subject_id"]), payment, at=at)


@subscriber
def tell_artisans(session: Session, facts: dict[str, Any], at: datetime) -> None:
    """Tell each maker of her own parcel."""
    order = session.get_one(Order, UUID(facts["order_id"]))
    if order.channel is Channel.ONLINE:
        notices.tell_artisans_of(session, view(session, order), "order_for_artisan", at=at)


@subscriber
def tell_buyer(session: Session, facts: dict[str, Any], at: datetime) -> None:
    """Tell the buyer that the order stands."""
    order = session.get_one(Order, UUID(facts["order_id"]))
    if order.mobile or order.email:
        notices.tell_buyer(session, "order_confirmed", order, at=at)


@subscriber
def tell_buyer_of_cancel(session: Session, facts: dict[str, Any], at: datetime) -> None:
    """Tell the buyer that nothing will come and that the money goes back."""
    order = session.get_one(Order, UUID(facts["order_id"]))
    if order.mobile or order.email:
        notices.tell_buyer(session, "order_canceled", order, at=at)


@subscriber
def tell_buyer_of_decline(session: Session, facts: dict[str, Any], at: datetime) -> None:
    """Tell the buyer that one maker cannot send, and what goes back."""
    order, parcel = notices.parcel_of(session, UUID(facts["fulfillment_id"]))
    notices.tell_buyer(session, "parcel_declined", order, parcel=parcel, at=at)


@subscriber
def tell_buyer_of_shipping(session: Session, facts: dict[str, Any], at: datetime) -> None:
    """Tell the buyer who carries the parcel, under which number."""
    order, parcel = notices.parcel_of(session, UUID(facts["fulfillment_id"]))
    notices.tell_buyer(session, "parcel_shipped", order, parcel=parcel, at=at)


@subscriber
def tell_buyer_of_arrival(session: Session, facts: dict[str, Any], at: datetime) -> None:
    """Tell the buyer that the parcel came, and until when it can go back."""
    order, parcel = notices.parcel_of(session, UUID(facts["fulfillment_id"]))
    notices.tell_buyer(session, "parcel_delivered", order, parcel=parcel, at=at)


@subscriber
def tell_artisan_of_money(session: Session, facts: dict[str, Any], at: datetime) -> None:
    """Tell a maker that her money is payable now."""
    order, parcel = notices.parcel_of(session, UUID(facts["fulfillment_id"]))
    context = {"order": order, "parcel": parcel, "paise": facts["paise"]}
    notices.tell_artisan(session, "money_payable", UUID(facts["artisan_id"]), context, at=at)


@subscriber
def tell_artisan_of_question(session: Session, facts: dict[str, Any], at: datetime) -> None:
    """Tell a maker that a buyer asks something."""
    notices.tell_artisan(session, "question_asked", UUID(facts["artisan_id"]), {}, at=at)


@subscriber
def tell_asker(session: Session, facts: dict[str, Any], at: datetime) -> None:
    """Tell a buyer that the maker has answered; nobody, when the asker has left."""
    notices.tell_asker(session, int(facts["question_id"]), at=at)


def expire_due(at: datetime) -> int:
    """Free the goods of orders nobody paid for; how many ended.

    The payment page is closed first: when the provider says that money came after all, the order is confirmed
    instead, and when it does not answer the goods stay held until it does.
    """
    with transaction() as session:
        waiting = expiring(session, at=at)
    return each_alone("order.expiry_failed", waiting, lambda order_id: _expire(order_id, at))


def _expire(order_id: UUID, at: datetime) -> bool:
    with transaction() as session:
        payment = payment_of(session, SUBJECT, order_id)
        payment_id, session_id = (payment.id, payment.session_id) if payment else (None, None)
    if payment_id is not None and session_id is not None:
        stripe_gateway().expire(session_id)
        if reconcile_payment(payment_id) is not PaymentStatus.FAILED:
            return False
    with transaction() as session:
        return confirming.expire_order(session, order_id, at=at)


def release_due(at: datetime) -> int:
    """Make the money of parcels payable whose return window closed by `at`; how many were released."""

    def release(fulfillment_id: UUID) -> bool:
        with transaction() as session:
            return parcels.release_money(session, fulfillment_id, at=at)

    with transaction() as session:
        due = releasable(session, at=at)
    return each_alone("order.release_failed", due, release)


def each_alone(trouble: str, ids: Sequence[UUID], deed: Callable[[UUID], bool]) -> int:
    """Do the deed with each; one that fails is told of and tried at the next round, and holds up no other."""
    done = 0
    for thing_id in ids:
        try:
            done += deed(thing_id)
        except Unreachable as problem:
            log.warning(trouble, id=str(thing_id), problem=str(problem))
        except Exception:
            log.exception(trouble, id=str(thing_id))
    return done

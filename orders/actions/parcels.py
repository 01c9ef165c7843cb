"""A maker's deeds with a parcel, its arrival, and the release of its money."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from kit.events import record
from kit.steps import advance
from ledger.actions import Draft, post, reverse
from orders.actions.making import end_places, make_ready
from orders.errors import NotPaid, NoTracking
from orders.events import (
    FulfillmentAccepted,
    FulfillmentDeclined,
    FulfillmentDelivered,
    FulfillmentHandedOver,
    FulfillmentPacked,
    FulfillmentShipped,
    MoneyReleased,
    OrderCanceled,
    OrderCompleted,
)
from orders.models import Fulfillment, Order, OrderLine
from orders.rules.postings import release_lines
from orders.rules.steps import (
    ARRIVED,
    FULFILLMENT_STEPS,
    ORDER_STEPS,
    Channel,
    FulfillmentStatus,
    OrderStatus,
    return_until,
)
from payments.actions import ask_refund
from payments.queries import payment_of
from stock.actions import Carry, move, open_place, take_reserved
from stock.actions import release as release_goods
from stock.models import LocationKind, Reason


def locked(session: Session, fulfillment_id: UUID) -> tuple[Order, Fulfillment]:
    """A parcel and its order, locked in the order of the house: order first. Raises NotPaid before the money came."""
    order_id = select(Fulfillment.order_id).filter_by(id=fulfillment_id).scalar_subquery()
    order = session.scalars(select(Order).where(Order.id == order_id).with_for_update()).one()
    if order.confirmed_at is None:
        raise NotPaid(order=order.number)
    parcel = session.get_one(Fulfillment, fulfillment_id, with_for_update=True, populate_existing=True)
    return order, parcel


def accept(session: Session, fulfillment_id: UUID, *, by: UUID, at: datetime) -> None:
    """The maker says yes. Twice is the same as once."""
    order, parcel = locked(session, fulfillment_id)
    if advance(parcel, FulfillmentStatus.ACCEPTED, FULFILLMENT_STEPS):
        parcel.accepted_at = at
        record(session, FulfillmentAccepted(parcel.id, order.id), by=by, at=at)


def pack(session: Session, fulfillment_id: UUID, *, by: UUID, at: datetime) -> None:
    """The parcel is packed: what was to be made for it is made."""
    order, parcel = locked(session, fulfillment_id)
    if advance(parcel, FulfillmentStatus.PACKED, FULFILLMENT_STEPS):
        make_ready(session, parcel, by=by, at=at)
        parcel.packed_at = at
        record(session, FulfillmentPacked(parcel.id, order.id), by=by, at=at)


def ship(
    session: Session, fulfillment_id: UUID, *, courier: str, tracking_number: str, by: UUID, at: datetime
) -> None:
    """The parcel goes out: its goods move from the workshop onto the road. Raises NoTracking."""
    if not courier.strip() or not tracking_number.strip():
        raise NoTracking
    order, parcel = locked(session, fulfillment_id)
    if not advance(parcel, FulfillmentStatus.SHIPPED, FULFILLMENT_STEPS):
        return
    parcel.courier, parcel.tracking_number, parcel.shipped_at = courier.strip(), tracking_number.strip(), at
    road = open_place(session, LocationKind.TRANSIT)
    take_reserved(
        session, parcel.id, target_id=road, reason=Reason.SHIPPED, key=f"ship:{parcel.id}", by=by, at=at
    )
    record(session, FulfillmentShipped(parcel.id, order.id), by=by, at=at)


def deliver(session: Session, fulfillment_id: UUID, *, by: UUID | None, at: datetime) -> None:
    """The parcel came: goods move from the road to the buyer, and the return window opens."""
    order, parcel = locked(session, fulfillment_id)
    if not advance(parcel, FulfillmentStatus.DELIVERED, FULFILLMENT_STEPS):
        return
    parcel.arrived_at, parcel.return_until = at, return_until(at, Channel(order.channel))
    road, buyer = open_place(session, LocationKind.TRANSIT), open_place(session, LocationKind.CUSTOMER)
    lines = session.scalars(
        select(OrderLine).where(OrderLine.fulfillment_id == parcel.id, OrderLine.variant_id.is_not(None))
    )
    carries = [
        Carry(
            f"deliver:{parcel.id}:{line.variant_id}",
            line.variant_id or 0,
            parcel.artisan_id,
            line.quantity,
            road,
            buyer,
            Reason.DELIVERED,
        )
        for line in lines
    ]
    move(session, carries, by=by, at=at)
    record(session, FulfillmentDelivered(parcel.id, order.id), by=by, at=at)


def hand_over(session: Session, fulfillment_id: UUID, *, by: UUID, at: datetime) -> None:
    """Goods go across the counter: from the stall to the buyer."""
    order, parcel = locked(session, fulfillment_id)
    if not advance(parcel, FulfillmentStatus.HANDED_OVER, FULFILLMENT_STEPS):
        return
    parcel.arrived_at, parcel.return_until = at, return_until(at, Channel(order.channel))
    buyer = open_place(session, LocationKind.CUSTOMER)
    take_reserved(
        session, parcel.id, target_id=buyer, reason=Reason.SOLD, key=f"sale:{parcel.id}", by=by, at=at
    )
    record(session, FulfillmentHandedOver(parcel.id, order.id), by=by, at=at)


def decline(session: Session, fulfillment_id: UUID, *, reason: str, by: UUID, at: datetime) -> None:
    """The maker cannot send: its goods are free, its entry is reversed, its exact share goes back to the buyer."""
    order, parcel = locked(session, fulfillment_id)
    if not advance(parcel, FulfillmentStatus.CANCELED, FULFILLMENT_STEPS):
        return
    parcel.decline_reason = reason.strip()
    end_places(session, [parcel.id], at=at)
    release_goods(session, [parcel.id], at=at)
    reverse(session, f"sale:{parcel.id}", cause="decline", at=at)
    payment = payment_of(session, "order", order.id)
    assert payment is not None
    ask_refund(
        session, payment, parcel.total_paise, key=f"decline:{parcel.id}", reason="declined", by=by, at=at
    )
    record(session, FulfillmentDeclined(parcel.id, order.id), by=by, at=at)
    session.flush()
    _end_order(session, order, at=at)


def release_money(session: Session, fulfillment_id: UUID, *, at: datetime) -> bool:
    """The return window closed: what was held is payable now. False when it is not due or was released before."""
    order, parcel = locked(session, fulfillment_id)
    due = parcel.return_until is not None and parcel.return_until <= at and parcel.status in ARRIVED
    if not due or parcel.released_at is not None:
        return False
    assert parcel.payable_paise is not None
    parcel.released_at = at
    lines = release_lines(parcel.artisan_id, int(parcel.payable_paise))
    post(session, [Draft(f"release:{parcel.id}", "release", lines)], at=at)
    record(session, MoneyReleased(parcel.id, parcel.artisan_id, parcel.payable_paise), by=None, at=at)
    session.flush()
    _end_order(session, order, at=at)
    return True


def _end_order(session: Session, order: Order, *, at: datetime) -> None:
    """End an order whose every parcel came to its end: completed, or canceled when nothing was sent."""
    rows = session.execute(
        select(Fulfillment.status, Fulfillment.released_at).where(Fulfillment.order_id == order.id)
    ).all()
    if any(status is not FulfillmentStatus.CANCELED and released is None for status, released in rows):
        return
    sent = any(status is not FulfillmentStatus.CANCELED for status, _ in rows)
    to = OrderStatus.COMPLETED if sent else OrderStatus.CANCELED
    if advance(order, to, ORDER_STEPS):
        order.ended_at = at
        record(session, OrderCompleted(order.id) if sent else OrderCanceled(order.id), by=None, at=at)

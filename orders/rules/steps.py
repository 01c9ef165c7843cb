"""The three axes of an order that this room owns, and their windows."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta
from enum import StrEnum

from kit.steps import Steps

HOLD_FOR = timedelta(minutes=45)  # goods wait so long for a buyer who pays; a payment page lives 32 minutes
ACCEPT_WITHIN = timedelta(hours=48)
RETURN_WINDOW = timedelta(days=7)
COUNTER_RETURN_WINDOW = timedelta(days=2)


class OrderStatus(StrEnum):
    """Where an order stands as a whole."""

    PLACED = "placed"
    CONFIRMED = "confirmed"
    COMPLETED = "completed"
    EXPIRED = "expired"
    CANCELED = "canceled"


ORDER_STEPS: Steps[OrderStatus] = {
    OrderStatus.PLACED: frozenset({OrderStatus.CONFIRMED, OrderStatus.EXPIRED, OrderStatus.CANCELED}),
    OrderStatus.CONFIRMED: frozenset({OrderStatus.COMPLETED, OrderStatus.CANCELED}),
    OrderStatus.EXPIRED: frozenset({OrderStatus.CONFIRMED, OrderStatus.CANCELED}),  # money that came late
    OrderStatus.COMPLETED: frozenset(),
    OrderStatus.CANCELED: frozenset(),
}


class FulfillmentStatus(StrEnum):
    """Where one maker's parcel stands."""

    PENDING = "pending"
    ACCEPTED = "accepted"
    PACKED = "packed"
    SHIPPED = "shipped"
    DELIVERED = "delivered"
    HANDED_OVER = "handed_over"
    CANCELED = "canceled"


FULFILLMENT_STEPS: Steps[FulfillmentStatus] = {
    FulfillmentStatus.PENDING: frozenset(
        {FulfillmentStatus.ACCEPTED, FulfillmentStatus.HANDED_OVER, FulfillmentStatus.CANCELED}
    ),
    FulfillmentStatus.ACCEPTED: frozenset({FulfillmentStatus.PACKED, FulfillmentStatus.CANCELED}),
    FulfillmentStatus.PACKED: frozenset({FulfillmentStatus.SHIPPED, FulfillmentStatus.CANCELED}),
    FulfillmentStatus.SHIPPED: frozenset({FulfillmentStatus.DELIVERED}),
    FulfillmentStatus.DELIVERED: frozenset(),
    FulfillmentStatus.HANDED_OVER: frozenset(),
    FulfillmentStatus.CANCELED: frozenset(),
}
ARRIVED = frozenset({FulfillmentStatus.DELIVERED, FulfillmentStatus.HANDED_OVER})
ENDED = ARRIVED | {FulfillmentStatus.CANCELED}


class Channel(StrEnum):
    """Where an order was placed."""

    ONLINE = "online"
    STALL = "stall"


def return_until(arrived: datetime, channel: Channel) -> datetime:
    """Until when goods that arrived can be sent back; the maker's money is held so long."""
    return arrived + (RETURN_WINDOW if channel is Channel.ONLINE else COUNTER_RETURN_WINDOW)


def parcels_in_words(statuses: Collection[FulfillmentStatus]) -> tuple[int, int]:
    """How many parcels came of how many that were to come: "2 of 3 parcels delivered"."""
    going = [status for status in statuses if status is not FulfillmentStatus.CANCELED]
    return sum(status in ARRIVED for status in going), len(going)

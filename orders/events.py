"""Facts of orders."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from kit.events import Fact


@dataclass(frozen=True)
class OrderPlaced(Fact):
    """A buyer asked for goods; they are held for a while."""

    order_id: UUID
    total_paise: int


@dataclass(frozen=True)
class OrderConfirmed(Fact):
    """The money came: goods are promised, documents numbered, makers owed."""

    order_id: UUID


@dataclass(frozen=True)
class OrderExpired(Fact):
    """No money came in time; the goods are free again."""

    order_id: UUID


@dataclass(frozen=True)
class OrderCanceled(Fact):
    """The order ended without goods; what was paid goes back."""

    order_id: UUID


@dataclass(frozen=True)
class OrderCompleted(Fact):
    """Every parcel came to its end and every maker's money is payable or given back."""

    order_id: UUID


@dataclass(frozen=True)
class FulfillmentAccepted(Fact):
    """A maker said yes to a parcel."""

    fulfillment_id: UUID
    order_id: UUID


@dataclass(frozen=True)
class FulfillmentDeclined(Fact):
    """A maker cannot send a parcel; its share goes back to the buyer."""

    fulfillment_id: UUID
    order_id: UUID


@dataclass(frozen=True)
class FulfillmentPacked(Fact):
    """A parcel is packed."""

    fulfillment_id: UUID
    order_id: UUID


@dataclass(frozen=True)
class FulfillmentShipped(Fact):
    """A parcel is with the courier."""

    fulfillment_id: UUID
    order_id: UUID


@dataclass(frozen=True)
class FulfillmentDelivered(Fact):
    """A parcel came to the buyer; its return window runs."""

    fulfillment_id: UUID
    order_id: UUID


@dataclass(frozen=True)
class FulfillmentHandedOver(Fact):
    """Goods went across a counter."""

    fulfillment_id: UUID
    order_id: UUID


@dataclass(frozen=True)
class MoneyReleased(Fact):
    """A maker's held money became payable."""

    fulfillment_id: UUID
    artisan_id: UUID
    paise: int


@dataclass(frozen=True)
class QuestionAsked(Fact):
    """A buyer asked a maker about a listing."""

    question_id: int
    listing_id: UUID
    artisan_id: UUID


@dataclass(frozen=True)
class QuestionAnswered(Fact):
    """A maker answered; question and answer stand on the listing's page."""

    question_id: int
    listing_id: UUID


@dataclass(frozen=True)
class QuestionHidden(Fact):
    """Somebody who watches over it took a question off the page."""

    question_id: int
    listing_id: UUID

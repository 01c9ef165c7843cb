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


@dataclass(frozen=True)
class ComplaintMade(Fact):
    """A buyer complained; its clocks run."""

    complaint_id: UUID
    artisan_id: UUID
    district_id: int


@dataclass(frozen=True)
class ComplaintAcknowledged(Fact):
    """The office has read a complaint; the maker is asked for an answer."""

    complaint_id: UUID
    artisan_id: UUID


@dataclass(frozen=True)
class ComplaintNoted(Fact):
    """Buyer, maker or office wrote a note."""

    complaint_id: UUID
    artisan_id: UUID
    note_id: int


@dataclass(frozen=True)
class ComplaintEscalated(Fact):
    """A complaint is before the State officer: sent there, or a clock rang (`timer_id`)."""

    complaint_id: UUID
    artisan_id: UUID
    timer_id: int | None


@dataclass(frozen=True)
class ComplaintResolved(Fact):
    """An officer decided a complaint."""

    complaint_id: UUID
    artisan_id: UUID
    decision_id: int


@dataclass(frozen=True)
class ComplaintReopened(Fact):
    """The buyer asked the State officer to look again."""

    complaint_id: UUID
    artisan_id: UUID


@dataclass(frozen=True)
class ComplaintClosed(Fact):
    """The State officer decided the appeal; that is the end here."""

    complaint_id: UUID
    artisan_id: UUID
    decision_id: int


@dataclass(frozen=True)
class ComplaintWithdrawn(Fact):
    """The buyer took a complaint back."""

    complaint_id: UUID
    artisan_id: UUID


@dataclass(frozen=True)
class ComplaintPhotographed(Fact):
    """A picture came with a complaint."""

    complaint_id: UUID
    photo_id: int

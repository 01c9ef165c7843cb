"""Work of orders that waits on a fact or on the clock."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID

import structlog
from sqlalchemy.orm import Session

from catalog import storage
from catalog.rules.photo import PhotoStatus
from catalog.tasks import private_picture
from kit.clock import business_day
from kit.db import transaction
from kit.errors import Unreachable
from kit.tasks import asking, subscriber
from orders import notices
from orders.actions import confirming, making, parcels, redress
from orders.actions.placing import SUBJECT
from orders.models import ComplaintNote, ComplaintPhoto, Order
from orders.queries.complaints import ringing
from orders.queries.orders import expiring, few_left_by, releasable, view
from orders.rules.complaints import Voice
from orders.rules.steps import Channel
from payments.gateways.stripe import stripe_gateway
from payments.models import Payment
from payments.queries import payment_of
from payments.rules import PaymentStatus
from payments.tasks import reconcile_payment
from stock.actions import fell_low

log = structlog.get_logger(__name__)
Id = TypeVar("Id", UUID, int)


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
def take_up_complaint(session: Session, facts: dict[str, Any], at: datetime) -> None:
    """Send the buyer the ticket number, and tell the district's officers (`ComplaintMade`)."""
    complaint_id = UUID(facts["complaint_id"])
    notices.tell_complainant(session, complaint_id, kind="complaint_made", step="made", at=at)
    notices.tell_offices(session, complaint_id, step="new", at=at)


@subscriber
def tell_of_acknowledgement(session: Session, facts: dict[str, Any], at: datetime) -> None:
    """Tell the buyer that the office has read it, and ask the maker (`ComplaintAcknowledged`)."""
    notices.tell_complainant(session, UUID(facts["complaint_id"]), step="acknowledged", at=at)
    notices.tell_complained_of(session, UUID(facts["complaint_id"]), step="made", at=at)


@subscriber
def tell_of_note(session: Session, facts: dict[str, Any], at: datetime) -> None:
    """Tell buyer or maker that the office wrote to them (`ComplaintNoted`); the office finds notes in its queue."""
    note = session.get_one(ComplaintNote, int(facts["note_id"]))
    if note.voice is Voice.OFFICE and note.to is Voice.BUYER:
        notices.tell_complainant(session, note.complaint_id, step="written", at=at)
    elif note.voice is Voice.OFFICE and note.to is Voice.MAKER:
        notices.tell_complained_of(session, note.complaint_id, step="written", at=at)


@subscriber
def tell_of_escalation(session: Session, facts: dict[str, Any], at: datetime) -> None:
    """Tell the State's officers, and the buyer, that the State has it now (`ComplaintEscalated`)."""
    notices.tell_offices(session, UUID(facts["complaint_id"]), step="escalated", at=at)
    notices.tell_complainant(session, UUID(facts["complaint_id"]), step="escalated", at=at)


@subscriber
def tell_of_appeal(session: Session, facts: dict[str, Any], at: datetime) -> None:
    """Tell the State's officers that a buyer wants another look (`ComplaintReopened`)."""
    notices.tell_offices(session, UUID(facts["complaint_id"]), step="reopened", at=at)
    notices.tell_complained_of(session, UUID(facts["complaint_id"]), step="reopened", at=at)


@subscriber
def tell_of_decision(session: Session, facts: dict[str, Any], at: datetime) -> None:
    """Tell buyer and maker what was decided, and finance where money is asked (`ComplaintResolved`, `…Closed`)."""
    notices.tell_complainant(session, UUID(facts["complaint_id"]), step="decided", at=at)
    notices.tell_complained_of(session, UUID(facts["complaint_id"]), step="decided", at=at)
    notices.tell_finance(session, int(facts["decision_id"]), at=at)


@subscriber
def tell_of_withdrawal(session: Session, facts: dict[str, Any], at: datetime) -> None:
    """Tell the maker that a complaint was taken back (`ComplaintWithdrawn`)."""
    notices.tell_complained_of(session, UUID(facts["complaint_id"]), step="withdrawn", at=at)


@asking
def make_picture_ready(facts: dict[str, Any], at: datetime) -> None:
    """Re-encode one picture of a complaint (`ComplaintPhotographed`). Safe to run twice."""
    photo_id = int(facts["photo_id"])
    with transaction() as session:
        photo = session.get(ComplaintPhoto, photo_id)
        if photo is None or photo.original_key is None:
            return
        original, digest = photo.original_key, photo.digest
    fault = private_picture(original, digest)
    with transaction() as session:
        photo = session.get_one(ComplaintPhoto, photo_id, with_for_update=True)
        photo.status = PhotoStatus.REFUSED if fault else PhotoStatus.READY
        photo.fault, photo.original_key = fault, None
    storage.remove(original)


@subscriber
def tell_artisan_of_question(session: Session, facts: dict[str, Any], at: datetime) -> None:
    """Tell a maker that a buyer asks something."""
    notices.tell_artisan(session, "question_asked", UUID(facts["artisan_id"]), {}, at=at)


@subscriber
def tell_asker(session: Session, facts: dict[str, Any], at: datetime) -> None:
    """Tell a buyer that the maker has answered; nobody, when the asker has left."""
    notices.tell_asker(session, int(facts["question_id"]), at=at)


@subscriber
def tell_of_few_left(session: Session, facts: dict[str, Any], at: datetime) -> None:
    """Tell makers of what fell to few pieces: by an order (`OrderConfirmed`), or by hand (`StockCounted`)."""
    if "variant_id" in facts:
        fallen = [(int(facts["variant_id"]), int(facts["before"]))]
    else:
        fallen = few_left_by(session, UUID(facts["order_id"]))
    for variant_id, before in fallen:
        if (low := fell_low(session, variant_id, before=before, at=at)) is not None:
            notices.tell_of_few_left(session, low, at=at)


@subscriber
def note_more_left(session: Session, facts: dict[str, Any], at: datetime) -> None:
    """Goods of an order went back to the shelf: note what has enough again (`OrderExpired`, `FulfillmentDeclined`)."""
    for variant_id, _before in few_left_by(session, UUID(facts["order_id"])):
        fell_low(session, variant_id, before=0, at=at)


@subscriber
def recount_queues(session: Session, facts: dict[str, Any], at: datetime) -> None:
    """Note anew when a next piece can be made: of one listing (`CapacityChanged`), or of all of a maker's."""
    if "listing_id" in facts:
        making.recount(session, [UUID(facts["listing_id"])], on=business_day(at))
    else:
        making.recount_maker(session, UUID(facts["artisan_id"]), on=business_day(at))


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


def ring_due(at: datetime) -> int:
    """Bring complaints before the State officer that were not acknowledged or redressed in time; how many."""

    def ring(timer_id: int) -> bool:
        with transaction() as session:
            return redress.ring(session, timer_id, at=at)

    with transaction() as session:
        due = ringing(session, at=at)
    return each_alone("complaint.ring_failed", due, ring)


def each_alone(trouble: str, ids: Sequence[Id], deed: Callable[[Id], bool]) -> int:
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

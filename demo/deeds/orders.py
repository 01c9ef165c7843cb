"""Buyers order, pay or do not; makers accept, pack, send or decline; time passes and money becomes payable."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from catalog.models import Artisan
from demo.deeds.bank import Bank
from demo.deeds.people import someone
from demo.deeds.places import Places
from demo.people.buyers import Buyer
from demo.plots.names import id_of
from demo.plots.orders import Bought
from kit.clock import business_day
from orders.actions.carts import open_cart, put_in
from orders.actions.confirming import confirm_order, expire_order
from orders.actions.parcels import accept, decline, deliver, pack, release_money, ship
from orders.actions.placing import SUBJECT, Recipient, place_order, quote_now
from orders.models import Cart, Fulfillment, Order, OrderLine
from orders.queries.cart import basket
from orders.rules.steps import HOLD_FOR
from payments.actions import settle, settle_refund
from payments.models import Payment, Refund
from payments.queries import payment_of
from payments.rules import RefundStatus
from people.rules import AddressKind

PAID_AFTER = timedelta(minutes=10)
ACCEPTED_AFTER = timedelta(hours=9)
DECLINED_AFTER = timedelta(hours=14)
PACKED_AFTER = timedelta(hours=27)
SENT_AFTER = timedelta(hours=50)
CAME_AFTER = timedelta(days=5)
PAYABLE_AFTER = timedelta(days=12, hours=1)  # a week after it came, and an hour for the sweep
REFUNDED_AFTER = timedelta(days=2)
COURIERS = (("India Post", "EI"), ("Gramin Courier", "GC"))
CANNOT = "The last piece went to a fair."


def buy(
    session: Session, plot: Bought, forms: Mapping[str, int], places: Places, bank: Bank, *, at: datetime
) -> None:
    """One order with all that has followed it until `at`. A plot that was played already is left as it is."""
    cart_id = id_of(f"order/{plot.name}")
    if session.get(Cart, cart_id) is not None:
        return
    placed = at - timedelta(days=plot.days)
    order = _place(session, plot, cart_id, forms, places, at=placed)
    if not plot.paid:
        if placed + HOLD_FOR < at:
            expire_order(session, order.id, at=placed + HOLD_FOR)
        return
    payment = _payment(session, order)
    seen = bank.pay(payment, asked=placed + PAYABLE_AFTER > at)  # later nothing can be sent back any more
    settle(session, payment.id, seen, at=placed + PAID_AFTER)
    confirm_order(session, order.id, payment, at=placed + PAID_AFTER)
    for parcel, keeper, slugs in _parcels(session, order):
        if plot.declined & slugs:
            if placed + DECLINED_AFTER <= at:
                decline(session, parcel, reason=CANNOT, by=keeper, at=placed + DECLINED_AFTER)
        else:
            _carry(session, parcel, keeper, placed, at=at)
    _give_back(session, order, at=min(at, placed + REFUNDED_AFTER))


def _place(
    session: Session, plot: Bought, cart_id: UUID, forms: Mapping[str, int], places: Places, *, at: datetime
) -> Order:
    buyer = plot.buyer
    person = None
    if not plot.guest:
        person = someone(session, mobile=buyer.mobile, name=buyer.name, language=buyer.language, at=at)
    cart, _ = open_cart(session, person_id=person.id if person else None, at=at, cart_id=cart_id)
    for slug, pieces in plot.goods:
        put_in(session, cart, forms[slug], pieces, at=at)
    recipient = Recipient(
        name=buyer.name,
        place=places.states[buyer.state],
        mobile=buyer.mobile,
        language=buyer.language,
        address=address_of(buyer),
        person_id=person.id if person else None,
    )
    asked = quote_now(
        session, basket(session, cart.id, on=business_day(at)).wanted, place=recipient.place, at=at
    )
    return place_order(session, cart, recipient, total_seen=asked.total, at=at)


def address_of(buyer: Buyer) -> dict[str, str]:
    """A buyer's address as the checkout writes it down."""
    return {
        "house": buyer.house,
        "street": buyer.street,
        "landmark": buyer.landmark,
        "kind": AddressKind.HOME.value,
        "district": buyer.district,
        "state": buyer.state,
        "pin": buyer.pin,
    }


def _payment(session: Session, order: Order) -> Payment:
    payment = payment_of(session, SUBJECT, order.id)
    assert payment is not None
    return payment


def _parcels(session: Session, order: Order) -> list[tuple[UUID, UUID, set[str]]]:
    """Each parcel with the person who keeps its workshop and the slugs of its goods."""
    rows = session.execute(
        select(Fulfillment.id, Artisan.person_id, OrderLine.slug)
        .join(Artisan, Artisan.id == Fulfillment.artisan_id)
        .join(OrderLine, OrderLine.fulfillment_id == Fulfillment.id)
        .where(Fulfillment.order_id == order.id)
        .order_by(Fulfillment.position)
    )
    found: dict[UUID, tuple[UUID, UUID, set[str]]] = {}
    for parcel_id, keeper, slug in rows:
        found.setdefault(parcel_id, (parcel_id, keeper, set()))[2].add(slug)
    return list(found.values())


def _carry(session: Session, parcel: UUID, keeper: UUID, placed: datetime, *, at: datetime) -> None:
    """A parcel's way, as far as it has come by now."""
    courier, series = COURIERS[parcel.int % len(COURIERS)]
    tracking = f"{series}{parcel.int % 10**9:09d}IN"
    if placed + ACCEPTED_AFTER <= at:
        accept(session, parcel, by=keeper, at=placed + ACCEPTED_AFTER)
    if placed + PACKED_AFTER <= at:
        pack(session, parcel, by=keeper, at=placed + PACKED_AFTER)
    if placed + SENT_AFTER <= at:
        sent = placed + SENT_AFTER
        ship(session, parcel, courier=courier, tracking_number=tracking, by=keeper, at=sent)
    if placed + CAME_AFTER <= at:
        deliver(session, parcel, by=None, at=placed + CAME_AFTER)
    if placed + PAYABLE_AFTER <= at:
        release_money(session, parcel, at=placed + PAYABLE_AFTER)


def _give_back(session: Session, order: Order, *, at: datetime) -> None:
    """What was declined goes back, as if the provider had done so."""
    waiting = select(Refund.id).where(
        Refund.payment_id == _payment(session, order).id, Refund.status == RefundStatus.REQUESTED
    )
    for refund_id in session.scalars(waiting).all():
        settle_refund(session, refund_id, RefundStatus.SETTLED, f"re_demo_{refund_id.hex}", at=at)

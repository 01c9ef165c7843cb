"""Placing an order: one transaction from cart to promised goods."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from catalog.models import Artisan
from kit.clock import business_day
from kit.events import record
from kit.ids import new_id, spoken
from kit.money import Money
from orders.actions.making import lock_queues_of_cart, take_places
from orders.errors import CartEmpty, NotOnSale, PromiseMoved, TotalChanged
from orders.events import OrderPlaced
from orders.models import Cart, Fulfillment, Order, OrderLine
from orders.queries.cart import basket
from orders.queries.orders import order_of_cart
from orders.rules.quote import Parcel, Quote, Wanted, quote
from orders.rules.steps import HOLD_FOR, Channel, FulfillmentStatus, OrderStatus
from payments.actions import open_payment
from stock.actions import Want, places, reserve
from stock.models import LocationKind
from tax.queries import tariff
from tax.rules import SHIPPING

SUBJECT = "order"


@dataclass(frozen=True)
class Recipient:
    """Who gets the goods, and where: `address` as it stands on the parcel, `place` its GST State code."""

    name: str
    place: str
    mobile: str | None = None
    email: str | None = None
    language: str = "en"
    address: Mapping[str, Any] = field(default_factory=dict)
    person_id: UUID | None = None


def quote_now(
    session: Session, wanted: Sequence[Wanted], *, place: str, at: datetime, delivered: bool = True
) -> Quote:
    """The quote of these goods for a State, by the rates of the day. Raises the tax room's refusals."""
    day = tariff(session, at)
    return quote(wanted, place=place, rates=day.rates, on=day.on, delivered=delivered)


def place_order(
    session: Session,
    cart: Cart,
    recipient: Recipient,
    *,
    total_seen: Money,
    promise_seen: date | None = None,
    at: datetime,
) -> Order:
    """Place the order of a cart: frozen prices, a parcel a maker, goods held, a payment opened. Once a cart.

    `promise_seen` is the last day on which the buyer was told that all will be there. A second call finds the first
    order. Raises CartEmpty, NotOnSale, TotalChanged (with both totals), PromiseMoved (with both days), OutOfStock
    (with the short lines) and the tax room's refusals; then nothing stands.
    """
    session.scalar(select(Cart.id).filter_by(id=cart.id).with_for_update())
    placed = order_of_cart(session, cart.id)
    if placed is not None:
        return placed
    lock_queues_of_cart(session, cart.id)
    on = business_day(at)
    goods = basket(session, cart.id, on=on, locale=recipient.language)
    if goods.gone:
        raise NotOnSale(lines=[line.variant_id for line in goods.gone])
    if not goods.wanted:
        raise CartEmpty
    asked = quote_now(session, goods.wanted, place=recipient.place, at=at)
    if asked.total != total_seen:
        raise TotalChanged(seen=int(total_seen), now=int(asked.total))
    comes = max(parcel.comes_by(on, recipient.place) for parcel in asked.parcels)
    if promise_seen is not None and comes > promise_seen:
        raise PromiseMoved(seen=promise_seen.isoformat(), now=comes.isoformat())
    order = write_order(
        session, asked, recipient, channel=Channel.ONLINE, order_id=new_id(), cart_id=cart.id, at=at
    )
    open_payment(session, subject_kind=SUBJECT, subject_id=order.id, amount=order.total_paise, at=at)
    record(session, OrderPlaced(order.id, order.total_paise), by=recipient.person_id, at=at)
    hold(session, order, asked, until=order.hold_until, at=at)
    return order


def write_order(
    session: Session,
    asked: Quote,
    recipient: Recipient,
    *,
    channel: Channel,
    order_id: UUID,
    at: datetime,
    cart_id: UUID | None = None,
) -> Order:
    """Write the order with its parcels and lines, each kind of row in one statement."""
    order = Order(
        id=order_id,
        number=spoken("OD"),
        cart_id=cart_id,
        channel=channel,
        status=OrderStatus.PLACED,
        person_id=recipient.person_id,
        language=recipient.language,
        name=recipient.name,
        mobile=recipient.mobile,
        email=recipient.email,
        address=dict(recipient.address),
        place=recipient.place,
        goods_paise=asked.goods,
        delivery_paise=asked.delivery,
        tax_paise=asked.tax,
        total_paise=asked.total,
        hold_until=at + HOLD_FOR if channel is Channel.ONLINE else None,
        placed_at=at,
    )
    session.add(order)
    session.flush()
    sellers = _sellers(session, [parcel.artisan_id for parcel in asked.parcels])
    ids = [new_id() for _ in asked.parcels]
    session.execute(
        insert(Fulfillment),
        [
            _parcel_row(parcel, fulfillment_id, order.id, position, sellers[parcel.artisan_id])
            for position, (parcel, fulfillment_id) in enumerate(zip(asked.parcels, ids, strict=True), start=1)
        ],
    )
    rows = [
        row
        for parcel, fulfillment_id in zip(asked.parcels, ids, strict=True)
        for row in _line_rows(
            parcel,
            fulfillment_id,
            order.id,
            promised_on=parcel.comes_by(business_day(at), asked.place) if channel is Channel.ONLINE else None,
        )
    ]
    # A delivery line has no variant; told to leave nothing out, one statement takes lines of both kinds.
    session.execute(insert(OrderLine), rows, execution_options={"render_nulls": True})
    return order


def _sellers(session: Session, artisan_ids: Sequence[UUID]) -> dict[UUID, dict[str, Any]]:
    columns = (
        Artisan.id,
        Artisan.name,
        Artisan.legal_name,
        Artisan.address_line,
        Artisan.pin,
        Artisan.gst_kind,
        Artisan.gstin,
        Artisan.enrolment_no,
        Artisan.pan,
    )
    rows = session.execute(select(*columns).where(Artisan.id.in_(artisan_ids)))
    return {
        row.id: {
            "name": row.name,
            "legal_name": row.legal_name,
            "address": row.address_line,
            "pin": row.pin,
            "gst_kind": str(row.gst_kind),
            "gstin": row.gstin,
            "enrolment_no": row.enrolment_no,
        }
        for row in rows
    }


def _parcel_row(
    parcel: Parcel, fulfillment_id: UUID, order_id: UUID, position: int, seller: dict[str, Any]
) -> dict[str, Any]:
    frozen = {
        "state": parcel.seller.state,
        "person": str(parcel.seller.person),
        "has_pan": parcel.seller.has_pan,
        "district": parcel.district_name,
        "days_to_make": parcel.days_to_make,
        "weight_g": parcel.weight_g,
    }
    return {
        "id": fulfillment_id,
        "order_id": order_id,
        "position": position,
        "artisan_id": parcel.artisan_id,
        "status": FulfillmentStatus.PENDING,
        "seller": seller | frozen,
        "paper_kind": str(parcel.paper.kind),
        "goods_paise": parcel.goods,
        "delivery_paise": parcel.delivery,
        "taxable_paise": parcel.paper.taxable,
        "taxed_paise": parcel.paper.taxed_value,
        "tax_paise": parcel.paper.tax,
        "total_paise": parcel.paper.total,
    }


def _line_rows(
    parcel: Parcel, fulfillment_id: UUID, order_id: UUID, *, promised_on: date | None
) -> list[dict[str, Any]]:
    goods = {str(line.variant_id): line for line in parcel.lines}
    rows = []
    for taxed in parcel.paper.lines:
        line = goods.get(taxed.ref)
        assert line is not None or taxed.ref == SHIPPING
        rows.append(
            {
                "order_id": order_id,
                "fulfillment_id": fulfillment_id,
                "variant_id": line.variant_id if line else None,
                "title": title_of(line) if line else "",
                "slug": line.slug if line else "",
                "quantity": line.quantity if line else 1,
                "unit_price_paise": line.unit_price if line else taxed.total,
                "hsn": line.hsn if line else "",
                "rate_bp": taxed.rate_bp,
                "taxable_paise": taxed.taxable,
                "cgst_paise": taxed.cgst,
                "sgst_paise": taxed.sgst,
                "utgst_paise": taxed.utgst,
                "igst_paise": taxed.igst,
                "total_paise": taxed.total,
                "promised_on": promised_on if line else None,
                "to_make": bool(line and line.making),
            }
        )
    return rows


def title_of(line: Wanted) -> str:
    """A line's name as the document shows it: the good, and which variant of it."""
    return f"{line.title} ({line.variant_name})" if line.variant_name else line.title


def hold(
    session: Session,
    order: Order,
    asked: Quote,
    *,
    until: datetime | None,
    at: datetime,
    shelves: Mapping[int, int] | None = None,
) -> None:
    """Promise the goods to each parcel: out of each maker's workshop, or of the location `shelves` names by variant.

    What is made to order takes its places in the queue instead. Last of all, because the rows of wanted goods are
    contended. Raises OutOfStock.
    """
    session.flush()
    parcels = session.execute(
        select(Fulfillment.artisan_id, Fulfillment.id).where(Fulfillment.order_id == order.id)
    )
    by_maker = dict(parcels.all())
    take_places(session, asked, by_maker, at=at)
    workshops = places(session, LocationKind.WORKSHOP, list(by_maker)) if shelves is None else {}
    wants = [
        Want(
            cause_id=by_maker[parcel.artisan_id],
            variant_id=line.variant_id,
            owner_id=parcel.artisan_id,
            location_id=workshops[parcel.artisan_id] if shelves is None else shelves[line.variant_id],
            quantity=line.quantity,
        )
        for parcel in asked.parcels
        for line in parcel.lines
        if not line.making
    ]
    reserve(session, wants, cause_kind="fulfillment", until=until)

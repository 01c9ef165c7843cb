"""What happens when money came, came late, or never came."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, time, timedelta
from uuid import UUID

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from catalog.models import Artisan
from catalog.rules.making import Away
from kit.clock import IST, business_day
from kit.events import record
from kit.ids import new_id
from kit.money import Money
from kit.steps import advance
from ledger.actions import Draft, post
from orders.actions.making import end_places, take_places_again
from orders.actions.papers import papers_of
from orders.events import OrderCanceled, OrderConfirmed, OrderExpired
from orders.models import Fulfillment, Invoice, Order, OrderLine
from orders.queries.orders import gross_this_year
from orders.rules.postings import sale_lines
from orders.rules.steps import (
    ACCEPT_WITHIN,
    FULFILLMENT_STEPS,
    ORDER_STEPS,
    Channel,
    FulfillmentStatus,
    OrderStatus,
)
from payments.actions import ask_refund
from payments.models import Payment
from stock.actions import Want, firm, places, release, reserve
from stock.errors import OutOfStock
from stock.models import LocationKind
from tax.actions import SeriesKey, next_document_numbers
from tax.queries import tariff
from tax.rules import (
    SERIES_OF_KIND,
    Document,
    PersonKind,
    Seller,
    SellerKind,
    Series,
    accruals,
    financial_year,
)
from tax.rules import Channel as TaxChannel


def confirm_order(session: Session, order_id: UUID, payment: Payment, *, at: datetime) -> Order:
    """The money of an order is here: make its promises firm, number its papers, owe its makers. Once.

    An order that had expired is revived when its goods are still free; else the money goes back and it is canceled.
    """
    order = session.scalars(select(Order).filter_by(id=order_id).with_for_update()).one()
    if order.status in {OrderStatus.CONFIRMED, OrderStatus.COMPLETED, OrderStatus.CANCELED}:
        return order
    parcels = session.scalars(
        select(Fulfillment).filter_by(order_id=order.id).order_by(Fulfillment.position)
    ).all()
    if order.status is OrderStatus.EXPIRED and not _held_again(session, parcels, at=at):
        return _give_back(session, order, payment, parcels, at=at)
    advance(order, OrderStatus.CONFIRMED, ORDER_STEPS)
    order.confirmed_at, order.hold_until = at, None
    firm(session, [parcel.id for parcel in parcels])
    _settle_parcels(session, order, parcels, at=at)
    record(session, OrderConfirmed(order.id), by=order.person_id, at=at)
    return order


def _held_again(session: Session, parcels: Sequence[Fulfillment], *, at: datetime) -> bool:
    """Whether all can be promised once more: from the shelf, and by the day that the buyer was told."""
    lines = session.scalars(
        select(OrderLine).where(
            OrderLine.fulfillment_id.in_([parcel.id for parcel in parcels]),
            OrderLine.variant_id.is_not(None),
            OrderLine.to_make.is_(False),
        )
    ).all()
    makers = {parcel.id: parcel.artisan_id for parcel in parcels}
    locations = places(session, LocationKind.WORKSHOP, list(makers.values()))
    wants = [
        Want(
            line.fulfillment_id,
            line.variant_id or 0,
            makers[line.fulfillment_id],
            locations[makers[line.fulfillment_id]],
            line.quantity,
        )
        for line in lines
    ]
    try:
        with session.begin_nested():
            if not take_places_again(session, parcels, at=at):
                return False
            reserve(session, wants, cause_kind="fulfillment", until=None)
    except OutOfStock:
        return False
    return True


def _give_back(
    session: Session, order: Order, payment: Payment, parcels: Sequence[Fulfillment], *, at: datetime
) -> Order:
    advance(order, OrderStatus.CANCELED, ORDER_STEPS)
    order.ended_at = at
    for parcel in parcels:
        advance(parcel, FulfillmentStatus.CANCELED, FULFILLMENT_STEPS)
    ask_refund(session, payment, payment.amount_paise, key=f"late:{order.id}", reason="late", by=None, at=at)
    record(session, OrderCanceled(order.id), by=None, at=at)
    return order


def _settle_parcels(session: Session, order: Order, parcels: Sequence[Fulfillment], *, at: datetime) -> None:
    """Compute what of each parcel is whose, number its paper and post it."""
    makers = [parcel.artisan_id for parcel in parcels]
    # One maker's sales of the year are counted one confirmation after the other (TDS limit): lock in the order of ids.
    locked = select(Artisan.id, Artisan.away_from, Artisan.away_to).where(Artisan.id.in_(makers))
    rows = session.execute(locked.order_by(Artisan.id).with_for_update(key_share=True))
    away = {row.id: Away.of(row.away_from, row.away_to) for row in rows}
    gross = gross_this_year(session, makers, since=start_of_tax_year(at))
    levies = tariff(session, at).levies
    channel = TaxChannel.STALL if order.channel is Channel.STALL else TaxChannel.ONLINE
    papers = papers_of(session, parcels, place=order.place)
    drafts = []
    for parcel, paper in zip(parcels, papers, strict=True):
        kept = accruals(paper, _seller(parcel, gross[parcel.artisan_id]), levies=levies, channel=channel)
        parcel.payable_paise, parcel.fee_paise = kept.seller_payable, kept.commission
        parcel.fee_tax_paise, parcel.tcs_paise, parcel.tds_paise = kept.commission_tax, kept.tcs, kept.tds
        parcel.confirmed_at = at
        parcel.accept_by = accept_by(at, away[parcel.artisan_id])
        parcel.send_by = at + ACCEPT_WITHIN + timedelta(days=int(parcel.seller["days_to_make"]))
        drafts.append(Draft(f"sale:{parcel.id}", order.channel, sale_lines(parcel.artisan_id, paper, kept)))
    session.flush()
    post(session, drafts, at=at)
    _number_papers(session, parcels, papers, till=order.channel is Channel.STALL, at=at)


def _number_papers(
    session: Session, parcels: Sequence[Fulfillment], papers: Sequence[Document], *, till: bool, at: datetime
) -> None:
    """Give each parcel's paper its number, all in one statement; the counters are locked until the commit."""
    day = business_day(at)
    keys = [
        SeriesKey(
            parcel.seller["gstin"] or parcel.seller["enrolment_no"],
            parcel.seller["state"],
            Series.TILL if till else SERIES_OF_KIND[paper.kind],
        )
        for parcel, paper in zip(parcels, papers, strict=True)
    ]
    numbers = next_document_numbers(session, keys, day)
    rows = [
        {
            "id": new_id(),
            "fulfillment_id": parcel.id,
            "kind": str(paper.kind),
            "supplier_key": key.supplier_key,
            "number": number,
            "day": day,
            "issued_at": at,
            "taxable_paise": paper.taxable,
            "tax_paise": paper.tax,
            "total_paise": paper.total,
        }
        for parcel, paper, key, number in zip(parcels, papers, keys, numbers, strict=True)
    ]
    session.execute(insert(Invoice), rows)


def accept_by(at: datetime, away: Away | None) -> datetime:
    """Until when a maker says yes to a parcel; days away do not count."""
    if away is None or not away.holds(business_day(at)):
        return at + ACCEPT_WITHIN
    return datetime.combine(away.back_on, time(), tzinfo=IST).astimezone(UTC) + ACCEPT_WITHIN


def _seller(parcel: Fulfillment, gross: Money) -> Seller:
    frozen = parcel.seller
    return Seller(
        id=parcel.artisan_id,
        kind=SellerKind(frozen["gst_kind"]),
        state=frozen["state"],
        person=PersonKind(frozen["person"]),
        has_pan=frozen["has_pan"],
        gstin=frozen["gstin"] or None,
        has_enrolment_no=bool(frozen["enrolment_no"]),
        gross_so_far=int(gross),
    )


def start_of_tax_year(at: datetime) -> datetime:
    """The first moment, Indian time, of the tax year that holds `at`."""
    first = business_day(at).replace(year=financial_year(business_day(at)), month=4, day=1)
    return datetime.combine(first, time(), tzinfo=IST).astimezone(UTC)


def expire_order(session: Session, order_id: UUID, *, at: datetime) -> bool:
    """Nobody paid in time: free the goods. False when the order is not waiting any more.

    The provider is told to close the payment page before this is called.
    """
    order = session.scalars(select(Order).filter_by(id=order_id).with_for_update()).one()
    if order.status is not OrderStatus.PLACED:
        return False
    advance(order, OrderStatus.EXPIRED, ORDER_STEPS)
    parcels = session.scalars(select(Fulfillment.id).filter_by(order_id=order.id)).all()
    end_places(session, parcels, at=at)
    release(session, parcels, at=at)
    record(session, OrderExpired(order.id), by=None, at=at)
    return True

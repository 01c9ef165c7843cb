"""Reads of orders for those who may see them: the buyer, the maker, the mall."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import and_, case, func, select
from sqlalchemy.orm import Session

from kit.money import Money
from orders.models import Fulfillment, Invoice, Order, OrderLine
from orders.rules.steps import ARRIVED, ENDED, Channel, FulfillmentStatus, OrderStatus, parcels_in_words
from stock.queries import workshop_levels

PAGE = 30


class ParcelView(NamedTuple):
    """A parcel with its goods, the delivery share and its paper."""

    parcel: Fulfillment
    lines: list[OrderLine]
    paper: Invoice | None

    @property
    def goods(self) -> list[OrderLine]:
        """The lines that are goods."""
        return [line for line in self.lines if line.variant_id is not None]

    @property
    def promised_on(self) -> date | None:
        """The day by which the buyer was told that all of it comes; None over a counter, where nothing comes."""
        return max((line.promised_on for line in self.lines if line.promised_on is not None), default=None)


class OrderView(NamedTuple):
    """An order as its buyer sees it."""

    order: Order
    parcels: list[ParcelView]

    @property
    def came(self) -> tuple[int, int]:
        """How many parcels came, of how many that were to come."""
        return parcels_in_words([view.parcel.status for view in self.parcels])


def order_by_number(session: Session, number: str) -> Order | None:
    """An order by the number people say aloud. The face checks who may see it before showing anything."""
    return session.scalar(select(Order).filter_by(number=number))


def buyers_order(
    session: Session, number: str, *, person_id: UUID | None, known: Sequence[str]
) -> Order | None:
    """An order by its number, when it is this person's or this browser has shown that it knows it."""
    order = order_by_number(session, number)
    if order is None:
        return None
    own = person_id is not None and order.person_id == person_id
    return order if own or str(order.id) in known else None


def order_of_cart(session: Session, cart_id: UUID) -> Order | None:
    """The order a cart became."""
    return session.scalar(select(Order).filter_by(cart_id=cart_id))


def orders_of_person(session: Session, person_id: UUID) -> Sequence[Order]:
    """A buyer's orders, newest first."""
    query = select(Order).filter_by(person_id=person_id).order_by(Order.placed_at.desc()).limit(PAGE)
    return session.scalars(query).all()


def view(session: Session, order: Order) -> OrderView:
    """An order with its parcels, lines and papers: three reads."""
    parcels = session.scalars(
        select(Fulfillment).filter_by(order_id=order.id).order_by(Fulfillment.position)
    ).all()
    return OrderView(order, _with_lines(session, parcels))


def _with_lines(session: Session, parcels: Sequence[Fulfillment]) -> list[ParcelView]:
    ids = [parcel.id for parcel in parcels]
    lines: dict[UUID, list[OrderLine]] = {parcel_id: [] for parcel_id in ids}
    for line in session.scalars(
        select(OrderLine).where(OrderLine.fulfillment_id.in_(ids)).order_by(OrderLine.id)
    ):
        lines[line.fulfillment_id].append(line)
    papers = {
        paper.fulfillment_id: paper
        for paper in session.scalars(select(Invoice).where(Invoice.fulfillment_id.in_(ids)))
    }
    return [ParcelView(parcel, lines[parcel.id], papers.get(parcel.id)) for parcel in parcels]


def artisans_parcels(
    session: Session, artisan_id: UUID, *, open_only: bool, limit: int = PAGE
) -> list[tuple[Order, ParcelView]]:
    """A maker's own parcels of confirmed online orders: the open ones oldest first, or all newest first."""
    query = (
        select(Fulfillment, Order)
        .join(Order, Order.id == Fulfillment.order_id)
        .where(Fulfillment.artisan_id == artisan_id, Order.confirmed_at.is_not(None))
        .limit(limit)
    )
    if open_only:
        query = query.where(Fulfillment.status.not_in(ENDED)).order_by(Fulfillment.confirmed_at)
    else:
        query = query.order_by(Fulfillment.confirmed_at.desc())
    pairs = session.execute(query).all()
    views = _with_lines(session, [parcel for parcel, _ in pairs])
    return [(order, view) for (_, order), view in zip(pairs, views, strict=True)]


def artisans_parcel(
    session: Session, artisan_id: UUID, fulfillment_id: UUID
) -> tuple[Order, ParcelView] | None:
    """One parcel of this maker; None when it is another's."""
    query = (
        select(Fulfillment, Order)
        .join(Order, Order.id == Fulfillment.order_id)
        .where(
            Fulfillment.id == fulfillment_id,
            Fulfillment.artisan_id == artisan_id,
            Order.confirmed_at.is_not(None),
        )
    )
    row = session.execute(query).one_or_none()
    return None if row is None else (row[1], _with_lines(session, [row[0]])[0])


def waiting_parcels(session: Session, artisan_id: UUID) -> tuple[int, datetime | None]:
    """How many parcels wait for a maker's deed, and by when the most urgent one does."""
    pending = Fulfillment.status == FulfillmentStatus.PENDING
    due = case((pending, Fulfillment.accept_by), else_=Fulfillment.send_by)  # both are known from the start
    query = select(func.count(), func.min(due)).where(
        Fulfillment.artisan_id == artisan_id,
        Fulfillment.status.in_(
            [FulfillmentStatus.PENDING, FulfillmentStatus.ACCEPTED, FulfillmentStatus.PACKED]
        ),
        Fulfillment.confirmed_at.is_not(None),
    )
    count, soonest = session.execute(query).one()
    return int(count), soonest


def few_left_by(session: Session, order_id: UUID) -> list[tuple[int, int]]:
    """The variants an order took from workshops, each with how many were free before it."""
    rows = session.execute(
        select(OrderLine.variant_id, func.sum(OrderLine.quantity))
        .join(Order, Order.id == OrderLine.order_id)
        .where(
            OrderLine.order_id == order_id,
            OrderLine.variant_id.is_not(None),
            OrderLine.to_make.is_(False),
            Order.channel == Channel.ONLINE,
        )
        .group_by(OrderLine.variant_id)
        .order_by(OrderLine.variant_id)
    )
    taken = {variant_id: int(pieces) for variant_id, pieces in rows if variant_id is not None}
    held = workshop_levels(session, list(taken))
    return [(each, pieces + (held[each].free if each in held else 0)) for each, pieces in taken.items()]


def expiring(session: Session, *, at: datetime, limit: int = 100) -> list[UUID]:
    """Orders whose goods were held long enough and that nobody paid for."""
    query = select(Order.id).where(Order.status == OrderStatus.PLACED, Order.hold_until < at)
    return list(session.scalars(query.order_by(Order.hold_until).limit(limit)))


def releasable(session: Session, *, at: datetime, limit: int = 200) -> list[UUID]:
    """Parcels whose return window closed and whose money is still held."""
    query = select(Fulfillment.id).where(
        Fulfillment.return_until <= at, Fulfillment.released_at.is_(None), Fulfillment.status.in_(ARRIVED)
    )
    return list(session.scalars(query.order_by(Fulfillment.return_until).limit(limit)))


class PassbookLine(NamedTuple):
    """One parcel in a maker's passbook: what it was sold for, what was kept, and where the money is."""

    parcel: Fulfillment
    order_number: str
    channel: str
    titles: str

    @property
    def state(self) -> str:
        """`back` (declined), `held`, or `payable`."""
        if self.parcel.status is FulfillmentStatus.CANCELED:
            return "back"
        return "payable" if self.parcel.released_at else "held"


def passbook(
    session: Session, artisan_id: UUID, *, before: datetime | None = None, limit: int | None = PAGE
) -> list[PassbookLine]:
    """A maker's money line by line, newest first; `before` is the moment of the last line of the page before.

    Without a `limit`, all of it.
    """
    titles = (
        select(func.string_agg(OrderLine.title, ", "))
        .where(OrderLine.fulfillment_id == Fulfillment.id, OrderLine.variant_id.is_not(None))
        .scalar_subquery()
    )
    query = (
        select(Fulfillment, Order.number, Order.channel, titles)
        .join(Order, Order.id == Fulfillment.order_id)
        .where(Fulfillment.artisan_id == artisan_id, Fulfillment.confirmed_at.is_not(None))
        .order_by(Fulfillment.confirmed_at.desc(), Fulfillment.id.desc())
        .limit(limit)
    )
    if before is not None:
        query = query.where(Fulfillment.confirmed_at < before)
    return [
        PassbookLine(parcel, number, channel, words or "")
        for parcel, number, channel, words in session.execute(query)
    ]


def gross_this_year(session: Session, artisan_ids: Sequence[UUID], *, since: datetime) -> dict[UUID, Money]:
    """What each maker sold since the tax year began, without GST, less what was declined (T6)."""
    query = (
        select(Fulfillment.artisan_id, func.sum(Fulfillment.taxable_paise))
        .where(
            Fulfillment.artisan_id.in_(artisan_ids),
            and_(Fulfillment.confirmed_at >= since, Fulfillment.status != FulfillmentStatus.CANCELED),
        )
        .group_by(Fulfillment.artisan_id)
    )
    found: dict[UUID, Any] = dict(session.execute(query).all())
    return {artisan_id: Money(int(found.get(artisan_id, 0))) for artisan_id in artisan_ids}


def paper(session: Session, order: Order, invoice_id: UUID) -> tuple[Invoice, Fulfillment] | None:
    """One paper of this order; None when it belongs to another."""
    query = (
        select(Invoice, Fulfillment)
        .join(Fulfillment, Fulfillment.id == Invoice.fulfillment_id)
        .where(Invoice.id == invoice_id, Fulfillment.order_id == order.id)
    )
    row = session.execute(query).one_or_none()
    return None if row is None else (row[0], row[1])

"""Two malls open, ask makers of their State for goods, count what comes, and sell over the counter."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from catalog.models import Artisan, Listing, Variant
from demo.deeds.people import mall_row, member_of
from demo.deeds.places import Places
from demo.people.staff import Mall
from demo.plots.malls import Asked, Rung
from demo.plots.names import id_of
from kit.money import Money
from ledger.queries import balance
from malls.actions.consignments import (
    Counted,
    accept_consignment,
    decline_consignment,
    dispatch,
    lines_of,
    raise_consignment,
    receive_goods,
)
from malls.actions.malls import open_mall
from malls.actions.till import close_shift, open_shift, ring_up
from malls.models import Consignment, Shift, Stall, Till
from malls.rules import BornBy
from orders.actions.parcels import release_money
from orders.actions.placing import quote_now
from orders.models import Fulfillment, Order
from orders.queries.cart import wanted_of
from people.rules import Role

TILLS = 2
ANSWERED_AFTER = timedelta(days=1)
SENT_AFTER = timedelta(days=3)
CAME_AFTER = timedelta(days=6)
SHIFT_LASTS = timedelta(hours=8)
BETWEEN_SALES = timedelta(minutes=35)
PAYABLE_AFTER = timedelta(days=2, hours=9)  # the return window of a counter, and an hour for the sweep
FLOAT = Money(2_000_00)
NOTE_PAISE = 500_00  # buyers give notes of five hundred
CARRIER = "State road transport"
SHORT = "Counted twice; a note must have gone out too many."


def open_doors(session: Session, mall: Mall, places: Places, *, at: datetime) -> None:
    """A mall opens with its stalls and tills."""
    row = mall_row(session, mall, places)
    open_mall(
        session,
        row,
        address=mall.address,
        tills=TILLS,
        by=member_of(session, mall, Role.MALL_MANAGER),
        at=at,
    )


def ask(session: Session, plot: Asked, forms: Mapping[str, int], places: Places, *, at: datetime) -> None:
    """One consignment, as far as it has come by `at`. One that was raised already is left as it is."""
    mall = mall_row(session, plot.mall, places)
    maker = _maker_of(session, forms[plot.slug])
    same = select(Consignment.id).filter_by(mall_id=mall.id, artisan_id=maker.id, note=plot.note)
    if session.scalar(same) is not None:
        return
    stall = _stall(session, mall.id, mall.state_code, maker.district_id if plot.district_stall else None)
    raised = at - timedelta(days=plot.days)
    store = member_of(session, plot.mall, Role.STOREKEEPER)
    consignment = raise_consignment(
        session,
        stall,
        maker,
        {forms[plot.slug]: plot.pieces},
        broken_born_by=BornBy.MALL,
        note=plot.note,
        by=store,
        at=raised,
    )
    if raised + ANSWERED_AFTER > at:
        return
    answer = decline_consignment if plot.declined else accept_consignment
    answer(session, consignment, by=maker.person_id, at=raised + ANSWERED_AFTER)
    if plot.declined or raised + SENT_AFTER > at:
        return
    docket = f"LR-{consignment.id.int % 10**6:06d}"
    dispatch(session, consignment, carrier=CARRIER, docket=docket, by=maker.person_id, at=raised + SENT_AFTER)
    if raised + CAME_AFTER <= at:
        counts = {
            line.id: Counted(line.quantity - plot.broken, plot.broken)
            for line in lines_of(session, consignment)
        }
        receive_goods(session, consignment, counts, by=store, at=raised + CAME_AFTER)


def _maker_of(session: Session, variant_id: int) -> Artisan:
    return session.scalars(
        select(Artisan)
        .join(Listing, Listing.artisan_id == Artisan.id)
        .join(Variant, Variant.listing_id == Listing.id)
        .where(Variant.id == variant_id)
    ).one()


def _stall(session: Session, mall_id: object, state_code: str, district_id: int | None) -> Stall:
    return session.scalars(
        select(Stall).filter_by(mall_id=mall_id, state_code=state_code, district_id=district_id)
    ).one()


def ring(session: Session, plot: Rung, forms: Mapping[str, int], places: Places, *, at: datetime) -> None:
    """One shift with its sales, counted and closed unless it still runs. One that rang already is left as it is."""
    name = f"shift/{plot.mall.district}/{plot.days}"
    if session.get(Order, id_of(f"{name}/0")) is not None:
        return
    mall = mall_row(session, plot.mall, places)
    till = session.scalars(select(Till).filter_by(mall_id=mall.id, name="1")).one()
    cashier = member_of(session, plot.mall, Role.CASHIER)
    opened = at - timedelta(days=plot.days)
    shift = open_shift(session, till, float_paise=FLOAT, by=cashier, at=opened)
    sold = []
    for number, sale in enumerate(plot.sales):
        rung = opened + (number + 1) * BETWEEN_SALES
        pieces = {forms[slug]: quantity for slug, quantity in sale.items()}
        asked = quote_now(
            session, wanted_of(session, pieces), place=mall.state_code, at=rung, delivered=False
        )
        given = Money(-(-int(asked.total) // NOTE_PAISE) * NOTE_PAISE)
        order = ring_up(
            session,
            shift,
            id_of(f"{name}/{number}"),
            pieces,
            given=given,
            buyer_mobile=None,
            by=cashier,
            at=rung,
        )
        sold.append((order, rung))
    if not plot.open:
        _close(session, till, shift, plot, cashier=shift.cashier_id, at=opened + SHIFT_LASTS)
    for order, rung in sold:
        if rung + PAYABLE_AFTER <= at:
            _release(session, order, at=rung + PAYABLE_AFTER)


def _close(session: Session, till: Till, shift: Shift, plot: Rung, *, cashier: object, at: datetime) -> None:
    counted = balance(session, till.cash_account) - plot.short_paise
    reason = SHORT if plot.short_paise else ""
    close_shift(session, shift, counted=Money(counted), reason=reason, by=shift.cashier_id, at=at)


def _release(session: Session, order: Order, *, at: datetime) -> None:
    for parcel in session.scalars(select(Fulfillment.id).filter_by(order_id=order.id)).all():
        release_money(session, parcel, at=at)

"""The till: open a shift, ring up a sale, close and count."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from kit.events import record
from kit.ids import new_id
from kit.money import Money
from ledger.actions import Draft, post
from ledger.queries import balance
from malls.errors import (
    DifferenceUnexplained,
    NotOnShelf,
    SaleDiffers,
    ShiftClosedAlready,
    ShiftOpenAlready,
    TooLittleCash,
)
from malls.events import SaleRung, ShiftClosed, ShiftOpened
from malls.models import Mall, Sale, Shift, Till
from malls.queries.shelf import ShelfLine, shelves_for
from malls.rules import change_due
from orders.actions.confirming import confirm_order
from orders.actions.parcels import hand_over
from orders.actions.placing import SUBJECT, Recipient, hold, quote_now, write_order
from orders.models import Fulfillment, Order, OrderLine
from orders.queries.cart import wanted_of
from orders.rules.quote import Quote, Wanted
from orders.rules.steps import Channel
from payments.actions import take_cash

OVER_SHORT = "till:over_short"


def safe(mall_id: UUID) -> str:
    """The account of a mall's own cash, where floats come from and counted cash goes."""
    return f"mall:{mall_id}:safe"


def open_shift(session: Session, till: Till, *, float_paise: Money, by: UUID, at: datetime) -> Shift:
    """Open a till with so much cash in its drawer. Raises ShiftOpenAlready."""
    session.refresh(till, with_for_update=True)
    if session.scalar(select(Shift.id).filter_by(till_id=till.id, closed_at=None)) is not None:
        raise ShiftOpenAlready(till=till.name)
    shift = Shift(id=new_id(), till_id=till.id, cashier_id=by, float_paise=float_paise, opened_at=at)
    session.add(shift)
    session.flush()
    lines = {till.cash_account: int(float_paise), safe(till.mall_id): -int(float_paise)}
    post(session, [Draft(f"float:{shift.id}", "float", lines)], at=at)
    record(session, ShiftOpened(shift.id, till.id, float_paise), by=by, at=at)
    return shift


def ring_up(
    session: Session,
    shift: Shift,
    sale_id: UUID,
    pieces: Mapping[int, int],
    *,
    given: Money,
    buyer_mobile: str | None,
    by: UUID,
    at: datetime,
) -> Order:
    """Sell goods off the shelf for cash, in one transaction: order, money, papers and goods. Once by `sale_id`.

    A second call with the same id finds the first sale, and raises SaleDiffers when it asks for other goods. Raises
    ShiftClosedAlready, NotOnShelf, TooLittleCash and the tax room's refusals.
    """
    session.refresh(shift, with_for_update=True)  # one press at a drawer after the other
    done = session.get(Order, sale_id, populate_existing=True)
    if done is not None:
        return _same(session, done, shift, pieces)
    if shift.closed_at is not None:
        raise ShiftClosedAlready
    till = session.get_one(Till, shift.till_id)
    mall = session.get_one(Mall, till.mall_id)
    shelves = shelves_for(session, mall.id, pieces)
    asked = quote_bill(session, mall, pieces, shelves, at=at)
    if change_due(total=int(asked.total), given=int(given)) is None:
        raise TooLittleCash(total=int(asked.total), given=int(given))
    buyer = Recipient(name="", place=mall.state_code, mobile=buyer_mobile)
    order = write_order(session, asked, buyer, channel=Channel.STALL, order_id=sale_id, at=at)
    session.add(
        Sale(order_id=order.id, mall_id=mall.id, shift_id=shift.id, given_paise=given, rung_by=by, rung_at=at)
    )
    hold(
        session,
        order,
        asked,
        until=None,
        at=at,
        shelves={each: shelves[each].location_id for each in shelves},
    )
    payment = take_cash(
        session,
        subject_kind=SUBJECT,
        subject_id=order.id,
        amount=order.total_paise,
        account=till.cash_account,
        by=by,
        at=at,
    )
    confirm_order(session, order.id, payment, at=at)
    for fulfillment_id in session.scalars(select(Fulfillment.id).filter_by(order_id=order.id)).all():
        hand_over(session, fulfillment_id, by=by, at=at)
    record(session, SaleRung(order.id, shift.id, order.total_paise), by=by, at=at)
    return order


def _same(session: Session, order: Order, shift: Shift, pieces: Mapping[int, int]) -> Order:
    """The sale rung before under this id, when it is the very one that is asked for again."""
    rung = session.execute(
        select(OrderLine.variant_id, OrderLine.quantity).where(
            OrderLine.order_id == order.id, OrderLine.variant_id.is_not(None)
        )
    )
    sale = session.get(Sale, order.id)
    if sale is None or sale.shift_id != shift.id or dict(rung.all()) != dict(pieces):
        raise SaleDiffers
    return order


def quote_bill(
    session: Session, mall: Mall, pieces: Mapping[int, int], shelves: Mapping[int, ShelfLine], *, at: datetime
) -> Quote:
    """What goods off these shelves cost together. Raises NotOnShelf and the tax room's refusals."""
    goods = _goods(session, pieces, shelves)
    return quote_now(session, goods, place=mall.state_code, at=at, delivered=False)


def _goods(session: Session, pieces: Mapping[int, int], shelves: Mapping[int, ShelfLine]) -> list[Wanted]:
    """The goods as the quote wants them, at the prices agreed for the counter."""
    wanted = wanted_of(session, pieces) if pieces.keys() <= shelves.keys() else []
    if not wanted or len(wanted) != len(pieces) or any(line.quantity < 1 for line in wanted):
        raise NotOnShelf
    return [line._replace(price=shelves[line.variant_id].price) for line in wanted]


def close_shift(
    session: Session, shift: Shift, *, counted: Money, reason: str, by: UUID, at: datetime
) -> Money:
    """Count the drawer and close the till; the difference (over +, short -) is posted, never edited. Once.

    Raises DifferenceUnexplained when the drawer is over or short and nobody says why.
    """
    session.refresh(shift, with_for_update=True)
    till = session.get_one(Till, shift.till_id)
    if shift.closed_at is not None:
        assert shift.counted_paise is not None
        assert shift.expected_paise is not None
        return shift.counted_paise - shift.expected_paise
    expected = balance(session, till.cash_account)
    difference = counted - expected
    if difference and not reason.strip():
        raise DifferenceUnexplained
    shift.closed_at, shift.closed_by = at, by
    shift.expected_paise, shift.counted_paise, shift.difference_reason = expected, counted, reason.strip()
    lines = {
        till.cash_account: -int(expected),
        safe(till.mall_id): int(counted),
        OVER_SHORT: -int(difference),
    }
    post(session, [Draft(f"close:{shift.id}", "shift", lines)], at=at)
    record(session, ShiftClosed(shift.id, till.id, expected, counted, difference), by=by, at=at)
    return difference

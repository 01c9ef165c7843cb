"""Two presses at the same moment, on a real database with real commits."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import Barrier
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from kit.db import transaction
from kit.ids import new_id
from kit.money import Money
from ledger.queries import balance
from malls.actions.till import ring_up
from malls.errors import NotOnShelf
from malls.models import Sale, Shift, Till
from orders.models import Invoice
from stock.models import LocationKind
from tests.counter import a_mall, a_shift, held, on_shelf
from tests.makers import AT, a_person


def press(shift_id, pieces, sale_id, by, together):
    """Ring a bill in a transaction of its own; the order's id, or the refusal."""
    together.wait()
    try:
        with transaction() as session:
            shift = session.get_one(Shift, shift_id)
            order = ring_up(
                session, shift, sale_id, pieces, given=Money(20_000_00), buyer_mobile=None, by=by, at=AT
            )
            return order.id
    except NotOnShelf as refusal:
        return refusal


def a_counter(fresh_engine):
    """A shelf with nine pieces and an open till: stall, variant, shift, cashier."""
    with transaction() as session:
        mall = a_mall(session)
        consignment, variant_id = on_shelf(session, mall)
        shift = a_shift(session, mall)
        return consignment.stall_id, variant_id, shift.id, a_person(session, "Esha").id


def at_once(presses: list[tuple[Any, Any, Any, Any]]) -> list[Any]:
    together = Barrier(len(presses))
    with ThreadPoolExecutor(len(presses)) as hands:
        return [
            each.result()
            for each in [hands.submit(partial(press, *said, together=together)) for said in presses]
        ]


def test_one_bill_pressed_six_times_at_once_is_one_sale(fresh_engine):
    stall, variant_id, shift_id, esha = a_counter(fresh_engine)
    sale_id = new_id()
    answers = at_once([(shift_id, {variant_id: 2}, sale_id, esha)] * 6)
    assert answers == [sale_id] * 6
    with Session(fresh_engine) as session:
        assert session.scalar(select(func.count()).select_from(Sale)) == 1
        assert session.scalar(select(func.count()).select_from(Invoice)) == 1
        assert held(session, LocationKind.STALL, stall, variant_id) == 7
        till = session.get_one(Till, session.get_one(Shift, shift_id).till_id)
        assert balance(session, till.cash_account) == 500_00 + 2 * 1_050_00


def test_two_bills_for_the_last_pieces_sell_them_once(fresh_engine):
    stall, variant_id, shift_id, esha = a_counter(fresh_engine)
    answers = at_once([(shift_id, {variant_id: 5}, new_id(), esha) for _ in range(2)])
    assert sum(isinstance(answer, NotOnShelf) for answer in answers) == 1
    with Session(fresh_engine) as session:
        assert session.scalar(select(func.count()).select_from(Sale)) == 1
        assert held(session, LocationKind.STALL, stall, variant_id) == 4

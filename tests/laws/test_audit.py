"""The audit reads the books from the outside: it is silent over true books, and finds each planted untruth."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import text

from bin.audit import LAWS, audit
from catalog.actions import edit_listing
from kit.ids import new_id
from kit.money import Money
from ledger.actions import fold_balances
from ledger.queries import balance
from malls.actions.till import close_shift, ring_up
from malls.models import Till
from orders.actions.confirming import confirm_order, expire_order
from orders.actions.parcels import accept, decline, deliver, pack, release_money, ship
from payments.actions import settle, settle_refund
from payments.queries import refunds_of
from payments.rules import RefundStatus
from tests.counter import a_mall, a_shift, on_shelf, sent
from tests.makers import AT, a_listing, a_person
from tests.sales import (
    a_confirmed_order,
    an_order,
    later,
    maker_of,
    on_sale,
    paid,
    parcels_of,
    seen,
    stock_up,
    the_payment,
)

ROOT = Path(__file__).parent.parent.parent


def a_busy_week(session):
    """Orders in every state: placed, confirmed, on the way, arrived, released, declined, expired, late, in suspense."""
    saree = on_sale(session, "Asha", pieces=30)
    box = on_sale(
        session, "Chandan", pieces=30, title="Walnut box", price=Money(2_100_00), craft_id="blue_pottery"
    )
    an_order(session, [saree])
    a_confirmed_order(session, [saree, box], 2)
    for steps in (2, 3, 4, 5):
        order = a_confirmed_order(session, [saree, box])
        for parcel in parcels_of(session, order):
            by = maker_of(session, parcel)
            deeds: list[Callable[[], object]] = [
                partial(accept, session, parcel.id, by=by, at=AT),
                partial(pack, session, parcel.id, by=by, at=AT),
                partial(ship, session, parcel.id, courier="Post", tracking_number="E1", by=by, at=AT),
                partial(deliver, session, parcel.id, by=None, at=AT),
                partial(release_money, session, parcel.id, at=later(days=8)),
            ]
            for deed in deeds[:steps]:
                deed()
    declined = a_confirmed_order(session, [saree, box])
    first, _ = parcels_of(session, declined)
    decline(session, first.id, reason="Broke", by=maker_of(session, first), at=AT)
    (refund,) = refunds_of(session, the_payment(session, declined).id)
    settle_refund(session, refund.id, RefundStatus.SETTLED, "re_1", at=AT)
    gone = an_order(session, [saree])
    session.flush()
    expire_order(session, gone.id, at=later(1))
    stock_up(session, box, 20, key="few")
    late = an_order(session, [box], 8)
    session.flush()
    expire_order(session, late.id, at=later(1))
    stock_up(session, box, 10, key="fewer")
    an_order(session, [box], 5)
    confirm_order(session, late.id, paid(session, late, at=later(2)), at=later(2))
    odd = the_payment(session, an_order(session, [saree]))
    settle(session, odd.id, seen(odd, amount=Money(1)), at=later(days=3650))
    stole = on_sale(session, "Asha", pieces=0, title="Stole made to order")
    to_order = {"made_to_order": True, "weekly_capacity": 2, "by": stole.artisan.person_id, "at": AT}
    edit_listing(session, stole, **to_order)
    for steps in (0, 2):
        (parcel,) = parcels_of(session, a_confirmed_order(session, [stole]))
        for step in (accept, pack)[:steps]:
            step(session, parcel.id, by=maker_of(session, parcel), at=AT)
    session.flush()


def a_day_at_the_mall(session):
    """A consignment counted in with a torn piece and one on the road; a shift with a sale closed, one still open."""
    mall = a_mall(session)
    _, piece = on_shelf(session, mall, a_listing(session, title="Bankura horse"))
    sent(session, mall, a_listing(session, title="Conch bangle"))
    esha = a_person(session, "Esha").id
    for closes in (True, False):
        shift = a_shift(session, mall)
        pieces = {piece: 1}
        ring_up(session, shift, new_id(), pieces, given=Money(9_000_00), buyer_mobile=None, by=esha, at=AT)
        if closes:
            held = balance(session, session.get_one(Till, shift.till_id).cash_account)
            close_shift(session, shift, counted=held - 10_00, reason="A torn note", by=esha, at=later(1))
    session.flush()


@pytest.fixture
def books(session):
    a_busy_week(session)
    a_day_at_the_mall(session)
    session.execute(text("SET CONSTRAINTS ALL IMMEDIATE"))
    return session


def broken(session):
    return {(finding.law.number, finding.law.sentence) for finding in audit(session) if finding.broken}


def test_true_books_keep_every_law_and_most_laws_had_something_to_judge(books):
    findings = audit(books)
    assert [finding for finding in findings if finding.broken] == []
    idle = {finding.law.sentence for finding in findings if not finding.seen}
    assert idle <= OF_WORKERS


# Without workers nothing is told, and nothing has been folded.
OF_WORKERS = {
    "every cached balance is the sum of the postings folded into it",
    "no one waits twice for one fact",
    "no work is parked, or waits for more than 1 hour",
    "nobody is told the same of one order twice",
}

# Each untruth, and the law that must find it. Triggers and promises of the database are put aside to plant it.
UNTRUTHS = [
    (
        "I1",
        "every entry has",
        "UPDATE postings SET paise = paise + 1 WHERE id = (SELECT min(id) FROM postings)",
    ),
    ("I1", "all postings", "UPDATE postings SET paise = paise + 1 WHERE id = (SELECT min(id) FROM postings)"),
    ("I1", "every entry has", "INSERT INTO entries (key, at, cause) VALUES ('alone', now(), 'x')"),
    (
        "I1",
        "every cached balance",
        "UPDATE balances SET paise = paise + 1 WHERE account_code = 'income:commission'",
    ),
    ("I2", "every level is", "UPDATE levels SET on_hand = on_hand + 1"),
    ("I2", "what is reserved", "UPDATE levels SET reserved = reserved - 1 WHERE reserved > 0"),
    ("I2", "every piece to be made", "UPDATE makings SET ended_at = now()"),
    ("I11", "every line of goods", "UPDATE order_lines SET unit_price_paise = unit_price_paise + 1"),
    ("I2", "every live promise", "UPDATE fulfillments SET status = 'canceled' WHERE status = 'packed'"),
    ("I3", "what was made", "UPDATE moves SET quantity = quantity + 1 WHERE reason = 'delivered'"),
    ("I3", "goods that were sent", "DELETE FROM moves WHERE reason = 'delivered'"),
    ("I4", "money that came has", "UPDATE payments SET status = 'captured' WHERE status = 'created'"),
    ("I4", "every payment is for", "UPDATE payments SET subject_id = id"),
    ("I4", "a confirmed order was paid", "UPDATE payments SET amount_paise = amount_paise + 1"),
    (
        "I4",
        "money that came for an order",
        (
            "UPDATE orders SET status = 'expired' WHERE status = 'confirmed'; "
            "UPDATE payments SET captured_at = '2020-01-01'"
        ),
    ),
    (
        "I4",
        "money that came for an order",
        "UPDATE payments SET refunded_paise = refunded_paise - 1 WHERE refunded_paise > 0",
    ),
    ("I5", "what buyers paid", "UPDATE orders SET status = 'placed' WHERE status = 'confirmed'"),
    ("I5", "what is owed back", "UPDATE refunds SET status = 'settled' WHERE status = 'requested'"),
    ("I5", "what each maker", "UPDATE fulfillments SET released_at = NULL"),
    (
        "I5",
        "commission is",
        "UPDATE fulfillments SET fee_paise = fee_paise + 1, payable_paise = payable_paise - 1",
    ),
    (
        "I5",
        "income tax",
        "UPDATE fulfillments SET tds_paise = tds_paise + 1, payable_paise = payable_paise - 1",
    ),
    (
        "I5",
        "GST on commission",
        "UPDATE fulfillments SET tcs_paise = tcs_paise + 1, payable_paise = payable_paise - 1",
    ),
    ("I5", "what lies at the provider", "UPDATE payments SET method = 'cash'"),
    ("I5", "every account", "INSERT INTO accounts (code, currency) VALUES ('pocket', 'INR')"),
    ("I5", "nothing lies in suspense", "UPDATE entries SET at = '2020-01-01'"),
    ("I6", "no more goes back", "UPDATE refunds SET amount_paise = amount_paise + 1"),
    ("I6", "a refund that reached", "UPDATE refunds SET status = 'settled' WHERE status = 'requested'"),
    ("I8", "every order went", "UPDATE orders SET status = 'placed' WHERE status = 'completed'"),
    (
        "I8",
        "every order went",
        (
            "INSERT INTO events (name, at, subject, facts) SELECT 'order.expired', now(), id::text, '{}' FROM orders "
            "WHERE status = 'completed'"
        ),
    ),
    ("I8", "every parcel went", "UPDATE fulfillments SET status = 'pending' WHERE status = 'delivered'"),
    ("I8", "every payment went", "UPDATE payments SET status = 'failed' WHERE status = 'captured'"),
    (
        "I9",
        "every confirmed order was",
        (
            "INSERT INTO events (name, at, subject, facts) SELECT name, at, subject, facts FROM events "
            "WHERE name = 'order.confirmed'"
        ),
    ),
    (
        "I9",
        "no one waits twice",
        (
            "DROP INDEX uq_outbox_event_subscriber; INSERT INTO outbox (event_id, subscriber, due_at, attempts) "
            "SELECT min(id), 'a', now(), 0 FROM events UNION ALL SELECT min(id), 'a', now(), 0 FROM events"
        ),
    ),
    (
        "I9",
        "no work is parked",
        (
            "INSERT INTO outbox (event_id, subscriber, due_at, attempts, parked_at) "
            "SELECT min(id), 'a', now(), 14, now() FROM events"
        ),
    ),
    (
        "I9",
        "nobody is told",
        (
            'INSERT INTO notices (id, channel, "to", kind, language, subject, body, written_at) '
            "SELECT gen_random_uuid(), 'sms', '+919831000001', 'order_confirmed', 'en', '', 'same', now() "
            "FROM generate_series(1, 2)"
        ),
    ),
    (
        "I10",
        "no two papers",
        (
            "ALTER TABLE invoices DROP CONSTRAINT uq_invoices_supplier_key_number; "
            "UPDATE invoices SET number = '19A26/0000001'"
        ),
    ),
    ("I10", "every series", "UPDATE document_series SET next_number = next_number + 1"),
    ("I10", "every series", "DELETE FROM invoices WHERE number LIKE '%0000002'"),
    ("I10", "in every series", "UPDATE invoices SET day = day + 1 WHERE number LIKE '%0000001'"),
    ("I11", "every paper is", "UPDATE invoices SET total_paise = total_paise + 1"),
    ("I11", "every sold parcel", "DELETE FROM invoices WHERE number LIKE '%0000002'"),
    (
        "I11",
        "every order is",
        "UPDATE orders SET total_paise = total_paise + 1, goods_paise = goods_paise + 1",
    ),
    ("I11", "a sale stands", "UPDATE entries SET key = 'x' || key WHERE key LIKE 'reverse:sale:%'"),
    ("I13", "every drawer", "DELETE FROM postings WHERE account_code LIKE 'till%cash'"),
    ("I13", "every drawer", "UPDATE shifts SET closed_at = now() WHERE closed_at IS NULL"),
    ("I13", "every closed shift", "UPDATE shifts SET expected_paise = expected_paise + 1"),
    ("I13", "every closed shift", "DELETE FROM sales"),
    ("I13", "every closed shift", "UPDATE payments SET method = 'stripe' WHERE method = 'cash'"),
    ("I14", "what was consigned", "UPDATE goods_receipts SET missing = missing + 1"),
    ("I14", "what was consigned", "UPDATE consignments SET status = 'dispatched' WHERE status = 'received'"),
    ("I14", "what was consigned", "DELETE FROM moves WHERE key LIKE 'dispatch%'"),
    (
        "I14",
        "what was consigned",
        "UPDATE moves SET quantity = quantity - 1 WHERE key LIKE 'receive%received'",
    ),
    ("I14", "what stalls were given", "DELETE FROM moves WHERE key LIKE 'receive%received'"),
]


@pytest.mark.parametrize(
    ("number", "law", "untruth"),
    UNTRUTHS,
    ids=[f"{at}-{number}-{law}" for at, (number, law, _) in enumerate(UNTRUTHS)],
)
def test_a_planted_untruth_is_found(books, number, law, untruth):
    fold_balances(books)
    books.execute(
        text(
            "INSERT INTO balances SELECT account_code, sum(paise) FROM postings GROUP BY 1 ON CONFLICT DO NOTHING"
        )
    )
    books.execute(text("UPDATE balance_cursor SET folded_before = '9223372036854775807'"))
    assert broken(books) == set()
    books.execute(text("SET session_replication_role = replica"))
    for statement in untruth.split("; "):
        books.execute(text(statement))
    found = broken(books)
    assert any(one == number and sentence.startswith(law) for one, sentence in found), found


def test_every_law_is_tried():
    tried = {(number, law) for number, law, _ in UNTRUTHS}
    untried = [
        each.sentence
        for each in LAWS
        if not any(each.number == number and each.sentence.startswith(law) for number, law in tried)
    ]
    assert untried == []


def test_the_command_prints_each_law_and_fails_on_a_broken_one(fresh_database, fresh_engine):
    def run():
        return subprocess.run(
            [sys.executable, "-m", "bin.audit"],
            cwd=ROOT,
            env={**os.environ, "DATABASE_URL": fresh_database},
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )

    fine = run()
    assert fine.returncode == 0, fine.stderr
    assert f"All {len(LAWS)} laws hold" in fine.stdout
    with fresh_engine.begin() as connection:
        connection.execute(text("INSERT INTO accounts (code, currency) VALUES ('pocket', 'INR')"))
    wrong = run()
    assert wrong.returncode == 1
    assert "BROKEN" in wrong.stdout
    assert "pocket" in wrong.stdout

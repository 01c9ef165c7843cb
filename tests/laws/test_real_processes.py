"""The laws with real processes, real commits and real kills: nothing is sold twice, taken twice, or told twice."""

from __future__ import annotations

import threading
import time
import urllib.error
import urllib.request
from contextlib import suppress

import pytest
from sqlalchemy import text

from bin.audit import audit
from kit import clock, keys, letters
from kit.db import transaction
from kit.errors import Unreachable
from kit.money import Money
from orders.actions.placing import place_order
from orders.models import Cart
from payments import tasks as payment_tasks
from payments.gateways import stripe as gateways
from payments.gateways.stripe import StripeGateway
from stock.errors import OutOfStock
from tests.doubles import wait_until
from tests.laws.running import House, a_house
from tests.sales import DEVI, a_cart, a_cart_of, on_sale, total_of

BUYERS, PIECES = 50, 10


@pytest.fixture(autouse=True)
def told_process():
    """The settings that a process is told at start-up."""
    keys.use("demo-for-tests-and-nothing-else-at-all")
    letters.use(
        letters.Post(
            smtp_url="smtp://127.0.0.1:9",
            sms_url="http://127.0.0.1:9/",
            sender="a@b.example",
            public_url="http://h",
        )
    )


@pytest.fixture
def house(fresh_engine, fresh_database, redis_url, tmp_path):
    with a_house(fresh_engine, fresh_database, redis_url, tmp_path) as running:
        yield running


@pytest.fixture
def gateway(house):
    made = StripeGateway(
        api_base=house.stripe.url, secret_key=house.stripe.key, webhook_secret=house.stripe.webhook_secret
    )
    before = list(gateways._gateway)
    gateways.use(made)
    yield made
    gateways._gateway[:] = before


def goods(pieces=100):
    """A saree and a walnut box on sale; the ids of their variants."""
    with transaction() as session:
        listings = [
            on_sale(session, "Asha", pieces=pieces),
            on_sale(session, "Chandan", pieces=pieces, title="Walnut box", craft_id="blue_pottery"),
        ]
        return [listing.variants[0].id for listing in listings]


def an_order_for(variants, to=DEVI):
    """An order really placed; its id."""
    with transaction() as session:
        cart = a_cart(session, dict.fromkeys(variants, 1))
        total = total_of(session, cart)
        return place_order(session, cart, to, total_seen=total, at=clock.now()).id


def holds(house: House):
    """Every law of the books, and one of each for every confirmed order."""
    with transaction() as session:
        broken = [finding for finding in audit(session) if finding.broken]
    assert broken == []
    with house.engine.connect() as connection:
        rows = connection.execute(
            text(
                """
                SELECT (SELECT count(*) FROM entries WHERE key = 'capture:' || payments.id),
                       (SELECT count(*) FROM events WHERE name = 'payment.captured' AND subject = payments.id::text),
                       (SELECT count(*) FROM events WHERE name = 'order.confirmed' AND subject = orders.id::text),
                       (SELECT count(*) FROM notices WHERE kind = 'order_confirmed' AND channel = 'sms'
                        AND body LIKE '%' || orders.number || '%'),
                       (SELECT count(*) FROM notices WHERE kind = 'order_for_artisan' AND channel = 'sms'
                        AND body LIKE '%' || orders.number || '%')
                       = (SELECT count(*) FROM fulfillments WHERE order_id = orders.id)
                FROM orders JOIN payments ON payments.subject_id = orders.id WHERE orders.status = 'confirmed'
                """
            )
        ).all()
    assert rows
    assert {tuple(row) for row in rows} == {(1, 1, 1, 1, True)}
    messages = house.inbox.messages()
    keys_of = [(message["kind"], message["message_id"]) for message in messages]
    assert len(set(keys_of)) == len(keys_of)
    return len(rows)


def confirmed(house, order_id):
    house.wait_for("SELECT status = 'confirmed' FROM orders WHERE id = :id", id=order_id)


def test_fifty_buyers_race_for_ten_pieces_and_ten_are_sold(fresh_engine):
    with transaction() as session:
        saree = on_sale(session, "Asha", pieces=PIECES)
        variant = saree.variants[0].id
        carts = [a_cart_of(session, [saree]).id for _ in range(BUYERS)]
        total = total_of(session, session.get_one(Cart, carts[0]))
    start, sold, refused = threading.Barrier(BUYERS), [], []

    def buyer(cart_id):
        start.wait()
        try:
            with transaction() as session:
                cart = session.get_one(Cart, cart_id)
                sold.append(place_order(session, cart, DEVI, total_seen=total, at=clock.now()).id)
        except OutOfStock as problem:
            refused.append(problem)

    began = time.monotonic()
    threads = [threading.Thread(target=buyer, args=(cart_id,)) for cart_id in carts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    took = time.monotonic() - began
    assert (len(sold), len(refused)) == (PIECES, BUYERS - PIECES)
    with transaction() as session:
        level = session.execute(
            text("SELECT on_hand, reserved FROM levels WHERE variant_id = :v"), {"v": variant}
        ).one()
        assert tuple(level) == (PIECES, PIECES)
        counts = session.execute(
            text(
                "SELECT (SELECT count(*) FROM orders), (SELECT count(*) FROM payments), "
                "(SELECT count(*) FROM reservations)"
            )
        ).one()
        assert tuple(counts) == (PIECES, PIECES, PIECES)
        assert [finding for finding in audit(session) if finding.broken] == []
    print(f"{BUYERS} buyers, {PIECES} pieces: {took:.2f} s")


def test_one_buyer_who_presses_twenty_times_has_one_order(fresh_engine):
    with transaction() as session:
        cart = a_cart_of(session, [on_sale(session, "Asha", pieces=30)])
        cart_id, total = cart.id, total_of(session, cart)
    found = []

    def press():
        with transaction() as session:
            cart = session.get_one(Cart, cart_id)
            found.append(place_order(session, cart, DEVI, total_seen=total, at=clock.now()).id)

    threads = [threading.Thread(target=press) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 20
    assert len(set(found)) == 1


def test_the_doorbell_rung_twice_late_before_the_return_and_never(house, gateway):
    variants = goods()
    before = an_order_for(variants)  # the letter comes before the buyer does
    house.stripe.pay(house.open_page(before, gateway))
    confirmed(house, before)

    house.stripe.faults("twice", times=3)
    twice = an_order_for(variants)
    house.stripe.pay(house.open_page(twice, gateway))
    confirmed(house, twice)
    house.stripe.lift_faults()

    house.stripe.faults("late", seconds=2, times=3)
    late = an_order_for(variants)
    session_id = house.open_page(late, gateway)
    house.stripe.pay(session_id)
    assert house.one("SELECT status FROM orders WHERE id = :id", id=late) == "placed"
    confirmed(house, late)
    house.stripe.lift_faults()

    house.stripe.faults("shuffled", seconds=1, times=6)
    shuffled = an_order_for(variants)
    house.stripe.pay(house.open_page(shuffled, gateway))
    confirmed(house, shuffled)
    house.stripe.lift_faults()

    house.stripe.faults("never")
    never = an_order_for(variants)
    house.stripe.pay(house.open_page(never, gateway))
    assert house.one("SELECT status FROM orders WHERE id = :id", id=never) == "placed"
    with house.engine.begin() as connection:  # a minute later
        connection.execute(
            text("UPDATE payments SET asked_at = now() - interval '1 minute' WHERE status = 'created'")
        )
    house.ring("clock.sweep_payments")
    house.wait_for("SELECT status = 'captured' FROM payments WHERE subject_id = :id", id=never)
    house.ring()
    confirmed(house, never)
    assert house.letters_about(never) == 0

    house.stripe.lift_faults()
    house.stripe.deliver(withheld=True)  # and days later the letters come after all
    wait_until(lambda: house.letters_about(never) > 0, seconds=30)
    house.settle_down()
    assert holds(house) == 5


def test_a_letter_is_answered_at_once_kept_once_and_a_forged_one_not_at_all(house, gateway):
    variants = goods()
    order_id = an_order_for(variants)
    house.stripe.pay(house.open_page(order_id, gateway))
    confirmed(house, order_id)
    house.settle_down()
    taken = house.letters_taken()

    def post(body: bytes, **headers: str) -> int:
        request = urllib.request.Request(house.hook, data=body, method="POST", headers=headers)
        try:
            with urllib.request.urlopen(request, timeout=10) as answer:
                return int(answer.status)
        except urllib.error.HTTPError as refusal:
            with refusal:
                return refusal.code

    signed = {"Stripe-Signature": "t=1,v1=00", "Content-Type": "application/json"}
    assert post(b"{}", **signed) == 400
    assert post(b"{}") == 400
    assert post(b"", **signed) == 400
    assert post(b"x" * (256 * 1024 + 1), **signed) == 413
    assert house.letters_taken() == taken
    assert holds(house) == 1


def test_a_worker_killed_while_it_confirms_leaves_nothing_half_done(house, gateway):
    variants = goods()
    first = an_order_for(variants)  # so that the counters of papers are there to be locked
    house.stripe.pay(house.open_page(first, gateway))
    confirmed(house, first)
    house.settle_down()

    order_id = an_order_for(variants)
    with house.engine.connect() as holder:
        holder.execute(text("SELECT 1 FROM document_series FOR UPDATE"))
        house.stripe.pay(house.open_page(order_id, gateway))
        # The worker has written its entry and its promises, and waits for the counters, which come last.
        house.wait_for(
            "SELECT EXISTS (SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock' "
            "AND query LIKE '%document_series%')"
        )
        house.kill("worker")
        holder.rollback()
    house.wait_for("SELECT NOT EXISTS (SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock')")
    parcel = (
        "SELECT count(*) FROM entries JOIN fulfillments ON entries.key = 'sale:' || fulfillments.id "
        "WHERE order_id = :id"
    )
    assert house.one("SELECT status FROM orders WHERE id = :id", id=order_id) == "placed"
    assert house.one(parcel, id=order_id) == 0
    house.start("worker")
    house.take_leases_back()
    confirmed(house, order_id)
    house.settle_down()
    assert house.one(parcel, id=order_id) == 2
    assert holds(house) == 2


def test_a_worker_killed_at_any_moment_does_everything_once(house, gateway):
    variants = goods()
    rounds, orders = 6, []
    for number in range(rounds):
        new = [an_order_for(variants) for _ in range(4)]
        orders += new
        pages = [house.open_page(order_id, gateway) for order_id in new]
        for page in pages:
            house.stripe.pay(page)
        time.sleep(0.04 * number)
        house.kill("worker")
        house.start("worker")
        house.take_leases_back()
    for _ in range(3):  # what the last kills left in the hands of the dead
        time.sleep(1)
        house.take_leases_back()
    for order_id in orders:
        confirmed(house, order_id)
    house.settle_down()
    assert holds(house) == len(orders)


def test_redis_gone_costs_only_time(house, gateway, redis_url):
    from redis import Redis

    variants = goods()
    orders = [an_order_for(variants) for _ in range(3)]
    pages = [house.open_page(order_id, gateway) for order_id in orders]
    with Redis.from_url(redis_url) as client:
        for page in pages:
            house.stripe.pay(page)
            client.flushdb()
    house.wait_for("SELECT count(*) >= 3 FROM webhook_receipts")
    for _ in range(6):
        time.sleep(0.5)
        house.take_leases_back()
    for order_id in orders:
        confirmed(house, order_id)
    house.settle_down()
    assert holds(house) == 3


def test_an_order_nobody_paid_for_closes_its_page_before_its_goods_are_free(house, gateway):
    variants = goods(pieces=1)
    order_id = an_order_for(variants)
    page = house.open_page(order_id, gateway)
    with house.engine.begin() as connection:
        connection.execute(text("UPDATE orders SET hold_until = now() - interval '1 minute'"))
    house.ring("clock.expire_orders")
    house.wait_for("SELECT status = 'expired' FROM orders WHERE id = :id", id=order_id)
    assert "error" in house.stripe.pay(page)
    other = an_order_for(variants)
    paid_in_time = house.open_page(other, gateway)
    house.stripe.faults("never")
    house.stripe.pay(paid_in_time)
    with house.engine.begin() as connection:
        connection.execute(
            text("UPDATE orders SET hold_until = now() - interval '1 minute' WHERE status = 'placed'")
        )
    house.ring("clock.expire_orders")  # the page turns out to be paid: confirmed, not expired
    house.wait_for("SELECT status = 'captured' FROM payments WHERE subject_id = :id", id=other)
    house.ring()
    confirmed(house, other)
    house.stripe.lift_faults()
    house.settle_down()
    assert holds(house) == 1


def test_a_refund_reaches_the_buyer_once_though_the_provider_stumbles(house, gateway):
    from orders.actions.parcels import decline

    variants = goods()
    order_id = an_order_for(variants)
    house.stripe.pay(house.open_page(order_id, gateway))
    confirmed(house, order_id)
    house.stripe.faults("fail_after", times=1, path="/v1/refunds", method="POST")
    with transaction() as session:
        rows = session.execute(text("SELECT id, total_paise FROM fulfillments ORDER BY position")).all()
        by = session.execute(text("SELECT id FROM people LIMIT 1")).scalar_one()
        decline(session, rows[0].id, reason="Broke in the kiln", by=by, at=clock.now())
    refund_id = house.one("SELECT id FROM refunds")
    # The test's own process has no outbox, so it does by hand what the relay would: more than once.
    for _ in range(3):
        with suppress(Unreachable):
            payment_tasks.reconcile_refund(refund_id)
    house.wait_for("SELECT status = 'settled' FROM refunds")
    made = house.stripe.client().v1.refunds.list({"limit": 10}).data
    assert [Money(one.amount) for one in made] == [rows[0].total_paise]
    with transaction() as session:
        assert [finding for finding in audit(session) if finding.broken] == []

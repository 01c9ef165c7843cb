"""Whole checkouts through the rooms, beside a bare transaction of ten statements."""

from __future__ import annotations

import random
import threading
import time
from collections.abc import Callable
from datetime import datetime
from uuid import UUID

import psycopg
from sqlalchemy import Engine, insert
from sqlalchemy.orm import Session

from kit.clock import business_day, now
from kit.money import Money
from orders.actions.carts import open_cart
from orders.actions.confirming import confirm_order
from orders.actions.placing import Recipient, place_order, quote_now
from orders.models import CartLine
from orders.queries.cart import basket
from payments.actions import settle
from payments.queries import payment_of
from payments.rules import PaymentStatus, Seen

LINES = 3
PLACE = "29"

BARE = "CREATE TABLE IF NOT EXISTS bench_rows (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, key uuid, body text)"


def offers(engine: Engine) -> list[list[tuple[int, int]]]:
    """Carts of goods of three makers who may sell to another State: (variant, price) of each line."""
    with Session(engine) as session:
        rows = session.connection().exec_driver_sql(
            """
            SELECT listings.artisan_id::text, min(variants.id), min(variants.price_paise)
            FROM variants JOIN listings ON listings.id = variants.listing_id
            JOIN artisans ON artisans.id = listings.artisan_id
            WHERE listings.status = 'published' AND artisans.gst_kind = 'regular' AND variants.active
            GROUP BY listings.id, listings.artisan_id HAVING count(*) = 1
            """
        )
        by_maker: dict[str, list[tuple[int, int]]] = {}
        for maker, variant_id, price in rows:
            by_maker.setdefault(maker, []).append((variant_id, price))
    dice = random.Random(7)
    makers = sorted(by_maker)
    return [[dice.choice(by_maker[maker]) for maker in dice.sample(makers, LINES)] for _ in range(500)]


def whole_checkout(session: Session, lines: list[tuple[int, int]], at: datetime) -> float:
    """Cart, quote, order, payment settled, order confirmed: two requests and a task; seconds the placing took."""
    with session.begin():
        cart, _ = open_cart(session, person_id=None, at=at)
        rows = [
            {"cart_id": cart.id, "variant_id": variant_id, "quantity": 1, "price_seen_paise": price}
            for variant_id, price in lines
        ]
        session.execute(insert(CartLine).values(rows))
        total = quote_now(
            session, basket(session, cart.id, on=business_day(at)).wanted, place=PLACE, at=at
        ).total
    placing = time.perf_counter()
    with session.begin():
        order = place_order(
            session,
            cart,
            Recipient(name="Bench", place=PLACE, mobile="+919000000000"),
            total_seen=total,
            at=at,
        )
    placed_s = time.perf_counter() - placing
    with session.begin():
        payment = payment_of(session, "order", order.id)
        assert payment is not None
        seen = Seen(PaymentStatus.CAPTURED, order.total_paise, "INR", f"pi_{order.id}", None, Money(0))
        settle(session, payment.id, seen, at=at)
    with session.begin():
        payment = payment_of(session, "order", order.id)
        assert payment is not None
        confirm_order(session, order.id, payment, at=at)
    return placed_s


def checkouts(
    engine: Engine, carts: list[list[tuple[int, int]]], *, seconds: float, threads: int
) -> tuple[float, list[float]]:
    """Whole checkouts a second with so many buyers at once, and the seconds each placing took."""
    placings: list[float] = []

    def buy(number: int, until: float) -> None:
        dice = random.Random(number)
        with Session(engine, expire_on_commit=False) as session:
            while time.perf_counter() < until:
                placings.append(whole_checkout(session, dice.choice(carts), now()))
                session.expunge_all()

    took = together(buy, seconds=seconds, threads=threads)
    return len(placings) / took, placings


def hot_piece(engine: Engine, cart: list[tuple[int, int]], *, seconds: float, threads: int) -> float:
    """Whole checkouts a second when every buyer wants the same three pieces."""
    return checkouts(engine, [cart], seconds=seconds, threads=threads)[0]


def bare_transactions(url: str, *, seconds: float, threads: int) -> float:
    """Transactions a second of ten one-row statements each, sent bare: what the round trips alone cost."""
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(BARE)
    counts: list[int] = []

    def send(number: int, until: float) -> None:
        done = 0
        with psycopg.connect(url) as connection:
            while time.perf_counter() < until:
                for each in range(10):
                    connection.execute(
                        "INSERT INTO bench_rows (key, body) VALUES (%s, %s)",
                        (UUID(int=number * 10 + each), "bare"),
                    )
                connection.commit()
                done += 1
        counts.append(done)

    took = together(send, seconds=seconds, threads=threads)
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("DROP TABLE bench_rows")
    return sum(counts) / took


def together(deed: Callable[[int, float], None], *, seconds: float, threads: int) -> float:
    """Run a deed in so many threads until the time is over; the seconds it really took."""
    started = time.perf_counter()
    running = [threading.Thread(target=deed, args=(number, started + seconds)) for number in range(threads)]
    for thread in running:
        thread.start()
    for thread in running:
        thread.join()
    return time.perf_counter() - started

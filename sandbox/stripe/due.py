"""What time alone brings about: sessions expire, slow payments and refunds end, old keys are forgotten."""

from __future__ import annotations

import sys
import threading

from sandbox.stripe.events import Post, post_letters
from sandbox.stripe.payments import settle, still_open
from sandbox.stripe.refunds import finish
from sandbox.stripe.store import Store

KEYS_LIVE = 24 * 3600  # seconds; Stripe may forget a key after a day
EACH = 1.0  # seconds between two looks


def bring_about(store: Store, post: Post) -> None:
    """Do everything whose time has come."""
    with store.reading() as book:
        now = book.now()
        waiting = any(book.due(kind, now) for kind in ("checkout.session", "payment_intent", "refund"))
        old = book.sql("SELECT 1 FROM answers WHERE at < ? LIMIT 1", (now - KEYS_LIVE,)).fetchone()
    if not waiting and old is None:
        return
    with store.writing() as book:
        now = book.now()
        for intent in book.due("payment_intent", now):
            settle(book, intent)
        for session in book.due("checkout.session", now):
            still_open(book, session)
        for refund in book.due("refund", now):
            finish(book, refund)
        book.sql("DELETE FROM answers WHERE running = 0 AND at < ?", (now - KEYS_LIVE,))
        # A balance transaction's money becomes available with time; that is worked out when it is read.
        post_letters(book)
    post.ring()


def keep_time(store: Store, post: Post) -> threading.Thread:
    """Start the thread that looks once a second."""

    def look() -> None:
        while not post.stopping:
            try:
                bring_about(store, post)
            except Exception as fault:
                print(f"sandbox.stripe: {fault!r}", file=sys.stderr, flush=True)
            threading.Event().wait(EACH)

    thread = threading.Thread(target=look, name="time", daemon=True)
    thread.start()
    return thread

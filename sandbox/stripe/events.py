"""Events, and the post that carries them: signed webhooks from a background thread, with retries and a log."""

from __future__ import annotations

import hashlib
import hmac
import json
import sys
import threading
import time
import urllib.error
import urllib.request
from http.client import HTTPException

from sandbox.stripe import faults
from sandbox.stripe.shapes import an_event, seen
from sandbox.stripe.store import Body, Book, Store

# Seconds until the next try; after the last one the letter is given up.
BACK_OFF = (0.5, 1, 5, 15, 60, 300, 900, 3600)
CARRIERS = 4
PATIENCE = 10  # seconds that a receiver has to answer
SHUFFLE_GAP = 0.15  # seconds between the letters of a shuffled deed


def tell(book: Book, kind: str, about: Body, previous: Body | None = None) -> Body:
    """Record an event in the deed that is under way. Its letters are posted when the deed is kept."""
    event = book.keep(an_event(book.now(), kind, about, book.request, previous))
    book.told.append(event)
    return event


def post_letters(book: Book) -> None:
    """Put the letters of this deed's events in the post, bent by the faults that stand."""
    now = time.time()
    shuffled = 0
    for event in book.told:
        met = faults.on_delivery(book, event["type"])
        state, due = "due", now
        if faults.NEVER in met:
            state = "withheld"
        if faults.LATE in met:
            due += met[faults.LATE]["seconds"]
        if faults.SHUFFLED in met:
            # The last told goes first: out of order for certain, and the same in every run.
            shuffled += 1
            due += met[faults.SHUFFLED]["seconds"] + (len(book.told) - shuffled) * SHUFFLE_GAP
        for _ in range(2 if faults.TWICE in met else 1):
            put_in_post(book, event, due=due, state=state)
    book.told.clear()


def put_in_post(book: Book, event: Body, *, due: float, state: str = "due") -> int:
    """Write one letter down; returns its number."""
    cursor = book.sql(
        "INSERT INTO deliveries (event, kind, state, due) VALUES (?, ?, ?, ?)",
        (event["id"], event["type"], state, due),
    )
    return cursor.lastrowid or 0


def deliveries(book: Book, event: str | None = None) -> list[Body]:
    """The log of the post, oldest first."""
    rows = book.sql(
        "SELECT seq, event, kind, state, due, attempts, answer, at FROM deliveries"
        " WHERE ? IS NULL OR event = ? ORDER BY seq",
        (event, event),
    )
    names = ("id", "event", "type", "state", "due", "attempts", "answer", "at")
    return [dict(zip(names, row, strict=True)) for row in rows]


def with_pending(book: Book, event: Body) -> Body:
    """The event as the API shows it, with the number of letters not yet taken."""
    row = book.sql(
        "SELECT count(*) FROM deliveries WHERE event = ? AND state IN ('due', 'sending')", (event["id"],)
    ).fetchone()
    return {**event, "pending_webhooks": min(1, int(row[0]))}


def signature(payload: bytes, secret: str, at: int) -> str:
    """The `Stripe-Signature` header: HMAC-SHA256 over time and payload."""
    mac = hmac.new(secret.encode(), f"{at}.".encode() + payload, hashlib.sha256)
    return f"t={at},v1={mac.hexdigest()}"


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: object, **__: object) -> None:
        """A redirect is not an answer: Stripe follows none."""
        return


class Post:
    """The threads that carry letters to the one webhook address."""

    def __init__(self, store: Store, secret: str, url: str) -> None:
        self.store = store
        self.secret = secret
        self.url = url
        self.rung = threading.Condition()
        self.stopping = False
        # No proxy of the machine stands between two processes on one host.
        self.opener = urllib.request.build_opener(urllib.request.ProxyHandler({}), _NoRedirect)
        self.carriers = [
            threading.Thread(target=self._carry, name=f"carrier-{n}", daemon=True) for n in range(CARRIERS)
        ]

    def start(self) -> None:
        """Begin to carry."""
        for carrier in self.carriers:
            carrier.start()

    def ring(self) -> None:
        """There may be something to carry."""
        with self.rung:
            self.rung.notify_all()

    def stop(self) -> None:
        """Carry no more; what is due stays written down."""
        self.stopping = True
        self.ring()

    def _carry(self) -> None:
        while not self.stopping:
            try:
                claimed = self._claim()
                if claimed is None:
                    with self.rung:
                        self.rung.wait(0.1 if self._something_soon() else 1.0)
                else:
                    self._deliver(*claimed)
            except Exception as fault:
                print(f"sandbox.stripe: the post stumbled: {fault!r}", file=sys.stderr, flush=True)
                time.sleep(1)

    def _something_soon(self) -> bool:
        if not self.url:
            return False
        with self.store.reading() as book:
            soon = book.sql("SELECT 1 FROM deliveries WHERE state = 'due' AND due <= ?", (time.time() + 1.1,))
            return soon.fetchone() is not None

    def _claim(self) -> tuple[int, Body, int] | None:
        """Take the next letter that is due, so that no other carrier does."""
        if not self.url or not self._something_soon():
            return None
        with self.store.writing() as book:
            row = book.sql(
                "SELECT seq, event, attempts FROM deliveries"
                " WHERE state = 'due' AND due <= ? ORDER BY due, seq LIMIT 1",
                (time.time(),),
            ).fetchone()
            if row is None:
                return None
            event = book.find("event", row[1])
            if event is None:
                return None
            book.sql(
                "UPDATE deliveries SET state = 'sending', attempts = attempts + 1 WHERE seq = ?", (row[0],)
            )
            return row[0], {**seen(event), "pending_webhooks": 1}, row[2] + 1

    def _deliver(self, seq: int, event: Body, attempt: int) -> None:
        answer, taken = self._send(event)
        state, due = "taken", time.time()
        if not taken:
            state = "due" if attempt <= len(BACK_OFF) else "given up"
            due += BACK_OFF[min(attempt, len(BACK_OFF)) - 1]
        with self.store.writing() as book:
            book.sql(
                "UPDATE deliveries SET state = ?, due = ?, answer = ?, at = ? WHERE seq = ?",
                (state, due, answer, time.time(), seq),
            )
        if not taken:
            print(
                f"sandbox.stripe: webhook {event['type']} {event['id']} try {attempt}: {answer}; {state}",
                file=sys.stderr, flush=True,
            )  # fmt: skip

    def _send(self, event: Body) -> tuple[str, bool]:
        payload = json.dumps(event, indent=2, ensure_ascii=False).encode()
        request = urllib.request.Request(  # noqa: S310 - the address was checked at start
            self.url,
            data=payload,
            method="POST",
            headers={
                "Content-Type": "application/json; charset=utf-8",
                # The signature carries the true time: receivers compare it with their own clock.
                "Stripe-Signature": signature(payload, self.secret, int(time.time())),
                "User-Agent": "Stripe/1.0 (sandbox)",
                "Accept": "*/*; q=0.5, application/xml",
            },
        )
        try:
            with self.opener.open(request, timeout=PATIENCE) as answer:
                answer.read(2000)
                return str(answer.status), 200 <= answer.status < 300
        except urllib.error.HTTPError as refusal:
            with refusal:
                return str(refusal.code), False
        except (OSError, HTTPException) as fault:
            return repr(fault)[:200], False

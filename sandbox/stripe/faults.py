"""Faults that can be ordered: the API slow, failing or hanging up; webhooks twice, late, shuffled or never."""

from __future__ import annotations

import json
from typing import Any

from sandbox.stripe.asks import Params
from sandbox.stripe.refusals import invalid
from sandbox.stripe.store import Body, Book

# What befalls a request, in the order it would meet them.
SLOW, FAIL_BEFORE, FAIL_AFTER, DROP_AFTER = "slow", "fail_before", "fail_after", "drop_after"
ON_REQUESTS = (SLOW, FAIL_BEFORE, FAIL_AFTER, DROP_AFTER)
# What befalls the letters of an event.
TWICE, LATE, SHUFFLED, NEVER = "twice", "late", "shuffled", "never"
ON_DELIVERY = (TWICE, LATE, SHUFFLED, NEVER)
MOST_SECONDS = 3600.0


def order_fault(book: Book, ask: Params) -> Body:
    """Write a fault down and return it with its id.

    `kind` is one of ON_REQUESTS or ON_DELIVERY. `times` is how many requests (or events) it meets, for ever when
    left out. A request fault may name a `path` prefix (default /v1) and a `method`; a delivery fault may name an
    event `type` prefix. `seconds` belongs to slow, late and shuffled. `status` (default 500) and `stored` (default
    true: the idempotency key remembers the failure, as Stripe's does) belong to fail_before.
    """
    kind = ask.get("kind")
    if kind not in (*ON_REQUESTS, *ON_DELIVERY):
        raise invalid(
            f"Unknown fault: {kind}. Known: {', '.join((*ON_REQUESTS, *ON_DELIVERY))}.", param="kind"
        )
    known = {"kind", "times", "path", "method", "type", "seconds", "status", "stored"}
    if strange := sorted(set(ask) - known):
        raise invalid(f"Unknown field: {strange[0]}", param=strange[0])
    times = ask.get("times")
    if times is not None and (not isinstance(times, int) or isinstance(times, bool) or times < 1):
        raise invalid("times must be a whole number of at least 1.", param="times")
    seconds = ask.get("seconds", 1.0)
    if isinstance(seconds, bool) or not isinstance(seconds, int | float) or not 0 <= seconds <= MOST_SECONDS:
        raise invalid(f"seconds must lie between 0 and {MOST_SECONDS:g}.", param="seconds")
    fault: Body = {
        "kind": kind,
        "path": ask.get("path", "/v1"),
        "method": ask.get("method"),
        "type": ask.get("type", ""),
        "seconds": seconds,
        "status": ask.get("status", 500),
        "stored": ask.get("stored", True),
    }
    cursor = book.sql(
        "INSERT INTO faults (kind, body, remaining) VALUES (?, ?, ?)", (kind, json.dumps(fault), times)
    )
    return {"id": cursor.lastrowid, **fault, "remaining": times}


def standing(book: Book) -> list[Body]:
    """The faults that are still in force, oldest first."""
    rows = book.sql("SELECT seq, body, remaining FROM faults ORDER BY seq").fetchall()
    return [{"id": seq, **json.loads(body), "remaining": remaining} for seq, body, remaining in rows]


def lift(book: Book, identifier: int | None = None) -> None:
    """Take back one fault, or all of them."""
    if identifier is None:
        book.sql("DELETE FROM faults")
    else:
        book.sql("DELETE FROM faults WHERE seq = ?", (identifier,))


def on_request(book: Book, method: str, path: str) -> dict[str, Any]:
    """The faults that meet this request, by kind; each is used up once."""

    def meets(fault: Body) -> bool:
        return (
            fault["kind"] in ON_REQUESTS
            and path.startswith(fault["path"])
            and (fault["method"] is None or str(fault["method"]).upper() == method)
        )

    return _used(book, meets)


def on_delivery(book: Book, event_kind: str) -> dict[str, Any]:
    """The faults that meet the letters of an event, by kind; each is used up once."""
    return _used(book, lambda fault: fault["kind"] in ON_DELIVERY and event_kind.startswith(fault["type"]))


def _used(book: Book, meets: Any) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for fault in standing(book):
        if fault["kind"] in found or not meets(fault):
            continue
        found[fault["kind"]] = fault
        if fault["remaining"] == 1:
            book.sql("DELETE FROM faults WHERE seq = ?", (fault["id"],))
        elif fault["remaining"] is not None:
            book.sql("UPDATE faults SET remaining = remaining - 1 WHERE seq = ?", (fault["id"],))
    return found

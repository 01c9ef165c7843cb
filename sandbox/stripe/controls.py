"""The control interface for tests and benchmarks, under /_sandbox: JSON in, JSON out, with the same secret key.

GET  /_sandbox/health            alive (no key needed)
POST /_sandbox/faults            order a fault (see faults.order_fault); GET lists, DELETE lifts all
DELETE /_sandbox/faults/<id>     lift one
POST /_sandbox/pay/<session>     pay without a browser: {"card" or "upi": …, "authenticate": true|false|null}
POST /_sandbox/deliver           send again: {"event": id} or {"object": id, "type": …} or {"withheld": true}; "times"
GET  /_sandbox/deliveries        the log of the post, by ?event=
POST /_sandbox/clock             {"advance": seconds}: expiry and the forgetting of keys come sooner
POST /_sandbox/webhook           {"url": …}: where letters go until the next start
POST /_sandbox/clear             forget everything
"""

from __future__ import annotations

import json
import time
from typing import Any

from flask import Blueprint, Response, request

from sandbox.stripe import events, faults, payments
from sandbox.stripe.cards import means_named
from sandbox.stripe.due import bring_about
from sandbox.stripe.gate import Gate
from sandbox.stripe.payments import the
from sandbox.stripe.refusals import Refused, invalid, unexpected_state
from sandbox.stripe.shapes import seen
from sandbox.stripe.store import Body, Book


def controls(gate: Gate) -> Blueprint:
    """The controls of one sandbox."""
    blueprint = Blueprint("controls", __name__, url_prefix="/_sandbox")
    _door(blueprint, gate)
    _faults(blueprint, gate)
    _post(blueprint, gate)
    _world(blueprint, gate)
    return blueprint


def _door(blueprint: Blueprint, gate: Gate) -> None:
    @blueprint.before_request
    def keyed() -> None:
        if request.endpoint != "controls.health":
            gate.check_key()

    @blueprint.errorhandler(Refused)
    def refused(refusal: Refused) -> Response:
        return _json(refusal.body(), refusal.status)

    @blueprint.get("/health")
    def health() -> Response:
        return _json({"ok": True})


def _faults(blueprint: Blueprint, gate: Gate) -> None:
    @blueprint.post("/faults")
    def order() -> Response:
        with gate.store.writing() as book:
            return _json(faults.order_fault(book, _ask()), 201)

    @blueprint.get("/faults")
    def ordered() -> Response:
        with gate.store.reading() as book:
            return _json({"faults": faults.standing(book)})

    @blueprint.delete("/faults")
    @blueprint.delete("/faults/<int:fault_id>")
    def lift(fault_id: int | None = None) -> Response:
        with gate.store.writing() as book:
            faults.lift(book, fault_id)
        return _json({"ok": True})


def _world(blueprint: Blueprint, gate: Gate) -> None:
    @blueprint.post("/pay/<session_id>")
    def pay(session_id: str) -> Response:
        with gate.store.writing() as book:
            answer = _pay(book, session_id, _ask())
            events.post_letters(book)
        gate.post.ring()
        return _json(answer)

    @blueprint.post("/clock")
    def clock() -> Response:
        seconds = _ask().get("advance", 0)
        if not isinstance(seconds, int) or seconds < 0:
            raise invalid(
                "advance must be a whole number of seconds; time does not go back.", param="advance"
            )
        with gate.store.writing() as book:
            book.set("clock_ahead", str(int(book.setting("clock_ahead") or 0) + seconds))
            now = book.now()
        bring_about(gate.store, gate.post)
        return _json({"now": now})

    @blueprint.post("/clear")
    def clear() -> Response:
        with gate.store.writing() as book:
            book.wipe()
        return _json({"ok": True})


def _post(blueprint: Blueprint, gate: Gate) -> None:
    @blueprint.post("/deliver")
    def deliver() -> Response:
        with gate.store.writing() as book:
            sent = _deliver(book, _ask())
        gate.post.ring()
        return _json({"deliveries": sent})

    @blueprint.get("/deliveries")
    def log() -> Response:
        with gate.store.reading() as book:
            return _json({"deliveries": events.deliveries(book, request.args.get("event"))})

    @blueprint.post("/webhook")
    def webhook() -> Response:
        gate.post.url = str(_ask().get("url") or "")
        gate.post.ring()
        return _json({"url": gate.post.url})


def _pay(book: Book, session_id: str, ask: Body) -> Body:
    session = the(book, "checkout.session", session_id, "session")
    if not payments.still_open(book, session):
        raise unexpected_state(
            f"This Checkout Session is {session['status']}.", code="checkout_session_not_open"
        )
    name = str(ask.get("upi") or ask.get("card") or "4242424242424242")
    means = means_named(name)
    if means is None:
        raise invalid(f"No such test card or address: {name}", param="card")
    intent = payments.pay_session(book, session, means, name=ask.get("name"), email=ask.get("email"))
    answer = ask.get("authenticate", True)
    if intent["status"] == "requires_action" and answer is not None:
        intent = payments.authenticate(book, intent, approved=bool(answer))
    return {"session": seen(the(book, "checkout.session", session_id)), "payment_intent": seen(intent)}


def _deliver(book: Book, ask: Body) -> list[int]:
    """Post letters anew; returns their numbers in the log."""
    if ask.get("withheld"):
        rows = book.sql(
            "SELECT DISTINCT event FROM deliveries WHERE state = 'withheld' ORDER BY seq"
        ).fetchall()
        book.sql("UPDATE deliveries SET state = 'resent' WHERE state = 'withheld'")
        found = [the(book, "event", row[0]) for row in rows]
    elif "event" in ask:
        found = [the(book, "event", str(ask["event"]))]
    else:
        found = [
            event
            for event in reversed(book.all("event"))
            if event["data"]["object"].get("id") == ask.get("object")
            and ask.get("type") in (None, event["type"])
        ]
    if not found and not ask.get("withheld"):
        raise invalid("There is no such event to deliver.", param="event", status=404)
    return [
        events.put_in_post(book, event, due=time.time())
        for event in found
        for _ in range(int(ask.get("times", 1)))
    ]


def _ask() -> Body:
    if not request.get_data():
        return {}
    ask = request.get_json(force=True, silent=True)
    if not isinstance(ask, dict):
        raise invalid("The body must be a JSON object.")
    return ask


def _json(body: Any, status: int = 200) -> Response:
    return Response(json.dumps(body, ensure_ascii=False), status, mimetype="application/json")

"""What a buyer sees: the hosted payment page, the bank's question, and the ends of both. No script, no third party."""

from __future__ import annotations

import re
import time
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from flask import Blueprint, Response, make_response, redirect, render_template, request

from sandbox.stripe import faults, payments
from sandbox.stripe.cards import Means, card_named, upi_named
from sandbox.stripe.events import post_letters
from sandbox.stripe.gate import Gate, hang_up
from sandbox.stripe.store import Body, Book

TEXT_LENGTH = 200


def pages(gate: Gate) -> Blueprint:
    """The pages, some of which may be told to fail like the API."""
    blueprint = Blueprint("pages", __name__)

    @blueprint.get("/")
    def front() -> str:
        with gate.store.reading() as book:
            newest = book.all("checkout.session")[:20]
        return render_template("front.html", sessions=newest)

    @blueprint.get("/c/pay/<session_id>")
    def show(session_id: str) -> Response:
        return _bent(gate, lambda book: _show(book, session_id))

    @blueprint.post("/c/pay/<session_id>")
    def pay(session_id: str) -> Response:
        return _bent(gate, lambda book: _pay(book, session_id))

    @blueprint.get("/c/authenticate/<intent_id>")
    def question(intent_id: str) -> Response:
        return _bent(gate, lambda book: _question(book, intent_id))

    @blueprint.post("/c/authenticate/<intent_id>")
    def reply(intent_id: str) -> Response:
        return _bent(gate, lambda book: _reply(book, intent_id))

    return blueprint


def _bent(gate: Gate, deed: Any) -> Response:
    """Do a page's deed in one transaction, bent by the faults that were ordered for its path."""
    met = gate.met_faults()
    if faults.SLOW in met:
        time.sleep(met[faults.SLOW]["seconds"])
    if faults.FAIL_BEFORE in met:
        return _page(
            "end.html", 500, title="Something went wrong", words="Nothing was charged. Please try again."
        )
    with gate.store.writing() as book:
        answer: Response = deed(book)
        post_letters(book)
    gate.post.ring()
    if faults.FAIL_AFTER in met:
        return _page("end.html", 500, title="Something went wrong", words="We could not show the next page.")
    if faults.DROP_AFTER in met:
        hang_up()
    return answer


def _show(book: Book, session_id: str) -> Response:
    session = book.find("checkout.session", session_id)
    if session is None:
        return _page("end.html", 404, title="There is no such payment", words="The address may be cut short.")
    if payments.still_open(book, session):
        fault = ""
        if request.args.get("failed"):
            intent = book.find("payment_intent", session["payment_intent"]) or {}
            fault = (intent.get("last_payment_error") or {}).get("message", "")
        return _form(session, {"fault": fault} if fault else {}, {}, 200)
    return _ended(session)


def _pay(book: Book, session_id: str) -> Response:
    session = book.find("checkout.session", session_id)
    if session is None or not payments.still_open(book, session):
        return _show(book, session_id)
    typed = {name: value.strip()[:TEXT_LENGTH] for name, value in request.form.items()}
    means, faulty = _means(session, typed)
    if means is None:
        return _form(session, faulty, typed, 422)
    email = typed.get("email") or None
    if email and not re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s]+", email):
        return _form(session, {"email": "Your email is incomplete."}, typed, 422)
    intent = payments.pay_session(book, session, means, name=typed.get("name") or None, email=email)
    return _onward(book, session["id"], intent, typed)


def _question(book: Book, intent_id: str) -> Response:
    intent = book.find("payment_intent", intent_id)
    if intent is None:
        return _page("end.html", 404, title="There is no such payment", words="The address may be cut short.")
    if intent["status"] != "requires_action":
        return _onward(book, intent.get("_session"), intent, {})
    back = (intent["next_action"] or {}).get("redirect_to_url", {}).get("return_url")
    return _page("authenticate.html", 200, intent=intent, origins=_origins(back))


def _reply(book: Book, intent_id: str) -> Response:
    intent = book.find("payment_intent", intent_id)
    if intent is None:
        return _question(book, intent_id)
    back = ((intent["next_action"] or {}).get("redirect_to_url") or {}).get("return_url")
    intent = payments.authenticate(book, intent, approved=request.form.get("answer") == "approve")
    if intent.get("_session") is None and back:
        mark = "&" if "?" in back else "?"
        return _see_other(f"{back}{mark}payment_intent={intent_id}&redirect_status={intent['status']}")
    return _onward(book, intent.get("_session"), intent, {})


def _onward(book: Book, session_id: str | None, intent: Body, typed: dict[str, str]) -> Response:
    """Where the buyer goes after an attempt."""
    if intent["status"] == "requires_action":
        return _see_other(intent["next_action"]["redirect_to_url"]["url"])
    session = book.find("checkout.session", session_id)
    if session is None:
        return _page("end.html", 200, title="Thank you", words=f"The payment is {intent['status']}.")
    if session["status"] != "open":
        return _ended(session)
    message = (intent["last_payment_error"] or {}).get("message", "")
    if typed:
        return _form(session, {"fault": message}, typed, 402)
    return _see_other(f"{session['url']}?failed=1")


def _ended(session: Body) -> Response:
    if session["status"] == "complete":
        return _see_other(str(session["success_url"]).replace("{CHECKOUT_SESSION_ID}", session["id"]))
    return _page(
        "end.html", 410, title="This payment page has expired",
        words="It can no longer be paid, and nothing was charged.", back=session["cancel_url"],
    )  # fmt: skip


def _means(session: Body, typed: dict[str, str]) -> tuple[Means | None, dict[str, str]]:
    """The way of paying that was typed, or what is wrong with each field."""
    method = typed.get("method") or session["payment_method_types"][0]
    if method not in session["payment_method_types"]:
        return None, {"fault": "Choose a way of paying."}
    if method == "upi":
        means, message = upi_named(typed.get("vpa", ""))
        return means, {} if means else {"vpa": message}
    means, message = card_named(typed.get("number", ""))
    faulty = {} if means else {"number": message}
    if message := _expiry_fault(typed.get("expiry", "")):
        faulty["expiry"] = message
    if not re.fullmatch(r"[0-9]{3,4}", typed.get("cvc", "")):
        faulty["cvc"] = "Your card's security code is incomplete."
    return (None if faulty else means), faulty


def _expiry_fault(typed: str) -> str:
    parts = re.fullmatch(r"\s*([0-9]{1,2})\s*/?\s*([0-9]{2}|20[0-9]{2})\s*", typed)
    if parts is None or not 1 <= int(parts[1]) <= 12:
        return "Your card's expiration date is incomplete."
    year, today = 2000 + int(parts[2]) % 100, date.today()
    return (
        "Your card's expiration date is in the past."
        if (year, int(parts[1])) < (today.year, today.month)
        else ""
    )


def _form(session: Body, faulty: dict[str, str], typed: dict[str, str], status: int) -> Response:
    method = typed.get("method") or session["payment_method_types"][0]
    origins = _origins(session["success_url"])
    return _page(
        "pay.html", status, session=session, faulty=faulty, typed=typed, method=method, origins=origins
    )


def _origins(url: str | None) -> str:
    """The origin that a form of this page may lead to."""
    parts = urlsplit(url or "")
    return f"{parts.scheme}://{parts.netloc}" if parts.netloc else ""


def _see_other(url: str) -> Response:
    answer = make_response(redirect(url, 303))
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _page(template: str, status: int, **words: Any) -> Response:
    answer = make_response(render_template(template, **words), status)
    answer.headers["Content-Security-Policy"] = (
        "default-src 'none'; style-src 'self'; base-uri 'none'; frame-ancestors 'none'; "
        f"form-action 'self' {words.get('origins', '')}"
    ).strip()
    answer.headers["Cache-Control"] = "no-store"
    return answer

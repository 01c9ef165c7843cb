"""The endpoints under /v1, one function each: the part of Stripe's API that the product uses."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Blueprint, Response, request

from sandbox.stripe import asks, payments, refunds, sessions
from sandbox.stripe.asks import Params
from sandbox.stripe.cards import means_named
from sandbox.stripe.events import tell, with_pending
from sandbox.stripe.gate import Deed, Gate
from sandbox.stripe.listing import PAGING, as_of_now, line_items, page_of
from sandbox.stripe.payments import the
from sandbox.stripe.refusals import Refused, invalid, unexpected_state
from sandbox.stripe.shapes import seen
from sandbox.stripe.store import Body, Book

CANCELLATION_REASONS = ("duplicate", "fraudulent", "requested_by_customer", "abandoned")
INTENT_FIELDS = ("description", "receipt_email", "statement_descriptor_suffix", "transfer_group")


def api(gate: Gate) -> Blueprint:
    """The endpoints, behind the gate."""
    blueprint = Blueprint("api", __name__, url_prefix="/v1")

    def at(method: str, path: str, deed: Deed) -> None:
        def view(**ids: str) -> Response:
            return gate.pass_through(deed, ids)

        blueprint.add_url_rule(path, f"{method} {path}".replace(".", "_"), view, methods=[method])

    at("POST", "/checkout/sessions", open_session)
    at("GET", "/checkout/sessions", list_sessions)
    at("GET", "/checkout/sessions/<id>", one("checkout.session"))
    at("POST", "/checkout/sessions/<id>", relabel("checkout.session"))
    at("POST", "/checkout/sessions/<id>/expire", expire_session)
    at("GET", "/checkout/sessions/<id>/line_items", session_lines)
    at("POST", "/payment_intents", create_intent)
    at("GET", "/payment_intents", listing("payment_intent", "/v1/payment_intents"))
    at("GET", "/payment_intents/search", no_search)
    at("GET", "/payment_intents/<id>", one("payment_intent"))
    at("POST", "/payment_intents/<id>", relabel("payment_intent", "description"))
    at("POST", "/payment_intents/<id>/confirm", confirm_intent)
    at("POST", "/payment_intents/<id>/cancel", cancel_intent)
    at("GET", "/charges", listing("charge", "/v1/charges", "payment_intent"))
    at("GET", "/charges/search", no_search)
    at("GET", "/charges/<id>", one("charge"))
    at("POST", "/refunds", create_refund)
    at("GET", "/refunds", listing("refund", "/v1/refunds", "charge", "payment_intent"))
    at("GET", "/refunds/<id>", one("refund"))
    at("POST", "/refunds/<id>", relabel("refund"))
    at("GET", "/balance", balance)
    at("GET", "/balance_transactions", list_balance_transactions)
    at("GET", "/balance_transactions/<id>", one("balance_transaction"))
    at("GET", "/events", list_events)
    at("GET", "/events/<id>", one_event)
    return blueprint


def one(kind: str) -> Deed:
    """Retrieve one object of a kind."""

    def retrieve(book: Book, params: Params, id: str) -> Body:  # noqa: A002 - Stripe's word
        asks.only(params, ())
        return as_of_now(book, the(book, kind, id))

    return retrieve


def relabel(kind: str, *also: str) -> Deed:
    """Change the metadata (and little else) of one object; an emptied value removes its key."""

    def update(book: Book, params: Params, id: str) -> Body:  # noqa: A002
        asks.only(params, ("metadata", *also))
        body = the(book, kind, id)
        merged = {**body["metadata"], **asks.metadata(params)}
        body["metadata"] = {name: value for name, value in merged.items() if value != ""}
        for name in also:
            if name in params:
                body[name] = asks.text(params, name)
        book.keep(body)
        if kind == "refund":
            tell(book, "refund.updated", body)
        return body

    return update


def listing(kind: str, url: str, *by: str, keeps: Callable[[Body], bool] = lambda _: True) -> Deed:
    """A list of objects of a kind, which may be asked for by some of their fields."""

    def page(book: Book, params: Params) -> Body:
        asks.only(params, (*PAGING, *by))
        return page_of(
            book, kind, params, url, keeps, **{name: params[name] for name in by if params.get(name)}
        )

    return page


def open_session(book: Book, params: Params) -> Body:
    """POST /v1/checkout/sessions."""
    return sessions.open_session(book, params, request.host_url)


def list_sessions(book: Book, params: Params) -> Body:
    """GET /v1/checkout/sessions, by payment intent, status or the buyer's e-mail."""
    asks.only(params, (*PAGING, "payment_intent", "status", "customer_details"))
    email = asks.text(asks.branch(params, "customer_details"), "email")
    by: dict[str, Any] = {name: params[name] for name in ("payment_intent", "status") if params.get(name)}

    def keeps(body: Body) -> bool:
        return email is None or (body["customer_details"] or {}).get("email") == email

    return page_of(book, "checkout.session", params, "/v1/checkout/sessions", keeps, **by)


def expire_session(book: Book, params: Params, id: str) -> Body:  # noqa: A002
    """POST /v1/checkout/sessions/:id/expire."""
    asks.only(params, ())
    session = the(book, "checkout.session", id, "session")
    if not payments.still_open(book, session):
        raise unexpected_state(
            'Only Checkout Sessions with a status in ["open"] can be expired. '
            f"This Checkout Session has a status of {session['status']}.",
            code="checkout_session_not_open",
        )
    return payments.expire_session(book, session)


def session_lines(book: Book, params: Params, id: str) -> Body:  # noqa: A002
    """GET /v1/checkout/sessions/:id/line_items."""
    asks.only(params, PAGING)
    return line_items(the(book, "checkout.session", id, "session"))


def create_intent(book: Book, params: Params) -> Body:
    """POST /v1/payment_intents, confirmed at once when `confirm` says so."""
    asks.only(
        params,
        ("amount", "currency", "metadata", "payment_method", "payment_method_types", "automatic_payment_methods",
         "capture_method", "confirm", "return_url", "shipping", *INTENT_FIELDS),
    )  # fmt: skip
    asks.rupees(params)
    if asks.text(params, "capture_method") not in (None, "automatic", "automatic_async"):
        raise invalid("This sandbox captures at once.", param="capture_method")
    automatic = asks.branch(params, "automatic_payment_methods")
    intent = payments.open_intent(
        book,
        asks.charge_amount(asks.whole(params, "amount", required=True) or 0, "amount"),
        metadata=asks.metadata(params),
        payment_method_types=asks.listed(params, "payment_method_types") or ["card", "upi"],
        automatic_payment_methods={"allow_redirects": "always", "enabled": True} if automatic else None,
        shipping=asks.branch(params, "shipping") or None,
        **{name: asks.text(params, name) for name in INTENT_FIELDS},
    )
    if asks.flag(params, "confirm"):
        return _confirm(book, intent, params)
    return intent


def confirm_intent(book: Book, params: Params, id: str) -> Body:  # noqa: A002
    """POST /v1/payment_intents/:id/confirm with one of the test payment methods."""
    asks.only(params, ("payment_method", "return_url", "receipt_email"))
    return _confirm(book, _not_checkouts(the(book, "payment_intent", id, "intent"), "confirm"), params)


def cancel_intent(book: Book, params: Params, id: str) -> Body:  # noqa: A002
    """POST /v1/payment_intents/:id/cancel."""
    asks.only(params, ("cancellation_reason",))
    reason = asks.text(params, "cancellation_reason")
    if reason not in (None, *CANCELLATION_REASONS):
        raise invalid(f"Invalid cancellation_reason: {reason}", param="cancellation_reason")
    intent = _not_checkouts(the(book, "payment_intent", id, "intent"), "cancel")
    return payments.cancel_intent(book, intent, reason)


def no_search(book: Book, params: Params) -> Body:
    """Stripe keeps search from merchants in India, so the product may not lean on it: list instead."""
    raise invalid("Search is not available to merchants in India. List the objects instead.")


def create_refund(book: Book, params: Params) -> Body:
    """POST /v1/refunds."""
    return refunds.give_back(book, params)


def balance(book: Book, params: Params) -> Body:
    """GET /v1/balance: what has settled, and what has not yet."""
    asks.only(params, ())
    sums = {"available": 0, "pending": 0}
    for moved in book.all("balance_transaction"):
        sums[as_of_now(book, moved)["status"]] += moved["net"]

    def money(amount: int) -> list[Body]:
        return [{"amount": amount, "currency": "inr", "source_types": {"card": amount}}]

    return {
        "object": "balance",
        "available": money(sums["available"]),
        "connect_reserved": [{"amount": 0, "currency": "inr"}],
        "livemode": False,
        "pending": money(sums["pending"]),
    }


def list_balance_transactions(book: Book, params: Params) -> Body:
    """GET /v1/balance_transactions, by source or type."""
    asks.only(params, (*PAGING, "source", "type", "currency"))
    by = {name: params[name] for name in ("source", "type", "currency") if params.get(name)}
    page = page_of(book, "balance_transaction", params, "/v1/balance_transactions", lambda _: True, **by)
    page["data"] = [as_of_now(book, moved) for moved in page["data"]]
    return page


def list_events(book: Book, params: Params) -> Body:
    """GET /v1/events, by type (with a trailing `*`) or types."""
    asks.only(params, (*PAGING, "type", "types"))
    kind, kinds = asks.text(params, "type"), asks.listed(params, "types")

    def keeps(event: Body) -> bool:
        if kinds:
            return event["type"] in kinds
        if kind and kind.endswith("*"):
            return bool(event["type"].startswith(kind[:-1]))
        return not kind or event["type"] == kind

    page = page_of(book, "event", params, "/v1/events", keeps)
    page["data"] = [with_pending(book, event) for event in page["data"]]
    return page


def one_event(book: Book, params: Params, id: str) -> Body:  # noqa: A002
    """GET /v1/events/:id."""
    asks.only(params, ())
    return with_pending(book, the(book, "event", id))


def _confirm(book: Book, intent: Body, params: Params) -> Body:
    name = asks.text(params, "payment_method", required=True) or ""
    means = means_named(name)
    if means is None:
        raise invalid(f"No such PaymentMethod: '{name}'", param="payment_method", code="resource_missing")
    here = request.host_url.rstrip("/")
    intent = payments.attempt(book, intent, means, here=here, return_url=asks.text(params, "return_url"))
    if fault := intent["last_payment_error"]:
        fields = {name: value for name, value in fault.items() if name not in ("type", "message", "doc_url")}
        raise Refused(
            402, "card_error", fault["message"], executed=True, payment_intent=seen(intent), **fields
        )
    return intent


def _not_checkouts(intent: Body, deed: str) -> Body:
    if intent.get("_session"):
        raise unexpected_state(
            f"You cannot {deed} this PaymentIntent because it was created by Checkout. "
            "Expire the Checkout Session instead."
        )
    return intent

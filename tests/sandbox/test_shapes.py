"""The sandbox's objects against the facts of Stripe's own: its published fixtures, and the types of its SDK."""

from __future__ import annotations

import inspect
import json
from pathlib import Path
from types import UnionType
from typing import Any, ForwardRef, Literal, Union, get_args, get_origin

import pytest
import stripe

from tests.doubles import StripeSandbox
from tests.sandbox.asked import a_checkout

FACTS = json.loads((Path(__file__).parent / "stripe_facts.json").read_text())["resources"]
SDK_CLASSES = {
    "checkout.session": stripe.checkout.Session,
    "payment_intent": stripe.PaymentIntent,
    "charge": stripe.Charge,
    "refund": stripe.Refund,
    "balance_transaction": stripe.BalanceTransaction,
    "balance": stripe.Balance,
    "event": stripe.Event,
}
# What the product reads of each object; a null in the published fixture is allowed to be null here.
READ = {
    "checkout.session": (
        "id object amount_subtotal amount_total cancel_url client_reference_id created currency customer_details"
        " customer_email expires_at livemode metadata mode payment_intent payment_method_types payment_status status"
        " success_url total_details ui_mode url"
    ),
    "payment_intent": (
        "id object amount amount_capturable amount_received canceled_at cancellation_reason capture_method"
        " client_secret created currency description last_payment_error latest_charge livemode metadata next_action"
        " payment_method payment_method_types processing receipt_email status transfer_group"
    ),
    "charge": (
        "id object amount amount_captured amount_refunded balance_transaction billing_details captured created"
        " currency description disputed failure_code failure_message livemode metadata outcome paid payment_intent"
        " payment_method payment_method_details refunded status"
    ),
    "refund": "id object amount balance_transaction charge created currency metadata payment_intent reason status",
    "balance_transaction": (
        "id object amount available_on created currency description fee fee_details net reporting_category source"
        " status type"
    ),
    "balance": "object available pending livemode",
    "event": "id object api_version created livemode pending_webhooks request type",
}


@pytest.fixture
def objects(stripe_sandbox: StripeSandbox, client: Any) -> list[dict[str, Any]]:
    """One or more of every kind, in several states."""
    found: list[Any] = [client.v1.checkout.sessions.create(a_checkout())]
    for card in ("4000000000000002", "4242424242424242"):
        stripe_sandbox.pay(found[0].id, card)
        found.append(client.v1.charges.list({"limit": 1}).data[0])
        found.append(client.v1.payment_intents.list({"limit": 1}).data[0])
    found.append(client.v1.checkout.sessions.retrieve(found[0].id))
    asks_bank = client.v1.checkout.sessions.create(a_checkout(customer_email="asha@example.in"))
    stripe_sandbox.pay(asks_bank.id, "4000002760003184", authenticate=None)
    later = client.v1.checkout.sessions.create(a_checkout())
    stripe_sandbox.pay(later.id, upi="later@upi")
    found += client.v1.payment_intents.list().data
    found.append(client.v1.refunds.create({"payment_intent": found[-1].id, "amount": 500}))
    found.append(client.v1.checkout.sessions.expire(asks_bank.id))
    found += client.v1.balance_transactions.list().data
    found.append(client.v1.balance.retrieve())
    found += client.v1.events.list({"limit": 100}).data
    return [thing.to_dict() for thing in found]


def test_every_object_has_every_field_that_the_product_reads(objects: list[dict[str, Any]]) -> None:
    kinds = {body["object"] for body in objects}
    assert kinds == set(FACTS)
    missing = [
        (body["object"], name)
        for body in objects
        for name in READ[body["object"]].split()
        if name not in body
    ]
    assert missing == []


def test_every_field_is_one_that_stripe_has(objects: list[dict[str, Any]]) -> None:
    strange = {
        (body["object"], name)
        for body in objects
        for name in body
        if name not in FACTS[body["object"]] and name not in _fields(SDK_CLASSES[body["object"]])
    }
    assert strange == set()


def test_every_field_of_the_published_objects_is_there(objects: list[dict[str, Any]]) -> None:
    missing = {
        (body["object"], name) for body in objects for name in FACTS[body["object"]] if name not in body
    } - {("event", "data")}
    assert missing == set()


def test_plain_values_have_the_type_of_the_published_ones(objects: list[dict[str, Any]]) -> None:
    wrong = {
        (body["object"], name, type(body[name]).__name__, type(known).__name__)
        for body in objects
        for name, known in FACTS[body["object"]].items()
        if isinstance(known, str | int | bool | list)
        and body.get(name) is not None
        and type(body[name]) is not type(known)
    }
    assert wrong == set()


def test_types_and_nulls_are_those_of_the_sdk(objects: list[dict[str, Any]]) -> None:
    wrong = {
        fault for body in objects for fault in _faults(body, SDK_CLASSES[body["object"]], body["object"])
    }
    assert wrong == set()


def _fields(thing: type) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for parent in reversed(thing.__mro__):
        found.update(inspect.get_annotations(parent))
    return found


def _faults(body: dict[str, Any], thing: type, where: str) -> list[str]:
    """What of an object is not as the SDK's class says, at any depth."""
    faults = []
    for name, kind in _fields(thing).items():
        if name in body and (fault := _fault(body[name], kind, f"{where}.{name}")):
            faults += fault
    return faults


def _fault(value: Any, kind: Any, where: str) -> list[str]:
    if isinstance(kind, str | ForwardRef):
        return [] if isinstance(value, dict) else [f"{where} is {value!r}, not an object"]
    origin = get_origin(kind)
    if origin in (Union, UnionType):
        tried = [_fault(value, choice, where) for choice in get_args(kind)]
        return [] if [] in tried else max(tried, key=len)
    if origin is Literal:
        return [] if value in get_args(kind) else [f"{where} is {value!r}, not of {get_args(kind)}"]
    if origin is list:
        if not isinstance(value, list):
            return [f"{where} is {value!r}, not a list"]
        return [fault for item in value for fault in _fault(item, get_args(kind)[0], f"{where}[]")]
    if origin is not None:
        return [] if isinstance(value, dict) else [f"{where} is {value!r}, not an object"]
    if kind is type(None):
        return [] if value is None else [f"{where} is not null"]
    if kind in (int, str, bool, float):
        return [] if type(value) is kind else [f"{where} is {value!r}, not {kind.__name__}"]
    if isinstance(kind, type) and issubclass(kind, stripe.StripeObject):
        return (
            _faults(value, kind, where)
            if isinstance(value, dict)
            else [f"{where} is {value!r}, not an object"]
        )
    return []

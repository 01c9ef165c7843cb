"""Webhooks: signed as the SDK verifies, retried, and bent as ordered."""

from __future__ import annotations

from typing import Any

import pytest
import stripe

from tests.doubles import Receiver, StripeSandbox, running, start_stripe, wait_until
from tests.sandbox.asked import a_checkout

PAID = {
    "payment_intent.created",
    "charge.succeeded",
    "payment_intent.succeeded",
    "checkout.session.completed",
}


def _pay(sandbox: StripeSandbox, client: Any, card: str = "4242424242424242", **how: Any) -> str:
    session = client.v1.checkout.sessions.create(a_checkout())
    return str(sandbox.pay(session.id, card, **how)["payment_intent"]["id"])


def test_letters_are_signed_as_the_sdk_verifies(
    stripe_sandbox: StripeSandbox, client: Any, receiver: Receiver
) -> None:
    _pay(stripe_sandbox, client)
    wait_until(lambda: len(receiver.letters) == 4)
    assert set(receiver.kinds()) == PAID
    for letter in receiver.letters:
        event = stripe.Webhook.construct_event(letter.body, letter.signature, stripe_sandbox.webhook_secret)
        assert client.v1.events.retrieve(event.id).type == event.type
    with pytest.raises(stripe.SignatureVerificationError):
        stripe.Webhook.construct_event(letter.body + b" ", letter.signature, stripe_sandbox.webhook_secret)
    with pytest.raises(stripe.SignatureVerificationError):
        stripe.Webhook.construct_event(letter.body, letter.signature, "whsec_other")


def test_each_turn_of_a_payment_is_told(stripe_sandbox: StripeSandbox, client: Any) -> None:
    _pay(stripe_sandbox, client, "4000000000000002")
    _pay(stripe_sandbox, client, upi="later@upi")
    stripe_sandbox.advance(10)
    intent = _pay(stripe_sandbox, client)
    client.v1.refunds.create({"payment_intent": intent, "amount": 100})
    client.v1.checkout.sessions.expire(client.v1.checkout.sessions.create(a_checkout()).id)
    alone = client.v1.payment_intents.create({"amount": 100, "currency": "inr"})
    client.v1.payment_intents.cancel(alone.id)
    told = {event.type for event in client.v1.events.list({"limit": 100}).auto_paging_iter()}
    assert told == PAID | {
        "charge.failed", "payment_intent.payment_failed", "payment_intent.processing", "payment_intent.canceled",
        "checkout.session.async_payment_succeeded", "checkout.session.expired", "charge.refunded", "refund.created",
        "refund.updated",
    }  # fmt: skip


def test_a_letter_is_brought_again_until_it_is_taken(
    stripe_sandbox: StripeSandbox, client: Any, receiver: Receiver
) -> None:
    receiver.answers = [500, 302]
    intent = client.v1.payment_intents.create({"amount": 100, "currency": "inr"})
    wait_until(lambda: len(receiver.letters) == 3, 8)
    event = client.v1.events.list({"type": "payment_intent.created"}).data[0]
    assert event.data.object.id == intent.id
    log = wait_until(lambda: [row for row in stripe_sandbox.deliveries(event.id) if row["state"] == "taken"])
    assert (log[0]["attempts"], log[0]["answer"]) == (3, "200")
    assert client.v1.events.retrieve(event.id).pending_webhooks == 0


def test_twice_means_the_same_event_twice(
    stripe_sandbox: StripeSandbox, client: Any, receiver: Receiver
) -> None:
    stripe_sandbox.faults("twice", times=1)
    client.v1.payment_intents.create({"amount": 100, "currency": "inr"})
    wait_until(lambda: len(receiver.letters) == 2)
    assert len({letter.event["id"] for letter in receiver.letters}) == 1


def test_late_means_not_before_its_time(
    stripe_sandbox: StripeSandbox, client: Any, receiver: Receiver
) -> None:
    stripe_sandbox.faults("late", seconds=0.6, type="payment_intent.succeeded")
    _pay(stripe_sandbox, client)
    wait_until(lambda: len(receiver.letters) == 4)
    times = {letter.event["type"]: letter.at for letter in receiver.letters}
    assert times["payment_intent.succeeded"] - times["charge.succeeded"] > 0.4


def test_shuffled_means_the_last_comes_first(
    stripe_sandbox: StripeSandbox, client: Any, receiver: Receiver
) -> None:
    stripe_sandbox.faults("shuffled", seconds=0)
    _pay(stripe_sandbox, client)
    wait_until(lambda: len(receiver.letters) == 4)
    assert receiver.kinds()[0] == "checkout.session.completed"
    assert receiver.kinds()[-1] == "payment_intent.created"


def test_never_means_never_until_it_is_sent_by_hand(
    stripe_sandbox: StripeSandbox, client: Any, receiver: Receiver
) -> None:
    stripe_sandbox.faults("never", type="payment_intent")
    intent = _pay(stripe_sandbox, client)
    wait_until(lambda: len(receiver.letters) == 2)
    assert set(receiver.kinds()) == {"charge.succeeded", "checkout.session.completed"}
    stripe_sandbox.deliver(object=intent, type="payment_intent.succeeded", times=2)
    wait_until(lambda: receiver.kinds().count("payment_intent.succeeded") == 2)
    assert len(stripe_sandbox.deliver(withheld=True)) == 2
    wait_until(lambda: "payment_intent.created" in receiver.kinds())


def test_letters_that_were_due_survive_a_kill(tmp_path: Any) -> None:
    door = Receiver()
    try:
        with running(start_stripe(tmp_path, door.url)) as sandbox:
            sandbox.faults("late", seconds=1.0)
            sandbox.client().v1.payment_intents.create({"amount": 100, "currency": "inr"})
            sandbox.restart(kill=True)
            wait_until(lambda: door.kinds() == ["payment_intent.created"])
    finally:
        door.stop()


def test_without_an_address_events_are_kept_for_the_asking(
    stripe_sandbox: StripeSandbox, client: Any
) -> None:
    _pay(stripe_sandbox, client)
    assert {event.type for event in client.v1.events.list().data} == PAID

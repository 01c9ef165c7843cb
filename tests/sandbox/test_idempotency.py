"""Idempotency keys as Stripe documents them, and the faults that make them needed."""

from __future__ import annotations

import threading
from typing import Any

import pytest
import stripe

from tests.doubles import StripeSandbox, running, start_stripe, wait_until
from tests.sandbox.asked import a_checkout

KEY = {"idempotency_key": "payment-1:1"}
INTENT = {"amount": 12_300, "currency": "inr", "metadata": {"payment_id": "payment-1"}}


def test_the_first_answer_is_replayed(client: Any) -> None:
    first = client.v1.checkout.sessions.create(a_checkout(), KEY)
    again = client.v1.checkout.sessions.create(a_checkout(), KEY)
    assert again.id == first.id
    assert "Idempotent-Replayed" not in first.last_response.headers
    assert again.last_response.headers["Idempotent-Replayed"] == "true"
    assert again.last_response.headers["Original-Request"] == first.last_response.headers["Request-Id"]
    assert len(client.v1.checkout.sessions.list().data) == 1


def test_the_replay_is_of_then_and_not_of_now(client: Any, stripe_sandbox: StripeSandbox) -> None:
    session = client.v1.checkout.sessions.create(a_checkout(), KEY)
    stripe_sandbox.pay(session.id)
    assert client.v1.checkout.sessions.create(a_checkout(), KEY).status == "open"


def test_the_same_key_with_other_parameters_is_an_error(client: Any) -> None:
    client.v1.payment_intents.create(INTENT, KEY)
    with pytest.raises(stripe.IdempotencyError) as refusal:
        client.v1.payment_intents.create({**INTENT, "amount": 12_301}, KEY)
    assert refusal.value.http_status == 400
    assert '"type": "idempotency_error"' in str(refusal.value.http_body)
    assert len(client.v1.payment_intents.list().data) == 1


def test_the_same_key_while_the_first_is_under_way_is_a_conflict(
    stripe_sandbox: StripeSandbox, client: Any
) -> None:
    stripe_sandbox.faults("slow", seconds=0.8, times=1)
    made: list[Any] = []
    first = threading.Thread(target=lambda: made.append(client.v1.payment_intents.create(INTENT, KEY)))
    first.start()
    wait_until(lambda: not stripe_sandbox.control("GET", "faults")["faults"])
    with pytest.raises(stripe.StripeError) as refusal:
        stripe_sandbox.client().v1.payment_intents.create(INTENT, KEY)
    first.join()
    assert refusal.value.http_status == 409
    assert '"code": "idempotency_key_in_use"' in str(refusal.value.http_body)
    assert client.v1.payment_intents.create(INTENT, KEY).id == made[0].id


def test_an_ask_that_was_never_begun_is_not_remembered(client: Any) -> None:
    with pytest.raises(stripe.InvalidRequestError):
        client.v1.payment_intents.create({**INTENT, "currency": "usd"}, KEY)
    assert client.v1.payment_intents.create(INTENT, KEY).amount == 12_300


def test_a_decline_is_remembered(client: Any) -> None:
    intent = client.v1.payment_intents.create(INTENT)
    for _ in range(2):
        with pytest.raises(stripe.CardError):
            client.v1.payment_intents.confirm(intent.id, {"payment_method": "pm_card_chargeDeclined"}, KEY)
    assert len(client.v1.charges.list().data) == 1


def test_a_500_after_the_work_is_replayed_though_the_work_was_done(
    stripe_sandbox: StripeSandbox, client: Any
) -> None:
    stripe_sandbox.faults("fail_after", times=1)
    for _ in range(2):
        with pytest.raises(stripe.APIError) as refusal:
            client.v1.payment_intents.create(INTENT, KEY)
        assert refusal.value.http_status == 500
    found = client.v1.payment_intents.list().data
    assert [intent.metadata["payment_id"] for intent in found] == ["payment-1"]


def test_a_500_before_the_work_is_replayed_and_nothing_was_done(
    stripe_sandbox: StripeSandbox, client: Any
) -> None:
    stripe_sandbox.faults("fail_before", times=1)
    for _ in range(2):
        with pytest.raises(stripe.APIError):
            client.v1.payment_intents.create(INTENT, KEY)
    assert client.v1.payment_intents.list().data == []
    assert client.v1.payment_intents.create(INTENT, {"idempotency_key": "payment-1:2"}).amount == 12_300


def test_a_failure_at_the_door_is_not_remembered(stripe_sandbox: StripeSandbox, client: Any) -> None:
    stripe_sandbox.faults("fail_before", times=1, status=503, stored=False)
    with pytest.raises(stripe.APIError):
        client.v1.payment_intents.create(INTENT, KEY)
    assert client.v1.payment_intents.create(INTENT, KEY).amount == 12_300


def test_a_dropped_line_hides_work_that_was_done_and_the_key_finds_it(
    stripe_sandbox: StripeSandbox, client: Any
) -> None:
    stripe_sandbox.faults("drop_after", times=1)
    with pytest.raises(stripe.APIConnectionError):
        client.v1.payment_intents.create(INTENT, KEY)
    assert (
        client.v1.payment_intents.create(INTENT, KEY).last_response.headers["Idempotent-Replayed"] == "true"
    )
    assert len(client.v1.payment_intents.list().data) == 1


def test_the_sdks_own_retries_make_one_payment(stripe_sandbox: StripeSandbox) -> None:
    patient = stripe_sandbox.client(max_network_retries=2)
    stripe_sandbox.faults("drop_after", times=1)
    made = patient.v1.payment_intents.create(INTENT)
    assert [found.id for found in patient.v1.payment_intents.list().data] == [made.id]


def test_faults_keep_to_their_path_and_number(stripe_sandbox: StripeSandbox, client: Any) -> None:
    stripe_sandbox.faults("fail_before", times=1, path="/v1/refunds", method="post")
    assert client.v1.payment_intents.create(INTENT).amount == 12_300
    with pytest.raises(stripe.APIError):
        client.v1.refunds.create({"payment_intent": "pi_nobody"})
    with pytest.raises(stripe.InvalidRequestError):
        client.v1.refunds.create({"payment_intent": "pi_nobody"})


def test_keys_are_forgotten_after_a_day(stripe_sandbox: StripeSandbox, client: Any) -> None:
    first = client.v1.payment_intents.create(INTENT, KEY)
    stripe_sandbox.advance(24 * 3600 + 5)
    assert client.v1.payment_intents.create(INTENT, KEY).id != first.id


def test_a_kill_loses_nothing_that_was_answered(tmp_path: Any) -> None:
    with running(start_stripe(tmp_path)) as sandbox:
        client = sandbox.client()
        session = client.v1.checkout.sessions.create(a_checkout(), KEY)
        paid = sandbox.pay(session.id)["payment_intent"]["id"]
        sandbox.restart(kill=True)
        assert client.v1.payment_intents.retrieve(paid).status == "succeeded"
        assert client.v1.checkout.sessions.create(a_checkout(), KEY).id == session.id
        assert sandbox.stop() == 0

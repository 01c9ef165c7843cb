"""Paying through the official SDK and the hosted page, and giving back."""

from __future__ import annotations

import re
import time
from typing import Any

import pytest
import requests
import stripe

from tests.doubles import StripeSandbox
from tests.sandbox.asked import CANCEL_URL, a_checkout

GOOD = {"method": "card", "number": "4242 4242 4242 4242", "expiry": "12 / 34", "cvc": "123"}


def _press_pay(session: Any, **typed: str) -> requests.Response:
    return requests.post(session.url, data={**GOOD, **typed}, allow_redirects=False, timeout=10)


def _intent(client: Any, session: Any) -> Any:
    return client.v1.checkout.sessions.retrieve(session.id, {"expand": ["payment_intent"]}).payment_intent


def test_a_new_session_is_open_unpaid_and_has_no_intent_yet(client: Any) -> None:
    session = client.v1.checkout.sessions.create(a_checkout())
    assert (session.status, session.payment_status, session.payment_intent) == ("open", "unpaid", None)
    assert (session.amount_total, session.currency, session.livemode) == (125_000, "inr", False)
    assert session.metadata.to_dict() == {"payment_id": "payment-1"}


def test_the_page_names_goods_sums_and_the_way_back(client: Any) -> None:
    session = client.v1.checkout.sessions.create(a_checkout())
    page = requests.get(session.url, timeout=10)
    for words in (
        "Blue pottery bowl",
        "Jaipur, Rajasthan",
        "₹1,000.00",
        "₹1,250.00",
        "Order OD-7K3F-9Q2M",
        CANCEL_URL,
    ):
        assert words in page.text
    assert "<script" not in page.text
    assert not re.search(r'(src|href)="(?!/static/|http://shop\.test/)', page.text)
    assert "form-action 'self' http://shop.test" in page.headers["Content-Security-Policy"]


def test_a_good_card_pays_and_leads_back_with_the_session_named(client: Any) -> None:
    session = client.v1.checkout.sessions.create(a_checkout())
    answer = _press_pay(session)
    assert answer.status_code == 303
    assert answer.headers["Location"] == f"http://shop.test/orders/OD-7K3F-9Q2M?session={session.id}"
    paid = client.v1.checkout.sessions.retrieve(
        session.id, {"expand": ["payment_intent.latest_charge.balance_transaction"]}
    )
    assert (paid.status, paid.payment_status, paid.url) == ("complete", "paid", None)
    intent = paid.payment_intent
    assert (intent.status, intent.amount_received, intent.description) == (
        "succeeded",
        125_000,
        "Order OD-7K3F-9Q2M",
    )
    assert intent.metadata["payment_id"] == "payment-1"
    taken = intent.latest_charge.balance_transaction
    assert (taken.amount, taken.fee, taken.net) == (125_000, 2_500 + 450, 125_000 - 2_950)
    assert sum(part.amount for part in taken.fee_details) == taken.fee


def test_paying_twice_takes_money_once(client: Any) -> None:
    session = client.v1.checkout.sessions.create(a_checkout())
    places = {_press_pay(session).headers["Location"] for _ in range(2)}
    assert len(places) == 1
    assert len(client.v1.charges.list().data) == 1


def test_a_declined_card_keeps_the_page_open_for_another(client: Any) -> None:
    session = client.v1.checkout.sessions.create(a_checkout())
    answer = _press_pay(session, number="4000000000000002")
    assert answer.status_code == 402
    assert "Your card was declined." in answer.text
    intent = _intent(client, session)
    assert intent.status == "requires_payment_method"
    fault = intent.last_payment_error
    assert (fault.code, fault.decline_code) == ("card_declined", "generic_decline")
    failed = client.v1.charges.retrieve(intent.latest_charge)
    assert (failed.status, failed.paid, failed.balance_transaction) == ("failed", False, None)
    assert _press_pay(session).status_code == 303
    again = _intent(client, session)
    assert (again.id, again.status, again.last_payment_error) == (intent.id, "succeeded", None)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"number": "4111 1111 1111 1111"}, "never a real one"),
        ({"number": "4242 4242 4242 4241"}, "card number is not valid"),
        ({"expiry": "01/20"}, "in the past"),
        ({"expiry": "soon"}, "expiration date is incomplete"),
        ({"cvc": "1"}, "security code is incomplete"),
        ({"method": "upi", "vpa": "asha@bank"}, "success@upi"),
        ({"email": "asha"}, "email is incomplete"),
    ],
)
def test_what_was_typed_wrong_is_named_and_nothing_is_tried(
    client: Any, typed: dict[str, str], words: str
) -> None:
    session = client.v1.checkout.sessions.create(a_checkout())
    answer = _press_pay(session, **typed)
    assert answer.status_code == 422
    assert words in answer.text
    assert client.v1.charges.list().data == []


def test_the_bank_asks_and_the_buyer_approves(client: Any) -> None:
    session = client.v1.checkout.sessions.create(a_checkout())
    question = _press_pay(session, number="4000002760003184").headers["Location"]
    assert _intent(client, session).status == "requires_action"
    assert "₹1,250.00" in requests.get(question, timeout=10).text
    answer = requests.post(question, data={"answer": "approve"}, allow_redirects=False, timeout=10)
    assert answer.headers["Location"].endswith(f"?session={session.id}")
    assert _intent(client, session).status == "succeeded"


def test_the_bank_asks_and_the_buyer_refuses(client: Any) -> None:
    session = client.v1.checkout.sessions.create(a_checkout())
    question = _press_pay(session, number="4000002760003184").headers["Location"]
    page = requests.post(question, data={"answer": "refuse"}, timeout=10)
    assert "unable to authenticate" in page.text
    assert _intent(client, session).status == "requires_payment_method"


def test_upi_succeeds(client: Any) -> None:
    session = client.v1.checkout.sessions.create(a_checkout())
    assert _press_pay(session, method="upi", vpa="success@upi").status_code == 303
    charge = client.v1.charges.list().data[0]
    assert (charge.paid, charge.payment_method_details.type) == (True, "upi")


@pytest.mark.parametrize(
    ("address", "status", "payment_status"),
    [("later@upi", "succeeded", "paid"), ("later-failure@upi", "requires_payment_method", "unpaid")],
)
def test_a_slow_payment_is_processing_until_its_time(
    stripe_sandbox: StripeSandbox, client: Any, address: str, status: str, payment_status: str
) -> None:
    session = client.v1.checkout.sessions.create(a_checkout())
    assert _press_pay(session, method="upi", vpa=address).status_code == 303
    assert _intent(client, session).status == "processing"
    assert client.v1.checkout.sessions.retrieve(session.id).payment_status == "unpaid"
    stripe_sandbox.advance(10)
    assert _intent(client, session).status == status
    assert client.v1.checkout.sessions.retrieve(session.id).payment_status == payment_status


def test_a_session_expires_at_its_hour_and_cannot_be_paid(stripe_sandbox: StripeSandbox, client: Any) -> None:
    session = client.v1.checkout.sessions.create(a_checkout(expires_at=int(time.time()) + 1800))
    url = session.url
    _press_pay(session, number="4000000000000002")
    intent = _intent(client, session)
    stripe_sandbox.advance(1801)
    page = requests.get(url, timeout=10)
    assert (page.status_code, "has expired" in page.text) == (410, True)
    assert requests.post(url, data=GOOD, timeout=10).status_code == 410
    expired = client.v1.checkout.sessions.retrieve(session.id)
    assert (expired.status, expired.url) == ("expired", None)
    assert client.v1.payment_intents.retrieve(intent.id).status == "canceled"
    assert client.v1.charges.list({"payment_intent": intent.id}).data[0].status == "failed"


def test_only_an_open_session_can_be_expired(client: Any, stripe_sandbox: StripeSandbox) -> None:
    session = client.v1.checkout.sessions.create(a_checkout())
    assert client.v1.checkout.sessions.expire(session.id).status == "expired"
    with pytest.raises(stripe.InvalidRequestError, match="status of expired"):
        client.v1.checkout.sessions.expire(session.id)
    paid = client.v1.checkout.sessions.create(a_checkout())
    stripe_sandbox.pay(paid.id)
    with pytest.raises(stripe.InvalidRequestError, match="status of complete"):
        client.v1.checkout.sessions.expire(paid.id)


@pytest.mark.parametrize(
    ("changes", "param"),
    [
        ({"expires_at": 1_000_000_000}, "expires_at"),
        ({"line_items": []}, "line_items"),
        ({"success_url": "javascript:alert(1)"}, "success_url"),
        ({"mode": "subscription"}, "mode"),
        ({"colour": "indigo"}, "colour"),
        (
            {"payment_intent_data": {"transfer_data": {"destination": "acct_1"}}},
            "payment_intent_data[transfer_data]",
        ),
        ({"metadata": {"note": "x" * 501}}, "metadata[note]"),
    ],
)
def test_what_the_sandbox_cannot_promise_is_refused_by_name(
    client: Any, changes: dict[str, Any], param: str
) -> None:
    with pytest.raises(stripe.InvalidRequestError) as refusal:
        client.v1.checkout.sessions.create(a_checkout(**changes))
    assert refusal.value.http_status == 400
    assert refusal.value.param == param


def test_less_than_fifty_paise_is_too_small(client: Any) -> None:
    with pytest.raises(stripe.InvalidRequestError) as refusal:
        client.v1.payment_intents.create({"amount": 49, "currency": "inr"})
    assert refusal.value.code == "amount_too_small"


def test_a_wrong_key_is_refused(stripe_sandbox: StripeSandbox) -> None:
    stranger = stripe.StripeClient(
        "sk_test_wrong", base_addresses={"api": stripe_sandbox.url}, max_network_retries=0
    )
    with pytest.raises(stripe.AuthenticationError) as refusal:
        stranger.v1.balance.retrieve()
    assert refusal.value.http_status == 401
    assert requests.get(f"{stripe_sandbox.url}/_sandbox/faults", timeout=10).status_code == 401


def test_what_is_not_there_is_missing(client: Any) -> None:
    with pytest.raises(stripe.InvalidRequestError) as refusal:
        client.v1.payment_intents.retrieve("pi_nobody")
    assert (refusal.value.http_status, refusal.value.code) == (404, "resource_missing")


def test_search_is_closed_to_india_and_lists_are_open(client: Any, stripe_sandbox: StripeSandbox) -> None:
    with pytest.raises(stripe.InvalidRequestError, match="India"):
        client.v1.payment_intents.search({"query": "metadata['payment_id']:'payment-1'"})
    session = client.v1.checkout.sessions.create(a_checkout())
    intent = stripe_sandbox.pay(session.id)["payment_intent"]
    found = client.v1.checkout.sessions.list({"payment_intent": intent["id"]}).data
    assert [one.id for one in found] == [session.id]


def test_lists_come_in_pages_newest_first(client: Any) -> None:
    made = [client.v1.payment_intents.create({"amount": 100 + n, "currency": "inr"}).id for n in range(5)]
    first = client.v1.payment_intents.list({"limit": 2})
    assert ([found.id for found in first.data], first.has_more) == (made[:2:-1], True)
    everything = [found.id for found in client.v1.payment_intents.list({"limit": 2}).auto_paging_iter()]
    assert everything == made[::-1]


def test_an_intent_of_its_own_is_confirmed_declined_and_canceled(client: Any) -> None:
    intent = client.v1.payment_intents.create({"amount": 5000, "currency": "inr", "metadata": {"till": "1"}})
    with pytest.raises(stripe.CardError) as refusal:
        client.v1.payment_intents.confirm(intent.id, {"payment_method": "pm_card_chargeDeclined"})
    assert (refusal.value.http_status, refusal.value.code) == (402, "card_declined")
    assert client.v1.payment_intents.retrieve(intent.id).last_payment_error.code == "card_declined"
    assert (
        client.v1.payment_intents.confirm(intent.id, {"payment_method": "pm_card_in"}).status == "succeeded"
    )
    with pytest.raises(stripe.InvalidRequestError) as too_late:
        client.v1.payment_intents.cancel(intent.id)
    assert too_late.value.code == "payment_intent_unexpected_state"
    other = client.v1.payment_intents.create({"amount": 5000, "currency": "inr"})
    assert (
        client.v1.payment_intents.cancel(other.id, {"cancellation_reason": "abandoned"}).status == "canceled"
    )


def test_checkouts_intent_is_not_the_callers_to_cancel(client: Any, stripe_sandbox: StripeSandbox) -> None:
    session = client.v1.checkout.sessions.create(a_checkout())
    stripe_sandbox.pay(session.id, "4000000000000002")
    with pytest.raises(stripe.InvalidRequestError, match="Expire the Checkout Session"):
        client.v1.payment_intents.cancel(_intent(client, session).id)


def test_refunds_never_pass_what_was_captured(client: Any, stripe_sandbox: StripeSandbox) -> None:
    session = client.v1.checkout.sessions.create(a_checkout())
    intent = stripe_sandbox.pay(session.id)["payment_intent"]["id"]
    part = client.v1.refunds.create(
        {"payment_intent": intent, "amount": 25_000, "metadata": {"refund_id": "r1"}}
    )
    assert (part.status, part.amount, part.metadata["refund_id"]) == ("succeeded", 25_000, "r1")
    with pytest.raises(stripe.InvalidRequestError, match="greater than unrefunded") as refusal:
        client.v1.refunds.create({"payment_intent": intent, "amount": 100_001})
    assert refusal.value.param == "amount"
    rest = client.v1.refunds.create({"payment_intent": intent})
    assert rest.amount == 100_000
    with pytest.raises(stripe.InvalidRequestError) as refusal:
        client.v1.refunds.create({"payment_intent": intent, "amount": 1})
    assert refusal.value.code == "charge_already_refunded"
    charge = client.v1.charges.retrieve(part.charge)
    assert (charge.amount_refunded, charge.refunded) == (125_000, True)
    assert {found.id for found in client.v1.refunds.list({"payment_intent": intent}).data} == {
        part.id,
        rest.id,
    }


def test_the_balance_is_the_sum_of_its_moves_and_settles(client: Any, stripe_sandbox: StripeSandbox) -> None:
    intent = stripe_sandbox.pay(client.v1.checkout.sessions.create(a_checkout()).id)["payment_intent"]["id"]
    client.v1.refunds.create({"payment_intent": intent, "amount": 25_000})
    moves = client.v1.balance_transactions.list().data
    assert sorted(move.net for move in moves) == [-25_000, 122_050]
    balance = client.v1.balance.retrieve()
    assert (balance.available[0].amount, balance.pending[0].amount) == (-25_000, 122_050)
    stripe_sandbox.advance(3 * 24 * 3600)
    balance = client.v1.balance.retrieve()
    assert (balance.available[0].amount, balance.pending[0].amount) == (97_050, 0)


@pytest.mark.parametrize(
    ("card", "first", "then", "refunded"),
    [("4000000000007726", "pending", "succeeded", 1000), ("4000000000005126", "succeeded", "failed", 0)],
)
def test_some_refunds_end_later(
    client: Any, stripe_sandbox: StripeSandbox, card: str, first: str, then: str, refunded: int
) -> None:
    intent = stripe_sandbox.pay(client.v1.checkout.sessions.create(a_checkout()).id, card)["payment_intent"][
        "id"
    ]
    refund = client.v1.refunds.create({"payment_intent": intent, "amount": 1000})
    assert refund.status == first
    stripe_sandbox.advance(5)
    assert client.v1.refunds.retrieve(refund.id).status == then
    assert client.v1.charges.retrieve(refund.charge).amount_refunded == refunded

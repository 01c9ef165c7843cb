"""The port to Stripe, held to the sandbox through the official SDK."""

from __future__ import annotations

import json
import time
from datetime import UTC, datetime, timedelta

import pytest
import stripe

from kit import clock
from kit.errors import Unreachable
from kit.ids import new_id
from kit.money import Money
from payments.actions import note_session, open_payment
from payments.errors import WrongSignature
from payments.gateways.stripe import Opened, StripeGateway, use
from payments.rules import PaymentStatus, RefundStatus
from payments.tasks import sweep
from tests.doubles import WEBHOOK_SECRET, Receiver, running, start_stripe, wait_until
from tests.makers import AT


@pytest.fixture(scope="module")
def receiver():
    door = Receiver()
    yield door
    door.stop()


@pytest.fixture(scope="module")
def double(tmp_path_factory, receiver):
    with running(start_stripe(tmp_path_factory.mktemp("stripe"), receiver.url)) as stripe_double:
        yield stripe_double


@pytest.fixture
def gateway(double):
    double.lift_faults()
    return StripeGateway(api_base=double.url, secret_key=double.key, webhook_secret=WEBHOOK_SECRET)


def now(double):
    """What the sandbox's clock says."""
    return datetime.fromtimestamp(double.advance(0), UTC)


def asked(**other):
    ask = {
        "amount": Money(1_234_50),
        "title": "Order OD-7K3F-9Q2M",
        "email": "devi@example.in",
        "back": "http://haat.example/orders/OD-7K3F-9Q2M/waiting",
        "cancel": "http://haat.example/orders/OD-7K3F-9Q2M",
        "at": clock.now(),
    }
    return ask | other


def a_letter(metadata, secret=WEBHOOK_SECRET, at=None, identity="evt_1"):
    body = json.dumps(
        {
            "id": identity,
            "object": "event",
            "api_version": stripe.api_version,
            "type": "payment_intent.succeeded",
            "data": {"object": {"id": "pi_1", "object": "payment_intent", "metadata": metadata}},
        }
    ).encode()
    moment = int(at if at is not None else time.time())
    signed = stripe.WebhookSignature._compute_signature(f"{moment}.{body.decode()}", secret)
    return body, f"t={moment},v1={signed}"


def test_a_page_opened_twice_in_the_same_words_is_one_page(gateway):
    payment_id, words = new_id(), asked()
    first = gateway.open_session(payment_id, **words)
    assert first.url.startswith("http")
    assert gateway.open_session(payment_id, **words) == first


def test_a_page_asked_for_in_another_language_or_minute_is_not_refused(gateway):
    payment_id = new_id()
    first = gateway.open_session(payment_id, **asked())
    again = gateway.open_session(payment_id, **asked(back="http://haat.example/hi/orders/x/waiting"))
    later = gateway.open_session(payment_id, **asked(at=clock.now() + timedelta(minutes=3)))
    assert len({first.session_id, again.session_id, later.session_id}) == 3


def test_a_failure_that_the_provider_remembers_does_not_close_the_way_for_ever(gateway, double):
    payment_id, words = new_id(), asked()
    double.faults("fail_before", times=2, path="/v1/checkout", stored=True)
    with pytest.raises(Unreachable):
        gateway.open_session(payment_id, **words)
    double.lift_faults()
    later = words | {"at": words["at"] + timedelta(minutes=1)}
    assert gateway.open_session(payment_id, **later).session_id


def test_what_was_paid_is_seen_with_its_fee(gateway, double):
    opened = gateway.open_session(new_id(), **asked())
    assert gateway.look(opened.session_id).status is PaymentStatus.CREATED
    double.pay(opened.session_id)
    seen = gateway.look(opened.session_id)
    assert seen.status is PaymentStatus.CAPTURED
    assert (seen.amount, seen.currency) == (Money(1_234_50), "INR")
    assert seen.intent_id
    assert seen.charge_id
    assert 0 < seen.fee < seen.amount


def test_a_declined_card_leaves_the_page_open(gateway, double):
    opened = gateway.open_session(new_id(), **asked())
    double.pay(opened.session_id, card="4000000000000002")
    assert gateway.look(opened.session_id).status is PaymentStatus.CREATED


def test_a_closed_page_has_failed_and_closing_it_again_is_quiet(gateway):
    opened = gateway.open_session(new_id(), **asked())
    gateway.expire(opened.session_id)
    gateway.expire(opened.session_id)
    assert gateway.look(opened.session_id).status is PaymentStatus.FAILED


def test_a_paid_page_is_not_closed(gateway, double):
    opened = gateway.open_session(new_id(), **asked())
    double.pay(opened.session_id)
    gateway.expire(opened.session_id)
    assert gateway.look(opened.session_id).status is PaymentStatus.CAPTURED


@pytest.fixture
def charged(gateway, double):
    opened = gateway.open_session(new_id(), **asked(at=now(double)))
    double.pay(opened.session_id)
    return gateway.look(opened.session_id).intent_id


def test_money_goes_back_once(gateway, double, charged):
    refund_id = new_id()
    first = gateway.refund(
        refund_id, payment_id=refund_id, intent_id=charged, amount=Money(100_00), at=now(double)
    )
    assert first.status is RefundStatus.SETTLED
    assert (
        gateway.refund(
            refund_id, payment_id=refund_id, intent_id=charged, amount=Money(100_00), at=now(double)
        )
        == first
    )
    made = double.client().v1.refunds.list({"payment_intent": charged}).data
    assert [refund.amount for refund in made] == [100_00]


def test_money_goes_back_once_though_the_key_was_forgotten_or_the_failure_remembered(
    gateway, double, charged
):
    refund_id = new_id()
    double.faults("fail_before", times=2, path="/v1/refunds", method="POST", stored=True)
    with pytest.raises(Unreachable):
        gateway.refund(
            refund_id, payment_id=refund_id, intent_id=charged, amount=Money(100_00), at=now(double)
        )
    double.lift_faults()
    double.advance(25 * 3600)  # past the life of an idempotency key
    double.faults("fail_after", path="/v1/refunds", method="POST")
    with pytest.raises(Unreachable):
        gateway.refund(
            refund_id, payment_id=refund_id, intent_id=charged, amount=Money(100_00), at=now(double)
        )
    double.lift_faults()
    double.advance(25 * 3600)
    gateway.refund(refund_id, payment_id=refund_id, intent_id=charged, amount=Money(100_00), at=now(double))
    made = double.client().v1.refunds.list({"payment_intent": charged}).data
    assert [refund.amount for refund in made] == [100_00]


@pytest.mark.parametrize(
    ("card", "end"),
    [("4000000000007726", RefundStatus.SETTLED), ("4000000000005126", RefundStatus.FAILED)],
)
def test_a_refund_that_takes_its_time_is_seen_to_its_end(gateway, double, card, end):
    opened = gateway.open_session(new_id(), **asked(at=now(double)))
    double.pay(opened.session_id, card=card)
    intent = gateway.look(opened.session_id).intent_id
    refund_id = new_id()
    gateway.refund(refund_id, payment_id=refund_id, intent_id=intent, amount=Money(100_00), at=now(double))
    double.advance(60)
    wait_until(
        lambda: (
            gateway.refund(
                refund_id, payment_id=refund_id, intent_id=intent, amount=Money(100_00), at=now(double)
            ).status
            is end
        )
    )


def test_a_provider_that_is_away_is_unreachable():
    gateway = StripeGateway(api_base="http://127.0.0.1:9", secret_key="sk_test_x", webhook_secret="whsec_x")
    with pytest.raises(Unreachable):
        gateway.look("cs_test_1")


def test_a_real_letter_names_our_payment(gateway, double, receiver):
    payment_id = new_id()
    opened = gateway.open_session(payment_id, **asked(at=now(double)))
    receiver.letters.clear()
    double.pay(opened.session_id)
    wait_until(lambda: "checkout.session.completed" in receiver.kinds())
    read = [gateway.read(letter.body, letter.signature) for letter in receiver.letters]
    assert {letter.payment_id for letter in read} == {payment_id}
    assert len({letter.external_id for letter in read}) == len(read)


def test_a_letter_of_something_else_rings_for_nothing(gateway):
    assert gateway.read(*a_letter({})).payment_id is None
    assert gateway.read(*a_letter({"payment_id": "not one of ours"})).payment_id is None


def a_forgery(kind):
    body, signature = a_letter({"payment_id": str(new_id())})
    return {
        "no signature": (body, ""),
        "nonsense": (body, "t=1,v1=nonsense"),
        "other secret": a_letter({}, secret="whsec_other"),
        "old": a_letter({}, at=time.time() - 301),
        "body changed": (body.replace(b"succeeded", b"succeedeD"), signature),
        "not json": (b"[", a_letter({})[1]),
        "not text": (b"\xff\xfe", a_letter({})[1]),
        "scheme v0": (body, signature.replace("v1=", "v0=")),
    }[kind]


@pytest.mark.parametrize(
    "kind",
    ["no signature", "nonsense", "other secret", "old", "body changed", "not json", "not text", "scheme v0"],
)
def test_a_forged_letter_is_not_read(gateway, kind):
    with pytest.raises(WrongSignature):
        gateway.read(*a_forgery(kind))


def test_a_signed_letter_that_is_no_event_is_not_read(gateway):
    for body in (b"[]", b'"x"', b"1", b"{}", b'{"object": "event", "id": "evt_2"}'):
        moment = int(time.time())
        signed = stripe.WebhookSignature._compute_signature(f"{moment}.{body.decode()}", WEBHOOK_SECRET)
        with pytest.raises(WrongSignature):
            gateway.read(body, f"t={moment},v1={signed}")


def test_one_payment_the_provider_will_not_speak_of_does_not_stop_the_sweep(gateway, double, session):
    use(gateway)
    unknown = open_payment(session, subject_kind="order", subject_id=new_id(), amount=Money(1_000_00), at=AT)
    note_session(session, unknown.id, Opened("cs_of_nobody", "http://pay/none"))
    known = open_payment(session, subject_kind="order", subject_id=new_id(), amount=Money(1_000_00), at=AT)
    session.flush()
    opened = gateway.open_session(known.id, **asked(amount=known.amount_paise, at=now(double)))
    note_session(session, known.id, opened)
    double.pay(opened.session_id)
    session.commit()
    assert sweep(AT + timedelta(minutes=2)) == 2
    session.expire_all()
    assert known.status is PaymentStatus.CAPTURED
    assert unknown.status is PaymentStatus.CREATED

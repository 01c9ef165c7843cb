"""Taking and giving money, whatever the provider says and however often."""

from __future__ import annotations

import itertools
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select, text
from sqlalchemy.exc import IntegrityError

from kit.events import Event
from kit.ids import new_id
from kit.money import Money
from ledger.models import Entry
from ledger.queries import balances, postings_of
from payments.actions import (
    CLEARING,
    FEES,
    REFUNDS,
    SUSPENSE,
    UNAPPLIED,
    ask_refund,
    note_session,
    note_webhook,
    open_payment,
    settle,
    settle_refund,
    take_cash,
)
from payments.errors import TooMuchRefunded
from payments.gateways.stripe import Letter, Opened
from payments.models import Payment, Refund, WebhookReceipt
from payments.queries import payment_of, recent, refunds_of, refunds_to_send, to_ask_about
from payments.rules import PaymentStatus, RefundStatus
from tests.makers import AT
from tests.sales import later, seen

CREATED, PROCESSING, CAPTURED, FAILED = PaymentStatus
ACCOUNTS = [CLEARING, FEES, UNAPPLIED, REFUNDS, SUSPENSE]


def facts(session, name):
    session.flush()
    return list(session.scalars(select(Event.facts).filter_by(name=name).order_by(Event.id)))


def told(session, payment, *words):
    """The provider is asked so often, and says this."""
    return [settle(session, payment.id, seen(payment, word), at=AT) for word in words]


def test_one_payment_a_subject(session, payment):
    assert payment_of(session, "order", payment.subject_id) is payment
    open_payment(session, subject_kind="order", subject_id=payment.subject_id, amount=Money(1), at=AT)
    with pytest.raises(IntegrityError, match="subject"):
        session.flush()


def test_a_letter_is_kept_once_and_rings_once(session, payment):
    letter = Letter("evt_1", "payment_intent.succeeded", payment.id)
    assert [note_webhook(session, letter, "{}", at=AT) for _ in range(3)] == [True, False, False]
    assert session.scalar(select(func.count()).select_from(WebhookReceipt)) == 1
    (noted,) = facts(session, "webhook.noted")
    assert noted["payment_id"] == str(payment.id)


def test_a_letter_about_nothing_of_ours_is_kept_and_rings_for_nobody(session):
    assert note_webhook(session, Letter("evt_1", "balance.available", None), "{}", at=AT)
    assert facts(session, "webhook.noted") == []


def test_money_is_posted_and_announced_the_first_time_it_is_seen(session, payment):
    assert told(session, payment, PROCESSING, CAPTURED, CAPTURED) == [PROCESSING, CAPTURED, CAPTURED]
    assert postings_of(session, f"capture:{payment.id}") == {CLEARING: 98000, FEES: 2000, UNAPPLIED: -100000}
    (captured,) = facts(session, "payment.captured")
    assert captured["amount_paise"] == 100000
    assert payment.captured_at == AT


@pytest.mark.parametrize(
    "words", sorted(set(itertools.permutations([CAPTURED, PROCESSING, CREATED, FAILED, CAPTURED])))
)
def test_whatever_comes_in_whatever_order_money_that_came_stays(session, payment, words):
    told(session, payment, *words)
    assert payment.status is CAPTURED
    assert len(facts(session, "payment.captured")) == 1
    assert balances(session, ACCOUNTS)[UNAPPLIED] == -100000


def test_a_payment_that_ended_without_money_says_so_once(session, payment):
    assert told(session, payment, FAILED, CREATED, PROCESSING, FAILED) == [FAILED] * 4
    assert len(facts(session, "payment.failed")) == 1
    assert balances(session, ACCOUNTS)[UNAPPLIED] == 0


@pytest.mark.parametrize("other", [{"amount": Money(999_00)}, {"amount": Money(100001)}, {"currency": "USD"}])
def test_money_other_than_was_asked_lies_in_suspense_and_is_not_announced(session, payment, other):
    settle(session, payment.id, seen(payment, **other), at=AT)
    came = int(other.get("amount", 100000))
    stands = balances(session, ACCOUNTS)
    assert (stands[SUSPENSE], stands[UNAPPLIED]) == (-came, 0)
    assert facts(session, "payment.captured") == []


def test_a_payment_nobody_knows_is_quiet(session):
    some = Payment(id=new_id(), amount_paise=Money(1))
    assert settle(session, some.id, seen(some), at=AT) is FAILED
    assert session.scalars(select(Entry)).all() == []


def test_cash_is_captured_at_once(session):
    subject, cashier = new_id(), new_id()
    payment = take_cash(
        session,
        subject_kind="order",
        subject_id=subject,
        amount=Money(500),
        account="till:1:cash",
        by=cashier,
        at=AT,
    )
    assert payment.status is CAPTURED
    assert postings_of(session, f"capture:{payment.id}") == {"till:1:cash": 500, UNAPPLIED: -500}


def test_of_two_pages_opened_at_once_the_first_is_the_payments_page(session, payment):
    assert note_session(session, payment.id, Opened("cs_1", "http://pay/1")) == "http://pay/1"
    assert note_session(session, payment.id, Opened("cs_2", "http://pay/2")) == "http://pay/1"
    assert payment.session_id == "cs_1"


def back(session, payment, paise, key="late", by=None):
    return ask_refund(session, payment, Money(paise), key=key, reason="late", by=by, at=AT)


def test_money_goes_back_once_by_its_key(session, payment):
    told(session, payment, CAPTURED)
    first = back(session, payment, 300_00)
    assert back(session, payment, 300_00) is first
    assert payment.refunded_paise == 300_00
    assert [settle_refund(session, first.id, RefundStatus.SETTLED, "re_1", at=AT) for _ in range(2)] == [
        RefundStatus.SETTLED
    ] * 2
    stands = balances(session, ACCOUNTS)
    assert (stands[CLEARING], stands[UNAPPLIED], stands[REFUNDS]) == (98000 - 30000, -70000, 0)
    assert len(facts(session, "refund.requested")) == len(facts(session, "refund.settled")) == 1


def test_more_than_came_does_not_go_back(session, payment):
    with pytest.raises(TooMuchRefunded):
        back(session, payment, 1)  # nothing came yet
    told(session, payment, CAPTURED)
    back(session, payment, 600_00, "a")
    with pytest.raises(TooMuchRefunded) as refused:
        back(session, payment, 400_01, "b")
    assert refused.value.details == {"taken": 100000, "back": 60000, "wanted": 40001}
    back(session, payment, 400_00, "c")
    assert payment.refunded_paise == payment.amount_paise


def test_the_database_refuses_more_than_came_too(session, payment):
    with pytest.raises(IntegrityError, match="refunded_within"):
        session.execute(text("UPDATE payments SET refunded_paise = amount_paise + 1"))


def test_a_refund_that_takes_its_time_is_asked_about_until_its_end(session, payment):
    told(session, payment, CAPTURED)
    refund = back(session, payment, 300_00)
    assert settle_refund(session, refund.id, RefundStatus.REQUESTED, "re_1", at=AT) is RefundStatus.REQUESTED
    assert refund.provider_id == "re_1"
    assert refunds_to_send(session, at=later(minutes=1)) == []
    assert refunds_to_send(session, at=later(minutes=3)) == [refund.id]
    settle_refund(session, refund.id, RefundStatus.SETTLED, "re_1", at=AT)
    assert refunds_to_send(session, at=later(minutes=3)) == []


def test_a_refund_the_bank_sends_back_is_owed_again(session, payment):
    told(session, payment, CAPTURED)
    refund = back(session, payment, 300_00)
    for status in (RefundStatus.SETTLED, RefundStatus.FAILED, RefundStatus.FAILED, RefundStatus.SETTLED):
        settle_refund(session, refund.id, status, "re_1", at=AT)
    assert refund.status is RefundStatus.FAILED
    stands = balances(session, ACCOUNTS)
    assert (stands[CLEARING], stands[REFUNDS]) == (98000, -30000)
    assert settle_refund(session, new_id(), RefundStatus.SETTLED, None, at=AT) is None


def test_cash_goes_back_out_of_the_drawer_it_came_into(session):
    payment = take_cash(
        session,
        subject_kind="order",
        subject_id=new_id(),
        amount=Money(500),
        account="till:1:cash",
        by=new_id(),
        at=AT,
    )
    refund = back(session, payment, 500)
    settle_refund(session, refund.id, RefundStatus.SETTLED, None, at=AT)
    assert set(balances(session, ["till:1:cash", UNAPPLIED, REFUNDS, CLEARING]).values()) == {0}


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(shares=st.lists(st.integers(1, 60_000), min_size=1, max_size=8))
def test_any_chain_of_refunds_never_gives_back_more_than_came(session, shares):
    payment = open_payment(session, subject_kind="order", subject_id=new_id(), amount=Money(1_000_00), at=AT)
    session.flush()
    told(session, payment, CAPTURED)
    given_back = 0
    for number, share in enumerate(shares):
        try:
            back(session, payment, share, f"{payment.id}:{number}")
            given_back += share
        except TooMuchRefunded:
            assert given_back + share > 100000
    assert payment.refunded_paise == given_back <= 100000
    assert sum(refund.amount_paise for refund in refunds_of(session, payment.id)) == given_back


def test_the_sweep_asks_each_minute_in_the_first_hour_then_hourly_then_no_more(session, payment):
    assert to_ask_about(session, at=AT) == []  # never taken to the provider
    note_session(session, payment.id, Opened("cs_1", "http://pay/1"))
    assert to_ask_about(session, at=later(minutes=1)) == [payment.id]
    for asked, asks in [
        (timedelta(minutes=10), timedelta(minutes=11)),
        (timedelta(hours=5), timedelta(hours=6)),
    ]:
        payment.asked_at = AT + asked
        session.flush()
        assert to_ask_about(session, at=AT + asked + timedelta(seconds=30)) == []
        assert to_ask_about(session, at=AT + asks) == [payment.id]
    payment.asked_at = later(days=3)
    session.flush()
    assert to_ask_about(session, at=later(days=3, hours=2)) == []
    payment.asked_at = AT
    told(session, payment, CAPTURED)
    session.flush()
    assert to_ask_about(session, at=later(hours=1)) == []


def test_payments_are_listed_newest_first_page_by_page(session, payment):
    other = open_payment(session, subject_kind="order", subject_id=new_id(), amount=Money(1), at=AT)
    session.flush()
    assert recent(session) == [other, payment]
    assert recent(session, after=other.id) == [payment]
    assert session.scalars(select(Refund)).all() == []

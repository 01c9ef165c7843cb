"""What the provider's words mean for us."""

from __future__ import annotations

import pytest

from kit.steps import leads_to
from payments.rules import (
    PAYMENT_STEPS,
    REFUND_STEPS,
    PaymentStatus,
    RefundStatus,
    refund_status,
    status_today,
)

CREATED, PROCESSING, CAPTURED, FAILED = (
    PaymentStatus.CREATED,
    PaymentStatus.PROCESSING,
    PaymentStatus.CAPTURED,
    PaymentStatus.FAILED,
)


@pytest.mark.parametrize(
    ("words", "status"),
    [
        (("open", "unpaid", None), CREATED),
        (("open", "unpaid", "requires_payment_method"), CREATED),
        (("open", "unpaid", "requires_action"), PROCESSING),
        (("complete", "unpaid", "processing"), PROCESSING),
        (("complete", "paid", "succeeded"), CAPTURED),
        (("expired", "paid", "succeeded"), CAPTURED),
        (("expired", "unpaid", None), FAILED),
        (("expired", "unpaid", "requires_payment_method"), FAILED),
        (("open", "unpaid", "canceled"), FAILED),
        ((None, None, None), CREATED),
    ],
)
def test_where_a_payment_stands_today(words, status):
    assert status_today(*words) is status


@pytest.mark.parametrize(
    ("word", "status"),
    [
        ("succeeded", RefundStatus.SETTLED),
        ("pending", RefundStatus.REQUESTED),
        ("requires_action", RefundStatus.REQUESTED),
        ("failed", RefundStatus.FAILED),
        ("canceled", RefundStatus.FAILED),
        (None, RefundStatus.REQUESTED),
    ],
)
def test_where_a_refund_stands_today(word, status):
    assert refund_status(word) is status


def test_money_that_came_never_un_comes():
    assert not any(leads_to(PAYMENT_STEPS, CAPTURED, status) for status in PaymentStatus)
    assert all(leads_to(PAYMENT_STEPS, status, CAPTURED) for status in (CREATED, PROCESSING, FAILED))


def test_a_refund_that_failed_is_at_its_end():
    assert not any(leads_to(REFUND_STEPS, RefundStatus.FAILED, status) for status in RefundStatus)

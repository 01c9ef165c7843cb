"""Payments have a subject and know nothing of it: here it is a bare id."""

from __future__ import annotations

import pytest

from kit.ids import new_id
from kit.money import Money
from payments.actions import open_payment
from tests.makers import AT


@pytest.fixture
def payment(session):
    """A thousand rupees wanted for something."""
    wanted = open_payment(session, subject_kind="order", subject_id=new_id(), amount=Money(1_000_00), at=AT)
    session.commit()
    return wanted

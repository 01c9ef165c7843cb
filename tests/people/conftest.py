"""What the tests of people stand on: keys, a post that goes nowhere until a test opens it, a few people."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from kit import keys, letters

AT = datetime(2026, 11, 21, 6, 30, tzinfo=UTC)


@pytest.fixture(autouse=True)
def told_process():
    """The settings that a process is told at start-up."""
    keys.use("demo-for-tests-and-nothing-else-at-all")
    letters.use(
        letters.Post(
            smtp_url="smtp://127.0.0.1:9",
            sms_url="http://127.0.0.1:9/sms",
            sender="Zila Haat <post@zilahaat.example>",
            public_url="http://haat.example",
        )
    )


@pytest.fixture
def at() -> datetime:
    """Saturday noon in India."""
    return AT

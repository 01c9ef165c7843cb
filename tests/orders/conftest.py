"""What the tests of orders stand on: keys, and letters that go nowhere."""

from __future__ import annotations

import pytest

from kit import keys, letters


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

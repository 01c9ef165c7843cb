"""What the tests of malls stand on: keys, and letters that go nowhere."""

from __future__ import annotations

import pytest

from catalog import storage
from kit import keys, letters


@pytest.fixture(autouse=True)
def told_process(tmp_path):
    """The settings that a process is told at start-up."""
    storage.keep_in(tmp_path / "media")
    keys.use("demo-for-tests-and-nothing-else-at-all")
    letters.use(
        letters.Post(
            smtp_url="smtp://127.0.0.1:9",
            sms_url="http://127.0.0.1:9/sms",
            sender="Zila Haat <post@zilahaat.example>",
            public_url="http://haat.example",
        )
    )

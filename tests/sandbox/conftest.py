"""The doubles for the tests of the doubles: one process each for the folder, emptied before every test."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.doubles import InboxDouble, Receiver, StripeSandbox, running, start_inbox, start_stripe


@pytest.fixture(scope="session")
def _stripe_process(tmp_path_factory: pytest.TempPathFactory) -> Iterator[StripeSandbox]:
    with running(start_stripe(tmp_path_factory.mktemp("stripe"))) as double:
        yield double


@pytest.fixture
def stripe_sandbox(_stripe_process: StripeSandbox) -> StripeSandbox:
    _stripe_process.clear()
    _stripe_process.send_webhooks_to("")
    return _stripe_process


@pytest.fixture
def client(stripe_sandbox: StripeSandbox) -> Any:
    return stripe_sandbox.client()


@pytest.fixture
def receiver(stripe_sandbox: StripeSandbox) -> Iterator[Receiver]:
    """A webhook endpoint, to which the sandbox sends from now on."""
    door = Receiver()
    stripe_sandbox.send_webhooks_to(door.url)
    yield door
    stripe_sandbox.send_webhooks_to("")
    door.stop()


@pytest.fixture(scope="session")
def _inbox_process(tmp_path_factory: pytest.TempPathFactory) -> Iterator[InboxDouble]:
    with running(start_inbox(tmp_path_factory.mktemp("inbox"))) as double:
        yield double


@pytest.fixture
def inbox(_inbox_process: InboxDouble) -> InboxDouble:
    _inbox_process.clear()
    return _inbox_process

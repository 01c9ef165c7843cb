"""The journeys walk through the whole house as `make run` starts it, demo world and all, in a real browser."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page
from sqlalchemy import Engine, create_engine

from bin.servers import free_port
from demo.people.keys import Keys, read_keys
from kit.clock import now

ROOT = Path(__file__).resolve().parents[2]
COLD_START_S = 170  # a cold start takes three minutes at most, downloads included
PHONE = {"width": 360, "height": 740}
DESK = {"width": 1280, "height": 800}


@dataclass
class House:
    """A running house: its address, its inbox, its home, and the process that keeps it."""

    url: str
    home: Path
    process: subprocess.Popen[str]
    running: dict[str, Any]

    @property
    def keys(self) -> Keys:
        """The demo staff's passwords and TOTP secrets of this home."""
        return read_keys(self.home)

    @property
    def database_url(self) -> str:
        """The database of this house."""
        return str(self.running["DATABASE_URL"])

    @property
    def inbox(self) -> str:
        """The address of the message inbox."""
        return str(self.running["SMS_URL"]).removesuffix("/sms")

    def messages(self, to: str = "", kind: str = "") -> list[dict[str, Any]]:
        """The letters in the inbox, newest first."""
        query = urllib.parse.urlencode({"to": to, "kind": kind})
        with urllib.request.urlopen(f"{self.inbox}/api/messages?{query}", timeout=10) as answer:
            found: Any = json.load(answer)
        return list(found["messages"] if isinstance(found, dict) else found)

    def wait_for_message(self, to: str, holds: str, *, seconds: float = 30) -> str:
        """The text of the newest letter to somebody that holds these words; waits for it."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            for letter in self.messages(to=to):
                text = f"{letter.get('subject') or ''}\n{letter['text']}"
                if holds in text:
                    return text
            time.sleep(0.3)
        raise AssertionError(f"no letter to {to} holds {holds!r}")

    def code_for(self, mobile: str, *, after: int = 0) -> str:
        """The newest six digits sent to a number; `after` is how many letters were there before."""
        until = time.monotonic() + 30
        while time.monotonic() < until:
            letters = self.messages(to=mobile, kind="sms")
            if len(letters) > after and (digits := re.search(r"\b(\d{6})\b", letters[0]["text"])):
                return digits[1]
            time.sleep(0.3)
        raise AssertionError(f"no code came for {mobile}")


@pytest.fixture(scope="session")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """The whole house on a port and in a home of its own; stopped at the end, and then no process is left."""
    home = tmp_path_factory.mktemp("house")
    port = free_port()
    kept = {name: value for name, value in os.environ.items() if name not in {"DATABASE_URL", "REDIS_URL"}}
    log = (home / "run.log").open("w+", encoding="utf-8")
    process = subprocess.Popen(
        [sys.executable, "-m", "bin.run"],
        cwd=ROOT,
        env=kept | {"PORT": str(port), "ZILA_HOME": str(home)},
        stdout=log,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        url = f"http://127.0.0.1:{port}"
        _wait_until_ready(url, process, home / "run.log")
        yield House(url, home, process, _running(home))
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(20)
        log.close()


def _wait_until_ready(url: str, process: subprocess.Popen[str], log: Path) -> None:
    until = time.monotonic() + COLD_START_S
    while time.monotonic() < until:
        if process.poll() is not None:
            break
        try:
            with urllib.request.urlopen(f"{url}/readyz", timeout=3) as answer:
                if answer.status == 200 and "inbox" in log.read_text().lower():
                    return
        except OSError:
            time.sleep(0.5)
    raise AssertionError(f"the house did not start:\n{log.read_text()[-3000:]}")


def _running(home: Path) -> dict[str, Any]:
    from bin.surroundings import running_env

    env = running_env(home)
    assert env is not None
    return dict(env)


@pytest.fixture
def database(house: House) -> Iterator[Engine]:
    """An engine on the house's own database, to look at what the pages did."""
    engine = create_engine(house.database_url)
    yield engine
    engine.dispose()


@pytest.fixture
def browse(chromium: Browser, house: House) -> Iterator[Callable[..., Page]]:
    """Open a browser of one's own: `browse(phone=True, hindi=True, script=False)`; its page."""
    opened: list[BrowserContext] = []

    def open_one(*, phone: bool = False, hindi: bool = False, script: bool = True) -> Page:
        context = chromium.new_context(
            base_url=house.url,
            viewport=PHONE if phone else DESK,  # type: ignore[arg-type]
            locale="hi-IN" if hindi else "en-IN",
            java_script_enabled=script,
        )
        context.set_default_timeout(15_000)
        opened.append(context)
        return context.new_page()

    yield open_one
    for context in opened:
        context.close()


@pytest.fixture
def sign_in_staff(house: House) -> Callable[[Page, str], None]:
    """Bring one of the demo staff in by password and TOTP: `sign_in_staff(page, "email")`."""

    def sign_in(page: Page, email: str) -> None:
        page.goto("/staff/sign-in")
        page.fill("[name=email]", email)
        page.fill("[name=password]", house.keys.password(email))
        page.fill("[name=totp], [name=code]", house.keys.code(email, now()))
        page.click("main button[type=submit], main button:not([type])")
        assert "/staff/sign-in" not in page.url, page.inner_text("main")

    return sign_in


@pytest.fixture
def sign_in_by_mobile(house: House) -> Callable[[Page, str], None]:
    """Bring somebody in by the code that an SMS brings: `sign_in_by_mobile(page, "+919…")`."""

    def sign_in(page: Page, mobile: str) -> None:
        before = len(house.messages(to=mobile, kind="sms"))
        page.goto("/sign-in")
        page.fill("[name=mobile]", mobile.removeprefix("+91"))
        page.click("main button[type=submit], main button:not([type])")
        page.fill("[name=code]", house.code_for(mobile, after=before))
        page.click(
            "main form:has([name=code]) button[type=submit], main form:has([name=code]) button:not([type])"
        )

    return sign_in

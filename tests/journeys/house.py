"""A house that runs, as the journeys see it: its address, its inbox, its books."""

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
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bin.servers import free_port
from bin.surroundings import running_env
from demo.people.keys import Keys, read_keys

ROOT = Path(__file__).resolve().parents[2]
OPENS_WITHIN_S = 300  # a cold start takes a minute; on a machine that does much else, longer
STOPS_WITHIN_S = 20
LETTER_WITHIN_S = 30


@dataclass(frozen=True)
class House:
    """A running house: where it is, what lies in its home, and the settings it runs with."""

    url: str
    home: Path
    env: dict[str, str]

    @property
    def keys(self) -> Keys:
        """The demo staff's passwords and TOTP secrets of this home."""
        return read_keys(self.home)

    @property
    def database_url(self) -> str:
        """The database of this house."""
        return self.env["DATABASE_URL"]

    @property
    def inbox(self) -> str:
        """The address of the message inbox."""
        return self.env["SMS_URL"].removesuffix("/sms")

    def messages(self, to: str = "", kind: str = "", words: str = "") -> list[dict[str, Any]]:
        """The letters in the inbox to somebody, newest first."""
        query = urllib.parse.urlencode({"to": to, "kind": kind, "q": words})
        with urllib.request.urlopen(f"{self.inbox}/api/messages?{query}", timeout=10) as answer:
            return list(json.load(answer)["messages"])

    def wait_for_letters(self, to: str, words: str, *, letters: int = 1, kind: str = "") -> list[str]:
        """The texts of the letters to somebody that hold all of these words, newest first; waits for so many."""
        until = time.monotonic() + LETTER_WITHIN_S
        while time.monotonic() < until:
            found = self.messages(to=to, kind=kind, words=words)
            if len(found) >= letters:
                return [f"{letter['subject'] or ''}\n{letter['text']}" for letter in found]
            time.sleep(0.2)
        raise AssertionError(f"no {letters} letters to {to} hold {words!r}: {self.messages(to=to)}")

    def code_for(self, mobile: str, *, after: int = 0) -> str:
        """The newest six digits sent to a number, where `after` letters lay before."""
        until = time.monotonic() + LETTER_WITHIN_S
        while time.monotonic() < until:
            letters = self.messages(to=mobile, kind="sms")
            if len(letters) > after and (digits := re.search(r"\b(\d{6})\b", letters[0]["text"])):
                return digits[1]
            time.sleep(0.2)
        raise AssertionError(f"no code came for {mobile}")


def open_house(home: Path) -> tuple[House, subprocess.Popen[bytes]]:
    """Start everything in a home, on a port of its own. Raises AssertionError with its last words."""
    port, log = free_port(), home / "run.log"
    kept = {name: value for name, value in os.environ.items() if name not in {"DATABASE_URL", "REDIS_URL"}}
    with log.open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "bin.run"],
            cwd=ROOT,
            env=kept | {"PORT": str(port), "ZILA_HOME": str(home)},
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    until = time.monotonic() + OPENS_WITHIN_S
    while time.monotonic() < until and process.poll() is None:
        if "Ctrl-C stops it" in log.read_text():  # said when all is ready
            return running_in(home), process
        time.sleep(0.3)
    close_house(process)
    raise AssertionError(f"the house did not open:\n{log.read_text()[-3000:]}")


def running_in(home: Path) -> House:
    """The house that runs in a home."""
    env = running_env(home)
    assert env is not None, f"no house runs in {home}"
    return House(f"http://127.0.0.1:{env['PORT']}", home, env)


def close_house(process: subprocess.Popen[bytes]) -> None:
    """Ask it to stop, and see that it does."""
    process.send_signal(signal.SIGTERM)
    assert process.wait(STOPS_WITHIN_S) == 0

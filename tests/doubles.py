"""The doubles of the outside world, started as real processes for a test.

    with running(start_stripe(tmp_path)) as stripe: …       a Stripe sandbox on a free port
    with running(start_inbox(tmp_path)) as inbox: …         an inbox for mail and SMS on free ports

or call `.stop()` yourself. Each keeps its state under the given folder, so starting again on the same folder
(`.restart()`) finds what was there before. `Receiver` is a small web server that notes what webhooks reach it.
"""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, TypeVar
from urllib.error import HTTPError
from urllib.parse import quote
from urllib.request import ProxyHandler, Request, build_opener

ROOT = Path(__file__).parent.parent
PATIENCE = 15.0  # seconds for a process to answer
STRIPE_KEY = "sk_test_zilahaat_tests"
WEBHOOK_SECRET = "whsec_zilahaat_tests"

Thing = TypeVar("Thing", "StripeSandbox", "InboxDouble")


def free_port() -> int:
    """A port of loopback that nobody uses now."""
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        return int(door.getsockname()[1])


def wait_until(what: Callable[[], Any], seconds: float = 5.0, each: float = 0.02) -> Any:
    """Ask until the answer is true, and return it; fails after a while."""
    end = time.monotonic() + seconds
    while not (answer := what()):
        assert time.monotonic() < end, f"waited {seconds} s in vain"
        time.sleep(each)
    return answer


def ask(method: str, url: str, body: Any = None, key: str = "") -> Any:
    """One JSON request; returns the JSON answer, also of a refusal (with its status under `status_code`)."""
    headers = {"Content-Type": "application/json"} | ({"Authorization": f"Bearer {key}"} if key else {})
    data = json.dumps(body).encode() if body is not None else None
    request = Request(url, data=data, method=method, headers=headers)
    try:
        with build_opener(ProxyHandler({})).open(request, timeout=PATIENCE) as answer:
            return json.load(answer)
    except HTTPError as refusal:
        with refusal:
            return {**json.load(refusal), "status_code": refusal.code}


@dataclass
class _Process:
    """One child process of a test."""

    module: str
    environment: dict[str, str]
    health: str
    log: Path
    child: subprocess.Popen[bytes] | None = field(default=None, init=False)

    def start(self) -> None:
        """Start it, and wait until it answers."""
        plain = {name: value for name, value in os.environ.items() if not name.upper().endswith("_PROXY")}
        with self.log.open("ab") as log:
            self.child = subprocess.Popen(
                [sys.executable, "-m", self.module],
                cwd=ROOT,
                env=plain | self.environment,
                stdout=log,
                stderr=log,
                stdin=subprocess.DEVNULL,
            )
        wait_until(self._answers, PATIENCE)

    def _answers(self) -> bool:
        assert self.child is not None
        assert self.child.poll() is None, f"{self.module} stopped at once: {self.log.read_text()}"
        try:
            return bool(ask("GET", self.health)["ok"])
        except OSError:
            return False

    def stop(self, *, kill: bool = False) -> int:
        """Stop it (with SIGKILL when `kill`) and return its exit status."""
        if self.child is None:
            return 0
        if self.child.poll() is None:
            self.child.kill() if kill else self.child.terminate()
        status = self.child.wait(PATIENCE)
        self.child = None
        return status


@dataclass
class StripeSandbox:
    """A running Stripe sandbox and its controls."""

    url: str
    key: str
    webhook_secret: str
    process: _Process

    def client(self, **options: Any) -> Any:
        """The official SDK's client, pointed here, that tries once unless told otherwise."""
        import stripe

        return stripe.StripeClient(
            self.key, **{"base_addresses": {"api": self.url}, "max_network_retries": 0, **options}
        )

    def faults(self, kind: str, **how: Any) -> int:
        """Order a fault: slow, fail_before, fail_after, drop_after, twice, late, shuffled or never.

        `times`, `path`, `method`, `type`, `seconds`, `status`, `stored` as the sandbox describes. Returns its id.
        """
        answer = self.control("POST", "faults", {"kind": kind, **how})
        assert "id" in answer, answer
        return int(answer["id"])

    def lift_faults(self) -> None:
        """Take all faults back."""
        self.control("DELETE", "faults")

    def pay(self, session_id: str, card: str = "4242424242424242", **how: Any) -> dict[str, Any]:
        """Pay a session without a browser: a card, or `upi=`; `authenticate=False` refuses, None leaves it open."""
        answer: dict[str, Any] = self.control("POST", f"pay/{session_id}", {"card": card, **how})
        return answer

    def deliver(self, **what: Any) -> list[int]:
        """Send letters again: `event=`, or `object=` with `type=`, or `withheld=True`."""
        answer = self.control("POST", "deliver", what)
        assert "deliveries" in answer, answer
        return list(answer["deliveries"])

    def deliveries(self, event: str = "") -> list[dict[str, Any]]:
        """The log of the post."""
        return list(self.control("GET", f"deliveries?event={event}" if event else "deliveries")["deliveries"])

    def advance(self, seconds: int) -> int:
        """Set the sandbox's clock forward; what falls due happens at once. Returns its new time."""
        return int(self.control("POST", "clock", {"advance": seconds})["now"])

    def send_webhooks_to(self, url: str) -> None:
        """Where letters go from now on, until the next start."""
        self.process.environment["WEBHOOK_URL"] = url
        self.control("POST", "webhook", {"url": url})

    def clear(self) -> None:
        """Forget everything."""
        self.control("POST", "clear")

    def control(self, method: str, path: str, body: Any = None) -> Any:
        """One request to the control interface."""
        return ask(method, f"{self.url}/_sandbox/{path}", body, self.key)

    def stop(self, *, kill: bool = False) -> int:
        """Stop the process; what it holds stays."""
        return self.process.stop(kill=kill)

    def restart(self, *, kill: bool = False) -> None:
        """Stop and start again on the same port and state."""
        self.process.stop(kill=kill)
        self.process.start()


@dataclass
class InboxDouble:
    """A running inbox."""

    url: str
    smtp_url: str
    sms_url: str
    process: _Process

    def messages(self, to: str = "", kind: str = "", after: int = 0) -> list[dict[str, Any]]:
        """What has come, newest first."""
        asked = f"to={quote(to)}&kind={quote(kind)}&after={after}"
        return list(ask("GET", f"{self.url}/api/messages?{asked}")["messages"])

    def wait_for(
        self, count: int = 1, to: str = "", kind: str = "", seconds: float = 10.0
    ) -> list[dict[str, Any]]:
        """Wait until so many messages lie there, and return them, newest first."""

        def enough() -> list[dict[str, Any]]:
            found = self.messages(to, kind)
            return found if len(found) >= count else []

        return list(wait_until(enough, seconds, 0.05))

    def clear(self) -> None:
        """Throw all messages away."""
        ask("DELETE", f"{self.url}/api/messages")

    def stop(self, *, kill: bool = False) -> int:
        """Stop the process; what it holds stays."""
        return self.process.stop(kill=kill)

    def restart(self, *, kill: bool = False) -> None:
        """Stop and start again on the same ports and state."""
        self.process.stop(kill=kill)
        self.process.start()


def start_stripe(
    folder: Path, webhook_url: str = "", *, key: str = STRIPE_KEY, webhook_secret: str = WEBHOOK_SECRET
) -> StripeSandbox:
    """Start a Stripe sandbox that keeps its state under `folder`."""
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    environment = {
        "PORT": str(port),
        "STATE_DIR": str(folder / "stripe"),
        "STRIPE_SECRET_KEY": key,
        "STRIPE_WEBHOOK_SECRET": webhook_secret,
        "WEBHOOK_URL": webhook_url,
    }
    process = _Process("sandbox.stripe", environment, f"{url}/_sandbox/health", folder / "stripe.log")
    process.start()
    return StripeSandbox(url, key, webhook_secret, process)


def start_inbox(folder: Path) -> InboxDouble:
    """Start an inbox that keeps its messages under `folder`."""
    port, smtp_port = free_port(), free_port()
    url = f"http://127.0.0.1:{port}"
    environment = {"PORT": str(port), "SMTP_PORT": str(smtp_port), "STATE_DIR": str(folder / "inbox")}
    process = _Process("sandbox.inbox", environment, f"{url}/health", folder / "inbox.log")
    process.start()
    return InboxDouble(url, f"smtp://127.0.0.1:{smtp_port}", f"{url}/sms", process)


@contextmanager
def running(double: Thing) -> Iterator[Thing]:
    """Stop a double when the test is done with it, whatever happened."""
    try:
        yield double
    finally:
        double.stop()


@dataclass
class Letter:
    """One webhook as it arrived."""

    body: bytes
    signature: str
    at: float

    @property
    def event(self) -> dict[str, Any]:
        """The event inside."""
        return dict(json.loads(self.body))


class Receiver:
    """A web server that notes the webhooks it gets, and answers with the next of `answers`, then with 200."""

    def __init__(self) -> None:
        self.letters: list[Letter] = []
        self.answers: list[int] = []
        receiver = self

        class Door(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                receiver.letters.append(Letter(body, self.headers["Stripe-Signature"], time.time()))
                self.send_response(receiver.answers.pop(0) if receiver.answers else 200)
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, *_: Any) -> None:
                """Tests need no log of it."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Door)
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_port}/hooks"
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True)
        self._thread.start()

    def kinds(self) -> list[str]:
        """The types of the events that came, in order of arrival."""
        return [letter.event["type"] for letter in self.letters]

    def stop(self) -> None:
        """Close the door."""
        self._server.shutdown()
        self._server.server_close()
        self._thread.join(PATIENCE)

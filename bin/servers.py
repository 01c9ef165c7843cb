"""Servers as children of ours, for `make run` and `make test`; production brings its own.

`start(server)` answers a `RunningServer` with its `url` and a `stop()`; the supervisor starts, and restarts,
the `Server` itself. `bin.postgres` and `bin.valkey` say how theirs is started.
"""

from __future__ import annotations

import ctypes
import os
import pwd
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

START_TIMEOUT_S = 30.0
STOP_TIMEOUT_S = 6.0
PR_SET_PDEATHSIG = 1


class CannotStart(Exception):
    """A server cannot be started here; the message is one sentence for the person at the terminal."""


def nothing_to_do() -> None:
    """Do nothing: the default deed of a server once it answers."""


@dataclass(frozen=True, kw_only=True)
class Server:
    """How to start one server, as often as needed."""

    name: str
    url: str
    command: list[str]
    cwd: Path
    log: Path
    answers: Callable[[], bool]
    stop_signal: signal.Signals
    hint: str
    user: str | None = None
    stdin: bytes | None = None
    before: Callable[[], None] = nothing_to_do
    after: Callable[[], None] = nothing_to_do

    def start(self) -> subprocess.Popen[bytes]:
        """Start the process in a session of its own; it is not ready yet (see `answers`)."""
        self.before()
        with self.log.open("ab") as log:
            process = subprocess.Popen(
                self.command,
                stdin=subprocess.PIPE if self.stdin is not None else subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                cwd=self.cwd,
                env={"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C", "TZ": "UTC"},
                start_new_session=True,
                preexec_fn=dies_with_parent(self.stop_signal),
                **as_user(self.user),
            )
        if self.stdin is not None and process.stdin is not None:
            with suppress(BrokenPipeError):
                process.stdin.write(self.stdin)
            process.stdin.close()
        return process

    def wait_until_ready(self, process: subprocess.Popen[bytes]) -> None:
        """Return when it answers. Raises CannotStart, with the end of its log, when it will not."""
        until = time.monotonic() + START_TIMEOUT_S
        while not self.answers():
            if process.poll() is not None or time.monotonic() > until:
                raise CannotStart(f"{self.name} did not start here ({last_words(self.log)}): {self.hint}")
            time.sleep(0.02)
        self.after()


@dataclass(frozen=True)
class RunningServer:
    """A server that answers at `url` until `stop()`."""

    server: Server
    process: subprocess.Popen[bytes] = field(repr=False)

    @property
    def url(self) -> str:
        """The address to hand to clients."""
        return self.server.url

    def stop(self) -> None:
        """Stop it, gently and then not; return when it is gone."""
        stop(self.process, self.server.stop_signal)


def start(server: Server) -> RunningServer:
    """Start a server and wait until it answers. Raises CannotStart."""
    try:
        process = server.start()
    except OSError as problem:
        raise CannotStart(f"{server.name} did not start here ({problem.strerror}): {server.hint}") from None
    try:
        server.wait_until_ready(process)
    except BaseException:
        stop(process, server.stop_signal)
        raise
    return RunningServer(server, process)


def stop(process: subprocess.Popen[bytes], gently: signal.Signals, timeout_s: float = STOP_TIMEOUT_S) -> None:
    """Ask a process to stop, then insist."""
    for request, patience_s in ((gently, timeout_s), (signal.SIGQUIT, 1.5), (signal.SIGKILL, 2.0)):
        if process.poll() is not None:
            return
        process.send_signal(request)
        with suppress(subprocess.TimeoutExpired):
            process.wait(patience_s)


def dies_with_parent(by: signal.Signals) -> Callable[[], None] | None:
    """What a child does first: have the kernel send it `by` when we are gone, even by SIGKILL (Linux)."""
    if not sys.platform.startswith("linux"):
        return None
    prctl, parent = ctypes.CDLL(None, use_errno=True).prctl, os.getpid()

    def ask_the_kernel() -> None:
        prctl(PR_SET_PDEATHSIG, int(by))
        if os.getppid() != parent:
            os.kill(os.getpid(), signal.SIGKILL)

    return ask_the_kernel


def as_user(user: str | None) -> dict[str, Any]:
    """Popen's arguments to run as `user`, with that user's group and no other."""
    if user is None:
        return {}
    return {"user": user, "group": pwd.getpwnam(user).pw_gid, "extra_groups": []}


def last_words(log: Path) -> str:
    """The last telling line of a log, for a sentence about what went wrong."""
    with suppress(OSError):
        lines = log.read_text(errors="replace").split("\n")
        telling = [line for line in lines if re.search(r"FATAL|PANIC|error|Error|denied", line)] or lines
        return next((line.strip()[-200:] for line in reversed(telling) if line.strip()), "it said nothing")
    return "it said nothing"


_given: set[int] = set()


def free_port() -> int:
    """A loopback port that nobody listens on, and that was not given out before by this process."""
    while True:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port: int = probe.getsockname()[1]
        if port not in _given:
            _given.add(port)
            return port

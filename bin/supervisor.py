"""Keep a few processes running together: start them, start again what dies, stop them all.

Each child leads a session of its own, so that Ctrl-C at the terminal reaches only us and a child can be ended
with all it has started; and the kernel ends it should we be killed ourselves. A child that keeps dying ends
the house.
"""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType

from bin.servers import Server, dies_with_parent, last_words

STOP_WITHIN_S = 5.0  # for each of two rounds: first what serves, then the servers beneath
TICK_S = 0.1
CRASHES_MAX = 6
CRASHES_MAX_AT_START = 2  # what has never stood up will hardly do so at the sixth time
CRASHES_WITHIN_S = 60.0
LOG_BYTES_MAX = 10_000_000


@dataclass(frozen=True, kw_only=True)
class Program:
    """One of our own processes: its command, its whole environment and its log."""

    name: str
    command: list[str]
    env: Mapping[str, str]
    cwd: Path
    log: Path
    stop_signal: signal.Signals = signal.SIGTERM

    def start(self) -> subprocess.Popen[bytes]:
        """Start it in a session of its own, its words going to the log."""
        if self.log.exists() and self.log.stat().st_size > LOG_BYTES_MAX:
            self.log.replace(self.log.with_suffix(".log.1"))
        with self.log.open("ab") as log:
            return subprocess.Popen(
                self.command,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                cwd=self.cwd,
                env=self.env,
                start_new_session=True,
                preexec_fn=dies_with_parent(self.stop_signal),
            )


@dataclass
class Child:
    """A program as it runs now, and when it died before."""

    program: Program | Server
    beneath: bool  # a server that the others stand on is stopped last
    process: subprocess.Popen[bytes]
    crashes: list[float] = field(default_factory=list)
    due_at: float | None = None

    def running(self) -> bool:
        """Whether the process is alive."""
        return self.process.poll() is None

    def end_group(self) -> None:
        """Kill what a dead leader has left in its group (workers of gunicorn, say)."""
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(self.process.pid, signal.SIGKILL)


class AskedToStop(Exception):
    """Somebody asked us to stop before the house was up."""


class KeepsCrashing(Exception):
    """A child died too often in too short a time; the message is a sentence."""


class Supervisor:
    """The children, and whether we were asked to stop."""

    def __init__(self, say: Callable[[str], None]) -> None:
        self.say = say
        self.children: list[Child] = []
        self.asked_to_stop = False
        self.crashes_max = CRASHES_MAX

    def hear_signals(self) -> None:
        """Stop on SIGINT, SIGTERM and SIGHUP, even where a shell had us ignore them."""
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self._heard)

    def _heard(self, number: int, frame: FrameType | None) -> None:
        self.asked_to_stop = True

    def start(self, program: Program | Server, *, beneath: bool = False) -> Child:
        """Start a program and keep it running from now on."""
        child = Child(program, beneath, program.start())
        self.children.append(child)
        return child

    def tend(self) -> None:
        """Start again what has died. Raises KeepsCrashing."""
        now = time.monotonic()
        for child in self.children:
            if child.due_at is None and not child.running():
                self._note_death(child, now)
            if child.due_at is not None and child.due_at <= now:
                child.process = child.program.start()
                child.due_at = None

    def _note_death(self, child: Child, now: float) -> None:
        child.end_group()
        child.crashes = [at for at in child.crashes if at > now - CRASHES_WITHIN_S] + [now]
        if len(child.crashes) >= self.crashes_max:
            said = last_words(child.program.log)
            raise KeepsCrashing(
                f"{child.program.name} keeps stopping ({said}); its log is {child.program.log}."
            )
        self.say(f"{child.program.name} stopped ({outcome(child.process.returncode)}) and is started again.")
        child.due_at = now + 0.1 * 2 ** (len(child.crashes) - 1)

    def wait(self, done: Callable[[], bool], timeout_s: float | None = None) -> bool:
        """Tend the children until `done()`, or until asked to stop or out of time: then False."""
        until = None if timeout_s is None else time.monotonic() + timeout_s
        while not done():
            if self.asked_to_stop or (until is not None and time.monotonic() > until):
                return False
            self.tend()
            time.sleep(TICK_S)
        return True

    def stop(self) -> None:
        """Stop everything: first what serves, then the servers beneath; return when all are gone."""
        for beneath in (False, True):
            round_ = [child for child in self.children if child.beneath is beneath]
            for child in round_:
                if child.running():
                    child.process.send_signal(child.program.stop_signal)
            until = time.monotonic() + STOP_WITHIN_S - 1.0 * beneath
            while any(child.running() for child in round_) and time.monotonic() < until:
                time.sleep(0.02)
            for child in round_:
                child.end_group()
                if child.running():
                    child.process.kill()
                child.process.wait()
        self.children.clear()


def outcome(returncode: int) -> str:
    """How a process ended, in words."""
    if returncode < 0:
        with suppress(ValueError):
            return signal.Signals(-returncode).name
    return f"exit {returncode}"

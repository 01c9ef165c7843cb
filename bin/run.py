"""`make run`: start the whole house, tell where it is, and keep it until Ctrl-C.

python -m bin.run
"""

from __future__ import annotations

import os
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import IO

from bin import first_start
from bin.servers import CannotStart, last_words
from bin.supervisor import CRASHES_MAX, CRASHES_MAX_AT_START, AskedToStop, KeepsCrashing, Program, Supervisor
from bin.surroundings import (
    ROOT,
    Surroundings,
    arrange,
    check_given,
    forget_running,
    hold,
    judge,
    note_running,
    why_busy,
)
from bin.words import compile_stale
from config import Config, ConfigError

READY_WITHIN_S = 60.0
WEB_WORKERS = 2
WEB_THREADS = 8
TASK_THREADS = 4


def main() -> int:
    """Run until asked to stop. Answers the exit code: 0 for a stop that was asked for."""
    supervisor = Supervisor(say)
    supervisor.hear_signals()
    lock: IO[str] | None = None
    config: Config | None = None
    try:
        config = judge(os.environ)
        if why := why_busy(config.port):
            raise CannotStart(
                f"Port {config.port} cannot be used ({why}): choose another, as in PORT=8001 make run."
            )
        check_given(config, os.environ)
        lock = hold(config.home)
        open_house(supervisor, config, os.environ)
        supervisor.wait(abandoned_by(os.getppid()))
        say("Stopping …")
    except ConfigError as problem:
        say(
            "Zila Haat cannot start with these settings:",
            *(f"  {fault}" for fault in problem.faults),
            error=True,
        )
        return 2
    except (CannotStart, KeepsCrashing) as problem:
        say(str(problem), error=True)
        return 1
    except AskedToStop:
        say("Stopping …")
    finally:
        supervisor.stop()
        if config is not None and lock is not None:
            forget_running(config.home)
            lock.close()
    return 0


def open_house(supervisor: Supervisor, config: Config, environ: Mapping[str, str]) -> None:
    """Start everything in its order and tell where it is. Raises CannotStart, KeepsCrashing, AskedToStop."""
    began = time.monotonic()
    supervisor.crashes_max = CRASHES_MAX_AT_START
    compile_stale()
    logs = config.home / "logs"
    logs.mkdir(exist_ok=True)
    around = arrange(config, environ)
    for server in around.servers:
        child = supervisor.start(server, beneath=True)
        server.wait_until_ready(child.process)
    first_start.migrate(around.config.database_url)
    if around.config.env == "production":
        first_start.refuse_demo_people(around.config.database_url)
    programs = {program.name: program for program in household(around, logs)}
    for name in ("sandbox", "inbox"):  # first: loading the demo may speak to them
        if name in programs:
            supervisor.start(programs.pop(name))
    first_start.load(supervisor, around, logs)
    for program in programs.values():
        supervisor.start(program)
    note_running(around)
    wait_until_ready(supervisor, around, logs)
    supervisor.crashes_max = CRASHES_MAX
    say(*welcome(around, time.monotonic() - began))


def household(around: Surroundings, logs: Path) -> list[Program]:
    """The processes of the house, each with its whole environment."""
    config, env = around.config, around.env
    python = sys.executable

    def program(name: str, *command: str, **more: str) -> Program:
        return Program(name=name, command=[*command], env=env | more, cwd=ROOT, log=logs / f"{name}.log")

    web = [
        *(python, "-m", "gunicorn", "wsgi:app", "--bind", f"127.0.0.1:{config.port}"),
        *("--worker-class", "gthread", "--workers", str(WEB_WORKERS), "--threads", str(WEB_THREADS)),
        *("--preload", "--graceful-timeout", "3", "--no-control-socket"),
    ]
    celery = [python, "-m", "celery", "--app", "worker", "--quiet"]
    tasks = ["--pool", "threads", "--concurrency", str(TASK_THREADS), "--without-gossip", "--without-mingle"]
    beat = ["--schedule", str(config.home / "beat"), "--pidfile="]
    programs = [
        program("web", *web),
        program("worker", *celery, "worker", "--loglevel", "INFO", *tasks),
        program("beat", *celery, "beat", "--loglevel", "WARNING", *beat),
    ]
    if around.sandbox:
        hook = f"http://127.0.0.1:{config.port}/api/v1/hooks/stripe"
        state = config.home / "sandbox"
        state.mkdir(exist_ok=True)
        port = str(around.ports["sandbox"])
        programs.append(
            program(
                "sandbox", python, "-m", "sandbox.stripe", PORT=port, STATE_DIR=str(state), WEBHOOK_URL=hook
            )
        )
    if around.inbox:
        state = config.home / "inbox"
        state.mkdir(exist_ok=True)
        ports = {"PORT": str(around.ports["inbox"]), "SMTP_PORT": str(around.ports["mail"])}
        programs.append(program("inbox", python, "-m", "sandbox.inbox", STATE_DIR=str(state), **ports))
    return programs


def wait_until_ready(supervisor: Supervisor, around: Surroundings, logs: Path) -> None:
    """Return when /readyz says so."""
    url = f"http://127.0.0.1:{around.config.port}/readyz"
    if not supervisor.wait(lambda: answers_200(url), READY_WITHIN_S):
        if supervisor.asked_to_stop:
            raise AskedToStop
        raise CannotStart(
            f"The house did not get ready within {READY_WITHIN_S:.0f} s "
            f"({readiness(url) or last_words(logs / 'web.log')}); its logs are in {logs}."
        )


def answers_200(url: str) -> bool:
    """Whether a GET is answered with 200."""
    try:
        with urllib.request.urlopen(url, timeout=3) as answer:  # noqa: S310 -- our own loopback address
            return bool(answer.status == 200)
    except OSError:
        return False


def readiness(url: str) -> str:
    """What /readyz says, for a sentence; empty when nobody answers."""
    try:
        urllib.request.urlopen(url, timeout=3).close()  # noqa: S310
    except urllib.error.HTTPError as answer:
        return " ".join(answer.read(500).decode(errors="replace").split())
    except OSError:
        return ""
    return ""


def abandoned_by(parent: int) -> Callable[[], bool]:
    """Whether the `make` that started us has gone, or waits for us after a SIGINT sent to it alone."""
    by_make = program_name(parent) in ("make", "gmake")

    def abandoned() -> bool:
        return by_make and (os.getppid() != parent or told_to_stop(parent))

    return abandoned


def program_name(pid: int) -> str:
    """The name of a running program, on Linux; elsewhere empty."""
    try:
        return Path(f"/proc/{pid}/comm").read_text().strip()
    except OSError:
        return ""


def told_to_stop(make: int) -> bool:
    """Whether make has had a SIGINT: it then blocks that signal and waits, without a word to its children."""
    try:
        status = Path(f"/proc/{make}/status").read_text()
    except OSError:
        return False
    blocked = next((line.split()[1] for line in status.split("\n") if line.startswith("SigBlk:")), "0")
    return bool(int(blocked, 16) & 0b10)  # bit 1 is signal 2, SIGINT


def welcome(around: Surroundings, seconds: float) -> list[str]:
    """What the person at the terminal wants to know now."""
    config = around.config
    lines = ["", f"Zila Haat is open after {seconds:.1f} s:  {config.public_url}/", ""]
    if config.env == "development":
        lines += demo_people(config)
    if around.inbox:
        lines.append(f"  Codes by SMS, e-mails:  http://127.0.0.1:{around.ports['inbox']}/")
    if around.sandbox:
        lines.append("  Pay with the test card: 4242 4242 4242 4242, any date to come, any CVC")
    lines += [f"  Logs and all else:      {config.home}", "  Ctrl-C stops it.", ""]
    return lines


def demo_people(config: Config) -> list[str]:
    """The people of the demo world, and where and how each signs in."""
    from demo.people.table import table

    lines = ["The people of the demo world:"]
    for entrance in table(config.home):
        lines += [f"  {entrance.who}", f"      {config.public_url}{entrance.where}   {entrance.how}"]
    return [*lines, ""]


def say(*lines: str, error: bool = False) -> None:
    """Tell the person at the terminal, at once."""
    print(*lines, sep="\n", file=sys.stderr if error else sys.stdout, flush=True)


if __name__ == "__main__":
    sys.exit(main())

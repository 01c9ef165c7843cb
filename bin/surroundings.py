"""What a process of the house needs around it: settings, secrets, servers, and a home that nobody else uses.

`make run` keeps these up; `bin.inside` borrows them from a house that runs, or puts them up for one command.
"""

from __future__ import annotations

import fcntl
import json
import os
import secrets
import socket
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO
from urllib.parse import urlsplit

import psycopg
import redis

from bin.postgres import prepare_postgres
from bin.servers import CannotStart, Server, free_port
from bin.valkey import prepare_redis
from config import DEMO_MARK, DEMO_STRIPE_KEY, DEMO_WEBHOOK_SECRET, Config

ROOT = Path(__file__).parent.parent
LOCK = "lock"
SECRETS = "secrets.json"
PORTS = "ports.json"
RUNNING = "running.json"
PLACEHOLDER = {  # what is found out later, so that the rest can be judged before anything is started
    "DATABASE_URL": "postgresql:///placeholder",
    "REDIS_URL": "redis://placeholder",
    "SECRET_KEY": DEMO_MARK + "x" * 32,
    "STRIPE_SECRET_KEY": DEMO_STRIPE_KEY,
    "STRIPE_WEBHOOK_SECRET": DEMO_WEBHOOK_SECRET,
    "SMTP_URL": "smtp://127.0.0.1:1",
    "SMS_URL": "http://127.0.0.1:1",
}


@dataclass
class Surroundings:
    """What was decided: the settings for each process, the servers to start, and which doubles run."""

    config: Config
    env: dict[str, str]
    servers: list[Server] = field(default_factory=list)
    ports: dict[str, int] = field(default_factory=dict)
    sandbox: bool = False
    inbox: bool = False


def judge(environ: Mapping[str, str]) -> Config:
    """The settings as far as they are given, before anything starts. Raises ConfigError for all that is wrong."""
    given = {name: value for name, value in environ.items() if value.strip()}
    if given.get("ZILA_ENV") == "production":
        return Config.from_env(given)
    fills = dict(PLACEHOLDER)
    if "STRIPE_SECRET_KEY" in given or "STRIPE_API_BASE" in given:  # the real Stripe: nothing to make up
        del fills["STRIPE_SECRET_KEY"], fills["STRIPE_WEBHOOK_SECRET"]
    return Config.from_env(fills | given)


def hold(home: Path) -> IO[str]:
    """Make the home and hold it until the answer is closed. Raises CannotStart when it is held already."""
    try:
        home.mkdir(parents=True, exist_ok=True)
        lock = (home / LOCK).open("a")
    except OSError as problem:
        raise CannotStart(f"ZILA_HOME cannot be {home}: {problem.strerror}.") from None
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        lock.close()
        raise CannotStart(
            f"Another Zila Haat is using {home}: stop it first, or choose another folder with ZILA_HOME."
        ) from None
    return lock


def arrange(config: Config, environ: Mapping[str, str]) -> Surroundings:
    """Decide what runs and with which settings; make secrets and find ports. The caller holds the home."""
    given = {name: value for name, value in environ.items() if value.strip()}
    given.pop("PYTHONDONTWRITEBYTECODE", None)  # five processes compile the same files, or one does
    env = {**given, "ZILA_ENV": config.env, "PORT": str(config.port), "ZILA_HOME": str(config.home)}
    around = Surroundings(config, env)
    if "DATABASE_URL" not in given:
        around.servers.append(prepare_postgres(config.home))
        env["DATABASE_URL"] = around.servers[-1].url
    if "REDIS_URL" not in given:
        around.servers.append(prepare_redis(config.home))
        env["REDIS_URL"] = around.servers[-1].url
    if config.env != "production":
        invent(around, given)
    around.config = Config.from_env(env)
    return around


def invent(around: Surroundings, given: Mapping[str, str]) -> None:
    """Fill in what a house for trying out makes up for itself: secrets, a sandbox of Stripe, an inbox."""
    env, home = around.env, around.config.home
    around.sandbox = "STRIPE_SECRET_KEY" not in given and "STRIPE_API_BASE" not in given
    around.inbox = "SMTP_URL" not in given or "SMS_URL" not in given
    around.ports = kept_ports(home)
    kept = kept_secrets(home)
    env.setdefault("SECRET_KEY", kept["SECRET_KEY"])
    if around.sandbox:
        env["STRIPE_API_BASE"] = f"http://127.0.0.1:{around.ports['sandbox']}"
        env["STRIPE_SECRET_KEY"] = kept["STRIPE_SECRET_KEY"]
        env.setdefault("STRIPE_WEBHOOK_SECRET", kept["STRIPE_WEBHOOK_SECRET"])
    if around.inbox:
        env.setdefault("SMTP_URL", f"smtp://127.0.0.1:{around.ports['mail']}")
        env.setdefault("SMS_URL", f"http://127.0.0.1:{around.ports['inbox']}/sms")


def kept_secrets(home: Path) -> dict[str, str]:
    """The secrets of this home, made at random the first time; each says that it is for a demo."""
    made = {
        "SECRET_KEY": DEMO_MARK + secrets.token_urlsafe(36),
        "STRIPE_SECRET_KEY": DEMO_STRIPE_KEY + secrets.token_hex(16),
        "STRIPE_WEBHOOK_SECRET": DEMO_WEBHOOK_SECRET + secrets.token_hex(16),
    }
    kept: dict[str, str] = made | read_json(home / SECRETS)
    write_json(home / SECRETS, kept)
    return kept


def kept_ports(home: Path) -> dict[str, int]:
    """Ports for the sandbox, the inbox and its mail server: those of the last time where still free."""
    last = read_json(home / PORTS)
    ports = {}
    for name in ("sandbox", "inbox", "mail"):
        port = last.get(name)
        ports[name] = port if isinstance(port, int) and why_busy(port) is None else free_port()
    write_json(home / PORTS, ports)
    return ports


def why_busy(port: int) -> str | None:
    """Why nobody can listen on a loopback port now; None when one can."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
            probe.listen(1)
        except OSError as problem:
            return problem.strerror or str(problem)
    return None


def check_given(config: Config, environ: Mapping[str, str]) -> None:
    """See that servers given by address answer. Raises CannotStart with a sentence that names the setting."""
    if environ.get("DATABASE_URL", "").strip():
        url = config.database_url.replace("postgresql+psycopg://", "postgresql://", 1)
        try:
            with psycopg.connect(url, connect_timeout=5) as connection:
                version = connection.info.server_version
        except psycopg.Error as problem:
            said = str(problem).strip().split("\n")[0]
            raise CannotStart(f"The database of DATABASE_URL does not answer: {said}.") from None
        if version < 150000:
            raise CannotStart("The database of DATABASE_URL is older than PostgreSQL 15.")
    if environ.get("REDIS_URL", "").strip():
        try:
            with redis.Redis.from_url(config.redis_url, socket_connect_timeout=5) as client:
                client.ping()
        except (redis.RedisError, ValueError) as problem:
            at = urlsplit(config.redis_url).hostname
            raise CannotStart(f"The Redis of REDIS_URL ({at}) does not answer: {problem}.") from None


def note_running(around: Surroundings) -> None:
    """Tell `bin.inside` how this house runs: its settings, for the owner's eyes only."""
    write_json(around.config.home / RUNNING, {"pid": os.getpid(), "env": around.env})


def forget_running(home: Path) -> None:
    """Take the note back."""
    (home / RUNNING).unlink(missing_ok=True)


def running_env(home: Path) -> dict[str, str] | None:
    """The settings of the house that runs in this home; None when none does."""
    note = read_json(home / RUNNING)
    with suppress(KeyError, OSError):
        os.kill(note["pid"], 0)
        env: dict[str, str] = note["env"]
        return env
    return None


def read_json(path: Path) -> dict:
    """An object from a file; an empty one when there is none, or it was cut short."""
    try:
        found = json.loads(path.read_text())
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def write_json(path: Path, value: Mapping[str, object]) -> None:
    """Write an object to a file that only its owner may read, whole or not at all."""
    partial = path.with_name(f".{path.name}.{os.getpid()}")
    with os.fdopen(os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        json.dump(value, file, indent=2)
    partial.replace(path)

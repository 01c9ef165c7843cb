"""What every test may ask for: a migrated PostgreSQL, a session that forgets, a Redis.

One embedded PostgreSQL serves the whole run: the process that runs pytest starts it and migrates one template
database; each worker (pytest-xdist) clones the template for itself.

    engine           this worker's database
    session          a session in a transaction that is rolled back; `kit.db.transaction()` joins it
    fresh_database   the address of a clone of one's own, for tests with real commits, threads or processes
    fresh_engine     an engine on such a clone, to which `kit.db.transaction()` is bound for the test
    redis_url        the address of a Redis, emptied before the test
    config           the settings of a test process: this worker's database, this Redis
    chromium         a browser that Playwright drives; `chromium.new_context(viewport=…)` for each test

A deferred constraint trigger speaks at commit, which the test of a rolled-back session never reaches: say
`session.execute(text("SET CONSTRAINTS ALL IMMEDIATE"))` where the commit would be.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import suppress
from itertools import count
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import psycopg
import pytest
import redis
from alembic import command
from alembic.config import Config as AlembicConfig
from playwright.sync_api import Browser, sync_playwright
from psycopg import sql
from sqlalchemy import Engine, create_engine
from sqlalchemy.orm import Session
from xdist.scheduler import LoadFileScheduling

import kit.db
from bin import browser
from bin.postgres import forget, start_postgres
from bin.servers import RunningServer
from bin.valkey import start_redis
from bin.words import compile_stale
from config import Config

ROOT = Path(__file__).parent.parent
HOMES = ROOT / "var" / "tests"
JOURNEYS = "tests/journeys/"
TEMPLATE = "zila_template"

_running: dict[str, RunningServer] = {}


def pytest_configure(config: pytest.Config) -> None:
    """Compile translations that have changed, once for all workers."""
    if not hasattr(config, "workerinput"):
        compile_stale()


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Any) -> None:
    """xdist, in the controller: start the servers once and tell each worker where they are."""
    node.workerinput["zila_servers"] = start_servers()


class ByFileOrHouse(LoadFileScheduling):
    """A file's tests share a worker, and so do all journeys: they walk through one house."""

    def _split_scope(self, nodeid: str) -> str:
        return JOURNEYS if nodeid.startswith(JOURNEYS) else super()._split_scope(nodeid)

    def _assign_work_unit(self, node: Any) -> None:
        if JOURNEYS in self.workqueue:  # what takes longest begins first
            self.workqueue.move_to_end(JOURNEYS, last=False)
        super()._assign_work_unit(node)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> ByFileOrHouse | None:
    """xdist, in the controller: how `--dist loadfile` hands out work here."""
    return ByFileOrHouse(config, log) if config.getvalue("dist") == "loadfile" else None


def pytest_unconfigure() -> None:
    """Stop what this process has started, and leave nothing behind."""
    if not _running:
        return
    for server in _running.values():
        server.stop()
    _running.clear()
    forget(home())
    shutil.rmtree(home(), ignore_errors=True)


def home() -> Path:
    """The folder of this run's servers."""
    return HOMES / str(os.getpid())


def start_servers() -> dict[str, str]:
    """Start PostgreSQL and Redis for this run, migrate the template, and answer their addresses."""
    if not _running:
        sweep()
        home().mkdir(parents=True)
        _running["redis"] = start_redis(home())
        _running["postgres"] = start_postgres(home(), scratch=True)
        migrate_template(_running["postgres"].url)
    return {name: server.url for name, server in _running.items()}


def sweep() -> None:
    """Forget what runs that were killed have left."""
    for left in HOMES.glob("*"):
        with suppress(ProcessLookupError, PermissionError, ValueError):
            os.kill(int(left.name), 0)
            continue
        forget(left)
        shutil.rmtree(left, ignore_errors=True)


def at_database(url: str, name: str) -> str:
    """The same server's address, for the database `name`."""
    before, _, after = url.partition("?")
    return f"{before.rpartition('/')[0]}/{name}{'?' if after else ''}{after}"


def administer(url: str, statement: str, *names: str) -> None:
    """Run one statement about databases, outside any transaction."""
    with psycopg.connect(at_database(url, "postgres"), autocommit=True) as connection:
        connection.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))  # type: ignore[arg-type]


def migrate_template(url: str) -> None:
    """Make the template and bring it to the newest migration."""
    administer(url, "CREATE DATABASE {}", TEMPLATE)
    alembic = AlembicConfig(ROOT / "alembic.ini")
    alembic.attributes["url"] = at_database(url, TEMPLATE)
    command.upgrade(alembic, "head")


@pytest.fixture(scope="session")
def servers(request: pytest.FixtureRequest) -> dict[str, str]:
    """Addresses of this run's `postgres` and `redis`."""
    told: dict[str, dict[str, str]] = getattr(request.config, "workerinput", {})
    return told.get("zila_servers") or start_servers()


@pytest.fixture(scope="session")
def clone(servers: dict[str, str], worker_id: str) -> Iterator[Callable[[], str]]:
    """Make a new database from the template; answers its address. All are dropped at the end."""
    numbers, made = count(1), []

    def make() -> str:
        name = f"zila_{worker_id}_{next(numbers)}"
        administer(servers["postgres"], "CREATE DATABASE {} TEMPLATE {}", name, TEMPLATE)
        made.append(name)
        return at_database(servers["postgres"], name)

    yield make
    for name in made:
        administer(servers["postgres"], "DROP DATABASE IF EXISTS {} WITH (FORCE)", name)


@pytest.fixture(scope="session")
def database_url(clone: Callable[[], str]) -> str:
    """The address of this worker's database. Tests leave it as they found it."""
    return clone()


@pytest.fixture(scope="session")
def engine(database_url: str) -> Iterator[Engine]:
    """An engine on this worker's database."""
    engine = create_engine(database_url)
    yield engine
    engine.dispose()


@pytest.fixture
def session(engine: Engine) -> Iterator[Session]:
    """A session whose commits are savepoints of one transaction, which is rolled back after the test."""
    with engine.connect() as connection:
        transaction = connection.begin()
        within = {"bind": connection, "join_transaction_mode": "create_savepoint"}
        usual = dict(kit.db._factory.kw)
        kit.db._factory.configure(**within, expire_on_commit=False)
        with Session(**within, expire_on_commit=False) as session:  # type: ignore[arg-type]
            yield session
        kit.db._factory.kw.clear()
        kit.db._factory.kw.update(usual)
        transaction.rollback()


@pytest.fixture
def fresh_database(clone: Callable[[], str], servers: dict[str, str]) -> Iterator[str]:
    """The address of a database of one's own, for tests that really commit, with threads or processes."""
    url = clone()
    yield url
    administer(servers["postgres"], "DROP DATABASE IF EXISTS {} WITH (FORCE)", urlsplit(url).path.strip("/"))


@pytest.fixture
def fresh_engine(fresh_database: str) -> Iterator[Engine]:
    """An engine on a database of one's own; `kit.db.transaction()` speaks to it during the test."""
    engine = create_engine(fresh_database, pool_size=20, max_overflow=40)
    usual = dict(kit.db._factory.kw)
    kit.db.bind(engine)
    yield engine
    kit.db._factory.kw.clear()
    kit.db._factory.kw.update(usual)
    engine.dispose()


@pytest.fixture
def redis_url(servers: dict[str, str], worker_id: str) -> str:
    """The address of a Redis database of this worker, empty at first."""
    number = 1 + int(worker_id.removeprefix("gw")) % 14 if worker_id.startswith("gw") else 0
    url = urlsplit(servers["redis"])._replace(path=f"/{number}").geturl()
    with redis.Redis.from_url(url) as client:
        client.flushdb()
    return url


@pytest.fixture
def config(database_url: str, redis_url: str, tmp_path: Path) -> Config:
    """The settings of a test process; `dataclasses.replace(config, …)` for other ones."""
    return Config.from_env(
        {
            "ZILA_ENV": "test",
            "ZILA_HOME": str(tmp_path / "home"),
            "DATABASE_URL": database_url,
            "REDIS_URL": redis_url,
            "SECRET_KEY": "demo-for-tests-and-nothing-else-at-all",
            "STRIPE_API_BASE": "http://127.0.0.1:9",
            "STRIPE_SECRET_KEY": "sk_test_demo_for_tests",
            "STRIPE_WEBHOOK_SECRET": "whsec_demo_for_tests",
            "SMTP_URL": "smtp://127.0.0.1:9",
            "SMS_URL": "http://127.0.0.1:9/sms",
        }
    )


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """A real browser; where there is none the test is skipped, or fails if ZILA_NEED_BROWSER says it must not."""
    path = browser.find()
    if path is None:
        if os.environ.get("ZILA_NEED_BROWSER") == "1":
            pytest.fail(browser.ADVICE)
        pytest.skip(browser.ADVICE)
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=path, args=browser.ARGUMENTS)
        yield launched
        launched.close()

"""Bring a house's database up to date: migrations, the registry, the demo world. Quick when nothing is new.

What was loaded is remembered in the trail itself, so that a database carries its history wherever it goes.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import psycopg
from alembic import command
from alembic.config import Config as AlembicConfig
from alembic.script import ScriptDirectory

from bin.servers import CannotStart, last_words
from bin.supervisor import AskedToStop, Program, Supervisor
from bin.surroundings import ROOT, Surroundings

BAR_WIDTH = 30
STEP = re.compile(r"\b(\d+)\s*/\s*(\d+)\b")  # how a loader tells its progress: "7/10 craft variants"
REGISTRY_FILES = ("people/data", "tax/data", "catalog/data", "malls/data")
REGISTRY_LOADED = "registry.loaded"
DEMO_BEGUN = "demo.begun"
DEMO_MADE = "demo.made"

TOLD = """
    INSERT INTO events (name, at, subject, facts)
    SELECT %(name)s, now(), 'house', %(facts)s::jsonb
    WHERE %(facts)s::jsonb IS DISTINCT FROM (
        SELECT facts FROM events WHERE subject = 'house' AND name = %(name)s ORDER BY id DESC LIMIT 1
    )
"""
LAST_TOLD = "SELECT facts FROM events WHERE subject = 'house' AND name = %s ORDER BY id DESC LIMIT 1"


def migrate(url: str) -> None:
    """Bring the database to the newest migration. Raises CannotStart when one does not go through."""
    alembic = AlembicConfig(ROOT / "alembic.ini")
    alembic.attributes["url"] = url
    if stands_at(url) == ScriptDirectory.from_config(alembic).get_current_head():
        return
    try:
        command.upgrade(alembic, "head")
    except Exception as problem:
        said = str(problem).strip().split("\n")[0]
        raise CannotStart(f"The database could not be migrated: {said}") from problem


def stands_at(url: str) -> str | None:
    """The newest migration that this database has seen; None for an empty one."""
    with psycopg.connect(plain(url)) as connection:
        known = connection.execute("SELECT to_regclass('alembic_version') IS NOT NULL").fetchone()
        if known is None or not known[0]:
            return None
        version = connection.execute("SELECT version_num FROM alembic_version").fetchone()
        return version[0] if version else None


def refuse_demo_people(url: str) -> None:
    """Raise CannotStart when the people of the demo world are in this database."""
    if last_told(url, DEMO_BEGUN) is not None:
        raise CannotStart(
            "The database of DATABASE_URL holds the demo world, whose people anybody can be: "
            "production needs a database of its own."
        )


def load(supervisor: Supervisor, around: Surroundings, logs: Path) -> None:
    """Load the registry, and in development the demo world; each only when it is not there yet.

    Raises CannotStart when a loader fails, AskedToStop when asked meanwhile: it goes on next time.
    """
    url = around.config.database_url
    files = {"files": fingerprint()}
    if last_told(url, REGISTRY_LOADED) != files:
        run_loader(supervisor, around, "registry", ["-m", "bin.registry"], "Loading the registry", logs)
        tell(url, REGISTRY_LOADED, files)
    if around.config.env == "development" and last_told(url, DEMO_MADE) is None:
        tell(url, DEMO_BEGUN, {})
        run_loader(supervisor, around, "demo", ["-m", "demo"], "Making the demo world", logs)
        tell(url, DEMO_MADE, {})


def fingerprint() -> str:
    """A short name for the present content of the registry's files."""
    stamp = hashlib.sha256()
    for folder in REGISTRY_FILES:
        for path in sorted((ROOT / folder).rglob("*")):
            if path.is_file():
                stamp.update(f"{path.relative_to(ROOT)}\0".encode() + path.read_bytes())
    return stamp.hexdigest()[:16]


def tell(url: str, name: str, facts: dict[str, str]) -> None:
    """Write into the trail what has been loaded."""
    with psycopg.connect(plain(url)) as connection:
        connection.execute(TOLD, {"name": name, "facts": json.dumps(facts)})


def last_told(url: str, name: str) -> dict[str, str] | None:
    """What the trail says last about `name`; None when it says nothing."""
    with psycopg.connect(plain(url)) as connection:
        row = connection.execute(LAST_TOLD, [name]).fetchone()
        return None if row is None else row[0]


def run_loader(
    supervisor: Supervisor, around: Surroundings, name: str, command: list[str], what: str, logs: Path
) -> None:
    """Run a loader to its end, with a bar for its progress; all it says goes to its log as well."""
    loader = Program(
        name=name,
        command=[sys.executable, "-u", *command],
        env=around.env,
        cwd=ROOT,
        log=logs / f"{name}.log",
        stop_signal=signal.SIGTERM,
    )
    loader.log.unlink(missing_ok=True)
    process = loader.start()
    bar = Bar(what)
    try:
        with loader.log.open(errors="replace") as said:
            ended = supervisor.wait(lambda: bar.read(said.readlines()) and process.poll() is not None)
        if not ended:
            raise AskedToStop
        if process.returncode != 0:
            raise CannotStart(f"{what} failed ({last_words(loader.log)}); its log is {loader.log}.")
        bar.finish()
    finally:
        end(process)


def end(process: subprocess.Popen[bytes]) -> None:
    """Stop a loader that has not come to its end; each works in transactions, so nothing is half done."""
    if process.poll() is None:
        process.terminate()
        try:
            process.wait(3)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


class Bar:
    """A progress bar; where nobody watches a terminal, a line at each tenth."""

    def __init__(self, what: str) -> None:
        self.what = what
        self.watched = sys.stdout.isatty()
        self.shown = -1
        self.show(0)

    def read(self, lines: list[str]) -> bool:
        """Take in what the loader has said since; always True."""
        steps = [(int(found[1]), int(found[2])) for line in lines if (found := STEP.search(line))]
        if steps and 0 < steps[-1][0] <= steps[-1][1]:
            self.show(100 * steps[-1][0] // steps[-1][1])
        return True

    def show(self, percent: int) -> None:
        """Draw the bar at `percent`."""
        if not self.watched:
            percent -= percent % 10
        if percent == self.shown:
            return
        self.shown = percent
        full = BAR_WIDTH * percent // 100
        drawn = f"{self.what:<24} [{'#' * full}{'.' * (BAR_WIDTH - full)}] {percent:3d} %"
        print(f"\r{drawn}" if self.watched else drawn, end="" if self.watched else "\n", flush=True)

    def finish(self) -> None:
        """Draw it full, and go to the next line."""
        self.show(100)
        if self.watched:
            print(flush=True)


def plain(url: str) -> str:
    """The address as psycopg spells it."""
    return url.replace("postgresql+psycopg://", "postgresql://", 1)

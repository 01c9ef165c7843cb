"""Where the sandbox keeps its world: one SQLite file in WAL mode, one write at a time, safe to kill at any moment."""

from __future__ import annotations

import json
import secrets
import sqlite3
import string
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

SCHEMA = """
CREATE TABLE IF NOT EXISTS objects (
  seq INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, kind TEXT NOT NULL, body TEXT NOT NULL);
CREATE INDEX IF NOT EXISTS objects_of_a_kind ON objects (kind, seq);
CREATE INDEX IF NOT EXISTS objects_of_an_intent ON objects (kind, json_extract(body, '$.payment_intent'));
CREATE INDEX IF NOT EXISTS objects_of_a_charge ON objects (kind, json_extract(body, '$.charge'));
CREATE INDEX IF NOT EXISTS objects_by_due ON objects (kind, json_extract(body, '$._due'));
CREATE TABLE IF NOT EXISTS answers (
  key TEXT PRIMARY KEY, ask TEXT NOT NULL, running INTEGER NOT NULL, status INTEGER, body TEXT,
  request_id TEXT NOT NULL, at INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS deliveries (
  seq INTEGER PRIMARY KEY AUTOINCREMENT, event TEXT NOT NULL, kind TEXT NOT NULL, state TEXT NOT NULL,
  due REAL NOT NULL, attempts INTEGER NOT NULL DEFAULT 0, answer TEXT, at REAL);
CREATE INDEX IF NOT EXISTS deliveries_due ON deliveries (state, due);
CREATE TABLE IF NOT EXISTS faults (
  seq INTEGER PRIMARY KEY AUTOINCREMENT, kind TEXT NOT NULL, body TEXT NOT NULL, remaining INTEGER);
CREATE TABLE IF NOT EXISTS settings (name TEXT PRIMARY KEY, value TEXT NOT NULL);
"""
LETTERS = string.ascii_letters + string.digits
TABLES = ("objects", "answers", "deliveries", "faults", "settings")

Body = dict[str, Any]


def new_id(prefix: str, length: int = 24) -> str:
    """An id in Stripe's style: a prefix and random letters."""
    return f"{prefix}_{''.join(secrets.choice(LETTERS) for _ in range(length))}"


class Store:
    """The file, and a connection to it for every thread."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.path = folder / "stripe.sqlite3"
        self.one_writer = threading.Lock()  # SQLite's own waiting is a coarse sleep; this wakes at once
        with self._open() as connection:
            connection.executescript(f"PRAGMA journal_mode = WAL; {SCHEMA}")
            # A process that died amid an ask left nothing behind but these marks: its work was rolled back.
            connection.execute("DELETE FROM answers WHERE running = 1")
            connection.execute("UPDATE deliveries SET state = 'due' WHERE state = 'sending'")

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        connection = sqlite3.connect(self.path, timeout=20, isolation_level=None)
        connection.execute("PRAGMA synchronous = NORMAL")
        try:
            yield connection
        finally:
            connection.close()

    @contextmanager
    def reading(self) -> Iterator[Book]:
        """One steady view of the world."""
        with self._open() as connection:
            connection.execute("BEGIN")
            try:
                yield Book(connection)
            finally:
                connection.execute("ROLLBACK")

    @contextmanager
    def writing(self) -> Iterator[Book]:
        """One deed: all of it is kept, or nothing."""
        with self.one_writer, self._open() as connection:
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield Book(connection)
            except BaseException:
                connection.execute("ROLLBACK")
                raise
            connection.execute("COMMIT")


class Book:
    """The world inside one transaction."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.sql = connection.execute
        self.request: Body = {"id": None, "idempotency_key": None}
        self.told: list[Body] = []  # the events of this deed, in order

    def now(self) -> int:
        """The sandbox's clock, in seconds; tests may have set it forward."""
        return int(time.time()) + int(self.setting("clock_ahead") or 0)

    def setting(self, name: str) -> str | None:
        """A remembered setting."""
        row = self.sql("SELECT value FROM settings WHERE name = ?", (name,)).fetchone()
        return str(row[0]) if row else None

    def set(self, name: str, value: str) -> None:
        """Remember a setting."""
        self.sql(
            "INSERT INTO settings VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
            (name, value),
        )

    def keep(self, body: Body) -> Body:
        """Write an object down, new or changed; its `object` field names its kind."""
        self.sql(
            "INSERT INTO objects (id, kind, body) VALUES (?, ?, ?) ON CONFLICT (id) DO UPDATE SET body = excluded.body",
            (body["id"], body["object"], json.dumps(body, ensure_ascii=False)),
        )
        return body

    def find(self, kind: str, identifier: object) -> Body | None:
        """One object, or None."""
        row = self.sql("SELECT body FROM objects WHERE id = ? AND kind = ?", (identifier, kind)).fetchone()
        return json.loads(row[0]) if row else None

    def all(self, kind: str, **fields: object) -> list[Body]:
        """Objects of a kind, newest first, whose fields have these values."""
        where = "".join(f" AND json_extract(body, '$.{name}') = ?" for name in fields)
        rows = self.sql(
            f"SELECT body FROM objects WHERE kind = ?{where} ORDER BY seq DESC",  # noqa: S608 - names are our own
            (kind, *fields.values()),
        )
        return [json.loads(row[0]) for row in rows]

    def due(self, kind: str, by: int) -> list[Body]:
        """Objects of a kind whose hidden `_due` time has come, oldest first."""
        rows = self.sql(
            "SELECT body FROM objects WHERE kind = ? AND json_extract(body, '$._due') <= ? ORDER BY seq",
            (kind, by),
        )
        return [json.loads(row[0]) for row in rows]

    def wipe(self) -> None:
        """Forget everything."""
        for table in TABLES:
            self.sql(f"DELETE FROM {table}")  # noqa: S608 - table names are our own

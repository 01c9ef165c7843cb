"""Where the messages lie: one SQLite file, safe to kill at any moment."""

from __future__ import annotations

import json
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

SCHEMA = """
CREATE TABLE IF NOT EXISTS messages (
  id INTEGER PRIMARY KEY AUTOINCREMENT, kind TEXT NOT NULL, message_id TEXT NOT NULL, recipients TEXT NOT NULL,
  sender TEXT NOT NULL, subject TEXT NOT NULL, text TEXT NOT NULL, html TEXT NOT NULL, detail TEXT NOT NULL,
  received_at TEXT NOT NULL, times INTEGER NOT NULL DEFAULT 1,
  UNIQUE (kind, message_id, recipients));
"""
COLUMNS = "id, kind, message_id, recipients, sender, subject, text, html, detail, received_at, times"
MOST_AT_ONCE = 500


@dataclass(frozen=True)
class Message:
    """One mail or SMS. `detail` holds what only one kind has: attachments and headers, or parts and template."""

    id: int
    kind: str
    message_id: str
    to: list[str]
    sender: str
    subject: str
    text: str
    html: str
    detail: dict[str, Any]
    received_at: str
    times_received: int

    def as_json(self) -> dict[str, Any]:
        """The message for tests."""
        return asdict(self)


class Inbox:
    """The file of messages."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.path = folder / "inbox.sqlite3"
        self.one_writer = threading.Lock()
        with self._open() as connection:
            connection.executescript(f"PRAGMA journal_mode = WAL; {SCHEMA}")

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        connection = sqlite3.connect(self.path, timeout=20, isolation_level=None)
        connection.execute("PRAGMA synchronous = NORMAL")
        try:
            yield connection
        finally:
            connection.close()

    def take(
        self,
        kind: str,
        *,
        message_id: str,
        to: list[str],
        sender: str,
        subject: str,
        text: str,
        html: str,
        detail: dict[str, Any],
    ) -> tuple[int, bool]:
        """Keep a message; returns its number, and whether it had come before."""
        row = (
            kind,
            message_id,
            json.dumps(sorted(to), ensure_ascii=False),
            sender,
            subject,
            text,
            html,
            json.dumps(detail, ensure_ascii=False),
            datetime.now(UTC).isoformat(timespec="milliseconds"),
        )
        with self.one_writer, self._open() as connection:
            kept = connection.execute(
                "INSERT INTO messages (kind, message_id, recipients, sender, subject, text, html, detail, received_at)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
                " ON CONFLICT (kind, message_id, recipients) DO UPDATE SET times = times + 1 RETURNING id, times",
                row,
            ).fetchone()
        return int(kept[0]), kept[1] > 1

    def list(self, *, to: str = "", kind: str = "", words: str = "", after: int = 0) -> list[Message]:
        """Messages, newest first: of one recipient, of one kind, holding some words, after a number."""
        where, values = ["id > ?"], [after]  # type: tuple[list[str], list[Any]]
        if to:
            where.append("EXISTS (SELECT 1 FROM json_each(recipients) WHERE lower(value) = lower(?))")
            values.append(to.strip())
        if kind:
            where.append("kind = ?")
            values.append(kind)
        for word in words.split():
            where.append("(subject || ' ' || text || ' ' || recipients || ' ' || sender) LIKE ? ESCAPE '\\'")
            values.append("%" + word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%")
        with self._open() as connection:
            rows = connection.execute(
                f"SELECT {COLUMNS} FROM messages WHERE {' AND '.join(where)}"  # noqa: S608 - words are bound
                f" ORDER BY id DESC LIMIT {MOST_AT_ONCE}",
                values,
            ).fetchall()
        return [_message(row) for row in rows]

    def one(self, number: int) -> Message | None:
        """One message, or None."""
        with self._open() as connection:
            row = connection.execute(
                f"SELECT {COLUMNS} FROM messages WHERE id = ?",  # noqa: S608 - our own columns
                (number,),
            ).fetchone()
        return _message(row) if row else None

    def clear(self) -> None:
        """Throw all messages away; their numbers are not used again."""
        with self.one_writer, self._open() as connection:
            connection.execute("DELETE FROM messages")


def _message(row: tuple[Any, ...]) -> Message:
    number, kind, message_id, recipients, sender, subject, text, html, detail, received_at, times = row
    return Message(
        id=number,
        kind=kind,
        message_id=message_id,
        to=json.loads(recipients),
        sender=sender,
        subject=subject,
        text=text,
        html=html,
        detail=json.loads(detail),
        received_at=received_at,
        times_received=times,
    )

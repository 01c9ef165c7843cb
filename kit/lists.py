"""Published lists kept as CSV files: read them with their lines checked, lay them into tables once."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import Boolean, Table, func, literal_column, or_, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session
from sqlalchemy.sql.dml import ReturningInsert

Row = dict[str, Any]
T = TypeVar("T")


class ListFileWrong(ValueError):
    """A list file cannot be used; the message names the file, the line and what is wrong with it."""


@dataclass(frozen=True)
class Tally:
    """What one load did to one table, in rows."""

    listed: int = 0
    added: int = 0
    changed: int = 0
    retired: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(
            self.listed + other.listed,
            self.added + other.added,
            self.changed + other.changed,
            self.retired + other.retired,
        )


def read_list(path: Path, parse: Callable[[Mapping[str, str]], T]) -> list[T]:
    """Return what `parse` makes of each line of a CSV file with a header, in order.

    Raises ListFileWrong when the file is missing, lacks a column, or `parse` raises ValueError.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file, strict=True)
            return [_parsed(path, reader.line_num, line, parse) for line in reader]
    except (OSError, UnicodeDecodeError, csv.Error) as wrong:
        raise ListFileWrong(f"{path}: {wrong}") from wrong


def _parsed(path: Path, number: int, line: dict[str, Any], parse: Callable[[Mapping[str, str]], T]) -> T:
    if None in line or None in line.values():
        raise ListFileWrong(f"{path}, line {number}: another number of columns than the header has")
    try:
        return parse(line)
    except KeyError as missing:
        raise ListFileWrong(f"{path}, line {number}: the column {missing} is missing") from missing
    except ValueError as wrong:
        raise ListFileWrong(f"{path}, line {number}: {wrong}") from wrong


def truth(text: str) -> bool:
    """Read `true` or `false`; anything else raises ValueError."""
    if text not in ("true", "false"):
        raise ValueError(f"{text!r} is neither true nor false")
    return text == "true"


def parts(text: str) -> list[str]:
    """Read a cell of several values, parted by semicolons."""
    return [part.strip() for part in text.split(";") if part.strip()]


def lay(
    session: Session, table: Table, rows: Sequence[Row], *, key: Sequence[str], kept: Sequence[str] = ()
) -> Tally:
    """Insert the rows, or update those whose `key` (UNIQUE in the table) is there; equal ones stay untouched.

    A row that is listed again is no longer retired. Columns in `kept` are written once and never updated.
    Every row must have the same columns.
    """
    if not rows:
        return Tally()
    adding = insert(table)
    columns = {name: adding.excluded[name] for name in rows[0] if name not in (*key, *kept)}
    columns["retired_at"] = adding.excluded.retired_at
    laying: ReturningInsert[bool] = adding.on_conflict_do_update(
        index_elements=list(key),
        set_=columns,
        where=or_(*(table.c[name].is_distinct_from(new) for name, new in columns.items())),
    ).returning(literal_column("xmax = 0", Boolean))
    written = session.execute(laying, [{**row, "retired_at": None} for row in rows]).scalars().all()
    added = sum(written)
    return Tally(listed=len(rows), added=added, changed=len(written) - added)


def retire_unlisted(
    session: Session, table: Table, listed: Iterable[tuple[Any, ...]], *, key: Sequence[str], at: datetime
) -> Tally:
    """Mark as retired each row whose `key` is no longer listed. Nothing is deleted: goods may point at it."""
    still = set(listed)
    alive = session.execute(select(*(table.c[name] for name in key)).where(table.c.retired_at.is_(None)))
    gone = [tuple(row) for row in alive if tuple(row) not in still]
    for values in gone:
        same = (table.c[name] == value for name, value in zip(key, values, strict=True))
        session.execute(update(table).where(*same).values(retired_at=at))
    return Tally(retired=len(gone))


def one_loader_at_a_time(session: Session, name: str) -> None:
    """Wait until no other transaction is loading the list `name`; freed when this transaction ends."""
    session.execute(select(func.pg_advisory_xact_lock(func.hashtext(name))))

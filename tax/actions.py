"""The deeds of `tax`: give a document its number, and bring the dated tables up to a file."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from tax.errors import RateFileFaulty
from tax.models import Confidence, Levy, TaxRate
from tax.queries import forget_tariff
from tax.rules import LevyKind, contradictions, document_number, financial_year

DATA = Path(__file__).parent / "data"
RATES_FILE = DATA / "rates.json"
LEVIES_FILE = DATA / "levies.json"


Dated = TypeVar("Dated", TaxRate, Levy)

# Arrays keep the text of the statement one and the same, however many numbers are taken; it is prepared once.
TAKE_NUMBERS = text(
    """
    INSERT INTO document_series AS counter (supplier_key, state_code, series, fy_start, next_number)
    SELECT supplier_key, state_code, series, :fy_start, 1 + wanted
    FROM unnest(
        CAST(:supplier_keys AS text[]), CAST(:state_codes AS text[]), CAST(:series AS text[]),
        CAST(:counts AS bigint[])
    ) AS asked (supplier_key, state_code, series, wanted)
    ON CONFLICT (supplier_key, state_code, series, fy_start)
    DO UPDATE SET next_number = counter.next_number + excluded.next_number - 1
    RETURNING supplier_key, state_code, series, next_number
    """
)


class SeriesKey(NamedTuple):
    """Whose papers, of which State's registration, in which series."""

    supplier_key: str
    state_code: str
    series: str


class Loaded(NamedTuple):
    """How many rows a file added, changed and found as they were, and which rows it no longer names."""

    added: int
    changed: int
    unchanged: int
    unnamed: tuple[str, ...]


def next_document_number(session: Session, supplier_key: str, state_code: str, series: str, on: date) -> str:
    """Take the next number of a series, such as 24A26/0000123, for a paper dated `on`.

    The counter row stays locked until the caller's transaction ends: a rollback gives the number back, so a
    series has no gap and no number twice (CGST Rules 46(b)). Call it last, inside the confirming
    transaction. Raises SeriesExhausted.
    """
    return next_document_numbers(session, [SeriesKey(supplier_key, state_code, series)], on)[0]


def next_document_numbers(session: Session, keys: Sequence[SeriesKey], on: date) -> list[str]:
    """Take a number for each key, in the order of the keys, in one statement.

    Counters are locked in sorted order, so that two carts with the same makers wait for one another and never
    deadlock. A key named twice gets two numbers in a row. Raises SeriesExhausted.
    """
    if not keys:
        return []
    fy_start = financial_year(on)
    wanted = Counter(keys)
    ordered = sorted(wanted)
    answer = session.execute(
        TAKE_NUMBERS,
        {
            "supplier_keys": [key.supplier_key for key in ordered],
            "state_codes": [key.state_code for key in ordered],
            "series": [str(key.series) for key in ordered],
            "counts": [wanted[key] for key in ordered],
            "fy_start": fy_start,
        },
    )
    following = {SeriesKey(*found): next_number for *found, next_number in answer}
    serials = {key: following[key] - wanted[key] for key in wanted}
    numbers = []
    for key in keys:
        numbers.append(document_number(key.series, key.state_code, fy_start, serials[key]))
        serials[key] += 1
    return numbers


def load_rates(session: Session, path: Path = RATES_FILE) -> Loaded:
    """Bring `tax_rates` up to a file of rates; loading the same file again changes nothing.

    A row is known by its HSN prefix, flags and first day: a newer file changes it in place and adds what is
    new. A row the file no longer names is left as it stands, since old papers are computed by it, and is
    named in the answer; to end a rate a file gives the row its last day. Raises RateFileFaulty, and then
    nothing is changed.
    """
    raws = json.loads(path.read_text(encoding="utf-8"))["rates"]
    return _load(session, TaxRate, map(_rate_columns, raws), natural_key=("hsn_prefix", "needs_flags"))


def load_levies(session: Session, path: Path = LEVIES_FILE) -> Loaded:
    """Bring `levies` up to a file, in the way of `load_rates`; a row is known by its kind and first day."""
    raws = json.loads(path.read_text(encoding="utf-8"))["levies"]
    return _load(session, Levy, map(_levy_columns, raws), natural_key=("kind",))


def _load(
    session: Session,
    table: type[Dated],
    rows: Iterable[dict[str, Any]],
    *,
    natural_key: tuple[str, ...],
) -> Loaded:
    """Bring a dated table up to rows that are known by `natural_key` and first day."""
    named: dict[tuple[str, date], dict[str, Any]] = {}
    for row in rows:
        subject = " ".join(row[column] for column in natural_key).strip()
        if (subject, row["valid_from"]) in named:
            raise RateFileFaulty(rows=[f"{subject} from {row['valid_from']}"])
        named[subject, row["valid_from"]] = row
    there = {
        (" ".join(getattr(row, column) for column in natural_key).strip(), row.valid_from): row
        for row in session.scalars(select(table)).all()
    }
    unnamed = {key: row for key, row in there.items() if key not in named}
    spans = [(subject, first, row["valid_to"]) for (subject, first), row in named.items()]
    spans += [(subject, first, row.valid_to) for (subject, first), row in unnamed.items()]
    if clashes := contradictions(spans):
        raise RateFileFaulty(rows=clashes)
    added = changed = 0
    for key, columns in named.items():
        known = there.get(key)
        if known is None:
            session.add(table(**columns))
            added += 1
        elif differing := {name: value for name, value in columns.items() if getattr(known, name) != value}:
            for name, value in differing.items():
                setattr(known, name, value)
            changed += 1
    session.flush()
    forget_tariff(session)
    left = tuple(f"{subject} from {first}" for subject, first in sorted(unnamed))
    return Loaded(added, changed, len(named) - added - changed, left)


def _rate_columns(raw: dict[str, Any]) -> dict[str, Any]:
    slab = raw.get("slab") or {}
    if ("rate_bp" in raw) == bool(slab):
        raise RateFileFaulty(rows=[f"{raw['hsn_prefix']} {raw['valid_from']}"])
    return {
        "hsn_prefix": raw["hsn_prefix"],
        "needs_flags": " ".join(sorted(raw["needs_flags"])),
        **_days(raw),
        "rate_bp": raw.get("rate_bp"),
        "slab_limit_paise": slab.get("limit_paise"),
        "slab_upto_bp": slab.get("rate_bp_upto"),
        "slab_above_bp": slab.get("rate_bp_above"),
        "confidence": Confidence(raw["confidence"]),
        "source": raw["source"],
    }


def _levy_columns(raw: dict[str, Any]) -> dict[str, Any]:
    return {
        "kind": LevyKind(raw["kind"]),
        **_days(raw),
        "rate_bp": raw.get("rate_bp"),
        "limit_paise": raw.get("limit_paise"),
        "confidence": Confidence(raw["confidence"]),
        "source": raw["source"],
    }


def _days(raw: dict[str, Any]) -> dict[str, date | None]:
    last = raw["valid_to"]
    return {
        "valid_from": date.fromisoformat(raw["valid_from"]),
        "valid_to": None if last is None else date.fromisoformat(last),
    }

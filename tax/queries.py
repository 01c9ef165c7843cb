"""Reads of the dated tables, answered as the values the pure rules take."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from weakref import WeakKeyDictionary

from sqlalchemy import ColumnElement, Date, func, literal, or_, select
from sqlalchemy.orm import Session

from kit.clock import business_day
from tax.errors import LevyUnknown
from tax.models import Levy, TaxRate, rate_row
from tax.rules import Levies, LevyKind, RateRow, RateTable

TARIFF_KEPT = timedelta(minutes=1)

RATE_COLUMNS = (
    TaxRate.hsn_prefix,
    TaxRate.needs_flags,
    TaxRate.valid_from,
    TaxRate.valid_to,
    TaxRate.rate_bp,
    TaxRate.slab_limit_paise,
    TaxRate.slab_upto_bp,
    TaxRate.slab_above_bp,
)


@dataclass(frozen=True, slots=True)
class Tariff:
    """What a quote on one day needs of this room."""

    on: date
    rates: RateTable
    levies: Levies
    read_at: datetime


def rates_on(session: Session, on: date) -> list[RateRow]:
    """Every rate row in force on a day, in one query."""
    rows = session.execute(select(*RATE_COLUMNS).where(_in_force(TaxRate, on)))
    return [rate_row(*row) for row in rows]


def rates_for(session: Session, hsns: Iterable[str], on: date) -> list[RateRow]:
    """The rate rows in force on a day that could fit these HSN codes: a handful, in one query."""
    prefixes = {hsn[:length] for hsn in hsns for length in range(2, len(hsn) + 1)}
    rows = session.execute(
        select(*RATE_COLUMNS).where(TaxRate.hsn_prefix.in_(sorted(prefixes)), _in_force(TaxRate, on))
    )
    return [rate_row(*row) for row in rows]


def levies_on(session: Session, on: date) -> Levies:
    """The levies in force on a day. Raises LevyUnknown, with its kind, when one has no row."""
    amount = func.coalesce(Levy.rate_bp, Levy.limit_paise)
    rows = session.execute(select(Levy.kind, amount).where(_in_force(Levy, on)))
    found = {kind: int(bp_or_paise) for kind, bp_or_paise in rows}
    for kind in LevyKind:
        if kind not in found:
            raise LevyUnknown(kind=kind.value, on=on)
    return Levies(
        tcs_bp=found[LevyKind.TCS],
        tds_bp=found[LevyKind.TDS],
        tds_limit=found[LevyKind.TDS_LIMIT],
        commission_bp=found[LevyKind.COMMISSION],
        commission_gst_bp=found[LevyKind.COMMISSION_GST],
    )


def _in_force(table: type[TaxRate] | type[Levy], on: date) -> ColumnElement[bool]:
    day = literal(on, Date)
    return (table.valid_from <= day) & or_(table.valid_to.is_(None), day <= table.valid_to)


# One entry for each engine of the process, so that a checkout asks the database for no rate at all. A newer
# file is seen at once where it was loaded and a minute later elsewhere; rates are told weeks ahead.
_kept: WeakKeyDictionary[Any, dict[date, Tariff]] = WeakKeyDictionary()


def tariff(session: Session, at: datetime) -> Tariff:
    """Rates and levies of the business day of `at`, read at most once a minute for each process and database.

    Raises LevyUnknown when a levy has no row for the day.
    """
    on = business_day(at)
    kept = _kept.setdefault(session.get_bind(), {})
    known = kept.get(on)
    if known is not None and abs(at - known.read_at) < TARIFF_KEPT:
        return known
    fresh = Tariff(on, RateTable(rates_on(session, on)), levies_on(session, on), at)
    # Papers of past days are computed again now and then; a handful of days is all that is kept.
    if len(kept) >= 8:
        kept.clear()
    kept[on] = fresh
    return fresh


def forget_tariff(session: Session) -> None:
    """Read the tables afresh at the next `tariff`: said by those who change them."""
    _kept.pop(session.get_bind(), None)

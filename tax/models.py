"""The tables of `tax`: dated rates, dated levies, and the number series of documents."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from sqlalchemy import BigInteger, CheckConstraint, String, Text, UniqueConstraint, text
from sqlalchemy.dialects.postgresql import ExcludeConstraint
from sqlalchemy.orm import Mapped, mapped_column

from kit.db import Base, IntId, choice
from kit.money import Money
from tax.rules import LevyKind, RateRow, Slab

DAYS = text("daterange(valid_from, valid_to, '[]')")


class Confidence(StrEnum):
    """How sure a row is: high, middle, low (see tax/data/SOURCES.md)."""

    HIGH = "H"
    MIDDLE = "M"
    LOW = "L"


class TaxRate(Base):
    """The GST rate of goods under an HSN prefix, for lines with these flags, in these days (both included).

    Natural key: prefix, flags, first day. No two rows of one prefix and flags hold on the same day; the
    database insists. Either `rate_bp`, or the three columns of a price slab.
    """

    __tablename__ = "tax_rates"
    __table_args__ = (
        UniqueConstraint("hsn_prefix", "needs_flags", "valid_from"),
        CheckConstraint("hsn_prefix ~ '^[0-9]{2,8}$'", name="hsn_prefix_is_digits"),
        CheckConstraint("valid_to IS NULL OR valid_to >= valid_from", name="days_run_forward"),
        CheckConstraint(
            "CASE WHEN rate_bp IS NULL"
            " THEN num_nonnulls(slab_limit_paise, slab_upto_bp, slab_above_bp) = 3"
            " ELSE num_nonnulls(slab_limit_paise, slab_upto_bp, slab_above_bp) = 0 END",
            name="rate_or_slab",
        ),
        ExcludeConstraint(
            ("hsn_prefix", "="),
            ("needs_flags", "="),
            (DAYS, "&&"),
            using="gist",
            name="ex_tax_rates_one_row_a_day",
            deferrable=True,
            initially="DEFERRED",
        ),
    )

    id: Mapped[IntId]
    hsn_prefix: Mapped[str] = mapped_column(String(8))
    needs_flags: Mapped[str] = mapped_column(Text)  # sorted, parted by blanks; empty when none is needed
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]
    rate_bp: Mapped[int | None]
    slab_limit_paise: Mapped[Money | None]
    slab_upto_bp: Mapped[int | None]
    slab_above_bp: Mapped[int | None]
    confidence: Mapped[Confidence] = mapped_column(choice(Confidence))
    source: Mapped[str] = mapped_column(Text)


def rate_row(
    hsn_prefix: str,
    needs_flags: str,
    valid_from: date,
    valid_to: date | None,
    rate_bp: int | None,
    slab_limit: int | None,
    slab_upto_bp: int | None,
    slab_above_bp: int | None,
) -> RateRow:
    """Make the rules' value out of a row's columns."""
    slab = None
    if slab_limit is not None and slab_upto_bp is not None and slab_above_bp is not None:
        slab = Slab(int(slab_limit), slab_upto_bp, slab_above_bp)
    return RateRow(hsn_prefix, frozenset(needs_flags.split()), valid_from, valid_to, rate_bp, slab)


class Levy(Base):
    """One levy's rate in basis points, or its limit in paise, within these days (both included).

    Natural key: kind, first day. No two rows of a kind hold on the same day.
    """

    __tablename__ = "levies"
    __table_args__ = (
        UniqueConstraint("kind", "valid_from"),
        CheckConstraint("valid_to IS NULL OR valid_to >= valid_from", name="days_run_forward"),
        CheckConstraint(
            "CASE WHEN kind = 'tds_limit' THEN limit_paise IS NOT NULL AND rate_bp IS NULL"
            " ELSE rate_bp IS NOT NULL AND limit_paise IS NULL END",
            name="rate_or_limit",
        ),
        ExcludeConstraint(
            ("kind", "="),
            (DAYS, "&&"),
            using="gist",
            name="ex_levies_one_row_a_day",
            deferrable=True,
            initially="DEFERRED",
        ),
    )

    id: Mapped[IntId]
    kind: Mapped[LevyKind] = mapped_column(choice(LevyKind))
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]
    rate_bp: Mapped[int | None]
    limit_paise: Mapped[Money | None]
    confidence: Mapped[Confidence] = mapped_column(choice(Confidence))
    source: Mapped[str] = mapped_column(Text)


class DocumentSeries(Base):
    """The counter of one supplier's papers in one series and financial year; locked at issue, so gapless.

    `supplier_key` is the GSTIN or the enrolment number under which the papers are issued.
    """

    __tablename__ = "document_series"
    __table_args__ = (
        UniqueConstraint("supplier_key", "state_code", "series", "fy_start"),
        CheckConstraint("next_number >= 1", name="numbers_begin_at_one"),
        CheckConstraint("series ~ '^[A-Z]$'", name="series_is_a_letter"),
        CheckConstraint("state_code ~ '^[0-9]{2}$'", name="state_code_is_two_digits"),
    )

    id: Mapped[IntId]
    supplier_key: Mapped[str] = mapped_column(Text)
    state_code: Mapped[str] = mapped_column(String(2))
    series: Mapped[str] = mapped_column(String(1))
    fy_start: Mapped[int]
    next_number: Mapped[int] = mapped_column(BigInteger)

"""Which rate of GST a line of goods bears on a day (rate table A4; price slabs V7; change of rate V8).

Nobody types a rate: HSN, flags and day find a row. The longest HSN prefix wins, then the row asking most
flags.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from tax.errors import RateUnknown, SlabPriceAmbiguous

REMEMBERED_LOOKUPS = 4_096  # so a long-lived table stays small; forgetting costs a few microseconds


class Slab(NamedTuple):
    """Two rates parted by the taxable value of one piece, in paise (V7)."""

    limit: int
    upto_bp: int
    above_bp: int


@dataclass(frozen=True, slots=True)
class RateRow:
    """One dated rate; both ends of its days are included, `valid_to` None means still in force."""

    hsn_prefix: str
    needs_flags: frozenset[str]
    valid_from: date
    valid_to: date | None
    rate_bp: int | None
    slab: Slab | None = None

    def holds_on(self, day: date) -> bool:
        """Whether the row is in force on that day."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


class RateTable:
    """The rate rows, indexed once by prefix; a line then finds its row in about a microsecond."""

    __slots__ = ("_by_prefix", "_found", "_lengths")

    def __init__(self, rows: Iterable[RateRow]) -> None:
        by_prefix: dict[str, list[RateRow]] = {}
        for row in rows:
            by_prefix.setdefault(row.hsn_prefix, []).append(row)
        for same in by_prefix.values():
            same.sort(key=lambda row: (-len(row.needs_flags), sorted(row.needs_flags), row.valid_from))
        self._by_prefix = by_prefix
        self._lengths = sorted({len(prefix) for prefix in by_prefix}, reverse=True)
        self._found: dict[tuple[str, frozenset[str], date], RateRow | None] = {}

    def row(self, hsn: str, flags: frozenset[str], on: date) -> RateRow | None:
        """The row for goods of this HSN with these flags on this day, or None."""
        key = (hsn, flags, on)
        try:
            return self._found[key]
        except KeyError:
            found = self._search(hsn, flags, on)
        if len(self._found) >= REMEMBERED_LOOKUPS:
            self._found = {}
        self._found[key] = found
        return found

    def _search(self, hsn: str, flags: frozenset[str], on: date) -> RateRow | None:
        for length in self._lengths:
            if length <= len(hsn):
                for row in self._by_prefix.get(hsn[:length], ()):
                    if row.needs_flags <= flags and row.holds_on(on):
                        return row
        return None


def find_rate(
    rates: RateTable,
    hsn: str,
    flags: frozenset[str],
    on: date,
    *,
    amount: int,
    quantity: int = 1,
    inclusive: bool = True,
) -> int:
    """The rate in basis points for a line: `amount` paise for `quantity` pieces, after the seller's discount.

    A slab is tested on the taxable value of one piece, without rounding. Raises RateUnknown when no row
    fits, and SlabPriceAmbiguous when an inclusive price lies where neither rate would be true of it (Rs
    2,625.01 to 2,950.00 for the slab of Rs 2,500).
    """
    row = rates.row(hsn, flags, on)
    if row is None:
        raise RateUnknown(hsn=hsn, flags=sorted(flags), on=on)
    if row.slab is None:
        assert row.rate_bp is not None
        return row.rate_bp
    limit, low, high = row.slab
    if not inclusive:
        return low if amount <= limit * quantity else high
    if amount * 10_000 <= limit * quantity * (10_000 + low):
        return low
    if amount * 10_000 > limit * quantity * (10_000 + high):
        return high
    raise SlabPriceAmbiguous(
        hsn=hsn, lowest=limit * (10_000 + low) // 10_000 + 1, highest=limit * (10_000 + high) // 10_000
    )


def rate_date(supply: date, invoice: date, payment: date) -> date:
    """The day whose rate holds when supply, invoice and payment differ: the middle one (s.14, V8)."""
    return sorted((supply, invoice, payment))[1]


def contradictions(rows: Iterable[tuple[str, date, date | None]]) -> list[str]:
    """Name the rows (of what, first day, last day) that claim a day of the one before them."""
    by_subject: dict[str, list[tuple[date, date]]] = {}
    for subject, first, last in rows:
        by_subject.setdefault(subject, []).append((first, last or date.max))
    return [
        f"{subject} from {later[0]}"
        for subject, spans in by_subject.items()
        for earlier, later in pairwise(sorted(spans))
        if later[0] <= earlier[1]
    ]

"""Goods that come back: units frozen at sale, and the credit note that takes just those amounts (V6, D7)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from kit.money import Money, largest_remainder
from tax.errors import ReturnNotSold
from tax.rules.document import SHIPPING, Document, DocumentKind, PriceMode, TaxedLine, summed

NONE_BACK: Mapping[str, frozenset[int]] = {}
BILLS = frozenset({DocumentKind.PLAIN_BILL, DocumentKind.BILL_OF_SUPPLY})


class Unit(NamedTuple):
    """One piece of a line, numbered from 1, with the amounts it was sold at, in paise."""

    number: int
    taxable: Money
    cgst: Money
    sgst: Money
    utgst: Money
    igst: Money
    total: Money


class CreditNoteLine(NamedTuple):
    """The units of one line that come back, and what they were sold at."""

    ref: str
    rate_bp: int
    units: tuple[int, ...]
    taxable: Money
    cgst: Money
    sgst: Money
    utgst: Money
    igst: Money
    total: Money


class CreditNote(NamedTuple):
    """What is given back, in paise; against a bill without tax a commercial credit note, without GST."""

    kind: DocumentKind
    lines: tuple[CreditNoteLine, ...]
    taxable: Money
    cgst: Money
    sgst: Money
    utgst: Money
    igst: Money
    total: Money


def frozen_units(line: TaxedLine) -> tuple[Unit, ...]:
    """Cut a line into its pieces, exactly: base by largest remainder, then each head of tax by those bases.

    The base is the total where the price held the tax, else the taxable value.
    """
    inclusive = line.price_mode is PriceMode.INCLUSIVE
    ones = [1] * line.quantity
    bases = largest_remainder(int(line.total if inclusive else line.taxable), ones)
    weights = bases if any(bases) else ones
    heads = zip(
        *(largest_remainder(int(tax), weights) for tax in (line.cgst, line.sgst, line.utgst, line.igst)),
        strict=True,
    )
    units = []
    for number, (base, (cgst, sgst, utgst, igst)) in enumerate(zip(bases, heads, strict=True), start=1):
        tax = cgst + sgst + utgst + igst
        taxable, total = (base - tax, base) if inclusive else (base, base + tax)
        units.append(
            Unit(number, Money(taxable), Money(cgst), Money(sgst), Money(utgst), Money(igst), Money(total))
        )
    return tuple(units)


def credit_note(
    sold: Document,
    units: Mapping[str, Iterable[int]],
    *,
    shipping: bool = False,
    already: Mapping[str, frozenset[int]] = NONE_BACK,
) -> CreditNote:
    """Work out what `units` of a paper's lines (by ref, numbered from 1) give back, with shipping or without.

    `already` holds the units that came back before. Raises ReturnNotSold for a unit that was not sold or is
    already back, or when nothing is named.
    """
    wanted = {ref: tuple(sorted(numbers)) for ref, numbers in units.items()}
    if shipping:
        wanted[SHIPPING] = (1,)
    _refuse_unsold(sold, wanted, already)
    lines = []
    for line in sold.lines:
        numbers = wanted.get(line.ref)
        if numbers:
            frozen = frozen_units(line)
            lines.append(_note_line(line, [frozen[number - 1] for number in numbers]))
    kind = DocumentKind.COMMERCIAL_CREDIT_NOTE if sold.kind in BILLS else DocumentKind.CREDIT_NOTE
    return CreditNote(kind, tuple(lines), *_sums(lines))


def _refuse_unsold(
    sold: Document, wanted: Mapping[str, tuple[int, ...]], already: Mapping[str, frozenset[int]]
) -> None:
    quantities = {line.ref: line.quantity for line in sold.lines}
    if not any(wanted.values()):
        raise ReturnNotSold(ref=None, units=[])
    for ref, numbers in wanted.items():
        back = already.get(ref, frozenset())
        there = set(range(1, quantities.get(ref, 0) + 1)) - back
        if len(set(numbers)) < len(numbers) or not there.issuperset(numbers):
            raise ReturnNotSold(ref=ref, units=[number for number in numbers if number not in there])


def _note_line(line: TaxedLine, units: list[Unit]) -> CreditNoteLine:
    return CreditNoteLine(line.ref, line.rate_bp, tuple(unit.number for unit in units), *_sums(units))


def _sums(parts: Iterable[Unit | CreditNoteLine]) -> tuple[Money, Money, Money, Money, Money, Money]:
    taxable = cgst = sgst = utgst = igst = total = 0
    for part in parts:
        taxable += int(part.taxable)
        cgst += int(part.cgst)
        sgst += int(part.sgst)
        utgst += int(part.utgst)
        igst += int(part.igst)
        total += int(part.total)
    return Money(taxable), Money(cgst), Money(sgst), Money(utgst), Money(igst), Money(total)


def remaining(sold: Document, back: Mapping[str, frozenset[int]]) -> Document:
    """The paper as if only what was kept had been sold: the base of accruals after returns.

    Its lines keep their quantity as sold; the amounts are what is left of them.
    """
    lines = []
    for line in sold.lines:
        gone = back.get(line.ref, frozenset())
        if gone:
            kept = _sums([unit for unit in frozen_units(line) if unit.number not in gone])
            lines.append(TaxedLine(line.ref, line.rate_bp, *kept, line.quantity, line.price_mode))
        else:
            lines.append(line)
    return summed(sold.kind, sold.regime, sold.place, lines)

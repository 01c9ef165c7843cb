"""Spreadsheets written: CSV that every office program opens in the right letters, and XLSX with choices to pick from.

Nothing that is written runs: a cell that begins like a formula is marked as text in both.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import xlsxwriter

from catalog.rules.goods_file import ROWS_MAX
from kit.typed import harmless

BOM = "\ufeff"  # without it Excel takes UTF-8 for the letters of its own country
WIDEST = 40


class Page(NamedTuple):
    """One sheet: its name, headings and rows. `picks` offers another sheet's column: place → that sheet and column."""

    name: str
    headings: Sequence[str]
    rows: Iterable[Sequence[str | int]]
    picks: dict[int, tuple[str, int, int]] = {}  # noqa: RUF012 - a NamedTuple's default, never changed
    wide: bool = False


def as_csv(headings: Sequence[str], rows: Iterable[Sequence[str | int]]) -> bytes:
    """A table as CSV in UTF-8."""
    page = io.StringIO()
    writer = csv.writer(page)
    writer.writerow(headings)
    writer.writerows([safe(cell) for cell in row] for row in rows)
    return (BOM + page.getvalue()).encode()


def safe(cell: str | int) -> str | int:
    """A cell that no spreadsheet runs."""
    return harmless(cell) if isinstance(cell, str) else cell


def as_xlsx(pages: Sequence[Page]) -> bytes:
    """Tables as sheets of one .xlsx, headings frozen, every cell text or number and never a formula."""
    out = io.BytesIO()
    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with xlsxwriter.Workbook(out, options) as book:
        bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "num_format": "@"})
        text = book.add_format({"num_format": "@", "valign": "top"})
        wrapped = book.add_format({"num_format": "@", "valign": "top", "text_wrap": True})
        for page in pages:
            sheet = book.add_worksheet(page.name)
            sheet.freeze_panes(1, 0)
            for place, heading in enumerate(page.headings):
                width = 90 if page.wide else min(max(12, len(heading) + 2), WIDEST)
                sheet.set_column(place, place, width, wrapped if page.wide else text)
                sheet.write_string(0, place, heading, bold)
            for place, (other, column, last) in page.picks.items():
                letter = chr(65 + column)
                source = f"='{other}'!${letter}$2:${letter}${last + 1}"
                rule = {"validate": "list", "source": source, "error_type": "warning"}
                sheet.data_validation(1, place, ROWS_MAX, place, rule)
            for at, row in enumerate(page.rows, 1):
                for place, cell in enumerate(row):
                    if isinstance(cell, int):
                        sheet.write_number(at, place, cell)
                    elif cell:
                        sheet.write_string(at, place, str(safe(cell)), wrapped if page.wide else text)
    return out.getvalue()

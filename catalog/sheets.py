"""Spreadsheets read and written: CSV and XLSX, with every file taken for a hostile one until it has been looked at.

An .xlsx is a zip of XML. Before the reader sees one, it is unpacked within a bound, only the parts with cells are
kept, and the place of every cell is looked at: one cell in the last row and column would otherwise cost gigabytes.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
import struct
import unicodedata
import zipfile
import zlib
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time
from typing import NamedTuple
from xml.parsers import expat

from python_calamine import CalamineError, CalamineWorkbook

from catalog.errors import GoodsFileRefused
from catalog.rules.goods_file import (
    COLUMNS_MAX,
    FILE_BYTES_MAX,
    HEADER_WITHIN,
    ROWS_MAX,
    UNPACKED_MAX,
    Column,
    FileFault,
    columns_of,
    strange_headings,
)

SHEETS_READ = 5
PARTS_MAX = 200
ELEMENTS_MAX = 1_500_000  # of one sheet; a full file has a third of it
LAST_ROW = ROWS_MAX + HEADER_WITHIN + 1  # the example row is left out
CELL_MAX = 32_767  # letters; what a spreadsheet program itself allows

_CELLS = re.compile(r"xl/worksheets/[^/]+\.xml", re.IGNORECASE)
_NEEDED = re.compile(
    r"\[content_types\]\.xml|_rels/\.rels|xl/workbook\.xml|xl/_rels/workbook\.xml\.rels"
    r"|xl/sharedstrings\.xml|xl/styles\.xml|xl/worksheets/[^/]+\.xml",
    re.IGNORECASE,
)
_PLACE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_BROKEN_ZIP = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    OSError,
    RuntimeError,  # a part with a password, or squeezed in a way nobody here unpacks
    ValueError,
)


class Sheet(NamedTuple):
    """A table of goods as it was read: where each column stands, headings nobody knows, rows by their number."""

    columns: dict[Column, int]
    strange: list[str]
    rows: list[tuple[int, dict[Column, str]]]


def read(content: bytes) -> Sheet:
    """Read a file of goods, whatever its name says it is. Raises GoodsFileRefused with a FileFault and its details."""
    if len(content) > FILE_BYTES_MAX:
        raise _refused(FileFault.TOO_HEAVY)
    if not content.strip():
        raise _refused(FileFault.EMPTY)
    tables = _tables_of_zip(content) if content.startswith(b"PK") else [_table_of_text(content)]
    for table in tables:
        for place, row in enumerate(table[:HEADER_WITHIN]):
            if (columns := columns_of(row)) is not None:
                return _sheet(columns, row, table, place)
    raise _refused(FileFault.NO_HEADER)


def _sheet(columns: dict[Column, int], header: Sequence[str], table: list[list[str]], place: int) -> Sheet:
    rows = []
    for number, cells in enumerate(table[place + 1 :], place + 2):
        told = {column: cells[at] for column, at in columns.items() if at < len(cells) and cells[at].strip()}
        if told:
            rows.append((number, told))
    if not rows:
        raise _refused(FileFault.NO_ROWS)
    if len(rows) > ROWS_MAX + 1:
        raise _refused(FileFault.TOO_MANY_ROWS)
    return Sheet(columns, strange_headings(header), rows)


def _refused(fault: FileFault, row: int = 0) -> GoodsFileRefused:
    return GoodsFileRefused(reason=fault.value, row=row)


# CSV


def _table_of_text(content: bytes) -> list[list[str]]:
    text = _decoded(content)
    first, _, rest = text.partition("\n")
    mark = ""
    if first.strip().lower().startswith("sep=") and len(first.strip()) == 5:
        mark, text = first.strip()[4], rest
    return _parsed(text, mark or _separator(text))


def _decoded(content: bytes) -> str:
    """The text of a file in UTF-8 or UTF-16; anything else is refused with the row where it shows."""
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        raise _refused(FileFault.OLD_EXCEL)
    encoding = "utf-8-sig"
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encoding = "utf-16"
    elif content[1:200:2].count(0) > 60:
        encoding = "utf-16-le"
    elif content[:200:2].count(0) > 60:
        encoding = "utf-16-be"
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as wrong:
        binary = sum(byte < 9 or 13 < byte < 32 for byte in content[:2000]) > len(content[:2000]) // 50
        if encoding != "utf-8-sig" or binary:
            raise _refused(FileFault.NOT_A_TABLE) from wrong
        raise _refused(FileFault.NOT_UTF8, row=content.count(b"\n", 0, wrong.start) + 1) from wrong
    if "\x00" in text or text.lstrip().startswith(("%PDF", "{\\rtf", "<!DOCTYPE", "<html", "<?xml")):
        raise _refused(FileFault.NOT_A_TABLE)
    return text


def _separator(text: str) -> str:
    """What parts the cells: the sign with which most headings are known."""
    head = text[:8_000].splitlines()[:HEADER_WITHIN]

    def known(mark: str) -> int:
        found = [len(columns_of(line.split(mark)) or ()) for line in (each.replace('"', "") for each in head)]
        return max(found, default=0)

    return max(",;\t|", key=known)


def _parsed(text: str, mark: str) -> list[list[str]]:
    table: list[list[str]] = []
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=mark):
            if len(table) >= LAST_ROW and any(cell.strip() for cell in row):
                raise _refused(FileFault.TOO_MANY_ROWS)
            if len(row) > COLUMNS_MAX and any(cell.strip() for cell in row[COLUMNS_MAX:]):
                raise _refused(FileFault.TOO_WIDE, row=len(table) + 1)
            if len(table) < LAST_ROW:
                table.append([_cell(cell, len(table) + 1) for cell in row[:COLUMNS_MAX]])
    except csv.Error as wrong:
        raise _refused(FileFault.HUGE_CELL, row=len(table) + 1) from wrong
    return table


def _cell(value: object, row: int) -> str:
    """A cell as text: whole numbers without a point, signs that no page shows taken out."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(round(value, 4))
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    text = str(value).replace("\r\n", "\n").replace("\r", "\n")
    if len(text) > CELL_MAX:
        raise _refused(FileFault.HUGE_CELL, row=row)
    return "".join(ch for ch in text if ch in "\n\t" or unicodedata.category(ch) not in ("Cc", "Cs", "Co"))


# XLSX


def _tables_of_zip(content: bytes) -> Iterable[list[list[str]]]:
    clean = _unpacked(content)
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(clean))
        count = min(len(book.sheet_names), SHEETS_READ)
        grids = [book.get_sheet_by_index(at).to_python(skip_empty_area=False) for at in range(count)]
    except (CalamineError, ValueError, OSError) as wrong:
        raise _refused(FileFault.BROKEN) from wrong
    except BaseException as wrong:  # the reader is not written in Python: its own crash arrives as a stranger
        if type(wrong).__name__ != "PanicException":
            raise
        raise _refused(FileFault.BROKEN) from wrong
    for grid in grids:
        yield [[_cell(cell, row) for cell in cells] for row, cells in enumerate(grid, 1)]


def _unpacked(content: bytes) -> bytes:
    """The same .xlsx with only the parts that hold cells, each of them looked at, nothing squeezed."""
    out, left = io.BytesIO(), UNPACKED_MAX
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as box, zipfile.ZipFile(out, "w") as clean:
            parts = {info.filename.lower(): info for info in box.infolist()}
            _check_parts(list(parts), len(box.infolist()))
            for name, info in parts.items():
                if not _NEEDED.fullmatch(name):
                    continue
                with box.open(info) as part:
                    data = part.read(left + 1)
                left -= len(data)
                if left < 0:
                    raise _refused(FileFault.BOMB)
                if name == "[content_types].xml" and b"macroenabled" in data.lower():
                    raise _refused(FileFault.MACROS)
                if _CELLS.fullmatch(name):
                    _check_places(data)
                clean.writestr(info.filename, data)
    except GoodsFileRefused:
        raise
    except (*_BROKEN_ZIP, expat.ExpatError) as wrong:
        raise _refused(FileFault.BROKEN) from wrong
    return out.getvalue()


def _check_parts(names: Sequence[str], count: int) -> None:
    if any("vbaproject" in name or "/macrosheets/" in name for name in names):
        raise _refused(FileFault.MACROS)
    if "xl/workbook.xml" not in names:
        raise _refused(FileFault.OTHER_OFFICE)
    if count > PARTS_MAX:
        raise _refused(FileFault.BOMB)
    if count != len(names):
        raise _refused(FileFault.BROKEN)


def _check_places(data: bytes) -> None:
    """Refuse a sheet with a filled cell outside what a file of goods may hold, as soon as it shows."""
    row = column = elements = 0

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal row, column, elements
        elements += 1
        if elements > ELEMENTS_MAX:
            raise _refused(FileFault.BOMB)
        kind = name.rpartition(":")[2]
        if kind == "row":
            told = attributes.get("r", "")
            row, column = int(told) if told.isascii() and told.isdigit() else row + 1, 0
        elif kind == "c":
            column += 1
            if (place := _PLACE.fullmatch(attributes.get("r", ""))) is not None:
                column, row = _column_number(place[1]), int(place[2])
            elif "r" in attributes:
                raise _refused(FileFault.BROKEN)
        elif kind in ("v", "is", "f"):
            if row > LAST_ROW:
                raise _refused(FileFault.TOO_MANY_ROWS)
            if column > COLUMNS_MAX:
                raise _refused(FileFault.TOO_WIDE, row=row)

    def doctype(*_told: object) -> None:
        raise _refused(FileFault.BROKEN)  # no office program writes one; who does means harm

    reader = expat.ParserCreate()
    reader.StartElementHandler = start
    reader.StartDoctypeDeclHandler = doctype
    reader.Parse(data, True)


def _column_number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number

"""Spreadsheets as people send them, and as somebody who means harm would."""

from __future__ import annotations

import io
import zipfile

import pytest
import xlsxwriter

from catalog import sheets
from catalog.errors import GoodsFileRefused
from catalog.rules.goods_file import (
    FILE_BYTES_MAX,
    ROWS_MAX,
    UNPACKED_MAX,
    Column,
    FileFault,
    column_of,
    folded,
    read_line,
    strange_headings,
)
from kit.typed import disarmed, harmless

HEAD = "Your code,Name (English),Craft,Price in rupees\n"
ROW = "AB-1,Blue bowl,Cotton saree,1050\n"


def a_book(rows, *, sheet="Goods"):
    """An .xlsx with these rows."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        page = book.add_worksheet(sheet)
        for at, row in enumerate(rows):
            for place, cell in enumerate(row):
                page.write(at, place, cell)
    return out.getvalue()


def with_part(content, name, data, *, drop=()):
    """The same zip with one part written anew."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            if info.filename not in {name, *drop}:
                new.writestr(info.filename, old.read(info))
        new.writestr(name, data)
    return out.getvalue()


def fault_of(content):
    with pytest.raises(GoodsFileRefused) as refused:
        sheets.read(content)
    return refused.value.details["reason"], refused.value.details["row"]


GOODS = [["Your code", "Name (English)", "Craft", "Price in rupees"], ["AB-1", "Blue bowl", "Saree", 1050]]
SHEET = "xl/worksheets/sheet1.xml"
CELLS = (
    '<?xml version="1.0" encoding="UTF-8"?><worksheet '
    'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>%s</sheetData></worksheet>'
)


@pytest.mark.parametrize(
    "encoded",
    [
        (HEAD + ROW).encode(),
        (HEAD + ROW).encode("utf-8-sig"),
        (HEAD + ROW).encode("utf-16"),
        (HEAD + ROW).encode("utf-16-le"),
        (HEAD + ROW).encode("utf-16-be"),
        (HEAD + ROW).replace(",", ";").encode(),
        (HEAD + ROW).replace(",", "\t").encode(),
        ("sep=;\n" + (HEAD + ROW).replace(",", ";")).encode(),
        (HEAD + ROW).replace("\n", "\r\n").encode(),
        a_book(GOODS),
    ],
)
def test_a_table_is_read_whatever_wrote_it(encoded):
    read = sheets.read(encoded)
    (number, cells) = read.rows[0]
    assert cells[Column.CODE] == "AB-1"
    assert cells[Column.PRICE] == "1050"
    assert number == 2


def test_hindi_headings_are_taken_with_and_without_the_dot_below():
    text = "आपका कोड,नाम (हिन्दी),शिल्प,क़ीमत\nअ-१,नीला कटोरा,साड़ी,१०५०\n"
    cells = sheets.read(text.encode()).rows[0][1]
    assert cells == {
        Column.CODE: "अ-१",
        Column.TITLE_HI: "नीला कटोरा",
        Column.CRAFT: "साड़ी",
        Column.PRICE: "१०५०",
    }
    assert column_of("कीमत") is column_of("क़ीमत") is Column.PRICE
    assert column_of(" PRICE in Rupees * ") is Column.PRICE
    assert folded("बनारसी  साड़ी!") == folded("बनारसी साड़ी")


def test_rows_keep_the_numbers_their_program_shows():
    text = 'Goods of Asha\n\nYour code,Name\nA-1,"two\nlines"\n\nA-2,three\n'
    assert [number for number, _ in sheets.read(text.encode()).rows] == [4, 6]


def test_headings_nobody_knows_are_told():
    assert strange_headings(["Name", "Shelf", "What to put right", "अभी कहाँ है"]) == ["Shelf"]
    assert sheets.read(b"Your code,Name,Shelf\nA,B,C\n").strange == ["Shelf"]


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"  \n ", FileFault.EMPTY),
        (b"x" * (FILE_BYTES_MAX + 1), FileFault.TOO_HEAVY),
        (b"%PDF-1.7 \n1 0 obj", FileFault.NOT_A_TABLE),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", FileFault.NOT_A_TABLE),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(range(256)), FileFault.NOT_A_TABLE),
        (b"<!DOCTYPE html><p>Your code,Name", FileFault.NOT_A_TABLE),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", FileFault.OLD_EXCEL),
        (b"PK\x03\x04 and nothing more", FileFault.BROKEN),
        (b"Dear Sir,\nplease find my goods\n", FileFault.NO_HEADER),
        (HEAD.encode(), FileFault.NO_ROWS),
        (HEAD.encode() + ROW.encode() * (ROWS_MAX + 2), FileFault.TOO_MANY_ROWS),
        (HEAD.encode() + b"A,B" + b",x" * 200, FileFault.TOO_WIDE),
        (HEAD.encode() + b'A,"' + b"x" * 200_000 + b'",S,1', FileFault.HUGE_CELL),
    ],
)
def test_what_is_no_table_of_goods_is_refused_with_its_reason(content, fault):
    assert fault_of(content)[0] == fault


def test_letters_of_another_encoding_are_told_with_their_row():
    content = HEAD.encode() + ROW.encode() + "AB-2,Pâté dish,Saree,5\n".encode("cp1252")
    assert fault_of(content) == (FileFault.NOT_UTF8, 3)


def test_letters_that_were_lost_or_garbled_are_told_in_their_cell():
    garbled = "नीला".encode().decode("cp1252", errors="replace")
    told = [read_line({Column.TITLE_HI: text})[1] for text in ("???? ????", garbled)]
    assert [faults[0].code for faults in told] == ["lost", "garbled"]


def test_macros_other_offices_and_passwords_are_refused():
    book = a_book(GOODS)
    assert fault_of(with_part(book, "xl/vbaProject.bin", b"x"))[0] == FileFault.MACROS
    types = b'<Types><Override ContentType="application/vnd.ms-excel.sheet.macroEnabled.main+xml"/></Types>'
    assert fault_of(with_part(book, "[Content_Types].xml", types))[0] == FileFault.MACROS
    ods = with_part(book, "mimetype", b"application/x", drop=("xl/workbook.xml",))
    assert fault_of(ods)[0] == FileFault.OTHER_OFFICE
    assert fault_of(book[: len(book) // 2])[0] == FileFault.BROKEN


def test_a_bomb_is_not_unpacked():
    bomb = with_part(a_book(GOODS), "xl/sharedStrings.xml", b"<sst>" + b" " * (UNPACKED_MAX + 1))
    assert len(bomb) < FILE_BYTES_MAX
    assert fault_of(bomb)[0] == FileFault.BOMB
    many = with_part(a_book(GOODS), SHEET, CELLS % ("<c/>" * 1_600_000))
    assert fault_of(many)[0] == FileFault.BOMB


@pytest.mark.parametrize(
    ("cells", "fault"),
    [
        ('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>', FileFault.TOO_MANY_ROWS),
        ('<row r="1"><c r="XFD1"><v>1</v></c></row>', FileFault.TOO_WIDE),
        ("<row>" + "<c><v>1</v></c>" * 80 + "</row>", FileFault.TOO_WIDE),
        ("<row><c><v>1</v></c></row>" * (ROWS_MAX + 20), FileFault.TOO_MANY_ROWS),
        ('<row r="1"><c r="A99999999999"><v>1</v></c></row>', FileFault.BROKEN),
        ('<row r="1"><c r="A1"><v>1', FileFault.BROKEN),
    ],
)
def test_a_cell_at_the_end_of_the_world_costs_nothing(cells, fault):
    assert fault_of(with_part(a_book(GOODS), SHEET, CELLS % cells))[0] == fault


def test_an_empty_cell_far_away_is_no_harm():
    """Programs keep the format of a whole column; only what is filled counts."""
    with zipfile.ZipFile(io.BytesIO(a_book(GOODS))) as box:
        sheet = box.read(SHEET).decode()
    far = sheet.replace("</sheetData>", '<row r="1048576"><c r="XFD1048576" s="1"/></row></sheetData>')
    far = far.replace("<dimension ref=", '<dimension ref="A1:XFD1048576" x=')
    assert len(sheets.read(with_part(a_book(GOODS), SHEET, far)).rows) == 1


def test_a_document_type_is_refused():
    entities = '<!DOCTYPE x [<!ENTITY a "aaaa">]>'
    sheet = (CELLS % "").replace("<worksheet", f"{entities}<worksheet")
    assert fault_of(with_part(a_book(GOODS), SHEET, sheet))[0] == FileFault.BROKEN


def test_formulas_are_text_going_in_and_coming_out():
    for typed in ("=1+1", "+1", "-2 bowls", "@SUM(A1)", "\t=1", "＝1"):
        assert harmless(typed).startswith("'")
        assert disarmed(harmless(typed)) == disarmed(typed)
        assert harmless(disarmed(typed)) == disarmed(typed)
    assert harmless("Blue bowl") == disarmed("Blue bowl") == "Blue bowl"
    line, faults, notes = read_line({Column.TITLE_EN: "=HYPERLINK(1)", Column.STOCK: "-5"})
    assert line.titles == {"en": "HYPERLINK(1)"}
    assert [(note.column, note.code) for note in notes] == [(Column.TITLE_EN, "formula")]
    assert [(fault.column, fault.code) for fault in faults] == [(Column.STOCK, "whole")]
    assert line.stock is None

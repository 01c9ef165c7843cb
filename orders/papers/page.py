"""Drawing a paper as PDF, A4 upright. Every Indian script is shaped; the same sheet gives the same bytes."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple, cast

from fpdf import FPDF
from sqlalchemy.orm import Session

from kit.money import Money
from orders.models import Fulfillment, Invoice, Order
from orders.papers.sheet import Party, Sheet, SheetLine, sheet_of
from orders.rules.amounts import rupees_in_words
from tax.rules import DocumentKind, Regime

FONTS = Path(__file__).parent.parent / "fonts"
FACE = "paper"
SCRIPTS = {  # the first and last letter of each script's block in Unicode, in the order of the blocks
    "Arabic": ("\u0600", "\u06ff"),
    "Devanagari": ("\u0900", "\u097f"),
    "Bengali": ("\u0980", "\u09ff"),
    "Gurmukhi": ("\u0a00", "\u0a7f"),
    "Gujarati": ("\u0a80", "\u0aff"),
    "Oriya": ("\u0b00", "\u0b7f"),
    "Tamil": ("\u0b80", "\u0bff"),
    "Telugu": ("\u0c00", "\u0c7f"),
    "Kannada": ("\u0c80", "\u0cff"),
    "Malayalam": ("\u0d00", "\u0d7f"),
    "OlChiki": ("\u1c50", "\u1c7f"),
    "MeeteiMayek": ("\uabc0", "\uabff"),
}
MARGIN, WIDTH = 12.0, 186.0  # millimetres of an A4 page
LINE, SMALL_LINE = 4.6, 4.0
TEXT, SMALL, HEAD, SUM = 9.0, 7.6, 17.0, 11.0  # points
INK, QUIET, RULE, RED = (31, 26, 23), (91, 81, 72), (140, 126, 108), (163, 39, 43)
BAND = ((30, 58, 110), (224, 161, 0), (163, 39, 43), (11, 107, 107))  # the dyes of the woven band
TITLES = {
    DocumentKind.TAX_INVOICE: "Tax invoice",
    DocumentKind.BILL_OF_SUPPLY: "Bill of supply",
    DocumentKind.INVOICE_CUM_BILL_OF_SUPPLY: "Invoice-cum-bill of supply",
    DocumentKind.PLAIN_BILL: "Bill",
}
TAXED = frozenset({DocumentKind.TAX_INVOICE, DocumentKind.INVOICE_CUM_BILL_OF_SUPPLY})
COUNTED = frozenset({"piece", "pair", "set", "metre"})
PREPARED = "Prepared by Zila Haat for the seller with the seller's authority."
UNSIGNED = "Issued electronically under the Information Technology Act, 2000; no signature is needed."
COMPOSITION = "Composition taxable person, not eligible to collect tax on supplies."
CANCELED = "Canceled: the goods of this paper were not sent, and all that was paid for them goes back."


class Column(NamedTuple):
    """A column of the table of lines."""

    title: str
    width: float
    align: str = "R"


def paper_pdf(session: Session, order: Order, invoice: Invoice, parcel: Fulfillment) -> bytes:
    """The paper `invoice` of a parcel as PDF; the caller has found it through whoever asks."""
    return pdf(sheet_of(session, order, invoice, parcel))


def pdf(sheet: Sheet, *, compress: bool = True) -> bytes:
    """Draw a sheet."""
    page = _blank(sheet, compress)
    _head(page, sheet)
    _parties(page, sheet)
    _table(page, sheet)
    _sums(page, sheet)
    _foot(page, sheet)
    return bytes(page.output())


class _Paper(FPDF):
    """Pages with their number at the foot, and with the table's head again where the table runs on."""

    number = ""
    columns: Sequence[Column] = ()

    def header(self) -> None:
        if self.columns:
            _table_head(self)

    def footer(self) -> None:
        self.set_y(-MARGIN)
        self.set_font(FACE, size=SMALL)
        self.set_text_color(*QUIET)
        _cell(self, WIDTH, SMALL_LINE, f"{self.number}   {self.page_no()}/{{nb}}", "R")


def _blank(sheet: Sheet, compress: bool) -> _Paper:
    page = _Paper(format="A4")
    page.number = sheet.number
    page.set_compression(compress)
    page.set_margins(MARGIN, MARGIN, MARGIN)
    page.set_auto_page_break(True, MARGIN + LINE)
    page.add_font(FACE, fname=FONTS / "NotoSans-Regular.ttf")
    page.add_font(FACE, "B", FONTS / "NotoSans-Bold.ttf")
    scripts = scripts_on(sheet)
    for script in scripts:
        page.add_font(script, fname=FONTS / f"NotoSans{script}-Regular.ttf")
    page.set_fallback_fonts(scripts, exact_match=False)
    page.set_text_shaping(True)
    page.set_title(f"{TITLES[sheet.kind]} {sheet.number}")
    page.set_author(sheet.seller.name)
    page.set_creator("Zila Haat")
    page.set_lang("en-IN")
    page.set_creation_date(sheet.issued_at)
    page.add_page()
    return page


def scripts_on(sheet: Sheet) -> list[str]:
    """The scripts besides Latin that stand on a sheet: a font is opened only where it is needed."""
    parties = (sheet.seller, sheet.buyer)
    said = [line.title for line in sheet.lines]
    said += [words for party in parties for words in (party.name, *party.lines)]
    letters = set("".join(said))
    return [
        script for script, (first, last) in SCRIPTS.items() if any(first <= each <= last for each in letters)
    ]


def _head(page: _Paper, sheet: Sheet) -> None:
    for at, dye in enumerate(BAND * 10):
        page.set_fill_color(*dye)
        page.rect(MARGIN + at * WIDTH / 40, MARGIN, WIDTH / 40 - 0.6, 1.6, style="F")
    page.set_y(MARGIN + 5)
    top = page.get_y()
    _say(page, TITLES[sheet.kind], HEAD, bold=True, height=8)
    if sheet.kind in TAXED:
        _say(page, "Original for recipient", SMALL, color=QUIET)
    below = page.get_y()
    page.set_xy(MARGIN, top)
    facts = [("Number", sheet.number), ("Date", _day(sheet)), ("Order", sheet.order_number)]
    for name, value in facts:
        page.set_x(MARGIN + WIDTH - 78)
        _cells(page, [(name, 26, "L", QUIET), (value, 52, "R", INK)])
    page.set_y(max(below, page.get_y()) + 3)
    if sheet.canceled:
        _say(page, CANCELED, TEXT, bold=True, color=RED)
        page.ln(2)


def _parties(page: _Paper, sheet: Sheet) -> None:
    top, half = page.get_y(), WIDTH / 2 - 4
    _party(page, "Sold by", sheet.seller, MARGIN, half)
    left = page.get_y()
    page.set_y(top)
    _party(page, "Sold to", sheet.buyer, MARGIN + half + 8, half)
    page.set_y(max(left, page.get_y()) + 2)
    if sheet.kind in TAXED:
        crossing = ", inter-State" if sheet.regime is Regime.IGST else ""
        _say(page, f"Place of supply: {sheet.place}{crossing}. Tax payable on reverse charge: No.", SMALL)
    if sheet.composition:
        _say(page, COMPOSITION, SMALL)
    page.ln(1.5)


def _party(page: _Paper, role: str, party: Party, x: float, width: float) -> None:
    words = [(role, SMALL, False, QUIET), (party.name, TEXT, True, INK)]
    words += [(line, TEXT, False, INK) for line in party.lines]
    words.append((f"{party.state}, State code {party.state_code}", TEXT, False, INK))
    words += [(f"{name}: {number}", TEXT, False, INK) for name, number in party.numbers]
    for text, size, bold, color in words:
        page.set_x(x)
        _say(page, text, size, bold=bold, color=color, width=width)


def _columns(sheet: Sheet) -> list[Column]:
    goods = [Column("", 6, "L"), Column("Goods", 0, "L"), Column("Quantity", 17)]
    if sheet.kind is DocumentKind.PLAIN_BILL:
        return _fitted([*goods, Column("Price", 26), Column("Amount", 28)])
    if sheet.kind is DocumentKind.BILL_OF_SUPPLY:
        return _fitted([*goods, Column("Price", 26), Column("Value", 28)])
    heads = {
        Regime.IGST: [Column("IGST", 20)],
        Regime.CGST_SGST: [Column("CGST", 18), Column("SGST", 18)],
        Regime.CGST_UTGST: [Column("CGST", 18), Column("UTGST", 18)],
    }[sheet.regime]
    value = [Column("Price with GST", 22), Column("Taxable value", 22), Column("Rate", 10)]
    return _fitted([*goods, *value, *heads, Column("Total", 22)])


def _fitted(columns: list[Column]) -> list[Column]:
    rest = WIDTH - sum(column.width for column in columns)
    return [column._replace(width=column.width or rest) for column in columns]


def _row(sheet: Sheet, at: int, line: SheetLine) -> list[str]:
    goods = [str(at), line.title, f"{line.quantity} {_unit(line)}".strip()]
    if sheet.kind not in TAXED:
        return [*goods, _figure(line.price), _figure(line.total)]
    heads = [line.igst] if sheet.regime is Regime.IGST else [line.cgst, line.state_tax]
    value = [_figure(line.price), _figure(line.taxable), _percent(line.rate_bp)]
    return [*goods, *value, *map(_figure, heads), _figure(line.total)]


def _unit(line: SheetLine) -> str:
    """What is counted. Goods priced by weight or measure are sold in packs of the maker's."""
    if not line.unit:
        return ""
    word = line.unit if line.unit in COUNTED else "pack"
    return word if line.quantity == 1 else f"{word}s"


def _total_row(sheet: Sheet) -> list[str]:
    if sheet.kind not in TAXED:
        return ["", "Total", "", "", _figure(sheet.total)]
    heads = [sheet.igst] if sheet.regime is Regime.IGST else [sheet.cgst, sheet.state_tax]
    return ["", "Total", "", "", _figure(sheet.taxable), "", *map(_figure, heads), _figure(sheet.total)]


def _table(page: _Paper, sheet: Sheet) -> None:
    columns = page.columns = _columns(sheet)
    _table_head(page)
    for at, line in enumerate(sheet.lines, start=1):
        hsn = f"HSN {line.hsn}" if line.hsn and sheet.kind is not DocumentKind.PLAIN_BILL else ""
        _table_row(page, columns, _row(sheet, at, line), under=hsn)
        _rule(page, thin=True)
    _table_row(page, columns, _total_row(sheet), bold=True)
    _rule(page)
    page.columns = ()


def _table_head(page: _Paper) -> None:
    _rule(page)
    _table_row(page, page.columns, [column.title for column in page.columns], color=QUIET)
    _rule(page)


def _table_row(
    page: _Paper,
    columns: Sequence[Column],
    texts: Sequence[str],
    *,
    under: str = "",
    bold: bool = False,
    color: tuple[int, int, int] = INK,
) -> None:
    """One row, as high as its title needs; a row is never torn between pages."""
    page.set_font(FACE, "B" if bold else "", SMALL)
    page.set_text_color(*color)
    cells = [[text] for text in texts]
    cells[1] = _lines(page, texts[1], columns[1].width)  # only what the goods are called can be long
    height = SMALL_LINE * (len(cells[1]) + bool(under)) + 1.6
    if page.will_page_break(height):
        page.add_page()
        page.set_font(FACE, "B" if bold else "", SMALL)
        page.set_text_color(*color)
    top, x = page.get_y() + 0.8, MARGIN
    for column, lines in zip(columns, cells, strict=True):
        for down, line in enumerate(lines):
            page.set_xy(x, top + SMALL_LINE * down)
            _cell(page, column.width, SMALL_LINE, line, column.align)
        x += column.width
    if under:
        page.set_xy(MARGIN + columns[0].width, top + SMALL_LINE * len(cells[1]))
        page.set_text_color(*QUIET)
        _cell(page, columns[1].width, SMALL_LINE, under)
    page.set_xy(MARGIN, top - 0.8 + height)


def _sums(page: _Paper, sheet: Sheet) -> None:
    page.ln(3)
    if page.will_page_break(34):
        page.add_page()
    page.set_x(MARGIN + WIDTH - 78)
    page.set_font(FACE, "B", SUM)
    page.set_text_color(*INK)
    _cell(page, 26, 7, "Total" if sheet.canceled else "Paid in all")
    _cell(page, 52, 7, f"₹{_figure(sheet.total)}", "R")
    page.ln(8)
    _say(page, rupees_in_words(int(sheet.total)), TEXT)


def _foot(page: _Paper, sheet: Sheet) -> None:
    page.ln(4)
    _rule(page, thin=True)
    page.ln(1)
    law = UNSIGNED if sheet.kind is not DocumentKind.PLAIN_BILL else UNSIGNED.split(" under")[0] + "."
    _say(page, f"{PREPARED} {law}", SMALL, color=QUIET)


def _lines(page: _Paper, text: str, width: float) -> list[str]:
    """The text broken into lines of this width, in the font at hand."""
    return cast(list[str], page.multi_cell(width, LINE, text, dry_run=True, output="LINES"))


def _cell(page: _Paper, width: float, height: float, text: str, align: str = "L") -> None:
    # A line with letters of both fonts is drawn inside a saved state, after which the page has forgotten its font
    # while fpdf believes it to be set: so each line says its font anew.
    page.current_font_is_set_on_page = False
    page.cell(width, height, text, align=align)


def _say(
    page: _Paper,
    text: str,
    size: float,
    *,
    bold: bool = False,
    color: tuple[int, int, int] = INK,
    width: float = WIDTH,
    height: float = LINE,
) -> None:
    page.set_font(FACE, "B" if bold else "", size)
    page.set_text_color(*color)
    x = page.get_x()
    for line in _lines(page, text, width):
        page.set_x(x)
        _cell(page, width, height, line)
        page.ln(height)


def _cells(page: _Paper, cells: Sequence[tuple[str, float, str, tuple[int, int, int]]]) -> None:
    for text, width, align, color in cells:
        page.set_font(FACE, size=TEXT)
        page.set_text_color(*color)
        _cell(page, width, LINE, text, align)
    page.ln(LINE)


def _rule(page: _Paper, *, thin: bool = False) -> None:
    page.set_draw_color(*RULE)
    page.set_line_width(0.1 if thin else 0.35)
    page.line(MARGIN, page.get_y(), MARGIN + WIDTH, page.get_y())


def _figure(paise: Money) -> str:
    """1234567 paise → "12,345.67", with Indian commas."""
    rupees, rest = divmod(int(paise), 100)
    digits = str(rupees)
    head, groups = digits[:-3], [digits[-3:]]
    while head:
        groups.insert(0, head[-2:])
        head = head[:-2]
    return f"{','.join(groups)}.{rest:02d}"


def _percent(basis_points: int) -> str:
    return f"{(Decimal(basis_points) / 100).normalize():f}%" if basis_points else "Nil"


def _day(sheet: Sheet) -> str:
    return f"{sheet.day.day} {sheet.day:%b %Y}"

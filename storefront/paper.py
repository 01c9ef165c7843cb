"""A parcel's paper as a PDF: a tax invoice, a bill of supply or a bill, from the lines frozen when it was ordered.

Carries what CGST Rules 46, 46A and 49 ask of a paper: supplier with number and address, its own number and date, the
buyer, the place of supply, HSN, quantity, taxable value, rate and amount of each tax. Nothing is computed here but sums
of frozen figures. English, as the law's words are; names and titles in whatever script they were written.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path

import fontpkg_noto_sans
import fontpkg_noto_sans_devanagari
from fpdf import FPDF
from fpdf.enums import XPos, YPos
from fpdf.fonts import FontFace

from orders.models import Fulfillment, Invoice, Order, OrderLine
from storefront.words.figures import grouped

TITLES = {
    "tax_invoice": "Tax invoice",
    "bill_of_supply": "Bill of supply",
    "invoice_cum_bill_of_supply": "Invoice-cum-bill of supply",
    "plain_bill": "Bill",
}
HEADS = (("cgst_paise", "CGST"), ("sgst_paise", "SGST"), ("utgst_paise", "UTGST"), ("igst_paise", "IGST"))
DELIVERY = "Delivery"
QUIET = (91, 81, 72)
MARGIN_MM = 15
LINE_MM = 5.0


def bill(
    order: Order, parcel: Fulfillment, paper: Invoice, lines: Sequence[OrderLine], states: dict[str, str]
) -> bytes:
    """The paper of one parcel, ready to print on A4. `states` names each State by its GST code."""
    pdf = _sheet(f"{TITLES[paper.kind]} {paper.number}")
    _head(pdf, paper)
    _parties(pdf, order, parcel, states)
    _lines(pdf, lines)
    _sums(pdf, lines, paper)
    _foot(pdf, order, parcel)
    return bytes(pdf.output())


@cache
def _font(package_root: Path) -> Path:
    return next(path for path in sorted(package_root.glob("files/*.ttf")) if "Italic" not in path.name)


def _sheet(title: str) -> FPDF:
    pdf = FPDF(format="A4")
    pdf.set_margin(MARGIN_MM)
    pdf.set_auto_page_break(True, MARGIN_MM)
    pdf.set_title(title)
    pdf.set_lang("en-IN")
    latin, devanagari = _font(fontpkg_noto_sans.ROOT), _font(fontpkg_noto_sans_devanagari.ROOT)
    pdf.add_font(
        "noto", "", latin
    )  # the regular cut only: making a bold one of a variable font takes seconds
    pdf.add_font("deva", "", devanagari)
    pdf.set_fallback_fonts(["deva"], exact_match=False)
    pdf.set_text_shaping(
        True, script="deva"
    )  # else a line that begins in Latin spoils the Devanagari after it
    pdf.add_page()
    return pdf


def _head(pdf: FPDF, paper: Invoice) -> None:
    pdf.set_font("noto", "", 16)
    pdf.cell(0, 9, TITLES[paper.kind], new_x=XPos.LMARGIN, new_y=YPos.NEXT)
    pdf.set_font("noto", "", 9)
    pdf.cell(
        0, LINE_MM, f"No. {paper.number}   ·   {paper.day:%d %b %Y}", new_x=XPos.LMARGIN, new_y=YPos.NEXT
    )
    pdf.ln(4)


def _parties(pdf: FPDF, order: Order, parcel: Fulfillment, states: dict[str, str]) -> None:
    seller = parcel.seller
    registration = (
        f"GSTIN {seller['gstin']}" if seller["gstin"] else f"Enrolment no. {seller['enrolment_no']}"
    )
    supplier = [
        seller["legal_name"] or seller["name"],
        ", ".join(filter(None, (seller["address"], seller["district"], seller["pin"]))),
        f"{states[seller['state']]} ({seller['state']})",
        registration,
    ]
    address = order.address or {}
    buyer = [
        order.name or "Counter sale",
        ", ".join(filter(None, (address.get(part, "") for part in ("house", "street", "landmark")))),
        " ".join(filter(None, (address.get("district", ""), address.get("pin", "")))),
        f"Place of supply: {states[order.place]} ({order.place})",
    ]
    top, half = pdf.get_y(), pdf.epw / 2
    ends = []
    for column, (label, told) in enumerate((("Sold by", supplier), ("Sold to", buyer))):
        pdf.set_xy(pdf.l_margin + column * half, top)
        pdf.set_text_color(*QUIET)
        pdf.cell(half, LINE_MM, label, new_x=XPos.LEFT, new_y=YPos.NEXT)
        pdf.set_text_color(0)
        for text in filter(None, told):
            pdf.multi_cell(half - 4, LINE_MM, text, align="L", new_x=XPos.LEFT, new_y=YPos.NEXT)
        ends.append(pdf.get_y())
    pdf.set_y(max(ends) + 2)
    pdf.cell(0, LINE_MM, f"Order {order.number}", new_x=XPos.LMARGIN, new_y=YPos.NEXT)
    pdf.ln(3)


def _lines(pdf: FPDF, lines: Sequence[OrderLine]) -> None:
    pdf.set_font("noto", "", 8.5)
    with pdf.table(
        width=int(pdf.epw),
        col_widths=(34, 11, 7, 14, 14, 9, 14, 15),
        text_align=("LEFT", "LEFT", "RIGHT", "RIGHT", "RIGHT", "RIGHT", "RIGHT", "RIGHT"),
        borders_layout="HORIZONTAL_LINES",
        line_height=LINE_MM,
        headings_style=FontFace(emphasis="", color=QUIET),
    ) as table:
        table.row(("What", "HSN", "Qty", "Price", "Taxable", "Rate", "Tax", "Total"))
        for line in lines:
            tax = int(line.total_paise) - int(line.taxable_paise)
            table.row(
                (
                    line.title or DELIVERY,
                    line.hsn,
                    str(line.quantity),
                    _rupees(line.unit_price_paise),
                    _rupees(line.taxable_paise),
                    f"{line.rate_bp / 100:g}%",
                    _rupees(tax),
                    _rupees(line.total_paise),
                )
            )
    pdf.ln(4)


def _sums(pdf: FPDF, lines: Sequence[OrderLine], paper: Invoice) -> None:
    rows = [("Taxable value", int(paper.taxable_paise))]
    rows += [(name, sum(int(getattr(line, column)) for line in lines)) for column, name in HEADS]
    for name, paise in rows:
        if paise or name == "Taxable value":
            _sum(pdf, name, paise)
    pdf.set_font("noto", "", 11)
    _sum(pdf, "Total", int(paper.total_paise))
    pdf.set_font("noto", "", 9)
    pdf.ln(4)


def _sum(pdf: FPDF, name: str, paise: int) -> None:
    pdf.set_x(pdf.l_margin + pdf.epw * 0.55)
    pdf.cell(pdf.epw * 0.22, LINE_MM + 1, name)
    pdf.cell(pdf.epw * 0.23, LINE_MM + 1, _rupees(paise), align="R", new_x=XPos.LMARGIN, new_y=YPos.NEXT)


def _foot(pdf: FPDF, order: Order, parcel: Fulfillment) -> None:
    said = ["Tax is not payable on reverse charge. Amounts in Indian rupees; prices include tax."]
    if not parcel.seller["gstin"]:
        said.append("The seller is not registered for GST and charges none.")
    said.append("Sold through Zila Haat, a marketplace. Made by computer; no signature is needed.")
    pdf.set_font("noto", "", 8)
    pdf.multi_cell(0, 4.5, "\n".join(said), new_x=XPos.LMARGIN, new_y=YPos.NEXT)


def _rupees(paise: int) -> str:
    rupees, rest = divmod(abs(int(paise)), 100)
    return f"{'−' if paise < 0 else ''}₹{grouped(rupees)}.{rest:02d}"

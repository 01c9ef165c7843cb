"""The numbers of our own papers: financial year, series and serial (CGST Rules 46(b), D2)."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from tax.errors import SeriesExhausted
from tax.rules.document import DocumentKind

NUMBER_LENGTH = 16  # CGST Rules 46(b): at most sixteen characters


class Series(StrEnum):
    """The letter of a number series; each runs without a gap on its own."""

    SALE = "A"
    CREDIT = "C"
    TILL = "T"  # a till that may be offline has its own
    COMMISSION = "P"  # the platform's own invoice to the maker


SERIES_OF_KIND = {
    DocumentKind.TAX_INVOICE: Series.SALE,
    DocumentKind.BILL_OF_SUPPLY: Series.SALE,
    DocumentKind.INVOICE_CUM_BILL_OF_SUPPLY: Series.SALE,
    DocumentKind.PLAIN_BILL: Series.SALE,
    DocumentKind.CREDIT_NOTE: Series.CREDIT,
    DocumentKind.COMMERCIAL_CREDIT_NOTE: Series.CREDIT,
}


def financial_year(day: date) -> int:
    """The year in which the financial year of `day` began: April to March."""
    return day.year if day.month >= 4 else day.year - 1


def document_number(series: str, state: str, fy_start: int, n: int) -> str:
    """Write a document's number, such as 24A26/0000123: State, series, year, serial.

    Raises SeriesExhausted when it would be longer than sixteen characters.
    """
    number = f"{state}{series}{fy_start % 100:02d}/{n:07d}"
    if len(number) > NUMBER_LENGTH:
        raise SeriesExhausted(series=series, n=n)
    return number

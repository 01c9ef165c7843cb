"""One seller's paper for one supply: its kind, lines with tax by head, and sums (V1 to V6, D1 to D5).

Tax is rounded half-up to the paisa once on each line and never again: sums are sums of lines.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from kit.money import Money, half_up, largest_remainder
from tax.errors import DiscountAbovePrice
from tax.rules.place import EXPORT, Heads, Regime, heads_of, regime
from tax.rules.rates import RateTable, find_rate
from tax.rules.seller import Seller, SellerKind

SHIPPING = "SHIPPING"
NO_TAX = Heads(0, 0, 0, 0)


class PriceMode(StrEnum):
    """Whether a typed price holds the tax already."""

    INCLUSIVE = "inclusive"
    EXCLUSIVE = "exclusive"


class DocumentKind(StrEnum):
    """What the paper is called (CGST Rules 46, 46A, 49; s.34)."""

    TAX_INVOICE = "tax_invoice"
    BILL_OF_SUPPLY = "bill_of_supply"
    INVOICE_CUM_BILL_OF_SUPPLY = "invoice_cum_bill_of_supply"
    PLAIN_BILL = "plain_bill"
    CREDIT_NOTE = "credit_note"
    COMMERCIAL_CREDIT_NOTE = "commercial_credit_note"


@dataclass(frozen=True, slots=True)
class Line:
    """Goods on offer: `quantity` pieces at `unit_price` paise, less the seller's discount on the whole line.

    `amount` stands in for quantity times price where the price was in foreign money and was converted once.
    """

    ref: str
    hsn: str
    flags: frozenset[str]
    quantity: int
    unit_price: int
    price_mode: PriceMode = PriceMode.INCLUSIVE
    seller_discount: int = 0
    seller_discount_bp: int = 0
    amount: int | None = None

    def after_discount(self) -> int:
        """The line's price in paise after the seller's discount; one by rate is rounded on the line."""
        gross = self.quantity * int(self.unit_price) if self.amount is None else int(self.amount)
        net = gross - int(self.seller_discount) - half_up(gross * self.seller_discount_bp, 10_000)
        if net < 0:
            raise DiscountAbovePrice(ref=self.ref)
        return net


class TaxedLine(NamedTuple):
    """A line as the paper shows it, in paise; `quantity` and `price_mode` tell how it is cut into units."""

    ref: str
    rate_bp: int
    taxable: Money
    cgst: Money
    sgst: Money
    utgst: Money
    igst: Money
    total: Money
    quantity: int = 1
    price_mode: PriceMode = PriceMode.INCLUSIVE

    @property
    def tax(self) -> Money:
        """All heads together."""
        return self.total - self.taxable


class Document(NamedTuple):
    """A paper with its lines and their sums, in paise."""

    kind: DocumentKind
    regime: Regime
    place: str
    lines: tuple[TaxedLine, ...]
    taxable: Money
    cgst: Money
    sgst: Money
    utgst: Money
    igst: Money
    total: Money

    @property
    def tax(self) -> Money:
        """All heads together."""
        return self.total - self.taxable

    @property
    def taxed_value(self) -> Money:
        """The taxable value of the lines whose rate is above nil: the base of TCS."""
        return Money(sum([int(line.taxable) for line in self.lines if line.rate_bp]))


def document(
    seller: Seller,
    lines: Sequence[Line],
    *,
    place: str,
    shipping: int | Money = 0,
    rates: RateTable,
    on: date,
    shipping_mode: PriceMode = PriceMode.INCLUSIVE,
) -> Document:
    """Work out one seller's paper for goods supplied to `place`, with rates as on that day.

    `shipping` paise are shared over the rates of the goods, ascending, by taxable value (V3), and stand as
    lines called SHIPPING. Composition, enrolled and export papers carry no tax and look up no rate. Who may
    sell at all is asked before (`offered_today`). Raises RateUnknown, SlabPriceAmbiguous,
    DiscountAbovePrice.
    """
    assert lines, "a paper has at least one line"
    law = regime(seller.state, place)
    taxed = seller.kind is SellerKind.REGULAR and place != EXPORT
    goods = [_goods_line(line, law, rates, on) if taxed else _untaxed_line(line) for line in lines]
    kind = _kind(seller, place, goods)
    if shipping:
        goods += _shipping_lines(goods, int(shipping), shipping_mode, law)
    return summed(kind, law, place, goods)


def _goods_line(line: Line, law: Regime, rates: RateTable, on: date) -> TaxedLine:
    amount = line.after_discount()
    inclusive = line.price_mode is PriceMode.INCLUSIVE
    rate_bp = find_rate(
        rates, line.hsn, line.flags, on, amount=amount, quantity=line.quantity, inclusive=inclusive
    )
    return taxed_line(line.ref, amount, rate_bp, law, quantity=line.quantity, price_mode=line.price_mode)


def _untaxed_line(line: Line) -> TaxedLine:
    # Price modes are ignored where there is no tax: the amount is the value.
    return _line(line.ref, 0, line.after_discount(), NO_TAX, line.quantity, PriceMode.INCLUSIVE)


def taxed_line(
    ref: str,
    amount: int,
    rate_bp: int,
    law: Regime,
    *,
    quantity: int = 1,
    price_mode: PriceMode = PriceMode.INCLUSIVE,
) -> TaxedLine:
    """Tax one amount of paise, inclusive or exclusive, at a rate: the only place where GST is computed."""
    if not rate_bp:
        return _line(ref, 0, amount, NO_TAX, quantity, price_mode)
    if price_mode is PriceMode.INCLUSIVE:
        heads = heads_of(law, amount * rate_bp, 10_000 + rate_bp)
        return _line(ref, rate_bp, amount - sum(heads), heads, quantity, price_mode)
    return _line(ref, rate_bp, amount, heads_of(law, amount * rate_bp, 10_000), quantity, price_mode)


def _line(
    ref: str, rate_bp: int, taxable: int, heads: Heads, quantity: int, price_mode: PriceMode
) -> TaxedLine:
    cgst, sgst, utgst, igst = heads
    return TaxedLine(
        ref,
        rate_bp,
        Money(taxable),
        Money(cgst),
        Money(sgst),
        Money(utgst),
        Money(igst),
        Money(taxable + cgst + sgst + utgst + igst),
        quantity,
        price_mode,
    )


def _shipping_lines(
    goods: Sequence[TaxedLine], shipping: int, mode: PriceMode, law: Regime
) -> list[TaxedLine]:
    by_rate: dict[int, int] = {}
    for line in goods:
        by_rate[line.rate_bp] = by_rate.get(line.rate_bp, 0) + int(line.taxable)
    rates = sorted(by_rate)
    if len(rates) == 1:
        return [taxed_line(SHIPPING, shipping, rates[0], law, price_mode=mode)]
    # Goods given away have no value to share by; then every rate bears alike.
    weights = [by_rate[rate] for rate in rates] if any(by_rate.values()) else [1] * len(rates)
    shares = largest_remainder(shipping, weights)
    return [
        taxed_line(SHIPPING, share, rate, law, price_mode=mode)
        for rate, share in zip(rates, shares, strict=True)
    ]


def _kind(seller: Seller, place: str, goods: Sequence[TaxedLine]) -> DocumentKind:
    if seller.kind is SellerKind.ENROLLED:
        return DocumentKind.PLAIN_BILL
    if seller.kind is SellerKind.COMPOSITION:
        return DocumentKind.BILL_OF_SUPPLY
    nil = [line.rate_bp == 0 for line in goods]
    if place == EXPORT or not any(nil):
        return DocumentKind.TAX_INVOICE
    return DocumentKind.BILL_OF_SUPPLY if all(nil) else DocumentKind.INVOICE_CUM_BILL_OF_SUPPLY


def summed(kind: DocumentKind, law: Regime, place: str, lines: Sequence[TaxedLine]) -> Document:
    """A paper of these lines; its figures are the sums of theirs."""
    taxable = cgst = sgst = utgst = igst = 0
    for line in lines:
        taxable += int(line.taxable)
        cgst += int(line.cgst)
        sgst += int(line.sgst)
        utgst += int(line.utgst)
        igst += int(line.igst)
    return Document(
        kind,
        law,
        place,
        tuple(lines),
        Money(taxable),
        Money(cgst),
        Money(sgst),
        Money(utgst),
        Money(igst),
        Money(taxable + cgst + sgst + utgst + igst),
    )


def commission_gst(commission: int | Money, *, from_state: str, to_state: str, rate_bp: int) -> Heads:
    """GST by head on a commission billed from one State to a seller in another, exclusive (SAC 9985).

    An unregistered seller's State is taken from the address on record (D11).
    """
    return heads_of(regime(from_state, to_state), int(commission) * rate_bp, 10_000)

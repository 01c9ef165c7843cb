"""What is kept back from a sale and what reaches the seller: TCS, TDS, commission and GST on it (T1 to T8).

All figures are cumulative: after a return they are computed again from what is left, and a reversal is old
less new. A full return therefore ends at exactly zero.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from kit.money import Money, half_up, largest_remainder
from tax.rules.document import Document, Line, commission_gst, document
from tax.rules.place import EXPORT, Heads, heads_of
from tax.rules.rates import RateTable
from tax.rules.seller import PersonKind, Seller, SellerKind

PLATFORM_STATE = "07"  # the platform's head office, from which commission is billed: Delhi


class Channel(StrEnum):
    """Where the sale was made; over a mall's counter is no electronic supply."""

    ONLINE = "online"
    STALL = "stall"


class LevyKind(StrEnum):
    """What a dated row of levies is; all are rates but the limit."""

    TCS = "tcs"
    TDS = "tds"
    TDS_LIMIT = "tds_limit"
    COMMISSION = "commission"
    COMMISSION_GST = "commission_gst"


@dataclass(frozen=True, slots=True)
class Levies:
    """The levies of one day: rates in basis points, the limit in paise."""

    tcs_bp: int
    tds_bp: int
    tds_limit: int
    commission_bp: int
    commission_gst_bp: int


class Accruals(NamedTuple):
    """What a sale owes to whom, in paise.

    `seller_payable` is the paper's total less all the rest, and may be negative.
    `tds_setoff` is tax already paid over for goods that came back: the seller's set-off, not cash (T8).
    """

    tcs_cgst: Money
    tcs_sgst: Money
    tcs_utgst: Money
    tcs_igst: Money
    tds: Money
    commission: Money
    commission_cgst: Money
    commission_sgst: Money
    commission_utgst: Money
    commission_igst: Money
    seller_payable: Money
    tds_setoff: Money = Money(0)

    @property
    def tcs(self) -> Money:
        """All heads of the tax collected at source."""
        return Money(int(self.tcs_cgst) + int(self.tcs_sgst) + int(self.tcs_utgst) + int(self.tcs_igst))

    @property
    def commission_tax(self) -> Money:
        """All heads of the GST on the commission."""
        return Money(
            int(self.commission_cgst)
            + int(self.commission_sgst)
            + int(self.commission_utgst)
            + int(self.commission_igst)
        )


def accruals(
    paper: Document,
    seller: Seller,
    *,
    levies: Levies,
    platform_state: str = PLATFORM_STATE,
    channel: Channel = Channel.ONLINE,
) -> Accruals:
    """Settle a paper, or what `remaining` says is left of it.

    TCS (CGST Act s.52) on the taxable value of lines with a rate above nil, a composition dealer's on
    everything; none for enrolled sellers, exports and stalls. TDS (Income-tax Act 2025 s.393(1) Table 8(v))
    on the whole value without GST, for an individual only above the year's limit, then on the whole year.
    """
    base = int(paper.taxable)
    tcs = _tcs(paper, seller, levies, channel)
    tds = _tds(base, seller, levies)
    commission = half_up(base * levies.commission_bp, 10_000)
    fee_tax = commission_gst(
        commission, from_state=platform_state, to_state=seller.state, rate_bp=levies.commission_gst_bp
    )
    payable = int(paper.total) - sum(tcs) - tds - commission - sum(fee_tax)
    return Accruals(*map(Money, (*tcs, tds, commission, *fee_tax, payable)))


def _tcs(paper: Document, seller: Seller, levies: Levies, channel: Channel) -> Heads:
    if channel is Channel.STALL or seller.kind is SellerKind.ENROLLED or paper.place == EXPORT:
        return Heads(0, 0, 0, 0)
    base = paper.taxable if seller.kind is SellerKind.COMPOSITION else paper.taxed_value
    return heads_of(paper.regime, int(base) * levies.tcs_bp, 10_000)


def _tds(base: int, seller: Seller, levies: Levies) -> int:
    before = int(seller.gross_so_far)
    if seller.person is PersonKind.FIRM or before > levies.tds_limit:
        return half_up(base * levies.tds_bp, 10_000)
    if before + base <= levies.tds_limit:
        return 0
    # The relief falls away with this sale: what was let pass before is deducted now (T6).
    return half_up((before + base) * levies.tds_bp, 10_000)


def keep_deposited_tds(now: Accruals, deposited: int | Money) -> Accruals:
    """Accruals after a return when `deposited` TDS was paid over before: the excess is set off."""
    excess = int(deposited) - int(now.tds)
    return now._replace(
        tds=Money(deposited), tds_setoff=Money(excess), seller_payable=now.seller_payable - excess
    )


def coupon_shares(coupon: int | Money, totals: Sequence[int]) -> list[Money]:
    """A platform's coupon shared over the sellers' totals; its own expense, it changes no paper (V2)."""
    return [Money(share) for share in largest_remainder(int(coupon), [int(total) for total in totals])]


class MakerShare(NamedTuple):
    """Where an inclusive price goes, in paise; all but `price` sum to it.

    `maker` is what stays with the maker; the GST is paid out to the maker too, who hands it on with the return.
    TCS and TDS are held back now and credited to the maker by the State later.
    """

    price: Money
    maker: Money
    gst: Money
    commission: Money
    commission_tax: Money
    tcs: Money
    tds: Money

    @property
    def paid_out(self) -> Money:
        """What the platform pays out to the maker: the maker's own and the GST to hand on."""
        return self.maker + self.gst


def maker_gets(
    price: int | Money,
    *,
    hsn: str,
    flags: frozenset[str],
    seller: Seller,
    rates: RateTable,
    levies: Levies,
    on: date,
    platform_state: str = PLATFORM_STATE,
    channel: Channel = Channel.ONLINE,
) -> MakerShare:
    """Break up the inclusive price of one piece sold inside the maker's own State, without delivery.

    Between States the heads differ and with them at most a paisa or two. Raises RateUnknown,
    SlabPriceAmbiguous.
    """
    # A single piece is not shown bearing the catch-up of a whole year: below the limit no TDS, above it the
    # plain rate.
    settled = seller if int(seller.gross_so_far) > levies.tds_limit else replace(seller, gross_so_far=0)
    line = Line("piece", hsn, flags, 1, int(price))
    paper = document(settled, [line], place=seller.state, rates=rates, on=on)
    kept = accruals(paper, settled, levies=levies, platform_state=platform_state, channel=channel)
    return MakerShare(
        price=paper.total,
        maker=kept.seller_payable - paper.tax,
        gst=paper.tax,
        commission=kept.commission,
        commission_tax=kept.commission_tax,
        tcs=kept.tcs,
        tds=kept.tds,
    )

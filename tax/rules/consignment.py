"""Goods sold by a mall for an artisan of another State, in the mall's own name: an agent's two supplies.

The transfer itself is then a supply (CGST Act Schedule I para 3, Circular 57/31/2018), valued at a share of
the counter price (CGST Rules 29(a)). The law is worked out here; the site does not offer it yet.
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from kit.money import Money, half_up
from tax.errors import AgentConsignmentNotOffered, ConsignmentNeedsRegistration
from tax.rules.document import Line, PriceMode, TaxedLine, commission_gst, taxed_line
from tax.rules.place import Heads, regime
from tax.rules.rates import RateTable, find_rate
from tax.rules.seller import Seller, SellerKind, may_sell, offered_today


class ConsignmentSale(NamedTuple):
    """Both papers of one sale through an agent, and how it is settled, in paise."""

    transfer: TaxedLine
    counter: TaxedLine
    mall_gst_cash: Money
    commission: Money
    commission_gst: Heads
    remit_to_principal: Money


def consignment_offered_today(seller: Seller, *, mall_state: str) -> None:
    """Let a consignment to a mall's stall pass, or refuse it; goods stay the artisan's until sold.

    Inside one State the stall sells for the artisan as the site does. Raises the refusals of
    `offered_today`, ConsignmentNeedsRegistration (an enrolled seller would break the
    one-State condition, G8) and AgentConsignmentNotOffered (a registered one would need the agent's two
    papers).
    """
    _refuse_unlawful(seller, mall_state)
    offered_today(seller, place=mall_state)
    if seller.state != mall_state:
        raise AgentConsignmentNotOffered(seller=seller.id, mall_state=mall_state)


def _refuse_unlawful(seller: Seller, mall_state: str) -> None:
    may_sell(seller, place=seller.state)
    if seller.state != mall_state and seller.kind is SellerKind.ENROLLED:
        raise ConsignmentNeedsRegistration(seller=seller.id, mall_state=mall_state)
    may_sell(seller, place=mall_state)


def agent_consignment(
    principal: Seller,
    line: Line,
    *,
    mall_state: str,
    transfer_bp: int,
    commission_bp: int,
    commission_gst_bp: int,
    rates: RateTable,
    on: date,
) -> ConsignmentSale:
    """Settle one line sold over a mall's counter in the mall's own name; the line's price is inclusive.

    The transfer is valued at `transfer_bp` of the counter's taxable value. Raises
    ConsignmentNeedsRegistration, the refusals of `may_sell`, RateUnknown and SlabPriceAmbiguous.
    """
    _refuse_unlawful(principal, mall_state)
    amount = line.after_discount()
    rate_bp = find_rate(rates, line.hsn, line.flags, on, amount=amount, quantity=line.quantity)
    counter = taxed_line(line.ref, amount, rate_bp, regime(mall_state, mall_state), quantity=line.quantity)
    value = int(counter.taxable)
    transfer = taxed_line(
        line.ref,
        half_up(value * transfer_bp, 10_000),
        rate_bp,
        regime(principal.state, mall_state),
        quantity=line.quantity,
        price_mode=PriceMode.EXCLUSIVE,
    )
    commission = half_up(value * commission_bp, 10_000)
    fee_tax = commission_gst(
        commission, from_state=mall_state, to_state=principal.state, rate_bp=commission_gst_bp
    )
    return ConsignmentSale(
        transfer=transfer,
        counter=counter,
        mall_gst_cash=counter.tax - transfer.tax,
        commission=Money(commission),
        commission_gst=fee_tax,
        remit_to_principal=Money(value + int(transfer.tax) - commission - sum(fee_tax)),
    )

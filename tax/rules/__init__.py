"""The pure rules of tax: values in, values out, whole paise and basis points.

One implementation for the quote, the paper, the refund and the payout. The numbers G, P, V, D and T in the
files below are those of `tax/data/SOURCES.md`.
"""

from tax.rules.accruals import (
    PLATFORM_STATE,
    Accruals,
    Channel,
    Levies,
    LevyKind,
    MakerShare,
    accruals,
    coupon_shares,
    keep_deposited_tds,
    maker_gets,
)
from tax.rules.consignment import ConsignmentSale, agent_consignment, consignment_offered_today
from tax.rules.document import (
    SHIPPING,
    Document,
    DocumentKind,
    Line,
    PriceMode,
    TaxedLine,
    commission_gst,
    document,
    summed,
)
from tax.rules.export import rupees_for
from tax.rules.interest import late_payment_interest
from tax.rules.numbers import (
    buyer_gstin_fault,
    enrolment_fault,
    gstin_fault,
    gstin_of,
    pan_fault,
    plain_number,
)
from tax.rules.place import EXPORT, STATE_CODES, Heads, Regime, heads_of, place_of_supply, regime
from tax.rules.rates import RateRow, RateTable, Slab, contradictions, find_rate, rate_date
from tax.rules.returns import CreditNote, CreditNoteLine, Unit, credit_note, frozen_units, remaining
from tax.rules.seller import PersonKind, Seller, SellerKind, may_sell, offered_today
from tax.rules.series import SERIES_OF_KIND, Series, document_number, financial_year

__all__ = [
    "EXPORT",
    "PLATFORM_STATE",
    "SERIES_OF_KIND",
    "SHIPPING",
    "STATE_CODES",
    "Accruals",
    "Channel",
    "ConsignmentSale",
    "CreditNote",
    "CreditNoteLine",
    "Document",
    "DocumentKind",
    "Heads",
    "Levies",
    "LevyKind",
    "Line",
    "MakerShare",
    "PersonKind",
    "PriceMode",
    "RateRow",
    "RateTable",
    "Regime",
    "Seller",
    "SellerKind",
    "Series",
    "Slab",
    "TaxedLine",
    "Unit",
    "accruals",
    "agent_consignment",
    "buyer_gstin_fault",
    "commission_gst",
    "consignment_offered_today",
    "contradictions",
    "coupon_shares",
    "credit_note",
    "document",
    "document_number",
    "enrolment_fault",
    "financial_year",
    "find_rate",
    "frozen_units",
    "gstin_fault",
    "gstin_of",
    "heads_of",
    "keep_deposited_tds",
    "late_payment_interest",
    "maker_gets",
    "may_sell",
    "offered_today",
    "pan_fault",
    "place_of_supply",
    "plain_number",
    "rate_date",
    "regime",
    "remaining",
    "rupees_for",
    "summed",
]

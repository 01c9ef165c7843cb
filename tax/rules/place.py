"""Where a supply takes place, and which heads of GST that asks for (IGST Act s.7, 8, 10; UTGST Act)."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from kit.money import half_up

EXPORT = "EXPORT"

# The State codes that open a GSTIN; 25 and 28 stand only in old ones (now 26 and 37), 97 is the "other
# territory".
STATE_CODES = frozenset(f"{code:02d}" for code in range(1, 39)) | {"97"}

# Union Territories without a legislature (P4): their share is UTGST. Delhi, Puducherry, J&K levy SGST.
UTS_WITHOUT_LEGISLATURE = frozenset({"04", "26", "31", "35", "38"})


class Regime(StrEnum):
    """Which heads of tax a supply bears."""

    CGST_SGST = "cgst_sgst"
    CGST_UTGST = "cgst_utgst"
    IGST = "igst"


class Heads(NamedTuple):
    """An amount of tax by head, in paise."""

    cgst: int
    sgst: int
    utgst: int
    igst: int


def place_of_supply(
    *,
    seller_state: str,
    delivery_state: str | None = None,
    billing_state: str | None = None,
    buyer_gstin: str | None = None,
    delivered_to_other: bool = False,
    export_country: str | None = None,
) -> str:
    """The State code of the place of supply, or EXPORT.

    A registered buyer (`buyer_gstin`): where the goods go; when they go to a third person on the buyer's
    word, the buyer's own State (IGST Act s.10(1)(a), (b)). A consumer: the State of delivery, else of the
    bill, else the seller's, as for a walk-in at a stall (s.10(1)(ca), Circular 209/3/2024).
    """
    if export_country is not None:
        return EXPORT
    if buyer_gstin is not None and delivered_to_other:
        return buyer_gstin[:2]
    return delivery_state or billing_state or seller_state


def regime(seller_state: str, place: str) -> Regime:
    """The heads of tax between two States; an export is always inter-State (IGST Act s.7(5))."""
    if seller_state != place:
        return Regime.IGST
    return Regime.CGST_UTGST if place in UTS_WITHOUT_LEGISLATURE else Regime.CGST_SGST


def heads_of(law: Regime, numerator: int, denominator: int) -> Heads:
    """Round a tax of numerator/denominator paise half-up into heads; in a State each half by itself (V4)."""
    if law is Regime.IGST:
        return Heads(0, 0, 0, half_up(numerator, denominator))
    half = half_up(numerator, 2 * denominator)
    return Heads(half, half, 0, 0) if law is Regime.CGST_SGST else Heads(half, 0, half, 0)

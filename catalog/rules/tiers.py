"""Prices for many: from so many pieces on, in whole cases, one costs less.

A tier's price holds for whole cases only. Another number is never refused: it pays the best lower tier that it fits, or
the price of one, and the basket says how many make a case. So nobody is kept from buying what anybody may buy.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from catalog.rules.listing import PRICE_MIN
from kit.money import Money

TIERS_MAX = 4
QUANTITY_MAX = 999  # pieces of one line of an order


class Tier(NamedTuple):
    """From `min_quantity` pieces on, in whole cases of `case_pack`, one costs `price`, GST included."""

    min_quantity: int
    case_pack: int
    price: Money


class Nudge(NamedTuple):
    """So many pieces more, and each costs `price`."""

    more: int
    price: Money


def price_each(price: Money, tiers: Sequence[Tier], quantity: int) -> Money:
    """What one of so many pieces costs: the lowest price whose number is reached in whole cases."""
    reached = [
        tier.price for tier in tiers if quantity >= tier.min_quantity and quantity % tier.case_pack == 0
    ]
    return min([price, *reached])


def nudge(price: Money, tiers: Sequence[Tier], quantity: int) -> Nudge | None:
    """How few pieces more make each of them cheaper; None where nothing does within one line."""
    now = price_each(price, tiers, quantity)
    steps = [
        Nudge(wanted - quantity, tier.price)
        for tier in tiers
        if tier.price < now
        and quantity
        < (wanted := _whole_cases(max(quantity, tier.min_quantity), tier.case_pack))
        <= QUANTITY_MAX
    ]
    return min(steps, key=lambda step: (step.more, step.price), default=None)


def _whole_cases(quantity: int, case_pack: int) -> int:
    return -(-quantity // case_pack) * case_pack


def tier_faults(price: Money, tiers: Sequence[Tier]) -> list[dict[str, str]]:
    """Name what cannot be of each tier, field → fault; they stand in the order of their numbers."""
    found: list[dict[str, str]] = []
    before, least = price, 1
    for tier in tiers:
        checks = {
            "min_quantity": (tier.min_quantity <= least and "low")
            or (tier.min_quantity > QUANTITY_MAX and "high"),
            "case_pack": (tier.case_pack < 1 and "low")
            or (tier.case_pack >= 1 and tier.min_quantity % tier.case_pack != 0 and "cases"),
            "price": (tier.price < PRICE_MIN and "low") or (tier.price >= before and "not_less"),
        }
        found.append({field: fault for field, fault in checks.items() if fault})
        before, least = min(before, tier.price), max(least, tier.min_quantity)
    return found

"""Prices for many, of variants."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from sqlalchemy import ScalarSelect, func, select
from sqlalchemy.dialects.postgresql import aggregate_order_by
from sqlalchemy.orm import Session

from catalog.models import PriceTier, Variant
from catalog.rules.tiers import Tier
from kit.money import Money


def tiers_of(session: Session, variant_ids: Collection[int]) -> dict[int, tuple[Tier, ...]]:
    """The prices for many of these variants, by variant, the fewest pieces first. One statement."""
    rows = session.scalars(
        select(PriceTier)
        .where(PriceTier.variant_id.in_(variant_ids))
        .order_by(PriceTier.variant_id, PriceTier.min_quantity)
    )
    found: dict[int, tuple[Tier, ...]] = {}
    for row in rows:
        tier = Tier(row.min_quantity, row.case_pack, row.price_paise)
        found[row.variant_id] = (*found.get(row.variant_id, ()), tier)
    return found


def tiers_column() -> ScalarSelect[Any]:
    """The same for the variant at hand, in one column; read it with `tiers_in`."""
    whole = func.jsonb_build_array(PriceTier.min_quantity, PriceTier.case_pack, PriceTier.price_paise)
    ordered = func.jsonb_agg(aggregate_order_by(whole, PriceTier.min_quantity))
    return select(ordered).where(PriceTier.variant_id == Variant.id).correlate(Variant).scalar_subquery()


def tiers_in(column: list[list[int]] | None) -> tuple[Tier, ...]:
    """The prices that a row of `tiers_column` holds."""
    return tuple(Tier(least, case, Money(paise)) for least, case, paise in column or ())

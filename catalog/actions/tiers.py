"""Deeds of wholesale: say what one piece costs from so many on."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, insert
from sqlalchemy.orm import Session

from catalog.actions.sale import rate_known
from catalog.errors import ListingInReview, ListingNotReady, TiersWrong
from catalog.events import TiersChanged
from catalog.models import Listing, PriceChange, PriceTier, Variant
from catalog.queries.tiers import tiers_of
from catalog.rules.listing import ListingStatus, may_edit
from catalog.rules.tiers import TIERS_MAX, Tier, tier_faults
from kit.events import record


def set_tiers(
    session: Session, listing: Listing, variant: Variant, tiers: Sequence[Tier], *, by: UUID, at: datetime
) -> None:
    """Say the prices of many of one variant, all of them; each change is kept for ever. Twice is once.

    Raises ListingInReview, TiersWrong with the faults of each tier, and for a listing on sale ListingNotReady where the
    law has no one rate for a price.
    """
    if not may_edit(listing.status):
        raise ListingInReview()
    faults = tier_faults(variant.price_paise, tiers)
    if any(faults) or len(tiers) > TIERS_MAX:
        raise TiersWrong(faults=faults, most=TIERS_MAX)
    if listing.status is ListingStatus.PUBLISHED:
        for tier in tiers:
            if not rate_known(session, listing, tier.price, at=at):
                raise ListingNotReady(gaps=["rate"])
    before = tiers_of(session, [variant.id]).get(variant.id, ())
    if tuple(tiers) == before:
        return
    session.execute(delete(PriceTier).where(PriceTier.variant_id == variant.id))
    if tiers:
        rows = [
            {
                "variant_id": variant.id,
                "min_quantity": tier.min_quantity,
                "case_pack": tier.case_pack,
                "price_paise": tier.price,
            }
            for tier in tiers
        ]
        session.execute(insert(PriceTier), rows)
    _keep_history(session, variant, before, tiers, by=by, at=at)
    record(session, TiersChanged(variant.id, listing.id), by=by, at=at)


def _keep_history(
    session: Session,
    variant: Variant,
    before: Sequence[Tier],
    after: Sequence[Tier],
    *,
    by: UUID,
    at: datetime,
) -> None:
    old = {tier.min_quantity: tier.price for tier in before}
    new = {tier.min_quantity: tier.price for tier in after}
    for number in sorted(old.keys() | new.keys()):
        was, now = old.get(number, 0), new.get(number, 0)
        if was != now:
            change = PriceChange(
                variant_id=variant.id, old_paise=was, new_paise=now, at=at, by=by, from_quantity=number
            )
            session.add(change)
    session.flush()

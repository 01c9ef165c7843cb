"""Reads of carts."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Select, func, select, true
from sqlalchemy.orm import Session

from catalog.models import Artisan, Listing, Variant
from catalog.queries.parts import flags, join_tariff, on_sale, tariff_columns, words_in
from catalog.queries.tiers import tiers_column, tiers_in
from catalog.rules.artisan import person_kind
from orders.models import Cart, CartLine
from orders.queries.making import when_ready
from orders.rules.quote import Wanted
from people.models import District


def token_hash(token: str) -> str:
    """What is kept of a cart's token."""
    return hashlib.sha256(token.encode()).hexdigest()


def cart_of(session: Session, token: str | None) -> Cart | None:
    """The cart behind a browser's token; None when there is none."""
    return session.scalar(select(Cart).filter_by(token_hash=token_hash(token))) if token else None


def pieces_in(session: Session, cart_id: UUID) -> int:
    """How many pieces lie in a cart."""
    return int(session.scalar(select(func.sum(CartLine.quantity)).filter_by(cart_id=cart_id)) or 0)


def _on_offer(locale: str) -> Select[Any]:
    """Variants with all that quoting needs, in one row each."""
    words = words_in(locale)
    query = (
        select(
            Variant.id,
            Variant.listing_id,
            words.c.title,
            Variant.price_paise,
            func.coalesce(func.nullif(Variant.weight_g, 0), Listing.weight_g).label("weight_g"),
            Variant.name.label("variant_name"),
            Listing.artisan_id,
            Listing.days_to_make,
            Listing.made_to_order,
            Listing.weekly_capacity,
            Listing.slug,
            Artisan.name.label("artisan_name"),
            Artisan.gst_kind,
            Artisan.pan,
            Artisan.gstin,
            Artisan.enrolment_no,
            Artisan.away_from,
            Artisan.away_to,
            District.name.label("district_name"),
            District.state_code,
            (Variant.active & on_sale()).label("on_sale"),
            *tariff_columns(),
        )
        .join(Listing, Listing.id == Variant.listing_id)
        .join(Artisan, Artisan.id == Listing.artisan_id)
        .join(District, District.id == Listing.district_id)
        .outerjoin(words, true())
    )
    return join_tariff(query)  # type: ignore[no-any-return]


def _wanted(row: Any, quantity: int) -> Wanted:
    return Wanted(
        variant_id=row.id,
        listing_id=row.listing_id,
        title=row.title or "",
        quantity=quantity,
        price=row.price_paise,
        weight_g=row.weight_g,
        hsn=row.hsn,
        flags=flags(handicraft=row.handicraft, prepacked=row.prepacked),
        artisan_id=row.artisan_id,
        artisan_name=row.artisan_name,
        district_name=row.district_name,
        state_code=row.state_code,
        seller_kind=row.gst_kind,
        person_kind=person_kind(row.pan),
        has_pan=bool(row.pan),
        gstin=row.gstin,
        enrolment_no=row.enrolment_no,
        days_to_make=row.days_to_make,
        slug=row.slug,
        variant_name=row.variant_name,
    )


class Basket:
    """What lies in a cart: what can be bought, what is not sold any more, and the prices seen."""

    def __init__(self, wanted: list[Wanted], gone: list[Wanted], seen: dict[int, int]) -> None:
        self.wanted, self.gone, self.seen = wanted, gone, seen

    @property
    def pieces(self) -> int:
        """All pieces that can be bought."""
        return sum(line.quantity for line in self.wanted)

    @property
    def price_moved(self) -> list[Wanted]:
        """Lines whose price is not the one the buyer saw when putting them in."""
        return [line for line in self.wanted if int(line.price) != self.seen[line.variant_id]]


def basket(session: Session, cart_id: UUID, *, on: date, locale: str = "en") -> Basket:
    """A cart's goods with all that quoting needs, in the order they were put in, and when each is ready.

    One statement, two more when something is made to order. What nobody could make within two years is gone.
    """
    query = (
        _on_offer(locale)
        .add_columns(CartLine.quantity, CartLine.price_seen_paise, tiers_column().label("tiers"))
        .join(CartLine, CartLine.variant_id == Variant.id)
        .where(CartLine.cart_id == cart_id)
        .order_by(CartLine.id)
    )
    lines = [
        (row, _wanted(row, row.quantity)._replace(tiers=tiers_in(row.tiers)))
        for row in session.execute(query)
    ]
    offered = [(row, line) for row, line in lines if row.on_sale]
    ready = when_ready(session, offered, on=on)
    full = [line for (_, line), found in zip(offered, ready, strict=True) if found is None]
    return Basket(
        [found for found in ready if found is not None],
        full + [line for row, line in lines if not row.on_sale],
        {line.variant_id: int(row.price_seen_paise) for row, line in lines},
    )


def wanted_of(
    session: Session, quantities: Mapping[int, int], *, locale: str = "en", on_sale_only: bool = False
) -> list[Wanted]:
    """Goods by variant, as a till rings them: those not on sale online may still be sold from a shelf."""
    query = _on_offer(locale).where(Variant.id.in_(list(quantities)))
    rows = [row for row in session.execute(query) if row.on_sale or not on_sale_only]
    found = {row.id: _wanted(row, quantities[row.id]) for row in rows}
    return [found[variant_id] for variant_id in quantities if variant_id in found]

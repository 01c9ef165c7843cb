"""Pieces side by side: the facts that differ."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from catalog.models import Artisan, Craft, Listing
from catalog.queries.parts import on_sale, words_in
from catalog.queries.shelf import Card, cards_of
from catalog.rules.registry import Returnability


@dataclass(frozen=True, slots=True)
class Compared:
    """One piece with what a buyer compares it by, beside its card."""

    card: Card
    craft_id: str
    craft_name_en: str
    craft_name_hi: str
    weight_g: int
    care: str
    proofs: dict[str, str]
    returnable: Returnability


def ids_of(session: Session, slugs: Sequence[str]) -> list[UUID]:
    """The ids of the listings on sale with these addresses, in this order; others are left out."""
    if not slugs:
        return []
    rows = session.execute(select(Listing.slug, Listing.id).where(Listing.slug.in_(slugs)))
    by_slug = {row.slug: row.id for row in rows}
    return [by_slug[slug] for slug in slugs if slug in by_slug]


def compared(session: Session, slugs: Sequence[str], *, locale: str = "en") -> list[Compared]:
    """The listings on sale with these addresses, in this order. Two statements."""
    if not slugs:
        return []
    said = words_in(locale)
    rows = session.execute(
        select(
            Listing.id,
            Listing.slug,
            Listing.craft_id,
            Listing.weight_g,
            Listing.proofs,
            Craft.name_en,
            Craft.name_hi,
            Craft.returnable,
            said.c.care,
        )
        .join(Artisan, Artisan.id == Listing.artisan_id)
        .join(Craft, Craft.id == Listing.craft_id)
        .where(Listing.slug.in_(slugs), on_sale())
    ).all()
    cards = {card.slug: card for card in cards_of(session, [row.id for row in rows], locale=locale)}
    found = {
        row.slug: Compared(
            card=cards[row.slug],
            craft_id=row.craft_id,
            craft_name_en=row.name_en,
            craft_name_hi=row.name_hi,
            weight_g=row.weight_g,
            care=row.care or "",
            proofs=row.proofs,
            returnable=Returnability(row.returnable),
        )
        for row in rows
        if row.slug in cards
    }
    return [found[slug] for slug in dict.fromkeys(slugs) if slug in found]

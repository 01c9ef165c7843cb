"""What is told of a listing beside its words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from catalog.models import Listing, ListingDetails, Pack, Variant
from catalog.queries.registry import tariff_line
from catalog.rules.registry import Proof
from kit.money import Money


class PackLine(NamedTuple):
    """What stands on the pack of one variant."""

    variant_id: int
    variant_name: str
    price: Money
    net_quantity: str
    mrp: Money


class Told(NamedTuple):
    """A listing's details; `packs` holds those of the variants sold, in their order."""

    materials: str = ""
    technique: str = ""
    dimensions: str = ""
    may_vary: str = ""
    packer: str = ""
    best_before_days: int | None = None
    packs: tuple[PackLine, ...] = ()


def told_of(session: Session, listing_id: UUID) -> Told:
    """The details of a listing; empty ones where nothing was told. One statement."""
    rows: Sequence[Any] = session.execute(
        select(Variant, Pack, ListingDetails)
        .outerjoin(Pack, Pack.variant_id == Variant.id)
        .outerjoin(ListingDetails, ListingDetails.listing_id == Variant.listing_id)
        .where(Variant.listing_id == listing_id, Variant.active)
        .order_by(Variant.position)
    ).all()
    packs = tuple(
        PackLine(variant.id, variant.name, variant.price_paise, pack.net_quantity, pack.mrp_paise)
        for variant, pack, _ in rows
        if pack is not None
    )
    said = rows[0][2] if rows else None
    if said is None:
        return Told(packs=packs)
    return Told(
        said.materials,
        said.technique,
        said.dimensions,
        said.may_vary,
        said.packer,
        said.best_before_days,
        packs,
    )


def wants_pack(session: Session, listing: Listing) -> bool:
    """Whether the law wants net quantity and MRP told before the sale: the goods are sold prepacked."""
    line = tariff_line(session, listing.craft_id, listing.craft_variant_id)
    return line is not None and line.prepacked


def wants_best_before(listing: Listing) -> bool:
    """Whether the law wants a best-before told: the goods are food."""
    return Proof.FSSAI in listing.craft.proofs


def pack_told(session: Session, listing: Listing) -> bool:
    """Whether every form's pack says what the law wants of these goods; true where it wants nothing."""
    if not wants_pack(session, listing):
        return True
    return len(told_of(session, listing.id).packs) == sum(variant.active for variant in listing.variants)


def best_before_told(session: Session, listing: Listing) -> bool:
    """Whether it is told how long food keeps; true for other goods."""
    if not wants_best_before(listing):
        return True
    details = session.get(ListingDetails, listing.id)
    return details is not None and details.best_before_days is not None

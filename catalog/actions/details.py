"""Deeds of details: say of what and how a piece is made, and in which forms and packs it is sold."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from sqlalchemy.orm import Session

from catalog.actions.listing import pass_edit, set_variants
from catalog.actions.proposals import propose
from catalog.errors import ListingFieldsWrong, ListingInReview
from catalog.models import Listing, ListingDetails, Pack
from catalog.rules.details import DETAILS, detail_faults, net_of, pack_faults
from catalog.rules.listing import ListingStatus, may_edit
from catalog.rules.proposal import TOLD
from kit.money import Money


class Form(NamedTuple):
    """One form a piece is sold in: id of its variant or None for a new one, name, price; for packs, what they say."""

    variant_id: int | None
    name: str
    price: Money
    net_quantity: str = ""
    mrp: Money | None = None


def tell_details(
    session: Session,
    listing: Listing,
    texts: Mapping[str, str],
    *,
    best_before_days: int | None,
    by: UUID,
    at: datetime,
) -> bool:
    """Say materials, technique, dimensions, may_vary and packer; what is not named stays. Twice is once.

    Materials and technique of a listing on sale wait for an officer, and then the answer is True. Raises
    ListingInReview, ListingFieldsWrong, ListingNotReady; nothing is written then.
    """
    said = {name: " ".join(text.split()) for name, text in texts.items() if name in DETAILS}
    if faults := detail_faults(said, best_before_days=best_before_days):
        raise ListingFieldsWrong(faults=faults)
    details = session.get(ListingDetails, listing.id)
    waits = False
    if listing.status is ListingStatus.PUBLISHED:
        verified = {name: said.pop(name) for name in TOLD if name in said}
        waits = bool(verified) and propose(session, listing, verified, by=by, at=at) is not None
    else:
        moved = [n for n in TOLD if n in said and said[n] != (getattr(details, n) if details else "")]
        pass_edit(session, listing, moved, by=by, at=at)
    if details is None:
        details = ListingDetails(listing_id=listing.id, **dict.fromkeys(DETAILS, ""))
        session.add(details)
    for name, text in said.items():
        setattr(details, name, text)
    details.best_before_days = best_before_days
    session.flush()
    return waits


def set_forms(session: Session, listing: Listing, forms: Sequence[Form], *, by: UUID, at: datetime) -> None:
    """Say in which forms a piece is sold, with what their packs say; one left out is no longer sold.

    Raises ListingInReview, TooManyVariants, ListingFieldsWrong (a price above the MRP among them).
    """
    if not may_edit(listing.status):
        raise ListingInReview()
    for form in forms:
        if faults := pack_faults(price=form.price, net_quantity=form.net_quantity, mrp=form.mrp):
            raise ListingFieldsWrong(faults=faults)
    own = {variant.id for variant in listing.variants}
    known = {form.variant_id: form for form in forms if form.variant_id in own}
    for variant_id, form in known.items():
        if variant_id is not None:
            _pack(session, variant_id, form)  # first: the new price is held against the new MRP
    session.flush()
    set_variants(session, listing, [form[:3] for form in forms], by=by, at=at)
    in_order = sorted((v for v in listing.variants if v.active), key=lambda v: v.position)
    for variant, form in zip(in_order, forms, strict=True):
        _pack(session, variant.id, form)
    session.flush()


def _pack(session: Session, variant_id: int, form: Form) -> None:
    pack = session.get(Pack, variant_id)
    net = net_of(form.net_quantity)
    if net is None or form.mrp is None:
        if pack is not None:
            session.delete(pack)
        return
    if pack is None:
        session.add(Pack(variant_id=variant_id, net_quantity=str(net), mrp_paise=form.mrp))
    else:
        pack.net_quantity, pack.mrp_paise = str(net), form.mrp

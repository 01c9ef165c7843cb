"""A maker's own workshop, for the program that the maker gave a key."""

from __future__ import annotations

from typing import Any

from flask import abort, g

from catalog.queries import offers, own_listings, own_variants
from kit.errors import Refusal
from people.rules import Permission
from stock.actions import set_on_hand
from stock.queries import workshop_levels
from storefront.api import problems, shapes
from storefront.api.asking import asking_key, own_workshop


def own(query_data: shapes.WordsAsked) -> Any:
    """The workshop's listings, drafts too, the newest first, with what is on hand of each variant."""
    workshop = own_workshop(Permission.LISTING_EDIT)
    variants = own_variants(g.session, workshop)
    ids = [variant_id for variant_id, *_ in variants]
    priced, held = offers(g.session, ids), workshop_levels(g.session, ids)
    of_listing: dict[Any, list[shapes.OwnVariant]] = {}
    for variant_id, listing_id, name in variants:
        here = held.get(variant_id)
        of_listing.setdefault(listing_id, []).append(
            shapes.OwnVariant(
                id=variant_id,
                name=name,
                price_paise=int(priced[variant_id].price) if variant_id in priced else 0,
                on_hand=here.on_hand if here else 0,
                promised=here.reserved if here else 0,
            )
        )
    items = [
        shapes.OwnListing(
            slug=line.slug,
            title=line.title,
            status=line.status,
            price_paise=int(line.price_paise),
            variants=of_listing.get(line.id, []),
        )
        for line in own_listings(g.session, workshop, query_data.language)
    ]
    return shapes.OwnListings(items=items, next=None)


def count(variant_id: int, json_data: shapes.StockCount) -> Any:
    """Say how many pieces of a variant the workshop holds; saying it again moves nothing."""
    workshop = own_workshop(Permission.STOCK_EDIT)
    mine = {each: name for each, _listing, name in own_variants(g.session, workshop)}
    if variant_id not in mine:
        abort(404)
    key = asking_key()
    assert key is not None
    try:
        set_on_hand(
            g.session,
            variant_id=variant_id,
            owner_id=workshop,
            quantity=json_data.on_hand,
            key=f"api:{variant_id}:{g.request_id}",
            by=key.person_id,
            at=g.now,
        )
    except Refusal as refusal:
        return problems.of_refusal(refusal)
    here = workshop_levels(g.session, [variant_id]).get(variant_id)
    offer = offers(g.session, [variant_id])[variant_id]
    return shapes.OwnVariant(
        id=variant_id,
        name=mine[variant_id],
        price_paise=int(offer.price),
        on_hand=here.on_hand if here else 0,
        promised=here.reserved if here else 0,
    )

"""Every address of the programs' face: the contract `/api/v1`, and the doorbells of providers."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from apiflask import APIBlueprint
from flask import request
from pydantic import BaseModel
from werkzeug.exceptions import UnsupportedMediaType

from people.rules import ApiScope
from storefront.access import public
from storefront.api import goods, hooks, looking, openapi, own, registry, shapes
from storefront.api.asking import keep_apart, keyed, limited

bp = APIBlueprint("api", __name__, url_prefix="/api/v1")
bp.after_request(keep_apart)


def tell(
    rule: str,
    view: Callable[..., Any],
    summary: str,
    answer: type[BaseModel],
    asked: type[BaseModel],
    *also: int,
    tag: str,
    scope: ApiScope | None = None,
    method: str = "GET",
) -> None:
    """Add one operation: its address, its shapes, who may, how often, and what the contract says of it."""
    reads = method == "GET"
    door = bp.output(answer)(view)
    door = bp.input(asked, location="query" if reads else "json")(door)
    if not reads:
        door = as_json(door)
        also = (*also, 415)
    door = limited(keyed(scope)(door))
    door = bp.doc(
        **openapi.said(summary, tag, *also, keyed=scope is not None, tagged=reads), operation_id=view.__name__
    )(door)
    bp.add_url_rule(rule, view.__name__, public(door), methods=[method])


def as_json(view: Callable[..., Any]) -> Callable[..., Any]:
    """Refuse a body that does not say that it is JSON."""

    @wraps(view)
    def door(*args: Any, **kwargs: Any) -> Any:
        if request.mimetype != "application/json":
            raise UnsupportedMediaType
        return view(*args, **kwargs)

    return door


PLACES, GOODS, OWN = "The registry", "Makers and goods", "Your own workshop"
none = shapes.NothingAsked
tell("/states", registry.states, "All States", shapes.States, none, tag=PLACES)
tell("/districts", registry.districts, "Districts", shapes.Districts, shapes.DistrictsAsked, tag=PLACES)
tell("/districts/<slug>", registry.district, "One district", shapes.DistrictSheet, none, 404, tag=PLACES)
tell(
    "/products",
    registry.products,
    "Products of the registry",
    shapes.RegistryProducts,
    shapes.ProductsAsked,
    tag=PLACES,
)
tell(
    "/gi-goods",
    registry.gi_goods,
    "Geographical indications",
    shapes.GIGoods,
    shapes.GIGoodsAsked,
    tag=PLACES,
)
tell("/crafts", registry.crafts, "Crafts", shapes.Crafts, shapes.CraftsAsked, tag=PLACES)

tell("/makers", goods.makers, "Makers", shapes.Makers, shapes.MakersAsked, tag=GOODS)
tell("/makers/<slug>", goods.maker, "One maker", shapes.MakerSheet, none, 404, tag=GOODS)
tell("/listings", goods.listings, "What is on sale", shapes.ListingCards, shapes.ListingsAsked, tag=GOODS)
tell("/listings/<slug>", goods.listing, "One piece", shapes.ListingSheet, shapes.WordsAsked, 404, tag=GOODS)
tell("/search", looking.looked_for, "Search", shapes.Found, shapes.SearchAsked, tag=GOODS)

tell(
    "/workshop/listings",
    own.own,
    "My listings and stock",
    shapes.OwnListings,
    shapes.WordsAsked,
    403,
    tag=OWN,
    scope=ApiScope.WORKSHOP_READ,
)
tell(
    "/workshop/variants/<int:variant_id>/stock",
    own.count,
    "Count my stock",
    shapes.OwnVariant,
    shapes.StockCount,
    *(403, 404, 409),
    tag=OWN,
    scope=ApiScope.STOCK_WRITE,
    method="PUT",
)

# The contract itself, and a provider's doorbell: no part of the contract.
bp.add_url_rule("/openapi.json", "document", bp.doc(hide=True)(openapi.document))
bp.add_url_rule("/docs", "docs", bp.doc(hide=True)(openapi.docs))
bp.add_url_rule("/hooks/stripe", "stripe", bp.doc(hide=True)(hooks.stripe), methods=["POST"])

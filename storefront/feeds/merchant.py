"""All goods on sale for merchant listings (RSS 2.0 with Google's names): written as it is read, part by part.

It says what the pages' JSON-LD says, for it is made of the same (`storefront.offered`).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from flask import Response, current_app, g

from catalog.queries.index import Ware, wares
from kit.clock import business_day
from kit.db import transaction
from stock.queries import workshop_levels
from storefront.access import public
from storefront.feeds.xml import HEAD, tag
from storefront.offered import OUT_OF_STOCK, Piece, goods

BATCH = 500
TITLE_MAX, STORY_MAX = 150, 5000
KEPT = "public, max-age=3600, stale-while-revalidate=86400"


@public
def google() -> Response:
    told = _written(current_app.config["PUBLIC_ORIGIN"], business_day(g.now))
    answer = Response(told, content_type="application/xml")
    answer.headers["Cache-Control"] = KEPT
    return answer


def _written(origin: str, on: date) -> Iterator[str]:
    """The feed of a day, a batch of goods at a time, in a transaction of its own: two statements for each batch."""
    yield HEAD + '<rss version="2.0" xmlns:g="http://base.google.com/ns/1.0">\n<channel>'
    yield tag("title", "Zila Haat") + tag("link", origin)
    yield tag("description", "What each district of India makes, from the people who make it") + "\n"
    with transaction() as session:
        after = None
        while found := wares(session, after=after, limit=BATCH):
            levels = workshop_levels(session, [each for ware in found for each in ware.variant_ids])
            for ware in found:
                free = sum(max(0, levels[each].free) for each in ware.variant_ids if each in levels)
                told = goods(_piece(ware, free, on), origin)
                yield _item(told, f"{ware.district_name}, {ware.state_name}") + "\n"
            after = found[-1].id
    yield "</channel>\n</rss>\n"


def _item(told: dict[str, Any], where: str) -> str:
    offer = told["offers"]
    weight = told["weight"]
    parts = [
        tag("g:id", told["sku"]),
        tag("g:title", told["name"][:TITLE_MAX]),
        tag("g:description", told["description"][:STORY_MAX]),
        tag("g:link", told["url"]),
        tag("g:image_link", told["image"][0]),
        tag("g:price", f"{offer['price']} {offer['priceCurrency']}"),
        tag("g:availability", "out_of_stock" if offer["availability"] == OUT_OF_STOCK else "in_stock"),
        tag("g:condition", "new"),
        tag("g:identifier_exists", "no"),  # made by hand: no GTIN was ever given
        tag("g:brand", told["brand"]["name"]),
        tag("g:product_type", told["category"]),
        tag("g:custom_label_0", where),
        tag("g:shipping_weight", f"{weight['value']} g" if weight else ""),
        tag("g:max_handling_time", offer["shippingDetails"]["deliveryTime"]["handlingTime"]["maxValue"]),
    ]
    return f"<item>{''.join(parts)}</item>"


def _piece(ware: Ware, free: int, on: date) -> Piece:
    photographed = ware.picture is not None and not ware.picture.is_illustration
    return Piece(
        id=ware.id,
        slug=ware.slug,
        title=ware.title,
        story=ware.story,
        price=ware.price_paise,
        family=ware.family_name,
        craft=ware.craft_name,
        photographs=[ware.picture.src] if photographed and ware.picture else [],
        weight_g=ware.weight_g,
        maker=ware.maker_name,
        district=ware.district_name,
        state=ware.state_name,
        made_to_order=ware.made_to_order,
        ready_in_days=ware.ready_in_days(on),
        free=free,
    )

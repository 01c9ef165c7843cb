"""All goods on sale for merchant listings (RSS 2.0 with Google's names): written as it is read, part by part."""

from __future__ import annotations

from collections.abc import Iterator

from flask import Response, current_app

from catalog.queries.index import Ware, wares
from kit.db import transaction
from stock.queries import workshop_levels
from storefront.access import public
from storefront.feeds.xml import HEAD, tag
from storefront.linked import rupees

BATCH = 500
TITLE_MAX, STORY_MAX = 150, 5000
KEPT = "public, max-age=3600, stale-while-revalidate=86400"


@public
def google() -> Response:
    answer = Response(_written(current_app.config["PUBLIC_ORIGIN"]), content_type="application/xml")
    answer.headers["Cache-Control"] = KEPT
    return answer


def _written(origin: str) -> Iterator[str]:
    """The feed, a batch of goods at a time, in a transaction of its own: two statements for each batch."""
    yield HEAD + '<rss version="2.0" xmlns:g="http://base.google.com/ns/1.0">\n<channel>'
    yield tag("title", "Zila Haat") + tag("link", origin)
    yield tag("description", "What each district of India makes, from the people who make it") + "\n"
    with transaction() as session:
        after = None
        while found := wares(session, after=after, limit=BATCH):
            levels = workshop_levels(session, [each for ware in found for each in ware.variant_ids])
            for ware in found:
                free = sum(max(0, levels[each].free) for each in ware.variant_ids if each in levels)
                yield _item(ware, origin, free) + "\n"
            after = found[-1].id
    yield "</channel>\n</rss>\n"


def _item(ware: Ware, origin: str, free: int) -> str:
    sold = free > 0 or ware.made_to_order
    where = f"{ware.district_name}, {ware.state_name}"
    story = ware.story or f"{ware.craft_name}, made in {where} by {ware.maker_name}."
    parts = [
        tag("g:id", ware.id),
        tag("g:title", ware.title[:TITLE_MAX]),
        tag("g:description", story[:STORY_MAX]),
        tag("g:link", f"{origin}/p/{ware.slug}"),
        tag("g:image_link", _image(ware, origin)),
        tag("g:price", f"{rupees(ware.price_paise)} INR"),
        tag("g:availability", "in_stock" if sold else "out_of_stock"),
        tag("g:condition", "new"),
        tag("g:identifier_exists", "no"),  # made by hand: no GTIN was ever given
        tag("g:brand", ware.maker_name),
        tag("g:product_type", f"{ware.family_name} > {ware.craft_name}"),
        tag("g:custom_label_0", where),
        tag("g:shipping_weight", f"{ware.weight_g} g" if ware.weight_g else ""),
        tag("g:max_handling_time", ware.days_to_make if ware.made_to_order else 2),
    ]
    return f"<item>{''.join(parts)}</item>"


def _image(ware: Ware, origin: str) -> str:
    """A photograph where there is one; else the share card, for drawings cannot be listed."""
    photographed = ware.picture is not None and not ware.picture.is_illustration
    return origin + (ware.picture.src if photographed and ware.picture else f"/p/{ware.slug}/card.jpg")

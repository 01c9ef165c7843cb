"""Finding: the map, a State, a district, a craft family, a maker."""

from __future__ import annotations

from typing import Any

from flask import abort, g, redirect, render_template, request, url_for

from catalog.queries.facility import facilities
from catalog.queries.history import kept_since, products_as_of
from catalog.queries.pages import maker_page
from catalog.queries.products import product_key
from catalog.queries.registry import crafts as crafts_of
from catalog.queries.registry import district_page, family_by_slug
from catalog.queries.shelf import cards, counts
from kit.clock import business_day
from people.queries.places import districts, state_by_slug, states
from storefront.access import public
from storefront.shop.registry import as_of
from storefront.shop.shares import hundred_rupees
from storefront.shop.shelves import cloth, family_shelves, map_of_india, shelf, with_shares
from storefront.shop.weave import patch
from storefront.words.tongues import named, reading

LEAD = 9  # one large and eight
BOLTS = (
    "weaves",
    "block_print",
    "ikat",
    "clay",
    "metal",
    "wood_lac",
    "cane_bamboo",
    "painting",
    "food_staple",
    "spices",
)


@public
def home() -> Any:
    all_states = states(g.session)
    on_sale = counts(g.session)
    all_families = family_shelves(on_sale.by_family)
    by_id = {family.id: family for family in all_families}
    newest = cards(g.session, locale=reading(), limit=LEAD)
    return render_template(
        "shop/home.html",
        map=map_of_india(all_states),
        states=all_states,
        families=all_families,
        bolts=[by_id[word] for word in BOLTS if word in by_id],
        newest=with_shares(newest),
        hundred=hundred_rupees(),
        counts={
            "districts": sum(state.districts for state in all_states),
            "makers": on_sale.makers,
            "goods": on_sale.listings,
            "families": len(all_families),
        },
        demo=any(card.is_demo for card in newest),
    )


@public
def choose_state() -> Any:
    slug = request.args.get("state", "")
    if not slug:
        return redirect(url_for(".home"), 303)
    return redirect(url_for(".state", slug=slug), 303)


@public
def state(slug: str) -> Any:
    found = state_by_slug(g.session, slug) or abort(404)
    stitched = [stitch for stitch in cloth().stitches if stitch.state_slug == slug]
    return render_template(
        "shop/state.html",
        state=found,
        districts=districts(g.session, found.code),
        patch=_patch(stitched, "", named(found)),
        **shelf(state=found.code)._asdict(),
    )


@public
def district(slug: str) -> Any:
    page = district_page(g.session, slug) or abort(404)
    stitched = [stitch for stitch in cloth().stitches if stitch.state_slug == page.state.slug]
    on_sale = counts(g.session)
    day = as_of()
    products = products_as_of(g.session, page.district.id, day) if day else page.products
    return render_template(
        "shop/district.html",
        district=page.district,
        state=page.state,
        products=[product for product in products if product.is_goods],
        day=day,
        since=kept_since(g.session) if day else None,
        product_key=product_key,
        neighbours=page.neighbours,
        patch=_patch(stitched, slug, named(page.state)),
        siblings=len(stitched),
        goods_count=on_sale.by_district.get(page.district.id, 0),
        facilities=facilities(g.session, districts=[page.district.id]),
        **shelf(district=page.district.id)._asdict(),
    )


def _patch(stitched: list[Any], here: str, name: str) -> Any:
    return patch(stitched, here, lambda slug: url_for(".district", slug=slug), name) if stitched else ""


@public
def crafts() -> Any:
    return render_template("shop/crafts.html", families=family_shelves(counts(g.session).by_family))


@public
def family(slug: str) -> Any:
    found = family_by_slug(g.session, slug) or abort(404)
    lines = crafts_of(g.session, found.id)
    chosen = next((craft for craft in lines if craft.slug == request.args.get("craft")), None)
    narrowed: dict[str, Any] = {"craft": chosen.id} if chosen else {"family": found.id}
    return render_template(
        "shop/family.html",
        family=found,
        crafts=lines,
        chosen=chosen.slug if chosen else None,
        **shelf(**narrowed)._asdict(),
    )


@public
def maker(slug: str) -> Any:
    page = maker_page(g.session, slug) or abort(404)
    away = page.maker.away
    return render_template(
        "shop/maker.html",
        maker=page.maker,
        place=page.place,
        away=away if away is not None and away.holds(business_day(g.now)) else None,
        **shelf(artisan=page.maker.id)._asdict(),
    )

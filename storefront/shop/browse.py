"""Finding: the map, a State, a district, a craft family, a maker."""

from __future__ import annotations

from typing import Any

from flask import abort, g, redirect, render_template, request, url_for

from catalog.queries.clusters import clusters
from catalog.queries.facility import facilities
from catalog.queries.history import kept_since, products_as_of
from catalog.queries.made_by import makers_of
from catalog.queries.marks import makers_badges
from catalog.queries.pages import maker_page
from catalog.queries.products import family_page, product_key
from catalog.queries.registry import district_page, family_by_slug
from catalog.queries.shelf import cards, counts
from catalog.queries.states import state_page
from kit.clock import business_day
from people.queries.places import state_by_slug, states
from people.rules.places import slug as slug_of
from storefront.access import public
from storefront.shop import known
from storefront.shop.cloth import cloth, map_of_india, patch_of, states_around
from storefront.shop.days import as_of
from storefront.shop.layers import MEANINGS, NAMES, Layer
from storefront.shop.shares import hundred_rupees
from storefront.shop.shelves import family_shelves, shelf, with_shares
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
# What the cloth of the front page can be coloured by, instead of the threads of its crafts.
HOME_LAYERS = tuple(layer for layer in Layer if layer is not Layer.SECTOR)


@public
def home() -> Any:
    all_states = states(g.session)
    on_sale = counts(g.session)
    all_families = family_shelves(on_sale.by_family)
    by_id = {family.id: family for family in all_families}
    newest = cards(g.session, locale=reading(), limit=LEAD)
    asked = request.args.get("layer", "")
    layer = (Layer(asked) if asked in HOME_LAYERS else abort(404)) if asked else None
    woven = map_of_india(all_states, layer)
    return render_template(
        "shop/home.html",
        map=woven.drawn,
        legend=woven.legend,
        layer=layer,
        layers=[(one, NAMES[one]) for one in HOME_LAYERS],
        meaning=MEANINGS[layer] if layer else "",
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
    day = as_of()
    page = state_page(g.session, found, day)
    return render_template(
        "shop/state.html",
        state=found,
        page=page,
        day=day,
        since=kept_since(g.session) if day else None,
        product_key=product_key,
        slug_of=slug_of,
        known=known.of_state(page),
        sources=known.REGISTRY_SOURCES,
        near=states_around(slug),
        patch=patch_of(slug, named(found), threads=True),
        threads={stitch.thread for stitch in cloth().stitches if stitch.state_slug == slug},
        **shelf(state=found.code)._asdict(),
    )


@public
def district(slug: str) -> Any:
    page = district_page(g.session, slug) or abort(404)
    on_sale = counts(g.session)
    day = as_of()
    all_products = products_as_of(g.session, page.district.id, day) if day else page.products
    siblings = sum(stitch.state_slug == page.state.slug for stitch in cloth().stitches)
    return render_template(
        "shop/district.html",
        district=page.district,
        state=page.state,
        products=all_products,
        day=day,
        since=kept_since(g.session) if day else None,
        product_key=product_key,
        neighbours=page.neighbours,
        patch=patch_of(page.state.slug, named(page.state), slug),
        siblings=siblings,
        known=known.of_district(page.district, page.state, all_products, siblings),
        sources=known.REGISTRY_SOURCES,
        clusters=clusters(g.session, district=page.district.id, day=day),
        makers=makers_of(g.session, districts=[page.district.id]),
        goods_count=on_sale.by_district.get(page.district.id, 0),
        facilities=facilities(g.session, districts=[page.district.id]),
        **shelf(district=page.district.id)._asdict(),
    )


@public
def crafts() -> Any:
    return render_template("shop/crafts.html", families=family_shelves(counts(g.session).by_family))


@public
def family(slug: str) -> Any:
    found = family_by_slug(g.session, slug) or abort(404)
    page = family_page(g.session, found)
    chosen = next((craft for craft in page.crafts if craft.slug == request.args.get("craft")), None)
    narrowed: dict[str, Any] = {"craft": chosen.id} if chosen else {"family": found.id}
    return render_template(
        "shop/family.html",
        family=found,
        page=page,
        crafts=page.crafts,
        known=known.of_family(page),
        sources=known.REGISTRY_SOURCES,
        product_key=product_key,
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
        badges=makers_badges(g.session, page.maker.id, on=business_day(g.now)),
        away=away if away is not None and away.holds(business_day(g.now)) else None,
        portrait=page.portrait,
        voice=page.voice,
        **shelf(artisan=page.maker.id)._asdict(),
    )

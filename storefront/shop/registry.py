"""Pages of the registry: a product of a district, a geographical indication, a cluster of districts."""

from __future__ import annotations

import re
from typing import Any

from flask import abort, g, render_template

from catalog.queries.clusters import cluster_page, clusters
from catalog.queries.history import kept_since, versions_of
from catalog.queries.products import gi_page, product_key, product_page, product_seen
from catalog.queries.shelf import cards
from people.rules.places import slug as slug_of
from storefront.access import public
from storefront.shop import known
from storefront.shop.cloth import patch_of
from storefront.shop.days import as_of
from storefront.shop.shelves import shelf, with_shares
from storefront.words.figures import day as day_words
from storefront.words.tongues import named, reading

GI_PRODUCTS_SHOWN = 4
GI_PIECES = 12


@public
def product(key: str) -> Any:
    number = re.match(r"[0-9]{1,15}(?=-|$)", key) or abort(404)
    page = product_page(g.session, int(number[0])) or abort(404)
    day = as_of()
    versions = versions_of(g.session, page.product.id)
    seen = product_seen(g.session, page, day)
    return render_template(
        "shop/registry_product.html",
        page=page,
        key=product_key(page.product.id, page.product.name),
        day=day,
        product=seen or page.product,
        was_there=seen is not None,
        since=kept_since(g.session),
        versions=versions,
        known=known.of_product(page, seen or page.product, day_words(versions[-1].valid_from)),
        sources=known.sources_of(page.source_lists),
        product_key=product_key,
        **shelf(product=page.product.id)._asdict(),
    )


@public
def gi_good(slug: str) -> Any:
    page = gi_page(g.session, slug) or abort(404)
    pieces = [
        card
        for one in page.products[:GI_PRODUCTS_SHOWN]
        for card in cards(g.session, locale=reading(), product=one.product_id, limit=GI_PIECES)
    ]
    return render_template(
        "shop/gi_good.html",
        page=page,
        goods=with_shares(pieces[:GI_PIECES]),
        known=known.of_gi(page),
        sources=[known.GI],
        slug_of=slug_of,
        product_key=product_key,
    )


@public
def all_clusters() -> Any:
    day = as_of()
    return render_template(
        "shop/clusters.html",
        clusters=clusters(g.session, day=day),
        day=day,
        since=kept_since(g.session) if day else None,
    )


@public
def cluster(slug: str) -> Any:
    day = as_of()
    seen = cluster_page(g.session, slug, day)
    page = seen or cluster_page(g.session, slug) or abort(404)
    return render_template(
        "shop/cluster.html",
        page=page,
        day=day,
        was_there=seen is not None,
        since=kept_since(g.session) if day else None,
        patch=patch_of(page.state.slug, named(page.state), {one.slug for one in page.districts}),
        sources=[known.OURS, known.LGD],
        **shelf(districts=page.facts.district_ids, craft=page.craft.id)._asdict(),
    )

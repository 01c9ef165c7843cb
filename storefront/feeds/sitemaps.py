"""For search engines: robots.txt, and the site map in parts, each address in every language, pieces with a picture."""

from __future__ import annotations

from collections.abc import Iterable
from math import ceil

from flask import Response, abort, g, url_for

from catalog.queries.clusters import clusters
from catalog.queries.index import addresses_on_sale, how_many, makers_by_address
from catalog.queries.products import gi_slugs, placed, product_key
from catalog.queries.registry import families
from people.queries.places import districts, states
from storefront.access import public
from storefront.edge import LANGUAGES
from storefront.feeds.xml import HEAD, tag
from storefront.linked import whole

PART = 5_000  # addresses in a part, each in two languages; 50,000 are allowed
KEPT = "public, max-age=3600, stale-while-revalidate=86400"
PLAIN = (
    "home",
    "map",
    "crafts",
    "clusters",
    "data",
    "about",
    "fees",
    "returns",
    "privacy",
    "grievance",
    "sitemap",
)
# What is for one person, or endless: no engine needs it.
CLOSED = (
    "/cart",
    "/checkout",
    "/orders",
    "/search",
    "/sign-in",
    "/staff",
    "/workshop",
    "/complaints",
    "/mall",
    "/district",
    "/admin",
)
SPACES = (
    'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" '
    'xmlns:image="http://www.google.com/schemas/sitemap-image/1.1" '
    'xmlns:xhtml="http://www.w3.org/1999/xhtml"'
)


@public
def robots() -> Response:
    closed = [f"Disallow: {prefix}{path}" for prefix in ("", "/hi") for path in (*CLOSED, "/keys", "/pin")]
    lines = ["User-agent: *", *closed, "", f"Sitemap: {whole('/sitemap.xml')}", ""]
    return _kept("\n".join(lines), "text/plain; charset=utf-8")


@public
def index() -> Response:
    goods, makers = how_many(g.session)
    parts = [url_for(".places")]
    parts += [url_for(".makers", number=number) for number in range(ceil(makers / PART))]
    parts += [url_for(".goods", number=number) for number in range(ceil(goods / PART))]
    told = "\n".join(f"<sitemap>{tag('loc', whole(part))}</sitemap>" for part in parts)
    head = '<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
    return _kept(f"{HEAD}{head}\n{told}\n</sitemapindex>\n", "application/xml")


@public
def places() -> Response:
    paths = [url_for(f"shop.{name}") for name in PLAIN]
    paths += [url_for("shop.state", slug=state.slug) for state in states(g.session)]
    paths += [url_for("shop.district", slug=district.slug) for district in districts(g.session)]
    paths += [url_for("shop.family", slug=family.slug) for family in families(g.session)]
    paths += [url_for("shop.cluster", slug=cluster.slug) for cluster in clusters(g.session)]
    named = placed(g.session, most=None)
    paths += [
        url_for("shop.product_of_district", key=product_key(one.product_id, one.product_name))
        for one in named
    ]
    paths += [url_for("shop.gi_good", slug=word) for word in gi_slugs(g.session)]
    return _part(_addresses(path) for path in paths)


@public
def makers(number: int) -> Response:
    slugs = makers_by_address(g.session, skip=_skip(number), limit=PART) or abort(404)
    return _part(_addresses(url_for("shop.maker", slug=slug)) for slug in slugs)


@public
def goods(number: int) -> Response:
    found = addresses_on_sale(g.session, skip=_skip(number), limit=PART) or abort(404)
    return _part(
        _addresses(
            url_for("shop.product", slug=each.slug),
            tag("lastmod", each.published_at.isoformat(timespec="seconds")),
            "<image:image>"
            + tag("image:loc", whole(url_for("feeds.card", slug=each.slug)))
            + "</image:image>",
        )
        for each in found
    )


def _skip(number: int) -> int:
    return number * PART if number < 10_000 else abort(404)


def _addresses(path: str, *more: str) -> str:
    """A page's entry in each language, naming the page in all of them."""
    by_language = {
        language: whole(path if language == LANGUAGES[0] else f"/{language}{path}") for language in LANGUAGES
    }
    others = "".join(
        f'<xhtml:link rel="alternate" hreflang="{language}" href="{address}"/>'
        for language, address in by_language.items()
    )
    return "\n".join(
        f"<url>{tag('loc', address)}{''.join(more)}{others}</url>" for address in by_language.values()
    )


def _part(entries: Iterable[str]) -> Response:
    told = "\n".join(entries)
    return _kept(f"{HEAD}<urlset {SPACES}>\n{told}\n</urlset>\n", "application/xml")


def _kept(words: str, kind: str) -> Response:
    answer = Response(words, content_type=kind)
    answer.headers["Cache-Control"] = KEPT
    answer.add_etag()
    return answer

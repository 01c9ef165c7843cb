"""New goods of a district, for feed readers (Atom, RFC 4287)."""

from __future__ import annotations

from flask import Response, abort, g, request, url_for
from flask_babel import gettext as _

from catalog.queries.index import Ware, newest_wares
from people.queries.places import district_by_slug
from storefront.access import public
from storefront.feeds.xml import HEAD, tag
from storefront.linked import whole
from storefront.words.figures import inr
from storefront.words.tongues import reading

ENTRIES = 30
KEPT = "public, max-age=900, stale-while-revalidate=3600"


@public
def district(slug: str) -> Response:
    place = district_by_slug(g.session, slug) or abort(404)
    found = newest_wares(g.session, place.id, locale=reading(), limit=ENTRIES)
    here = whole(url_for("feeds.district", slug=slug))
    page = whole(url_for("shop.district", slug=slug))
    changed = max((ware.published_at for ware in found), default=None)
    told = [
        HEAD + f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{reading()}">',
        tag("id", here),
        tag("title", _("New from %(place)s", place=place.name)),
        tag("updated", changed.isoformat(timespec="seconds") if changed else "1970-01-01T00:00:00+00:00"),
        f"<author>{tag('name', 'Zila Haat')}</author>",
        _link(here, "self", "application/atom+xml"),
        _link(page, "alternate", "text/html"),
        *(_entry(ware) for ware in found),
        "</feed>\n",
    ]
    answer = Response("\n".join(told), content_type="application/atom+xml; charset=utf-8")
    answer.headers["Cache-Control"] = KEPT
    answer.add_etag()
    answer.make_conditional(request)
    return answer


def _entry(ware: Ware) -> str:
    page = whole(url_for("shop.product", slug=ware.slug))
    at = ware.published_at.isoformat(timespec="seconds")
    parts = [
        tag("id", f"urn:uuid:{ware.id}"),
        tag("title", ware.title),
        tag("updated", at),
        tag("published", at),
        f"<author>{tag('name', ware.maker_name)}</author>",
        _link(page, "alternate", "text/html"),
        _link(whole(url_for("feeds.card", slug=ware.slug)), "enclosure", "image/jpeg"),
        tag("summary", f"{inr(ware.price_paise)} · {ware.craft_name}. {ware.story}".strip()),
    ]
    return f"<entry>{''.join(parts)}</entry>"


def _link(address: str, rel: str, kind: str) -> str:
    return f'<link rel="{rel}" type="{kind}" href="{address}"/>'

"""Pages of the registry: a product of a district, a geographical indication, and all of it as open data."""

from __future__ import annotations

import csv
import io
import json
import re
from datetime import date
from typing import Any

from flask import Response, abort, g, render_template, request

from catalog.queries.history import kept_since, product_as_of, versions_of
from catalog.queries.open_data import TABLES, OpenTable
from catalog.queries.products import gi_page, product_key, product_page
from catalog.queries.shelf import cards
from kit.clock import business_day
from kit.typed import harmless
from storefront.access import public
from storefront.shop.shelves import shelf, with_shares
from storefront.words.tongues import reading

LICENSE = {
    "name": "GODL-India",
    "title": "Government Open Data License - India",
    "path": "https://data.gov.in/government-open-data-license-india",
}
GI_PRODUCTS_SHOWN = 4
GI_PIECES = 12


@public
def product(key: str) -> Any:
    number = re.match(r"[0-9]{1,15}(?=-|$)", key) or abort(404)
    page = product_page(g.session, int(number[0])) or abort(404)
    day = as_of()
    return render_template(
        "shop/registry_product.html",
        page=page,
        key=product_key(page.product.id, page.product.name),
        day=day,
        was=product_as_of(g.session, page.product.id, day) if day else None,
        since=kept_since(g.session),
        versions=versions_of(g.session, page.product.id),
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
        "shop/gi_good.html", page=page, goods=with_shares(pieces[:GI_PIECES]), product_key=product_key
    )


def as_of() -> date | None:
    """The day the address asks for; none for today. 404 for what is no day, or is yet to come."""
    told = request.args.get("as_of", "")
    if not told:
        return None
    try:
        day = date.fromisoformat(told)
    except ValueError:
        abort(404)
    return day if day <= business_day(g.now) else abort(404)


@public
def data() -> Any:
    return render_template("shop/data.html", tables=TABLES)


@public
def data_csv(name: str) -> Any:
    table = _table(name)
    page = io.StringIO()
    writer = csv.writer(page)
    writer.writerow([column.name for column in table.columns])
    for row in table.rows(g.session):
        writer.writerow([_cell(value) for value in row])
    return _open(page.getvalue(), "text/csv; charset=utf-8")


@public
def data_json(name: str) -> Any:
    table = _table(name)
    names = [column.name for column in table.columns]
    rows = [dict(zip(names, row, strict=True)) for row in table.rows(g.session)]
    return _open(json.dumps(rows, ensure_ascii=False), "application/json")


@public
def datapackage() -> Any:
    sources = {source for table in TABLES.values() for source in table.sources}
    told = {
        "profile": "tabular-data-package",
        "name": "zila-haat-registry",
        "title": "Zila Haat: what each district of India makes",
        "version": business_day(g.now).isoformat(),
        "licenses": [LICENSE],
        "sources": [source._asdict() for source in sorted(sources)],
        "resources": [_resource(name, table) for name, table in TABLES.items()],
    }
    return _open(json.dumps(told, ensure_ascii=False, indent=1), "application/json")


def _resource(name: str, table: OpenTable) -> dict[str, Any]:
    return {
        "profile": "tabular-data-resource",
        "name": name,
        "title": table.title,
        "path": f"{name}.csv",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "sources": [source._asdict() for source in table.sources],
        "schema": {
            "fields": [
                {"name": column.name, "type": column.type, "description": column.meaning}
                for column in table.columns
            ],
            "primaryKey": [table.key],
            "foreignKeys": [
                {"fields": [field], "reference": {"resource": other, "fields": [its]}}
                for field, (other, its) in table.refers.items()
            ],
        },
    }


def _table(name: str) -> OpenTable:
    return TABLES.get(name) or abort(404)


def _cell(value: Any) -> Any:
    """A value as CSV has it; words that a spreadsheet would run are made harmless."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return harmless(value)
    return "" if value is None else value


def _open(body: str, kind: str) -> Response:
    answer = Response(body, content_type=kind)
    answer.headers["Access-Control-Allow-Origin"] = "*"
    answer.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return answer

"""The registry as open data: whole tables, single items, and the package that describes them."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

from flask import abort, g, render_template

from catalog.queries.open_data import TABLES, OpenTable
from kit.clock import business_day
from storefront.access import public
from storefront.shop import items
from storefront.shop.days import as_of
from storefront.shop.open_files import LICENSE, cell, open_file


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
        writer.writerow([cell(value) for value in row])
    return open_file(page.getvalue(), "text/csv; charset=utf-8")


@public
def data_json(name: str) -> Any:
    table = _table(name)
    names = [column.name for column in table.columns]
    rows = [dict(zip(names, row, strict=True)) for row in table.rows(g.session)]
    return open_file(json.dumps(rows, ensure_ascii=False), "application/json")


@public
def item_csv(kind: str, key: str) -> Any:
    return items.as_csv(_item(kind, key))


@public
def item_json(kind: str, key: str) -> Any:
    return items.as_json(_item(kind, key), as_of() or business_day(g.now))


def _item(kind: str, key: str) -> items.Item:
    read = items.ITEMS.get(kind) or abort(404)
    return read(key, as_of())


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
    return open_file(json.dumps(told, ensure_ascii=False, indent=1), "application/json")


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
        **({"items": _items(name, table)} if name in items.ITEMS else {}),
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


def _items(name: str, table: OpenTable) -> dict[str, str]:
    """Where each row's own page stands as data, `{...}` being the value of that column."""
    key = next((column.name for column in table.columns if column.name == "slug"), table.key)
    return {kind: f"{name}/{{{key}}}.{kind}" for kind in ("csv", "json")}


def _table(name: str) -> OpenTable:
    return TABLES.get(name) or abort(404)

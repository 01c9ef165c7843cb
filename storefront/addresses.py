"""`url_for` in templates: a page names fifty addresses of ours, most of them the same on every page.

An address without values, or with a slug at its end, is built once for each language prefix; every other one, and
whatever else Flask is asked, is left to Flask.
"""

from __future__ import annotations

import re
from typing import Any

from flask import Flask, request
from flask import url_for as of_flask

PLAIN = re.compile(r"[a-z0-9-]+")
STAND_IN = "0"
_known: dict[tuple[str, str, bool], str] = {}


def url_for(endpoint: str, **values: Any) -> str:
    """The address of an endpoint, as `flask.url_for` gives it."""
    slug = values.get("slug")
    if endpoint.startswith(".") or len(values) > (slug is not None) or not request:
        return of_flask(endpoint, **values)
    if slug is not None and not (isinstance(slug, str) and PLAIN.fullmatch(slug)):
        return of_flask(endpoint, **values)
    key = (request.script_root, endpoint, slug is not None)
    known = _known.get(key)
    if known is None:
        built = of_flask(endpoint, slug=STAND_IN) if slug is not None else of_flask(endpoint)
        if slug is not None and not built.endswith(f"/{STAND_IN}"):
            return of_flask(endpoint, **values)
        known = _known[key] = built.removesuffix(STAND_IN) if slug is not None else built
    return known + slug if slug is not None else known


def set_up(app: Flask) -> None:
    """Give it to every template."""
    app.jinja_env.globals.update(url_for=url_for)

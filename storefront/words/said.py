"""Sentences in templates: `_()` and `ngettext()`, of which a page says a hundred.

The language is looked up once a page, and each sentence once a language. They keep the contract of Jinja's newstyle
gettext: a message is safe HTML and a format string, and what is filled in is escaped.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from flask import Flask, g
from flask_babel import get_locale, get_translations
from markupsafe import Markup


@dataclass(frozen=True)
class Catalog:
    """The sentences of one language: those that pages have said, a few thousand at most.

    `plain` holds those that were said as they are, `known` those that values are filled into.
    """

    translations: Any
    plain: dict[str, Markup] = field(default_factory=dict)
    known: dict[str, Markup] = field(default_factory=dict)


_catalogs: dict[str, Catalog] = {}


def said(message: str, **values: Any) -> Markup:
    """A sentence in the reader's language, its values filled in and escaped."""
    catalog = _catalog()
    if not values:
        plain = catalog.plain.get(message)
        if plain is None:
            plain = catalog.plain[message] = _words(catalog, message) % {}
        return plain
    sentence = catalog.known.get(message)
    if sentence is None:
        sentence = catalog.known[message] = _words(catalog, message)
    return sentence % values


def _words(catalog: Catalog, message: str) -> Markup:
    return Markup(catalog.translations.ugettext(message))  # noqa: S704 - a sentence of our own


def counted(one: str, many: str, number: int, **values: Any) -> Markup:
    """The same of a sentence with a number in it."""
    words = Markup(_catalog().translations.ungettext(one, many, number))  # noqa: S704 - a sentence of our own
    return words % {"num": number, **values}


def _catalog() -> Catalog:
    found: Catalog | None = g.get("catalog")
    if found is None:
        language = str(get_locale() or "")
        found = _catalogs.get(language) or Catalog(get_translations())
        g.catalog = _catalogs[language] = found
    return found


def set_up(app: Flask) -> None:
    """Give them to every template."""
    app.jinja_env.globals.update({"_": said, "gettext": said, "ngettext": counted})

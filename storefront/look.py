"""Gives templates their filters, icons, stylesheets and languages: one call from `create_app`."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from flask import Flask, request
from flask_babel import get_locale

from storefront import assets, icons
from storefront.words import figures, spoken

LANGUAGES = {"en": "English", "hi": "हिन्दी"}  # those a reader can be served in today, each in its own script
FIRST_LANGUAGE = "en"


@dataclass(frozen=True)
class Tongue:
    """A language the page at hand can be read in."""

    code: str
    name: str
    href: str
    here: bool


def dress(app: Flask, home: Path | None = None) -> None:
    """Register filters and globals for every template, and serve the static files in front of the application."""
    made = assets.gather(home)
    app.wsgi_app = made.serve(app.wsgi_app)  # type: ignore[method-assign]
    app.jinja_env.globals.update(
        asset=made.url, icon=icons.icon, tongues=tongues, reading=reading, direction=direction
    )
    app.jinja_env.filters.update(
        inr=figures.inr,
        lakh=figures.lakh,
        day=figures.day,
        weekday=figures.weekday,
        moment=figures.moment,
        grouped=figures.grouped,
        percent=figures.percent,
        weight=figures.weight,
        label=spoken.label,
        sentence=spoken.sentence,
    )


def reading() -> str:
    """The language tag of the page at hand, e.g. "hi"."""
    locale = get_locale()
    return locale.language if locale else FIRST_LANGUAGE


def direction() -> str:
    """How the line of the page at hand runs: "ltr" or "rtl"."""
    locale = get_locale()
    return locale.text_direction if locale else "ltr"


def tongues() -> list[Tongue]:
    """The same page in each language: English at the root, the others under their prefix."""
    query = f"?{request.query_string.decode()}" if request.query_string else ""
    here = reading()
    return [
        Tongue(code, name, ("" if code == FIRST_LANGUAGE else f"/{code}") + request.path + query, code == here)
        for code, name in LANGUAGES.items()
    ]

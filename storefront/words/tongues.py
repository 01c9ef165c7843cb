"""The languages a reader can be served in, and the same page in each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import request
from flask_babel import get_locale

from storefront.edge import LANGUAGES

OWN_NAMES = {"en": "English", "hi": "हिन्दी"}  # each in its own script, never a flag
# What a maker may speak in a recording: the languages with most speakers at home, by their own names.
SPOKEN = OWN_NAMES | {
    "as": "অসমীয়া",
    "bn": "বাংলা",
    "gu": "ગુજરાતી",
    "kn": "ಕನ್ನಡ",
    "ks": "کٲشُر",
    "mai": "मैथिली",
    "ml": "മലയാളം",
    "mni": "ꯃꯩꯇꯩꯂꯣꯟ",
    "mr": "मराठी",
    "or": "ଓଡ଼ିଆ",
    "pa": "ਪੰਜਾਬੀ",
    "sat": "ᱥᱟᱱᱛᱟᱲᱤ",
    "ta": "தமிழ்",
    "te": "తెలుగు",
    "ur": "اردو",
}
FIRST_LANGUAGE = LANGUAGES[0]


@dataclass(frozen=True)
class Tongue:
    """A language the page at hand can be read in."""

    code: str
    name: str
    href: str
    here: bool


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
    query = f"?{request.query_string.decode('ascii', 'replace')}" if request.query_string else ""
    here = reading()
    return [
        Tongue(
            code,
            OWN_NAMES[code],
            ("" if code == FIRST_LANGUAGE else f"/{code}") + request.path + query,
            code == here,
        )
        for code in LANGUAGES
    ]


def named(row: Any) -> str:
    """The name of a State, family or craft in the reader's language, where the registry has it."""
    own = getattr(row, f"name_{reading()}", None)
    return str(own or getattr(row, "name_en", None) or row.name)

"""Words without a web request: Jinja templates with gettext, for letters written by a task or a command."""

from __future__ import annotations

from datetime import date, datetime
from functools import lru_cache
from pathlib import Path

from babel import Locale
from babel.dates import format_date, format_datetime
from babel.support import NullTranslations, Translations
from jinja2 import Environment, FileSystemLoader, StrictUndefined, TemplateNotFound, select_autoescape

from kit.clock import IST

ROOT = Path(__file__).resolve().parent.parent
TEMPLATES = ROOT / "templates"
TRANSLATIONS = ROOT / "translations"
DAY = "d MMM y"
MOMENT = "d MMM y, h:mm a"
PAISE = 100


def rupees(paise: int) -> str:
    """Whole paise as India writes them: 12345600 → "₹1,23,456.00". Raises TypeError for all but an int."""
    if isinstance(paise, bool) or not isinstance(paise, int):
        raise TypeError("money is a whole number of paise")
    whole, rest = divmod(abs(int(paise)), PAISE)
    digits = str(whole)
    head, groups = digits[:-3], [digits[-3:]]
    while head:
        groups.insert(0, head[-2:])
        head = head[:-2]
    return f"{'−' if paise < 0 else ''}₹{','.join(groups)}.{rest:02d}"


def moment(at: datetime, language: str = "en") -> str:
    """A moment on an Indian clock: "21 Nov 2026, 5:04 pm"."""
    return format_datetime(at.astimezone(IST), MOMENT, tzinfo=IST, locale=_locale(language))


def day(on: date, language: str = "en") -> str:
    """A day: "21 Nov 2026"."""
    return format_date(on, DAY, locale=_locale(language))


def plain_rupees(paise: int, language: str = "en") -> str:
    """Rupees for a text message: in English without the sign, which would cut the message's length to less than half.

    The alphabet of plain text messages (GSM 03.38) has no ₹; other scripts leave that alphabet anyway.
    """
    written = rupees(paise)
    return written.replace("₹", "Rs ").replace("−", "-") if language == "en" else written


def exists(name: str) -> bool:
    """Whether there is such a template."""
    return (TEMPLATES / name).is_file()


def render(name: str, language: str, /, **context: object) -> str:
    """Fill the template `name` in `language`; a word the context lacks raises UndefinedError."""
    try:
        return environment(language).get_template(name).render(context)
    except TemplateNotFound as missing:
        raise FileNotFoundError(f"no template {missing.name}") from missing


@lru_cache
def environment(language: str) -> Environment:
    """The environment of one language. HTML is escaped; plain letters are not."""
    made = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=select_autoescape(["html", "svg"], default=False),
        undefined=StrictUndefined,
        extensions=["jinja2.ext.i18n"],
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.install_gettext_translations(_translations(language), newstyle=True)  # type: ignore[attr-defined]
    made.filters["inr"] = rupees
    made.filters["plain_inr"] = lambda paise: plain_rupees(paise, language)
    made.filters["day"] = lambda on: day(on, language)
    made.filters["moment"] = lambda at: moment(at, language)
    return made


def _translations(language: str) -> NullTranslations:
    return Translations.load(TRANSLATIONS, [language])


def _locale(language: str) -> Locale:
    return Locale("en", "IN") if language == "en" else Locale.parse(language)

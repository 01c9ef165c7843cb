"""Figures as India writes and says them: ₹1,23,456.00, 2.5 lakh, 21 Nov 2026. Latin digits in every language."""

from __future__ import annotations

from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal

from babel import Locale
from babel.dates import format_date, format_time
from flask_babel import get_locale
from flask_babel import gettext as _
from markupsafe import Markup

from kit.clock import IST
from kit.render import rupees
from storefront.edge import LANGUAGES, RIGHT_TO_LEFT

LEFT_FROM_RIGHT = RIGHT_TO_LEFT.intersection(LANGUAGES)
INDIAN_ENGLISH = Locale("en", "IN")
PAISE = 100
GRAMS_OF_KG = 1000
LAKH, CRORE = 100_000, 10_000_000  # rupees
SPOKEN = {  # CLDR falls back to million in several of these languages
    "as": ("লাখ", "কোটি"),
    "bn": ("লাখ", "কোটি"),
    "en": ("lakh", "crore"),
    "gu": ("લાખ", "કરોડ"),
    "hi": ("लाख", "करोड़"),
    "kn": ("ಲಕ್ಷ", "ಕೋಟಿ"),
    "ml": ("ലക്ഷം", "കോടി"),
    "mr": ("लाख", "कोटी"),
    "or": ("ଲକ୍ଷ", "କୋଟି"),
    "pa": ("ਲੱਖ", "ਕਰੋੜ"),
    "ta": ("லட்சம்", "கோடி"),
    "te": ("లక్షలు", "కోట్లు"),
    "ur": ("لاکھ", "کروڑ"),
}


def grouped(number: int) -> str:
    """A whole number with Indian commas: 1234567 → "12,34,567"."""
    digits = str(abs(int(number)))
    head, tail = digits[:-3], digits[-3:]
    pairs: list[str] = []
    while head:
        head, pair = head[:-2], head[-2:]
        pairs.insert(0, pair)
    return ("−" if number < 0 else "") + ",".join([*pairs, tail])


def inr(paise: int) -> str:
    """Rupees from whole paise: 12345600 → "₹1,23,456.00". Raises TypeError for anything but a whole number."""
    return _left_to_right(rupees(paise))


def lakh(paise: int) -> str:
    """A large sum in short: 34_00_00_000_00 paise → "₹34 crore"; below one lakh the whole figure."""
    amount = Decimal(int(paise)) / PAISE
    lakhs, crores = SPOKEN.get(_locale().language, SPOKEN["en"])
    for size, word in ((CRORE, crores), (LAKH, lakhs)):
        if abs(amount) >= size:
            short = (amount / size).quantize(Decimal("0.01"), ROUND_HALF_UP).normalize()
            return f"₹{short:f} {word}"
    return inr(int(paise))


def day(at: date | datetime) -> str:
    """A day in India: "21 Nov 2026"."""
    return format_date(_indian_day(at), "d MMM y", locale=_locale())


def weekday(at: date | datetime) -> str:
    """A day near by, with its name: "Thu 26 Nov"."""
    return format_date(_indian_day(at), "EEE d MMM", locale=_locale())


def moment(at: datetime) -> str:
    """A moment in India: "21 Nov 2026, 4:10 pm". Raises ValueError for a moment without its zone."""
    if at.tzinfo is None:
        raise ValueError("a moment needs its zone")
    clock = format_time(at.astimezone(IST), "h:mm a", locale=_locale())
    return f"{day(at)}, {clock}"


def percent(basis_points: int) -> str:
    """A rate: 500 → "5%", 1250 → "12.5%"."""
    return f"{(Decimal(int(basis_points)) / 100).normalize():f}%"


def weight(grams: int) -> str:
    """A weight: 180 → "180 g", 1250 → "1.25 kg"; in the reader's words for both."""
    if grams >= GRAMS_OF_KG:
        return _("%(num)s kg", num=f"{(Decimal(int(grams)) / GRAMS_OF_KG).normalize():f}")
    return _("%(num)s g", num=int(grams))


def _indian_day(at: date | datetime) -> date:
    return at.astimezone(IST).date() if isinstance(at, datetime) else at


def _locale() -> Locale:
    """The reader's locale, Indian where English is meant; outside a request, Indian English."""
    locale = get_locale()
    return INDIAN_ENGLISH if locale is None or locale.language == "en" else locale


def _left_to_right(text: str) -> str:
    """Keep ₹ before its digits where the line runs from right to left."""
    if not LEFT_FROM_RIGHT:
        return text  # no language that is served runs so: a page of forty prices need not ask for each
    return Markup('<bdi dir="ltr">{}</bdi>').format(text) if _locale().language in RIGHT_TO_LEFT else text

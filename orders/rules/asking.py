"""What may be said between a buyer and a maker on a public page: no way to reach one another beside the house.

A number, an address or a link would publish somebody's contact for ever, and lead a sale away from where it is
protected. So such words are refused, in both directions, with the reason; nothing is masked in silence.
"""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum

QUESTION_MIN, QUESTION_MAX = 8, 500
ANSWER_MAX = 1000
REASON_MAX = 300
OPEN_QUESTIONS_MAX = 10  # of one person, not answered yet
PHONE_DIGITS = 8  # sizes, prices and PIN codes are shorter

_DIGIT_WORDS = {
    word: str(digit)
    for digit, words in enumerate(
        (
            "zero oh shunya शून्य",
            "one ek एक",
            "two do दो",
            "three teen तीन",
            "four char चार",
            "five paanch panch पांच पाँच",
            "six chhah chhe छह छः",
            "seven saat सात",
            "eight aath आठ",
            "nine nau नौ",
        )
    )
    for word in words.split()
}
_BETWEEN = r"[\s.,()/_+:\-–—·*|]*"
_PHONE = re.compile(rf"\d(?:{_BETWEEN}\d){{{PHONE_DIGITS - 1},}}")
# ₹1,25,000.00 is a price; grouped as prices are, and below a crore.
_PRICE = re.compile(r"(?:₹|\brs\.?|\binr)\s?\d{1,2}(?:,\d{2})?,\d{3}(?:\.\d{1,2})?(?![\d,])")
_EMAIL = re.compile(
    r"\S\s?@\s?\S|\S\s?[\[(]\s?at\s?[\])]\s?\S|\bat the rate\b|\b(?:at|@)\s?(?:gmail|yahoo|outlook|hotmail)\b"
)
_LINK = re.compile(
    r"https?:|\bwww\b|\b[a-z0-9-]{2,}\.(?:com|in|net|org|shop|store|co|me|io|xyz|app|link|ly|site|online)\b"
    r"|\b[a-z0-9-]{2,} ?(?:\(dot\)|\[dot\]| dot ) ?(?:com|in|net|org|shop|me)\b"
    r"|\b(?:whats ?app|telegram|instagram|insta|facebook|messenger)\b"
)


class Contact(StrEnum):
    """A way to reach somebody beside the house."""

    EMAIL = "email"
    LINK = "link"
    PHONE = "phone"


def contact_in(words: str) -> Contact | None:
    """The first way of reaching somebody that these words hold, however spelt; None where there is none."""
    plain = unicodedata.normalize("NFKC", words).casefold()
    plain = "".join(letter for letter in plain if unicodedata.category(letter) != "Cf")
    if _EMAIL.search(plain):
        return Contact.EMAIL
    if _LINK.search(plain):
        return Contact.LINK
    return Contact.PHONE if _PHONE.search(_PRICE.sub("price", _in_digits(plain))) else None


def _in_digits(plain: str) -> str:
    """Digits of every script, and digits written as words, as Latin digits."""
    latin = "".join(str(unicodedata.decimal(each)) if each.isdecimal() else each for each in plain)
    return re.sub(r"[^\W\d_]+[\u0900-\u0903\u093a-\u094f]*\w*", _digit_of, latin)


def _digit_of(found: re.Match[str]) -> str:
    return _DIGIT_WORDS.get(found[0], found[0])

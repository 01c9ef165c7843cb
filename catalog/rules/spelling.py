"""One spelling for many: any Indian script read as Latin letters, and spellings of one sound made one.

    romanise("বাঁকুড়া")   → "bankura"     the letters, script by script
    fold("Bankoora")       → "bankur"      what people spell differently and mean alike
    skeleton("Banarsi")    → "pnrs"        first letter and consonants: for scripts that write no short vowels

Pure, and total: every text has an answer. `fold` of a fold is itself. Two words with one fold are one word in the
search; two with one skeleton are worth comparing. Meaning is not spelling: that चावल is rice stands in
`catalog/data/synonyms.csv`.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

from catalog.rules.scripts import (
    ARABIC,
    ARABIC_MARKS,
    BARE,
    BLOCK_SIZE,
    CONSONANTS,
    DEVANAGARI,
    DIGITS,
    DOTTED,
    FULL_STOPS,
    JOINERS,
    MALAYALAM,
    MEETEI,
    MEETEI_FINALS,
    MEETEI_LETTERS,
    MEETEI_SIGNS,
    MEETEI_VIRAMA,
    MEETEI_VOWELS,
    MEETEI_ZERO,
    NASAL_IS_M_AT_END,
    NASALS,
    NUKTA,
    OL_CHIKI,
    OWN,
    SIGNS,
    SILENT_AT_END,
    SILENT_WITHIN,
    TAMIL,
    TAMIL_NASALS,
    TAMIL_VOICED,
    VIRAMA,
    VOWELS,
)

RULES: Final = tuple(
    (re.compile(pattern), to)
    for pattern, to in (
        (r"tch|chh+", "ch"),
        (r"ck|q", "k"),
        (r"ph", "f"),
        (r"zh", "l"),  # as Tamil's last letter is spelt: Kozhikode
        (r"([bdgkjtrs])h+", r"\1"),
        (r"c(?=[eiy])", "s"),
        (r"c(?!h)", "k"),
        (r"x", "ks"),
        (r"w", "v"),
        (r"z", "j"),
        (r"f", "p"),
        (r"y(?![aeiou])", "i"),
        (r"ee|ii|ea|ie", "i"),
        (r"oo|uu|ou", "u"),
        (r"ai|ei|ae", "e"),
        (r"au|ao", "o"),
        (r"([a-z])\1+", r"\1"),
        (r"m(?=[bpkgjtd]|ch)", "n"),
    )
)
FOLDED_MIN = 4  # a word this long loses its last a or h: patola and patol, kurta and kurt
ALIKE = str.maketrans("gdjbvm", "ktcppn")
WORD = re.compile(r"[a-z0-9]+")


def romanise(text: str) -> str:
    """The text in Latin letters, lower-case, without accents; what is in no Indian script stays as it is."""
    text = unicodedata.normalize("NFC", text).translate(JOINERS)
    read: list[str] = []
    at = 0
    while at < len(text):
        block = _block(text[at])
        if block:
            spelt, at = _syllable(text, at, block)
        else:
            spelt, at = _letter(text, at)
        read.append(spelt)
    plain = unicodedata.normalize("NFKD", "".join(read).lower())
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


def words_of(text: str) -> list[str]:
    """The words of a text in Latin letters, in order."""
    return WORD.findall(romanise(text))


def fold(text: str) -> str:
    """The words of a text, each in the one spelling that all its spellings share."""
    return " ".join(fold_word(word) for word in words_of(text))


@lru_cache(maxsize=20_000)
def fold_word(word: str) -> str:
    """One word of Latin letters in its common spelling: rule after rule, until none changes it."""
    before = ""
    while word != before:
        before = word
        for pattern, to in RULES:
            word = pattern.sub(to, word)
        if len(word) >= FOLDED_MIN and word[-1] in "ah" and not word.endswith("ch"):
            word = word[:-1]
    return word


def skeleton(text: str) -> str:
    """First letter and consonants of each folded word, voiced and unvoiced alike, as Tamil writes them."""
    return " ".join(_bones(word) for word in fold(text).split())


def _bones(word: str) -> str:
    short = word.replace("ch", "c").translate(ALIKE)
    return short[0] + re.sub(r"[aeiouh]", "", short[1:])


def _block(letter: str) -> int:
    """Where the ISCII block of a letter begins; 0 for a letter of none."""
    code = ord(letter)
    return code & ~(BLOCK_SIZE - 1) if DEVANAGARI <= code < MALAYALAM + BLOCK_SIZE else 0


def _offset(text: str, at: int, block: int) -> int:
    """The place of a letter in its block; -1 past either end and in another block."""
    if not 0 <= at < len(text) or not block <= ord(text[at]) < block + BLOCK_SIZE:
        return -1
    return OWN.get(ord(text[at]), ord(text[at])) - block


def _syllable(text: str, at: int, block: int) -> tuple[str, int]:
    """Read one letter of an ISCII block with the signs on it; also the place after it."""
    code, offset = ord(text[at]), _offset(text, at, block)
    if code in BARE:
        return BARE[code], at + 1
    if offset in CONSONANTS or offset in DOTTED:
        return _consonant(text, at, block, offset)
    if offset in VOWELS or offset in SIGNS:
        return VOWELS.get(offset) or SIGNS[offset], at + 1
    if offset in NASALS:
        ends = block in NASAL_IS_M_AT_END and _ends(text, at + 1)
        return "m" if ends else "n", at + 1
    if offset in DIGITS:
        return str(offset - DIGITS.start), at + 1
    if code in FULL_STOPS:
        return " ", at + 1
    return "", at + 1


def _consonant(text: str, at: int, block: int, offset: int) -> tuple[str, int]:
    spelt, first = CONSONANTS.get(offset) or DOTTED[offset], at
    if block == TAMIL:
        spelt = _tamil(text, at, spelt)
    at += 1
    if _offset(text, at, block) == NUKTA:
        spelt, at = DOTTED.get(offset, spelt), at + 1
    after = _offset(text, at, block)
    if after in SIGNS:
        return spelt + SIGNS[after], at + 1
    if after == VIRAMA:
        return spelt, at + 1
    silent = (block in SILENT_AT_END and _ends(text, at)) or (
        block in SILENT_WITHIN and _slurred(text, first, at, block)
    )
    return (spelt if silent else spelt + "a"), at


def _slurred(text: str, first: int, at: int, block: int) -> bool:
    """Whether the short a of the consonant at `first` is not spoken: a vowel before it, a vowel sign after the next."""
    before, here, sign = (_offset(text, place, block) for place in (first - 1, at, at + 1))
    spoken_before = before in SIGNS or before in VOWELS or before in CONSONANTS
    return spoken_before and here in CONSONANTS and sign in SIGNS


def _ends(text: str, at: int) -> bool:
    """Whether a word ends at this place."""
    return at >= len(text) or unicodedata.category(text[at])[0] not in "LM"


def _tamil(text: str, at: int, spelt: str) -> str:
    """Tamil writes k and g, ch, s and j, t and d, p and b alike; where it stands says how it sounds."""
    if spelt not in TAMIL_VOICED:
        return spelt
    hard_after = _offset(text, at + 1, TAMIL) == VIRAMA
    dotted_before = _offset(text, at - 1, TAMIL) == VIRAMA if at else False
    if dotted_before:
        nasal = _offset(text, at - 2, TAMIL) in TAMIL_NASALS
        return TAMIL_VOICED[spelt] if nasal else spelt
    begins = at == 0 or _block(text[at - 1]) != TAMIL
    if hard_after or begins:
        return "s" if spelt == "ch" and begins else spelt
    return "s" if spelt == "ch" else TAMIL_VOICED[spelt]


def _letter(text: str, at: int) -> tuple[str, int]:
    """Read one letter of Urdu, Ol Chiki or Meetei Mayek; others stand for themselves."""
    letter, code = text[at], ord(text[at])
    begins = at == 0 or _ends(text, at - 1)
    if letter == "و":
        return ("v" if begins else "o"), at + 1
    if letter in "یيے":
        return ("e" if letter == "ے" else "y" if begins else "i"), at + 1
    if letter in ARABIC:
        return ARABIC[letter], at + 1
    if letter in ARABIC_MARKS:
        return ARABIC_MARKS[letter], at + 1
    if code in OL_CHIKI:
        return OL_CHIKI[code], at + 1
    if code in MEETEI:
        return _meetei(text, at, code)
    if letter.isdecimal():
        return str(unicodedata.decimal(letter)), at + 1
    return letter, at + 1


def _meetei(text: str, at: int, code: int) -> tuple[str, int]:
    if code in MEETEI_LETTERS:
        after = ord(text[at + 1]) if at + 1 < len(text) else 0
        bare = code in MEETEI_VOWELS or after in MEETEI_SIGNS or after == MEETEI_VIRAMA
        return MEETEI_LETTERS[code] + ("" if bare else "a"), at + 1
    if MEETEI_ZERO <= code < MEETEI_ZERO + 10:
        return str(code - MEETEI_ZERO), at + 1
    return MEETEI_FINALS.get(code) or MEETEI_SIGNS.get(code, ""), at + 1

"""One spelling for many: any Indian script read as Latin letters, and spellings of one sound made one.

    romanise("বাঁকুড়া")   → "bankura"     the letters, script by script
    fold("Bankoora")       → "bankur"      what people spell differently and mean alike
    skeleton("Banarsi")    → "pnrs"        first letter and consonants: for scripts that write no short vowels

Pure, and total: every text has an answer. `fold` of a fold is itself. Two words with one fold are one word in the
search; two with one skeleton are worth comparing. Meaning is not spelling: that चावल is rice stands in
`catalog/data/synonyms.csv`.

The nine blocks of Unicode that descend from ISCII share one layout (UTR: the letter क stands 0x15 after the beginning
of each), so one table reads them all; the few letters that a script has for itself stand beside it.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

DEVANAGARI, BENGALI, GURMUKHI, GUJARATI, ODIA = 0x0900, 0x0980, 0x0A00, 0x0A80, 0x0B00
TAMIL, TELUGU, KANNADA, MALAYALAM = 0x0B80, 0x0C00, 0x0C80, 0x0D00
BLOCK_SIZE: Final = 0x80
SILENT_AT_END = frozenset({DEVANAGARI, BENGALI, GURMUKHI, GUJARATI})  # the north drops a word's last short a
SILENT_WITHIN = frozenset({DEVANAGARI, GURMUKHI, GUJARATI})  # and one between (kalam(a)kari)
NASAL_IS_M_AT_END = frozenset({TELUGU, KANNADA, MALAYALAM})

VOWELS: Final = {
    0x05: "a",
    0x06: "a",
    0x07: "i",
    0x08: "i",
    0x09: "u",
    0x0A: "u",
    0x0B: "ri",
    0x0C: "li",
    0x0D: "e",
    0x0E: "e",
    0x0F: "e",
    0x10: "ai",
    0x11: "o",
    0x12: "o",
    0x13: "o",
    0x14: "au",
    0x60: "ri",
    0x72: "a",
}
SIGNS: Final = {
    0x3E: "a",
    0x3F: "i",
    0x40: "i",
    0x41: "u",
    0x42: "u",
    0x43: "ri",
    0x44: "ri",
    0x45: "e",
    0x46: "e",
    0x47: "e",
    0x48: "ai",
    0x49: "o",
    0x4A: "o",
    0x4B: "o",
    0x4C: "au",
    0x57: "au",
}
_ROWS = "k kh g gh n  ch chh j jh n  t th d dh n  t th d dh n n  p ph b bh m  y r r l l l v  sh sh s h"
CONSONANTS: Final = dict(enumerate(_ROWS.split(), start=0x15))
DOTTED: Final = {  # with a nukta below, and the letters that have it built in
    0x15: "k",
    0x16: "kh",
    0x17: "g",
    0x1C: "z",
    0x21: "r",
    0x22: "rh",
    0x2B: "f",
    0x2F: "y",
    0x58: "k",
    0x59: "kh",
    0x5A: "g",
    0x5B: "z",
    0x5C: "r",
    0x5D: "rh",
    0x5E: "f",
    0x5F: "y",
}
NUKTA, VIRAMA = 0x3C, 0x4D
NASALS = frozenset({0x01, 0x02})
DIGITS = range(0x66, 0x70)
BARE: Final = {  # letters that carry no vowel of their own
    0x09CE: "t",
    0x0A70: "n",
    0x0D7A: "n",
    0x0D7B: "n",
    0x0D7C: "r",
    0x0D7D: "l",
    0x0D7E: "l",
    0x0D7F: "k",
}
OWN: Final = {0x09F0: 0x30, 0x09F1: 0x35}  # Assamese r and w, which stand apart in the Bengali block
ADDAK = 0x0A71  # Gurmukhi: doubles the letter after it; a fold would undo that
TAMIL_VOICED: Final = {"k": "g", "ch": "j", "t": "d", "p": "b"}  # one letter serves k and g, and so on
TAMIL_NASALS = frozenset({0x19, 0x1E, 0x23, 0x28, 0x29, 0x2E})

ARABIC: Final = dict(
    zip(
        "ابپتٹثجچحخدڈذرڑزژسشصضطظعغفقکگلمنںہھءآئۃةؤكىإأۂهگڪڳڄڃٻڀٽٿٺڏڌڍڦڙڻۄۆٲٳې",
        [
            "a",
            "b",
            "p",
            "t",
            "t",
            "s",
            "j",
            "ch",
            "h",
            "kh",
            "d",
            "d",
            "z",
            "r",
            "r",
            "z",
            "zh",
            "s",
            "sh",
            "s",
            "z",
            "t",
            "z",
            "a",
            "gh",
            "f",
            "k",
            "k",
            "g",
            "l",
            "m",
            "n",
            "n",
            "h",
            "h",
            ".",
            "a",
            "i",
            "a",
            "a",
            "o",
            "k",
            "i",
            "i",
            "a",
            "a",
            "h",
            "g",
            "k",
            "g",
            "j",
            "n",
            "b",
            "bh",
            "t",
            "th",
            "th",
            "d",
            "dh",
            "dh",
            "ph",
            "r",
            "n",
            "o",
            "o",
            "a",
            "a",
            "e",
        ],
        strict=True,
    )
)
ARABIC_MARKS: Final = {
    "\u064e": "a",
    "\u0650": "i",
    "\u064f": "u",
    "\u0670": "a",
}  # short vowels, where written
OL_CHIKI: Final = dict(
    enumerate(
        [
            "a",
            "t",
            "g",
            "ng",
            "l",
            "a",
            "k",
            "j",
            "m",
            "w",
            "i",
            "s",
            "h",
            "n",
            "r",
            "u",
            "c",
            "d",
            "n",
            "y",
            "e",
            "p",
            "d",
            "n",
            "r",
            "o",
            "t",
            "b",
            "v",
            "h",
        ],
        start=0x1C5A,
    )
)
MEETEI_LETTERS: Final = dict(
    enumerate(
        [
            "k",
            "s",
            "l",
            "m",
            "p",
            "n",
            "ch",
            "t",
            "kh",
            "ng",
            "th",
            "w",
            "y",
            "h",
            "u",
            "i",
            "ph",
            "a",
            "g",
            "jh",
            "r",
            "b",
            "j",
            "d",
            "gh",
            "dh",
            "bh",
        ],
        start=0xABC0,
    )
)
MEETEI_VOWELS = frozenset({0xABCE, 0xABCF, 0xABD1})
MEETEI_FINALS: Final = dict(enumerate(["k", "l", "m", "p", "n", "t", "ng", "i"], start=0xABDB))
MEETEI_SIGNS: Final = dict(enumerate(["o", "i", "a", "e", "au", "u", "ei", "ng"], start=0xABE3))
MEETEI_VIRAMA = 0xABED
JOINERS = dict.fromkeys(map(ord, "\u200b\u200c\u200d\ufeff'’‘ʼ`"))

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
        (r"y", "i"),
        (r"ee|ii|ea|ie", "i"),
        (r"oo|uu|ou", "u"),
        (r"ai|ei|ae", "e"),
        (r"au|ao", "o"),
        (r"(.)\1+", r"\1"),
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
    if code == 0x0964 or code == 0x0965:  # the full stops of the north part words
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
        return ARABIC[letter].strip("."), at + 1
    if letter in ARABIC_MARKS:
        return ARABIC_MARKS[letter], at + 1
    if code in OL_CHIKI:
        return OL_CHIKI[code], at + 1
    if 0xABC0 <= code < 0xAC00:
        return _meetei(text, at, code)
    if letter.isdecimal():
        return str(unicodedata.decimal(letter)), at + 1
    return letter, at + 1


def _meetei(text: str, at: int, code: int) -> tuple[str, int]:
    if code in MEETEI_LETTERS:
        after = ord(text[at + 1]) if at + 1 < len(text) else 0
        bare = code in MEETEI_VOWELS or after in MEETEI_SIGNS or after == MEETEI_VIRAMA
        return MEETEI_LETTERS[code] + ("" if bare else "a"), at + 1
    if 0xABF0 <= code < 0xABFA:
        return str(code - 0xABF0), at + 1
    return MEETEI_FINALS.get(code) or MEETEI_SIGNS.get(code, ""), at + 1

"""The letters of India's scripts and how they are read in Latin ones: tables, and nothing else.

The nine blocks of Unicode that descend from ISCII share one layout (the letter क stands 0x15 after the beginning of
each), so one table of offsets reads them all; what a script has for itself stands beside it.
"""

from __future__ import annotations

from typing import Final


def _table(pairs: str) -> dict[int, str]:
    """Read `05 a 06 a`: a place in hexadecimal digits, and how its letter is read."""
    parts = pairs.split()
    return {int(place, 16): read for place, read in zip(parts[::2], parts[1::2], strict=True)}


def _row(first: int, letters: str) -> dict[int, str]:
    """Letters that follow one another from a place on."""
    return dict(enumerate(letters.split(), start=first))


def _letters(letters: str, read: str) -> dict[str, str]:
    """Letters, and how each is read; a full stop for one that is not spoken."""
    return {letter: sound.strip(".") for letter, sound in zip(letters, read.split(), strict=True)}


DEVANAGARI, BENGALI, GURMUKHI, GUJARATI, ODIA = 0x0900, 0x0980, 0x0A00, 0x0A80, 0x0B00
TAMIL, TELUGU, KANNADA, MALAYALAM = 0x0B80, 0x0C00, 0x0C80, 0x0D00
BLOCK_SIZE: Final = 0x80
SILENT_AT_END = frozenset({DEVANAGARI, BENGALI, GURMUKHI, GUJARATI})  # the north drops a word's last short a
SILENT_WITHIN = frozenset({DEVANAGARI, BENGALI, GURMUKHI, GUJARATI})  # and one between (kalam(a)kari)
NASAL_IS_M_AT_END = frozenset({TELUGU, KANNADA, MALAYALAM})

VOWELS: Final = _table("05 a 06 a 07 i 08 i 09 u 0A u 0B ri 0C li 0D e 0E e 0F e 10 ai") | _table(
    "11 o 12 o 13 o 14 au 60 ri 72 a"
)
SIGNS: Final = _table("3E a 3F i 40 i 41 u 42 u 43 ri 44 ri 45 e 46 e 47 e 48 ai 49 o 4A o 4B o 4C au 57 au")
CONSONANTS: Final = _row(
    0x15, "k kh g gh n  ch chh j jh n  t th d dh n  t th d dh n n  p ph b bh m  y r r l l l v  sh sh s h"
)
DOTTED: Final = _table(  # with a nukta below, and the letters that have it built in
    "15 k 16 kh 17 g 1C z 21 r 22 rh 2B f 2F y 58 k 59 kh 5A g 5B z 5C r 5D rh 5E f 5F y"
)
NUKTA, VIRAMA = 0x3C, 0x4D
NASALS = frozenset({0x01, 0x02})
DIGITS = range(0x66, 0x70)
FULL_STOPS = frozenset({0x0964, 0x0965})
BARE: Final = _table(
    "09CE t 0A70 n 0D7A n 0D7B n 0D7C r 0D7D l 0D7E l 0D7F k"
)  # they carry no vowel of their own
OWN: Final = {0x09F0: 0x30, 0x09F1: 0x35}  # Assamese r and w, which stand apart in the Bengali block
TAMIL_VOICED: Final = {"k": "g", "ch": "j", "t": "d", "p": "b"}  # one letter serves k and g, and so on
TAMIL_NASALS = frozenset({0x19, 0x1E, 0x23, 0x28, 0x29, 0x2E})

ARABIC: Final = _letters(
    "ابپتٹثجچحخدڈذرڑزژسشصضطظعغفقکگلمنںہھءآئۃةؤكىإأۂهگڪڳڄڃٻڀٽٿٺڏڌڍڦڙڻۄۆٲٳې",
    "a b p t t s j ch h kh d d z r r z zh s sh s z t z a gh f k k g l m n n h h . a i a a o k i i a a "
    "h g k g j n b bh t th th d dh dh ph r n o o a a e",
)
ARABIC_MARKS: Final = {
    "\u064e": "a",
    "\u0650": "i",
    "\u064f": "u",
    "\u0670": "a",
}  # short vowels, where written
OL_CHIKI: Final = _row(0x1C5A, "a t g ng l a k j m w i s h n r u c d n y e p d n r o t b v h")
MEETEI: Final = range(0xABC0, 0xAC00)
MEETEI_LETTERS: Final = _row(0xABC0, "k s l m p n ch t kh ng th w y h u i ph a g jh r b j d gh dh bh")
MEETEI_VOWELS = frozenset({0xABCE, 0xABCF, 0xABD1})
MEETEI_FINALS: Final = _row(0xABDB, "k l m p n t ng i")
MEETEI_SIGNS: Final = _row(0xABE3, "o i a e au u ei ng")
MEETEI_VIRAMA, MEETEI_ZERO = 0xABED, 0xABF0
JOINERS: Final = dict.fromkeys(map(ord, "\u200b\u200c\u200d\ufeff'’‘ʼ`"))

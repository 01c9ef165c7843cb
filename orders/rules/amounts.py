"""Sums of money in English words, as a bill in India writes them."""

from __future__ import annotations

PAISE = 100
CRORE, LAKH, THOUSAND, HUNDRED = 10_000_000, 100_000, 1_000, 100
SMALL = [
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven"),
    *("twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
]
TENS = ["zero", "ten", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]


def rupees_in_words(paise: int) -> str:
    """A sum in words: 12_34_567_50 paise → "Rupees twelve lakh thirty-four thousand … and fifty paise only".

    Raises ValueError below zero: a bill asks for nothing, or for something.
    """
    if paise < 0:
        raise ValueError("a bill is never negative")
    rupees, rest = divmod(int(paise), PAISE)
    parts = f" and {number_in_words(rest)} paise" if rest else ""
    return f"Rupees {number_in_words(rupees)}{parts} only"


def number_in_words(number: int) -> str:
    """A whole number from zero up, by crore, lakh and thousand: 1_05_000 → "one lakh five thousand"."""
    if number < len(SMALL):
        return SMALL[number]
    if number < HUNDRED:
        tens, ones = divmod(number, 10)
        return TENS[tens] + (f"-{SMALL[ones]}" if ones else "")
    sizes = ((CRORE, "crore"), (LAKH, "lakh"), (THOUSAND, "thousand"), (HUNDRED, "hundred"))
    size, word = next((size, word) for size, word in sizes if number >= size)
    whole, rest = divmod(number, size)
    return f"{number_in_words(whole)} {word}" + (f" {number_in_words(rest)}" if rest else "")

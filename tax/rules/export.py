"""Foreign prices on a paper in rupees (CGST Rules 34)."""

from __future__ import annotations

import re

from kit.money import Money, half_up

RATE_PATTERN = re.compile(r"(\d+)(?:\.(\d+))?")


def rupees_for(minor: int, inr_per_unit: str) -> Money:
    """Paise for hundredths of a foreign unit at so many rupees for a whole one, rounded half-up once.

    The rate is a decimal written as text, such as "88.40", and is never read as a float. Raises ValueError
    when it is written otherwise.
    """
    match = RATE_PATTERN.fullmatch(inr_per_unit)
    if match is None:
        raise ValueError("a rate is written as a decimal, such as 88.40")
    whole, places = match.group(1), match.group(2) or ""
    return Money(half_up(minor * int(whole + places), 10 ** len(places)))

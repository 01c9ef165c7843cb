"""What people type, read kindly: digits of any script, amounts in rupees; and cells that a spreadsheet would run."""

from __future__ import annotations

import re
import unicodedata

from kit.money import Money

_AMOUNT = re.compile(r"([0-9]{1,9})(?:\.([0-9]{1,2}))?")
_RUNS = "=+-@＝＋－＠\t\r"  # with the full-width ones, which some programs read as the same
_FORMULA = re.compile(f"\\s*[{re.escape(_RUNS)}]")
_LED = re.compile(f"'?[\\s{re.escape(_RUNS)}]+")


def plain_digits(text: str) -> str:
    """The text with its digits of any script made 0 to 9."""
    return "".join(str(unicodedata.decimal(ch)) if ch.isdecimal() else ch for ch in text)


def rupees(text: str) -> Money | None:
    """Read rupees as typed: `2,350`, `₹ 2350.50`, `२३५०`. None when it is no amount."""
    bare = plain_digits(text.strip()).replace("₹", "").replace(",", "").replace(" ", "").removesuffix("/-")
    found = _AMOUNT.fullmatch(bare)
    if found is None:
        return None
    whole, part = found.groups()
    return Money(int(whole) * 100 + int((part or "0").ljust(2, "0")))


def rupees_text(money: Money) -> str:
    """An amount as a field shows it again: 2350, or 2350.50; nothing for nothing."""
    if not money:
        return ""
    whole, part = divmod(int(money), 100)
    return f"{whole}.{part:02d}" if part else str(whole)


def runs(text: str) -> bool:
    """Whether a spreadsheet would take this cell for a formula."""
    return _FORMULA.match(text) is not None


def harmless(text: str) -> str:
    """A cell for a spreadsheet: what would run as a formula begins with an apostrophe, and is text."""
    return f"'{text}" if runs(text) else text


def disarmed(text: str) -> str:
    """A cell from a spreadsheet without what would make it run, and without the apostrophe of `harmless`."""
    stripped = text.strip()
    return _LED.sub("", stripped, count=1) if runs(text.removeprefix("'")) else stripped

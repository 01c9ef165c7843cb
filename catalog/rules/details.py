"""What is told of a piece beside its story: of what, how, how large; and what stands on a pack by law."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from typing import NamedTuple

from catalog.rules.registry import Unit
from kit.money import Money

DETAIL_MAX = 300
PACKER_MAX = 240
NET_MAX = 40
BEST_BEFORE_MAX = 3_650  # days; honey and salt keep for years

MRP_MIN = Money(100)  # one rupee

DETAILS = ("materials", "technique", "dimensions", "may_vary", "packer")

_NET = re.compile(r"([0-9]{1,6})(?:\.([0-9]{1,3}))?\s*([^\d\s.]+)\.?")
_UNITS = {
    Unit.G: ("g", "gm", "gms", "gram", "grams", "ग्राम", "ग्रा"),
    Unit.KG: ("kg", "kgs", "kilo", "kilogram", "किलो", "किग्रा"),
    Unit.ML: ("ml", "मिली", "मि.ली"),
    Unit.L: ("l", "litre", "litres", "liter", "ltr", "लीटर"),
    Unit.PIECE: ("n", "u", "pc", "pcs", "piece", "pieces", "नग", "पीस"),
}
_UNIT_OF = {word: unit for unit, words in _UNITS.items() for word in words}
_SHOWN = {Unit.G: "g", Unit.KG: "kg", Unit.ML: "ml", Unit.L: "l", Unit.PIECE: "N"}


class Net(NamedTuple):
    """A net quantity: thousandths of a unit, so that 1.5 kg is exact."""

    thousandths: int
    unit: Unit

    def __str__(self) -> str:
        whole, part = divmod(self.thousandths, 1000)
        tail = f".{part:03d}".rstrip("0") if part else ""
        return f"{whole}{tail} {_SHOWN[self.unit]}"


def net_of(text: str) -> Net | None:
    """Read a net quantity as it is written on packs: `250 g`, `1.5 kg`, `500 मिली`, `12 N`. None when it is none."""
    plain = "".join(str(unicodedata.decimal(ch)) if ch.isdecimal() else ch for ch in text.strip())
    found = _NET.fullmatch(plain)
    if found is None:
        return None
    whole, part, word = found.groups()
    unit = _UNIT_OF.get(word.lower())
    thousandths = int(whole) * 1000 + int((part or "0").ljust(3, "0"))
    return Net(thousandths, unit) if unit is not None and thousandths > 0 else None


def unit_price(price: Money, net: Net) -> tuple[Money, Unit]:
    """The price of one gram or kilogram, millilitre or litre, or piece, rounded to the paisa, halves up.

    Legal Metrology (Packaged Commodities) Rules 2011, r.6(11): by the small unit below one large one, else by the
    large one.
    """
    small = {Unit.KG: Unit.G, Unit.L: Unit.ML}
    large = {small_one: large_one for large_one, small_one in small.items()}
    thousandths, unit = net
    if unit in small and thousandths < 1000:
        thousandths, unit = thousandths * 1000, small[unit]
    elif unit in large and thousandths >= 1_000_000:
        thousandths, unit = thousandths // 1000, large[unit]
    return Money((int(price) * 2000 + thousandths) // (2 * thousandths)), unit


def detail_faults(texts: Mapping[str, str], *, best_before_days: int | None) -> dict[str, str]:
    """Name what cannot be kept, field → fault."""
    faults = {
        name: "long"
        for name, text in texts.items()
        if len(text) > (PACKER_MAX if name == "packer" else DETAIL_MAX)
    }
    if best_before_days is not None and not 1 <= best_before_days <= BEST_BEFORE_MAX:
        faults["best_before_days"] = "low" if best_before_days < 1 else "high"
    return faults


def pack_faults(*, price: Money, net_quantity: str, mrp: Money | None) -> dict[str, str]:
    """Name what cannot stand on a pack, field → fault.

    Nothing is sold above the MRP printed on it (Legal Metrology Act 2009, s.18 with r.18(2)).
    """
    checks = {
        "net_quantity": bool(net_quantity.strip()) and net_of(net_quantity) is None and "format",
        "mrp": mrp is not None and (("low" if mrp < MRP_MIN else "") or (price > mrp and "under_price")),
    }
    return {field: fault for field, fault in checks.items() if fault}

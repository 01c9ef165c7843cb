"""The demo goods: example listings of every State and Union Territory, read from `data/goods.jsonl`."""

from __future__ import annotations

import json
import re
import unicodedata
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path
from typing import Any

FOOD_FAMILIES = frozenset(
    {"food_staple", "spices", "fruit_preserves", "sweets_snacks", "tea_coffee", "oils_attar"}
)
GOODS_FILE = Path(__file__).parent / "data" / "goods.jsonl"


@dataclass(frozen=True)
class Choice:
    """A second size or color of a good, and what it costs more or less."""

    name: str
    price_delta_paise: int


@dataclass(frozen=True)
class Good:
    """One example good, as a maker might write it; its price is plausible, not checked.

    `state`, `district` and `registry_product` name a row of the registry; `craft_id` and `variant_id` a craft
    and its finer line, which give HSN and rate. `craft_family` only chooses the drawing; the shop's family is
    the craft's. `needs` are the proofs that the maker claims or must have.
    """

    state: str
    district: str
    lgd_district_code: int
    registry_product: str
    craft_id: str
    variant_id: str | None
    gi_name: str | None
    craft_family: str
    title_en: str
    title_hi: str
    title_local: str | None
    local_lang: str | None
    aliases: tuple[str, ...]
    story_en: str
    story_hi: str
    materials: tuple[str, ...]
    technique: str
    care: str
    price_paise: int
    wholesale_price_paise: int
    min_wholesale_qty: int
    weight_g: int
    dimensions_cm: str
    stock_qty: int
    made_to_order: bool
    days_to_make: int
    perishable: bool
    shelf_life_days: int | None
    needs: tuple[str, ...]
    variants: tuple[Choice, ...]

    @property
    def slug(self) -> str:
        """The title in lower-case ASCII words: names the drawing's file."""
        plain = unicodedata.normalize("NFKD", self.title_en).encode("ascii", "ignore").decode()
        return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")


@cache
def read_goods() -> tuple[Good, ...]:
    """Every demo good, in the order of the file."""
    lines = GOODS_FILE.read_text(encoding="utf-8").splitlines()
    return tuple(_good(json.loads(line)) for line in lines)


def _good(row: dict[str, Any]) -> Good:
    if unknown := row.keys() - {field.name for field in fields(Good)}:
        raise ValueError(f"A demo good has fields nobody knows: {', '.join(sorted(unknown))}.")
    values: dict[str, Any] = {k: tuple(v) if isinstance(v, list) else v for k, v in row.items()}
    values["variants"] = tuple(Choice(**choice) for choice in row["variants"])
    return Good(**values)

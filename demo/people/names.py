"""Names that are common in a region, in Latin letters and, where people there read it, in Devanagari."""

from __future__ import annotations

import json
import random
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

NAMES_FILE = Path(__file__).parents[1] / "data" / "names.json"

# Regions of Puducherry that speak as their neighbors do.
NEIGHBORS = {"Mahe": "malayalam", "Yanam": "telugu"}

Word = tuple[str, str | None]  # in Latin letters, in Devanagari


@dataclass(frozen=True)
class Name:
    """A person's given and family name."""

    given: Word
    family: Word

    @property
    def latin(self) -> str:
        """`Meera Chhipa`."""
        return f"{self.given[0]} {self.family[0]}"

    @property
    def hindi(self) -> str | None:
        """`मीरा छीपा`, where we know how it is written."""
        return f"{self.given[1]} {self.family[1]}" if self.given[1] and self.family[1] else None


def pick_name(dice: random.Random, state: str, district: str, taken: set[str]) -> Name:
    """A name of the region that nobody of the cast has yet (`taken`, which it joins)."""
    free = [name for name in _names(NEIGHBORS.get(district) or _region_of(state)) if name.latin not in taken]
    name = dice.choice(free)
    taken.add(name.latin)
    return name


@cache
def _names(region: str) -> tuple[Name, ...]:
    """Every name of a region: given and family names stay within their pool, for they go together."""
    return tuple(
        Name((given[0], given[1]), (family[0], family[1]))
        for pool in _regions()[region]["pools"]
        for given in pool["given"]
        for family in pool["family"]
    )


@cache
def _region_of(state: str) -> str:
    return next(region for region, row in _regions().items() if state in row["states"])


@cache
def _regions() -> dict[str, dict[str, Any]]:
    regions: dict[str, dict[str, Any]] = json.loads(NAMES_FILE.read_text(encoding="utf-8"))
    return regions

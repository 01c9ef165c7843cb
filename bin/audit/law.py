"""One law of the books."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Law:
    """A law: its number (I1 … I14, as the house's list of invariants has it), its sentence, and what to read."""

    number: str
    sentence: str
    rows: str


def steps_as_rows(steps: Mapping[str, Collection[str]]) -> str:
    """A table of steps as SQL rows `('from', 'to'), …`, from the rooms' own tables."""
    return ", ".join(f"('{here}', '{there}')" for here, nexts in steps.items() for there in sorted(nexts))


def listed(words: Collection[str]) -> str:
    """Words as an SQL list."""
    return ", ".join(f"'{word}'" for word in sorted(words))

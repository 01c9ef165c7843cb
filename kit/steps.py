"""State machines as tables: from here, one may go there; anything else is refused or already behind us."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any, TypeVar

from kit.errors import Refusal

S = TypeVar("S", bound=StrEnum)
Steps = Mapping[S, frozenset[S]]


class ImpossibleStep(Refusal):
    """There is no such step from where the thing stands."""

    code = "step.impossible"


def advance(thing: Any, to: S, table: Steps[S], *, field: str = "status") -> bool:
    """Move `thing` one step. True when it moved, False when it is there already.

    Raises ImpossibleStep when the table has no step from the present one.
    """
    present: S = getattr(thing, field)
    if present == to:
        return False
    if to not in table[present]:
        raise ImpossibleStep(thing=type(thing).__name__, present=str(present), to=str(to))
    setattr(thing, field, to)
    return True


def leads_to(table: Steps[S], present: S, to: S) -> bool:
    """Whether `to` can still be reached from `present` by any number of steps."""
    seen: set[S] = set()
    open_ends = [present]
    while open_ends:
        for following in table[open_ends.pop()] - seen:
            if following == to:
                return True
            seen.add(following)
            open_ends.append(following)
    return False

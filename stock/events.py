"""Facts of stock."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from kit.events import Fact


@dataclass(frozen=True)
class StockRanOut(Fact):
    """The last piece of a variant left its place."""

    variant_id: int
    owner_id: UUID
    location_id: int


@dataclass(frozen=True)
class StockCounted(Fact):
    """An owner said how many pieces there are; the books followed by a move."""

    variant_id: int
    owner_id: UUID
    location_id: int
    before: int
    after: int

"""Facts of malls."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from kit.events import Fact


@dataclass(frozen=True)
class MallOpened(Fact):
    """A mall opened with its stalls."""

    mall_id: UUID
    stalls: int


@dataclass(frozen=True)
class ConsignmentRaised(Fact):
    """A mall asked a maker for goods."""

    consignment_id: UUID
    artisan_id: UUID


@dataclass(frozen=True)
class ConsignmentAccepted(Fact):
    """The maker said yes."""

    consignment_id: UUID
    artisan_id: UUID


@dataclass(frozen=True)
class ConsignmentDeclined(Fact):
    """The maker said no."""

    consignment_id: UUID
    artisan_id: UUID


@dataclass(frozen=True)
class ConsignmentDispatched(Fact):
    """The goods are on the road."""

    consignment_id: UUID
    artisan_id: UUID


@dataclass(frozen=True)
class GoodsReceived(Fact):
    """The mall counted what came."""

    consignment_id: UUID
    artisan_id: UUID
    good: int
    broken: int
    missing: int


@dataclass(frozen=True)
class SaleRung(Fact):
    """A till sold something."""

    order_id: UUID
    shift_id: UUID
    total_paise: int


@dataclass(frozen=True)
class ShiftOpened(Fact):
    """A cashier opened a till with so much cash in it."""

    shift_id: UUID
    till_id: UUID
    float_paise: int


@dataclass(frozen=True)
class ShiftClosed(Fact):
    """A till was counted and closed; the difference is what the drawer held over (+) or short (-)."""

    shift_id: UUID
    till_id: UUID
    expected_paise: int
    counted_paise: int
    difference_paise: int

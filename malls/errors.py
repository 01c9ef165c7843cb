"""Refusals of malls.

Refusal
├── NotOfThisState     a maker of another State cannot consign here yet (an agent's supply between States)
├── NotForThisStall    the stall shows the goods of another district
├── NothingConsigned   a consignment carries at least one piece
├── CountedTooMany     more was counted than was sent
├── NotOnShelf         no stall of this mall holds so many pieces
├── TooLittleCash      less was given than the goods cost
├── SaleDiffers        a bill with this id was rung already, with other goods or at another till
├── ShiftClosedAlready the till rings only in an open shift
├── ShiftOpenAlready   a till has one open shift at a time
└── DifferenceUnexplained  a drawer that is over or short is closed with a reason
"""

from __future__ import annotations

from kit.errors import Refusal


class NotOfThisState(Refusal):
    """A maker of another State cannot consign here yet."""

    code = "mall.not_of_this_state"


class NotForThisStall(Refusal):
    """The stall shows the goods of another district."""

    code = "mall.not_for_this_stall"


class NothingConsigned(Refusal):
    """A consignment carries at least one piece of goods its maker sells."""

    code = "mall.nothing_consigned"


class CountedTooMany(Refusal):
    """More was counted than was sent."""

    code = "mall.counted_too_many"


class NotOnShelf(Refusal):
    """No stall of this mall holds so many pieces."""

    code = "mall.not_on_shelf"


class TooLittleCash(Refusal):
    """Less was given than the goods cost."""

    code = "mall.too_little_cash"


class ShiftClosedAlready(Refusal):
    """The till rings only in an open shift."""

    code = "mall.shift_closed"


class ShiftOpenAlready(Refusal):
    """A till has one open shift at a time."""

    code = "mall.shift_open"


class SaleDiffers(Refusal):
    """A bill with this id was rung already, with other goods or at another till."""

    code = "mall.sale_differs"


class DifferenceUnexplained(Refusal):
    """A drawer that is over or short is closed with a reason."""

    code = "mall.difference_unexplained"

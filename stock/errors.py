"""Refusals of stock.

Refusal
├── OutOfStock     fewer pieces are free than were asked for; details: `lines` with variant, wanted, free
├── UndoneAlready  only an own change of late can be taken back
└── NotThere       goods were to leave a place that does not hold them
"""

from __future__ import annotations

from kit.errors import Refusal


class OutOfStock(Refusal):
    """Fewer pieces are free than were asked for."""

    code = "stock.out_of_stock"


class NotThere(Refusal):
    """The place does not hold so many pieces."""

    code = "stock.not_there"


class UndoneAlready(Refusal):
    """This change is not the owner's own, or too old to be taken back."""

    code = "stock.undone_already"

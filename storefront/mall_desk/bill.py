"""The bill on the page of a till: it lives in the page's own address, so that it needs no script and no store.

The page makes the bill's id and keeps it until the sale is answered; pressing twice therefore sells once. Every press
that changes the bill computes the new one from what the page showed, so repeating it gives the same bill.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple
from uuid import UUID

from werkzeug.datastructures import MultiDict

from kit.ids import new_id
from kit.money import Money
from malls.queries.shelf import ShelfLine
from orders.rules.quote import LINES_MAX, PIECES_MAX
from storefront.mall_desk.forms import plain

DIGITS_MAX = 18


class BillLine(NamedTuple):
    """One line as the page shows it."""

    variant_id: int
    title: str
    maker: str
    quantity: int
    amount_paise: Money
    free: int

    @property
    def too_many(self) -> bool:
        """Whether the shelf holds fewer."""
        return self.quantity > self.free


@dataclass
class Bill:
    """A sale that is being put together."""

    id: UUID
    pieces: dict[int, int] = field(default_factory=dict)

    def add(self, variant_id: int, number: int) -> None:
        """Put pieces in, or take them out; a line without pieces goes."""
        wanted = min(PIECES_MAX, self.pieces.get(variant_id, 0) + number)
        if wanted < 1:
            self.pieces.pop(variant_id, None)
        elif variant_id in self.pieces or len(self.pieces) < LINES_MAX:
            self.pieces[variant_id] = wanted

    @property
    def lines(self) -> list[str]:
        """The lines as the page carries them on: `variant:pieces`."""
        return [f"{variant_id}:{number}" for variant_id, number in self.pieces.items()]

    def shown(self, shelves: Mapping[int, ShelfLine]) -> list[BillLine]:
        """The lines with names and amounts, as they were put in."""
        return [
            BillLine(
                variant_id,
                shelves[variant_id].name,
                f"{shelves[variant_id].artisan_name}, {shelves[variant_id].district_name}",
                number,
                shelves[variant_id].price * number,
                shelves[variant_id].free,
            )
            for variant_id, number in self.pieces.items()
            if variant_id in shelves
        ]


def read_bill(said: MultiDict[str, str]) -> Bill:
    """The bill a page carried; a fresh one where it carried none, without whatever cannot be."""
    bill = Bill(_id(said.get("sale", "")))
    for line in said.getlist("line")[:LINES_MAX]:
        variant, _, number = line.partition(":")
        if (variant_id := whole(variant)) and (pieces := whole(number)):
            bill.add(variant_id, pieces)
    return bill


def whole(text: str) -> int:
    """A whole number out of an address; 0 when it is none."""
    digits = plain(text)
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) <= DIGITS_MAX else 0


def _id(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        return new_id()

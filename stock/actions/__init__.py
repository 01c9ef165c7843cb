"""Deeds of stock: open places, move goods, promise them."""

from stock.actions.moving import Carry, move, open_place, places, set_on_hand
from stock.actions.promising import Want, firm, release, reserve, take_reserved

__all__ = [
    "Carry",
    "Want",
    "firm",
    "move",
    "open_place",
    "places",
    "release",
    "reserve",
    "set_on_hand",
    "take_reserved",
]

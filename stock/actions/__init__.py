"""Deeds of stock: open places, move goods, promise them."""

from stock.actions.goods_file import read_goods_file, write_goods_rows
from stock.actions.moving import Carry, move, open_place, places, set_on_hand
from stock.actions.promising import Want, firm, release, reserve, take_reserved

__all__ = [
    "Carry",
    "Want",
    "firm",
    "move",
    "open_place",
    "places",
    "read_goods_file",
    "release",
    "reserve",
    "set_on_hand",
    "take_reserved",
    "write_goods_rows",
]

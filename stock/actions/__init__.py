"""Deeds of stock: open places, move goods, promise them."""

from stock.actions.by_hand import change_by_hand, count_by_hand, may_undo, undo
from stock.actions.goods_file import read_goods_file, write_goods_rows
from stock.actions.low import Low, fell_low
from stock.actions.moving import Carry, move, open_place, places, set_on_hand
from stock.actions.promising import Want, firm, release, reserve, take_reserved

__all__ = [
    "Carry",
    "Low",
    "Want",
    "change_by_hand",
    "count_by_hand",
    "fell_low",
    "firm",
    "may_undo",
    "move",
    "open_place",
    "places",
    "read_goods_file",
    "release",
    "reserve",
    "set_on_hand",
    "take_reserved",
    "undo",
    "write_goods_rows",
]

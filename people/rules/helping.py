"""Assisted mode: with what a helper may be asked to help, what that opens, and for how long."""

from __future__ import annotations

from collections.abc import Collection
from enum import StrEnum

from people.rules.roles import Permission

HELP_HOURS = (1, 4, 8)
HELP_ASKS_MAX = 20  # in one hour, by one helper: codes go to phones of people who did not ask


class Help(StrEnum):
    """With what somebody is helped; each is agreed to by name."""

    WORKSHOP = "workshop"
    LISTINGS = "listings"
    ORDERS = "orders"
    STOCK = "stock"


# What each opens in the workshop of the one who is helped. Money, bank, keys, consents and the number stand nowhere.
HELP_OPENS: dict[Help, frozenset[Permission]] = {
    Help.WORKSHOP: frozenset({Permission.WORKSHOP_OPEN, Permission.ARTISAN_EDIT}),
    Help.LISTINGS: frozenset({Permission.LISTING_EDIT, Permission.LISTING_PUBLISH}),
    Help.ORDERS: frozenset(
        {
            Permission.CONSIGNMENT_ACCEPT,
            Permission.CONSIGNMENT_READ,
            Permission.ORDER_FULFIL,
            Permission.ORDER_READ,
            Permission.RETURN_ACCEPT,
        }
    ),
    Help.STOCK: frozenset({Permission.STOCK_EDIT}),
}


def opened_by(things: Collection[str]) -> frozenset[Permission]:
    """What a helper may do with leave for these things."""
    return frozenset().union(*(HELP_OPENS[thing] for thing in Help if thing in things))


def clean_things(things: Collection[str]) -> list[Help]:
    """What was chosen, each once, in its order; what is unknown is left out."""
    return [thing for thing in Help if thing in things]

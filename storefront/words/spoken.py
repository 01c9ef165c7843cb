"""Looks words up: the label of an enum member, the sentence of a refusal."""

from __future__ import annotations

from enum import Enum
from typing import Any

from kit.errors import Refusal
from storefront.words import catalog, kit, ledger, malls, orders, payments, people, stock, tax

ROOMS = (kit, people, tax, catalog, ledger, stock, payments, orders, malls)
LABELS: dict[str, dict[str, dict[str, Any]]] = {
    room.__name__.rpartition(".")[2]: room.LABELS for room in ROOMS
}
REFUSALS: dict[str, Any] = {code: sentence for room in ROOMS for code, sentence in room.REFUSALS.items()}


def label(member: Enum) -> str:
    """The reader's word for an enum member, e.g. FulfillmentStatus.SHIPPED → "On the way"."""
    room = type(member).__module__.partition(".")[0]
    words = LABELS.get(room, {}).get(type(member).__name__, {})
    return (
        str(words[member.value])
        if member.value in words
        else str(member.value).replace("_", " ").capitalize()
    )


def sentence(refusal: Refusal) -> str:
    """The reader's sentence for a refusal, its details filled in. Raises KeyError for a code without words."""
    return str(REFUSALS[refusal.code]) % refusal.details

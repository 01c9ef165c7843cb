"""Ids that a plot has before the database has seen it: the same at each start, so that doing it again finds it."""

from __future__ import annotations

from uuid import NAMESPACE_URL, UUID, uuid5


def id_of(plot: str) -> UUID:
    """The id of what this plot makes."""
    return uuid5(NAMESPACE_URL, f"https://zilahaat.example/demo/{plot}")

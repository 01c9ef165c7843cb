"""Goods are found, whatever script and spelling: figures over queries.csv, of which one half was never tuned on."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

from catalog.queries.search import find
from tests.catalog.corpus import lay_goods
from tests.makers import AT

QUERIES = Path(__file__).parent / "queries.csv"
TOP_1, TOP_5 = 0.85, 0.95


def queries() -> list[dict[str, str]]:
    with QUERIES.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def place_of(slugs: list[str], wanted: str) -> int:
    """On which place, from 1, the first good stands that was wanted; 0 if on none."""
    parts = wanted.split("|")
    return next((at for at, slug in enumerate(slugs, 1) if any(part in slug for part in parts)), 0)


def test_what_people_type_finds_what_they_mean(session, capsys):
    lay_goods(session)
    asked, first, among_five, missed = Counter(), Counter(), Counter(), []
    for query in queries():
        found = find(session, query["asked"], at=AT, limit=5, faceted=False)
        slugs = [card.slug for card in found.cards]
        place = place_of(slugs, query["wanted"])
        for group in (query["half"], query["script"], "all"):
            asked[group] += 1
            first[group] += place == 1
            among_five[group] += place > 0
        if place != 1:
            missed.append(f"{query['half']} {query['asked']}: wanted {query['wanted']}, found {slugs[:2]}")
    with capsys.disabled():
        for group, number in asked.items():
            print(f"search {group:>5}: {number:>4} queries, top-1 {first[group] / number:6.1%},", end="")
            print(f" top-5 {among_five[group] / number:6.1%}")
        print("\n".join(missed))
    assert asked["all"] >= 150
    assert len(asked) - 3 >= 10, "scripts"
    for group in ("tune", "held", "all"):
        assert first[group] >= TOP_1 * asked[group], group
        assert among_five[group] >= TOP_5 * asked[group], group

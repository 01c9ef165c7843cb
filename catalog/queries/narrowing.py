"""Narrowing what was found: by place, craft, price, readiness and days, each with how many goods it leaves."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.orm import Session

from catalog.rules.search import PriceBand, band_of, band_range

FACET_MAX = 12
DAYS = (3, 7, 15, 30)  # "leaves the maker within"
NAMES = text(
    """
    SELECT 'state' AS kind, code AS value, name, name_hi, slug FROM states WHERE code = ANY(:states)
    UNION ALL SELECT 'district', id::text, name, name, slug FROM districts WHERE id = ANY(:districts)
    UNION ALL SELECT 'family', id, name_en, name_hi, slug FROM craft_families WHERE id = ANY(:families)
    """
)


@dataclass(frozen=True)
class Narrowed:
    """What a reader has chosen to see only: State by code, district by id, family by word."""

    state: str | None = None
    district: int | None = None
    family: str | None = None
    price: PriceBand | None = None
    ready: bool | None = None  # True: lies ready; False: made to order
    days: int | None = None  # leaves the maker within so many days

    def __bool__(self) -> bool:
        return self != Narrowed()


class Fit(NamedTuple):
    """One good that fits, with what it is narrowed, ordered and counted by."""

    id: UUID
    artisan_id: UUID
    district_id: int
    state_code: str
    family_id: str
    price_paise: int
    made_to_order: bool
    days_to_make: int
    published_at: datetime
    verified_at: datetime | None
    title_words: int
    met: list[int]  # for each word of the search: which of its ways to be met it was; 0 for none


@dataclass(frozen=True)
class Choice:
    """One value to narrow by, and how many goods have it. Names and slug are those of places and families."""

    value: str
    name: str
    name_hi: str
    slug: str
    count: int


def conditions(narrowed: Narrowed) -> list[tuple[str, Any, str]]:
    """The choices as (name of the value, value, SQL)."""
    chosen: list[tuple[str, Any, str]] = []
    if narrowed.state is not None:
        chosen.append(("state", narrowed.state, "d.state_code = :state"))
    if narrowed.district is not None:
        chosen.append(("district", narrowed.district, "l.district_id = :district"))
    if narrowed.family is not None:
        chosen.append(("family", narrowed.family, "c.family_id = :family"))
    if narrowed.ready is not None:
        chosen.append(("ready", narrowed.ready, "l.made_to_order = NOT :ready"))
    if narrowed.days is not None:
        chosen.append(("days", narrowed.days, "l.days_to_make <= :days"))
    if narrowed.price is not None:
        above, top = band_range(narrowed.price)
        chosen.append(("above", above, "l.price_paise > :above"))
        if top is not None:
            chosen.append(("top", top, "l.price_paise <= :top"))
    return chosen


def both(one: Narrowed, other: Narrowed) -> Narrowed:
    """Both choices at once; where they differ, the first stands, for it is the narrower."""
    return replace(other, **{name: value for name, value in vars(one).items() if value is not None})


def has(fit: Fit, narrowed: Narrowed) -> bool:
    """Whether a good is among those chosen."""
    return (
        narrowed.state in (None, fit.state_code)
        and narrowed.district in (None, fit.district_id)
        and narrowed.family in (None, fit.family_id)
        and (narrowed.ready is None or narrowed.ready is not fit.made_to_order)
        and (narrowed.days is None or fit.days_to_make <= narrowed.days)
        and narrowed.price in (None, band_of(fit.price_paise))
    )


def facets_of(
    session: Session, fits: Sequence[Fit], narrowed: Narrowed, *, scaled: Callable[[int], int]
) -> dict[str, list[Choice]]:
    """What the goods can be narrowed by: each counted among those that the other choices leave. One statement."""
    told: dict[str, Counter[str]] = {}
    for facet, values_of in VALUES.items():
        others = replace(narrowed, **{facet: None})
        told[facet] = Counter(value for fit in fits if has(fit, others) for value in values_of(fit))
    names = {
        (row.kind, row.value): row
        for row in session.execute(
            NAMES,
            {
                "states": list(told["state"]),
                "districts": [int(each) for each in told["district"]],
                "families": list(told["family"]),
            },
        )
    }
    return {
        facet: [
            _choice(value, names.get((facet, value)), scaled(count))
            for value, count in _in_order(facet, counted)
        ]
        for facet, counted in told.items()
    }


def _choice(value: str, row: Any, count: int) -> Choice:
    if row is None:
        return Choice(value, "", "", "", count)
    return Choice(value, row.name, row.name_hi, row.slug, count)


def _in_order(facet: str, counted: Counter[str]) -> list[tuple[str, int]]:
    """Places and families by count, the first dozen; the rest in its own order."""
    if facet in ("state", "district", "family"):
        return sorted(counted.items(), key=lambda each: (-each[1], each[0]))[:FACET_MAX]
    order: dict[str, list[str]] = {
        "price": [band.value for band in PriceBand],
        "ready": ["yes", "no"],
        "days": [str(each) for each in DAYS],
    }
    return [(value, counted[value]) for value in order[facet] if counted[value]]


VALUES: dict[str, Callable[[Fit], Iterable[str]]] = {
    "state": lambda fit: (fit.state_code,),
    "district": lambda fit: (str(fit.district_id),),
    "family": lambda fit: (fit.family_id,),
    "price": lambda fit: (band_of(fit.price_paise).value,),
    "ready": lambda fit: ("no" if fit.made_to_order else "yes",),
    "days": lambda fit: (str(each) for each in DAYS if fit.days_to_make <= each),
}

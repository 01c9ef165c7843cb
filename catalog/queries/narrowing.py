"""Narrowing what was found: by place, craft, material, mark, price and day, each with how many goods it leaves."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, fields, replace
from datetime import date, datetime
from itertools import chain
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.orm import Session

from catalog.rules.marks import PAPERS, MarkKind, MarkStatus
from catalog.rules.materials import Material
from catalog.rules.search import BANDS, PriceBand, band_at, band_of, band_range

FACET_MAX = 12
DAYS = (3, 7, 15, 30)  # "leaves the maker within"
NAMES = text(
    """
    SELECT 'state' AS kind, code AS value, name, name_hi, slug FROM states WHERE code = ANY(:states)
    UNION ALL SELECT 'district', id::text, name, name, slug FROM districts WHERE id = ANY(:districts)
    UNION ALL SELECT 'family', id, name_en, name_hi, slug FROM craft_families WHERE id = ANY(:families)
    """
)
STANDS = f"m.status = '{MarkStatus.VERIFIED}' AND (m.expires_on IS NULL OR m.expires_on >= :marks_on)"
MARKS = text(
    f"SELECT m.artisan_id, m.listing_id, m.kind FROM marks m WHERE m.artisan_id = ANY(:makers) AND {STANDS}"  # noqa: S608
)
MARKED = f"""(jsonb_exists(l.proofs, :paper) OR EXISTS (
    SELECT FROM marks m WHERE m.artisan_id = l.artisan_id AND (m.listing_id IS NULL OR m.listing_id = l.id)
    AND m.kind = :mark AND {STANDS}))
"""
WAY_AT = "array_position(CAST(:ways AS text[]), d.state_code || '/' || a.gst_kind)"
UNMARKED: frozenset[str] = frozenset()
MARK_OF_PAPER = {paper.value: mark.value for mark, paper in PAPERS.items()}


class Arrival(NamedTuple):
    """By which day goods shall come, as the most days that making may take, by `way_of` State and standing.

    A way that is not named is one on which nothing comes in time, or nothing is sent.
    """

    by: date
    most: Mapping[str, int]


@dataclass(frozen=True)
class Narrowed:
    """What a reader has chosen to see only: State by code, district by id, family by word."""

    state: str | None = None
    district: int | None = None
    family: str | None = None
    material: Material | None = None
    mark: MarkKind | None = None
    price: PriceBand | None = None
    ready: bool | None = None  # True: lies ready; False: made to order
    days: int | None = None  # leaves the maker within so many days
    arrival: Arrival | None = None

    def __bool__(self) -> bool:
        return bool(self.chosen)

    @property
    def chosen(self) -> list[str]:
        """The names of the choices that were made."""
        return [each.name for each in fields(self) if getattr(self, each.name) is not None]


class Fit(NamedTuple):
    """One good that fits, with what it is narrowed, ordered and counted by."""

    id: UUID
    artisan_id: UUID
    district_id: int
    state_code: str
    gst_kind: str
    family_id: str
    materials: list[str]
    price_paise: int
    made_to_order: bool
    ready_in_days: int
    papers: list[str] | None  # kinds of the papers shown with it
    published_at: datetime
    verified_at: datetime | None
    title_words: int
    met: list[int]  # for each word of the search: which of its ways to be met it was; 0 for none


Condition = tuple[dict[str, Any], str]  # values by name, and the SQL that speaks of them
Marks = Mapping[UUID, Set[str]]  # by listing or maker: the marks that stand


@dataclass(frozen=True)
class Choice:
    """One value to narrow by, and how many goods have it. Names and slug are those of places and families."""

    value: str
    name: str
    name_hi: str
    slug: str
    count: int


def way_of(state_code: str, gst_kind: str) -> str:
    """What decides, beside the days of making, by when a piece comes: its State and its seller's standing."""
    return f"{state_code}/{gst_kind}"


def conditions(narrowed: Narrowed, marks_on: date | None) -> list[Condition]:
    """The choices as (values by name, SQL); marks are those that stand on a day."""
    above, top = band_range(narrowed.price) if narrowed.price is not None else (None, None)
    paper = PAPERS.get(narrowed.mark) if narrowed.mark is not None else None
    said: dict[str, Condition] = {
        "state": ({"state": narrowed.state}, "d.state_code = :state"),
        "district": ({"district": narrowed.district}, "l.district_id = :district"),
        "family": ({"family": narrowed.family}, "c.family_id = :family"),
        "material": ({"material": narrowed.material}, "l.materials @> ARRAY[CAST(:material AS text)]"),
        "mark": ({"mark": narrowed.mark, "marks_on": marks_on, "paper": paper}, MARKED),
        "ready": ({"ready": narrowed.ready}, "l.made_to_order = NOT :ready"),
        "days": ({"days": narrowed.days}, "ready.days <= :days"),
        "price": ({"above": above}, "l.price_paise > :above"),
    }
    if top is not None:
        said["price"] = ({"above": above, "top": top}, "l.price_paise > :above AND l.price_paise <= :top")
    if narrowed.arrival is not None:
        ways = narrowed.arrival.most
        said["arrival"] = (
            {"ways": list(ways), "most_days": list(ways.values())},
            f"ready.days <= coalesce((CAST(:most_days AS int[]))[{WAY_AT}], -1)",
        )
    return [said[name] for name in narrowed.chosen]


def both(one: Narrowed, other: Narrowed) -> Narrowed:
    """Both choices at once; where they differ, the first stands, for it is the narrower."""
    return replace(other, **{name: value for name, value in vars(one).items() if value is not None})


def those(fits: Sequence[Fit], narrowed: Narrowed, marks: Marks) -> list[Fit]:
    """The goods that were chosen."""
    tests = [_test(name, narrowed, marks) for name in narrowed.chosen]
    for test in tests:
        fits = [fit for fit in fits if test(fit)]
    return list(fits)


def _test(name: str, narrowed: Narrowed, marks: Marks) -> Callable[[Fit], bool]:
    value = getattr(narrowed, name)
    match name:
        case "state":
            return lambda fit: fit.state_code == value
        case "district":
            return lambda fit: fit.district_id == value
        case "family":
            return lambda fit: fit.family_id == value
        case "material":
            return lambda fit: value in fit.materials
        case "mark":
            return lambda fit: value in marks_of(fit, marks)
        case "price":
            return lambda fit: band_of(fit.price_paise) == value
        case "ready":
            return lambda fit: fit.made_to_order is not value
        case "days":
            return lambda fit: fit.ready_in_days <= value
        case _:
            most = value.most
            return lambda fit: fit.ready_in_days <= most.get(way_of(fit.state_code, fit.gst_kind), -1)


def standing_marks(session: Session, fits: Sequence[Fit], on: date | None) -> Marks:
    """The marks of these goods and their makers that stand on a day. One statement; none without a day or goods."""
    found: dict[UUID, set[str]] = {}
    if on is not None and fits:
        makers = list({fit.artisan_id for fit in fits})
        for maker, listing, kind in session.execute(MARKS, {"makers": makers, "marks_on": on}).all():
            found.setdefault(listing or maker, set()).add(kind)
    return found


def marks_of(fit: Fit, marks: Marks) -> Set[str]:
    """The marks of one good: its own, all its maker's, and those that a paper of its own stands for."""
    own, makers = marks.get(fit.id), marks.get(fit.artisan_id)
    if not fit.papers:
        return (own | makers if makers else own) if own else makers or UNMARKED
    found = {MARK_OF_PAPER[paper] for paper in fit.papers if paper in MARK_OF_PAPER}
    return found.union(own or UNMARKED, makers or UNMARKED)


def facets_of(
    session: Session,
    fits: Sequence[Fit],
    narrowed: Narrowed,
    *,
    marks: Marks,
    arrivals: Sequence[Arrival],
    scaled: Callable[[int], int],
) -> tuple[dict[str, list[Choice]], dict[str, int]]:
    """What the goods can be narrowed by, each value counted among those that the other choices leave. One statement.

    Also how many goods there would be without each choice that was made.
    """
    chosen = those(fits, narrowed, marks)
    told: dict[str, list[tuple[str, int]]] = {}
    without: dict[str, int] = {}
    for facet in FACETS:
        left: Sequence[Fit] = chosen
        if facet in narrowed.chosen:
            left = those(fits, replace(narrowed, **{facet: None}), marks)
            without[facet] = scaled(len(left))
        told[facet] = _counted(facet, left, marks, arrivals)
    names = {
        (row.kind, row.value): row
        for row in session.execute(
            NAMES,
            {
                "states": [value for value, _ in told["state"]],
                "districts": [int(value) for value, _ in told["district"]],
                "families": [value for value, _ in told["family"]],
            },
        )
    }
    facets = {
        facet: [_choice(value, names.get((facet, value)), scaled(count)) for value, count in counted]
        for facet, counted in told.items()
        if counted or facet != "arrival"
    }
    return facets, without


def _choice(value: str, row: Any, count: int) -> Choice:
    if row is None:
        return Choice(value, "", "", "", count)
    return Choice(value, row.name, row.name_hi, row.slug, count)


FACETS = ("state", "district", "family", "material", "mark", "price", "ready", "days", "arrival")


def _counted(
    facet: str, fits: Sequence[Fit], marks: Marks, arrivals: Sequence[Arrival]
) -> list[tuple[str, int]]:
    """Places, families, materials and marks by count, the first dozen; the rest in its own order."""
    match facet:
        case "state":
            return _most(Counter([fit.state_code for fit in fits]))
        case "district":
            return _most(Counter([str(fit.district_id) for fit in fits]))
        case "family":
            return _most(Counter([fit.family_id for fit in fits]))
        case "material":
            return _most(Counter(chain.from_iterable([fit.materials for fit in fits])))
        case "mark":
            return _most(Counter(chain.from_iterable([marks_of(fit, marks) for fit in fits])))
        case "price":
            bands = Counter([band_at(fit.price_paise) for fit in fits])
            return [(band.value, bands[at]) for at, band in enumerate(BANDS) if bands[at]]
        case "ready":
            to_order = sum([fit.made_to_order for fit in fits])
            both_ways = [("yes", len(fits) - to_order), ("no", to_order)]
            return [(value, count) for value, count in both_ways if count]
        case "days":
            making = Counter([fit.ready_in_days for fit in fits])
            return _within((str(days), _up_to(making, days)) for days in DAYS)
        case _:
            return _coming(fits, arrivals)


def _coming(fits: Sequence[Fit], arrivals: Sequence[Arrival]) -> list[tuple[str, int]]:
    """How many come by each day."""
    if not arrivals:
        return []
    making = Counter([(way_of(fit.state_code, fit.gst_kind), fit.ready_in_days) for fit in fits])
    return _within(
        (
            arrival.by.isoformat(),
            sum(count for (way, days), count in making.items() if days <= arrival.most.get(way, -1)),
        )
        for arrival in arrivals
    )


def _up_to(counted: Counter[int], most: int) -> int:
    return sum(count for days, count in counted.items() if days <= most)


def _within(counted: Iterable[tuple[str, int]]) -> list[tuple[str, int]]:
    """What holds ever more, without what holds nothing and what holds no more than the one before."""
    kept: list[tuple[str, int]] = []
    for value, count in counted:
        if count and (not kept or count > kept[-1][1]):
            kept.append((value, count))
    return kept


def _most(counted: Counter[str]) -> list[tuple[str, int]]:
    return sorted(counted.items(), key=lambda each: (-each[1], each[0]))[:FACET_MAX]

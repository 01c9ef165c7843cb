"""Reading places: States, their districts, neighbours, and the district of a PIN code."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Collection
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import indian_pincode
from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session

from people.models.places import District, State
from people.rules.places import DistrictStatus, clean_pin, nearness, zone_states

DATA = Path(__file__).parents[1] / "data"
PRESENT = (DistrictStatus.ACTIVE, DistrictStatus.REGION)  # where somebody can live today
NEIGHBOURS_MAX = 6


class StateLine(NamedTuple):
    """A State with the number of its active districts."""

    code: str
    slug: str
    name: str
    name_hi: str
    is_ut: bool
    districts: int


class DistrictLine(NamedTuple):
    """A district, short: for lists and links."""

    id: int
    slug: str
    name: str
    state_code: str
    state_slug: str
    state_name: str
    status: DistrictStatus


class PinDistrict(NamedTuple):
    """A district as the PIN list names it: to be found by LGD code, else by State and name."""

    state_code: str
    lgd_code: int | None
    name: str


class PinPlace(NamedTuple):
    """Where a PIN code is: its State (the place of supply) and its districts, the likeliest first."""

    pin: str
    state_code: str
    state_name: str
    districts: tuple[PinDistrict, ...]


def states(session: Session) -> list[StateLine]:
    """Return all States and Union Territories by name."""
    counted = (District.state_code == State.code) & _counted()
    found = session.execute(
        select(State.code, State.slug, State.name, State.name_hi, State.is_ut, func.count(District.id))
        .outerjoin(District, counted)
        .where(State.retired_at.is_(None))
        .group_by(State.code)
        .order_by(State.name)
    )
    return [StateLine._make(row) for row in found]


def state_by_slug(session: Session, slug: str) -> State | None:
    """Return the State with this address (`west-bengal`)."""
    return session.scalar(select(State).where(State.slug == slug, State.retired_at.is_(None)))


def districts(session: Session, state_code: str | None = None) -> list[DistrictLine]:
    """Return the districts one can live in (active ones and regions) of one State, or of all, by name."""
    asked = _lines().where(District.status.in_(PRESENT), District.retired_at.is_(None))
    if state_code is not None:
        asked = asked.where(District.state_code == state_code)
    return [DistrictLine._make(row) for row in session.execute(asked.order_by(State.name, District.name))]


def district_by_slug(session: Session, slug: str) -> District | None:
    """Return the district with this address (`bankura`), an abolished one too: its page says so."""
    return session.scalar(select(District).where(District.slug == slug, District.retired_at.is_(None)))


def district_named(session: Session, state_code: str, name: str) -> District | None:
    """Return the State's district of this name or one of its other and former names, whatever the case."""
    wanted = name.strip().casefold()
    found = session.scalars(
        select(District).where(District.state_code == state_code, District.retired_at.is_(None))
    ).all()
    by_name = [one for one in found if one.name.casefold() == wanted]
    by_alias = [one for one in found if wanted in (alias.casefold() for alias in one.aliases)]
    return next(iter(by_name + by_alias), None)


def neighbours(session: Session, district: District, most: int = NEIGHBOURS_MAX) -> list[DistrictLine]:
    """Return the active districts whose points are nearest, of any State, the nearest first."""
    return around(session, [district.id], most)


def around(session: Session, inside: Collection[int], most: int = NEIGHBOURS_MAX) -> list[DistrictLine]:
    """Return the active districts nearest to any of those `inside`, without these; the nearest first."""
    asked = _lines().add_columns(District.latitude, District.longitude)
    found = session.execute(asked.where(_counted() | District.id.in_(inside))).all()
    middles = [(row.latitude, row.longitude) for row in found if row.id in inside]
    others = [row for row in found if row.id not in inside]
    others.sort(key=lambda row: min(nearness(*middle, row.latitude, row.longitude) for middle in middles))
    return [DistrictLine._make(row[:-2]) for row in others[:most]]


def district_of_pin(session: Session, pin: str) -> District | None:
    """Return the likeliest district of a PIN code; None where no list knows the code, or only its State.

    PIN lists follow new districts late: the answer may be the parent of a district made after 2022. An
    abolished district is named only where there is no other.
    """
    place = place_of_pin(pin)
    if place is None:
        return None
    found = [one for key in place.districts if (one := _row_of(session, key)) is not None]
    return min(found, key=lambda one: one.status not in PRESENT, default=None)


def place_of_pin(pin: str) -> PinPlace | None:
    """Return where a PIN code is, without a database; None for one that is malformed or that no list knows.

    A State that the first digits do not allow is a slip of the list, and so answered by None unless
    `pin_corrections.csv` puts it right: a wrong State would charge the wrong tax.
    """
    digits = clean_pin(pin)
    if digits is None:
        return None
    if digits in _corrections():
        key = _corrections()[digits]
        return PinPlace(digits, key.state_code, _state_names()[key.state_code], (key,))
    details = indian_pincode.get_details(digits)
    if details is None or details["state"] is None:
        return None
    pairs = [(state, name) for name in details["districts"] for state in details["states"]]
    keys = [_pin_names()[pair] for pair in pairs if pair in _pin_names()]
    state_code = _pin_states()[details["state"]]
    if _state_names()[state_code] not in zone_states(digits, _zones()):
        return None
    own = [key for key in dict.fromkeys(keys) if key.state_code == state_code]
    common = _district_counts(digits[:3])
    own.sort(key=lambda key: (-common[key], key.name))
    return PinPlace(digits, state_code, _state_names()[state_code], tuple(own))


def _row_of(session: Session, key: PinDistrict) -> District | None:
    same: ColumnElement[bool] = (District.state_code == key.state_code) & (District.name == key.name)
    if key.lgd_code is not None:
        same = District.lgd_code == key.lgd_code
    return session.scalars(select(District).where(same, District.retired_at.is_(None))).first()


def _counted() -> ColumnElement[bool]:
    return (District.status == DistrictStatus.ACTIVE) & District.retired_at.is_(None)


def _lines() -> Select[*tuple[Any, ...]]:
    return select(
        District.id,
        District.slug,
        District.name,
        District.state_code,
        State.slug.label("state_slug"),
        State.name.label("state_name"),
        District.status,
    ).join(State)


@cache
def _district_counts(prefix: str) -> Counter[PinDistrict]:
    """Count the districts of a sorting office's PINs: where a PIN has several, the commonest is likeliest."""
    counts: Counter[PinDistrict] = Counter()
    for pin in _pins_by_prefix().get(prefix, ()):
        details = indian_pincode.get_details(pin)
        if details is not None and len(details["districts"]) == 1 and details["state"] is not None:
            key = _pin_names().get((details["state"], details["districts"][0]))
            if key is not None:
                counts[key] += 1
    return counts


@cache
def _pins_by_prefix() -> dict[str, list[str]]:
    grouped: dict[str, list[str]] = {}
    for pin in indian_pincode.get_pincodes():
        grouped.setdefault(pin[:3], []).append(pin)
    return grouped


@cache
def _state_codes() -> dict[str, str]:
    return {line["state"]: line["gst_code"] for line in _lines_of("states.csv")}


@cache
def _state_names() -> dict[str, str]:
    return {code: name for name, code in _state_codes().items()}


@cache
def _pin_names() -> dict[tuple[str, str], PinDistrict]:
    """Map the PIN list's own (State, district) names to our districts."""
    return {
        (line["pin_state"], line["pin_district"]): _pin_district(line) for line in _lines_of("pin_names.csv")
    }


@cache
def _pin_states() -> dict[str, str]:
    return {line["pin_state"]: _state_codes()[line["state"]] for line in _lines_of("pin_names.csv")}


@cache
def _corrections() -> dict[str, PinDistrict]:
    return {line["pin"]: _pin_district(line) for line in _lines_of("pin_corrections.csv")}


@cache
def _zones() -> dict[str, frozenset[str]]:
    return {line["prefix"]: frozenset(line["states"].split("; ")) for line in _lines_of("pin_zones.csv")}


def _pin_district(line: dict[str, str]) -> PinDistrict:
    lgd_code = int(line["lgd_code"]) if line["lgd_code"] else None
    return PinDistrict(_state_codes()[line["state"]], lgd_code, line["district"])


def _lines_of(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))

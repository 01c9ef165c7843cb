"""Lay the lists of States and districts into their tables, as often as wanted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import Table, insert, select, text
from sqlalchemy.orm import Session

from kit.lists import ListFileWrong, Row, Tally, lay, parts, read_list, retire_unlisted
from people.models.places import District, State
from people.rules.places import DistrictStatus, PointKind, StateKind, district_slug, slug

DATA = Path(__file__).parents[1] / "data"
_AT_THE_END = "uq_districts_state_code_name, uq_districts_lgd_code, uq_districts_map_column_map_row"


def load_states(session: Session, path: Path = DATA / "states.csv", *, at: datetime) -> Tally:
    """Lay the list of States and Union Territories; natural key: the GST code. Raises ListFileWrong."""
    rows = read_list(path, _state)
    table = _table(State)
    laid = lay(session, table, rows, key=["code"], kept=["slug"])
    return laid + retire_unlisted(session, table, [(row["code"],) for row in rows], key=["code"], at=at)


def load_districts(session: Session, path: Path = DATA / "districts.csv", *, at: datetime) -> Tally:
    """Lay the list of districts. Natural key: the LGD code where there is one, else State and name.

    So a renamed district keeps its row, and its address (slug) with it. Raises ListFileWrong.
    """
    codes = state_codes(session)
    rows = read_list(path, lambda line: _district(line, codes))
    _refuse_doubles(path, rows)
    table = _table(District)
    known = _known_districts(session)
    found = [(row, known.of(row)) for row in rows]
    old = [{"id": match.id, "slug": match.slug, **row} for row, match in found if match is not None]
    new = [row for row, match in found if match is None]
    _give_slugs(new, rows, {code: name for name, code in codes.items()}, {match.slug for match in known.all})
    laid = lay(session, table, old, key=["id"], kept=["slug"])
    if new:
        session.execute(insert(table), new)
    laid += Tally(listed=len(new), added=len(new))
    listed = [(row["state_code"], row["name"]) for row in rows]
    gone = retire_unlisted(session, table, listed, key=["state_code", "name"], at=at)
    session.execute(text(f"SET CONSTRAINTS {_AT_THE_END} IMMEDIATE"))
    session.execute(text(f"SET CONSTRAINTS {_AT_THE_END} DEFERRED"))
    return laid + gone


def state_codes(session: Session) -> dict[str, str]:
    """Return the GST code of each State by its name, for lists that call States by name."""
    return {row.name: row.code for row in session.execute(select(State.name, State.code))}


class _Found(NamedTuple):
    """A district that is in the table already."""

    id: int
    state_code: str
    name: str
    lgd_code: int | None
    slug: str


class _Known:
    """The districts that are in the table, to be found by LGD code, else by State and name."""

    def __init__(self, found: list[_Found]) -> None:
        self.all = found
        self.by_code = {one.lgd_code: one for one in found if one.lgd_code is not None}
        self.by_name = {(one.state_code, one.name): one for one in found}

    def of(self, row: Row) -> _Found | None:
        """Return the row's district; None for a new one."""
        if row["lgd_code"] in self.by_code:
            return self.by_code[row["lgd_code"]]
        found = self.by_name.get((row["state_code"], row["name"]))
        if found is None or (found.lgd_code is not None and row["lgd_code"] is not None):
            return None  # the same name under another code is another district
        return found


def _known_districts(session: Session) -> _Known:
    rows = session.execute(
        select(District.id, District.state_code, District.name, District.lgd_code, District.slug)
    )
    return _Known([_Found(*row) for row in rows])


def _state(line: Mapping[str, str]) -> Row:
    kind = StateKind(line["kind"])
    return {
        "code": line["gst_code"],
        "name": line["state"],
        "name_hi": line["state_hi"],
        "slug": slug(line["state"]),
        "lgd_code": int(line["lgd_code"]),
        "iso": line["iso"],
        "is_ut": kind is not StateKind.STATE,
        "is_ut_without_legislature": kind is StateKind.UT_WITHOUT_LEGISLATURE,
    }


def _district(line: Mapping[str, str], codes: Mapping[str, str]) -> Row:
    if line["state"] not in codes:
        raise ValueError(f"no State is called {line['state']!r}")
    return {
        "state_code": codes[line["state"]],
        "name": line["district"],
        "lgd_code": int(line["lgd_code"]) if line["lgd_code"] else None,
        "status": DistrictStatus(line["status"]),
        "latitude": float(line["latitude"]),
        "longitude": float(line["longitude"]),
        "point_kind": PointKind(line["point_kind"]),
        "map_column": int(line["map_column"]) if line["map_column"] else None,
        "map_row": int(line["map_row"]) if line["map_row"] else None,
        "outline_name": line["outline_name"] or None,
        "aliases": parts(line["aliases"]),
        "note": line["note"] or None,
    }


def _refuse_doubles(path: Path, rows: list[Row]) -> None:
    for what, values in {
        "district": [(row["state_code"], row["name"]) for row in rows],
        "LGD code": [row["lgd_code"] for row in rows if row["lgd_code"] is not None],
        "map cell": [(row["map_column"], row["map_row"]) for row in rows if row["map_column"] is not None],
    }.items():
        if doubles := sorted(value for value, times in Counter(values).items() if times > 1):
            raise ListFileWrong(f"{path}: the {what} {doubles[0]} stands there twice")


def _give_slugs(new: list[Row], rows: list[Row], states: Mapping[str, str], taken: set[str]) -> None:
    """Give each new district an address; a longer one where a renamed district has kept the short one."""
    times = Counter(row["name"] for row in rows)
    for row in new:
        state = states[row["state_code"]]
        short = district_slug(row["name"], state, shared=times[row["name"]] > 1)
        full = district_slug(row["name"], state, shared=True)
        wanted = (short, full, f"{full}-{row['lgd_code'] or 'new'}")
        row["slug"] = next(slug for slug in wanted if slug not in taken)
        taken.add(row["slug"])


def _table(model: type[State] | type[District]) -> Table:
    table = model.__table__
    assert isinstance(table, Table)
    return table

"""The programme's list of malls, and opening one with its stalls."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from kit.events import record
from kit.ids import new_id
from kit.lists import Tally, read_list
from kit.money import Money
from malls.events import MallOpened
from malls.models import Mall, Stall, Till
from malls.rules import STALL_MINIMUM, MallStatus, StallKind
from people.models import District, State
from people.rules.places import DistrictStatus

CRORE_PAISE = 10_000_000 * 100
DATA = Path(__file__).resolve().parent.parent / "data" / "ekta_malls.csv"


def load_malls(session: Session, path: Path = DATA, *, at: datetime) -> Tally:
    """Bring the list of malls up to a file, in place, by State and place in its State's list.

    Malls that left the file are retired, never deleted; whether a mall sells is ours to say and is not touched.
    Raises ListFileWrong with the line at fault.
    """
    codes = dict(session.execute(select(State.name, State.code)).all())
    known = {(mall.state_code, mall.ordinal): mall for mall in session.scalars(select(Mall))}
    lines = read_list(path, lambda line: _Line.of(line, codes))
    seen: dict[str, int] = {}
    tally = Tally(listed=len(lines))
    for line in lines:
        seen[line.state_code] = ordinal = seen.get(line.state_code, 0) + 1
        mall = known.pop((line.state_code, ordinal), None)
        if mall is None:
            mall = _planned(session, line, ordinal)
            tally += Tally(added=1)
        facts = (line.city, line.approved_paise, line.verification, line.sources, None)
        if (mall.city, mall.approved_paise, mall.verification, mall.sources, mall.retired_at) != facts:
            mall.city, mall.approved_paise, mall.verification, mall.sources, mall.retired_at = facts
            tally += Tally(changed=1)
    for gone in known.values():
        tally += Tally(retired=1 if gone.retired_at is None else 0)
        gone.retired_at = gone.retired_at or at
    session.flush()
    return tally


class _Line(NamedTuple):
    state_code: str
    state: str
    city: str
    approved_paise: Money | None
    verification: str
    sources: str

    @classmethod
    def of(cls, line: Mapping[str, str], codes: Mapping[str, str]) -> _Line:
        if line["state"] not in codes:
            raise ValueError(f"no State is called {line['state']!r}")
        amount = line["approved_amount_crore_inr"].strip()
        plain = amount.replace(".", "", 1).isdecimal()
        # A figure with a remark ("25 (three malls together)") is no figure of this mall: it stays a remark.
        remark = "" if plain or not amount else f" Approved, in crore: {amount}."
        return cls(
            codes[line["state"]],
            line["state"],
            line["city"].strip(),
            _crores(amount) if plain else None,
            line["verification"] + remark,
            line["sources"],
        )


def _planned(session: Session, line: _Line, ordinal: int) -> Mall:
    place = line.city.split("(")[0].strip() or line.state
    slug = "-".join(f"ekta-mall-{place}".lower().replace("&", "and").split())
    taken = session.scalar(select(Mall.id).filter_by(slug=slug))
    mall = Mall(
        id=new_id(),
        slug=f"{slug}-{ordinal}" if taken else slug,
        name=f"PM Ekta Mall {place}",
        state_code=line.state_code,
        ordinal=ordinal,
        city=line.city,
        approved_paise=line.approved_paise,
        verification=line.verification,
        sources=line.sources,
        status=MallStatus.PLANNED,
    )
    session.add(mall)
    session.flush()
    return mall


def _crores(text: str) -> Money:
    whole, _, part = text.partition(".")
    return Money(int(whole) * CRORE_PAISE + int(part or 0) * CRORE_PAISE // 10 ** len(part))


def open_mall(
    session: Session, mall: Mall, *, address: str, tills: int, by: UUID | None, at: datetime
) -> None:
    """Open a mall: a stall for each State and UT, one for each district of its own State, and its tills. Once."""
    if mall.status is MallStatus.OPEN:
        return
    mall.status, mall.opened_at, mall.address = MallStatus.OPEN, at, address
    states = session.scalars(select(State.code).where(State.retired_at.is_(None)).order_by(State.name)).all()
    districts = session.scalars(
        select(District.id)
        .where(District.state_code == mall.state_code, District.status == DistrictStatus.ACTIVE)
        .where(District.retired_at.is_(None))
        .order_by(District.name)
    ).all()
    for code in states:
        session.add(_stall(mall, StallKind.STATE, code, None))
    for district_id in districts:
        session.add(_stall(mall, StallKind.DISTRICT, mall.state_code, district_id))
    for number in range(1, tills + 1):
        session.add(Till(id=new_id(), mall_id=mall.id, name=str(number)))
    record(session, MallOpened(mall.id, len(states) + len(districts)), by=by, at=at)


def _stall(mall: Mall, kind: StallKind, state_code: str, district_id: int | None) -> Stall:
    return Stall(
        id=new_id(),
        mall_id=mall.id,
        kind=kind,
        state_code=state_code,
        district_id=district_id,
        minimum=STALL_MINIMUM,
    )

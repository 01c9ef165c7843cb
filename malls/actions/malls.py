"""The programme's list of malls, and opening one with its stalls."""

from __future__ import annotations

import csv
from datetime import datetime
from pathlib import Path
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from kit.events import record
from kit.ids import new_id
from kit.money import Money
from malls.events import MallOpened
from malls.models import Mall, Stall, Till
from malls.rules import STALL_MINIMUM, MallStatus, StallKind
from people.models import District, State
from people.rules.places import DistrictStatus

CRORE_PAISE = 10_000_000 * 100
DATA = Path(__file__).resolve().parent.parent / "data" / "ekta_malls.csv"


def load_malls(session: Session, path: Path = DATA, *, at: datetime) -> int:
    """Bring the list of malls up to a file, in place, by State and place in its State's list; how many it names.

    Malls that left the file are retired, never deleted; whether a mall sells is ours to say and is not touched.
    """
    codes = dict(session.execute(select(State.name, State.code)).tuples().all())
    known = {(mall.state_code, mall.ordinal): mall for mall in session.scalars(select(Mall))}
    seen: dict[str, int] = {}
    with path.open(encoding="utf-8", newline="") as lines:
        for line in csv.DictReader(lines):
            code = codes[line["state"]]
            seen[code] = ordinal = seen.get(code, 0) + 1
            mall = known.pop((code, ordinal), None) or _planned(session, code, ordinal, line)
            mall.city = line["city"].strip()
            mall.approved_paise = _crores(line["approved_amount_crore_inr"])
            mall.verification, mall.sources = line["verification"], line["sources"]
            mall.retired_at = None
    for gone in known.values():
        gone.retired_at = gone.retired_at or at
    session.flush()
    return sum(seen.values())


def _planned(session: Session, code: str, ordinal: int, line: dict[str, str]) -> Mall:
    place = line["city"].split("(")[0].strip() or line["state"]
    slug = "-".join(f"ekta-mall-{place}".lower().replace("&", "and").split())
    taken = session.scalar(select(Mall.id).filter_by(slug=slug))
    mall = Mall(
        id=new_id(),
        slug=f"{slug}-{ordinal}" if taken else slug,
        name=f"PM Ekta Mall {place}",
        state_code=code,
        ordinal=ordinal,
        status=MallStatus.PLANNED,
    )
    session.add(mall)
    session.flush()
    return mall


def _crores(text: str) -> Money | None:
    if not text.strip():
        return None
    whole, _, part = text.strip().partition(".")
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

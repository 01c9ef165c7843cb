"""How the desks of districts stand: what waits, by kind, what is late, what waits for the maker."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Interval, and_, func, literal, select
from sqlalchemy.orm import Session

from catalog.models import Verification
from catalog.rules.verification import DUE_AFTER, OPEN
from people.models import District


class Standing(NamedTuple):
    """One district, or several together. `oldest_due`: when the oldest claim that runs was or is due."""

    name: str
    slug: str
    state_code: str
    waiting: dict[str, int]
    late: int
    asked: int
    oldest_due: datetime | None

    @property
    def total(self) -> int:
        """How many claims wait."""
        return sum(self.waiting.values())


def standings(session: Session, district_ids: Collection[int], *, at: datetime) -> list[Standing]:
    """How each of these districts stands, by name; one where nothing waits too. Two statements."""
    stopped = func.make_interval(0, 0, 0, 0, 0, 0, Verification.stopped_s, type_=Interval)
    due = Verification.requested_at + literal(DUE_AFTER, Interval) + stopped
    runs = Verification.waiting_since.is_(None)
    rows = session.execute(
        select(
            Verification.district_id,
            Verification.subject_kind,
            func.count(),
            func.count().filter(and_(runs, due < at)),
            func.count().filter(~runs),
            func.min(due).filter(runs),
        )
        .where(Verification.district_id.in_(sorted(district_ids)), Verification.status.in_(OPEN))
        .group_by(Verification.district_id, Verification.subject_kind)
    ).all()
    wanted = select(District).where(District.id.in_(sorted(district_ids))).order_by(District.name)
    found = []
    for district in session.scalars(wanted):
        own = [row for row in rows if row[0] == district.id]
        found.append(
            Standing(
                district.name,
                district.slug,
                district.state_code,
                {str(row[1]): row[2] for row in own},
                sum(row[3] for row in own),
                sum(row[4] for row in own),
                min((row[5] for row in own if row[5]), default=None),
            )
        )
    return found

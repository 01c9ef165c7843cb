"""Makers as those see them who help: by their number, and whom one has brought in or acted for."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from catalog.models import Artisan
from catalog.rules.artisan import ArtisanStatus
from people.models import Assistance, Person

LINES_MAX = 50


class HelpedMaker(NamedTuple):
    """One maker whom somebody brought in or acted for, and when that was last."""

    name: str
    status: ArtisanStatus
    brought_in: bool
    last_at: datetime


def maker_of_mobile(session: Session, mobile: str) -> Artisan | None:
    """The workshop of the person with this number (E.164)."""
    wanted = select(Artisan).join(Person, Person.id == Artisan.person_id).where(Person.mobile == mobile)
    return session.scalars(wanted).one_or_none()


def helped_makers(session: Session, helper_id: UUID) -> list[HelpedMaker]:
    """The makers whom somebody brought in or acted for, the latest first. One statement."""
    helped = (
        select(Assistance.person_id, func.max(Assistance.agreed_at).label("last_at"))
        .where(Assistance.helper_id == helper_id, Assistance.agreed_at.is_not(None))
        .group_by(Assistance.person_id)
        .subquery()
    )
    last_at = func.coalesce(helped.c.last_at, Artisan.joined_at)
    query = (
        select(Artisan.name, Artisan.status, Artisan.onboarded_by, last_at)
        .outerjoin(helped, helped.c.person_id == Artisan.person_id)
        .where(or_(helped.c.person_id.is_not(None), Artisan.onboarded_by == helper_id))
        .order_by(last_at.desc())
        .limit(LINES_MAX)
    )
    return [
        HelpedMaker(name, status, onboarded_by == helper_id, at)
        for name, status, onboarded_by, at in session.execute(query)
    ]

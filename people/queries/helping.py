"""Who helps whom: asked when somebody acts for another, and by the one who is helped."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import Text, cast, func, or_, select
from sqlalchemy.orm import Session

from people.models import Assistance, District, Grant, Person
from people.rules import Role, ScopeKind

SHOWN = 30
FACILITATORS_MAX = 200
LATELY = timedelta(days=30)


def live_help_by(session: Session, helper_id: UUID, at: datetime, *, lock: bool = False) -> Assistance | None:
    """The leave on which a helper acts at this moment; there is at most one."""
    asked = select(Assistance).where(
        Assistance.helper_id == helper_id,
        Assistance.agreed_at.is_not(None),
        Assistance.ended_at.is_(None),
        Assistance.until > at,
    )
    return session.scalars(asked.with_for_update() if lock else asked).one_or_none()


def waiting_help(session: Session, helper_id: UUID, assistance_id: int) -> Assistance | None:
    """One leave that this helper has asked for and nobody has agreed to yet; locked."""
    asked = select(Assistance).where(
        Assistance.id == assistance_id,
        Assistance.helper_id == helper_id,
        Assistance.agreed_at.is_(None),
        Assistance.ended_at.is_(None),
    )
    return session.scalars(asked.with_for_update().execution_options(populate_existing=True)).one_or_none()


def help_of(session: Session, person_id: UUID, assistance_id: int) -> Assistance | None:
    """One leave that this person gave."""
    asked = select(Assistance).where(Assistance.id == assistance_id, Assistance.person_id == person_id)
    return session.scalars(asked.where(Assistance.agreed_at.is_not(None))).one_or_none()


def help_given_to(session: Session, person_id: UUID) -> Sequence[Assistance]:
    """The leaves that a person gave, the latest first: who acts, or has acted, for them."""
    asked = select(Assistance).where(Assistance.person_id == person_id, Assistance.agreed_at.is_not(None))
    return session.scalars(asked.order_by(Assistance.id.desc()).limit(SHOWN)).all()


def helps_by(session: Session, helper_id: UUID) -> Sequence[Assistance]:
    """Whom somebody helped, the latest first."""
    asked = select(Assistance).where(Assistance.helper_id == helper_id, Assistance.agreed_at.is_not(None))
    return session.scalars(asked.order_by(Assistance.id.desc()).limit(SHOWN)).all()


def asked_already(session: Session, like: Assistance, *, since: datetime) -> Assistance | None:
    """The same asking, made after `since` and not agreed to yet."""
    asked = select(Assistance).where(
        Assistance.helper_id == like.helper_id,
        Assistance.asked_of == like.asked_of,
        Assistance.person_id.is_not_distinct_from(like.person_id),
        Assistance.district_id == like.district_id,
        Assistance.things == like.things,
        Assistance.hours == like.hours,
        Assistance.agreed_at.is_(None),
        Assistance.ended_at.is_(None),
        Assistance.asked_at > since,
    )
    return session.scalars(asked.order_by(Assistance.id.desc()).limit(1)).first()


def asked_lately(session: Session, helper_id: UUID, at: datetime) -> int:
    """How often a helper asked for leave in the last hour."""
    asked = select(func.count()).select_from(Assistance)
    lately = (Assistance.helper_id == helper_id, Assistance.asked_at > at - timedelta(hours=1))
    return session.scalar(asked.where(*lately)) or 0


def ever_helped(session: Session, *, helper_id: UUID, person_id: UUID) -> bool:
    """Whether the one has ever acted for the other."""
    asked = select(Assistance.id).where(
        Assistance.helper_id == helper_id,
        Assistance.person_id == person_id,
        Assistance.agreed_at.is_not(None),
    )
    return session.scalar(asked.limit(1)) is not None


class FacilitatorLine(NamedTuple):
    """A facilitator of one district, and how often they acted for somebody in the last thirty days."""

    grant: Grant
    person: Person
    district_name: str
    helped: int


def facilitators_of(
    session: Session, district_ids: Collection[int], *, at: datetime
) -> list[FacilitatorLine]:
    """The facilitators of these districts, by district and name. One statement."""
    lately = (
        select(func.count())
        .where(Assistance.helper_id == Grant.person_id, Assistance.agreed_at > at - LATELY)
        .correlate(Grant)
        .scalar_subquery()
    )
    query = (
        select(Grant, Person, District.name, lately)
        .join(Person, Person.id == Grant.person_id)
        .join(District, cast(District.id, Text) == Grant.scope_id)
        .where(
            Grant.role == Role.FACILITATOR,
            Grant.scope_kind == ScopeKind.DISTRICT,
            Grant.scope_id.in_([str(each) for each in sorted(district_ids)]),
            Grant.revoked_at.is_(None),
            or_(Grant.until.is_(None), Grant.until > at),
        )
        .order_by(District.name, Person.name)
        .limit(FACILITATORS_MAX)
    )
    return [FacilitatorLine(*row) for row in session.execute(query)]

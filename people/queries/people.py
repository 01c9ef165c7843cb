"""Finding people, for those whose work it is to find them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session

from people.models import Address, Credential, District, Grant, Invitation, Notice, Person, State
from people.rules import Role, ScopeKind, normal_email, normal_mobile

PAGE = 50
FIND_LENGTH_MAX = 100


class PersonLine(NamedTuple):
    """A person in a list, with all live roles."""

    person: Person
    staff: bool
    roles: list[Role]


def find_people(
    session: Session, text: str = "", *, role: Role | None = None, at: datetime, before: UUID | None = None
) -> list[PersonLine]:
    """People by mobile number, e-mail or part of a name, latest first; a page of `PAGE`, from `before`."""
    asked = select(Person, Credential.person_id.is_not(None)).outerjoin(Credential)
    if text := text.strip()[:FIND_LENGTH_MAX]:
        asked = asked.where(
            or_(
                Person.name.icontains(text, autoescape=True),
                Person.email == (normal_email(text) or text.lower()),
                Person.mobile == (normal_mobile(text) or text),
            )
        )
    if role is not None:
        asked = asked.where(select(Grant.id).where(*_live(at), Grant.role == role).exists())
    if before is not None:
        asked = asked.where(Person.id < before)
    found = session.execute(asked.order_by(Person.id.desc()).limit(PAGE)).all()
    roles = _roles(session, [person.id for person, _ in found], at)
    return [PersonLine(person, staff, roles.get(person.id, [])) for person, staff in found]


def person_by_mobile(session: Session, mobile: str) -> Person | None:
    """The person of a number in E.164."""
    return session.scalars(select(Person).where(Person.mobile == mobile)).one_or_none()


def person_by_email(session: Session, email: str) -> Person | None:
    """The person of an address in its normal form."""
    return session.scalars(select(Person).where(Person.email == email)).one_or_none()


def holders(
    session: Session, role: Role, scope_kind: ScopeKind, scope_id: str, at: datetime
) -> Sequence[Person]:
    """Everybody who is `role` in that very place now, e.g. the officers of a district: whom to tell."""
    asked = (
        select(Person)
        .where(
            select(Grant.id)
            .where(*_live(at), Grant.role == role, Grant.scope_kind == scope_kind, Grant.scope_id == scope_id)
            .exists(),
            Person.disabled_at.is_(None),
        )
        .order_by(Person.id)
    )
    return session.scalars(asked).all()


def live_grants(session: Session, person_id: UUID, at: datetime) -> Sequence[Grant]:
    """The grants of a person as rows, to look at or take back."""
    asked = select(Grant).where(Grant.person_id == person_id, Grant.revoked_at.is_(None))
    return session.scalars(asked.where(or_(Grant.until.is_(None), Grant.until > at)).order_by(Grant.id)).all()


def grant_of(session: Session, person_id: UUID, grant_id: int) -> Grant | None:
    """One grant of one person, live or not."""
    return session.scalars(
        select(Grant).where(Grant.id == grant_id, Grant.person_id == person_id)
    ).one_or_none()


def open_invitations(session: Session, at: datetime, *, by: UUID | None = None) -> Sequence[Invitation]:
    """Invitations that wait for their answer, the latest first; those of one inviter, or all."""
    asked = select(Invitation).where(Invitation.accepted_at.is_(None), Invitation.expires_at > at)
    if by is not None:
        asked = asked.where(Invitation.invited_by == by)
    return session.scalars(asked.order_by(Invitation.id.desc()).limit(PAGE)).all()


def place_names(
    session: Session, places: Iterable[tuple[ScopeKind, str]]
) -> dict[tuple[ScopeKind, str], str]:
    """What the States and districts among `places` are called; malls and workshops are named by their rooms."""
    wanted = set(places)
    states = [scope_id for kind, scope_id in wanted if kind == ScopeKind.STATE]
    districts = [int(scope_id) for kind, scope_id in wanted if kind == ScopeKind.DISTRICT]
    named: dict[tuple[ScopeKind, str], str] = {}
    if states:
        for code, name in session.execute(select(State.code, State.name).where(State.code.in_(states))):
            named[ScopeKind.STATE, code] = name
    if districts:
        asked = select(District.id, District.name, State.name).join(State, State.code == District.state_code)
        for district_id, name, state in session.execute(asked.where(District.id.in_(districts))):
            named[ScopeKind.DISTRICT, str(district_id)] = f"{name}, {state}"
    return named


def addresses_of(session: Session, person_id: UUID) -> Sequence[Address]:
    """A person's addresses, the latest first."""
    return session.scalars(
        select(Address).where(Address.person_id == person_id).order_by(Address.id.desc())
    ).all()


def notices_of(session: Session, person_id: UUID) -> Iterator[Notice]:
    """Every letter to this person, the oldest first."""
    asked = select(Notice).where(Notice.person_id == person_id).order_by(Notice.written_at)
    return iter(session.scalars(asked.execution_options(yield_per=500)))


def admins(session: Session, at: datetime) -> int:
    """How many people can administer."""
    asked = select(func.count(func.distinct(Grant.person_id))).join(Person)
    live = (Grant.revoked_at.is_(None), or_(Grant.until.is_(None), Grant.until > at))
    return session.scalar(asked.where(Grant.role == Role.ADMIN, Person.disabled_at.is_(None), *live)) or 0


def _live(at: datetime) -> tuple[ColumnElement[bool], ...]:
    return (
        Grant.person_id == Person.id,
        Grant.revoked_at.is_(None),
        or_(Grant.until.is_(None), Grant.until > at),
    )


def _roles(session: Session, ids: list[UUID], at: datetime) -> dict[UUID, list[Role]]:
    asked = select(Grant.person_id, Grant.role).where(
        Grant.person_id.in_(ids), Grant.revoked_at.is_(None), or_(Grant.until.is_(None), Grant.until > at)
    )
    roles: dict[UUID, list[Role]] = {}
    for person_id, role in session.execute(asked.order_by(Grant.id)):
        roles.setdefault(person_id, []).append(role)
    return roles

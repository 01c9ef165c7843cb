"""Staff, buyers and makers join; staff get this home's own keys."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from cryptography.exceptions import InvalidTag
from sqlalchemy import select
from sqlalchemy.orm import Session

from demo.deeds.places import Places
from demo.people.keys import Keys
from demo.people.staff import MALLS, STAFF, Mall, Staff
from kit import keys as sealing
from malls.models import Mall as MallRow
from people.actions import grant_role
from people.actions.codes import join
from people.actions.staff import set_credential
from people.models import Credential, Person
from people.queries import person_by_email, person_by_mobile
from people.rules import SCOPES, Role, ScopeKind

BEFORE_ANY_CODE = 0  # the step of a time-based code that nobody can type any more: the first one now is good


def someone(session: Session, *, mobile: str, name: str, language: str, at: datetime) -> Person:
    """The person of a mobile number, who joins when unknown."""
    known = person_by_mobile(session, mobile)
    return known or join(session, mobile=mobile, name=name, language=language, at=at)


def mall_row(session: Session, mall: Mall, places: Places) -> MallRow:
    """The registry's row of a demo mall. Raises NoResultFound when its list names none in that city."""
    listed = select(MallRow).where(
        MallRow.state_code == places.states[mall.state], MallRow.city == mall.district
    )
    return session.scalars(listed).one()


def hire(session: Session, keys: Keys, places: Places, *, at: datetime) -> None:
    """Everybody of the staff, with password, time-based secret and role.

    Who came before keeps everything; keys of another home, or sealed by another house, are made anew.
    """
    malls = {mall: mall_row(session, mall, places).id for mall in MALLS}
    for number, member in enumerate(STAFF):
        came = at + timedelta(hours=number)
        person = person_by_email(session, member.email) or join(
            session, email=member.email, name=member.name, at=came
        )
        if not _has_keys(session, person, keys.totp_secret(member.email)):
            set_credential(
                session,
                person,
                password=keys.password(member.email),
                totp_secret=keys.totp_secret(member.email),
                counter=BEFORE_ANY_CODE,
                at=came,
            )
        for scope_id in _scopes(member, places, malls):
            grant_role(session, person, member.role, SCOPES[member.role], scope_id, by=None, at=came)


def _has_keys(session: Session, person: Person, totp_secret: str) -> bool:
    credential = session.get(Credential, person.id)
    if credential is None:
        return False
    try:
        known = sealing.unseal("totp", credential.totp_secret, place=f"credentials|{person.id}")
    except InvalidTag:
        return False
    return known == totp_secret


def _scopes(member: Staff, places: Places, malls: dict[Mall, UUID]) -> list[str]:
    """The places of somebody's grants, as grants name them."""
    if member.stands_in:
        with_own = {each.state for each in STAFF if each.role is member.role and each.state}
        return sorted(code for state, code in places.states.items() if state not in with_own)
    if member.mall is not None:
        return [str(malls[member.mall])]
    if member.district:
        return [str(places.districts[member.state, member.district])]
    return [places.states[member.state]] if member.state else [""]


def officer_of(session: Session, state: str, district: str) -> UUID:
    """Who verifies in a district: its own officer, else its State's, else the one who stands in."""
    own = [each for each in STAFF if each.role is Role.DISTRICT_OFFICER]
    of_state = [each for each in STAFF if each.role is Role.STATE_OFFICER]
    found = (
        [each for each in own if (each.state, each.district) == (state, district)]
        or [each for each in of_state if each.state == state]
        or [each for each in of_state if each.stands_in]
    )
    person = person_by_email(session, found[0].email)
    assert person is not None
    return person.id


def second_officer_of(session: Session, state: str, first: UUID) -> UUID:
    """Who looks second at a mark of a State: its own officer, else one who stands in, never the first."""
    of_state = [each for each in STAFF if each.role is Role.STATE_OFFICER]
    for each in [e for e in of_state if e.state == state] + [e for e in of_state if e.stands_in]:
        person = person_by_email(session, each.email)
        if person is not None and person.id != first:
            return person.id
    raise LookupError(f"No second officer for {state}.")


def member_of(session: Session, mall: Mall, role: Role) -> UUID:
    """Somebody of a mall's staff in a role, else its manager, who may do the same."""
    of_mall = [each for each in STAFF if each.mall == mall]
    found = [each for each in of_mall if each.role is role] or [
        each for each in of_mall if each.role is Role.MALL_MANAGER
    ]
    person = person_by_email(session, found[0].email)
    assert person is not None
    return person.id


def make_artisan(session: Session, person: Person, artisan_id: UUID, *, at: datetime) -> None:
    """Let a maker keep the workshop that is theirs."""
    grant_role(session, person, Role.ARTISAN, ScopeKind.ARTISAN, str(artisan_id), by=None, at=at)

"""Assisted mode: a helper asks for leave, the one who is helped gives it by a code from their own phone, it ends."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from kit import keys
from kit.events import Event, record
from people.actions.codes import check_code, hold_number, join, request_code
from people.actions.notices import write_notice
from people.errors import (
    HelpBusy,
    HelpGone,
    HelpNotFor,
    HelpNothing,
    HelpTooOften,
    OwnHelp,
    PersonDisabled,
    WrongMobile,
)
from people.events import ActedFor, HelpAsked, HelpBegun, HelpEnded
from people.models import Assistance, Credential, District, Person
from people.queries import live_help_by, person_by_mobile, waiting_help
from people.queries.helping import asked_already, asked_lately
from people.rules import CODE_LIFE, HELP_ASKS_MAX, HELP_HOURS, CodePurpose, clean_things, normal_mobile

NAME_SAID_MAX = 30  # of a name in a text message


def ask_for_help(
    session: Session,
    helper: Person,
    mobile: str,
    *,
    person: Person | None,
    district: District,
    things: Collection[str],
    hours: int,
    browser: str,
    language: str,
    at: datetime,
) -> Assistance:
    """Ask for leave to act for somebody: a code goes to their phone, with who asks and for what.

    `person` None is a newcomer, who joins when the code comes back. Asked the same again while its code is good, the
    asking is found; the code is good for this asking only. Raises WrongMobile, HelpNothing, OwnHelp, HelpNotFor,
    PersonDisabled, HelpBusy, HelpTooOften, CodesSpent.
    """
    number = normal_mobile(mobile)
    if number is None:
        raise WrongMobile
    wanted = clean_things(things)
    if not wanted or hours not in HELP_HOURS:
        raise HelpNothing
    _refuse_helped(session, helper, person, number)
    if live_help_by(session, helper.id, at) is not None:
        raise HelpBusy
    leave = Assistance(
        helper_id=helper.id,
        person_id=person.id if person else None,
        asked_of=_digest(number),
        district_id=district.id,
        things=[str(thing) for thing in wanted],
        hours=hours,
        asked_at=at,
    )
    earlier = asked_already(session, leave, since=at - CODE_LIFE)
    if earlier is not None:
        leave = earlier
    else:
        if asked_lately(session, helper.id, at) >= HELP_ASKS_MAX:
            raise HelpTooOften
        session.add(leave)
        session.flush()
        record(session, HelpAsked(leave.id, leave.person_id, district.id), by=helper.id, at=at)
    request_code(
        session,
        number,
        purpose=CodePurpose.HELP,
        browser=_bound(browser, leave),
        language=language,
        letter="help_code",
        said={
            "helper": helper.name[:NAME_SAID_MAX],
            "district": district.name,
            "things": leave.things,
            "hours": leave.hours,
        },
        at=at,
    )
    return leave


def begin_help(
    session: Session,
    helper: Person,
    assistance_id: int,
    mobile: str,
    digits: str,
    *,
    browser: str,
    name: str = "",
    language: str = "en",
    at: datetime,
) -> Assistance:
    """The code has come back from the phone: from now on the helper may act, for the time that was said.

    A newcomer joins by it, under `name`. Raises HelpGone (there is no such asking), WrongCode (its try must be kept),
    HelpBusy (another's help goes on), OwnHelp, HelpNotFor, PersonDisabled.
    """
    _one_at_a_time(session, helper.id)
    leave = waiting_help(session, helper.id, assistance_id)
    if leave is None:
        raise HelpGone
    if leave.asked_of != _digest(normal_mobile(mobile) or ""):
        raise HelpGone
    if live_help_by(session, helper.id, at) is not None:
        raise HelpBusy
    number = check_code(
        session, mobile, digits, purpose=CodePurpose.HELP, browser=_bound(browser, leave), at=at
    )
    hold_number(session, number)  # its owner may be signing in for the first time just now
    person = person_by_mobile(session, number)
    _refuse_helped(session, helper, person, number)
    if leave.person_id is not None and (person is None or person.id != leave.person_id):
        raise HelpGone  # the number has another owner by now
    if person is None:
        person = join(session, mobile=number, name=" ".join(name.split()), language=language, at=at)
    _close_past(session, helper.id, at)
    leave.person_id = person.id
    leave.agreed_at, leave.until = at, at + timedelta(hours=leave.hours)
    session.flush()
    record(session, HelpBegun(leave.id, person.id, leave.district_id), by=helper.id, at=at)
    said = {"helper": helper.name[:NAME_SAID_MAX], "until": leave.until}
    write_notice(session, "help_begun", to_person=person, context=said, at=at)
    return leave


def end_help(session: Session, leave: Assistance, *, by: UUID, at: datetime) -> None:
    """Nobody acts any more on this leave; ended or past already, nothing changes. The one helped is told."""
    if not leave.lives(at):
        return
    leave.ended_at, leave.ended_by = at, by
    session.flush()
    assert leave.person_id is not None  # it was agreed to
    record(session, HelpEnded(leave.id, leave.person_id, leave.district_id), by=by, at=at)
    helper = session.get_one(Person, leave.helper_id)
    person = session.get_one(Person, leave.person_id)
    acts = select(func.count()).where(
        Event.subject == str(person.id),
        Event.name == ActedFor.name,
        Event.facts["assistance_id"].as_integer() == leave.id,
    )
    said = {"helper": helper.name[:NAME_SAID_MAX], "acts": session.scalar(acts) or 0}
    write_notice(session, "help_ended", to_person=person, context=said, at=at)


def _refuse_helped(session: Session, helper: Person, person: Person | None, number: str) -> None:
    if helper.mobile == number or (person is not None and person.id == helper.id):
        raise OwnHelp
    if person is None:
        return
    if person.disabled:
        raise PersonDisabled
    if session.get(Credential, person.id) is not None:
        raise HelpNotFor


def _close_past(session: Session, helper_id: UUID, at: datetime) -> None:
    """What ran out is closed at its own end, so that one leave at a time stands open."""
    past = (Assistance.helper_id == helper_id, Assistance.until <= at, Assistance.ended_at.is_(None))
    session.execute(update(Assistance).where(*past).values(ended_at=Assistance.until))


def _one_at_a_time(session: Session, helper_id: UUID) -> None:
    """Two codes that come back together are looked at one after the other."""
    session.execute(select(func.pg_advisory_xact_lock(func.hashtextextended(str(helper_id), 1))))


def _bound(browser: str, leave: Assistance) -> str:
    """A code is good for the one asking it was sent with, in the browser that asked."""
    return f"{browser}|help {leave.id}"


def _digest(number: str) -> str:
    """What is kept of a number that may be nobody's yet: enough to know it again."""
    return keys.mac("help asked of", number)

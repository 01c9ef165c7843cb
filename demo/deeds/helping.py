"""A facilitator brings a newcomer in with the code from her telephone, acts for her, and an officer goes to see her."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from catalog.actions import note_visit, register_artisan, submit_artisan
from catalog.actions.claims import claim_on
from catalog.rules.verification import SubjectKind
from demo.deeds.people import make_artisan, officer_of
from demo.deeds.places import Places
from demo.deeds.workshops import papers, workshop_of
from demo.people.makers import Maker
from demo.people.staff import STAFF
from kit.clock import business_day
from kit.events import record
from people.actions import ask_for_help, begin_help, end_help
from people.events import ActedFor
from people.models import District, Notice
from people.queries import person_by_email, person_by_mobile
from people.rules import Help, Role

BROWSER = "demo"
HOURS = 4
WROTE_AFTER, ENDED_AFTER, VISITED_AFTER = timedelta(minutes=9), timedelta(minutes=35), timedelta(hours=6)
SEEN = "Example of the demo world: the workbench stands in front, saw and files on it. Nobody was visited."


def facilitator_in(maker: Maker) -> str:
    """The address of the facilitator of a maker's district; empty where there is none."""
    found = [
        member.email
        for member in STAFF
        if member.role is Role.FACILITATOR
        and (member.state, member.district) == (maker.state, maker.district)
    ]
    return found[0] if found else ""


def bring_in(session: Session, maker: Maker, places: Places, *, at: datetime) -> None:
    """A newcomer's workshop, registered by the facilitator of the district, sent, and visited. Stands it, it stays."""
    known = person_by_mobile(session, maker.mobile)
    if known is not None and workshop_of(session, known.id) is not None:
        return
    helper = person_by_email(session, facilitator_in(maker))
    assert helper is not None
    leave = ask_for_help(
        session,
        helper,
        maker.mobile,
        person=known,
        district=session.get_one(District, places.districts[maker.state, maker.district]),
        things=[Help.WORKSHOP, Help.LISTINGS, Help.STOCK],
        hours=HOURS,
        browser=BROWSER,
        language=maker.language,
        at=at,
    )
    begin_help(
        session,
        helper,
        leave.id,
        maker.mobile,
        _code(session, maker.mobile),
        browser=BROWSER,
        name=maker.keeper.latin,
        language=maker.language,
        at=at + timedelta(minutes=2),
    )
    wrote, newcomer = at + WROTE_AFTER, leave.person_id
    assert newcomer is not None
    session.info["acting_for"] = newcomer
    record(session, ActedFor(newcomer, leave.id, "workshop.register"), by=helper.id, at=wrote)
    told = papers(maker, places)
    artisan = register_artisan(session, told, person_id=newcomer, by=helper.id, at=wrote, is_demo=True)
    submit_artisan(session, artisan, by=helper.id, at=wrote)
    session.info.pop("acting_for")
    keeper = person_by_mobile(session, maker.mobile)
    assert keeper is not None
    make_artisan(session, keeper, artisan.id, at=wrote)
    end_help(session, leave, by=helper.id, at=at + ENDED_AFTER)
    session.execute(delete(Notice).where(Notice.to == maker.mobile))  # nobody is told of what is made up
    claim = claim_on(session, SubjectKind.ARTISAN, artisan.id)
    assert claim is not None
    seen_at = at + VISITED_AFTER
    note_visit(
        session,
        claim,
        visited_on=business_day(seen_at),
        place=maker.address_line,
        notes=SEEN,
        by=officer_of(session, maker.state, maker.district),
        at=seen_at,
    )


def _code(session: Session, mobile: str) -> str:
    """What the newcomer reads out from her telephone."""
    latest = select(Notice.body).where(Notice.to == mobile).order_by(Notice.written_at.desc()).limit(1)
    found = re.search(r"[0-9]{6}", session.scalars(latest).one())
    assert found is not None
    return found.group()

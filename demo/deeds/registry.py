"""Officers of States nominate, the nation's officer decides; officers of districts enter support places."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from catalog.actions.facility import FacilityFacts, enter_facility
from catalog.actions.nomination import Named, accept_nomination, nominate, return_nomination
from catalog.models import Facility, Nomination
from demo.deeds.people import officer_of
from demo.deeds.places import Places
from demo.people.staff import STAFF
from demo.plots.registry import PAPER, RETURNED, Nominated, Place
from kit.clock import business_day
from people.models import District
from people.queries import person_by_email
from people.rules import Role

CONTACT = "Example office, 1800 000 0000"


def name_it(session: Session, *, plot: Nominated, number: int, places: Places, at: datetime) -> None:
    """One nomination, and what became of it; nothing when it was made before.

    All is decided at `at`: the registry is loaded on the day the world is made, and nothing enters it before.
    """
    began = at - timedelta(days=plot.days)
    if session.scalar(select(Nomination.id).where(Nomination.name == plot.name)) is not None:
        return
    districts = [places.districts[plot.state, district] for district in plot.districts]
    facts = Named(
        kind=plot.kind,
        name=plot.name,
        districts=districts,
        sector=plot.sector,
        craft_id=plot.craft,
        story=plot.story,
        source=PAPER.format(number=number),
        source_date=business_day(began),
    )
    by = officer_of(session, plot.state, "")
    own = frozenset(districts)
    nomination = nominate(session, facts, state_code=places.states[plot.state], own=own, by=by, at=began)
    decider = next(member for member in STAFF if member.role is Role.NATIONAL_OFFICER)
    nation = person_by_email(session, decider.email)
    assert nation is not None
    if plot.decided == "accepted":
        accept_nomination(session, nomination, by=nation.id, at=at)
    elif plot.decided == "returned":
        return_nomination(session, nomination, RETURNED, by=nation.id, at=at)


def enter(session: Session, *, plot: Place, places: Places, at: datetime) -> None:
    """One support place; nothing when it was entered before."""
    district_id = places.districts[plot.state, plot.district]
    there = select(Facility.id).where(Facility.district_id == district_id, Facility.name == plot.name)
    if session.scalar(there) is not None:
        return
    facts = FacilityFacts(
        kind=plot.kind,
        name=plot.name,
        address=plot.address,
        capacity=plot.capacity,
        contact=CONTACT,
        pins=plot.pins,
        point=plot.point,
    )
    district = session.get_one(District, district_id)
    enter_facility(session, district, facts, by=officer_of(session, plot.state, plot.district), at=at)

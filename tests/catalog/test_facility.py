"""Support places: what may be said of one, and that nothing that was said is lost."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from catalog.actions.facility import FacilityFacts, change_facility, close_facility, enter_facility
from catalog.errors import FacilityFieldsWrong
from catalog.models import Facility
from catalog.queries.facility import facilities, facility_in
from catalog.rules.facility import FacilityKind, facility_faults
from kit.events import Event
from people.models import District
from tests.makers import AT, BANKURA, JAIPUR, a_person, a_world

LAB = FacilityFacts(
    kind=FacilityKind.TESTING_LAB,
    name="Bankura yarn lab",
    address="Station Road, Bankura 722101",
    capacity="200 samples a month",
    contact="lab@bankura.example",
)
SOUND = {
    "kind": FacilityKind.TESTING_LAB,
    "name": "Yarn lab",
    "address": "Station Road, Bankura",
    "capacity": "",
    "contact": "lab@bankura.example",
    "pins": [],
    "strange_pins": [],
    "point_outside": False,
}


@pytest.mark.parametrize(
    ("change", "faults"),
    [
        ({}, {}),
        ({"name": ""}, {"name": "missing"}),
        ({"name": "ab"}, {"name": "short"}),
        ({"name": "a" * 121}, {"name": "long"}),
        ({"address": "near"}, {"address": "short"}),
        ({"capacity": "a" * 201}, {"capacity": "long"}),
        ({"contact": "1"}, {"contact": "short"}),
        ({"pins": ["722101"]}, {"pins": "not_asked"}),
        ({"kind": FacilityKind.COURIER_REACH}, {"pins": "missing"}),
        ({"kind": FacilityKind.COURIER_REACH, "pins": ["1"] * 501}, {"pins": "many"}),
        ({"kind": FacilityKind.COURIER_REACH, "pins": ["1"], "strange_pins": ["1"]}, {"pins": "strange"}),
        ({"point_outside": True}, {"point": "far"}),
    ],
)
def test_what_cannot_be_is_named_by_its_field(change, faults):
    assert facility_faults(**{**SOUND, **change}) == faults


@pytest.fixture
def bankura(session):
    a_world(session)
    return session.get_one(District, BANKURA)


def test_a_place_is_entered_once_and_told(session, bankura):
    officer = a_person(session, "Farida")
    entered = enter_facility(session, bankura, LAB, by=officer.id, at=AT)
    assert [line.name for line in facilities(session, districts=[BANKURA])] == ["Bankura yarn lab"]
    with pytest.raises(FacilityFieldsWrong) as refused:
        enter_facility(session, bankura, LAB, by=officer.id, at=AT)
    assert refused.value.details["faults"] == {"name": "taken"}
    assert session.scalars(select(Event.name).where(Event.name.like("facility%"))).all() == [
        "facility.entered"
    ]
    assert facility_in(session, [JAIPUR], entered.id) is None


def test_a_change_keeps_what_was_and_a_closing_is_done_once(session, bankura):
    officer = a_person(session, "Farida")
    first = enter_facility(session, bankura, LAB, by=officer.id, at=AT)
    second = change_facility(
        session, first, bankura, FacilityFacts(**{**vars(LAB), "capacity": "400"}), by=officer.id, at=AT
    )
    kept = session.scalars(select(Facility).order_by(Facility.id)).all()
    assert [(one.capacity, one.closed_at) for one in kept] == [("200 samples a month", AT), ("400", None)]
    close_facility(session, second, by=officer.id, at=AT)
    close_facility(session, second, by=officer.id, at=AT)
    assert facilities(session) == []
    names = session.scalars(select(Event.name).where(Event.name == "facility.closed")).all()
    assert len(names) == 2


def test_a_change_that_cannot_be_leaves_the_place_open(session, bankura):
    officer = a_person(session, "Farida")
    first = enter_facility(session, bankura, LAB, by=officer.id, at=AT)
    with pytest.raises(FacilityFieldsWrong):
        change_facility(
            session, first, bankura, FacilityFacts(**{**vars(LAB), "name": ""}), by=officer.id, at=AT
        )
    session.refresh(first)
    assert first.closed_at is None


def test_courier_reach_is_of_the_districts_own_state(session, bankura):
    reach = {**vars(LAB), "kind": FacilityKind.COURIER_REACH}
    officer = a_person(session, "Farida")
    with pytest.raises(FacilityFieldsWrong) as refused:
        enter_facility(
            session,
            bankura,
            FacilityFacts(**{**reach, "pins": ["722101", "302001", "12"]}),
            by=officer.id,
            at=AT,
        )
    assert refused.value.details == {"faults": {"pins": "strange"}, "pins": ["12", "302001"]}
    entered = enter_facility(
        session,
        bankura,
        FacilityFacts(**{**reach, "pins": ["722 101", "722101", "722122"]}),
        by=officer.id,
        at=AT,
    )
    assert entered.pins == ["722101", "722122"]

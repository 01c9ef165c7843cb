"""Support places at the district's desk, on the district's page and on the map."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from catalog.models import Facility
from people.models import District
from people.rules import ScopeKind
from tests.makers import BANKURA, JAIPUR

LAB = {
    "kind": "testing_lab",
    "district": str(BANKURA),
    "name": "Bankura yarn lab",
    "address": "Station Road, Bankura 722101",
    "capacity": "200 samples a month",
    "contact": "lab@bankura.example",
}


@pytest.fixture
def farida(desk_of):
    return desk_of("Farida", ScopeKind.DISTRICT, BANKURA)


def test_a_place_is_entered_and_stands_on_the_districts_page_and_the_map(farida, client):
    assert farida.post("/district/support/new", data=LAB).status_code == 303
    assert "Bankura yarn lab" in farida.get("/district/support").text
    for path in ("/d/bankura", "/map?layer=infrastructure", "/map?layer=infrastructure&state=west-bengal"):
        page = client.get(path).text
        assert "Bankura yarn lab" in page
        assert "200 samples a month" in page
    assert "Bankura yarn lab" not in client.get("/d/leh").text


def test_what_is_wrong_is_said_at_its_field_and_what_was_typed_stays(farida, session):
    sent = {**LAB, "name": "", "latitude": "north", "pins": "722101"}
    answer = farida.post("/district/support/new", data=sent)
    assert answer.status_code == 422
    assert "Write degrees with a decimal point" in answer.text
    answer = farida.post("/district/support/new", data={**sent, "latitude": ""})
    assert "Write what the place is called." in answer.text
    assert "PIN codes are for courier reach only." in answer.text
    assert "200 samples a month" in answer.text
    assert session.scalars(select(Facility)).all() == []


def test_another_districts_place_is_not_there(farida, desk_of, session):
    farida.post("/district/support/new", data=LAB)
    place = session.scalars(select(Facility)).one()
    gopal = desk_of("Gopal", ScopeKind.DISTRICT, JAIPUR)
    assert gopal.get(f"/district/support/{place.id}").status_code == 404
    assert gopal.post(f"/district/support/{place.id}/closing").status_code == 404
    assert gopal.post("/district/support/new", data=LAB).status_code == 422
    assert "Bankura yarn lab" not in gopal.get("/district/support").text


def test_a_place_is_changed_and_closed(farida, session, client):
    farida.post("/district/support/new", data=LAB)
    place = session.scalars(select(Facility)).one()
    session.get_one(District, BANKURA).lgd_code = 305  # as the map has it
    session.flush()
    changed = {**LAB, "capacity": "400 samples a month", "latitude": "23.23", "longitude": "87.06"}
    assert farida.post(f"/district/support/{place.id}", data=changed).status_code == 303
    session.expire_all()
    now_open = session.scalars(select(Facility).where(Facility.closed_at.is_(None))).one()
    assert (now_open.capacity, now_open.latitude) == ("400 samples a month", 23.23)
    assert farida.post(f"/district/support/{place.id}", data=LAB).status_code == 404
    assert farida.post(f"/district/support/{now_open.id}/closing").status_code == 303
    assert "Bankura yarn lab" not in client.get("/d/bankura").text

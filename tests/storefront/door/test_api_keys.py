"""The page of keys for programs: Asha makes one, reads it once, takes it back."""

from __future__ import annotations

import re

import pytest

from kit.clock import now
from people.actions import begin_sign_in, make_api_key
from people.queries import api_keys_of
from people.rules import API_KEYS_MAX, ApiScope
from tests.makers import AT, a_person

KEY = re.compile(r"zh_[\w-]{43}")


@pytest.fixture
def asha(session):
    return a_person(session, "Asha", mobile="+919800000000")


@pytest.fixture
def as_asha(client, session, asha):
    client.set_cookie("zila", begin_sign_in(session, asha, now()))
    session.commit()
    return client


def test_a_guest_is_asked_to_sign_in(client):
    answer = client.get("/keys")
    assert (answer.status_code, answer.headers["Location"]) == (303, "/sign-in?next=/keys")


def test_asha_makes_a_key_reads_it_once_and_her_program_comes_by_it(as_asha, app, session, asha):
    made = as_asha.post("/keys", data={"name": "Stock program", "scopes": ["stock:write"]})
    assert made.headers["Cache-Control"] == "no-store"
    token = KEY.search(made.text)[0]
    again = as_asha.get("/keys").text
    assert token not in again
    assert "Stock program" in again
    program = app.test_client()
    told = {"Authorization": f"Bearer {token}"}
    assert program.get("/api/v1/states", headers=told).status_code == 200
    (key,) = api_keys_of(session, asha.id)
    assert key.scopes == ["stock:write"]
    assert as_asha.post(f"/keys/{key.id}/revocation").status_code == 303
    session.expire_all()
    assert program.get("/api/v1/states", headers=told).status_code == 401


@pytest.mark.parametrize(
    "typed", [{"name": " "}, {"name": "x" * 61}, {"name": "Mine", "scopes": ["everything"]}]
)
def test_what_is_mistyped_is_said_beside_the_field_and_no_key_is_made(as_asha, session, asha, typed):
    answer = as_asha.post("/keys", data=typed)
    assert answer.status_code == 422
    assert "aria-invalid" in answer.text or 'role="alert"' in answer.text
    assert not KEY.search(answer.text)
    assert api_keys_of(session, asha.id) == []


def test_one_key_too_many_is_refused_in_words(as_asha, session, asha):
    for number in range(API_KEYS_MAX):
        make_api_key(session, asha, f"No {number}", [], at=AT)
    session.commit()
    answer = as_asha.post("/keys", data={"name": "One more"})
    assert answer.status_code == 422
    assert "You have 10 keys already" in answer.text


def test_somebody_elses_key_is_not_there(as_asha, session):
    bina = a_person(session, "Bina", mobile="+919800000001")
    key, _ = make_api_key(session, bina, "Hers", list(ApiScope), at=AT)
    session.commit()
    assert as_asha.post(f"/keys/{key.id}/revocation").status_code == 404
    session.expire_all()
    assert key.revoked_at is None

"""Keys for programs: Asha's bookkeeping program comes by one."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from kit.events import Event
from people.actions import disable_person, make_api_key, note_api_key_used, revoke_api_key
from people.errors import TooManyApiKeys
from people.models import ApiKey
from people.queries import api_key_of, api_key_of_token, api_keys_of
from people.rules import API_KEY, API_KEYS_MAX, ApiScope
from tests.makers import AT, a_person


@pytest.fixture
def asha(session):
    return a_person(session, "Asha", mobile="+919800000000")


def test_a_key_is_told_once_and_only_its_digest_is_kept(session, asha):
    key, token = make_api_key(session, asha, "Book program", [ApiScope.WORKSHOP_READ], at=AT)
    assert API_KEY.fullmatch(token)
    assert token.startswith(key.shown)
    row = session.execute(select(*ApiKey.__table__.c).where(ApiKey.id == key.id)).one()
    assert token not in repr(row)
    assert api_key_of_token(session, token) is key
    assert api_key_of_token(session, token + "x") is None
    assert key.scopes == ["workshop:read"]


def test_a_revoked_key_opens_nothing_and_a_second_press_is_quiet(session, asha):
    key, token = make_api_key(session, asha, "Old", [], at=AT)
    for _ in range(2):
        revoke_api_key(session, key, at=AT)
    assert api_key_of_token(session, token) is None
    names = session.scalars(select(Event.name).where(Event.name.like("api.%")).order_by(Event.id)).all()
    assert names == ["api.key_made", "api.key_revoked"]


def test_the_keys_of_a_closed_account_are_dead(session, asha):
    _, token = make_api_key(session, asha, "Any", [], at=AT)
    disable_person(session, asha, by=None, at=AT)
    session.flush()
    assert api_key_of_token(session, token) is None


def test_nobody_holds_more_keys_than_one_may(session, asha):
    made = [make_api_key(session, asha, f"No {n}", [], at=AT)[0] for n in range(API_KEYS_MAX)]
    with pytest.raises(TooManyApiKeys):
        make_api_key(session, asha, "One more", [], at=AT)
    revoke_api_key(session, made[0], at=AT)
    make_api_key(session, asha, "One more", [], at=AT)
    assert len(api_keys_of(session, asha.id)) == API_KEYS_MAX


def test_a_key_is_found_through_its_person(session, asha):
    key, _ = make_api_key(session, asha, "Mine", [], at=AT)
    bina = a_person(session, "Bina", mobile="+919800000001")
    assert api_key_of(session, bina.id, key.id) is None
    assert api_keys_of(session, bina.id) == []


def test_the_last_use_is_noted_to_within_five_minutes(session, asha):
    key, _ = make_api_key(session, asha, "Mine", [], at=AT)
    for minutes in (0, 1, 4):
        note_api_key_used(key, AT + timedelta(minutes=minutes))
    assert key.last_used_at == AT
    note_api_key_used(key, AT + timedelta(minutes=6))
    assert key.last_used_at == AT + timedelta(minutes=6)

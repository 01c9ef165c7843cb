"""Browsers of those who work in the mall of the tests."""

from __future__ import annotations

import pytest

from catalog import storage
from kit.clock import now
from people.actions import begin_sign_in
from people.rules import Role
from storefront.access import SIGN_IN_COOKIE
from tests.counter import a_mall, staff


@pytest.fixture(autouse=True)
def pictures(tmp_path):
    storage.keep_in(tmp_path / "media")


@pytest.fixture
def mall(session):
    return a_mall(session)


@pytest.fixture
def sign_in(app, session):
    """A browser in which somebody is signed in."""

    def browser(person):
        client = app.test_client()
        client.environ_base["HTTP_SEC_FETCH_SITE"] = "same-origin"
        client.set_cookie(SIGN_IN_COOKIE, begin_sign_in(session, person, now()))
        session.flush()
        return client

    return browser


@pytest.fixture
def as_dilip(sign_in, session, mall):
    """The manager."""
    return sign_in(staff(session, mall))


@pytest.fixture
def as_esha(sign_in, session, mall):
    """A cashier."""
    return sign_in(staff(session, mall, "Esha", Role.CASHIER))


@pytest.fixture
def as_stranger(sign_in, session):
    """The manager of another mall."""
    return sign_in(staff(session, a_mall(session, "PM Ekta Mall Siliguri"), "Hari"))

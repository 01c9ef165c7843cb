"""Asha at her phone."""

from __future__ import annotations

import pytest

from catalog import storage
from kit import keys
from kit.clock import now
from people.actions import begin_sign_in, grant_role
from people.rules import Role, ScopeKind
from storefront.access import SIGN_IN_COOKIE
from tests.makers import AT, a_person, a_workshop


@pytest.fixture(autouse=True)
def told_process(tmp_path):
    storage.keep_in(tmp_path / "media")
    keys.use("demo-for-tests-and-nothing-else-at-all")


@pytest.fixture
def asha(session):
    artisan = a_workshop(session)
    person = a_person(session, "Asha")
    grant_role(session, person, Role.ARTISAN, ScopeKind.ARTISAN, str(artisan.id), by=None, at=AT)
    return artisan


@pytest.fixture
def as_asha(app, session, asha):
    """A browser in which Asha is signed in."""
    browser = app.test_client()
    token = begin_sign_in(session, a_person(session, "Asha"), now())
    session.commit()
    browser.set_cookie(SIGN_IN_COOKIE, token)
    browser.environ_base["HTTP_SEC_FETCH_SITE"] = "same-origin"
    return browser

"""Officers at their desk, and Asha at her phone: for every test of the desk."""

from __future__ import annotations

import pytest

from catalog import storage
from catalog.models import Artisan
from kit import keys
from kit.clock import now
from people.actions import begin_sign_in
from people.models import Credential, Grant
from people.rules import Role, ScopeKind
from storefront.access import SIGN_IN_COOKIE
from tests.makers import AT, BANKURA, a_claim, a_draft, a_person, a_workshop, a_world


@pytest.fixture(autouse=True)
def told_process(tmp_path):
    storage.keep_in(tmp_path / "media")
    keys.use("demo-for-tests-and-nothing-else-at-all")


@pytest.fixture
def desk_of(app, session):
    """A browser in which an officer of this place is signed in."""
    a_world(session)

    def open_desk(name, kind, place, role=Role.DISTRICT_OFFICER):
        officer = a_person(session, name, email=f"{name.lower()}@district.example")
        session.add(Credential(person_id=officer.id, password_hash="-", totp_secret="-", set_at=AT))
        session.add(
            Grant(
                person_id=officer.id,
                role=role,
                scope_kind=kind,
                scope_id=str(place),
                granted_by=None,
                granted_at=AT,
            )
        )
        session.flush()
        token = begin_sign_in(session, officer, now())
        session.commit()
        browser = app.test_client()
        browser.set_cookie(SIGN_IN_COOKIE, token)
        browser.environ_base["HTTP_SEC_FETCH_SITE"] = "same-origin"
        return browser

    return open_desk


@pytest.fixture
def farida(desk_of):
    return desk_of("Farida", ScopeKind.DISTRICT, BANKURA)


@pytest.fixture
def claim(session):
    found = a_claim(session, a_draft(session, a_workshop(session)))
    session.commit()
    return found


@pytest.fixture
def pottery(session):
    """A claim of Jaipur, where the three limbs are asked."""
    found = a_claim(session, a_draft(session, a_workshop(session, "Bina")))
    session.commit()
    return found


@pytest.fixture
def asha(app, session, claim):
    """Asha's own browser."""
    maker = session.get_one(Artisan, claim.artisan_id)
    session.add(
        Grant(
            person_id=maker.person_id,
            role=Role.ARTISAN,
            scope_kind=ScopeKind.ARTISAN,
            scope_id=str(maker.id),
            granted_by=None,
            granted_at=AT,
        )
    )
    token = begin_sign_in(session, a_person(session, "Asha"), now())
    session.commit()
    browser = app.test_client()
    browser.set_cookie(SIGN_IN_COOKIE, token)
    browser.environ_base["HTTP_SEC_FETCH_SITE"] = "same-origin"
    return browser

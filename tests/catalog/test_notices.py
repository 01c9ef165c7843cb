"""Who is told what, when a claim moves."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from catalog import tasks
from catalog.actions import publish_listing, return_for_changes, submit_artisan, verify_origin
from catalog.actions.claims import claim_on
from catalog.rules.verification import SubjectKind
from people.models import Credential, Grant, Notice, Person
from people.rules import Role, ScopeKind
from tests.makers import AT, BANKURA, JAIPUR, a_claim, a_draft, a_person, a_workshop, all_met, an_officer


@pytest.fixture
def officers(session):
    """Farida at Bankura's desk, Gopal at Jaipur's."""
    a_workshop(session)
    for name, district in (("Farida", BANKURA), ("Gopal", JAIPUR)):
        officer = a_person(session, name, email=f"{name.lower()}@district.example")
        session.add(Credential(person_id=officer.id, password_hash="-", totp_secret="-", set_at=AT))
        session.add(
            Grant(
                person_id=officer.id,
                role=Role.DISTRICT_OFFICER,
                scope_kind=ScopeKind.DISTRICT,
                scope_id=str(district),
                granted_by=None,
                granted_at=AT,
            )
        )
    session.flush()


def letters_of(session):
    return [
        (notice.kind, notice.to, notice.body)
        for notice in session.scalars(select(Notice).order_by(Notice.id))
    ]


def test_only_the_officers_of_the_makers_district_hear_of_a_claim(session, officers):
    claim = a_claim(session, a_draft(session, a_workshop(session)))
    tasks.tell_officers(session, {"verification_id": claim.id}, AT)
    [(kind, to, body)] = letters_of(session)
    assert (kind, to) == ("claim_waits", "farida@district.example")
    assert f"http://haat.example/district/claims/{claim.id}" in body
    assert "Blue bowl with a fish" in body


def test_the_officers_of_the_makers_state_hear_of_it_too_and_those_of_another_do_not(session, officers):
    for name, code in (("Indira", "19"), ("Jaya", "08")):
        officer = a_person(session, name, email=f"{name.lower()}@state.example")
        session.add(Credential(person_id=officer.id, password_hash="-", totp_secret="-", set_at=AT))
        session.add(
            Grant(
                person_id=officer.id,
                role=Role.STATE_OFFICER,
                scope_kind=ScopeKind.STATE,
                scope_id=code,
                granted_by=None,
                granted_at=AT,
            )
        )
    claim = a_claim(session, a_draft(session, a_workshop(session)))
    tasks.tell_officers(session, {"verification_id": claim.id}, AT)
    assert {to for _, to, _ in letters_of(session)} == {"farida@district.example", "indira@state.example"}


def test_the_maker_hears_what_to_mend_and_then_that_it_is_verified_and_on_sale(session, officers):
    listing = a_draft(session, a_workshop(session))
    claim = a_claim(session, listing)
    return_for_changes(session, claim, ["Show the back of the cloth."], by=an_officer(session), at=AT)
    tasks.tell_maker_returned(session, {"verification_id": claim.id}, AT)
    again = a_claim(session, listing)
    verify_origin(session, again, all_met(session, again), by=an_officer(session), at=AT)
    tasks.tell_maker_verified(session, {"verification_id": again.id}, AT)
    publish_listing(session, listing, by=listing.artisan.person_id, at=AT)
    tasks.tell_maker_published(session, {"listing_id": str(listing.id)}, AT)
    told = letters_of(session)
    assert [kind for kind, *_ in told] == ["returned_for_changes", "origin_verified", "listing_published"]
    assert "1. Show the back of the cloth." in told[0][2]
    assert told[1][2].endswith(f"/workshop/listings/{listing.slug}")
    assert told[2][2].endswith(f"/p/{listing.slug}")
    assert {to for _, to, _ in told} == {"+919800000000"}


def test_a_verified_workshop_is_told_of_itself(session, officers):
    asha = a_workshop(session)
    submit_artisan(session, asha, by=asha.person_id, at=AT)
    claim = claim_on(session, SubjectKind.ARTISAN, asha.id)
    verify_origin(session, claim, all_met(session, claim), by=an_officer(session), at=AT)
    tasks.tell_maker_verified(session, {"verification_id": claim.id}, AT)
    [(_, _, body)] = letters_of(session)
    assert "Asha's workshop" in body
    assert session.get(Person, asha.person_id) is not None

"""Whose desk it is: another district's rows are not there, a State and the nation look on, facilitators are let go."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from catalog import events
from catalog.actions import appeal, ask_maker, reject_claim
from catalog.actions.asks import add_evidence
from catalog.models import ClaimVisit, Facility, Verification
from catalog.queries.trail import OF_CLAIM, OF_SUBJECT
from catalog.rules.verification import VerificationStatus
from kit.clock import now
from people.models import Assistance, Grant, Invitation
from people.rules import Role, ScopeKind
from storefront.words.catalog import ACTS
from tests.makers import AT, BANKURA, JAIPUR, a_jpeg, an_officer

EVERYBODYS = {"district_desk.take_back_synonym"}  # words of search are not of one district
NOWHERE = 10**9
FORM = {"more": "x", "allowed": "yes", "reason": "x", "to": "buyer", "outcome": "upheld"}


def everything_of_bankura(session, claim, meena):
    """One row of every kind that an address of the desk can name."""
    photo = add_evidence(session, claim, a_jpeg(), by=claim_officer(session), at=AT)
    reject_claim(session, claim, "Made by machine.", by=claim_officer(session), at=AT)
    made = appeal(session, claim, "But it is by hand.", by=claim_officer(session), at=AT)
    facility = Facility(
        district_id=BANKURA,
        kind="testing_lab",
        name="Lab",
        address="1 Fair Ground",
        capacity="",
        contact="",
        pins=[],
        entered_by=claim_officer(session),
        entered_at=AT,
    )
    grant = session.scalars(select(Grant).where(Grant.role == Role.FACILITATOR)).one()
    leave = Assistance(
        helper_id=grant.person_id,
        person_id=claim_officer(session, "Asha"),
        asked_of="-",
        district_id=BANKURA,
        things=["stock"],
        hours=8,
        asked_at=AT,
        agreed_at=now(),
        until=now() + timedelta(hours=8),
    )
    session.add_all([facility, leave])
    session.commit()
    return {
        "verification_id": claim.id,
        "photo_id": photo.id,
        "appeal_id": made.id,
        "facility_id": facility.id,
        "grant_id": grant.id,
        "assistance_id": leave.id,
    }


def claim_officer(session, name="Farida"):
    return an_officer(session, name)


@pytest.mark.parametrize(
    ("name", "kind", "place", "role"),
    [
        ("Gopal", ScopeKind.DISTRICT, JAIPUR, Role.DISTRICT_OFFICER),
        ("Jaya", ScopeKind.STATE, "08", Role.STATE_OFFICER),
        ("Nita", ScopeKind.DISTRICT, JAIPUR, Role.FACILITATOR),
    ],
)
def test_no_address_of_the_desk_shows_or_changes_another_districts_row(
    desk_of, app, session, claim, name, kind, place, role
):
    meena = desk_of("Meena", ScopeKind.DISTRICT, BANKURA, role=Role.FACILITATOR)
    ids = everything_of_bankura(session, claim, meena)
    stranger = desk_of(name, kind, place, role=role)
    rules = [rule for rule in app.url_map.iter_rules() if rule.endpoint.startswith("district_desk.")]
    tried = 0
    for rule in rules:
        if not rule.arguments or rule.endpoint in EVERYBODYS:
            continue
        path = app.url_map.bind("").build(
            rule.endpoint, {each: ids.get(each, NOWHERE) for each in rule.arguments}
        )
        for method in rule.methods & {"GET", "POST"}:
            answer = stranger.open(path, method=method, data=FORM)
            assert answer.status_code in {403, 404}, (rule.endpoint, method, answer.status_code)
            if role is Role.STATE_OFFICER and "help" not in rule.endpoint:
                assert answer.status_code == 404, rule.endpoint
            tried += 1
    assert tried >= 16
    session.expire_all()
    assert session.get_one(Verification, claim.id).status is VerificationStatus.REJECTED
    assert session.scalars(select(ClaimVisit)).all() == []
    assert session.get_one(Grant, ids["grant_id"]).revoked_at is None


def test_every_fact_about_a_claim_stands_in_its_trail():
    told = {fact.name for fact in (*OF_CLAIM, *OF_SUBJECT)}
    about = {
        fact.name
        for fact in vars(events).values()
        if isinstance(fact, type) and "verification_id" in getattr(fact, "__dataclass_fields__", {})
    }
    assert told == about


def test_every_act_of_a_trail_has_its_words():
    assert {fact.name for fact in (*OF_CLAIM, *OF_SUBJECT)} | {"artisan.registered"} == set(ACTS)


def test_the_nation_sees_states_then_districts_then_the_queue_of_one(desk_of, session, claim, pottery):
    claim.requested_at = now() - timedelta(days=5, hours=1)
    session.commit()
    nation = desk_of("Nalini", ScopeKind.NATION, "", role=Role.NATIONAL_OFFICER)
    states = nation.get("/district/overview").text
    assert "/district/overview?state=19" in states
    assert "late by 2 days" in states
    assert "Nothing waits in 1 other." in states
    bengal = nation.get("/district/overview?state=19").text
    assert "/district/?district=bankura" in bengal
    assert "jaipur" not in bengal
    queue = nation.get("/district/?district=bankura").text
    assert f"/district/claims/{claim.id}" in queue
    assert f"/district/claims/{pottery.id}" not in queue
    assert nation.get("/district/overview?state=77").status_code == 404
    assert nation.get("/district/?district=nowhere").status_code == 404


def test_a_state_officer_sees_the_districts_of_the_state_only(desk_of, session, claim, pottery):
    ask_maker(session, pottery, "how_made", by=an_officer(session), at=AT)
    session.commit()
    state = desk_of("Jaya", ScopeKind.STATE, "08", role=Role.STATE_OFFICER)
    page = state.get("/district/overview").text
    assert "/district/?district=jaipur" in page
    assert "bankura" not in page
    assert state.get("/district/overview?state=19").status_code == 404
    assert state.get("/district/?district=bankura").status_code == 404
    assert state.get("/district/?district=jaipur").status_code == 200


def test_an_officer_has_no_more_than_the_own_district_in_the_overview(farida, claim, pottery):
    page = farida.get("/district/overview").text
    assert "bankura" in page
    assert "jaipur" not in page


def test_a_district_officer_invites_facilitators_of_the_own_district_and_nobody_else(farida, session):
    page = farida.get("/admin/invitations?role=facilitator").text
    assert "Bankura" in page
    assert "Jaipur" not in page
    for role in ("admin", "district_officer", "state_officer"):
        assert f"role={role}" not in page
    form = {"email": "meena@centre.example", "place": str(BANKURA)}
    assert farida.post("/admin/invitations?role=facilitator", data=form).status_code == 303
    elsewhere = form | {"place": str(JAIPUR)}
    assert farida.post("/admin/invitations?role=facilitator", data=elsewhere).status_code == 422
    officer = farida.post("/admin/invitations?role=district_officer", data=form)
    assert officer.status_code == 200
    [invited] = session.scalars(select(Invitation)).all()
    assert (invited.role, invited.scope_id) == (Role.FACILITATOR, str(BANKURA))
    for path in ("/admin/", "/admin/people", "/admin/trail", "/admin/payments"):
        assert farida.get(path).status_code in {403, 404}, path


def test_a_facilitator_is_let_go_by_the_officer_of_the_district(farida, desk_of, session):
    assert "No facilitator yet" in farida.get("/district/facilitators").text
    meena = desk_of("Meena", ScopeKind.DISTRICT, BANKURA, role=Role.FACILITATOR)
    grant = session.scalars(select(Grant).where(Grant.role == Role.FACILITATOR)).one()
    assert "Meena" in farida.get("/district/facilitators").text
    own = session.scalars(select(Grant).where(Grant.role == Role.DISTRICT_OFFICER)).one()
    assert farida.post(f"/district/facilitators/{own.id}/removal").status_code == 404
    assert meena.get("/district/help").status_code == 200
    assert farida.post(f"/district/facilitators/{grant.id}/removal").status_code == 303
    assert meena.get("/district/help").status_code == 403
    assert farida.post(f"/district/facilitators/{grant.id}/removal").status_code == 404

"""The admin's desk: Meera administers; Asha, Bina and the officer Chandan are whom she looks after."""

from __future__ import annotations

import re
from datetime import timedelta

import pyotp
import pytest
from sqlalchemy import select

from kit.clock import now
from kit.events import Event, OutboxMessage
from people.actions import accept_invitation, begin_sign_in, grant_role, invite, join
from people.models import Invitation, Notice, State
from people.queries import live_grants, person_of_token, sign_ins_of
from people.rules import Role, ScopeKind

PASSWORD, SECRET = "three clay horses", pyotp.random_base32()


def staff(session, email, role, kind=ScopeKind.NATION, scope_id="", name="Meera Nair"):
    at = now() - timedelta(minutes=10)
    token = invite(session, email, role, kind, scope_id, by=None, at=at)
    code = pyotp.TOTP(SECRET).at(at)
    return accept_invitation(
        session, token, name=name, password=PASSWORD, totp_code=code, totp_secret=SECRET, at=at
    )


def browser_of(app, session, person):
    client = app.test_client()
    client.environ_base["HTTP_SEC_FETCH_SITE"] = "same-origin"
    client.set_cookie("zila", begin_sign_in(session, person, now()))
    session.commit()
    return client


@pytest.fixture
def bengal(session):
    fields = {"name_hi": "पश्चिम बंगाल", "lgd_code": 19, "iso": "IN-WB", "is_ut": False}
    state = State(
        code="19", name="West Bengal", slug="west-bengal", is_ut_without_legislature=False, **fields
    )
    session.add(state)
    session.flush()
    return state


@pytest.fixture
def meera(app, session):
    return staff(session, "meera@example.in", Role.ADMIN)


@pytest.fixture
def as_meera(app, session, meera):
    return browser_of(app, session, meera)


@pytest.fixture
def asha(app, session):
    return join(session, mobile="+919876543210", name="Asha Devi", at=now())


@pytest.fixture
def as_asha(app, session, asha):
    return browser_of(app, session, asha)


PAGES = ["/admin/", "/admin/invitations", "/admin/outbox", "/admin/trail"]


def test_guests_are_sent_to_the_staff_door(client):
    for page in PAGES:
        answer = client.get(page)
        assert answer.status_code == 303
        assert answer.headers["Location"].startswith("/staff/sign-in?next=/admin/")


def test_a_buyer_gets_nowhere_here(as_asha, asha):
    deeds = [f"/admin/people/{asha.id}/closing", "/admin/outbox/1/resending", "/admin/invitations"]
    assert {as_asha.get(page).status_code for page in [*PAGES, f"/admin/people/{asha.id}"]} == {403}
    assert {as_asha.post(deed).status_code for deed in deeds} == {403}


def test_each_of_the_staff_sees_the_tabs_of_their_work_only(app, session, bengal):
    auditor = browser_of(app, session, staff(session, "ranga@example.in", Role.AUDITOR))
    assert [auditor.get(page).status_code for page in PAGES] == [403, 403, 403, 200]
    assert "/admin/outbox" not in auditor.get("/admin/trail").text
    officer = browser_of(
        app, session, staff(session, "wb@example.in", Role.STATE_OFFICER, ScopeKind.STATE, "19")
    )
    assert [officer.get(page).status_code for page in PAGES] == [403, 200, 403, 403]


def test_people_are_found_by_name_number_and_role(as_meera, asha, session):
    for asked in ("q=asha", "q=98765+43210", "q=devi&role="):
        assert "Asha Devi" in as_meera.get(f"/admin/?{asked}").text
    assert "Asha Devi" not in as_meera.get("/admin/?q=%25").text
    assert "Asha Devi" not in as_meera.get("/admin/?role=admin").text
    assert "Meera Nair" in as_meera.get("/admin/?role=admin&q=meera@example.in").text
    assert as_meera.get("/admin/?before=x").status_code == 422


def test_a_name_is_words_and_never_markup(as_meera, asha, session):
    asha.name = "<script>alert(1)</script>"
    session.commit()
    assert "<script>alert" not in as_meera.get("/admin/").text + as_meera.get(f"/admin/people/{asha.id}").text


def test_closing_an_account_signs_out_everywhere(as_meera, as_asha, asha, session, meera):
    token = begin_sign_in(session, asha, now())
    session.commit()
    assert as_meera.post(f"/admin/people/{asha.id}/closing").status_code == 303
    session.expire_all()
    assert person_of_token(session, token, now()) is None
    assert as_asha.get("/sign-in/name").status_code == 303
    event = session.scalars(select(Event).where(Event.name == "person.disabled")).one()
    assert (event.by, event.subject) == (meera.id, str(asha.id))
    assert as_meera.post(f"/admin/people/{asha.id}/opening").status_code == 303
    session.expire_all()
    assert not asha.disabled


def test_nobody_closes_their_own_account(as_meera, meera):
    assert as_meera.post(f"/admin/people/{meera.id}/closing").status_code == 403


def test_signing_somebody_out_leaves_the_account_open(as_meera, as_asha, asha, session):
    assert as_meera.post(f"/admin/people/{asha.id}/sign-out").status_code == 303
    session.expire_all()
    assert list(sign_ins_of(session, asha.id, now())) == []
    assert not asha.disabled


def test_somebody_who_is_not_there_is_a_404(as_meera):
    nobody = "019a0000-0000-7000-8000-000000000000"
    assert as_meera.get(f"/admin/people/{nobody}").status_code == 404
    assert as_meera.post(f"/admin/people/{nobody}/closing").status_code == 404
    assert as_meera.post(f"/admin/people/{nobody}/grants/1/revocation").status_code == 404


def test_a_role_is_taken_back_but_a_workshops_is_not(as_meera, asha, session):
    officer = staff(session, "chandan@example.in", Role.SUPPORT, name="Chandan Rao")
    [grant] = live_grants(session, officer.id, now())
    workshop = "019a0000-0000-7000-8000-000000000002"
    own = grant_role(session, asha, Role.ARTISAN, ScopeKind.ARTISAN, workshop, by=asha.id, at=now())
    session.commit()
    assert as_meera.post(f"/admin/people/{officer.id}/grants/{grant.id}/revocation").status_code == 303
    session.expire_all()
    assert list(live_grants(session, officer.id, now())) == []
    assert as_meera.post(f"/admin/people/{asha.id}/grants/{own.id}/revocation").status_code == 403
    assert as_meera.post(f"/admin/people/{asha.id}/grants/{grant.id}/revocation").status_code == 404


def test_nobody_takes_back_their_own_role(as_meera, meera, session):
    [grant] = live_grants(session, meera.id, now())
    assert as_meera.post(f"/admin/people/{meera.id}/grants/{grant.id}/revocation").status_code == 403


def test_an_officer_is_invited_for_a_place(as_meera, session, bengal):
    session.commit()
    page = as_meera.get("/admin/invitations?role=state_officer").text
    assert '<option value="19">West Bengal</option>' in page
    answer = as_meera.post(
        "/admin/invitations?role=state_officer", data={"email": "Wb@Example.in", "place": "19"}
    )
    assert answer.status_code == 303
    session.expire_all()
    invitation = session.scalars(select(Invitation).where(Invitation.email == "wb@example.in")).one()
    assert (invitation.role, invitation.scope_kind, invitation.scope_id) == ("state_officer", "state", "19")
    body = session.scalars(select(Notice.body).where(Notice.to == "wb@example.in")).one()
    assert re.search(r"/invitations/[\w-]{43}\s", body)
    page = as_meera.get("/admin/invitations").text
    assert "wb@example.in" in page
    assert "West Bengal" in page


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"email": "nobody", "place": "19"}, "That cannot be an e-mail address"),
        ({"email": "", "place": "19"}, "Write the e-mail address"),
        ({"email": "wb@example.in", "place": ""}, "Choose the place."),
        ({"email": "wb@example.in", "place": "24"}, "Not a valid choice"),
    ],
)
def test_an_invitation_says_what_to_mend_and_keeps_what_was_typed(as_meera, session, bengal, typed, said):
    session.commit()
    answer = as_meera.post("/admin/invitations?role=state_officer", data=typed)
    assert answer.status_code == 422
    assert said in answer.text
    assert f'value="{typed["email"]}"' in answer.text


def test_an_officer_of_a_state_invites_at_home_and_below_only(app, session, bengal):
    officer = browser_of(
        app, session, staff(session, "wb@example.in", Role.STATE_OFFICER, ScopeKind.STATE, "19")
    )
    page = officer.get("/admin/invitations").text
    assert "role=district_officer" in page
    assert "role=admin" not in page
    answer = officer.post("/admin/invitations?role=admin", data={"email": "x@example.in", "place": "nation"})
    assert answer.status_code == 200
    session.expire_all()
    assert session.scalars(select(Invitation).where(Invitation.email == "x@example.in")).all() == []


def stuck_message(session, *, parked):
    event = session.scalars(select(Event).limit(1)).first()
    message = OutboxMessage(
        event_id=event.id,
        subscriber="orders.tasks.confirm_order",
        due_at=now() - timedelta(minutes=5),
        attempts=14,
        parked_at=now() if parked else None,
        last_error="Unreachable: <b>the bank</b>",
    )
    session.add(message)
    session.commit()
    return message


def test_a_parked_message_is_seen_and_sent_again(as_meera, session):
    message = stuck_message(session, parked=True)
    page = as_meera.get("/admin/outbox").text
    assert "orders.tasks.confirm_order" in page
    assert "&lt;b&gt;the bank" in page
    assert as_meera.post(f"/admin/outbox/{message.id}/resending").status_code == 303
    session.expire_all()
    assert (message.parked_at, message.attempts) == (None, 0)
    assert "Nothing is stuck." in as_meera.get("/admin/outbox").text


def test_the_trail_is_read_by_subject_and_by_name(as_meera, meera, asha, session):
    session.commit()
    page = as_meera.get(f"/admin/trail?subject={asha.id}").text
    assert page.count("<code>person.joined</code>") == 1
    page = as_meera.get("/admin/trail?name=role.granted").text
    assert "<code>role.granted</code>" in page
    assert "<code>person.joined</code>" not in page
    assert as_meera.get("/admin/trail?name=no.such").status_code == 422
    assert "Nothing was recorded" in as_meera.get("/admin/trail?subject=nothing").text


def test_the_trail_goes_on_page_by_page(as_meera, session):
    for _ in range(60):
        join(session, at=now())
    session.commit()
    first = as_meera.get("/admin/trail?name=person.joined").text
    onward = re.search(r'rel="next" href="([^"]+)"', first)[1].replace("&amp;", "&")
    second = as_meera.get(onward).text
    numbers = [set(re.findall(r'<td class="n">(\d+)</td>', page)) for page in (first, second)]
    assert len(numbers[0]) == 50
    assert numbers[1]
    assert not numbers[0] & numbers[1]

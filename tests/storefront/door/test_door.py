"""The door, as people meet it. Asha comes by SMS, Meera by invitation, a stranger in vain."""

from __future__ import annotations

import re
from datetime import timedelta

import pyotp
import pytest
from sqlalchemy import select

from kit.clock import now
from people.actions import disable_person, end_sign_in, invite, totp_secret_for
from people.models import Notice, Person, SignIn, SignInCode, SignInFailure
from people.queries import person_by_email, person_by_mobile
from people.rules import Role, ScopeKind
from storefront.door.coming_in import own_path

ASHA, EMAIL, PASSWORD = "+919876543210", "meera@example.in", "three clay horses"


def last_code(session, mobile=ASHA) -> str:
    session.expire_all()
    asked = select(Notice.body).where(Notice.to == mobile).order_by(Notice.id.desc()).limit(1)
    return re.match(r"\d{6}", session.scalars(asked).one())[0]


def wrong(code: str) -> str:
    return f"{(int(code) + 1) % 10**6:06d}"


def ask_for_code(client, mobile="98765 43210", **more):
    return client.post("/sign-in", data={"mobile": mobile, **more})


def come_in(client, session, onward=None):
    ask_for_code(client, **({"next": onward} if onward else {}))
    return client.post("/sign-in/code", data={"code": last_code(session)})


def guest_of(app):
    """Another browser."""
    guest = app.test_client()
    guest.environ_base["HTTP_SEC_FETCH_SITE"] = "same-origin"
    return guest


def plain(page: str, typed: str) -> str:
    """A page without what was typed, the seconds to wait and the form's token: what must not tell people apart."""
    page = re.sub(r'name="csrf_token" value="[^"]*"|value="\d{6}"|Wait \d+', "", page)
    return page.replace(typed, "")


def leads_to(answer) -> str:
    assert answer.status_code == 303
    return answer.headers["Location"]


@pytest.fixture
def invitation(app, session):
    token = invite(session, EMAIL, Role.ADMIN, ScopeKind.NATION, by=None, at=now() - timedelta(minutes=10))
    session.commit()
    return token


def accept(client, token, **changes):
    code = pyotp.TOTP(totp_secret_for(token)).at(now())
    typed = {"name": "Meera Nair", "password": PASSWORD, "again": PASSWORD, "totp": code}
    return client.post(f"/invitations/{token}", data=typed | changes)


def test_asha_signs_in_and_is_asked_for_her_name_once(client, session):
    assert leads_to(ask_for_code(client)) == "/sign-in/code"
    page = client.get("/sign-in/code").text
    assert 'autocomplete="one-time-code"' in page
    assert 'inputmode="numeric"' in page
    answer = client.post("/sign-in/code", data={"code": last_code(session)})
    assert leads_to(answer) == "/sign-in/name?next=/"
    assert leads_to(client.post("/sign-in/name", data={"name": " Asha Devi ", "next": "/"})) == "/"
    session.expire_all()
    assert person_by_mobile(session, ASHA).name == "Asha Devi"
    client.post("/sign-out")
    session.execute(SignInCode.__table__.update().values(sent_at=now() - timedelta(hours=1)))
    session.commit()
    assert leads_to(come_in(client, session, "/cart")) == "/cart"


def test_she_signs_in_in_hindi_and_stays_in_hindi(client, session):
    answer = client.post("/hi/sign-in", data={"mobile": ASHA})
    assert leads_to(answer) == "/hi/sign-in/code"
    answer = client.post("/hi/sign-in/code", data={"code": last_code(session)})
    assert leads_to(answer) == "/hi/sign-in/name?next=/hi/"
    assert leads_to(client.post("/hi/sign-in/name", data={"name": "आशा", "next": "/cart"})) == "/hi/cart"
    session.expire_all()
    assert person_by_mobile(session, ASHA).language == "hi"


def test_what_was_typed_is_kept_and_the_page_says_what_to_mend(client):
    answer = ask_for_code(client, "98765 4321")
    assert answer.status_code == 422
    assert 'value="98765 4321"' in answer.text
    assert answer.text.count("Write a mobile number of ten digits") == 2
    assert 'role="alert"' in answer.text


def test_wrong_tries_are_counted_though_the_page_refuses(client, session):
    ask_for_code(client)
    code = last_code(session)
    said = []
    for _ in range(5):
        answer = client.post("/sign-in/code", data={"code": wrong(code)})
        assert answer.status_code == 422
        said += re.findall(r"Tries left: (\d)", answer.text)[:1]
    assert said == ["4", "3", "2", "1"]
    answer = client.post("/sign-in/code", data={"code": code})
    assert answer.status_code == 422
    assert "Ask for a new one" in answer.text


def test_a_code_does_not_open_another_browser(app, client, session):
    ask_for_code(client)
    other = guest_of(app)
    with other.session_transaction() as cookie:
        cookie["mobile"] = ASHA
    assert other.post("/sign-in/code", data={"code": last_code(session)}).status_code == 422
    assert client.post("/sign-in/code", data={"code": last_code(session)}).status_code == 303


def test_a_code_opens_once(client, session):
    ask_for_code(client)
    code = last_code(session)
    assert client.post("/sign-in/code", data={"code": code}).status_code == 303
    client.post("/sign-out")
    with client.session_transaction() as cookie:
        cookie["mobile"] = ASHA
    assert client.post("/sign-in/code", data={"code": code}).status_code == 422


def test_a_fourth_code_in_a_quarter_of_an_hour_is_refused_in_words(client, session):
    at = now()
    ask_for_code(client)
    for minute in (2, 4):
        age = {"sent_at": at - timedelta(minutes=minute)}
        session.execute(SignInCode.__table__.update().values(age).where(SignInCode.sent_at > at))
        session.commit()
        ask_for_code(client)
    session.execute(SignInCode.__table__.update().values(sent_at=at - timedelta(minutes=5)))
    session.commit()
    answer = ask_for_code(client)
    assert answer.status_code == 429
    assert re.search(r"Try again in \d+ seconds", answer.text)
    assert 'value="98765 43210"' in answer.text


def test_a_number_known_and_one_unknown_get_the_same_answer(app, client, session):
    come_in(client, session)
    client.post("/sign-out")
    session.execute(SignInCode.__table__.update().values(sent_at=now() - timedelta(hours=1)))
    session.commit()
    pages = []
    for mobile in ("98765 43210", "98765 43211"):
        guest = guest_of(app)
        answer = ask_for_code(guest, mobile)
        page = guest.get("/sign-in/code")
        code = last_code(session, f"+91{mobile.replace(' ', '')}")
        refusal = guest.post("/sign-in/code", data={"code": wrong(code)})
        pages.append([(each.status_code, plain(each.text, mobile)) for each in (answer, page, refusal)])
    assert pages[0] == pages[1]


def test_an_address_known_and_one_unknown_get_the_same_answer(app, client, invitation, session):
    accept(client, invitation)
    pages = []
    for email in (EMAIL, "ranga@example.in"):
        guest = guest_of(app)
        answers = [
            guest.post("/staff/sign-in", data={"email": email, "password": "wrong", "totp": "000000"})
            for _ in range(11)
        ]
        pages.append([(each.status_code, plain(each.text, email)) for each in answers])
    assert pages[0] == pages[1]
    assert [status for status, _ in pages[0]] == [422] * 10 + [429]
    session.expire_all()
    assert len(session.scalars(select(SignInFailure)).all()) == 20


def test_meera_joins_by_invitation_and_the_link_is_then_spent(client, invitation, session):
    page = client.get(f"/invitations/{invitation}").text
    assert "<svg" in page
    assert totp_secret_for(invitation)[:4] in page
    assert "style=" not in page
    assert leads_to(accept(client, invitation)) == "/admin/"
    session.expire_all()
    assert person_by_email(session, EMAIL).name == "Meera Nair"
    assert client.get("/admin/").status_code == 200
    assert accept(client, invitation).status_code == 404


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"again": "three clay cows!"}, "The two passwords differ."),
        ({"password": "short", "again": "short"}, "Use at least 12 characters"),
        ({"totp": "000000"}, "That is not the code your app shows now"),
        ({"name": " "}, "Write the name you go by."),
    ],
)
def test_an_invitation_says_what_to_mend_and_keeps_the_name(client, invitation, changes, said):
    answer = accept(client, invitation, **changes)
    assert answer.status_code == 422
    assert said in answer.text
    assert ('value="Meera Nair"' in answer.text) is ("name" not in changes)
    assert PASSWORD not in answer.text


def test_a_spent_or_made_up_invitation_is_a_404_in_words(client):
    answer = client.get("/invitations/nothing-of-the-kind")
    assert answer.status_code == 404
    assert "This invitation is not open" in answer.text


def test_meera_signs_in_by_the_staff_door_and_a_code_works_once(client, invitation, session):
    accept(client, invitation)
    client.post("/sign-out")
    ahead = pyotp.TOTP(totp_secret_for(invitation)).at(now() + timedelta(seconds=30))
    typed = {"email": EMAIL, "password": PASSWORD, "totp": ahead, "next": "/admin/outbox"}
    assert leads_to(client.post("/staff/sign-in", data=typed)) == "/admin/outbox"
    client.post("/sign-out")
    answer = client.post("/staff/sign-in", data=typed)
    assert answer.status_code == 422
    assert f'value="{EMAIL}"' in answer.text
    assert PASSWORD not in answer.text


def test_every_sign_in_has_a_fresh_token_and_the_old_one_ends(client, session):
    come_in(client, session)
    first = client.get_cookie("zila").value
    session.execute(SignInCode.__table__.update().values(sent_at=now() - timedelta(hours=1)))
    session.commit()
    come_in(client, session)
    second = client.get_cookie("zila").value
    assert first != second
    session.expire_all()
    ended = [sign_in.ended_at is not None for sign_in in session.scalars(select(SignIn).order_by(SignIn.id))]
    assert ended == [True, False]


def test_the_cookie_is_for_this_site_and_no_script(client, session):
    answer = come_in(client, session)
    [cookie] = [line for line in answer.headers.getlist("Set-Cookie") if line.startswith("zila=")]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie


def test_signing_out_ends_the_sign_in_on_our_side(client, session):
    come_in(client, session)
    token = client.get_cookie("zila").value
    assert leads_to(client.post("/sign-out")) == "/"
    assert client.get_cookie("zila") is None
    client.set_cookie("zila", token)
    assert leads_to(client.get("/sign-in/name")).startswith("/sign-in?next=")


def test_a_closed_account_is_out_at_the_next_click(client, session):
    come_in(client, session)
    assert client.get("/sign-in/name").status_code == 200
    session.expire_all()
    disable_person(session, person_by_mobile(session, ASHA), by=None, at=now())
    session.commit()
    assert client.get("/sign-in/name").status_code == 303


def test_a_made_up_token_is_nobody(client, session):
    client.set_cookie("zila", "x" * 43)
    assert client.get("/sign-in/name").status_code == 303
    end_sign_in(session, "x" * 43, now())


def test_the_language_is_chosen_and_remembered(client, session):
    come_in(client, session)
    assert leads_to(client.post("/language", data={"language": "hi", "next": "/cart"})) == "/cart"
    session.expire_all()
    assert session.scalars(select(Person.language).where(Person.mobile == ASHA)).one() == "hi"
    assert client.post("/language", data={"language": "xx"}).status_code == 400


@pytest.mark.parametrize("path", ["/", "/cart", "/orders/OD-7K3F-9Q2M?a=b", "/hi/workshop/"])
def test_the_door_leads_on_to_our_own_paths(path):
    assert own_path(path) == path


@pytest.mark.parametrize(
    "path",
    [
        None,
        "",
        "cart",
        "//evil.example",
        "/\\evil.example",
        "https://evil.example",
        "/a\\b",
        "/\t/evil.example",
        "javascript:alert(1)",
        "/a\nSet-Cookie: x",
        "///evil.example",
        " /cart",
        "/cart ",
    ],
)
def test_the_door_leads_nowhere_else(path):
    assert own_path(path) is None


def test_a_foreign_next_is_dropped(client, session):
    ask_for_code(client, next="//evil.example")
    answer = client.post("/sign-in/code", data={"code": last_code(session)})
    assert leads_to(answer) == "/sign-in/name?next=/"


def test_a_form_from_another_site_is_refused(client):
    for path in (
        "/sign-in",
        "/sign-in/code",
        "/sign-in/code/again",
        "/staff/sign-in",
        "/sign-out",
        "/language",
    ):
        answer = client.post(path, headers={"Sec-Fetch-Site": "cross-site"})
        assert answer.status_code == 403, path

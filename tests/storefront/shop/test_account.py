"""A buyer's own pages: addresses, wishes, questions, and the door out."""

from __future__ import annotations

import re

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from kit.clock import now
from orders.actions.wishes import answer_question
from orders.models import Order, Question, Wish
from people.actions import begin_sign_in, grant_role
from people.models import Address, Credential, Person
from people.rules import Role, ScopeKind
from tests.makers import AT, BANKURA, JAIPUR, a_person
from tests.sales import on_sale
from tests.storefront.reads import statements
from tests.storefront.shop.test_buying import WHO, order_now, put

HOME = {
    "pin": "700029",
    "name": "Devi Sen",
    "mobile": "98310 00001",
    "house": "7",
    "street": "Lake Road",
    "landmark": "",
    "kind": "home",
}


def sign_in(client: FlaskClient, session: Session, person: Person) -> Person:
    client.set_cookie("zila", begin_sign_in(session, person, now()))
    return person


@pytest.fixture
def devi(client: FlaskClient, session: Session) -> Person:
    return sign_in(client, session, a_person(session, "Devi", mobile="+919831000001"))


def an_officer_of(session: Session, name: str, district: int) -> Person:
    officer = a_person(session, name, email=f"{name.lower()}@district.example")
    session.add(Credential(person_id=officer.id, password_hash="-", totp_secret="-", set_at=AT))
    session.flush()
    grant_role(session, officer, Role.DISTRICT_OFFICER, ScopeKind.DISTRICT, str(district), by=None, at=AT)
    return officer


@pytest.mark.parametrize("path", ["/account", "/account/addresses/new", "/account/leaving"])
def test_a_guest_is_asked_in_first(client: FlaskClient, session: Session, path: str):
    answer = client.get(path)
    assert answer.status_code == 303
    assert answer.location.startswith("/sign-in?next=")


def test_an_address_is_added_changed_and_removed(client: FlaskClient, session: Session, devi: Person):
    on_sale(session)
    assert client.post("/account/addresses/new", data=HOME).status_code == 303
    kept = session.scalars(select(Address)).one()
    assert (kept.person_id, kept.state_code, kept.mobile) == (devi.id, "19", "+919831000001")
    assert client.post(f"/account/addresses/{kept.id}", data=HOME | {"house": "8"}).status_code == 303
    assert "8, Lake Road" in client.get("/account").text
    client.post(f"/account/addresses/{kept.id}/removal")
    assert "No address kept" in client.get("/account").text


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"pin": "12"}, "A PIN code has 6 digits"),
        ({"pin": "999999"}, "No list we have knows"),
        ({"mobile": "12"}, "ten digits"),
        ({"house": ""}, "Tell us the house"),
    ],
)
def test_a_wrong_address_is_said_at_its_field_and_what_was_typed_stays(
    client: FlaskClient, session: Session, devi: Person, wrong: dict[str, str], said: str
):
    answer = client.post("/account/addresses/new", data=HOME | {"landmark": "by the tram"} | wrong)
    assert answer.status_code == 422
    assert said in answer.text
    assert "by the tram" in answer.text
    assert session.scalars(select(Address)).all() == []


def test_anothers_address_is_not_there(client: FlaskClient, session: Session, devi: Person):
    on_sale(session)
    client.post("/account/addresses/new", data=HOME)
    kept = session.scalars(select(Address)).one()
    sign_in(client, session, a_person(session, "Esha"))
    assert client.get(f"/account/addresses/{kept.id}").status_code == 404
    assert client.post(f"/account/addresses/{kept.id}/removal").status_code == 404


def test_a_kept_address_fills_the_checkout_and_a_ticked_one_is_kept(
    client: FlaskClient, session: Session, devi: Person
):
    put(client, on_sale(session, pieces=9))
    assert order_now(client, keep="y").status_code == 303
    session.expire_all()
    assert session.scalars(select(Address.house)).all() == [WHO["house"]]
    assert session.scalars(select(Order)).one().person_id == devi.id
    put(client, on_sale(session, "Chandan"))
    page = client.get("/checkout").text
    assert re.search(r'name="house"[^>]*value="7"', page)
    assert re.search(r'name="landmark"[^>]*value="by the tram stop"', page)


def test_the_account_lists_orders_in_few_reads(client: FlaskClient, session: Session, devi: Person):
    put(client, on_sale(session))
    order_now(client)
    number = session.scalars(select(Order.number)).one()
    with statements(session) as asked:
        assert number in client.get("/account").text
    assert len(asked) <= 12


def test_signing_out_elsewhere_ends_that_sign_in_only(client: FlaskClient, session: Session, devi: Person):
    other = begin_sign_in(session, devi, now())
    page = client.get("/account").text
    [there] = re.findall(r"/account/sign-ins/(\d+)/end", page)
    client.post(f"/account/sign-ins/{there}/end")
    assert "Another browser" not in client.get("/account").text
    client.set_cookie("zila", other)
    assert client.get("/account").status_code == 303


def test_leaving_needs_a_tick_and_signs_out(client: FlaskClient, session: Session, devi: Person):
    assert client.post("/account/leaving").status_code == 422
    answer = client.post("/account/leaving", data={"sure": "y"})
    assert answer.status_code == 303
    assert client.get("/account").location.startswith("/sign-in")
    session.expire_all()
    assert session.get_one(Person, devi.id).mobile is None


def test_with_an_open_order_the_page_says_why_one_cannot_leave_yet(
    client: FlaskClient, session: Session, devi: Person
):
    put(client, on_sale(session))
    order_now(client)
    answer = client.post("/account/leaving", data={"sure": "y"})
    assert answer.status_code == 409
    assert "come to its end" in answer.text
    session.expire_all()
    assert session.get_one(Person, devi.id).mobile


def test_a_guests_wishes_follow_into_the_account(client: FlaskClient, session: Session):
    good = on_sale(session)
    assert client.post("/wishes", data={"listing": good.slug}).status_code == 303
    assert good.slug in client.get("/wishes").text
    devi = sign_in(client, session, a_person(session, "Devi"))
    assert good.slug in client.get("/wishes").text
    assert client.get_cookie("wishes") is None
    assert session.scalars(select(Wish.person_id)).all() == [devi.id]
    client.post(f"/wishes/{good.id}/removal")
    assert "Nothing yet" in client.get("/wishes").text


def test_a_wish_for_what_is_not_sold_is_a_404(client: FlaskClient, session: Session):
    on_sale(session)
    assert client.post("/wishes", data={"listing": "nothing"}).status_code == 404
    client.environ_base["HTTP_SEC_FETCH_SITE"] = "cross-site"
    assert client.post("/wishes", data={"listing": "nothing"}).status_code == 403


def test_what_was_looked_at_is_told_by_the_cookie_alone(client: FlaskClient, session: Session):
    good = on_sale(session)
    client.set_cookie("seen", f"{good.slug}.nothing.<b>.'")
    page = client.get("/wishes").text
    assert "Looked at lately" in page
    assert f"/p/{good.slug}" in page


def test_pieces_stand_side_by_side_at_an_address_anyone_may_keep(client: FlaskClient, session: Session):
    bowl, pot = on_sale(session), on_sale(session, "Bina")
    with statements(session) as asked:
        answer = client.get(f"/compare?goods={bowl.slug},{pot.slug}")
    assert len(asked) <= 6
    assert "s-maxage" in answer.headers["Cache-Control"]
    assert answer.text.count('<th scope="col">') == 2
    assert "The maker gets" in answer.text
    both = client.get(f"/compare?goods={pot.slug}&goods={bowl.slug}&goods=x&goods={bowl.slug}").text
    assert both.count('<th scope="col">') == 2
    assert "Nothing to compare yet" in client.get("/compare").text


def test_a_question_goes_to_the_maker_and_its_answer_to_the_page(
    client: FlaskClient, session: Session, devi: Person
):
    good = on_sale(session)
    maker = session.get_one(Person, good.artisan.person_id)
    grant_role(session, maker, Role.ARTISAN, ScopeKind.ARTISAN, str(good.artisan_id), by=None, at=AT)
    path = f"/p/{good.slug}/questions"
    answer = client.post(path, data={"words": "Call me on 98310 00001"})
    assert answer.status_code == 422
    assert "No phone numbers" in answer.text
    assert "98310 00001" in answer.text
    assert client.post(path, data={"words": "Does it go into an oven?"}).status_code == 303
    assert "Does it go into an oven?" in client.get(path).text
    assert "Does it go into an oven?" not in client.get(f"/p/{good.slug}").text
    sign_in(client, session, maker)
    assert "Does it go into an oven?" in client.get("/workshop/questions").text
    assert "Buyers ask about your goods" in client.get("/workshop/").text
    here = f"/workshop/questions/{session.scalars(select(Question.id)).one()}"
    refused = client.post(here, data={"words": "Write to me at asha@example.in"})
    assert refused.status_code == 422
    assert "No phone numbers" in refused.text
    assert client.post(here, data={"words": "No, only on the table."}).status_code == 303
    page = client.get(f"/p/{good.slug}").text
    assert "Does it go into an oven?" in page
    assert "No, only on the table." in page


def test_anothers_question_is_not_there(client: FlaskClient, session: Session, devi: Person):
    good, other = on_sale(session), on_sale(session, "Bina")
    client.post(f"/p/{good.slug}/questions", data={"words": "Does it go into an oven?"})
    bina = session.get_one(Person, other.artisan.person_id)
    grant_role(session, bina, Role.ARTISAN, ScopeKind.ARTISAN, str(other.artisan_id), by=None, at=AT)
    sign_in(client, session, bina)
    here = f"/workshop/questions/{session.scalars(select(Question.id)).one()}"
    assert client.get(here).status_code == 404


def test_the_districts_officer_hides_a_question_and_another_districts_cannot(
    client: FlaskClient, session: Session, devi: Person
):
    good = on_sale(session)
    client.post(f"/p/{good.slug}/questions", data={"words": "Does it go into an oven?"})
    asked = session.scalars(select(Question)).one()
    answer_question(session, asked, "No.", by=good.artisan.person_id, at=now())
    hiding = f"/questions/{asked.id}/hiding"
    assert client.post(hiding, data={"slug": good.slug}).status_code == 403
    sign_in(client, session, an_officer_of(session, "Gopal", JAIPUR))
    assert client.post(hiding, data={"slug": good.slug}).status_code == 404
    sign_in(client, session, an_officer_of(session, "Farida", BANKURA))
    assert "Take it off the page" in client.get(f"/p/{good.slug}/questions").text
    client.post(hiding, data={"slug": good.slug})
    assert "oven" in client.get(f"/p/{good.slug}").text  # not without a reason
    assert client.post(hiding, data={"slug": good.slug, "reason": "Rude."}).status_code == 303
    assert "oven" not in client.get(f"/p/{good.slug}").text


def test_kept_addresses_are_offered_before_any_pin_code_is_asked(
    client: FlaskClient, session: Session, devi: Person
):
    put(client, on_sale(session, pieces=9))
    client.post("/account/addresses/new", data=HOME)
    kept = session.scalars(select(Address)).one()
    here = f"/checkout?address={kept.id}"
    first = client.post("/checkout/place", data={"pin": "12"}).text
    assert first.index(here) < first.index('name="pin"')
    assert re.search(r'name="house"[^>]*value="7"', client.get(here).text)
    assert re.search(r'name="house"[^>]*value="7"', client.get("/checkout").text)

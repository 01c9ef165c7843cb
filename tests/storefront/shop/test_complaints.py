"""Complaining as a guest and as a buyer; the office and the maker at their desks."""

from __future__ import annotations

import io
import re
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from catalog import storage
from kit.clock import now
from orders.actions.redress import acknowledge, decide
from orders.actions.wishes import answer_question, ask_maker
from orders.models import Complaint, ComplaintNote, ComplaintPhoto
from orders.rules.complaints import ComplaintStatus, Desk, Outcome
from orders.tasks import make_picture_ready
from people.actions import begin_sign_in, grant_role
from people.models import Credential
from people.rules import Role, ScopeKind
from tests.makers import AT, BANKURA, a_jpeg, a_person, a_world, an_officer
from tests.sales import on_sale, parcels_of
from tests.storefront.reads import statements
from tests.storefront.shop.test_buying import order_now, pay, put, the_order

SAID = {"kind": "broken", "words": "The saree came with a tear.\nSend another one, please."}


@pytest.fixture(autouse=True)
def pictures_kept(tmp_path, app: Flask):
    storage.keep_in(tmp_path / "media")


@pytest.fixture
def address(client: FlaskClient, session: Session) -> str:
    """Where a guest complains about the parcel just bought."""
    put(client, on_sale(session))
    order_now(client)
    order = the_order(session)
    pay(session, order)
    [parcel] = parcels_of(session, order)
    session.commit()
    return f"/orders/{order.number}/parcels/{parcel.id}/complaint"


@pytest.fixture
def made(client: FlaskClient, session: Session, address: str) -> Complaint:
    client.post(address, data=SAID)
    return the_complaint(session)


@pytest.fixture
def browser_of(app: Flask, session: Session):
    a_world(session)

    def open_browser(name: str, role: Role | None = None, kind=ScopeKind.DISTRICT, place=BANKURA):
        person = a_person(session, name, email=f"{name.lower()}@people.example")
        if role is not None:
            session.add(Credential(person_id=person.id, password_hash="-", totp_secret="-", set_at=AT))
            session.flush()
            grant_role(session, person, role, kind, str(place), by=None, at=AT)
        browser = app.test_client()
        browser.set_cookie("zila", begin_sign_in(session, person, now()))
        session.commit()
        browser.environ_base["HTTP_SEC_FETCH_SITE"] = "same-origin"
        return browser

    return open_browser


@pytest.fixture
def farida(browser_of):
    return browser_of("Farida", Role.DISTRICT_OFFICER)


def the_complaint(session: Session) -> Complaint:
    session.expire_all()
    return session.scalars(select(Complaint)).one()


def as_asha(app: Flask, session: Session, made: Complaint) -> FlaskClient:
    asha = a_person(session, "Asha")
    grant_role(session, asha, Role.ARTISAN, ScopeKind.ARTISAN, str(made.artisan_id), by=None, at=AT)
    phone = app.test_client()
    phone.set_cookie("zila", begin_sign_in(session, asha, now()))
    session.commit()
    phone.environ_base["HTTP_SEC_FETCH_SITE"] = "same-origin"
    return phone


# The buyer


def test_a_guest_complains_from_the_order_and_follows_it(client: FlaskClient, session: Session, address: str):
    assert address in client.get(f"/orders/{the_order(session).number}").text
    shot = (io.BytesIO(a_jpeg()), "tear.jpg")
    key = re.search(r'name="key"[^>]*value="([^"]+)"', client.get(address).text)[1]  # type: ignore[index]
    answer = client.post(
        address, data=SAID | {"key": key, "photos": [shot]}, content_type="multipart/form-data"
    )
    complaint = the_complaint(session)
    assert (answer.status_code, answer.location) == (303, f"/complaints/{complaint.number}")
    assert complaint.mobile == "+919831000001"
    assert client.post(address, data=SAID | {"key": key}).location == answer.location
    page = client.get(answer.location).text
    assert "The saree came with a tear." in page
    assert "The office reads it" in page
    photo = session.scalars(select(ComplaintPhoto)).one()
    seen = f"{answer.location}/photos/{photo.id}"
    assert client.get(seen).status_code == 404
    make_picture_ready({"photo_id": photo.id}, AT)
    session.expire_all()
    assert client.get(seen).mimetype == "image/jpeg"
    assert client.get(seen).headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"kind": ""}, "Choose what is wrong."),
        ({"kind": "arson"}, "thing to put right"),
        ({"words": "bad"}, "Tell it in 10 to 2,000 letters."),
        ({"words": "x" * 2001}, "Tell it in 10 to 2,000 letters."),
        ({"photos": (io.BytesIO(b"%PDF-1.7"), "a.pdf")}, "not a JPEG, PNG or WebP"),
        ({"line": "999999999"}, "thing to put right"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(
    client: FlaskClient, session: Session, address: str, wrong: dict[str, object], said: str
):
    answer = client.post(address, data=SAID | wrong, content_type="multipart/form-data")
    assert answer.status_code == 422
    assert said in answer.text
    if "words" not in wrong:
        assert "came with a tear" in answer.text
    assert session.scalars(select(Complaint)).all() == []


def test_four_photos_are_one_too_many(client: FlaskClient, session: Session, address: str):
    shots = [(io.BytesIO(a_jpeg(colour=(n, 1, 1))), f"{n}.jpg") for n in range(4)]
    answer = client.post(address, data=SAID | {"photos": shots}, content_type="multipart/form-data")
    assert "Three photos at most." in answer.text


def test_a_guest_reports_a_piece_and_a_maker_and_leaves_a_way_to_answer(
    client: FlaskClient, session: Session
):
    piece = on_sale(session)
    session.commit()
    for page in (f"/p/{piece.slug}", f"/makers/{piece.artisan.slug}"):
        assert f"{page}/complaint" in client.get(page).text
    said = {"kind": "false_mark", "words": "This is printed, not woven."}
    nowhere = client.post(f"/p/{piece.slug}/complaint", data=said | {"mobile": "", "email": ""})
    assert nowhere.status_code == 422
    assert "so that we can answer you" in nowhere.text
    assert "ten digits" in client.post(f"/p/{piece.slug}/complaint", data=said | {"mobile": "12"}).text
    sent = client.post(f"/p/{piece.slug}/complaint", data=said | {"email": "esha@example.in", "mobile": ""})
    assert sent.status_code == 303
    found = the_complaint(session)
    assert (found.listing_id, found.order_id, found.email) == (piece.id, None, "esha@example.in")
    other = client.post(
        f"/makers/{piece.artisan.slug}/complaint",
        data={"kind": "broken", "words": "Never answers me.", "mobile": "98310 00002", "email": ""},
    )
    assert other.status_code == 422  # nothing was bought from a maker's page


def test_another_browser_finds_it_by_number_and_contact_only(
    app: Flask, client: FlaskClient, session: Session, made: Complaint
):
    other = app.test_client()
    other.environ_base["HTTP_SEC_FETCH_SITE"] = "same-origin"
    asked = other.get(f"/complaints/{made.number}")
    assert asked.location == f"/complaints?number={made.number}"
    assert made.number in other.get(asked.location).text
    for deed in ("notes", "appeal", "withdrawal"):
        assert other.post(f"/complaints/{made.number}/{deed}", data={"words": "x"}).status_code == 404
    missed = "We have no complaint with this number"
    for number, contact in (
        (made.number, "98310 00009"),
        ("GR-0000-0000", "98310 00001"),
        ("nonsense", "98310 00001"),
        (made.number, ""),
    ):
        answer = other.post("/complaints", data={"number": number, "contact": contact})
        assert answer.status_code == 422
        assert missed in answer.text or not contact
    opened = other.post("/complaints", data={"number": made.number.lower(), "contact": "98310-00001"})
    assert opened.location == f"/complaints/{made.number}"
    assert other.get(opened.location).status_code == 200


def test_one_signed_in_with_the_same_number_sees_it_and_others_do_not(
    app: Flask, session: Session, made: Complaint
):
    own, strange = app.test_client(), app.test_client()
    own.set_cookie("zila", begin_sign_in(session, a_person(session, "Devi", mobile=made.mobile), now()))
    strange.set_cookie(
        "zila", begin_sign_in(session, a_person(session, "Esha", mobile="+919831000007"), now())
    )
    session.commit()
    assert made.number in own.get("/complaints").text
    assert own.get(f"/complaints/{made.number}").status_code == 200
    assert made.number not in strange.get("/complaints").text
    assert strange.get(f"/complaints/{made.number}").status_code == 303


def test_a_parcel_of_another_order_is_not_there(app: Flask, session: Session, address: str):
    assert app.test_client().get(address).status_code == 404


def test_the_buyer_writes_appeals_and_takes_back(client: FlaskClient, session: Session, made: Complaint):
    base = f"/complaints/{made.number}"
    assert client.post(f"{base}/notes", data={"words": ""}).status_code == 422
    assert client.post(f"{base}/notes", data={"words": "Still torn."}).status_code == 303
    assert client.post(f"{base}/appeal", data={"words": "Too early."}).status_code == 422
    decide(session, made.id, Outcome.NOT_UPHELD, "It left whole.", by=an_officer(session), at=now())
    session.commit()
    page = client.get(base).text
    assert "It left whole." in page
    assert client.post(f"{base}/appeal", data={"words": "It came torn."}).status_code == 303
    assert the_complaint(session).status is ComplaintStatus.REOPENED
    assert client.post(f"{base}/withdrawal").status_code == 303
    assert the_complaint(session).status is ComplaintStatus.WITHDRAWN
    assert "You have taken it back" in client.get(base).text


# The office


def test_the_queue_tells_the_clocks_in_words_oldest_first(farida, session: Session, made: Complaint):
    page = farida.get("/district/complaints").text
    assert made.number in page
    assert "due in" in page or "due today" in page
    with statements(session) as asked:
        farida.get("/district/complaints")
    assert len(asked) <= 20


def test_another_districts_complaint_is_a_404_in_every_way(browser_of, session: Session, made: Complaint):
    gopal = browser_of("Gopal", Role.DISTRICT_OFFICER, ScopeKind.DISTRICT, 91)
    base = f"/district/complaints/{made.number}"
    assert made.number not in gopal.get("/district/complaints").text
    assert gopal.get(base).status_code == 404
    for deed, data in (
        ("acknowledgement", {}),
        ("notes", {"to": "buyer", "words": "x"}),
        ("decision", {"outcome": "explained", "decision": "x"}),
        ("escalation", {"reason": "x"}),
    ):
        assert gopal.post(f"{base}/{deed}", data=data).status_code == 404
    assert gopal.get(f"{base}/photos/1").status_code == 404
    assert the_complaint(session).status is ComplaintStatus.RECEIVED


def test_a_buyer_has_no_desk(client: FlaskClient, browser_of, made: Complaint):
    assert browser_of("Esha").get("/district/complaints").status_code in {303, 403}


def test_an_officer_reads_writes_and_decides(farida, session: Session, made: Complaint):
    base = f"/district/complaints/{made.number}"
    page = farida.get(base).text
    assert "The saree came with a tear." in page
    assert "₹1,050.00" in page
    assert "98310" not in page  # the buyer's number is not needed
    assert farida.post(f"{base}/acknowledgement").status_code == 303
    assert farida.post(f"{base}/notes", data={"to": "maker", "words": ""}).status_code == 422
    refused = farida.post(f"{base}/notes", data={"to": "maker", "words": "Ring 98310 00001"})
    assert refused.status_code == 422
    assert "Ring 98310 00001</textarea>" in refused.text
    assert farida.post(f"{base}/notes", data={"to": "maker", "words": "What happened?"}).status_code == 303
    assert farida.post(f"{base}/notes", data={"to": "nobody", "words": "x"}).status_code == 400
    assert "Choose what comes of it." in farida.post(f"{base}/decision", data={"decision": "x"}).text
    said = {"outcome": "money_back", "decision": "Torn on its way."}
    assert farida.post(f"{base}/decision", data=said).status_code == 303
    found = the_complaint(session)
    assert found.status is ComplaintStatus.RESOLVED
    done = farida.get(base).text
    assert "Torn on its way." in done
    assert "Farida" in done
    assert made.number not in farida.get("/district/complaints").text


def test_what_is_sent_to_the_state_or_appealed_is_the_state_officers(
    browser_of, farida, session: Session, made: Complaint, client: FlaskClient
):
    indira = browser_of("Indira", Role.STATE_OFFICER, ScopeKind.STATE, "19")
    base = f"/district/complaints/{made.number}"
    assert "With another office" in indira.get("/district/complaints").text
    assert farida.post(f"{base}/escalation", data={"reason": ""}).status_code == 422
    assert farida.post(f"{base}/escalation", data={"reason": "My neighbour."}).status_code == 303
    assert the_complaint(session).desk is Desk.STATE
    assert "With another office" not in indira.get("/district/complaints").text
    decided = {"outcome": "explained", "decision": "So it is woven."}
    assert farida.post(f"{base}/decision", data=decided).status_code == 303
    client.post(f"/complaints/{made.number}/appeal", data={"words": "It is torn."})
    assert farida.post(f"{base}/decision", data=decided).status_code == 403
    assert "Decide the appeal" not in farida.get(base).text
    assert "Decide the appeal" in indira.get(base).text
    assert indira.post(f"{base}/decision", data=decided).status_code == 303
    assert the_complaint(session).status is ComplaintStatus.CLOSED
    far = browser_of("Jaya", Role.STATE_OFFICER, ScopeKind.STATE, "08")
    assert far.get(base).status_code == 404


# The maker


def test_the_maker_reads_it_after_the_office_and_answers(app: Flask, session: Session, made: Complaint):
    phone = as_asha(app, session, made)
    base = f"/workshop/complaints/{made.number}"
    assert phone.get(base).status_code == 404
    assert made.number not in phone.get("/workshop/complaints").text
    acknowledge(session, made.id, by=an_officer(session), at=now())
    session.commit()
    assert made.number in phone.get("/workshop/complaints").text
    page = phone.get(base).text
    assert "The saree came with a tear." in page
    assert "98310" not in page
    assert phone.post(base, data={"words": ""}).status_code == 422
    assert phone.post(base, data={"words": "It was whole when it left me."}).status_code == 303
    assert session.scalars(select(ComplaintNote)).one().words == "It was whole when it left me."


def test_another_maker_does_not_find_it(app: Flask, session: Session, made: Complaint):
    acknowledge(session, made.id, by=an_officer(session), at=now() - timedelta(minutes=1))
    other = on_sale(session, "Bina").artisan
    bina = a_person(session, "Bina")
    grant_role(session, bina, Role.ARTISAN, ScopeKind.ARTISAN, str(other.id), by=None, at=AT)
    phone = app.test_client()
    phone.set_cookie("zila", begin_sign_in(session, bina, now()))
    session.commit()
    assert phone.get(f"/workshop/complaints/{made.number}").status_code == 404
    assert made.number not in phone.get("/workshop/complaints").text


# Questions of the district


def test_the_officer_sees_the_districts_questions_and_hides_one_with_a_reason(farida, session: Session):
    piece, far = on_sale(session), on_sale(session, "Bina")
    devi = a_person(session, "Devi", mobile="+919831000001")
    asked = ask_maker(session, piece.id, "Is it washed before?", language="en", by=devi.id, at=AT)
    ask_maker(session, far.id, "Does it hold water?", language="en", by=devi.id, at=AT)
    answer_question(session, asked, "Once, in cold water.", by=piece.artisan.person_id, at=AT)
    session.commit()
    page = farida.get("/district/questions").text
    assert "Is it washed before?" in page
    assert "Does it hold water?" not in page
    hiding = f"/district/questions/{asked.id}/hiding"
    wrong = farida.post(hiding, data={"reason": " "})
    assert wrong.status_code == 422
    assert "Write the reason." in wrong.text
    assert farida.post(f"/district/questions/{asked.id + 1}/hiding", data={"reason": "x"}).status_code == 404
    assert farida.post(hiding, data={"reason": "Rude."}).status_code == 303
    session.expire_all()
    assert asked.hidden_why == "Rude."
    assert "Rude." in farida.get("/district/questions").text
    assert "Is it washed before?" not in farida.get(f"/p/{piece.slug}").text

"""A facilitator acts for Asha after her code: what opens, what never does, how it ends, and how it is told."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from sqlalchemy import select, update

from catalog.actions import submit_artisan
from catalog.models import Artisan, Listing, Verification
from catalog.rules.listing import ListingStatus
from catalog.rules.verification import SubjectKind, VerificationStatus
from kit.clock import now
from kit.events import Event
from people.models import Assistance, Credential, Grant, Notice, Person
from people.rules import Help, Permission, Role, ScopeKind, opened_by
from storefront.helping import OPEN, UNTOLD
from storefront.words.deeds import DEEDS
from tests.makers import AT, BANKURA, JAIPUR, PANS, a_draft, a_person, a_workshop
from tests.storefront.district_desk.test_district_desk import YES

ALL = [str(thing) for thing in Help]
ASHA, BINA, NEW = "+919000010011", "+919000010012", "+919000099001"


@pytest.fixture
def meena(desk_of):
    return desk_of("Meena", ScopeKind.DISTRICT, BANKURA, role=Role.FACILITATOR)


@pytest.fixture
def workshop(session):
    """Asha's, with a draft that is not sent yet."""
    artisan = a_workshop(session)
    a_person(session, "Asha").mobile = ASHA
    a_draft(session, artisan)
    session.commit()
    return artisan


def code_sent(session):
    session.flush()
    letters = session.scalars(select(Notice).where(Notice.kind == "help_code").order_by(Notice.id)).all()
    return re.search(r"[0-9]{6}", letters[-1].body).group()


def ask(browser, mobile=ASHA, things=ALL, hours="4"):
    return browser.post("/district/help/asking", data={"mobile": mobile, "things": things, "hours": hours})


def stand_in(browser, session, **asked):
    """The whole way: asked, the code read out, typed."""
    assert ask(browser, **asked).status_code == 303
    answer = browser.post("/district/help/code", data={"code": code_sent(session)})
    assert (answer.status_code, answer.location) == (303, "/workshop/")
    session.expire_all()
    return session.scalars(select(Assistance).order_by(Assistance.id)).all()[-1]


def slug_of(session):
    return session.scalars(select(Listing.slug).where(Listing.status == ListingStatus.DRAFT)).one()


def test_a_facilitator_comes_to_a_page_of_their_own(meena, client):
    page = meena.get("/district/help")
    assert page.status_code == 200
    assert "Bankura" in page.text
    assert "/district/?" not in page.text  # no queue of claims
    assert meena.get("/district/").status_code == 403
    assert client.get("/district/help").location == "/staff/sign-in?next=/district/help"


def test_with_leave_the_workshop_opens_under_a_band_that_says_for_whom(meena, session, workshop):
    stand_in(meena, session)
    for path in ("/workshop/", "/workshop/listings", f"/workshop/listings/{slug_of(session)}"):
        page = meena.get(path)
        assert page.status_code == 200, path
        assert "You act for Asha until" in page.text
        assert "/end" in page.text
    assert "/workshop/money" not in meena.get("/workshop/").text


def test_what_is_done_is_written_down_as_by_the_one_for_the_other(meena, asha, session, workshop, desk_of):
    stand_in(meena, session)
    slug = slug_of(session)
    assert meena.post(f"/workshop/listings/{slug}/price", data={"price": "1234"}).status_code == 303
    assert meena.get("/district/help").status_code == 200
    asha_id, meena_id = a_person(session, "Asha").id, a_person(session, "Meena").id
    acts = session.scalars(select(Event).where(Event.acting_for.is_not(None))).all()
    assert {(event.by, event.acting_for) for event in acts} == {(meena_id, asha_id)}
    assert {"price.changed", "acted.for"} <= {event.name for event in acts}
    page = asha.get("/workshop/helpers").text
    assert "Meena" in page
    assert "Set a price" in page
    auditor = desk_of("Gauri", ScopeKind.NATION, "", role=Role.AUDITOR)
    trail = auditor.get("/admin/trail?name=price.changed").text
    assert f'for <code class="tiny">{asha_id}</code>' in trail


def test_without_leave_there_is_no_workshop_for_a_facilitator(meena, session, workshop):
    for path in ("/workshop/", "/workshop/register", f"/workshop/listings/{slug_of(session)}"):
        answer = meena.get(path)
        assert (answer.status_code, answer.location) == (303, "/district/help"), path
    form = {"name": "Mine", "kind": "individual"}
    assert meena.post("/workshop/register", data=form).location == "/district/help"
    assert session.scalars(select(Artisan.person_id)).all() == [workshop.person_id]


def test_only_what_was_agreed_to_opens(meena, session, workshop):
    stand_in(meena, session, things=["stock"])
    assert meena.get("/workshop/stock").status_code == 200
    slug = slug_of(session)
    for path in ("/workshop/listings", "/workshop/listings/new", "/workshop/orders", "/workshop/register"):
        page = meena.get(path)
        assert (page.status_code, "The maker did not agree" in page.text) == (403, True), path
    assert meena.post(f"/workshop/listings/{slug}/price", data={"price": "1"}).status_code == 403
    home = meena.get("/workshop/").text
    assert "/workshop/stock" in home
    assert "/workshop/orders" not in home


def test_pages_open_to_helpers_exist_and_ask_only_for_what_help_opens(app):
    for endpoint, things in OPEN.items():
        asked = set(app.view_functions[endpoint].access)
        assert asked <= {str(each) for each in opened_by(things) | {Permission.WORKSHOP_OPEN}}, endpoint


def test_every_deed_open_to_helpers_has_its_words(app):
    deeds = {
        rule.endpoint
        for rule in app.url_map.iter_rules()
        if rule.endpoint in OPEN and rule.methods - {"GET", "HEAD", "OPTIONS"}
    }
    assert deeds - UNTOLD == set(DEEDS)


def test_what_was_refused_is_not_told_as_done(meena, session, workshop):
    stand_in(meena, session)
    slug = slug_of(session)
    assert meena.post(f"/workshop/listings/{slug}/price", data={"price": "free"}).status_code == 422
    said = {"locale": "en", "title": "Red saree", "story": "Woven on a pit loom.", "care": ""}
    assert meena.post(f"/workshop/listings/{slug}/words", data=said).status_code == 303
    told = session.scalars(select(Event).where(Event.name == "acted.for")).all()
    assert [event.facts["deed"] for event in told] == ["workshop.words"]


def test_every_page_that_is_not_named_is_closed_to_a_helper(meena, app, session, workshop):
    """Over the whole map: a new view of the workshop is closed until it is named."""
    stand_in(meena, session)
    values = {"slug": slug_of(session), "variant_id": 1, "photo_id": 1, "number": "CN-1", "question_id": 1}
    closed = [rule for rule in app.url_map.iter_rules() if rule.endpoint.startswith("workshop.")]
    closed = [rule for rule in closed if rule.endpoint not in OPEN]
    assert {"workshop.money", "workshop.own_data", "workshop.helpers", "workshop.end_help"} <= {
        rule.endpoint for rule in closed
    }
    with app.test_request_context():
        paths = [
            (rule, app.url_map.bind("").build(rule.endpoint, _values(rule, values), method=_method(rule)))
            for rule in closed
        ]
    for rule, path in paths:
        answer = meena.open(path, method=_method(rule))
        assert answer.status_code == 403, rule.endpoint
    session.expire_all()
    assert session.scalars(select(Assistance.ended_at)).all() == [None]


def _method(rule):
    return next(each for each in ("GET", "POST", "PATCH") if each in rule.methods)


def _values(rule, values):
    uid = "01a1fff2-424a-7734-9055-75f5605d62a5"
    return {
        name: values.get(name, uid if "UUID" in type(rule._converters[name]).__name__ else 1)
        for name in rule.arguments
    }


def test_elsewhere_a_helper_is_nobody_but_themselves(meena, session, workshop):
    stand_in(meena, session)
    assert ASHA[3:] not in meena.get("/account").text
    assert meena.post("/account/name", data={"name": "Somebody"}).status_code < 500
    assert meena.get("/account/keys").status_code in {200, 404}
    session.expire_all()
    person = session.get_one(Person, workshop.person_id)
    assert (person.name, person.mobile) == ("Asha", ASHA)
    assert not session.scalars(
        select(Event.id).where(Event.acting_for.is_not(None), Event.name.like("api.key%"))
    ).all()


def test_leave_that_ran_out_does_nothing_any_more(meena, session, workshop):
    leave = stand_in(meena, session, hours="1")
    slug, before = slug_of(session), session.scalars(select(Listing.price_paise)).one()
    session.execute(update(Assistance).values(until=now() - timedelta(seconds=1)))
    session.commit()
    answer = meena.post(f"/workshop/listings/{slug}/price", data={"price": "9"})
    assert (answer.status_code, answer.location) == (303, "/district/help")
    assert "over, so nothing was done" in meena.get("/district/help").text
    session.expire_all()
    assert session.scalars(select(Listing.price_paise)).one() == before
    assert meena.post(f"/district/help/{leave.id}/resumption").status_code == 404


def test_the_maker_ends_it_and_it_is_over_at_once(meena, asha, session, workshop):
    leave = stand_in(meena, session)
    assert "Meena may act for you until" in asha.get("/workshop/").text
    assert asha.post(f"/workshop/helpers/{leave.id}/end").status_code == 303
    assert meena.get("/workshop/listings").location == "/district/help"
    session.expire_all()
    assert session.get_one(Assistance, leave.id).ended_by == a_person(session, "Asha").id


def test_the_helper_ends_it_and_can_go_on_in_another_browser_only_while_it_stands(meena, session, workshop):
    leave = stand_in(meena, session)
    assert meena.post(f"/district/help/{leave.id}/resumption").location == "/workshop/"
    assert meena.post(f"/district/help/{leave.id}/end").location == "/district/help"
    assert meena.get("/workshop/").location == "/district/help"
    assert meena.post(f"/district/help/{leave.id}/resumption").status_code == 404


def test_another_makers_leave_and_another_helpers_leave_are_not_there(
    meena, desk_of, asha, session, workshop
):
    leave = stand_in(meena, session)
    nita = desk_of("Nita", ScopeKind.DISTRICT, BANKURA, role=Role.FACILITATOR)
    for deed in ("resumption", "end"):
        assert nita.post(f"/district/help/{leave.id}/{deed}").status_code == 404, deed
    assert nita.get("/workshop/").location == "/district/help"
    assert asha.post(f"/workshop/helpers/{leave.id + 1}/end").status_code == 404
    assert meena.get("/workshop/").status_code == 200


def test_another_districts_maker_is_not_there(meena, session, workshop):
    bina = a_workshop(session, "Bina")
    a_person(session, "Bina").mobile = BINA
    session.commit()
    for mobile in (BINA, "9000055555"):
        page = ask(meena, mobile=mobile)
        assert (page.status_code, "No maker of your district has this number." in page.text) == (422, True)
    assert session.scalars(select(Assistance)).all() == []
    stand_in(meena, session)
    session.get_one(Artisan, workshop.id).district_id = bina.district_id  # she moves
    session.commit()
    assert meena.get("/workshop/").location == "/district/help"


def test_a_role_taken_back_ends_it_at_once(meena, session, workshop):
    stand_in(meena, session)
    session.execute(update(Grant).where(Grant.role == Role.FACILITATOR).values(revoked_at=now()))
    session.commit()
    assert meena.get("/workshop/listings").status_code in {303, 403}
    assert "Asha" not in meena.get("/workshop/listings", follow_redirects=True).text


def test_a_wrong_code_is_counted_and_a_used_one_is_no_code(meena, session, workshop):
    ask(meena)
    digits = code_sent(session)
    wrong = f"{(int(digits) + 1) % 10**6:06d}"
    page = meena.post("/district/help/code", data={"code": wrong})
    assert (page.status_code, "Tries left: 4" in page.text, wrong in page.text) == (422, True, True)
    assert meena.post("/district/help/code", data={"code": digits}).status_code == 303
    again = meena.post("/district/help/code", data={"code": digits})
    assert again.location == "/district/help"
    assert len(session.scalars(select(Assistance.id).where(Assistance.agreed_at.is_not(None))).all()) == 1


def test_two_makers_at_once_are_refused_and_forms_of_the_first_are_void(meena, session, workshop, app):
    second = a_workshop(session, "Chandan")
    second.district_id = BANKURA
    a_person(session, "Chandan").mobile = BINA
    session.commit()
    leave = stand_in(meena, session)
    page = ask(meena, mobile=BINA)
    assert (page.status_code, "You act for somebody already" in page.text) == (422, True)
    meena.post(f"/district/help/{leave.id}/end")
    app.config["WTF_CSRF_ENABLED"] = True
    try:
        token = _token(meena.get("/district/help").text)
        form = {"mobile": ASHA, "things": ALL, "hours": "4", "csrf_token": token}
        session.execute(update(Notice).values(kind="gone"))
        session.commit()
        assert meena.post("/district/help/asking", data=form).status_code in {303, 429}
        meena.post("/district/help/asking", data=form | {"mobile": BINA})
        meena.post("/district/help/code", data={"code": code_sent(session), "csrf_token": token})
        old = meena.post("/workshop/listings/new", data={"craft": "x", "csrf_token": token})
        assert old.status_code == 400
    finally:
        app.config["WTF_CSRF_ENABLED"] = False


def _token(page):
    return re.search(r'name="csrf_token" value="([^"]+)"', page).group(1)


def test_a_newcomer_is_brought_in_by_any_telephone_and_the_one_who_did_is_noted(meena, desk_of, session):
    asked = {"name": "Kamala Bauri", "mobile": "90000 99001", "language": "hi", "district": str(BANKURA)}
    assert meena.post("/district/help/newcomers", data=asked | {"hours": "4"}).status_code == 303
    letter = session.scalars(select(Notice).where(Notice.kind == "help_code")).one()
    assert (letter.to, letter.language) == (NEW, "hi")
    meena.post("/district/help/code", data={"code": code_sent(session)})
    page = meena.get("/workshop/", follow_redirects=True)
    assert "You act for Kamala Bauri" in page.text
    assert page.text.count("<option") == 1  # her helper's district and no other
    told = {
        "kind": "individual",
        "name": "Kamala's looms",
        "legal_name": "Kamala Bauri",
        "district": str(BANKURA),
        "address_line": "House 4, Bishnupur, Bankura",
        "pin": "722122",
        "pan": PANS["Asha"],
        "gst_kind": "enrolled",
        "gstin": "",
        "enrolment_no": "19DEMO00000001E",
        "story": "",
        "language": "hi",
    }
    answer = meena.post("/workshop/register", data=told)
    assert (answer.status_code, answer.location) == (303, "/workshop/"), answer.text
    session.expire_all()
    artisan = session.scalars(select(Artisan)).one()
    kamala = session.get_one(Person, artisan.person_id)
    meena_id = a_person(session, "Meena").id
    assert (kamala.mobile, artisan.onboarded_by) == (NEW, meena_id)
    held = session.scalars(select(Grant).where(Grant.role == Role.ARTISAN)).one()
    assert (held.person_id, held.scope_id) == (kamala.id, str(artisan.id))
    event = session.scalars(select(Event).where(Event.name == "artisan.registered")).one()
    assert (event.by, event.acting_for) == (meena_id, kamala.id)
    assert "Kamala&#39;s looms" in meena.get("/district/help").text


def test_a_facilitator_who_is_an_officer_too_does_not_verify_whom_they_helped(
    meena, desk_of, session, workshop
):
    stand_in(meena, session)
    submit_artisan(session, session.get_one(Artisan, workshop.id), by=workshop.person_id, at=AT)
    both = a_person(session, "Meena")
    session.add(
        Grant(
            person_id=both.id,
            role=Role.DISTRICT_OFFICER,
            scope_kind=ScopeKind.DISTRICT,
            scope_id=str(BANKURA),
            granted_by=None,
            granted_at=AT,
        )
    )
    session.commit()
    claim = session.scalars(
        select(Verification).where(Verification.subject_kind == SubjectKind.ARTISAN)
    ).one()
    url = f"/district/claims/{claim.id}"
    assert "You brought this maker in, or acted for them" in meena.get(url).text
    assert meena.post(f"{url}/approval", data=YES).status_code == 409
    session.expire_all()
    assert claim.status is VerificationStatus.REQUESTED
    assert meena.get("/workshop/money").status_code == 403
    farida = desk_of("Farida", ScopeKind.DISTRICT, BANKURA)
    assert farida.post(f"{url}/approval", data=YES).status_code == 303


def test_an_officer_brings_in_but_does_not_act_for_makers(farida, session, workshop):
    assert ask(farida).status_code == 403
    page = farida.get("/district/help").text
    assert "Bring in a new maker" in page
    assert "Act for a maker" not in page
    known = {"name": "Asha", "mobile": ASHA, "language": "en", "district": str(BANKURA), "hours": "1"}
    refused = farida.post("/district/help/newcomers", data=known)
    assert (refused.status_code, "it has a workshop already" in refused.text) == (422, True)
    elsewhere = known | {"mobile": NEW, "district": str(JAIPUR)}
    assert farida.post("/district/help/newcomers", data=elsewhere).status_code == 404


def test_what_is_wrong_is_said_and_what_was_typed_is_kept(meena, session, workshop):
    page = ask(meena, mobile="12345", things=["stock"])
    assert (page.status_code, 'value="12345"' in page.text) == (422, True)
    assert 'value="stock" checked' in page.text
    assert ask(meena, things=[]).status_code == 422
    assert ask(meena, hours="1000").status_code == 422
    staff = a_person(session, "Hari", email="hari@mall.example")
    staff.mobile = "+919000099005"
    session.add(Credential(person_id=staff.id, password_hash="-", totp_secret="-", set_at=AT))
    session.commit()
    form = {"name": "Hari", "mobile": staff.mobile, "language": "xx", "district": str(BANKURA), "hours": "4"}
    assert "signs in with a password" in meena.post("/district/help/newcomers", data=form).text


def test_the_code_page_without_an_asking_leads_back(meena):
    for deed in (meena.get, meena.post):
        assert deed("/district/help/code").location == "/district/help"
    assert meena.post("/district/help/code/again").location == "/district/help"


def test_another_code_is_sent_on_asking_after_a_while(meena, session, workshop):
    ask(meena)
    assert meena.post("/district/help/code/again").location == "/district/help/code"
    session.execute(update(Assistance).values(asked_at=now() - timedelta(minutes=6)))
    assert len(session.scalars(select(Notice).where(Notice.kind == "help_code")).all()) == 1

"""A maker's phone, page by page."""

from __future__ import annotations

import io

import pytest
from sqlalchemy import select

from catalog import storage
from catalog.models import Artisan, Listing, Photo
from catalog.rules.artisan import ArtisanStatus
from catalog.rules.listing import ListingStatus
from catalog.rules.photo import PhotoKind, PhotoStatus
from catalog.tasks import make_renditions
from kit import keys
from kit.clock import now
from kit.events import Event
from kit.money import Money
from kit.typed import rupees, rupees_text
from people.actions import begin_sign_in, grant_role
from people.rules import Role, ScopeKind
from storefront.access import SIGN_IN_COOKIE
from tax.rules import gstin_of
from tests.makers import (
    AT,
    BANKURA,
    a_claim,
    a_draft,
    a_jpeg,
    a_listing,
    a_person,
    a_workshop,
    a_world,
    papers,
)


@pytest.fixture(autouse=True)
def told_process(tmp_path):
    storage.keep_in(tmp_path / "media")
    keys.use("demo-for-tests-and-nothing-else-at-all")


def signed_in(app, session, person):
    """A browser in which `person` is signed in."""
    browser = app.test_client()
    token = begin_sign_in(session, person, now())
    session.commit()
    browser.set_cookie(SIGN_IN_COOKIE, token)
    browser.environ_base["HTTP_SEC_FETCH_SITE"] = "same-origin"
    return browser


@pytest.fixture
def asha(session):
    artisan = a_workshop(session)
    person = a_person(session, "Asha")
    grant_role(session, person, Role.ARTISAN, ScopeKind.ARTISAN, str(artisan.id), by=None, at=AT)
    return artisan


@pytest.fixture
def as_asha(app, session, asha):
    return signed_in(app, session, a_person(session, "Asha"))


@pytest.fixture
def newcomer(app, session):
    a_world(session)
    return signed_in(app, session, a_person(session, "Dilip", mobile="+919811111111"))


REGISTRATION = {
    "kind": "shg",
    "name": "Dilip and sisters",
    "legal_name": "Dilip Murmu",
    "district": str(BANKURA),
    "address_line": "4, Loom Street",
    "pin": "722122",
    "pan": "abcpd 4321 k",
    "gst_kind": "regular",
    "gstin": gstin_of("19", "ABCPD4321K"),
    "enrolment_no": "",
    "story": "",
    "language": "hi",
}


def test_the_workshop_is_behind_the_door(client):
    answer = client.get("/workshop/")
    assert (answer.status_code, answer.location) == (303, "/sign-in?next=/workshop/")


def test_somebody_without_a_workshop_is_asked_to_begin_one(newcomer):
    assert newcomer.get("/workshop/").location == "/workshop/register"
    page = newcomer.get("/workshop/register").text
    assert 'name="pin"' in page
    assert "We do not know this PIN code" in newcomer.get("/workshop/register?pin=999999").text


def test_a_state_narrows_the_districts(newcomer):
    page = newcomer.get("/workshop/register?state=19").text
    assert "Bankura" in page
    assert "Jaipur" not in page


def test_registering_sends_the_workshop_to_the_district_and_lets_the_person_in(newcomer, session):
    answer = newcomer.post("/workshop/register?state=19", data=REGISTRATION)
    assert (answer.status_code, answer.location) == (303, "/workshop/")
    session.expire_all()
    artisan = session.scalars(select(Artisan)).one()
    assert (artisan.status, artisan.pan, artisan.language) == (ArtisanStatus.SUBMITTED, "ABCPD4321K", "hi")
    home = newcomer.get("/workshop/")
    assert home.status_code == 200
    assert "with the district office" in home.text
    assert newcomer.get("/workshop/listings").status_code == 200
    names = session.scalars(select(Event.name)).all()
    assert names.count("artisan.submitted") == 1


@pytest.mark.parametrize(
    ("field", "typed", "told"),
    [
        ("gstin", gstin_of("08", "ABCPD4321K"), "not those of your State"),
        ("gstin", gstin_of("19", "ABCPD4321K")[:-1] + "9", "One letter or digit of the GSTIN is wrong"),
        ("pan", "ABCPD43", "A PAN has 10 letters and digits"),
        ("pin", "12", "A PIN code has 6 digits"),
        ("name", "", "Write the name buyers shall read"),
        ("kind", "king", ""),
        ("district", "999999", ""),
        ("gst_kind", "", "Choose one."),
    ],
)
def test_what_is_wrong_is_told_and_what_was_typed_is_kept(newcomer, session, field, typed, told):
    answer = newcomer.post("/workshop/register?state=19", data=REGISTRATION | {field: typed})
    assert answer.status_code == 422
    assert told in answer.text
    assert 'value="Dilip Murmu"' in answer.text
    assert "put right" in answer.text
    assert session.scalars(select(Artisan)).all() == []


def test_the_doors_show_what_is_there(as_asha, session, asha):
    a_listing(session, asha)
    page = as_asha.get("/workshop/").text
    assert "My goods" in page
    assert "How much is left" in page


def test_a_piece_is_added_step_by_step_and_sent(as_asha, session, asha):
    begun = as_asha.post("/workshop/listings/new", data={"craft": "cotton_saree|1", "other": ""})
    assert begun.status_code == 303
    listing = session.scalars(select(Listing)).one()
    assert begun.location == f"/workshop/listings/{listing.slug}/words"
    words = {
        "locale": "en",
        "title": "Red border saree",
        "story": "Woven at home on a pit loom, three days.",
        "care": "",
    }
    said = as_asha.post(begun.location, data=words)
    assert said.location == "/workshop/listings/red-border-saree/photos"
    sent = as_asha.post(
        said.location,
        data={
            "taken-whole": (io.BytesIO(a_jpeg()), "saree.jpg"),
            "chosen-close": (io.BytesIO(a_jpeg(400, 400)), "close.jpg"),
            "chosen-in_use": (io.BytesIO(a_jpeg(400, 300)), "worn.jpg"),
            "alt-close": "The border",
        },
    )
    assert sent.location == said.location
    priced = as_asha.post("/workshop/listings/red-border-saree/price", data={"price": "2,350"})
    assert priced.location == "/workshop/listings/red-border-saree/stock"
    stock = {"quantity": "३", "days_to_make": "2", "weight_g": "650", "count": "one"}
    assert as_asha.post(priced.location, data=stock).location == "/workshop/listings/red-border-saree"
    assert as_asha.post(priced.location, data=stock).status_code == 303  # pressed twice: counted once
    page = as_asha.get("/workshop/listings/red-border-saree").text
    assert "Send to the district office" in page
    assert "₹2,350.00" in page
    assert as_asha.post("/workshop/listings/red-border-saree/verification").status_code == 303
    session.expire_all()
    listing = session.scalars(select(Listing)).one()
    assert (listing.status, listing.price_paise, listing.weight_g) == (ListingStatus.IN_REVIEW, 235000, 650)
    assert session.scalars(select(Event.name)).all().count("stock.counted") == 1


def test_the_price_page_says_what_the_maker_gets_without_saving(as_asha, session, asha):
    listing = a_draft(session, asha)
    session.commit()
    page = as_asha.post(f"/workshop/listings/{listing.slug}/price", data={"price": "2350", "show": "1"})
    assert page.status_code == 200
    assert "You get" in page.text
    session.refresh(listing)
    assert listing.price_paise == 1_050_00


@pytest.mark.parametrize("typed", ["", "free", "-5", "12.345", "0.50", "99999999999", "१,००,००,००१"])
def test_a_price_that_cannot_be_is_told_and_kept(as_asha, session, asha, typed):
    listing = a_draft(session, asha)
    session.commit()
    page = as_asha.post(f"/workshop/listings/{listing.slug}/price", data={"price": typed})
    assert page.status_code == 422
    assert f'value="{typed}"' in page.text


def test_a_price_in_a_slabs_gap_says_so(as_asha, session, asha):
    listing = a_draft(session, asha, craft_id="kurta")
    session.commit()
    page = as_asha.post(f"/workshop/listings/{listing.slug}/price", data={"price": "2800", "show": "1"})
    assert "No tax rate fits this price" in page.text


def test_too_long_words_are_told_and_kept(as_asha, session, asha):
    listing = a_draft(session, asha)
    session.commit()
    told = {"locale": "en", "title": "x" * 121, "story": "A story kept.", "care": ""}
    page = as_asha.post(f"/workshop/listings/{listing.slug}/words", data=told)
    assert page.status_code == 422
    assert "A story kept." in page.text


def test_a_file_that_is_no_picture_is_refused_with_its_reason(as_asha, session, asha):
    listing = a_draft(session, asha)
    session.commit()
    files = {"chosen-more": [(io.BytesIO(b"<svg onload='alert(1)'/>"), "x.svg")]}
    page = as_asha.post(f"/workshop/listings/{listing.slug}/photos", data=files)
    assert page.status_code == 422
    assert "not a JPEG, PNG or WebP" in page.text
    assert session.scalars(select(Photo).where(Photo.drawing.is_(None))).all() == []


def test_of_a_good_and_a_bad_file_the_good_one_is_kept(as_asha, session, asha):
    listing = a_draft(session, asha)
    session.commit()
    files = {"chosen-more": [(io.BytesIO(b"GIF89a"), "x.gif"), (io.BytesIO(a_jpeg()), "bowl.jpg")]}
    page = as_asha.post(f"/workshop/listings/{listing.slug}/photos", data=files, follow_redirects=True)
    assert "x.gif: This is not a JPEG, PNG or WebP picture." in page.text
    assert len(session.scalars(select(Photo).where(Photo.status == PhotoStatus.UPLOADED)).all()) == 1


def test_a_picture_is_served_re_encoded_and_its_upload_never(as_asha, client, session, asha):
    listing = a_draft(session, asha)
    session.commit()
    as_asha.post(
        f"/workshop/listings/{listing.slug}/photos", data={"taken-whole": (io.BytesIO(a_jpeg()), "bowl.jpg")}
    )
    photo = session.scalars(select(Photo).where(Photo.status == PhotoStatus.UPLOADED)).one()
    assert client.get(f"/media/{photo.original_key}").status_code == 404
    make_renditions({"photo_id": photo.id}, AT)
    session.refresh(photo)
    answer = client.get(f"/media/{photo.renditions['webp']['320']}", buffered=True)
    assert (answer.status_code, answer.mimetype) == (200, "image/webp")
    assert "immutable" in answer.headers["Cache-Control"]
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    for hostile in ("/media/../config.py", "/media/ab/..%2f..%2fconfig.py", "/media/" + "a" * 70):
        assert client.get(hostile).status_code == 404


def test_pictures_are_put_first_described_and_taken_off(as_asha, session, asha):
    listing = a_draft(session, asha)
    session.commit()
    base = f"/workshop/listings/{listing.slug}/photos"
    as_asha.post(base, data={"taken-whole": (io.BytesIO(a_jpeg()), "bowl.jpg")})
    photo = session.scalars(select(Photo).where(Photo.status == PhotoStatus.UPLOADED)).one()
    assert as_asha.post(f"{base}/{photo.id}/place", data={"to": "1"}).status_code == 303
    assert (
        as_asha.post(f"{base}/{photo.id}/words", data={"alt": "From above", "kind": "close"}).status_code
        == 303
    )
    session.expire_all()
    assert (photo.position, photo.alt, photo.kind) == (0, "From above", PhotoKind.CLOSE)
    assert as_asha.post(f"{base}/{photo.id}/removal").status_code == 303
    assert as_asha.post(f"{base}/{photo.id}/removal").status_code == 404
    assert len(session.scalars(select(Photo)).all()) == 1


def test_every_page_of_an_own_piece_opens(as_asha, session, asha):
    listing = a_draft(session, asha)
    session.commit()
    base = f"/workshop/listings/{listing.slug}"
    for page in ("", "/craft", "/kind", "/words", "/words?in=hi", "/photos", "/price", "/stock"):
        answer = as_asha.get(base + page)
        assert answer.status_code == 200, page
        assert " style=" not in answer.text
    for page in (
        "/workshop/",
        "/workshop/register",
        "/workshop/listings",
        "/workshop/listings/new",
        "/workshop/stock",
    ):
        assert as_asha.get(page).status_code == 200, page


def test_another_makers_listing_is_not_there(as_asha, session, asha):
    bina = a_workshop(session, "Bina")
    listing = a_draft(session, bina)
    session.commit()
    base = f"/workshop/listings/{listing.slug}"
    for page in ("", "/craft", "/kind", "/words", "/photos", "/price", "/stock"):
        assert as_asha.get(base + page).status_code == 404, page
    photo = listing.photos[0].id
    for deed in (
        "/verification",
        "/publication",
        "/withdrawal",
        f"/photos/{photo}/removal",
        f"/photos/{photo}/place",
    ):
        assert as_asha.post(base + deed).status_code == 404, deed
    variant = listing.variants[0].id
    assert as_asha.post(f"/workshop/stock/{variant}", data={"reason": "made"}).status_code == 404


def test_publishing_twice_is_announced_once(as_asha, session, asha):
    listing = a_listing(session, asha)
    listing.status = ListingStatus.APPROVED
    session.commit()
    before = session.scalars(select(Event.name)).all().count("listing.published")
    url = f"/workshop/listings/{listing.slug}/publication"
    assert [as_asha.post(url).status_code for _ in range(2)] == [303, 303]
    assert session.scalars(select(Event.name)).all().count("listing.published") == before + 1


def test_an_unfinished_piece_is_not_sent_and_the_page_says_what_is_missing(as_asha, session, asha):
    listing = a_draft(session, asha, title="", story="")
    session.commit()
    page = as_asha.post(f"/workshop/listings/{listing.slug}/verification")
    assert page.status_code == 409
    assert "Give the piece a name." in page.text
    assert "Say how many are ready." in page.text


def test_while_the_officer_looks_an_edit_is_refused_in_words(as_asha, session, asha):
    listing = a_draft(session, asha)
    a_claim(session, listing)
    session.commit()
    page = as_asha.post(f"/workshop/listings/{listing.slug}/price", data={"price": "900"})
    assert page.status_code == 422
    assert "The district office is looking at this now" in page.text


def test_a_withdrawn_piece_is_off_sale_at_once(as_asha, session, asha):
    listing = a_listing(session, asha)
    session.commit()
    assert as_asha.post(f"/workshop/listings/{listing.slug}/withdrawal").status_code == 303
    session.expire_all()
    assert listing.status is ListingStatus.WITHDRAWN


def test_hindi_pages_keep_their_prefix(as_asha, session, asha):
    a_draft(session, asha)
    session.commit()
    page = as_asha.get("/hi/workshop/listings")
    assert page.status_code == 200
    assert 'lang="hi"' in page.text
    assert "/hi/workshop/listings/" in page.text


def test_a_forged_post_from_elsewhere_is_refused(as_asha, session, asha):
    listing = a_listing(session, asha)
    session.commit()
    as_asha.environ_base["HTTP_SEC_FETCH_SITE"] = "cross-site"
    assert as_asha.post(f"/workshop/listings/{listing.slug}/withdrawal").status_code == 403


@pytest.mark.parametrize(
    ("typed", "paise"),
    [
        ("2,350", 235000),
        ("₹ 2350.5", 235050),
        ("२३५०", 235000),
        ("1,00,000/-", 10000000),
        ("", None),
        ("2.345", None),
        ("1e3", None),
    ],
)
def test_rupees_are_read_as_people_type_them(typed, paise):
    assert rupees(typed) == (None if paise is None else Money(paise))


def test_rupees_stand_in_the_field_as_they_were_meant():
    assert [rupees_text(Money(paise)) for paise in (0, 235000, 235050)] == ["", "2350", "2350.50"]
    assert papers("Asha").pin == "722122"


def test_another_craft_is_named_and_choosing_it_says_enough(as_asha, session):
    nameless = as_asha.post("/workshop/listings/new", data={"craft": "other", "other": ""})
    assert nameless.status_code == 422
    assert "Choose which craft it is." in nameless.text
    assert session.scalars(select(Listing)).all() == []
    chosen = as_asha.post("/workshop/listings/new", data={"other": "kurta"})
    assert chosen.status_code == 303
    assert session.scalars(select(Listing.craft_id)).one() == "kurta"


def test_a_step_left_empty_says_what_it_wants(as_asha, session, asha):
    listing = a_draft(session, asha)
    session.commit()
    words = as_asha.post(f"/workshop/listings/{listing.slug}/words", data={"locale": "en", "title": " "})
    assert (words.status_code, "Give the piece a name." in words.text) == (422, True)
    stock = as_asha.post(f"/workshop/listings/{listing.slug}/stock", data={})
    for sentence in (
        "Say how many are ready.",
        "Say what it weighs with packing.",
        "Say how many days it takes.",
    ):
        assert sentence in stock.text


def test_every_page_of_the_phone_has_the_way_out(as_asha, session, asha):
    page = as_asha.get("/workshop/").text
    assert 'action="/sign-out"' in page
    assert as_asha.post("/sign-out").status_code == 303
    assert as_asha.get("/workshop/").location.startswith("/sign-in")

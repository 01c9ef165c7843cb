"""The screen of photos: three places, an order, and files that come in pieces over a line that breaks."""

from __future__ import annotations

import hashlib
import io

import pytest
from sqlalchemy import select
from werkzeug.exceptions import ClientDisconnected

from catalog import storage
from catalog.actions import describe_photo, publish_listing, remove_photo, verify_origin
from catalog.errors import ListingNotReady
from catalog.models import Photo, Upload
from catalog.rules.photo import PhotoKind, PhotoStatus
from catalog.rules.upload import PIECE_MAX_BYTES
from catalog.tasks import make_renditions
from kit.clock import now
from people.actions import begin_sign_in, grant_role
from people.rules import Role, ScopeKind
from storefront.access import SIGN_IN_COOKIE
from tests.makers import (
    AT,
    a_claim,
    a_draft,
    a_jpeg,
    a_person,
    a_workshop,
    all_met,
    an_officer,
    three_photos,
)

PHOTO = a_jpeg(900, 700)


def a_file(content=PHOTO, name="saree.jpg"):
    return io.BytesIO(content), name


@pytest.fixture
def listing(session, asha):
    listing = a_draft(session, asha)
    listing.photos.clear()
    session.commit()
    return listing


@pytest.fixture
def url(listing):
    return f"/workshop/listings/{listing.slug}/photos"


@pytest.fixture
def as_bina(app, session):
    artisan, person = a_workshop(session, "Bina"), a_person(session, "Bina")
    grant_role(session, person, Role.ARTISAN, ScopeKind.ARTISAN, str(artisan.id), by=None, at=AT)
    browser = app.test_client()
    token = begin_sign_in(session, person, now())
    session.commit()
    browser.set_cookie(SIGN_IN_COOKIE, token)
    browser.environ_base["HTTP_SEC_FETCH_SITE"] = "same-origin"
    return browser


def begin(browser, content=PHOTO):
    told = {"size": len(content), "sha256": hashlib.sha256(content).hexdigest()}
    return browser.post("/workshop/uploads", data=told)


def send(browser, upload_id, at, piece):
    return browser.patch(
        f"/workshop/uploads/{upload_id}?at={at}", data=piece, content_type="application/octet-stream"
    )


def test_each_place_takes_its_photo_with_its_words(as_asha, session, url):
    page = as_asha.get(url).text
    assert page.count('capture="environment"') == 4
    sent = as_asha.post(
        url,
        data={
            "taken-whole": a_file(),
            "alt-whole": "साड़ी",
            "chosen-close": a_file(a_jpeg(500, 400)),
            "alt-close": "किनारी",
        },
    )
    assert sent.status_code == 303
    photos = session.scalars(select(Photo).order_by(Photo.position)).all()
    assert [(photo.kind, photo.alt) for photo in photos] == [
        (PhotoKind.WHOLE, "साड़ी"),
        (PhotoKind.CLOSE, "किनारी"),
    ]


def test_without_the_three_a_piece_is_not_sent(as_asha, session, listing, url):
    as_asha.post(url, data={"taken-whole": a_file(), "chosen-close": a_file(a_jpeg(500, 400))})
    page = as_asha.post(f"/workshop/listings/{listing.slug}/verification")
    assert page.status_code == 409
    assert 'id="gap-photos"' in page.text
    as_asha.post(url, data={"chosen-in_use": a_file(a_jpeg(400, 300))})
    page = as_asha.post(f"/workshop/listings/{listing.slug}/verification")
    assert 'id="gap-photos"' not in page.text


def test_nothing_sent_is_said_at_the_first_empty_place_and_what_was_typed_is_kept(as_asha, url):
    page = as_asha.post(url, data={"alt-close": "The border", "alt-whole": ""})
    assert page.status_code == 422
    assert "Take a photo or choose one first." in page.text
    assert 'value="The border"' in page.text


def test_a_photo_goes_to_the_place_it_is_put(as_asha, session, listing, url):
    three_photos(session, listing)
    session.commit()
    first, second, third = [photo.id for photo in listing.photos]
    for chosen, to, order in (
        (third, "1", [third, first, second]),
        (third, "2", [first, third, second]),
        (first, "99", [third, second, first]),
        (first, "-7", [first, third, second]),
        (second, "x", [second, first, third]),
    ):
        assert as_asha.post(f"{url}/{chosen}/place", data={"to": to}).status_code == 303
        session.expire_all()
        assert [photo.id for photo in listing.photos] == order


def test_a_piece_on_sale_keeps_its_three(session, listing):
    three_photos(session, listing)
    claim = a_claim(session, listing)
    verify_origin(session, claim, all_met(session, claim), by=an_officer(session), at=AT)
    session.commit()
    with pytest.raises(ListingNotReady):
        publish_listing(session, listing, by=an_officer(session), at=AT)
    for photo in listing.photos:
        make_renditions({"photo_id": photo.id}, AT)
    session.expire_all()
    publish_listing(session, listing, by=an_officer(session), at=AT)
    whole = listing.photos[0]
    with pytest.raises(ListingNotReady):
        remove_photo(session, listing, whole, by=an_officer(session), at=AT)
    with pytest.raises(ListingNotReady):
        describe_photo(session, listing, whole, "The back", PhotoKind.MORE)
    assert (whole.kind, whole.alt) == (PhotoKind.WHOLE, "")


def test_a_photo_in_pieces_is_taken_like_a_whole_one(as_asha, session, url):
    begun = begin(as_asha)
    assert begun.status_code == 201
    upload, at = begun.json["id"], 0
    while at < len(PHOTO):
        at = send(as_asha, upload, at, PHOTO[at : at + 1000]).json["offset"]
    assert as_asha.get(f"/workshop/uploads/{upload}").json == {"offset": len(PHOTO), "size": len(PHOTO)}
    sent = as_asha.post(url, data={"upload-in_use": upload, "alt-in_use": "Worn"})
    assert sent.status_code == 303
    photo = session.scalars(select(Photo)).one()
    assert (photo.kind, photo.alt, photo.status) == (PhotoKind.IN_USE, "Worn", PhotoStatus.UPLOADED)
    assert storage.get(photo.original_key) == PHOTO
    assert session.scalars(select(Upload)).all() == []


def test_a_piece_out_of_place_is_answered_with_the_place(as_asha):
    upload = begin(as_asha).json["id"]
    assert send(as_asha, upload, 0, PHOTO[:500]).json["offset"] == 500
    for at in (0, 499, 501, -1, "x", 10**9):
        answer = send(as_asha, upload, at, PHOTO[500:600])
        assert (answer.status_code, answer.json["offset"]) == (409, 500), at
    assert send(as_asha, upload, 500, PHOTO[500:] + b"and more").status_code == 409
    assert begin(as_asha).json["offset"] == 500
    assert send(as_asha, upload, 500, b"x" * (PIECE_MAX_BYTES + 1)).status_code == 413


class Broken(io.BytesIO):
    """A body of which only a part arrives before the line breaks."""

    def read(self, size=-1):
        part = super().read(size)
        if not part:
            raise ClientDisconnected
        return part

    def readinto(self, buffer):
        part = self.read(len(buffer))
        buffer[: len(part)] = part
        return len(part)


@pytest.mark.parametrize("cut", [0, 1, 499, 16 * 1024 + 1])
def test_what_came_before_the_line_broke_is_kept(as_asha, cut):
    content = a_jpeg(2000, 1500, quality=95) + b"\0" * 20_000
    upload = begin(as_asha, content).json["id"]
    as_asha.patch(
        f"/workshop/uploads/{upload}?at=0",
        input_stream=Broken(content[:cut]),
        content_length=20_000,
        content_type="application/octet-stream",
    )
    assert as_asha.get(f"/workshop/uploads/{upload}").json["offset"] == cut


def test_anothers_upload_is_not_there(as_asha, as_bina, session, url):
    upload = begin(as_asha).json["id"]
    send(as_asha, upload, 0, PHOTO)
    assert as_bina.get(f"/workshop/uploads/{upload}").status_code == 404
    assert send(as_bina, upload, 0, PHOTO).status_code == 404
    assert begin(as_bina).json["id"] != upload
    for named in (begin(as_bina).json["id"], "nonsense", "0" * 32):
        page = as_asha.post(url, data={"upload-whole": named})
        assert page.status_code == 422
        assert "did not come whole" in page.text


def test_what_cannot_be_sent_is_said_in_words(as_asha):
    for told in (
        {"size": "0"},
        {"size": "99999999999999"},
        {"size": "five"},
        {"size": "5", "sha256": "x"},
        {},
    ):
        answer = as_asha.post("/workshop/uploads", data={"sha256": "a" * 64} | told if told else {})
        assert answer.status_code == 422
        assert "cannot be sent" in answer.json["refused"]


def test_a_hostile_file_in_pieces_is_refused_as_a_whole_one_is(as_asha, session, url):
    content = b"<svg onload='alert(1)'/>"
    upload = begin(as_asha, content).json["id"]
    send(as_asha, upload, 0, content)
    page = as_asha.post(url, data={"upload-whole": upload, "alt-whole": "Kept words"})
    assert page.status_code == 422
    assert "not a JPEG, PNG or WebP" in page.text
    assert "Kept words" in page.text
    assert session.scalars(select(Photo)).all() == []

"""A maker speaks, an officer hears, buyers listen: page by page."""

from __future__ import annotations

import hashlib
import io

import pytest
from sqlalchemy import select

from catalog import storage
from catalog.actions.claims import claim_on
from catalog.models import Portrait, VoiceNote
from catalog.rules.verification import SubjectKind
from catalog.rules.voice import VoiceStatus
from catalog.tasks import make_portrait_ready, make_voice_ready
from kit.clock import now
from people.actions import begin_sign_in, grant_role
from people.models import Credential
from people.rules import Role, ScopeKind
from storefront.access import SIGN_IN_COOKIE
from tests.catalog.test_voices import a_sound
from tests.makers import AT, BANKURA, JAIPUR, a_claim, a_draft, a_jpeg, a_listing, a_person, a_workshop


def browser_of(app, session, person):
    browser = app.test_client()
    token = begin_sign_in(session, person, now())
    session.commit()
    browser.set_cookie(SIGN_IN_COOKIE, token)
    browser.environ_base["HTTP_SEC_FETCH_SITE"] = "same-origin"
    return browser


def officer_of(app, session, name, district):
    person = a_person(session, name, email=f"{name.lower()}@district.example")
    session.add(Credential(person_id=person.id, password_hash="-", totp_secret="-", set_at=AT))
    session.flush()
    grant_role(session, person, Role.DISTRICT_OFFICER, ScopeKind.DISTRICT, str(district), by=None, at=AT)
    return browser_of(app, session, person)


@pytest.fixture
def farida(app, session, asha):
    return officer_of(app, session, "Farida", BANKURA)


@pytest.fixture
def listing(session, asha):
    listing = a_listing(session, asha)
    session.commit()
    return listing


def spoken(browser, url, content=None, **said):
    return browser.post(
        url, data={"taken": (io.BytesIO(content or a_sound()), "voice.wav"), "language": "bn"} | said
    )


def ready(session):
    voice = session.scalars(select(VoiceNote).order_by(VoiceNote.id.desc())).first()
    make_voice_ready({"voice_id": str(voice.id)}, AT)
    session.expire_all()
    return voice


def test_from_the_phone_to_the_buyer(as_asha, farida, client, session, listing):
    url = f"/workshop/listings/{listing.slug}/voice"
    assert 'accept="audio/*" capture' in as_asha.get(url).text
    assert spoken(as_asha, url).status_code == 303
    voice = ready(session)
    page = as_asha.get(url).text
    assert "Waits to be heard" in page
    assert f'src="/workshop/voices/{voice.id}"' in page
    assert "<audio" not in client.get(f"/p/{listing.slug}").text
    claim = claim_on(session, SubjectKind.VOICE, voice.id)
    session.commit()
    desk = farida.get(f"/district/claims/{claim.id}")
    private = f"/district/claims/{claim.id}/voices/{voice.id}"
    assert f'src="{private}"' in desk.text
    heard = farida.get(private, buffered=True)
    assert (heard.status_code, heard.mimetype, heard.headers["Cache-Control"]) == (
        200,
        "audio/mp4",
        "no-store",
    )
    met = {"voice_theirs": "yes", "voice_fit": "yes"}
    assert farida.post(f"/district/claims/{claim.id}/approval", data=met).status_code == 303
    shop = client.get(f"/p/{listing.slug}").text
    assert '<audio controls preload="none" src="/media/' in shop
    assert "The maker tells of it" in shop
    assert " style=" not in shop


def test_parts_of_a_voice_may_be_asked_for_as_safari_does(client, session):
    content = bytes(range(256)) * 8
    key = storage.voice_key("ab" * 32)
    storage.put(key, content)
    whole = client.get(f"/media/{key}", buffered=True)
    assert (whole.status_code, whole.mimetype, whole.headers["Accept-Ranges"]) == (200, "audio/mp4", "bytes")
    assert "immutable" in whole.headers["Cache-Control"]
    assert "media-src 'self'" in whole.headers["Content-Security-Policy"]
    first = client.get(f"/media/{key}", headers={"Range": "bytes=0-1"}, buffered=True)
    assert (first.status_code, first.data) == (206, content[:2])
    assert first.headers["Content-Range"] == f"bytes 0-1/{len(content)}"
    rest = client.get(f"/media/{key}", headers={"Range": "bytes=2000-"}, buffered=True)
    assert (rest.status_code, rest.data) == (206, content[2000:])
    assert client.get(f"/media/{key}", headers={"Range": "bytes=9999-"}, buffered=True).status_code == 416


def test_until_it_is_heard_no_public_address_plays_it(as_asha, client, session, listing):
    spoken(as_asha, "/workshop/page/voice")
    voice = ready(session)
    for key in (
        storage.voice_key(voice.digest),
        storage.private_key(voice.digest),
        storage.upload_key(voice.digest),
    ):
        assert client.get(f"/media/{key}").status_code == 404


def test_anothers_voice_is_not_there(app, as_asha, session, listing):
    spoken(as_asha, "/workshop/page/voice")
    voice = ready(session)
    claim = claim_on(session, SubjectKind.VOICE, voice.id)
    bina, person = a_workshop(session, "Bina"), a_person(session, "Bina")
    grant_role(session, person, Role.ARTISAN, ScopeKind.ARTISAN, str(bina.id), by=None, at=AT)
    as_bina = browser_of(app, session, person)
    assert as_bina.get(f"/workshop/voices/{voice.id}").status_code == 404
    assert as_bina.post(f"/workshop/voices/{voice.id}/removal").status_code == 404
    assert as_bina.get(f"/workshop/listings/{listing.slug}/voice").status_code == 404
    gopal = officer_of(app, session, "Gopal", JAIPUR)
    assert gopal.get(f"/district/claims/{claim.id}/voices/{voice.id}").status_code == 404


def test_a_voice_of_another_maker_is_not_heard_through_a_claim(app, farida, as_asha, session, listing):
    spoken(as_asha, "/workshop/page/voice")
    voice = ready(session)
    other = a_draft(session, a_workshop(session, "Chandan"))
    claim = a_claim(session, other)
    claim.district_id = BANKURA
    session.commit()
    assert farida.get(f"/district/claims/{claim.id}").status_code == 200
    assert farida.get(f"/district/claims/{claim.id}/voices/{voice.id}").status_code == 404


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"#EXTM3U\nfile:///etc/passwd\n", "There is no sound in this file"),
        (b"", "Record your voice or choose a recording first."),
    ],
)
def test_what_is_no_voice_is_said_at_its_field_and_the_language_is_kept(
    as_asha, session, listing, content, told
):
    sent = {"language": "ta"} | ({"chosen": (io.BytesIO(content), "x.mp3")} if content else {})
    page = as_asha.post(f"/workshop/listings/{listing.slug}/voice", data=sent)
    assert page.status_code == 422
    assert told in page.text
    assert 'value="ta" lang="ta" selected' in page.text
    assert session.scalars(select(VoiceNote)).all() == []


def test_a_voice_in_pieces_is_taken_and_pressed_twice_is_one(as_asha, session, listing):
    content = a_sound()
    begun = as_asha.post(
        "/workshop/uploads", data={"size": len(content), "sha256": hashlib.sha256(content).hexdigest()}
    ).json
    as_asha.patch(
        f"/workshop/uploads/{begun['id']}?at=0", data=content, content_type="application/octet-stream"
    )
    url = f"/workshop/listings/{listing.slug}/voice"
    assert as_asha.post(url, data={"upload-voice": begun["id"]}).status_code == 303
    assert as_asha.post(url, data={"upload-voice": begun["id"]}).status_code == 422
    assert len(session.scalars(select(VoiceNote)).all()) == 1


def test_taken_off_it_is_gone_for_all(as_asha, client, session, listing):
    spoken(as_asha, "/workshop/page/voice")
    voice = ready(session)
    assert as_asha.post(f"/workshop/voices/{voice.id}/removal").status_code == 303
    assert as_asha.post(f"/workshop/voices/{voice.id}/removal").status_code == 404
    assert as_asha.get(f"/workshop/voices/{voice.id}").status_code == 404
    session.expire_all()
    assert voice.status is VoiceStatus.REMOVED


def test_the_makers_page_is_looked_at_before_buyers_see_it(as_asha, farida, client, session, asha, listing):
    sent = {
        "story": "Spun at dawn, woven till dusk.",
        "alt": "Asha at the loom",
        "taken": (io.BytesIO(a_jpeg(900, 700)), "me.jpg"),
    }
    assert as_asha.post("/workshop/page", data=sent).status_code == 303
    portrait = session.scalars(select(Portrait)).one()
    make_portrait_ready({"portrait_id": str(portrait.id)}, AT)
    session.expire_all()
    mine = as_asha.get("/workshop/page").text
    assert "Your new page waits for the district office" in mine
    assert "Spun at dawn" not in client.get(f"/makers/{asha.slug}").text
    claim = claim_on(session, SubjectKind.PAGE, portrait.id)
    session.commit()
    desk = farida.get(f"/district/claims/{claim.id}").text
    assert "Spun at dawn" in desk
    assert "Asha at the loom" in desk
    assert "Pages" in farida.get("/district/").text
    met = {"page_true": "yes", "page_fit": "yes"}
    assert farida.post(f"/district/claims/{claim.id}/approval", data=met).status_code == 303
    shop = client.get(f"/makers/{asha.slug}").text
    assert "Spun at dawn" in shop
    assert 'alt="Asha at the loom"' in shop


def test_what_is_wrong_with_the_page_is_said_and_what_was_typed_is_kept(as_asha, session, listing):
    page = as_asha.post("/workshop/page", data={"story": "x" * 4_001, "alt": "Kept words"})
    assert page.status_code == 422
    assert "longer than 4,000 letters" in page.text
    assert "Kept words" in page.text
    files = {"story": "Kept story", "chosen": (io.BytesIO(b"GIF89a"), "x.gif")}
    page = as_asha.post("/workshop/page", data=files)
    assert page.status_code == 422
    assert "not a JPEG, PNG or WebP" in page.text
    assert "Kept story" in page.text
    assert session.scalars(select(Portrait)).all() == []


def test_a_waiting_page_is_taken_back(as_asha, session, listing):
    as_asha.post("/workshop/page", data={"story": "A new story."})
    assert as_asha.post("/workshop/page", data={"story": "Another."}).status_code == 422
    assert as_asha.post("/workshop/page/removal").status_code == 303
    assert as_asha.post("/workshop/page", data={"story": "Another."}).status_code == 303


def test_a_verified_maker_finds_the_story_on_its_own_page(as_asha, session, asha, listing):
    asha.story = "The old story."
    session.commit()
    page = as_asha.get("/workshop/register").text
    assert 'href="/workshop/page"' in page
    assert 'name="story"' not in page

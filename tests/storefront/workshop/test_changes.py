"""A change of a piece on sale: on the maker's phone, at the officer's desk, and what buyers read meanwhile."""

from __future__ import annotations

import io

from sqlalchemy import select

from catalog.actions.proposals import waiting_on
from catalog.models import Verification
from catalog.rules.photo import PhotoStatus
from catalog.rules.verification import SubjectKind
from tests.makers import a_jpeg, a_listing
from tests.storefront.district_desk.conftest import desk_of, farida  # noqa: F401

STORY = "Woven at home on a pit loom by two sisters, four days for one."
SAID = {"locale": "en", "title": "Red saree with a border", "story": STORY, "care": ""}


def a_change(browser, listing, **other):
    return browser.post(f"/workshop/listings/{listing.slug}/words?one=1", data=SAID | other)


def test_buyers_read_the_old_words_and_the_maker_sees_both(as_asha, session, asha):
    listing = a_listing(session, asha)
    session.commit()
    assert a_change(as_asha, listing).status_code == 303
    page = as_asha.get(f"/workshop/listings/{listing.slug}").text
    for words in ("Your change waits for the district office", "Blue bowl with a fish", SAID["title"]):
        assert words in page
    shop = as_asha.get(f"/p/{listing.slug}").text
    assert "Blue bowl with a fish" in shop
    assert SAID["title"] not in shop
    form = as_asha.get(f"/workshop/listings/{listing.slug}/words?in=en").text
    assert f'value="{SAID["title"]}"' in form


def test_the_officer_sees_old_and_new_and_lets_it_go_live(as_asha, session, asha, farida):  # noqa: F811
    listing = a_listing(session, asha)
    session.commit()
    a_change(as_asha, listing)
    claim = session.scalars(select(Verification).filter_by(subject_kind=SubjectKind.CHANGE)).one()
    url = f"/district/claims/{claim.id}"
    assert "Changed listings" in farida.get("/district/?kind=change").text
    page = farida.get(url).text
    assert "Blue bowl with a fish" in page
    assert SAID["title"] in page
    a_change(as_asha, listing, title="Green saree with a border")
    checked = {"words_true": "yes", "words_true-evidence": "Seen on the loom today", "version": "1"}
    moved = farida.post(f"{url}/approval", data=checked)
    assert moved.status_code == 409
    assert "The maker has changed the words again since you read them." in moved.text
    assert farida.post(f"{url}/approval", data=checked | {"version": "2"}).status_code == 303
    assert "Green saree with a border" in as_asha.get(f"/p/{listing.slug}").text


def test_a_new_photo_waits_for_the_officer_and_goes_with_a_change_that_is_taken_back(
    as_asha,
    session,
    asha,
    farida,  # noqa: F811
):
    listing = a_listing(session, asha)
    session.commit()
    url = f"/workshop/listings/{listing.slug}"
    sent = {"chosen-more": (io.BytesIO(a_jpeg(colour=(200, 20, 20))), "red.jpg")}
    assert as_asha.post(f"{url}/photos", data=sent).status_code == 303
    session.expire_all()
    (photo,) = [each for each in listing.photos if each.waits]
    photo.status, photo.renditions = PhotoStatus.READY, {"jpg": {"480": "red.jpg"}}
    session.commit()
    assert "/media/red.jpg" not in as_asha.get(f"/p/{listing.slug}").text
    assert "Buyers see it when your district office has looked." in as_asha.get(f"{url}/photos").text
    claim = session.scalars(select(Verification).filter_by(subject_kind=SubjectKind.CHANGE)).one()
    page = farida.get(f"/district/claims/{claim.id}").text
    assert "New photos" in page
    assert "1 photo" in page
    assert "/media/red.jpg" in page
    as_asha.post(f"{url}/change/removal")
    session.expire_all()
    assert not [each for each in listing.photos if each.waits]


def test_the_maker_leaves_it_as_it_was(as_asha, session, asha):
    listing = a_listing(session, asha)
    session.commit()
    a_change(as_asha, listing)
    url = f"/workshop/listings/{listing.slug}/change/removal"
    assert "Taken back." in as_asha.post(url, follow_redirects=True).text
    assert as_asha.post(url).status_code == 303
    assert waiting_on(session, listing.id) is None


def test_a_fault_is_told_at_its_field_and_what_was_typed_stays(as_asha, session, asha):
    listing = a_listing(session, asha)
    session.commit()
    refused = a_change(as_asha, listing, title="Khadi saree")
    assert refused.status_code == 422
    assert "The name holds a word that needs a mark." in refused.text
    assert 'value="Khadi saree"' in refused.text


def test_another_makers_change_is_not_there(as_asha, session, asha):
    other = a_listing(session, of="Bina")
    session.commit()
    assert as_asha.post(f"/workshop/listings/{other.slug}/change/removal").status_code == 404

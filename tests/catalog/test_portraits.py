"""The maker's page is a claim of its own: what buyers see stays until an officer has looked at the new."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import select

from catalog import storage
from catalog.actions import (
    add_photo,
    edit_artisan,
    remove_photo,
    return_for_changes,
    verify_origin,
    workshop_of,
)
from catalog.actions.claims import claim_on
from catalog.actions.portrait import portrait_at, send_portrait, take_back_portrait
from catalog.errors import ArtisanFixed, ArtisanNotReady, PictureRefused, PictureWaits, PortraitInReview
from catalog.models import Portrait
from catalog.queries.pages import maker_page
from catalog.rules.photo import PhotoStatus, PictureFault
from catalog.rules.portrait import PortraitStatus
from catalog.rules.verification import SubjectKind, VerificationStatus
from catalog.tasks import forget_picture, make_portrait_ready, make_renditions
from kit.events import Event
from tests.makers import AT, a_jpeg, a_listing, all_met, an_officer


@pytest.fixture(autouse=True)
def kept_here(tmp_path):
    storage.keep_in(tmp_path)


@pytest.fixture
def artisan(session):
    return a_listing(session).artisan


def sent(session, artisan, story="Spun at dawn, woven till dusk.", photo=None, **said):
    return send_portrait(session, artisan, story=story, photo=photo, by=artisan.person_id, at=AT, **said)


def made(session, portrait):
    session.commit()
    for _ in range(2):
        make_portrait_ready({"portrait_id": str(portrait.id)}, AT)
    session.refresh(portrait)
    return portrait


def looked_at(session, portrait):
    claim = claim_on(session, SubjectKind.PAGE, portrait.id)
    verify_origin(session, claim, all_met(session, claim), by=an_officer(session), at=AT)
    session.flush()
    return claim


def test_buyers_see_the_old_page_until_an_officer_has_looked(session, artisan):
    artisan.story = "The old story."
    portrait = made(session, sent(session, artisan, photo=a_jpeg(900, 700), alt="At the loom"))
    page = maker_page(session, artisan.slug)
    assert (page.maker.story, page.portrait) == ("The old story.", None)
    looked_at(session, portrait)
    page = maker_page(session, artisan.slug)
    assert page.maker.story == "Spun at dawn, woven till dusk."
    assert page.portrait.alt == "At the loom"
    assert len(page.portrait.sources) == 2


def test_without_a_new_photo_the_old_one_stays_unless_it_shall_go(session, artisan):
    looked_at(session, made(session, sent(session, artisan, photo=a_jpeg(900, 700), alt="At the loom")))
    looked_at(session, sent(session, artisan, "Another story."))
    assert maker_page(session, artisan.slug).portrait.alt == "At the loom"
    bare = sent(session, artisan, "Another story.", without_photo=True)
    looked_at(session, bare)
    assert maker_page(session, artisan.slug).portrait is None
    statuses = session.scalars(select(Portrait.status).order_by(Portrait.id)).all()
    assert statuses == [PortraitStatus.REPLACED, PortraitStatus.REPLACED, PortraitStatus.LIVE]


def test_what_buyers_see_already_is_not_sent(session, artisan):
    assert sent(session, artisan, artisan.story) is None
    looked_at(session, made(session, sent(session, artisan, photo=a_jpeg(900, 700), alt="At the loom")))
    assert sent(session, artisan) is None
    assert sent(session, artisan, alt="At the pit loom") is not None


def test_while_one_waits_another_is_not_sent_and_it_can_be_taken_back(session, artisan):
    portrait = sent(session, artisan)
    claim = claim_on(session, SubjectKind.PAGE, portrait.id)
    with pytest.raises(PortraitInReview):
        sent(session, artisan, "Yet another.")
    assert take_back_portrait(session, artisan, by=artisan.person_id, at=AT)
    assert not take_back_portrait(session, artisan, by=artisan.person_id, at=AT)
    assert (portrait.status, claim.status) == (PortraitStatus.TAKEN_BACK, VerificationStatus.TAKEN_BACK)
    assert sent(session, artisan, "Yet another.") is not None


def test_a_photo_that_is_not_ready_or_broken_is_not_approved(session, artisan):
    portrait = sent(session, artisan, photo=a_jpeg(900, 900, quality=90)[:3000])
    with pytest.raises(PictureWaits):
        looked_at(session, portrait)
    made(session, portrait)
    assert (portrait.photo_status, portrait.fault) == (PhotoStatus.REFUSED, PictureFault.BROKEN)
    with pytest.raises(PictureWaits):
        looked_at(session, portrait)


def test_sent_back_the_old_page_stays(session, artisan):
    portrait = sent(session, artisan)
    claim = claim_on(session, SubjectKind.PAGE, portrait.id)
    return_for_changes(session, claim, ["Take the phone number out."], by=an_officer(session), at=AT)
    assert portrait.status is PortraitStatus.RETURNED
    assert portrait_at(session, artisan.id, PortraitStatus.LIVE) is None
    assert maker_page(session, artisan.slug).maker.story == ""


def test_a_verified_workshop_does_not_change_its_story_by_an_edit(session, artisan):
    told = replace(workshop_of(artisan), story="Call me on my number")
    with pytest.raises(ArtisanFixed) as refusal:
        edit_artisan(session, artisan, told, by=artisan.person_id, at=AT)
    assert refusal.value.details["fields"] == ["story"]


def test_hostile_files_and_endless_stories_are_refused(session, artisan):
    with pytest.raises(PictureRefused):
        sent(session, artisan, photo=b"<svg onload='alert(1)'/>")
    with pytest.raises(ArtisanNotReady):
        sent(session, artisan, "x" * 4_001)
    assert session.scalars(select(Portrait)).all() == []


def test_a_file_shown_on_the_page_is_kept_when_it_leaves_a_listing_and_goes_when_nothing_shows_it(
    session, artisan
):
    content, listing = a_jpeg(900, 700), a_listing(session, artisan)
    photo = add_photo(session, listing, content, by=artisan.person_id, at=AT)
    session.commit()
    make_renditions({"photo_id": photo.id}, AT)
    portrait = made(session, sent(session, artisan, photo=content))
    looked_at(session, portrait)
    remove_photo(session, listing, photo, by=artisan.person_id, at=AT)
    session.commit()
    key = portrait.renditions["jpg"]["480"]
    forget_picture(session, {"sha256": portrait.sha256}, AT)
    assert storage.get(key) is not None
    looked_at(session, sent(session, artisan, without_photo=True))
    assert session.scalars(select(Event.name)).all().count("portrait.replaced") == 1
    forget_picture(session, {"sha256": portrait.sha256}, AT)
    assert storage.get(key) is None

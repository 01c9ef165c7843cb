"""A photo that looks like another maker's stands beside it on the claim."""

from __future__ import annotations

from catalog.actions import add_photo
from catalog.actions.claims import claim_on
from catalog.rules.verification import SubjectKind
from catalog.tasks import make_renditions
from tests.makers import AT, a_claim, a_draft, a_listing, a_scene, a_workshop, as_jpeg


def pictured(session, listing, image):
    photo = add_photo(session, listing, as_jpeg(image), by=listing.artisan.person_id, at=AT)
    session.commit()
    make_renditions({"photo_id": photo.id}, AT)
    session.refresh(photo)
    return photo


def test_both_pictures_stand_side_by_side_with_whose_it_is(farida, session):
    scene = a_scene(11)
    theirs = pictured(session, a_listing(session, of="Bina", title="Fish <b>bowl</b> of Jaipur"), scene)
    listing = a_draft(session, a_workshop(session, "Asha"))
    mine = pictured(session, listing, scene.resize((420, 315)))
    claim = a_claim(session, listing)
    session.commit()
    page = farida.get(f"/district/claims/{claim.id}").text
    alike = page[page.index('id="alike"') :]
    assert "looks like the photo of" in alike
    assert "Bina&#39;s workshop, Jaipur" in alike
    assert "Fish &lt;b&gt;bowl&lt;/b&gt; of Jaipur" in alike
    for photo in (theirs, mine):
        assert photo.renditions["jpg"][min(photo.renditions["jpg"], key=int)].split("-")[0] in alike


def test_where_nothing_is_alike_nothing_is_said(farida, session):
    listing = a_draft(session, a_workshop(session, "Asha"))
    pictured(session, listing, a_scene(12))
    pictured(session, a_listing(session, of="Bina"), a_scene(13))
    a_claim(session, listing)
    session.commit()
    claim = claim_on(session, SubjectKind.LISTING, listing.id)
    assert 'id="alike"' not in farida.get(f"/district/claims/{claim.id}").text

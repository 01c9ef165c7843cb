"""The district officer's desk."""

from __future__ import annotations

import io
from datetime import timedelta

import pytest
from sqlalchemy import select

from catalog import storage
from catalog.models import Appeal, Artisan, ClaimPhoto, Listing, Verification
from catalog.rules.artisan import ArtisanStatus
from catalog.rules.listing import ListingStatus
from catalog.rules.verification import VerificationStatus
from catalog.tasks import make_evidence_ready
from kit.clock import now
from kit.events import Event
from people.rules import Role, ScopeKind
from tests.makers import JAIPUR, a_jpeg

YES = {
    question: value
    for name in (
        "identity",
        "craft_seen",
        "photos_theirs",
        "made_by_hand",
        "ornament_of_substance",
        "unlike_machine_made",
    )
    for question, value in ((name, "yes"), (f"{name}-evidence", "Seen at home on 20 Nov"))
}


def test_the_desk_is_behind_the_staff_door(client):
    answer = client.get("/district/")
    assert (answer.status_code, answer.location) == (303, "/staff/sign-in?next=/district/")


def test_a_cashier_has_no_desk_here(desk_of):
    cashier = desk_of("Hari", ScopeKind.MALL, "01a1fff2-424a-7734-9055-75f5605d62a5", role=Role.CASHIER)
    assert cashier.get("/district/").status_code == 403


def test_an_empty_queue_says_so(farida):
    assert "All done" in farida.get("/district/").text


def test_the_queue_shows_own_districts_only(farida, claim, pottery):
    page = farida.get("/district/").text
    assert f"/district/claims/{claim.id}" in page
    assert f"/district/claims/{pottery.id}" not in page
    assert "Bankura" in page
    assert farida.get("/district/?kind=artisan").text.count("/district/claims/") == 0
    assert farida.get("/district/?kind=nonsense").status_code == 200


@pytest.mark.parametrize(
    ("waited", "told"),
    [
        (timedelta(minutes=-1), "due in 3 days"),
        (timedelta(days=2, hours=5), "due today"),
        (timedelta(days=3, hours=1), "late since today"),
        (timedelta(days=5, hours=1), "late by 2 days"),
    ],
)
def test_the_wait_is_told_in_words(farida, session, claim, waited, told):
    claim.requested_at = now() - waited
    session.commit()
    assert told in farida.get("/district/").text


def test_another_districts_claim_is_a_404_in_every_way(farida, session, pottery):
    base = f"/district/claims/{pottery.id}"
    assert farida.get(base).status_code == 404
    for deed in ("review", "approval", "return"):
        assert farida.post(f"{base}/{deed}", data=YES | {"more": "x"}).status_code == 404
    session.expire_all()
    assert session.get(Verification, pottery.id).status is VerificationStatus.REQUESTED


def test_a_state_officer_sees_every_district_of_the_state(desk_of, claim, pottery):
    officer = desk_of("Indira", ScopeKind.STATE, "08", role=Role.STATE_OFFICER)
    assert officer.get(f"/district/claims/{pottery.id}").status_code == 200
    assert officer.get(f"/district/claims/{claim.id}").status_code == 404


def test_a_state_officer_has_the_queue_of_every_district_of_the_state(desk_of, claim, pottery):
    page = desk_of("Indira", ScopeKind.STATE, "08", role=Role.STATE_OFFICER).get("/district/").text
    assert f"/district/claims/{pottery.id}" in page
    assert f"/district/claims/{claim.id}" not in page


def test_the_nation_reads_every_claim_and_decides_none(desk_of, claim, pottery):
    officer = desk_of("Nalini", ScopeKind.NATION, "", role=Role.NATIONAL_OFFICER)
    queue = officer.get("/district/").text
    for each in (claim, pottery):
        url = f"/district/claims/{each.id}"
        assert url in queue
        page = officer.get(url)
        assert page.status_code == 200
        assert "/approval" not in page.text
        for deed in ("review", "approval", "return", "refusal", "ask", "visits"):
            assert officer.post(f"{url}/{deed}", data=YES | {"more": "x"}).status_code == 403, deed


def test_the_claim_shows_what_is_claimed_and_what_is_asked(desk_of, pottery):
    page = desk_of("Gopal", ScopeKind.DISTRICT, JAIPUR).get(f"/district/claims/{pottery.id}").text
    for words in (
        "Blue bowl with a fish",
        "Thrown and glazed",
        "69139000",
        "handicraft claimed",
        "ABCPB5678K",
        "Illustration",
    ):
        assert words in page, words
    assert page.count('type="radio"') == 12  # six questions, the three limbs among them


def test_an_approval_verifies_listing_and_maker_once(farida, session, claim):
    url = f"/district/claims/{claim.id}/approval"
    assert [farida.post(url, data=YES).status_code for _ in range(2)] == [303, 303]
    session.expire_all()
    listing = session.get(Verification, claim.id)
    assert listing.status is VerificationStatus.VERIFIED
    assert listing.checklist["identity"]["evidence"] == "Seen at home on 20 Nov"
    assert session.scalars(select(Event.name)).all().count("origin.verified") == 1
    page = farida.get(f"/district/claims/{claim.id}").text
    assert "Farida" in page


def test_an_approval_without_evidence_is_refused_and_what_was_typed_is_kept(farida, session, claim):
    typed = YES | {
        "identity-evidence": "",
        "craft_seen": "no",
        "craft_seen-evidence": "The loom stood <idle>",
    }
    page = farida.post(f"/district/claims/{claim.id}/approval", data=typed)
    assert page.status_code == 422
    assert "Needs a yes, and what was seen." in page.text
    assert 'value="The loom stood &lt;idle&gt;"' in page.text
    session.expire_all()
    assert session.get(Verification, claim.id).decided_at is None


def test_a_return_needs_a_reason_and_tells_it(farida, session, claim):
    url = f"/district/claims/{claim.id}/return"
    assert farida.post(url, data={"more": "  "}).status_code == 422
    answer = farida.post(url, data={"more": "Show the back."})
    assert answer.status_code == 303
    session.expire_all()
    assert session.get(Verification, claim.id).reasons == ["Show the back."]


def test_a_decided_claim_is_not_decided_otherwise(farida, session, claim):
    farida.post(f"/district/claims/{claim.id}/approval", data=YES)
    page = farida.post(f"/district/claims/{claim.id}/return", data={"more": "Too late."})
    assert page.status_code == 422
    session.expire_all()
    assert session.get(Verification, claim.id).status is VerificationStatus.VERIFIED


def test_taking_up_a_claim_says_so(farida, session, claim):
    assert farida.post(f"/district/claims/{claim.id}/review").status_code == 303
    session.expire_all()
    assert session.get(Verification, claim.id).status is VerificationStatus.IN_REVIEW
    assert farida.post(f"/district/claims/{claim.id}/approval", data=YES).status_code == 303


def test_after_the_approval_the_maker_can_publish(farida, session, claim):
    farida.post(f"/district/claims/{claim.id}/approval", data=YES)
    session.expire_all()
    listing = session.get(Listing, claim.subject_id)
    assert (listing.status, listing.origin_verified) == (ListingStatus.APPROVED, True)
    assert session.get(Artisan, claim.artisan_id).status is ArtisanStatus.VERIFIED


def test_one_thing_is_asked_answered_with_a_photo_and_seen_by_the_desk_only(
    farida, desk_of, asha, client, session, claim
):
    url = f"/district/claims/{claim.id}"
    assert farida.post(f"{url}/ask", data={"kind": "gold"}).status_code == 422
    assert farida.post(f"{url}/ask", data={"kind": "card_photo"}).status_code == 303
    assert "your clock stands" in farida.get("/district/").text
    assert "photo of your artisan card" in asha.get(f"/workshop/claims/{claim.id}").text
    assert f"/workshop/claims/{claim.id}" in asha.get("/workshop/").text
    answer = f"/workshop/claims/{claim.id}/answer"
    assert asha.post(answer, data={"words": ""}).status_code == 422
    sent = {"words": "Here.", "photos": (io.BytesIO(a_jpeg()), "card.jpg")}
    assert asha.post(answer, data=sent, content_type="multipart/form-data").status_code == 303
    photo = session.scalars(select(ClaimPhoto)).one()
    make_evidence_ready({"claim_photo_id": photo.id}, now())
    picture = f"{url}/photos/{photo.id}"
    shown = farida.get(picture)
    assert (shown.mimetype, shown.headers["Cache-Control"]) == ("image/jpeg", "no-store")
    assert picture in farida.get(url).text
    assert asha.get(picture).status_code == 403
    assert client.get(f"/media/{storage.private_key(photo.digest)}").status_code == 404
    gopal = desk_of("Gopal", ScopeKind.DISTRICT, JAIPUR)
    assert gopal.get(picture).status_code == 404


def test_a_refusal_is_appealed_to_the_state_and_decided_there(farida, desk_of, asha, session, claim):
    url = f"/district/claims/{claim.id}"
    assert farida.post(f"{url}/refusal", data={"refusal": " "}).status_code == 422
    assert farida.post(f"{url}/refusal", data={"refusal": "Made by machine."}).status_code == 303
    mine = f"/workshop/claims/{claim.id}"
    assert "Made by machine." in asha.get(mine).text
    assert asha.post(f"{mine}/appeal", data={"words": "No"}).status_code == 422
    assert asha.post(f"{mine}/appeal", data={"words": "I weave it myself at home."}).status_code == 303
    appeal = session.scalars(select(Appeal)).one()
    indira = desk_of("Indira", ScopeKind.STATE, "19", role=Role.STATE_OFFICER)
    assert f"/district/appeals/{appeal.id}" in indira.get("/district/appeals").text
    assert "I weave it myself" in indira.get(f"/district/appeals/{appeal.id}").text
    decision = f"/district/appeals/{appeal.id}/decision"
    assert indira.post(decision, data={"reason": "Seen."}).status_code == 422
    assert indira.post(decision, data={"allowed": "yes", "reason": "Seen."}).status_code == 303
    assert "allowed your appeal" in asha.get(mine).text
    assert "/district/claims/" in farida.get("/district/").text
    other = desk_of("Jaya", ScopeKind.STATE, "08", role=Role.STATE_OFFICER)
    assert other.get(f"/district/appeals/{appeal.id}").status_code == 404
    assert farida.get("/district/appeals").status_code == 403


def test_another_makers_claim_is_a_404(asha, session, pottery):
    assert asha.get(f"/workshop/claims/{pottery.id}").status_code == 404
    for deed in ("answer", "appeal"):
        assert asha.post(f"/workshop/claims/{pottery.id}/{deed}", data={"words": "x" * 20}).status_code == 404

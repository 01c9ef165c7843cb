"""The claim's page in depth: visits, the trail, who may judge, who may only read."""

from __future__ import annotations

import io

from sqlalchemy import select

from catalog.actions import claim_mark
from catalog.actions.claims import claim_on
from catalog.models import Appeal, Artisan, ClaimPhoto, ClaimVisit
from catalog.rules.marks import MarkKind
from catalog.rules.verification import MARK_QUESTIONS, SubjectKind, VerificationStatus
from catalog.tasks import make_evidence_ready
from kit.clock import business_day, now
from people.rules import Role, ScopeKind
from tests.makers import AT, JAIPUR, a_jpeg, a_person
from tests.storefront.district_desk.test_district_desk import YES


def a_visit(**said):
    return {
        "visited_on": business_day(now()).isoformat(),
        "place": "Bishnupur, by the tank",
        "notes": "The loom stands <in> the front room.",
    } | said


def test_a_visit_is_written_down_with_a_photo_for_the_officers_only(farida, desk_of, asha, session, claim):
    url = f"/district/claims/{claim.id}"
    sent = a_visit(photos=(io.BytesIO(a_jpeg()), "loom.jpg"))
    answer = farida.post(f"{url}/visits", data=sent, content_type="multipart/form-data")
    assert (answer.status_code, answer.location) == (303, f"{url}#visits")
    photo = session.scalars(select(ClaimPhoto)).one()
    make_evidence_ready({"claim_photo_id": photo.id}, now())
    page = farida.get(url).text
    for words in ("Bishnupur, by the tank", "The loom stands &lt;in&gt; the front", "Visit written down"):
        assert words in page, words
    assert page.count(f"{url}/photos/{photo.id}") == 1
    assert farida.get(f"{url}/photos/{photo.id}").status_code == 200
    gopal = desk_of("Gopal", ScopeKind.DISTRICT, JAIPUR)
    assert gopal.get(f"{url}/photos/{photo.id}").status_code == 404
    assert gopal.post(f"{url}/visits", data=a_visit()).status_code == 404
    assert "The loom stands" not in asha.get(f"/workshop/claims/{claim.id}").text
    assert asha.get(f"{url}/photos/{photo.id}").status_code == 403


def test_what_is_wrong_with_a_visit_is_said_at_the_field_and_kept(farida, session, claim):
    url = f"/district/claims/{claim.id}/visits"
    page = farida.post(url, data=a_visit(visited_on="2099-01-01", place=""))
    assert page.status_code == 422
    assert "The day of the visit is still to come." in page.text
    assert "Write where you were." in page.text
    assert "The loom stands &lt;in&gt; the front room." in page.text
    hostile = a_visit(photos=(io.BytesIO(b"<svg onload=alert(1)>"), "loom.jpg"))
    page = farida.post(url, data=hostile, content_type="multipart/form-data")
    assert page.status_code == 422
    assert session.scalars(select(ClaimVisit)).all() == []
    assert farida.post(url, data=a_visit(visited_on="yesterday")).status_code == 422


def test_the_trail_names_who_did_what_and_on_what_evidence(farida, claim):
    url = f"/district/claims/{claim.id}"
    farida.post(f"{url}/review")
    farida.post(f"{url}/approval", data=YES)
    trail = farida.get(url).text.partition('id="trail"')[2]
    for words in (
        "Workshop registered",
        "Listing sent to the district office",
        "Taken up",
        "by Asha",
        "by Farida",
    ):
        assert words in trail, words
    assert "Seen at home on 20 Nov" in trail


def test_who_brought_the_maker_in_reads_it_before_they_try_and_cannot(farida, session, claim):
    maker = session.get_one(Artisan, claim.artisan_id)
    maker.onboarded_by = a_person(session, "Farida", email="farida@district.example").id
    session.commit()
    url = f"/district/claims/{claim.id}"
    page = farida.get(url).text
    assert "You brought this maker in" in page
    assert "Brought in by" in page
    assert "/approval" not in page
    refused = farida.post(f"{url}/approval", data=YES)
    assert (refused.status_code, "You brought this maker in" in refused.text) == (409, True)
    assert farida.post(f"{url}/refusal", data={"refusal": "No."}).status_code == 422
    session.expire_all()
    assert claim.decided_at is None


def test_who_looked_first_at_a_mark_reads_that_a_second_must(farida, desk_of, session, claim):
    artisan = session.get_one(Artisan, claim.artisan_id)
    mark = claim_mark(
        session,
        artisan,
        kind=MarkKind.GI,
        number="AU/152/7",
        issuer="GI Registry",
        expires_on=None,
        by=artisan.person_id,
        at=AT,
    )
    session.commit()
    waiting = claim_on(session, SubjectKind.MARK, mark.id)
    url = f"/district/claims/{waiting.id}"
    answers = {
        field: value
        for name in MARK_QUESTIONS
        for field, value in ((name, "yes"), (f"{name}-evidence", "The register of the issuer"))
    }
    assert farida.post(f"{url}/approval", data=answers).status_code == 303
    page = farida.get(url).text
    assert "You looked at this mark first" in page
    assert "First: Farida" in page
    assert "First of two looks" in page
    assert farida.post(f"{url}/approval", data=answers).status_code == 409
    second = desk_of("Indira", ScopeKind.STATE, "19", role=Role.STATE_OFFICER)
    assert "Approve" in second.get(url).text
    assert second.post(f"{url}/approval", data=answers).status_code == 303
    session.expire_all()
    assert waiting.status is VerificationStatus.VERIFIED


def test_who_refused_reads_that_a_colleague_looks_after_the_appeal(farida, desk_of, asha, session, claim):
    farida.post(f"/district/claims/{claim.id}/refusal", data={"refusal": "Made by machine."})
    said = {"words": "I weave it myself at home."}
    asha.post(f"/workshop/claims/{claim.id}/appeal", data=said)
    state = desk_of("Indira", ScopeKind.STATE, "19", role=Role.STATE_OFFICER)
    made = session.scalars(select(Appeal)).one()
    state.post(f"/district/appeals/{made.id}/decision", data={"allowed": "yes", "reason": "Seen."})
    again = claim_on(session, SubjectKind.LISTING, claim.subject_id)
    page = farida.get(f"/district/claims/{again.id}").text
    assert "Who refused this does not look at it a second time" in page
    assert f"{again.id}/approval" not in page


def test_a_refused_listing_is_not_offered_for_sending_but_for_an_appeal(farida, asha, session, claim):
    farida.post(f"/district/claims/{claim.id}/refusal", data={"refusal": "Made by machine."})
    page = asha.get("/workshop/listings/blue-bowl-with-a-fish").text
    assert "Made by machine." in page
    assert f"/workshop/claims/{claim.id}" in page
    assert "/verification" not in page
    assert asha.post("/workshop/listings/blue-bowl-with-a-fish/verification").status_code == 409
    said = {"words": "I weave it myself at home."}
    assert asha.post(f"/workshop/claims/{claim.id}/appeal", data=said).status_code == 303
    assert "See what the State officer says" in asha.get("/workshop/listings/blue-bowl-with-a-fish").text


def test_a_state_officer_of_another_state_sees_nothing_of_it(desk_of, claim):
    other = desk_of("Jaya", ScopeKind.STATE, "08", role=Role.STATE_OFFICER)
    url = f"/district/claims/{claim.id}"
    assert other.get(url).status_code == 404
    assert other.post(f"{url}/visits", data=a_visit()).status_code == 404

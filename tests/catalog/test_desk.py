"""One thing asked, refusals, appeals: the claim, its clock, and who may judge."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from catalog import storage, tasks
from catalog.actions import (
    answer_ask,
    appeal,
    ask_maker,
    decide_appeal,
    reject_claim,
    submit_artisan,
    verify_origin,
)
from catalog.actions.claims import claim_on
from catalog.errors import (
    AnswerMissing,
    AppealLate,
    AppealWordless,
    AskWrong,
    ClaimClosed,
    PictureRefused,
    ReasonsMissing,
    SameOfficer,
)
from catalog.models import Artisan, ClaimPhoto
from catalog.rules.artisan import ArtisanStatus
from catalog.rules.desk import due_at, may_appeal
from catalog.rules.listing import ListingStatus
from catalog.rules.photo import PhotoStatus
from catalog.rules.verification import SubjectKind, VerificationStatus
from kit.events import Event
from people.models import Notice, Person
from tests.makers import AT, a_claim, a_draft, a_jpeg, a_workshop, all_met, an_officer

DAY = timedelta(days=1)


@pytest.fixture
def claim(session):
    return a_claim(session, a_draft(session, a_workshop(session)))


def maker_of(session, claim):
    return session.get_one(Artisan, claim.artisan_id).person_id


def events(session):
    return list(session.scalars(select(Event.name).order_by(Event.id)))


def test_the_time_a_maker_takes_is_not_the_officers():
    assert due_at(AT, stopped_s=0, waiting_since=None, at=AT) == AT + 3 * DAY
    assert due_at(AT, stopped_s=86_400, waiting_since=None, at=AT) == AT + 4 * DAY
    assert due_at(AT, stopped_s=86_400, waiting_since=AT, at=AT + DAY) == AT + 5 * DAY


def test_an_appeal_has_thirty_days():
    assert may_appeal(AT, at=AT + 30 * DAY)
    assert not may_appeal(AT, at=AT + 30 * DAY + timedelta(seconds=1))


def test_asking_stops_the_clock_and_the_answer_lets_it_run(session, claim):
    ask_maker(session, claim, "full_address", by=an_officer(session), at=AT)
    assert (claim.status, claim.waiting_since) == (VerificationStatus.REQUESTED, AT)
    answer_ask(session, claim, "Behind the tank.", by=maker_of(session, claim), at=AT + 2 * DAY)
    assert (claim.waiting_since, claim.stopped_s) == (None, 2 * 86_400)
    assert events(session)[-2:] == ["claim.asked", "claim.answered"]


def test_one_thing_is_asked_at_a_time_and_twice_is_once(session, claim):
    officer = an_officer(session)
    first = ask_maker(session, claim, "how_made", by=officer, at=AT)
    assert ask_maker(session, claim, "how_made", by=officer, at=AT) is first
    for wrong in ("close_photo", "bank_details", ""):
        with pytest.raises(AskWrong):
            ask_maker(session, claim, wrong, by=officer, at=AT)
    assert events(session).count("claim.asked") == 1


def test_an_empty_answer_is_no_answer(session, claim):
    ask_maker(session, claim, "how_made", by=an_officer(session), at=AT)
    with pytest.raises(AnswerMissing):
        answer_ask(session, claim, "  ", by=maker_of(session, claim), at=AT)
    with pytest.raises(PictureRefused):
        answer_ask(session, claim, "", [b"not a picture"], by=maker_of(session, claim), at=AT)


def test_the_maker_is_asked_in_her_own_language(session, claim):
    maker = a_workshop(session)
    session.get_one(Person, maker.person_id).language = "hi"
    ask = ask_maker(session, claim, "close_photo", by=an_officer(session), at=AT)
    tasks.ask_maker(session, {"ask_id": ask.id}, AT)
    [notice] = session.scalars(select(Notice))
    assert "फ़ोटो" in notice.body
    assert notice.body.endswith(f"/hi/workshop/claims/{claim.id}")


def test_a_decision_ends_what_was_asked(session, claim):
    officer = an_officer(session)
    ask = ask_maker(session, claim, "how_made", by=officer, at=AT)
    verify_origin(session, claim, all_met(session, claim), by=officer, at=AT + DAY)
    assert (ask.closed_at, ask.answered_at, claim.waiting_since) == (AT + DAY, None, None)


def test_a_picture_of_a_claim_is_never_where_the_public_looks(session, claim):
    ask_maker(session, claim, "card_photo", by=an_officer(session), at=AT)
    answer_ask(session, claim, "", [a_jpeg()], by=maker_of(session, claim), at=AT)
    [photo] = session.scalars(select(ClaimPhoto))
    tasks.make_evidence_ready({"claim_photo_id": photo.id}, AT)
    tasks.make_evidence_ready({"claim_photo_id": photo.id}, AT)
    session.refresh(photo)
    assert (photo.status, photo.original_key) == (PhotoStatus.READY, None)
    kept = storage.path(storage.private_key(photo.digest))
    assert kept.read_bytes()[:2] == b"\xff\xd8"
    assert [each.suffix for each in kept.parent.iterdir()] == [".private"]


def test_a_refusal_needs_its_reason_and_closes_the_claim(session, claim):
    officer = an_officer(session)
    with pytest.raises(ReasonsMissing):
        reject_claim(session, claim, " ", by=officer, at=AT)
    reject_claim(session, claim, "Made by machine.", by=officer, at=AT)
    reject_claim(session, claim, "Made by machine.", by=officer, at=AT)
    assert (claim.status, claim.reasons) == (VerificationStatus.REJECTED, ["Made by machine."])
    assert events(session).count("claim.rejected") == 1


def test_what_was_refused_is_not_sent_again(session, claim):
    listing = a_draft(session, a_workshop(session))
    second = a_claim(session, listing)
    reject_claim(session, second, "Made by machine.", by=an_officer(session), at=AT)
    assert listing.status is ListingStatus.RETURNED
    with pytest.raises(ClaimClosed):
        a_claim(session, listing)


def test_a_refused_workshop_is_not_verified_by_way_of_a_listing(session):
    artisan = a_workshop(session)
    submit_artisan(session, artisan, by=artisan.person_id, at=AT)
    listing_claim = a_claim(session, a_draft(session, artisan))
    workshop_claim = claim_on(session, SubjectKind.ARTISAN, artisan.id)
    officer = an_officer(session)
    reject_claim(session, workshop_claim, "No such loom.", by=officer, at=AT)
    assert artisan.status is ArtisanStatus.RETURNED
    other = an_officer(session, "Gopal")
    with pytest.raises(ClaimClosed):
        verify_origin(session, listing_claim, all_met(session, listing_claim), by=other, at=AT)


def test_an_appeal_is_made_once_with_words_and_in_time(session, claim):
    with pytest.raises(AppealLate):
        appeal(session, claim, "But it is by hand.", by=maker_of(session, claim), at=AT)
    reject_claim(session, claim, "Made by machine.", by=an_officer(session), at=AT)
    with pytest.raises(AppealWordless):
        appeal(session, claim, "No!", by=maker_of(session, claim), at=AT)
    with pytest.raises(AppealLate):
        appeal(session, claim, "But it is by hand.", by=maker_of(session, claim), at=AT + 31 * DAY)
    made = appeal(session, claim, "But it is by hand.", by=maker_of(session, claim), at=AT)
    assert appeal(session, claim, "Again I say it.", by=maker_of(session, claim), at=AT) is made
    assert (made.state_code, made.words) == ("19", "But it is by hand.")


def test_an_allowed_appeal_is_looked_at_by_somebody_else(session, claim):
    refuser, judge, other = (an_officer(session, name) for name in ("Farida", "Indira", "Gopal"))
    reject_claim(session, claim, "Made by machine.", by=refuser, at=AT)
    made = appeal(session, claim, "But it is by hand.", by=maker_of(session, claim), at=AT)
    with pytest.raises(SameOfficer):
        decide_appeal(session, made, allowed=True, reason="Fine.", by=refuser, at=AT)
    with pytest.raises(ReasonsMissing):
        decide_appeal(session, made, allowed=True, reason="", by=judge, at=AT)
    decide_appeal(session, made, allowed=True, reason="The stitch is seen.", by=judge, at=AT)
    again = claim_on(session, SubjectKind.LISTING, claim.subject_id)
    assert again.id != claim.id
    with pytest.raises(SameOfficer):
        verify_origin(session, again, all_met(session, again), by=refuser, at=AT)
    verify_origin(session, again, all_met(session, again), by=other, at=AT)
    assert again.status is VerificationStatus.VERIFIED
    assert events(session).count("appeal.decided") == 1


def test_a_dismissed_appeal_leaves_the_refusal(session, claim):
    reject_claim(session, claim, "Made by machine.", by=an_officer(session), at=AT)
    made = appeal(session, claim, "But it is by hand.", by=maker_of(session, claim), at=AT)
    judge = an_officer(session, "Indira")
    decide_appeal(session, made, allowed=False, reason="It is not.", by=judge, at=AT)
    decide_appeal(session, made, allowed=True, reason="It is.", by=judge, at=AT)
    assert made.allowed is False
    assert claim_on(session, SubjectKind.LISTING, claim.subject_id) is None

"""Visits, who may judge, and the trail of a claim."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from catalog import tasks
from catalog.actions import (
    answer_ask,
    appeal,
    ask_maker,
    claim_mark,
    decide_appeal,
    note_visit,
    reject_claim,
    return_for_changes,
    submit_artisan,
    verify_origin,
)
from catalog.actions.claims import claim_on, standing_refusal
from catalog.errors import (
    BroughtIn,
    ClaimClosed,
    ClaimDecided,
    PictureRefused,
    SecondOfficerNeeded,
    VisitFieldsWrong,
)
from catalog.models import ClaimPhoto, ClaimVisit, Mark
from catalog.queries.trail import claim_trail, visits_of
from catalog.rules.desk import visit_faults
from catalog.rules.marks import FOUR_EYES, MarkKind, MarkStatus
from catalog.rules.verification import SubjectKind, VerificationStatus
from kit.clock import business_day
from people.models import Assistance, Notice, Person
from tests.makers import (
    AT,
    BANKURA,
    a_claim,
    a_draft,
    a_jpeg,
    a_person,
    a_workshop,
    all_met,
    an_officer,
)

TODAY = business_day(AT)
NUMBERS = {MarkKind.GI: "AU/152/7", MarkKind.SILK_MARK: "SM/1234567", MarkKind.KHADI: "KM/12345"}


@pytest.fixture
def artisan(session):
    return a_workshop(session)


@pytest.fixture
def claim(session, artisan):
    return a_claim(session, a_draft(session, artisan))


def a_mark(session, artisan, kind=MarkKind.GI):
    return claim_mark(
        session,
        artisan,
        kind=kind,
        number=NUMBERS[kind],
        issuer="The issuer of the mark",
        expires_on=None,
        by=artisan.person_id,
        at=AT,
    )


def visit(session, claim, by, **said):
    told = {"visited_on": TODAY, "place": "Bishnupur, by the tank", "notes": "The loom stands in the front."}
    return note_visit(session, claim, **(told | said), by=by, at=AT)


@pytest.mark.parametrize(
    ("said", "faults"),
    [
        ({}, {}),
        ({"visited_on": None}, {"visited_on": "missing"}),
        ({"visited_on": date(2026, 11, 22)}, {"visited_on": "future"}),
        ({"visited_on": date(2025, 11, 20)}, {"visited_on": "old"}),
        ({"place": ""}, {"place": "missing"}),
        ({"place": "x" * 201}, {"place": "long"}),
        ({"notes": "Seen."}, {"notes": "short"}),
        ({"notes": "x" * 2001}, {"notes": "long"}),
    ],
)
def test_a_visit_has_a_day_a_place_and_what_was_seen(said, faults):
    told = {"visited_on": date(2026, 11, 21), "place": "Bishnupur", "notes": "The loom stands there."}
    assert visit_faults(**(told | said), on=date(2026, 11, 21)) == faults


def test_a_visit_is_written_once_with_its_pictures(session, claim):
    officer = an_officer(session)
    first = visit(session, claim, officer, pictures=[a_jpeg(), a_jpeg(colour=(1, 2, 3))])
    assert visit(session, claim, officer, pictures=[a_jpeg()]) is first
    photos = session.scalars(select(ClaimPhoto)).all()
    assert [photo.visit_id for photo in photos] == [first.id, first.id]
    [line] = visits_of(session, claim.id)
    assert (line.officer, line.visit.place) == ("Farida", "Bishnupur, by the tank")


def test_a_visit_with_a_file_that_is_no_picture_is_refused(session, claim):
    with pytest.raises(PictureRefused):
        visit(session, claim, an_officer(session), pictures=[b"<svg/>"])
    with pytest.raises(VisitFieldsWrong):
        visit(session, claim, an_officer(session), place=" ")


def test_nothing_is_added_to_a_decided_claim(session, claim):
    officer = an_officer(session)
    reject_claim(session, claim, "Made by machine.", by=officer, at=AT)
    with pytest.raises(ClaimDecided):
        visit(session, claim, officer)
    assert session.scalars(select(ClaimVisit)).all() == []


def judged(session, claim, by):
    """Every way in which an officer judges a claim."""
    yield lambda: verify_origin(session, claim, all_met(session, claim), by=by, at=AT)
    yield lambda: return_for_changes(session, claim, ["Show the back."], by=by, at=AT)
    yield lambda: reject_claim(session, claim, "Made by machine.", by=by, at=AT)


def test_who_brought_a_maker_in_judges_neither_maker_nor_goods_nor_marks(session, artisan, claim):
    officer = an_officer(session)
    artisan.onboarded_by = officer
    submit_artisan(session, artisan, by=artisan.person_id, at=AT)
    mark = a_mark(session, artisan)
    claims = [
        claim,
        claim_on(session, SubjectKind.ARTISAN, artisan.id),
        claim_on(session, SubjectKind.MARK, mark.id),
    ]
    for each in claims:
        for judge in judged(session, each, officer):
            with pytest.raises(BroughtIn):
                judge()
    other = an_officer(session, "Gopal")
    verify_origin(session, claim, all_met(session, claim), by=other, at=AT)
    assert claim.status is VerificationStatus.VERIFIED


def test_who_has_acted_for_a_maker_does_not_judge_the_maker(session, artisan, claim):
    officer = an_officer(session)
    leave = Assistance(
        helper_id=officer,
        person_id=artisan.person_id,
        asked_of="-",
        district_id=BANKURA,
        things=["stock"],
        hours=1,
        asked_at=AT,
    )
    session.add(leave)
    session.flush()
    for judge in judged(session, claim, officer):
        leave.agreed_at, leave.until, leave.ended_at = AT, AT + timedelta(hours=1), AT
        session.flush()
        with pytest.raises(BroughtIn):
            judge()
    leave.agreed_at = leave.until = leave.ended_at = None  # asked, but nobody agreed
    verify_origin(session, claim, all_met(session, claim), by=officer, at=AT)


def test_who_brought_a_maker_in_does_not_decide_the_appeal(session, artisan, claim):
    reject_claim(session, claim, "Made by machine.", by=an_officer(session), at=AT)
    made = appeal(session, claim, "But it is by hand.", by=artisan.person_id, at=AT)
    judge = an_officer(session, "Indira")
    artisan.onboarded_by = judge
    with pytest.raises(BroughtIn):
        decide_appeal(session, made, allowed=True, reason="Seen.", by=judge, at=AT)


@pytest.mark.parametrize("kind", sorted(FOUR_EYES))
def test_four_eyes_look_at_a_gi_silk_or_khadi_mark(session, artisan, kind):
    mark = a_mark(session, artisan, kind)
    claim = claim_on(session, SubjectKind.MARK, mark.id)
    first, second = an_officer(session), an_officer(session, "Gopal")
    verify_origin(session, claim, all_met(session, claim), by=first, at=AT)
    assert (mark.status, claim.decided_at) == (MarkStatus.SEEN_ONCE, None)
    with pytest.raises(SecondOfficerNeeded):
        verify_origin(session, claim, all_met(session, claim), by=first, at=AT)
    verify_origin(session, claim, all_met(session, claim), by=second, at=AT)
    assert (mark.status, mark.seen_by, mark.checked_by) == (MarkStatus.VERIFIED, first, second)


def test_a_refused_mark_is_not_claimed_again_but_appealed(session, artisan):
    mark = a_mark(session, artisan)
    claim = claim_on(session, SubjectKind.MARK, mark.id)
    refuser, judge, third, fourth = (
        an_officer(session, name) for name in ("Farida", "Indira", "Gopal", "Hema")
    )
    reject_claim(session, claim, "The issuer knows no such number.", by=refuser, at=AT)
    assert session.get_one(Mark, mark.id).status is MarkStatus.RETURNED
    assert standing_refusal(session, mark.id) is claim
    with pytest.raises(ClaimClosed):
        a_mark(session, artisan)
    made = appeal(session, claim, "The number is on my card.", by=artisan.person_id, at=AT)
    decide_appeal(session, made, allowed=True, reason="It is.", by=judge, at=AT)
    again = claim_on(session, SubjectKind.MARK, mark.id)
    assert (mark.status, mark.seen_by, standing_refusal(session, mark.id)) == (
        MarkStatus.CLAIMED,
        None,
        None,
    )
    verify_origin(session, again, all_met(session, again), by=third, at=AT)
    verify_origin(session, again, all_met(session, again), by=fourth, at=AT)
    assert mark.status is MarkStatus.VERIFIED


def test_the_officer_who_asked_is_told_of_the_answer(session, artisan, claim):
    officer = a_person(session, "Farida", email="farida@district.example")
    ask = ask_maker(session, claim, "how_made", by=officer.id, at=AT)
    answer_ask(session, claim, "On a pit loom.", by=artisan.person_id, at=AT)
    tasks.tell_who_asked(session, {"verification_id": claim.id, "ask_id": ask.id}, AT)
    [letter] = session.scalars(select(Notice).where(Notice.kind == "claim_answered"))
    assert letter.to == "farida@district.example"
    assert f"/district/claims/{claim.id}" in letter.body
    session.get_one(Person, officer.id).disabled_at = AT
    tasks.tell_who_asked(session, {"verification_id": claim.id, "ask_id": ask.id}, AT)
    assert len(session.scalars(select(Notice).where(Notice.kind == "claim_answered")).all()) == 1


def test_the_trail_tells_every_act_by_whom_and_for_whom(session, artisan, claim):
    officer = an_officer(session)
    ask_maker(session, claim, "how_made", by=officer, at=AT)
    helper = a_person(session, "Meena", email="meena@centre.example")
    session.info["acting_for"] = artisan.person_id
    answer_ask(session, claim, "On a pit loom.", by=helper.id, at=AT)
    session.info["acting_for"] = None
    visit(session, claim, officer)
    verify_origin(session, claim, all_met(session, claim), by=officer, at=AT)
    told = [
        (act.name, act.by, act.acting_for, act.decides)
        for act in claim_trail(session, claim, artisan.person_id)
    ]
    assert told[1:] == [
        ("verification.requested", "Asha", "", False),
        ("claim.asked", "Farida", "", False),
        ("claim.answered", "Meena", "Asha", False),
        ("visit.noted", "Farida", "", False),
        ("origin.verified", "Farida", "", True),
    ]
    assert told[0] == ("artisan.registered", "Asha", "", False)


def test_the_trail_of_one_claim_has_nothing_of_another(session, artisan, claim):
    return_for_changes(session, claim, ["Show the back."], by=an_officer(session), at=AT)
    other = a_claim(session, a_draft(session, artisan))
    names = [act.name for act in claim_trail(session, other, artisan.person_id)]
    assert names == ["artisan.registered", "verification.requested"]

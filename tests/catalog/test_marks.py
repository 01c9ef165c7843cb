"""Marks: words that need one, who looks, and that a badge goes by itself."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from catalog.actions import (
    claim_mark,
    listing_gaps,
    publish_gaps,
    publish_listing,
    set_variants,
    tell_details,
    verify_origin,
)
from catalog.actions.claims import claim_on
from catalog.actions.verification import return_for_changes
from catalog.errors import (
    ChecklistIncomplete,
    ListingFieldsWrong,
    ListingNotReady,
    MarkFieldsWrong,
    SecondOfficerNeeded,
)
from catalog.queries.marks import badges_of, makers_badges, tell_marks, words_unproven
from catalog.queries.shelf import cards
from catalog.rules.marks import MarkKind, MarkStatus, mark_faults, red_flags, stands, unproven
from catalog.rules.papers import PAPER_MAX_BYTES, PaperFault, is_pdf, paper_fault
from catalog.rules.verification import SubjectKind, VerificationStatus
from kit.clock import business_day
from kit.money import Money
from tests.makers import AT, a_claim, a_draft, a_listing, a_workshop, all_met, an_officer

TODAY = business_day(AT)


def words(*titles):
    return [flag.word for flag in red_flags(titles)]


@pytest.mark.parametrize(
    ("title", "found"),
    [
        ("Khadi kurta, off white", ["khadi"]),
        ("खादी का कुर्ता", ["khadi"]),
        ("Pure mulberry silk saree", ["pure silk"]),
        ("शुद्ध रेशम की साड़ी", ["pure silk"]),
        ("100% silk stole", ["pure silk"]),
        ("Organic turmeric", ["organic"]),
        ("जैविक हल्दी", ["organic"]),
        ("पश्मीना शॉल", ["pashmina"]),
        ("GI-tagged Bidri vase", ["GI"]),
        ("जीआई टैग वाला फूलदान", ["GI"]),
        ("Hand-loom towel", ["handloom"]),
        ("हैंडलूम चादर", ["handloom"]),
        ("हैण्डलूम चादर", ["handloom"]),
        ("Khadi, handloom and organic", ["khadi", "organic", "handloom"]),
        ("Silk saree of Bishnupur", []),
        ("Giant ginger, one kilo", []),
        ("Handwoven cotton towel", []),
        ("शुद्ध नारियल तेल", []),
        ("Inorganic is no word here but bio-organic is", ["organic"]),
    ],
)
def test_a_word_that_needs_a_mark_is_found_in_both_scripts(title, found):
    assert words(title) == found


def test_a_word_is_proven_by_the_mark_that_carries_it_only():
    assert unproven(["Handloom towel"], {MarkKind.KHADI}) == ["handloom"]
    assert unproven(["Handloom towel"], {MarkKind.INDIA_HANDLOOM}) == []


def test_a_mark_stands_through_its_last_day():
    assert stands(MarkStatus.VERIFIED, TODAY, TODAY)
    assert not stands(MarkStatus.VERIFIED, TODAY - timedelta(days=1), TODAY)
    assert not stands(MarkStatus.SEEN_ONCE, None, TODAY)


def test_what_cannot_be_of_a_mark_is_named():
    faults = mark_faults(kind=MarkKind.FSSAI, number="123", issuer="", expires_on=date(2020, 1, 1), on=TODAY)
    assert faults == {"number": "format", "issuer": "missing", "expires_on": "past"}


def claimed(session, piece, kind, **said):
    fields = {
        "number": "au/123/2020",
        "issuer": "GI Registry, Chennai",
        "expires_on": None,
        "listing": piece,
    }
    return claim_mark(session, piece.artisan, kind=kind, by=piece.artisan.person_id, at=AT, **(fields | said))


def looked(session, mark, officer):
    claim = claim_on(session, SubjectKind.MARK, mark.id)
    verify_origin(session, claim, all_met(session, claim), by=an_officer(session, officer), at=AT)
    return claim


def test_a_khadi_title_is_not_sent_without_a_claim_nor_sold_without_two_officers(session):
    listing = a_draft(session, a_workshop(session), title="Khadi saree, off white")
    assert listing_gaps(session, listing, on_hand=3, at=AT) == ["marks"]
    mark = claimed(session, listing, MarkKind.KHADI)
    assert (mark.number, mark.status) == ("AU/123/2020", MarkStatus.CLAIMED)
    claim = a_claim(session, listing)
    verify_origin(session, claim, all_met(session, claim), by=an_officer(session), at=AT)
    assert publish_gaps(session, listing, at=AT) == ["marks_stand"]
    first = looked(session, mark, "Farida")
    assert (first.status, mark.status) == (VerificationStatus.IN_REVIEW, MarkStatus.SEEN_ONCE)
    assert publish_gaps(session, listing, at=AT) == ["marks_stand"]
    with pytest.raises(SecondOfficerNeeded):
        looked(session, mark, "Farida")
    with pytest.raises(ListingNotReady):
        publish_listing(session, listing, by=listing.artisan.person_id, at=AT)
    second = looked(session, mark, "Gopal")
    assert (second.status, mark.status) == (VerificationStatus.VERIFIED, MarkStatus.VERIFIED)
    assert mark.how == "Seen at the wheel on 20 Nov"
    publish_listing(session, listing, by=listing.artisan.person_id, at=AT)


def test_a_handloom_mark_wants_one_officer_and_its_badge_goes_by_itself(session):
    listing = a_draft(session, a_workshop(session), title="Handloom towel")
    mark = claimed(session, listing, MarkKind.HANDLOOM_MARK, expires_on=TODAY + timedelta(days=30))
    looked(session, mark, "Farida")
    shown = [
        [badge.number for badge in badges_of(session, listing.artisan_id, listing.id, on=on)]
        for on in (TODAY, TODAY + timedelta(days=30), TODAY + timedelta(days=31))
    ]
    assert shown == [["AU/123/2020"], ["AU/123/2020"], []]
    assert listing_gaps(session, listing, on_hand=3, at=AT + timedelta(days=31)) == ["marks"]


def test_a_mark_of_one_piece_is_not_shown_beside_another_and_one_of_the_workshop_is(session):
    asha = a_workshop(session)
    one, other = a_draft(session, asha), a_draft(session, asha)
    looked(session, claimed(session, one, MarkKind.CRAFTMARK), "Farida")
    assert badges_of(session, asha.id, other.id, on=TODAY) == []
    looked(session, claimed(session, one, MarkKind.CRAFTMARK, listing=None, number="CM 77"), "Farida")
    assert [badge.number for badge in badges_of(session, asha.id, other.id, on=TODAY)] == ["CM 77"]


def test_a_mark_sent_back_may_be_claimed_again_and_twice_is_once(session):
    listing = a_draft(session, a_workshop(session))
    mark = claimed(session, listing, MarkKind.CRAFTMARK)
    assert claimed(session, listing, MarkKind.CRAFTMARK) is mark
    claim = claim_on(session, SubjectKind.MARK, mark.id)
    return_for_changes(session, claim, ["The number is another's"], by=an_officer(session), at=AT)
    assert mark.status is MarkStatus.RETURNED
    assert claimed(session, listing, MarkKind.CRAFTMARK) is mark
    assert claim_on(session, SubjectKind.MARK, mark.id).id != claim.id


def test_a_mark_is_not_verified_without_what_was_seen(session):
    listing = a_draft(session, a_workshop(session))
    mark = claimed(session, listing, MarkKind.CRAFTMARK)
    claim = claim_on(session, SubjectKind.MARK, mark.id)
    answers = all_met(session, claim)
    answers["number_seen"] = {"met": True, "evidence": ""}
    with pytest.raises(ChecklistIncomplete):
        verify_origin(session, claim, answers, by=an_officer(session), at=AT)
    with pytest.raises(MarkFieldsWrong):
        claimed(session, listing, MarkKind.HUID, number="no")


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ({"variant": "Khadi, white"}, ["khadi"]),
        ({"materials": "pure mulberry silk"}, ["pure silk"]),
        ({"technique": "woven on a handloom"}, ["handloom"]),
        ({"technique": "thrown on a wheel"}, []),
    ],
)
def test_a_flagged_word_needs_its_mark_wherever_it_stands(session, said, found):
    listing = a_draft(session, a_workshop(session))
    by = listing.artisan.person_id
    if name := said.get("variant"):
        set_variants(session, listing, [(listing.variants[0].id, name, Money(500_00))], by=by, at=AT)
    else:
        tell_details(session, listing, said, best_before_days=None, by=by, at=AT)
    assert words_unproven(session, listing, on=TODAY, verified=False) == found
    assert ("marks" in listing_gaps(session, listing, on_hand=3, at=AT)) is bool(found)


def test_a_size_that_is_named_after_it_went_on_sale_is_held_against_the_marks(session):
    listing = a_listing(session)
    by, first = listing.artisan.person_id, listing.variants[0].id
    wanted = [(first, "Plain", Money(500_00)), (None, "Khadi", Money(900_00))]
    with pytest.raises(ListingFieldsWrong) as refused:
        set_variants(session, listing, wanted, by=by, at=AT)
    assert refused.value.details["faults"] == {"name": "unproven"}
    assert [variant.name for variant in listing.variants if variant.active] == [""]
    mark = claimed(session, listing, MarkKind.KHADI)
    looked(session, mark, "Farida")
    with pytest.raises(ListingFieldsWrong):
        set_variants(session, listing, wanted, by=by, at=AT)
    looked(session, mark, "Gopal")
    set_variants(session, listing, wanted, by=by, at=AT)
    assert [variant.name for variant in listing.variants if variant.active] == ["Plain", "Khadi"]


def test_a_technique_that_needs_a_mark_is_refused_at_its_field_on_sale(session):
    listing = a_listing(session)
    with pytest.raises(ListingFieldsWrong) as refused:
        tell_details(
            session,
            listing,
            {"technique": "Handloom", "materials": "Cotton"},
            best_before_days=None,
            by=listing.artisan.person_id,
            at=AT,
        )
    assert refused.value.details["faults"] == {"technique": "unproven"}


def test_cards_and_the_makers_name_carry_marks_until_the_day_they_run_out(session):
    asha = a_workshop(session)
    one, other = a_listing(session, asha), a_listing(session, asha)
    last = TODAY + timedelta(days=30)
    looked(session, claimed(session, one, MarkKind.CRAFTMARK, expires_on=last), "Farida")
    whole = claimed(session, one, MarkKind.HANDLOOM_MARK, listing=None, number="HL 77", expires_on=last)
    looked(session, whole, "Farida")
    claimed(session, other, MarkKind.INDIA_ORGANIC)  # nobody has looked
    shelf = cards(session, artisan=asha.id)

    def told(on):
        tell_marks(session, shelf, on=on)
        return {card.listing_id: card.marks for card in shelf}

    both = (MarkKind.HANDLOOM_MARK, MarkKind.CRAFTMARK)
    assert told(last) == {one.id: both, other.id: (MarkKind.HANDLOOM_MARK,)}
    assert [badge.number for badge in makers_badges(session, asha.id, on=last)] == ["HL 77"]
    assert told(last + timedelta(days=1)) == {one.id: (), other.id: ()}
    assert makers_badges(session, asha.id, on=last + timedelta(days=1)) == []


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"%PDF-1.7 ... %%EOF\n", None),
        (b"%PDF-1.7 ...", PaperFault.CUT_OFF),
        (b"%PDF-1.7 %%EOF" + b" " * 2000, PaperFault.CUT_OFF),
        (b"", PaperFault.EMPTY),
        (b"%PDF-" + b"0" * PAPER_MAX_BYTES + b"%%EOF", PaperFault.TOO_HEAVY),
    ],
)
def test_a_certificate_is_whole_and_not_too_heavy(content, fault):
    assert paper_fault(content) is fault
    assert not is_pdf(b" %PDF-1.7")

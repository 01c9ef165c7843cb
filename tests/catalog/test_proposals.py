"""What was verified changes after an officer looked; until then buyers read the old words."""

from __future__ import annotations

from datetime import timedelta

import pytest

from catalog import queries
from catalog.actions import (
    add_photo,
    appeal,
    claim_mark,
    decide_appeal,
    edit_listing,
    order_photos,
    reject_claim,
    remove_photo,
    return_for_changes,
    take_back_change,
    tell_details,
    verify_origin,
    withdraw_listing,
)
from catalog.actions.claims import claim_on
from catalog.actions.photo import drop_waiting
from catalog.actions.proposals import waiting_on
from catalog.errors import ChangeUnproven, ListingFieldsWrong, ListingNotReady, ProposalMoved
from catalog.models import DistrictProduct, Proposal, Verification
from catalog.queries.details import told_of
from catalog.queries.proposals import open_change
from catalog.rules.listing import ListingStatus
from catalog.rules.marks import MarkKind
from catalog.rules.photo import PhotoKind, PhotoStatus
from catalog.rules.proposal import ProposalStatus, differences, together
from catalog.rules.verification import SubjectKind, VerificationStatus
from kit.money import Money
from tests.makers import AT, BANKURA, a_jpeg, a_listing, all_met, an_officer

LATER = AT + timedelta(hours=1)


@pytest.fixture
def listing(session):
    return a_listing(session)


def edited(session, listing, **said):
    return edit_listing(session, listing, by=listing.artisan.person_id, at=LATER, **said)


def the_claim(session, listing):
    return claim_on(session, SubjectKind.CHANGE, waiting_on(session, listing.id).id)


def approved(session, listing, **more):
    claim = the_claim(session, listing)
    verify_origin(session, claim, all_met(session, claim), by=an_officer(session), at=LATER, **more)
    return claim


def test_only_what_differs_is_a_change():
    live = {"title:en": "Bowl", "care:en": "", "craft_variant_id": None, "proofs": {}}
    said = {"title:en": "Bowl", "title:hi": "", "care:en": "", "craft_variant_id": None, "proofs": {}}
    assert differences(live, said) == {}
    more = {"materials": "Clay", "title:hi": "प्याला", "title:en": "Bowls", "proofs": {"fssai": "1"}}
    assert list(differences(live, more)) == ["title:en", "title:hi", "materials", "proofs"]
    assert together(live, {"title:en": "Bowls", "materials": "Clay"}, {"title:en": "Bowl"}) == {
        "materials": "Clay"
    }


def a_new_photo(session, listing):
    maker = listing.artisan.person_id
    photo = add_photo(session, listing, a_jpeg(colour=(200, 20, 20)), kind=PhotoKind.MORE, by=maker, at=LATER)
    photo.status, photo.renditions = PhotoStatus.READY, {"jpg": {"480": "red.jpg"}}
    session.flush()
    return photo


def shown_to_buyers(session, listing):
    return [each.src for each in queries.listing_page(session, listing.slug).pictures]


def test_a_photo_put_on_a_piece_on_sale_is_shown_when_the_officer_has_looked(session, listing):
    before = shown_to_buyers(session, listing)
    photo = a_new_photo(session, listing)
    assert (photo.waits, shown_to_buyers(session, listing)) == (True, before)
    order_photos(session, listing, [photo.id])
    assert queries.cards(session)[0].picture.src == before[0]
    edited(session, listing, title="Blue bowl with two fish")
    assert set(waiting_on(session, listing.id).said) == {"title:en", "photos"}
    approved(session, listing)
    assert len(shown_to_buyers(session, listing)) == len(before) + 1
    assert photo.waits is False


def test_a_waiting_photo_that_is_taken_off_takes_its_change_along(session, listing):
    maker = listing.artisan.person_id
    photo = a_new_photo(session, listing)
    remove_photo(session, listing, photo, by=maker, at=LATER)
    assert waiting_on(session, listing.id) is None
    assert the_photos_wait(listing) == []


def test_a_photo_that_came_back_stays_unseen_and_goes_with_the_next_change_or_is_dropped(session, listing):
    before = shown_to_buyers(session, listing)
    photo = a_new_photo(session, listing)
    claim = the_claim(session, listing)
    return_for_changes(session, claim, ["Blurred"], by=an_officer(session), at=LATER)
    assert shown_to_buyers(session, listing) == before
    edited(session, listing, title="Blue bowl with two fish")
    assert waiting_on(session, listing.id).said["photos"] == [photo.id]
    take_back_change(session, listing, by=listing.artisan.person_id, at=LATER)
    drop_waiting(session, listing, by=listing.artisan.person_id, at=LATER)
    assert the_photos_wait(listing) == []
    assert shown_to_buyers(session, listing) == before


def test_a_photo_still_in_the_making_is_not_let_through_unseen(session, listing):
    photo = a_new_photo(session, listing)
    photo.status = PhotoStatus.UPLOADED
    approved(session, listing)
    assert photo.waits is True


def the_photos_wait(listing):
    return [photo for photo in listing.photos if photo.waits]


def test_buyers_read_the_old_title_until_the_officer_approves(session, listing):
    assert edited(session, listing, title="Blue bowl with two fish", care="Wipe it dry.") is True
    assert queries.listing_page(session, listing.slug).title == "Blue bowl with a fish"
    waiting = queries.queue_for(session, [BANKURA], kind=SubjectKind.CHANGE)
    assert [claim.title for claim in waiting] == ["Blue bowl with a fish"]
    approved(session, listing)
    page = queries.listing_page(session, listing.slug)
    assert (page.title, page.care) == ("Blue bowl with two fish", "Wipe it dry.")
    assert listing.status is ListingStatus.PUBLISHED
    assert session.query(Proposal).one().was == {"title:en": "Blue bowl with a fish", "care:en": ""}


def test_the_new_words_find_the_piece_and_the_old_do_not(session, listing):
    edited(session, listing, title="Green platter with a crane")
    assert queries.search(session, "platter crane") == []
    approved(session, listing)
    assert [card.slug for card in queries.search(session, "platter crane")] == [listing.slug]
    assert queries.search(session, "fish") == []


def test_weight_and_price_change_at_once_beside_words_that_wait(session, listing):
    assert (
        edited(session, listing, title="Blue bowl with two fish", weight_g=450, price=Money(900_00)) is True
    )
    assert (listing.weight_g, listing.price_paise) == (450, 900_00)
    assert edited(session, listing, weight_g=460) is False


def test_a_further_edit_goes_into_the_change_that_waits(session, listing):
    edited(session, listing, title="Blue bowl with two fish")
    first = waiting_on(session, listing.id)
    claim = the_claim(session, listing)
    edited(session, listing, title="Blue bowl with three fish")
    tell_details(
        session, listing, {"materials": "Clay"}, best_before_days=None, by=listing.artisan.person_id, at=LATER
    )
    waiting = waiting_on(session, listing.id)
    assert waiting.id == first.id
    assert waiting.said == {"title:en": "Blue bowl with three fish", "materials": "Clay"}
    assert the_claim(session, listing) is claim
    with pytest.raises(ProposalMoved):
        verify_origin(session, claim, all_met(session, claim), seen=1, by=an_officer(session), at=LATER)
    approved(session, listing, seen=waiting.version)
    assert told_of(session, listing.id).materials == "Clay"


def test_the_same_edit_twice_is_once(session, listing):
    edited(session, listing, title="Blue bowl with two fish")
    edited(session, listing, title="Blue bowl with two fish")
    assert waiting_on(session, listing.id).version == 1


def test_a_change_back_to_how_it_stands_is_taken_back(session, listing):
    edited(session, listing, title="Blue bowl with two fish")
    claim = the_claim(session, listing)
    assert edited(session, listing, title="Blue bowl with a fish") is False
    assert waiting_on(session, listing.id) is None
    assert claim.status is VerificationStatus.TAKEN_BACK
    assert take_back_change(session, listing, by=listing.artisan.person_id, at=LATER) is False
    assert queries.queue_for(session, [BANKURA]) == []


def test_a_change_sent_back_leaves_the_old_words_and_stays_in_the_makers_hand(session, listing):
    edited(session, listing, title="Blue bowl with two fish")
    claim = the_claim(session, listing)
    return_for_changes(session, claim, ["One fish is seen."], by=an_officer(session), at=LATER)
    assert queries.listing_page(session, listing.slug).title == "Blue bowl with a fish"
    assert open_change(session, listing.id).status is ProposalStatus.RETURNED
    edited(session, listing, title="Blue bowl with a large fish")
    approved(session, listing)
    assert queries.listing_page(session, listing.slug).title == "Blue bowl with a large fish"
    assert open_change(session, listing.id) is None


def test_a_change_that_came_back_may_be_laid_aside(session, listing):
    edited(session, listing, title="Blue bowl with two fish")
    claim = the_claim(session, listing)
    reject_claim(session, claim, "Only one fish.", by=an_officer(session), at=LATER)
    made = appeal(session, claim, "Turn it round: there are two.", by=listing.artisan.person_id, at=LATER)
    assert take_back_change(session, listing, by=listing.artisan.person_id, at=LATER)
    assert open_change(session, listing.id) is None
    decide_appeal(
        session, made, allowed=True, reason="Two are seen.", by=an_officer(session, "Hari"), at=LATER
    )
    assert waiting_on(session, listing.id) is None


def test_a_refused_change_waits_again_when_the_appeal_is_allowed(session, listing):
    edited(session, listing, title="Blue bowl with two fish")
    claim = the_claim(session, listing)
    reject_claim(session, claim, "Only one fish.", by=an_officer(session), at=LATER)
    made = appeal(session, claim, "Turn it round: there are two.", by=listing.artisan.person_id, at=LATER)
    decide_appeal(
        session, made, allowed=True, reason="Two are seen.", by=an_officer(session, "Hari"), at=LATER
    )
    again = the_claim(session, listing)
    verify_origin(session, again, all_met(session, again), by=an_officer(session, "Gopal"), at=LATER)
    assert queries.listing_page(session, listing.slug).title == "Blue bowl with two fish"


def test_an_allowed_appeal_does_not_push_out_a_newer_change(session, listing):
    edited(session, listing, title="Blue bowl with two fish")
    claim = the_claim(session, listing)
    reject_claim(session, claim, "Only one fish.", by=an_officer(session), at=LATER)
    made = appeal(session, claim, "Turn it round: there are two.", by=listing.artisan.person_id, at=LATER)
    edited(session, listing, title="Blue bowl with some fish")
    decide_appeal(
        session, made, allowed=True, reason="Two are seen.", by=an_officer(session, "Hari"), at=LATER
    )
    assert waiting_on(session, listing.id).said == {"title:en": "Blue bowl with some fish"}


def test_a_word_that_needs_a_mark_is_refused_without_one_and_waits_for_it_with_one(session, listing):
    with pytest.raises(ListingFieldsWrong) as refused:
        edited(session, listing, title="Khadi bowl cover")
    assert refused.value.details["faults"] == {"title": "unproven"}
    assert waiting_on(session, listing.id) is None
    mark = claim_mark(
        session,
        listing.artisan,
        kind=MarkKind.KHADI,
        number="KVIC/1",
        issuer="KVIC",
        expires_on=None,
        listing=listing,
        by=listing.artisan.person_id,
        at=AT,
    )
    edited(session, listing, title="Khadi bowl cover")
    with pytest.raises(ChangeUnproven):
        approved(session, listing)
    claim = claim_on(session, SubjectKind.MARK, mark.id)
    for name in ("Farida", "Gopal"):
        verify_origin(session, claim, all_met(session, claim), by=an_officer(session, name), at=LATER)
    approved(session, listing)
    assert queries.listing_page(session, listing.slug).title == "Khadi bowl cover"


def test_a_title_too_short_to_sell_by_is_refused(session, listing):
    with pytest.raises(ListingFieldsWrong) as refused:
        edited(session, listing, title="Bo", story="Short")
    assert refused.value.details["faults"] == {"title": "short", "story": "short"}


def test_another_craft_is_looked_at_as_a_craft_and_needs_its_papers(session, listing):
    with pytest.raises(ListingNotReady) as refused:
        edited(session, listing, craft_id="honey")
    assert refused.value.details["gaps"] == ["proofs", "pack", "best_before"]
    edited(session, listing, craft_id="blue_pottery")
    claim = the_claim(session, listing)
    assert "made_by_hand" in all_met(session, claim)
    assert listing.craft_id == "cotton_saree"
    approved(session, listing)
    assert listing.craft_id == "blue_pottery"
    assert queries.listing_page(session, listing.slug).handicraft_checked


def test_a_withdrawn_listing_whose_words_change_lets_go_of_its_waiting_change(session, listing):
    edited(session, listing, title="Blue bowl with two fish")
    claim = the_claim(session, listing)
    withdraw_listing(session, listing, by=listing.artisan.person_id, at=LATER)
    edited(session, listing, story="Another story, told anew from the beginning.")
    assert (listing.status, claim.status) == (ListingStatus.DRAFT, VerificationStatus.TAKEN_BACK)


def test_two_presses_of_the_officer_put_it_live_once(session, listing):
    edited(session, listing, title="Blue bowl with two fish")
    claim = approved(session, listing)
    verify_origin(session, claim, all_met(session, claim), seen=1, by=an_officer(session), at=LATER)
    assert session.query(Verification).filter_by(subject_kind=SubjectKind.CHANGE).count() == 1


def test_another_districts_officer_does_not_find_it(session, listing):
    edited(session, listing, title="Blue bowl with two fish")
    assert queries.claim_in(session, [91], the_claim(session, listing).id) is None


def test_products_of_other_districts_are_refused_for_a_change_too(session, listing):
    from catalog.errors import ProductElsewhere

    elsewhere = session.get(DistrictProduct, 2)
    with pytest.raises(ProductElsewhere):
        edited(session, listing, craft_id="blue_pottery", district_product_id=elsewhere.id)


def test_both_languages_change_apart(session, listing):
    edited(session, listing, locale="hi", title="नीला कटोरा", story="")
    assert waiting_on(session, listing.id).said == {"title:hi": "नीला कटोरा"}
    approved(session, listing)
    assert listing.texts["hi"].title == "नीला कटोरा"

"""Makers, listings and officers, on PostgreSQL."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.exc import DBAPIError

from catalog import queries
from catalog.actions import (
    add_photo,
    draft_listing,
    edit_artisan,
    edit_listing,
    index_words,
    publish_listing,
    register_artisan,
    remove_photo,
    reprice,
    return_for_changes,
    submit_artisan,
    submit_for_verification,
    verify_origin,
    withdraw_listing,
)
from catalog.actions.artisan import suffix
from catalog.actions.claims import claim_on
from catalog.errors import (
    ArtisanFixed,
    ArtisanNotReady,
    ChecklistIncomplete,
    CraftNotSold,
    CraftUnknown,
    ListingInReview,
    ListingNotReady,
    OwnWork,
    ProductElsewhere,
    ReasonsMissing,
)
from catalog.models import Artisan, Listing, PriceChange
from catalog.rules.artisan import ArtisanStatus
from catalog.rules.listing import ListingStatus
from catalog.rules.verification import SubjectKind
from kit.events import Event
from kit.ids import ALPHABET
from kit.money import Money
from tax.queries import tariff
from tax.rules import SellerKind
from tests.makers import (
    AT,
    BANKURA,
    JAIPUR,
    a_claim,
    a_draft,
    a_jpeg,
    a_listing,
    a_person,
    a_workshop,
    all_met,
    an_officer,
    papers,
    with_variants,
)


def names_of_events(session, *wanted):
    found = session.scalars(select(Event.name).order_by(Event.id))
    return [name for name in found if not wanted or name in wanted]


def test_a_workshop_is_registered_once_a_person(session):
    asha = a_workshop(session)
    again = register_artisan(session, papers(name="Asha", story="I weave."), person_id=asha.person_id, at=AT)
    assert again is asha
    assert asha.story == "I weave."
    assert session.scalar(select(func.count()).select_from(Artisan)) == 1
    assert names_of_events(session, "artisan.registered") == ["artisan.registered"]


def test_papers_with_faults_write_nothing(session):
    bina = a_workshop(session, "Bina")
    stranger = a_person(session, "Dilip", mobile="+919811111111")
    faulty = replace(papers("Asha"), gstin=papers("Chandan").gstin)
    with pytest.raises(ArtisanNotReady) as refused:
        register_artisan(session, faulty, person_id=stranger.id, at=AT)
    assert refused.value.details["faults"] == {"gstin": "state"}
    assert session.scalars(select(Artisan)).all() == [bina]


def test_a_gstin_belongs_to_one_workshop(session):
    asha = a_workshop(session)
    stranger = a_person(session, "Dilip", mobile="+919811111111")
    with pytest.raises(ArtisanNotReady) as refused:
        register_artisan(session, papers("Asha"), person_id=stranger.id, at=AT)
    assert refused.value.details["faults"] == {"gstin": "taken"}
    assert session.scalars(select(Artisan)).all() == [asha]


def test_composition_makers_are_told_that_they_cannot_sell_here_yet(session):
    listing = a_draft(session, a_workshop(session, gst_kind=SellerKind.COMPOSITION))
    claim = a_claim(session, listing)
    verify_origin(session, claim, all_met(session, claim), by=an_officer(session), at=AT)
    with pytest.raises(ListingNotReady) as refused:
        publish_listing(session, listing, by=listing.artisan.person_id, at=AT)
    assert refused.value.details["gaps"] == ["seller"]


def test_submitting_twice_opens_one_claim_and_is_announced_once(session):
    asha = a_workshop(session)
    for _ in range(2):
        submit_artisan(session, asha, by=asha.person_id, at=AT)
    assert asha.status is ArtisanStatus.SUBMITTED
    assert len(queries.queue_for(session, [BANKURA])) == 1
    assert names_of_events(session, "artisan.submitted") == ["artisan.submitted"]


def test_a_verified_workshop_keeps_its_district_and_pan(session):
    asha = a_listing(session).artisan
    with pytest.raises(ArtisanFixed) as refused:
        edit_artisan(session, asha, papers("Asha", gst_kind=SellerKind.COMPOSITION), by=asha.person_id, at=AT)
    assert refused.value.details["fields"] == ["gst_kind"]
    edit_artisan(
        session, asha, papers("Asha", address_line="14, Potters' Lane, upstairs"), by=asha.person_id, at=AT
    )
    assert asha.address_line == "14, Potters' Lane, upstairs"


def test_drafts_follow_a_workshop_to_another_district(session):
    asha = a_workshop(session)
    listing = a_draft(session, asha, district_product_id=1)
    moved = papers("Bina", pan="ABCPA1234F", enrolment_no="08ABCPA1234FEN1")
    edit_artisan(session, asha, moved, by=asha.person_id, at=AT)
    assert (listing.district_id, listing.district_product_id) == (JAIPUR, None)


@pytest.mark.parametrize(
    ("craft", "finer", "product", "refusal"),
    [
        ("homestay", None, None, CraftNotSold),
        ("no_such", None, None, CraftUnknown),
        ("cotton_saree", "tile", None, CraftUnknown),
        ("blue_pottery", None, 2, ProductElsewhere),
    ],
)
def test_a_craft_must_be_goods_and_fit_the_makers_district(session, craft, finer, product, refusal):
    asha = a_workshop(session)
    with pytest.raises(refusal):
        draft_listing(
            session,
            asha,
            craft_id=craft,
            craft_variant_id=finer,
            district_product_id=product,
            by=asha.person_id,
            at=AT,
        )
    assert session.scalars(select(Listing)).all() == []


def test_the_finer_lines_tariff_code_counts(session):
    bina = a_workshop(session, "Bina")
    listing = a_draft(session, bina, craft_id="blue_pottery", craft_variant_id="tile")
    offer = queries.offers(session, [listing.variants[0].id])[listing.variants[0].id]
    assert (offer.hsn, offer.flags) == ("69074010", frozenset({"unpacked"}))
    plain = a_draft(session, bina)
    offer = queries.offers(session, [plain.variants[0].id])[plain.variants[0].id]
    assert (offer.hsn, offer.flags) == ("69139000", frozenset({"handicraft", "unpacked"}))


def test_what_a_listing_lacks_is_told_and_it_stays_a_draft(session):
    asha = a_workshop(session)
    listing = draft_listing(session, asha, craft_id="cotton_saree", by=asha.person_id, at=AT)
    with pytest.raises(ListingNotReady) as refused:
        submit_for_verification(session, listing, on_hand=0, by=asha.person_id, at=AT)
    assert refused.value.details["gaps"] == ["title", "story", "photos", "price", "stock", "weight"]
    assert listing.status is ListingStatus.DRAFT


def test_a_slab_price_for_which_no_rate_is_true_is_not_sent(session):
    asha = a_workshop(session)
    listing = a_draft(session, asha, craft_id="kurta", price=Money(2_800_00))
    with pytest.raises(ListingNotReady) as refused:
        submit_for_verification(session, listing, on_hand=1, by=asha.person_id, at=AT)
    assert refused.value.details["gaps"] == ["rate"]


def test_honey_is_not_sent_without_its_fssai_number(session):
    asha = a_workshop(session)
    listing = a_draft(session, asha, craft_id="honey")
    with pytest.raises(ListingNotReady) as refused:
        submit_for_verification(session, listing, on_hand=1, by=asha.person_id, at=AT)
    assert refused.value.details["gaps"] == ["proofs"]
    edit_listing(session, listing, proofs={"fssai": "10012345678901"}, by=asha.person_id, at=AT)
    submit_for_verification(session, listing, on_hand=1, by=asha.person_id, at=AT)
    assert listing.status is ListingStatus.IN_REVIEW


def test_nothing_changes_while_the_officer_looks(session):
    listing = a_draft(session, a_workshop(session))
    a_claim(session, listing)
    with pytest.raises(ListingInReview):
        edit_listing(session, listing, price=Money(900_00), by=listing.artisan.person_id, at=AT)
    with pytest.raises(ListingInReview):
        add_photo(session, listing, a_jpeg(), by=listing.artisan.person_id, at=AT)


def test_an_approved_listing_brings_its_maker_along(session):
    asha = a_workshop(session)
    submit_artisan(session, asha, by=asha.person_id, at=AT)
    claim = a_claim(session, a_draft(session, asha))
    verify_origin(session, claim, all_met(session, claim), by=an_officer(session), at=AT)
    assert asha.status is ArtisanStatus.VERIFIED
    assert queries.queue_for(session, [BANKURA]) == []
    assert names_of_events(session, "origin.verified") == ["origin.verified"]


def test_one_missing_limb_refuses_the_whole_approval(session):
    claim = a_claim(session, a_draft(session, a_workshop(session, "Bina")))
    answers = all_met(session, claim)
    answers["unlike_machine_made"]["evidence"] = ""
    with pytest.raises(ChecklistIncomplete) as refused:
        verify_origin(session, claim, answers, by=an_officer(session, "Gopal"), at=AT)
    assert refused.value.details["missing"] == ["unlike_machine_made"]
    assert claim.decided_at is None


def test_the_evidence_of_each_limb_is_kept(session):
    claim = a_claim(session, a_draft(session, a_workshop(session, "Bina")))
    verify_origin(session, claim, all_met(session, claim), by=an_officer(session, "Gopal"), at=AT)
    session.expire_all()
    assert claim.checklist["made_by_hand"] == {"met": True, "evidence": "Seen at the wheel on 20 Nov"}


def test_nobody_verifies_their_own_work(session):
    listing = a_draft(session, a_workshop(session))
    claim = a_claim(session, listing)
    with pytest.raises(OwnWork):
        verify_origin(session, claim, all_met(session, claim), by=listing.artisan.person_id, at=AT)


def test_a_return_says_what_to_mend_and_the_listing_can_be_sent_again(session):
    listing = a_draft(session, a_workshop(session))
    claim = a_claim(session, listing)
    with pytest.raises(ReasonsMissing):
        return_for_changes(session, claim, ["  "], by=an_officer(session), at=AT)
    for _ in range(2):
        return_for_changes(session, claim, ["Show the back of the cloth."], by=an_officer(session), at=AT)
    assert listing.status is ListingStatus.RETURNED
    assert claim.reasons == ["Show the back of the cloth."]
    assert names_of_events(session, "returned.for_changes") == ["returned.for_changes"]
    assert a_claim(session, listing).id != claim.id


def test_publishing_twice_is_announced_once(session):
    listing = a_listing(session)
    published_at = listing.published_at
    publish_listing(session, listing, by=listing.artisan.person_id, at=AT + timedelta(hours=1))
    assert listing.published_at == published_at
    assert names_of_events(session, "listing.published") == ["listing.published"]


def test_an_unverified_listing_is_not_published(session):
    listing = a_draft(session, a_workshop(session))
    with pytest.raises(ListingNotReady) as refused:
        publish_listing(session, listing, by=listing.artisan.person_id, at=AT)
    assert refused.value.details["gaps"] == ["maker", "origin"]


def test_the_database_itself_refuses_an_unverified_sale(session):
    listing = a_draft(session, a_workshop(session))
    with pytest.raises(DBAPIError, match="sold_verified"):
        session.execute(text("UPDATE listings SET status = 'published' WHERE id = :id"), {"id": listing.id})


def test_withdrawn_goods_are_seen_no_more_and_come_back_without_a_new_look(session):
    listing = a_listing(session)
    variant = listing.variants[0].id
    assert queries.offers(session, [variant])[variant].on_sale
    withdraw_listing(session, listing, by=listing.artisan.person_id, at=AT)
    session.flush()
    assert not queries.offers(session, [variant])[variant].on_sale
    assert queries.listing_page(session, listing.slug) is None
    publish_listing(session, listing, by=listing.artisan.person_id, at=AT)
    assert queries.listing_page(session, listing.slug) is not None


def test_a_price_changes_at_once_and_its_history_stays(session):
    listing = a_listing(session)
    variant = listing.variants[0]
    reprice(session, listing, {variant.id: Money(1_200_00)}, by=listing.artisan.person_id, at=AT)
    reprice(session, listing, {variant.id: Money(1_200_00)}, by=listing.artisan.person_id, at=AT)
    changes = [
        (int(each.old_paise), int(each.new_paise)) for each in queries.price_history(session, listing.id)
    ]
    assert changes == [(0, 105000), (105000, 120000)]
    assert listing.price_paise == 120000


def test_history_of_prices_is_never_rewritten(session):
    a_listing(session)
    with pytest.raises(DBAPIError, match="append-only"):
        session.execute(text("DELETE FROM price_changes"))


def test_a_withdrawn_listing_with_another_title_is_looked_at_again(session):
    listing = a_listing(session)
    withdraw_listing(session, listing, by=listing.artisan.person_id, at=AT)
    edit_listing(session, listing, title="Blue bowl with two fish", by=listing.artisan.person_id, at=AT)
    assert (listing.status, listing.origin_verified) == (ListingStatus.DRAFT, False)
    with pytest.raises(ListingNotReady):
        publish_listing(session, listing, by=listing.artisan.person_id, at=AT)


def test_the_listings_price_is_that_of_the_piece_in_the_picture(session):
    listing = a_draft(session, a_workshop(session))
    small, large = with_variants(session, listing, {"Small": 400_00, "Large": 900_00})
    assert listing.price_paise == 400_00
    reprice(session, listing, {small: Money(950_00)}, by=listing.artisan.person_id, at=AT)
    assert listing.price_paise == 950_00
    assert session.scalar(select(func.count()).select_from(PriceChange)) == 4
    assert large in queries.offers(session, [small, large])


def test_a_hindi_title_keeps_an_address_in_latin_letters(session):
    listing = a_draft(session, a_workshop(session), title="नीली कटोरी", locale="hi")
    assert listing.slug.startswith("cotton-saree-")
    edit_listing(session, listing, title="Blue bowl, large", locale="en", by=listing.artisan.person_id, at=AT)
    assert listing.slug == "blue-bowl-large"


def test_the_last_picture_of_goods_on_sale_stays(session):
    listing = a_listing(session)
    with pytest.raises(ListingNotReady):
        remove_photo(session, listing, listing.photos[0], by=listing.artisan.person_id, at=AT)


def test_another_districts_claim_is_not_there(session):
    claim = a_claim(session, a_draft(session, a_workshop(session)))
    assert queries.claim_in(session, [BANKURA], claim.id) is claim
    assert queries.claim_in(session, [JAIPUR], claim.id) is None
    assert queries.queue_for(session, [JAIPUR]) == []


def test_another_makers_listing_is_not_there(session):
    listing = a_draft(session, a_workshop(session))
    bina = a_workshop(session, "Bina")
    assert queries.own_listing(session, listing.artisan_id, listing.slug) is listing
    assert queries.own_listing(session, bina.id, listing.slug) is None


def test_the_queue_is_oldest_first_and_names_what_waits(session):
    asha = a_workshop(session)
    submit_artisan(session, asha, by=asha.person_id, at=AT - timedelta(days=1))
    a_claim(session, a_draft(session, asha))
    assert [(claim.subject_kind, claim.title) for claim in queries.queue_for(session, [BANKURA])] == [
        (SubjectKind.ARTISAN, "Asha's workshop"),
        (SubjectKind.LISTING, "Blue bowl with a fish"),
    ]
    assert queries.queue_counts(session, [BANKURA]) == {SubjectKind.ARTISAN: 1, SubjectKind.LISTING: 1}
    assert claim_on(session, SubjectKind.ARTISAN, asha.id) is not None


def test_a_card_says_what_the_maker_gets(session):
    listing = a_listing(session, of="Bina")
    cards = queries.cards(session)
    queries.tell_shares(cards, tariff(session, AT))
    assert [card.slug for card in cards] == [listing.slug]
    # Enrolled: no GST, no TCS; 5 % of 1,050.00 and 18 % on that are kept.
    assert (cards[0].price_paise, cards[0].maker_gets_paise) == (105000, 105000 - 5250 - 945)
    assert cards[0].picture.src == "/drawings/bowl.svg"


def test_cards_go_on_where_they_stopped(session):
    asha = a_workshop(session)
    made = [a_listing(session, asha, title=f"Bowl number {number}").slug for number in range(5)]
    first = queries.cards(session, limit=2)
    second = queries.cards(session, limit=2, after=first[-1].key)
    third = queries.cards(session, limit=2, after=second[-1].key)
    assert [card.slug for card in (*first, *second, *third)] == made[::-1]
    assert len(queries.cards(session, after="nonsense")) == 5


def test_cards_are_narrowed_by_place_craft_and_maker(session):
    asha, bina = a_listing(session, of="Asha"), a_listing(session, of="Bina")
    for narrowed, expected in (
        ({"state": "19"}, asha),
        ({"district": JAIPUR}, bina),
        ({"family": "clay"}, bina),
        ({"craft": "cotton_saree"}, asha),
        ({"artisan": bina.artisan_id}, bina),
    ):
        assert [card.slug for card in queries.cards(session, **narrowed)] == [expected.slug], narrowed
    told = queries.counts(session)
    assert (told.listings, told.makers, told.by_state, told.by_family) == (
        2,
        2,
        {"19": 1, "08": 1},
        {"weaves": 1, "clay": 1},
    )


@pytest.mark.parametrize(
    "asked", ["bowl", "blue fish", "BOW", "jaipur", "bleu bowl", "नीली", "rajasthan pottery"]
)
def test_goods_are_found_by_title_place_craft_and_slips_of_the_finger(session, asked):
    listing = a_listing(session, of="Bina")
    listing.status = ListingStatus.WITHDRAWN
    edit_listing(session, listing, title="नीली कटोरी", locale="hi", by=listing.artisan.person_id, at=AT)
    listing.status, listing.origin_verified = ListingStatus.PUBLISHED, True
    session.flush()
    index_words(session, listing.id)
    assert [card.slug for card in queries.search(session, asked)] == [listing.slug]


@pytest.mark.parametrize("asked", ["", "  ", "!!!", "' & | ! :*", "zzzzqqq", "a" * 5000])
def test_odd_searches_find_nothing_and_break_nothing(session, asked):
    a_listing(session)
    assert queries.search(session, asked) == []


def test_a_product_page_tells_maker_place_and_check(session):
    listing = a_listing(session, of="Bina")
    page = queries.listing_page(session, listing.slug, "hi")
    assert page is not None
    assert (page.locale, page.title, page.maker.name) == ("en", "Blue bowl with a fish", "Bina's workshop")
    assert (page.place.district_name, page.place.state_code) == ("Jaipur", "08")
    assert page.checked_at == AT
    assert page.handicraft_checked
    maker = queries.maker_page(session, page.maker.slug)
    assert maker is not None
    assert maker.listings == 1


def test_a_suspended_makers_goods_are_not_for_sale(session):
    listing = a_listing(session)
    listing.artisan.status = ArtisanStatus.SUSPENDED
    session.flush()
    assert queries.cards(session) == []
    assert queries.listing_page(session, listing.slug) is None
    assert queries.maker_page(session, listing.artisan.slug) is None


def test_the_letters_that_free_a_slug_are_always_four_and_of_the_alphabet():
    drawn = [suffix() for _ in range(500)]
    assert all(len(each) == 4 and set(each.upper()) <= set(ALPHABET) for each in drawn)

"""Another like this: words, forms and price; never photos, marks or stock."""

from __future__ import annotations

from datetime import timedelta

import pytest

from catalog.actions import copy_listing, draft_listing, edit_listing
from catalog.errors import ArtisanSuspended
from catalog.queries.details import told_of
from catalog.rules.artisan import ArtisanStatus
from catalog.rules.listing import ListingStatus
from stock.actions import set_on_hand
from stock.queries import workshop_levels
from tests.makers import AT, a_draft, a_listing, a_workshop, with_variants

LATER = AT + timedelta(minutes=5)


def copied(session, listing, at=LATER):
    return copy_listing(session, listing.artisan, listing, by=listing.artisan.person_id, at=at)


def test_a_copy_has_words_forms_and_price_and_nothing_of_the_piece_itself(session):
    listing = a_listing(session)
    with_variants(session, listing, {"Small": 50000, "Large": 90000})
    number = listing.variants[0].id
    set_on_hand(session, variant_id=number, owner_id=listing.artisan_id, quantity=4, key="k", by=None, at=AT)
    copy = copied(session, listing)
    assert copy.id != listing.id
    assert copy.slug.startswith("blue-bowl-with-a-fish-")
    assert (copy.status, copy.origin_verified, copy.published_at) == (ListingStatus.DRAFT, False, None)
    assert copy.texts["en"].story == listing.texts["en"].story
    assert [(each.name, int(each.price_paise)) for each in copy.variants] == [
        ("Small", 50000),
        ("Large", 90000),
    ]
    assert (copy.weight_g, copy.days_to_make, copy.photos) == (400, 3, [])
    assert workshop_levels(session, [each.id for each in copy.variants]) == {}


def test_packs_papers_and_keeping_are_copied_and_a_hallmark_is_not(session):
    honey = a_draft(session, a_workshop(session), craft_id="honey", proofs={"fssai": "12345678901234"})
    edit_listing(session, honey, proofs={**honey.proofs, "huid": "AB12CD"}, by=honey.artisan.person_id, at=AT)
    copy = copied(session, honey)
    told = told_of(session, copy.id)
    assert (told.best_before_days, [pack.net_quantity for pack in told.packs]) == (365, ["250 g"])
    assert copy.proofs == {"fssai": "12345678901234"}


def test_pressed_twice_is_one_copy_and_later_is_another(session):
    listing = a_listing(session)
    first = copied(session, listing)
    assert copied(session, listing) is first
    assert copied(session, listing, at=LATER + timedelta(minutes=1)) is not first


def test_a_draft_with_little_said_can_be_copied_too(session):
    artisan = a_workshop(session)
    bare = draft_listing(session, artisan, craft_id="cotton_saree", by=artisan.person_id, at=AT)
    assert copied(session, bare).price_paise == 0


def test_a_suspended_workshop_copies_nothing(session):
    listing = a_listing(session)
    listing.artisan.status = ArtisanStatus.SUSPENDED
    with pytest.raises(ArtisanSuspended):
        copied(session, listing)

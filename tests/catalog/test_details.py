"""Sizes and colours, what is told beside the story, and what stands on a pack."""

from __future__ import annotations

import pytest

from catalog.actions import Form, edit_listing, listing_gaps, reprice, set_forms, tell_details
from catalog.errors import ListingFieldsWrong, ListingInReview
from catalog.queries.details import told_of
from catalog.rules.details import Net, net_of, pack_faults, unit_price
from catalog.rules.registry import Unit
from kit.money import Money
from tests.makers import AT, a_claim, a_draft, a_listing, a_workshop

HONEY = {"craft_id": "honey", "proofs": {"fssai": "12345678901234"}}


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("250 g", "250 g"),
        ("250gms", "250 g"),
        ("1.5 KG", "1.5 kg"),
        ("५०० मिली", "500 ml"),
        ("12 pieces", "12 N"),
        ("2 l.", "2 l"),
    ],
)
def test_a_net_quantity_is_read_as_it_stands_on_packs(typed, read):
    assert str(net_of(typed)) == read


@pytest.mark.parametrize("typed", ["", "a handful", "g", "0 g", "1 mile", "1.2345 kg"])
def test_what_is_no_net_quantity_is_none(typed):
    assert net_of(typed) is None


def test_the_price_of_one_unit_goes_by_the_small_unit_below_one_large_one():
    assert unit_price(Money(125_00), Net(250_000, Unit.G)) == (Money(50), Unit.G)
    assert unit_price(Money(900_00), Net(1_500, Unit.KG)) == (Money(600_00), Unit.KG)
    assert unit_price(Money(90_00), Net(500, Unit.KG)) == (Money(18), Unit.G)
    assert unit_price(Money(100_00), Net(1_500_000, Unit.G)) == (Money(66_67), Unit.KG)
    assert unit_price(Money(100_00), Net(3_000, Unit.PIECE)) == (Money(33_33), Unit.PIECE)


def test_nothing_is_sold_above_the_price_on_its_pack():
    assert pack_faults(price=Money(101_00), net_quantity="250 g", mrp=Money(100_00)) == {"mrp": "under_price"}
    assert pack_faults(price=Money(100_00), net_quantity="250 g", mrp=Money(100_00)) == {}
    assert pack_faults(price=Money(1), net_quantity="much", mrp=Money(99)) == {
        "net_quantity": "format",
        "mrp": "low",
    }


def test_food_is_not_sent_before_its_pack_and_its_keeping_are_told(session):
    asha = a_workshop(session)
    listing = a_draft(session, asha, **HONEY)
    assert listing_gaps(session, listing, on_hand=3, at=AT) == []
    set_forms(session, listing, [Form(listing.variants[0].id, "", Money(200_00))], by=asha.person_id, at=AT)
    tell_details(session, listing, {}, best_before_days=None, by=asha.person_id, at=AT)
    assert listing_gaps(session, listing, on_hand=3, at=AT) == ["pack", "best_before"]


def test_a_saree_needs_no_pack(session):
    listing = a_draft(session, a_workshop(session))
    assert told_of(session, listing.id).packs == ()
    assert "pack" not in listing_gaps(session, listing, on_hand=3, at=AT)


def test_a_price_above_the_mrp_is_refused_by_every_way(session):
    asha = a_workshop(session)
    listing = a_draft(session, asha, **HONEY, price=Money(200_00))
    first = listing.variants[0]
    for deed in (
        lambda: reprice(session, listing, {first.id: Money(201_00)}, by=asha.person_id, at=AT),
        lambda: edit_listing(session, listing, price=Money(201_00), by=asha.person_id, at=AT),
    ):
        with pytest.raises(ListingFieldsWrong) as refused:
            deed()
        assert refused.value.details["faults"] == {"price": "over_mrp"}
    assert first.price_paise == Money(200_00)
    dearer = Form(first.id, "", Money(250_00), "250 g", Money(260_00))
    set_forms(session, listing, [dearer], by=asha.person_id, at=AT)
    assert (first.price_paise, told_of(session, listing.id).packs[0].mrp) == (Money(250_00), Money(260_00))


def test_forms_are_told_whole_and_twice_is_once(session):
    asha = a_workshop(session)
    listing = a_draft(session, asha, **HONEY)
    first = listing.variants[0]
    forms = [
        Form(first.id, "Small", Money(100_00), "250 g", Money(120_00)),
        Form(None, "Large", Money(380_00), "1 kg", Money(400_00)),
    ]
    set_forms(session, listing, forms, by=asha.person_id, at=AT)
    large = next(each for each in listing.variants if each.name == "Large")
    again = [forms[0], forms[1]._replace(variant_id=large.id)]
    set_forms(session, listing, again, by=asha.person_id, at=AT)
    assert [(each.name, each.active) for each in listing.variants] == [("Small", True), ("Large", True)]
    assert [pack.net_quantity for pack in told_of(session, listing.id).packs] == ["250 g", "1 kg"]


def test_the_size_is_told_on_sale_at_once_and_nothing_under_review(session):
    asha = a_workshop(session)
    listing = a_listing(session, asha)
    by = {"best_before_days": None, "by": asha.person_id, "at": AT}
    assert tell_details(session, listing, {"dimensions": "  20 by\n  30 cm "}, **by) is False
    assert told_of(session, listing.id).dimensions == "20 by 30 cm"
    with pytest.raises(ListingFieldsWrong):
        tell_details(session, listing, {"technique": "x" * 301}, **by)
    other = a_draft(session, asha)
    a_claim(session, other)
    with pytest.raises(ListingInReview):
        tell_details(session, other, {"materials": "Silk"}, **by)

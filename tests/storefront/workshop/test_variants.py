"""Sizes and colours on the maker's phone, and the details of a piece."""

from __future__ import annotations

from catalog.actions import publish_listing, verify_origin
from catalog.models import Listing
from catalog.queries.details import told_of
from kit.money import Money
from stock.queries import workshop_levels
from tests.makers import AT, a_claim, a_draft, a_listing, all_met, an_officer

HONEY = {"craft_id": "honey", "proofs": {"fssai": "12345678901234"}}


def rows(*filled, count="one"):
    """A form as a browser sends it: each row's fields by number."""
    sent = {f"rows-{n}-{name}": value for n, row in enumerate(filled) for name, value in row.items()}
    return sent | {"count": count}


def test_two_sizes_are_saved_with_their_own_price_and_stock_and_sent_twice_count_once(as_asha, session, asha):
    listing = a_listing(session, asha)
    first = listing.variants[0].id
    session.commit()
    url = f"/workshop/listings/{listing.slug}/variants"
    assert "Sizes and colours" in as_asha.get(url).text
    sent = rows(
        {"variant": str(first), "name": "Small", "price": "950", "quantity": "2"},
        {"name": "Large", "price": "२,३५०", "quantity": "३"},
        {"name": "", "price": "", "quantity": ""},
    )
    assert as_asha.post(url, data=sent).status_code == 303
    session.expire_all()
    listing = session.get(Listing, listing.id)
    told = [(each.name, each.price_paise) for each in listing.variants]
    assert told == [("Small", Money(950_00)), ("Large", Money(2350_00))]
    levels = workshop_levels(session, [each.id for each in listing.variants])
    assert [levels[each.id].on_hand for each in listing.variants] == [2, 3]
    shop = as_asha.get(f"/p/{listing.slug}").text
    assert "Large ₹2,350.00" in shop
    large = listing.variants[1].id
    gone = rows(
        {"variant": str(first), "name": "Small", "price": "950", "quantity": "2"},
        {"variant": str(large), "name": "Large", "price": "2350", "quantity": "3", "gone": "y"},
        count="two",
    )
    assert as_asha.post(url, data=gone).status_code == 303
    assert "Large ₹2,350.00" not in as_asha.get(f"/p/{listing.slug}").text


def test_what_is_wrong_in_a_row_is_told_there_and_nothing_is_written(as_asha, session, asha):
    listing = a_draft(session, asha)
    first = listing.variants[0].id
    session.commit()
    url = f"/workshop/listings/{listing.slug}/variants"
    sent = rows(
        {"variant": str(first), "name": "", "price": "a lot", "quantity": "2"},
        {"name": "Red", "price": "500", "quantity": "many"},
    )
    answer = as_asha.post(url, data=sent)
    assert answer.status_code == 422
    for sentence in (
        "Write a whole number.",
        'value="a lot"',
        'value="Red"',
        'value="many"',
    ):
        assert sentence in answer.text
    sent = rows(
        {"variant": str(first), "name": "Red", "price": "0.50", "quantity": "2"},
        {"name": "red", "price": "a lot", "quantity": "1"},
    )
    answer = as_asha.post(url, data=sent)
    assert answer.status_code == 422
    assert "Two have the same name" in answer.text
    assert "Write the price in rupees" in answer.text
    assert "at least ₹1" in answer.text
    session.expire_all()
    assert len(session.get(Listing, listing.id).variants) == 1


def test_nobody_elses_variant_is_taken_over(as_asha, session, asha):
    mine, other = a_draft(session, asha), a_draft(session, asha)
    foreign = other.variants[0].id
    session.commit()
    sent = rows({"variant": str(foreign), "name": "Mine now", "price": "1", "quantity": "1"})
    assert as_asha.post(f"/workshop/listings/{mine.slug}/variants", data=sent).status_code == 303
    session.expire_all()
    assert session.get(Listing, other.id).variants[0].name == ""


def test_a_pack_tells_its_mrp_and_the_price_of_a_gram(as_asha, session, asha):
    listing = a_listing(session, asha, **HONEY)
    first = listing.variants[0].id
    session.commit()
    url = f"/workshop/listings/{listing.slug}/variants"
    row = {"variant": str(first), "name": "", "price": "200", "quantity": "4", "net_quantity": "250 g"}
    refused = as_asha.post(url, data=rows(row | {"mrp": "150"}))
    assert refused.status_code == 422
    assert "The MRP cannot be less than the price." in refused.text
    assert as_asha.post(url, data=rows(row | {"mrp": "220"})).status_code == 303
    page = as_asha.get(f"/p/{listing.slug}").text
    assert "250 g, MRP ₹220.00 incl. all taxes; ₹0.80 for one g" in page
    assert "365 days from packing" in page


def test_details_stand_among_the_facts_of_the_product_page(as_asha, session, asha):
    listing = a_draft(session, asha)
    session.commit()
    url = f"/workshop/listings/{listing.slug}/details"
    told = {
        "materials": "Cotton, zari",
        "technique": "Jamdani",
        "dimensions": "550 x 115 cm",
        "may_vary": "The shade of the dye",
        "packer": "",
    }
    assert as_asha.post(url, data=told | {"materials": "x" * 301}).status_code == 422
    assert as_asha.post(url, data=told).status_code == 303
    claim = a_claim(session, listing)
    verify_origin(session, claim, all_met(session, claim), by=an_officer(session), at=AT)
    publish_listing(session, listing, by=asha.person_id, at=AT)
    session.commit()
    page = as_asha.get(f"/p/{listing.slug}").text
    for fact in ("Cotton, zari", "Jamdani", "550 x 115 cm", "The shade of the dye", "Country of origin"):
        assert fact in page
    assert told_of(session, listing.id).technique == "Jamdani"


def test_the_pages_speak_hindi(as_asha, session, asha):
    listing = a_draft(session, asha)
    session.commit()
    for page in ("variants", "details"):
        assert 'lang="hi"' in as_asha.get(f"/hi/workshop/listings/{listing.slug}/{page}").text

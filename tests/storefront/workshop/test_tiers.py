"""Prices for many: on the maker's phone, on the product page, in the basket and for programs."""

from __future__ import annotations

from catalog.queries.tiers import tiers_of
from tests.makers import a_listing
from tests.sales import on_sale

ROWS = {
    "rows-0-min_quantity": "१०",
    "rows-0-case_pack": "5",
    "rows-0-price": "₹900",
    "rows-1-min_quantity": "50",
    "rows-1-case_pack": "",
    "rows-1-price": "850.50",
}


def url_of(listing):
    return f"/workshop/listings/{listing.slug}/tiers"


def test_a_maker_sets_prices_for_many_and_sees_what_comes_home(as_asha, session, asha):
    listing = on_sale(session, pieces=60)
    session.commit()
    shown = as_asha.post(url_of(listing), data=ROWS | {"show": "1"})
    assert shown.status_code == 200
    assert shown.text.count("for each piece") == 2
    variant = listing.variants[0].id
    assert tiers_of(session, [variant]) == {}
    assert as_asha.post(url_of(listing), data=ROWS).status_code == 303
    assert [tuple(each) for each in tiers_of(session, [variant])[variant]] == [(10, 5, 90000), (50, 1, 85050)]
    page = as_asha.get(f"/p/{listing.slug}").text
    for words in ("Price for many", "from 10", "in cases of 5", "₹850.50"):
        assert words in page
    told = as_asha.get(f"/api/v1/listings/{listing.slug}").json["variants"][0]["tiers"]
    assert told[0] == {"min_quantity": 10, "case_pack": 5, "price_paise": 90000}
    as_asha.post("/cart/lines", data={"variant_id": variant, "quantity": "8"})
    assert "Add 2 more for ₹900.00 each." in as_asha.get("/cart").text
    as_asha.post(url_of(listing), data={})
    assert tiers_of(session, [variant]) == {}


def test_faults_stand_at_their_fields_and_what_was_typed_stays(as_asha, session, asha):
    listing = a_listing(session, asha)
    session.commit()
    refused = as_asha.post(url_of(listing), data=ROWS | {"rows-0-price": "2000", "rows-1-price": "much"})
    assert refused.status_code == 422
    assert "Write the price in rupees" in refused.text
    refused = as_asha.post(url_of(listing), data=ROWS | {"rows-0-price": "2000", "rows-1-min_quantity": "7"})
    assert "For more pieces, one must cost less than before." in refused.text
    assert 'value="850.50"' in refused.text
    empty = as_asha.post(url_of(listing), data=ROWS | {"rows-0-min_quantity": ""})
    assert "Write a whole number." in empty.text


def test_another_makers_prices_are_not_there(as_asha, session, asha):
    own, other = a_listing(session, asha), a_listing(session, of="Bina")
    session.commit()
    assert as_asha.get(url_of(other)).status_code == 404
    assert as_asha.get(f"{url_of(own)}?variant={other.variants[0].id}").status_code == 404
    assert 'lang="hi"' in as_asha.get(f"/hi{url_of(own)}").text

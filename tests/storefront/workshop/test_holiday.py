"""Away for some days, and made to order: on the maker's phone, and what buyers are told."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import text

from catalog.actions import edit_listing
from kit.clock import business_day, now
from tests.makers import AT, a_draft
from tests.sales import on_sale

TODAY = business_day(now())
WEEK = {"away_from": TODAY.isoformat(), "away_to": (TODAY + timedelta(days=6)).isoformat()}


def test_buyers_read_when_the_maker_is_back_and_the_home_shows_it(as_asha, session, asha):
    listing = on_sale(session)
    session.commit()
    assert as_asha.post("/workshop/away", data=WEEK).status_code == 303
    home = as_asha.get("/workshop/").text
    assert "You are away now, back on" in home
    assert "The maker is away now and back on" in as_asha.get(f"/p/{listing.slug}").text
    assert "Away now, back on" in as_asha.get(f"/makers/{asha.slug}").text
    assert as_asha.get(f"/api/v1/listings/{listing.slug}").json["maker_away_until"] == WEEK["away_to"]
    assert "You are back." in as_asha.post("/workshop/away/end", follow_redirects=True).text
    assert as_asha.post("/workshop/away/end").status_code == 303
    assert "The maker is away now" not in as_asha.get(f"/p/{listing.slug}").text


def test_a_holiday_that_cannot_be_is_told_at_its_field(as_asha, session, asha):
    session.commit()
    refused = as_asha.post("/workshop/away", data=WEEK | {"away_to": "2020-01-01"})
    assert refused.status_code == 422
    assert "This day is past." in refused.text
    assert f'value="{WEEK["away_from"]}"' in refused.text
    assert "Choose the last day away." in as_asha.post("/workshop/away", data=WEEK | {"away_to": ""}).text
    assert as_asha.post("/workshop/away", data={"away_from": "never", "away_to": "x"}).status_code == 422


def test_what_is_made_to_order_asks_for_its_weekly_number(as_asha, session, asha):
    listing = a_draft(session, asha)
    session.commit()
    url = f"/workshop/listings/{listing.slug}/stock?one=1"
    said = {"quantity": "0", "made_to_order": "y", "days_to_make": "5", "weight_g": "400", "count": "a"}
    refused = as_asha.post(url, data=said)
    assert refused.status_code == 422
    assert "Say how many you can make in a week" in refused.text
    assert as_asha.post(url, data=said | {"weekly_capacity": "0"}).status_code == 422
    assert as_asha.post(url, data=said | {"weekly_capacity": "४"}).status_code == 303
    session.expire_all()
    assert (listing.weekly_capacity, listing.made_to_order) == (4, True)


def test_the_product_page_and_the_basket_tell_the_queue(as_asha, session, asha):
    listing = on_sale(session, pieces=0)
    edit_listing(
        session, listing, made_to_order=True, weekly_capacity=2, days_to_make=5, by=asha.person_id, at=AT
    )
    session.commit()
    page = as_asha.get(f"/p/{listing.slug}").text
    assert "Ordered now, one is made within 5 days" in page
    assert "the maker makes 2 a week" in page
    added = as_asha.post("/cart/lines", data={"variant_id": listing.variants[0].id, "quantity": "5"})
    assert added.status_code == 303
    assert "Made for you, leaves in" in as_asha.get("/cart").text
    as_asha.set_cookie("pin", "722122")
    as_asha.post("/checkout/place", data={"pin": "722122"})
    assert session.scalar(text("SELECT count(*) FROM makings")) == 0


def test_the_pages_speak_hindi(as_asha, session, asha):
    session.commit()
    assert 'lang="hi"' in as_asha.get("/hi/workshop/away").text

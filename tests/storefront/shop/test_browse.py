"""Finding: what everybody sees, the same for everybody."""

from __future__ import annotations

import re
from typing import Any

import brotli
import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from people.models import District
from tests.makers import a_listing, a_workshop, a_world
from tests.sales import on_sale

PAGES = ("/", "/crafts", "/search", "/about", "/fees", "/returns", "/privacy", "/grievance", "/sitemap")
INLINE = re.compile(r"<script(?! type=.application/ld\+json)(?![^>]*\bsrc=)|<style|\sstyle=|\son\w+=", re.I)


@pytest.fixture
def world(session: Session) -> Session:
    a_world(session)
    for column, district in enumerate(session.query(District)):
        district.map_column, district.map_row = column, 0
    session.flush()
    return session


@pytest.mark.parametrize("path", PAGES)
def test_a_public_page_answers_alike_and_may_be_cached(client: FlaskClient, world: Session, path: str):
    answer = client.get(path)
    assert answer.status_code == 200
    assert "s-maxage" in answer.headers["Cache-Control"]
    assert "Set-Cookie" not in answer.headers
    assert not INLINE.search(answer.text)


@pytest.mark.parametrize("path", PAGES)
def test_every_page_speaks_hindi_under_its_prefix(client: FlaskClient, world: Session, path: str):
    answer = client.get("/hi" + path.rstrip("/") if path != "/" else "/hi/")
    assert answer.status_code == 200
    assert '<html lang="hi" dir="ltr">' in answer.text


def test_home_shows_the_map_its_twin_list_and_what_is_new(client: FlaskClient, world: Session):
    good = on_sale(world)
    page = client.get("/").text
    assert "<title>West Bengal, 1</title>" in page
    assert '<option value="ladakh">' in page
    assert f'href="/p/{good.slug}"' in page
    assert "₹1,050.00" in page


def test_home_says_what_the_maker_gets_and_the_parts_sum_to_a_hundred_rupees(
    client: FlaskClient, world: Session
):
    page = client.get("/").text
    block = page[page.index('class="hundred"') :]
    told = [
        int(part.replace(",", "").replace(".", "")) for part in re.findall(r"<dd>₹([\d,.]+)</dd>", block)[:4]
    ]
    assert sum(told) == 100_00


def test_home_and_its_stylesheet_weigh_under_twenty_kilobytes(
    client: FlaskClient, app: Flask, world: Session
):
    for of in ("Asha", "Bina", "Chandan"):
        on_sale(world, of)
    page = client.get("/")
    sheet = client.get(re.search(r'/static/shop\.[^"]+', page.text)[0])  # type: ignore[index]
    weight = len(brotli.compress(page.data, quality=5)) + len(brotli.compress(sheet.data, quality=11))
    sheet.close()
    assert weight < 20_000


def test_the_select_leads_to_a_state(client: FlaskClient, world: Session):
    assert client.get("/states?state=ladakh").headers["Location"].endswith("/states/ladakh")
    assert client.get("/states").headers["Location"] == "/"


@pytest.mark.parametrize(
    "path", ["/states/nowhere", "/d/nowhere", "/crafts/nothing", "/p/nothing", "/makers/nobody"]
)
def test_what_is_not_there_is_a_kind_404(client: FlaskClient, world: Session, path: str):
    answer = client.get(path)
    assert answer.status_code == 404
    assert "There is nothing at this address" in answer.text


def test_a_state_and_a_district_show_what_is_made_there(client: FlaskClient, world: Session):
    good = on_sale(world)
    for path in ("/states/west-bengal", "/d/bankura"):
        page = client.get(path).text
        assert good.slug in page
    assert good.slug not in client.get("/states/ladakh").text


def test_a_district_without_goods_says_so(client: FlaskClient, world: Session):
    assert "Nothing on the shelf yet" in client.get("/d/leh").text


def test_a_family_can_be_narrowed_to_one_craft(client: FlaskClient, world: Session):
    good = on_sale(world)
    assert good.slug in client.get("/crafts/weaves").text
    assert good.slug in client.get("/crafts/weaves?craft=cotton-saree").text
    assert good.slug not in client.get("/crafts/clay").text


def test_a_shelf_goes_on_after_its_last_card(client: FlaskClient, world: Session, monkeypatch: Any):
    from storefront.shop import shelves

    monkeypatch.setattr(shelves.shelf, "__defaults__", (2,))
    artisan = a_workshop(world)
    slugs = {a_listing(world, artisan, title=f"Bowl number {n}").slug for n in ("one", "two", "six")}
    first = client.get("/search").text
    onward = re.search(r'rel="next" href="([^"]+)"', first)
    assert onward
    second = client.get(onward[1].replace("&amp;", "&")).text
    seen = [{slug for slug in slugs if f'href="/p/{slug}"' in page} for page in (first, second)]
    assert (len(seen[0]), len(seen[1])) == (2, 1)
    assert seen[0] | seen[1] == slugs
    assert 'rel="next"' not in second


@pytest.mark.parametrize(
    "asked", ["fish", "FISH bowl", "zzzz", "%", "'); drop table listings; --", "कटोरा", "a" * 5000]
)
def test_a_search_answers_whatever_is_typed(client: FlaskClient, world: Session, asked: str):
    good = on_sale(world)
    answer = client.get("/search", query_string={"q": asked})
    assert answer.status_code == 200
    assert (good.slug in answer.text) == ("fish" in asked.lower())


def test_what_was_searched_is_shown_and_never_run(client: FlaskClient, world: Session):
    page = client.get("/search", query_string={"q": "<script>alert(1)</script>"}).text
    assert "<script>alert" not in page


def test_a_product_page_tells_price_share_seller_origin_and_proof(client: FlaskClient, world: Session):
    good = on_sale(world)
    page = client.get(f"/p/{good.slug}").text
    for told in (
        "₹1,050.00",
        "The maker gets",
        "incl. 5% GST ₹50.00",
        "GSTIN",
        "Country of origin",
        "Origin checked",
    ):
        assert told in page
    assert "Illustration" in page
    assert good.artisan.legal_name in page
    assert not INLINE.search(page)


def test_a_maker_without_registration_says_how_far_they_send(client: FlaskClient, world: Session):
    page = client.get(f"/p/{on_sale(world, 'Bina').slug}").text
    assert "Rajasthan only" in page
    assert "no GST to pay on it" in page


def test_what_is_sold_out_cannot_be_put_into_a_basket(client: FlaskClient, world: Session):
    page = client.get(f"/p/{on_sale(world, pieces=0).slug}").text
    assert "Sold out today" in page
    assert "Add to basket" not in page


def test_a_maker_has_a_page_of_their_own(client: FlaskClient, world: Session):
    good = on_sale(world)
    page = client.get(f"/makers/{good.artisan.slug}").text
    assert good.slug in page
    assert "Seen at work" in page


def test_the_fees_page_tells_the_rates_in_force(client: FlaskClient, world: Session):
    page = client.get("/fees").text
    assert "5% of the price without GST" in page
    assert "₹5 lakh" in page


def test_pages_ask_the_database_as_often_for_ten_goods_as_for_one(
    client: FlaskClient, world: Session, engine: Any
):
    from sqlalchemy import event

    artisan = a_workshop(world)
    asked: list[str] = []
    event.listen(engine, "before_cursor_execute", lambda *a: asked.append(a[2]))
    counts = []
    for n in range(1, 4):
        a_listing(world, artisan, title=f"Bowl number {'i' * n}")
        asked.clear()
        assert client.get("/d/bankura").status_code == 200
        counts.append(len(asked))
    assert counts[1] == counts[2] <= 16

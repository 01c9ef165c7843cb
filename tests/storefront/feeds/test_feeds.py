"""What search engines, feed readers and messengers get."""

from __future__ import annotations

import io
import json
import random
import re
from xml.etree import ElementTree

import pytest
from PIL import Image
from sqlalchemy import event

from catalog import storage
from catalog.models import ListingText
from catalog.rules.listing import TITLE_MAX
from storefront.feeds import drawing, sitemaps
from storefront.feeds.drawing import BYTES_MAX, Words, draw
from tests.makers import a_jpeg, a_listing, a_workshop
from tests.sales import on_sale

MAP = {
    "s": "http://www.sitemaps.org/schemas/sitemap/0.9",
    "i": "http://www.google.com/schemas/sitemap-image/1.1",
}
ATOM = {"a": "http://www.w3.org/2005/Atom"}
GOOGLE = {"g": "http://base.google.com/ns/1.0"}
LD = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.S)


@pytest.fixture
def good(session):
    return on_sale(session)


@pytest.fixture
def store(tmp_path, monkeypatch):
    monkeypatch.setattr(storage, "_root", None)
    storage.keep_in(tmp_path / "media")
    return tmp_path / "media"


def xml(answer):
    assert answer.status_code == 200
    return ElementTree.fromstring(answer.data)


def statements(session, deed):
    """How many statements a deed sends."""
    seen = []
    connection = session.connection()
    event.listen(connection, "before_cursor_execute", lambda *told: seen.append(told[2]))
    deed()
    return len([each for each in seen if not each.startswith(("SAVEPOINT", "RELEASE", "ROLLBACK"))])


def test_robots_names_the_site_map_and_closes_what_is_private(client):
    told = client.get("/robots.txt")
    assert told.mimetype == "text/plain"
    assert "Sitemap: http://127.0.0.1:8000/sitemap.xml" in told.text
    assert {"Disallow: /cart", "Disallow: /hi/checkout", "Disallow: /workshop"} <= set(told.text.splitlines())


def test_the_site_map_leads_to_every_piece_in_both_languages_with_its_picture(client, good):
    parts = [each.text for each in xml(client.get("/sitemap.xml")).iterfind("s:sitemap/s:loc", MAP)]
    assert [part.rpartition("/")[2] for part in parts] == ["places.xml", "makers-0.xml", "goods-0.xml"]
    found = {}
    for part in parts:
        for url in xml(client.get(part.removeprefix("http://127.0.0.1:8000"))).iterfind("s:url", MAP):
            found[url.findtext("s:loc", "", MAP)] = url
    for path in (f"/p/{good.slug}", f"/hi/p/{good.slug}", "/d/bankura", "/states/ladakh", "/crafts/weaves"):
        assert f"http://127.0.0.1:8000{path}" in found
    piece = found[f"http://127.0.0.1:8000/p/{good.slug}"]
    assert piece.findtext("i:image/i:loc", "", MAP).endswith(f"/p/{good.slug}/card.jpg")
    languages = [each.get("hreflang") for each in piece if each.get("hreflang")]
    assert languages == ["en", "hi"]


def test_every_address_of_the_site_map_answers(client, good):
    for url in xml(client.get("/sitemaps/places.xml")).iterfind("s:url/s:loc", MAP):
        path = url.text.removeprefix("http://127.0.0.1:8000")
        if not path.startswith("/hi/d/"):
            assert client.get(path).status_code == 200, path


def test_the_site_map_is_cut_into_parts(client, session, monkeypatch):
    monkeypatch.setattr(sitemaps, "PART", 2)
    artisan = a_workshop(session)
    for number in ("one", "two", "six"):
        a_listing(session, artisan, title=f"Bowl number {number}")
    assert "goods-1.xml" in client.get("/sitemap.xml").text
    sizes = [
        len(list(xml(client.get(f"/sitemaps/goods-{part}.xml")).iterfind("s:url", MAP))) for part in (0, 1)
    ]
    assert sizes == [4, 2]
    assert client.get("/sitemaps/goods-2.xml").status_code == 404


def test_a_site_map_costs_one_statement_however_long_it_is(client, session, good):
    before = statements(session, lambda: client.get("/sitemaps/goods-0.xml"))
    for number in range(5):
        a_listing(session, good.artisan, title=f"Bowl number {number}")
    session.commit()
    assert statements(session, lambda: client.get("/sitemaps/goods-0.xml")) == before <= 2


def test_a_district_tells_what_is_new_to_feed_readers(client, session, good):
    good.texts["en"].title = "Bowl <& fish>"
    session.commit()
    answer = client.get("/d/bankura/feed.atom")
    assert answer.mimetype == "application/atom+xml"
    feed = xml(answer)
    (entry,) = feed.iterfind("a:entry", ATOM)
    assert entry.findtext("a:title", "", ATOM) == "Bowl <& fish>"
    assert entry.findtext("a:id", "", ATOM) == f"urn:uuid:{good.id}"
    assert "₹1,050.00" in entry.findtext("a:summary", "", ATOM)
    again = client.get("/d/bankura/feed.atom", headers={"If-None-Match": answer.headers["ETag"]})
    assert again.status_code == 304
    assert 'href="/d/bankura/feed.atom"' in client.get("/d/bankura").text


def test_a_district_without_goods_has_an_empty_feed_and_no_district_has_none(client, good):
    assert not list(xml(client.get("/d/leh/feed.atom")).iterfind("a:entry", ATOM))
    assert client.get("/d/nowhere/feed.atom").status_code == 404


def test_the_merchant_feed_says_that_no_piece_has_a_number_of_a_maker_of_goods(client, good):
    (item,) = xml(client.get("/feeds/google.xml")).iter("item")
    told = {each.tag.rpartition("}")[2]: each.text for each in item}
    assert told["identifier_exists"] == "no"
    assert (told["price"], told["availability"]) == ("1050.00 INR", "in_stock")
    assert told["link"] == f"http://127.0.0.1:8000/p/{good.slug}"
    assert told["image_link"].endswith("/card.jpg"), "a drawing cannot be listed"
    assert told["id"] == str(good.id)


def test_the_merchant_feed_is_written_in_batches_of_two_statements(client, session, good, monkeypatch):
    monkeypatch.setattr("storefront.feeds.merchant.BATCH", 2)
    for number in range(4):
        a_listing(session, good.artisan, title=f"Bowl number {number}")
    session.commit()
    seen = []
    asked = statements(session, lambda: seen.append(client.get("/feeds/google.xml").data))
    assert seen[0].count(b"<item>") == 5
    assert asked <= 3 * 2 + 1


def test_a_piece_tells_machines_its_offer_as_it_is_on_the_page(client, good):
    page = client.get(f"/p/{good.slug}").text
    (block,) = LD.findall(page)
    product, way = json.loads(block)
    assert product["@context"] == "https://schema.org"
    assert (product["@type"], product["name"]) == ("Product", "Blue bowl with a fish")
    offer = product["offers"]
    assert (offer["price"], offer["priceCurrency"]) == ("1050.00", "INR")
    assert offer["availability"].endswith("/InStock")
    assert product["countryOfOrigin"]["name"] == "India"
    assert product["manufacturer"]["name"] == good.artisan.name
    assert [step["name"] for step in way["itemListElement"]][:3] == ["India", "West Bengal", "Bankura"]
    assert "null" not in block


def test_the_merchant_feed_says_of_a_piece_what_its_page_says(client, good):
    product = json.loads(LD.findall(client.get(f"/p/{good.slug}").text)[0])[0]
    (item,) = xml(client.get("/feeds/google.xml")).iter("item")
    told = {each.tag.rpartition("}")[2]: each.text for each in item}
    offer = product["offers"]
    assert told["id"] == product["sku"]
    assert told["title"] == product["name"]
    assert told["description"] == product["description"]
    assert told["link"] == product["url"] == offer["url"]
    assert told["image_link"] == product["image"][0]
    assert told["price"] == f"{offer['price']} {offer['priceCurrency']}"
    assert told["brand"] == product["brand"]["name"]
    assert told["product_type"] == product["category"]
    handling = offer["shippingDetails"]["deliveryTime"]["handlingTime"]["maxValue"]
    assert told["max_handling_time"] == str(handling)


def test_the_card_of_the_longest_title_in_hindi_is_light_enough_for_a_messenger(client, session, good, store):
    """It is cut on the card and says so; WhatsApp drops what weighs more."""
    longest = ("हाथ से बुनी हुई बालूचरी रेशमी साड़ी जिसकी किनारी पर कृष्ण लीला की कथाएँ हैं " * 4)[:TITLE_MAX].strip()
    good.texts["hi"] = ListingText(locale="hi", title=longest, story="", care="")
    first = good.photos[0]
    digest = "a" * 64
    storage.put(storage.rendition_key(digest, 800, "jpg"), noisy())
    first.drawing, first.width, first.height = None, 800, 800
    first.renditions = {"jpg": {"800": storage.rendition_key(digest, 800, "jpg")}}
    session.commit()
    with client.get(f"/hi/p/{good.slug}/card.jpg") as answer:
        assert answer.status_code == 200
        assert len(answer.data) <= BYTES_MAX
        with Image.open(io.BytesIO(answer.data)) as card:
            assert card.size == (1200, 630)


def noisy() -> bytes:
    """The heaviest photograph there can be: every pixel another colour."""
    image = Image.frombytes("RGB", (800, 800), random.Random(7).randbytes(800 * 800 * 3))
    out = io.BytesIO()
    image.save(out, "JPEG", quality=90)
    return out.getvalue()


def test_no_word_of_a_maker_ends_the_block_of_data(client, session, good):
    hostile = "</script><script>alert(1)</script>"
    good.texts["en"].story = hostile
    session.commit()
    page = client.get(f"/p/{good.slug}").text
    assert hostile not in page
    (block,) = LD.findall(page)
    assert json.loads(block)[0]["description"] == hostile


@pytest.mark.parametrize("path", ["/", "/about", "/d/bankura", "/states/ladakh", "/makers/asha-s-workshop"])
def test_a_public_page_names_its_address_and_its_languages(client, good, path):
    page = client.get(path).text
    assert f'<link rel="canonical" href="http://127.0.0.1:8000{path}">' in page
    told = dict(re.findall(r'<link rel="alternate" hreflang="([\w-]+)" href="([^"]+)">', page))
    assert told == {
        "en": f"http://127.0.0.1:8000{path}",
        "hi": f"http://127.0.0.1:8000/hi{path}",
        "x-default": f"http://127.0.0.1:8000{path}",
    }
    assert '<meta property="og:title" content="' in page
    for block in LD.findall(page):
        json.loads(block)


def test_what_was_searched_or_added_behind_the_question_mark_is_no_other_page(client, good):
    page = client.get("/d/bankura?utm_source=chat&after=x").text
    assert 'rel="canonical" href="http://127.0.0.1:8000/d/bankura?after=x"' in page
    assert 'rel="canonical"' not in client.get("/cart").text


def test_a_share_card_is_drawn_once_and_is_light_enough_for_a_messenger(
    client, session, good, store, monkeypatch
):
    first = client.get(f"/p/{good.slug}/card.jpg")
    assert (first.status_code, first.mimetype) == (200, "image/jpeg")
    assert len(first.data) <= BYTES_MAX
    with Image.open(io.BytesIO(first.data)) as card:
        assert card.size == (1200, 630)
    first.close()
    monkeypatch.setattr("storefront.feeds.card.draw", lambda *_: pytest.fail("drawn twice"))
    tag = first.headers["ETag"]
    assert client.get(f"/p/{good.slug}/card.jpg", headers={"If-None-Match": tag}).status_code == 304
    assert len(list(store.rglob("*.jpg"))) == 1
    page = client.get(f"/p/{good.slug}").text
    assert f'property="og:image" content="http://127.0.0.1:8000/p/{good.slug}/card.jpg"' in page


def test_another_price_is_another_card(client, session, good, store):
    tags = []
    for paise in (1_050_00, 900_00):
        good.price_paise = paise
        session.commit()
        with client.get(f"/p/{good.slug}/card.jpg") as answer:
            tags.append(answer.headers["ETag"])
    assert tags[0] != tags[1]
    assert client.get("/p/nothing/card.jpg").status_code == 404


@pytest.mark.parametrize("title", ["Bowl", "नीले कटोरे पर मछली", "কাঁথা", "W" * 90, "word " * 40, ""])
@pytest.mark.parametrize("photograph", [None, a_jpeg(800, 1000), a_jpeg(300, 220)])
def test_a_card_can_be_drawn_of_any_words_and_picture(title, photograph):
    made = draw(
        Words(title, "Kantha", "₹1,23,45,678.00", "Dadra and Nagar Haveli", "A State", "बीना देवी"), photograph
    )
    assert len(made) <= BYTES_MAX
    with Image.open(io.BytesIO(made)) as card:
        assert card.size == (1200, 630)


def test_devanagari_is_shaped_and_other_scripts_give_way_to_the_craft():
    assert drawing._can_write("नीले कटोरे, ₹5 – “fine”")
    assert not drawing._can_write("কাঁথা")
    assert [name for _, name in drawing._runs("Zila · ज़िला", bold=False)] == [
        drawing.LATIN,
        drawing.DEVANAGARI,
    ]
    font = drawing._font(drawing.DEVANAGARI, 40)
    assert font.getlength("क्ष") < font.getlength("क") + font.getlength("ष")

"""The search as buyers meet it: found, narrowed, mended, explained; as many statements for many goods as for one."""

from __future__ import annotations

import re
from datetime import timedelta
from html import unescape

import pytest
from sqlalchemy import event, select

from catalog.actions.synonyms import load_names, load_synonyms
from catalog.actions.words import count_words
from catalog.models import Listing
from catalog.queries import finder
from catalog.queries.search import find
from catalog.rules import ranking
from catalog.rules.search import LOTS
from kit.money import Money
from tests.makers import AT, a_listing, a_workshop, a_world

STATEMENTS_MAX = 12


@pytest.fixture
def shop(session):
    """Asha's fish bowls and Bina's blue ones, and the names of the places."""
    a_world(session)
    load_names(session)
    load_synonyms(session, at=AT)
    asha, bina = a_workshop(session), a_workshop(session, "Bina")
    for title in ("Handwoven saree with a fish border", "Plain handwoven saree", "Cotton saree in indigo"):
        a_listing(session, asha, title=title)
    a_listing(session, bina, title="Blue bowl with a fish")
    count_words(session)
    return session


def found(client, words, **more):
    page = client.get("/search", query_string={"q": words, **more})
    assert page.status_code == 200
    return list(dict.fromkeys(re.findall(r'href="/p/([^"#?]+)"', page.text)))


@pytest.mark.parametrize(
    "words", ["saree", "SARI", "sarees", "साड़ी", "শাড়ি", "ਸਾੜੀ", "saari", "sharee handwoven", "seere"]
)
def test_sarees_are_found_in_many_spellings_and_scripts(client, shop, words):
    assert "blue-bowl-with-a-fish" not in found(client, words)
    assert len(found(client, words)) >= 2


def test_goods_are_narrowed_by_links_that_say_how_many(client, shop):
    page = unescape(client.get("/search?q=fish").text)
    assert re.search(r"state=rajasthan[^>]*><span>Rajasthan</span><span class=\"num\">1<", page)
    assert found(client, "fish", state="rajasthan") == ["blue-bowl-with-a-fish"]
    assert found(client, "fish", district="bankura") == ["handwoven-saree-with-a-fish-border"]
    assert found(client, "fish", family="clay") == ["blue-bowl-with-a-fish"]
    assert found(client, "fish", price="500") == []
    assert client.get("/search?q=fish&state=nowhere").status_code == 404


def test_sorted_by_price_the_cheapest_is_first(client, shop):
    listing = a_listing(shop, of="Bina", title="Small fish bowl")
    listing.price_paise = Money(100)
    shop.flush()
    assert found(client, "fish", sort="cheapest")[0] == "small-fish-bowl"
    assert found(client, "fish", sort="dearest")[-1] == "small-fish-bowl"
    assert found(client, "fish", sort="nonsense")


def test_a_mistyped_word_is_mended_and_said(client, shop):
    page = client.get("/search?q=indigoo+cotten").text
    assert "cotton-saree-in-indigo" in page


def test_a_word_nobody_has_leaves_what_has_the_others_and_says_so(client, shop):
    page = client.get("/search?q=fish+xylophone").text
    assert "No good has all these words" in page
    assert "blue-bowl-with-a-fish" in page


def test_a_place_and_a_pin_code_are_known(client, shop):
    assert 'href="/d/bankura"' in client.get("/search", query_string={"q": "বাঁকুড়া"}).text
    assert found(client, "722122 saree")
    assert found(client, "302001") == ["blue-bowl-with-a-fish"]


def test_pages_go_on_where_they_stopped_and_show_each_good_once(client, shop, monkeypatch):
    from storefront.shop import search

    monkeypatch.setattr(search, "SHELF", 2)
    seen, address = [], "/search?q=saree"
    for _ in range(5):
        page = client.get(address).text
        seen += dict.fromkeys(re.findall(r'href="/p/([^"#?]+)"', page))
        onward = re.search(r'rel="next" href="([^"]+)"', page)
        if onward is None:
            break
        address = unescape(onward[1])
    assert len(seen) == len(set(seen)) == 3


@pytest.mark.parametrize(
    "after", ["", "nonsense", "-", "ffffffffff-1-00", "b4d3f-7fffffffffffffff-" + "0" * 32]
)
def test_a_key_nobody_made_harms_nothing(client, shop, after):
    assert client.get("/search", query_string={"q": "saree", "after": after}).status_code == 200


def test_a_search_asks_the_database_as_often_for_many_goods_as_for_few(client, shop):
    counted = []

    def statements(words):
        counted.clear()
        found(client, words)
        return len(counted)

    def note(_connection, _cursor, statement, *_):
        if not statement.startswith(("SAVEPOINT", "RELEASE")):
            counted.append(statement)

    connection = shop.connection()
    event.listen(connection, "before_cursor_execute", note)
    found(client, "saree")
    few = statements("saree")
    asha = a_workshop(shop)
    for number in ("one", "two", "three", "four"):
        a_listing(shop, asha, title=f"Saree number {number}")
    assert statements("saree") == few
    assert few <= STATEMENTS_MAX
    event.remove(connection, "before_cursor_execute", note)


def test_more_goods_than_can_be_looked_at_are_drawn_by_lot_and_counted_about(client, shop, monkeypatch):
    asha = a_workshop(shop)
    for number in range(30):
        a_listing(shop, asha, title=f"Towel of pattern {chr(97 + number % 26)}{number}")
    count_words(shop)
    monkeypatch.setattr(finder, "CANDIDATES_MAX", 8)
    monkeypatch.setattr(finder, "FETCHED_MAX", 16)
    monkeypatch.setattr(finder, "STORIES_BELOW", 1)
    answers = [find(shop, "towel", at=AT + timedelta(days=each)) for each in range(6)]
    assert all(0 < len(answer.cards) <= 16 for answer in answers)
    assert any(answer.about for answer in answers)
    assert len({tuple(card.slug for card in answer.cards) for answer in answers}) > 1
    assert LOTS == 64


def test_what_begins_so_is_suggested_as_a_page_and_as_words(client, shop):
    page = client.get("/search/suggestions?q=hand").text
    assert 'href="/search?q=handwoven"' in page
    assert "handwoven" in client.get("/search/suggestions?q=hand&as=json").json
    assert 'href="/d/bankura"' in client.get("/search/suggestions?q=bank").text
    assert "Nothing begins so" in client.get("/search/suggestions?q=z").text
    assert client.get("/search/suggestions?as=json").json == []


def test_the_page_of_the_order_says_the_figures_that_order(client, shop):
    page = client.get("/how-results-are-ordered").text
    told = [int(figure) for figure in re.findall(r'<td class="num">(\d+)</td>', page)]
    assert told == [*ranking.FIELD_WEIGHTS.values(), *ranking.MATCH_WEIGHTS.values()]
    assert f"{ranking.COVER_WEIGHT} parts of a hundred" in page
    assert f"one part in {ranking.BANDS}" in page
    assert f"One place in {ranking.TURN}" in page
    assert f"the last {ranking.NEW_FOR.days} days" in page
    assert "Ladakh" in page
    assert 'href="/how-results-are-ordered"' in client.get("/search?q=saree").text


def test_choices_stand_above_the_results_and_each_can_be_taken_back(client, shop):
    page = unescape(client.get("/search?q=fish&state=west-bengal&family=clay").text)
    back = [
        ("/search?q=fish&family=clay", "West Bengal"),
        ("/search?q=fish&state=west-bengal", "Clay and pottery"),
    ]
    chip = r'<a class="chip" rel="nofollow" href="([^"]+)"><span class="vh">Take back: </span>([^<]+)'
    assert re.findall(chip, page) == back
    assert "Nothing found for “fish” with these choices" in page
    without = re.findall(r'<a href="([^"]+)">Without “[^”]+”: (\d+) goods?<', page)
    assert without == [(href, "1") for href, _ in back]
    assert found(client, "saree", material="cotton") == ["cotton-saree-in-indigo"]
    assert len(found(client, "fish", material="nonsense", mark="nonsense", by="2026-99-99")) == 2


def test_who_said_a_pin_code_can_choose_the_day_it_comes(client, shop):
    slow = shop.scalars(select(Listing).where(Listing.slug == "handwoven-saree-with-a-fish-border")).one()
    slow.days_to_make = 20
    shop.flush()
    page = client.get("/search?q=fish").text
    assert "With you at" not in page
    client.set_cookie("pin", "302001")
    page = unescape(client.get("/search?q=fish").text)
    assert "With you at 302001" in page
    days = re.findall(r'href="(/search\?q=fish&by=[0-9-]+)"', page)
    assert days
    narrowed = unescape(client.get(days[0]).text)
    assert "/p/handwoven-saree" not in narrowed
    assert "/p/blue-bowl-with-a-fish" in narrowed
    assert 'aria-label="Your choices"' in narrowed
    far = client.get("/search?q=fish&by=2020-01-01")
    assert far.status_code == 200
    assert 'aria-label="Your choices"' not in far.text


def test_after_the_pin_code_the_search_goes_on(client, shop):
    back = {"back": "/search?q=fish"}
    assert client.post("/pin", query_string=back, data={"pin": "722122"}).location == "/search?q=fish"
    away = {"back": "//example.com/"}
    assert client.post("/pin", query_string=away, data={"pin": "722122"}).location == "/pin?kept=1"

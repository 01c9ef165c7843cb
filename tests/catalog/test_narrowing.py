"""Goods are narrowed by what they are made of, by marks that stand, and by the day they come."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import insert, update

from catalog.actions.words import count_words, index_words
from catalog.models import Artisan, Listing, ListingDetails, Mark
from catalog.queries import finder
from catalog.queries.narrowing import Arrival, Narrowed, way_of
from catalog.queries.search import find
from catalog.queries.words import understand
from catalog.rules.details import DETAILS
from catalog.rules.making import Away, days_until_ready
from catalog.rules.marks import MarkKind, MarkStatus
from catalog.rules.materials import Material, materials_of
from catalog.rules.registry import Thread
from catalog.rules.search import Sort
from kit.clock import business_day
from kit.ids import new_id
from kit.money import Money
from tests.makers import AT, a_listing, a_workshop, a_world

TODAY = business_day(AT)


@pytest.mark.parametrize(
    ("told", "titles", "made_of"),
    [
        ("fine count cotton, zari", ["Venkatagiri saree"], [Material.COTTON, Material.ZARI]),
        ("", ["Brass lamp"], [Material.BRASS]),
        ("", ["पीतल का दीपक"], [Material.BRASS]),
        ("", ["রেশম শাড়ি"], [Material.SILK]),
        ("coconut shell, oil", ["Bowl"], [Material.COCONUT_SHELL]),
        ("bell metal", ["Plate"], [Material.BELL_METAL]),
        ("gold thread on velvet", [], [Material.ZARI]),
        ("ankudu wood, lac", ["Cotton-soft toy"], [Material.WOOD, Material.LAC]),
        ("something else", ["Wool shawl"], [Material.WOOL]),
        ("", ["A fine thing"], []),
    ],
)
def test_materials_are_read_from_what_is_told_else_from_the_title(told, titles, made_of):
    assert materials_of(told, titles, Thread.WEAVE) == made_of


def test_food_is_made_of_nothing():
    assert materials_of("coconut shell charcoal, silk", ["Gold brand tea"], Thread.SPICE) == []


@pytest.fixture
def shop(session):
    """Asha's two sarees of Bankura, Bina's bowl of Jaipur."""
    a_world(session)
    asha, bina = a_workshop(session), a_workshop(session, "Bina")
    made = {
        "silk": a_listing(session, asha, title="Fish saree in silk"),
        "cotton": a_listing(session, asha, title="Fish saree in cotton"),
        "bowl": a_listing(session, bina, title="Fish bowl in blue clay"),
    }
    count_words(session)
    return made


def slugs(found):
    return {card.slug for card in found.cards}


def counted(found, facet):
    return {choice.value: choice.count for choice in found.facets[facet]}


def test_a_material_is_counted_and_chosen_and_follows_what_is_told(session, shop):
    found = find(session, "fish", at=AT)
    assert counted(found, "material") == {"silk": 1, "cotton": 1, "clay": 1}
    silk = find(session, "fish", at=AT, narrowed=Narrowed(material=Material.SILK))
    assert slugs(silk) == {shop["silk"].slug}
    assert counted(silk, "material") == {"silk": 1, "cotton": 1, "clay": 1}
    assert silk.without == {"material": 3}
    told = dict.fromkeys(DETAILS, "") | {"materials": "wool"}
    session.merge(ListingDetails(listing_id=shop["cotton"].id, **told))
    session.flush()
    index_words(session, shop["cotton"].id)
    assert counted(find(session, "fish", at=AT), "material") == {"silk": 1, "wool": 1, "clay": 1}


def a_mark(session, listing, *, whole_workshop=False, expires_on=None, status=MarkStatus.VERIFIED):
    checked = status is MarkStatus.VERIFIED
    session.execute(
        insert(Mark).values(
            id=new_id(),
            artisan_id=listing.artisan_id,
            listing_id=None if whole_workshop else listing.id,
            kind=MarkKind.HANDLOOM_MARK,
            number=f"HM {listing.slug}",
            issuer="Textiles Committee",
            status=status,
            expires_on=expires_on,
            claimed_at=AT,
            checked_by=listing.artisan.person_id if checked else None,
            checked_at=AT if checked else None,
            how="",
        )
    )


def test_a_mark_counts_while_it_stands_and_for_all_goods_of_its_maker(session, shop):
    a_mark(session, shop["silk"], expires_on=TODAY)
    assert counted(find(session, "fish", at=AT), "mark") == {"handloom_mark": 1}
    marked = Narrowed(mark=MarkKind.HANDLOOM_MARK)
    assert slugs(find(session, "fish", at=AT, narrowed=marked)) == {shop["silk"].slug}
    assert find(session, "fish", at=AT + timedelta(days=1)).facets["mark"] == []
    assert find(session, "fish", at=AT + timedelta(days=1), narrowed=marked).total == 0
    a_mark(session, shop["cotton"], whole_workshop=True)
    assert counted(find(session, "fish", at=AT), "mark") == {"handloom_mark": 2}


def test_a_mark_nobody_has_checked_does_not_count(session, shop):
    a_mark(session, shop["silk"], status=MarkStatus.CLAIMED)
    assert find(session, "fish", at=AT).facets["mark"] == []


def test_goods_are_counted_by_the_day_they_come(session, shop):
    by = date(2026, 11, 30)
    ways = {way_of("19", shop["silk"].artisan.gst_kind): 3, way_of("08", "regular"): 60}
    session.execute(update(Listing).values(days_to_make=3))
    session.execute(update(Listing).where(Listing.id == shop["cotton"].id).values(days_to_make=4))
    coming = Arrival(by, ways)
    found = find(session, "fish", at=AT, arrivals=[coming])
    assert counted(found, "arrival") == {"2026-11-30": 1}  # the bowl's maker is not on any way
    assert slugs(find(session, "fish", at=AT, narrowed=Narrowed(arrival=coming))) == {shop["silk"].slug}


NARROWER = [
    Narrowed(material=Material.SILK),
    Narrowed(mark=MarkKind.HANDLOOM_MARK),
    Narrowed(arrival=Arrival(date(2026, 11, 30), {"19/regular": 5, "08/enrolled": 5})),
    Narrowed(material=Material.CLAY, ready=True),
    Narrowed(state="19", family="weaves", district=319),
]


@pytest.mark.parametrize("narrowed", NARROWER)
def test_the_database_narrows_as_the_page_does(session, shop, narrowed):
    """What is chosen among goods at hand and what is asked of the database anew are the same goods."""
    session.execute(update(Listing).values(days_to_make=5))
    a_mark(session, shop["silk"])
    at_hand = slugs(find(session, "fish", at=AT, narrowed=narrowed))
    asked = finder.Finder(session, find(session, "fish", at=AT).asked, TODAY, AT)
    asked.within = narrowed
    rows = asked._rows("&".join(group.query() for group in asked.groups), [], most=50)
    assert {session.get(Listing, fit.id).slug for fit in rows} == at_hand


LEAD_DAYS = (1, 9)
FREE = (None, date(2026, 11, 16), date(2026, 11, 30), date(2027, 1, 4))
HOLIDAYS = (
    None,
    Away(date(2026, 11, 1), date(2026, 11, 10)),
    Away(date(2026, 11, 20), date(2026, 11, 25)),
    Away(date(2026, 11, 28), date(2026, 12, 6)),
    Away(date(2027, 1, 3), date(2027, 1, 10)),
)


@pytest.mark.parametrize("holiday", HOLIDAYS)
def test_the_days_a_search_counts_are_the_days_that_are_promised(session, shop, holiday):
    listing = shop["silk"]
    first, last = holiday or (None, None)
    session.execute(update(Artisan).values(away_from=first, away_to=last))
    for lead_days in LEAD_DAYS:
        for free in FREE:
            for to_order in (True, False):
                session.execute(
                    update(Listing).values(days_to_make=lead_days, made_to_order=to_order, next_free_on=free)
                )
                asked = understand(session, "fish silk")
                fits = finder.Finder(session, asked, TODAY, AT).fits()
                promised = days_until_ready(
                    TODAY, lead_days=lead_days, next_free_on=free if to_order else None, away=holiday
                )
                counted = [(fit.id, fit.ready_in_days) for fit in fits]
                assert counted == [(listing.id, promised)], (lead_days, free, to_order)


@pytest.mark.parametrize("sort", [Sort.CHEAPEST, Sort.DEAREST, Sort.NEWEST])
def test_more_goods_than_can_be_looked_at_still_stand_in_their_order(session, monkeypatch, sort):
    a_world(session)
    asha = a_workshop(session)
    made = [a_listing(session, asha, title=f"Towel {chr(97 + number)}{number}") for number in range(26)]
    for number, listing in enumerate(made):
        listing.price_paise = Money(100_00 + (number * 7 % 13) * 100)  # each price twice
        listing.published_at = AT - timedelta(minutes=number * 5 % 26)
    session.flush()
    count_words(session)
    exact = pages(session, sort)
    assert len(exact) == len(set(exact)) == 26
    # Lots are drawn of the 26: so many that, of a million runs, none draws nothing.
    monkeypatch.setattr(finder, "CANDIDATES_MAX", 12)
    monkeypatch.setattr(finder, "FETCHED_MAX", 22)
    monkeypatch.setattr(finder, "DRAWN_MAX", 32)
    monkeypatch.setattr(finder, "STORIES_BELOW", 1)
    assert find(session, "towel", at=AT, sort=sort).about
    assert pages(session, sort) == exact


def pages(session, sort):
    """All slugs, page by page of five."""
    seen, after = [], None
    for _ in range(8):
        found = find(session, "towel", at=AT, sort=sort, after=after, limit=5)
        seen += [card.slug for card in found.cards]
        after = found.next_key
        if not after:
            return seen
    raise AssertionError("the pages have no end")

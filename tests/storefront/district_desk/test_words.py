"""Words of search at the desk: what was not found, made found by one tap."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from catalog.actions.words import count_words
from catalog.models import SearchMiss, Synonym
from catalog.rules.search import week_of
from kit.clock import business_day, now
from kit.events import Event
from people.rules import Role, ScopeKind
from tests.makers import BANKURA, JAIPUR, a_listing


def search(client, words, **narrowed):
    return client.get("/search", query_string={"q": words, **narrowed}).text


@pytest.fixture
def shop(session):
    """Blue bowls of Jaipur, on sale."""
    listing = a_listing(session, of="Bina")
    count_words(session)
    return listing


def test_what_is_not_found_is_counted_and_says_nothing_of_who_asked(client, session, shop):
    for _ in range(2):
        assert "Nothing found" in search(client, "katora")
    missed = session.execute(select(SearchMiss.fold, SearchMiss.asked)).all()
    assert missed == [("kator", 2)]
    assert {column.key for column in SearchMiss.__table__.columns} == {"week", "fold", "asked"}


@pytest.mark.parametrize("private", ["9876543210", "asha@example.com", "call 98765 43210 now please"])
def test_what_may_be_somebodys_number_is_never_written_down(client, session, shop, private):
    search(client, private)
    kept = " ".join(session.scalars(select(SearchMiss.fold)))
    assert not re.search(r"[0-9]{5}|example", kept)


def test_one_tap_makes_the_missed_word_find_goods_and_leaves_a_trail(client, session, shop, desk_of):
    search(client, "katora")
    desk = desk_of("Gopal", ScopeKind.DISTRICT, JAIPUR)
    page = desk.get("/district/words").text
    assert "kator" in page
    answer = desk.post("/district/words", data={"said": "kator", "meant": "bowl", "language": "hi"})
    assert answer.status_code == 303
    assert shop.slug in search(client, "katora")
    assert "kator</b>" not in desk.get("/district/words").text
    assert session.scalars(select(Event.name).where(Event.name == "synonym.made")).all() == ["synonym.made"]


def test_a_synonym_is_taken_back(client, session, shop, desk_of):
    desk = desk_of("Gopal", ScopeKind.DISTRICT, JAIPUR)
    desk.post("/district/words", data={"said": "katora", "meant": "bowl"})
    synonym = session.scalars(select(Synonym)).one()
    assert desk.post(f"/district/words/{synonym.id}/removal").status_code == 303
    assert "Nothing found" in search(client, "katora")


@pytest.mark.parametrize(
    ("said", "meant"), [("", "bowl"), ("bowl", "BOWL"), ("one two three four", "bowl"), ("!!!", "bowl")]
)
def test_a_faulty_synonym_is_refused_with_a_sentence_and_what_was_typed(
    session,
    desk_of,
    said,
    meant,
):
    desk = desk_of("Farida", ScopeKind.DISTRICT, BANKURA)
    answer = desk.post("/district/words", data={"said": said, "meant": meant})
    assert answer.status_code == 422
    assert "Write one to three words" in answer.text
    assert f'value="{meant}"' in answer.text
    assert session.scalars(select(Synonym)).all() == []


def test_only_officers_come_to_the_words(client, session, shop, desk_of):
    assert client.get("/district/words").status_code in (302, 303, 403)
    national = desk_of("Arjun", ScopeKind.NATION, "", role=Role.FINANCE)
    assert national.get("/district/words").status_code == 403


def test_the_national_officer_makes_synonyms_and_finds_the_way_from_the_own_desk(
    client, session, shop, desk_of
):
    search(client, "katora")
    arjun = desk_of("Arjun", ScopeKind.NATION, "", role=Role.NATIONAL_OFFICER)
    assert "/district/words" in arjun.get("/admin/registry").text
    assert "kator</b>" in arjun.get("/district/words").text
    assert arjun.post("/district/words", data={"said": "kator", "meant": "bowl"}).status_code == 303
    assert shop.slug in search(client, "katora")


def test_each_week_stands_by_itself_and_the_newest_with_something_to_do_is_shown(session, shop, desk_of):
    monday = week_of(business_day(now()))
    weeks = [monday - timedelta(weeks=number) for number in (1, 2)]
    session.add_all(
        [
            SearchMiss(week=week, fold=fold, asked=3)
            for week, fold in zip(weeks, ("kator", "surah"), strict=True)
        ]
    )
    session.commit()
    desk = desk_of("Gopal", ScopeKind.DISTRICT, JAIPUR)
    page = desk.get("/district/words").text
    assert "kator</b>" in page
    assert "surah</b>" not in page
    assert "Not found in the week of" in page
    older = desk.get(f"/district/words?week={weeks[1]}").text
    assert "surah</b>" in older
    assert "kator</b>" not in older
    kept = desk.post("/district/words", data={"said": "", "meant": "", "week": str(weeks[1])})
    assert kept.status_code == 422
    assert "surah</b>" in kept.text

"""The ledger of money on a real database: what it keeps, and what the database itself refuses."""

from __future__ import annotations

import threading

import pytest
from sqlalchemy import Engine, select, text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from kit.money import Money
from ledger.actions import Draft, fold_balances, post, reverse
from ledger.errors import Unbalanced
from ledger.models import Balance, Entry, Posting
from ledger.queries import balance, balances, is_posted, postings_of
from tests.doubles import wait_until
from tests.makers import AT

SALE = Draft("sale:1", "sale", {"cash": 1000, "held": -900, "fee": -100})


def commit_here(session):
    """Let the deferred triggers speak as they would at commit."""
    session.execute(text("SET CONSTRAINTS ALL IMMEDIATE"))


def test_an_entry_stands_with_its_lines(session):
    assert post(session, [SALE], at=AT) == 1
    commit_here(session)
    assert postings_of(session, "sale:1") == {"cash": 1000, "held": -900, "fee": -100}
    assert balance(session, "held") == Money(-900)
    assert balances(session, ["cash", "nobody"]) == {"cash": 1000, "nobody": 0}
    assert is_posted(session, "sale:1")
    assert not is_posted(session, "sale:2")


def test_posting_again_under_the_same_key_changes_nothing(session):
    assert [post(session, [SALE], at=AT) for _ in range(2)] == [1, 0]
    other = Draft("sale:1", "sale", {"cash": 5, "held": -5})
    assert post(session, [other, Draft("sale:2", "sale", {"cash": 7, "held": -7})], at=AT) == 1
    assert balance(session, "cash") == 1007


def test_lines_of_nothing_are_left_out_and_an_entry_of_nothing_is_none(session):
    assert post(session, [Draft("a", "x", {"cash": 5, "held": -5, "tax": 0})], at=AT) == 1
    assert postings_of(session, "a") == {"cash": 5, "held": -5}
    assert post(session, [Draft("b", "x", {"cash": 0, "held": 0})], at=AT) == 0
    assert post(session, [], at=AT) == 0


def test_an_entry_that_does_not_balance_is_refused_before_anything_is_written(session):
    with pytest.raises(Unbalanced) as refused:
        post(session, [SALE, Draft("sale:2", "sale", {"cash": 10, "held": -9})], at=AT)
    assert refused.value.details == {"key": "sale:2", "off_by": 1}
    assert session.scalars(select(Entry)).all() == []


def test_reversing_brings_every_account_back_and_happens_once(session):
    post(session, [SALE], at=AT)
    assert [reverse(session, "sale:1", cause="decline", at=AT) for _ in range(2)] == [1, 0]
    assert set(balances(session, ["cash", "held", "fee"]).values()) == {0}
    assert reverse(session, "never", cause="decline", at=AT) == 0


def an_entry(session, *lines, key="raw"):
    """An entry written past our own code."""
    number = session.scalar(
        text("INSERT INTO entries (key, at, cause) VALUES (:key, now(), 'x') RETURNING id"), {"key": key}
    )
    for account, paise, currency in lines:
        session.execute(
            text("INSERT INTO accounts (code, currency) VALUES (:a, 'INR') ON CONFLICT DO NOTHING"),
            {"a": account},
        )
        session.execute(
            text("INSERT INTO postings (entry_id, account_code, paise, currency) VALUES (:e, :a, :p, :c)"),
            {"e": number, "a": account, "p": paise, "c": currency},
        )


@pytest.mark.parametrize(
    "lines",
    [
        [("cash", 5, "INR"), ("held", -4, "INR")],
        [("cash", 5, "INR"), ("held", -5, "USD")],
        [],
        [("cash", 5, "INR")],
    ],
    ids=["off by one", "two currencies", "no posting", "one posting"],
)
def test_the_database_refuses_an_entry_that_does_not_balance(session, lines):
    an_entry(session, *lines)
    with pytest.raises(IntegrityError, match=r"does not balance|fewer than two"):
        commit_here(session)


def test_the_database_refuses_a_posting_added_to_a_closed_entry(session):
    post(session, [SALE], at=AT)
    commit_here(session)
    with pytest.raises(IntegrityError, match="does not balance"):
        session.execute(
            text(
                "INSERT INTO postings (entry_id, account_code, paise, currency) "
                "SELECT id, 'cash', 1, 'INR' FROM entries"
            )
        )


def test_the_database_refuses_a_posting_of_nothing(session):
    with pytest.raises(IntegrityError, match="paise_moves"):
        an_entry(session, ("cash", 0, "INR"))


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE entries SET cause = 'y'",
        "DELETE FROM entries",
        "UPDATE postings SET paise = paise + 1",
        "DELETE FROM postings",
    ],
)
def test_what_was_posted_is_never_changed_or_deleted(session, statement):
    post(session, [SALE], at=AT)
    commit_here(session)
    with pytest.raises(IntegrityError, match="append-only"):
        session.execute(text(statement))


def sums(session):
    return {code: int(balance(session, code)) for code in ("cash", "held", "fee")}


def folded(session):
    session.expire_all()
    return {row.account_code: int(row.paise) for row in session.scalars(select(Balance))}


def fold_to_the_end(session: Session) -> dict[str, int]:
    """Fold until nothing is left: any transaction of the whole server, another test's too, may hold the horizon."""

    def caught_up() -> bool:
        fold_balances(session)
        session.commit()
        newest = session.scalar(text("SELECT max(xid) FROM postings"))
        return bool(
            session.scalar(
                text("SELECT folded_before > CAST(:newest AS xid8) FROM balance_cursor"), {"newest": newest}
            )
        )

    wait_until(caught_up, seconds=30)
    return folded(session)


def test_folding_misses_nothing_of_a_slow_transaction(fresh_engine: Engine):
    with Session(fresh_engine) as slow, Session(fresh_engine) as quick:
        post(slow, [SALE], at=AT)  # takes its numbers first, commits last
        slow.flush()
        post(quick, [Draft("sale:2", "sale", {"till": 7, "owed": -7})], at=AT)
        quick.commit()
        assert fold_balances(quick) == 0  # the slow one still hides it; nothing is folded past it
        quick.commit()
        slow.commit()
        assert fold_to_the_end(quick) == {"cash": 1000, "held": -900, "fee": -100, "till": 7, "owed": -7}
        assert fold_balances(quick) == 0
        quick.commit()
        assert folded(quick)["cash"] == 1000


def test_folding_beside_busy_posters_ends_at_the_sums(fresh_engine: Engine):
    with Session(fresh_engine) as session:
        post(session, [Draft("first", "x", {"cash": 1, "held": -1, "fee": 1, "rest": -1})], at=AT)
        session.commit()
    done = threading.Event()

    def poster(who: int) -> None:
        for number in range(40):
            with Session(fresh_engine) as session:
                paise = who * 100 + number + 1
                post(session, [Draft(f"{who}:{number}", "x", {"cash": paise, "held": -paise})], at=AT)
                session.commit()

    def folder() -> None:
        while not done.is_set():
            with Session(fresh_engine) as session:
                fold_balances(session)
                session.commit()

    posters = [threading.Thread(target=poster, args=(who,)) for who in range(4)]
    folders = [threading.Thread(target=folder) for _ in range(2)]
    for thread in posters + folders:
        thread.start()
    for thread in posters:
        thread.join()
    done.set()
    for thread in folders:
        thread.join()
    with Session(fresh_engine) as session:
        there = fold_to_the_end(session)
        assert {code: there[code] for code in ("cash", "held", "fee")} == sums(session)
        assert session.query(Posting).count() == 4 * 40 * 2 + 4

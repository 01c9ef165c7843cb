"""Facts, the outbox, and work that has exactly one effect."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from kit import events, tasks
from kit.db import transaction
from kit.errors import Unreachable
from kit.events import ATTEMPTS_MAX, LEASE, Event, Fact, OutboxMessage, claim, lag_s, record, resend
from kit.ids import new_id
from kit.money import Money
from tests.makers import AT


@dataclass(frozen=True)
class BowlFired(Fact):
    bowl_id: UUID
    paise: int


@dataclass(frozen=True)
class KilnCooledDown(Fact):
    kiln: int


class World:
    """What the outside is like, and what it saw."""

    trouble: Exception | None = None
    asked = 0


@tasks.subscriber
def glaze(session, facts, at):
    """Leaves a trace in the same transaction."""
    record(session, KilnCooledDown(facts["paise"]), by=None, at=at)
    if World.trouble:
        raise World.trouble


@tasks.subscriber
def sing(session, facts, at):
    """Does nothing that can be seen."""


@tasks.asking
def ask_the_moon(facts, at):
    World.asked += 1
    if World.trouble:
        raise World.trouble


@pytest.fixture(autouse=True)
def listeners():
    World.trouble, World.asked = None, 0
    before = dict(events._subscribers), dict(events._by_name)
    events.subscribe({BowlFired: [glaze, sing, ask_the_moon]})
    yield
    events._subscribers.clear()
    events._by_name.clear()
    events._subscribers.update(before[0])
    events._by_name.update(before[1])


def messages(session, of):
    session.expire_all()
    query = select(OutboxMessage).where(OutboxMessage.subscriber.endswith(of))
    return list(session.scalars(query))


def fire(session, paise=5):
    record(session, BowlFired(new_id(), Money(paise)), by=None, at=AT)
    session.commit()
    return {
        message.subscriber.rpartition(".")[2]: message.id
        for message in session.scalars(select(OutboxMessage))
    }


def traces(session):
    return session.scalar(select(func.count()).select_from(Event).filter_by(name=KilnCooledDown.name))


def test_a_fact_is_named_for_what_happened():
    assert (BowlFired.name, KilnCooledDown.name) == ("bowl.fired", "kiln.cooled_down")


def test_a_fact_is_kept_with_who_when_and_for_which_request(session):
    bowl, somebody = new_id(), new_id()
    session.info["request_id"] = "asked-for-it"
    record(session, BowlFired(bowl, Money(5)), by=somebody, at=AT)
    event = session.scalars(select(Event)).one()
    assert (event.name, event.by, event.at, event.request_id) == ("bowl.fired", somebody, AT, "asked-for-it")
    assert event.subject == str(bowl)
    assert event.facts == {"bowl_id": str(bowl), "paise": 5}


def test_each_subscriber_gets_a_message_of_its_own_and_a_fact_without_any_none(session):
    fire(session)
    record(session, KilnCooledDown(1), by=None, at=AT)
    names = sorted(
        message.subscriber.rpartition(".")[2] for message in session.scalars(select(OutboxMessage))
    )
    assert names == ["ask_the_moon", "glaze", "sing"]


def test_a_fact_of_a_transaction_that_failed_was_never_told(session):
    def fails():
        with transaction() as inner:
            record(inner, BowlFired(new_id(), Money(5)), by=None, at=AT)
            inner.flush()
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fails()
    assert session.scalar(select(func.count()).select_from(Event)) == 0
    assert session.scalar(select(func.count()).select_from(OutboxMessage)) == 0


@pytest.mark.parametrize("statement", ["UPDATE events SET name = 'x'", "DELETE FROM events"])
def test_the_trail_is_append_only(session, statement):
    record(session, KilnCooledDown(1), by=None, at=AT)
    with pytest.raises(IntegrityError, match="append-only"):
        session.execute(text(statement))


def test_a_message_is_done_together_with_its_effect_and_once(session):
    ids = fire(session)
    for _ in range(3):
        tasks.deliver(ids["glaze"], at=AT)
    assert traces(session) == 1
    assert [message.done_at for message in messages(session, "glaze")] == [AT]


def test_a_failing_message_leaves_no_effect_and_waits_longer_each_time(session):
    ids = fire(session)
    World.trouble = ValueError("the glaze ran")
    waits = []
    for _ in range(3):
        tasks.deliver(ids["glaze"], at=AT)
        waits.append((messages(session, "glaze")[0].due_at - AT).total_seconds())
    (message,) = messages(session, "glaze")
    assert traces(session) == 0
    assert message.done_at is None
    assert message.attempts == 3
    assert message.last_error == "ValueError: the glaze ran"
    assert all(0.7 * 2**n <= wait <= 1.3 * 2**n for n, wait in enumerate(waits, start=1))
    World.trouble = None
    tasks.deliver(ids["glaze"], at=AT)
    assert traces(session) == 1


def test_a_poisoned_message_is_parked_beside_the_others_and_can_be_sent_again(session):
    ids = fire(session)
    World.trouble = ValueError("never")
    for _ in range(ATTEMPTS_MAX):
        tasks.deliver(ids["glaze"], at=AT)
    (parked,) = messages(session, "glaze")
    assert parked.parked_at == AT
    assert ids["glaze"] not in claim(session, at=AT + timedelta(days=30))
    World.trouble = None
    resend(session, ids["glaze"], at=AT)
    assert ids["glaze"] in claim(session, at=AT + timedelta(days=31))
    tasks.deliver(ids["glaze"], at=AT)
    assert traces(session) == 1
    resend(session, ids["glaze"], at=AT)  # what is done stays done
    (done,) = messages(session, "glaze")
    assert done.done_at == AT


def test_the_outside_that_does_not_answer_is_asked_again(session):
    ids = fire(session)
    World.trouble = Unreachable("the moon is down")
    tasks.deliver(ids["ask_the_moon"], at=AT)
    (message,) = messages(session, "ask_the_moon")
    assert (message.done_at, message.last_error) == (None, "the moon is down")
    World.trouble = None
    tasks.deliver(ids["ask_the_moon"], at=AT)
    tasks.deliver(ids["ask_the_moon"], at=AT)
    assert World.asked == 2
    assert messages(session, "ask_the_moon")[0].done_at == AT


def test_a_message_whose_subscriber_is_gone_is_kept_for_a_person_to_see(session):
    ids = fire(session)
    events.subscribe({})
    tasks.deliver(ids["glaze"], at=AT)
    (message,) = messages(session, "glaze")
    assert message.done_at is None
    assert message.last_error.startswith("KeyError")


def test_a_message_that_is_not_there_is_quiet(session):
    tasks.deliver(404, at=AT)
    assert session.scalar(select(func.count()).select_from(OutboxMessage)) == 0


def test_messages_are_handed_out_once_and_again_after_their_lease(session):
    ids = set(fire(session).values())
    assert set(claim(session, at=AT)) == ids
    assert claim(session, at=AT + LEASE) == []
    assert set(claim(session, at=AT + LEASE + timedelta(seconds=1))) == ids
    assert claim(session, at=AT - timedelta(seconds=1)) == []


def test_two_relays_never_take_the_same_message(fresh_engine):
    with transaction() as session:
        for _ in range(10):
            record(session, BowlFired(new_id(), Money(1)), by=None, at=AT)
    with Session(fresh_engine) as one, Session(fresh_engine) as other:
        first, second = claim(one, at=AT, limit=10), claim(other, at=AT, limit=30)
        assert len(first) == 10
        assert len(second) == 20
        assert not set(first) & set(second)


def test_a_message_that_another_worker_holds_is_left_to_it(fresh_engine):
    with transaction() as session:
        record(session, BowlFired(new_id(), Money(1)), by=None, at=AT)
    with Session(fresh_engine) as other:
        held = other.scalars(select(OutboxMessage).with_for_update()).all()
        for message in held:
            tasks.deliver(message.id, at=AT)
        other.rollback()
        assert World.asked == 0
        assert traces(other) == 0


def test_the_lag_is_the_age_of_the_oldest_message_due(session):
    assert lag_s(session, at=AT) == 0
    fire(session)
    assert lag_s(session, at=AT + timedelta(seconds=90)) == 90

"""Goods move between places, are promised and taken; they are never made or lost in between."""

from __future__ import annotations

import threading

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from catalog.models import Listing
from kit.db import transaction
from kit.events import Event
from kit.ids import new_id
from stock.actions import (
    Carry,
    Want,
    firm,
    move,
    open_place,
    places,
    release,
    reserve,
    set_on_hand,
    take_reserved,
)
from stock.errors import NotThere, OutOfStock
from stock.models import Level, LocationKind, Move, Reason, Reservation
from stock.queries import free_of_owner, held_at, held_by_place, workshop_levels
from tests.makers import AT
from tests.sales import later, on_sale


class Shelf:
    """Asha's workshop with three sarees in it, and the ends of the world."""

    def __init__(self, session: Session, pieces: int = 3) -> None:
        self.session = session
        listing: Listing = on_sale(session, pieces=pieces)
        self.variant, self.owner = listing.variants[0].id, listing.artisan_id
        self.workshop = open_place(session, LocationKind.WORKSHOP, self.owner)
        self.customer = open_place(session, LocationKind.CUSTOMER)
        self.road = open_place(session, LocationKind.TRANSIT)
        session.flush()

    def want(self, quantity: int, cause=None) -> Want:
        return Want(cause or new_id(), self.variant, self.owner, self.workshop, quantity)

    def carry(self, quantity: int, source: int, target: int, key: str = "carry") -> Carry:
        return Carry(key, self.variant, self.owner, quantity, source, target, Reason.SOLD)

    def level(self, place: int | None = None) -> tuple[int, int]:
        row = self.session.get(
            Level, (place or self.workshop, self.variant, self.owner), populate_existing=True
        )
        return (row.on_hand, row.reserved) if row else (0, 0)

    def sums(self) -> dict[str, int]:
        """Pieces by place, from the moves alone."""
        rows = self.session.execute(
            text(
                "SELECT kind, sum(n) FROM (SELECT target_id AS at, quantity AS n FROM moves WHERE variant_id = :v "
                "UNION ALL SELECT source_id, -quantity FROM moves WHERE variant_id = :v) AS ends "
                "JOIN locations ON locations.id = ends.at GROUP BY kind"
            ),
            {"v": self.variant},
        )
        return {kind: int(pieces) for kind, pieces in rows}


@pytest.fixture
def shelf(session):
    return Shelf(session)


def test_goods_enter_the_world_from_where_they_are_made(shelf):
    assert shelf.level() == (3, 0)
    assert shelf.sums() == {"made": -3, "workshop": 3}


def test_what_moves_leaves_one_place_and_comes_to_another(shelf, session):
    assert move(session, [shelf.carry(2, shelf.workshop, shelf.road)], by=None, at=AT) == ["carry"]
    assert (shelf.level(), shelf.level(shelf.road)) == ((1, 0), (2, 0))
    assert sum(shelf.sums().values()) == 0


def test_a_move_of_the_same_cause_happens_once(shelf, session):
    carry = shelf.carry(1, shelf.workshop, shelf.customer)
    assert move(session, [carry], by=None, at=AT) == ["carry"]
    assert move(session, [carry], by=None, at=AT) == []
    assert move(session, [], by=None, at=AT) == []
    assert shelf.level() == (2, 0)


def test_the_ends_of_the_world_keep_no_level(shelf, session):
    move(session, [shelf.carry(1, shelf.workshop, shelf.customer)], by=None, at=AT)
    assert held_at(session, shelf.customer) == []


def test_more_than_is_there_does_not_move(shelf, session):
    with pytest.raises(NotThere), session.begin_nested():
        move(session, [shelf.carry(4, shelf.workshop, shelf.customer)], by=None, at=AT)
    assert shelf.level() == (3, 0)
    assert sum(shelf.sums().values()) == 0


def test_promised_pieces_do_not_move_for_another(shelf, session):
    reserve(session, [shelf.want(2)], cause_kind="fulfillment", until=later(1))
    with pytest.raises(NotThere), session.begin_nested():
        move(session, [shelf.carry(2, shelf.workshop, shelf.customer)], by=None, at=AT)
    assert shelf.level() == (3, 2)


def test_promising_ends_where_the_shelf_does(shelf, session):
    reserve(session, [shelf.want(2)], cause_kind="fulfillment", until=later(1))
    with pytest.raises(OutOfStock) as refused, session.begin_nested():
        reserve(session, [shelf.want(2)], cause_kind="fulfillment", until=later(1))
    assert refused.value.details == {"lines": [{"variant_id": shelf.variant, "wanted": 2, "free": 1}]}
    assert shelf.level() == (3, 2)
    assert len(session.scalars(select(Reservation)).all()) == 1


def test_two_wants_of_one_shelf_count_together(shelf, session):
    with pytest.raises(OutOfStock), session.begin_nested():
        reserve(session, [shelf.want(2), shelf.want(2)], cause_kind="fulfillment", until=None)
    assert shelf.level() == (3, 0)


def test_what_was_never_on_the_shelf_is_short(shelf, session):
    elsewhere = open_place(session, LocationKind.STALL, new_id())
    want = Want(new_id(), shelf.variant, shelf.owner, elsewhere, 1)
    with pytest.raises(OutOfStock) as refused:
        reserve(session, [want], cause_kind="fulfillment", until=None)
    assert refused.value.details["lines"][0]["free"] == 0


def test_a_promise_given_back_is_free_again_and_only_once(shelf, session):
    cause = new_id()
    reserve(session, [shelf.want(2, cause)], cause_kind="fulfillment", until=later(1))
    assert [release(session, [cause], at=AT) for _ in range(2)] == [1, 0]
    assert shelf.level() == (3, 0)


def test_a_firm_promise_has_no_end(shelf, session):
    cause = new_id()
    reserve(session, [shelf.want(2, cause)], cause_kind="fulfillment", until=later(1))
    assert firm(session, [cause]) == 1
    session.expire_all()
    assert session.scalars(select(Reservation)).one().until is None


def test_what_was_promised_is_taken_and_the_promise_ends(shelf, session):
    cause = new_id()
    reserve(session, [shelf.want(2, cause)], cause_kind="fulfillment", until=None)
    taken = take_reserved(
        session, cause, target_id=shelf.road, reason=Reason.SHIPPED, key="ship:1", by=None, at=AT
    )
    assert taken == 1
    assert (shelf.level(), shelf.level(shelf.road)) == ((1, 0), (2, 0))
    with pytest.raises(NotThere):
        take_reserved(
            session, cause, target_id=shelf.road, reason=Reason.SHIPPED, key="ship:1", by=None, at=AT
        )
    with pytest.raises(NotThere):
        take_reserved(session, new_id(), target_id=shelf.road, reason=Reason.SHIPPED, key="x", by=None, at=AT)


def test_the_last_piece_leaving_is_announced(shelf, session):
    cause = new_id()
    reserve(session, [shelf.want(3, cause)], cause_kind="fulfillment", until=None)
    take_reserved(session, cause, target_id=shelf.customer, reason=Reason.SOLD, key="s", by=None, at=AT)
    facts = session.scalars(select(Event.facts).filter_by(name="stock.ran_out")).one()
    assert facts == {"variant_id": shelf.variant, "owner_id": str(shelf.owner), "location_id": shelf.workshop}


def counted(shelf, quantity, key):
    return set_on_hand(
        shelf.session,
        variant_id=shelf.variant,
        owner_id=shelf.owner,
        quantity=quantity,
        key=key,
        by=None,
        at=AT,
    )


def test_a_count_is_followed_by_one_move(shelf):
    assert counted(shelf, 10, "a") == 7
    assert counted(shelf, 10, "b") == 0
    assert counted(shelf, 4, "c") == -6
    assert shelf.level() == (4, 0)
    assert shelf.sums() == {"made": -10, "workshop": 4, "loss": 6}


def test_a_count_sent_twice_moves_once(shelf, session):
    counted(shelf, 10, "same")
    reserve(session, [shelf.want(2, cause := new_id())], cause_kind="fulfillment", until=None)
    take_reserved(session, cause, target_id=shelf.customer, reason=Reason.SOLD, key="s", by=None, at=AT)
    counted(shelf, 10, "same")  # the same form, sent again after a sale: nothing comes back
    assert shelf.level() == (8, 0)


def test_fewer_than_are_promised_cannot_be_claimed(shelf, session):
    reserve(session, [shelf.want(2)], cause_kind="fulfillment", until=None)
    for claimed in (1, -1):
        with pytest.raises(NotThere):
            counted(shelf, claimed, f"few{claimed}")
    assert counted(shelf, 2, "enough") == -1


def test_places_are_made_once(session, shelf):
    assert open_place(session, LocationKind.TRANSIT) == shelf.road
    other = new_id()
    found = places(session, LocationKind.WORKSHOP, [shelf.owner, other])
    assert found[shelf.owner] == shelf.workshop
    assert places(session, LocationKind.WORKSHOP, [other]) == {other: found[other]}


def test_levels_are_read_by_variant_by_place_and_by_owner(shelf, session):
    reserve(session, [shelf.want(1)], cause_kind="fulfillment", until=None)
    held = workshop_levels(session, [shelf.variant])[shelf.variant]
    assert (held.on_hand, held.reserved, held.free) == (3, 1, 2)
    assert free_of_owner(session, shelf.owner) == {shelf.variant: held}
    assert held_at(session, shelf.workshop) == [held]
    assert held_by_place(session, LocationKind.WORKSHOP, [shelf.owner]) == {shelf.owner: 3}


COPY = "INSERT INTO moves (variant_id, owner_id, quantity, source_id, target_id, reason, key, at) SELECT "


@pytest.mark.parametrize(
    ("statement", "promise"),
    [
        ("UPDATE levels SET on_hand = -1", "on_hand_not_negative|reserved_within"),
        ("UPDATE levels SET reserved = on_hand + 1", "reserved_within"),
        ("UPDATE levels SET reserved = -1", "reserved_within"),
        (
            COPY + "variant_id, owner_id, 0, source_id, target_id, reason, 'x', at FROM moves LIMIT 1",
            "quantity_positive",
        ),
        (
            COPY + "variant_id, owner_id, 1, source_id, source_id, reason, 'x', at FROM moves LIMIT 1",
            "two_ends",
        ),
        (
            COPY + "variant_id, owner_id, 1, source_id, target_id, reason, key, at FROM moves LIMIT 1",
            "uq_moves_key",
        ),
        ("UPDATE moves SET quantity = 1", "append-only"),
        ("DELETE FROM moves", "append-only"),
        ("INSERT INTO locations (kind) VALUES ('transit')", "uq_locations_kind_place"),
        ("INSERT INTO locations (kind) VALUES ('moon')", "locationkind"),
    ],
)
def test_the_database_keeps_its_own_promises(shelf, session, statement, promise):
    session.flush()
    with pytest.raises(IntegrityError, match=promise):
        session.execute(text(statement))


def test_a_cause_is_promised_one_piece_of_shelf_once(shelf, session):
    cause = new_id()
    reserve(session, [shelf.want(1, cause)], cause_kind="fulfillment", until=None)
    with pytest.raises(IntegrityError, match="uq_reservations_live"):
        reserve(session, [shelf.want(1, cause)], cause_kind="fulfillment", until=None)


def test_goods_that_cross_each_other_do_not_wait_for_ever(fresh_engine):
    """Workshop to stall and stall to workshop at once: neither is a deadlock."""
    with transaction() as session:
        shelf = Shelf(session, pieces=50)
        stall = open_place(session, LocationKind.STALL, new_id())
        move(session, [shelf.carry(25, shelf.workshop, stall, "first")], by=None, at=AT)
    troubles: list[Exception] = []

    def carrier(source: int, target: int, name: str) -> None:
        for number in range(25):
            try:
                with transaction() as session:
                    move(session, [shelf.carry(1, source, target, f"{name}{number}")], by=None, at=AT)
            except Exception as trouble:
                troubles.append(trouble)

    ways = [(shelf.workshop, stall, "out"), (stall, shelf.workshop, "back")] * 2
    threads = [
        threading.Thread(target=carrier, args=(source, target, f"{name}{number}:"))
        for number, (source, target, name) in enumerate(ways)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [trouble for trouble in troubles if not isinstance(trouble, NotThere)] == []
    with transaction() as session:
        shelf.session = session
        assert shelf.level()[0] + shelf.level(stall)[0] == 50
        assert session.query(Move).filter_by(reason=Reason.SOLD).count() == 101 - len(troubles)

"""Plus and minus, with a reason and a way back; where else the pieces are; and being told of the last ones."""

from __future__ import annotations

import re

import pytest
from sqlalchemy import select

from bin.audit import audit
from catalog.models import Listing
from orders.tasks import note_more_left, tell_of_few_left
from people.models import Notice
from stock.actions import change_by_hand, undo
from stock.errors import NotThere, UndoneAlready
from stock.models import LowNote, Move, Reason
from stock.queries import own_changes, workshop_levels
from tests.counter import a_mall, on_shelf
from tests.makers import AT, a_draft, a_listing
from tests.sales import a_confirmed_order, later, on_sale


@pytest.fixture
def piece(session, asha):
    listing = a_draft(session, asha)
    session.commit()
    return listing.variants[0]


def held(session, variant):
    level = workshop_levels(session, [variant.id]).get(variant.id)
    return level.on_hand if level else 0


def press(browser, variant, **form):
    return browser.post(f"/workshop/stock/{variant.id}", data=form)


def test_each_change_is_a_move_with_its_reason_and_a_second_press_moves_nothing(as_asha, session, piece):
    for reason, pieces, count in (
        ("made", "5", "a"),
        ("made", "5", "a"),
        ("fair", "2", "b"),
        ("broken", "1", "c"),
    ):
        assert press(as_asha, piece, reason=reason, pieces=pieces, count=count).status_code == 303
    assert held(session, piece) == 2
    reasons = session.scalars(select(Move.reason).order_by(Move.id)).all()
    assert reasons == [Reason.MADE, Reason.FAIR, Reason.BROKEN]
    page = as_asha.get(f"/workshop/stock/{piece.id}").text
    for words in ("Sold at a fair", "Broken", "Made more", "Undo"):
        assert words in page
    assert not any(finding.broken for finding in audit(session))


def test_what_was_counted_is_what_there_is(as_asha, session, piece):
    assert press(as_asha, piece, quantity="१२", count="a").status_code == 303
    assert press(as_asha, piece, quantity="10", count="b").status_code == 303
    assert press(as_asha, piece, quantity="10", count="c").status_code == 303
    assert held(session, piece) == 10
    assert session.scalars(select(Move.reason)).all() == [Reason.COUNTED, Reason.COUNTED]
    assert not any(finding.broken for finding in audit(session))


def test_the_list_adds_one_and_comes_back_to_itself(as_asha, session, piece):
    answer = press(as_asha, piece, reason="made", count="a", to="all")
    assert answer.location.endswith(f"/workshop/stock#piece-{piece.id}")
    page = as_asha.get("/workshop/stock").text
    assert "<output>1</output>" in page
    assert 'lang="hi"' in as_asha.get(f"/hi/workshop/stock/{piece.id}").text


@pytest.mark.parametrize(
    "form",
    [
        {"reason": "fair", "pieces": "1"},
        {"reason": "made", "pieces": "many"},
        {"reason": "made", "pieces": "0"},
        {"reason": "made", "pieces": "1000000"},
        {"reason": "sold", "pieces": "1"},
        {"quantity": "-1"},
        {"quantity": "", "reason": "made"},
        {},
    ],
)
def test_what_cannot_be_moves_nothing_and_says_so(as_asha, session, piece, form):
    refused = press(as_asha, piece, count="x", **form)
    assert refused.status_code == 422
    assert 'role="alert"' in refused.text
    assert held(session, piece) == 0


def test_a_change_is_taken_back_by_the_contrary_move_once(as_asha, session, piece):
    press(as_asha, piece, reason="made", pieces="4", count="a")
    (change,) = own_changes(session, piece.id, piece.listing.artisan_id)
    url = f"/workshop/stock/{piece.id}/moves/{change.move.id}/undo"
    assert [as_asha.post(url).status_code for _ in range(2)] == [303, 303]
    assert held(session, piece) == 0
    assert own_changes(session, piece.id, piece.listing.artisan_id)[0].undone
    assert "Taken back" in as_asha.get(f"/workshop/stock/{piece.id}").text
    assert not any(finding.broken for finding in audit(session))


def test_what_was_promised_meanwhile_or_is_anothers_is_not_taken_back(as_asha, session, asha):
    listing = on_sale(session, pieces=0)
    variant, by = listing.variants[0], asha.person_id
    more = {"variant_id": variant.id, "owner_id": asha.id, "pieces": 1, "reason": Reason.MADE}
    change_by_hand(session, **more, key="k", by=by, at=AT)
    (change,) = own_changes(session, variant.id, asha.id)
    a_confirmed_order(session, [listing])
    with pytest.raises(NotThere):
        undo(session, change.move.id, owner_id=asha.id, by=by, at=AT)
    bina = a_listing(session, of="Bina")
    with pytest.raises(UndoneAlready):
        undo(session, change.move.id, owner_id=bina.artisan_id, by=by, at=AT)
    with pytest.raises(UndoneAlready):
        undo(session, change.move.id, owner_id=asha.id, by=by, at=later(days=31))
    session.commit()
    assert as_asha.post(f"/workshop/stock/{variant.id}/moves/999999/undo").status_code == 409
    assert as_asha.get(f"/workshop/stock/{bina.variants[0].id}").status_code == 404
    assert (
        as_asha.post(f"/workshop/stock/{bina.variants[0].id}/notice", data={"low_at": "3"}).status_code == 404
    )


def test_pieces_in_a_mall_are_told_with_its_name(as_asha, session, asha):
    mall = a_mall(session)
    _consignment, variant_id = on_shelf(session, mall, a_listing(session, asha), pieces=5)
    session.commit()
    page = as_asha.get(f"/workshop/stock/{variant_id}").text
    assert re.search(rf"{re.escape(mall.name)}: <b class=.num.>4</b>", page)
    assert "What stands in a mall, the mall counts." in page


def tell(session, order):
    tell_of_few_left(session, {"order_id": str(order.id)}, AT)
    session.flush()
    return len(session.scalars(select(Notice).where(Notice.kind == "stock_low")).all())


def test_the_maker_is_told_once_each_time_few_are_left(session, asha):
    listing = on_sale(session, pieces=4)
    assert tell(session, a_confirmed_order(session, [listing], 2)) == 0
    assert tell(session, a_confirmed_order(session, [listing])) == 1
    assert tell(session, a_confirmed_order(session, [listing])) == 1
    variant = listing.variants[0]
    more = {
        "variant_id": variant.id,
        "owner_id": asha.id,
        "reason": Reason.MADE,
        "by": asha.person_id,
        "at": AT,
    }
    change_by_hand(session, pieces=5, key="k", **more)
    tell_of_few_left(session, {"variant_id": variant.id, "before": 0}, AT)
    assert session.get(LowNote, variant.id) is None
    assert tell(session, a_confirmed_order(session, [listing], 4)) == 2


def test_one_of_a_kind_is_sold_without_a_notice_and_goods_that_come_back_are_noted(session, asha):
    listing = on_sale(session, pieces=1)
    order = a_confirmed_order(session, [listing])
    assert tell(session, order) == 0
    change_by_hand(
        session,
        variant_id=listing.variants[0].id,
        owner_id=asha.id,
        pieces=5,
        reason=Reason.MADE,
        key="k",
        by=asha.person_id,
        at=AT,
    )
    note_more_left(session, {"order_id": str(order.id)}, AT)
    assert session.get(LowNote, listing.variants[0].id) is None


def test_the_mark_is_set_on_the_page_and_empty_means_never(as_asha, session, piece):
    url = f"/workshop/stock/{piece.id}/notice"
    assert as_asha.post(url, data={"low_at": "few"}).status_code == 422
    assert as_asha.post(url, data={"low_at": "३"}).status_code == 303
    session.expire_all()
    assert session.get_one(Listing, piece.listing_id).low_at == 3
    assert as_asha.post(url, data={"low_at": ""}).status_code == 303
    session.expire_all()
    assert session.get_one(Listing, piece.listing_id).low_at is None

"""Wishes, questions, and a buyer who leaves."""

from __future__ import annotations

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from kit.events import Event
from ledger.models import Posting
from orders.actions.leaving import leave
from orders.actions.wishes import (
    answer_question,
    ask_maker,
    hide_question,
    keep_in_mind,
    let_go,
    take_over_wishes,
)
from orders.errors import ContactInWords, OrdersOpen, OwnListing, QuestionsTooMany
from orders.models import Order, Question, Wish
from orders.papers.sheet import sheet_of
from orders.queries.orders import paper, view
from orders.queries.wishes import answered, question_for, questions_for, waiting_questions, wished
from orders.rules.steps import OrderStatus
from people.actions import begin_sign_in, write_notice
from people.actions.addresses import Typed, keep_address
from people.errors import HasDuties
from people.models import Address, Notice, Person
from people.queries import person_of_token
from tests.makers import AT, a_person
from tests.sales import DEVI, a_confirmed_order, on_sale

ASKED = "Does it go into an oven?"


def names(session: Session) -> list[str]:
    session.flush()
    told = session.scalars(select(Event.name).order_by(Event.id))
    return [name for name in told if name.startswith(("question", "person.f"))]


def test_a_wish_of_a_browser_becomes_the_persons_who_signs_in_there(session: Session):
    bowl, pot = on_sale(session), on_sale(session, "Bina")
    devi = a_person(session, "Devi")
    keep_in_mind(session, bowl.id, person_id=None, token="t", at=AT)
    keep_in_mind(session, pot.id, person_id=None, token="t", at=AT)
    keep_in_mind(session, pot.id, person_id=devi.id, token=None, at=AT)
    take_over_wishes(session, "t", person_id=devi.id)
    take_over_wishes(session, "t", person_id=devi.id)
    assert set(wished(session, person_id=devi.id, token=None)) == {bowl.id, pot.id}
    assert wished(session, person_id=None, token="t") == []


def test_keeping_in_mind_twice_is_once_and_letting_go_is_ones_own(session: Session):
    bowl = on_sale(session)
    for _ in range(2):
        keep_in_mind(session, bowl.id, person_id=None, token="t", at=AT)
    let_go(session, bowl.id, person_id=None, token="another")
    assert wished(session, person_id=None, token="t") == [bowl.id]
    let_go(session, bowl.id, person_id=None, token="t")
    assert wished(session, person_id=None, token="t") == []


def test_a_question_is_public_once_answered_until_it_is_hidden(session: Session):
    bowl, devi = on_sale(session), a_person(session, "Devi")
    asked = ask_maker(session, bowl.id, ASKED, language="en", by=devi.id, at=AT)
    assert answered(session, bowl.id) == []
    assert waiting_questions(session, bowl.artisan_id) == 1
    answer_question(session, asked, "No.", by=bowl.artisan.person_id, at=AT)
    answer_question(session, asked, "No, only on the table.", by=bowl.artisan.person_id, at=AT)
    assert [each.answer for each in answered(session, bowl.id)] == ["No, only on the table."]
    hide_question(session, asked, "Rude words.", by=devi.id, at=AT)
    assert answered(session, bowl.id) == []
    assert names(session) == ["question.asked", "question.answered", "question.hidden"]


def test_the_same_question_again_is_the_first_one(session: Session):
    bowl, devi = on_sale(session), a_person(session, "Devi")
    first, second = (ask_maker(session, bowl.id, ASKED, language="en", by=devi.id, at=AT) for _ in range(2))
    assert first is second
    assert names(session) == ["question.asked"]


def test_no_number_goes_out_in_either_direction(session: Session):
    bowl, devi = on_sale(session), a_person(session, "Devi")
    with pytest.raises(ContactInWords):
        ask_maker(session, bowl.id, "Call me: 98310 00001", language="en", by=devi.id, at=AT)
    asked = ask_maker(session, bowl.id, ASKED, language="en", by=devi.id, at=AT)
    with pytest.raises(ContactInWords):
        answer_question(session, asked, "Call 98310 00001", by=bowl.artisan.person_id, at=AT)
    assert asked.answered_at is None


def test_ten_questions_may_wait_and_nobody_asks_themselves(session: Session):
    bowl, devi = on_sale(session), a_person(session, "Devi")
    for number in range(10):
        ask_maker(session, bowl.id, f"Question no. {number}", language="en", by=devi.id, at=AT)
    with pytest.raises(QuestionsTooMany):
        ask_maker(session, bowl.id, ASKED, language="en", by=devi.id, at=AT)
    with pytest.raises(OwnListing):
        ask_maker(session, bowl.id, ASKED, language="en", by=bowl.artisan.person_id, at=AT)


def test_a_maker_finds_only_her_own_questions(session: Session):
    bowl, pot, devi = on_sale(session), on_sale(session, "Bina"), a_person(session, "Devi")
    asked = ask_maker(session, bowl.id, ASKED, language="en", by=devi.id, at=AT)
    assert question_for(session, pot.artisan_id, asked.id) is None
    assert question_for(session, bowl.artisan_id, asked.id) is asked
    assert [each.slug for each in questions_for(session, bowl.artisan_id)] == [bowl.slug]


def devis_order(session: Session) -> tuple[Person, Order]:
    devi = a_person(session, "Devi", mobile=DEVI.mobile)
    order = a_confirmed_order(session, [on_sale(session)])
    order.person_id = devi.id
    session.flush()
    return devi, order


def test_nobody_leaves_while_a_parcel_is_on_its_way(session: Session):
    devi, order = devis_order(session)
    with pytest.raises(OrdersOpen) as refused:
        leave(session, devi, at=AT)
    assert refused.value.details["orders"] == [order.number]
    assert devi.mobile == DEVI.mobile


def test_who_leaves_is_forgotten_and_the_bill_and_the_books_stay(session: Session):
    devi, order = devis_order(session)
    [parcel] = view(session, order).parcels
    assert parcel.paper is not None
    bill = sheet_of(session, order, parcel.paper, parcel.parcel)
    booked = session.scalars(select(Posting.paise)).all()
    order.status = OrderStatus.COMPLETED
    bowl = on_sale(session, "Bina")
    keep_in_mind(session, bowl.id, person_id=devi.id, token=None, at=AT)
    kept = ask_maker(session, bowl.id, ASKED, language="en", by=devi.id, at=AT)
    answer_question(session, kept, "No.", by=bowl.artisan.person_id, at=AT)
    ask_maker(session, bowl.id, "And into a kiln?", language="en", by=devi.id, at=AT)
    here = Typed(name="Devi", mobile=DEVI.mobile or "", pin="700029", house="7")
    keep_address(session, devi.id, here, at=AT)
    write_notice(session, "question_answered", to_person=devi, context={"slug": "x"}, at=AT)
    token = begin_sign_in(session, devi, AT)
    leave(session, devi, at=AT)
    leave(session, devi, at=AT)
    session.expire_all()
    assert (devi.name, devi.mobile, devi.email) == ("", None, None)
    assert person_of_token(session, token, AT) is None
    assert session.scalars(select(Address)).all() == []
    assert session.scalars(select(Wish)).all() == []
    assert [(each.words, each.person_id) for each in session.scalars(select(Question))] == [(ASKED, None)]
    letters = session.scalars(select(Notice).filter_by(person_id=devi.id)).all()
    assert letters
    assert {(each.to, each.body) for each in letters} == {("", "")}
    assert (order.mobile, order.email, order.name) == (None, None, DEVI.name)
    found = paper(session, order, parcel.paper.id)
    assert found is not None
    assert sheet_of(session, order, *found) == bill
    assert session.scalars(select(Posting.paise)).all() == booked
    assert names(session).count("person.forgotten") == 1


def test_a_maker_does_not_leave_by_this_door(session: Session):
    maker = session.get_one(Person, on_sale(session).artisan.person_id)
    with pytest.raises(HasDuties):
        leave(session, maker, at=AT)

"""Complaints: a number at once, two clocks, two decisions at most, and nobody's number given away."""

from __future__ import annotations

import threading
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from catalog import storage
from catalog.errors import PictureRefused
from catalog.models import Artisan
from catalog.rules.photo import PhotoStatus
from kit.db import transaction
from kit.events import Event
from kit.ids import new_id, normal_spoken
from kit.steps import ImpossibleStep
from orders import tasks
from orders.actions.complaints import About, Complainant, appeal, make_complaint, withdraw
from orders.actions.leaving import leave
from orders.actions.redress import acknowledge, decide, escalate, ring, write_note
from orders.errors import (
    AppealOver,
    ComplaintOver,
    ComplaintsTooMany,
    ComplaintWordless,
    OutcomeWrong,
    ReasonMissing,
    SameOfficerAgain,
    SecretTold,
)
from orders.models import Complaint, ComplaintDecision, ComplaintPhoto, Order
from orders.queries.complaints import (
    complaint_in,
    complaint_queue,
    complaints_waiting,
    decisions_of,
    makers_complaint,
    notes_for,
    photos_of,
    record_of,
    ringing,
    timers_of,
)
from orders.rules.complaints import (
    ComplaintKind,
    ComplaintStatus,
    Desk,
    Outcome,
    TimerKind,
    Voice,
    a_month_after,
    due_at,
    may_read,
    outcomes,
    tells_secret,
    warn_at,
)
from orders.rules.steps import OrderStatus
from people.models import Notice, Person
from tests.makers import AT, BANKURA, JAIPUR, a_jpeg, a_person, a_workshop, an_officer
from tests.sales import DEVI, a_confirmed_order, later, on_sale, parcels_of

BROKEN = "The bowl came in two pieces."
WHO = Complainant(mobile=DEVI.mobile, email=DEVI.email)


@pytest.fixture(autouse=True)
def pictures_kept(tmp_path):
    storage.keep_in(tmp_path / "media")


@pytest.fixture
def parcel(session):
    [sent] = parcels_of(session, a_confirmed_order(session, [on_sale(session)]))
    return sent


def of_parcel(parcel) -> About:
    return About(artisan_id=parcel.artisan_id, order_id=parcel.order_id, fulfillment_id=parcel.id)


def complain(session, about, words=BROKEN, *, kind=ComplaintKind.BROKEN, who=WHO, at=AT, **more) -> Complaint:
    return make_complaint(session, about, kind, words, who=who, key=more.pop("key", new_id()), at=at, **more)


def facts_of(session, complaint) -> list[str]:
    session.flush()
    told = select(Event.name).where(Event.subject == str(complaint.id)).order_by(Event.id)
    return list(session.scalars(told))


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


# Rules


@pytest.mark.parametrize(
    ("since", "until"),
    [
        ("2026-11-21T06:00", "2026-12-21T06:00"),
        ("2027-01-31T06:00", "2027-02-28T06:00"),
        ("2028-01-31T06:00", "2028-02-29T06:00"),
        ("2026-12-15T06:00", "2027-01-15T06:00"),
        ("2026-11-30T20:00", "2026-12-31T20:00"),  # the first of December in India
    ],
)
def test_a_month_ends_on_the_same_day_of_the_next_one_in_india(since, until):
    assert a_month_after(moment(since)) == moment(until)


def test_the_state_is_told_before_the_law_is_broken():
    for kind, hours in ((TimerKind.ACKNOWLEDGE, 36), (TimerKind.REDRESS, 25 * 24)):
        assert warn_at(kind, AT) == AT + timedelta(hours=hours) < due_at(kind, AT)
    assert due_at(TimerKind.ACKNOWLEDGE, AT) == AT + timedelta(hours=48)


def test_who_reads_what():
    office, buyer, maker = Voice.OFFICE, Voice.BUYER, Voice.MAKER
    assert may_read(buyer, voice=office, to=buyer, private=False)
    assert not may_read(buyer, voice=office, to=maker, private=False)
    assert not may_read(maker, voice=office, to=office, private=False)
    assert may_read(maker, voice=buyer, to=office, private=False)
    assert not may_read(maker, voice=buyer, to=office, private=True)
    assert may_read(buyer, voice=buyer, to=office, private=True)
    assert all(may_read(office, voice=each, to=office, private=True) for each in Voice)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("Ring 98310 00001 for it", True),
        ("९८३१० ००००१", True),
        ("Write to DEVI@example.in", True),
        ("Sent with India Post EW123456789IN", False),
        ("The bill 24A26/0000123 of ₹1,050", False),
    ],
)
def test_an_officers_words_are_held_against_the_numbers_of_both(words, told):
    assert tells_secret(words, ["+919831000001", "devi@example.in", None]) is told


def test_nothing_is_given_back_where_nothing_was_bought():
    assert Outcome.MONEY_BACK in outcomes(paid=True)
    assert Outcome.MONEY_BACK not in outcomes(paid=False)


# Deeds


def test_a_complaint_has_a_number_two_clocks_and_the_office_of_the_makers_district(session, parcel):
    made = complain(session, of_parcel(parcel))
    assert normal_spoken(made.number, "GR") == made.number
    assert (made.status, made.desk, made.district_id) == (ComplaintStatus.RECEIVED, Desk.DISTRICT, BANKURA)
    assert {timer.kind: timer.due_at for timer in timers_of(session, made)} == {
        TimerKind.ACKNOWLEDGE: later(hours=48),
        TimerKind.REDRESS: a_month_after(AT),
    }
    assert facts_of(session, made) == ["complaint.made"]


def test_a_second_press_finds_the_first_complaint(session, parcel):
    key = new_id()
    assert complain(session, of_parcel(parcel), key=key) is complain(session, of_parcel(parcel), key=key)


def test_two_presses_at_once_make_one_complaint(fresh_engine):
    with transaction() as session:
        [parcel] = parcels_of(session, a_confirmed_order(session, [on_sale(session)]))
        about = of_parcel(parcel)
    key, start, numbers = new_id(), threading.Barrier(4), []

    def press() -> None:
        start.wait()
        with transaction() as session:
            numbers.append(complain(session, about, key=key).number)

    presses = [threading.Thread(target=press) for _each in range(4)]
    for each in presses:
        each.start()
    for each in presses:
        each.join()
    assert len(numbers) == 4
    assert len(set(numbers)) == 1


def test_too_little_is_said_and_too_much_is_open(session, parcel):
    with pytest.raises(ComplaintWordless):
        complain(session, of_parcel(parcel), " bad ")
    for _turn in range(10):
        complain(session, of_parcel(parcel))
    with pytest.raises(ComplaintsTooMany):
        complain(session, of_parcel(parcel))


def test_three_pictures_are_kept_for_private_eyes_and_a_file_that_is_none_is_refused(session, parcel):
    shots = [a_jpeg(colour=(shade, 80, 160)) for shade in (1, 2, 3, 4)]
    made = complain(session, of_parcel(parcel), pictures=[*shots, shots[0]])
    assert len(photos_of(session, made)) == 3
    session.commit()
    first = photos_of(session, made)[0]
    for _turn in range(2):
        tasks.make_picture_ready({"photo_id": first.id}, AT)
    session.expire_all()
    assert session.get(ComplaintPhoto, first.id).status is PhotoStatus.READY
    assert storage.get(storage.private_key(first.digest)).startswith(b"\xff\xd8")
    with pytest.raises(PictureRefused):
        complain(session, of_parcel(parcel), pictures=[b"%PDF-1.7 not a picture"])


def test_another_districts_office_does_not_find_it(session, parcel):
    made = complain(session, of_parcel(parcel))
    session.flush()
    assert complaint_in(session, {BANKURA}, made.number) is made
    assert complaint_in(session, {JAIPUR}, made.number) is None
    assert complaint_in(session, set(), made.number) is None
    assert [line.complaint for line in complaint_queue(session, {BANKURA})] == [made]
    assert complaint_queue(session, {JAIPUR}) == []


def test_the_maker_finds_it_once_the_office_has_read_it(session, parcel):
    made = complain(session, of_parcel(parcel))
    session.flush()
    assert makers_complaint(session, parcel.artisan_id, made.number) is None
    acknowledge(session, made.id, by=an_officer(session), at=later(hours=2))
    acknowledge(session, made.id, by=an_officer(session), at=later(hours=3))
    assert makers_complaint(session, parcel.artisan_id, made.number) is made
    assert makers_complaint(session, a_workshop(session, "Bina").id, made.number) is None
    assert facts_of(session, made) == ["complaint.made", "complaint.acknowledged"]
    assert made.acknowledged_at == later(hours=2)


def test_no_number_goes_from_the_buyer_to_the_maker_or_back(session, parcel):
    made = complain(session, of_parcel(parcel), "Broken. Ring me: nine eight three one zero 00001")
    officer = an_officer(session)
    assert made.private
    acknowledge(session, made.id, by=officer, at=AT)
    write_note(session, made.id, "Mine is asha@example.in", voice=Voice.MAKER, by=None, at=AT)
    write_note(session, made.id, "It was packed in straw.", voice=Voice.MAKER, by=None, at=AT)
    read = [note.words for note in notes_for(session, made, Voice.BUYER)]
    assert read == ["It was packed in straw."]
    assert len(notes_for(session, made, Voice.OFFICE)) == 2
    asha = session.get_one(Person, session.get_one(Artisan, made.artisan_id).person_id)
    for secret in (asha.mobile, DEVI.mobile, DEVI.email):
        for to in (Voice.BUYER, Voice.MAKER):
            with pytest.raises(SecretTold):
                write_note(session, made.id, f"Try {secret}", voice=Voice.OFFICE, to=to, by=officer, at=AT)
        with pytest.raises(SecretTold):
            decide(session, made.id, Outcome.EXPLAINED, f"Try {secret}", by=officer, at=AT)
    assert made.status is ComplaintStatus.ACKNOWLEDGED


def test_the_same_note_twice_is_one(session, parcel):
    made = complain(session, of_parcel(parcel))
    officer = an_officer(session)
    for _turn in range(2):
        write_note(session, made.id, "When?", voice=Voice.OFFICE, to=Voice.BUYER, by=officer, at=AT)
    assert len(notes_for(session, made, Voice.BUYER)) == 1
    assert made.status is ComplaintStatus.ACKNOWLEDGED  # writing to the buyer is an acknowledgement


def test_it_is_decided_once_appealed_once_and_by_another(session, parcel):
    made = complain(session, of_parcel(parcel))
    farida, indira = an_officer(session), an_officer(session, "Indira")
    with pytest.raises(ImpossibleStep):
        appeal(session, made.id, "Not fair.", by=None, at=AT)
    decide(session, made.id, Outcome.NOT_UPHELD, "It left whole.", by=farida, at=later(days=2))
    decide(session, made.id, Outcome.EXPLAINED, "Another.", by=farida, at=later(days=2))
    assert all(timer.met_at for timer in timers_of(session, made))
    with pytest.raises(AppealOver):
        appeal(session, made.id, "Too late.", by=None, at=later(days=33))
    for _turn in range(2):
        appeal(session, made.id, "It did not.", by=None, at=later(days=3))
    assert (made.status, made.desk) == (ComplaintStatus.REOPENED, Desk.STATE)
    with pytest.raises(SameOfficerAgain):
        decide(session, made.id, Outcome.MONEY_BACK, "Well then.", by=farida, at=later(days=4))
    decide(session, made.id, Outcome.MONEY_BACK, "Well then.", by=indira, at=later(days=4))
    appeal(session, made.id, "More!", by=None, at=later(days=5))
    assert made.status is ComplaintStatus.CLOSED
    decided = [(each.turn, each.outcome) for each in decisions_of(session, made)]
    assert decided == [(0, Outcome.NOT_UPHELD), (1, Outcome.MONEY_BACK)]
    assert all(timer.met_at for timer in timers_of(session, made))
    assert len(timers_of(session, made)) == 3
    with pytest.raises(ComplaintOver):
        write_note(session, made.id, "Hello?", voice=Voice.BUYER, by=None, at=later(days=6))
    assert record_of(session, made.artisan_id, at=later(days=6)) == (1, 1)


def test_money_is_not_asked_back_where_nothing_was_bought(session, parcel):
    made = complain(session, About(artisan_id=parcel.artisan_id), kind=ComplaintKind.BEHAVIOUR)
    with pytest.raises(OutcomeWrong):
        decide(session, made.id, Outcome.MONEY_BACK, "All of it.", by=an_officer(session), at=AT)


def test_the_district_sends_it_to_the_state_with_a_reason(session, parcel):
    made = complain(session, of_parcel(parcel))
    with pytest.raises(ReasonMissing):
        escalate(session, made.id, " ", by=an_officer(session), at=AT)
    for _turn in range(2):
        escalate(session, made.id, "She is my neighbour.", by=an_officer(session), at=AT)
    assert made.desk is Desk.STATE
    assert notes_for(session, made, Voice.BUYER) == []
    assert facts_of(session, made).count("complaint.escalated") == 1
    assert complaints_waiting(session, {BANKURA}, desk=Desk.DISTRICT) == 0
    assert complaints_waiting(session, {BANKURA}, desk=Desk.STATE) == 1


def test_taken_back_the_clocks_stand(session, parcel):
    made = complain(session, of_parcel(parcel))
    for _turn in range(2):
        withdraw(session, made.id, by=None, at=later(hours=1))
    assert made.status is ComplaintStatus.WITHDRAWN
    assert ringing(session, at=later(days=60)) == []
    assert facts_of(session, made) == ["complaint.made", "complaint.withdrawn"]
    with pytest.raises(ComplaintOver):
        acknowledge(session, made.id, by=an_officer(session), at=AT)


# The clock


def test_the_clock_brings_it_before_the_state_once_for_each_promise(session, parcel):
    made = complain(session, of_parcel(parcel))
    session.commit()
    assert tasks.ring_due(later(hours=35.9)) == 0
    assert tasks.ring_due(later(hours=36)) == 1
    assert tasks.ring_due(later(hours=37)) == 0
    acknowledge(session, made.id, by=an_officer(session), at=later(hours=40))
    session.commit()
    assert tasks.ring_due(later(days=25)) == 1
    session.expire_all()
    assert session.get(Complaint, made.id).desk is Desk.STATE
    assert facts_of(session, made).count("complaint.escalated") == 2


def test_what_was_done_in_time_does_not_ring(session, parcel):
    made = complain(session, of_parcel(parcel))
    decide(
        session,
        made.id,
        Outcome.EXPLAINED,
        "It is meant to be so.",
        by=an_officer(session),
        at=later(hours=5),
    )
    session.commit()
    assert tasks.ring_due(later(days=40)) == 0


def test_a_worker_that_dies_while_the_clock_rings_leaves_nothing_half(session, parcel):
    made = complain(session, of_parcel(parcel))
    session.commit()
    [timer] = ringing(session, at=later(hours=36))
    with pytest.raises(KeyboardInterrupt):
        _ring_and_die(timer)
    session.expire_all()
    assert session.get(Complaint, made.id).desk is Desk.DISTRICT
    assert "complaint.escalated" not in facts_of(session, made)
    assert tasks.ring_due(later(hours=36)) == 1


def _ring_and_die(timer: int) -> None:
    with transaction() as session:
        assert ring(session, timer, at=later(hours=36))
        raise KeyboardInterrupt


def test_five_workers_at_once_ring_one_bell(fresh_engine):
    with transaction() as session:
        [parcel] = parcels_of(session, a_confirmed_order(session, [on_sale(session)]))
        made = complain(session, of_parcel(parcel))
    rung: list[int] = []
    start = threading.Barrier(5)

    def work() -> None:
        start.wait()
        rung.append(tasks.ring_due(later(hours=36)))

    workers = [threading.Thread(target=work) for _each in range(5)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert sum(rung) == 1
    with Session(fresh_engine) as session:
        assert facts_of(session, made).count("complaint.escalated") == 1


# Letters and leaving


def test_letters_tell_the_buyer_the_maker_and_finance_and_hold_no_one_elses_number(session, parcel):
    made = complain(session, of_parcel(parcel))
    farida = an_officer(session)
    facts = {"complaint_id": str(made.id)}
    tasks.take_up_complaint(session, facts, AT)
    acknowledge(session, made.id, by=farida, at=AT)
    tasks.tell_of_acknowledgement(session, facts, AT)
    decide(session, made.id, Outcome.MONEY_BACK, "Broken on its way.", by=farida, at=AT)
    decision = session.scalars(select(ComplaintDecision)).one()
    tasks.tell_of_decision(session, facts | {"decision_id": decision.id}, AT)
    asha = session.get_one(Person, session.get_one(Artisan, made.artisan_id).person_id)
    letters = session.scalars(select(Notice)).all()
    hers = [letter for letter in letters if letter.to in {DEVI.mobile, DEVI.email}]
    assert {letter.kind for letter in hers} == {"complaint_made", "complaint_step"}
    assert all(made.number in letter.body for letter in letters)
    assert not [each for each in hers if asha.mobile[3:] in each.body]
    makers = [letter for letter in letters if letter.to == asha.mobile]
    assert {letter.kind for letter in makers} == {"complaint_for_maker"}
    assert not [each for each in makers if DEVI.mobile[3:] in each.body or BROKEN in each.body]


def test_who_leaves_takes_name_and_number_off_what_was_complained_of(session, parcel):
    devi = a_person(session, "Devi", mobile=DEVI.mobile)
    about = About(artisan_id=parcel.artisan_id)
    who = Complainant(person_id=devi.id, mobile=DEVI.mobile)
    made = complain(session, about, kind=ComplaintKind.OTHER, who=who)
    session.get_one(Order, parcel.order_id).status = OrderStatus.COMPLETED
    leave(session, devi, at=AT)
    session.expire_all()
    left = session.get_one(Complaint, made.id)
    assert (left.person_id, left.mobile, left.email) == (None, None, None)
    assert left.status is ComplaintStatus.WITHDRAWN

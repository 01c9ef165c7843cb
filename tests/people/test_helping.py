"""Assisted mode: leave by a code from one's own phone, for named things and a while, and every way around it."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from kit.events import Event
from people.actions import ask_for_help, begin_help, end_help, request_code, sweep_door
from people.actions.leaving import forget_person
from people.errors import (
    CodesSpent,
    HelpBusy,
    HelpGone,
    HelpNotFor,
    HelpNothing,
    HelpTooOften,
    OwnHelp,
    PersonDisabled,
    WrongCode,
)
from people.models import Assistance, Credential, District, Notice, Person
from people.queries import ever_helped, help_of, live_help_by, person_by_mobile, waiting_help
from people.rules import (
    HELP_ASKS_MAX,
    HELP_OPENS,
    ROLES,
    Help,
    Permission,
    Role,
    clean_things,
    opened_by,
)
from tests.makers import AT, BANKURA, a_person, a_world

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
NEW = "+919000099001"


@pytest.fixture
def meena(session):
    """The facilitator of Bankura."""
    a_world(session)
    return a_person(session, "Meena", email="meena@centre.example")


@pytest.fixture
def asha(session, meena):
    return a_person(session, "Asha", mobile="+919000010011")


def ask(session, meena, person, *, mobile="", at=AT, browser="b", **said):
    told = {"things": ["listings", "stock"], "hours": 4, "language": "en"} | said
    number = mobile or person.mobile
    place = session.get_one(District, BANKURA)
    return ask_for_help(session, meena, number, person=person, district=place, browser=browser, at=at, **told)


def code_sent(session):
    session.flush()
    letters = session.scalars(select(Notice).where(Notice.kind == "help_code").order_by(Notice.id)).all()
    return re.search(r"[0-9]{6}", letters[-1].body).group()


def begin(session, meena, leave, mobile, digits="", *, at=AT, browser="b", **said):
    digits = digits or code_sent(session)
    return begin_help(session, meena, leave.id, mobile, digits, browser=browser, at=at, **said)


def test_what_help_opens_never_touches_money_bank_keys_or_the_number():
    never = {
        Permission.BANK_EDIT,
        Permission.MONEY_READ,
        Permission.API_KEY_MAKE,
        Permission.ADDRESS_EDIT,
        Permission.PAYOUT_RELEASE,
        Permission.PERSON_INVITE,
    }
    assert opened_by(list(Help)) & never == set()
    assert set(HELP_OPENS) == set(Help)
    assert opened_by(list(Help)) <= ROLES[Role.ARTISAN] | ROLES[Role.BUYER]


def test_a_facilitator_holds_nothing_of_a_workshop_without_leave():
    assert ROLES[Role.FACILITATOR] == {Permission.ARTISAN_HELP, Permission.ARTISAN_ONBOARD}


def test_things_are_kept_once_in_their_order_and_strange_ones_left_out():
    assert clean_things(["stock", "bank", "listings", "stock"]) == [Help.LISTINGS, Help.STOCK]


def test_the_code_goes_to_the_maker_with_who_asks_and_for_what(session, meena, asha):
    asha.language = "hi"
    leave = ask(session, meena, asha, language=asha.language)
    letter = session.scalars(select(Notice).where(Notice.kind == "help_code")).one()
    assert (letter.to, letter.language) == (asha.mobile, "hi")
    for words in ("Meena", "Bankura", "सामान", "स्टॉक"):
        assert words in letter.body
    assert "ऑर्डर" not in letter.body
    assert leave.agreed_at is None
    assert live_help_by(session, meena.id, AT) is None


def test_the_right_code_gives_leave_for_the_time_that_was_said(session, meena, asha):
    leave = begin(session, meena, ask(session, meena, asha), asha.mobile)
    assert (leave.person_id, leave.until) == (asha.id, AT + 4 * HOUR)
    assert leave.covers(Help.STOCK)
    assert not leave.covers(Help.ORDERS)
    assert live_help_by(session, meena.id, AT + 4 * HOUR - MINUTE) is leave
    assert live_help_by(session, meena.id, AT + 4 * HOUR) is None
    assert not leave.lives(AT + 4 * HOUR)
    kinds = session.scalars(select(Notice.kind).where(Notice.person_id == asha.id)).all()
    assert kinds == ["help_begun"]


def test_a_code_is_good_once(session, meena, asha):
    leave = ask(session, meena, asha)
    digits = code_sent(session)
    begin(session, meena, leave, asha.mobile, digits)
    with pytest.raises(HelpGone):
        begin(session, meena, leave, asha.mobile, digits)
    end_help(session, leave, by=asha.id, at=AT + MINUTE)
    with pytest.raises(HelpGone):
        begin(session, meena, leave, asha.mobile, digits, at=AT + 2 * MINUTE)
    assert live_help_by(session, meena.id, AT + 2 * MINUTE) is None


def test_a_code_for_little_does_not_open_more(session, meena, asha):
    little = ask(session, meena, asha, things=["stock"], hours=1)
    digits = code_sent(session)
    more = ask(session, meena, asha, things=["stock", "orders"], hours=8, at=AT + MINUTE)
    with pytest.raises(WrongCode):
        begin(session, meena, more, asha.mobile, digits, at=AT + MINUTE)
    assert little.id != more.id


def test_asking_for_more_at_once_does_not_find_the_code_just_sent(session, meena, asha):
    ask(session, meena, asha, things=["stock"], hours=1)
    with pytest.raises(CodesSpent):
        ask(session, meena, asha, things=["stock", "orders"], hours=8)


def test_the_same_asking_pressed_twice_is_one_asking_and_one_code(session, meena, asha):
    first = ask(session, meena, asha)
    assert ask(session, meena, asha, at=AT + timedelta(seconds=2)) is first
    assert len(session.scalars(select(Notice)).all()) == 1
    later = ask(session, meena, asha, at=AT + 6 * MINUTE)  # the code is too old: asked anew
    assert later is not first


def test_a_code_is_good_for_its_helper_its_browser_and_its_purpose_only(session, meena, asha):
    leave = ask(session, meena, asha)
    digits = code_sent(session)
    with pytest.raises(WrongCode):
        begin(session, meena, leave, asha.mobile, digits, browser="another")
    other = a_person(session, "Nita", email="nita@centre.example")
    with pytest.raises(HelpGone):
        begin(session, other, leave, asha.mobile, digits)
    begin(session, meena, leave, asha.mobile, digits)


def test_a_sign_in_code_gives_no_leave(session, meena, asha):
    leave = ask(session, meena, asha)
    request_code(session, asha.mobile, browser=f"b|help {leave.id}", at=AT + MINUTE)
    sent = session.scalars(select(Notice).where(Notice.kind == "sign_in_code")).one()
    digits = re.search(r"[0-9]{6}", sent.body).group()
    if digits != code_sent(session):
        with pytest.raises(WrongCode):
            begin(session, meena, leave, asha.mobile, digits, at=AT + MINUTE)


def test_an_old_code_and_five_wrong_ones_open_nothing(session, meena, asha):
    leave = ask(session, meena, asha)
    digits = code_sent(session)
    with pytest.raises(WrongCode):
        begin(session, meena, leave, asha.mobile, digits, at=AT + 5 * MINUTE)
    wrong = f"{(int(digits) + 1) % 10**6:06d}"
    for _ in range(5):
        with pytest.raises(WrongCode):
            begin(session, meena, leave, asha.mobile, wrong)
    with pytest.raises(WrongCode):
        begin(session, meena, leave, asha.mobile, digits)


def test_a_helper_acts_for_one_person_at_a_time(session, meena, asha):
    bina = a_person(session, "Bina", mobile="+919000010012")
    hers = ask(session, meena, bina)
    digits = code_sent(session)
    first = begin(session, meena, ask(session, meena, asha), asha.mobile)
    with pytest.raises(HelpBusy):
        ask(session, meena, bina, things=["orders"], at=AT + MINUTE)
    with pytest.raises(HelpBusy):
        begin(session, meena, hers, bina.mobile, digits)
    end_help(session, first, by=meena.id, at=AT + MINUTE)
    assert begin(session, meena, hers, bina.mobile, digits, at=AT + MINUTE).person_id == bina.id


def test_the_database_too_keeps_to_one_at_a_time(session, meena, asha):
    begin(session, meena, ask(session, meena, asha), asha.mobile)
    second = Assistance(
        helper_id=meena.id,
        person_id=a_person(session, "Bina", mobile="+919000010012").id,
        asked_of="-",
        district_id=BANKURA,
        things=["stock"],
        hours=1,
        asked_at=AT,
        agreed_at=AT,
        until=AT + HOUR,
    )
    session.add(second)
    with pytest.raises(IntegrityError, match="uq_assistances_live"):
        session.flush()


def test_leave_that_ran_out_is_closed_when_the_next_begins(session, meena, asha):
    first = begin(session, meena, ask(session, meena, asha), asha.mobile)
    later = AT + 5 * HOUR
    leave = ask(session, meena, asha, at=later)
    begin(session, meena, leave, asha.mobile, at=later)
    session.refresh(first)
    assert first.ended_at == first.until


def test_a_newcomer_joins_by_the_code_and_not_before(session, meena):
    leave = ask(session, meena, None, mobile=NEW, things=["workshop"])
    assert (leave.person_id, person_by_mobile(session, NEW)) == (None, None)
    begin(session, meena, leave, NEW, name="  Kamala   Devi ", language="hi")
    kamala = session.get_one(Person, leave.person_id)
    assert (kamala.name, kamala.mobile, kamala.language) == ("Kamala Devi", NEW, "hi")


def test_who_may_not_be_helped(session, meena, asha):
    officer = a_person(session, "Farida", email="farida@district.example")
    session.add(Credential(person_id=officer.id, password_hash="-", totp_secret="-", set_at=AT))
    session.flush()
    officer.mobile = NEW
    with pytest.raises(HelpNotFor):
        ask(session, meena, officer)
    with pytest.raises(OwnHelp):
        ask(session, meena, meena, mobile=asha.mobile)
    meena.mobile = "+919000099002"
    with pytest.raises(OwnHelp):
        ask(session, meena, None, mobile=meena.mobile)
    asha.disabled_at = AT
    with pytest.raises(PersonDisabled):
        ask(session, meena, asha)


def test_help_is_for_something_and_for_one_of_the_times(session, meena, asha):
    for said in ({"things": []}, {"things": ["bank"]}, {"hours": 0}, {"hours": 24}):
        with pytest.raises(HelpNothing):
            ask(session, meena, asha, **said)


def test_nobody_is_pestered_with_codes(session, meena, asha):
    for number in range(HELP_ASKS_MAX):
        ask(session, meena, None, mobile=f"+9190000{number:05d}", at=AT + number * MINUTE, hours=8)
        session.scalars(select(Assistance)).all()[-1].asked_at = AT
    with pytest.raises(HelpTooOften):
        ask(session, meena, asha, at=AT + 20 * MINUTE)


def test_ending_is_quiet_the_second_time_and_told_with_how_much_was_done(session, meena, asha):
    leave = begin(session, meena, ask(session, meena, asha), asha.mobile)
    end_help(session, leave, by=asha.id, at=AT + HOUR)
    end_help(session, leave, by=meena.id, at=AT + 2 * HOUR)
    assert (leave.ended_at, leave.ended_by) == (AT + HOUR, asha.id)
    assert session.scalars(select(Event.name)).all().count("help.ended") == 1
    letter = session.scalars(select(Notice).where(Notice.kind == "help_ended")).one()
    assert "0 things were done" in letter.body
    assert ever_helped(session, helper_id=meena.id, person_id=asha.id)


def test_one_finds_only_the_leave_that_is_ones_own(session, meena, asha):
    leave = ask(session, meena, asha)
    bina = a_person(session, "Bina", mobile="+919000010012")
    assert waiting_help(session, bina.id, leave.id) is None
    assert help_of(session, asha.id, leave.id) is None  # not agreed to yet
    begin(session, meena, leave, asha.mobile)
    assert help_of(session, asha.id, leave.id) is leave
    assert help_of(session, bina.id, leave.id) is None


def test_a_code_that_went_to_one_number_is_not_typed_for_another(session, meena):
    leave = ask(session, meena, None, mobile=NEW, things=["workshop"])
    with pytest.raises(HelpGone):
        begin(session, meena, leave, "+919000099003")


def test_what_nobody_agreed_to_is_forgotten_after_a_day_and_what_was_agreed_is_kept(session, meena, asha):
    agreed = begin(session, meena, ask(session, meena, asha), asha.mobile)
    end_help(session, agreed, by=asha.id, at=AT)
    ask(session, meena, None, mobile=NEW, things=["workshop"], at=AT + MINUTE)
    sweep_door(session, AT + timedelta(days=2))
    assert session.scalars(select(Assistance.id)).all() == [agreed.id]


def test_who_leaves_takes_along_the_number_that_was_asked(session, meena, asha):
    leave = begin(session, meena, ask(session, meena, asha), asha.mobile)
    forget_person(session, asha, by=asha.id, at=AT)
    session.refresh(leave)
    assert leave.asked_of == ""


def test_codes_that_a_helper_asks_for_do_not_keep_the_maker_from_signing_in(session, meena, asha):
    for number in range(3):
        ask(session, meena, asha, hours=(1, 4, 8)[number], at=AT + number * MINUTE)
    with pytest.raises(CodesSpent):
        ask(session, meena, asha, things=["orders"], at=AT + 3 * MINUTE)
    request_code(session, asha.mobile, browser="her own", at=AT + 3 * MINUTE)
    assert session.scalars(select(Notice.kind)).all()[-1] == "sign_in_code"

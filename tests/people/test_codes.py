"""Codes by SMS. Asha's phone, Bina's phone; the code is read from the letter, as they would."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from sqlalchemy import func, select, text

from kit.events import Event
from people.actions import check_code, disable_person, request_code, sign_in_with_code, sweep_door
from people.errors import CodesSpent, PersonDisabled, WrongCode, WrongMobile
from people.models import Notice, Person, SignInCode
from people.rules import CodePurpose

ASHA, BINA = "+919876543210", "+919876543211"
PHONE, OTHER_PHONE = "asha's browser", "another browser"
SECOND = timedelta(seconds=1)


def digits_of(session, mobile=ASHA) -> str:
    asked = select(Notice.body).where(Notice.to == mobile).order_by(Notice.id.desc()).limit(1)
    return re.match(r"\d{6}", session.scalars(asked).one())[0]


def wrong(digits: str) -> str:
    return f"{(int(digits) + 1) % 10**6:06d}"


def refused(deed, *args, **kwargs):
    with pytest.raises(WrongCode) as refusal:
        deed(*args, **kwargs)
    return refusal.value.details["tries_left"]


def test_a_code_opens_the_door_once(session, at):
    request_code(session, "98765 43210", browser=PHONE, at=at)
    code = digits_of(session)
    asha = sign_in_with_code(session, "9876543210", code, browser=PHONE, at=at + SECOND)
    assert asha.mobile == ASHA
    assert refused(sign_in_with_code, session, ASHA, code, browser=PHONE, at=at + 2 * SECOND) == 0


def test_the_second_sign_in_finds_the_same_person(session, at):
    request_code(session, ASHA, browser=PHONE, at=at)
    first = sign_in_with_code(session, ASHA, digits_of(session), browser=PHONE, at=at)
    later = at + timedelta(days=1)
    request_code(session, ASHA, browser=PHONE, at=later)
    second = sign_in_with_code(session, ASHA, digits_of(session), browser=PHONE, at=later)
    assert first is second
    assert session.scalar(select(func.count()).select_from(Person).where(Person.mobile == ASHA)) == 1
    joined = select(func.count()).select_from(Event).where(Event.name == "person.joined")
    assert session.scalar(joined.where(Event.subject == str(first.id))) == 1


def test_digits_may_be_typed_with_spaces_and_in_devanagari(session, at):
    request_code(session, ASHA, browser=PHONE, at=at)
    code = digits_of(session)
    hindi = " ".join(chr(ord("०") + int(digit)) for digit in code)
    assert check_code(session, ASHA, hindi, purpose=CodePurpose.SIGN_IN, browser=PHONE, at=at) == ASHA


def test_a_code_is_good_in_its_own_browser_only(session, at):
    request_code(session, ASHA, browser=PHONE, at=at)
    code = digits_of(session)
    assert refused(sign_in_with_code, session, ASHA, code, browser=OTHER_PHONE, at=at) == 0
    assert sign_in_with_code(session, ASHA, code, browser=PHONE, at=at)


def test_a_code_for_an_order_opens_no_account(session, at):
    request_code(session, ASHA, purpose=CodePurpose.FIND_ORDER, browser=PHONE, at=at)
    code = digits_of(session)
    assert refused(sign_in_with_code, session, ASHA, code, browser=PHONE, at=at) == 0
    assert check_code(session, ASHA, code, purpose=CodePurpose.FIND_ORDER, browser=PHONE, at=at) == ASHA


def test_a_code_is_good_for_its_own_number_only(session, at):
    request_code(session, ASHA, browser=PHONE, at=at)
    request_code(session, BINA, browser=PHONE, at=at)
    ashas, binas = digits_of(session, ASHA), digits_of(session, BINA)
    if ashas != binas:
        assert refused(sign_in_with_code, session, BINA, ashas, browser=PHONE, at=at) == 4


@pytest.mark.parametrize(("seconds", "opens"), [(299, True), (300, False), (3600, False)])
def test_a_code_lives_five_minutes(session, at, seconds, opens):
    request_code(session, ASHA, browser=PHONE, at=at)
    code, later = digits_of(session), at + timedelta(seconds=seconds)
    if opens:
        assert sign_in_with_code(session, ASHA, code, browser=PHONE, at=later)
    else:
        assert refused(sign_in_with_code, session, ASHA, code, browser=PHONE, at=later) == 0


def test_five_wrong_tries_close_the_code_for_the_right_one_too(session, at):
    request_code(session, ASHA, browser=PHONE, at=at)
    code = digits_of(session)
    left = [refused(sign_in_with_code, session, ASHA, wrong(code), browser=PHONE, at=at) for _ in range(5)]
    assert left == [4, 3, 2, 1, 0]
    assert refused(sign_in_with_code, session, ASHA, code, browser=PHONE, at=at) == 0


def test_the_fifth_try_may_be_the_right_one(session, at):
    request_code(session, ASHA, browser=PHONE, at=at)
    code = digits_of(session)
    for _ in range(4):
        refused(sign_in_with_code, session, ASHA, wrong(code), browser=PHONE, at=at)
    assert sign_in_with_code(session, ASHA, code, browser=PHONE, at=at)


def test_three_codes_in_a_quarter_of_an_hour_whoever_asks(session, at):
    for minute in range(3):
        request_code(session, ASHA, browser=f"browser {minute}", at=at + timedelta(minutes=minute))
    with pytest.raises(CodesSpent) as refusal:
        request_code(session, ASHA, browser="browser 4", at=at + timedelta(minutes=3))
    assert refusal.value.details == {"wait_s": 12 * 60}
    assert request_code(session, ASHA, browser=PHONE, at=at + timedelta(minutes=15, seconds=1))
    assert request_code(session, BINA, browser=PHONE, at=at + timedelta(minutes=3))


def test_a_button_pressed_twice_sends_one_code(session, at):
    first = request_code(session, ASHA, browser=PHONE, at=at)
    assert request_code(session, ASHA, browser=PHONE, at=at + 5 * SECOND) is first
    assert session.scalar(select(func.count()).select_from(Notice).where(Notice.to == ASHA)) == 1
    with pytest.raises(CodesSpent):
        request_code(session, ASHA, browser=OTHER_PHONE, at=at + 5 * SECOND)


def test_a_new_code_replaces_the_old_one(session, at):
    request_code(session, ASHA, browser=PHONE, at=at)
    old, later = digits_of(session), at + timedelta(minutes=1)
    request_code(session, ASHA, browser=PHONE, at=later)
    new = digits_of(session)
    if old != new:
        assert refused(sign_in_with_code, session, ASHA, old, browser=PHONE, at=later) == 4
    assert sign_in_with_code(session, ASHA, new, browser=PHONE, at=later)


def test_the_digits_stand_nowhere_but_in_the_letter(session, at):
    request_code(session, ASHA, browser=PHONE, at=at)
    code = digits_of(session)
    row = session.scalars(select(SignInCode).where(SignInCode.mobile == ASHA)).one()
    assert code not in (row.digest, row.browser)
    assert PHONE not in (row.digest, row.browser)
    facts = session.scalar(
        text("SELECT string_agg(facts::text, ' ') FROM events WHERE name = 'notice.written'")
    )
    assert ASHA not in facts


def test_old_codes_are_forgotten_and_those_that_count_are_kept(session, at):
    request_code(session, ASHA, browser=PHONE, at=at - timedelta(days=2))
    request_code(session, BINA, browser=PHONE, at=at)
    sweep_door(session, at)
    assert session.scalars(select(SignInCode.mobile)).all() == [BINA]


def test_what_is_no_mobile_number_gets_no_code(session, at):
    with pytest.raises(WrongMobile):
        request_code(session, "12345", browser=PHONE, at=at)


def test_a_closed_account_says_so_only_to_whoever_holds_the_phone(session, at):
    request_code(session, ASHA, browser=PHONE, at=at)
    asha = sign_in_with_code(session, ASHA, digits_of(session), browser=PHONE, at=at)
    disable_person(session, asha, by=None, at=at)
    later = at + timedelta(minutes=1)
    request_code(session, ASHA, browser=PHONE, at=later)
    code = digits_of(session)
    assert refused(sign_in_with_code, session, ASHA, wrong(code), browser=PHONE, at=later) == 4
    with pytest.raises(PersonDisabled):
        sign_in_with_code(session, ASHA, code, browser=PHONE, at=later)


def test_the_letter_is_hindi_for_a_hindi_reader_and_names_the_site_for_the_phone(session, at):
    request_code(session, ASHA, browser=PHONE, language="hi", at=at)
    notice = session.scalars(select(Notice).where(Notice.to == ASHA)).one()
    code = re.search(r"\d{6}", notice.body)[0]
    assert notice.language == "hi"
    assert notice.body.endswith(f"@haat.example #{code}")

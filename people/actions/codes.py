"""Codes by SMS: asked for, checked, and the sign-in of those who have no password."""

from __future__ import annotations

import hmac
import secrets
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from kit import keys
from kit.events import record
from people.actions.notices import write_notice
from people.errors import CodesSpent, PersonDisabled, StaffDoor, WrongCode, WrongMobile
from people.events import PersonJoined
from people.models import Credential, Person, SignInCode
from people.queries import digest_of, person_by_mobile
from people.rules import (
    CODE_DIGITS,
    CODE_LIFE,
    CODE_SENDS_WINDOW,
    CODE_TRIES,
    RESEND_AFTER,
    CodePurpose,
    code_wait_s,
    normal_mobile,
)


def request_code(
    session: Session,
    mobile: str,
    *,
    purpose: CodePurpose = CodePurpose.SIGN_IN,
    browser: str,
    language: str = "en",
    letter: str = "sign_in_code",
    said: dict[str, Any] | None = None,
    at: datetime,
) -> SignInCode:
    """Send a fresh code to a number, known or not; it replaces the one before.

    `letter` is the notice that carries it, `said` what it says besides. `browser` is the asking browser's own
    secret id: the code is good in no other. A second press within
    `RESEND_AFTER` in the same browser finds the code just sent. Raises WrongMobile, CodesSpent(wait_s).
    """
    number = normal_mobile(mobile)
    if number is None:
        raise WrongMobile
    hold_number(session, number)
    # Codes that somebody else asks for are counted by themselves, or they would keep the owner from signing in.
    others = SignInCode.purpose == CodePurpose.HELP
    asked = select(SignInCode).where(
        SignInCode.mobile == number,
        SignInCode.sent_at > at - CODE_SENDS_WINDOW,
        others if purpose is CodePurpose.HELP else ~others,
    )
    lately = list(session.scalars(asked.order_by(SignInCode.sent_at)))
    if lately and _just_sent(lately[-1], purpose, browser, at):
        return lately[-1]
    if wait_s := code_wait_s([code.sent_at for code in lately], at=at):
        raise CodesSpent(wait_s=wait_s)
    digits = f"{secrets.randbelow(10**CODE_DIGITS):0{CODE_DIGITS}d}"
    code = SignInCode(
        mobile=number,
        purpose=purpose,
        browser=digest_of(browser),
        digest=_digest(number, purpose, browser, digits),
        sent_at=at,
        expires_at=at + CODE_LIFE,
        tries=0,
    )
    session.add(code)
    minutes = int(CODE_LIFE.total_seconds()) // 60
    words = {"code": digits, "minutes": minutes, **(said or {})}
    write_notice(session, letter, mobile=number, language=language, context=words, at=at)
    return code


def check_code(
    session: Session, mobile: str, digits: str, *, purpose: CodePurpose, browser: str, at: datetime
) -> str:
    """Use up the code: it opens once. Returns the number in E.164, now proven.

    Raises WrongCode(tries_left) for a wrong, old or used code, or one asked for in another browser. The try
    it counted must be kept though the answer is a refusal: the edge commits it.
    """
    number = normal_mobile(mobile)
    if number is None:
        raise WrongMobile
    latest = (
        select(SignInCode)
        .where(SignInCode.mobile == number, SignInCode.purpose == purpose)
        .order_by(SignInCode.sent_at.desc(), SignInCode.id.desc())
        .limit(1)
    )
    code = session.scalars(latest.with_for_update().execution_options(populate_existing=True)).one_or_none()
    if code is None or code.used_at or code.expires_at <= at or code.browser != digest_of(browser):
        raise WrongCode(tries_left=0)
    if code.tries >= CODE_TRIES:
        raise WrongCode(tries_left=0)
    code.tries += 1
    typed = _digest(number, purpose, browser, _plain_digits(digits))
    if not hmac.compare_digest(code.digest, typed):
        session.flush()
        raise WrongCode(tries_left=CODE_TRIES - code.tries)
    code.used_at = at
    return number


def sign_in_with_code(
    session: Session, mobile: str, digits: str, *, browser: str, language: str = "en", at: datetime
) -> Person:
    """The person of a number that has just been proven; a number never seen before is a new person.

    Raises WrongCode, WrongMobile; and, only to whoever holds the phone, PersonDisabled and StaffDoor.
    """
    number = check_code(session, mobile, digits, purpose=CodePurpose.SIGN_IN, browser=browser, at=at)
    hold_number(session, number)
    person = person_by_mobile(session, number)
    if person is None:
        return join(session, mobile=number, language=language, at=at)
    if person.disabled:
        raise PersonDisabled
    if session.get(Credential, person.id) is not None:
        raise StaffDoor
    return person


def join(
    session: Session,
    *,
    mobile: str | None = None,
    email: str | None = None,
    name: str = "",
    language: str = "en",
    at: datetime,
) -> Person:
    """A new person, by a proven number or an invited address in normal form."""
    person = Person(mobile=mobile, email=email, name=name, language=language, joined_at=at)
    session.add(person)
    session.flush()
    record(session, PersonJoined(person.id), by=person.id, at=at)
    return person


def _just_sent(code: SignInCode, purpose: CodePurpose, browser: str, at: datetime) -> bool:
    """Whether `code` is what this browser asked for a moment ago: a button pressed twice."""
    same = code.purpose == purpose and code.browser == digest_of(browser)
    return same and code.used_at is None and code.tries == 0 and code.sent_at > at - RESEND_AFTER


def hold_number(session: Session, mobile: str) -> None:
    """Let no two requests for one number pass together, or both would count too few codes."""
    session.execute(select(func.pg_advisory_xact_lock(func.hashtextextended(mobile, 0))))


def _digest(mobile: str, purpose: CodePurpose, browser: str, digits: str) -> str:
    return keys.mac("sign-in code", mobile, purpose, digest_of(browser), digits)


def _plain_digits(text: str) -> str:
    """The digits somebody typed, in any script, spaces forgiven."""
    return "".join(
        str(int(letter)) if letter.isdecimal() else letter for letter in text if not letter.isspace()
    )

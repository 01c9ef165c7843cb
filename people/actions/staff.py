"""The staff door: e-mail, password (argon2id) and a time-based code; the same work for whoever knocks."""

from __future__ import annotations

import hmac
from datetime import datetime
from functools import cache

import pyotp
from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from kit import keys
from kit.events import record
from people.errors import SignInThrottled, WrongSignIn
from people.events import SignInRefused
from people.models import Credential, Person, SignIn, SignInFailure
from people.queries import digest_of
from people.rules import (
    FAILURES,
    FAILURES_WINDOW,
    PASSWORD_LENGTH_MAX,
    normal_email,
    totp_counters,
)

_hasher = PasswordHasher()  # RFC 9106, second choice: 64 MiB, three passes


def sign_in_with_password(
    session: Session, email: str, password: str, totp: str, *, browser: str = "", at: datetime
) -> Person:
    """The member of staff whose three answers go together.

    Raises WrongSignIn, whatever of the three was wrong and whether or not the account exists; SignInThrottled
    (wait_s) after `FAILURES` wrong ones. The failure it noted must be kept: the edge commits it.
    """
    address = normal_email(email) or ""
    person, credential = _account(session, address)
    owner_browser = _known_browser(session, person, browser)
    account = keys.mac("sign-in account", address or email.strip().lower())
    _throttle(session, account, owner_browser, at)
    right = _verify(credential, password)
    counter = _fresh_counter(credential, totp, at)
    if not right or counter is None or credential is None or person is None or person.disabled:
        session.add(SignInFailure(account=account, browser=owner_browser, at=at))
        if person is not None:
            record(session, SignInRefused(person.id), by=None, at=at)
        session.flush()
        raise WrongSignIn
    credential.totp_last_counter = counter
    if _hasher.check_needs_rehash(credential.password_hash):
        credential.password_hash = _hasher.hash(password)
    own = (SignInFailure.account == account, SignInFailure.browser == owner_browser)
    session.execute(delete(SignInFailure).where(*own))
    return person


def set_credential(
    session: Session, person: Person, *, password: str, totp_secret: str, counter: int, at: datetime
) -> None:
    """Give a person a password and a time-based secret, whose code of step `counter` is used up."""
    credential = session.get(Credential, person.id) or Credential(person_id=person.id)
    credential.password_hash = _hasher.hash(password)
    credential.totp_secret = keys.seal("totp", totp_secret, place=_place(person))
    credential.totp_last_counter = counter
    credential.set_at = at
    session.add(credential)
    session.flush()


def matching_counter(secret: str, typed: str, at: datetime, *, after: int | None) -> int | None:
    """The step whose code was typed, of those good now; None when it is none. Takes as long for each."""
    plain = "".join(typed.split())
    codes = pyotp.TOTP(secret)
    found = None
    for counter in totp_counters(at, after=after):
        if hmac.compare_digest(codes.generate_otp(counter).encode(), plain.encode()):
            found = counter
    return found


def _account(session: Session, email: str) -> tuple[Person | None, Credential | None]:
    """The account, locked, so that a time-based code cannot be used twice at once."""
    asked = select(Person, Credential).join(Credential).where(Person.email == email)
    row = session.execute(asked.with_for_update(of=Credential)).one_or_none()
    return (None, None) if row is None else (row[0], row[1])


def _verify(credential: Credential | None, password: str) -> bool:
    """Whether the password is right; where there is no account, a hash is checked all the same."""
    try:
        _hasher.verify(
            credential.password_hash if credential else _nobodys_hash(), password[: PASSWORD_LENGTH_MAX + 1]
        )
    except (VerificationError, InvalidHashError):
        return False
    return credential is not None


def _fresh_counter(credential: Credential | None, typed: str, at: datetime) -> int | None:
    """The step of a code that is right and was not used; the same work where there is no account."""
    if credential is None:
        matching_counter(_nobodys_secret(), typed, at, after=None)
        return None
    secret = keys.unseal("totp", credential.totp_secret, place=f"credentials|{credential.person_id}")
    return matching_counter(secret, typed, at, after=credential.totp_last_counter)


def _known_browser(session: Session, person: Person | None, browser: str) -> str:
    """The browser's digest when this person has signed in with it before; empty for a stranger."""
    digest = digest_of(browser)
    seen = (
        select(SignIn.id)
        .where(SignIn.person_id == (person.id if person else None), SignIn.browser == digest)
        .limit(1)
    )
    return digest if session.scalar(seen) is not None else ""


def _throttle(session: Session, account: str, browser: str, at: datetime) -> None:
    asked = select(func.count(), func.min(SignInFailure.at)).where(
        SignInFailure.account == account,
        SignInFailure.browser == browser,
        SignInFailure.at > at - FAILURES_WINDOW,
    )
    count, first = session.execute(asked).one()
    if count >= FAILURES:
        raise SignInThrottled(wait_s=int((first + FAILURES_WINDOW - at).total_seconds()) + 1)


def _place(person: Person) -> str:
    return f"credentials|{person.id}"


@cache
def _nobodys_hash() -> str:
    return _hasher.hash("nobody has this password")


@cache
def _nobodys_secret() -> str:
    return pyotp.random_base32()

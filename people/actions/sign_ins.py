"""Sign-ins: begun with a token for the cookie, seen, ended."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from kit.events import record
from kit.ids import token as new_token
from people.events import SignInBegun
from people.models import Assistance, Credential, Person, SignIn, SignInCode, SignInFailure
from people.queries import digest_of
from people.rules import KEPT_AT_DOOR, SEEN_STEP, SIGN_IN_LIFE, STAFF_SIGN_IN_LIFE


def begin_sign_in(session: Session, person: Person, at: datetime, *, browser: str = "") -> str:
    """Sign a person in, always with a fresh token; the token, which only the cookie keeps.

    Whoever has a password is staff: 12 hours at most, 15 minutes idle. All others: 30 days.
    """
    token = new_token()
    staff = session.scalar(select(Credential.person_id).where(Credential.person_id == person.id)) is not None
    sign_in = SignIn(
        person_id=person.id,
        token_digest=digest_of(token),
        browser=digest_of(browser) if browser else "",
        staff=staff,
        started_at=at,
        seen_at=at,
        expires_at=at + (STAFF_SIGN_IN_LIFE if staff else SIGN_IN_LIFE),
    )
    session.add(sign_in)
    session.flush()
    record(session, SignInBegun(person.id, sign_in.id, staff), by=person.id, at=at)
    return token


def note_seen(sign_in: SignIn, at: datetime) -> None:
    """Remember that the person is still there; written once a minute at most."""
    if at - sign_in.seen_at >= SEEN_STEP:
        sign_in.seen_at = at


def end_sign_in(session: Session, token: str, at: datetime) -> None:
    """Sign out: the token is worth nothing from now on. Twice is the same as once."""
    held = (SignIn.token_digest == digest_of(token), SignIn.ended_at.is_(None))
    session.execute(update(SignIn).where(*held).values(ended_at=at))


def end_sign_ins(session: Session, person_id: UUID, at: datetime) -> int:
    """Sign a person out everywhere; how many sign-ins that ended."""
    live = (SignIn.person_id == person_id, SignIn.ended_at.is_(None))
    return session.execute(update(SignIn).where(*live).values(ended_at=at)).rowcount  # type: ignore[no-any-return, attr-defined]


def end_one_sign_in(session: Session, person_id: UUID, sign_in_id: int, at: datetime) -> None:
    """Sign a person out of one browser; another's, or one that ended, changes nothing."""
    live = (SignIn.id == sign_in_id, SignIn.person_id == person_id, SignIn.ended_at.is_(None))
    session.execute(update(SignIn).where(*live).values(ended_at=at))


def sweep_door(session: Session, at: datetime) -> None:
    """Forget codes, wrong tries and askings nobody agreed to, when no limit counts them any more; twice is once."""
    session.execute(delete(SignInCode).where(SignInCode.sent_at < at - KEPT_AT_DOOR))
    session.execute(delete(SignInFailure).where(SignInFailure.at < at - KEPT_AT_DOOR))
    unanswered = (Assistance.agreed_at.is_(None), Assistance.asked_at < at - KEPT_AT_DOOR)
    session.execute(delete(Assistance).where(*unanswered))

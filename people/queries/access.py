"""Who is at the door and what they hold; asked once in every private request."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from hashlib import sha256
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import Session, contains_eager

from people.models import ApiKey, Grant, Invitation, Person, SignIn
from people.rules import STAFF_IDLE, WHOLE, Granted


def digest_of(token: str) -> str:
    """What we keep of a token or a browser's id: enough to know it again, too little to use it."""
    return sha256(token.encode()).hexdigest()


def sign_in_of_token(session: Session, token: str, at: datetime) -> SignIn | None:
    """The live sign-in behind a cookie's token, its person loaded with it: one query.

    Not live: ended, past its end, idle too long (staff), or the person disabled.
    """
    asked = (
        select(SignIn)
        .join(SignIn.person)
        .options(contains_eager(SignIn.person))
        .where(
            SignIn.token_digest == digest_of(token),
            SignIn.ended_at.is_(None),
            SignIn.expires_at > at,
            or_(~SignIn.staff, SignIn.seen_at > at - STAFF_IDLE),
            Person.disabled_at.is_(None),
        )
    )
    return session.scalars(asked).one_or_none()


def person_of_token(session: Session, token: str, at: datetime) -> Person | None:
    """The person who is signed in with this token; None when nobody is (any more)."""
    found = sign_in_of_token(session, token, at)
    return None if found is None else found.person


def grants_of(session: Session, person_id: UUID, at: datetime) -> list[Granted]:
    """Everything a person may be at this moment; everybody is a buyer, without a row."""
    asked = (
        select(Grant)
        .where(
            Grant.person_id == person_id,
            Grant.revoked_at.is_(None),
            or_(Grant.until.is_(None), Grant.until > at),
        )
        .order_by(Grant.id)
    )
    return [WHOLE, *session.scalars(asked)]


def sign_ins_of(session: Session, person_id: UUID, at: datetime) -> Sequence[SignIn]:
    """Where a person is signed in now, the latest first."""
    asked = select(SignIn).where(
        SignIn.person_id == person_id, SignIn.ended_at.is_(None), SignIn.expires_at > at
    )
    return session.scalars(asked.order_by(SignIn.id.desc())).all()


def open_invitation(session: Session, token: str, at: datetime, *, lock: bool = False) -> Invitation | None:
    """The invitation behind a link, when it is neither used nor out of date."""
    asked = select(Invitation).where(
        Invitation.token_digest == digest_of(token),
        Invitation.accepted_at.is_(None),
        Invitation.expires_at > at,
    )
    return session.scalars(asked.with_for_update() if lock else asked).one_or_none()


def api_key_of_token(session: Session, token: str) -> ApiKey | None:
    """The live key behind a program's token, its person loaded with it; None when revoked or the person closed."""
    asked = (
        select(ApiKey)
        .join(ApiKey.person)
        .options(contains_eager(ApiKey.person))
        .where(
            ApiKey.secret_digest == digest_of(token),
            ApiKey.revoked_at.is_(None),
            Person.disabled_at.is_(None),
        )
    )
    return session.scalars(asked).one_or_none()


def api_keys_of(session: Session, person_id: UUID) -> Sequence[ApiKey]:
    """A person's live keys, the latest first."""
    asked = select(ApiKey).where(ApiKey.person_id == person_id, ApiKey.revoked_at.is_(None))
    return session.scalars(asked.order_by(ApiKey.id.desc())).all()


def api_key_of(session: Session, person_id: UUID, api_key_id: int) -> ApiKey | None:
    """One key of one person, live or not."""
    return session.scalars(
        select(ApiKey).where(ApiKey.id == api_key_id, ApiKey.person_id == person_id)
    ).one_or_none()

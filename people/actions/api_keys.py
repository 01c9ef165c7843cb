"""Keys for programs: made once and shown once, taken back at any time."""

from __future__ import annotations

import secrets
from collections.abc import Collection
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from kit.events import record
from people.errors import TooManyApiKeys
from people.events import ApiKeyMade, ApiKeyRevoked
from people.models import ApiKey, Person
from people.queries import api_keys_of, digest_of
from people.rules import API_KEY_SHOWN, API_KEY_USE_STEP, API_KEYS_MAX, ApiScope

SECRET_BYTES = 32


def make_api_key(
    session: Session, person: Person, name: str, scopes: Collection[ApiScope], *, at: datetime
) -> tuple[ApiKey, str]:
    """Make a key; the second answer is the key itself, which nobody can read again. Raises TooManyApiKeys."""
    session.execute(select(Person.id).where(Person.id == person.id).with_for_update())
    if len(api_keys_of(session, person.id)) >= API_KEYS_MAX:
        raise TooManyApiKeys(most=API_KEYS_MAX)
    token = f"zh_{secrets.token_urlsafe(SECRET_BYTES)}"
    key = ApiKey(
        person_id=person.id,
        name=name,
        secret_digest=digest_of(token),
        shown=token[:API_KEY_SHOWN],
        scopes=sorted(scope.value for scope in set(scopes)),
        made_at=at,
    )
    session.add(key)
    session.flush()
    record(session, ApiKeyMade(person.id, key.id), by=person.id, at=at)
    return key, token


def revoke_api_key(session: Session, key: ApiKey, *, at: datetime) -> None:
    """Take a key back; it ends at once, for it is looked up in every request. A second press is quiet."""
    if key.revoked_at is None:
        key.revoked_at = at
        record(session, ApiKeyRevoked(key.person_id, key.id), by=key.person_id, at=at)


def note_api_key_used(key: ApiKey, at: datetime) -> None:
    """Note that a key was used, to within five minutes, so that reading does not always write."""
    if key.last_used_at is None or at - key.last_used_at > API_KEY_USE_STEP:
        key.last_used_at = at

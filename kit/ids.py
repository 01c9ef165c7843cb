"""Identifiers: UUIDv7 for rows named before the database has seen them, spoken numbers for people."""

from __future__ import annotations

import secrets
from uuid import UUID

import uuid_utils

# Crockford's letters, without those to mistake by ear or eye (I, L, O, U) and without Z, which is written like 2: so
# there are 31, a prime, and no two letters look alike to the check letter.
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXY"
_MEANT = str.maketrans({"I": "1", "L": "1", "O": "0", "Z": "2"})
_BODY = 7


def new_id() -> UUID:
    """A fresh UUIDv7: unique everywhere and roughly in the order of time."""
    return UUID(bytes=uuid_utils.uuid7().bytes)


def token() -> str:
    """An unguessable URL-safe token of 256 bits."""
    return secrets.token_urlsafe(32)


def spoken(prefix: str) -> str:
    """A number to say aloud: `OD-7K3F-9Q2M`, seven random letters (34 bits) and a check letter."""
    body = "".join(secrets.choice(ALPHABET) for _ in range(_BODY))
    whole = body + _check(body)
    return f"{prefix}-{whole[:4]}-{whole[4:]}"


def normal_spoken(text: str, prefix: str) -> str | None:
    """The number somebody typed, in its true form; None when it cannot be one.

    Forgives case, spaces, dashes, a missing prefix and I/L/O/Z; a single wrong letter is noticed.
    """
    letters = "".join(ch for ch in text.upper() if ch.isascii() and ch.isalnum())
    if len(letters) == len(prefix) + _BODY + 1 and letters.startswith(prefix):
        letters = letters[len(prefix) :]
    letters = letters.translate(_MEANT)
    if len(letters) != _BODY + 1 or any(ch not in ALPHABET for ch in letters):
        return None
    if _check(letters[:-1]) != letters[-1]:
        return None
    return f"{prefix}-{letters[:4]}-{letters[4:]}"


def _check(body: str) -> str:
    """Weighted sum modulo 31, how many letters there are: notices each single slip and each swap of neighbours."""
    total = sum(at * ALPHABET.index(letter) for at, letter in enumerate(body, start=1))
    return ALPHABET[total % len(ALPHABET)]

"""The staff's passwords and time-based secrets: made from one secret that each `ZILA_HOME` throws for itself.

So they are the same at every start of one home and different in any two, and none of them stands in this code.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import os
import secrets
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pyotp

KEY_FILE = "demo.key"
KEY_BYTES = 32
TOTP_BYTES = 20  # what an authenticator expects (RFC 4226, section 4)

# Thirty-two words: five bits each.
WORDS = (
    "anchor bamboo basket beacon bronze candle carpet cotton desert ember falcon garden harbor indigo jasmine"
    " kettle lantern madder marble mirror monsoon needle orchid paddle pepper pottery saffron shuttle spindle"
    " tamarind velvet walnut"
)
_WORDS = tuple(WORDS.split())


@dataclass(frozen=True)
class Keys:
    """The keys of one demo world."""

    root: bytes

    def password(self, email: str) -> str:
        """The password of one of the staff: five words and two digits, such as people can type."""
        throw = self._bytes("password", email)
        words = [_WORDS[byte % len(_WORDS)] for byte in throw[:5]]
        return "-".join(words) + f"-{10 + throw[5] % 90}"

    def totp_secret(self, email: str) -> str:
        """The secret that an authenticator is given, in base32."""
        return base64.b32encode(self._bytes("totp", email)[:TOTP_BYTES]).decode()

    def code(self, email: str, at: datetime) -> str:
        """The six digits that are right at a moment."""
        return pyotp.TOTP(self.totp_secret(email)).at(at)

    def _bytes(self, purpose: str, email: str) -> bytes:
        return hmac.digest(self.root, f"{purpose}|{email}".encode(), hashlib.sha256)


def read_keys(home: Path) -> Keys:
    """The keys of a home; thrown at the first asking and kept in a file that only its owner reads."""
    file = home / KEY_FILE
    if not file.exists():
        home.mkdir(parents=True, exist_ok=True)
        _write_whole(file, secrets.token_bytes(KEY_BYTES))
    return Keys(file.read_bytes())


def _write_whole(file: Path, content: bytes) -> None:
    """Put a file there at once or not at all; of two who do so together, the first one's stays."""
    draft = file.with_name(f"{file.name}.{os.getpid()}")
    draft.touch(mode=0o600)
    draft.write_bytes(content)
    try:
        os.link(draft, file)
    except FileExistsError:
        return
    finally:
        draft.unlink()

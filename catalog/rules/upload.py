"""Uploads in pieces: how large, how many, how long they wait, and where the next piece begins."""

from __future__ import annotations

import re
from datetime import timedelta

from catalog.rules.photo import FILE_MAX_BYTES

PIECE_BYTES = 256 * 1024  # what our own pages send at once; over a weak line it takes some ten seconds
PIECE_MAX_BYTES = 1024 * 1024
SIZE_MAX_BYTES = FILE_MAX_BYTES
OPEN_MAX = 16  # of one person: a dozen photos, a voice, and a few left behind
KEPT_FOR = timedelta(hours=48)  # a village without power for a day can still go on

_DIGEST = re.compile(r"[0-9a-f]{64}")


def upload_fault(size: int, sha256: str) -> str | None:
    """What is wrong with the upload somebody wants to begin: `digest`, `empty` or `heavy`; None when nothing is."""
    if not _DIGEST.fullmatch(sha256):
        return "digest"
    if size <= 0:
        return "empty"
    return "heavy" if size > SIZE_MAX_BYTES else None


def fits(received: int, size: int, at: int, length: int) -> bool:
    """Whether a piece of this length, sent for this place, is the next one and does not go past the end."""
    return at == received and length <= size - received

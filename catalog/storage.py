"""Where pictures and voices lie: a folder of files named by their content, and nothing more.

The folder is told once by each process at start-up (`keep_in`). Another kind of store takes its place by offering
the same functions.
"""

from __future__ import annotations

import os
import re
import tempfile
from pathlib import Path
from uuid import UUID

KEY = re.compile(
    r"[0-9a-f]{2}/(?:[0-9a-f]{64}(?:-[0-9]{2,5}\.(?:avif|webp|jpg)|\.m4a|\.upload|\.private)|[0-9a-f]{32}\.part)"
)
_root: Path | None = None


def keep_in(root: Path) -> None:
    """Say which folder holds the pictures; it is made when it is not there."""
    global _root
    root.mkdir(parents=True, exist_ok=True)
    _root = root


def put(key: str, content: bytes) -> None:
    """Keep `content` under `key`, whole or not at all. The same key holds the same content, so twice is once."""
    place = path(key)
    if place.exists():
        return
    place.parent.mkdir(parents=True, exist_ok=True)
    handle, draft = tempfile.mkstemp(dir=place.parent, prefix=".draft-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(draft).replace(place)
    except BaseException:
        Path(draft).unlink(missing_ok=True)
        raise


def write_at(key: str, place: int, content: bytes) -> None:
    """Write a piece of the file under `key` at its place, and let what may lie after it go.

    A piece that comes again (the answer to it was lost) is written over itself. Raises ValueError where pieces
    before it are missing.
    """
    file = path(key)
    file.parent.mkdir(parents=True, exist_ok=True)
    with os.fdopen(os.open(file, os.O_RDWR | os.O_CREAT, 0o600), "r+b") as open_file:
        if open_file.seek(0, os.SEEK_END) < place:
            raise ValueError("pieces before this one are missing")
        open_file.seek(place)
        open_file.write(content)
        open_file.truncate()


def get(key: str) -> bytes | None:
    """What is kept under `key`; None when nothing is."""
    try:
        return path(key).read_bytes()
    except FileNotFoundError:
        return None


def remove(key: str) -> None:
    """Let go of what is kept under `key`; quiet when nothing is."""
    path(key).unlink(missing_ok=True)


def path(key: str) -> Path:
    """The file of a key. Raises ValueError for anything that is not one of our own keys."""
    if _root is None:
        raise RuntimeError("catalog.storage.keep_in() was not called at start-up")
    if not KEY.fullmatch(key):
        raise ValueError("not a key of this store")
    return _root / key


def upload_key(sha256: str) -> str:
    """The key of a file as it was uploaded: never served."""
    return f"{sha256[:2]}/{sha256}.upload"


def part_key(upload: UUID) -> str:
    """The key of a file that comes in pieces: never served."""
    return f"{upload.hex[-2:]}/{upload.hex}.part"


def voice_key(digest: str) -> str:
    """The key of a voice that buyers may hear."""
    return f"{digest[:2]}/{digest}.m4a"


def private_key(digest: str) -> str:
    """The key of what only officers see or hear: no public address serves it."""
    return f"{digest[:2]}/{digest}.private"


def rendition_key(sha256: str, width: int, kind: str) -> str:
    """The key of one rendition of the file with this digest."""
    return f"{sha256[:2]}/{sha256}-{width}.{kind}"


def remove_all(sha256: str) -> None:
    """Let go of a file and of every rendition made from it."""
    for kept in path(upload_key(sha256)).parent.glob(f"{sha256}*"):
        kept.unlink(missing_ok=True)

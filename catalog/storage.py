"""Where pictures lie: a folder of files named by their content, and nothing more.

The folder is told once by each process at start-up (`keep_in`). Another kind of store takes its place by offering
the same four functions.
"""

from __future__ import annotations

import os
import re
import tempfile
from pathlib import Path

KEY = re.compile(r"[0-9a-f]{2}/[0-9a-f]{64}(?:-[0-9]{2,5}\.(?:avif|webp|jpg)|\.upload|\.private)")
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


def private_key(digest: str) -> str:
    """The key of a picture for the officers' eyes: a JPEG that no public address serves."""
    return f"{digest[:2]}/{digest}.private"


def rendition_key(sha256: str, width: int, kind: str) -> str:
    """The key of one rendition of the file with this digest."""
    return f"{sha256[:2]}/{sha256}-{width}.{kind}"


def remove_all(sha256: str) -> None:
    """Let go of a file and of every rendition made from it."""
    for kept in path(upload_key(sha256)).parent.glob(f"{sha256}*"):
        kept.unlink(missing_ok=True)

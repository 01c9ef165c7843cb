"""Pictures: what a file must be to be taken, and the sizes it is made into."""

from __future__ import annotations

from enum import StrEnum

FILE_MAX_BYTES = 12 * 1024 * 1024
PIXELS_MAX = 50_000_000  # a 48-megapixel phone is let in; a bomb of a few kilobytes is not
SIDE_MAX = 12_000
SIDE_MIN = 200
WIDTHS = (160, 320, 480, 800, 1200)
FIRST_WIDTH = 480  # the JPEG of this width is shown as soon as it is made
ALT_MAX = 200

_MAGIC = {"JPEG": (b"\xff\xd8\xff",), "PNG": (b"\x89PNG\r\n\x1a\n",)}


class PhotoStatus(StrEnum):
    """How far a picture has come."""

    UPLOADED = "uploaded"
    READY = "ready"
    REFUSED = "refused"


class PictureFault(StrEnum):
    """Why a file is not taken as a picture."""

    EMPTY = "empty"
    TOO_HEAVY = "too_heavy"
    NOT_A_PICTURE = "not_a_picture"
    TOO_LARGE = "too_large"
    TOO_SMALL = "too_small"
    BROKEN = "broken"


def kind_of(head: bytes) -> str | None:
    """The picture format that a file's first bytes name: JPEG, PNG or WEBP; None for anything else.

    SVG, GIF, HEIC, PDF and all else are none: they can carry scripts or need decoders nobody here has checked.
    """
    for kind, starts in _MAGIC.items():
        if head.startswith(starts):
            return kind
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "WEBP"
    return None


def size_fault(width: int, height: int) -> PictureFault | None:
    """What is wrong with a picture's size, told before any of it is decoded."""
    if width * height > PIXELS_MAX or max(width, height) > SIDE_MAX:
        return PictureFault.TOO_LARGE
    return PictureFault.TOO_SMALL if min(width, height) < SIDE_MIN else None


def widths_for(width: int) -> list[int]:
    """The widths a picture is made into: none larger than it is, and always at least one."""
    return [each for each in WIDTHS if each <= width] or [width]


def first_width(width: int) -> int:
    """The width shown first: 480, or the largest a small picture has."""
    return max(each for each in widths_for(width) if each <= FIRST_WIDTH or each == widths_for(width)[0])

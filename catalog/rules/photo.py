"""Pictures: what a file must be to be taken, and the sizes it is made into."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from enum import StrEnum
from typing import NamedTuple

FILE_MAX_BYTES = 12 * 1024 * 1024
PIXELS_MAX = 50_000_000  # a 48-megapixel phone is let in; a bomb of a few kilobytes is not
SIDE_MAX = 12_000
SIDE_MIN = 200
WIDTHS = (160, 320, 480, 800, 1200)
FIRST_WIDTH = 480  # the JPEG of this width is shown as soon as it is made
ALT_MAX = 200

_MAGIC = {"JPEG": (b"\xff\xd8\xff",), "PNG": (b"\x89PNG\r\n\x1a\n",)}


class PhotoKind(StrEnum):
    """What a picture is there to show."""

    WHOLE = "whole"
    CLOSE = "close"
    IN_USE = "in_use"
    MORE = "more"


KINDS_NEEDED = (PhotoKind.WHOLE, PhotoKind.CLOSE, PhotoKind.IN_USE)


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


def kinds_missing(kinds: Collection[PhotoKind], *, illustrated: bool = False) -> list[PhotoKind]:
    """Which of the three pictures that every piece needs are not there: whole, close, in use.

    An illustration of the demo world stands for all three: there is no piece to photograph.
    """
    return [] if illustrated else [kind for kind in KINDS_NEEDED if kind not in kinds]


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


class Picture(NamedTuple):
    """A picture as a page shows it: the JPEG for all, other formats as (type, srcset), lightest first."""

    src: str
    srcset: str
    sources: tuple[tuple[str, str], ...]
    width: int
    height: int
    alt: str
    colour: str
    is_illustration: bool

    @property
    def shade(self) -> int:
        """The one of 64 shades that is nearest to its colour: the page paints it until the picture has come."""
        return shade_of(self.colour)


def shade_of(colour: str) -> int:
    """The shade of a colour told as `#rrggbb`: four levels of red, green and blue, as one number from 0 to 63."""
    red, green, blue = (int(colour[place : place + 2], 16) // 64 for place in (1, 3, 5))
    return 16 * red + 4 * green + blue


MEDIA = "/media/"
DRAWINGS = "/drawings/"
_TYPES = (("avif", "image/avif"), ("webp", "image/webp"))
_NO_COLOUR = "#e8dcc6"  # undyed cloth


def picture(
    *,
    drawing: str | None,
    renditions: Mapping[str, Mapping[str, str]],
    width: int,
    height: int,
    alt: str,
    colour: str | None,
) -> Picture | None:
    """Tell a page what to show; None while not even the first rendition is made."""
    if drawing:
        src = drawing if drawing.startswith("/") else DRAWINGS + drawing
        return Picture(src, "", (), width, height, alt, colour or _NO_COLOUR, is_illustration=True)
    jpegs = renditions.get("jpg")
    if not jpegs:
        return None
    first = str(first_width(width)) if str(first_width(width)) in jpegs else min(jpegs, key=int)
    sources = tuple((mime, _srcset(renditions[kind])) for kind, mime in _TYPES if renditions.get(kind))
    shown = int(first)
    return Picture(
        MEDIA + jpegs[first],
        _srcset(jpegs) if len(jpegs) > 1 else "",
        sources,
        shown,
        max(1, round(height * shown / width)),
        alt,
        colour or _NO_COLOUR,
        is_illustration=False,
    )


def _srcset(keys: Mapping[str, str]) -> str:
    return ", ".join(f"{MEDIA}{keys[width]} {width}w" for width in sorted(keys, key=int))

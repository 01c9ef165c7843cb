"""Pictures, purely: bytes in, bytes out. Looks before it decodes, and keeps of a file nothing but its pixels.

What is taken is decided by `rules.photo`; here the file is opened with three decoders only (JPEG, PNG, WebP), its
size is read from the header before a pixel is unpacked, and every rendition is written afresh: no EXIF, XMP, IPTC,
thumbnail, colour profile, comment or trailing bytes survive.
"""

from __future__ import annotations

import hashlib
import io
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

from PIL import Image, ImageCms, ImageFile, ImageOps

from catalog.errors import PictureRefused
from catalog.rules.looks import PATCHES, look_of
from catalog.rules.photo import (
    FILE_MAX_BYTES,
    PIXELS_MAX,
    PictureFault,
    first_width,
    kind_of,
    size_fault,
    widths_for,
)

Image.MAX_IMAGE_PIXELS = PIXELS_MAX
ImageFile.LOAD_TRUNCATED_IMAGES = False

KINDS = ("jpg", "webp", "avif")
_QUALITY = {
    "jpg": {"format": "JPEG", "quality": 78, "optimize": True, "progressive": True, "subsampling": "4:2:0"},
    "webp": {"format": "WEBP", "quality": 74, "method": 4},
    "avif": {"format": "AVIF", "quality": 58, "speed": 8},
}
_PAPER = (255, 255, 255)  # what shows through a transparent picture


class Inspected(NamedTuple):
    """What a file is, told without decoding it; the size is as it will be shown."""

    kind: str
    width: int
    height: int
    sha256: str


class Rendition(NamedTuple):
    """One size of a picture in one format."""

    width: int
    height: int
    kind: str
    content: bytes


def inspect(content: bytes) -> Inspected:
    """Look at a file's first bytes and header. Raises PictureRefused with the reason."""
    if not content:
        raise PictureRefused(reason=PictureFault.EMPTY)
    if len(content) > FILE_MAX_BYTES:
        raise PictureRefused(reason=PictureFault.TOO_HEAVY)
    kind = kind_of(content[:16])
    if kind is None:
        raise PictureRefused(reason=PictureFault.NOT_A_PICTURE)
    with _opened(content, kind) as image:
        width, height = image.size
        if fault := size_fault(width, height):
            raise PictureRefused(reason=fault)
        turned = image.getexif().get(0x0112, 1) in {5, 6, 7, 8}
    digest = hashlib.sha256(content).hexdigest()
    return Inspected(kind, *((height, width) if turned else (width, height)), digest)


def upright(content: bytes) -> Image.Image:
    """Decode a file into plain sRGB pixels, the right way up. Raises PictureRefused with the reason."""
    kind = inspect(content).kind
    with _opened(content, kind) as image:
        image.load()
        profile = image.info.get("icc_profile")
        return _srgb(ImageOps.exif_transpose(image), profile)


def first_rendition(image: Image.Image, width: int | None = None) -> Rendition:
    """The JPEG that is shown while the others are still being made; at most `width` pixels wide when told."""
    wide = min(width, image.width) if width else first_width(image.width)
    return _rendition(_resized(image, wide), "jpg")


def renditions(image: Image.Image) -> Iterator[Rendition]:
    """Every width in every format, the widest last."""
    for width in widths_for(image.width):
        sized = _resized(image, width)
        for kind in KINDS:
            yield _rendition(sized, kind)


def colour_of(image: Image.Image) -> str:
    """The colour that covers most of a picture, as `#rrggbb`: what is seen before the picture comes."""
    few = image.resize((48, 48), Image.Resampling.BOX).quantize(5, method=Image.Quantize.MEDIANCUT)
    counts = few.getcolors() or [(1, 0)]
    most = max(counts, key=lambda pair: pair[0])[1]
    palette = few.getpalette() or list(_PAPER)
    at = 3 * int(most if isinstance(most, int) else 0)
    red, green, blue = palette[at : at + 3]
    return f"#{red:02x}{green:02x}{blue:02x}"


def look(image: Image.Image) -> int | None:
    """What a picture looks like, in 64 bits; None where it is too plain to be told from others."""
    grey = image.convert("L").resize(PATCHES, Image.Resampling.LANCZOS)
    return look_of(list(grey.tobytes()))


@contextmanager
def _opened(content: bytes, kind: str) -> Iterator[Image.Image]:
    """Open with the one decoder that the first bytes name; whatever a decoder says of a bad file is a refusal."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            warnings.simplefilter(
                "ignore", UserWarning
            )  # corrupt EXIF and the like: it is thrown away anyhow
            with Image.open(io.BytesIO(content), formats=[kind]) as image:
                yield image
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as bomb:
        raise PictureRefused(reason=PictureFault.TOO_LARGE) from bomb
    except (OSError, SyntaxError, ValueError, EOFError, ImageCms.PyCMSError) as broken:
        raise PictureRefused(reason=PictureFault.BROKEN) from broken


def _srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    """Pixels only: alpha laid on paper, 16 bits brought to 8, the profile applied and left behind."""
    if image.mode.startswith("I"):
        image = image.point(lambda value: value / 256).convert("L")
    if image.mode in {"RGBA", "LA", "PA"} or "transparency" in image.info:
        above = image.convert("RGBA")
        paper = Image.new("RGBA", above.size, (*_PAPER, 255))
        image = Image.alpha_composite(paper, above)
    if profile and image.mode in {"RGB", "CMYK", "L"}:
        image = _through_profile(image, profile)
    plain = Image.new("RGB", image.size)
    plain.paste(image.convert("RGB"))
    return plain


def _through_profile(image: Image.Image, profile: bytes) -> Image.Image:
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        turned = ImageCms.profileToProfile(image, source, ImageCms.createProfile("sRGB"), outputMode="RGB")
    except (ImageCms.PyCMSError, OSError, ValueError):
        return image  # a profile nobody can read changes colours a little; the picture is still the maker's
    return turned if turned is not None else image


def _resized(image: Image.Image, width: int) -> Image.Image:
    if width == image.width:
        return image
    height = max(1, round(image.height * width / image.width))
    return image.resize((width, height), Image.Resampling.LANCZOS, reducing_gap=2.0)


def _rendition(image: Image.Image, kind: str) -> Rendition:
    out = io.BytesIO()
    image.save(out, **_QUALITY[kind])  # type: ignore[arg-type]
    return Rendition(image.width, image.height, kind, out.getvalue())

"""Draws a share card: what a messenger shows of a piece before anybody opens it. 1200 by 630, a JPEG of a few dozen kB.

Latin and Devanagari are shaped with our own fonts. A title in another script gives way to the craft's name, for a row
of empty boxes says nothing.
"""

from __future__ import annotations

import io
from functools import cache
from pathlib import Path
from typing import NamedTuple

from PIL import Image, ImageDraw, ImageFont, ImageOps

import orders

WIDTH, HEIGHT = 1200, 630
PICTURE_WIDTH = 560
BYTES_MAX = 300_000  # what WhatsApp takes
QUALITIES = (82, 65, 45, 25)
EDITION = "1"  # counts up when the drawing changes, so that old cards are drawn anew
FONTS = Path(str(orders.__file__)).parent / "fonts"
LATIN, BOLD = "NotoSans-Regular.ttf", "NotoSans-Bold.ttf"
DEVANAGARI = "NotoSansDevanagari-Regular.ttf"
KHADI, INK, QUIET, MAJITH, VAT, HALDI = "#FBF6EC", "#1F1A17", "#5B5148", "#A3272B", "#152A52", "#E0A100"
STRIPES = (MAJITH, HALDI, "#1E3A6E", HALDI)
BAND = 26
LEFT, RIGHT = PICTURE_WIDTH + 48, WIDTH - 44


class Words(NamedTuple):
    """What stands on a card."""

    title: str
    craft: str
    price: str
    district: str
    state: str
    maker: str


def draw(words: Words, photograph: bytes | None) -> bytes:
    """The card as a JPEG; without a photograph a woven panel stands in its place."""
    sheet = Image.new("RGB", (WIDTH, HEIGHT), KHADI)
    pen = ImageDraw.Draw(sheet)
    if photograph is None:
        _weave(pen)
    else:
        with Image.open(io.BytesIO(photograph)) as opened:
            shown = ImageOps.fit(
                opened.convert("RGB"), (PICTURE_WIDTH, HEIGHT - BAND), Image.Resampling.LANCZOS
            )
        sheet.paste(shown, (0, 0))
    _selvedge(pen)
    title = words.title if _can_write(words.title) else words.craft
    maker = words.maker if _can_write(words.maker) else ""
    y = 56
    y = _lines(pen, y, f"{words.district}, {words.state}", 34, VAT, most=2) + 18
    y = _lines(pen, y, title, 54, INK, bold=True, most=3) + 22
    y = _lines(pen, y, words.price, 72, MAJITH, bold=True, most=1) + 14
    if maker and y < 500:
        _lines(pen, y, maker, 32, QUIET, most=1)
    _write(pen, LEFT, HEIGHT - BAND - 62, "Zila Haat · ज़िला हाट", 30, INK, bold=True)
    return _light(sheet)


def _light(sheet: Image.Image) -> bytes:
    """The sheet as a JPEG that messengers take: only a photograph full of detail gives up some of it."""
    packed = b""
    for quality in QUALITIES:
        out = io.BytesIO()
        sheet.save(out, "JPEG", quality=quality, optimize=True, progressive=True)
        packed = out.getvalue()
        if len(packed) <= BYTES_MAX:
            break
    return packed


def _weave(pen: ImageDraw.ImageDraw) -> None:
    """A panel of diamonds on indigo, as an ikat is tied."""
    pen.rectangle((0, 0, PICTURE_WIDTH, HEIGHT), fill=VAT)
    step = 70
    for row, y in enumerate(range(-step, HEIGHT + step, step)):
        for x in range(-step + (row % 2) * step // 2, PICTURE_WIDTH + step, step):
            for reach, color in ((30, HALDI), (21, MAJITH), (11, KHADI)):
                pen.polygon([(x, y - reach), (x + reach, y), (x, y + reach), (x - reach, y)], fill=color)
    pen.rectangle((PICTURE_WIDTH, 0, WIDTH, HEIGHT), fill=KHADI)


def _selvedge(pen: ImageDraw.ImageDraw) -> None:
    for number, x in enumerate(range(0, WIDTH, 40)):
        pen.rectangle((x, HEIGHT - BAND, x + 40, HEIGHT), fill=STRIPES[number % len(STRIPES)])


def _lines(
    pen: ImageDraw.ImageDraw, y: int, text: str, size: int, color: str, *, bold: bool = False, most: int
) -> int:
    """Write text over at most so many lines; where it is cut it says so. The y below it."""
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and _width(longer, size, bold=bold) <= RIGHT - LEFT:
            lines[-1] = longer
        else:
            lines.append(word)
    if len(lines) > most:
        lines = lines[:most]
        lines[-1] += "…"
    for line in lines:
        while len(line) > 2 and _width(line, size, bold=bold) > RIGHT - LEFT:
            line = f"{line.rstrip('…')[:-1]}…"
        _write(pen, LEFT, y, line, size, color, bold=bold)
        y += round(size * 1.28)
    return y


def _write(
    pen: ImageDraw.ImageDraw, x: float, y: float, text: str, size: int, color: str, *, bold: bool = False
) -> None:
    """One line, each script with its font, all on one baseline."""
    for run, name in _runs(text, bold=bold):
        font = _font(name, size)
        pen.text((x, y + size), run, fill=color, font=font, anchor="ls")
        x += font.getlength(run)


def _width(text: str, size: int, *, bold: bool) -> float:
    return sum(_font(name, size).getlength(run) for run, name in _runs(text, bold=bold))


def _runs(text: str, *, bold: bool) -> list[tuple[str, str]]:
    """The text cut where its script changes, each part with the name of its font; blanks stay with what is before."""
    cut: list[tuple[str, str]] = []
    for letter in text:
        if cut and not letter.isalpha() and not _indic(letter):
            name = cut[-1][1] if letter.isspace() else (BOLD if bold else LATIN)
        else:
            name = DEVANAGARI if _indic(letter) else (BOLD if bold else LATIN)
        if cut and cut[-1][1] == name:
            cut[-1] = (cut[-1][0] + letter, name)
        else:
            cut.append((letter, name))
    return cut


def _can_write(text: str) -> bool:
    """Whether every letter is in one of our fonts: Latin (with its accents) or Devanagari."""
    return all(ord(letter) < 0x250 or _indic(letter) or letter in "–—‘’“”…₹·\u200c\u200d" for letter in text)


def _indic(letter: str) -> bool:
    return "\u0900" <= letter <= "\u097f" or letter in "\u200c\u200d"


@cache
def _font(name: str, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(FONTS / name), size)

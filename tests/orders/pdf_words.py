"""Reads the words back out of a PDF that was drawn without compression, as a reader's program would."""

from __future__ import annotations

import re

_OBJECT = re.compile(rb"(\d+) 0 obj\r?\n(.*?)\r?\nendobj", re.S)
_DRAWN = re.compile(rb"/(F\d+) [\d.]+ Tf|\(((?:\\.|[^\\()])*)\) Tj|\b(BT)\b", re.S)
_ESCAPE = re.compile(rb"\\([nrtbf()\\])", re.S)
_ESCAPED = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}


def pages_of(pdf: bytes) -> list[str]:
    """The words of each page, a line for each piece drawn on its own."""
    objects = dict(_OBJECT.findall(pdf))
    fonts = {
        name: _letters(objects, objects[number])
        for body in objects.values()
        for name, number in re.findall(rb"/(F\d+) (\d+) 0 R", body)
    }
    drawn = [body for body in objects.values() if b"stream" in body and b" Tf" in body]
    return [_words(body, fonts) for body in drawn]


def _letters(objects: dict[bytes, bytes], font: bytes) -> dict[bytes, str]:
    table = objects[re.search(rb"/ToUnicode (\d+)", font)[1]]
    return {
        bytes.fromhex(code.decode()): bytes.fromhex(letters.decode()).decode("utf-16-be")
        for code, letters in re.findall(rb"<([0-9A-F]{4})> <([0-9A-F]+)>\n", table)
    }


def _words(body: bytes, fonts: dict[bytes, dict[bytes, str]]) -> str:
    said, font = [], b""
    for name, text, begins in _DRAWN.findall(body):
        if name:
            font = name
        elif begins:
            said.append("\n")
        else:
            plain = _ESCAPE.sub(lambda found: _ESCAPED.get(found[1], found[1]), text)
            codes = [plain[at : at + 2] for at in range(0, len(plain), 2)]
            # A letter joined to the one before has no reading of its own.
            said += [fonts[font].get(code, "").replace("\x00", "") for code in codes]
    return re.sub(r"\n+", "\n", "".join(said))

"""One picture in progress, and the bodies that are turned on a wheel."""

from __future__ import annotations

import hashlib
import random
import re
from collections.abc import Callable, Sequence
from html import escape
from typing import TypeVar

from demo.drawings.colors import HALDI, INK, KORA, MAJITH, NEEL
from demo.drawings.pen import Point, Value, attrs, group, line, num, oval, path, pts, smooth
from demo.goods import Good

SIDE = 480  # units of the square; the page decides the pixels

Option = TypeVar("Option")


class Art:
    """One picture in progress: seeded choices, words to read, definitions and body."""

    def __init__(self, good: Good) -> None:
        self.title = good.title_en
        self.family = good.craft_family
        self.words = self.title.lower()
        self.text = f"{self.words} {' '.join((good.technique, *good.materials)).lower()}"
        self.rng = random.Random("zila-haat:" + self.title)
        self.key = "z" + hashlib.sha256(self.title.encode()).hexdigest()[:4] + "_"
        self.defs: list[str] = []
        self.body: list[str] = []
        self.ground = KORA
        self.main, self.second, self.accent = MAJITH, NEEL, HALDI

    def has(self, *words: str) -> bool:
        """True when any word occurs in title, technique or materials."""
        return any(word in self.text for word in words)

    def titled(self, *words: str) -> bool:
        """True when any word occurs in the title."""
        return any(word in self.words for word in words)

    def one(self, *options: Option) -> Option:
        """Seeded choice."""
        return self.rng.choice(options)

    def num(self, low: float, high: float) -> float:
        """Seeded number in a range."""
        return self.rng.uniform(low, high)

    def put(self, *parts: str) -> None:
        """Append to the picture."""
        self.body.extend(parts)

    def define(self, tag: str, inner: str, **kw: Value) -> str:
        """Add a definition, return its id."""
        name = f"{self.key}{len(self.defs)}"
        self.defs.append(f'<{tag} id="{name}"{attrs(**kw)}>{inner}</{tag}>')
        return name

    def tile(self, w: float, h: float, inner: str, t: str | None = None) -> str:
        """Add a repeating pattern, return its paint."""
        size = {"width": num(w), "height": num(h)}
        name = self.define("pattern", inner, **size, patternUnits="userSpaceOnUse", patternTransform=t)
        return f"url(#{name})"

    def clip(self, inner: str) -> str:
        """Add a clip path, return its reference."""
        return f"url(#{self.define('clipPath', inner)})"

    def symbol(self, inner: str) -> str:
        """Add a reusable drawing centered on 0,0, return its id."""
        return self.define("g", inner)

    def use(self, name: str, x: float, y: float, rot: float = 0, scale: float = 1, flip: bool = False) -> str:
        """Place a reusable drawing; rot in degrees."""
        if not rot and scale == 1 and not flip:
            return f'<use href="#{name}" x="{num(x)}" y="{num(y)}"/>'
        t = f"translate({round(x)} {round(y)})"
        t += f"rotate({round(rot)})" if rot else ""
        if flip:
            t += f"scale(-{scale:.2f} {scale:.2f})"
        elif scale != 1:
            t += f"scale({scale:.2f})"
        return f'<use href="#{name}" transform="{t}"/>'

    def shadow(self, x: float, y: float, rx: float, ry: float = 12) -> None:
        """Soft two-step contact shadow."""
        self.put(oval(x, y, rx, ry, INK, op=0.08), oval(x, y, rx * 0.86, ry * 0.6, INK, op=0.12))

    def svg(self) -> str:
        """Finish the document."""
        inner = f"<defs>{''.join(self.defs)}</defs>{''.join(self.body)}"
        inner = re.sub(r"(?<![\d.])0\.(?=\d)", ".", inner)  # 0.5 is .5,
        inner = re.sub(r"(?<=[\d.]) -(?=[\d.])", "-", inner)  # and 3 -4 is 3-4
        label = escape(f"{self.title} (illustration)")
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {SIDE} {SIDE}" '
            f'width="{SIDE}" height="{SIDE}" role="img" aria-labelledby="{self.key}t">'
            f'<title id="{self.key}t">{label}</title>{inner}</svg>'
        )


def lathe(art: Art, cx: float, profile: Sequence[Point], fill: str, deco: str = "", soft: bool = True) -> str:
    """Body turned on a wheel: profile is [(y, half-width)], deco is clipped to it; shaded on the right."""

    def side(k: float, flip: bool = False) -> list[Point]:
        return [(cx + k * w, y) for y, w in (profile[::-1] if flip else profile)]

    join: Callable[[list[Point]], str] = smooth if soft else _angular
    top, low, far = num(profile[0][0]), num(profile[-1][0]), num(cx + 240)
    outline = art.define("path", "", d=join(side(-1)) + "L" + join(side(1, True))[1:] + "z")
    past = f"L{far} {low}V{top}z"
    inner = deco + path(join(side(0.5)) + past, INK, op=0.12) + path(join(side(0.84)) + past, INK, op=0.14)
    gleam = round(max(w for _, w in profile) * 0.15)
    inner += line(join(side(-0.62)), "#fff", gleam, op=0.2)
    clip = art.clip(f'<use href="#{outline}"/>')
    return f'<use href="#{outline}" fill="{fill}"/>' + group(inner, clip=clip)


def hoop(cx: float, y: float, w: float, sag: float, color: str, sw: float = 3, **kw: Value) -> str:
    """Band running round a turned body."""
    curve = f"M{num(cx - w)} {num(y)}Q{num(cx)} {num(y + 2 * sag)} {num(cx + w)} {num(y)}"
    return line(curve, color, sw, **kw)


def _angular(points: Sequence[Point]) -> str:
    return pts(points)[:-1]

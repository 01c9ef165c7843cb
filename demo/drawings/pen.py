"""The pen: numbers, paths and elements of SVG as short text."""

from __future__ import annotations

import math
from collections.abc import Sequence

Point = tuple[float, float]
Value = str | float | None

ATTRIBUTES = {
    "sw": "stroke-width",
    "op": "opacity",
    "t": "transform",
    "cap": "stroke-linecap",
    "dash": "stroke-dasharray",
    "join": "stroke-linejoin",
    "clip": "clip-path",
}


def num(value: float) -> str:
    """Shortest text of a number, one decimal at most."""
    text = f"{value:.1f}".removesuffix(".0")
    return "0" if text == "-0" else text


def pts(points: Sequence[Point]) -> str:
    """Closed polygon path through points."""
    return "M" + "L".join(f"{num(x)} {num(y)}" for x, y in points) + "z"


def smooth(points: Sequence[Point], closed: bool = False) -> str:
    """Catmull-Rom curve through points as a cubic path."""
    count = len(points)

    def pick(i: int) -> Point:
        return points[i % count if closed else max(0, min(count - 1, i))]

    out = [f"M{num(points[0][0])} {num(points[0][1])}"]
    for i in range(count if closed else count - 1):
        p0, p1, p2, p3 = pick(i - 1), pick(i), pick(i + 1), pick(i + 2)
        c1 = (p1[0] + (p2[0] - p0[0]) / 6, p1[1] + (p2[1] - p0[1]) / 6)
        c2 = (p2[0] - (p3[0] - p1[0]) / 6, p2[1] - (p3[1] - p1[1]) / 6)
        out.append("C" + " ".join(f"{round(x)} {round(y)}" for x, y in (c1, c2, p2)))
    return "".join(out) + ("z" if closed else "")


def polar(cx: float, cy: float, radius: float, degrees: float) -> Point:
    """Point on a circle; 0 degrees is up, clockwise."""
    t = math.radians(degrees)
    return cx + radius * math.sin(t), cy - radius * math.cos(t)


def petals(count: int, r0: float, r1: float, width: float) -> str:
    """Ring of petals around 0,0 as one path; radii in units, width in degrees to either side."""

    def show(value: float) -> str:
        return num(value) if r1 < 26 else str(round(value))

    out = []
    for i in range(count):
        angle, middle = 360 * i / count, (r0 + r1) / 2
        corners = (
            polar(0, 0, r0, angle),
            polar(0, 0, middle, angle - width),
            polar(0, 0, r1, angle),
            polar(0, 0, middle, angle + width),
        )
        base, left, tip, right = (f"{show(x)} {show(y)}" for x, y in corners)
        out.append(f"M{base}Q{left} {tip}Q{right} {base}")
    return "".join(out)


def attrs(**kw: Value) -> str:
    """Attribute text; None values are skipped, short names expanded."""
    out = []
    for key, value in kw.items():
        if value is None:
            continue
        text = num(value) if isinstance(value, float) and key != "op" else value
        out.append(f' {ATTRIBUTES.get(key, key)}="{text}"')
    return "".join(out)


def path(d: str, fill: str = "none", **kw: Value) -> str:
    """Path element."""
    return f'<path d="{d}"{attrs(fill=fill, **kw)}/>'


def line(d: str, stroke: str, sw: float = 2, **kw: Value) -> str:
    """Stroked path element."""
    return path(d, "none", stroke=stroke, sw=sw, **kw)


def circle(x: float, y: float, r: float, fill: str, **kw: Value) -> str:
    """Circle element."""
    return f'<circle cx="{num(x)}" cy="{num(y)}" r="{num(r)}"{attrs(fill=fill, **kw)}/>'


def oval(x: float, y: float, rx: float, ry: float, fill: str, **kw: Value) -> str:
    """Ellipse element."""
    return f'<ellipse cx="{num(x)}" cy="{num(y)}" rx="{num(rx)}" ry="{num(ry)}"{attrs(fill=fill, **kw)}/>'


def rect(x: float, y: float, w: float, h: float, fill: str, **kw: Value) -> str:
    """Rectangle element."""
    return f'<rect x="{num(x)}" y="{num(y)}" width="{num(w)}" height="{num(h)}"{attrs(fill=fill, **kw)}/>'


def group(inner: str, **kw: Value) -> str:
    """Group element."""
    return f"<g{attrs(**kw)}>{inner}</g>"

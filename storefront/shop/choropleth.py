"""The district map, drawn: linked shapes from the one drawing that is kept for ever, coloured by class. Pure.

A page names each shape by its key, so that it weighs little itself, and works wherever SVG does, without a script.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from markupsafe import Markup, escape

from people.queries.outlines import Box, Outline, Outlines, around

LINES_ACROSS = 900  # a border is one part in so many of the picture's width
DOT = 0.008  # radius of a dot, in parts of the picture's longer side
STEPS_MAX = 5
STEPS_APART = 3  # fewer do not show a country
NICE = (1, 2, 3, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000, 50_000, 100_000, 1_000_000)


class Shape(NamedTuple):
    """One district on the map: where it leads, how it is coloured (`s0` to `s5`, or a sector's word), what it says."""

    outline: Outline
    href: str
    css: str
    title: str


class Dot(NamedTuple):
    """One place on the map, in its units: `exact` where somebody gave its point, else it stands for its district."""

    x: float
    y: float
    exact: bool
    title: str
    href: str


def draw(
    known: Outlines,
    shapes: Sequence[Shape],
    drawing: str,
    label: str,
    box: Box | None = None,
    dots: Sequence[Dot] = (),
) -> Markup:
    """The map: all India, or what lies in `box`, with dots on it. `drawing` is the address of the file of shapes."""
    view = box or Box(0, 0, known.width, known.height)
    wide, tall = view.right - view.left, view.bottom - view.top
    line = max(wide, tall) / LINES_ACROSS
    radius = max(wide, tall) * DOT
    links = "".join(_link(shape, drawing, radius) for shape in shapes)
    unlinked = "".join(
        f'<use href="{drawing}#{one.key}"/>'
        for one in known.districts
        if one.kind == "no_district" and (box is None or _meets(one.box, view))
    )
    return Markup(  # noqa: S704 - numbers and keys of ours; names and addresses are escaped
        f'<svg class="land" viewBox="{view.left:g} {view.top:g} {wide:g} {tall:g}" role="group" '
        f'aria-label="{escape(label)}" stroke-width="{line:.2g}" data-map>'
        f'<use class="ground" href="{drawing}#edge"/><g class="s0">{unlinked}</g>{links}'
        f'<g class="lines" stroke-width="{line * 1.8:.2g}"><use href="{drawing}#borders"/></g>'
        f'<g class="lines" stroke-width="{line * 2.6:.2g}"><use href="{drawing}#edge"/></g>'
        f"{_dots(dots, radius, line)}</svg>"
    )


def _link(shape: Shape, drawing: str, radius: float) -> str:
    one = shape.outline
    drawn = f'<use href="{drawing}#{one.key}"/>' if one.path else ""
    if one.tiny:
        drawn += f'<circle cx="{one.x:g}" cy="{one.y:g}" r="{radius:.2g}"/>'
    title = f"<title>{escape(shape.title)}</title>"
    return f'<a href="{escape(shape.href)}" class="{shape.css}">{title}{drawn}</a>'


def _dots(dots: Sequence[Dot], radius: float, line: float) -> str:
    """Filled dots for places whose point is known, rings for those of which only the district is."""
    drawn = "".join(
        f'<a href="{escape(dot.href)}" class="{"dot" if dot.exact else "ring"}"><title>{escape(dot.title)}</title>'
        f'<circle cx="{dot.x:g}" cy="{dot.y:g}" r="{radius if dot.exact else radius * 1.3:.2g}"/></a>'
        for dot in dots
    )
    return f'<g class="dots" stroke-width="{line * 2:.2g}">{drawn}</g>' if drawn else ""


def _meets(one: Box, other: Box) -> bool:
    return (
        one.left < other.right
        and one.right > other.left
        and one.top < other.bottom
        and one.bottom > other.top
    )


def zoom(shapes: Iterable[Shape]) -> Box | None:
    """The box around the districts of a State; none when there is nothing to see."""
    boxes = [shape.outline.box for shape in shapes]
    return around(boxes) if boxes else None


def steps(figures: Iterable[int]) -> list[int]:
    """The least figure of each colour step, at most five of them, round, spread by how many districts have what."""
    counted = sorted(figure for figure in figures if figure > 0)
    if not counted:
        return []
    floors = _floors(counted)
    # Where most districts have the same, their number tells nothing apart: then the figures themselves are spread.
    return floors if len(floors) >= STEPS_APART else _floors(sorted(set(counted)))


def _floors(figures: Sequence[int]) -> list[int]:
    several = len(set(figures)) > STEPS_MAX
    spread = [figures[len(figures) * part // STEPS_MAX] for part in range(STEPS_MAX)] if several else figures
    rounded = [max((nice for nice in NICE if nice <= figure), default=1) for figure in spread]
    return sorted({1, *rounded})[:STEPS_MAX]


def step_of(figure: int, floors: Sequence[int]) -> int:
    """The step of a figure: 0 for none, then 1 and up."""
    return sum(figure >= floor for floor in floors)


def shade_of(step: int, floors: Sequence[int]) -> int:
    """The colour of a step, 0 for none to 5 for the strongest: few steps are spread, so that they are told apart."""
    return -(-step * STEPS_MAX // len(floors)) if floors else 0

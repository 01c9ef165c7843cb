"""The woven map: one stitch a district, one patch a State, drawn as inline SVG that needs no script.

A district's cell is ten units wide. Its stitch lies across on even cells and along on odd ones, like a plain
weave, in the colour of the thread it is best known for. Pure: the same stitches give the same drawing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

from markupsafe import Markup, escape

from catalog.queries.registry import Stitch

CELL = 10
HALF_STITCH = 2.5
THREADS = {  # thread → class of its path, in the order they are drawn
    "weave": "w",
    "clay": "c",
    "metal": "m",
    "wood": "d",
    "paint": "p",
    "spice": "s",
    "food": "f",
    "other": "o",
}

Cell = tuple[int, int]


def weave(
    stitches: Iterable[Stitch], href: Callable[[str], str], label: str, names: Mapping[str, str]
) -> Markup:
    """The map of all States: each a link (`href` of its slug) titled with its name (`names` by slug) and count."""
    by_state: dict[str, list[Stitch]] = defaultdict(list)
    for stitch in sorted(stitches, key=lambda s: (s.row, s.column)):
        by_state[stitch.state_slug].append(stitch)
    columns = max(s.column for ss in by_state.values() for s in ss) + 1
    rows = max(s.row for ss in by_state.values() for s in ss) + 1
    links = "".join(_state(stitched, href(slug), names[slug]) for slug, stitched in by_state.items())
    return Markup(  # noqa: S704 - numbers of ours; names and addresses are escaped
        f'<svg viewBox="-2 -2 {columns * CELL + 4} {rows * CELL + 4}" role="group" aria-label="{escape(label)}">'
        f"{links}</svg>"
    )


def patch(stitches: Sequence[Stitch], here: str, href: Callable[[str], str], label: str) -> Markup:
    """One State, each district a link, the one with slug `here` lit."""
    left, top = min(s.column for s in stitches), min(s.row for s in stitches)
    moved = {(s.column - left, s.row - top): s for s in sorted(stitches, key=lambda s: (s.row, s.column))}
    wide, tall = max(c for c, _ in moved) + 1, max(r for _, r in moved) + 1
    links = "".join(
        f'<a href="{escape(href(s.district_slug))}"{" aria-current=page" if s.district_slug == here else ""}>'
        f"<title>{escape(s.district_name)}</title>"
        f'<path class="g" d="M{c * CELL} {r * CELL}h{CELL}v{CELL}h-{CELL}z"/>'
        f'<path class="{"m" if s.district_slug == here else "o"}" d="{_stitched([(c, r)], (left + top) % 2)}"/></a>'
        for (c, r), s in moved.items()
    )
    return Markup(  # noqa: S704 - as above
        f'<svg class="patch" viewBox="-1 -1 {wide * CELL + 2} {tall * CELL + 2}" role="group" '
        f'aria-label="{escape(label)}">'
        f'<path class="g0" d="{_outline(list(moved))}"/>{links}</svg>'
    )


def _state(stitched: list[Stitch], href: str, name: str) -> str:
    by_thread: dict[str, list[Cell]] = defaultdict(list)
    for stitch in stitched:
        by_thread[stitch.thread].append((stitch.column, stitch.row))
    threads = "".join(
        f'<path class="{THREADS[name]}" d="{_stitched(by_thread[name])}"/>'
        for name in THREADS
        if name in by_thread
    )
    ground = _outline([(s.column, s.row) for s in stitched])
    title = f"{escape(name)}, {len(stitched)}"
    return f'<a href="{escape(href)}"><title>{title}</title><path class="g" d="{ground}"/>{threads}</a>'


def _stitched(cells: Iterable[Cell], odd: int = 0) -> str:
    """The stitches of some cells as one path, each move relative to the end of the last stitch."""
    path, at = "", (0.0, 0.0)
    for column, row in cells:
        middle = (column * CELL + CELL / 2, row * CELL + CELL / 2)
        across = (column + row + odd) % 2 == 0
        start = (middle[0] - HALF_STITCH, middle[1]) if across else (middle[0], middle[1] - HALF_STITCH)
        move = (
            f"m{_short(start[0] - at[0])}{_next(start[1] - at[1])}"
            if path
            else f"M{_short(start[0])}{_next(start[1])}"
        )
        path += move + ("h5" if across else "v5")
        at = (start[0] + 5, start[1]) if across else (start[0], start[1] + 5)
    return path


def _outline(cells: list[Cell]) -> str:
    """The border of some cells: walk each edge that has a cell on one side only, cells to the right."""
    inside = set(cells)
    onward: dict[Cell, list[Cell]] = defaultdict(list)
    for c, r in cells:
        for neighbour, start, end in (
            ((c, r - 1), (c, r), (c + 1, r)),
            ((c + 1, r), (c + 1, r), (c + 1, r + 1)),
            ((c, r + 1), (c + 1, r + 1), (c, r + 1)),
            ((c - 1, r), (c, r + 1), (c, r)),
        ):
            if neighbour not in inside:
                onward[start].append(end)
    path = ""
    while onward:
        first = min(onward, key=lambda at: (at[1], at[0]))
        path += _loop(first, onward)
    return path


def _loop(first: Cell, onward: dict[Cell, list[Cell]]) -> str:
    """Take one closed walk out of `onward` and write it, straight runs joined."""
    runs: list[Cell] = []
    at, came = first, (0, 0)
    while True:
        ends = onward[at]
        turned = max(ends, key=lambda end: _right_turn(came, (end[0] - at[0], end[1] - at[1])))
        ends.remove(turned)
        if not ends:
            del onward[at]
        step = (turned[0] - at[0], turned[1] - at[1])
        if runs and step == came:
            runs[-1] = (runs[-1][0] + step[0], runs[-1][1] + step[1])
        else:
            runs.append(step)
        at, came = turned, step
        if at == first:
            break
    drawn = "".join(f"h{dx * CELL}" if dx else f"v{dy * CELL}" for dx, dy in runs[:-1])
    return f"M{first[0] * CELL} {first[1] * CELL}{drawn}z"


def _right_turn(came: Cell, step: Cell) -> int:
    """How far right a step turns: keeps cells that touch at a corner in loops of their own."""
    return came[0] * step[1] - came[1] * step[0]


def _short(number: float) -> str:
    return f"{number:g}"


def _next(number: float) -> str:
    return f"{number:g}" if number < 0 else f" {number:g}"

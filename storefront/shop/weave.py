"""The woven map: one stitch a district, one patch a State, drawn as inline SVG that needs no script.

A district's cell is ten units wide. Its stitch lies across on even cells and along on odd ones, like a plain
weave, in the colour of the thread it is best known for, or of its step in a layer. Pure: the same stitches give the
same drawing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

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
    stitches: Iterable[Stitch],
    href: Callable[[str], str],
    label: str,
    names: Mapping[str, str],
    *,
    colours: Mapping[str, str] | None = None,
    sums: Mapping[str, str] | None = None,
) -> Markup:
    """The map of all States: each a link (`href` of its slug) titled with its name (`names` by slug) and a figure.

    `colours` are classes by district instead of its thread's; `sums` what to say of a State instead of how many
    districts it has.
    """
    by_state: dict[str, list[Stitch]] = defaultdict(list)
    for stitch in sorted(stitches, key=lambda s: (s.row, s.column)):
        by_state[stitch.state_slug].append(stitch)
    columns = max(s.column for ss in by_state.values() for s in ss) + 1
    rows = max(s.row for ss in by_state.values() for s in ss) + 1
    links = "".join(
        _state(stitched, href(slug), names[slug], (sums or {}).get(slug, str(len(stitched))), colours)
        for slug, stitched in by_state.items()
    )
    return Markup(  # noqa: S704 - numbers of ours; names and addresses are escaped
        f'<svg viewBox="-2 -2 {columns * CELL + 4} {rows * CELL + 4}" role="group" aria-label="{escape(label)}">'
        f"{links}</svg>"
    )


def bordering(stitches: Iterable[Stitch], slug: str) -> set[str]:
    """The States whose patches share an edge with that of State `slug`: the cloth keeps India's own borders."""
    state_at = {(s.column, s.row): s.state_slug for s in stitches}
    beside = [
        (column + dx, row + dy)
        for (column, row), state in state_at.items()
        if state == slug
        for dx, dy in ((1, 0), (-1, 0), (0, 1), (0, -1))
    ]
    return {state_at[cell] for cell in beside if cell in state_at} - {slug}


def patch(
    stitches: Sequence[Stitch],
    here: str | Collection[str],
    href: Callable[[str], str],
    label: str,
    *,
    threads: bool = False,
) -> Markup:
    """One State, each district a link, those with a slug in `here` lit; with `threads` each in its own colour."""
    lit = {here} if isinstance(here, str) else set(here)
    alone = isinstance(here, str)
    left, top = min(s.column for s in stitches), min(s.row for s in stitches)
    moved = {(s.column - left, s.row - top): s for s in sorted(stitches, key=lambda s: (s.row, s.column))}
    wide, tall = max(c for c, _ in moved) + 1, max(r for _, r in moved) + 1
    links = "".join(
        f'<a href="{escape(href(s.district_slug))}"'
        f"{' aria-current=page' if alone and s.district_slug in lit else ''}>"
        f"<title>{escape(s.district_name)}</title>"
        f'<path class="g" d="M{c * CELL} {r * CELL}h{CELL}v{CELL}h-{CELL}z"/>'
        f'<path class="{_thread(s) if threads else "m" if s.district_slug in lit else "o"}" '
        f'd="{_stitched([(c, r)], (left + top) % 2)}"/></a>'
        for (c, r), s in moved.items()
    )
    return Markup(  # noqa: S704 - as above
        f'<svg class="patch" viewBox="-1 -1 {wide * CELL + 2} {tall * CELL + 2}" role="group" '
        f'aria-label="{escape(label)}">'
        f'<path class="g0" d="{_outline(list(moved))}"/>{links}</svg>'
    )


def _thread(stitch: Stitch) -> str:
    return f"k-{stitch.thread}"


def _state(
    stitched: list[Stitch], href: str, name: str, figure: str, colours: Mapping[str, str] | None
) -> str:
    by_thread: dict[str, list[Cell]] = defaultdict(list)
    for stitch in stitched:
        css = THREADS[stitch.thread] if colours is None else colours[stitch.district_slug]
        by_thread[css].append((stitch.column, stitch.row))
    order = sorted(by_thread, key=None if colours else [*THREADS.values()].index)
    threads = "".join(f'<path class="{css}" d="{_stitched(by_thread[css])}"/>' for css in order)
    ground = _outline([(s.column, s.row) for s in stitched])
    title = f"{escape(name)}, {escape(figure)}"
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

"""The outlines of districts, drawn: shapes for the map's page, boxes to zoom to, and the same as GeoJSON.

Read from `district_outlines.json`, whose paths are of whole and tenth units in an Albers equal-area projection. The
outer boundary and the State shapes are the source's own; a part without a district is drawn and never linked.
"""

from __future__ import annotations

import json
import re
from functools import cache
from math import asin, atan2, cos, degrees, hypot, radians, sin, sqrt
from pathlib import Path
from typing import Any, NamedTuple

from people.rules.places import slug

FILE = Path(__file__).parents[1] / "data" / "district_outlines.json"
POINT_HALF = 4.0  # half the side of the box around a district that is drawn as a point only
SLACK = 3.0  # units, about 9 km: how far off a simplified border may be
NEW_REACH = 30.0  # units, about 90 km: a new district of which only a point is known
_NUMBER = re.compile(r"-?(?:\d+\.?\d*|\.\d+)")

Point = tuple[float, float]
Ring = list[Point]


class Box(NamedTuple):
    """A rectangle in the map's own units; y grows downwards."""

    left: float
    top: float
    right: float
    bottom: float


class Outline(NamedTuple):
    """One district as it is drawn. `path` is empty for a new district that has only an approximate point."""

    key: str
    state: str
    district: str
    lgd_code: int | None
    kind: str
    x: float
    y: float
    tiny: bool
    path: str
    box: Box


class Outlines(NamedTuple):
    """The whole map: every district, the lines between States, the outer boundary, and whom to name."""

    attribution: str
    width: int
    height: int
    districts: tuple[Outline, ...]
    state_borders: str
    outline: str
    by_code: dict[int, Outline]
    by_name: dict[tuple[str, str], Outline]

    def of(self, state: str, district: str, lgd_code: int | None) -> Outline | None:
        """Return the outline of a district: by LGD code, else by the names of State and district."""
        if lgd_code is not None and lgd_code in self.by_code:
            return self.by_code[lgd_code]
        return self.by_name.get((state, district))


@cache
def outlines() -> Outlines:
    """Return the map, read from its file once a process."""
    told = json.loads(FILE.read_text(encoding="utf-8"))
    drawn = tuple(
        [_outline(one) for one in told["districts"]] + [_point(one) for one in told["new_districts"]]
    )
    linked = [one for one in drawn if one.kind != "no_district"]
    _, _, width, height = map(int, told["viewBox"].split())
    return Outlines(
        attribution=told["attribution"],
        width=width,
        height=height,
        districts=drawn,
        state_borders=told["state_borders"],
        outline=told["outline"],
        by_code={one.lgd_code: one for one in linked if one.lgd_code is not None},
        by_name={(one.state, one.district): one for one in linked},
    )


def drawing() -> bytes:
    """Return all shapes as one SVG file; a page draws each by its key (`#d319`), so the file is kept for ever."""
    known = outlines()
    shapes = "".join(
        f'<path id="{one.key}" fill-rule="evenodd" d="{one.path}"/>' for one in known.districts if one.path
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {known.width} {known.height}">'
        f"<desc>{known.attribution}</desc><defs>{shapes}"
        f'<path id="borders" d="{known.state_borders}"/><path id="edge" d="{known.outline}"/></defs></svg>'
    ).encode()


@cache
def geometry(key: str) -> str:
    """Return the GeoJSON geometry of one outline as text: a MultiPolygon, or a Point for a new district.

    Longitudes and latitudes are WGS 84 to three decimals (about 100 m), finer than the simplified source.
    """
    one = next(each for each in outlines().districts if each.key == key)
    if not one.path:
        return json.dumps({"type": "Point", "coordinates": _on_earth(one.x, one.y)}, separators=(",", ":"))
    polygons = [
        [[_on_earth(x, y) for x, y in (*ring, ring[0])] for ring in part] for part in _parts(one.path)
    ]
    return json.dumps({"type": "MultiPolygon", "coordinates": polygons}, separators=(",", ":"))


def around(boxes: list[Box], margin: float = 0.06) -> Box:
    """Return the box around several, with a margin on each side in parts of the longer side."""
    left, top = min(box.left for box in boxes), min(box.top for box in boxes)
    right, bottom = max(box.right for box in boxes), max(box.bottom for box in boxes)
    edge = margin * max(right - left, bottom - top)
    return Box(left - edge, top - edge, right + edge, bottom + edge)


def rings(path: str) -> list[Ring]:
    """Return the closed lines of a path that is written with M, relative l and z only."""
    found: list[Ring] = []
    for part in path.split("M")[1:]:
        numbers = [float(number) for number in _NUMBER.findall(part)]
        x, y = numbers[0], numbers[1]
        ring = [(x, y)]
        for dx, dy in zip(numbers[2::2], numbers[3::2], strict=True):
            x, y = x + dx, y + dy
            ring.append((x, y))
        found.append(ring)
    return found


def _outline(one: dict[str, Any]) -> Outline:
    points = [point for ring in rings(one["d"]) for point in ring]
    xs, ys = [x for x, _ in points], [y for _, y in points]
    code = one["lgd_district_code"]
    name = one["district"] or ""
    return Outline(
        key=f"d{code}" if code else f"d-{slug(one['state'])}-{slug(name)}".rstrip("-"),
        state=one["state"],
        district=name,
        lgd_code=code,
        kind=one.get("kind", "district"),
        x=one["c"][0],
        y=one["c"][1],
        tiny=one.get("tiny", False),
        path=one["d"],
        box=Box(min(xs), min(ys), max(xs), max(ys)),
    )


def _point(one: dict[str, Any]) -> Outline:
    x, y = one["c"]
    return Outline(
        key=f"d-{slug(one['state'])}-{slug(one['district'])}",
        state=one["state"],
        district=one["district"],
        lgd_code=None,
        kind="new",
        x=x,
        y=y,
        tiny=True,
        path="",
        box=Box(x - POINT_HALF, y - POINT_HALF, x + POINT_HALF, y + POINT_HALF),
    )


def _parts(path: str) -> list[list[Ring]]:
    """Sort rings into polygons: a ring whose first point lies in an odd number of others is a hole."""
    all_rings = rings(path)
    inside = [
        [other for other in all_rings if other is not ring and _holds(other, ring[0])] for ring in all_rings
    ]
    outer = [ring for ring, around_it in zip(all_rings, inside, strict=True) if len(around_it) % 2 == 0]
    parts = [[ring] for ring in outer]
    for ring, around_it in zip(all_rings, inside, strict=True):
        if len(around_it) % 2:
            next(part for part in parts if part[0] in around_it).append(ring)
    return parts


def _holds(ring: Ring, point: Point) -> bool:
    """Whether a ring goes around a point (even-odd rule)."""
    x, y = point
    crossed = False
    for (x1, y1), (x2, y2) in zip(ring, (*ring[1:], ring[0]), strict=True):
        if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
            crossed = not crossed
    return crossed


def on_map(latitude: float, longitude: float) -> Point:
    """Return where a place on earth (degrees) lies on the map, in its units."""
    n, c, rho_0, east, scale, (dx, dy) = _projection()
    rho = sqrt(max(c - 2 * n * sin(radians(latitude)), 0.0)) / n
    theta = n * radians(longitude - east)
    return round(rho * sin(theta) * scale + dx, 1), round(dy - (rho_0 - rho * cos(theta)) * scale, 1)


def lies_in(one: Outline, latitude: float, longitude: float) -> bool:
    """Whether a place on earth (degrees) lies in a district, or so near that the simplified line may be wrong."""
    point = on_map(latitude, longitude)
    if not one.path:
        return hypot(point[0] - one.x, point[1] - one.y) <= NEW_REACH
    drawn = rings(one.path)
    if sum(_holds(ring, point) for ring in drawn) % 2:
        return True
    return any(hypot(point[0] - x, point[1] - y) <= SLACK for ring in drawn for x, y in ring)


def _on_earth(x: float, y: float) -> list[float]:
    """Undo the projection: map units to [longitude, latitude] in degrees, to three decimals."""
    n, c, rho_0, east, scale, (dx, dy) = _projection()
    u, v = (x - dx) / scale, (dy - y) / scale
    rho = sqrt(u * u + (rho_0 - v) ** 2)
    theta = atan2(u, rho_0 - v)
    latitude = degrees(asin((c - (rho * n) ** 2) / (2 * n)))
    return [round(east + degrees(theta / n), 3), round(latitude, 3)]


@cache
def _projection() -> tuple[float, float, float, float, float, Point]:
    """The constants of the Albers projection on the unit sphere: n, C, rho of origin, its meridian, scale, shift."""
    told = json.loads(FILE.read_text(encoding="utf-8"))["projection"]
    south, north = (radians(degree) for degree in told["standard_parallels"])
    east, origin = told["origin"]
    n = (sin(south) + sin(north)) / 2
    c = cos(south) ** 2 + 2 * n * sin(south)
    rho_0 = sqrt(c - 2 * n * sin(radians(origin))) / n
    dx, dy = told["translate"]
    return n, c, rho_0, east, told["scale"], (dx, dy)

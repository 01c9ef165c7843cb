"""The map: districts inside India's outline, coloured by a layer, near a State or all; and its table, CSV, GeoJSON."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from datetime import date
from typing import Any

from flask import abort, current_app, g, render_template, request, url_for
from flask_babel import gettext as _

from catalog.queries.clusters import clusters
from catalog.queries.facility import FacilityLine, facilities
from catalog.queries.history import kept_since
from catalog.rules.facility import FacilityKind
from catalog.rules.registry import Sector
from kit.clock import business_day
from people.models import State
from people.queries.outlines import geometry, on_map, outlines
from people.queries.places import state_by_slug, states
from storefront.access import public
from storefront.shop.choropleth import Dot, Shape, draw, shade_of, step_of, steps, zoom
from storefront.shop.days import as_of
from storefront.shop.layers import (
    MEANINGS,
    NAMES,
    Layer,
    Row,
    Sort,
    has_history,
    legend_of,
    rows_of,
    told,
)
from storefront.shop.open_files import open_file
from storefront.words import label

ROWS_SHOWN = 40
PLACES_SHOWN = 100
KEPT = ("layer", "state", "as_of")  # what a link to the same map in another order keeps of the address
COLUMNS = ("state", "district", "lgd_code", "layer", "value", "read_on")


@public
def show() -> Any:
    layer, sort, state, day = _asked(request.args.get("layer", Layer.SECTOR))
    rows = rows_of(layer, state.code if state else None, sort, day)
    floors = [] if layer is Layer.SECTOR else steps(row.figure for row in rows)
    shapes = _shapes(rows, floors)
    shown = rows if request.args.get("rows") == "all" else rows[:ROWS_SHOWN]
    asset = current_app.jinja_env.globals["asset"]
    title = _("Map of districts: each is a link")
    places = _places(layer, state, day)
    return render_template(
        "shop/map.html",
        map=draw(outlines(), shapes, asset("map.svg"), title, zoom(shapes) if state else None, _dots(places)),  # type: ignore[operator]
        attribution=outlines().attribution,
        layer=layer,
        layers=[(one, NAMES[one]) for one in Layer],
        name=NAMES[layer],
        meaning=MEANINGS[layer],
        legend=_legend(layer, rows, floors),
        state=state,
        states=states(g.session),
        rows=[(row, told(row)) for row in shown],
        total=len(rows),
        sort=sort,
        here={name: value for name, value in request.args.to_dict().items() if name in KEPT},
        day=day,
        kept=has_history(layer),
        since=kept_since(g.session) if day else None,
        facilities=places,
        clusters=clusters(g.session, state=state.code if state else None, day=day)
        if layer is Layer.CLUSTERS
        else [],
    )


@public
def layer_csv(layer: str) -> Any:
    chosen, sort, state, day = _asked(layer)
    page = io.StringIO()
    writer = csv.writer(page)
    writer.writerow(COLUMNS)
    for row in rows_of(chosen, state.code if state else None, sort, day):
        place = row.district
        writer.writerow(
            [
                place.state_name,
                place.name,
                place.lgd_code or "",
                chosen,
                row.value,
                (day or business_day(g.now)).isoformat(),
            ]
        )
    return open_file(page.getvalue(), "text/csv; charset=utf-8", f"{chosen}.csv")


@public
def layer_geojson(layer: str) -> Any:
    chosen, sort, state, day = _asked(layer)
    known = outlines()
    features = []
    for row in rows_of(chosen, state.code if state else None, sort, day):
        place = row.district
        drawn = known.of(place.state_name, place.name, place.lgd_code)
        facts = {
            "state": place.state_name,
            "district": place.name,
            "lgd_code": place.lgd_code,
            "layer": chosen,
            "value": row.value if row.sector else row.figure,
        }
        shape = geometry(drawn.key) if drawn else "null"
        features.append(
            f'{{"type":"Feature","properties":{json.dumps(facts, ensure_ascii=False)},"geometry":{shape}}}'
        )
    head = json.dumps(
        {"attribution": known.attribution, "read_on": (day or business_day(g.now)).isoformat()},
        ensure_ascii=False,
    )
    body = f'{{"type":"FeatureCollection",{head[1:-1]},"features":[{",".join(features)}]}}'
    return open_file(body, "application/geo+json", f"{chosen}.geojson")


@public
def places_geojson() -> Any:
    """Support places as points, each where its officer said, or in the middle of its district where nobody did."""
    features = []
    for one in facilities(g.session, day=as_of()):
        exact = one.latitude is not None
        facts = {
            "name": one.name,
            "kind": one.kind.value,
            "district": one.district_name,
            "state": one.state_name,
            "address": one.address,
            "capacity": one.capacity,
            "contact": one.contact,
            "pins": one.pins,
            "point": "given by the district office" if exact else "middle of the district",
            "entered_on": business_day(one.entered_at).isoformat(),
        }
        at = [one.longitude, one.latitude] if exact else [one.district_longitude, one.district_latitude]
        features.append(
            {"type": "Feature", "properties": facts, "geometry": {"type": "Point", "coordinates": at}}
        )
    told = {"type": "FeatureCollection", "read_on": business_day(g.now).isoformat(), "features": features}
    return open_file(json.dumps(told, ensure_ascii=False), "application/geo+json", "places.geojson")


def _asked(layer: str) -> tuple[Layer, Sort, State | None, date | None]:
    """The layer, order, State and day that the address names; 404 for one that is not there.

    A layer that keeps no history is today's whatever the day: its page says so.
    """
    sort, slug = request.args.get("sort", Sort.STATE), request.args.get("state", "")
    if layer not in set(Layer) or sort not in set(Sort):
        abort(404)
    state = (state_by_slug(g.session, slug) or abort(404)) if slug else None
    day = as_of()
    return Layer(layer), Sort(sort), state, day if has_history(Layer(layer)) else None


def _places(layer: Layer, state: State | None, day: date | None) -> list[FacilityLine]:
    """The single places that a layer shows: of support places all, of courier reach the couriers."""
    if layer not in (Layer.INFRASTRUCTURE, Layer.COURIER):
        return []
    kind = FacilityKind.COURIER_REACH if layer is Layer.COURIER else None
    code = state.code if state else None
    return facilities(g.session, state=code, day=day, kind=kind, limit=PLACES_SHOWN)


def _shapes(rows: list[Row], floors: list[int]) -> list[Shape]:
    known = outlines()
    shapes = []
    for row in rows:
        place = row.district
        drawn = known.of(place.state_name, place.name, place.lgd_code)
        if drawn is not None:
            css = f"k-{row.sector}" if row.sector else f"s{shade_of(step_of(row.figure, floors), floors)}"
            href = url_for(".district", slug=place.slug)
            shapes.append(Shape(drawn, href, css, f"{place.name}, {place.state_name}: {told(row)}"))
    return sorted(shapes, key=lambda shape: shape.outline.tiny)  # dots lie on top of what is around them


def _legend(layer: Layer, rows: list[Row], floors: list[int]) -> list[tuple[str, str, int]]:
    """Class, words and number of districts of each colour."""
    if layer is Layer.SECTOR:
        return [
            (f"k-{one}", str(label(one)), count)
            for one in Sector
            if (count := sum(row.sector is one for row in rows))
        ]
    counts = Counter(step_of(row.figure, floors) for row in rows)
    return [
        (f"s{shade_of(step, floors)}", words, counts[step]) for step, words in enumerate(legend_of(floors))
    ]


def _dots(places: list[FacilityLine]) -> list[Dot]:
    """A dot where an officer gave a place's point; else a ring in the middle of its district, which is all we know."""
    known = outlines()
    dots = []
    for one in places:
        title = f"{one.name}, {label(one.kind)}"
        href = f"#place-{one.id}"
        if one.latitude is not None and one.longitude is not None:
            dots.append(Dot(*on_map(one.latitude, one.longitude), True, title, href))
        elif (home := known.of(one.state_name, one.district_name, one.lgd_code)) is not None:
            title = _("%(place)s: somewhere in %(district)s", place=title, district=one.district_name)
            dots.append(Dot(home.x, home.y, False, title, href))
    return dots

"""The map: districts inside India's outline, coloured by a layer, near a State or all; and its table, CSV, GeoJSON."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

from flask import Response, abort, current_app, g, render_template, request, url_for
from flask_babel import gettext as _

from catalog.queries.facility import facilities
from catalog.rules.registry import Sector
from people.models import State
from people.queries.outlines import geometry, outlines
from people.queries.places import state_by_slug, states
from storefront.access import public
from storefront.shop.choropleth import Shape, draw, step_of, steps, zoom
from storefront.shop.layers import MEANINGS, NAMES, Layer, Row, Sort, rows_of, told
from storefront.words import label

ROWS_SHOWN = 40
PLACES_SHOWN = 100
COLUMNS = ("state", "district", "lgd_code", "layer", "value", "read_on")


@public
def show() -> Any:
    layer, sort, state = _asked(request.args.get("layer", Layer.SECTOR))
    rows = rows_of(layer, state.code if state else None, sort)
    floors = [] if layer is Layer.SECTOR else steps(row.figure for row in rows)
    shapes = _shapes(rows, floors)
    shown = rows if request.args.get("rows") == "all" else rows[:ROWS_SHOWN]
    asset = current_app.jinja_env.globals["asset"]
    title = _("Map of districts: each is a link")
    return render_template(
        "shop/map.html",
        map=draw(outlines(), shapes, asset("map.svg"), title, zoom(shapes) if state else None),  # type: ignore[operator]
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
        here={name: value for name, value in request.args.to_dict().items() if name in {"layer", "state"}},
        facilities=facilities(g.session, state=state.code if state else None, limit=PLACES_SHOWN)
        if layer is Layer.INFRASTRUCTURE
        else [],
    )


@public
def layer_csv(layer: str) -> Any:
    chosen, sort, state = _asked(layer)
    page = io.StringIO()
    writer = csv.writer(page)
    writer.writerow(COLUMNS)
    for row in rows_of(chosen, state.code if state else None, sort):
        place = row.district
        writer.writerow(
            [place.state_name, place.name, place.lgd_code or "", chosen, row.value, g.now.date().isoformat()]
        )
    return _file(page.getvalue(), "text/csv; charset=utf-8", f"{chosen}.csv")


@public
def layer_geojson(layer: str) -> Any:
    chosen, sort, state = _asked(layer)
    known = outlines()
    features = []
    for row in rows_of(chosen, state.code if state else None, sort):
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
        {"attribution": known.attribution, "read_on": g.now.date().isoformat()}, ensure_ascii=False
    )
    body = f'{{"type":"FeatureCollection",{head[1:-1]},"features":[{",".join(features)}]}}'
    return _file(body, "application/geo+json", f"{chosen}.geojson")


def _asked(layer: str) -> tuple[Layer, Sort, State | None]:
    """The layer, order and State that the address names; 404 for one that is not there."""
    sort, slug = request.args.get("sort", Sort.STATE), request.args.get("state", "")
    if layer not in set(Layer) or sort not in set(Sort):
        abort(404)
    state = (state_by_slug(g.session, slug) or abort(404)) if slug else None
    return Layer(layer), Sort(sort), state


def _shapes(rows: list[Row], floors: list[int]) -> list[Shape]:
    known = outlines()
    shapes = []
    for row in rows:
        place = row.district
        drawn = known.of(place.state_name, place.name, place.lgd_code)
        if drawn is not None:
            css = f"k-{row.sector}" if row.sector else f"s{step_of(row.figure, floors)}"
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
    words = [_("none")]
    for place, floor in enumerate(floors):
        if place + 1 == len(floors):
            words.append(_("%(least)d and more", least=floor))
        elif floors[place + 1] - 1 == floor:
            words.append(str(floor))
        else:
            words.append(_("%(least)d to %(most)d", least=floor, most=floors[place + 1] - 1))
    counts = [sum(step_of(row.figure, floors) == step for row in rows) for step in range(len(words))]
    return [(f"s{step}", words[step], counts[step]) for step in range(len(words))]


def _file(body: str, kind: str, name: str) -> Response:
    answer = Response(body, content_type=kind)
    answer.headers["Content-Disposition"] = f'inline; filename="{name}"'
    answer.headers["Access-Control-Allow-Origin"] = "*"
    answer.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return answer

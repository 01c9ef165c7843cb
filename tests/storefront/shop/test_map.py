"""The map: districts inside India's outline, coloured by a layer, with the same rows as table, CSV and GeoJSON."""

from __future__ import annotations

import csv
import io
import json
import re
from datetime import timedelta
from typing import Any

import brotli
import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event
from sqlalchemy.orm import Session

from catalog.actions.facility import FacilityFacts, enter_facility
from catalog.errors import FacilityFieldsWrong
from catalog.models import Facility
from catalog.rules.facility import FacilityKind
from kit.clock import business_day, now
from people.models import District
from people.queries.outlines import _on_earth, geometry, lies_in, on_map, outlines, rings
from storefront.shop.browse import HOME_LAYERS
from storefront.shop.choropleth import shade_of, step_of, steps
from storefront.shop.layers import Layer, has_history
from tests.makers import BANKURA, a_person, a_world
from tests.sales import on_sale


@pytest.fixture
def world(session: Session) -> Session:
    a_world(session)
    return session


@pytest.mark.parametrize("layer", list(Layer))
def test_every_layer_has_its_map_and_the_same_rows_as_table_csv_and_geojson(
    client: FlaskClient, world: Session, layer: Layer
):
    on_sale(world)
    page = client.get(f"/map?layer={layer}&rows=all")
    assert page.status_code == 200
    rows = list(csv.DictReader(io.StringIO(client.get(f"/map/{layer}.csv").text)))
    features = json.loads(client.get(f"/map/{layer}.geojson").text)["features"]
    places = [row["district"] for row in rows]
    assert places == [one["properties"]["district"] for one in features] == ["Leh", "Jaipur", "Bankura"]
    table = page.text[page.text.index('class="m-table"') :]
    assert re.findall(r'<td><a href="/d/\w+">(\w+)</a>', table) == places
    assert [row["value"] for row in rows] == [str(one["properties"]["value"]) for one in features]
    linked = page.text[page.text.index("data-map") : page.text.index("</figure>")]
    assert set(re.findall(r'<a href="/d/(\w+)"', linked)) == {"leh", "jaipur", "bankura"}


def test_the_map_names_whose_boundaries_it_shows(client: FlaskClient, world: Session):
    page = client.get("/map").text
    assert "© 2025 ADARV (MIT License)" in page
    assert "GODL-India" in page


def test_a_state_is_looked_at_from_near(client: FlaskClient, world: Session):
    far, near = (
        re.search(r'class="land" viewBox="([^"]+)"', client.get(path).text)[1]  # type: ignore[index]
        for path in ("/map", "/map?state=west-bengal")
    )
    assert far == "0 0 1000 1168"
    assert float(near.split()[2]) < 60


def test_the_table_is_sorted_as_the_address_says(client: FlaskClient, world: Session):
    on_sale(world)
    told = client.get("/map/listings.csv?sort=figure").text.splitlines()[1]
    assert told.split(",")[1] == "Bankura"
    assert 'aria-sort="descending"' in client.get("/map?layer=listings&sort=figure").text


@pytest.mark.parametrize(
    "path",
    [
        "/map?layer=gold",
        "/map?state=nowhere",
        "/map?sort=up",
        "/map/gold.csv",
        "/map/gi.geojson?state=nowhere",
    ],
)
def test_a_layer_or_place_that_is_not_there_is_a_404(client: FlaskClient, world: Session, path: str):
    assert client.get(path).status_code == 404


def test_the_map_of_all_districts_and_its_drawing_are_small(client: FlaskClient, app: Flask, world: Session):
    asset: Any = app.jinja_env.globals["asset"]
    with client.get(asset("map.svg"), headers={"Accept-Encoding": "br"}) as drawing:
        assert "immutable" in drawing.headers["Cache-Control"]
        assert len(drawing.data) <= 75_000
    page = client.get("/map?rows=all")
    assert len(brotli.compress(page.data, quality=5)) < 12_000


def test_a_layer_asks_the_database_a_few_times(client: FlaskClient, world: Session, engine: Any):
    asked: list[str] = []
    event.listen(engine, "before_cursor_execute", lambda *a: asked.append(a[2]))
    for layer in Layer:
        asked.clear()
        client.get(f"/map?layer={layer}")
        assert len([one for one in asked if one.lstrip().startswith(("SELECT", "WITH"))]) <= 5, layer


def test_the_part_without_a_district_is_drawn_and_never_linked(client: FlaskClient, world: Session):
    part = next(one for one in outlines().districts if one.kind == "no_district")
    page = client.get("/map").text
    assert f'#{part.key}"/>' in page
    assert part not in outlines().by_name.values()


def test_a_new_district_is_a_point():
    point = outlines().of("Haryana", "Hansi", None)
    assert point is not None
    assert json.loads(geometry(point.key))["type"] == "Point"


def test_every_outline_lies_within_india_and_closes():
    for one in outlines().districts:
        told = json.loads(geometry(one.key))
        if told["type"] == "Point":
            continue
        for part in told["coordinates"]:
            for ring in part:
                assert ring[0] == ring[-1]
                assert all(68 < lon < 97.6 and 6 < lat < 37.2 for lon, lat in ring), one.key


def test_a_path_is_read_as_rings_of_points():
    assert rings("M1,2l3 .5-1 1zM0,0l1 0 0 1z") == [
        [(1, 2), (4, 2.5), (3, 3.5)],
        [(0, 0), (1, 0), (1, 1)],
    ]


@pytest.mark.parametrize(
    ("figures", "floors"),
    [
        ([], []),
        ([0, 0], []),
        ([1, 1, 1], [1]),
        ([4, 0], [1, 3]),
        ([1, 1, 2, 1, 3], [1, 2, 3]),
        ([1] * 99 + [2, 3, 4, 5, 6, 7, 8], [1, 2, 3, 5]),
        (range(1, 101), [1, 20, 50]),
    ],
)
def test_colour_steps_are_round_and_at_most_five(figures: Any, floors: list[int]):
    assert steps(figures) == floors
    assert len(floors) <= 5


def test_a_figure_has_the_highest_step_it_reaches():
    assert [shade_of(step, [1]) for step in (0, 1)] == [0, 5]
    assert [shade_of(step, [1, 3, 10]) for step in range(4)] == [0, 2, 4, 5]
    assert [shade_of(step, [1, 2, 3, 5, 10]) for step in range(6)] == [0, 1, 2, 3, 4, 5]
    assert shade_of(0, []) == 0
    assert [step_of(figure, [1, 3, 10]) for figure in (0, 1, 2, 3, 9, 10, 99)] == [0, 1, 1, 2, 2, 3, 3]


def a_place(session: Session, **change: Any) -> Facility:
    facts: dict[str, Any] = {
        "kind": FacilityKind.TESTING_LAB,
        "name": "Dye lab",
        "address": "Station Road 4, Bankura",
        "capacity": "",
        "contact": "1800 000 000",
    }
    district = session.get_one(District, BANKURA)
    by = a_person(session, change.pop("by", "Farida")).id
    return enter_facility(session, district, FacilityFacts(**{**facts, **change}), by=by, at=now())


def test_a_place_has_a_dot_where_it_is_and_a_ring_where_only_its_district_is_known(
    client: FlaskClient, world: Session
):
    drawn = outlines().of("West Bengal", "Bankura", BANKURA)
    assert drawn is not None
    [longitude, latitude] = _on_earth(drawn.x, drawn.y)
    exact = a_place(world, name="Exact lab", point=(latitude, longitude))
    vague = a_place(world, name="Vague lab", by="Gopal")
    page = client.get("/map?layer=infrastructure").text
    assert f'href="#place-{exact.id}" class="dot"' in page
    assert f'href="#place-{vague.id}" class="ring"' in page
    assert "Vague lab, Testing lab: somewhere in Bankura" in page
    for place in (exact, vague):
        assert f'id="place-{place.id}"' in page
    told = json.loads(client.get("/map/places.geojson").text)["features"]
    assert {one["properties"]["point"] for one in told} == {
        "given by the district office",
        "middle of the district",
    }
    assert [longitude, latitude] in [one["geometry"]["coordinates"] for one in told]
    assert 'class="dots"' not in client.get("/map?layer=gi").text


def test_a_point_comes_to_lie_inside_its_district():
    for one in outlines().districts:
        if one.path and not one.tiny:
            [longitude, latitude] = _on_earth(one.x, one.y)
            x, y = on_map(latitude, longitude)
            assert abs(x - one.x) < 0.2
            assert abs(y - one.y) < 0.2


def test_courier_reach_counts_each_code_where_it_lies(client: FlaskClient, world: Session):
    a_place(world, kind=FacilityKind.COURIER_REACH, name="Round one", pins=["722101", "722102"])
    a_place(world, kind=FacilityKind.COURIER_REACH, name="Round two", pins=["722101"], by="Gopal")
    rows = csv.DictReader(io.StringIO(client.get("/map/courier.csv").text))
    assert {row["district"]: row["value"] for row in rows}["Bankura"] == "2"
    assert "Round two" in client.get("/map?layer=courier").text


def test_a_layer_with_history_is_read_as_of_a_day_and_others_say_they_have_none(
    client: FlaskClient, world: Session
):
    a_place(world)
    yesterday = business_day(now()) - timedelta(days=1)
    for layer in Layer:
        page = client.get(f"/map?layer={layer}&as_of={yesterday}").text
        assert ("This layer keeps no history" in page) is not has_history(layer), layer
        assert ("As the registry had it on" in page) is has_history(layer), layer
        told = client.get(f"/map/{layer}.csv?as_of={yesterday}").text.splitlines()[1]
        assert (yesterday.isoformat() in told) is has_history(layer), layer
    for day, value in (("", "1"), (f"?as_of={yesterday}", "0")):
        rows = csv.DictReader(io.StringIO(client.get(f"/map/infrastructure.csv{day}").text))
        assert {row["district"]: row["value"] for row in rows}["Bankura"] == value


@pytest.mark.parametrize("layer", HOME_LAYERS)
def test_the_cloth_of_the_front_page_takes_the_colours_of_a_layer(
    client: FlaskClient, world: Session, layer: Layer
):
    on_sale(world)
    for column, district in enumerate(world.query(District)):
        district.map_column, district.map_row = column, 0
    world.flush()
    page = client.get(f"/?layer={layer}").text
    figure = page[page.index('class="map"') : page.index("</figure>")]
    assert figure.count('class="z') >= 3
    assert "Schematic, not to scale." in figure
    assert f'href="/?layer={layer}#map" aria-current="true"' in figure
    assert "<title>West Bengal, " in figure
    assert len(brotli.compress(page.encode(), quality=5)) < 12_000


def test_a_layer_that_the_front_page_does_not_have_is_a_404(client: FlaskClient, world: Session):
    for word in ("gold", "sector"):
        assert client.get(f"/?layer={word}").status_code == 404


@pytest.mark.parametrize(
    ("point", "there"),
    [
        ((23.23, 87.07), True),
        ((87.07, 23.23), False),
        ((22.57, 88.36), False),
        ((0.0, 0.0), False),
        ((-91.0, 999.0), False),
    ],
)
def test_a_place_is_entered_in_the_district_where_its_point_lies(world: Session, point: Any, there: bool):
    bankura = outlines().of("West Bengal", "Bankura", 305)
    assert bankura is not None
    assert lies_in(bankura, *point) is there
    hansi = outlines().of("Haryana", "Hansi", None)
    assert hansi is not None
    assert lies_in(hansi, 29.1, 75.96), "a new district, of which a point is known"


def test_a_point_in_another_district_is_refused(world: Session):
    with pytest.raises(FacilityFieldsWrong) as refused:
        a_place(world, point=(8.1, 77.5))
    assert refused.value.details["faults"] == {"point": "far"}

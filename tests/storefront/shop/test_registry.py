"""Pages of registry products and GI goods, the registry as it was, and all of it as open data."""

from __future__ import annotations

import csv
import io
import json
from datetime import timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import event, select, text
from sqlalchemy.orm import Session

from catalog.models import DistrictProduct, GIGood
from catalog.queries.open_data import TABLES
from catalog.rules.registry import Confidence, GICategory, GITagged, Sector
from kit.clock import business_day, now
from tests.makers import BANKURA, a_listing, a_workshop, a_world


@pytest.fixture
def world(session: Session) -> Session:
    a_world(session)
    session.execute(text("SELECT setval(pg_get_serial_sequence('district_products', 'id'), 1000)"))
    return session


@pytest.fixture
def saree(world: Session) -> DistrictProduct:
    good = GIGood(
        list_serial_no=7, name="Baluchari Saree", category=GICategory.HANDICRAFT, state_codes=["19"]
    )
    world.add(good)
    world.flush()
    product = a_product("Baluchari saree", gi_good_id=good.id, gi_tagged=GITagged.YES)
    world.add_all([product, a_product("Shawl", source_lists=["inherited"], inherited=True, position=2)])
    world.flush()
    return product


def a_product(name: str, **change: Any) -> DistrictProduct:
    facts: dict[str, Any] = {
        "district_id": BANKURA,
        "name": name,
        "position": 1,
        "sector": Sector.TEXTILES,
        "source_lists": ["dpiit"],
        "source_note": "DPIIT",
        "inherited": False,
        "gi_tagged": GITagged.UNKNOWN,
        "craft_id": "cotton_saree",
        "craft_confidence": Confidence.HIGH,
    }
    return DistrictProduct(**{**facts, **change})


def test_a_product_has_a_page_with_its_source_makers_goods_and_neighbours(
    client: FlaskClient, world: Session, saree: DistrictProduct
):
    listing = a_listing(world, a_workshop(world), title="Swan saree")
    listing.district_product_id = saree.id
    world.flush()
    page = client.get(f"/products/{saree.id}-anything").text
    assert "as published in April 2026" in page
    assert f'href="/p/{listing.slug}"' in page
    assert f'href="/makers/{listing.artisan.slug}"' in page
    assert 'href="/gi/baluchari-saree"' in page
    assert 'href="/d/jaipur"' in page
    assert f'href="/products/{saree.id}-baluchari-saree"' in client.get("/d/bankura").text


def test_what_is_not_confirmed_says_so(client: FlaskClient, world: Session, saree: DistrictProduct):
    shawl = world.scalars(select(DistrictProduct).where(DistrictProduct.name == "Shawl")).one()
    assert "Not confirmed" in client.get(f"/products/{shawl.id}").text
    assert "Not confirmed" not in client.get(f"/products/{saree.id}").text


def test_a_gi_good_has_a_page(client: FlaskClient, world: Session, saree: DistrictProduct):
    page = client.get("/gi/baluchari-saree").text
    assert f'href="/products/{saree.id}-baluchari-saree"' in page
    assert "West Bengal" in page
    assert "October 2025" in page


def test_the_registry_is_shown_as_it_was(client: FlaskClient, world: Session, saree: DistrictProduct):
    today = business_day(now())
    yesterday = today - timedelta(days=1)
    assert "Baluchari saree" in client.get(f"/d/bankura?as_of={today}").text
    page = client.get(f"/d/bankura?as_of={yesterday}").text
    assert "As the registry had it on" in page
    assert "Our registry begins on" in page
    assert "Baluchari saree" not in page.split('id="goods"')[0].split("What it makes")[1]
    assert "did not have this product" in client.get(f"/products/{saree.id}?as_of={yesterday}").text


@pytest.mark.parametrize(
    "path",
    [
        "/products/0",
        "/products/x",
        "/products/999999999999999999999",
        "/gi/nothing",
        "/data/people.csv",
        "/data/people.json",
        "/d/bankura?as_of=2999-01-01",
        "/d/bankura?as_of=soon",
    ],
)
def test_what_is_not_there_is_a_404(client: FlaskClient, world: Session, path: str):
    assert client.get(path).status_code == 404


@pytest.mark.parametrize("name", TABLES)
def test_each_table_says_the_same_as_csv_and_json_with_its_columns_described(
    client: FlaskClient, world: Session, saree: DistrictProduct, name: str
):
    rows = list(csv.reader(io.StringIO(client.get(f"/data/{name}.csv").text)))
    told = json.loads(client.get(f"/data/{name}.json").text)
    assert rows[0] == [column.name for column in TABLES[name].columns]
    assert len(rows) - 1 == len(told)
    assert all(list(row) == rows[0] for row in told)
    keys = [row[TABLES[name].key] for row in told]
    assert len(set(keys)) == len(keys)


def test_the_datapackage_has_the_shape_that_frictionless_asks(client: FlaskClient, world: Session):
    told = json.loads(client.get("/data/datapackage.json").text)
    assert told["profile"] == "tabular-data-package"
    assert all(set(one) == {"name", "title", "path"} for one in told["licenses"])
    by_name = {resource["name"]: resource for resource in told["resources"]}
    kinds = {"string", "integer", "number", "boolean", "date"}
    for name, resource in by_name.items():
        assert resource["profile"] == "tabular-data-resource"
        assert client.get(f"/data/{resource['path']}").status_code == 200
        fields = {field["name"]: field["type"] for field in resource["schema"]["fields"]}
        assert set(fields.values()) <= kinds
        assert set(resource["schema"]["primaryKey"]) <= set(fields), name
        for foreign in resource["schema"]["foreignKeys"]:
            other = by_name[foreign["reference"]["resource"]]["schema"]
            assert set(foreign["fields"]) <= set(fields)
            assert foreign["reference"]["fields"] == other["primaryKey"]


def test_the_pages_ask_the_database_a_few_times(
    client: FlaskClient, world: Session, saree: DistrictProduct, engine: Any
):
    asked: list[str] = []
    event.listen(engine, "before_cursor_execute", lambda *a: asked.append(a[2]))
    for path, most in (
        (f"/products/{saree.id}", 16),
        ("/gi/baluchari-saree", 11),
        ("/states/west-bengal", 12),
        ("/crafts/weaves", 12),
        ("/data/products.csv", 1),
        ("/data/districts/bankura.json", 10),
    ):
        asked.clear()
        assert client.get(path).status_code == 200
        assert len([one for one in asked if one.lstrip().startswith("SELECT")]) <= most, path


ITEM_PAGES = {
    "states/west-bengal": "/states/west-bengal",
    "districts/bankura": "/d/bankura",
    "families/weaves": "/crafts/weaves",
    "gi-goods/baluchari-saree": "/gi/baluchari-saree",
}


@pytest.mark.parametrize("item", [*ITEM_PAGES, "products"])
def test_each_item_says_the_same_on_its_page_as_csv_and_as_json(
    client: FlaskClient, world: Session, saree: DistrictProduct, item: str
):
    listing = a_listing(world, a_workshop(world), title="Swan saree")
    listing.district_product_id = saree.id
    world.flush()
    page = ITEM_PAGES.get(item, f"/products/{saree.id}-baluchari-saree")
    item = item if "/" in item else f"products/{saree.id}-baluchari-saree"
    html = client.get(page).text
    for kind, media in (("json", "application/json"), ("csv", "text/csv")):
        assert f'<link rel="alternate" type="{media}" href="/data/{item}.{kind}">' in html
    told = json.loads(client.get(f"/data/{item}.json").text)
    rows = list(csv.DictReader(io.StringIO(client.get(f"/data/{item}.csv").text)))
    assert told["page"].endswith(page)
    assert told["sources"]
    assert [row["name"] for row in rows if row["part"] == "listing"] == ["Swan saree"]
    assert [row["name"] for row in rows if row["part"] == "maker"] == [listing.artisan.name]
    for part in {row["part"] for row in rows} - {"fact"}:
        assert [row["name"] for row in rows if row["part"] == part] == [one["name"] for one in told[part]]
    assert {row["name"] for row in rows if row["part"] == "fact"} == set(told["facts"])
    for row in rows:
        if row["address"] and row["part"] != "listing":
            assert client.get(row["address"]).status_code == 200, row


def test_an_item_is_read_as_of_a_day(client: FlaskClient, world: Session, saree: DistrictProduct):
    yesterday = business_day(now()) - timedelta(days=1)
    told = json.loads(client.get(f"/data/districts/bankura.json?as_of={yesterday}").text)
    assert told["as_of"] == yesterday.isoformat()
    assert "product" not in told
    assert client.get(f"/data/products/{saree.id}.json?as_of={yesterday}").status_code == 404


@pytest.mark.parametrize(
    "path",
    [
        "/data/states/nowhere.json",
        "/data/districts/nowhere.csv",
        "/data/products/0.json",
        "/data/products/x.json",
        "/data/families/nothing.csv",
        "/data/gi-goods/nothing.json",
        "/data/clusters/nothing.json",
        "/data/people/asha.json",
        "/data/districts/bankura.json?as_of=soon",
        "/clusters/nothing",
        "/states/west-bengal?as_of=2999-01-01",
    ],
)
def test_an_item_that_is_not_there_is_a_404(client: FlaskClient, world: Session, path: str):
    assert client.get(path).status_code == 404


def test_the_datapackage_says_where_each_item_stands(
    client: FlaskClient, world: Session, saree: DistrictProduct
):
    told = json.loads(client.get("/data/datapackage.json").text)
    for resource in told["resources"]:
        for kind, path in resource.get("items", {}).items():
            [row, *_rest] = json.loads(client.get(f"/data/{resource['name']}.json").text) or [None]
            if row is not None:
                assert client.get("/data/" + path.format(**row)).status_code == 200, path
                assert path.endswith(kind)
    named = {resource["name"] for resource in told["resources"] if "items" in resource}
    assert named == {"states", "districts", "products", "families", "gi-goods", "clusters"}


def test_a_state_is_shown_as_it_was(client: FlaskClient, world: Session, saree: DistrictProduct):
    today = business_day(now())
    assert "Baluchari saree" in client.get("/states/west-bengal").text
    assert "Baluchari saree" in client.get(f"/states/west-bengal?as_of={today}").text
    page = client.get(f"/states/west-bengal?as_of={today - timedelta(days=1)}").text
    assert "As the registry had it on" in page
    assert "Baluchari saree" not in page.split('id="districts"')[1].split('id="goods"')[0]


def test_every_page_of_the_registry_names_its_sources_and_says_when_there_is_no_story(
    client: FlaskClient, world: Session, saree: DistrictProduct
):
    for page in (*ITEM_PAGES.values(), f"/products/{saree.id}"):
        text_of = client.get(page).text
        assert "What is known" in text_of, page
        assert "Sources:" in text_of, page
        assert "No story with a source has been entered yet." in text_of, page

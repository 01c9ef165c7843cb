"""What programs read and do: the registry, makers, goods, the search, their own workshop."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

import kit.db
from people.actions import disable_person, make_api_key
from people.models import Person
from people.rules import ApiScope
from storefront import edge
from storefront.api import asking
from storefront.api.openapi import contract
from storefront.app import create_app
from storefront.edge import limiter
from tests.makers import AT, a_listing, a_person, a_workshop
from tests.sales import on_sale

API = "/api/v1"
# What is made for people's eyes or for one machine alone, by the beginning of its endpoint: no part of the contract.
PAGES = (
    *(
        "shop.",
        "door.",
        "workshop.",
        "mall_desk.",
        "district_desk.",
        "admin.",
        "state_desk.",
        "national_desk.",
    ),
    *("health.", "media.", "feeds.", "static", "assets."),
    *("api.document", "api.docs", "api.stripe"),
)


def test_every_route_is_in_the_contract_or_a_page(app):
    told = contract(app)["paths"]
    for rule in app.url_map.iter_rules():
        path = re.sub(r"<(?:[^:<>]+:)?([^<>]+)>", r"{\1}", rule.rule)
        methods = {method.lower() for method in rule.methods - {"HEAD", "OPTIONS"}}
        if path in told:
            assert methods <= told[path].keys(), rule
        else:
            assert rule.endpoint.startswith(PAGES), f"{rule} is neither in the contract nor a page"


def test_the_contract_is_openapi_3_1_and_names_every_shape_it_uses(stranger):
    told = stranger.get(f"{API}/openapi.json")
    assert told.json["openapi"].startswith("3.1")
    used = set(re.findall(r"#/components/schemas/([\w.-]+)", told.text))
    assert used <= told.json["components"]["schemas"].keys()


def test_the_contract_can_be_read_as_a_page_without_a_script_of_others(stranger):
    page = stranger.get(f"{API}/docs")
    assert page.status_code == 200
    assert "GET /api/v1/search" in page.text
    assert not re.search(r'<script(?![^>]*src="/)', page.text)


def test_the_search_answers_with_what_its_finder_needs(stranger, good):
    told = stranger.get(f"{API}/search?q=bowl").json
    (item,) = told["items"]
    assert item["title"] == "Blue bowl with a fish"
    assert (item["slug"], item["district"], item["state"]) == (good.slug, "Bankura", "West Bengal")
    assert (item["craft"], item["product"], item["price_paise"]) == ("Cotton saree", None, 1_050_00)
    assert 0 < item["maker_gets_paise"] < item["price_paise"]
    assert told["facets"]["state"] == [{"value": "19", "name": "West Bengal", "count": 1}]
    assert told["next"] is None


def test_the_search_is_narrowed_by_the_values_its_facets_tell(stranger, session):
    on_sale(session, "Bina")
    told = stranger.get(f"{API}/search?q=bowl").json
    assert told["total"] == 2
    for facet in ("state", "district", "family"):
        for choice in told["facets"][facet]:
            narrowed = stranger.get(f"{API}/search", query_string={"q": "bowl", facet: choice["value"]}).json
            assert len(narrowed["items"]) == choice["count"] == 1, facet
    assert stranger.get(f"{API}/search?q=bowl&district=nowhere").json["items"] == []


def test_a_list_goes_on_after_its_last_row_and_ends(stranger, session):
    artisan = a_workshop(session)
    for number in ("one", "two", "six"):
        a_listing(session, artisan, title=f"Bowl number {number}")
    for path in ("listings?limit=2", "search?q=bowl&limit=2", "districts?limit=2", "crafts?limit=3"):
        seen, after, pages = [], None, 0
        while pages < 9:
            told = stranger.get(f"{API}/{path}" + (f"&after={after}" if after else "")).json
            seen += [item["slug"] for item in told["items"]]
            pages, after = pages + 1, told["next"]
            if after is None:
                break
        assert pages == 2, path
        assert len(seen) == len(set(seen)) >= 3, path


def test_a_listing_is_told_whole_and_a_draft_is_not_there(stranger, session, good):
    told = stranger.get(f"{API}/listings/{good.slug}").json
    assert told["variants"][0]["available"] == 3
    assert told["pictures"][0]["illustration"] is True
    assert told["url"].endswith(f"/p/{good.slug}")
    good.status = "withdrawn"
    session.flush()
    assert stranger.get(f"{API}/listings/{good.slug}").status_code == 404


def test_what_has_not_changed_is_not_sent_again(stranger, program, good):
    for asker in (stranger, program):
        first = asker.get(f"{API}/listings")
        tag = first.headers["ETag"]
        again = asker.get(f"{API}/listings", headers={"If-None-Match": tag})
        assert (again.status_code, again.data) == (304, b"")
        assert asker.get(f"{API}/makers", headers={"If-None-Match": tag}).status_code == 200


def test_what_depends_on_a_key_is_kept_by_nobody_else(stranger, program):
    assert "s-maxage" in stranger.get(f"{API}/listings").headers["Cache-Control"]
    answer = program.get(f"{API}/workshop/listings")
    assert answer.status_code == 200, answer.text
    assert answer.headers["Cache-Control"] == "private, no-cache"
    assert "Authorization" in answer.headers["Vary"]


@pytest.mark.parametrize(
    ("path", "method", "status"),
    [
        ("/nowhere", "get", 404),
        ("/listings/nothing", "get", 404),
        ("/listings", "post", 405),
        ("/search", "get", 422),
        ("/listings?limit=1000", "get", 422),
        ("/listings?limt=10", "get", 422),
        ("/listings?after=made-up", "get", 422),
        ("/search?q=%00", "get", 400),
        ("/workshop/listings", "get", 401),
        ("/workshop/variants/1/stock", "put", 401),
    ],
)
def test_every_error_is_a_problem(stranger, path, method, status):
    answer = getattr(stranger, method)(API + path)
    assert (answer.status_code, answer.mimetype) == (status, "application/problem+json")
    assert answer.json["status"] == status
    assert answer.json["request_id"] == answer.headers["X-Request-ID"]
    assert (status == 405) == ("Allow" in answer.headers)
    assert (status == 401) == ("WWW-Authenticate" in answer.headers)


def test_a_mistake_of_ours_is_a_problem_too_and_tells_nothing_of_it(stranger, monkeypatch):
    monkeypatch.setattr("storefront.api.registry.all_states", lambda _: 1 / 0)
    answer = stranger.get(f"{API}/states")
    assert (answer.status_code, answer.mimetype) == (500, "application/problem+json")
    assert "division" not in answer.text


@pytest.fixture
def measured(config, session):
    """An application as people have it, whose limits count (in the test's Redis)."""
    usual, bound = dict(vars(limiter)), dict(kit.db._factory.kw)
    app = create_app(replace(config, env="development"))
    kit.db._factory.kw.clear()
    kit.db._factory.kw.update(bound)
    with app.app_context():
        edge.db.engine.dispose()
    edge.db._app_engines[app][None] = session.connection()
    yield app
    vars(limiter).clear()
    vars(limiter).update(usual)


def test_whoever_asks_too_fast_is_told_how_long_to_wait_and_a_key_has_its_own_measure(
    measured, token, monkeypatch
):
    stranger, program = measured.test_client(), measured.test_client()
    program.environ_base["HTTP_AUTHORIZATION"] = f"Bearer {token}"
    monkeypatch.setattr(asking, "LIMIT", "2/minute")
    told = [stranger.get(f"{API}/gi-goods") for _ in range(3)]
    assert [answer.status_code for answer in told] == [200, 200, 429]
    assert told[2].mimetype == "application/problem+json"
    assert 1 <= int(told[2].headers["Retry-After"]) <= 61
    assert program.get(f"{API}/gi-goods").status_code == 200


def test_a_wrong_a_revoked_and_a_closed_persons_key_open_nothing(stranger, program, session, token):
    for wrong in ("zh_" + "x" * 43, "zh_short", token[:-1]):
        answer = stranger.get(f"{API}/states", headers={"Authorization": f"Bearer {wrong}"})
        assert answer.status_code == 401
    assert program.get(f"{API}/states").status_code == 200
    disable_person(session, a_person(session, "Asha"), by=None, at=AT)
    session.commit()
    assert program.get(f"{API}/states").status_code == 401


def test_a_key_does_no_more_than_its_scopes(app, session, good, program):
    _, token = make_api_key(session, a_person(session, "Asha"), "Reader", [ApiScope.WORKSHOP_READ], at=AT)
    client = app.test_client()
    client.environ_base["HTTP_AUTHORIZATION"] = f"Bearer {token}"
    assert client.get(f"{API}/workshop/listings").status_code == 200
    refused = client.put(f"{API}/workshop/variants/{good.variants[0].id}/stock", json={"on_hand": 1})
    assert (refused.status_code, refused.json["detail"]) == (
        403,
        "This key was made without the scope stock:write.",
    )


def test_a_key_does_no_more_than_its_person(app, session, good):
    buyer = a_person(session, "Farida", email="farida@district.example")
    assert isinstance(buyer, Person)
    _, token = make_api_key(session, buyer, "Hopeful", list(ApiScope), at=AT)
    client = app.test_client()
    client.environ_base["HTTP_AUTHORIZATION"] = f"Bearer {token}"
    assert client.get(f"{API}/workshop/listings").status_code == 403


def test_ashas_program_reads_her_stock_and_counts_it(program, session, good):
    (line,) = program.get(f"{API}/workshop/listings").json["items"]
    variant = line["variants"][0]
    assert (line["status"], variant["on_hand"], variant["promised"]) == ("published", 3, 0)
    stock = f"{API}/workshop/variants/{variant['id']}/stock"
    for _ in range(2):
        assert program.put(stock, json={"on_hand": 7}).json["on_hand"] == 7
    assert program.get(f"{API}/listings/{good.slug}").json["variants"][0]["available"] == 7


def test_another_makers_variant_is_not_there(program, session):
    bowl = on_sale(session, "Bina")
    answer = program.put(f"{API}/workshop/variants/{bowl.variants[0].id}/stock", json={"on_hand": 1})
    assert answer.status_code == 404


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        ({"json": {"on_hand": -1}}, 422),
        ({"json": {"on_hand": "3"}}, 422),
        ({"json": {"on_hand": True}}, 422),
        ({"json": {"on_hand": 3, "price": 1}}, 422),
        ({"json": [3]}, 422),
        ({"data": "{", "content_type": "application/json"}, 400),
        ({"data": "on_hand=3", "content_type": "application/x-www-form-urlencoded"}, 415),
    ],
)
def test_a_count_that_is_none_is_refused_and_nothing_moves(program, good, sent, status):
    stock = f"{API}/workshop/variants/{good.variants[0].id}/stock"
    answer = program.put(stock, **sent)
    assert (answer.status_code, answer.mimetype) == (status, "application/problem+json")
    assert program.get(f"{API}/listings/{good.slug}").json["variants"][0]["available"] == 3

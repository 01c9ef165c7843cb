"""The walls at the edge: headers on every answer, whom an unsafe request may come from, what cookies are."""

from __future__ import annotations

import dataclasses

import pytest

import kit.db
from storefront.app import create_app
from tests.makers import a_world

HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
}
PAGES = [
    "/",
    "/healthz",
    "/cart",
    "/sign-in",
    "/staff/sign-in",
    "/no/such/page",
    "/workshop/",
    "/orders/OD-0000-0000",
]


@pytest.mark.parametrize("page", PAGES)
def test_every_answer_carries_the_walls(client, page):
    answer = client.get(page)
    assert answer.status_code < 500
    for name, value in HEADERS.items():
        assert answer.headers[name] == value
    policy = answer.headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy
    assert answer.headers["X-Request-ID"]
    assert answer.headers["Cache-Control"]


def test_a_fault_of_ours_says_so_without_a_trace_and_with_the_walls(app, client, monkeypatch):
    def fails(*_, **__):
        raise ZeroDivisionError("secret words")

    monkeypatch.setitem(app.view_functions, "health.healthz", fails)
    answer = client.get("/healthz")
    assert answer.status_code == 500
    assert "secret words" not in answer.text
    assert "Traceback" not in answer.text
    assert answer.headers["X-Frame-Options"] == "DENY"


def test_a_page_of_one_person_is_kept_by_nobody(client):
    assert client.get("/cart").headers["Cache-Control"] == "no-store"
    assert client.get("/sign-in").headers["Cache-Control"] == "no-store"


def test_a_public_page_is_the_same_for_all_and_may_be_kept(client, session):
    a_world(session)
    session.commit()
    answer = client.get("/")
    assert answer.headers["Cache-Control"].startswith("public")
    assert "Set-Cookie" not in answer.headers
    again = client.get("/", headers={"If-None-Match": answer.headers["ETag"]})
    assert again.status_code == 304


@pytest.mark.parametrize("asked", ["/?q=%00", "/search?q=%00", "/search?%00=1", "/search?q=a%00b"])
def test_a_nul_is_refused(client, asked):
    assert client.get(asked).status_code == 400


def test_a_request_keeps_its_own_id_only_when_it_is_a_plain_one(client):
    assert (
        client.get("/healthz", headers={"X-Request-ID": "abc-12345678"}).headers["X-Request-ID"]
        == "abc-12345678"
    )
    for odd in ("short", "a" * 65, "with space 123", "<script>alert"):
        assert client.get("/healthz", headers={"X-Request-ID": odd}).headers["X-Request-ID"] != odd


FOREIGN = [
    {"Origin": "https://evil.example"},
    {"Origin": "null"},
    {"Sec-Fetch-Site": "cross-site"},
    {"Sec-Fetch-Site": "same-site"},
    {"Sec-Fetch-Site": "cross-site", "Origin": "http://localhost"},
    {"Origin": "http://localhost.evil.example"},
]


@pytest.mark.parametrize("headers", FOREIGN)
@pytest.mark.parametrize("page", ["/sign-in", "/cart/lines", "/sign-out", "/staff/sign-in"])
def test_an_unsafe_request_from_elsewhere_is_refused(app, page, headers):
    assert app.test_client().post(page, data={"mobile": "9876543210"}, headers=headers).status_code == 403


def test_an_unsafe_request_with_a_cookie_and_no_word_of_where_it_comes_from_is_refused(app):
    client = app.test_client()
    client.set_cookie("zila", "something")
    assert client.post("/sign-in", data={"mobile": "9876543210"}).status_code == 403


@pytest.fixture
def strict(config, session):
    """The application as in development and behind https: tokens are wanted, cookies are bound to the host."""
    from storefront import edge

    usual = dict(kit.db._factory.kw)
    strict = dataclasses.replace(config, env="development", public_url="https://haat.example")
    app = create_app(strict)
    kit.db._factory.kw.clear()
    kit.db._factory.kw.update(usual)
    with app.app_context():
        edge.db.engine.dispose()
    edge.db._app_engines[app][None] = session.connection()
    edge.db.session.session_factory.configure(join_transaction_mode="create_savepoint")
    return app.test_client()


OWN = {"Origin": "https://haat.example"}


def test_a_private_form_without_its_token_is_refused(strict):
    for token in ({}, {"csrf_token": "made-up"}):
        answer = strict.post("/sign-in", data={"mobile": "9876543210", **token}, headers=OWN)
        assert answer.status_code == 400


def test_cookies_are_bound_to_the_host_and_closed_to_scripts(strict):
    answer = strict.get("/sign-in", base_url="https://haat.example")
    cookies = answer.headers.getlist("Set-Cookie")
    assert cookies
    for cookie in cookies:
        assert "Secure" in cookie
        assert "HttpOnly" in cookie
        assert "SameSite=Lax" in cookie
        assert "Domain=" not in cookie
    assert answer.headers["Strict-Transport-Security"].startswith("max-age=31536000")


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "TRACE"])
def test_other_methods_are_not_there(client, method):
    assert client.open("/sign-in", method=method).status_code == 405

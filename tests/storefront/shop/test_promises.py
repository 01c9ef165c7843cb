"""The day a piece comes, on cards and on its page, once this browser has told where it lives."""

from __future__ import annotations

import re

from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from tests.sales import on_sale

PROMISED = re.compile(r'To <bdi class="num" dir="ltr">700029</bdi> by (Mon|Tue|Wed|Thu|Fri|Sat) \d+ \w+')


def test_a_known_pin_puts_a_day_on_cards_and_on_the_page(client: FlaskClient, session: Session):
    good = on_sale(session)
    client.set_cookie("pin", "700029")
    assert PROMISED.search(client.get(f"/p/{good.slug}").text)
    assert PROMISED.search(client.get("/").text)


def test_without_a_pin_only_the_makers_days_are_told(client: FlaskClient, session: Session):
    good = on_sale(session)
    page = client.get(f"/p/{good.slug}")
    assert not PROMISED.search(page.text)
    assert "public" in page.headers["Cache-Control"]


def test_a_page_that_knows_a_pin_is_kept_by_no_shared_cache(client: FlaskClient, session: Session):
    good = on_sale(session)
    client.set_cookie("pin", "700029")
    assert client.get(f"/p/{good.slug}").headers["Cache-Control"] == "private, no-cache"


def test_what_the_law_keeps_in_its_state_is_not_promised_beyond_it(client: FlaskClient, session: Session):
    good = on_sale(session, "Bina")
    client.set_cookie("pin", "700029")
    assert "Not sent to" in client.get(f"/p/{good.slug}").text
    client.set_cookie("pin", "302001")
    assert "Not sent to" not in client.get(f"/p/{good.slug}").text


def test_what_bringing_it_costs_is_told_with_the_day(client: FlaskClient, session: Session):
    good = on_sale(session)
    client.set_cookie("pin", "700029")
    assert re.search(r"Delivery ₹\d+\.00\.", client.get(f"/p/{good.slug}").text)


def test_a_pin_nobody_has_is_no_pin(client: FlaskClient, session: Session):
    good = on_sale(session)
    client.set_cookie("pin", "<script>")
    assert client.get(f"/p/{good.slug}").status_code == 200

"""The map in a real browser: under a mouse, by the keyboard, for those who hear it; and without a script."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page

from people.models import District
from tests.storefront.shop.test_in_a_browser import AXE, SIDEWAYS, good, opened, shop

__all__ = ["good", "shop"]
PAGES = (
    "/map",
    "/map?layer=infrastructure",
    "/map?layer=clusters&state=west-bengal",
    "/map?state=west-bengal&rows=all",
    "/?layer=makers",
    "/states/west-bengal",
    "/crafts/weaves",
    "/clusters",
    "/data/",
)
VIEW = "document.querySelector('[data-map]').getAttribute('viewBox')"


@pytest.fixture
def woven(session, good):
    """Every district on the cloth."""
    for column, district in enumerate(session.query(District)):
        district.map_column, district.map_row = column, 0
    session.flush()


def a_map(chromium: Browser, shop: str, path: str = "/map?state=west-bengal") -> Page:
    page = opened(chromium, shop, width=1280)
    page.goto(path)
    return page


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_map_cloth_and_registry(chromium: Browser, shop: str, woven: None, scheme: str):
    page = opened(chromium, shop)
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    faults = []
    for path in PAGES:
        answer = page.goto(path)
        assert answer is not None
        assert answer.status == 200, path
        found = AXE.run(page, options={"resultTypes": ["violations"]})
        faults += [
            (path, fault["id"], fault["nodes"][0]["html"][:160]) for fault in found.response["violations"]
        ]
        if page.evaluate(SIDEWAYS) > 0:
            faults.append((path, "sideways", ""))
    page.context.close()
    assert faults == []


def test_the_mouse_is_told_the_district_and_drags_and_nears_the_map(
    chromium: Browser, shop: str, woven: None
):
    page = a_map(chromium, shop)
    link = page.locator("[data-map] a[href='/d/bankura']")
    box = link.bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    told = page.locator("[data-told]")
    told.wait_for(state="visible")
    assert "Bankura, West Bengal" in told.inner_text()
    before = page.evaluate(VIEW)
    page.mouse.down()
    page.mouse.move(x + 60, y + 30, steps=4)
    page.mouse.up()
    after = page.evaluate(VIEW)
    assert after != before
    assert after.split()[2:] == before.split()[2:], "dragged, not nearer"
    assert page.url.endswith("/map?state=west-bengal"), "a drag opens nothing"
    page.keyboard.down("Control")
    page.mouse.wheel(0, -200)
    page.keyboard.up("Control")
    page.wait_for_function(f"{VIEW} !== '{after}'")
    assert float(page.evaluate(VIEW).split()[2]) < float(after.split()[2])
    page.context.close()


def test_a_click_on_a_district_opens_it(chromium: Browser, shop: str, woven: None):
    page = a_map(chromium, shop)
    box = page.locator("[data-map] a[href='/d/bankura']").bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.wait_for_url("**/d/bankura")
    page.context.close()


def test_the_keyboard_comes_to_a_district_is_told_it_and_opens_it(chromium: Browser, shop: str, woven: None):
    page = a_map(chromium, shop)
    page.locator("#m-st").focus()
    for _ in range(6):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('[data-map] a')"):
            break
    assert "Bankura, West Bengal" in page.locator("[data-told]").inner_text()
    assert page.evaluate("getComputedStyle(document.activeElement).stroke") != "none"
    page.keyboard.press("Enter")
    page.wait_for_url("**/d/bankura")
    page.context.close()


def test_without_a_script_map_layers_and_table_work(chromium: Browser, shop: str, woven: None):
    context = chromium.new_context(base_url=shop, java_script_enabled=False)
    page = context.new_page()
    page.goto("/")
    page.get_by_role("link", name="Makers", exact=True).click()
    assert page.url.endswith("/?layer=makers#map")
    page.goto("/map")
    page.get_by_role("link", name="GI goods").click()
    page.get_by_role("link", name="District", exact=True).click()
    assert "sort=district" in page.url
    page.locator("[data-map] a[href='/d/bankura']").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/d/bankura")
    context.close()

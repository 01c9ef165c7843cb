"""The shop in a real browser: for those who see it, hear it, zoom in, or use the keyboard alone."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from flask import Flask
from flask.testing import FlaskClient
from playwright.sync_api import Browser, Page
from sqlalchemy.orm import Session

from catalog.models import Listing
from tests.sales import on_sale
from tests.storefront.shop.every_page import every_page, furnish

AXE = Axe()
PHONE, DOUBLE, DESK = ({"width": width, "height": 800} for width in (360, 640, 1280))
ASKED = {"resultTypes": ["violations"]}
SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
# Words in letters of India that a reader's program would take for English: (the tag, the words).
UNSAID = """() => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const found = [];
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const within = node.parentElement.closest("[lang]");
        if (/[\u0600-\u06ff\u0900-\u0dff]/.test(node.data) && within.lang.startsWith("en"))
            found.push(node.parentElement.tagName + " " + node.data.trim().slice(0, 60));
    }
    return found;
}"""


@pytest.fixture
def good(session: Session) -> Listing:
    """A piece of Asha's on sale."""
    return on_sale(session)


@pytest.fixture
def shop(served: str, good: Listing) -> str:
    """The application on a port, with a good on sale."""
    return served


def opened(chromium: Browser, shop: str, *, width: int = 360) -> Page:
    """A page of a browser of this width."""
    context = chromium.new_context(base_url=shop, viewport={"width": width, "height": 740})
    context.set_default_timeout(15_000)
    return context.new_page()


@pytest.mark.parametrize("prefix", ["", "/hi"])
def test_every_page_can_be_seen_heard_and_read_on_any_screen(
    chromium: Browser, served: str, app: Flask, client: FlaskClient, session: Session, prefix: str
):
    """axe-core finds nothing on a phone by day, a desk by night; nothing scrolls sideways, at double size either."""
    pages = every_page(app, furnish(client, session))
    faults: list[tuple[str, str, str]] = []
    page = opened(chromium, served)
    page.context.add_cookies(
        [
            {"name": name, "value": client.get_cookie(name).value, "url": served}
            for name in ("zila", "cart", "pin")
        ]
    )
    for path in pages:
        page.set_viewport_size(PHONE)
        page.emulate_media(color_scheme="light", reduced_motion="reduce")  # no color is half-way to another
        answer = page.goto(prefix + path)
        assert answer is not None
        assert answer.status == (404 if path == "/no-such-page" else 200), path
        faults += [(path, "lang", words) for words in page.evaluate(UNSAID)]
        faults += axe(page, path)
        faults += wide(page, path)
        for size in (DOUBLE, DESK):  # a desk at 200 % is half as wide
            page.set_viewport_size(size)
            faults += wide(page, path)
        if not prefix:
            page.emulate_media(color_scheme="dark", reduced_motion="reduce")
            faults += axe(page, path)
    page.context.close()
    assert not faults, "\n".join(map(str, faults))


def axe(page: Page, path: str) -> list[tuple[str, str, str]]:
    """What axe-core finds on the page at hand."""
    found = AXE.run(page, options=ASKED).response["violations"]
    return [(path, fault["id"], node["html"][:160]) for fault in found for node in fault["nodes"][:3]]


def wide(page: Page, path: str) -> list[tuple[str, str, str]]:
    """Whether the page at hand scrolls sideways."""
    past = page.evaluate(SIDEWAYS)
    return [(path, "sideways", f"{past} px at {page.viewport_size}")] if past > 0 else []


def test_every_page_says_its_language_and_direction(chromium: Browser, shop: str, good: Listing):
    page = opened(chromium, shop)
    for prefix, language in (("", "en"), ("/hi", "hi")):
        page.goto(f"{prefix}/p/{good.slug}")
        said = page.evaluate("[document.documentElement.lang, document.documentElement.dir]")
        assert said == [language, "ltr"]
    page.context.close()


def test_a_piece_is_bought_with_the_keyboard_alone(chromium: Browser, shop: str, good: Listing):
    page = opened(chromium, shop, width=1280)
    page.goto(f"/p/{good.slug}")
    reach(page, "#buy button:has-text('Add to basket')")
    page.keyboard.press("Enter")
    page.wait_for_url("**/cart")
    reach(page, "a:has-text('Go to checkout')")
    page.keyboard.press("Enter")
    page.wait_for_url("**/checkout")
    reach(page, "[name=pin]")
    page.keyboard.type("700029")
    page.keyboard.press("Enter")
    page.wait_for_selector("[name=house]")
    typed = {"mobile": "9831000001", "name": "Devi Sen", "house": "7", "street": "Lake Road"}
    for name, words in typed.items():
        reach(page, f"[name={name}]")
        page.keyboard.type(words)
    reach(page, "button:has-text('Pay')")
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"
    page.context.close()


def reach(page: Page, selector: str, *, most: int = 80) -> None:
    """Press Tab until the element has the focus; a page where it never comes fails."""
    wanted = page.locator(selector).first.element_handle()
    for _ in range(most):
        if page.evaluate("each => document.activeElement === each", wanted):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"the keyboard never comes to {selector}")

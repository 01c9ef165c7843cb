"""The shop in a real browser: for those who see it, hear it, zoom in, or use the keyboard alone."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page
from sqlalchemy.orm import Session

from catalog.models import Listing
from tests.sales import on_sale

AXE = Axe()
PAGES = ("/", "/d/bankura", "/p/{slug}", "/compare?goods={slug}", "/cart", "/wishes", "/grievance")
SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


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


def test_axe_finds_nothing_on_the_pages_of_a_purchase(chromium: Browser, shop: str, good: Listing):
    page = opened(chromium, shop)
    faults = []
    for path in PAGES:
        answer = page.goto(path.format(slug=good.slug, maker=good.artisan.slug))
        assert answer is not None
        assert answer.status == 200, path
        found = AXE.run(page, options={"resultTypes": ["violations"]})
        faults += [
            (path, fault["id"], fault["nodes"][0]["html"][:160]) for fault in found.response["violations"]
        ]
    page.context.close()
    assert faults == []


def test_no_page_scrolls_sideways_on_a_phone_or_at_double_size(chromium: Browser, shop: str, good: Listing):
    wide = []
    for width in (360, 640):  # 640 is a 1280 screen at 200 %
        page = opened(chromium, shop, width=width)
        for path in PAGES:
            page.goto(path.format(slug=good.slug, maker=good.artisan.slug))
            if page.evaluate(SIDEWAYS) > 0:
                wide.append((width, path))
        page.context.close()
    assert wide == []


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

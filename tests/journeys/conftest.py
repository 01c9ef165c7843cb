"""The journeys walk through the whole house as `make run` opens it, demo world and all, in a real browser.

ZILA_HOUSE=<its ZILA_HOME> walks through a house that runs already.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page
from sqlalchemy import Engine, create_engine, text

import kit.db
from kit import events
from kit.clock import now
from tests.journeys.house import House, close_house, open_house, running_in
from worker import SUBSCRIBERS

PHONE = {"width": 360, "height": 740}
DESK = {"width": 1280, "height": 800}
PATIENCE_MS = 15_000


@pytest.fixture(scope="session")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """The whole house on a port and in a home of its own; closed at the end."""
    if given := os.environ.get("ZILA_HOUSE"):
        yield running_in(Path(given))
        return
    opened, process = open_house(tmp_path_factory.mktemp("house"))
    yield opened
    close_house(process)


@pytest.fixture(scope="session")
def database(house: House) -> Iterator[Engine]:
    """An engine on the house's own database, to see what the pages did."""
    engine = create_engine(house.database_url)
    yield engine
    engine.dispose()


@pytest.fixture
def books(database: Engine) -> Callable[..., list[tuple]]:
    """Read the house's books: `books("SELECT … WHERE number = :number", number=…)`."""

    def read(statement: str, **values: object) -> list[tuple]:
        with database.connect() as connection:
            return [tuple(row) for row in connection.execute(text(statement), values)]

    return read


@pytest.fixture
def in_the_house(database: Engine) -> Iterator[None]:
    """Tasks called by the test do their work in the house: its database, its subscribers."""
    usual, heard = dict(kit.db._factory.kw), (dict(events._subscribers), dict(events._by_name))
    kit.db.bind(database)
    events.subscribe(SUBSCRIBERS)
    yield
    for kept, before in ((events._subscribers, heard[0]), (events._by_name, heard[1])):
        kept.clear()
        kept.update(before)  # type: ignore[arg-type]
    kit.db._factory.kw.clear()
    kit.db._factory.kw.update(usual)


@pytest.fixture
def browse(chromium: Browser, house: House) -> Iterator[Callable[..., Page]]:
    """Open a browser of one's own: `browse(phone=True, hindi=True, script=False)`; its page."""
    opened: list[BrowserContext] = []

    def open_one(*, phone: bool = False, hindi: bool = False, script: bool = True) -> Page:
        context = chromium.new_context(
            base_url=house.url,
            viewport=PHONE if phone else DESK,  # type: ignore[arg-type]
            locale="hi-IN" if hindi else "en-IN",
            java_script_enabled=script,
        )
        context.set_default_timeout(PATIENCE_MS)
        opened.append(context)
        return context.new_page()

    yield open_one
    for context in opened:
        context.close()


@pytest.fixture
def sign_in_staff(house: House) -> Callable[[Page, str], None]:
    """Bring one of the demo staff in by password and TOTP: `sign_in_staff(page, "email")`."""

    def sign_in(page: Page, email: str) -> None:
        page.goto("/staff/sign-in")
        page.fill("[name=email]", email)
        page.fill("[name=password]", house.keys.password(email))
        page.fill("[name=totp]", house.keys.code(email, now()))
        page.click("form.form button")
        assert "/staff/sign-in" not in page.url, page.inner_text("main")

    return sign_in


@pytest.fixture
def sign_in_by_mobile(house: House) -> Callable[[Page, str], None]:
    """Bring somebody in by the code that an SMS brings: `sign_in_by_mobile(page, "+919…")`.

    From the page at hand when it asks for a mobile already, else from the door.
    """

    def sign_in(page: Page, mobile: str) -> None:
        before = len(house.messages(to=mobile, kind="sms"))
        if "/sign-in" not in page.url:
            page.goto("/sign-in")
        page.fill("[name=mobile]", mobile.removeprefix("+91"))
        page.click("form.form button")
        page.fill("[name=code]", house.code_for(mobile, after=before))
        page.click("form.form button")
        assert "/sign-in/code" not in page.url, page.inner_text("main")

    return sign_in

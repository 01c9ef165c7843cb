"""What is being written into a form is kept in the phone: a lost signal loses nothing."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

from catalog.actions import draft_listing, edit_listing
from kit.clock import now
from people.actions import begin_sign_in
from storefront.access import SIGN_IN_COOKIE
from tests.makers import AT, a_person

SAYS = "[data-draft-says]"
STORY = "Woven at home on a pit loom, three days for one."


@pytest.fixture
def listing(session, asha):
    made = draft_listing(session, asha, craft_id="cotton_saree", by=asha.person_id, at=AT)
    session.commit()
    return made


@pytest.fixture
def phone(chromium: Browser, served, session, asha):
    """Asha's phone, signed in."""
    token = begin_sign_in(session, a_person(session, "Asha"), now())
    session.commit()
    context = chromium.new_context(base_url=served, viewport={"width": 360, "height": 740})
    context.add_cookies([{"name": SIGN_IN_COOKIE, "value": token, "url": served}])
    context.set_default_timeout(15_000)
    yield context.new_page()
    context.close()


def write(page: Page, listing, words=STORY) -> str:
    where = f"/workshop/listings/{listing.slug}/words?in=en"
    page.goto(where)
    page.fill("[name=title]", "Red saree")
    page.fill("[name=story]", words)
    page.wait_for_selector(f"{SAYS}:not([hidden])")
    return where


def test_what_was_written_comes_back_and_says_so(phone, listing):
    where = write(phone, listing)
    expect(phone.locator(SAYS)).to_have_text("Kept in this phone.")
    phone.goto("/workshop/listings")
    phone.goto(where)
    expect(phone.locator("[name=story]")).to_have_value(STORY)
    expect(phone.locator(SAYS)).to_contain_text("This is what you wrote last time.")
    phone.click(f"{SAYS} button")
    expect(phone.locator("[name=story]")).to_have_value("")
    phone.reload()
    expect(phone.locator("[name=story]")).to_have_value("")


def test_without_a_signal_nothing_is_sent_and_nothing_is_lost(phone, listing):
    where = write(phone, listing)
    phone.context.set_offline(True)
    expect(phone.locator(SAYS)).to_contain_text("No signal.")
    phone.click("button.tall-btn")
    assert phone.url.endswith(where)
    phone.context.set_offline(False)
    expect(phone.locator(SAYS)).to_contain_text("The signal is back.")
    phone.click("button.tall-btn")
    phone.wait_for_url("**/photos")


def test_what_arrived_is_forgotten_by_the_phone(phone, listing, session):
    write(phone, listing)
    phone.click("button.tall-btn")
    phone.wait_for_url("**/photos")
    assert phone.evaluate("Object.keys(localStorage).filter((k) => k.startsWith('draft:'))") == []
    session.expire_all()
    edit_listing(session, listing, title="", story="", by=listing.artisan.person_id, at=AT)
    session.commit()
    phone.goto(f"/workshop/listings/{listing.slug}/words?in=en")
    expect(phone.locator("[name=story]")).to_have_value("")


def test_a_refused_page_keeps_what_was_typed_and_the_next_visit_too(phone, listing):
    where = write(phone, listing)
    phone.evaluate("document.querySelector('[name=title]').removeAttribute('maxlength')")
    phone.fill("[name=title]", "x" * 130)
    phone.wait_for_timeout(600)
    phone.click("button.tall-btn")
    phone.wait_for_selector(".errsum")
    expect(phone.locator("[name=story]")).to_have_value(STORY)
    phone.goto(where)
    expect(phone.locator("[name=story]")).to_have_value(STORY)


def test_what_was_changed_elsewhere_meanwhile_wins(phone, listing, session):
    where = write(phone, listing)
    session.expire_all()
    edit_listing(
        session, listing, story="Said from another phone, at length.", by=listing.artisan.person_id, at=AT
    )
    session.commit()
    phone.goto(where)
    expect(phone.locator("[name=story]")).to_have_value("Said from another phone, at length.")
    expect(phone.locator(SAYS)).to_be_hidden()

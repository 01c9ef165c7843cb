"""What must be true of every route, refusal, event, setting and word, so that none is forgotten."""

from __future__ import annotations

import dataclasses
import importlib
import pkgutil
import re
from pathlib import Path

import pytest
from flask import Flask

import worker
from config import Config
from kit.errors import Refusal
from kit.events import Fact
from people.rules import Permission
from storefront.words.spoken import REFUSALS

ROOT = Path(__file__).parent.parent.parent
ROOMS = ("kit", "people", "tax", "catalog", "ledger", "stock", "payments", "orders", "malls")

# Routes that no view of ours answers: files, the same for everyone.
FILES = {"static"}

# Public routes that change something, and the key that opens them instead of a sign-in.
KEYED = {
    "/api/v1/hooks/stripe": "the provider's signature",
    "/api/v1/workshop/variants/<int:variant_id>/stock": "an API key with the scope for it",
}

# Facts that nobody waits for yet, and why that is right.
NOBODY_WAITS = {
    "api.key_made": "the list of one's own keys shows it",
    "api.key_revoked": "the list of one's own keys shows it",
    "synonym.made": "the officers' list of words shows it",
    "synonym.retired": "the officers' list of words shows it",
    "artisan.registered": "she is telling us, and is told on the page",
    "acted.for": "the maker's page of who acts for them shows it",
    "help.asked": "its code is sent in the same deed",
    "help.begun": "its letter is written in the same deed",
    "help.ended": "its letter is written in the same deed",
    "change.taken_back": "who took it back stands before it",
    "proposal.edited": "the officer finds it in the queue, with its newest words",
    "listing.changed": "the maker is told by the claim that was verified",
    "consent.given": "the trail of a person's wishes",
    "consent.withdrawn": "the trail of a person's wishes",
    "consignment.accepted": "the mall's board shows it",
    "consignment.declined": "the mall's board shows it",
    "consignment.dispatched": "the mall's board shows it",
    "facility.closed": "the district's page shows it",
    "facility.entered": "the district's page shows it",
    "fulfillment.accepted": "the order's page shows it; a letter for each step would be too many",
    "fulfillment.handed_over": "the buyer has the goods and the paper in hand",
    "fulfillment.packed": "the order's page shows it; a letter for each step would be too many",
    "invitation.accepted": "the admin's desk shows it",
    "invitation.written": "its letter is written in the same deed",
    "listing.copied": "the maker stands before the copy",
    "listing.withdrawn": "who withdrew it stands before it",
    "mark.seen": "the second officer finds it in the queue",
    "mall.opened": "who opened it stands before it",
    "order.completed": "each maker is told of her own money",
    "order.placed": "the buyer stands before the payment page",
    "payment.failed": "the order's page offers another try while its goods are held",
    "person.disabled": "the trail of the admin's desk",
    "person.enabled": "the trail of the admin's desk",
    "person.joined": "the trail; who joins is greeted on the page",
    "tiers.changed": "carts show the difference, orders keep the price agreed",
    "price.changed": "carts show the difference, orders keep the price agreed",
    "person.forgotten": "nobody is left to be told",
    "question.hidden": "the trail of a listing",
    "refund.settled": "the buyer was told when it was asked for; the bank tells of its arrival",
    "review.begun": "the trail of the claim",
    "role.granted": "the trail of the admin's desk",
    "role.revoked": "the trail of the admin's desk",
    "sale.rung": "the buyer has the goods and the paper in hand",
    "shift.closed": "the operator's report shows it",
    "shift.opened": "the operator's report shows it",
    "sign.in_begun": "the trail of the door",
    "sign.in_refused": "the trail of the door",
    "visit.noted": "the claim's page shows it",
    "stock.ran_out": "the workshop's shelf shows it",
}


def every(kind: type) -> list[type]:
    """All classes below `kind`, once every module of every room has been read."""
    for room in ROOMS:
        package = importlib.import_module(room)
        for module in pkgutil.walk_packages(package.__path__, f"{room}."):
            importlib.import_module(module.name)
    found: list[type] = []
    waiting = [kind]
    while waiting:
        below = waiting.pop().__subclasses__()
        found += below
        waiting += below
    return sorted(
        {one for one in found if one.__module__.split(".")[0] in ROOMS}, key=lambda one: one.__name__
    )


@pytest.fixture(scope="module")
def app() -> Flask:
    """The application, without a database: only its map is read."""
    from storefront.app import create_app

    return create_app(
        Config.from_env(
            {
                "ZILA_ENV": "test",
                "DATABASE_URL": "postgresql://127.0.0.1:9/none",
                "REDIS_URL": "redis://127.0.0.1:9",
                "SECRET_KEY": "demo-for-tests-and-nothing-else-at-all",
                "STRIPE_SECRET_KEY": "sk_test_demo_for_tests",
                "STRIPE_WEBHOOK_SECRET": "whsec_demo_for_tests",
                "SMTP_URL": "smtp://127.0.0.1:9",
                "SMS_URL": "http://127.0.0.1:9/sms",
            }
        )
    )


def routes(app: Flask):
    return [rule for rule in app.url_map.iter_rules() if rule.endpoint not in FILES]


def test_every_route_says_who_may(app):
    silent = [
        rule.endpoint for rule in routes(app) if not hasattr(app.view_functions[rule.endpoint], "access")
    ]
    assert silent == []


def test_every_console_asks_for_a_permission(app):
    consoles = ("/workshop", "/mall", "/district", "/admin")
    open_doors = {
        rule.rule: app.view_functions[rule.endpoint].access
        for rule in routes(app)
        if re.match(r"/(workshop|mall|district|admin)(/|$)", rule.rule)
        and not isinstance(app.view_functions[rule.endpoint].access, tuple)
    }
    assert any(rule.rule.startswith(consoles) for rule in routes(app))
    assert set(open_doors) <= {"/workshop/begin", "/workshop/register"}, open_doors


def test_every_permission_that_is_asked_for_exists(app):
    asked = {
        one
        for rule in routes(app)
        if isinstance(app.view_functions[rule.endpoint].access, tuple)
        for one in app.view_functions[rule.endpoint].access
    }
    assert asked <= {str(permission) for permission in Permission}


def test_nothing_is_changed_by_a_public_route_without_a_key_of_its_own(app):
    changing = {
        rule.rule
        for rule in routes(app)
        if rule.methods - {"GET", "HEAD", "OPTIONS"} and app.view_functions[rule.endpoint].access == "public"
    }
    assert changing == set(KEYED)


def test_every_refusal_has_its_sentence():
    bases = {"refused", "tax.refused"}
    codes = {one.code for one in every(Refusal)} - bases
    assert codes - set(REFUSALS) == set()


def test_every_refusal_has_a_code_of_its_own():
    codes = [one.code for one in every(Refusal) if "code" in vars(one)]
    assert sorted(codes) == sorted(set(codes))


def test_every_fact_is_heard_or_says_why_not():
    heard = {fact.name for fact in worker.SUBSCRIBERS}
    facts = {one.name for one in every(Fact)}
    assert facts - heard - set(NOBODY_WAITS) == set()
    assert set(NOBODY_WAITS) & heard == set(), "somebody waits for these now"
    assert heard <= facts


def test_every_fact_holds_ids_and_numbers_only():
    told = re.compile(r"name|mobile|email|phone|address|title|text|note|reason")
    faults = [
        f"{one.__name__}.{field.name}"
        for one in every(Fact)
        for field in dataclasses.fields(one)
        if field.type in {"str", "str | None"} and told.search(field.name)
    ]
    assert faults == []


def test_every_subscriber_is_marked_for_how_it_works():
    unmarked = [
        f"{function.__module__}.{function.__name__}"
        for functions in worker.SUBSCRIBERS.values()
        for function in functions
        if not hasattr(function, "asks_outside")
    ]
    assert unmarked == []


SHOP_WORDS = (
    r"\b(artisans?|listings?|orders?|carts?|stalls?|malls?|districts?|sarees?|buyers?|shops?|consignments?)\b"
)


def test_the_kit_holds_no_word_of_a_shop():
    found = {}
    for path in (ROOT / "kit").glob("*.py"):
        code = re.sub(r'"""[\s\S]*?"""|#.*', "", path.read_text())  # an example in words may name one
        code = re.sub(r"order_by|\.order\b|ORDER BY", "", code)
        if words := re.findall(SHOP_WORDS, code, re.IGNORECASE):
            found[path.name] = words
    assert found == {}


def test_no_room_reads_the_environment():
    readers = [
        str(path.relative_to(ROOT))
        for room in (*ROOMS, "storefront")
        for path in (ROOT / room).rglob("*.py")
        if re.search(r"\bos\.environ\b|\bgetenv\b", path.read_text())
    ]
    assert readers == []


def test_every_package_has_its_charter():
    bare = [
        str(path.relative_to(ROOT))
        for top in (*ROOMS, "storefront", "bin", "demo", "sandbox")
        for path in (ROOT / top).rglob("__init__.py")
        if not path.read_text().startswith('"""')
    ]
    assert bare == []

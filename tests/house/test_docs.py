"""The docs keep up with the code: words, settings, steps, and links that lead somewhere."""

from __future__ import annotations

import dataclasses
import re
from pathlib import Path

import pytest

import catalog.models
import kit.events
import ledger.models
import malls.models
import orders.models
import payments.models
import people.models
import stock.models
import tax.models
from bin import draw_steps
from config import Config
from kit.db import Base

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
ROOMS = (catalog, ledger, malls, orders, payments, people, stock, tax, kit)
DECISION_LINES_MAX = 40
PAGES = [*ROOT.glob("*.md"), *DOCS.rglob("*.md")]


def test_every_model_has_its_word_its_sentence_and_its_hindi_in_the_glossary():
    rows = re.findall(r"^\| (\w+) \| (.+?) \| (.+?) \|$", (DOCS / "glossary.md").read_text(), re.M)
    told = {word: hindi for word, _, hindi in rows if word != "Word"}
    ours = {
        mapper.class_.__name__
        for mapper in Base.registry.mappers
        if mapper.class_.__module__.split(".")[0] != "tests"
    }
    assert ours - told.keys() == set(), "a model without a word in docs/glossary.md"
    assert told.keys() - ours == set(), "a word in docs/glossary.md that is no model any more"
    assert all(re.search("[\u0900-\u097f]", hindi) for hindi in told.values())


def test_every_setting_is_in_the_operators_table():
    named = set(re.findall(r"^\| `(\w+)` \|", (DOCS / "operating.md").read_text(), re.M))
    source = (ROOT / "config.py").read_text()
    settings = set(re.findall(r'^    """([A-Z_]+):', source, re.M))
    assert len(settings) == len(dataclasses.fields(Config))
    assert named == settings


def test_the_drawn_steps_are_those_of_the_tables():
    assert draw_steps.TARGET.read_text() == draw_steps.drawn(), "run python -m bin.draw_steps"


def test_every_table_of_steps_is_drawn():
    rooms = [ROOT / module.__name__ for module in ROOMS]
    found = {
        name
        for room in rooms
        for path in room.rglob("*.py")
        for name in re.findall(r"^(\w+_STEPS): Steps\[", path.read_text(), re.M)
    }
    source = Path(draw_steps.__file__).read_text()
    assert found
    assert {name for name in found if name not in source} == set()


@pytest.mark.parametrize("page", sorted((DOCS / "decisions").glob("*.md")), ids=lambda page: page.stem)
def test_a_decision_is_short_and_says_what_was_not_chosen(page):
    text = page.read_text()
    assert len(text.splitlines()) <= DECISION_LINES_MAX
    assert re.match(rf"# {int(page.stem[:4])}\. ", text)
    for part in ("**Context.**", "**Decision.**", "**Consequences.**", "**Not chosen.**"):
        assert part in text, part


def test_links_between_pages_lead_somewhere():
    dead = [
        f"{page.name}: {target}"
        for page in PAGES
        for target in re.findall(r"\]\(([^)#]+)[^)]*\)", page.read_text())
        if not target.startswith(("http:", "https:", "mailto:")) and not (page.parent / target).exists()
    ]
    assert dead == []


def test_every_make_target_that_the_pages_name_is_there():
    makefile = (ROOT / "Makefile").read_text()
    targets = set(re.findall(r"^(\w+):", makefile, re.M))
    named = {name for page in PAGES for name in re.findall(r"(?:^ {4}|`)make (\w+)", page.read_text(), re.M)}
    assert named - targets == set()

"""What every face shares: stylesheets, icons, figures, words, and the page for what goes wrong."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from enum import StrEnum
from importlib import import_module
from pathlib import Path

import pytest
from flask import Flask, render_template
from flask.testing import FlaskClient
from flask_babel import force_locale

import kit.errors
from storefront import assets, icons
from storefront.words import figures, spoken

ROOT = Path(__file__).parents[2]
ROOMS = ("people", "tax", "catalog", "ledger", "stock", "payments", "orders", "malls")


def test_files_are_named_by_their_content_and_made_once(tmp_path: Path):
    first, second = assets.gather(tmp_path), assets.gather(tmp_path)
    assert first == second
    assert re.fullmatch(r"/static/shop\.[0-9a-f]{8}\.css", first.url("shop.css"))
    assert [path.name for path in (tmp_path / "static").iterdir()] == [first.folder.name]


def test_a_stylesheet_is_served_small_and_for_ever(client: FlaskClient, app: Flask):
    asset = app.jinja_env.globals["asset"]
    with client.get(asset("console.css"), headers={"Accept-Encoding": "br"}) as answer:  # type: ignore[operator]
        assert answer.headers["Content-Encoding"] == "br"
        assert "immutable" in answer.headers["Cache-Control"]
        assert len(answer.data) < 12_000


def test_stylesheets_name_no_side_and_import_nothing():
    for sheet in assets.SOURCE.glob("*.css"):
        text = sheet.read_text()
        assert not re.search(
            r"(margin|padding|border)-(left|right)|text-align:\s*(left|right)|@import", text
        ), sheet.name


def test_templates_carry_no_inline_script_or_style():
    inline = re.compile(r"<style|\sstyle=|\son[a-z]+=[\"']|<script(?![^>]*\bsrc=)", re.I)
    guilty = [str(path) for path in (ROOT / "templates").rglob("*.html") if inline.search(path.read_text())]
    assert guilty == []


@pytest.mark.parametrize("name", [*icons.OURS, "leaf"])
def test_an_icon_is_silent_unless_it_has_a_title(name: str):
    assert 'aria-hidden="true"' in icons.icon(name)
    assert 'aria-label="Say &amp; hear"' in icons.icon(name, "Say & hear")


def test_an_unknown_icon_is_a_mistake_of_ours():
    with pytest.raises(KeyError):
        icons.icon("no-such-drawing")


@pytest.mark.parametrize(
    ("paise", "shown"),
    [
        (0, "₹0.00"),
        (5, "₹0.05"),
        (100_00, "₹100.00"),
        (1_00_000_00, "₹1,00,000.00"),
        (12_34_56_789_01, "₹12,34,56,789.01"),
        (-5_00, "−₹5.00"),
    ],
)
def test_rupees_are_grouped_the_indian_way(app: Flask, paise: int, shown: str):
    with app.test_request_context():
        assert figures.inr(paise) == shown


@pytest.mark.parametrize("wrong", [1.5, True, "100"])
def test_money_is_whole_paise_or_nothing(app: Flask, wrong: object):
    with app.test_request_context(), pytest.raises(TypeError):
        figures.inr(wrong)  # type: ignore[arg-type]


def test_large_sums_are_said_in_lakh_and_crore_of_the_readers_language(app: Flask):
    with app.test_request_context():
        assert figures.lakh(2_50_000_00) == "₹2.5 lakh"
        assert figures.lakh(34_00_00_000_00) == "₹34 crore"
        with force_locale("hi"):
            assert figures.lakh(2_50_000_00) == "₹2.5 लाख"
        with force_locale("ta"):
            assert figures.lakh(1_20_00_000_00) == "₹1.2 கோடி"


def test_moments_are_told_in_indian_time(app: Flask):
    at = datetime(2026, 11, 21, 20, 40, tzinfo=UTC)
    with app.test_request_context():
        assert figures.moment(at) == "22 Nov 2026, 2:10 am"
        assert figures.day(date(2026, 11, 21)) == "21 Nov 2026"
        assert figures.weekday(at) == "Sun 22 Nov"
        with pytest.raises(ValueError, match="zone"):
            figures.moment(at.replace(tzinfo=None))


def test_rates_and_weights_are_short(app: Flask):
    assert [figures.percent(bp) for bp in (500, 1250, 10, 1000)] == ["5%", "12.5%", "0.1%", "10%"]
    weights = (180, 1000, 1250)
    with app.test_request_context("/"):
        assert [figures.weight(grams) for grams in weights] == ["180 g", "1 kg", "1.25 kg"]
    with app.test_request_context("/", environ_overrides={"zila.language": "hi"}):
        assert [figures.weight(grams) for grams in weights] == ["180 ग्राम", "1 किलो", "1.25 किलो"]


def refusals() -> list[type[kit.errors.Refusal]]:
    for room in ROOMS:
        import_module(f"{room}.errors")
    found, todo = [], [kit.errors.Refusal]
    while todo:
        subclasses = todo.pop().__subclasses__()
        todo += subclasses
        found += [each for each in subclasses if each.__module__.partition(".")[0] in ROOMS]
    return [each for each in found if "code" in vars(each)]


def test_every_refusal_has_its_sentence():
    assert {refusal.code for refusal in refusals()} - set(spoken.REFUSALS) == set()


def test_a_status_is_said_in_the_words_of_its_own_room(app: Flask):
    from orders.rules.steps import Channel as Sale
    from people.rules import Channel as Letter

    with app.test_request_context():
        assert spoken.label(Sale.STALL) == "At a stall"
        assert spoken.label(Letter.SMS) == "SMS"


def test_labels_name_only_members_that_are():
    for room, classes in spoken.LABELS.items():
        members = _enums(room)
        for name, words in classes.items():
            assert set(words) <= members[name], (room, name)


def _enums(room: str) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for path in sorted((ROOT / room).rglob("*.py")):
        module = import_module(
            ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
        )
        for value in vars(module).values():
            if isinstance(value, type) and issubclass(value, StrEnum) and value.__module__ == module.__name__:
                found.setdefault(value.__name__, set()).update(member.value for member in value)
    return found


@pytest.mark.parametrize("code", [400, 403, 404, 405, 409, 413, 429, 500, 418, 503])
def test_whatever_goes_wrong_says_what_to_do_and_how_to_name_it(app: Flask, code: int):
    with app.test_request_context():
        page = render_template("error.html", code=code, request_id="id-1")
        assert "id-1" in page
        assert "Open the map" in page

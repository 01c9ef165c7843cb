"""The words in Hindi: whole, polite, in Latin digits, with every place to fill in, and for every refusal."""

from __future__ import annotations

import re
from pathlib import Path

import polib
import pytest
from flask import Flask
from flask_babel import Babel, force_locale

from bin.words import TRANSLATIONS, compile_stale, said
from kit.errors import Refusal
from storefront.words.spoken import LABELS, REFUSALS

PLACE = re.compile(r"%\((\w+)\)([sd])")
DEVANAGARI = re.compile("[\u0900-\u0963\u0970-\u097f]")
OWN_DIGITS = re.compile("[\u0966-\u096f]")
RUDE = re.compile(r"(?<![\u0900-\u097f])(तुम|तू|तेरा|तुम्हारा|तुम्हें|तुझे|करो|देखो|लिखो|भेजो)(?![\u0900-\u097f])")
SAME = {"FSSAI", "GST", "GSTIN", "HSN", "HUID", "ODOP", "PAN", "SMS"}  # said so in Hindi too


@pytest.fixture(scope="module")
def hindi():
    return polib.pofile(str(TRANSLATIONS / "hi" / "LC_MESSAGES" / "messages.po"))


@pytest.fixture(scope="module")
def reader():
    """An application that reads our catalogs and does nothing else."""
    compile_stale()
    app = Flask("reader")
    app.config["BABEL_TRANSLATION_DIRECTORIES"] = str(TRANSLATIONS)
    Babel(app)
    with app.test_request_context(), force_locale("hi"):
        yield app


def texts(entry):
    return [entry.msgstr, *entry.msgstr_plural.values()]


def test_every_sentence_can_be_filled_in(hindi):
    for entry in hindi.translated_entries():
        names = {
            name: 7 if kind == "d" else "x" for name, kind in PLACE.findall(entry.msgid + entry.msgid_plural)
        }
        for text in filter(None, texts(entry)):
            if names:
                text % names
            assert "%%" not in text or "%%" in entry.msgid


def test_hindi_is_written_in_its_own_letters_with_latin_digits_and_politely(hindi):
    for entry in hindi.translated_entries():
        for text in filter(None, texts(entry)):
            assert text in SAME or DEVANAGARI.search(text), entry.msgid
            assert not OWN_DIGITS.search(text), entry.msgid
            assert not RUDE.search(text), (entry.msgid, text)


def test_a_sentence_ends_in_hindi_as_it_ends_in_english(hindi):
    for entry in hindi.translated_entries():
        for text in filter(None, texts(entry)):
            stops = text.rstrip().endswith(("।", ".", "?", "!", "…", "asha@example.in"))
            if entry.msgid.endswith(".") and " " in entry.msgid:
                assert stops, (entry.msgid, text)


def test_every_refusal_has_its_sentence_in_hindi(reader):
    codes = {each.code for each in _refusals(Refusal) if "code" in vars(each)}
    for code in codes & REFUSALS.keys():
        assert DEVANAGARI.search(str(REFUSALS[code])), code


def test_every_label_has_its_word_in_hindi(reader):
    for room, kinds in LABELS.items():
        for kind, words in kinds.items():
            for value, word in words.items():
                text = str(word)
                assert text in SAME or DEVANAGARI.search(text), (room, kind, value)


def test_the_catalog_holds_only_what_is_said(hindi):
    spoken = {
        message.id if isinstance(message.id, str) else message.id[0] for message in said() if message.id
    }
    held = {entry.msgid for entry in hindi if not entry.obsolete}
    assert len(held - spoken) <= len(held) // 10, "run python -m bin.words update"


def test_no_template_of_a_letter_is_without_its_language():
    letters = Path(__file__).parents[2] / "templates" / "notices"
    unmarked = [
        path.name for path in letters.iterdir() if not re.search(r"trans %|_\(|gettext\(", path.read_text())
    ]
    assert unmarked == []


def _refusals(kind):
    for each in kind.__subclasses__():
        yield each
        yield from _refusals(each)

"""What `make check` says of a catalog that is not as it should be."""

from pathlib import Path

import polib
import pytest

from bin import check_translations
from bin.words import compile_stale


def catalog(*entries: tuple[str, str]) -> polib.POFile:
    """A catalog with these translations."""
    file = polib.POFile()
    file.extend(polib.POEntry(msgid=original, msgstr=translation) for original, translation in entries)
    return file


@pytest.mark.parametrize(
    ("translation", "faults"),
    [
        ("%(count)s नग", 0),
        ("नग", 1),
        ("%(number)s नग", 1),
        ("", 0),  # not translated yet: another check's business
    ],
)
def test_what_a_sentence_leaves_open_its_translation_leaves_open(translation: str, faults: int):
    assert len(check_translations.open_places(catalog(("%(count)s pieces", translation)))) == faults


def test_a_sentence_of_a_page_that_is_not_translated_is_named(tmp_path: Path):
    (tmp_path / "page.html").write_text("{{ _('Accept') }} {{ _('Pack') }}")
    assert check_translations.missing(catalog(("Accept", "स्वीकारें")), (str(tmp_path),)) == ["Pack"]


def test_an_unsure_translation_is_no_translation(tmp_path: Path):
    (tmp_path / "page.html").write_text("{{ _('Accept') }}")
    unsure = catalog(("Accept", "स्वीकारें"))
    unsure[0].flags.append("fuzzy")
    assert check_translations.missing(unsure, (str(tmp_path),)) == ["Accept"]


def test_a_changed_catalog_is_compiled_once(tmp_path: Path):
    folder = tmp_path / "hi" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    catalog(("Accept", "स्वीकारें")).save(str(folder / "messages.po"))
    assert compile_stale(tmp_path) == [folder / "messages.mo"]
    assert compile_stale(tmp_path) == []
    assert polib.mofile(str(folder / "messages.mo"))[0].msgstr == "स्वीकारें"

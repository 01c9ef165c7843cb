"""The catalogs of translations: compile those that changed (.po → .mo), or take in what is newly said.

python -m bin.words            compile (the front door does it by itself)
python -m bin.words update     find every marked sentence and bring each catalog up to date, then compile
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).parent.parent
TRANSLATIONS = ROOT / "translations"
SPEAKERS = ("storefront", "templates")  # the two places where sentences stand
KEYWORDS = {**DEFAULT_KEYWORDS, "lazy_gettext": None}  # said when it is read, not when it is written
METHODS = [
    ("**.py", "python"),
    ("**.html", "jinja2"),
    ("**.txt", "jinja2"),
    ("**.sms", "jinja2"),
    ("**.subject", "jinja2"),
]
OPTIONS = {pattern: {"silent": "false"} for pattern, method in METHODS if method == "jinja2"}
WIDTH = 110


def compile_stale(folder: Path = TRANSLATIONS) -> list[Path]:
    """Write each .mo that is missing or older than its .po; answer those. Safe to run side by side."""
    written = []
    for source in sorted(folder.glob("*/LC_MESSAGES/*.po")):
        target = source.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime_ns >= source.stat().st_mtime_ns:
            continue
        with source.open("rb") as po:
            catalog = read_po(po, locale=source.parent.parent.name)
        partial = target.with_name(f"{target.name}.{os.getpid()}")
        with partial.open("wb") as mo:
            write_mo(mo, catalog)
        partial.replace(target)
        written.append(target)
    return written


def said() -> Catalog:
    """Every sentence marked for translation, with the files it stands in."""
    template = Catalog(project="Zila Haat", charset="utf-8")
    for speaker in SPEAKERS:
        found = extract_from_dir(ROOT / speaker, METHODS, OPTIONS, KEYWORDS)
        for name, _line, message, notes, context in found:
            template.add(message, None, [(f"{speaker}/{name}", 0)], auto_comments=notes, context=context)
    return template


def update(folder: Path = TRANSLATIONS) -> None:
    """Bring each catalog up to date: new sentences come in untranslated, those no longer said go out."""
    template = said()
    for path in sorted(folder.glob("*/LC_MESSAGES/messages.po")):
        with path.open("rb") as po:
            catalog = read_po(po, locale=path.parent.parent.name)
        catalog.update(template, no_fuzzy_matching=True, update_creation_date=False)
        with path.open("wb") as po:
            write_po(po, catalog, width=WIDTH, ignore_obsolete=True, sort_output=True, include_lineno=False)


if __name__ == "__main__":
    if sys.argv[1:] == ["update"]:
        update()
    compile_stale()

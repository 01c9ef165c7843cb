"""Hold the catalogs of translations against the templates and the code.

Every catalog parses; what a sentence leaves open (`%(name)s`) its translation leaves open too; and the Hindi of the
artisan's own pages and notices is complete.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

import polib
from babel.messages.extract import extract_from_dir

from bin.surroundings import ROOT

BABEL_METHODS = [
    ("**.py", "python"),
    ("**.html", "jinja2"),
    ("**.txt", "jinja2"),
    ("**.sms", "jinja2"),
    ("**.subject", "jinja2"),
]
BABEL_OPTIONS = {pattern: {"silent": "false"} for pattern, method in BABEL_METHODS if method == "jinja2"}
OPEN_PLACE = re.compile(r"%\(\w+\)[sd]|%[sd]")
COMPLETE = {
    "hi": (
        *(
            "templates/workshop",
            "templates/notices",
            "templates/door",
            "templates/console",
            "templates/components",
        ),
        *("storefront/workshop", "storefront/door", "storefront/words"),
    )
}
SHOWN_MAX = 20


def main() -> int:
    """Answers 1, and says what is wrong, when a catalog is not as it should be."""
    faults = [
        f"{language}: there is no catalog"
        for language in COMPLETE
        if not (ROOT / "translations" / language / "LC_MESSAGES").exists()
    ]
    for path in sorted((ROOT / "translations").glob("*/LC_MESSAGES/*.po")):
        try:
            catalog = polib.pofile(str(path))
        except OSError as problem:
            faults.append(f"{path.relative_to(ROOT)}: {problem}")
            continue
        language = path.parent.parent.name
        faults += [f"{language}: {fault}" for fault in open_places(catalog)]
        faults += [
            f"{language}: not translated: {each!r}" for each in missing(catalog, COMPLETE.get(language, ()))
        ]
    for fault in faults[:SHOWN_MAX]:
        print(fault, file=sys.stderr)
    if len(faults) > SHOWN_MAX:
        print(f"… and {len(faults) - SHOWN_MAX} more", file=sys.stderr)
    return 1 if faults else 0


def open_places(catalog: polib.POFile) -> list[str]:
    """Sentences whose translation has other places to fill in than the original."""
    faults = []
    for entry in catalog:
        if entry.obsolete or not entry.translated():
            continue
        wanted = set(OPEN_PLACE.findall(entry.msgid)) | set(OPEN_PLACE.findall(entry.msgid_plural))
        for text in [entry.msgstr, *entry.msgstr_plural.values()]:
            found = set(OPEN_PLACE.findall(text))
            if text and (found - wanted or (not entry.msgid_plural and found != wanted)):
                faults.append(f"{entry.msgid!r} and {text!r} leave different places open")
    return faults


def missing(catalog: polib.POFile, folders: tuple[str, ...]) -> list[str]:
    """Sentences of these folders that the catalog does not say, or says unsurely."""
    said = {(entry.msgctxt, entry.msgid) for entry in catalog if entry.translated() and not entry.fuzzy}
    wanted: dict[tuple[str | None, str], None] = {}
    for folder in folders:
        if (ROOT / folder).exists():
            wanted |= dict.fromkeys(sentences(ROOT / folder))
    return [sentence for context, sentence in wanted if (context, sentence) not in said]


def sentences(folder: Path) -> list[tuple[str | None, str]]:
    """Every sentence marked for translation in a folder, with its context."""
    found = []
    for _, _, message, _, context in extract_from_dir(folder, BABEL_METHODS, BABEL_OPTIONS):
        found.append((context, message if isinstance(message, str) else message[0]))
    return found


if __name__ == "__main__":
    sys.exit(main())

"""Compile the catalogs of translations (.po → .mo) that have changed since they were compiled last."""

from __future__ import annotations

import os
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

TRANSLATIONS = Path(__file__).parent.parent / "translations"


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


if __name__ == "__main__":
    compile_stale()

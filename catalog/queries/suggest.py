"""What somebody may be about to type: words that the goods have, and places, crafts and products of that beginning."""

from __future__ import annotations

from typing import NamedTuple

from sqlalchemy import text
from sqlalchemy.orm import Session

from catalog.queries.words import Place
from catalog.rules.search import TEXT_MAX, NameKind, phrases
from catalog.rules.spelling import fold, words_of

WORDS_MAX = 6
NAMES_MAX = 8
BEGUN_MIN = 2  # letters
SUGGESTED = text(
    """
    (SELECT 'word' AS kind, word AS ref, word AS name, '' AS within, listings AS goods FROM search_words
     WHERE fold >= :last AND fold < :last || '~' AND listings > 0 ORDER BY listings DESC, fold LIMIT :words)
    UNION ALL
    (SELECT DISTINCT ON (kind, ref, within) kind, ref, name, within, 0 FROM search_names
     WHERE fold >= :whole AND fold < :whole || '~' ORDER BY kind, ref, within LIMIT :names)
    """
)


class Suggestions(NamedTuple):
    """Searches to go on with, and names that have a page or are worth searching for."""

    searches: list[str]
    names: list[Place]


def suggest(session: Session, typed: str) -> Suggestions:
    """What begins as the text does: its last word completed, and whole names. One statement; none for one letter."""
    written = words_of(typed[:TEXT_MAX])
    whole = fold(typed[:TEXT_MAX])
    if not phrases(whole.split()) or len(whole) < BEGUN_MIN:
        return Suggestions([], [])
    last = whole.split()[-1]
    values = {"last": last, "whole": whole, "words": WORDS_MAX, "names": NAMES_MAX}
    rows = session.execute(SUGGESTED, values).all()
    before = " ".join(written[:-1])
    searches = [f"{before} {row.ref}".strip() for row in rows if row.kind == "word"]
    names = [Place(NameKind(row.kind), row.ref, row.name, row.within) for row in rows if row.kind != "word"]
    order = list(NameKind)
    return Suggestions(
        list(dict.fromkeys(searches)), sorted(names, key=lambda name: (order.index(name.kind), name.name))
    )

"""Lay down anew the words that goods are found by: `python -m bin.search_words`.

Wanted after an upgrade that changes how words are spelt or kept; `bin.registry` does it by itself where goods are on
sale and no words are known. With `--count` it only counts anew in how many goods each word stands.
"""

from __future__ import annotations

import argparse
import sys
import time

from sqlalchemy import create_engine, select, text
from sqlalchemy.orm import Session
from sqlalchemy.pool import NullPool

from catalog.actions.words import count_words, index_all
from catalog.models import Listing, SearchWord
from catalog.rules.listing import ListingStatus
from config import Config, ConfigError
from kit.db import bind, transaction


def wanted(session: Session) -> bool:
    """Whether goods are on sale and no word of theirs is known."""
    on_sale = select(Listing.id).where(Listing.status == ListingStatus.PUBLISHED).limit(1)
    return session.scalar(select(SearchWord.id).limit(1)) is None and session.scalar(on_sale) is not None


def lay_down(session: Session) -> int:
    """Lay down the words of everything on sale; how many listings that were."""
    number = 0
    for number in index_all(session):
        print(f"progress: {number} listings", flush=True)
    session.execute(text("ANALYZE search_words, listings"))
    return number


def main(arguments: list[str] | None = None) -> int:
    """Lay down or count; answers 1, with one sentence, when a setting is wrong."""
    parser = argparse.ArgumentParser(
        prog="python -m bin.search_words", description=(__doc__ or "").split("\n")[0]
    )
    parser.add_argument("--count", action="store_true", help="only count the words anew")
    asked = parser.parse_args(arguments)
    try:
        bind(create_engine(Config.from_env().database_url, poolclass=NullPool))
    except ConfigError as wrong:
        print(wrong, file=sys.stderr)
        return 1
    began = time.monotonic()
    with transaction() as session:
        if asked.count:
            print(f"{count_words(session)} words counted anew in {time.monotonic() - began:.1f} s")
        else:
            print(f"{lay_down(session)} listings indexed in {time.monotonic() - began:.1f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main())

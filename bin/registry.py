"""Load everything the shop knows from public lists: `python -m bin.registry`, as often as wanted.

States, districts, craft families, crafts and their finer lines, GI goods, products of districts, tax rates,
levies and Ekta Malls. All in one transaction: a file with a fault changes nothing. A newer file updates the
rows it names and retires those it no longer names. `--places`, `--crafts`, `--malls` read from elsewhere.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Iterator
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import create_engine, text
from sqlalchemy.orm import Session
from sqlalchemy.pool import NullPool

import catalog.actions.registry as crafts
import catalog.actions.synonyms as search
import malls.actions.malls as malls
import people.actions.places as places
import tax.actions
from bin import search_words
from config import Config, ConfigError
from kit.clock import now
from kit.db import bind, transaction
from kit.errors import Refusal
from kit.lists import ListFileWrong, Tally, one_loader_at_a_time

MALLS_FILE = Path(__file__).parents[1] / "malls" / "data" / "ekta_malls.csv"
ANALYZED = (
    "states, districts, craft_families, crafts, craft_variants, gi_goods, district_products, search_names,"
    " synonyms"
)

Step = tuple[str, Callable[[], Any]]


def load_registry(
    session: Session,
    *,
    at: datetime,
    places_folder: Path = places.DATA,
    crafts_folder: Path = crafts.DATA,
    malls_file: Path = MALLS_FILE,
) -> Iterator[tuple[int, int, str, Any]]:
    """Load list after list; yields (number, of how many, name, change) after each. The caller commits."""
    one_loader_at_a_time(session, "registry")
    steps: list[Step] = [
        ("States", partial(places.load_states, session, places_folder / "states.csv", at=at)),
        ("districts", partial(places.load_districts, session, places_folder / "districts.csv", at=at)),
        (
            "craft families",
            partial(crafts.load_families, session, crafts_folder / "craft_families.csv", at=at),
        ),
        ("crafts", partial(crafts.load_crafts, session, crafts_folder / "crafts.csv", at=at)),
        (
            "craft variants",
            partial(crafts.load_variants, session, crafts_folder / "craft_variants.csv", at=at),
        ),
        ("GI goods", partial(crafts.load_gi_goods, session, crafts_folder / "gi_goods.csv", at=at)),
        (
            "district products",
            partial(crafts.load_products, session, crafts_folder / "district_products.csv", at=at),
        ),
        ("names to search for", partial(search.load_names, session)),
        ("synonyms", partial(search.load_synonyms, session, crafts_folder / "synonyms.csv", at=at)),
        ("tax rates", partial(tax.actions.load_rates, session)),
        ("levies", partial(tax.actions.load_levies, session)),
    ]
    steps.append(("Ekta Malls", partial(malls.load_malls, session, malls_file, at=at)))
    for number, (name, load) in enumerate(steps, start=1):
        yield number, len(steps), name, load()
    if search_words.wanted(session):
        search_words.lay_down(session)
    # The planner knows nothing of rows that have just come: the map would be read four times as slowly.
    session.execute(text(f"ANALYZE {ANALYZED}"))


def told(change: Tally | tax.actions.Loaded) -> str:
    """Say in words what a load did: `787 listed, 787 added`; zeros are left out."""
    counts = vars(change) if isinstance(change, Tally) else change._asdict()
    return ", ".join(f"{count} {name}" for name, count in counts.items() if isinstance(count, int) and count)


def main(arguments: list[str] | None = None) -> int:
    """Load the registry into the database of DATABASE_URL. Returns 1, with one sentence, on a faulty file."""
    parser = argparse.ArgumentParser(
        prog="python -m bin.registry", description=(__doc__ or "").splitlines()[0]
    )
    parser.add_argument(
        "--places", type=Path, default=places.DATA, help="folder of states.csv, districts.csv"
    )
    parser.add_argument("--crafts", type=Path, default=crafts.DATA, help="folder of crafts.csv and its kin")
    parser.add_argument("--malls", type=Path, default=MALLS_FILE, help="the list of Ekta Malls")
    asked = parser.parse_args(arguments)
    try:
        bind(create_engine(Config.from_env().database_url, poolclass=NullPool))
        began = time.monotonic()
        with transaction() as session:
            for number, total, name, change in load_registry(
                session,
                at=now(),
                places_folder=asked.places,
                crafts_folder=asked.crafts,
                malls_file=asked.malls,
            ):
                print(f"progress: {number}/{total} {name}: {told(change)}", flush=True)
    except (ConfigError, ListFileWrong, Refusal) as wrong:
        print(wrong, file=sys.stderr)
        return 1
    print(f"registry loaded in {time.monotonic() - began:.1f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main())

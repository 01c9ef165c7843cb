"""How fast goods are found, in a small shop and in a large one, as JSON lines.

    python -m bench.search [--goods 100000] [--rounds 3]

It starts a PostgreSQL and a web server of its own in a scratch folder, makes the demo world, measures the pages of a
few hundred searches at 1,000 goods and again at `--goods`, and says p50, p95, their ratio and the statements a page.
"""

from __future__ import annotations

import argparse
import csv
import statistics
import sys
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path
from typing import Any
from urllib.parse import quote

import httpx
from sqlalchemy import Engine, create_engine, event
from sqlalchemy.orm import Session

from bench.__main__ import environment, make_world, say, served
from bin.postgres import start_postgres
from bin.valkey import start_redis
from catalog.queries.search import find
from demo.copies import fill
from kit.clock import now

SMALL = 1_000
P95_MAX_MS, RATIO_MAX = 50.0, 2.0
# What buyers type most is broad: words that hundreds or tens of thousands of goods have.
BROAD = (
    "saree",
    "silk saree",
    "cotton",
    "silk",
    "brass",
    "wood",
    "tea",
    "साड़ी",
    "west bengal",
    "honey",
    "shawl",
)
QUERIES = Path(__file__).parents[1] / "tests" / "catalog" / "queries.csv"


def main() -> int:
    """Measure and print; answers 1 when a limit is passed."""
    parser = argparse.ArgumentParser(prog="python -m bench.search", description="Measure the search.")
    parser.add_argument("--goods", type=int, default=100_000, help="published goods in the large shop")
    parser.add_argument("--rounds", type=int, default=3, help="how often every search is asked")
    asked = parser.parse_args()
    with ExitStack() as stack:
        home = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="zila-search-")))
        postgres, redis = start_postgres(home), start_redis(home)
        stack.callback(postgres.stop)
        stack.callback(redis.stop)
        env = environment(postgres.url, redis.url, home) | {
            "ZILA_ENV": "test"
        }  # no limit of searches a minute
        make_world(env | {"ZILA_ENV": "development"})
        engine = create_engine(postgres.url)
        stack.callback(engine.dispose)
        p95s = []
        for goods in (SMALL, asked.goods):
            there = fill(engine, goods)
            say("search_world", goods=there)
            measure_queries(engine, there, asked.rounds)
            p95s.append(measure_pages(env, there, asked.rounds))
        ratio = p95s[1] / p95s[0]
        say("search_scale", ratio=round(ratio, 2), limit=RATIO_MAX)
    return 0 if p95s[1] <= P95_MAX_MS and ratio <= RATIO_MAX else 1


def searches() -> list[str]:
    """What is asked: the queries of the quality test, and broad ones."""
    with QUERIES.open(encoding="utf-8", newline="") as file:
        return [row["asked"] for row in csv.DictReader(file)] + list(BROAD)


def measure_queries(engine: Engine, goods: int, rounds: int) -> None:
    """The search itself, without a page: how long, and how many statements."""
    counted = [0]

    def count(*_: Any) -> None:
        counted[0] += 1

    event.listen(engine, "before_cursor_execute", count)
    took, statements, slowest = [], [], ("", 0.0)
    with Session(engine) as session:
        for _ in range(rounds + 1):
            for words in searches():
                counted[0] = 0
                began = time.perf_counter()
                find(session, words, at=now())
                spent = (time.perf_counter() - began) * 1000
                took.append(spent)
                statements.append(counted[0])
                slowest = max(slowest, (words, spent), key=lambda each: each[1])
            session.rollback()
    event.remove(engine, "before_cursor_execute", count)
    warm = took[len(searches()) :]
    say(
        "search_queries",
        goods=goods,
        **figures(warm),
        statements_max=max(statements),
        slowest=slowest[0],
    )


def measure_pages(env: dict[str, str], goods: int, rounds: int) -> float:
    """Whole pages, one after the other; answers the 95th percentile in ms."""
    took: list[float] = []
    with served("wsgi:app", env) as (port, _), httpx.Client(**asker(port)) as client:
        for turn in range(rounds + 1):
            for words in searches():
                began = time.perf_counter()
                answer = client.get(f"/search?q={quote(words)}")
                answer.raise_for_status()
                if turn:  # the first turn warms both processes
                    took.append((time.perf_counter() - began) * 1000)
    told = figures(took)
    say("search_pages", goods=goods, **told, limit_ms=P95_MAX_MS)
    return told["p95_ms"]


def asker(port: int) -> dict[str, Any]:
    """A browser that has said where goods shall go, so that the days they come are counted too."""
    return {"base_url": f"http://127.0.0.1:{port}", "cookies": {"pin": "700001"}}


def figures(took: list[float]) -> dict[str, float]:
    """The middle, the 95th and the 99th percentile, in ms."""
    cut = statistics.quantiles(took, n=100)
    return {
        "median_ms": round(statistics.median(took), 1),
        "p95_ms": round(cut[94], 1),
        "p99_ms": round(cut[98], 1),
    }


if __name__ == "__main__":
    sys.exit(main())

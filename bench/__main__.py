"""`make bench`: the shop's speed beside its limits, in one run, as JSON lines with ratios.

    python -m bench [--goods 2000] [--seconds 4] [--rounds 3]

It starts a PostgreSQL, a Redis and web servers of its own in a scratch folder, makes the demo world, copies its goods
until there are enough, measures shop and limit turn by turn, and leaves nothing behind.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import httpx
from sqlalchemy import create_engine, text

from bench import checkout
from bench.client import Answered, burst, get, post
from bin.postgres import start_postgres
from bin.servers import free_port
from bin.valkey import start_redis
from demo.copies import fill

ROOT = Path(__file__).resolve().parent.parent
WORKERS, THREADS = "2", "4"
BUYERS = 8
PIECES = 1_000_000  # of each variant: no checkout shall find it sold out


def main() -> int:
    """Measure and print; answers 1 when the shop did not answer as it should."""
    parser = argparse.ArgumentParser(
        prog="python -m bench", description="Measure the shop beside its limits."
    )
    parser.add_argument("--goods", type=int, default=2000, help="published goods in the shop")
    parser.add_argument("--seconds", type=float, default=4.0, help="length of each burst")
    parser.add_argument("--rounds", type=int, default=3, help="turns of each measure and its limit")
    asked = parser.parse_args()
    with ExitStack() as stack:
        home = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="zila-bench-")))
        postgres, redis = start_postgres(home), start_redis(home)
        stack.callback(postgres.stop)
        stack.callback(redis.stop)
        env = environment(postgres.url, redis.url, home)
        make_world(env)
        engine = create_engine(postgres.url, pool_size=BUYERS, max_overflow=4)
        stack.callback(engine.dispose)
        say("world", goods=fill(engine, asked.goods, pieces=PIECES))
        pages(engine, env, asked)
        checkouts(engine, postgres.url, asked)
    return 0


def environment(database: str, redis: str, home: Path) -> dict[str, str]:
    """The settings of the measured processes: like production's, but nothing outside is reached."""
    ours = {
        "ZILA_ENV": "development",
        "ZILA_HOME": str(home),
        "DATABASE_URL": database,
        "REDIS_URL": redis,
        "SECRET_KEY": "demo-" + "b" * 40,
        "STRIPE_SECRET_KEY": "sk_test_demo_bench",
        "STRIPE_WEBHOOK_SECRET": "whsec_demo_bench",
        "STRIPE_API_BASE": "http://127.0.0.1:9",
        "SMTP_URL": "smtp://127.0.0.1:9",
        "SMS_URL": "http://127.0.0.1:9",
    }
    return os.environ | ours


def make_world(env: dict[str, str]) -> None:
    """Migrate, load the registry and make the demo world, as a first start does."""
    for command in (["alembic", "upgrade", "head"], ["bin.registry"], ["demo"]):
        began = time.perf_counter()
        subprocess.run(
            [sys.executable, "-m", *command], cwd=ROOT, env=env, check=True, stdout=subprocess.DEVNULL
        )
        say("made", what=command[0], seconds=round(time.perf_counter() - began, 1))


@contextmanager
def served(application: str, env: dict[str, str]) -> Iterator[tuple[int, int]]:
    """Serve an application by gunicorn on a free port; the port and the server's process id."""
    port = free_port()
    command = [sys.executable, "-m", "gunicorn", application, "-b", f"127.0.0.1:{port}", "-k", "gthread"]
    command += [
        "-w",
        WORKERS,
        "--threads",
        THREADS,
        "--keep-alive",
        "30",
        "--log-level",
        "error",
        "--preload",
    ]
    with subprocess.Popen(command, cwd=ROOT, env=env | {"PORT": str(port)}) as process:
        try:
            wait_until_served(port)
            yield port, process.pid
        finally:
            process.terminate()
            process.wait(20)


def wait_until_served(port: int) -> None:
    """Wait until somebody answers on the port, 30 seconds at most."""
    for _ in range(300):
        try:
            httpx.get(f"http://127.0.0.1:{port}/healthz", timeout=2)
        except httpx.HTTPError:
            time.sleep(0.1)
        else:
            return
    raise RuntimeError("the web server did not come up")


def pages(engine: Any, env: dict[str, str], asked: argparse.Namespace) -> None:
    """Listing, product, search and add to cart beside a bare page and an empty POST."""
    with engine.connect() as connection:
        slugs = connection.execute(
            text("SELECT slug FROM listings WHERE status = 'published' ORDER BY random() LIMIT 200")
        ).scalars()
        goods = [f"/p/{slug}" for slug in slugs]
        variants = connection.execute(
            text("SELECT id FROM variants WHERE active ORDER BY random() LIMIT 200")
        ).scalars()
        wanted = [int(each) for each in variants]
    words = ["saree", "brass", "shawl", "tea", "basket", "bankura", "silk", "terracotta", "honey", "ikat"]
    with served("bench.shop:app", env) as (port, pid), served("bench.limits:app", env) as (bare, _):
        host = f"127.0.0.1:{port}"
        baskets = [basket_of(host) for _ in range(16)]
        puts = [
            post(
                "/cart/lines",
                f"variant_id={variant}&quantity=1",
                host=host,
                cookie=baskets[at % len(baskets)],
            )
            for at, variant in enumerate(wanted)
        ]
        measures: dict[str, tuple[list[bytes], list[bytes], int]] = {
            "listing": (
                [get("/crafts/weaves"), get("/crafts/metal"), get("/crafts/painting")],
                [get("/cards")],
                200,
            ),
            "product": ([get(path) for path in goods], [get("/cards")], 200),
            "search": ([get(f"/search?q={word}") for word in words], [get("/cards")], 200),
            "home": ([get("/")], [get("/cards")], 200),
            "add_to_cart": (puts, [post("/empty", "", host=f"127.0.0.1:{bare}")], 303),
        }
        for name, (ours, limit, expected) in measures.items():
            burst(port, ours, seconds=1.0)
            side_by_side(
                name,
                lambda ours=ours: burst(port, ours, seconds=asked.seconds),  # type: ignore[misc]
                lambda limit=limit: burst(bare, limit, seconds=asked.seconds),  # type: ignore[misc]
                rounds=asked.rounds,
                expected=expected,
            )
        whole, share = largest_worker_mib(pid)
        say("memory", worker_mib=whole, worker_share_mib=share, limit_mib=105)


def basket_of(host: str) -> str:
    """A cookie with a basket of its own, as a browser gets it by its first good."""
    with httpx.Client(base_url=f"http://{host}", headers={"Origin": f"http://{host}"}) as client:
        page = client.get("/search?q=saree").text
        slug = re.search(r'href="(/p/[^"#?]+)', page)
        assert slug is not None
        good = client.get(slug[1]).text
        variant = re.search(r'name="variant_id"[^>]*value="(\d+)"', good)
        assert variant is not None
        client.post("/cart/lines", data={"variant_id": variant[1], "quantity": "1"})
        return f"cart={client.cookies['cart']}"


def side_by_side(
    name: str, ours: Callable[[], Answered], limit: Callable[[], Answered], *, rounds: int, expected: int
) -> None:
    """Measure shop and limit in turns and say the middle of each, with the middle of the ratios."""
    pairs = [(ours(), limit()) for _ in range(rounds)]
    wrong = {status for answered, _ in pairs for status in answered.statuses if status != expected}
    middle = sorted(pairs, key=lambda pair: pair[0].per_s)[len(pairs) // 2][0]
    say(
        name,
        per_s=round(statistics.median(answered.per_s for answered, _ in pairs), 1),
        median_ms=round(middle.median_ms, 2),
        p95_ms=round(middle.quantile_ms(0.95), 2),
        limit_per_s=round(statistics.median(bare.per_s for _, bare in pairs), 1),
        ratio=round(statistics.median(answered.per_s / bare.per_s for answered, bare in pairs), 3),
        bytes=middle.body_bytes,
        other_statuses=sorted(wrong),
    )


def checkouts(engine: Any, url: str, asked: argparse.Namespace) -> None:
    """Whole checkouts through the rooms beside bare transactions of ten statements."""
    from kit import events
    from worker import SUBSCRIBERS

    events.subscribe(SUBSCRIBERS)
    carts = checkout.offers(engine)
    figures = []
    for _ in range(asked.rounds):
        whole, placings = checkout.checkouts(engine, carts, seconds=asked.seconds, threads=BUYERS)
        hot = checkout.hot_piece(engine, carts[0], seconds=asked.seconds, threads=2 * BUYERS)
        bare = checkout.bare_transactions(url, seconds=asked.seconds, threads=BUYERS)
        figures.append((whole, hot, bare, statistics.median(placings) * 1000))
    whole, hot, bare, placing_ms = (statistics.median(each) for each in zip(*figures, strict=True))
    say(
        "checkout",
        orders_per_s=round(whole, 1),
        placing_median_ms=round(placing_ms, 2),
        limit_per_s=round(bare, 1),
        ratio=round(statistics.median(one / limit for one, _, limit, _ in figures), 3),
        hot_orders_per_s=round(hot, 1),
        hot_ratio=round(statistics.median(warm / one for one, warm, _, _ in figures), 3),
    )


def largest_worker_mib(pid: int) -> tuple[float, float]:
    """The largest web worker in MiB: all its resident memory, and its share where pages are shared by several."""
    children = Path(f"/proc/{pid}/task/{pid}/children")
    if not children.exists():
        return 0.0, 0.0
    kinds: dict[str, list[int]] = {"Rss": [0], "Pss": [0]}
    for child in children.read_text().split():
        for line in Path(f"/proc/{child}/smaps_rollup").read_text().splitlines():
            kind, _, size = line.partition(":")
            if kind in kinds:
                kinds[kind].append(int(size.split()[0]))
    return round(max(kinds["Rss"]) / 1024, 1), round(max(kinds["Pss"]) / 1024, 1)


def say(measure: str, **figures: Any) -> None:
    """Print one JSON line."""
    print(json.dumps({"measure": measure, **figures}), flush=True)


if __name__ == "__main__":
    sys.exit(main())

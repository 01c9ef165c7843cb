"""Make the demo world in the database of DATABASE_URL: `python -m demo`, as often as wanted.

Tells its progress a line at a time (`progress: 12/460 Kachchh, Gujarat`). Answers 1 with one sentence where
there may be no demo people, or no registry yet.
"""

from __future__ import annotations

import sys
import time

from sqlalchemy import create_engine

from config import Config, ConfigError
from demo.deeds.bank import open_bank
from demo.deeds.places import RegistryMissing
from demo.world import make
from kit import events, keys, letters
from kit.clock import now
from kit.db import bind

TOLD_EVERY_S = 0.25
NO_POST = letters.Post(smtp_url="", sms_url="", sender="", public_url="http://demo.example")


def main() -> int:
    """Make it, or what is missing of it; 0 when it is whole."""
    try:
        config = Config.from_env()
    except ConfigError as wrong:
        print(wrong, file=sys.stderr)
        return 1
    if not config.demo_people:
        print("ZILA_ENV is production, where no demo people may be.", file=sys.stderr)
        return 1
    bind(create_engine(config.database_url))
    keys.use(config.secret_key)
    letters.use(NO_POST)
    events.subscribe({})  # nobody is told of what is made up: no letters, no messages, no work
    began = told = time.monotonic()
    try:
        for number, total, words in make(config.home, at=now(), bank=open_bank(config)):
            if time.monotonic() - told >= TOLD_EVERY_S or number in (1, total):
                told = time.monotonic()
                print(f"progress: {number}/{total} {words}", flush=True)
    except RegistryMissing:
        print("The registry is not loaded yet: python -m bin.registry does it.", file=sys.stderr)
        return 1
    print(f"demo world made in {time.monotonic() - began:.1f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main())

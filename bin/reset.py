"""`make reset`: forget all state of this ZILA_HOME: the database, the uploads, the secrets, the logs."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

from bin.postgres import forget, forget_orphans
from bin.servers import CannotStart
from bin.surroundings import LOCK, hold

# What a home holds. Anything else in that folder is not ours to remove.
OURS = (
    *(
        "postgres",
        "redis",
        "media",
        "logs",
        "sandbox",
        "inbox",
        "secrets.json",
        "demo.key",
        "mark",
        "ports.json",
        "running.json",
    ),
    *("beat", "beat.db", "beat.dat", "beat.dir", "beat.bak", "beat-shm", "beat-wal", "tests"),
)


def main() -> int:
    """Remove it all; refuses while a house runs in it."""
    home = Path(os.environ.get("ZILA_HOME", "").strip() or "var").absolute()
    if not home.exists():
        forget_orphans()
        return 0
    try:
        lock = hold(home)
    except CannotStart as problem:
        print(problem, file=sys.stderr)
        return 1
    with lock:
        forget(home)
        for name in OURS:
            path = home / name
            if path.is_dir() and not path.is_symlink():
                shutil.rmtree(path)
            else:
                path.unlink(missing_ok=True)
        (home / LOCK).unlink(missing_ok=True)
    if not any(home.iterdir()):
        home.rmdir()
    forget_orphans()
    print(f"All state in {home} is forgotten.")
    return 0


if __name__ == "__main__":
    sys.exit(main())

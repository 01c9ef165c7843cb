"""`make check`: every check that needs no running house, one after the other; all are run, then it fails or not.

python -m bin.check [names]
"""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

from bin.surroundings import ROOT

SCRIPTS = Path(sys.executable).parent
PACKAGES = (
    *("kit", "people", "tax", "catalog", "stock", "ledger", "payments", "orders", "malls", "storefront"),
    *("bin", "demo", "bench", "sandbox", "tests", "config.py", "wsgi.py", "worker.py"),
)


def commands() -> dict[str, list[str]]:
    """Each check by its name."""
    python = sys.executable
    here = [name for name in PACKAGES if (ROOT / name).exists()]
    return {
        "ruff": [str(SCRIPTS / "ruff"), "check", "--quiet", "."],
        "format": [str(SCRIPTS / "ruff"), "format", "--check", "--quiet", "."],
        "types": [str(SCRIPTS / "mypy"), "--no-error-summary", *here],
        "staircase": [str(SCRIPTS / "lint-imports")],
        "templates": [str(SCRIPTS / "djlint"), "templates", "--lint", "--quiet"],
        "spelling": [str(SCRIPTS / "codespell")],
        "migrations": [python, "-m", "bin.check_migrations"],
        "translations": [python, "-m", "bin.check_translations"],
    }


def main(names: list[str]) -> int:
    """Run the checks named, or all; answers 1 when one fails."""
    failed = []
    for name, command in commands().items():
        if names and name not in names:
            continue
        began = time.monotonic()
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
        well = done.returncode == 0
        print(f"{name:<13} {'well' if well else 'FAILED'}  {time.monotonic() - began:5.1f} s", flush=True)
        if not well:
            failed.append(name)
            print((done.stdout + done.stderr).strip(), flush=True)
    if failed:
        print(f"Not well: {', '.join(failed)}.")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

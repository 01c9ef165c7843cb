"""`make test`: find a browser, run pytest, and say plainly when the journeys had to be left out.

python -m bin.test [arguments for pytest]
"""

from __future__ import annotations

import os
import sys

import pytest

from bin import browser

# A file stays together in one worker, so that what its tests share (a running house, say) is started once.
WHOLE_SUITE = ["--numprocesses", "2", "--dist", "loadfile"]


def main(arguments: list[str]) -> int:
    """Run the tests; answers pytest's exit code, or 1 when a browser is needed and there is none."""
    found = browser.get()
    if found is None:
        print(browser.ADVICE, file=sys.stderr)
        if os.environ.get("ZILA_NEED_BROWSER") == "1":
            return 1
        print("The journeys in a browser are SKIPPED.", file=sys.stderr)
    return int(pytest.main(arguments or WHOLE_SUITE))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

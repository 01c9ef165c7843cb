"""Find a browser for the journeys, or get one: on PATH, from Playwright, from the system's packages.

    python -m bin.browser        say where it is; exit 1 and say what to do when there is none

ZILA_BROWSER names one outright; ZILA_NEED_BROWSER=1 makes the tests fail, not skip, without one.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
ADVICE = "There is no browser for the journeys; on Debian or Ubuntu, run: apt-get install chromium"
PLAYWRIGHT_TIMEOUT_S = 240
PACKAGES_TIMEOUT_S = 600


@cache
def find() -> str | None:
    """The path of a Chromium that is installed; None when there is none."""
    named = os.environ.get("ZILA_BROWSER", "").strip()
    on_path = next((found for name in NAMES if (found := shutil.which(name))), None)
    found = named or on_path or playwrights_own()
    return found if Path(found).exists() else None


def playwrights_own() -> str:
    """Where Playwright keeps the Chromium it has installed itself, if any."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        return playwright.chromium.executable_path


def get() -> str | None:
    """Find a browser, or install one; None when neither works here."""
    for install in (None, from_playwright, from_packages):
        if install is not None:
            install()
            find.cache_clear()
        if found := find():
            return found
    return None


def from_playwright() -> None:
    """Have Playwright fetch its Chromium; quiet when it cannot."""
    print("Looking for a browser: playwright install chromium …", file=sys.stderr)
    attempt([sys.executable, "-m", "playwright", "install", "chromium"], PLAYWRIGHT_TIMEOUT_S)


def from_packages() -> None:
    """Have Debian or Ubuntu install Chromium, where we may."""
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return
    print("Looking for a browser: apt-get install chromium …", file=sys.stderr)
    attempt(["apt-get", "update", "-qq"], PACKAGES_TIMEOUT_S)
    attempt(["apt-get", "install", "-y", "-qq", "--no-install-recommends", "chromium"], PACKAGES_TIMEOUT_S)


def attempt(command: list[str], timeout_s: int) -> None:
    """Run a command that may fail; what it says is kept to itself."""
    env = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    try:
        subprocess.run(command, env=env, capture_output=True, check=False, timeout=timeout_s)
    except (OSError, subprocess.TimeoutExpired) as problem:
        print(f"  {problem}", file=sys.stderr)


if __name__ == "__main__":
    browser = get()
    print(browser or ADVICE)
    sys.exit(0 if browser else 1)

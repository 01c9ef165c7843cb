"""After everybody has walked: the laws of money and goods still hold in the house's own books."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.journeys.house import ROOT, House

pytestmark = pytest.mark.xdist_group("house")


def test_every_law_holds_in_the_books_of_this_house(house: House) -> None:
    told = subprocess.run(
        [sys.executable, "-m", "bin.audit"],
        cwd=ROOT,
        env=house.env,
        capture_output=True,
        text=True,
        check=False,
    )
    assert told.returncode == 0, told.stdout + told.stderr

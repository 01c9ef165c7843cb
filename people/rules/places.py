"""Places: kinds of State and district, how their addresses are spelt, and which PIN can be where."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from enum import StrEnum
from math import cos, radians

PIN = re.compile(r"[1-9][0-9]{5}")


class StateKind(StrEnum):
    """A State, or a Union Territory with or without a legislature (the latter's tax is UTGST, not SGST)."""

    STATE = "state"
    UT_WITH_LEGISLATURE = "ut_with_legislature"
    UT_WITHOUT_LEGISLATURE = "ut_without_legislature"


class DistrictStatus(StrEnum):
    """`active` ones are counted; a `region` is part of a district (Mahe, Yanam); `abolished` is history."""

    ACTIVE = "active"
    REGION = "region"
    ABOLISHED = "abolished"


class PointKind(StrEnum):
    """What a district's point is: only the first two are computed from its outline."""

    CENTROID = "centroid"
    REPRESENTATIVE = "representative_point"
    TOWN = "approximate_town"


def slug(text: str) -> str:
    """Return the name as it stands in an address: `Y.S.R. Kadapa` → `y-s-r-kadapa`."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def district_slug(name: str, state: str, *, shared: bool) -> str:
    """Return a district's address; with its State behind it when another State has the same name."""
    return slug(f"{name} {state}") if shared else slug(name)


def clean_pin(text: str) -> str | None:
    """Return the six digits of a PIN as somebody typed it (`722 122`, `७२२१२२`); None if it cannot be one."""
    digits = "".join(
        str(unicodedata.decimal(letter)) if letter.isdecimal() else letter
        for letter in text
        if not letter.isspace() and letter != "-"
    )
    return digits if PIN.fullmatch(digits) else None


def zone_states(pin: str, zones: Mapping[str, frozenset[str]]) -> frozenset[str]:
    """Return the States that the first three, else two digits of a PIN allow; none for field post offices."""
    return zones.get(pin[:3]) or zones.get(pin[:2], frozenset())


def nearness(latitude: float, longitude: float, other_latitude: float, other_longitude: float) -> float:
    """Return a figure that grows with the distance between two points in India: to order by, not in km."""
    east = (longitude - other_longitude) * cos(radians((latitude + other_latitude) / 2))
    north = latitude - other_latitude
    return east * east + north * north

"""By which day a piece can be with the buyer: days to make, then the courier's way by zone. One rule for all pages.

The zones and their days are the operator's own, cautious and illustrative; a courier's real offer takes their place
when one is connected. Sundays and the three national holidays bring no parcels.
"""

from __future__ import annotations

from datetime import date, timedelta

HAND_OVER_DAYS = 1  # packed, and at the courier's counter
SAME_STATE_DAYS, SAME_ZONE_DAYS, OTHER_ZONE_DAYS, FAR_DAYS = 3, 4, 6, 9
SUNDAY = 6
NATIONAL_HOLIDAYS = frozenset({(1, 26), (8, 15), (10, 2)})  # month, day

# Zones by the two-digit GST code of the State.
ZONES: dict[str, frozenset[str]] = {
    "north": frozenset({"03", "04", "05", "06", "07", "08", "09"}),
    "west": frozenset({"24", "26", "27", "30"}),
    "centre": frozenset({"22", "23"}),
    "east": frozenset({"10", "19", "20", "21"}),
    "south": frozenset({"29", "32", "33", "34", "36", "37"}),
}
# The Himalayan States and Union Territories, the North-East and the islands: by hill road, or by air and sea.
FAR = frozenset({"01", "02", "11", "12", "13", "14", "15", "16", "17", "18", "31", "35", "38"})


def courier_days(origin: str, place: str) -> int:
    """Days a parcel is on its way between two States (GST codes), at the longest we promise."""
    if origin == place:
        return SAME_STATE_DAYS
    if origin in FAR or place in FAR:
        return FAR_DAYS
    return SAME_ZONE_DAYS if _zone(origin) == _zone(place) else OTHER_ZONE_DAYS


def comes_by(on: date, *, days_to_make: int, origin: str, place: str) -> date:
    """The last day by which a piece ordered on the day `on` comes; `days_to_make` is none for what is ready."""
    days = days_to_make + HAND_OVER_DAYS + courier_days(origin, place)
    day = on + timedelta(days=days)
    while day.weekday() == SUNDAY or (day.month, day.day) in NATIONAL_HOLIDAYS:
        day += timedelta(days=1)
    return day


def _zone(code: str) -> str:
    return next((zone for zone, codes in ZONES.items() if code in codes), code)

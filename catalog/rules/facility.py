"""Support infrastructure: the places that help makers, and what may be said of one."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

NAME_MIN, NAME_MAX = 3, 120
ADDRESS_MIN, ADDRESS_MAX = 8, 300
CAPACITY_MAX = 200
CONTACT_MIN, CONTACT_MAX = 6, 200
PINS_MAX = 500
FACILITIES_MAX = 300  # of one district


class FacilityKind(StrEnum):
    """What a place does for makers."""

    COMMON_FACILITY = "common_facility"
    TESTING_LAB = "testing_lab"
    DESIGN_CENTRE = "design_centre"
    MATERIAL_BANK = "material_bank"
    COLD_STORE = "cold_store"
    PACKAGING_UNIT = "packaging_unit"
    COURIER_REACH = "courier_reach"  # which PIN codes a courier takes parcels from


def facility_faults(
    *,
    kind: FacilityKind,
    name: str,
    address: str,
    capacity: str,
    contact: str,
    pins: Sequence[str],
    strange_pins: Sequence[str],
    point_outside: bool,
) -> dict[str, str]:
    """Name what cannot be, a code for each field.

    `strange_pins` are those that are no PIN codes, or lie in another State; `point_outside`: a point was given, and it
    lies in another district.
    """
    faults: dict[str, str] = {}
    _length(faults, "name", name, NAME_MIN, NAME_MAX)
    _length(faults, "address", address, ADDRESS_MIN, ADDRESS_MAX)
    _length(faults, "capacity", capacity, 0, CAPACITY_MAX)
    _length(faults, "contact", contact, CONTACT_MIN, CONTACT_MAX)
    if kind is FacilityKind.COURIER_REACH and not pins:
        faults["pins"] = "missing"
    elif kind is not FacilityKind.COURIER_REACH and pins:
        faults["pins"] = "not_asked"
    elif len(pins) > PINS_MAX:
        faults["pins"] = "many"
    elif strange_pins:
        faults["pins"] = "strange"
    if point_outside:
        faults["point"] = "far"
    return faults


def _length(faults: dict[str, str], field: str, text: str, least: int, most: int) -> None:
    if len(text) < least:
        faults[field] = "short" if text else "missing"
    elif len(text) > most:
        faults[field] = "long"

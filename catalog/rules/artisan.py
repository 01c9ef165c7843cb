"""Workshops: who they are, what a workshop must say before the district looks at it, and its steps."""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import StrEnum

from kit.steps import Steps
from tax.rules import PersonKind, SellerKind, enrolment_fault, gstin_fault, pan_fault, plain_number

NAME_MIN = 3
NAME_MAX = 120
ADDRESS_MIN = 6
ADDRESS_MAX = 240
STORY_MAX = 4_000
PAN_OF_A_PERSON = frozenset("PH")  # the fourth letter of a PAN: a person, or a Hindu undivided family
_PIN = re.compile(r"[1-9][0-9]{5}")


class ArtisanKind(StrEnum):
    """What kind of maker a workshop is."""

    INDIVIDUAL = "individual"
    SHG = "shg"
    FPO = "fpo"
    COOPERATIVE = "cooperative"
    FIRM = "firm"


class ArtisanStatus(StrEnum):
    """How far a workshop has come."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    VERIFIED = "verified"
    RETURNED = "returned"
    SUSPENDED = "suspended"


ARTISAN_STEPS: Steps[ArtisanStatus] = {
    ArtisanStatus.DRAFT: frozenset({ArtisanStatus.SUBMITTED}),
    ArtisanStatus.SUBMITTED: frozenset({ArtisanStatus.VERIFIED, ArtisanStatus.RETURNED}),
    ArtisanStatus.RETURNED: frozenset({ArtisanStatus.SUBMITTED}),
    ArtisanStatus.VERIFIED: frozenset({ArtisanStatus.SUSPENDED}),
    ArtisanStatus.SUSPENDED: frozenset({ArtisanStatus.VERIFIED}),
}

SHOWN = ("story",)  # what an officer looks at anew before buyers read it (`rules.portrait`)
FIXED_ONCE_VERIFIED = ("kind", "legal_name", "district_id", "gst_kind", "gstin", "enrolment_no", "pan")


def artisan_faults(
    *,
    name: str,
    legal_name: str,
    address_line: str,
    pin: str,
    story: str,
    state_code: str | None,
    gst_kind: SellerKind,
    gstin: str,
    enrolment_no: str,
    pan: str,
) -> dict[str, str]:
    """Name what is wrong with a workshop's papers: field → fault, in the order the form asks.

    `state_code` is that of the chosen district, None while none is chosen. Faults of numbers are those of
    `tax.rules`; a PAN is asked of everyone (Income-tax Act 2025 s.397(2): without it a tenth of the money is lost).
    """
    checks: Mapping[str, str | None] = {
        "name": _length_fault(name, NAME_MIN, NAME_MAX),
        "legal_name": _length_fault(legal_name, NAME_MIN, NAME_MAX),
        "district": None if state_code else "missing",
        "address_line": _length_fault(address_line, ADDRESS_MIN, ADDRESS_MAX),
        "pin": None if _PIN.fullmatch(pin) else ("missing" if not pin else "format"),
        "story": "long" if len(story) > STORY_MAX else None,
        "pan": pan_fault(pan) if pan else "missing",
        "gstin": _gstin_fault(gst_kind, gstin, state_code, pan),
        "enrolment_no": _enrolment_fault(gst_kind, enrolment_no, state_code, pan),
    }
    return {field: fault for field, fault in checks.items() if fault}


def _length_fault(text: str, least: int, most: int) -> str | None:
    if not text:
        return "missing"
    return "short" if len(text) < least else "long" if len(text) > most else None


def _gstin_fault(kind: SellerKind, gstin: str, state: str | None, pan: str) -> str | None:
    if kind is SellerKind.ENROLLED:
        return "not_enrolled" if gstin else None
    if not gstin:
        return "missing"
    sound_pan = pan if pan and pan_fault(pan) is None else None
    return gstin_fault(gstin, state=state, pan=sound_pan)


def _enrolment_fault(kind: SellerKind, number: str, state: str | None, pan: str) -> str | None:
    if kind is not SellerKind.ENROLLED:
        return None
    if not number:
        return "missing"
    return enrolment_fault(number, state=state or plain_number(number)[:2], pan=pan or None)


def person_kind(pan: str) -> PersonKind:
    """How the maker stands with income tax: told by the fourth letter of the PAN, not by what was ticked."""
    return PersonKind.INDIVIDUAL if pan[3:4].upper() in PAN_OF_A_PERSON else PersonKind.FIRM

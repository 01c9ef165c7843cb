"""The desk in depth: the one thing asked for, the clock that stops meanwhile, and the maker's right of appeal."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from enum import StrEnum

from catalog.rules.verification import DUE_AFTER

ANSWER_MAX = 1_000
APPEAL_MIN = 10
APPEAL_MAX = 2_000
APPEAL_WITHIN = timedelta(days=30)
CLAIM_PHOTOS_MAX = 12
VISIT_PLACE_MAX = 200
VISIT_NOTES_MIN = 10
VISIT_NOTES_MAX = 2_000
VISIT_BEFORE = timedelta(days=365)  # a visit longer ago says nothing of the workshop today


class AskKind(StrEnum):
    """The one thing an officer asks a maker for; its sentence stands in templates/components/ask.txt."""

    WHOLE_PHOTO = "whole_photo"
    CLOSE_PHOTO = "close_photo"
    WORK_PHOTO = "work_photo"
    CARD_PHOTO = "card_photo"
    PROOF_PHOTO = "proof_photo"
    FULL_ADDRESS = "full_address"
    HOW_MADE = "how_made"


def due_at(
    requested_at: datetime, *, stopped_s: int, waiting_since: datetime | None, at: datetime
) -> datetime:
    """When the officers' answer is due: three days, and all the time in which they waited for the maker."""
    waiting = at - waiting_since if waiting_since is not None else timedelta(0)
    return requested_at + DUE_AFTER + timedelta(seconds=stopped_s) + waiting


def may_appeal(decided_at: datetime, *, at: datetime) -> bool:
    """Whether a refusal can still be taken to the State officer."""
    return at <= decided_at + APPEAL_WITHIN


def visit_faults(*, visited_on: date | None, place: str, notes: str, on: date) -> dict[str, str]:
    """Name what cannot be of a field visit, field → fault; `on` is today in India."""
    checks = {
        "visited_on": (visited_on is None and "missing")
        or (visited_on is not None and visited_on > on and "future")
        or (visited_on is not None and visited_on < on - VISIT_BEFORE and "old"),
        "place": (not place and "missing") or (len(place) > VISIT_PLACE_MAX and "long"),
        "notes": (len(notes) < VISIT_NOTES_MIN and "short") or (len(notes) > VISIT_NOTES_MAX and "long"),
    }
    return {field: fault for field, fault in checks.items() if fault}

"""The desk in depth: the one thing asked for, the clock that stops meanwhile, and the maker's right of appeal."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum

from catalog.rules.verification import DUE_AFTER

ANSWER_MAX = 1_000
APPEAL_MIN = 10
APPEAL_MAX = 2_000
APPEAL_WITHIN = timedelta(days=30)
CLAIM_PHOTOS_MAX = 12


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

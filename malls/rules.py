"""The steps of a consignment, who may consign where, and what a count must add up to."""

from __future__ import annotations

from datetime import timedelta
from enum import StrEnum

from kit.steps import Steps

CONSIGNMENT_LINES_MAX = 40
PIECES_MAX = 10_000
RETURN_AFTER = timedelta(
    days=150
)  # well before the six months after which goods on approval count as supplied
STALL_MINIMUM = (
    10  # pieces below which a stall is marked low; an operator's own figure comes with replenishment
)


class StallKind(StrEnum):
    """Whose goods a stall shows."""

    STATE = "state"
    DISTRICT = "district"


class MallStatus(StrEnum):
    """Whether a mall stands only in the programme's list or sells."""

    PLANNED = "planned"
    OPEN = "open"


class BornBy(StrEnum):
    """Who bears what breaks on the road."""

    ARTISAN = "artisan"
    MALL = "mall"


class ConsignmentStatus(StrEnum):
    """Where a consignment stands."""

    RAISED = "raised"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    DISPATCHED = "dispatched"
    RECEIVED = "received"


CONSIGNMENT_STEPS: Steps[ConsignmentStatus] = {
    ConsignmentStatus.RAISED: frozenset({ConsignmentStatus.ACCEPTED, ConsignmentStatus.DECLINED}),
    ConsignmentStatus.ACCEPTED: frozenset({ConsignmentStatus.DISPATCHED, ConsignmentStatus.DECLINED}),
    ConsignmentStatus.DISPATCHED: frozenset({ConsignmentStatus.RECEIVED}),
    ConsignmentStatus.RECEIVED: frozenset(),
    ConsignmentStatus.DECLINED: frozenset(),
}


def fits_stall(
    *, kind: StallKind, stall_state: str, stall_district: int | None, state: str, district: int
) -> bool:
    """Whether goods of a maker belong at a stall: a State's stall takes its State's, a district's its district's."""
    if kind is StallKind.DISTRICT:
        return stall_district == district
    return stall_state == state


def missing(*, sent: int, good: int, broken: int) -> int | None:
    """Pieces that never came; None when more were counted than were sent."""
    left = sent - good - broken
    return left if good >= 0 and broken >= 0 and left >= 0 else None


def change_due(*, total: int, given: int) -> int | None:
    """Paise to give back; None when too little was given."""
    return given - total if given >= total else None

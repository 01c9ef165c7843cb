"""What a maker's page shows of its maker, and its steps."""

from __future__ import annotations

from enum import StrEnum

from kit.steps import Steps


class PortraitStatus(StrEnum):
    """How far a portrait has come."""

    WAITING = "waiting"
    LIVE = "live"
    RETURNED = "returned"
    REPLACED = "replaced"
    TAKEN_BACK = "taken_back"


PORTRAIT_STEPS: Steps[PortraitStatus] = {
    PortraitStatus.WAITING: frozenset(
        {PortraitStatus.LIVE, PortraitStatus.RETURNED, PortraitStatus.TAKEN_BACK}
    ),
    PortraitStatus.RETURNED: frozenset({PortraitStatus.WAITING}),
    PortraitStatus.LIVE: frozenset({PortraitStatus.REPLACED}),
    PortraitStatus.REPLACED: frozenset(),
    PortraitStatus.TAKEN_BACK: frozenset(),
}

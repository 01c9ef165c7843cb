"""Nominations: a State officer names a product or cluster, the national officer accepts it or sends it back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from enum import StrEnum

from kit.steps import Steps

NAME_MIN, NAME_MAX = 3, 120
STORY_MAX = 2000
SOURCE_MIN, SOURCE_MAX = 10, 300
DISTRICTS_MAX = 40
CLUSTER_DISTRICTS_MIN = 2  # a craft of one district is a product of it
REASON_MIN, REASON_MAX = 10, 500


class NominationKind(StrEnum):
    """What is nominated."""

    PRODUCT = "product"  # of each of the districts
    CLUSTER = "cluster"  # one, which the districts share


class NominationStatus(StrEnum):
    """How far a nomination has come."""

    NOMINATED = "nominated"
    ACCEPTED = "accepted"
    RETURNED = "returned"


NOMINATION_STEPS: Steps[NominationStatus] = {
    NominationStatus.NOMINATED: frozenset({NominationStatus.ACCEPTED, NominationStatus.RETURNED}),
    NominationStatus.ACCEPTED: frozenset(),
    NominationStatus.RETURNED: frozenset(),
}


def nomination_faults(
    *,
    kind: NominationKind,
    name: str,
    districts: Sequence[int],
    own: frozenset[int],
    already: Sequence[int],
    story: str,
    source: str,
    source_date: date | None,
    today: date,
) -> dict[str, str]:
    """Name what cannot be, a code for each field.

    `own` are the districts of the officer's States, `already` those for which the registry names the product, or
    the same waits.
    """
    faults: dict[str, str] = {}
    if not NAME_MIN <= len(name) <= NAME_MAX:
        faults["name"] = "missing" if not name else "long" if len(name) > NAME_MAX else "short"
    if not districts:
        faults["districts"] = "missing"
    elif not own.issuperset(districts):
        faults["districts"] = "elsewhere"
    elif len(districts) > DISTRICTS_MAX:
        faults["districts"] = "many"
    elif kind is NominationKind.CLUSTER and len(districts) < CLUSTER_DISTRICTS_MIN:
        faults["districts"] = "few"
    elif already:
        faults["districts"] = "already"
    if len(story) > STORY_MAX:
        faults["story"] = "long"
    if not SOURCE_MIN <= len(source) <= SOURCE_MAX:
        faults["source"] = "long" if len(source) > SOURCE_MAX else "missing"
    if source_date is None:
        faults["source_date"] = "missing"
    elif source_date > today:
        faults["source_date"] = "future"
    return faults

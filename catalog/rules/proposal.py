"""Proposals: which words an officer looks at before they change, and how a change is told apart from what stands.

What is said of a listing is laid flat for comparing: `title:hi`, `story:en`, `care:en` for words in a language,
`materials`, `craft_id`, `proofs` and so on for what has none.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from kit.steps import Steps

EDITS_MAX = 1_000  # of one proposal: who edits oftener is a machine


class ProposalStatus(StrEnum):
    """How far a proposal has come."""

    WAITING = "waiting"
    LIVE = "live"
    RETURNED = "returned"
    TAKEN_BACK = "taken_back"


PROPOSAL_STEPS: Steps[ProposalStatus] = {
    ProposalStatus.WAITING: frozenset(
        {ProposalStatus.LIVE, ProposalStatus.RETURNED, ProposalStatus.TAKEN_BACK}
    ),
    ProposalStatus.RETURNED: frozenset(
        {
            ProposalStatus.WAITING,
            ProposalStatus.TAKEN_BACK,
        }  # an appeal was allowed, or the maker lays it aside
    ),
    ProposalStatus.LIVE: frozenset(),
    ProposalStatus.TAKEN_BACK: frozenset(),
}

WORDS = ("title", "story", "care")
TOLD = ("materials", "technique")
FLAGGED = ("title", *TOLD)  # a red-flag word may not stand here without its mark
PHOTOS = "photos"
"""The key of the pictures that wait, by their ids. Of what stands it is the empty list: those were let through."""
FACTS = ("craft_id", "craft_variant_id", "district_product_id", "proofs")
ORDER = (*FACTS[:3], *WORDS, *TOLD, FACTS[3], PHOTOS)

Said = Mapping[str, Any]


def key_of(field: str, locale: str) -> str:
    """The key of a word in a language."""
    return f"{field}:{locale}"


def field_of(key: str) -> tuple[str, str]:
    """The field of a key, and its language; "" where it has none."""
    field, _, locale = key.partition(":")
    return field, locale


def differences(live: Said, said: Said) -> dict[str, Any]:
    """What of `said` is not as it stands, in the order of the page. Empty words that never stood are no change."""
    moved = {key: value for key, value in said.items() if value != live.get(key, _nothing(key))}
    return dict(sorted(moved.items(), key=lambda item: (ORDER.index(field_of(item[0])[0]), item[0])))


def together(live: Said, waiting: Said, more: Said) -> dict[str, Any]:
    """A waiting change with a further edit in it; what came back to how it stands falls out."""
    return differences(live, {**waiting, **more})


def _nothing(key: str) -> Any:
    field, _ = field_of(key)
    if field == "proofs":
        return {}
    if field == PHOTOS:
        return []
    return None if field in FACTS else ""

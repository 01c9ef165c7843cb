"""Verifications: the officer's checklist, and the steps of a claim."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from enum import StrEnum
from typing import TypedDict

from kit.steps import Steps

EVIDENCE_MIN = 5
EVIDENCE_MAX = 500
REASONS_MAX = 8
REASON_MAX = 300
DUE_AFTER = timedelta(days=3)


class SubjectKind(StrEnum):
    """What a claim is about."""

    ARTISAN = "artisan"
    LISTING = "listing"
    MARK = "mark"
    CHANGE = "change"
    PAGE = "page"
    VOICE = "voice"


class VerificationStatus(StrEnum):
    """How far a claim has come."""

    REQUESTED = "requested"
    IN_REVIEW = "in_review"
    VERIFIED = "verified"
    RETURNED = "returned"
    REJECTED = "rejected"
    TAKEN_BACK = "taken_back"


VERIFICATION_STEPS: Steps[VerificationStatus] = {
    VerificationStatus.REQUESTED: frozenset(
        {
            VerificationStatus.IN_REVIEW,
            VerificationStatus.VERIFIED,
            VerificationStatus.RETURNED,
            VerificationStatus.REJECTED,
            VerificationStatus.TAKEN_BACK,
        }
    ),
    VerificationStatus.IN_REVIEW: frozenset(
        {
            VerificationStatus.VERIFIED,
            VerificationStatus.RETURNED,
            VerificationStatus.REJECTED,
            VerificationStatus.TAKEN_BACK,
        }
    ),
    VerificationStatus.VERIFIED: frozenset(),
    VerificationStatus.RETURNED: frozenset(),
    VerificationStatus.REJECTED: frozenset(),
    VerificationStatus.TAKEN_BACK: frozenset(),  # by the maker, before anybody decided
}
OPEN = (VerificationStatus.REQUESTED, VerificationStatus.IN_REVIEW)


class Answer(TypedDict):
    """One answer of the checklist: met or not, and what was seen."""

    met: bool
    evidence: str


# The three limbs of "handicraft" (Notification 21/2018-CT(R), explanation): each needs what was seen, in words.
HANDICRAFT_LIMBS = ("made_by_hand", "ornament_of_substance", "unlike_machine_made")
ARTISAN_QUESTIONS = ("identity", "craft_seen")
LISTING_QUESTIONS = ("identity", "craft_seen", "photos_theirs")
CHANGE_QUESTIONS = ("words_true",)
MARK_QUESTIONS = ("number_seen", "holder_matches", "goods_covered")
PAGE_QUESTIONS = ("page_true", "page_fit")
VOICE_QUESTIONS = ("voice_theirs", "voice_fit")
_FIXED = {
    SubjectKind.ARTISAN: ARTISAN_QUESTIONS,
    SubjectKind.MARK: MARK_QUESTIONS,
    SubjectKind.PAGE: PAGE_QUESTIONS,
    SubjectKind.VOICE: VOICE_QUESTIONS,
}
NEED_EVIDENCE = frozenset({"identity", "craft_seen", "number_seen", "words_true", *HANDICRAFT_LIMBS})


def questions(subject: SubjectKind, *, handicraft: bool, other_craft: bool = False) -> tuple[str, ...]:
    """The questions an officer answers, in order; the three limbs only where the lower rate hangs on them.

    `other_craft`: a change makes goods of another craft of a listing, so the craft must be seen again.
    """
    if subject in _FIXED:
        return _FIXED[subject]
    if subject is SubjectKind.CHANGE:
        seen = ("craft_seen", *(HANDICRAFT_LIMBS if handicraft else ())) if other_craft else ()
        return CHANGE_QUESTIONS + seen
    return LISTING_QUESTIONS + (HANDICRAFT_LIMBS if handicraft else ())


def missing(asked: tuple[str, ...], answers: Mapping[str, Answer]) -> list[str]:
    """Name the questions that do not carry an approval: not answered, answered no, or without evidence in words."""
    return [question for question in asked if not _carries(question, answers.get(question))]


def _carries(question: str, answer: Answer | None) -> bool:
    if answer is None or not answer["met"]:
        return False
    return question not in NEED_EVIDENCE or len(answer["evidence"].strip()) >= EVIDENCE_MIN


def clean_answers(asked: tuple[str, ...], answers: Mapping[str, Answer]) -> dict[str, Answer]:
    """Keep the answers to what was asked, evidence trimmed to its limit."""
    return {
        question: Answer(
            met=answers[question]["met"], evidence=answers[question]["evidence"].strip()[:EVIDENCE_MAX]
        )
        for question in asked
        if question in answers
    }

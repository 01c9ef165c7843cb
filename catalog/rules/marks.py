"""Marks: a claim with a number, an issuer, a checker and a day; and the words in a title that need one.

A badge is shown only while it is verified and has not run out, by the day it is looked at: nothing has to be run for
it to vanish. For the marks that cost most when they are false, two officers look.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from catalog.rules.registry import Proof
from kit.steps import Steps

NUMBER_MAX = 40
ISSUER_MIN = 2
ISSUER_MAX = 120
MARKS_MAX = 200  # of one workshop


class MarkKind(StrEnum):
    """A mark that somebody issues under a number."""

    GI = "gi"
    SILK_MARK = "silk_mark"
    HANDLOOM_MARK = "handloom_mark"
    INDIA_HANDLOOM = "india_handloom"
    CRAFTMARK = "craftmark"
    KHADI = "khadi"
    AGMARK = "agmark"
    FSSAI = "fssai"
    INDIA_ORGANIC = "india_organic"
    HUID = "huid"


class MarkStatus(StrEnum):
    """How far a mark has come."""

    CLAIMED = "claimed"
    SEEN_ONCE = "seen_once"
    VERIFIED = "verified"
    RETURNED = "returned"


MARK_STEPS: Steps[MarkStatus] = {
    MarkStatus.CLAIMED: frozenset({MarkStatus.SEEN_ONCE, MarkStatus.VERIFIED, MarkStatus.RETURNED}),
    MarkStatus.SEEN_ONCE: frozenset({MarkStatus.VERIFIED, MarkStatus.RETURNED}),
    MarkStatus.VERIFIED: frozenset(),
    MarkStatus.RETURNED: frozenset({MarkStatus.CLAIMED}),
}

# GI Act 1999 s.17, 21, 22; Khadi Mark Regulations 2013 (KVIC); Silk Mark: what others may not say at all.
FOUR_EYES = frozenset({MarkKind.GI, MarkKind.SILK_MARK, MarkKind.KHADI})
# Papers of a listing that one officer has seen with it and that are as good as the mark of the name.
PAPERS = {
    MarkKind.AGMARK: Proof.AGMARK,
    MarkKind.FSSAI: Proof.FSSAI,
    MarkKind.HANDLOOM_MARK: Proof.HANDLOOM_MARK,
    MarkKind.HUID: Proof.HUID,
}

_SHAPES = {MarkKind.FSSAI: re.compile(r"[1-9][0-9]{13}"), MarkKind.HUID: re.compile(r"[0-9A-Z]{6}")}
_ANY = re.compile(r"[0-9A-Za-z][0-9A-Za-z/ .-]{2,39}")


class RedFlag(NamedTuple):
    """A word that may stand in a title only beside one of these marks."""

    word: str
    pattern: re.Pattern[str]
    marks: frozenset[MarkKind]


def _flag(word: str, pattern: str, *marks: MarkKind) -> RedFlag:
    return RedFlag(word, re.compile(pattern, re.IGNORECASE), frozenset(marks))


RED_FLAGS = (
    _flag("GI", r"\bg\.?i\b|geographical indication|जी\.?\s?आई(?![ऀ-ॿ])|भौगोलिक संकेत", MarkKind.GI),
    _flag(
        "pure silk",
        r"\b(?:pure|100\s?%|real)\s+(?:\w+\s+){0,2}silk\b|silk mark|(?:शुद्ध|असली|प्योर)\s+(?:\S+\s+)?(?:रेशम|सिल्क)",
        MarkKind.SILK_MARK,
    ),
    _flag("khadi", r"\bkhadi\b|खादी", MarkKind.KHADI),
    _flag("organic", r"\borganic|जैविक|ऑर्गेनिक|ऑरगेनिक", MarkKind.INDIA_ORGANIC),
    _flag("pashmina", r"\bpashmina|पश्मीना|पशमीना", MarkKind.GI),
    _flag(
        "handloom",
        r"\bhand[\s-]?loom|हथकरघा|हथकरघे|है[ंण]्?डलूम",
        MarkKind.HANDLOOM_MARK,
        MarkKind.INDIA_HANDLOOM,
    ),
)


def red_flags(titles: Iterable[str]) -> list[RedFlag]:
    """The words in these titles that need a mark, each once."""
    plain = [unicodedata.normalize("NFC", title) for title in titles]
    return [flag for flag in RED_FLAGS if any(flag.pattern.search(title) for title in plain)]


def unproven(titles: Iterable[str], marks: Collection[MarkKind]) -> list[str]:
    """The words in these titles for which none of these marks stands."""
    return [flag.word for flag in red_flags(titles) if not flag.marks.intersection(marks)]


def stands(status: MarkStatus, expires_on: date | None, on: date) -> bool:
    """Whether a mark may be shown on this day: verified, and good through its last day."""
    return status is MarkStatus.VERIFIED and (expires_on is None or on <= expires_on)


def mark_faults(
    *, kind: MarkKind, number: str, issuer: str, expires_on: date | None, on: date
) -> dict[str, str]:
    """Name what cannot be, field → fault."""
    checks = {
        "number": (not number and "missing") or (not _SHAPES.get(kind, _ANY).fullmatch(number) and "format"),
        "issuer": (len(issuer) < ISSUER_MIN and "missing") or (len(issuer) > ISSUER_MAX and "long"),
        "expires_on": expires_on is not None and expires_on < on and "past",
    }
    return {field: fault for field, fault in checks.items() if fault}

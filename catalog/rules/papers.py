"""Certificates: what a file must be to be kept with a claim as it came."""

from __future__ import annotations

from enum import StrEnum

PAPER_MAX_BYTES = 8 * 1024 * 1024
PAPERS_MAX = 6  # of one claim
_HEAD, _TAIL = b"%PDF-", b"%%EOF"
_TAIL_WITHIN = 1024  # the end mark stands in the last so many bytes


class PaperFault(StrEnum):
    """Why a file is not taken as a certificate."""

    EMPTY = "empty"
    TOO_HEAVY = "too_heavy"
    CUT_OFF = "cut_off"


def is_pdf(content: bytes) -> bool:
    """Whether a file says by its first bytes that it is a PDF; its name is not asked."""
    return content.startswith(_HEAD)


def paper_fault(content: bytes) -> PaperFault | None:
    """What is wrong with a file that says it is a PDF, or is empty."""
    if not content:
        return PaperFault.EMPTY
    if len(content) > PAPER_MAX_BYTES:
        return PaperFault.TOO_HEAVY
    return None if _TAIL in content[-_TAIL_WITHIN:] else PaperFault.CUT_OFF

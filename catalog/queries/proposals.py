"""What stands of a listing, and what a maker would say instead."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from catalog.models import Listing, ListingDetails, Proposal, Verification
from catalog.rules.proposal import FACTS, TOLD, WORDS, ProposalStatus, key_of
from catalog.rules.verification import SubjectKind


def live_words(session: Session, listing: Listing) -> dict[str, Any]:
    """What buyers read of a listing now, by the keys of `rules.proposal`."""
    details = session.get(ListingDetails, listing.id)
    said: dict[str, Any] = {field: getattr(listing, field) for field in FACTS}
    said |= {field: getattr(details, field) if details else "" for field in TOLD}
    for locale, text in listing.texts.items():
        said |= {key_of(field, locale): getattr(text, field) for field in WORDS}
    return said


def open_change(session: Session, listing_id: UUID) -> Proposal | None:
    """The change its maker still has in hand: the one that waits, or the newest when that came back."""
    newest = session.scalars(
        select(Proposal)
        .where(Proposal.listing_id == listing_id)
        .order_by((Proposal.status == ProposalStatus.WAITING).desc(), Proposal.id.desc())
        .limit(1)
    ).first()
    kept = {ProposalStatus.WAITING, ProposalStatus.RETURNED}
    return newest if newest is not None and newest.status in kept else None


def claimed_change(session: Session, claim: Verification) -> Proposal | None:
    """The change a claim is about; None for a claim about anything else."""
    return session.get(Proposal, claim.subject_id) if claim.subject_kind is SubjectKind.CHANGE else None

"""Deeds of certificates: a photo or a PDF with a claim, which only the officers of its district open."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.orm import Session

from catalog import storage
from catalog.actions.asks import add_evidence
from catalog.errors import PaperRefused, TooManyPapers
from catalog.models import ClaimPaper, Verification
from catalog.rules.papers import PAPERS_MAX, is_pdf, paper_fault


def add_papers(
    session: Session, claim: Verification, papers: Sequence[bytes], *, by: UUID, at: datetime
) -> None:
    """Keep certificates with a claim: photos are re-encoded like all pictures, a PDF is kept as it came.

    The same PDF twice is once. Raises PaperRefused, TooManyPapers, and PictureRefused for what is neither.
    """
    for content in papers:
        if not content or is_pdf(content):
            _keep(session, claim, content, by=by, at=at)
        else:
            add_evidence(session, claim, content, by=by, at=at)


def _keep(session: Session, claim: Verification, content: bytes, *, by: UUID, at: datetime) -> None:
    if fault := paper_fault(content):
        raise PaperRefused(reason=fault)
    held = select(func.count()).select_from(ClaimPaper).where(ClaimPaper.verification_id == claim.id)
    if (session.scalar(held) or 0) >= PAPERS_MAX:
        raise TooManyPapers(most=PAPERS_MAX)
    # Its name comes of the claim too, so that nobody finds one claim's paper by another's.
    digest = hashlib.sha256(f"paper {claim.id} ".encode() + content).hexdigest()
    storage.put(storage.private_key(digest), content)
    kept = {"digest": digest, "bytes": len(content), "added_by": by, "added_at": at}
    session.execute(upsert(ClaimPaper).values(verification_id=claim.id, **kept).on_conflict_do_nothing())

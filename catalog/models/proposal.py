"""Proposals: what a maker would say anew of a listing on sale, while the old words stay with buyers."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, SmallInteger, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from catalog.rules.proposal import PROPOSAL_STEPS, ProposalStatus
from kit.db import Base, Uid, choice
from kit.steps import advance


class Proposal(Base):
    """What shall be said of a listing instead; one waits at most, and a further edit goes into it.

    `said` holds the new values by their keys (`rules.proposal`), `was` the old ones once it went live. `version`
    counts the edits, so that an officer decides on what they read.
    """

    __tablename__ = "proposals"
    __table_args__ = (
        CheckConstraint("(ended_at IS NULL) = (status = 'waiting')", name="ended_whole"),
        Index("ix_proposals_listing_id", "listing_id", "id"),
        Index("uq_proposals_waiting", "listing_id", unique=True, postgresql_where=text("status = 'waiting'")),
    )

    id: Mapped[Uid]
    listing_id: Mapped[UUID] = mapped_column(ForeignKey("listings.id", ondelete="CASCADE"))
    status: Mapped[ProposalStatus] = mapped_column(choice(ProposalStatus))
    version: Mapped[int] = mapped_column(SmallInteger)
    said: Mapped[dict[str, Any]] = mapped_column(JSONB)
    was: Mapped[dict[str, Any]] = mapped_column(JSONB)
    made_at: Mapped[datetime]
    made_by: Mapped[UUID] = mapped_column(ForeignKey("people.id"))
    ended_at: Mapped[datetime | None]

    def end(self, to: ProposalStatus, at: datetime) -> bool:
        """Go live, back to the maker, or be taken back. False when it is so already."""
        if not advance(self, to, PROPOSAL_STEPS):
            return False
        self.ended_at = at
        return True

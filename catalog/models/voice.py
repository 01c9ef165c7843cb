"""Voices of makers: of a listing, or of the maker's page."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, SmallInteger, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from catalog.rules.voice import VOICE_STEPS, VoiceFault, VoiceStatus
from kit.db import Base, Uid, choice
from kit.steps import advance


class VoiceNote(Base):
    """A maker telling of one listing, or (without one) of the workshop. Public once an officer has heard it.

    The file as it was uploaded goes as soon as it is re-encoded. Until it was heard, the sound lies in the store
    under a key that no public address serves.
    """

    __tablename__ = "voice_notes"
    __table_args__ = (
        CheckConstraint("status <> 'uploaded' OR original_key IS NOT NULL", name="upload_kept"),
        Index(
            "uq_voice_notes_heard",
            "artisan_id",
            "listing_id",
            unique=True,
            postgresql_nulls_not_distinct=True,
            postgresql_where=text("status = 'verified'"),
        ),
        Index(
            "uq_voice_notes_waiting",
            "artisan_id",
            "listing_id",
            unique=True,
            postgresql_nulls_not_distinct=True,
            postgresql_where=text("status IN ('uploaded', 'ready')"),
        ),
    )

    id: Mapped[Uid]
    artisan_id: Mapped[UUID] = mapped_column(ForeignKey("artisans.id"))
    listing_id: Mapped[UUID | None] = mapped_column(ForeignKey("listings.id", ondelete="CASCADE"), index=True)
    language: Mapped[str] = mapped_column(Text)
    status: Mapped[VoiceStatus] = mapped_column(choice(VoiceStatus))
    fault: Mapped[VoiceFault | None] = mapped_column(choice(VoiceFault))
    original_key: Mapped[str | None] = mapped_column(Text)
    digest: Mapped[str] = mapped_column(Text)
    seconds: Mapped[int] = mapped_column(SmallInteger)
    added_at: Mapped[datetime]
    added_by: Mapped[UUID] = mapped_column(ForeignKey("people.id"))

    def step(self, to: VoiceStatus) -> bool:
        """Go one step. False when it stands there already. Raises ImpossibleStep."""
        return advance(self, to, VOICE_STEPS)

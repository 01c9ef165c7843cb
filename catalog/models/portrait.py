"""What a maker's page shows of its maker: a story and a photo, live once an officer has looked."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, Text, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from catalog.rules.photo import PhotoStatus, PictureFault
from catalog.rules.portrait import PORTRAIT_STEPS, PortraitStatus
from kit.db import Base, Uid, choice
from kit.steps import advance


class Portrait(Base):
    """One telling of a maker's page. While a new one waits, the live one stays; a maker has one of each at most.

    Its photo is kept as those of listings are; `photo_status` is none where there is no photo.
    """

    __tablename__ = "portraits"
    __table_args__ = (
        CheckConstraint("photo_status <> 'uploaded' OR original_key IS NOT NULL", name="upload_kept"),
        Index("uq_portraits_waiting", "artisan_id", unique=True, postgresql_where=text("status = 'waiting'")),
        Index("uq_portraits_live", "artisan_id", unique=True, postgresql_where=text("status = 'live'")),
    )

    id: Mapped[Uid]
    artisan_id: Mapped[UUID] = mapped_column(ForeignKey("artisans.id"))
    story: Mapped[str] = mapped_column(Text)
    alt: Mapped[str] = mapped_column(Text)
    status: Mapped[PortraitStatus] = mapped_column(choice(PortraitStatus))
    photo_status: Mapped[PhotoStatus | None] = mapped_column(choice(PhotoStatus))
    fault: Mapped[PictureFault | None] = mapped_column(choice(PictureFault))
    original_key: Mapped[str | None] = mapped_column(Text)
    sha256: Mapped[str | None] = mapped_column(Text, index=True)
    width: Mapped[int]
    height: Mapped[int]
    colour: Mapped[str | None] = mapped_column(Text)
    renditions: Mapped[dict[str, Any]] = mapped_column(JSONB)
    sent_at: Mapped[datetime]

    def step(self, to: PortraitStatus) -> bool:
        """Go one step. False when it stands there already. Raises ImpossibleStep."""
        return advance(self, to, PORTRAIT_STEPS)

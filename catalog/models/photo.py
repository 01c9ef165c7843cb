"""Pictures of a listing: uploaded, re-encoded, and only then shown; or a drawing of the demo world."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, Integer, SmallInteger, Text, false
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.orm import Mapped, mapped_column

from catalog.rules.photo import PhotoKind, PhotoStatus, PictureFault
from kit.db import Base, IntId, choice


class Photo(Base):
    """One picture. `renditions` is kind → width → key in the store; `drawing` is an illustration served as it is.

    The uploaded file (`original_key`) is deleted once its renditions are made: what a phone wrote into it (place,
    time, device) is not kept. `look` is what it looks like in 64 bits (`catalog.rules.looks`); none for drawings and
    for pictures too plain to be told apart.
    """

    __tablename__ = "photos"
    __table_args__ = (
        CheckConstraint("status <> 'uploaded' OR original_key IS NOT NULL", name="upload_kept"),
        Index("ix_photos_listing_id", "listing_id", "position"),
        Index("ix_photos_sha256", "sha256"),
        Index("ix_photos_bands", "bands", postgresql_using="gin"),
    )

    id: Mapped[IntId]
    listing_id: Mapped[UUID] = mapped_column(ForeignKey("listings.id", ondelete="CASCADE"))
    position: Mapped[int] = mapped_column(SmallInteger)
    kind: Mapped[PhotoKind] = mapped_column(choice(PhotoKind), server_default=PhotoKind.MORE)
    alt: Mapped[str] = mapped_column(Text)
    status: Mapped[PhotoStatus] = mapped_column(choice(PhotoStatus))
    fault: Mapped[PictureFault | None] = mapped_column(choice(PictureFault))
    original_key: Mapped[str | None] = mapped_column(Text)
    sha256: Mapped[str | None] = mapped_column(Text)
    width: Mapped[int]
    height: Mapped[int]
    colour: Mapped[str | None] = mapped_column(Text)
    look: Mapped[int | None] = mapped_column(BigInteger)
    bands: Mapped[list[int] | None] = mapped_column(ARRAY(Integer))  # of its look, for the index
    renditions: Mapped[dict[str, Any]] = mapped_column(JSONB)
    drawing: Mapped[str | None] = mapped_column(Text)
    waits: Mapped[bool] = mapped_column(
        default=False, server_default=false()
    )  # put on a piece on sale, and not yet let through

"""What makers have still to make, week by week."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, Date, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from kit.db import Base, IntId


class Making(Base):
    """So many pieces for one parcel that take their places in one week (its Monday) of a listing's queue.

    The place is free again when the pieces are made (`ended_at`), or nobody wants them any more.
    """

    __tablename__ = "makings"
    __table_args__ = (
        CheckConstraint("pieces > 0", name="pieces_positive"),
        Index("ix_makings_fulfillment_id", "fulfillment_id"),
        Index("ix_makings_queue", "listing_id", "week", postgresql_where=text("ended_at IS NULL")),
    )

    id: Mapped[IntId]
    fulfillment_id: Mapped[UUID] = mapped_column(ForeignKey("fulfillments.id"))
    listing_id: Mapped[UUID] = mapped_column(ForeignKey("listings.id"))
    variant_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("variants.id"))
    week: Mapped[date] = mapped_column(Date)
    pieces: Mapped[int]
    ended_at: Mapped[datetime | None]

"""What is told of a listing beside its words, and what stands on the pack of a variant."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, SmallInteger, Text
from sqlalchemy.orm import Mapped, mapped_column

from kit.db import Base
from kit.money import Money


class ListingDetails(Base):
    """Of what, how and how large a piece is, what may vary by hand, who packs it, how long it keeps."""

    __tablename__ = "listing_details"
    __table_args__ = (CheckConstraint("best_before_days > 0", name="keeps_a_day"),)

    listing_id: Mapped[UUID] = mapped_column(ForeignKey("listings.id", ondelete="CASCADE"), primary_key=True)
    materials: Mapped[str] = mapped_column(Text)
    technique: Mapped[str] = mapped_column(Text)
    dimensions: Mapped[str] = mapped_column(Text)
    may_vary: Mapped[str] = mapped_column(Text)
    packer: Mapped[str] = mapped_column(Text)
    best_before_days: Mapped[int | None] = mapped_column(SmallInteger)


class Pack(Base):
    """What stands on the pack of a variant by law: how much is in it, and the price it is never sold above."""

    __tablename__ = "packs"
    __table_args__ = (CheckConstraint("mrp_paise > 0", name="mrp_above_nothing"),)

    variant_id: Mapped[int] = mapped_column(
        BigInteger, ForeignKey("variants.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    net_quantity: Mapped[str] = mapped_column(Text)
    mrp_paise: Mapped[Money]

"""What somebody thinks of buying."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from kit.db import Base, IntId, Uid
from kit.money import Money


class Cart(Base):
    """A basket of one browser, known by a token of which only the hash is kept."""

    __tablename__ = "carts"

    id: Mapped[Uid]
    token_hash: Mapped[str] = mapped_column(Text, unique=True)
    person_id: Mapped[UUID | None] = mapped_column(ForeignKey("people.id"), index=True)
    created_at: Mapped[datetime]
    touched_at: Mapped[datetime]


class CartLine(Base):
    """So many pieces of one variant, at the price the buyer saw."""

    __tablename__ = "cart_lines"
    __table_args__ = (
        UniqueConstraint("cart_id", "variant_id"),
        CheckConstraint("quantity BETWEEN 1 AND 999", name="quantity_in_bounds"),
    )

    id: Mapped[IntId]
    cart_id: Mapped[UUID] = mapped_column(ForeignKey("carts.id", ondelete="CASCADE"))
    variant_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("variants.id"))
    quantity: Mapped[int]
    price_seen_paise: Mapped[Money]

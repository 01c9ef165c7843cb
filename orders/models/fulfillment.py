"""One maker's parcel of an order."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, SmallInteger, Text, UniqueConstraint, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from kit.db import Base, Uid, choice
from kit.money import Money
from orders.rules.steps import FulfillmentStatus


class Fulfillment(Base):
    """What one maker sends (or a mall hands over), the paper it comes with, and what of its price is whose.

    `seller` freezes the maker's name, address and tax standing. The kept sums are filled at confirmation:
    `total = payable + fee + fee tax + tcs + tds`.
    """

    __tablename__ = "fulfillments"
    __table_args__ = (
        UniqueConstraint("order_id", "artisan_id"),
        CheckConstraint(
            "payable_paise IS NULL OR total_paise = payable_paise + fee_paise + fee_tax_paise + tcs_paise + tds_paise",
            name="split_adds_up",
        ),
        Index("ix_fulfillments_artisan", "artisan_id", "status"),
        Index(
            "ix_fulfillments_release",
            "return_until",
            postgresql_where=text("return_until IS NOT NULL AND released_at IS NULL"),
        ),
        Index("ix_fulfillments_year", "artisan_id", "confirmed_at"),
    )

    id: Mapped[Uid]
    order_id: Mapped[UUID] = mapped_column(ForeignKey("orders.id"))
    position: Mapped[int] = mapped_column(SmallInteger)
    artisan_id: Mapped[UUID] = mapped_column(ForeignKey("artisans.id"))
    status: Mapped[FulfillmentStatus] = mapped_column(choice(FulfillmentStatus))
    seller: Mapped[dict[str, Any]] = mapped_column(JSONB)
    paper_kind: Mapped[str] = mapped_column(Text)
    goods_paise: Mapped[Money]
    delivery_paise: Mapped[Money]
    taxable_paise: Mapped[Money]
    taxed_paise: Mapped[Money]
    tax_paise: Mapped[Money]
    total_paise: Mapped[Money]
    payable_paise: Mapped[Money | None]
    fee_paise: Mapped[Money | None]
    fee_tax_paise: Mapped[Money | None]
    tcs_paise: Mapped[Money | None]
    tds_paise: Mapped[Money | None]
    courier: Mapped[str] = mapped_column(Text, default="")
    tracking_number: Mapped[str] = mapped_column(Text, default="")
    decline_reason: Mapped[str] = mapped_column(Text, default="")
    accept_by: Mapped[datetime | None]
    send_by: Mapped[datetime | None]
    confirmed_at: Mapped[datetime | None]
    accepted_at: Mapped[datetime | None]
    packed_at: Mapped[datetime | None]
    shipped_at: Mapped[datetime | None]
    arrived_at: Mapped[datetime | None]
    return_until: Mapped[datetime | None]
    released_at: Mapped[datetime | None]

"""What was ordered, for whom, at which frozen prices."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, Date, ForeignKey, Index, Text, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from kit.db import Base, IntId, Uid, choice
from kit.money import Money
from orders.rules.steps import Channel, OrderStatus


class Order(Base):
    """One buyer's order. One a cart (UNIQUE), so a double press finds the first."""

    __tablename__ = "orders"
    __table_args__ = (
        CheckConstraint("goods_paise + delivery_paise = total_paise", name="total_adds_up"),
        Index("ix_orders_waiting", "hold_until", postgresql_where=text("status = 'placed'")),
        Index("ix_orders_mobile", "mobile", "placed_at"),
    )

    id: Mapped[Uid]
    number: Mapped[str] = mapped_column(Text, unique=True)
    cart_id: Mapped[UUID | None] = mapped_column(ForeignKey("carts.id"), unique=True)
    channel: Mapped[Channel] = mapped_column(choice(Channel))
    status: Mapped[OrderStatus] = mapped_column(choice(OrderStatus))
    person_id: Mapped[UUID | None] = mapped_column(ForeignKey("people.id"), index=True)
    language: Mapped[str] = mapped_column(Text, default="en")
    name: Mapped[str] = mapped_column(Text)
    mobile: Mapped[str | None] = mapped_column(Text)
    email: Mapped[str | None] = mapped_column(Text)
    address: Mapped[dict[str, Any]] = mapped_column(JSONB)
    place: Mapped[str] = mapped_column(ForeignKey("states.code"))
    goods_paise: Mapped[Money]
    delivery_paise: Mapped[Money]
    tax_paise: Mapped[Money]
    total_paise: Mapped[Money]
    currency: Mapped[str] = mapped_column(Text, default="INR")
    hold_until: Mapped[datetime | None]
    placed_at: Mapped[datetime] = mapped_column(index=True)
    confirmed_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]


class OrderLine(Base):
    """One line as it was agreed: goods, or the delivery of a parcel at one rate (no variant).

    `promised_on` is the day by which the buyer was told it comes; what is `to_make` was not on the shelf.
    """

    __tablename__ = "order_lines"
    __table_args__ = (
        CheckConstraint("quantity > 0", name="quantity_positive"),
        CheckConstraint(
            "taxable_paise + cgst_paise + sgst_paise + utgst_paise + igst_paise = total_paise",
            name="tax_adds_up",
        ),
    )

    id: Mapped[IntId]
    order_id: Mapped[UUID] = mapped_column(ForeignKey("orders.id"), index=True)
    fulfillment_id: Mapped[UUID] = mapped_column(ForeignKey("fulfillments.id"), index=True)
    variant_id: Mapped[int | None] = mapped_column(BigInteger, ForeignKey("variants.id"), index=True)
    title: Mapped[str] = mapped_column(Text)
    slug: Mapped[str] = mapped_column(Text)
    quantity: Mapped[int]
    unit_price_paise: Mapped[Money]
    hsn: Mapped[str] = mapped_column(Text)
    rate_bp: Mapped[int]
    taxable_paise: Mapped[Money]
    cgst_paise: Mapped[Money]
    sgst_paise: Mapped[Money]
    utgst_paise: Mapped[Money]
    igst_paise: Mapped[Money]
    total_paise: Mapped[Money]
    promised_on: Mapped[date | None] = mapped_column(Date)
    to_make: Mapped[bool] = mapped_column(default=False, server_default=text("false"))

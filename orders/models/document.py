"""The papers that go with goods."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Date, ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from kit.db import Base, Uid
from kit.money import Money


class Invoice(Base):
    """One paper of one seller: a tax invoice, a bill of supply, a plain bill. Never changed once issued."""

    __tablename__ = "invoices"
    __table_args__ = (UniqueConstraint("supplier_key", "number"),)

    id: Mapped[Uid]
    fulfillment_id: Mapped[UUID] = mapped_column(ForeignKey("fulfillments.id"), unique=True)
    kind: Mapped[str] = mapped_column(Text)
    supplier_key: Mapped[str] = mapped_column(Text)
    number: Mapped[str] = mapped_column(Text)
    day: Mapped[date] = mapped_column(Date)
    issued_at: Mapped[datetime]
    taxable_paise: Mapped[Money]
    tax_paise: Mapped[Money]
    total_paise: Mapped[Money]

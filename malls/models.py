"""Malls, stalls, consignments and their receipts, tills and their shifts, sales."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Date,
    ForeignKey,
    Index,
    SmallInteger,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from kit.db import Base, IntId, Uid, choice
from kit.money import Money
from malls.rules import BornBy, ConsignmentStatus, MallStatus, StallKind


class Mall(Base):
    """A PM Ekta Mall: planned as the programme's list has it, open once somebody sells in it."""

    __tablename__ = "malls"
    __table_args__ = (UniqueConstraint("state_code", "ordinal"),)

    id: Mapped[Uid]
    slug: Mapped[str] = mapped_column(Text, unique=True)
    name: Mapped[str] = mapped_column(Text)
    state_code: Mapped[str] = mapped_column(ForeignKey("states.code"))
    ordinal: Mapped[int] = mapped_column(SmallInteger)
    city: Mapped[str] = mapped_column(Text, default="")
    address: Mapped[str] = mapped_column(Text, default="")
    status: Mapped[MallStatus] = mapped_column(choice(MallStatus))
    approved_paise: Mapped[Money | None]
    verification: Mapped[str] = mapped_column(Text, default="")
    sources: Mapped[str] = mapped_column(Text, default="")
    opened_at: Mapped[datetime | None]
    retired_at: Mapped[datetime | None]


class Stall(Base):
    """One State's or one home district's shelf in a mall."""

    __tablename__ = "stalls"
    __table_args__ = (
        Index(
            "uq_stalls_whose",
            "mall_id",
            "state_code",
            "district_id",
            unique=True,
            postgresql_nulls_not_distinct=True,
        ),
        CheckConstraint("(kind = 'district') = (district_id IS NOT NULL)", name="district_named"),
    )

    id: Mapped[Uid]
    mall_id: Mapped[UUID] = mapped_column(ForeignKey("malls.id"))
    kind: Mapped[StallKind] = mapped_column(choice(StallKind))
    state_code: Mapped[str] = mapped_column(ForeignKey("states.code"))
    district_id: Mapped[int | None] = mapped_column(BigInteger, ForeignKey("districts.id"))
    minimum: Mapped[int]


class Consignment(Base):
    """Goods a mall asked of a maker, on terms that are frozen when it is raised. They stay the maker's."""

    __tablename__ = "consignments"
    __table_args__ = (
        Index("ix_consignments_mall", "mall_id", "status"),
        Index("ix_consignments_artisan", "artisan_id", "status"),
    )

    id: Mapped[Uid]
    number: Mapped[str] = mapped_column(Text, unique=True)
    mall_id: Mapped[UUID] = mapped_column(ForeignKey("malls.id"))
    stall_id: Mapped[UUID] = mapped_column(ForeignKey("stalls.id"))
    artisan_id: Mapped[UUID] = mapped_column(ForeignKey("artisans.id"))
    status: Mapped[ConsignmentStatus] = mapped_column(choice(ConsignmentStatus))
    broken_born_by: Mapped[BornBy] = mapped_column(choice(BornBy))
    commission_bp: Mapped[int]
    return_by: Mapped[date] = mapped_column(Date)
    note: Mapped[str] = mapped_column(Text, default="")
    carrier: Mapped[str] = mapped_column(Text, default="")
    docket: Mapped[str] = mapped_column(Text, default="")
    raised_by: Mapped[UUID] = mapped_column(ForeignKey("people.id"))
    raised_at: Mapped[datetime]
    answered_at: Mapped[datetime | None]
    dispatched_at: Mapped[datetime | None]
    received_at: Mapped[datetime | None]


class ConsignmentLine(Base):
    """So many pieces of one variant, at the price agreed for the counter."""

    __tablename__ = "consignment_lines"
    __table_args__ = (
        UniqueConstraint("consignment_id", "variant_id"),
        CheckConstraint("quantity > 0", name="quantity_positive"),
    )

    id: Mapped[IntId]
    consignment_id: Mapped[UUID] = mapped_column(ForeignKey("consignments.id"))
    variant_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("variants.id"))
    quantity: Mapped[int]
    price_paise: Mapped[Money]


class GoodsReceipt(Base):
    """What came of one line of a consignment, as counted. One count a line (UNIQUE); never changed."""

    __tablename__ = "goods_receipts"
    __table_args__ = (
        CheckConstraint("good >= 0 AND broken >= 0 AND missing >= 0", name="counts_not_negative"),
    )

    id: Mapped[IntId]
    consignment_id: Mapped[UUID] = mapped_column(ForeignKey("consignments.id"), index=True)
    line_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("consignment_lines.id"), unique=True)
    good: Mapped[int]
    broken: Mapped[int]
    missing: Mapped[int]
    note: Mapped[str] = mapped_column(Text, default="")
    counted_by: Mapped[UUID] = mapped_column(ForeignKey("people.id"))
    counted_at: Mapped[datetime]


class Till(Base):
    """A counter with a drawer."""

    __tablename__ = "tills"
    __table_args__ = (UniqueConstraint("mall_id", "name"),)

    id: Mapped[Uid]
    mall_id: Mapped[UUID] = mapped_column(ForeignKey("malls.id"))
    name: Mapped[str] = mapped_column(Text)

    @property
    def cash_account(self) -> str:
        """The ledger account of its drawer."""
        return f"till:{self.id}:cash"


class Shift(Base):
    """One cashier's time at a till, from the opening float to the closing count."""

    __tablename__ = "shifts"
    __table_args__ = (
        Index("uq_shifts_open", "till_id", unique=True, postgresql_where=text("closed_at IS NULL")),
        CheckConstraint("float_paise >= 0", name="float_not_negative"),
    )

    id: Mapped[Uid]
    till_id: Mapped[UUID] = mapped_column(ForeignKey("tills.id"))
    cashier_id: Mapped[UUID] = mapped_column(ForeignKey("people.id"))
    float_paise: Mapped[Money]
    opened_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]
    closed_by: Mapped[UUID | None] = mapped_column(ForeignKey("people.id"))
    expected_paise: Mapped[Money | None]
    counted_paise: Mapped[Money | None]
    difference_reason: Mapped[str] = mapped_column(Text, default="")


class Sale(Base):
    """A sale over the counter: its order carries goods and money; this says which till, and what cash was given."""

    __tablename__ = "sales"
    __table_args__ = (Index("ix_sales_shift", "shift_id", "rung_at"),)

    order_id: Mapped[UUID] = mapped_column(ForeignKey("orders.id"), primary_key=True)
    mall_id: Mapped[UUID] = mapped_column(ForeignKey("malls.id"), index=True)
    shift_id: Mapped[UUID] = mapped_column(ForeignKey("shifts.id"))
    given_paise: Mapped[Money]
    rung_by: Mapped[UUID] = mapped_column(ForeignKey("people.id"))
    rung_at: Mapped[datetime]

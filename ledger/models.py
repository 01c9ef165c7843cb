"""Accounts, entries, postings, and the cached balances with their cursor.

Debit is positive, credit negative. The database insists: an entry whose postings do not sum to zero in each currency
is refused at commit, and entries and postings are never changed or deleted.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, CheckConstraint, FetchedValue, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.types import UserDefinedType

from kit.db import Base, IntId
from kit.money import Money

INR = "INR"


class TransactionId(UserDefinedType[int]):
    """PostgreSQL's `xid8`: a transaction's number, which never wraps around."""

    cache_ok = True

    def get_col_spec(self, **_: Any) -> str:
        """The type's name in SQL."""
        return "xid8"


class Account(Base):
    """A place for money, named by what it is for: `artisan:<id>:held`, `income:commission`."""

    __tablename__ = "accounts"

    code: Mapped[str] = mapped_column(Text, primary_key=True)
    currency: Mapped[str] = mapped_column(String(3), default=INR)


class Entry(Base):
    """One thing that happened to money. `key` names its cause, so that it happens once."""

    __tablename__ = "entries"

    id: Mapped[IntId]
    key: Mapped[str] = mapped_column(Text, unique=True)
    at: Mapped[datetime] = mapped_column(index=True)
    cause: Mapped[str] = mapped_column(Text, index=True)


class Posting(Base):
    """One line of an entry: so many paise to (+) or from (-) an account."""

    __tablename__ = "postings"
    __table_args__ = (
        CheckConstraint("paise <> 0", name="paise_moves"),
        Index("ix_postings_account", "account_code", "id"),
        Index("ix_postings_xid", "xid"),
    )

    id: Mapped[IntId]
    entry_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("entries.id"), index=True)
    account_code: Mapped[str] = mapped_column(Text, ForeignKey("accounts.code"))
    paise: Mapped[Money]
    currency: Mapped[str] = mapped_column(String(3), default=INR)
    xid: Mapped[int] = mapped_column(TransactionId(), server_default=FetchedValue())


class Balance(Base):
    """A cached total of one account: the sum of its postings up to the cursor. The exact figure is the sum."""

    __tablename__ = "balances"

    account_code: Mapped[str] = mapped_column(Text, ForeignKey("accounts.code"), primary_key=True)
    paise: Mapped[Money]


class BalanceCursor(Base):
    """The one row that says up to which transaction the balances have folded."""

    __tablename__ = "balance_cursor"
    __table_args__ = (CheckConstraint("id = 1", name="only_one"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    folded_before: Mapped[int] = mapped_column(TransactionId())

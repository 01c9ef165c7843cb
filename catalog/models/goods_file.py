"""Files of goods that makers send, their rows, and the codes makers know their goods by."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, LargeBinary, Text, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from catalog.rules.goods_file import FileFault, FileStatus, RowStep
from kit.db import Base, Uid, choice


class GoodsFile(Base):
    """A CSV or XLSX of goods: read first, written only after the maker's yes. `content` goes once it is read.

    `totals` counts its rows by RowStep; `strange` are headings nobody knew; `refused_row` is 0 for the whole file.
    """

    __tablename__ = "goods_files"
    __table_args__ = (
        CheckConstraint("(status = 'refused') = (fault IS NOT NULL)", name="refused_for_a_reason"),
        CheckConstraint("(status = 'sent') = (content IS NOT NULL)", name="kept_until_read"),
        CheckConstraint("rows_done BETWEEN 0 AND rows_all", name="done_within"),
        Index("ix_goods_files_artisan_id", "artisan_id", "id"),
        Index(
            "uq_goods_files_at_work",
            "artisan_id",
            unique=True,
            postgresql_where=text("status IN ('sent', 'writing')"),
        ),
    )

    id: Mapped[Uid]
    artisan_id: Mapped[UUID] = mapped_column(ForeignKey("artisans.id"))
    sent_by: Mapped[UUID] = mapped_column(ForeignKey("people.id"))
    filename: Mapped[str] = mapped_column(Text)
    content: Mapped[bytes | None] = mapped_column(LargeBinary, deferred=True)
    status: Mapped[FileStatus] = mapped_column(choice(FileStatus))
    fault: Mapped[FileFault | None] = mapped_column(choice(FileFault))
    refused_row: Mapped[int]
    strange: Mapped[list[str]] = mapped_column(JSONB)
    totals: Mapped[dict[str, int]] = mapped_column(JSONB)
    rows_all: Mapped[int]
    rows_done: Mapped[int]
    sent_at: Mapped[datetime]
    read_at: Mapped[datetime | None]
    confirmed_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]


class GoodsRow(Base):
    """One row of a file of goods, as it was read, with what is wrong with it. Written once: `done_at` says when.

    `faults` and `notes` are lists of [column, code, value].
    """

    __tablename__ = "goods_rows"
    __table_args__ = (
        Index(
            "ix_goods_rows_waiting",
            "goods_file_id",
            "row",
            postgresql_where=text("done_at IS NULL AND step NOT IN ('wrong', 'same')"),
        ),
    )

    goods_file_id: Mapped[UUID] = mapped_column(
        ForeignKey("goods_files.id", ondelete="CASCADE"), primary_key=True
    )
    row: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    step: Mapped[RowStep] = mapped_column(choice(RowStep))
    cells: Mapped[dict[str, str]] = mapped_column(JSONB)
    faults: Mapped[list[Any]] = mapped_column(JSONB)
    notes: Mapped[list[Any]] = mapped_column(JSONB)
    target: Mapped[int | None] = mapped_column(BigInteger)
    variant_id: Mapped[int | None] = mapped_column(
        BigInteger, ForeignKey("variants.id", ondelete="SET NULL"), index=True
    )
    done_at: Mapped[datetime | None]


class OwnCode(Base):
    """The code by which a maker knows one form of a piece. `key` is how it is compared: one case, single blanks."""

    __tablename__ = "own_codes"
    __table_args__ = (Index("uq_own_codes_artisan_id_key", "artisan_id", "key", unique=True),)

    variant_id: Mapped[int] = mapped_column(
        BigInteger, ForeignKey("variants.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    artisan_id: Mapped[UUID] = mapped_column(ForeignKey("artisans.id"))
    code: Mapped[str] = mapped_column(Text)
    key: Mapped[str] = mapped_column(Text)

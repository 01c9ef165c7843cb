"""Uploads that come in pieces, until they are whole and taken."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from kit.db import Base, Uid


class Upload(Base):
    """A file on its way: how much of it has come. Natural key: whose, and the digest of the whole.

    The bytes lie in the store under its id; what the row says has come is what counts.
    """

    __tablename__ = "uploads"
    __table_args__ = (
        UniqueConstraint("person_id", "sha256"),
        CheckConstraint("received BETWEEN 0 AND size", name="within"),
    )

    id: Mapped[Uid]
    person_id: Mapped[UUID] = mapped_column(ForeignKey("people.id"))
    sha256: Mapped[str] = mapped_column(String(64))
    size: Mapped[int]
    received: Mapped[int]
    touched_at: Mapped[datetime] = mapped_column(index=True)

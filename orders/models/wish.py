"""What somebody likes and wonders about before buying."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from kit.db import Base, IntId


class Wish(Base):
    """One listing that somebody keeps in mind: a person, or a browser known by a token's hash, as carts are."""

    __tablename__ = "wishes"
    __table_args__ = (
        CheckConstraint("(person_id IS NULL) <> (token_hash IS NULL)", name="one_owner"),
        UniqueConstraint("person_id", "listing_id"),
        UniqueConstraint("token_hash", "listing_id"),
    )

    id: Mapped[IntId]
    person_id: Mapped[UUID | None] = mapped_column(ForeignKey("people.id"))
    token_hash: Mapped[str | None] = mapped_column(Text)
    listing_id: Mapped[UUID] = mapped_column(ForeignKey("listings.id", ondelete="CASCADE"), index=True)
    at: Mapped[datetime]


class Question(Base):
    """A buyer's question about a listing, and the maker's answer; public once answered, until hidden.

    `person_id` goes when the asker leaves; what was answered stays, for it helps the next buyer.
    """

    __tablename__ = "questions"
    __table_args__ = (
        CheckConstraint("(answer = '') = (answered_at IS NULL)", name="answered_whole"),
        CheckConstraint("(hidden_at IS NULL) = (hidden_by IS NULL)", name="hidden_whole"),
        Index("ix_questions_listing_id_asked_at", "listing_id", "asked_at"),
        Index("ix_questions_person_id", "person_id"),
    )

    id: Mapped[IntId]
    listing_id: Mapped[UUID] = mapped_column(ForeignKey("listings.id", ondelete="CASCADE"))
    person_id: Mapped[UUID | None] = mapped_column(ForeignKey("people.id"))
    words: Mapped[str] = mapped_column(Text)
    language: Mapped[str] = mapped_column(Text)
    asked_at: Mapped[datetime]
    answer: Mapped[str] = mapped_column(Text, default="")
    answered_at: Mapped[datetime | None]
    hidden_at: Mapped[datetime | None]
    hidden_by: Mapped[UUID | None] = mapped_column(ForeignKey("people.id"))
    hidden_why: Mapped[str] = mapped_column(Text, default="", server_default="")

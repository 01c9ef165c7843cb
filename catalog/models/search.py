"""What a search reads: the words that goods are found by, names of places and crafts, synonyms, what was not found."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Boolean, CheckConstraint, ForeignKey, Index, Integer, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from catalog.rules.search import NameKind, SynonymSource
from kit.db import Base, IntId, choice

FOLDED = Text(
    collation="C"
)  # ordered letter by letter, so that the beginning of a word is a range of its index


class SearchWord(Base):
    """One word of the goods, in whatever spelling and script: its fold is its name, `word` how it was first written.

    `listings` is how many listings have it, as last counted; a new word counts as one.
    """

    __tablename__ = "search_words"
    __table_args__ = (
        CheckConstraint("fold <> ''", name="fold_said"),
        Index(
            "ix_search_words_fold_trigrams",
            "fold",
            postgresql_using="gin",
            postgresql_ops={"fold": "gin_trgm_ops"},
        ),
    )

    id: Mapped[IntId]
    fold: Mapped[str] = mapped_column(FOLDED, unique=True)
    skeleton: Mapped[str] = mapped_column(FOLDED, index=True)
    word: Mapped[str] = mapped_column(Text)
    listings: Mapped[int] = mapped_column(Integer, server_default=text("1"))


class SearchName(Base):
    """A name of a State, district, craft family, craft or registry product, folded, one row for each of its names.

    `ref` is the slug of the page it leads to; of a product, the words to search for.
    """

    __tablename__ = "search_names"
    __table_args__ = (
        UniqueConstraint("fold", "kind", "ref"),
        Index("ix_search_names_kind_ref", "kind", "ref"),
    )

    id: Mapped[IntId]
    kind: Mapped[NameKind] = mapped_column(choice(NameKind))
    ref: Mapped[str] = mapped_column(Text)
    fold: Mapped[str] = mapped_column(FOLDED)
    name: Mapped[str] = mapped_column(Text)
    within: Mapped[str] = mapped_column(
        Text
    )  # the State of a district, the district of a product; else empty


class Synonym(Base):
    """Two words of one meaning that no spelling rule joins: chawal is rice. One-way where only one means both."""

    __tablename__ = "synonyms"
    __table_args__ = (
        UniqueConstraint("said_fold", "meant_fold"),
        CheckConstraint("said_fold <> '' AND meant_fold <> ''", name="both_said"),
        CheckConstraint("said_fold <> meant_fold", name="two_words"),
        Index("ix_synonyms_meant_fold", "meant_fold"),
    )

    id: Mapped[IntId]
    said: Mapped[str] = mapped_column(Text)
    said_fold: Mapped[str] = mapped_column(FOLDED)
    meant: Mapped[str] = mapped_column(Text)
    meant_fold: Mapped[str] = mapped_column(FOLDED)
    language: Mapped[str] = mapped_column(Text)
    both_ways: Mapped[bool] = mapped_column(Boolean)
    source: Mapped[SynonymSource] = mapped_column(choice(SynonymSource))
    made_by: Mapped[UUID | None] = mapped_column(ForeignKey("people.id"))
    made_at: Mapped[datetime]
    retired_at: Mapped[datetime | None]


class SearchMiss(Base):
    """What was searched for and not found, folded, counted by week. It says nothing of who searched."""

    __tablename__ = "search_misses"
    __table_args__ = (CheckConstraint("asked > 0", name="asked_at_all"),)

    week: Mapped[date] = mapped_column(primary_key=True)
    fold: Mapped[str] = mapped_column(FOLDED, primary_key=True)
    asked: Mapped[int] = mapped_column(Integer)

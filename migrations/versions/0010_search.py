"""The tables of search: words, names, synonyms, and what was not found.

`listings.words` now holds the numbers of words and no longer the words; `python -m bin.search_words` lays them down
anew for goods that were indexed before, and nothing is found until it has run.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

FOLDED = sa.Text(collation="C")


def upgrade() -> None:
    """Make the tables."""
    _words_up()
    _synonyms_up()
    op.add_column(
        "listings", sa.Column("title_words", sa.SmallInteger(), nullable=False, server_default=sa.text("0"))
    )
    # Titles are found by their words now: the trigrams of whole titles are no longer asked.
    op.drop_index("ix_listing_texts_title", table_name="listing_texts")


def downgrade() -> None:
    """Take them away again."""
    op.create_index(
        "ix_listing_texts_title",
        "listing_texts",
        ["title"],
        postgresql_using="gin",
        postgresql_ops={"title": "gin_trgm_ops"},
    )
    op.drop_column("listings", "title_words")
    for table in ("search_misses", "synonyms", "search_names", "search_words"):
        op.drop_table(table)


def _words_up() -> None:
    op.create_table(
        "search_words",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("fold", FOLDED, nullable=False),
        sa.Column("skeleton", FOLDED, nullable=False),
        sa.Column("word", sa.Text(), nullable=False),
        sa.Column("listings", sa.Integer(), nullable=False, server_default=sa.text("1")),
        sa.CheckConstraint("fold <> ''", name=op.f("ck_search_words_fold_said")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_search_words")),
        sa.UniqueConstraint("fold", name=op.f("uq_search_words_fold")),
    )
    op.create_index("ix_search_words_skeleton", "search_words", ["skeleton"])
    op.create_index(
        "ix_search_words_fold_trigrams",
        "search_words",
        ["fold"],
        postgresql_using="gin",
        postgresql_ops={"fold": "gin_trgm_ops"},
    )
    op.create_table(
        "search_names",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                *("state", "district", "family", "craft", "product"),
                name="namekind",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("ref", sa.Text(), nullable=False),
        sa.Column("fold", FOLDED, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("within", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_search_names")),
        sa.UniqueConstraint("fold", "kind", "ref", name=op.f("uq_search_names_fold_kind_ref")),
    )
    op.create_index("ix_search_names_kind_ref", "search_names", ["kind", "ref"])


def _synonyms_up() -> None:
    op.create_table(
        "synonyms",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("said", sa.Text(), nullable=False),
        sa.Column("said_fold", FOLDED, nullable=False),
        sa.Column("meant", sa.Text(), nullable=False),
        sa.Column("meant_fold", FOLDED, nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("both_ways", sa.Boolean(), nullable=False),
        sa.Column(
            "source",
            sa.Enum(
                *("list", "officer"),
                name="synonymsource",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("made_by", sa.Uuid()),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("retired_at", sa.DateTime(timezone=True)),
        sa.CheckConstraint("said_fold <> '' AND meant_fold <> ''", name=op.f("ck_synonyms_both_said")),
        sa.CheckConstraint("said_fold <> meant_fold", name=op.f("ck_synonyms_two_words")),
        sa.ForeignKeyConstraint(["made_by"], ["people.id"], name=op.f("fk_synonyms_made_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_synonyms")),
        sa.UniqueConstraint("said_fold", "meant_fold", name=op.f("uq_synonyms_said_fold_meant_fold")),
    )
    op.create_index("ix_synonyms_meant_fold", "synonyms", ["meant_fold"])
    op.create_table(
        "search_misses",
        sa.Column("week", sa.Date(), nullable=False),
        sa.Column("fold", FOLDED, nullable=False),
        sa.Column("asked", sa.Integer(), nullable=False),
        sa.CheckConstraint("asked > 0", name=op.f("ck_search_misses_asked_at_all")),
        sa.PrimaryKeyConstraint("week", "fold", name=op.f("pk_search_misses")),
    )

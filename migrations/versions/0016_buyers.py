"""The tables of `buyers`: what they keep in mind, and what they ask the makers."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "wishes",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("person_id", sa.Uuid()),
        sa.Column("token_hash", sa.Text()),
        sa.Column("listing_id", sa.Uuid(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_wishes"),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name="fk_wishes_person_id"),
        sa.ForeignKeyConstraint(
            ["listing_id"], ["listings.id"], name="fk_wishes_listing_id", ondelete="CASCADE"
        ),
        sa.UniqueConstraint("person_id", "listing_id", name="uq_wishes_person_id_listing_id"),
        sa.UniqueConstraint("token_hash", "listing_id", name="uq_wishes_token_hash_listing_id"),
        sa.CheckConstraint("(person_id IS NULL) <> (token_hash IS NULL)", name=op.f("ck_wishes_one_owner")),
    )
    op.create_index("ix_wishes_listing_id", "wishes", ["listing_id"])
    op.create_table(
        "questions",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("listing_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid()),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("asked_at", MOMENT, nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("answered_at", MOMENT),
        sa.Column("hidden_at", MOMENT),
        sa.Column("hidden_by", sa.Uuid()),
        sa.PrimaryKeyConstraint("id", name="pk_questions"),
        sa.ForeignKeyConstraint(
            ["listing_id"], ["listings.id"], name="fk_questions_listing_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name="fk_questions_person_id"),
        sa.ForeignKeyConstraint(["hidden_by"], ["people.id"], name="fk_questions_hidden_by"),
        sa.CheckConstraint("(answer = '') = (answered_at IS NULL)", name=op.f("ck_questions_answered_whole")),
        sa.CheckConstraint(
            "(hidden_at IS NULL) = (hidden_by IS NULL)", name=op.f("ck_questions_hidden_whole")
        ),
    )
    op.create_index("ix_questions_listing_id_asked_at", "questions", ["listing_id", "asked_at"])
    op.create_index("ix_questions_person_id", "questions", ["person_id"])


def downgrade() -> None:
    """Take them away again."""
    op.drop_table("questions")
    op.drop_table("wishes")

"""The tables of listings in depth: details and packs."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    _details()


def _details() -> None:
    op.create_table(
        "listing_details",
        sa.Column("listing_id", sa.Uuid(), nullable=False),
        sa.Column("materials", sa.Text(), nullable=False),
        sa.Column("technique", sa.Text(), nullable=False),
        sa.Column("dimensions", sa.Text(), nullable=False),
        sa.Column("may_vary", sa.Text(), nullable=False),
        sa.Column("packer", sa.Text(), nullable=False),
        sa.Column("best_before_days", sa.SmallInteger()),
        sa.PrimaryKeyConstraint("listing_id", name="pk_listing_details"),
        sa.ForeignKeyConstraint(
            ["listing_id"], ["listings.id"], name="fk_listing_details_listing_id", ondelete="CASCADE"
        ),
        sa.CheckConstraint("best_before_days > 0", name=op.f("ck_listing_details_keeps_a_day")),
    )
    op.create_table(
        "packs",
        sa.Column("variant_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("net_quantity", sa.Text(), nullable=False),
        sa.Column("mrp_paise", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("variant_id", name="pk_packs"),
        sa.ForeignKeyConstraint(
            ["variant_id"], ["variants.id"], name="fk_packs_variant_id", ondelete="CASCADE"
        ),
        sa.CheckConstraint("mrp_paise > 0", name=op.f("ck_packs_mrp_above_nothing")),
    )


def downgrade() -> None:
    """Take them away again."""
    op.drop_table("packs")
    op.drop_table("listing_details")

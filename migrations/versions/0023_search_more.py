"""What goods are made of, read with their words; and goods in the order of their price.

`python -m bin.search_words` reads the materials of goods that were indexed before; until it has run, nothing is found
by material.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column and the index."""
    op.add_column(
        "listings",
        sa.Column("materials", postgresql.ARRAY(sa.Text()), nullable=False, server_default=sa.text("'{}'")),
    )
    op.create_index(
        "ix_listings_price",
        "listings",
        ["price_paise", "id"],
        postgresql_where=sa.text("status = 'published'"),
    )


def downgrade() -> None:
    """Take them away again."""
    op.drop_index("ix_listings_price", table_name="listings")
    op.drop_column("listings", "materials")

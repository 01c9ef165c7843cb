"""The tables of `tax`: tax_rates, levies, document_series."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

DAYS = sa.text("daterange(valid_from, valid_to, '[]')")
DEFERRED = {"using": "gist", "deferrable": True, "initially": "DEFERRED"}


def upgrade() -> None:
    """Make the dated tables, in which no two rows may claim a day, and the counters."""
    op.execute("CREATE EXTENSION IF NOT EXISTS btree_gist")
    op.create_table(
        "tax_rates",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("hsn_prefix", sa.String(8), nullable=False),
        sa.Column("needs_flags", sa.Text(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date()),
        sa.Column("rate_bp", sa.Integer()),
        sa.Column("slab_limit_paise", sa.BigInteger()),
        sa.Column("slab_upto_bp", sa.Integer()),
        sa.Column("slab_above_bp", sa.Integer()),
        sa.Column("confidence", sa.String(32), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_tax_rates"),
        sa.UniqueConstraint(
            "hsn_prefix", "needs_flags", "valid_from", name="uq_tax_rates_hsn_prefix_needs_flags_valid_from"
        ),
        sa.CheckConstraint("hsn_prefix ~ '^[0-9]{2,8}$'", name=op.f("ck_tax_rates_hsn_prefix_is_digits")),
        sa.CheckConstraint(
            "valid_to IS NULL OR valid_to >= valid_from", name=op.f("ck_tax_rates_days_run_forward")
        ),
        sa.CheckConstraint(
            "CASE WHEN rate_bp IS NULL"
            " THEN num_nonnulls(slab_limit_paise, slab_upto_bp, slab_above_bp) = 3"
            " ELSE num_nonnulls(slab_limit_paise, slab_upto_bp, slab_above_bp) = 0 END",
            name=op.f("ck_tax_rates_rate_or_slab"),
        ),
        sa.CheckConstraint("confidence IN ('H', 'M', 'L')", name=op.f("ck_tax_rates_confidence")),
        postgresql.ExcludeConstraint(
            ("hsn_prefix", "="),
            ("needs_flags", "="),
            (DAYS, "&&"),
            name="ex_tax_rates_one_row_a_day",
            **DEFERRED,
        ),
    )
    op.create_table(
        "levies",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date()),
        sa.Column("rate_bp", sa.Integer()),
        sa.Column("limit_paise", sa.BigInteger()),
        sa.Column("confidence", sa.String(32), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_levies"),
        sa.UniqueConstraint("kind", "valid_from", name="uq_levies_kind_valid_from"),
        sa.CheckConstraint(
            "valid_to IS NULL OR valid_to >= valid_from", name=op.f("ck_levies_days_run_forward")
        ),
        sa.CheckConstraint(
            "CASE WHEN kind = 'tds_limit' THEN limit_paise IS NOT NULL AND rate_bp IS NULL"
            " ELSE rate_bp IS NOT NULL AND limit_paise IS NULL END",
            name=op.f("ck_levies_rate_or_limit"),
        ),
        sa.CheckConstraint(
            "kind IN ('tcs', 'tds', 'tds_limit', 'commission', 'commission_gst')",
            name=op.f("ck_levies_levykind"),
        ),
        sa.CheckConstraint("confidence IN ('H', 'M', 'L')", name=op.f("ck_levies_confidence")),
        postgresql.ExcludeConstraint(("kind", "="), (DAYS, "&&"), name="ex_levies_one_row_a_day", **DEFERRED),
    )
    op.create_table(
        "document_series",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("supplier_key", sa.Text(), nullable=False),
        sa.Column("state_code", sa.String(2), nullable=False),
        sa.Column("series", sa.String(1), nullable=False),
        sa.Column("fy_start", sa.Integer(), nullable=False),
        sa.Column("next_number", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_document_series"),
        sa.UniqueConstraint(
            "supplier_key",
            "state_code",
            "series",
            "fy_start",
            name="uq_document_series_supplier_key_state_code_series_fy_start",
        ),
        sa.CheckConstraint("next_number >= 1", name=op.f("ck_document_series_numbers_begin_at_one")),
        sa.CheckConstraint("series ~ '^[A-Z]$'", name=op.f("ck_document_series_series_is_a_letter")),
        sa.CheckConstraint(
            "state_code ~ '^[0-9]{2}$'", name=op.f("ck_document_series_state_code_is_two_digits")
        ),
    )


def downgrade() -> None:
    """Take them away again; the extension stays, for others may use it."""
    op.drop_table("document_series")
    op.drop_table("levies")
    op.drop_table("tax_rates")

"""The life of a listing after it is written: proposals, tiers, capacity and queue, holidays, low stock."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
REASONS = (
    "made",
    "counted",
    "sold",
    "shipped",
    "delivered",
    "dispatched",
    "received",
    "broken",
    "lost",
    "returned",
    "found",
)
SUBJECTS = ("artisan", "listing", "mark", "page", "voice")
ENDS = ("requested", "in_review", "verified", "returned", "rejected")


def upgrade() -> None:
    """Make the tables."""
    _listings_and_makers()
    _proposals()
    _tiers()
    _queue()
    _low_stock()
    _values("moves", "reason", "reason", *REASONS, "fair", "undone")
    _values("verifications", "subjectkind", "subject_kind", *SUBJECTS, "change")
    _values("verifications", "verificationstatus", "status", *ENDS, "taken_back")


def _listings_and_makers() -> None:
    op.add_column("listings", sa.Column("weekly_capacity", sa.SmallInteger()))
    op.add_column("listings", sa.Column("next_free_on", sa.Date()))
    op.add_column("listings", sa.Column("low_at", sa.SmallInteger()))
    op.create_check_constraint(op.f("ck_listings_makes_one_a_week"), "listings", "weekly_capacity > 0")
    op.create_check_constraint(op.f("ck_listings_low_not_negative"), "listings", "low_at >= 0")
    op.add_column("artisans", sa.Column("away_from", sa.Date()))
    op.add_column("artisans", sa.Column("away_to", sa.Date()))
    op.create_check_constraint(
        op.f("ck_artisans_away_whole"),
        "artisans",
        "(away_from IS NULL) = (away_to IS NULL) AND (away_from IS NULL OR away_from <= away_to)",
    )


def _proposals() -> None:
    op.create_table(
        "proposals",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("listing_id", sa.Uuid(), nullable=False),
        sa.Column(
            "status",
            sa.Enum(
                "waiting",
                "live",
                "returned",
                "taken_back",
                name="proposalstatus",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("version", sa.SmallInteger(), nullable=False),
        sa.Column("said", postgresql.JSONB(), nullable=False),
        sa.Column("was", postgresql.JSONB(), nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.Column("made_by", sa.Uuid(), nullable=False),
        sa.Column("ended_at", MOMENT),
        sa.PrimaryKeyConstraint("id", name="pk_proposals"),
        sa.ForeignKeyConstraint(
            ["listing_id"], ["listings.id"], name="fk_proposals_listing_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["made_by"], ["people.id"], name="fk_proposals_made_by"),
        sa.CheckConstraint(
            "(ended_at IS NULL) = (status = 'waiting')", name=op.f("ck_proposals_ended_whole")
        ),
    )
    op.create_index("ix_proposals_listing_id", "proposals", ["listing_id", "id"])
    op.create_index(
        "uq_proposals_waiting",
        "proposals",
        ["listing_id"],
        unique=True,
        postgresql_where=sa.text("status = 'waiting'"),
    )


def _tiers() -> None:
    op.create_table(
        "price_tiers",
        sa.Column("variant_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("min_quantity", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("case_pack", sa.SmallInteger(), nullable=False),
        sa.Column("price_paise", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("variant_id", "min_quantity", name="pk_price_tiers"),
        sa.ForeignKeyConstraint(
            ["variant_id"], ["variants.id"], name="fk_price_tiers_variant_id", ondelete="CASCADE"
        ),
        sa.CheckConstraint("min_quantity >= 2", name=op.f("ck_price_tiers_more_than_one")),
        sa.CheckConstraint(
            "case_pack > 0 AND min_quantity % case_pack = 0", name=op.f("ck_price_tiers_whole_cases")
        ),
        sa.CheckConstraint("price_paise > 0", name=op.f("ck_price_tiers_price_above_nothing")),
    )
    op.add_column(
        "price_changes", sa.Column("from_quantity", sa.SmallInteger(), nullable=False, server_default="1")
    )
    op.drop_constraint(op.f("ck_cart_lines_quantity_in_bounds"), "cart_lines", type_="check")
    op.create_check_constraint(
        op.f("ck_cart_lines_quantity_in_bounds"), "cart_lines", "quantity BETWEEN 1 AND 999"
    )


def _queue() -> None:
    op.create_table(
        "makings",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("fulfillment_id", sa.Uuid(), nullable=False),
        sa.Column("listing_id", sa.Uuid(), nullable=False),
        sa.Column("variant_id", sa.BigInteger(), nullable=False),
        sa.Column("week", sa.Date(), nullable=False),
        sa.Column("pieces", sa.Integer(), nullable=False),
        sa.Column("ended_at", MOMENT),
        sa.PrimaryKeyConstraint("id", name="pk_makings"),
        sa.ForeignKeyConstraint(["fulfillment_id"], ["fulfillments.id"], name="fk_makings_fulfillment_id"),
        sa.ForeignKeyConstraint(["listing_id"], ["listings.id"], name="fk_makings_listing_id"),
        sa.ForeignKeyConstraint(["variant_id"], ["variants.id"], name="fk_makings_variant_id"),
        sa.CheckConstraint("pieces > 0", name=op.f("ck_makings_pieces_positive")),
    )
    op.create_index("ix_makings_fulfillment_id", "makings", ["fulfillment_id"])
    op.create_index(
        "ix_makings_queue", "makings", ["listing_id", "week"], postgresql_where=sa.text("ended_at IS NULL")
    )
    op.add_column("order_lines", sa.Column("promised_on", sa.Date()))
    op.add_column(
        "order_lines", sa.Column("to_make", sa.Boolean(), nullable=False, server_default=sa.text("false"))
    )


def _low_stock() -> None:
    op.create_table(
        "low_notes",
        sa.Column("variant_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("told_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("variant_id", name="pk_low_notes"),
        sa.ForeignKeyConstraint(["variant_id"], ["variants.id"], name="fk_low_notes_variant_id"),
    )


def _values(table: str, constraint: str, column: str, *values: str) -> None:
    """What a column may hold."""
    name = op.f(f"ck_{table}_{constraint}")
    op.drop_constraint(name, table, type_="check")
    told = ", ".join(f"'{value}'" for value in values)
    op.create_check_constraint(name, table, f"{column} IN ({told})")


def downgrade() -> None:
    """Take them away again."""
    op.execute("DELETE FROM verifications WHERE subject_kind = 'change' OR status = 'taken_back'")
    _values("verifications", "verificationstatus", "status", *ENDS)
    _values("verifications", "subjectkind", "subject_kind", *SUBJECTS)
    _values("moves", "reason", "reason", *REASONS)
    op.drop_table("low_notes")
    op.drop_column("order_lines", "to_make")
    op.drop_column("order_lines", "promised_on")
    op.drop_table("makings")
    op.execute("UPDATE cart_lines SET quantity = 99 WHERE quantity > 99")
    op.drop_constraint(op.f("ck_cart_lines_quantity_in_bounds"), "cart_lines", type_="check")
    op.create_check_constraint(
        op.f("ck_cart_lines_quantity_in_bounds"), "cart_lines", "quantity BETWEEN 1 AND 99"
    )
    op.drop_column("price_changes", "from_quantity")
    op.drop_table("price_tiers")
    op.drop_table("proposals")
    op.drop_constraint(op.f("ck_artisans_away_whole"), "artisans", type_="check")
    op.drop_column("artisans", "away_to")
    op.drop_column("artisans", "away_from")
    op.drop_constraint(op.f("ck_listings_low_not_negative"), "listings", type_="check")
    op.drop_constraint(op.f("ck_listings_makes_one_a_week"), "listings", type_="check")
    op.drop_column("listings", "low_at")
    op.drop_column("listings", "next_free_on")
    op.drop_column("listings", "weekly_capacity")

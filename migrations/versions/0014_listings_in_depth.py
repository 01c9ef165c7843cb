"""The tables of listings in depth: details, packs and marks."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
STATUSES = ("claimed", "seen_once", "verified", "returned")
KINDS = (
    "gi",
    "silk_mark",
    "handloom_mark",
    "india_handloom",
    "craftmark",
    "khadi",
    "agmark",
    "fssai",
    "india_organic",
    "huid",
)


def upgrade() -> None:
    """Make the tables."""
    _details()
    _marks()
    _subjects("artisan", "listing", "mark")


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


def _marks() -> None:
    op.create_table(
        "marks",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("artisan_id", sa.Uuid(), nullable=False),
        sa.Column("listing_id", sa.Uuid()),
        sa.Column("kind", _choice("markkind", *KINDS), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("issuer", sa.Text(), nullable=False),
        sa.Column("status", _choice("markstatus", *STATUSES), nullable=False),
        sa.Column("expires_on", sa.Date()),
        sa.Column("claimed_at", MOMENT, nullable=False),
        sa.Column("seen_by", sa.Uuid()),
        sa.Column("seen_at", MOMENT),
        sa.Column("checked_by", sa.Uuid()),
        sa.Column("checked_at", MOMENT),
        sa.Column("how", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_marks"),
        sa.ForeignKeyConstraint(["artisan_id"], ["artisans.id"], name="fk_marks_artisan_id"),
        sa.ForeignKeyConstraint(
            ["listing_id"], ["listings.id"], name="fk_marks_listing_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["seen_by"], ["people.id"], name="fk_marks_seen_by"),
        sa.ForeignKeyConstraint(["checked_by"], ["people.id"], name="fk_marks_checked_by"),
        sa.UniqueConstraint(
            "artisan_id",
            "listing_id",
            "kind",
            "number",
            name="uq_marks_artisan_id_listing_id_kind_number",
            postgresql_nulls_not_distinct=True,
        ),
        sa.CheckConstraint(
            "(status = 'verified') = (checked_by IS NOT NULL)", name=op.f("ck_marks_checked_by_someone")
        ),
        sa.CheckConstraint(
            "(checked_by IS NULL) = (checked_at IS NULL)", name=op.f("ck_marks_checked_whole")
        ),
        sa.CheckConstraint("(seen_by IS NULL) = (seen_at IS NULL)", name=op.f("ck_marks_seen_whole")),
        sa.CheckConstraint("checked_by <> seen_by", name=op.f("ck_marks_four_eyes")),
    )
    op.create_index("ix_marks_listing_id", "marks", ["listing_id"])


def _choice(name: str, *values: str) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=32)


def _subjects(*kinds: str) -> None:
    """What a claim may be about."""
    op.drop_constraint(op.f("ck_verifications_subjectkind"), "verifications", type_="check")
    told = ", ".join(f"'{kind}'" for kind in kinds)
    op.create_check_constraint(
        op.f("ck_verifications_subjectkind"), "verifications", f"subject_kind IN ({told})"
    )


def downgrade() -> None:
    """Take them away again."""
    op.execute("DELETE FROM verifications WHERE subject_kind = 'mark'")
    _subjects("artisan", "listing")
    op.drop_table("marks")
    op.drop_table("packs")
    op.drop_table("listing_details")

"""The tables of `stock`: locations, moves, levels, reservations."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "locations",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "workshop",
                "stall",
                "store_room",
                "transit",
                "made",
                "customer",
                "loss",
                "found",
                name="locationkind",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("place_id", sa.Uuid()),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_locations")),
    )
    op.create_index(
        "uq_locations_kind_place",
        "locations",
        ["kind", "place_id"],
        unique=True,
        postgresql_nulls_not_distinct=True,
    )
    op.create_table(
        "levels",
        sa.Column("location_id", sa.BigInteger(), nullable=False),
        sa.Column("variant_id", sa.BigInteger(), nullable=False),
        sa.Column("owner_id", sa.Uuid(), nullable=False),
        sa.Column("on_hand", sa.Integer(), nullable=False),
        sa.Column("reserved", sa.Integer(), nullable=False),
        sa.CheckConstraint("on_hand >= 0", name=op.f("ck_levels_on_hand_not_negative")),
        sa.CheckConstraint("reserved BETWEEN 0 AND on_hand", name=op.f("ck_levels_reserved_within")),
        sa.ForeignKeyConstraint(["location_id"], ["locations.id"], name=op.f("fk_levels_location_id")),
        sa.ForeignKeyConstraint(["owner_id"], ["artisans.id"], name=op.f("fk_levels_owner_id")),
        sa.ForeignKeyConstraint(["variant_id"], ["variants.id"], name=op.f("fk_levels_variant_id")),
        sa.PrimaryKeyConstraint("location_id", "variant_id", "owner_id", name=op.f("pk_levels")),
    )
    op.create_index("ix_levels_variant", "levels", ["variant_id"])
    op.create_table(
        "moves",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("variant_id", sa.BigInteger(), nullable=False),
        sa.Column("owner_id", sa.Uuid(), nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.Column("source_id", sa.BigInteger(), nullable=False),
        sa.Column("target_id", sa.BigInteger(), nullable=False),
        sa.Column(
            "reason",
            sa.Enum(
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
                name="reason",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.Uuid()),
        sa.CheckConstraint("quantity > 0", name=op.f("ck_moves_quantity_positive")),
        sa.CheckConstraint("source_id <> target_id", name=op.f("ck_moves_two_ends")),
        sa.ForeignKeyConstraint(["owner_id"], ["artisans.id"], name=op.f("fk_moves_owner_id")),
        sa.ForeignKeyConstraint(["source_id"], ["locations.id"], name=op.f("fk_moves_source_id")),
        sa.ForeignKeyConstraint(["target_id"], ["locations.id"], name=op.f("fk_moves_target_id")),
        sa.ForeignKeyConstraint(["variant_id"], ["variants.id"], name=op.f("fk_moves_variant_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_moves")),
        sa.UniqueConstraint("key", name=op.f("uq_moves_key")),
    )
    op.create_index("ix_moves_variant", "moves", ["variant_id", "id"])
    op.create_table(
        "reservations",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("cause_kind", sa.Text(), nullable=False),
        sa.Column("cause_id", sa.Uuid(), nullable=False),
        sa.Column("location_id", sa.BigInteger(), nullable=False),
        sa.Column("variant_id", sa.BigInteger(), nullable=False),
        sa.Column("owner_id", sa.Uuid(), nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True)),
        sa.Column("ended_at", sa.DateTime(timezone=True)),
        sa.CheckConstraint("quantity > 0", name=op.f("ck_reservations_quantity_positive")),
        sa.ForeignKeyConstraint(["location_id"], ["locations.id"], name=op.f("fk_reservations_location_id")),
        sa.ForeignKeyConstraint(["owner_id"], ["artisans.id"], name=op.f("fk_reservations_owner_id")),
        sa.ForeignKeyConstraint(["variant_id"], ["variants.id"], name=op.f("fk_reservations_variant_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reservations")),
    )
    op.create_index(
        "ix_reservations_level",
        "reservations",
        ["location_id", "variant_id", "owner_id"],
        postgresql_where=sa.text("ended_at IS NULL"),
    )
    op.create_index(
        "uq_reservations_live",
        "reservations",
        ["cause_id", "variant_id", "location_id"],
        unique=True,
        postgresql_where=sa.text("ended_at IS NULL"),
    )
    op.execute(
        "CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON moves FOR EACH ROW EXECUTE FUNCTION refuse_change()"
    )


def downgrade() -> None:
    """Take them away again."""
    op.drop_table("reservations")
    op.drop_table("moves")
    op.drop_table("levels")
    op.drop_table("locations")

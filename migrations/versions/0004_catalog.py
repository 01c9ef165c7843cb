"""The tables of `catalog`."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    _registry_up()


def downgrade() -> None:
    """Take them away again."""
    _registry_down()


CONFIDENCE = ("high", "medium", "low")
UNIT = ("piece", "pair", "set", "metre", "g", "kg", "ml", "l")


def _registry_up() -> None:
    _families_and_crafts_up()
    op.create_table(
        "gi_goods",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("list_serial_no", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column(
            "category",
            _registry_choice("gicategory", "agricultural", "food", "handicraft", "manufactured", "natural"),
            nullable=False,
        ),
        sa.Column("state_codes", postgresql.ARRAY(sa.String(2)), nullable=False),
        sa.Column("retired_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name="pk_gi_goods"),
        sa.UniqueConstraint("list_serial_no", "name", name="uq_gi_goods_list_serial_no_name"),
    )
    op.create_table(
        "district_products",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("district_id", sa.BigInteger(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("position", sa.SmallInteger(), nullable=False),
        sa.Column(
            "sector",
            _registry_choice(
                "sector",
                "agriculture",
                "food",
                "handicrafts",
                "textiles",
                "manufacturing",
                "minerals",
                "marine",
                "services",
            ),
            nullable=False,
        ),
        sa.Column("source_lists", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("source_note", sa.Text(), nullable=False),
        sa.Column("district_name_in_source", sa.Text()),
        sa.Column("inherited", sa.Boolean(), nullable=False),
        sa.Column("gi_tagged", _registry_choice("gitagged", "yes", "no", "unknown"), nullable=False),
        sa.Column("gi_good_id", sa.BigInteger()),
        sa.Column("craft_id", sa.Text(), nullable=False),
        sa.Column("craft_confidence", _registry_choice("confidence", *CONFIDENCE), nullable=False),
        sa.Column("retired_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name="pk_district_products"),
        sa.ForeignKeyConstraint(["district_id"], ["districts.id"], name="fk_district_products_district_id"),
        sa.ForeignKeyConstraint(["gi_good_id"], ["gi_goods.id"], name="fk_district_products_gi_good_id"),
        sa.ForeignKeyConstraint(["craft_id"], ["crafts.id"], name="fk_district_products_craft_id"),
        sa.UniqueConstraint("district_id", "name", name="uq_district_products_district_id_name"),
    )
    op.create_index("ix_district_products_craft_id", "district_products", ["craft_id"])
    op.create_index("ix_district_products_gi_good_id", "district_products", ["gi_good_id"])


def _families_and_crafts_up() -> None:
    op.create_table(
        "craft_families",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("position", sa.SmallInteger(), nullable=False),
        sa.Column("slug", sa.Text(), nullable=False),
        sa.Column("name_en", sa.Text(), nullable=False),
        sa.Column("name_hi", sa.Text(), nullable=False),
        sa.Column(
            "thread",
            _registry_choice("thread", "weave", "clay", "metal", "wood", "paint", "spice", "food", "other"),
            nullable=False,
        ),
        sa.Column("is_goods", sa.Boolean(), nullable=False),
        sa.Column("retired_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name="pk_craft_families"),
        sa.UniqueConstraint("slug", name="uq_craft_families_slug"),
    )
    op.create_table(
        "crafts",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("family_id", sa.Text(), nullable=False),
        sa.Column("slug", sa.Text(), nullable=False),
        sa.Column("name_en", sa.Text(), nullable=False),
        sa.Column("name_hi", sa.Text(), nullable=False),
        sa.Column("hsn8", sa.String(8), nullable=False),
        sa.Column("hsn_confidence", _registry_choice("confidence", *CONFIDENCE), nullable=False),
        sa.Column("handicraft", sa.Boolean(), nullable=False),
        sa.Column("prepacked", sa.Boolean(), nullable=False),
        sa.Column("unit", _registry_choice("unit", *UNIT), nullable=False),
        sa.Column("price_slab", sa.Boolean(), nullable=False),
        sa.Column("proofs", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("perishable", sa.Boolean(), nullable=False),
        sa.Column(
            "returnable", _registry_choice("returnability", "free_choice", "damaged_only"), nullable=False
        ),
        sa.Column("typical_days_to_make", sa.SmallInteger(), nullable=False),
        sa.Column("attributes", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("is_goods", sa.Boolean(), nullable=False),
        sa.Column("retired_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name="pk_crafts"),
        sa.ForeignKeyConstraint(["family_id"], ["craft_families.id"], name="fk_crafts_family_id"),
        sa.UniqueConstraint("slug", name="uq_crafts_slug"),
        sa.CheckConstraint("hsn8 ~ '^[0-9]{8}$'", name=op.f("ck_crafts_hsn_eight_digits")),
        sa.CheckConstraint("is_goods = (hsn8 <> '99859900')", name=op.f("ck_crafts_placeholder_is_no_goods")),
        sa.CheckConstraint("typical_days_to_make >= 0", name=op.f("ck_crafts_days_not_negative")),
    )
    op.create_index("ix_crafts_family_id", "crafts", ["family_id"])
    op.create_table(
        "craft_variants",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("craft_id", sa.Text(), nullable=False),
        sa.Column("name_en", sa.Text(), nullable=False),
        sa.Column("name_hi", sa.Text(), nullable=False),
        sa.Column("hsn8", sa.String(8), nullable=False),
        sa.Column("hsn_confidence", _registry_choice("confidence", *CONFIDENCE), nullable=False),
        sa.Column("handicraft", sa.Boolean(), nullable=False),
        sa.Column("prepacked", sa.Boolean(), nullable=False),
        sa.Column("unit", _registry_choice("unit", *UNIT), nullable=False),
        sa.Column("price_slab", sa.Boolean(), nullable=False),
        sa.Column("perishable", sa.Boolean(), nullable=False),
        sa.Column("attributes", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("retired_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name="pk_craft_variants"),
        sa.ForeignKeyConstraint(["craft_id"], ["crafts.id"], name="fk_craft_variants_craft_id"),
        sa.UniqueConstraint("craft_id", "id", name="uq_craft_variants_craft_id_id"),
        sa.CheckConstraint("hsn8 ~ '^[0-9]{8}$'", name=op.f("ck_craft_variants_hsn_eight_digits")),
    )


def _registry_down() -> None:
    for table in ("district_products", "gi_goods", "craft_variants", "crafts", "craft_families"):
        op.drop_table(table)


def _registry_choice(name: str, *values: str) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=32)

"""The table of support infrastructure, a layer of the map."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
KINDS = (
    "common_facility",
    "testing_lab",
    "design_centre",
    "material_bank",
    "cold_store",
    "packaging_unit",
    "courier_reach",
)


def upgrade() -> None:
    """Make the table."""
    kind = sa.Enum(*KINDS, name="facilitykind", native_enum=False, create_constraint=True, length=32)
    op.create_table(
        "facilities",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("district_id", sa.BigInteger(), nullable=False),
        sa.Column("kind", kind, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("capacity", sa.Text(), nullable=False),
        sa.Column("contact", sa.Text(), nullable=False),
        sa.Column("pins", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("latitude", sa.Double()),
        sa.Column("longitude", sa.Double()),
        sa.Column("entered_at", MOMENT, nullable=False),
        sa.Column("entered_by", sa.Uuid(), nullable=False),
        sa.Column("closed_at", MOMENT),
        sa.Column("closed_by", sa.Uuid()),
        sa.PrimaryKeyConstraint("id", name="pk_facilities"),
        sa.ForeignKeyConstraint(["district_id"], ["districts.id"], name="fk_facilities_district_id"),
        sa.ForeignKeyConstraint(["entered_by"], ["people.id"], name="fk_facilities_entered_by"),
        sa.ForeignKeyConstraint(["closed_by"], ["people.id"], name="fk_facilities_closed_by"),
        sa.CheckConstraint(
            "(latitude IS NULL) = (longitude IS NULL)", name=op.f("ck_facilities_point_whole")
        ),
        sa.CheckConstraint(
            "(closed_at IS NULL) = (closed_by IS NULL)", name=op.f("ck_facilities_closed_whole")
        ),
        sa.CheckConstraint(
            "(kind = 'courier_reach') = (cardinality(pins) > 0)", name=op.f("ck_facilities_pins_of_couriers")
        ),
    )
    op.create_index(
        "uq_facilities_open",
        "facilities",
        ["district_id", "kind", "name"],
        unique=True,
        postgresql_where=sa.text("closed_at IS NULL"),
    )


def downgrade() -> None:
    """Take it away again."""
    op.drop_table("facilities")

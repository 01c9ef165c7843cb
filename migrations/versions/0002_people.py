"""The tables of `people`."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    _places_up()


def downgrade() -> None:
    """Take them away again."""
    _places_down()


def _places_up() -> None:
    op.create_table(
        "states",
        sa.Column("code", sa.String(2), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("name_hi", sa.Text(), nullable=False),
        sa.Column("slug", sa.Text(), nullable=False),
        sa.Column("lgd_code", sa.Integer(), nullable=False),
        sa.Column("iso", sa.String(5), nullable=False),
        sa.Column("is_ut", sa.Boolean(), nullable=False),
        sa.Column("is_ut_without_legislature", sa.Boolean(), nullable=False),
        sa.Column("retired_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("code", name="pk_states"),
        sa.UniqueConstraint("name", name="uq_states_name"),
        sa.UniqueConstraint("slug", name="uq_states_slug"),
        sa.UniqueConstraint("lgd_code", name="uq_states_lgd_code"),
        sa.UniqueConstraint("iso", name="uq_states_iso"),
        sa.CheckConstraint("code ~ '^[0-9]{2}$'", name=op.f("ck_states_code_two_digits")),
        sa.CheckConstraint(
            "is_ut OR NOT is_ut_without_legislature", name=op.f("ck_states_state_has_legislature")
        ),
    )
    op.create_table(
        "districts",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("state_code", sa.String(2), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("slug", sa.Text(), nullable=False),
        sa.Column("lgd_code", sa.Integer()),
        sa.Column("status", _place_choice("districtstatus", "active", "region", "abolished"), nullable=False),
        sa.Column("latitude", sa.Double(), nullable=False),
        sa.Column("longitude", sa.Double(), nullable=False),
        sa.Column(
            "point_kind",
            _place_choice("pointkind", "centroid", "representative_point", "approximate_town"),
            nullable=False,
        ),
        sa.Column("map_column", sa.SmallInteger()),
        sa.Column("map_row", sa.SmallInteger()),
        sa.Column("outline_name", sa.Text()),
        sa.Column("aliases", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("note", sa.Text()),
        sa.Column("retired_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name="pk_districts"),
        sa.ForeignKeyConstraint(["state_code"], ["states.code"], name="fk_districts_state_code"),
        sa.UniqueConstraint("slug", name="uq_districts_slug"),
        sa.UniqueConstraint(
            "state_code", "name", name="uq_districts_state_code_name", deferrable=True, initially="DEFERRED"
        ),
        sa.UniqueConstraint("lgd_code", name="uq_districts_lgd_code", deferrable=True, initially="DEFERRED"),
        sa.UniqueConstraint(
            "map_column",
            "map_row",
            name="uq_districts_map_column_map_row",
            deferrable=True,
            initially="DEFERRED",
        ),
        sa.CheckConstraint(
            "(map_column IS NULL) = (map_row IS NULL)", name=op.f("ck_districts_map_cell_whole")
        ),
    )


def _places_down() -> None:
    op.drop_table("districts")
    op.drop_table("states")


def _place_choice(name: str, *values: str) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=32)

"""Clusters of districts: nominated like products, every version kept by a trigger."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
DISTRICTS = postgresql.ARRAY(sa.BigInteger())
KEPT = "state_code, name, craft_id, district_ids, story, source, source_date, retired_at, retired_because"
NEW = ", ".join(f"NEW.{name.strip()}" for name in KEPT.split(","))


def upgrade() -> None:
    """Make the tables; what was nominated so far were products."""
    kind = sa.Enum(
        "product", "cluster", name="nominationkind", native_enum=False, create_constraint=True, length=32
    )
    op.add_column("nominations", sa.Column("kind", kind, nullable=False, server_default="product"))
    op.alter_column("nominations", "kind", server_default=None)
    op.create_table(
        "clusters",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("slug", sa.Text(), nullable=False),
        *_said(),
        sa.Column("nomination_id", sa.BigInteger(), nullable=False),
        sa.Column("decided_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_clusters"),
        *_points_at("clusters"),
        sa.ForeignKeyConstraint(["nomination_id"], ["nominations.id"], name="fk_clusters_nomination_id"),
        sa.UniqueConstraint("slug", name="uq_clusters_slug"),
        sa.UniqueConstraint("state_code", "name", name="uq_clusters_state_code_name"),
        sa.CheckConstraint("cardinality(district_ids) > 1", name=op.f("ck_clusters_of_districts")),
        sa.CheckConstraint(
            "(retired_at IS NULL) = (retired_because = '')", name=op.f("ck_clusters_retired_with_reason")
        ),
    )
    op.create_index("ix_clusters_district_ids", "clusters", ["district_ids"], postgresql_using="gin")
    op.create_table(
        "cluster_versions",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("cluster_id", sa.BigInteger(), nullable=False),
        sa.Column("valid_from", MOMENT, nullable=False),
        *_said(),
        sa.PrimaryKeyConstraint("id", name="pk_cluster_versions"),
        *_points_at("cluster_versions"),
        sa.UniqueConstraint("cluster_id", "id", name="uq_cluster_versions_cluster_id_id"),
    )
    op.execute(
        "CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON cluster_versions"
        " FOR EACH ROW EXECUTE FUNCTION refuse_change()"
    )
    # The deed's own moment where it said one, else the transaction's.
    op.execute(
        f"""
        CREATE FUNCTION keep_cluster_version() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            INSERT INTO cluster_versions (cluster_id, valid_from, {KEPT})
            VALUES (NEW.id, coalesce(nullif(current_setting('zila.at', true), '')::timestamptz, now()), {NEW});
            RETURN NULL;
        END $$
        """  # noqa: S608 - columns named above
    )
    op.execute(
        "CREATE TRIGGER keep_version AFTER INSERT OR UPDATE ON clusters"
        " FOR EACH ROW EXECUTE FUNCTION keep_cluster_version()"
    )


def downgrade() -> None:
    """Take them away again, and with them what was nominated as a cluster."""
    op.drop_table("cluster_versions")
    op.drop_table("clusters")
    op.execute("DROP FUNCTION keep_cluster_version()")
    op.execute("DELETE FROM nominations WHERE kind = 'cluster'")
    op.drop_column("nominations", "kind")


def _said() -> list[sa.Column[object]]:
    """What is said of a cluster, in its row and in each of its versions."""
    return [
        sa.Column("state_code", sa.String(2), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("craft_id", sa.Text(), nullable=False),
        sa.Column("district_ids", DISTRICTS, nullable=False),
        sa.Column("story", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("source_date", sa.Date(), nullable=False),
        sa.Column("retired_at", MOMENT),
        sa.Column("retired_because", sa.Text(), nullable=False),
    ]


def _points_at(table: str) -> list[sa.ForeignKeyConstraint]:
    return [
        sa.ForeignKeyConstraint(["state_code"], ["states.code"], name=f"fk_{table}_state_code"),
        sa.ForeignKeyConstraint(["craft_id"], ["crafts.id"], name=f"fk_{table}_craft_id"),
    ]

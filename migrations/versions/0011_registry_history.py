"""The registry's history: nominations, and every version of a district's product, kept by a trigger."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
SECTORS = (
    "agriculture",
    "food",
    "handicrafts",
    "textiles",
    "manufacturing",
    "minerals",
    "marine",
    "services",
)
KEPT = (
    "district_id, name, position, sector, source_lists, source_note, gi_tagged, gi_good_id, craft_id,"
    " craft_confidence, retired_at"
)
NEW = ", ".join(f"NEW.{name.strip()}" for name in KEPT.split(","))


def upgrade() -> None:
    """Make the tables, and take what the registry holds as its first version."""
    _nominations_up()
    op.add_column("district_products", sa.Column("decided_at", MOMENT))
    op.add_column("district_products", sa.Column("nomination_id", sa.BigInteger()))
    op.create_foreign_key(
        "fk_district_products_nomination_id", "district_products", "nominations", ["nomination_id"], ["id"]
    )
    op.create_index("ix_district_products_nomination_id", "district_products", ["nomination_id"])
    _versions_up()


def downgrade() -> None:
    """Take them away again."""
    op.execute("DROP TRIGGER keep_version ON district_products")
    op.execute("DROP FUNCTION keep_product_version()")
    op.drop_table("product_versions")
    op.drop_index("ix_district_products_nomination_id", "district_products")
    op.drop_constraint("fk_district_products_nomination_id", "district_products")
    op.drop_column("district_products", "nomination_id")
    op.drop_column("district_products", "decided_at")
    op.drop_table("nominations")


def _nominations_up() -> None:
    op.create_table(
        "nominations",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("state_code", sa.String(2), nullable=False),
        sa.Column("district_ids", postgresql.ARRAY(sa.BigInteger()), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("sector", _choice("sector", *SECTORS), nullable=False),
        sa.Column("craft_id", sa.Text(), nullable=False),
        sa.Column("story", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("source_date", sa.Date(), nullable=False),
        sa.Column("status", _choice("nominationstatus", "nominated", "accepted", "returned"), nullable=False),
        sa.Column("nominated_at", MOMENT, nullable=False),
        sa.Column("nominated_by", sa.Uuid(), nullable=False),
        sa.Column("decided_at", MOMENT),
        sa.Column("decided_by", sa.Uuid()),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_nominations"),
        sa.ForeignKeyConstraint(["state_code"], ["states.code"], name="fk_nominations_state_code"),
        sa.ForeignKeyConstraint(["craft_id"], ["crafts.id"], name="fk_nominations_craft_id"),
        sa.ForeignKeyConstraint(["nominated_by"], ["people.id"], name="fk_nominations_nominated_by"),
        sa.ForeignKeyConstraint(["decided_by"], ["people.id"], name="fk_nominations_decided_by"),
        *(
            sa.CheckConstraint(law, name=op.f(f"ck_nominations_{name}"))
            for name, law in {
                "for_a_district": "cardinality(district_ids) > 0",
                "decided_whole": "(decided_at IS NULL) = (status = 'nominated')",
                "decided_by_someone": "(decided_at IS NULL) = (decided_by IS NULL)",
                "two_people": "decided_by <> nominated_by",
                "returned_with_reason": "status <> 'returned' OR reason <> ''",
            }.items()
        ),
    )
    op.create_index("ix_nominations_state_code", "nominations", ["state_code"])
    waiting = sa.text("status = 'nominated'")
    op.create_index("ix_nominations_waiting", "nominations", ["nominated_at"], postgresql_where=waiting)


def _versions_up() -> None:
    op.create_table(
        "product_versions",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("product_id", sa.BigInteger(), nullable=False),
        sa.Column("valid_from", MOMENT, nullable=False),
        sa.Column("district_id", sa.BigInteger(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("position", sa.SmallInteger(), nullable=False),
        sa.Column("sector", _choice("sector", *SECTORS), nullable=False),
        sa.Column("source_lists", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("source_note", sa.Text(), nullable=False),
        sa.Column("gi_tagged", _choice("gitagged", "yes", "no", "unknown"), nullable=False),
        sa.Column("gi_good_id", sa.BigInteger()),
        sa.Column("craft_id", sa.Text(), nullable=False),
        sa.Column("craft_confidence", _choice("confidence", "high", "medium", "low"), nullable=False),
        sa.Column("retired_at", MOMENT),
        sa.PrimaryKeyConstraint("id", name="pk_product_versions"),
        sa.ForeignKeyConstraint(["district_id"], ["districts.id"], name="fk_product_versions_district_id"),
        sa.ForeignKeyConstraint(["gi_good_id"], ["gi_goods.id"], name="fk_product_versions_gi_good_id"),
        sa.ForeignKeyConstraint(["craft_id"], ["crafts.id"], name="fk_product_versions_craft_id"),
        sa.UniqueConstraint("product_id", "id", name="uq_product_versions_product_id_id"),
    )
    op.create_index("ix_product_versions_district_id", "product_versions", ["district_id", "valid_from"])
    op.execute(
        f"INSERT INTO product_versions (product_id, valid_from, {KEPT})"  # noqa: S608 - columns of ours
        f" SELECT id, now(), {KEPT} FROM district_products ORDER BY id"
    )
    op.execute(
        "CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON product_versions"
        " FOR EACH ROW EXECUTE FUNCTION refuse_change()"
    )
    # The deed's own moment where it said one, else the transaction's.
    op.execute(
        f"""
        CREATE FUNCTION keep_product_version() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            INSERT INTO product_versions (product_id, valid_from, {KEPT})
            VALUES (NEW.id, coalesce(nullif(current_setting('zila.at', true), '')::timestamptz, now()), {NEW});
            RETURN NULL;
        END $$
        """  # noqa: S608 - columns named above
    )
    op.execute(
        "CREATE TRIGGER keep_version AFTER INSERT OR UPDATE ON district_products"
        " FOR EACH ROW EXECUTE FUNCTION keep_product_version()"
    )


def _choice(name: str, *values: str) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=32)

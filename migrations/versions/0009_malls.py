"""The tables of `malls`: malls, stalls, consignments and receipts, tills, shifts, sales."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "malls",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("slug", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("state_code", sa.String(length=2), nullable=False),
        sa.Column("ordinal", sa.SmallInteger(), nullable=False),
        sa.Column("city", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column(
            "status",
            sa.Enum(
                "planned", "open", name="mallstatus", native_enum=False, create_constraint=True, length=32
            ),
            nullable=False,
        ),
        sa.Column("approved_paise", sa.BigInteger()),
        sa.Column("verification", sa.Text(), nullable=False),
        sa.Column("sources", sa.Text(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True)),
        sa.Column("retired_at", sa.DateTime(timezone=True)),
        sa.ForeignKeyConstraint(["state_code"], ["states.code"], name=op.f("fk_malls_state_code")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_malls")),
        sa.UniqueConstraint("slug", name=op.f("uq_malls_slug")),
        sa.UniqueConstraint("state_code", "ordinal", name=op.f("uq_malls_state_code_ordinal")),
    )
    op.create_table(
        "stalls",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("mall_id", sa.Uuid(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "state", "district", name="stallkind", native_enum=False, create_constraint=True, length=32
            ),
            nullable=False,
        ),
        sa.Column("state_code", sa.String(length=2), nullable=False),
        sa.Column("district_id", sa.BigInteger()),
        sa.Column("minimum", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(kind = 'district') = (district_id IS NOT NULL)", name=op.f("ck_stalls_district_named")
        ),
        sa.ForeignKeyConstraint(["district_id"], ["districts.id"], name=op.f("fk_stalls_district_id")),
        sa.ForeignKeyConstraint(["mall_id"], ["malls.id"], name=op.f("fk_stalls_mall_id")),
        sa.ForeignKeyConstraint(["state_code"], ["states.code"], name=op.f("fk_stalls_state_code")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stalls")),
    )
    op.create_index(
        "uq_stalls_whose",
        "stalls",
        ["mall_id", "state_code", "district_id"],
        unique=True,
        postgresql_nulls_not_distinct=True,
    )
    op.create_table(
        "tills",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("mall_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["mall_id"], ["malls.id"], name=op.f("fk_tills_mall_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tills")),
        sa.UniqueConstraint("mall_id", "name", name=op.f("uq_tills_mall_id_name")),
    )
    op.create_table(
        "consignments",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("mall_id", sa.Uuid(), nullable=False),
        sa.Column("stall_id", sa.Uuid(), nullable=False),
        sa.Column("artisan_id", sa.Uuid(), nullable=False),
        sa.Column(
            "status",
            sa.Enum(
                "raised",
                "accepted",
                "declined",
                "dispatched",
                "received",
                name="consignmentstatus",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column(
            "broken_born_by",
            sa.Enum("artisan", "mall", name="bornby", native_enum=False, create_constraint=True, length=32),
            nullable=False,
        ),
        sa.Column("commission_bp", sa.Integer(), nullable=False),
        sa.Column("return_by", sa.Date(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("carrier", sa.Text(), nullable=False),
        sa.Column("docket", sa.Text(), nullable=False),
        sa.Column("raised_by", sa.Uuid(), nullable=False),
        sa.Column("raised_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True)),
        sa.Column("dispatched_at", sa.DateTime(timezone=True)),
        sa.Column("received_at", sa.DateTime(timezone=True)),
        sa.ForeignKeyConstraint(["artisan_id"], ["artisans.id"], name=op.f("fk_consignments_artisan_id")),
        sa.ForeignKeyConstraint(["mall_id"], ["malls.id"], name=op.f("fk_consignments_mall_id")),
        sa.ForeignKeyConstraint(["raised_by"], ["people.id"], name=op.f("fk_consignments_raised_by")),
        sa.ForeignKeyConstraint(["stall_id"], ["stalls.id"], name=op.f("fk_consignments_stall_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consignments")),
        sa.UniqueConstraint("number", name=op.f("uq_consignments_number")),
    )
    op.create_index("ix_consignments_artisan", "consignments", ["artisan_id", "status"])
    op.create_index("ix_consignments_mall", "consignments", ["mall_id", "status"])
    op.create_table(
        "shifts",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("till_id", sa.Uuid(), nullable=False),
        sa.Column("cashier_id", sa.Uuid(), nullable=False),
        sa.Column("float_paise", sa.BigInteger(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True)),
        sa.Column("closed_by", sa.Uuid()),
        sa.Column("expected_paise", sa.BigInteger()),
        sa.Column("counted_paise", sa.BigInteger()),
        sa.Column("difference_reason", sa.Text(), nullable=False),
        sa.CheckConstraint("float_paise >= 0", name=op.f("ck_shifts_float_not_negative")),
        sa.ForeignKeyConstraint(["cashier_id"], ["people.id"], name=op.f("fk_shifts_cashier_id")),
        sa.ForeignKeyConstraint(["closed_by"], ["people.id"], name=op.f("fk_shifts_closed_by")),
        sa.ForeignKeyConstraint(["till_id"], ["tills.id"], name=op.f("fk_shifts_till_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_shifts")),
    )
    op.create_index(
        "uq_shifts_open", "shifts", ["till_id"], unique=True, postgresql_where=sa.text("closed_at IS NULL")
    )
    op.create_table(
        "sales",
        sa.Column("order_id", sa.Uuid(), nullable=False),
        sa.Column("mall_id", sa.Uuid(), nullable=False),
        sa.Column("shift_id", sa.Uuid(), nullable=False),
        sa.Column("given_paise", sa.BigInteger(), nullable=False),
        sa.Column("rung_by", sa.Uuid(), nullable=False),
        sa.Column("rung_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["mall_id"], ["malls.id"], name=op.f("fk_sales_mall_id")),
        sa.ForeignKeyConstraint(["order_id"], ["orders.id"], name=op.f("fk_sales_order_id")),
        sa.ForeignKeyConstraint(["rung_by"], ["people.id"], name=op.f("fk_sales_rung_by")),
        sa.ForeignKeyConstraint(["shift_id"], ["shifts.id"], name=op.f("fk_sales_shift_id")),
        sa.PrimaryKeyConstraint("order_id", name=op.f("pk_sales")),
    )
    op.create_index(op.f("ix_sales_mall_id"), "sales", ["mall_id"])
    op.create_index("ix_sales_shift", "sales", ["shift_id", "rung_at"])
    op.create_table(
        "consignment_lines",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("consignment_id", sa.Uuid(), nullable=False),
        sa.Column("variant_id", sa.BigInteger(), nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.Column("price_paise", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("quantity > 0", name=op.f("ck_consignment_lines_quantity_positive")),
        sa.ForeignKeyConstraint(
            ["consignment_id"], ["consignments.id"], name=op.f("fk_consignment_lines_consignment_id")
        ),
        sa.ForeignKeyConstraint(
            ["variant_id"], ["variants.id"], name=op.f("fk_consignment_lines_variant_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consignment_lines")),
        sa.UniqueConstraint(
            "consignment_id", "variant_id", name=op.f("uq_consignment_lines_consignment_id_variant_id")
        ),
    )
    op.create_table(
        "goods_receipts",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("consignment_id", sa.Uuid(), nullable=False),
        sa.Column("line_id", sa.BigInteger(), nullable=False),
        sa.Column("good", sa.Integer(), nullable=False),
        sa.Column("broken", sa.Integer(), nullable=False),
        sa.Column("missing", sa.Integer(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("counted_by", sa.Uuid(), nullable=False),
        sa.Column("counted_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "good >= 0 AND broken >= 0 AND missing >= 0", name=op.f("ck_goods_receipts_counts_not_negative")
        ),
        sa.ForeignKeyConstraint(
            ["consignment_id"], ["consignments.id"], name=op.f("fk_goods_receipts_consignment_id")
        ),
        sa.ForeignKeyConstraint(["counted_by"], ["people.id"], name=op.f("fk_goods_receipts_counted_by")),
        sa.ForeignKeyConstraint(
            ["line_id"], ["consignment_lines.id"], name=op.f("fk_goods_receipts_line_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_goods_receipts")),
        sa.UniqueConstraint("line_id", name=op.f("uq_goods_receipts_line_id")),
    )
    op.create_index(op.f("ix_goods_receipts_consignment_id"), "goods_receipts", ["consignment_id"])
    op.execute(
        "CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON goods_receipts "
        "FOR EACH ROW EXECUTE FUNCTION refuse_change()"
    )


def downgrade() -> None:
    """Take them away again."""
    op.drop_table("goods_receipts")
    op.drop_table("consignment_lines")
    op.drop_table("sales")
    op.drop_table("shifts")
    op.drop_table("consignments")
    op.drop_table("tills")
    op.drop_table("stalls")
    op.drop_table("malls")

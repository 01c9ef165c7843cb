"""The tables of bulk imports: files of goods, their rows, and makers' own codes."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
STATUSES = ("sent", "refused", "read", "dropped", "writing", "written")
FAULTS = (
    "empty",
    "too_heavy",
    "not_a_table",
    "old_excel",
    "other_office",
    "macros",
    "broken",
    "bomb",
    "too_many_rows",
    "too_wide",
    "huge_cell",
    "not_utf8",
    "no_header",
    "no_rows",
)
STEPS = ("new", "size", "change", "same", "wrong")


def upgrade() -> None:
    """Make the tables."""
    _files()
    _rows()
    op.create_table(
        "own_codes",
        sa.Column("variant_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("artisan_id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("variant_id", name="pk_own_codes"),
        sa.ForeignKeyConstraint(
            ["variant_id"], ["variants.id"], name="fk_own_codes_variant_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["artisan_id"], ["artisans.id"], name="fk_own_codes_artisan_id"),
    )
    op.create_index("uq_own_codes_artisan_id_key", "own_codes", ["artisan_id", "key"], unique=True)


def _files() -> None:
    op.create_table(
        "goods_files",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("artisan_id", sa.Uuid(), nullable=False),
        sa.Column("sent_by", sa.Uuid(), nullable=False),
        sa.Column("filename", sa.Text(), nullable=False),
        sa.Column("content", sa.LargeBinary()),
        sa.Column("status", _choice("filestatus", *STATUSES), nullable=False),
        sa.Column("fault", _choice("filefault", *FAULTS)),
        sa.Column("refused_row", sa.Integer(), nullable=False),
        sa.Column("strange", postgresql.JSONB(), nullable=False),
        sa.Column("totals", postgresql.JSONB(), nullable=False),
        sa.Column("rows_all", sa.Integer(), nullable=False),
        sa.Column("rows_done", sa.Integer(), nullable=False),
        sa.Column("sent_at", MOMENT, nullable=False),
        sa.Column("read_at", MOMENT),
        sa.Column("confirmed_at", MOMENT),
        sa.Column("ended_at", MOMENT),
        sa.PrimaryKeyConstraint("id", name="pk_goods_files"),
        sa.ForeignKeyConstraint(["artisan_id"], ["artisans.id"], name="fk_goods_files_artisan_id"),
        sa.ForeignKeyConstraint(["sent_by"], ["people.id"], name="fk_goods_files_sent_by"),
        sa.CheckConstraint(
            "(status = 'refused') = (fault IS NOT NULL)", name=op.f("ck_goods_files_refused_for_a_reason")
        ),
        sa.CheckConstraint(
            "(status = 'sent') = (content IS NOT NULL)", name=op.f("ck_goods_files_kept_until_read")
        ),
        sa.CheckConstraint("rows_done BETWEEN 0 AND rows_all", name=op.f("ck_goods_files_done_within")),
    )
    op.create_index("ix_goods_files_artisan_id", "goods_files", ["artisan_id", "id"])
    op.create_index(
        "uq_goods_files_at_work",
        "goods_files",
        ["artisan_id"],
        unique=True,
        postgresql_where=sa.text("status IN ('sent', 'writing')"),
    )


def _rows() -> None:
    op.create_table(
        "goods_rows",
        sa.Column("goods_file_id", sa.Uuid(), nullable=False),
        sa.Column("row", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("step", _choice("rowstep", *STEPS), nullable=False),
        sa.Column("cells", postgresql.JSONB(), nullable=False),
        sa.Column("faults", postgresql.JSONB(), nullable=False),
        sa.Column("notes", postgresql.JSONB(), nullable=False),
        sa.Column("target", sa.BigInteger()),
        sa.Column("variant_id", sa.BigInteger()),
        sa.Column("done_at", MOMENT),
        sa.PrimaryKeyConstraint("goods_file_id", "row", name="pk_goods_rows"),
        sa.ForeignKeyConstraint(
            ["goods_file_id"], ["goods_files.id"], name="fk_goods_rows_goods_file_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["variant_id"], ["variants.id"], name="fk_goods_rows_variant_id", ondelete="SET NULL"
        ),
    )
    op.create_index("ix_goods_rows_variant_id", "goods_rows", ["variant_id"])
    op.create_index(
        "ix_goods_rows_waiting",
        "goods_rows",
        ["goods_file_id", "row"],
        postgresql_where=sa.text("done_at IS NULL AND step NOT IN ('wrong', 'same')"),
    )


def _choice(name: str, *values: str) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=32)


def downgrade() -> None:
    """Take them away again."""
    op.drop_table("own_codes")
    op.drop_table("goods_rows")
    op.drop_table("goods_files")

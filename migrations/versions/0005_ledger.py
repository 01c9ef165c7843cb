"""The tables of `ledger`: accounts, entries that balance, postings that never change."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


class Xid8(sa.types.UserDefinedType[int]):
    """PostgreSQL's 64-bit transaction number."""

    cache_ok = True

    def get_col_spec(self, **_: Any) -> str:
        """Name the type."""
        return "xid8"


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "accounts",
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_accounts")),
    )
    op.create_table(
        "balance_cursor",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("folded_before", Xid8(), nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_balance_cursor_only_one")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_balance_cursor")),
    )
    op.create_table(
        "entries",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("cause", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_entries")),
        sa.UniqueConstraint("key", name=op.f("uq_entries_key")),
    )
    op.create_index(op.f("ix_entries_at"), "entries", ["at"])
    op.create_index(op.f("ix_entries_cause"), "entries", ["cause"])
    op.create_table(
        "balances",
        sa.Column("account_code", sa.Text(), nullable=False),
        sa.Column("paise", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["account_code"], ["accounts.code"], name=op.f("fk_balances_account_code")),
        sa.PrimaryKeyConstraint("account_code", name=op.f("pk_balances")),
    )
    op.create_table(
        "postings",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("entry_id", sa.BigInteger(), nullable=False),
        sa.Column("account_code", sa.Text(), nullable=False),
        sa.Column("paise", sa.BigInteger(), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("xid", Xid8(), server_default=sa.text("pg_current_xact_id()"), nullable=False),
        sa.CheckConstraint("paise <> 0", name=op.f("ck_postings_paise_moves")),
        sa.ForeignKeyConstraint(["account_code"], ["accounts.code"], name=op.f("fk_postings_account_code")),
        sa.ForeignKeyConstraint(["entry_id"], ["entries.id"], name=op.f("fk_postings_entry_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_postings")),
    )
    op.create_index("ix_postings_account", "postings", ["account_code", "id"])
    op.create_index(op.f("ix_postings_entry_id"), "postings", ["entry_id"])
    op.create_index("ix_postings_xid", "postings", ["xid"])
    op.execute("INSERT INTO balance_cursor (id, folded_before) VALUES (1, '0'::xid8)")
    op.execute(
        """
        CREATE FUNCTION entry_balances() RETURNS trigger LANGUAGE plpgsql AS $$
        DECLARE
            subject bigint;
        BEGIN
            subject := CASE WHEN tg_table_name = 'entries' THEN new.id ELSE (to_jsonb(new) ->> 'entry_id')::bigint END;
            IF (SELECT count(*) < 2 FROM postings WHERE entry_id = subject) THEN
                RAISE EXCEPTION 'entry % has fewer than two postings', subject USING ERRCODE = 'check_violation';
            END IF;
            IF EXISTS (
                SELECT 1 FROM postings WHERE entry_id = subject GROUP BY currency HAVING sum(paise) <> 0
            ) THEN
                RAISE EXCEPTION 'entry % does not balance', subject USING ERRCODE = 'check_violation';
            END IF;
            RETURN NULL;
        END $$
        """
    )
    for table in ("entries", "postings"):
        op.execute(
            f"CREATE CONSTRAINT TRIGGER entry_balances AFTER INSERT ON {table} DEFERRABLE INITIALLY DEFERRED "
            "FOR EACH ROW EXECUTE FUNCTION entry_balances()"
        )
    op.execute(
        "CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON entries FOR EACH ROW EXECUTE FUNCTION refuse_change()"
    )
    op.execute(
        "CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON postings FOR EACH ROW EXECUTE FUNCTION refuse_change()"
    )


def downgrade() -> None:
    """Take them away again."""
    op.drop_table("postings")
    op.drop_table("balances")
    op.drop_table("entries")
    op.drop_table("balance_cursor")
    op.drop_table("accounts")
    op.execute("DROP FUNCTION entry_balances()")

"""The tables of `desk_in_depth`: one thing asked for, private pictures, refusals and appeals."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
STATUS = "ck_verifications_verificationstatus"
ASKS = (
    *("whole_photo", "close_photo", "work_photo", "card_photo"),
    *("proof_photo", "full_address", "how_made"),
)
FAULTS = ("empty", "too_heavy", "not_a_picture", "too_large", "too_small", "broken")


def upgrade() -> None:
    """Make the tables."""
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.add_column("verifications", sa.Column("waiting_since", MOMENT))
    op.add_column(
        "verifications", sa.Column("stopped_s", sa.BigInteger(), nullable=False, server_default="0")
    )
    _statuses("requested", "in_review", "verified", "returned", "rejected")
    _asks_up()
    _appeals_up()


def downgrade() -> None:
    """Take them away again."""
    op.drop_table("appeals")
    op.drop_table("claim_photos")
    op.drop_table("claim_asks")
    op.execute("UPDATE verifications SET status = 'returned' WHERE status = 'rejected'")
    _statuses("requested", "in_review", "verified", "returned")
    op.drop_column("verifications", "stopped_s")
    op.drop_column("verifications", "waiting_since")


def _statuses(*values: str) -> None:
    listed = ", ".join(f"'{value}'" for value in values)
    op.drop_constraint(op.f(STATUS), "verifications", type_="check")
    op.create_check_constraint(op.f(STATUS), "verifications", f"status IN ({listed})")


def _choice(name: str, *values: str) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=32)


def _number() -> sa.Column[int]:
    return sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False)


def _asks_up() -> None:
    op.create_table(
        "claim_asks",
        _number(),
        sa.Column("verification_id", sa.BigInteger(), nullable=False),
        sa.Column("kind", _choice("askkind", *ASKS), nullable=False),
        sa.Column("asked_at", MOMENT, nullable=False),
        sa.Column("asked_by", sa.Uuid(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("answered_at", MOMENT),
        sa.Column("closed_at", MOMENT),
        sa.PrimaryKeyConstraint("id", name="pk_claim_asks"),
        sa.ForeignKeyConstraint(
            ["verification_id"], ["verifications.id"], name="fk_claim_asks_verification_id"
        ),
        sa.ForeignKeyConstraint(["asked_by"], ["people.id"], name="fk_claim_asks_asked_by"),
        sa.CheckConstraint(
            "answered_at IS NULL OR closed_at IS NOT NULL", name=op.f("ck_claim_asks_answered_is_closed")
        ),
    )
    op.create_index("ix_claim_asks_verification_id", "claim_asks", ["verification_id", "id"])
    op.create_index(
        "uq_claim_asks_open",
        "claim_asks",
        ["verification_id"],
        unique=True,
        postgresql_where=sa.text("closed_at IS NULL"),
    )
    op.create_table(
        "claim_photos",
        _number(),
        sa.Column("verification_id", sa.BigInteger(), nullable=False),
        sa.Column("ask_id", sa.BigInteger()),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("original_key", sa.Text()),
        sa.Column("status", _choice("photostatus", "uploaded", "ready", "refused"), nullable=False),
        sa.Column("fault", _choice("picturefault", *FAULTS)),
        sa.Column("added_by", sa.Uuid(), nullable=False),
        sa.Column("added_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_claim_photos"),
        sa.ForeignKeyConstraint(
            ["verification_id"], ["verifications.id"], name="fk_claim_photos_verification_id"
        ),
        sa.ForeignKeyConstraint(["ask_id"], ["claim_asks.id"], name="fk_claim_photos_ask_id"),
        sa.ForeignKeyConstraint(["added_by"], ["people.id"], name="fk_claim_photos_added_by"),
        sa.CheckConstraint(
            "status <> 'uploaded' OR original_key IS NOT NULL", name=op.f("ck_claim_photos_upload_kept")
        ),
    )
    op.create_index("ix_claim_photos_verification_id", "claim_photos", ["verification_id", "id"])


def _appeals_up() -> None:
    op.create_table(
        "appeals",
        _number(),
        sa.Column("verification_id", sa.BigInteger(), nullable=False),
        sa.Column("state_code", sa.String(2), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.Column("decided_at", MOMENT),
        sa.Column("decided_by", sa.Uuid()),
        sa.Column("allowed", sa.Boolean()),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_appeals"),
        sa.UniqueConstraint("verification_id", name="uq_appeals_verification_id"),
        sa.ForeignKeyConstraint(["verification_id"], ["verifications.id"], name="fk_appeals_verification_id"),
        sa.ForeignKeyConstraint(["state_code"], ["states.code"], name="fk_appeals_state_code"),
        sa.ForeignKeyConstraint(["decided_by"], ["people.id"], name="fk_appeals_decided_by"),
        sa.CheckConstraint(
            "(decided_at IS NULL) = (decided_by IS NULL) AND (decided_at IS NULL) = (allowed IS NULL)",
            name=op.f("ck_appeals_decided_whole"),
        ),
    )
    op.create_index(
        "ix_appeals_queue",
        "appeals",
        ["state_code", "made_at"],
        postgresql_where=sa.text("decided_at IS NULL"),
    )

"""The tables of complaints, the papers of a mark, and why a question was hidden."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
KINDS = ("not_arrived", "broken", "not_as_described", "false_mark", "behaviour", "other")
STATUSES = ("received", "acknowledged", "resolved", "reopened", "closed", "withdrawn")
OUTCOMES = ("money_back", "sent_again", "put_right", "explained", "not_upheld")
FAULTS = ("empty", "too_heavy", "not_a_picture", "too_large", "too_small", "broken")
VOICES = ("buyer", "maker", "office")


def upgrade() -> None:
    """Make the tables."""
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.add_column("questions", sa.Column("hidden_why", sa.Text(), nullable=False, server_default=""))
    _papers_up()
    _complaints_up()
    _timers_up()
    _notes_up()
    _photos_up()
    _decisions_up()


def downgrade() -> None:
    """Take them away again."""
    for table in ("decisions", "photos", "notes", "timers"):
        op.drop_table(f"complaint_{table}")
    op.drop_table("complaints")
    op.drop_table("claim_papers")
    op.drop_column("questions", "hidden_why")


def _choice(name: str, *values: str) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=32)


def _number() -> sa.Column[int]:
    return sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False)


def _of_complaint(table: str) -> tuple[sa.Column[str], sa.ForeignKeyConstraint]:
    name = f"fk_{table}_complaint_id"
    return (
        sa.Column("complaint_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["complaint_id"], ["complaints.id"], name=name),
    )


def _papers_up() -> None:
    op.create_table(
        "claim_papers",
        _number(),
        sa.Column("verification_id", sa.BigInteger(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("bytes", sa.Integer(), nullable=False),
        sa.Column("added_by", sa.Uuid(), nullable=False),
        sa.Column("added_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_claim_papers"),
        sa.UniqueConstraint("verification_id", "digest", name="uq_claim_papers_verification_id_digest"),
        sa.ForeignKeyConstraint(
            ["verification_id"], ["verifications.id"], name="fk_claim_papers_verification_id"
        ),
        sa.ForeignKeyConstraint(["added_by"], ["people.id"], name="fk_claim_papers_added_by"),
    )


def _complaints_up() -> None:
    op.create_table(
        "complaints",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("key", sa.Uuid(), nullable=False),
        sa.Column("kind", _choice("complaintkind", *KINDS), nullable=False),
        sa.Column("status", _choice("complaintstatus", *STATUSES), nullable=False),
        sa.Column("desk", _choice("desk", "district", "state"), nullable=False),
        sa.Column("district_id", sa.BigInteger(), nullable=False),
        sa.Column("artisan_id", sa.Uuid(), nullable=False),
        sa.Column("listing_id", sa.Uuid()),
        sa.Column("order_id", sa.Uuid()),
        sa.Column("fulfillment_id", sa.Uuid()),
        sa.Column("order_line_id", sa.BigInteger()),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("private", sa.Boolean(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("person_id", sa.Uuid()),
        sa.Column("mobile", sa.Text()),
        sa.Column("email", sa.Text()),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.Column("acknowledged_at", MOMENT),
        sa.Column("acknowledged_by", sa.Uuid()),
        sa.PrimaryKeyConstraint("id", name="pk_complaints"),
        sa.UniqueConstraint("number", name="uq_complaints_number"),
        sa.UniqueConstraint("key", name="uq_complaints_key"),
        sa.ForeignKeyConstraint(["district_id"], ["districts.id"], name="fk_complaints_district_id"),
        sa.ForeignKeyConstraint(["artisan_id"], ["artisans.id"], name="fk_complaints_artisan_id"),
        sa.ForeignKeyConstraint(
            ["listing_id"], ["listings.id"], name="fk_complaints_listing_id", ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(["order_id"], ["orders.id"], name="fk_complaints_order_id"),
        sa.ForeignKeyConstraint(["fulfillment_id"], ["fulfillments.id"], name="fk_complaints_fulfillment_id"),
        sa.ForeignKeyConstraint(["order_line_id"], ["order_lines.id"], name="fk_complaints_order_line_id"),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name="fk_complaints_person_id"),
        sa.ForeignKeyConstraint(["acknowledged_by"], ["people.id"], name="fk_complaints_acknowledged_by"),
        sa.CheckConstraint(
            "(order_id IS NULL) = (fulfillment_id IS NULL)", name=op.f("ck_complaints_parcel_of_order")
        ),
        sa.CheckConstraint(
            "order_line_id IS NULL OR order_id IS NOT NULL", name=op.f("ck_complaints_line_of_order")
        ),
        sa.CheckConstraint(
            "(acknowledged_at IS NULL) = (acknowledged_by IS NULL)",
            name=op.f("ck_complaints_acknowledged_whole"),
        ),
        sa.CheckConstraint(
            "status IN ('received', 'withdrawn') OR acknowledged_at IS NOT NULL",
            name=op.f("ck_complaints_acknowledged_first"),
        ),
    )
    op.create_index(
        "ix_complaints_open",
        "complaints",
        ["district_id", "made_at"],
        postgresql_where=sa.text("status IN ('received', 'acknowledged', 'reopened')"),
    )
    op.create_index("ix_complaints_artisan_id", "complaints", ["artisan_id", "made_at"])
    for column in ("person_id", "mobile", "order_id"):
        op.create_index(f"ix_complaints_{column}", "complaints", [column])


def _timers_up() -> None:
    op.create_table(
        "complaint_timers",
        _number(),
        *_of_complaint("complaint_timers"),
        sa.Column("kind", _choice("timerkind", "acknowledge", "redress"), nullable=False),
        sa.Column("turn", sa.SmallInteger(), nullable=False),
        sa.Column("warn_at", MOMENT, nullable=False),
        sa.Column("due_at", MOMENT, nullable=False),
        sa.Column("rang_at", MOMENT),
        sa.Column("met_at", MOMENT),
        sa.PrimaryKeyConstraint("id", name="pk_complaint_timers"),
        sa.UniqueConstraint(
            "complaint_id", "kind", "turn", name="uq_complaint_timers_complaint_id_kind_turn"
        ),
        sa.CheckConstraint("warn_at < due_at", name=op.f("ck_complaint_timers_warned_before_due")),
    )
    op.create_index(
        "ix_complaint_timers_ringing",
        "complaint_timers",
        ["warn_at"],
        postgresql_where=sa.text("met_at IS NULL AND rang_at IS NULL"),
    )


def _notes_up() -> None:
    op.create_table(
        "complaint_notes",
        _number(),
        *_of_complaint("complaint_notes"),
        sa.Column("voice", _choice("voice", *VOICES), nullable=False),
        sa.Column("to", _choice("heard_by", *VOICES), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("private", sa.Boolean(), nullable=False),
        sa.Column("person_id", sa.Uuid()),
        sa.Column("at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_complaint_notes"),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name="fk_complaint_notes_person_id"),
    )
    op.create_index("ix_complaint_notes_complaint_id", "complaint_notes", ["complaint_id", "id"])


def _photos_up() -> None:
    op.create_table(
        "complaint_photos",
        _number(),
        *_of_complaint("complaint_photos"),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("original_key", sa.Text()),
        sa.Column("status", _choice("photostatus", "uploaded", "ready", "refused"), nullable=False),
        sa.Column("fault", _choice("picturefault", *FAULTS)),
        sa.Column("added_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_complaint_photos"),
        sa.CheckConstraint(
            "status <> 'uploaded' OR original_key IS NOT NULL", name=op.f("ck_complaint_photos_upload_kept")
        ),
    )
    op.create_index("ix_complaint_photos_complaint_id", "complaint_photos", ["complaint_id", "id"])


def _decisions_up() -> None:
    op.create_table(
        "complaint_decisions",
        _number(),
        *_of_complaint("complaint_decisions"),
        sa.Column("turn", sa.SmallInteger(), nullable=False),
        sa.Column("outcome", _choice("outcome", *OUTCOMES), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("by", sa.Uuid(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_complaint_decisions"),
        sa.UniqueConstraint("complaint_id", "turn", name="uq_complaint_decisions_complaint_id_turn"),
        sa.ForeignKeyConstraint(["by"], ["people.id"], name="fk_complaint_decisions_by"),
    )

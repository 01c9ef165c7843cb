"""The tables of photos in depth and voice notes: uploads in pieces, voices, what a maker's page shows."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
KINDS = "ck_verifications_subjectkind"
PICTURE_FAULTS = ("empty", "too_heavy", "not_a_picture", "too_large", "too_small", "broken")
VOICE_FAULTS = ("empty", "too_heavy", "not_sound", "too_short", "too_long", "silent", "broken")
WAITING_VOICE = sa.text("status IN ('uploaded', 'ready')")


def upgrade() -> None:
    """Make the tables."""
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.add_column(
        "photos",
        sa.Column(
            "kind",
            _choice("photokind", "whole", "close", "in_use", "more"),
            nullable=False,
            server_default="more",
        ),
    )
    op.add_column("photos", sa.Column("look", sa.BigInteger()))
    op.add_column("photos", sa.Column("bands", postgresql.ARRAY(sa.Integer())))
    op.create_index("ix_photos_bands", "photos", ["bands"], postgresql_using="gin")
    _subjects("artisan", "listing", "mark", "page", "voice")
    _uploads_up()
    _voices_up()
    _portraits_up()


def downgrade() -> None:
    """Take them away again."""
    op.drop_table("portraits")
    op.drop_table("voice_notes")
    op.drop_table("uploads")
    for table in ("appeals", "claim_photos", "claim_asks"):
        op.execute(
            f"DELETE FROM {table} c USING verifications v"  # noqa: S608 - names of our own
            " WHERE v.id = c.verification_id AND v.subject_kind IN ('page', 'voice')"
        )
    op.execute("DELETE FROM verifications WHERE subject_kind IN ('page', 'voice')")
    _subjects("artisan", "listing", "mark")
    op.drop_index("ix_photos_bands", "photos")
    op.drop_column("photos", "bands")
    op.drop_column("photos", "look")
    op.drop_column("photos", "kind")


def _subjects(*values: str) -> None:
    listed = ", ".join(f"'{value}'" for value in values)
    op.drop_constraint(op.f(KINDS), "verifications", type_="check")
    op.create_check_constraint(op.f(KINDS), "verifications", f"subject_kind IN ({listed})")


def _choice(name: str, *values: str) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=32)


def _uploads_up() -> None:
    op.create_table(
        "uploads",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("received", sa.Integer(), nullable=False),
        sa.Column("touched_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_uploads"),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name="fk_uploads_person_id"),
        sa.UniqueConstraint("person_id", "sha256", name="uq_uploads_person_id_sha256"),
        sa.CheckConstraint("received BETWEEN 0 AND size", name=op.f("ck_uploads_within")),
    )
    op.create_index("ix_uploads_touched_at", "uploads", ["touched_at"])


def _voices_up() -> None:
    op.create_table(
        "voice_notes",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("artisan_id", sa.Uuid(), nullable=False),
        sa.Column("listing_id", sa.Uuid()),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column(
            "status",
            _choice("voicestatus", "uploaded", "ready", "verified", "returned", "refused", "removed"),
            nullable=False,
        ),
        sa.Column("fault", _choice("voicefault", *VOICE_FAULTS)),
        sa.Column("original_key", sa.Text()),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("seconds", sa.SmallInteger(), nullable=False),
        sa.Column("added_at", MOMENT, nullable=False),
        sa.Column("added_by", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_voice_notes"),
        sa.ForeignKeyConstraint(["artisan_id"], ["artisans.id"], name="fk_voice_notes_artisan_id"),
        sa.ForeignKeyConstraint(
            ["listing_id"], ["listings.id"], name="fk_voice_notes_listing_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["added_by"], ["people.id"], name="fk_voice_notes_added_by"),
        sa.CheckConstraint(
            "status <> 'uploaded' OR original_key IS NOT NULL", name=op.f("ck_voice_notes_upload_kept")
        ),
    )
    op.create_index("ix_voice_notes_listing_id", "voice_notes", ["listing_id"])
    for name, where in (
        ("uq_voice_notes_heard", sa.text("status = 'verified'")),
        ("uq_voice_notes_waiting", WAITING_VOICE),
    ):
        op.create_index(
            name,
            "voice_notes",
            ["artisan_id", "listing_id"],
            unique=True,
            postgresql_nulls_not_distinct=True,
            postgresql_where=where,
        )


def _portraits_up() -> None:
    op.create_table(
        "portraits",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("artisan_id", sa.Uuid(), nullable=False),
        sa.Column("story", sa.Text(), nullable=False),
        sa.Column("alt", sa.Text(), nullable=False),
        sa.Column(
            "status",
            _choice("portraitstatus", "waiting", "live", "returned", "replaced", "taken_back"),
            nullable=False,
        ),
        sa.Column("photo_status", _choice("photostatus", "uploaded", "ready", "refused")),
        sa.Column("fault", _choice("picturefault", *PICTURE_FAULTS)),
        sa.Column("original_key", sa.Text()),
        sa.Column("sha256", sa.Text()),
        sa.Column("width", sa.Integer(), nullable=False),
        sa.Column("height", sa.Integer(), nullable=False),
        sa.Column("colour", sa.Text()),
        sa.Column("renditions", postgresql.JSONB(), nullable=False),
        sa.Column("sent_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_portraits"),
        sa.ForeignKeyConstraint(["artisan_id"], ["artisans.id"], name="fk_portraits_artisan_id"),
        sa.CheckConstraint(
            "photo_status <> 'uploaded' OR original_key IS NOT NULL", name=op.f("ck_portraits_upload_kept")
        ),
    )
    op.create_index("ix_portraits_sha256", "portraits", ["sha256"])
    for status in ("waiting", "live"):
        op.create_index(
            f"uq_portraits_{status}",
            "portraits",
            ["artisan_id"],
            unique=True,
            postgresql_where=sa.text(f"status = '{status}'"),
        )

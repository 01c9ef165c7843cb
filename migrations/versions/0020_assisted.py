"""The tables of assisted mode and field visits."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
PURPOSE = "ck_sign_in_codes_codepurpose"
LIVE = "agreed_at IS NOT NULL AND ended_at IS NULL"


def upgrade() -> None:
    """Make the tables."""
    op.execute("SET LOCAL lock_timeout = '5s'")
    _purposes("find_order", "help", "sign_in")
    _assistances_up()
    op.add_column("artisans", sa.Column("onboarded_by", sa.Uuid()))
    op.create_foreign_key("fk_artisans_onboarded_by", "artisans", "people", ["onboarded_by"], ["id"])
    _visits_up()


def downgrade() -> None:
    """Take them away again."""
    op.drop_index("ix_claim_photos_visit_id", "claim_photos")
    op.drop_constraint("fk_claim_photos_visit_id", "claim_photos", type_="foreignkey")
    op.drop_column("claim_photos", "visit_id")
    op.drop_table("claim_visits")
    op.drop_constraint("fk_artisans_onboarded_by", "artisans", type_="foreignkey")
    op.drop_column("artisans", "onboarded_by")
    op.drop_table("assistances")
    op.execute("DELETE FROM sign_in_codes WHERE purpose = 'help'")
    _purposes("find_order", "sign_in")


def _purposes(*values: str) -> None:
    listed = ", ".join(f"'{value}'" for value in values)
    op.drop_constraint(op.f(PURPOSE), "sign_in_codes", type_="check")
    op.create_check_constraint(op.f(PURPOSE), "sign_in_codes", f"purpose IN ({listed})")


def _number() -> sa.Column[int]:
    return sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False)


def _assistances_up() -> None:
    op.create_table(
        "assistances",
        _number(),
        sa.Column("helper_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid()),
        sa.Column("asked_of", sa.Text(), nullable=False),
        sa.Column("district_id", sa.BigInteger(), nullable=False),
        sa.Column("things", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("hours", sa.Integer(), nullable=False),
        sa.Column("asked_at", MOMENT, nullable=False),
        sa.Column("agreed_at", MOMENT),
        sa.Column("until", MOMENT),
        sa.Column("ended_at", MOMENT),
        sa.Column("ended_by", sa.Uuid()),
        sa.PrimaryKeyConstraint("id", name="pk_assistances"),
        sa.ForeignKeyConstraint(["helper_id"], ["people.id"], name="fk_assistances_helper_id"),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name="fk_assistances_person_id"),
        sa.ForeignKeyConstraint(["district_id"], ["districts.id"], name="fk_assistances_district_id"),
        sa.ForeignKeyConstraint(["ended_by"], ["people.id"], name="fk_assistances_ended_by"),
        sa.CheckConstraint("(agreed_at IS NULL) = (until IS NULL)", name=op.f("ck_assistances_agreed_whole")),
        sa.CheckConstraint(
            "agreed_at IS NULL OR person_id IS NOT NULL", name=op.f("ck_assistances_agreed_by_someone")
        ),
        sa.CheckConstraint("helper_id <> person_id", name=op.f("ck_assistances_two_people")),
        sa.CheckConstraint("hours BETWEEN 1 AND 8", name=op.f("ck_assistances_hours_few")),
        sa.CheckConstraint("cardinality(things) > 0", name=op.f("ck_assistances_for_something")),
    )
    op.create_index(
        "uq_assistances_live", "assistances", ["helper_id"], unique=True, postgresql_where=sa.text(LIVE)
    )
    op.create_index("ix_assistances_person_id", "assistances", ["person_id", "id"])
    op.create_index("ix_assistances_helper_id", "assistances", ["helper_id", "id"])


def _visits_up() -> None:
    op.create_table(
        "claim_visits",
        _number(),
        sa.Column("verification_id", sa.BigInteger(), nullable=False),
        sa.Column("visited_on", sa.Date(), nullable=False),
        sa.Column("visited_by", sa.Uuid(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("notes", sa.Text(), nullable=False),
        sa.Column("noted_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_claim_visits"),
        sa.ForeignKeyConstraint(
            ["verification_id"], ["verifications.id"], name="fk_claim_visits_verification_id"
        ),
        sa.ForeignKeyConstraint(["visited_by"], ["people.id"], name="fk_claim_visits_visited_by"),
        sa.UniqueConstraint(
            "verification_id",
            "visited_by",
            "visited_on",
            "place",
            name="uq_claim_visits_verification_id_visited_by_visited_on_place",
        ),
    )
    op.add_column("claim_photos", sa.Column("visit_id", sa.BigInteger()))
    op.create_foreign_key("fk_claim_photos_visit_id", "claim_photos", "claim_visits", ["visit_id"], ["id"])
    op.create_index("ix_claim_photos_visit_id", "claim_photos", ["visit_id"])

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
    _people_up()


def downgrade() -> None:
    """Take them away again."""
    _people_down()
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


MOMENT = sa.DateTime(timezone=True)
ROLES = (
    "admin", "artisan", "auditor", "buyer", "cashier", "district_officer", "facilitator", "finance",
    "mall_manager", "national_officer", "state_officer", "storekeeper", "support",
)  # fmt: skip
SCOPE_KINDS = ("artisan", "district", "mall", "nation", "state")


def _people_up() -> None:
    op.create_table(
        "people",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("mobile", sa.Text()),
        sa.Column("email", sa.Text()),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("joined_at", MOMENT, nullable=False),
        sa.Column("disabled_at", MOMENT),
        sa.PrimaryKeyConstraint("id", name="pk_people"),
        sa.UniqueConstraint("mobile", name="uq_people_mobile"),
        sa.UniqueConstraint("email", name="uq_people_email"),
        sa.CheckConstraint("mobile IS NULL OR mobile ~ '^[+]91[0-9]{10}$'", name="mobile_e164"),
        sa.CheckConstraint("email IS NULL OR email = lower(email)", name="email_lower"),
    )
    _doors_up()
    _grants_up()
    _letters_up()


def _doors_up() -> None:
    op.create_table(
        "credentials",
        _of_person(),
        sa.Column("password_hash", sa.Text(), nullable=False),
        sa.Column("totp_secret", sa.Text(), nullable=False),
        sa.Column("totp_last_counter", sa.BigInteger()),
        sa.Column("set_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("person_id", name="pk_credentials"),
        _person_key("credentials"),
    )
    op.create_table(
        "sign_in_codes",
        _number(),
        sa.Column("mobile", sa.Text(), nullable=False),
        sa.Column("purpose", _place_choice("codepurpose", "find_order", "sign_in"), nullable=False),
        sa.Column("browser", sa.Text(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("sent_at", MOMENT, nullable=False),
        sa.Column("expires_at", MOMENT, nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("used_at", MOMENT),
        sa.PrimaryKeyConstraint("id", name="pk_sign_in_codes"),
    )
    op.create_index("ix_sign_in_codes_mobile_sent_at", "sign_in_codes", ["mobile", "sent_at"])
    op.create_table(
        "sign_ins",
        _number(),
        _of_person(),
        sa.Column("token_digest", sa.Text(), nullable=False),
        sa.Column("browser", sa.Text(), nullable=False),
        sa.Column("staff", sa.Boolean(), nullable=False),
        sa.Column("started_at", MOMENT, nullable=False),
        sa.Column("seen_at", MOMENT, nullable=False),
        sa.Column("expires_at", MOMENT, nullable=False),
        sa.Column("ended_at", MOMENT),
        sa.PrimaryKeyConstraint("id", name="pk_sign_ins"),
        sa.UniqueConstraint("token_digest", name="uq_sign_ins_token_digest"),
        _person_key("sign_ins"),
    )
    op.create_index("ix_sign_ins_person_id", "sign_ins", ["person_id"])
    op.create_table(
        "sign_in_failures",
        _number(),
        sa.Column("account", sa.Text(), nullable=False),
        sa.Column("browser", sa.Text(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_sign_in_failures"),
    )
    op.create_index("ix_sign_in_failures_account_at", "sign_in_failures", ["account", "at"])


def _grants_up() -> None:
    op.create_table(
        "grants",
        _number(),
        _of_person(),
        sa.Column("role", _place_choice("role", *ROLES), nullable=False),
        sa.Column("scope_kind", _place_choice("scopekind", *SCOPE_KINDS), nullable=False),
        sa.Column("scope_id", sa.Text(), nullable=False),
        sa.Column("granted_by", sa.Uuid()),
        sa.Column("granted_at", MOMENT, nullable=False),
        sa.Column("until", MOMENT),
        sa.Column("revoked_at", MOMENT),
        sa.PrimaryKeyConstraint("id", name="pk_grants"),
        _person_key("grants"),
        _person_key("grants", "granted_by"),
        sa.CheckConstraint("(scope_kind = 'nation') = (scope_id = '')", name="scope_named"),
    )
    op.create_index("ix_grants_scope", "grants", ["scope_kind", "scope_id"])
    op.create_index(
        "uq_grants_live",
        "grants",
        ["person_id", "role", "scope_kind", "scope_id"],
        unique=True,
        postgresql_where=sa.text("revoked_at IS NULL"),
    )
    op.create_table(
        "invitations",
        _number(),
        sa.Column("token_digest", sa.Text(), nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("role", _place_choice("role", *ROLES), nullable=False),
        sa.Column("scope_kind", _place_choice("scopekind", *SCOPE_KINDS), nullable=False),
        sa.Column("scope_id", sa.Text(), nullable=False),
        sa.Column("invited_by", sa.Uuid()),
        sa.Column("invited_at", MOMENT, nullable=False),
        sa.Column("expires_at", MOMENT, nullable=False),
        sa.Column("accepted_at", MOMENT),
        sa.Column("accepted_by", sa.Uuid()),
        sa.PrimaryKeyConstraint("id", name="pk_invitations"),
        sa.UniqueConstraint("token_digest", name="uq_invitations_token_digest"),
        _person_key("invitations", "invited_by"),
        _person_key("invitations", "accepted_by"),
    )
    op.create_index("ix_invitations_email", "invitations", ["email"])


def _letters_up() -> None:
    op.create_table(
        "addresses",
        _number(),
        sa.Column("person_id", sa.Uuid()),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("mobile", sa.Text(), nullable=False),
        sa.Column("pin", sa.Text(), nullable=False),
        sa.Column("house", sa.Text(), nullable=False),
        sa.Column("street", sa.Text(), nullable=False),
        sa.Column("landmark", sa.Text(), nullable=False),
        sa.Column("city", sa.Text(), nullable=False),
        sa.Column("district_id", sa.BigInteger()),
        sa.Column("state_code", sa.String(2), nullable=False),
        sa.Column("kind", _place_choice("addresskind", "home", "other", "shop", "work"), nullable=False),
        sa.Column("written_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_addresses"),
        _person_key("addresses"),
        sa.ForeignKeyConstraint(["district_id"], ["districts.id"], name="fk_addresses_district_id"),
        sa.ForeignKeyConstraint(["state_code"], ["states.code"], name="fk_addresses_state_code"),
        sa.CheckConstraint("pin ~ '^[1-9][0-9]{5}$'", name="pin"),
    )
    op.create_index("ix_addresses_person_id", "addresses", ["person_id"])
    op.create_table(
        "consents",
        _number(),
        _of_person(),
        sa.Column(
            "purpose", _place_choice("consentpurpose", "account", "news", "workshop_story"), nullable=False
        ),
        sa.Column("text_version", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("withdrawn_at", MOMENT),
        sa.PrimaryKeyConstraint("id", name="pk_consents"),
        _person_key("consents"),
    )
    live = sa.text("withdrawn_at IS NULL")
    op.create_index(
        "uq_consents_live", "consents", ["person_id", "purpose"], unique=True, postgresql_where=live
    )
    op.create_table(
        "notices",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid()),
        sa.Column("channel", _place_choice("channel", "mail", "sms"), nullable=False),
        sa.Column("to", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("written_at", MOMENT, nullable=False),
        sa.Column("sending_at", MOMENT),
        sa.Column("sent_at", MOMENT),
        sa.PrimaryKeyConstraint("id", name="pk_notices"),
        _person_key("notices"),
    )
    op.create_index("ix_notices_person_id_written_at", "notices", ["person_id", "written_at"])


def _people_down() -> None:
    for table in (
        "notices", "consents", "addresses", "invitations", "grants", "sign_in_failures", "sign_ins",
        "sign_in_codes", "credentials", "people",
    ):  # fmt: skip
        op.drop_table(table)


def _number() -> sa.Column[int]:
    return sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False)


def _of_person() -> sa.Column[object]:
    return sa.Column("person_id", sa.Uuid(), nullable=False)


def _person_key(table: str, column: str = "person_id") -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], ["people.id"], name=f"fk_{table}_{column}")

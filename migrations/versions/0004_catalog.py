"""The tables of `catalog`."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    _registry_up()
    _catalog_up()


def downgrade() -> None:
    """Take them away again."""
    _catalog_down()
    _registry_down()


CONFIDENCE = ("high", "medium", "low")
UNIT = ("piece", "pair", "set", "metre", "g", "kg", "ml", "l")


def _registry_up() -> None:
    _families_and_crafts_up()
    op.create_table(
        "gi_goods",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("list_serial_no", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column(
            "category",
            _registry_choice("gicategory", "agricultural", "food", "handicraft", "manufactured", "natural"),
            nullable=False,
        ),
        sa.Column("state_codes", postgresql.ARRAY(sa.String(2)), nullable=False),
        sa.Column("retired_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name="pk_gi_goods"),
        sa.UniqueConstraint("list_serial_no", "name", name="uq_gi_goods_list_serial_no_name"),
    )
    op.create_table(
        "district_products",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("district_id", sa.BigInteger(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("position", sa.SmallInteger(), nullable=False),
        sa.Column(
            "sector",
            _registry_choice(
                "sector",
                "agriculture",
                "food",
                "handicrafts",
                "textiles",
                "manufacturing",
                "minerals",
                "marine",
                "services",
            ),
            nullable=False,
        ),
        sa.Column("source_lists", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("source_note", sa.Text(), nullable=False),
        sa.Column("district_name_in_source", sa.Text()),
        sa.Column("inherited", sa.Boolean(), nullable=False),
        sa.Column("gi_tagged", _registry_choice("gitagged", "yes", "no", "unknown"), nullable=False),
        sa.Column("gi_good_id", sa.BigInteger()),
        sa.Column("craft_id", sa.Text(), nullable=False),
        sa.Column("craft_confidence", _registry_choice("confidence", *CONFIDENCE), nullable=False),
        sa.Column("retired_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name="pk_district_products"),
        sa.ForeignKeyConstraint(["district_id"], ["districts.id"], name="fk_district_products_district_id"),
        sa.ForeignKeyConstraint(["gi_good_id"], ["gi_goods.id"], name="fk_district_products_gi_good_id"),
        sa.ForeignKeyConstraint(["craft_id"], ["crafts.id"], name="fk_district_products_craft_id"),
        sa.UniqueConstraint("district_id", "name", name="uq_district_products_district_id_name"),
    )
    op.create_index("ix_district_products_craft_id", "district_products", ["craft_id"])
    op.create_index("ix_district_products_gi_good_id", "district_products", ["gi_good_id"])


def _families_and_crafts_up() -> None:
    op.create_table(
        "craft_families",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("position", sa.SmallInteger(), nullable=False),
        sa.Column("slug", sa.Text(), nullable=False),
        sa.Column("name_en", sa.Text(), nullable=False),
        sa.Column("name_hi", sa.Text(), nullable=False),
        sa.Column(
            "thread",
            _registry_choice("thread", "weave", "clay", "metal", "wood", "paint", "spice", "food", "other"),
            nullable=False,
        ),
        sa.Column("is_goods", sa.Boolean(), nullable=False),
        sa.Column("retired_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name="pk_craft_families"),
        sa.UniqueConstraint("slug", name="uq_craft_families_slug"),
    )
    op.create_table(
        "crafts",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("family_id", sa.Text(), nullable=False),
        sa.Column("slug", sa.Text(), nullable=False),
        sa.Column("name_en", sa.Text(), nullable=False),
        sa.Column("name_hi", sa.Text(), nullable=False),
        sa.Column("hsn8", sa.String(8), nullable=False),
        sa.Column("hsn_confidence", _registry_choice("confidence", *CONFIDENCE), nullable=False),
        sa.Column("handicraft", sa.Boolean(), nullable=False),
        sa.Column("prepacked", sa.Boolean(), nullable=False),
        sa.Column("unit", _registry_choice("unit", *UNIT), nullable=False),
        sa.Column("price_slab", sa.Boolean(), nullable=False),
        sa.Column("proofs", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("perishable", sa.Boolean(), nullable=False),
        sa.Column(
            "returnable", _registry_choice("returnability", "free_choice", "damaged_only"), nullable=False
        ),
        sa.Column("typical_days_to_make", sa.SmallInteger(), nullable=False),
        sa.Column("attributes", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("is_goods", sa.Boolean(), nullable=False),
        sa.Column("retired_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name="pk_crafts"),
        sa.ForeignKeyConstraint(["family_id"], ["craft_families.id"], name="fk_crafts_family_id"),
        sa.UniqueConstraint("slug", name="uq_crafts_slug"),
        sa.CheckConstraint("hsn8 ~ '^[0-9]{8}$'", name=op.f("ck_crafts_hsn_eight_digits")),
        sa.CheckConstraint("is_goods = (hsn8 <> '99859900')", name=op.f("ck_crafts_placeholder_is_no_goods")),
        sa.CheckConstraint("typical_days_to_make >= 0", name=op.f("ck_crafts_days_not_negative")),
    )
    op.create_index("ix_crafts_family_id", "crafts", ["family_id"])
    op.create_table(
        "craft_variants",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("craft_id", sa.Text(), nullable=False),
        sa.Column("name_en", sa.Text(), nullable=False),
        sa.Column("name_hi", sa.Text(), nullable=False),
        sa.Column("hsn8", sa.String(8), nullable=False),
        sa.Column("hsn_confidence", _registry_choice("confidence", *CONFIDENCE), nullable=False),
        sa.Column("handicraft", sa.Boolean(), nullable=False),
        sa.Column("prepacked", sa.Boolean(), nullable=False),
        sa.Column("unit", _registry_choice("unit", *UNIT), nullable=False),
        sa.Column("price_slab", sa.Boolean(), nullable=False),
        sa.Column("perishable", sa.Boolean(), nullable=False),
        sa.Column("attributes", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("retired_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name="pk_craft_variants"),
        sa.ForeignKeyConstraint(["craft_id"], ["crafts.id"], name="fk_craft_variants_craft_id"),
        sa.UniqueConstraint("craft_id", "id", name="uq_craft_variants_craft_id_id"),
        sa.CheckConstraint("hsn8 ~ '^[0-9]{8}$'", name=op.f("ck_craft_variants_hsn_eight_digits")),
    )


def _registry_down() -> None:
    for table in ("district_products", "gi_goods", "craft_variants", "crafts", "craft_families"):
        op.drop_table(table)


def _registry_choice(name: str, *values: str) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=32)


MOMENT = sa.DateTime(timezone=True)
ON_SALE = sa.text("status = 'published'")
OPEN_CLAIM = sa.text("status IN ('requested', 'in_review')")


def _catalog_up() -> None:
    op.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
    _artisans_up()
    _listings_up()
    _listing_parts_up()
    _photos_up()
    _verifications_up()


def _artisans_up() -> None:
    op.create_table(
        "artisans",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column(
            "kind",
            _registry_choice("artisankind", "individual", "shg", "fpo", "cooperative", "firm"),
            nullable=False,
        ),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("legal_name", sa.Text(), nullable=False),
        sa.Column("slug", sa.Text(), nullable=False),
        sa.Column("district_id", sa.BigInteger(), nullable=False),
        sa.Column("address_line", sa.Text(), nullable=False),
        sa.Column("pin", sa.String(6), nullable=False),
        sa.Column("story", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column(
            "gst_kind", _registry_choice("sellerkind", "regular", "composition", "enrolled"), nullable=False
        ),
        sa.Column("gstin", sa.Text(), nullable=False),
        sa.Column("enrolment_no", sa.Text(), nullable=False),
        sa.Column("pan", sa.Text(), nullable=False),
        sa.Column(
            "status",
            _registry_choice("artisanstatus", "draft", "submitted", "verified", "returned", "suspended"),
            nullable=False,
        ),
        sa.Column("verified_at", MOMENT),
        sa.Column("verified_by", sa.Uuid()),
        sa.Column("joined_at", MOMENT, nullable=False),
        sa.Column("is_demo", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_artisans"),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name="fk_artisans_person_id"),
        sa.ForeignKeyConstraint(["district_id"], ["districts.id"], name="fk_artisans_district_id"),
        sa.ForeignKeyConstraint(["verified_by"], ["people.id"], name="fk_artisans_verified_by"),
        sa.UniqueConstraint("person_id", name="uq_artisans_person_id"),
        sa.UniqueConstraint("slug", name="uq_artisans_slug"),
        sa.CheckConstraint("pin = '' OR pin ~ '^[1-9][0-9]{5}$'", name=op.f("ck_artisans_pin_six_digits")),
        sa.CheckConstraint(
            "gst_kind <> 'enrolled' OR gstin = ''", name=op.f("ck_artisans_enrolled_has_no_gstin")
        ),
        sa.CheckConstraint(
            "(verified_at IS NULL) = (verified_by IS NULL)", name=op.f("ck_artisans_verified_whole")
        ),
    )
    op.create_index("ix_artisans_district_id_status", "artisans", ["district_id", "status"])
    op.create_index(
        "uq_artisans_gstin", "artisans", ["gstin"], unique=True, postgresql_where=sa.text("gstin <> ''")
    )


def _listings_up() -> None:
    op.create_table(
        "listings",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("artisan_id", sa.Uuid(), nullable=False),
        sa.Column("district_id", sa.BigInteger(), nullable=False),
        sa.Column("slug", sa.Text(), nullable=False),
        sa.Column("craft_id", sa.Text(), nullable=False),
        sa.Column("craft_variant_id", sa.Text()),
        sa.Column("district_product_id", sa.BigInteger()),
        sa.Column(
            "status",
            _registry_choice(
                "listingstatus", "draft", "in_review", "returned", "approved", "published", "withdrawn"
            ),
            nullable=False,
        ),
        sa.Column("price_paise", sa.BigInteger(), nullable=False),
        sa.Column("weight_g", sa.Integer(), nullable=False),
        sa.Column("days_to_make", sa.SmallInteger(), nullable=False),
        sa.Column("made_to_order", sa.Boolean(), nullable=False),
        sa.Column("proofs", postgresql.JSONB(), nullable=False),
        sa.Column("origin_verified", sa.Boolean(), nullable=False),
        sa.Column("published_at", MOMENT),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("is_demo", sa.Boolean(), nullable=False),
        sa.Column("words", postgresql.TSVECTOR()),
        sa.PrimaryKeyConstraint("id", name="pk_listings"),
        sa.ForeignKeyConstraint(["artisan_id"], ["artisans.id"], name="fk_listings_artisan_id"),
        sa.ForeignKeyConstraint(["district_id"], ["districts.id"], name="fk_listings_district_id"),
        sa.ForeignKeyConstraint(["craft_id"], ["crafts.id"], name="fk_listings_craft_id"),
        sa.ForeignKeyConstraint(
            ["craft_id", "craft_variant_id"],
            ["craft_variants.craft_id", "craft_variants.id"],
            name="fk_listings_craft_id_craft_variant_id",
        ),
        sa.ForeignKeyConstraint(
            ["district_product_id"], ["district_products.id"], name="fk_listings_district_product_id"
        ),
        sa.UniqueConstraint("slug", name="uq_listings_slug"),
        sa.CheckConstraint("price_paise >= 0", name=op.f("ck_listings_price_not_negative")),
        sa.CheckConstraint("weight_g >= 0", name=op.f("ck_listings_weight_not_negative")),
        sa.CheckConstraint("days_to_make >= 0", name=op.f("ck_listings_days_not_negative")),
        sa.CheckConstraint(
            "status <> 'published' OR (origin_verified AND published_at IS NOT NULL)",
            name=op.f("ck_listings_sold_verified"),
        ),
    )
    op.create_index("ix_listings_artisan_id", "listings", ["artisan_id", "id"])
    op.create_index("ix_listings_district_product_id", "listings", ["district_product_id"])
    op.create_index("ix_listings_newest", "listings", ["published_at", "id"], postgresql_where=ON_SALE)
    by_district = ["district_id", "published_at", "id"]
    op.create_index("ix_listings_district_newest", "listings", by_district, postgresql_where=ON_SALE)
    by_craft = ["craft_id", "published_at", "id"]
    op.create_index("ix_listings_craft_newest", "listings", by_craft, postgresql_where=ON_SALE)
    op.create_index("ix_listings_words", "listings", ["words"], postgresql_using="gin")


def _listing_parts_up() -> None:
    op.create_table(
        "listing_texts",
        sa.Column("listing_id", sa.Uuid(), nullable=False),
        sa.Column("locale", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("story", sa.Text(), nullable=False),
        sa.Column("care", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("listing_id", "locale", name="pk_listing_texts"),
        _of_listing("listing_texts"),
    )
    by_trigram = {"postgresql_using": "gin", "postgresql_ops": {"title": "gin_trgm_ops"}}
    op.create_index("ix_listing_texts_title", "listing_texts", ["title"], **by_trigram)
    op.create_table(
        "variants",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("listing_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("price_paise", sa.BigInteger(), nullable=False),
        sa.Column("weight_g", sa.Integer(), nullable=False),
        sa.Column("position", sa.SmallInteger(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_variants"),
        _of_listing("variants"),
        sa.CheckConstraint("price_paise >= 0", name=op.f("ck_variants_price_not_negative")),
        sa.CheckConstraint("weight_g >= 0", name=op.f("ck_variants_weight_not_negative")),
    )
    op.create_index("ix_variants_listing_id", "variants", ["listing_id", "position"])
    op.create_table(
        "price_changes",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("variant_id", sa.BigInteger(), nullable=False),
        sa.Column("old_paise", sa.BigInteger(), nullable=False),
        sa.Column("new_paise", sa.BigInteger(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("by", sa.Uuid()),
        sa.PrimaryKeyConstraint("id", name="pk_price_changes"),
        sa.ForeignKeyConstraint(["variant_id"], ["variants.id"], name="fk_price_changes_variant_id"),
    )
    op.create_index("ix_price_changes_variant_id", "price_changes", ["variant_id"])
    op.execute(
        "CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON price_changes"
        " FOR EACH ROW EXECUTE FUNCTION refuse_change()"
    )


def _of_listing(table: str) -> sa.ForeignKeyConstraint:
    name = f"fk_{table}_listing_id"
    return sa.ForeignKeyConstraint(["listing_id"], ["listings.id"], name=name, ondelete="CASCADE")


def _photos_up() -> None:
    faults = ("empty", "too_heavy", "not_a_picture", "too_large", "too_small", "broken")
    op.create_table(
        "photos",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("listing_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.SmallInteger(), nullable=False),
        sa.Column("alt", sa.Text(), nullable=False),
        sa.Column("status", _registry_choice("photostatus", "uploaded", "ready", "refused"), nullable=False),
        sa.Column("fault", _registry_choice("picturefault", *faults)),
        sa.Column("original_key", sa.Text()),
        sa.Column("sha256", sa.Text()),
        sa.Column("width", sa.Integer(), nullable=False),
        sa.Column("height", sa.Integer(), nullable=False),
        sa.Column("colour", sa.Text()),
        sa.Column("renditions", postgresql.JSONB(), nullable=False),
        sa.Column("drawing", sa.Text()),
        sa.PrimaryKeyConstraint("id", name="pk_photos"),
        _of_listing("photos"),
        sa.CheckConstraint(
            "status <> 'uploaded' OR original_key IS NOT NULL", name=op.f("ck_photos_upload_kept")
        ),
    )
    op.create_index("ix_photos_listing_id", "photos", ["listing_id", "position"])
    op.create_index("ix_photos_sha256", "photos", ["sha256"])


def _verifications_up() -> None:
    op.create_table(
        "verifications",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("subject_kind", _registry_choice("subjectkind", "artisan", "listing"), nullable=False),
        sa.Column("subject_id", sa.Uuid(), nullable=False),
        sa.Column("artisan_id", sa.Uuid(), nullable=False),
        sa.Column("district_id", sa.BigInteger(), nullable=False),
        sa.Column(
            "status",
            _registry_choice("verificationstatus", "requested", "in_review", "verified", "returned"),
            nullable=False,
        ),
        sa.Column("checklist", postgresql.JSONB(), nullable=False),
        sa.Column("reasons", postgresql.JSONB(), nullable=False),
        sa.Column("requested_at", MOMENT, nullable=False),
        sa.Column("decided_at", MOMENT),
        sa.Column("decided_by", sa.Uuid()),
        sa.PrimaryKeyConstraint("id", name="pk_verifications"),
        sa.ForeignKeyConstraint(["artisan_id"], ["artisans.id"], name="fk_verifications_artisan_id"),
        sa.ForeignKeyConstraint(["district_id"], ["districts.id"], name="fk_verifications_district_id"),
        sa.ForeignKeyConstraint(["decided_by"], ["people.id"], name="fk_verifications_decided_by"),
        sa.CheckConstraint(
            "(decided_at IS NULL) = (status IN ('requested', 'in_review'))",
            name=op.f("ck_verifications_decided_whole"),
        ),
        sa.CheckConstraint(
            "(decided_at IS NULL) = (decided_by IS NULL)", name=op.f("ck_verifications_decided_by_someone")
        ),
    )
    queue = ["district_id", "requested_at", "id"]
    op.create_index("ix_verifications_queue", "verifications", queue, postgresql_where=OPEN_CLAIM)
    subject = ["subject_kind", "subject_id"]
    op.create_index(
        "uq_verifications_open", "verifications", subject, unique=True, postgresql_where=OPEN_CLAIM
    )
    op.create_index("ix_verifications_subject", "verifications", [*subject, "id"])
    op.create_index("ix_verifications_artisan_id", "verifications", ["artisan_id"])


def _catalog_down() -> None:
    for table in (
        "verifications",
        "photos",
        "price_changes",
        "variants",
        "listing_texts",
        "listings",
        "artisans",
    ):
        op.drop_table(table)
    op.execute("DROP EXTENSION IF EXISTS pg_trgm")

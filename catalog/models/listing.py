"""Listings: what an artisan offers, in whose words, in which variants, at which price."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Date,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    SmallInteger,
    Text,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY, JSONB, TSVECTOR
from sqlalchemy.orm import Mapped, attribute_keyed_dict, mapped_column, relationship

from catalog.errors import ListingNotReady
from catalog.models.artisan import Artisan
from catalog.models.photo import Photo
from catalog.models.registry import Craft, CraftVariant
from catalog.rules.listing import LISTING_STEPS, ListingStatus
from kit.db import Base, IntId, Uid, choice
from kit.money import Money
from kit.steps import advance

ON_SALE = text("status = 'published'")


class Listing(Base):
    """One thing that one artisan offers. `district_id` is its maker's; `price_paise` its first variant's.

    `district_product_id` is the registry's row it cites; none means "other craft of this district".
    `proofs` holds the number of each paper that its craft needs by law (`{"fssai": "…"}`).
    Made to order, `weekly_capacity` pieces can be made a week (none: not told, so no queue is kept), and
    `next_free_on` is the Monday of the first week with room, where that is not the first one that lead days allow;
    `orders` keeps it. `low_at` pieces left or fewer are told to the maker; none: do not tell.
    """

    __tablename__ = "listings"
    __table_args__ = (
        ForeignKeyConstraint(
            ["craft_id", "craft_variant_id"], ["craft_variants.craft_id", "craft_variants.id"]
        ),
        CheckConstraint("price_paise >= 0", name="price_not_negative"),
        CheckConstraint("weight_g >= 0", name="weight_not_negative"),
        CheckConstraint("days_to_make >= 0", name="days_not_negative"),
        CheckConstraint("weekly_capacity > 0", name="makes_one_a_week"),
        CheckConstraint("low_at >= 0", name="low_not_negative"),
        CheckConstraint(
            "status <> 'published' OR (origin_verified AND published_at IS NOT NULL)", name="sold_verified"
        ),
        Index("ix_listings_artisan_id", "artisan_id", "id"),
        Index("ix_listings_newest", "published_at", "id", postgresql_where=ON_SALE),
        Index("ix_listings_district_newest", "district_id", "published_at", "id", postgresql_where=ON_SALE),
        Index("ix_listings_craft_newest", "craft_id", "published_at", "id", postgresql_where=ON_SALE),
        Index("ix_listings_price", "price_paise", "id", postgresql_where=ON_SALE),
        Index("ix_listings_words", "words", postgresql_using="gin"),
    )

    id: Mapped[Uid]
    artisan_id: Mapped[UUID] = mapped_column(ForeignKey("artisans.id"))
    district_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("districts.id"))
    slug: Mapped[str] = mapped_column(Text, unique=True)
    craft_id: Mapped[str] = mapped_column(Text, ForeignKey("crafts.id"))
    craft_variant_id: Mapped[str | None] = mapped_column(Text)
    district_product_id: Mapped[int | None] = mapped_column(
        BigInteger, ForeignKey("district_products.id"), index=True
    )
    status: Mapped[ListingStatus] = mapped_column(choice(ListingStatus))
    price_paise: Mapped[Money]
    weight_g: Mapped[int]
    days_to_make: Mapped[int] = mapped_column(SmallInteger)
    made_to_order: Mapped[bool]
    weekly_capacity: Mapped[int | None] = mapped_column(SmallInteger)
    next_free_on: Mapped[date | None] = mapped_column(Date)
    low_at: Mapped[int | None] = mapped_column(SmallInteger)
    proofs: Mapped[dict[str, str]] = mapped_column(JSONB)
    origin_verified: Mapped[bool]
    published_at: Mapped[datetime | None]
    created_at: Mapped[datetime]
    is_demo: Mapped[bool]
    words: Mapped[Any | None] = mapped_column(TSVECTOR)  # numbers of search_words; see actions.words
    title_words: Mapped[int] = mapped_column(SmallInteger, server_default=text("0"))  # of its shortest title
    materials: Mapped[list[str]] = mapped_column(
        ARRAY(Text), server_default=text("'{}'")
    )  # read with the words

    artisan: Mapped[Artisan] = relationship()
    craft: Mapped[Craft] = relationship(foreign_keys=craft_id)
    craft_variant: Mapped[CraftVariant | None] = relationship(
        primaryjoin=lambda: CraftVariant.id == Listing.craft_variant_id,
        foreign_keys=craft_variant_id,
        viewonly=True,
    )
    texts: Mapped[dict[str, ListingText]] = relationship(
        cascade="all, delete-orphan", collection_class=attribute_keyed_dict("locale"), lazy="selectin"
    )
    variants: Mapped[list[Variant]] = relationship(
        cascade="all, delete-orphan",
        order_by=lambda: Variant.position,
        back_populates="listing",
        lazy="selectin",
    )
    photos: Mapped[list[Photo]] = relationship(
        cascade="all, delete-orphan", order_by=Photo.position, lazy="selectin"
    )

    def publish(self, at: datetime, *, gaps: list[str]) -> bool:
        """Put the listing on sale. False when it is there already. Raises ListingNotReady with what is lacking."""
        if self.status is ListingStatus.PUBLISHED:
            return False
        if gaps:
            raise ListingNotReady(gaps=gaps)
        advance(self, ListingStatus.PUBLISHED, LISTING_STEPS)
        self.published_at = self.published_at or at
        return True

    def withdraw(self) -> bool:
        """Take the listing off sale. False when it is not there."""
        return advance(self, ListingStatus.WITHDRAWN, LISTING_STEPS)

    def set_shown_price(self) -> None:
        """Keep the listing's price beside its first active variant's: the piece in the picture."""
        active = [variant.price_paise for variant in self.variants if variant.active]
        self.price_paise = next(iter(active), Money(0))

    def words_in(self, locale: str) -> ListingText | None:
        """The maker's words in this language, else in the first one there is; None while there are none."""
        return self.texts.get(locale) or next(iter(self.texts.values()), None)


class ListingText(Base):
    """A maker's own words in one language: never translated by a machine."""

    __tablename__ = "listing_texts"

    listing_id: Mapped[UUID] = mapped_column(ForeignKey("listings.id", ondelete="CASCADE"), primary_key=True)
    locale: Mapped[str] = mapped_column(Text, primary_key=True)
    title: Mapped[str] = mapped_column(Text)
    story: Mapped[str] = mapped_column(Text)
    care: Mapped[str] = mapped_column(Text)


class Variant(Base):
    """What is bought: a size or colour of a listing, or its only form. Price includes GST."""

    __tablename__ = "variants"
    __table_args__ = (
        CheckConstraint("price_paise >= 0", name="price_not_negative"),
        CheckConstraint("weight_g >= 0", name="weight_not_negative"),
        Index("ix_variants_listing_id", "listing_id", "position"),
    )

    id: Mapped[IntId]
    listing_id: Mapped[UUID] = mapped_column(ForeignKey("listings.id", ondelete="CASCADE"))
    name: Mapped[str] = mapped_column(Text)
    price_paise: Mapped[Money]
    weight_g: Mapped[int]
    position: Mapped[int] = mapped_column(SmallInteger)
    active: Mapped[bool]

    listing: Mapped[Listing] = relationship(back_populates="variants")


class PriceTier(Base):
    """From so many pieces of a variant on, one costs less: in whole cases of `case_pack`. Price includes GST."""

    __tablename__ = "price_tiers"
    __table_args__ = (
        CheckConstraint("min_quantity >= 2", name="more_than_one"),
        CheckConstraint("case_pack > 0 AND min_quantity % case_pack = 0", name="whole_cases"),
        CheckConstraint("price_paise > 0", name="price_above_nothing"),
    )

    variant_id: Mapped[int] = mapped_column(
        BigInteger, ForeignKey("variants.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    min_quantity: Mapped[int] = mapped_column(SmallInteger, primary_key=True, autoincrement=False)
    case_pack: Mapped[int] = mapped_column(SmallInteger)
    price_paise: Mapped[Money]


class PriceChange(Base):
    """A variant had one price, from so many pieces on, and has another; 0 is none. Append-only (a trigger refuses)."""

    __tablename__ = "price_changes"

    id: Mapped[IntId]
    variant_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("variants.id"), index=True)
    old_paise: Mapped[Money]
    new_paise: Mapped[Money]
    at: Mapped[datetime]
    by: Mapped[UUID | None]
    from_quantity: Mapped[int] = mapped_column(SmallInteger, default=1, server_default=text("1"))

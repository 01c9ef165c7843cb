"""The registry and its makers as long lists, for those who read them whole: programs, feeds, site maps.

Each list goes on after the key of its last row (`after`), so that a page costs the same wherever it is.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Select, func, select, true
from sqlalchemy.orm import Session

from catalog.models import (
    Artisan,
    Craft,
    CraftFamily,
    CraftVariant,
    DistrictProduct,
    GIGood,
    Listing,
    Variant,
)
from catalog.queries.parts import first_picture, on_sale, picture_of, words_in
from catalog.rules.artisan import ArtisanKind, ArtisanStatus
from catalog.rules.making import Away, days_until_ready
from catalog.rules.photo import Picture
from catalog.rules.registry import Confidence, GICategory, GITagged, Sector, Standing, Unit, standing
from kit.money import Money
from people.models import District, State
from people.rules.places import DistrictStatus

ROWS_MAX = 1000


class DistrictRow(NamedTuple):
    """A district as the registry has it."""

    slug: str
    name: str
    state_code: str
    state_slug: str
    state_name: str
    lgd_code: int | None
    status: DistrictStatus
    latitude: float
    longitude: float
    aliases: list[str]


class ProductRow(NamedTuple):
    """A product that a list names for a district; `standing` says how it got there."""

    id: int
    name: str
    district_slug: str
    district_name: str
    state_code: str
    state_name: str
    sector: Sector
    standing: Standing
    source_note: str
    gi_tagged: GITagged
    gi_name: str | None
    craft_slug: str
    craft_name: str
    craft_confidence: Confidence
    is_goods: bool


class GIRow(NamedTuple):
    """A good with a registered geographical indication; `number` is the list's own."""

    id: int
    number: int
    name: str
    category: GICategory
    state_codes: list[str]


class CraftRow(NamedTuple):
    """A craft of goods with its family and tariff line."""

    slug: str
    name_en: str
    name_hi: str
    family_slug: str
    family_name_en: str
    hsn: str
    unit: Unit


class MakerRow(NamedTuple):
    """A verified workshop."""

    slug: str
    name: str
    kind: ArtisanKind
    language: str
    district_slug: str
    district_name: str
    state_code: str
    state_name: str
    verified_at: datetime
    listings: int
    is_demo: bool


class Made(NamedTuple):
    """What a listing is: its craft (the finer line's name where one is chosen) and the product it cites."""

    craft_slug: str
    craft_name_en: str
    craft_name_hi: str
    family_slug: str
    product_id: int | None
    product_name: str | None


class Address(NamedTuple):
    """A listing's address, when it went on sale, and its title (for its picture)."""

    id: UUID
    slug: str
    published_at: datetime
    title: str


class Ware(NamedTuple):
    """A listing as feeds tell it; `variant_ids` are those that can be bought."""

    id: UUID
    slug: str
    published_at: datetime
    title: str
    story: str
    locale: str
    price_paise: Money
    days_to_make: int
    made_to_order: bool
    weight_g: int
    craft_name: str
    family_name: str
    product_name: str | None
    district_name: str
    state_name: str
    maker_name: str
    variant_ids: list[int]
    picture: Picture | None
    next_free_on: date | None
    away: Away | None

    def ready_in_days(self, on: date) -> int:
        """In how many days from `on` a piece leaves its maker, by the queue and the days away."""
        return days_until_ready(
            on, lead_days=self.days_to_make, next_free_on=self.next_free_on, away=self.away
        )


def district_rows(
    session: Session, *, state: str | None = None, after: str = "", limit: int = 100
) -> list[DistrictRow]:
    """Districts by address, abolished ones too."""
    asked = select(
        District.slug,
        District.name,
        District.state_code,
        State.slug.label("state_slug"),
        State.name.label("state_name"),
        District.lgd_code,
        District.status,
        District.latitude,
        District.longitude,
        District.aliases,
    ).join(State)
    asked = asked.where(District.retired_at.is_(None), District.slug > after)
    if state is not None:
        asked = asked.where(District.state_code == state)
    return [
        DistrictRow._make(row) for row in session.execute(asked.order_by(District.slug).limit(_most(limit)))
    ]


def product_rows(
    session: Session,
    *,
    state: str | None = None,
    district: str | None = None,
    after: int = 0,
    limit: int = 100,
) -> list[ProductRow]:
    """Products of the registry by number, of one State code or one district's address, or all."""
    asked = (
        select(
            DistrictProduct.id,
            DistrictProduct.name,
            District.slug.label("district_slug"),
            District.name.label("district_name"),
            District.state_code,
            State.name.label("state_name"),
            DistrictProduct.sector,
            DistrictProduct.source_lists,
            DistrictProduct.source_note,
            DistrictProduct.gi_tagged,
            GIGood.name.label("gi_name"),
            Craft.slug.label("craft_slug"),
            Craft.name_en.label("craft_name"),
            DistrictProduct.craft_confidence,
            Craft.is_goods,
        )
        .join(District, District.id == DistrictProduct.district_id)
        .join(State, State.code == District.state_code)
        .join(Craft, Craft.id == DistrictProduct.craft_id)
        .outerjoin(GIGood, GIGood.id == DistrictProduct.gi_good_id)
        .where(DistrictProduct.retired_at.is_(None), DistrictProduct.id > after)
    )
    if state is not None:
        asked = asked.where(District.state_code == state)
    if district is not None:
        asked = asked.where(District.slug == district)
    found = session.execute(asked.order_by(DistrictProduct.id).limit(_most(limit)))
    return [_product_row(row) for row in found]


def gi_rows(session: Session, *, state: str | None = None, after: int = 0, limit: int = 100) -> list[GIRow]:
    """Registered geographical indications by number, of one State code or all."""
    asked = select(GIGood.id, GIGood.list_serial_no, GIGood.name, GIGood.category, GIGood.state_codes).where(
        GIGood.retired_at.is_(None), GIGood.id > after
    )
    if state is not None:
        asked = asked.where(GIGood.state_codes.contains([state]))
    return [GIRow._make(row) for row in session.execute(asked.order_by(GIGood.id).limit(_most(limit)))]


def craft_rows(
    session: Session, *, family: str | None = None, after: str = "", limit: int = 100
) -> list[CraftRow]:
    """Crafts of goods by address, of one family's address or all."""
    asked = (
        select(
            Craft.slug,
            Craft.name_en,
            Craft.name_hi,
            CraftFamily.slug.label("family_slug"),
            CraftFamily.name_en.label("family_name_en"),
            Craft.hsn8,
            Craft.unit,
        )
        .join(CraftFamily)
        .where(Craft.is_goods, Craft.retired_at.is_(None), Craft.slug > after)
    )
    if family is not None:
        asked = asked.where(CraftFamily.slug == family)
    return [CraftRow._make(row) for row in session.execute(asked.order_by(Craft.slug).limit(_most(limit)))]


def maker_rows(
    session: Session,
    *,
    state: str | None = None,
    district: str | None = None,
    after: str = "",
    limit: int = 100,
) -> list[MakerRow]:
    """Verified workshops by address, of one State code or one district's address, or all."""
    selling = (
        select(func.count())
        .select_from(Listing)
        .where(Listing.artisan_id == Artisan.id, on_sale())
        .correlate(Artisan)
        .scalar_subquery()
    )
    asked = (
        select(
            Artisan.slug,
            Artisan.name,
            Artisan.kind,
            Artisan.language,
            District.slug.label("district_slug"),
            District.name.label("district_name"),
            District.state_code,
            State.name.label("state_name"),
            Artisan.verified_at,
            selling,
            Artisan.is_demo,
        )
        .join(District, District.id == Artisan.district_id)
        .join(State, State.code == District.state_code)
        .where(Artisan.status == ArtisanStatus.VERIFIED, Artisan.slug > after)
    )
    if state is not None:
        asked = asked.where(District.state_code == state)
    if district is not None:
        asked = asked.where(District.slug == district)
    return [MakerRow._make(row) for row in session.execute(asked.order_by(Artisan.slug).limit(_most(limit)))]


def made_of(session: Session, listing_ids: Collection[UUID]) -> dict[UUID, Made]:
    """What these listings are, by their ids. One statement, none for no ids."""
    if not listing_ids:
        return {}
    rows = session.execute(
        select(
            Listing.id,
            Craft.slug,
            func.coalesce(CraftVariant.name_en, Craft.name_en),
            func.coalesce(CraftVariant.name_hi, Craft.name_hi),
            CraftFamily.slug,
            DistrictProduct.id,
            DistrictProduct.name,
        )
        .join(Craft, Craft.id == Listing.craft_id)
        .join(CraftFamily, CraftFamily.id == Craft.family_id)
        .outerjoin(CraftVariant, CraftVariant.id == Listing.craft_variant_id)
        .outerjoin(DistrictProduct, DistrictProduct.id == Listing.district_product_id)
        .where(Listing.id.in_(sorted(listing_ids)))
    )
    return {row[0]: Made._make(row[1:]) for row in rows}


def addresses_on_sale(session: Session, *, skip: int = 0, limit: int = 1000) -> list[Address]:
    """Listings on sale in the order of their ids, from the `skip`th on. One statement."""
    said = words_in("en")
    asked = (
        select(Listing.id, Listing.slug, Listing.published_at, func.coalesce(said.c.title, ""))
        .select_from(Listing)
        .join(Artisan, Artisan.id == Listing.artisan_id)
        .outerjoin(said, true())
        .where(on_sale())
        .order_by(Listing.id)
    )
    return [Address._make(row) for row in session.execute(asked.offset(skip).limit(limit))]


def makers_by_address(session: Session, *, skip: int = 0, limit: int = 1000) -> list[str]:
    """Addresses of verified workshops in the order of their ids, from the `skip`th on. One statement."""
    asked = select(Artisan.slug).where(Artisan.status == ArtisanStatus.VERIFIED).order_by(Artisan.id)
    return list(session.scalars(asked.offset(skip).limit(limit)))


def how_many(session: Session) -> tuple[int, int]:
    """(listings on sale, verified workshops). One statement."""
    goods = (
        select(func.count())
        .select_from(Listing)
        .join(Artisan, Artisan.id == Listing.artisan_id)
        .where(on_sale())
        .scalar_subquery()
    )
    makers = (
        select(func.count())
        .select_from(Artisan)
        .where(Artisan.status == ArtisanStatus.VERIFIED)
        .scalar_subquery()
    )
    row = session.execute(select(goods, makers)).one()
    return row[0], row[1]


def wares(session: Session, *, after: UUID | None = None, limit: int = 500) -> list[Ware]:
    """Listings on sale by id, for a feed of all; the next part starts after the last id. One statement."""
    asked = _wares()
    if after is not None:
        asked = asked.where(Listing.id > after)
    return [_ware(row) for row in session.execute(asked.order_by(Listing.id).limit(_most(limit)))]


def newest_wares(session: Session, district_id: int, *, locale: str = "en", limit: int = 30) -> list[Ware]:
    """The newest listings of a district. One statement."""
    asked = _wares(locale).where(Listing.district_id == district_id)
    asked = asked.order_by(Listing.published_at.desc(), Listing.id.desc()).limit(_most(limit))
    return [_ware(row) for row in session.execute(asked)]


def _wares(locale: str = "en") -> Select[Any]:
    shown, said = first_picture(), words_in(locale)
    sold = (
        select(func.array_agg(Variant.id))
        .where(Variant.listing_id == Listing.id, Variant.active)
        .correlate(Listing)
        .scalar_subquery()
    )
    return (
        select(
            Listing.id,
            Listing.slug,
            Listing.published_at,
            said.c.title,
            said.c.story,
            said.c.locale,
            Listing.price_paise,
            Listing.days_to_make,
            Listing.made_to_order,
            Listing.weight_g,
            func.coalesce(CraftVariant.name_en, Craft.name_en).label("craft_name"),
            CraftFamily.name_en.label("family_name"),
            DistrictProduct.name.label("product_name"),
            District.name.label("district_name"),
            State.name.label("state_name"),
            Artisan.name.label("maker_name"),
            sold.label("variant_ids"),
            Listing.next_free_on,
            Artisan.away_from,
            Artisan.away_to,
            *(shown.c[name] for name in ("drawing", "renditions", "width", "height", "alt", "colour")),
        )
        .select_from(Listing)
        .join(Artisan, Artisan.id == Listing.artisan_id)
        .join(District, District.id == Listing.district_id)
        .join(State, State.code == District.state_code)
        .join(Craft, Craft.id == Listing.craft_id)
        .join(CraftFamily, CraftFamily.id == Craft.family_id)
        .outerjoin(CraftVariant, CraftVariant.id == Listing.craft_variant_id)
        .outerjoin(DistrictProduct, DistrictProduct.id == Listing.district_product_id)
        .outerjoin(said, true())
        .outerjoin(shown, true())
        .where(on_sale())
    )


def _ware(row: Any) -> Ware:
    return Ware(
        id=row.id,
        slug=row.slug,
        published_at=row.published_at,
        title=row.title or "",
        story=row.story or "",
        locale=row.locale or "en",
        price_paise=row.price_paise,
        days_to_make=row.days_to_make,
        made_to_order=row.made_to_order,
        weight_g=row.weight_g,
        craft_name=row.craft_name,
        family_name=row.family_name,
        product_name=row.product_name,
        district_name=row.district_name,
        state_name=row.state_name,
        maker_name=row.maker_name,
        variant_ids=row.variant_ids or [],
        picture=picture_of(row),
        next_free_on=row.next_free_on if row.made_to_order else None,
        away=Away.of(row.away_from, row.away_to),
    )


def _product_row(row: Any) -> ProductRow:
    values = dict(row._mapping)
    return ProductRow(standing=standing(values.pop("source_lists")), **values)


def _most(limit: int) -> int:
    return min(limit, ROWS_MAX)

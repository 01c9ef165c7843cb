"""The shop's shelf: cards, newest first, page by page without page numbers."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Integer, Select, bindparam, func, select, tuple_
from sqlalchemy.orm import Session

from catalog.models import Artisan, Craft, Listing
from catalog.queries.parts import (
    STATEMENTS_MAX,
    first_picture,
    flags,
    join_picture,
    join_tariff,
    on_sale,
    picture_of,
    seller,
    tariff_columns,
    words_in,
)
from catalog.rules.making import Away, days_until_ready
from catalog.rules.marks import MarkKind
from catalog.rules.photo import Picture
from catalog.rules.registry import Unit
from kit.errors import Refusal
from kit.money import Money
from people.models import District, State
from tax.queries import Tariff
from tax.rules import Seller, SellerKind, maker_gets

PAGE_MAX = 60
SEVERAL = frozenset({"districts"})  # what a shelf may be asked for more than one of
NOTHING = Money(0)


@dataclass(slots=True)
class Card:
    """One listing on a shelf. `key` continues a shelf after it; `tell_shares` tells what it makes and when.

    `queries.marks.tell_marks` tells the marks, those that stand on the day of the page.
    """

    key: str
    listing_id: UUID
    slug: str
    title: str
    locale: str
    district_name: str
    district_slug: str
    state_code: str
    state_name: str
    state_slug: str
    artisan_id: UUID
    artisan_name: str
    artisan_slug: str
    price_paise: Money
    unit: Unit
    picture: Picture | None
    lead_days: int
    next_free_on: date | None
    away: Away | None
    made_to_order: bool
    is_demo: bool
    hsn: str
    flags: frozenset[str]
    seller: Seller
    maker_gets_paise: Money = NOTHING
    ready_in_days: int = 0
    marks: tuple[MarkKind, ...] = ()


def cards(
    session: Session,
    *,
    state: str | None = None,
    district: int | None = None,
    districts: Collection[int] | None = None,
    family: str | None = None,
    craft: str | None = None,
    artisan: UUID | None = None,
    product: int | None = None,
    locale: str = "en",
    after: str | None = None,
    limit: int = 24,
) -> list[Card]:
    """Listings on sale, newest first. `state` is a code, `district` an id (`districts` several), `family` and `craft`
    their words.

    `after` is the `key` of the last card seen; a key that nobody made starts from the front. One statement.
    """
    asked = {
        "state": state,
        "district": district,
        "districts": list(districts) if districts is not None else None,
        "family": family,
        "craft": craft,
        "artisan": artisan,
        "product": product,
    }
    wanted: dict[str, Any] = {name: value for name, value in asked.items() if value is not None}
    place = _read_key(after)
    query = _shelf(locale, tuple(wanted), place is not None)
    if place is not None:
        wanted["after_moment"], wanted["after_id"] = place
    wanted["number"] = min(limit, PAGE_MAX)
    return [_card(row) for row in session.execute(query, wanted)]


@lru_cache(STATEMENTS_MAX)
def _shelf(locale: str, narrowed_by: tuple[str, ...], goes_on: bool) -> Select[Any]:
    """A shelf's statement. Kept: it is put together in more time than PostgreSQL takes to answer it."""
    columns: dict[str, Any] = {
        "state": District.state_code,
        "district": Listing.district_id,
        "districts": Listing.district_id,
        "family": Craft.family_id,
        "craft": Listing.craft_id,
        "artisan": Listing.artisan_id,
        "product": Listing.district_product_id,
    }
    query = _of_sale(locale)
    for name in narrowed_by:
        asked: Any = bindparam(name, expanding=name in SEVERAL)
        query = query.where(columns[name].in_(asked) if name in SEVERAL else columns[name] == asked)
    if goes_on:
        after = tuple_(bindparam("after_moment", type_=Listing.published_at.type), bindparam("after_id"))
        query = query.where(tuple_(Listing.published_at, Listing.id) < after)
    query = query.order_by(Listing.published_at.desc(), Listing.id.desc())
    return query.limit(bindparam("number", type_=Integer))


def cards_of(session: Session, listing_ids: Sequence[UUID], *, locale: str = "en") -> list[Card]:
    """The cards of these listings, in this order; those no longer on sale are left out. One statement."""
    if not listing_ids:
        return []
    rows = session.execute(_these(locale), {"wanted": list(listing_ids)})
    by_id = {row.listing_id: _card(row) for row in rows}
    return [by_id[each] for each in listing_ids if each in by_id]


@lru_cache(STATEMENTS_MAX)
def _these(locale: str) -> Select[Any]:
    """The statement of the cards of certain listings, kept like a shelf's."""
    return _of_sale(locale).where(Listing.id.in_(bindparam("wanted", expanding=True)))


def tell_shares(shelf: Sequence[Card], tariff: Tariff) -> None:
    """Say on each card what its maker gets of the price, and in how many days from today a piece leaves the maker.

    Nothing where no rate fits: it cannot be bought then.
    """
    for card in shelf:
        card.maker_gets_paise = share(card, tariff)
        card.ready_in_days = days_until_ready(
            tariff.on, lead_days=card.lead_days, next_free_on=card.next_free_on, away=card.away
        )


def share(card: Card, tariff: Tariff) -> Money:
    """What the maker gets of one piece, in paise."""
    return _makers(card.price_paise, card.hsn, card.flags, card.seller, tariff)


@lru_cache(maxsize=8_192)  # a shelf asks it two dozen times, for the same goods again and again
def _makers(price: Money, hsn: str, flags: frozenset[str], seller: Seller, tariff: Tariff) -> Money:
    """The same of a price: all that decides it stands in its arguments."""
    try:
        told = maker_gets(
            price,
            hsn=hsn,
            flags=flags,
            seller=seller,
            rates=tariff.rates,
            levies=tariff.levies,
            on=tariff.on,
        )
    except Refusal:
        return Money(0)
    return Money(told.maker)


class Counts(NamedTuple):
    """How much is on sale, honestly counted: listings, their makers, and listings by place and family."""

    listings: int
    makers: int
    by_state: dict[str, int]
    by_district: dict[int, int]
    by_family: dict[str, int]


def counts(session: Session) -> Counts:
    """Count what is on sale by State code, district id and family. Two statements."""
    rows = session.execute(
        select(District.state_code, Listing.district_id, Craft.family_id, func.count())
        .select_from(Listing)
        .join(Artisan, Artisan.id == Listing.artisan_id)
        .join(District, District.id == Listing.district_id)
        .join(Craft, Craft.id == Listing.craft_id)
        .where(on_sale())
        .group_by(District.state_code, Listing.district_id, Craft.family_id)
    ).all()
    makers = session.scalar(
        select(func.count(Listing.artisan_id.distinct()))
        .join(Artisan, Artisan.id == Listing.artisan_id)
        .where(on_sale())
    )
    told = Counts(sum(row[3] for row in rows), makers or 0, {}, {}, {})
    for state, district, family, number in rows:
        told.by_state[state] = told.by_state.get(state, 0) + number
        told.by_district[district] = told.by_district.get(district, 0) + number
        told.by_family[family] = told.by_family.get(family, 0) + number
    return told


def key_of(published_at: datetime, listing_id: UUID) -> str:
    """Where a shelf goes on after this listing."""
    micros = int(published_at.astimezone(UTC).timestamp() * 1_000_000)
    return f"{micros:x}-{listing_id.hex}"


def _read_key(key: str | None) -> tuple[datetime, UUID] | None:
    """The place that a key names; None for no key and for one nobody made."""
    micros, _, listing = (key or "").partition("-")
    try:
        moment = datetime.fromtimestamp(int(micros, 16) / 1_000_000, UTC)
        return moment, UUID(listing)
    except (ValueError, OverflowError, OSError):
        return None


def _of_sale(locale: str) -> Select[Any]:
    """The rows that make cards, of all that is on sale, in no order."""
    shown, said = first_picture(), words_in(locale)
    query = select(
        Listing.id.label("listing_id"),
        Listing.slug,
        Listing.published_at,
        Listing.price_paise,
        Listing.days_to_make,
        Listing.made_to_order,
        Listing.next_free_on,
        Artisan.away_from,
        Artisan.away_to,
        Listing.is_demo,
        said.c.title,
        said.c.locale,
        District.name.label("district_name"),
        District.slug.label("district_slug"),
        State.code.label("state_code"),
        State.name.label("state_name"),
        State.slug.label("state_slug"),
        Artisan.id.label("artisan_id"),
        Artisan.name.label("artisan_name"),
        Artisan.slug.label("artisan_slug"),
        Artisan.gst_kind,
        Artisan.gstin,
        Artisan.enrolment_no,
        Artisan.pan,
        *tariff_columns(),
        *(shown.c[name] for name in ("drawing", "renditions", "width", "height", "alt", "colour")),
    )
    query = (
        query.select_from(Listing)
        .join(Artisan, Artisan.id == Listing.artisan_id)
        .join(District, District.id == Listing.district_id)
        .join(State, State.code == District.state_code)
    )
    query = join_picture(join_picture(join_tariff(query), said), shown)
    return query.where(on_sale())  # type: ignore[no-any-return]


def _card(row: Any) -> Card:
    return Card(
        key=key_of(row.published_at, row.listing_id),
        listing_id=row.listing_id,
        slug=row.slug,
        title=row.title or "",
        locale=row.locale or "en",
        district_name=row.district_name,
        district_slug=row.district_slug,
        state_code=row.state_code,
        state_name=row.state_name,
        state_slug=row.state_slug,
        artisan_id=row.artisan_id,
        artisan_name=row.artisan_name,
        artisan_slug=row.artisan_slug,
        price_paise=row.price_paise,
        unit=Unit(row.unit),
        picture=picture_of(row),
        lead_days=row.days_to_make,
        next_free_on=row.next_free_on if row.made_to_order else None,
        away=Away.of(row.away_from, row.away_to),
        ready_in_days=row.days_to_make,
        made_to_order=row.made_to_order,
        is_demo=row.is_demo,
        hsn=row.hsn,
        flags=flags(handicraft=row.handicraft, prepacked=row.prepacked),
        seller=seller(
            row.artisan_id,
            gst_kind=SellerKind(row.gst_kind),
            state_code=row.state_code,
            pan=row.pan,
            gstin=row.gstin,
            enrolment_no=row.enrolment_no,
        ),
    )

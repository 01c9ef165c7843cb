"""What stands on a mall's shelves, for its board of stalls and for its till."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, Select, func, select, true
from sqlalchemy.orm import Session

from catalog.models import Artisan, Listing, Variant
from catalog.queries.parts import first_picture, picture_of, words_in
from catalog.rules.photo import Picture
from kit.money import Money, MoneyColumn
from malls.errors import NotOnShelf
from malls.models import Consignment, ConsignmentLine, Sale, Stall
from malls.rules import ConsignmentStatus, StallKind
from orders.models import Fulfillment, Order, OrderLine
from people.models import District, State
from stock.models import Level, Location, LocationKind, Move, Reason
from stock.queries import held_by_place

SHELF_PAGE = 60
DIGITS_MAX = 18  # as long as a variant's number can be


class StallTile(NamedTuple):
    """One stall on the board."""

    id: UUID
    kind: StallKind
    state_code: str
    name: str
    on_hand: int
    minimum: int
    sold_today: int

    @property
    def low(self) -> bool:
        """Whether fewer pieces stand there than agreed."""
        return self.on_hand < self.minimum


def board(session: Session, mall_id: UUID, *, since: datetime) -> list[StallTile]:
    """All stalls of a mall with what they hold and what they sold since a moment; three reads."""
    rows = session.execute(
        select(
            Stall.id, Stall.kind, Stall.state_code, func.coalesce(District.name, State.name), Stall.minimum
        )
        .join(State, State.code == Stall.state_code)
        .outerjoin(District, District.id == Stall.district_id)
        .where(Stall.mall_id == mall_id)
        .order_by(Stall.kind.desc(), func.coalesce(District.name, State.name))
    ).all()
    held = held_by_place(session, LocationKind.STALL, [row[0] for row in rows])
    sold = dict(
        session.execute(
            select(Location.place_id, func.sum(Move.quantity))
            .join(Move, Move.source_id == Location.id)
            .join(Stall, Stall.id == Location.place_id)
            .where(Stall.mall_id == mall_id, Move.reason == Reason.SOLD, Move.at >= since)
            .group_by(Location.place_id)
        ).all()
    )
    return [
        StallTile(stall_id, kind, code, name, int(held.get(stall_id, 0)), minimum, int(sold.get(stall_id, 0)))
        for stall_id, kind, code, name, minimum in rows
    ]


def stall_of(session: Session, mall_id: UUID, stall_id: UUID) -> Stall | None:
    """A stall of this mall; None when it is another's."""
    return session.scalar(select(Stall).filter_by(id=stall_id, mall_id=mall_id))


class ShelfLine(NamedTuple):
    """One variant on one shelf, at the price agreed with its maker for the counter."""

    variant_id: int
    location_id: int
    stall_id: UUID
    title: str
    variant_name: str
    slug: str
    artisan_name: str
    district_name: str
    price: Money
    on_hand: int
    free: int
    picture: Picture | None

    @property
    def name(self) -> str:
        """The good, and which variant of it."""
        return f"{self.title} ({self.variant_name})" if self.variant_name else self.title


def _agreed(mall_id: UUID) -> ColumnElement[Money]:
    """The counter's price of the variant at hand: the one agreed when it last came, whatever it costs online now."""
    last = (
        select(ConsignmentLine.price_paise)
        .join(Consignment, Consignment.id == ConsignmentLine.consignment_id)
        .where(
            Consignment.mall_id == mall_id,
            Consignment.status == ConsignmentStatus.RECEIVED,
            ConsignmentLine.variant_id == Variant.id,
        )
        .order_by(Consignment.received_at.desc(), ConsignmentLine.id.desc())
        .limit(1)
        .correlate(Variant)
        .scalar_subquery()
    )
    return func.coalesce(last, Variant.price_paise, type_=MoneyColumn())


def _lines(mall_id: UUID, locale: str) -> tuple[Select[Any], ColumnElement[str]]:
    said, shown = words_in(locale), first_picture()
    query = (
        select(
            Variant.id.label("variant_id"),
            Location.id.label("location_id"),
            Location.place_id.label("stall_id"),
            said.c.title,
            Variant.name.label("variant_name"),
            Listing.slug,
            Artisan.name.label("artisan_name"),
            District.name.label("district_name"),
            _agreed(mall_id).label("price"),
            Level.on_hand,
            (Level.on_hand - Level.reserved).label("free"),
            *(shown.c[name] for name in ("drawing", "renditions", "width", "height", "alt", "colour")),
        )
        .select_from(Level)
        .join(Location, Location.id == Level.location_id)
        .join(Stall, Stall.id == Location.place_id)
        .join(Variant, Variant.id == Level.variant_id)
        .join(Listing, Listing.id == Variant.listing_id)
        .join(Artisan, Artisan.id == Level.owner_id)
        .join(District, District.id == Artisan.district_id)
        .outerjoin(said, true())
        .outerjoin(shown, true())
        .where(Location.kind == LocationKind.STALL, Stall.mall_id == mall_id, Level.on_hand > 0)
    )
    return query, said.c.title


def _line(row: Any) -> ShelfLine:
    return ShelfLine(
        variant_id=row.variant_id,
        location_id=row.location_id,
        stall_id=row.stall_id,
        title=row.title or "",
        variant_name=row.variant_name,
        slug=row.slug,
        artisan_name=row.artisan_name,
        district_name=row.district_name,
        price=row.price,
        on_hand=row.on_hand,
        free=row.free,
        picture=picture_of(row),
    )


def on_shelves(
    session: Session, mall_id: UUID, *, words: str = "", locale: str = "en", limit: int = SHELF_PAGE
) -> list[ShelfLine]:
    """What the till can sell, by name; `words` narrows by title, maker or the printed number."""
    query, title = _lines(mall_id, locale)
    query = query.order_by(Listing.slug, Variant.position, Location.id).limit(limit)
    said = words.strip()
    if said:
        named = (
            title.icontains(said, autoescape=True)
            | Listing.slug.icontains(said.replace(" ", "-"), autoescape=True)
            | Artisan.name.icontains(said, autoescape=True)
        )
        number = printed_number(said)
        query = query.where(named if number is None else (Variant.id == number) | named)
    return [_line(row) for row in session.execute(query)]


def printed_number(typed: str) -> int | None:
    """The number on a shelf tag as it was typed or scanned; None when the text is no such number."""
    digits = typed.strip()
    return int(digits) if digits.isascii() and digits.isdecimal() and len(digits) < DIGITS_MAX else None


def these_on_shelves(
    session: Session, mall_id: UUID, variant_ids: Collection[int], *, locale: str = "en"
) -> dict[int, ShelfLine]:
    """Of these variants, those this mall has on a shelf: of each the line with most free pieces."""
    query, _ = _lines(mall_id, locale)
    query = query.where(Variant.id.in_(list(variant_ids))).order_by(
        Level.on_hand - Level.reserved, Location.id.desc()
    )
    return {row.variant_id: _line(row) for row in session.execute(query)}


def on_stall(session: Session, mall_id: UUID, stall_id: UUID, *, locale: str = "en") -> list[ShelfLine]:
    """What one stall holds."""
    query, _ = _lines(mall_id, locale)
    query = query.where(Location.place_id == stall_id).order_by(Listing.slug, Variant.position)
    return [_line(row) for row in session.execute(query)]


def shelves_for(session: Session, mall_id: UUID, pieces: Mapping[int, int]) -> dict[int, ShelfLine]:
    """For each variant a shelf of this mall that holds enough free pieces. Raises NotOnShelf."""
    found = these_on_shelves(session, mall_id, pieces.keys())
    short = [
        variant_id
        for variant_id, number in pieces.items()
        if variant_id not in found or found[variant_id].free < number
    ]
    if short:
        raise NotOnShelf(lines=sorted(short))
    return found


class SaleLine(NamedTuple):
    """One sale in a mall's list."""

    order_id: UUID
    number: str
    total: Money
    rung_at: datetime
    titles: str


def sales_since(session: Session, mall_id: UUID, *, since: datetime, limit: int = 100) -> list[SaleLine]:
    """A mall's sales since a moment, newest first."""
    titles = (
        select(func.string_agg(OrderLine.title, ", "))
        .where(OrderLine.order_id == Order.id, OrderLine.variant_id.is_not(None))
        .correlate(Order)
        .scalar_subquery()
    )
    query = (
        select(Sale.order_id, Order.number, Order.total_paise, Sale.rung_at, titles)
        .join(Order, Order.id == Sale.order_id)
        .where(Sale.mall_id == mall_id, Sale.rung_at >= since)
        .order_by(Sale.rung_at.desc())
        .limit(limit)
    )
    return [SaleLine(*row) for row in session.execute(query)]


class Takings(NamedTuple):
    """What a mall sold in a stretch of time."""

    bills: int
    total: Money


def takings(session: Session, mall_id: UUID, *, since: datetime) -> Takings:
    """How many bills a mall rang since a moment, and their sum."""
    query = (
        select(func.count(), func.coalesce(func.sum(Order.total_paise), 0))
        .select_from(Sale)
        .join(Order, Order.id == Sale.order_id)
        .where(Sale.mall_id == mall_id, Sale.rung_at >= since)
    )
    bills, total = session.execute(query).one()
    return Takings(int(bills), Money(int(total)))


def owed_to_makers(session: Session, mall_id: UUID) -> Money:
    """What makers earned by this mall's sales and have not been paid: nothing is paid out yet, so all of it."""
    query = (
        select(func.coalesce(func.sum(Fulfillment.payable_paise), 0))
        .join(Sale, Sale.order_id == Fulfillment.order_id)
        .where(Sale.mall_id == mall_id)
    )
    return Money(int(session.scalar(query) or 0))

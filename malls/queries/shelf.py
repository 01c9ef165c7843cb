"""What stands on a mall's shelves, for its board of stalls and for its till."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import Row, Select, func, select
from sqlalchemy.orm import Session

from catalog.models import Artisan, Listing, ListingText, Variant
from kit.money import Money
from malls.errors import NotOnShelf
from malls.models import Sale, Stall
from malls.rules import StallKind
from orders.models import Fulfillment, OrderLine
from people.models import District, State
from stock.models import Level, Location, LocationKind, Move, Reason


class StallTile(NamedTuple):
    """One stall on the board."""

    id: UUID
    kind: StallKind
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
        select(Stall.id, Stall.kind, func.coalesce(District.name, State.name), Stall.minimum)
        .join(State, State.code == Stall.state_code)
        .outerjoin(District, District.id == Stall.district_id)
        .where(Stall.mall_id == mall_id)
        .order_by(Stall.kind.desc(), func.coalesce(District.name, State.name))
    ).all()
    held = dict(
        session.execute(
            select(Location.place_id, func.sum(Level.on_hand))
            .join(Level, Level.location_id == Location.id)
            .join(Stall, Stall.id == Location.place_id)
            .where(Location.kind == LocationKind.STALL, Stall.mall_id == mall_id)
            .group_by(Location.place_id)
        )
        .tuples()
        .all()
    )
    sold = dict(
        session.execute(
            select(Location.place_id, func.sum(Move.quantity))
            .join(Move, Move.source_id == Location.id)
            .join(Stall, Stall.id == Location.place_id)
            .where(Stall.mall_id == mall_id, Move.reason == Reason.SOLD, Move.at >= since)
            .group_by(Location.place_id)
        )
        .tuples()
        .all()
    )
    return [
        StallTile(stall_id, kind, name, int(held.get(stall_id, 0)), minimum, int(sold.get(stall_id, 0)))
        for stall_id, kind, name, minimum in rows
    ]


def stall_of(session: Session, mall_id: UUID, stall_id: UUID) -> Stall | None:
    """A stall of this mall; None when it is another's."""
    return session.scalar(select(Stall).filter_by(id=stall_id, mall_id=mall_id))


class ShelfLine(NamedTuple):
    """One variant on one shelf."""

    variant_id: int
    location_id: int
    stall_id: UUID
    title: str
    variant_name: str
    slug: str
    artisan_name: str
    price: Money
    on_hand: int
    free: int


def _lines(mall_id: UUID) -> Select[tuple[int, int, UUID | None, str, str, str, str, Money, int, int]]:
    title = (
        select(ListingText.title)
        .where(ListingText.listing_id == Listing.id)
        .order_by((ListingText.locale == "en").desc())
        .limit(1)
        .scalar_subquery()
    )
    return (
        select(
            Variant.id,
            Location.id,
            Location.place_id,
            title,
            Variant.name,
            Listing.slug,
            Artisan.name,
            Variant.price_paise,
            Level.on_hand,
            Level.on_hand - Level.reserved,
        )
        .join(Location, Location.id == Level.location_id)
        .join(Stall, Stall.id == Location.place_id)
        .join(Variant, Variant.id == Level.variant_id)
        .join(Listing, Listing.id == Variant.listing_id)
        .join(Artisan, Artisan.id == Level.owner_id)
        .where(Location.kind == LocationKind.STALL, Stall.mall_id == mall_id, Level.on_hand > 0)
    )


def _line(row: Row[tuple[int, int, UUID | None, str, str, str, str, Money, int, int]]) -> ShelfLine:
    variant_id, location_id, stall_id, title, name, slug, maker, price, on_hand, free = row
    assert stall_id is not None
    return ShelfLine(variant_id, location_id, stall_id, title or "", name, slug, maker, price, on_hand, free)


def on_shelves(session: Session, mall_id: UUID, *, words: str = "", limit: int = 60) -> list[ShelfLine]:
    """What the till can sell, by name; `words` narrows by title, maker or the printed number."""
    query = _lines(mall_id).order_by(Listing.slug, Variant.position, Location.id).limit(limit)
    if words.strip():
        like = f"%{words.strip()}%"
        by_number = (
            Variant.id == int(words) if words.strip().isdecimal() and len(words.strip()) < 18 else None
        )
        named = Listing.slug.ilike(like.replace(" ", "-")) | Artisan.name.ilike(like)
        query = query.where(named if by_number is None else by_number | named)
    return [_line(row) for row in session.execute(query)]


def on_stall(session: Session, mall_id: UUID, stall_id: UUID) -> list[ShelfLine]:
    """What one stall holds."""
    query = _lines(mall_id).where(Location.place_id == stall_id).order_by(Listing.slug, Variant.position)
    return [_line(row) for row in session.execute(query)]


def shelves_for(session: Session, mall_id: UUID, pieces: Mapping[int, int]) -> dict[int, int]:
    """For each variant a location of this mall that holds enough free pieces. Raises NotOnShelf."""
    query = _lines(mall_id).where(Variant.id.in_(list(pieces))).order_by(Location.id)
    found: dict[int, int] = {}
    for line in (_line(row) for row in session.execute(query)):
        if line.variant_id not in found and line.free >= pieces[line.variant_id]:
            found[line.variant_id] = line.location_id
    if found.keys() != pieces.keys():
        raise NotOnShelf(lines=sorted(pieces.keys() - found.keys()))
    return found


class SaleLine(NamedTuple):
    """One sale in a mall's list."""

    order_id: UUID
    total: Money
    rung_at: datetime
    titles: str


def sales_since(session: Session, mall_id: UUID, *, since: datetime, limit: int = 100) -> list[SaleLine]:
    """A mall's sales since a moment, newest first."""
    titles = func.string_agg(OrderLine.title, ", ")
    query = (
        select(Sale.order_id, func.sum(OrderLine.total_paise), Sale.rung_at, titles)
        .join(Fulfillment, Fulfillment.order_id == Sale.order_id)
        .join(OrderLine, OrderLine.fulfillment_id == Fulfillment.id)
        .where(Sale.mall_id == mall_id, Sale.rung_at >= since)
        .group_by(Sale.order_id, Sale.rung_at)
        .order_by(Sale.rung_at.desc())
        .limit(limit)
    )
    return [
        SaleLine(order_id, Money(int(total)), at, words)
        for order_id, total, at, words in session.execute(query)
    ]

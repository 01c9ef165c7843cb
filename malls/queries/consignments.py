"""Reads of consignments and tills."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, SQLColumnExpression, func, select, true
from sqlalchemy.orm import Session

from catalog.models import Artisan, Listing, Variant
from catalog.queries.parts import first_picture, picture_of, words_in
from catalog.rules.artisan import ArtisanStatus
from catalog.rules.listing import ListingStatus
from catalog.rules.photo import Picture
from kit.errors import Refusal
from kit.money import Money
from malls.models import Consignment, ConsignmentLine, GoodsReceipt, Mall, Sale, Shift, Stall, Till
from malls.rules import ConsignmentStatus
from orders.queries.cart import wanted_of
from orders.rules.quote import quote
from people.models import District, Person
from stock.models import Level, Location, LocationKind
from tax.queries import tariff
from tax.rules import Channel, accruals

PAGE = 50
OFFERS_MAX = 200
STALL = Channel.STALL
OPEN = (ConsignmentStatus.RAISED, ConsignmentStatus.ACCEPTED, ConsignmentStatus.DISPATCHED)


class LineView(NamedTuple):
    """A line with its good's name and, once counted, what came."""

    line: ConsignmentLine
    title: str
    slug: str
    receipt: GoodsReceipt | None
    picture: Picture | None


class ConsignmentView(NamedTuple):
    """A consignment as either side sees it."""

    consignment: Consignment
    mall: Mall
    artisan: Artisan
    lines: list[LineView]

    @property
    def pieces(self) -> int:
        """All pieces asked for."""
        return sum(each.line.quantity for each in self.lines)


def of_mall(
    session: Session, mall_id: UUID, *, open_only: bool = False, locale: str = "en"
) -> list[ConsignmentView]:
    """A mall's consignments, newest first."""
    return _views(session, Consignment.mall_id == mall_id, open_only, locale)


def of_artisan(
    session: Session, artisan_id: UUID, *, open_only: bool = False, locale: str = "en"
) -> list[ConsignmentView]:
    """What malls asked of a maker, newest first."""
    return _views(session, Consignment.artisan_id == artisan_id, open_only, locale)


def malls_consignment(
    session: Session, mall_id: UUID, number: str, *, locale: str = "en"
) -> ConsignmentView | None:
    """One consignment of this mall; None when it is another's."""
    whose = (Consignment.mall_id == mall_id) & (Consignment.number == number)
    views = _views(session, whose, False, locale)
    return views[0] if views else None


def artisans_consignment(
    session: Session, artisan_id: UUID, number: str, *, locale: str = "en"
) -> ConsignmentView | None:
    """One consignment asked of this maker; None when it is another's."""
    whose = (Consignment.artisan_id == artisan_id) & (Consignment.number == number)
    views = _views(session, whose, False, locale)
    return views[0] if views else None


def _views(
    session: Session, whose: ColumnElement[bool], open_only: bool, locale: str
) -> list[ConsignmentView]:
    query = (
        select(Consignment, Mall, Artisan)
        .join(Mall, Mall.id == Consignment.mall_id)
        .join(Artisan, Artisan.id == Consignment.artisan_id)
        .where(whose)
        .order_by(Consignment.raised_at.desc())
        .limit(PAGE)
    )
    if open_only:
        query = query.where(Consignment.status.in_(OPEN))
    rows = session.execute(query).all()
    lines = _lines(session, [row[0].id for row in rows], locale)
    return [
        ConsignmentView(consignment, mall, artisan, lines[consignment.id])
        for consignment, mall, artisan in rows
    ]


def _lines(session: Session, ids: Sequence[UUID], locale: str) -> dict[UUID, list[LineView]]:
    said, shown = words_in(locale), first_picture()
    query = (
        select(
            ConsignmentLine,
            said.c.title,
            Variant.name,
            Listing.slug,
            GoodsReceipt,
            *(shown.c[name] for name in ("drawing", "renditions", "width", "height", "alt", "colour")),
        )
        .join(Variant, Variant.id == ConsignmentLine.variant_id)
        .join(Listing, Listing.id == Variant.listing_id)
        .outerjoin(GoodsReceipt, GoodsReceipt.line_id == ConsignmentLine.id)
        .outerjoin(said, true())
        .outerjoin(shown, true())
        .where(ConsignmentLine.consignment_id.in_(ids))
        .order_by(ConsignmentLine.id)
    )
    found: dict[UUID, list[LineView]] = {consignment_id: [] for consignment_id in ids}
    for row in session.execute(query):
        title = f"{row.title} ({row.name})" if row.name else row.title
        line = LineView(row[0], title or "", row.slug, row.GoodsReceipt, picture_of(row))
        found[line.line.consignment_id].append(line)
    return found


def makers_for(session: Session, stall: Stall, *, mall: Mall) -> Sequence[Artisan]:
    """Verified makers whose goods belong at a stall; none for another State's stall, which is not offered yet."""
    if stall.state_code != mall.state_code:
        return []
    query = (
        select(Artisan)
        .join(District, District.id == Artisan.district_id)
        .where(Artisan.status == ArtisanStatus.VERIFIED, District.state_code == stall.state_code)
        .order_by(Artisan.name)
    )
    if stall.district_id is not None:
        query = query.where(District.id == stall.district_id)
    return session.scalars(query).all()


def maker_of(session: Session, artisan_id: UUID) -> tuple[Artisan, District] | None:
    """A verified maker, of whatever State, with the home district; None when there is none such."""
    query = (
        select(Artisan, District)
        .join(District, District.id == Artisan.district_id)
        .where(Artisan.id == artisan_id, Artisan.status == ArtisanStatus.VERIFIED)
    )
    row = session.execute(query).one_or_none()
    return None if row is None else (row[0], row[1])


class OfferLine(NamedTuple):
    """A good a maker can be asked for."""

    variant_id: int
    title: str
    variant_name: str
    slug: str
    price: Money
    ready: int
    here: int
    picture: Picture | None

    @property
    def name(self) -> str:
        """The good, and which variant of it."""
        return f"{self.title} ({self.variant_name})" if self.variant_name else self.title


def offers_of(session: Session, artisan_id: UUID, mall_id: UUID, *, locale: str = "en") -> list[OfferLine]:
    """What a maker has on sale, with the free pieces in the workshop and those this mall has already."""
    said, shown = words_in(locale), first_picture()

    def pieces(count: SQLColumnExpression[int], *where: ColumnElement[bool]) -> ColumnElement[int]:
        held = select(func.coalesce(func.sum(count), 0)).select_from(Level).join(Location).where(*where)
        return held.where(Level.variant_id == Variant.id).correlate(Variant).scalar_subquery()

    shelves = select(Stall.id).where(Stall.mall_id == mall_id)
    query = (
        select(
            Variant.id,
            said.c.title,
            Variant.name,
            Listing.slug,
            Variant.price_paise,
            pieces(Level.on_hand - Level.reserved, Location.kind == LocationKind.WORKSHOP).label("ready"),
            pieces(Level.on_hand, Location.kind == LocationKind.STALL, Location.place_id.in_(shelves)).label(
                "here"
            ),
            *(shown.c[name] for name in ("drawing", "renditions", "width", "height", "alt", "colour")),
        )
        .join(Listing, Listing.id == Variant.listing_id)
        .outerjoin(said, true())
        .outerjoin(shown, true())
        .where(Listing.artisan_id == artisan_id, Listing.status == ListingStatus.PUBLISHED, Variant.active)
        .order_by(Listing.slug, Variant.position)
        .limit(OFFERS_MAX)
    )
    return [
        OfferLine(
            row.id,
            row.title or "",
            row.name,
            row.slug,
            row.price_paise,
            int(row.ready),
            int(row.here),
            picture_of(row),
        )
        for row in session.execute(query)
    ]


def makers_share(
    session: Session, mall: Mall, agreed: Mapping[int, tuple[int, Money]], *, at: datetime
) -> Money | None:
    """What a maker gets when all of `agreed` (pieces and price by variant) is sold at the counter in one bill.

    None when tax does not allow the sale today.
    """
    pieces = {variant_id: number for variant_id, (number, _) in agreed.items()}
    wanted = [line._replace(price=agreed[line.variant_id][1]) for line in wanted_of(session, pieces)]
    day = tariff(session, at)
    try:
        parcels = quote(wanted, place=mall.state_code, rates=day.rates, on=day.on, delivered=False).parcels
        kept = [accruals(each.paper, each.seller, levies=day.levies, channel=STALL) for each in parcels]
    except Refusal:
        return None
    return Money(sum(int(each.seller_payable) for each in kept))


def waiting_receipts(session: Session, mall_id: UUID) -> int:
    """How many consignments are on their way to a mall."""
    query = select(func.count()).select_from(Consignment)
    query = query.filter_by(mall_id=mall_id, status=ConsignmentStatus.DISPATCHED)
    return int(session.scalar(query) or 0)


def asked_stalls(session: Session, mall_id: UUID) -> set[UUID]:
    """Stalls of a mall for which goods are asked or on their way."""
    query = select(Consignment.stall_id).where(Consignment.mall_id == mall_id, Consignment.status.in_(OPEN))
    return set(session.scalars(query))


class TillView(NamedTuple):
    """A till, and who sells at it now, since when, with how many bills."""

    till: Till
    shift: Shift | None
    cashier: str
    bills: int


def tills_of(session: Session, mall_id: UUID) -> list[TillView]:
    """A mall's tills, each with its open shift."""
    bills = select(func.count()).where(Sale.shift_id == Shift.id).correlate(Shift).scalar_subquery()
    query = (
        select(Till, Shift, Person.name, bills)
        .outerjoin(Shift, (Shift.till_id == Till.id) & Shift.closed_at.is_(None))
        .outerjoin(Person, Person.id == Shift.cashier_id)
        .where(Till.mall_id == mall_id)
        .order_by(Till.name)
    )
    return [TillView(till, shift, name or "", int(n)) for till, shift, name, n in session.execute(query)]


def till_of(session: Session, mall_id: UUID, till_id: UUID) -> Till | None:
    """A till of this mall; None when it is another's."""
    return session.scalar(select(Till).filter_by(id=till_id, mall_id=mall_id))


def shift_of(session: Session, mall_id: UUID, shift_id: UUID) -> TillView | None:
    """A shift, open or closed, at one of this mall's tills; None when it is another's."""
    query = (
        select(Till, Shift, Person.name)
        .join(Shift, Shift.till_id == Till.id)
        .join(Person, Person.id == Shift.cashier_id)
        .where(Shift.id == shift_id, Till.mall_id == mall_id)
    )
    row = session.execute(query).one_or_none()
    return None if row is None else TillView(row[0], row[1], row[2], bills_in(session, shift_id))


def sale_of(session: Session, mall_id: UUID, order_id: UUID) -> Sale | None:
    """A sale of this mall; None when it is another's."""
    return session.scalar(select(Sale).filter_by(order_id=order_id, mall_id=mall_id))


def bills_in(session: Session, shift_id: UUID) -> int:
    """How many sales a shift rang."""
    return int(session.scalar(select(func.count()).select_from(Sale).filter_by(shift_id=shift_id)) or 0)

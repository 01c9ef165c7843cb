"""Reads of consignments and tills."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from catalog.models import Artisan, Listing, ListingText, Variant
from catalog.rules.artisan import ArtisanStatus
from malls.models import Consignment, ConsignmentLine, GoodsReceipt, Mall, Sale, Shift, Stall, Till
from malls.rules import ConsignmentStatus
from people.models import District

PAGE = 50
OPEN = (ConsignmentStatus.RAISED, ConsignmentStatus.ACCEPTED, ConsignmentStatus.DISPATCHED)


class LineView(NamedTuple):
    """A line with its good's name and, once counted, what came."""

    line: ConsignmentLine
    title: str
    slug: str
    receipt: GoodsReceipt | None


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


def of_mall(session: Session, mall_id: UUID, *, open_only: bool = False) -> list[ConsignmentView]:
    """A mall's consignments, newest first."""
    return _views(session, Consignment.mall_id == mall_id, open_only)


def of_artisan(session: Session, artisan_id: UUID, *, open_only: bool = False) -> list[ConsignmentView]:
    """What malls asked of a maker, newest first."""
    return _views(session, Consignment.artisan_id == artisan_id, open_only)


def malls_consignment(session: Session, mall_id: UUID, number: str) -> ConsignmentView | None:
    """One consignment of this mall; None when it is another's."""
    views = _views(session, (Consignment.mall_id == mall_id) & (Consignment.number == number), False)
    return views[0] if views else None


def artisans_consignment(session: Session, artisan_id: UUID, number: str) -> ConsignmentView | None:
    """One consignment asked of this maker; None when it is another's."""
    views = _views(session, (Consignment.artisan_id == artisan_id) & (Consignment.number == number), False)
    return views[0] if views else None


def _views(session: Session, whose: ColumnElement[bool], open_only: bool) -> list[ConsignmentView]:
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
    lines = _lines(session, [row[0].id for row in rows])
    return [
        ConsignmentView(consignment, mall, artisan, lines[consignment.id])
        for consignment, mall, artisan in rows
    ]


def _lines(session: Session, ids: Sequence[UUID]) -> dict[UUID, list[LineView]]:
    title = (
        select(ListingText.title)
        .where(ListingText.listing_id == Listing.id)
        .order_by((ListingText.locale == "en").desc())
        .limit(1)
        .scalar_subquery()
    )
    query = (
        select(ConsignmentLine, title, Listing.slug, GoodsReceipt)
        .join(Variant, Variant.id == ConsignmentLine.variant_id)
        .join(Listing, Listing.id == Variant.listing_id)
        .outerjoin(GoodsReceipt, GoodsReceipt.line_id == ConsignmentLine.id)
        .where(ConsignmentLine.consignment_id.in_(ids))
        .order_by(ConsignmentLine.id)
    )
    found: dict[UUID, list[LineView]] = {consignment_id: [] for consignment_id in ids}
    for line, words, slug, receipt in session.execute(query):
        found[line.consignment_id].append(LineView(line, words or "", slug, receipt))
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


def tills_of(session: Session, mall_id: UUID) -> list[tuple[Till, Shift | None]]:
    """A mall's tills, each with its open shift."""
    query = (
        select(Till, Shift)
        .outerjoin(Shift, (Shift.till_id == Till.id) & Shift.closed_at.is_(None))
        .where(Till.mall_id == mall_id)
        .order_by(Till.name)
    )
    return [(till, shift) for till, shift in session.execute(query)]


def shift_of(session: Session, mall_id: UUID, shift_id: UUID) -> tuple[Shift, Till] | None:
    """A shift at one of this mall's tills; None when it is another's."""
    query = (
        select(Shift, Till)
        .join(Till, Till.id == Shift.till_id)
        .where(Shift.id == shift_id, Till.mall_id == mall_id)
    )
    row = session.execute(query).one_or_none()
    return None if row is None else (row[0], row[1])


def sale_of(session: Session, mall_id: UUID, order_id: UUID) -> Sale | None:
    """A sale of this mall; None when it is another's."""
    return session.scalar(select(Sale).filter_by(order_id=order_id, mall_id=mall_id))


def bills_in(session: Session, shift_id: UUID) -> int:
    """How many sales a shift rang."""
    return int(session.scalar(select(func.count()).select_from(Sale).filter_by(shift_id=shift_id)) or 0)

"""A mall asks for goods, a maker sends them, the mall counts what came."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from catalog.models import Artisan, Listing, Variant
from catalog.queries.parts import seller
from catalog.rules.artisan import ArtisanStatus
from catalog.rules.listing import ListingStatus
from kit.clock import business_day
from kit.events import record
from kit.ids import new_id, spoken
from kit.steps import advance
from malls.errors import CountedTooMany, NotForThisStall, NothingConsigned, NotOfThisState
from malls.events import (
    ConsignmentAccepted,
    ConsignmentDeclined,
    ConsignmentDispatched,
    ConsignmentRaised,
    GoodsReceived,
)
from malls.models import Consignment, ConsignmentLine, GoodsReceipt, Mall, Stall
from malls.rules import (
    CONSIGNMENT_LINES_MAX,
    CONSIGNMENT_STEPS,
    PIECES_MAX,
    RETURN_AFTER,
    BornBy,
    ConsignmentStatus,
    fits_stall,
    missing,
)
from people.models import District
from stock.actions import Carry, move, open_place
from stock.models import LocationKind, Reason
from tax.queries import tariff
from tax.rules import consignment_offered_today


class Counted(NamedTuple):
    """What came of one line."""

    good: int
    broken: int
    note: str = ""


def raise_consignment(
    session: Session,
    stall: Stall,
    artisan: Artisan,
    pieces: Mapping[int, int],
    *,
    broken_born_by: BornBy,
    note: str,
    by: UUID,
    at: datetime,
) -> Consignment:
    """Ask a maker for `pieces` (by variant) for a stall; prices, fee and return date are frozen now.

    Raises NotOfThisState (an agent's supply between States is not offered yet), NotForThisStall, NothingConsigned,
    and the tax room's refusals (a composition dealer, say).
    """
    mall = session.get_one(Mall, stall.mall_id)
    refuse_misplaced(stall, artisan, session.get_one(District, artisan.district_id), mall)
    wanted = {variant_id: number for variant_id, number in pieces.items() if number}
    prices = _prices(session, artisan, wanted)
    bounded = 0 < len(wanted) <= CONSIGNMENT_LINES_MAX and all(0 < n <= PIECES_MAX for n in wanted.values())
    if not bounded or prices.keys() != wanted.keys() or artisan.status is not ArtisanStatus.VERIFIED:
        raise NothingConsigned
    consignment = Consignment(
        id=new_id(),
        number=spoken("CN"),
        mall_id=mall.id,
        stall_id=stall.id,
        artisan_id=artisan.id,
        status=ConsignmentStatus.RAISED,
        broken_born_by=broken_born_by,
        commission_bp=tariff(session, at).levies.commission_bp,
        return_by=business_day(at + RETURN_AFTER),
        note=note.strip(),
        raised_by=by,
        raised_at=at,
    )
    session.add(consignment)
    session.flush()
    for variant_id, number in wanted.items():
        session.add(
            ConsignmentLine(
                consignment_id=consignment.id,
                variant_id=variant_id,
                quantity=number,
                price_paise=prices[variant_id],
            )
        )
    record(session, ConsignmentRaised(consignment.id, artisan.id), by=by, at=at)
    return consignment


def refuse_misplaced(stall: Stall, artisan: Artisan, home: District, mall: Mall) -> None:
    """Refuse goods that may not stand at a stall: by the mall's State, by law, or by the stall's own district."""
    if home.state_code != mall.state_code:
        raise NotOfThisState(state=home.state_code, mall_state=mall.state_code)
    maker = seller(
        artisan.id,
        gst_kind=artisan.gst_kind,
        state_code=home.state_code,
        pan=artisan.pan,
        gstin=artisan.gstin,
        enrolment_no=artisan.enrolment_no,
    )
    consignment_offered_today(maker, mall_state=mall.state_code)
    fits = fits_stall(
        kind=stall.kind,
        stall_state=stall.state_code,
        stall_district=stall.district_id,
        state=home.state_code,
        district=home.id,
    )
    if not fits:
        raise NotForThisStall


def _prices(session: Session, artisan: Artisan, wanted: Mapping[int, int]) -> dict[int, int]:
    query = (
        select(Variant.id, Variant.price_paise)
        .join(Listing, Listing.id == Variant.listing_id)
        .where(
            Variant.id.in_(list(wanted)),
            Variant.active,
            Listing.artisan_id == artisan.id,
            Listing.status == ListingStatus.PUBLISHED,
        )
    )
    return dict(session.execute(query).all())


def accept_consignment(session: Session, consignment: Consignment, *, by: UUID, at: datetime) -> None:
    """The maker says yes. Twice is the same as once."""
    session.refresh(consignment, with_for_update=True)
    if advance(consignment, ConsignmentStatus.ACCEPTED, CONSIGNMENT_STEPS):
        consignment.answered_at = at
        record(session, ConsignmentAccepted(consignment.id, consignment.artisan_id), by=by, at=at)


def decline_consignment(session: Session, consignment: Consignment, *, by: UUID, at: datetime) -> None:
    """The maker says no."""
    session.refresh(consignment, with_for_update=True)
    if advance(consignment, ConsignmentStatus.DECLINED, CONSIGNMENT_STEPS):
        consignment.answered_at = at
        record(session, ConsignmentDeclined(consignment.id, consignment.artisan_id), by=by, at=at)


def dispatch(
    session: Session, consignment: Consignment, *, carrier: str, docket: str, by: UUID, at: datetime
) -> None:
    """The goods leave the workshop for the road. Raises stock's NotThere when the workshop holds too few."""
    session.refresh(consignment, with_for_update=True)
    if not advance(consignment, ConsignmentStatus.DISPATCHED, CONSIGNMENT_STEPS):
        return
    consignment.carrier, consignment.docket, consignment.dispatched_at = carrier.strip(), docket.strip(), at
    workshop = open_place(session, LocationKind.WORKSHOP, consignment.artisan_id)
    road = open_place(session, LocationKind.TRANSIT)
    carries = [
        Carry(
            f"dispatch:{consignment.id}:{line.id}",
            line.variant_id,
            consignment.artisan_id,
            line.quantity,
            workshop,
            road,
            Reason.DISPATCHED,
        )
        for line in lines_of(session, consignment)
    ]
    move(session, carries, by=by, at=at)
    record(session, ConsignmentDispatched(consignment.id, consignment.artisan_id), by=by, at=at)


def lines_of(session: Session, consignment: Consignment) -> list[ConsignmentLine]:
    """The lines of a consignment in the order they were asked for."""
    query = select(ConsignmentLine).filter_by(consignment_id=consignment.id).order_by(ConsignmentLine.id)
    return list(session.scalars(query))


def receive_goods(
    session: Session, consignment: Consignment, counts: Mapping[int, Counted], *, by: UUID, at: datetime
) -> None:
    """Count what came, line by line: good pieces go to the stall, broken and missing ones are lost. Once.

    Raises CountedTooMany when a line's count exceeds what was sent, and then nothing is booked.
    """
    session.refresh(consignment, with_for_update=True)
    if not advance(consignment, ConsignmentStatus.RECEIVED, CONSIGNMENT_STEPS):
        return
    consignment.received_at = at
    road, loss = open_place(session, LocationKind.TRANSIT), open_place(session, LocationKind.LOSS)
    shelf = open_place(session, LocationKind.STALL, consignment.stall_id)
    carries, sums = [], [0, 0, 0]
    for line in lines_of(session, consignment):
        counted = counts.get(line.id, Counted(0, 0))
        short = missing(sent=line.quantity, good=counted.good, broken=counted.broken)
        if short is None:
            raise CountedTooMany(line=line.id, sent=line.quantity, good=counted.good, broken=counted.broken)
        session.add(
            GoodsReceipt(
                consignment_id=consignment.id,
                line_id=line.id,
                good=counted.good,
                broken=counted.broken,
                missing=short,
                note=counted.note.strip(),
                counted_by=by,
                counted_at=at,
            )
        )
        ends = [
            (counted.good, shelf, Reason.RECEIVED),
            (counted.broken, loss, Reason.BROKEN),
            (short, loss, Reason.LOST),
        ]
        carries += [
            Carry(
                f"receive:{consignment.id}:{line.id}:{reason}",
                line.variant_id,
                consignment.artisan_id,
                pieces,
                road,
                end,
                reason,
            )
            for pieces, end, reason in ends
            if pieces
        ]
        sums = [total + pieces for total, (pieces, _, _) in zip(sums, ends, strict=True)]
    move(session, carries, by=by, at=at)
    record(session, GoodsReceived(consignment.id, consignment.artisan_id, *sums), by=by, at=at)

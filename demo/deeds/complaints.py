"""Buyers complain, offices read and decide, makers answer; one goes to the State officer."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from catalog.models import Artisan
from demo.plots.complaints import Complained
from demo.plots.names import id_of
from orders.actions.complaints import About, Complainant, appeal, make_complaint
from orders.actions.redress import acknowledge, decide, write_note
from orders.models import Complaint, Fulfillment, Order, OrderLine
from orders.rules.complaints import Voice
from people.models import District
from people.queries import holders
from people.rules import Role, ScopeKind

READ_AFTER = timedelta(hours=7)
ASKED_AFTER = timedelta(hours=8)
ANSWERED_AFTER = timedelta(hours=20)
DECIDED_AFTER = timedelta(days=2)
APPEALED_AFTER = timedelta(days=3)


def complain(session: Session, plot: Complained, forms: Mapping[str, int], *, at: datetime) -> None:
    """One complaint with all that has followed it. One that was made already, or of a good not made, is left."""
    key = id_of(f"complaint/{plot.order}")
    order = session.scalar(select(Order).filter_by(cart_id=id_of(f"order/{plot.order}")))
    if (
        plot.slug not in forms
        or order is None
        or session.scalar(select(Complaint.id).filter_by(key=key)) is not None
    ):
        return
    line = session.scalars(select(OrderLine).filter_by(order_id=order.id, slug=plot.slug)).one()
    made, maker = at - timedelta(days=plot.days), _maker(session, line)
    about = About(
        artisan_id=maker.id,
        order_id=order.id,
        fulfillment_id=line.fulfillment_id,
        order_line_id=line.id,
    )
    who = Complainant(person_id=order.person_id, mobile=order.mobile, language=order.language)
    complaint = make_complaint(session, about, plot.kind, plot.words, who=who, key=key, at=made)
    if plot.to_maker:
        _follow(session, complaint, plot, maker, since=made)


def _follow(
    session: Session, complaint: Complaint, plot: Complained, maker: Artisan, *, since: datetime
) -> None:
    """What office, maker and buyer did with it."""
    officer = _officer(session, complaint, at=since)
    told = complaint.id
    acknowledge(session, told, by=officer, at=since + READ_AFTER)
    asked = since + ASKED_AFTER
    write_note(session, told, plot.to_maker, voice=Voice.OFFICE, to=Voice.MAKER, by=officer, at=asked)
    write_note(session, told, plot.answer, voice=Voice.MAKER, by=maker.person_id, at=since + ANSWERED_AFTER)
    if plot.outcome is not None:
        decide(session, told, plot.outcome, plot.decision, by=officer, at=since + DECIDED_AFTER)
    if plot.appealed:
        appeal(session, told, plot.appealed, by=complaint.person_id, at=since + APPEALED_AFTER)


def _maker(session: Session, line: OrderLine) -> Artisan:
    sender = select(Fulfillment.artisan_id).filter_by(id=line.fulfillment_id).scalar_subquery()
    return session.scalars(select(Artisan).where(Artisan.id == sender)).one()


def _officer(session: Session, complaint: Complaint, *, at: datetime) -> UUID:
    """An officer of the district, else one of its State."""
    district = session.get_one(District, complaint.district_id)
    own = holders(session, Role.DISTRICT_OFFICER, ScopeKind.DISTRICT, str(district.id), at)
    state = holders(session, Role.STATE_OFFICER, ScopeKind.STATE, district.state_code, at)
    return next(iter((*own, *state))).id

"""Officers enter support infrastructure of their district, change it and close it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from catalog.errors import FacilityFieldsWrong
from catalog.events import FacilityClosed, FacilityEntered
from catalog.models import Facility
from catalog.rules.facility import FACILITIES_MAX, FacilityKind, facility_faults
from kit.events import record
from people.models import District, State
from people.queries.outlines import lies_in, outlines
from people.queries.places import place_of_pin
from people.rules.places import clean_pin


@dataclass(frozen=True, kw_only=True)
class FacilityFacts:
    """What an officer writes of a place; `point` is latitude and longitude in degrees."""

    kind: FacilityKind
    name: str
    address: str
    capacity: str
    contact: str
    pins: Sequence[str] = ()
    point: tuple[float, float] | None = None


def enter_facility(
    session: Session, district: District, facts: FacilityFacts, *, by: UUID, at: datetime
) -> Facility:
    """Enter a place of a district. Raises FacilityFieldsWrong, with a code for each field in fault.

    Natural key: one open place of a kind and name in a district; a second is refused as `taken`.
    """
    pins = sorted({clean_pin(pin) or pin.strip() for pin in facts.pins if pin.strip()})
    strange = [
        pin for pin in pins if (place := place_of_pin(pin)) is None or place.state_code != district.state_code
    ]
    texts = {
        name: " ".join(getattr(facts, name).split()) for name in ("name", "address", "capacity", "contact")
    }
    faults = facility_faults(
        kind=facts.kind,
        **texts,
        pins=pins,
        strange_pins=strange,
        point_outside=facts.point is not None and not _in(session, district, facts.point),
    )
    there = session.scalar(
        select(func.count()).where(Facility.district_id == district.id, Facility.closed_at.is_(None))
    )
    if (there or 0) >= FACILITIES_MAX:
        faults["name"] = "many"
    if faults:
        raise FacilityFieldsWrong(faults=faults, pins=strange[:5])
    latitude, longitude = facts.point or (None, None)
    facility = Facility(
        district_id=district.id,
        kind=facts.kind,
        **texts,
        pins=pins,
        latitude=latitude,
        longitude=longitude,
        entered_at=at,
        entered_by=by,
    )
    try:
        with session.begin_nested():
            session.add(facility)
    except IntegrityError as taken:
        raise FacilityFieldsWrong(faults={"name": "taken"}, pins=[]) from taken
    record(session, FacilityEntered(facility.id, district.id), by=by, at=at)
    return facility


def _in(session: Session, district: District, point: tuple[float, float]) -> bool:
    """Whether a point lies in a district; where the map does not draw it, nobody can say that it does not."""
    state = session.get_one(State, district.state_code)
    drawn = outlines().of(state.name, district.name, district.lgd_code)
    return drawn is None or lies_in(drawn, *point)


def change_facility(
    session: Session, facility: Facility, district: District, facts: FacilityFacts, *, by: UUID, at: datetime
) -> Facility:
    """Say anew what a place is: the old row is closed and kept, a new one takes its place."""
    with session.begin_nested():
        close_facility(session, facility, by=by, at=at)
        session.flush()
        return enter_facility(session, district, facts, by=by, at=at)


def close_facility(session: Session, facility: Facility, *, by: UUID, at: datetime) -> None:
    """The place is there no more. Closing it again changes nothing."""
    if facility.closed_at is None:
        facility.closed_at, facility.closed_by = at, by
        record(session, FacilityClosed(facility.id, facility.district_id), by=by, at=at)

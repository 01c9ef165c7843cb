"""Reading support infrastructure: of a district's desk, of a place's page, of the whole map."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from catalog.models import Facility
from catalog.queries.history import end_of
from catalog.rules.facility import FacilityKind
from people.models import District, State


class FacilityLine(NamedTuple):
    """An open place, with where it is."""

    id: int
    kind: FacilityKind
    name: str
    address: str
    capacity: str
    contact: str
    pins: list[str]
    latitude: float | None
    longitude: float | None
    entered_at: datetime
    district_name: str
    district_slug: str
    lgd_code: int | None
    district_latitude: float
    district_longitude: float
    state_name: str
    state_slug: str


def facilities(
    session: Session,
    *,
    state: str | None = None,
    districts: Collection[int] | None = None,
    kind: FacilityKind | None = None,
    limit: int | None = None,
    day: date | None = None,
) -> list[FacilityLine]:
    """Return open places by State, district, kind and name; of one State (its code) or some districts, or all.

    `day`: those that were open at the end of that Indian day.
    """
    query = (
        select(
            Facility.id,
            Facility.kind,
            Facility.name,
            Facility.address,
            Facility.capacity,
            Facility.contact,
            Facility.pins,
            Facility.latitude,
            Facility.longitude,
            Facility.entered_at,
            District.name.label("district_name"),
            District.slug.label("district_slug"),
            District.lgd_code,
            District.latitude.label("district_latitude"),
            District.longitude.label("district_longitude"),
            State.name.label("state_name"),
            State.slug.label("state_slug"),
        )
        .join(District, District.id == Facility.district_id)
        .join(State, State.code == District.state_code)
        .where(open_on(day))
        .order_by(State.name, District.name, Facility.kind, Facility.name)
        .limit(limit)
    )
    if state is not None:
        query = query.where(District.state_code == state)
    if districts is not None:
        query = query.where(Facility.district_id.in_(districts))
    if kind is not None:
        query = query.where(Facility.kind == kind)
    return [FacilityLine._make(row) for row in session.execute(query)]


def open_on(day: date | None) -> ColumnElement[bool]:
    """Whether the place at hand is open: now, or at the end of an Indian day."""
    if day is None:
        return Facility.closed_at.is_(None)
    over = end_of(day)
    return (Facility.entered_at < over) & (Facility.closed_at.is_(None) | (Facility.closed_at >= over))


def facility_in(session: Session, districts: Collection[int], facility_id: int) -> Facility | None:
    """Return an open place of these districts, locked for who will change it; None for any other."""
    return session.scalars(
        select(Facility)
        .where(Facility.id == facility_id, Facility.district_id.in_(districts), Facility.closed_at.is_(None))
        .with_for_update()
    ).one_or_none()

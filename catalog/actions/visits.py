"""Field visits: an officer went to the maker's place, and writes down what was seen there."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from catalog.actions.asks import add_evidence
from catalog.errors import ClaimDecided, VisitFieldsWrong
from catalog.events import VisitNoted
from catalog.models import ClaimVisit, Verification
from catalog.rules.desk import visit_faults
from catalog.rules.verification import OPEN
from kit.clock import business_day
from kit.events import record


def note_visit(
    session: Session,
    claim: Verification,
    *,
    visited_on: date | None,
    place: str,
    notes: str,
    pictures: Sequence[bytes] = (),
    by: UUID,
    at: datetime,
) -> ClaimVisit:
    """Write a visit down beside an open claim, with its pictures; all of it or nothing.

    Natural key: claim, officer, day and place; the same visit sent twice is found and nothing is added.
    Raises VisitFieldsWrong, ClaimDecided, PictureRefused, TooManyPhotos.
    """
    where, seen = " ".join(place.split()), notes.strip()
    if faults := visit_faults(visited_on=visited_on, place=where, notes=seen, on=business_day(at)):
        raise VisitFieldsWrong(faults=faults)
    known = select(ClaimVisit).where(
        ClaimVisit.verification_id == claim.id,
        ClaimVisit.visited_by == by,
        ClaimVisit.visited_on == visited_on,
        ClaimVisit.place == where,
    )
    if (found := session.scalars(known).one_or_none()) is not None:
        return found
    if claim.status not in OPEN:
        raise ClaimDecided()
    visit = ClaimVisit(
        verification_id=claim.id, visited_on=visited_on, visited_by=by, place=where, notes=seen, noted_at=at
    )
    session.add(visit)
    session.flush()
    for content in pictures:
        add_evidence(session, claim, content, visit=visit, by=by, at=at)
    record(session, VisitNoted(claim.id, visit.id), by=by, at=at)
    return visit

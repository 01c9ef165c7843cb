"""The trail of one claim: every act on it, by whom and for whom; and the visits that were made for it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import String, and_, cast, or_, select
from sqlalchemy.orm import Session

from catalog.events import (
    AppealDecided,
    ArtisanRegistered,
    ArtisanSubmitted,
    ChangeProposed,
    ClaimAnswered,
    ClaimAppealed,
    ClaimAsked,
    ClaimRejected,
    EvidenceAdded,
    MarkClaimed,
    MarkSeen,
    OriginVerified,
    PortraitSent,
    ReturnedForChanges,
    ReviewBegun,
    VerificationRequested,
    VisitNoted,
    VoiceSent,
)
from catalog.models import ClaimVisit, Verification
from kit.events import Event
from people.events import ActedFor
from people.models import Person

ACTS_MAX = 200
SHOWN = 50
OF_CLAIM = (
    *(ReviewBegun, ClaimAsked, ClaimAnswered, EvidenceAdded, VisitNoted, OriginVerified, ReturnedForChanges),
    *(ClaimRejected, ClaimAppealed, AppealDecided),
)  # their subject is the claim
OF_SUBJECT = (
    ArtisanSubmitted,
    ChangeProposed,
    VerificationRequested,
    MarkClaimed,
    MarkSeen,
    PortraitSent,
    VoiceSent,
)  # they name the claim besides
DECISIONS = frozenset(fact.name for fact in (OriginVerified, ReturnedForChanges, ClaimRejected, MarkSeen))


class Act(NamedTuple):
    """One act on a claim: what, when, by whom and, where somebody acted for another, for whom."""

    name: str
    at: datetime
    by: str
    acting_for: str
    decides: bool
    is_maker: bool


class Visit(NamedTuple):
    """One visit with its officer's name."""

    visit: ClaimVisit
    officer: str


def claim_trail(session: Session, claim: Verification, maker_id: UUID) -> list[Act]:
    """Every act on a claim, the oldest first: also when its maker was registered. Two statements."""
    told = and_(Event.subject == str(claim.id), Event.name.in_([fact.name for fact in OF_CLAIM]))
    subject = and_(
        Event.subject == str(claim.subject_id),
        Event.name.in_([fact.name for fact in OF_SUBJECT]),
        cast(Event.facts["verification_id"].astext, String) == str(claim.id),
    )
    joined = and_(Event.subject == str(claim.artisan_id), Event.name == ArtisanRegistered.name)
    query = select(Event).where(or_(told, subject, joined)).order_by(Event.id).limit(ACTS_MAX)
    events = session.scalars(query).all()
    named = names_of(session, [each for event in events for each in (event.by, event.acting_for)])
    return [
        Act(
            event.name,
            event.at,
            named.get(event.by, ""),
            named.get(event.acting_for, ""),
            event.name in DECISIONS,
            event.by == maker_id,
        )
        for event in events
    ]


def visits_of(session: Session, verification_id: int) -> list[Visit]:
    """The visits made for a claim, the oldest first."""
    query = (
        select(ClaimVisit, Person.name)
        .join(Person, Person.id == ClaimVisit.visited_by)
        .where(ClaimVisit.verification_id == verification_id)
        .order_by(ClaimVisit.visited_on, ClaimVisit.id)
    )
    return [Visit(*row) for row in session.execute(query)]


def names_of(session: Session, ids: Iterable[UUID | None]) -> dict[UUID | None, str]:
    """What people are called, by id."""
    wanted = {each for each in ids if each is not None}
    if not wanted:
        return {}
    rows = session.execute(select(Person.id, Person.name).where(Person.id.in_(wanted)))
    return {row.id: row.name for row in rows}


def acts_for(session: Session, person_id: UUID, limit: int = SHOWN) -> list[tuple[Event, str]]:
    """What others did for somebody, the latest first, each with who did it."""
    told = and_(Event.subject == str(person_id), Event.name == ActedFor.name)
    query = select(Event).where(told).order_by(Event.id.desc()).limit(limit)
    events = session.scalars(query).all()
    named = names_of(session, [event.by for event in events])
    return [(event, named.get(event.by, "")) for event in events]

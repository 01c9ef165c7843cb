"""Somebody leaves: what we know of the person goes; that there was one stays, for the books."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from kit.events import record
from people.actions.sign_ins import end_sign_ins
from people.errors import HasDuties
from people.events import PersonForgotten
from people.models import Address, Assistance, Consent, Credential, Grant, Notice, Person, SignIn, SignInCode


def forget_person(session: Session, person: Person, *, by: UUID, at: datetime) -> None:
    """Make a person nobody (DPDP Act 2023 s.12): name, number, e-mail, addresses and letters go; the row stays.

    Facts hold ids only, so the trail needs no edit; papers of law belong to the rooms above and stay there.
    Twice is the same as once. Raises HasDuties for staff and for whoever acts for a workshop.
    """
    held = select(Grant.id).where(Grant.person_id == person.id, Grant.revoked_at.is_(None))
    if session.scalars(held.limit(1)).first() or session.get(Credential, person.id):
        raise HasDuties
    if person.mobile:
        session.execute(delete(SignInCode).where(SignInCode.mobile == person.mobile))
    session.execute(delete(Address).where(Address.person_id == person.id))
    session.execute(update(Notice).where(Notice.person_id == person.id).values(to="", subject="", body=""))
    agreed = (Consent.person_id == person.id, Consent.withdrawn_at.is_(None))
    session.execute(update(Consent).where(*agreed).values(withdrawn_at=at))
    session.execute(update(Assistance).where(Assistance.person_id == person.id).values(asked_of=""))
    end_sign_ins(session, person.id, at)
    session.execute(update(SignIn).where(SignIn.person_id == person.id).values(browser=""))
    if not person.disabled:
        record(session, PersonForgotten(person.id), by=by, at=at)
    person.name, person.mobile, person.email = "", None, None
    person.disabled_at = person.disabled_at or at
    session.flush()

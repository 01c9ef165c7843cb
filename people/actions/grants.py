"""Roles given and taken back; accounts closed and opened; consents."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from kit.events import record
from people.actions.sign_ins import end_sign_ins
from people.errors import NeedsInvitation, WrongScope
from people.events import (
    ConsentGiven,
    ConsentWithdrawn,
    PersonDisabled,
    PersonEnabled,
    RoleGranted,
    RoleRevoked,
)
from people.models import Consent, Credential, District, Grant, Person, State
from people.rules import SCOPES, STAFF, ConsentPurpose, Role, ScopeKind, Where


def grant_role(
    session: Session,
    person: Person,
    role: Role,
    scope_kind: ScopeKind,
    scope_id: str = "",
    *,
    by: UUID | None,
    at: datetime,
    until: datetime | None = None,
) -> Grant:
    """Make a person something somewhere; held already, the same grant (and its new end) is returned.

    Whether `by` may do so is asked before, of `rules.may_invite`. Raises WrongScope, NeedsInvitation.
    """
    whereabouts(session, role, scope_kind, scope_id)
    if role in STAFF and session.get(Credential, person.id) is None:
        raise NeedsInvitation(role=role)
    held = select(Grant).where(
        Grant.person_id == person.id,
        Grant.role == role,
        Grant.scope_kind == scope_kind,
        Grant.scope_id == scope_id,
        Grant.revoked_at.is_(None),
    )
    grant = session.scalars(held).one_or_none()
    if grant is not None:
        grant.until = until
        return grant
    grant = Grant(
        person_id=person.id,
        role=role,
        scope_kind=scope_kind,
        scope_id=scope_id,
        granted_by=by,
        granted_at=at,
        until=until,
    )
    session.add(grant)
    session.flush()
    record(session, RoleGranted(person.id, grant.id, role, scope_kind, scope_id), by=by, at=at)
    return grant


def revoke_role(session: Session, grant: Grant, *, by: UUID | None, at: datetime) -> None:
    """Take a role back; it ends at once, for the grant is read in every request."""
    if grant.revoked_at is None:
        grant.revoked_at = at
        record(session, RoleRevoked(grant.person_id, grant.id), by=by, at=at)


def disable_person(session: Session, person: Person, *, by: UUID | None, at: datetime) -> None:
    """Close an account: every sign-in ends now and no door opens to it."""
    if not person.disabled:
        person.disabled_at = at
        end_sign_ins(session, person.id, at)
        record(session, PersonDisabled(person.id), by=by, at=at)


def enable_person(session: Session, person: Person, *, by: UUID | None, at: datetime) -> None:
    """Open a closed account again."""
    if person.disabled:
        person.disabled_at = None
        record(session, PersonEnabled(person.id), by=by, at=at)


def give_consent(
    session: Session,
    person: Person,
    purpose: ConsentPurpose,
    *,
    text_version: str,
    language: str,
    at: datetime,
) -> Consent:
    """Note that a person agreed to one purpose in words of this version; agreed already, nothing is added."""
    held = _live_consent(session, person, purpose)
    if held is not None and held.text_version == text_version:
        return held
    if held is not None:
        held.withdrawn_at = at
        session.flush()
    consent = Consent(
        person_id=person.id, purpose=purpose, text_version=text_version, language=language, at=at
    )
    session.add(consent)
    session.flush()
    record(session, ConsentGiven(person.id, consent.id, purpose), by=person.id, at=at)
    return consent


def withdraw_consent(session: Session, person: Person, purpose: ConsentPurpose, *, at: datetime) -> None:
    """Take a consent back, as easily as it was given."""
    held = _live_consent(session, person, purpose)
    if held is not None:
        held.withdrawn_at = at
        record(session, ConsentWithdrawn(person.id, held.id, purpose), by=person.id, at=at)


def whereabouts(session: Session, role: Role, scope_kind: ScopeKind, scope_id: str) -> Where:
    """Where a grant of `role` would lie. Raises WrongScope when the role does not go with such a place.

    Districts and States are looked up here; artisans and malls belong to higher rooms, which name their own.
    """
    refusal = WrongScope(role=role, kind=scope_kind)
    if SCOPES[role] != scope_kind or role == Role.BUYER:
        raise refusal
    match scope_kind:
        case ScopeKind.NATION:
            if scope_id:
                raise refusal
            return Where()
        case ScopeKind.STATE:
            if session.get(State, scope_id) is None:
                raise refusal
            return Where(state=scope_id)
        case ScopeKind.DISTRICT:
            district = session.get(District, int(scope_id)) if scope_id.isdecimal() else None
            if district is None:
                raise refusal
            return Where(district=scope_id, state=district.state_code)
        case ScopeKind.MALL | ScopeKind.ARTISAN:
            try:
                known = str(UUID(scope_id))
            except ValueError as problem:
                raise refusal from problem
            if known != scope_id:
                raise refusal
            return Where(mall=known) if scope_kind == ScopeKind.MALL else Where(artisan=known)


def _live_consent(session: Session, person: Person, purpose: ConsentPurpose) -> Consent | None:
    live = (Consent.person_id == person.id, Consent.purpose == purpose, Consent.withdrawn_at.is_(None))
    return session.scalars(select(Consent).where(*live)).one_or_none()

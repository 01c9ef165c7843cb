"""Joining the staff: invited by somebody who may, accepted with a password and a time-based code."""

from __future__ import annotations

import base64
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from kit import keys
from kit.events import record
from kit.ids import token as new_token
from people.actions.codes import join
from people.actions.grants import grant_role, whereabouts
from people.actions.notices import write_notice
from people.actions.sign_ins import end_sign_ins
from people.actions.staff import matching_counter, set_credential
from people.errors import MayNotInvite, PersonDisabled, WeakPassword, WrongEmail, WrongInvitation, WrongTotp
from people.events import InvitationAccepted, InvitationWritten
from people.models import Invitation, Person
from people.queries import digest_of, grants_of, open_invitation, person_by_email
from people.rules import (
    INVITATION_LIFE,
    LANGUAGES,
    STAFF,
    Role,
    ScopeKind,
    may_invite,
    normal_email,
    password_faults,
)

_TOTP_BYTES = 20  # 160 bits, as RFC 4226 recommends; 32 letters of base32


def invite(
    session: Session,
    email: str,
    role: Role,
    scope_kind: ScopeKind,
    scope_id: str = "",
    *,
    by: UUID | None,
    at: datetime,
    language: str = LANGUAGES[0],
) -> str:
    """Ask somebody to join the staff: writes the letter and returns the token of its link.

    `by` None is the operator at the machine itself, who makes the first admin. An address that has an account
    gets the role added to it, and chooses a new password. Raises WrongEmail, WrongScope, MayNotInvite.
    """
    address = normal_email(email)
    if address is None:
        raise WrongEmail
    where = whereabouts(session, role, scope_kind, scope_id)
    if role not in STAFF or (by is not None and not may_invite(grants_of(session, by, at), role, where)):
        raise MayNotInvite(role=role)
    token = new_token()
    invitation = Invitation(
        token_digest=digest_of(token),
        email=address,
        role=role,
        scope_kind=scope_kind,
        scope_id=scope_id,
        invited_by=by,
        invited_at=at,
        expires_at=at + INVITATION_LIFE,
    )
    session.add(invitation)
    session.flush()
    words = {"path": f"/invitations/{token}", "days": INVITATION_LIFE.days}
    write_notice(session, "invitation", email=address, language=language, context=words, at=at)
    record(session, InvitationWritten(invitation.id, role, scope_kind, scope_id), by=by, at=at)
    return token


def totp_secret_for(token: str) -> str:
    """The time-based secret offered with an invitation: the same each time its page is looked at."""
    return base64.b32encode(keys.key_bytes("totp of invitation", token, size=_TOTP_BYTES)).decode()


def accept_invitation(
    session: Session,
    token: str,
    *,
    name: str,
    password: str,
    totp_code: str,
    totp_secret: str | None = None,
    language: str = LANGUAGES[0],
    at: datetime,
) -> Person:
    """Join the staff: the person, with the invited role, a password and a time-based secret.

    The secret is the one the page showed (`totp_secret_for`), unless the caller brings one. All
    earlier sign-ins of the person end. Raises WrongInvitation, WeakPassword(faults), WrongTotp,
    PersonDisabled.
    """
    invitation = open_invitation(session, token, at, lock=True)
    if invitation is None:
        raise WrongInvitation
    if faults := password_faults(password, email=invitation.email, name=name):
        raise WeakPassword(faults=faults)
    secret = totp_secret or totp_secret_for(token)
    counter = matching_counter(secret, totp_code, at, after=None)
    if counter is None:
        raise WrongTotp
    person = person_by_email(session, invitation.email)
    if person is None:
        person = join(session, email=invitation.email, name=name.strip(), language=language, at=at)
    elif person.disabled:
        raise PersonDisabled
    person.name = name.strip()
    set_credential(session, person, password=password, totp_secret=secret, counter=counter, at=at)
    end_sign_ins(session, person.id, at)
    invitation.accepted_at, invitation.accepted_by = at, person.id
    record(session, InvitationAccepted(invitation.id, person.id), by=person.id, at=at)
    grant_role(
        session,
        person,
        invitation.role,
        invitation.scope_kind,
        invitation.scope_id,
        by=invitation.invited_by,
        at=at,
    )
    return person

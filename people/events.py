"""What can be said of people, in the past tense; ids and numbers only."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from kit.events import Fact


@dataclass(frozen=True)
class PersonJoined(Fact):
    """Somebody signed in or was invited for the first time."""

    person_id: UUID


@dataclass(frozen=True)
class PersonDisabled(Fact):
    """An account was closed and all its sign-ins ended."""

    person_id: UUID


@dataclass(frozen=True)
class PersonEnabled(Fact):
    """A closed account was opened again."""

    person_id: UUID


@dataclass(frozen=True)
class SignInBegun(Fact):
    """Somebody came through a door."""

    person_id: UUID
    sign_in_id: int
    staff: bool


@dataclass(frozen=True)
class SignInRefused(Fact):
    """A wrong password or code at the staff door of an account that exists."""

    person_id: UUID


@dataclass(frozen=True)
class RoleGranted(Fact):
    """Somebody became something somewhere."""

    person_id: UUID
    grant_id: int
    role: str
    scope_kind: str
    scope_id: str


@dataclass(frozen=True)
class RoleRevoked(Fact):
    """A grant was taken back."""

    person_id: UUID
    grant_id: int


@dataclass(frozen=True)
class InvitationWritten(Fact):
    """Somebody was asked to join the staff."""

    invitation_id: int
    role: str
    scope_kind: str
    scope_id: str


@dataclass(frozen=True)
class InvitationAccepted(Fact):
    """The invited set a password and a time-based code."""

    invitation_id: int
    person_id: UUID


@dataclass(frozen=True)
class PersonForgotten(Fact):
    """An account was closed for good, and what was known of the person forgotten."""

    person_id: UUID


@dataclass(frozen=True)
class NoticeWritten(Fact):
    """A letter waits to be sent."""

    notice_id: UUID


@dataclass(frozen=True)
class HelpAsked(Fact):
    """A helper asked for leave to act for somebody; a newcomer has no id yet."""

    assistance_id: int
    person_id: UUID | None
    district_id: int


@dataclass(frozen=True)
class HelpBegun(Fact):
    """Somebody agreed by a code, and a helper may act for them."""

    assistance_id: int
    person_id: UUID
    district_id: int


@dataclass(frozen=True)
class ActedFor(Fact):
    """A helper did one thing for somebody: `deed` is the page it was done on."""

    person_id: UUID
    assistance_id: int
    deed: str


@dataclass(frozen=True)
class HelpEnded(Fact):
    """Nobody acts any more on a leave: the helper ended it, or the one who gave it."""

    assistance_id: int
    person_id: UUID
    district_id: int


@dataclass(frozen=True)
class ConsentGiven(Fact):
    """Somebody agreed to one purpose, in words of a known version."""

    person_id: UUID
    consent_id: int
    purpose: str


@dataclass(frozen=True)
class ConsentWithdrawn(Fact):
    """Somebody took a consent back."""

    person_id: UUID
    consent_id: int
    purpose: str


@dataclass(frozen=True)
class ApiKeyMade(Fact):
    """Somebody made a key for a program."""

    person_id: UUID
    api_key_id: int


@dataclass(frozen=True)
class ApiKeyRevoked(Fact):
    """A program's key was taken back."""

    person_id: UUID
    api_key_id: int

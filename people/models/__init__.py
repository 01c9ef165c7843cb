"""The tables of people, by noun."""

from __future__ import annotations

from people.models.access import ApiKey, Credential, Grant, Invitation, SignIn, SignInCode, SignInFailure
from people.models.assistance import Assistance
from people.models.notice import Notice
from people.models.person import Address, Consent, Person
from people.models.places import District, State

__all__ = [
    "Address",
    "ApiKey",
    "Assistance",
    "Consent",
    "Credential",
    "District",
    "Grant",
    "Invitation",
    "Notice",
    "Person",
    "SignIn",
    "SignInCode",
    "SignInFailure",
    "State",
]

"""The reads of `people`, by noun."""

from __future__ import annotations

from people.queries.access import (
    api_key_of,
    api_key_of_token,
    api_keys_of,
    digest_of,
    grants_of,
    open_invitation,
    person_of_token,
    sign_in_of_token,
    sign_ins_of,
)
from people.queries.helping import (
    ever_helped,
    help_given_to,
    help_of,
    helps_by,
    live_help_by,
    waiting_help,
)
from people.queries.people import (
    addresses_of,
    admins,
    find_people,
    grant_of,
    holders,
    live_grants,
    open_invitations,
    person_by_email,
    person_by_mobile,
    place_names,
)

__all__ = [
    "addresses_of",
    "admins",
    "api_key_of",
    "api_key_of_token",
    "api_keys_of",
    "digest_of",
    "ever_helped",
    "find_people",
    "grant_of",
    "grants_of",
    "help_given_to",
    "help_of",
    "helps_by",
    "holders",
    "live_grants",
    "live_help_by",
    "open_invitation",
    "open_invitations",
    "person_by_email",
    "person_by_mobile",
    "person_of_token",
    "place_names",
    "sign_in_of_token",
    "sign_ins_of",
    "waiting_help",
]

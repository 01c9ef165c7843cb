"""The deeds of `people`, by noun."""

from __future__ import annotations

from people.actions.api_keys import make_api_key, note_api_key_used, revoke_api_key
from people.actions.codes import check_code, join, request_code, sign_in_with_code
from people.actions.grants import (
    disable_person,
    enable_person,
    give_consent,
    grant_role,
    revoke_role,
    whereabouts,
    withdraw_consent,
)
from people.actions.helping import ask_for_help, begin_help, end_help
from people.actions.invitations import accept_invitation, invite, totp_secret_for
from people.actions.notices import write_notice
from people.actions.sign_ins import begin_sign_in, end_sign_in, end_sign_ins, note_seen, sweep_door
from people.actions.staff import sign_in_with_password

__all__ = [
    "accept_invitation",
    "ask_for_help",
    "begin_help",
    "begin_sign_in",
    "check_code",
    "disable_person",
    "enable_person",
    "end_help",
    "end_sign_in",
    "end_sign_ins",
    "give_consent",
    "grant_role",
    "invite",
    "join",
    "make_api_key",
    "note_api_key_used",
    "note_seen",
    "request_code",
    "revoke_api_key",
    "revoke_role",
    "sign_in_with_code",
    "sign_in_with_password",
    "sweep_door",
    "totp_secret_for",
    "whereabouts",
    "withdraw_consent",
    "write_notice",
]

"""The small vocabularies of people: languages, channels, kinds."""

from __future__ import annotations

from enum import StrEnum

LANGUAGES = ("en", "hi")  # those a letter can be written in today

SECRET_KINDS = frozenset(
    {"help_code", "invitation", "sign_in_code"}
)  # their words open a door, so they are blanked once sent


class Channel(StrEnum):
    """How a notice travels."""

    MAIL = "mail"
    SMS = "sms"


class AddressKind(StrEnum):
    """What stands at an address."""

    HOME = "home"
    OTHER = "other"
    SHOP = "shop"
    WORK = "work"


class ConsentPurpose(StrEnum):
    """What a person agrees to, one purpose at a time (DPDP Act 2023, section 6)."""

    ACCOUNT = "account"
    NEWS = "news"
    WORKSHOP_STORY = "workshop_story"

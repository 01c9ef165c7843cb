"""Complaints: what one can complain of, how a complaint goes on, and its two clocks.

Consumer Protection (E-Commerce) Rules 2020, r.4(4)-(5) and 5(3): a ticket number at once, acknowledged within 48
hours, redressed within one month of its receipt. We warn ourselves at 36 hours and at 25 days: the officer of the
State has it then too.
"""

from __future__ import annotations

import calendar
from collections.abc import Iterable
from datetime import datetime, timedelta
from enum import StrEnum

from kit.clock import IST
from kit.steps import Steps

WORDS_MIN, WORDS_MAX = 10, 2_000
NOTE_MAX = 1_000
NOTES_MAX = 60  # on one complaint
PHOTOS_MAX = 3
OPEN_MAX = 10  # of one person, number or address
APPEAL_WITHIN = timedelta(days=30)
ACKNOWLEDGE_WITHIN = timedelta(hours=48)
ACKNOWLEDGE_WARNED = timedelta(hours=36)
REDRESS_WARNED = timedelta(days=25)
MONTHS = 12


class ComplaintKind(StrEnum):
    """What a complaint is about."""

    NOT_ARRIVED = "not_arrived"
    BROKEN = "broken"
    NOT_AS_DESCRIBED = "not_as_described"
    FALSE_MARK = "false_mark"
    BEHAVIOUR = "behaviour"
    OTHER = "other"


KINDS_OF_PARCEL = tuple(ComplaintKind)
KINDS_OF_LISTING = (
    ComplaintKind.NOT_AS_DESCRIBED,
    ComplaintKind.FALSE_MARK,
    ComplaintKind.OTHER,
)
KINDS_OF_MAKER = (ComplaintKind.BEHAVIOUR, ComplaintKind.FALSE_MARK, ComplaintKind.OTHER)


class ComplaintStatus(StrEnum):
    """How far a complaint has come."""

    RECEIVED = "received"
    ACKNOWLEDGED = "acknowledged"
    RESOLVED = "resolved"
    REOPENED = "reopened"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"


COMPLAINT_STEPS: Steps[ComplaintStatus] = {
    ComplaintStatus.RECEIVED: frozenset({ComplaintStatus.ACKNOWLEDGED, ComplaintStatus.WITHDRAWN}),
    ComplaintStatus.ACKNOWLEDGED: frozenset({ComplaintStatus.RESOLVED, ComplaintStatus.WITHDRAWN}),
    ComplaintStatus.RESOLVED: frozenset({ComplaintStatus.REOPENED}),  # once, before the State officer
    ComplaintStatus.REOPENED: frozenset({ComplaintStatus.CLOSED, ComplaintStatus.WITHDRAWN}),
    ComplaintStatus.CLOSED: frozenset(),
    ComplaintStatus.WITHDRAWN: frozenset(),
}
OPEN = frozenset({ComplaintStatus.RECEIVED, ComplaintStatus.ACKNOWLEDGED, ComplaintStatus.REOPENED})


class Desk(StrEnum):
    """Who answers for a complaint."""

    DISTRICT = "district"
    STATE = "state"


class Voice(StrEnum):
    """Who writes, and to whom."""

    BUYER = "buyer"
    MAKER = "maker"
    OFFICE = "office"


class TimerKind(StrEnum):
    """What the law wants in time."""

    ACKNOWLEDGE = "acknowledge"
    REDRESS = "redress"


class Outcome(StrEnum):
    """What came of a complaint."""

    MONEY_BACK = "money_back"
    SENT_AGAIN = "sent_again"
    PUT_RIGHT = "put_right"
    EXPLAINED = "explained"
    NOT_UPHELD = "not_upheld"


UPHELD = (Outcome.MONEY_BACK, Outcome.SENT_AGAIN, Outcome.PUT_RIGHT)  # something was wrong


def outcomes(*, paid: bool) -> list[Outcome]:
    """What an officer can decide: nothing is given back or sent again where nothing was bought."""
    bought = {Outcome.MONEY_BACK, Outcome.SENT_AGAIN}
    return [outcome for outcome in Outcome if paid or outcome not in bought]


def due_at(kind: TimerKind, since: datetime) -> datetime:
    """By when the law wants it."""
    return since + ACKNOWLEDGE_WITHIN if kind is TimerKind.ACKNOWLEDGE else a_month_after(since)


def warn_at(kind: TimerKind, since: datetime) -> datetime:
    """When the State officer is told that it is not done yet."""
    return since + (ACKNOWLEDGE_WARNED if kind is TimerKind.ACKNOWLEDGE else REDRESS_WARNED)


def a_month_after(since: datetime) -> datetime:
    """The same day and hour of the next month in India; its last day where it has no such day."""
    there = since.astimezone(IST)
    year, month = there.year + there.month // MONTHS, there.month % MONTHS + 1
    day = min(there.day, calendar.monthrange(year, month)[1])
    return there.replace(year=year, month=month, day=day).astimezone(since.tzinfo)


def may_appeal(status: ComplaintStatus, decided_at: datetime | None, *, at: datetime) -> bool:
    """Whether a decision can still be taken to the State officer: once, within 30 days."""
    return status is ComplaintStatus.RESOLVED and decided_at is not None and at <= decided_at + APPEAL_WITHIN


def may_read(reader: Voice, *, voice: Voice, to: Voice, private: bool) -> bool:
    """Whether buyer, maker or office may read a note: the office reads all.

    The office's notes are for whom they were written. What buyer and maker write is for each other too, unless it
    holds a number, an address or a link (`private`).
    """
    if reader is Voice.OFFICE or reader is voice:
        return True
    if voice is Voice.OFFICE:
        return to is reader
    return not private


def tells_secret(words: str, secrets: Iterable[str | None]) -> bool:
    """Whether these words hold one of these numbers (by its last ten digits) or addresses, however spaced."""
    plain = words.casefold()
    digits = "".join(str(int(letter)) for letter in plain if letter.isdecimal())
    for secret in filter(None, secrets):
        if "@" in secret and secret.casefold() in plain:
            return True
        number = "".join(letter for letter in secret if letter.isdecimal())[-10:]
        if "@" not in secret and number and number in digits:
            return True
    return False

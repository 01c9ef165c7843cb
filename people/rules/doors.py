"""How the doors are kept: codes by SMS, passwords, time-based codes, and how long a sign-in lasts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from enum import StrEnum

import phonenumbers
from email_validator import EmailNotValidError, validate_email

CODE_DIGITS = 6
CODE_LIFE = timedelta(minutes=5)
CODE_TRIES = 5  # five guesses at a million: the chance of guessing one code is 5 in 10^6
CODE_SENDS = 3
CODE_SENDS_WINDOW = timedelta(minutes=15)
RESEND_AFTER = timedelta(seconds=30)

SIGN_IN_LIFE = timedelta(days=30)
STAFF_SIGN_IN_LIFE = timedelta(hours=12)
STAFF_IDLE = timedelta(minutes=15)
SEEN_STEP = timedelta(seconds=60)  # "last seen" is written at most this often

INVITATION_LIFE = timedelta(days=7)
KEPT_AT_DOOR = timedelta(days=1)  # codes and wrong tries, far longer than any limit looks back

# Wrong passwords for one account: from a browser that has signed in there before, and from all strangers
# together. So strangers can slow down strangers, but nobody locks the owner out of the owner's own browser.
FAILURES = 10
FAILURES_WINDOW = timedelta(minutes=15)

PASSWORD_LENGTH_MIN = 12
PASSWORD_LENGTH_MAX = 128
TOTP_STEP_S = 30

_EVERYDAY = (
    "password",
    "qwerty",
    "zilahaat",
    "zila haat",
    "123456",
    "welcome",
    "admin",
    "iloveyou",
    "letmein",
)
_VARIETY_MIN = 5


class CodePurpose(StrEnum):
    """What a code by SMS is for; a code for one purpose opens nothing else."""

    FIND_ORDER = "find_order"
    HELP = "help"
    SIGN_IN = "sign_in"


def normal_mobile(text: str) -> str | None:
    """An Indian mobile number as E.164 (`+919876543210`), however typed; None when it cannot be one."""
    try:
        number = phonenumbers.parse(text, "IN")
    except phonenumbers.NumberParseException:
        return None
    kinds = (phonenumbers.PhoneNumberType.MOBILE, phonenumbers.PhoneNumberType.FIXED_LINE_OR_MOBILE)
    if number.country_code != 91 or number.extension or phonenumbers.number_type(number) not in kinds:
        return None
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def normal_email(text: str) -> str | None:
    """An e-mail address in its one lower-case form; None when it cannot be one. Asks no name server."""
    try:
        checked = validate_email(text.strip(), check_deliverability=False)
    except EmailNotValidError:
        return None
    return checked.normalized.lower()


def code_wait_s(sent: Sequence[datetime], *, at: datetime) -> int:
    """Seconds until another code may go to a number that got codes at the moments `sent`; 0 is now."""
    lately = sorted(moment for moment in sent if moment > at - CODE_SENDS_WINDOW)
    waits = [timedelta(0)]
    if lately:
        waits.append(lately[-1] + RESEND_AFTER - at)
    if len(lately) >= CODE_SENDS:
        waits.append(lately[-CODE_SENDS] + CODE_SENDS_WINDOW - at)
    return -(-max(waits) // timedelta(seconds=1))


def password_faults(password: str, *, email: str, name: str) -> list[str]:
    """Name what makes a password too weak: `short`, `long`, `everyday`, `plain` or `own_name`."""
    plain = password.casefold()
    own = [part for part in (email.partition("@")[0], *name.split()) if len(part) >= 4]
    checks = {
        "short": len(password) < PASSWORD_LENGTH_MIN,
        "long": len(password) > PASSWORD_LENGTH_MAX,
        "everyday": any(word in plain for word in _EVERYDAY),
        "plain": len(set(plain)) < _VARIETY_MIN,
        "own_name": any(part.casefold() in plain for part in own),
    }
    return [fault for fault, found in checks.items() if found]


def totp_counters(at: datetime, *, after: int | None) -> list[int]:
    """The 30-second steps whose code is good now: this one and its neighbours, none used before."""
    step = int(at.timestamp()) // TOTP_STEP_S
    return [counter for counter in (step - 1, step, step + 1) if after is None or counter > after]

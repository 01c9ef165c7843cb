"""Numbers that the State gives to people of the trade: PAN, GSTIN and enrolment numbers.

A fault is told by one word, or None when the number may be right; whether it was really issued only the
portal knows.
"""

from __future__ import annotations

import re
from typing import Literal

from stdnum import luhn
from stdnum.exceptions import InvalidChecksum, InvalidComponent, InvalidFormat, InvalidLength, ValidationError
from stdnum.in_ import gstin as stdnum_gstin
from stdnum.in_ import pan as stdnum_pan

from tax.rules.place import STATE_CODES

PanFault = Literal["length", "format", "holder"]
GstinFault = Literal["length", "format", "state", "pan", "check"]
EnrolmentFault = Literal["length", "format", "state", "pan", "gstin"]

ENROLMENT_LENGTH = 15  # the portal's unique enrolment number
GSTIN_PATTERN = re.compile(r"[0-9]{2}[A-Z]{5}[0-9]{4}[A-Z][1-9A-Z]Z[0-9A-Z]")
LETTERS_AND_DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def plain_number(text: str) -> str:
    """The number as it is stored: without blanks and hyphens, in capitals."""
    return stdnum_gstin.compact(text)


def pan_fault(pan: str) -> PanFault | None:
    """What is wrong with a PAN: its length, its pattern, or its holder letter (or serial 0000)."""
    try:
        stdnum_pan.validate(pan)
    except InvalidLength:
        return "length"
    except InvalidFormat:
        return "format"
    except InvalidComponent:
        return "holder"
    return None


def gstin_fault(gstin: str, *, state: str | None = None, pan: str | None = None) -> GstinFault | None:
    """What is wrong with a seller's GSTIN: length, pattern, State, the PAN inside it, or the check character.

    With `state` its first two digits must be that State, the registration from which goods leave (P6); with
    `pan` the PAN inside must be that one.
    """
    number = plain_number(gstin)
    try:
        # The library's list of States ends before Ladakh (38); the other digits are checked by the same
        # library.
        if number[:2] == "38" and len(number) == 15:
            _check_ladakh(number)
        else:
            stdnum_gstin.validate(number)
    except InvalidLength:
        return "length"
    except InvalidFormat:
        return "format"
    except InvalidChecksum:
        return "check"
    except InvalidComponent:
        return _component_fault(number)
    if state is not None and number[:2] != state:
        return "state"
    if pan is not None and number[2:12] != plain_number(pan):
        return "pan"
    return None


def _check_ladakh(number: str) -> None:
    # Any other State's digits in front: the library then looks at the pattern; only the check character
    # differs.
    if not (number.isascii() and number.isalnum()):
        raise InvalidFormat
    as_delhi = "07" + number[2:14]
    stdnum_gstin.validate(as_delhi + luhn.calc_check_digit(as_delhi, LETTERS_AND_DIGITS))
    luhn.validate(number, LETTERS_AND_DIGITS)


def _component_fault(number: str) -> GstinFault:
    if number[:2] not in STATE_CODES:
        return "state"
    if number[12] == "0" or number[13] != "Z":
        return "format"
    return "pan"


def buyer_gstin_fault(gstin: str) -> GstinFault | None:
    """What is wrong with a buyer's GSTIN: pattern, State or check character only.

    The holder letters of PAN are not held against a buyer: a list of ours that is out of date must not lose
    a sale.
    """
    number = plain_number(gstin)
    if len(number) != 15:
        return "length"
    if not GSTIN_PATTERN.fullmatch(number):
        return "format"
    if number[:2] not in STATE_CODES:
        return "state"
    try:
        luhn.validate(number, LETTERS_AND_DIGITS)
    except ValidationError:
        return "check"
    return None


def gstin_of(state: str, pan: str, entity: str = "1") -> str:
    """Write the GSTIN of a PAN's first (or n-th) registration in a State, with its check character.

    For worlds of our own making (the demo, tests): a number that is well formed need not have been issued.
    """
    body = f"{state}{plain_number(pan)}{entity}Z"
    return body + luhn.calc_check_digit(body, LETTERS_AND_DIGITS)


def enrolment_fault(number: str, *, state: str, pan: str | None = None) -> EnrolmentFault | None:
    """What is wrong with an enrolment number of an unregistered seller (Notification 34/2023-CT).

    The portal publishes no check rule. Checked: fifteen letters and digits; the first two are the seller's
    State; where characters 3 to 12 have the shape of a PAN they must be the seller's own; and it must not
    be a GSTIN, since enrolment ends where registration begins.
    """
    plain = plain_number(number)
    if len(plain) != ENROLMENT_LENGTH:
        return "length"
    if not plain.isascii() or not plain.isalnum() or not plain[:2].isdigit():
        return "format"
    if plain[:2] != state:
        return "state"
    if gstin_fault(plain) is None:
        return "gstin"
    inner = plain[2:12]
    looks_like_pan = inner[:5].isalpha() and inner[5:9].isdigit() and inner[9].isalpha()
    if looks_like_pan and pan is not None and inner != plain_number(pan):
        return "pan"
    return None

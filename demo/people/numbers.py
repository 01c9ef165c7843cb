"""Numbers for people who do not exist: well formed, and plainly made up to anyone who looks twice."""

from __future__ import annotations

# A PAN of ours opens with ZZZ, an enrolment number has DEMO in it, a mobile number opens with 90000.
MOBILE_FIRST = 90000_10001


def mobile_of(serial: int) -> str:
    """The mobile number of the n-th person: `+919000010001` is the first."""
    return f"+91{MOBILE_FIRST + serial}"


def pan_of(holder: str, name: str, serial: int) -> str:
    """A PAN: ZZZ, the holder's letter, the name's initial, a serial and a letter.

    Holders: P a person, A an association or society, C a company, F a firm.
    """
    initial = next(letter for letter in name.upper() if "A" <= letter <= "Z")
    return f"ZZZ{holder}{initial}{serial + 1:04d}{chr(ord('A') + serial % 26)}"


def enrolment_of(state_code: str, serial: int) -> str:
    """An enrolment number of an unregistered seller: fifteen letters and digits, the State's code first."""
    return f"{state_code}DEMO{serial + 1:08d}E"

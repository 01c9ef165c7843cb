"""Who is who in the demo world, and how each comes in: what the front door prints when everything runs."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from demo.people.buyers import BUYERS
from demo.people.keys import Keys, read_keys
from demo.people.makers import Maker, makers
from demo.people.staff import STAFF, Staff


class Entrance(NamedTuple):
    """One line of the table: who somebody is, at which page they sign in, and with what."""

    who: str
    where: str
    how: str


def table(home: Path) -> list[Entrance]:
    """The people of the tour: makers, a buyer, and everyone of the staff with this home's own keys."""
    keys = read_keys(home)
    artisans = [_artisan(maker) for maker in makers() if maker.plays]
    buyer = BUYERS[0]
    buying = Entrance(f"{buyer.name}, buyer in {buyer.city}", "/sign-in", _by_mobile(buyer.mobile))
    return [*artisans, buying, *(_member(staff, keys, home) for staff in STAFF)]


def _artisan(maker: Maker) -> Entrance:
    who = f"{maker.keeper.latin}, {maker.plays} ({maker.district}, {maker.state})"
    return Entrance(who, "/sign-in", _by_mobile(maker.mobile))


def _by_mobile(mobile: str) -> str:
    digits = mobile.removeprefix("+91")
    return f"mobile {digits[:5]} {digits[5:]}; the code comes by SMS, into the inbox"


def _member(staff: Staff, keys: Keys, home: Path) -> Entrance:
    who = f"{staff.name}, {staff.role.replace('_', ' ')}, {staff.place}"
    how = (
        f"{staff.email}, password {keys.password(staff.email)}, TOTP secret {keys.totp_secret(staff.email)}"
        f" (code now: .venv/bin/python -m demo.code {home} {staff.email.partition('@')[0]})"
    )
    return Entrance(who, "/staff/sign-in", how)

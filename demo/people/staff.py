"""Officers, mall staff and keepers of the house: they come by the staff door, each for one place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from people.rules import Role

MAIL_DOMAIN = "zilahaat.example"  # a domain that can never be anybody's (RFC 2606)


@dataclass(frozen=True)
class Mall:
    """An Ekta Mall of the demo world: one of those sanctioned, whose city is known."""

    name: str
    state: str
    district: str
    pin: str
    address: str


UJJAIN = Mall("PM Ekta Mall Ujjain", "Madhya Pradesh", "Ujjain", "456001", "Freeganj, Ujjain 456001")
VARANASI = Mall("PM Ekta Mall Varanasi", "Uttar Pradesh", "Varanasi", "221001", "Ganjari, Varanasi 221001")
MALLS = (UJJAIN, VARANASI)


@dataclass(frozen=True)
class Staff:
    """Somebody who works with the shop: what they are, and for which mall, district or State.

    At most one place is named; none means the nation. `district` and `state` are the registry's names.
    `stands_in`: for every State that has no officer of its own, one grant each.
    """

    name: str
    email: str
    role: Role
    state: str = ""
    district: str = ""
    mall: Mall | None = None
    stands_in: bool = False

    @property
    def place(self) -> str:
        """What the grant is tied to, in words."""
        if self.mall:
            return self.mall.name
        if self.stands_in:
            return "every other State"
        return ", ".join(part for part in (self.district, self.state) if part) or "all of India"


def _staff(name: str, role: Role, **place: Any) -> Staff:
    return Staff(name, f"{name.lower().replace(' ', '.')}@{MAIL_DOMAIN}", role, **place)


STAFF = (
    _staff("Nandita Rao", Role.ADMIN),
    _staff("Arjun Mehta", Role.NATIONAL_OFFICER),
    _staff("Farida Sheikh", Role.STATE_OFFICER, state="Gujarat"),
    _staff("Kavita Menon", Role.STATE_OFFICER, stands_in=True),
    _staff("Ibrahim Khan", Role.STATE_OFFICER, stands_in=True),  # the second look at a mark that wants two
    _staff("Dhara Joshi", Role.DISTRICT_OFFICER, state="Gujarat", district="Kachchh"),
    _staff("Sourav Ghosh", Role.DISTRICT_OFFICER, state="West Bengal", district="Bankura"),
    _staff("Neelam Tiwari", Role.DISTRICT_OFFICER, state="Madhya Pradesh", district="Ujjain"),
    _staff("Shanti Mahato", Role.FACILITATOR, state="West Bengal", district="Bankura"),
    _staff("Vikram Solanki", Role.MALL_MANAGER, mall=UJJAIN),
    _staff("Pooja Malviya", Role.STOREKEEPER, mall=UJJAIN),
    _staff("Rohit Chouhan", Role.CASHIER, mall=UJJAIN),
    _staff("Ritu Mishra", Role.MALL_MANAGER, mall=VARANASI),
    _staff("Lakshmi Iyer", Role.FINANCE),
    _staff("Thomas Mathew", Role.SUPPORT),
    _staff("Gauri Deshpande", Role.AUDITOR),
)

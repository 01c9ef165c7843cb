"""A person's addresses: kept, changed, removed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from people.errors import AddressesTooMany, PinUnknown
from people.models import Address
from people.queries.places import district_of_pin, place_of_pin
from people.rules import AddressKind

ADDRESSES_MAX = 20


@dataclass(frozen=True, kw_only=True)
class Typed:
    """An address as somebody typed it; `mobile` in E.164."""

    name: str
    mobile: str
    pin: str
    house: str
    street: str = ""
    landmark: str = ""
    kind: AddressKind = AddressKind.HOME


def keep_address(session: Session, person_id: UUID, typed: Typed, *, at: datetime) -> Address:
    """Keep an address with a person; the same one again is found, not doubled.

    Raises PinUnknown, and AddressesTooMany past 20.
    """
    same = select(Address).filter_by(
        person_id=person_id,
        name=typed.name,
        mobile=typed.mobile,
        pin=typed.pin,
        house=typed.house,
        street=typed.street,
        landmark=typed.landmark,
    )
    if (found := session.scalars(same).first()) is not None:
        return found
    number = session.scalar(select(func.count()).select_from(Address).filter_by(person_id=person_id)) or 0
    if number >= ADDRESSES_MAX:
        raise AddressesTooMany(most=ADDRESSES_MAX)
    address = Address(person_id=person_id, city="")
    _write(session, address, typed, at)
    session.add(address)
    session.flush()
    return address


def change_address(session: Session, address: Address, typed: Typed, *, at: datetime) -> None:
    """Put an address right; orders keep what was written on their parcels. Raises PinUnknown."""
    _write(session, address, typed, at)
    session.flush()


def remove_address(session: Session, person_id: UUID, address_id: int) -> None:
    """Forget one address of this person; another's, or none, changes nothing."""
    session.execute(delete(Address).where(Address.id == address_id, Address.person_id == person_id))


def _write(session: Session, address: Address, typed: Typed, at: datetime) -> None:
    place = place_of_pin(typed.pin)
    if place is None:
        raise PinUnknown
    district = district_of_pin(session, typed.pin)
    address.name, address.mobile, address.pin = typed.name, typed.mobile, place.pin
    address.house, address.street, address.landmark = typed.house, typed.street, typed.landmark
    address.state_code, address.district_id = place.state_code, district.id if district else None
    address.kind, address.written_at = typed.kind, at

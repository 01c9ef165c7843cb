"""The mall of the tests: PM Ekta Mall Bankura, in Asha's own State, and what happens at its counter.

Dilip manages it, Esha keeps one of its tills.
"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from catalog.models import Artisan, Listing
from kit.ids import new_id
from kit.money import Money
from malls.actions.consignments import (
    Counted,
    accept_consignment,
    dispatch,
    lines_of,
    raise_consignment,
    receive_goods,
)
from malls.actions.malls import open_mall
from malls.actions.till import open_shift
from malls.models import Consignment, Mall, Shift, Stall, Till
from malls.rules import BornBy, MallStatus, StallKind
from people.actions import grant_role
from people.models import Credential, Person
from people.rules import Role, ScopeKind
from stock.actions import open_place, set_on_hand
from stock.models import Level, LocationKind
from tests.makers import AT, a_listing, a_person, a_world


def a_mall(session: Session, name: str = "PM Ekta Mall Bankura", state: str = "19", tills: int = 2) -> Mall:
    """A mall that is open, with its stalls and tills; found again by name."""
    a_world(session)
    found = session.scalar(select(Mall).filter_by(name=name))
    if found is not None:
        return found
    ordinal = len(session.scalars(select(Mall)).all()) + 1
    mall = Mall(
        id=new_id(),
        slug=name.lower().replace(" ", "-"),
        name=name,
        state_code=state,
        ordinal=ordinal,
        city=name.rpartition(" ")[2],
        status=MallStatus.PLANNED,
    )
    session.add(mall)
    session.flush()
    open_mall(session, mall, address="Station Road", tills=tills, by=None, at=AT)
    session.flush()
    return mall


def a_stall(session: Session, mall: Mall, *, state: str = "19", district: int | None = None) -> Stall:
    """The stall of a State, or of a district of the mall's own State."""
    kind = StallKind.STATE if district is None else StallKind.DISTRICT
    query = select(Stall).filter_by(mall_id=mall.id, kind=kind, state_code=state, district_id=district)
    return session.scalars(query).one()


def staff(session: Session, mall: Mall, name: str = "Dilip", role: Role = Role.MALL_MANAGER) -> Person:
    """Somebody who works in a mall."""
    person = a_person(session, name, email=f"{name.lower()}@mall.example")
    if session.get(Credential, person.id) is None:
        session.add(
            Credential(
                person_id=person.id,
                password_hash="none",
                totp_secret="none",
                totp_last_counter=None,
                set_at=AT,
            )
        )
        session.flush()
    grant_role(session, person, role, ScopeKind.MALL, str(mall.id), by=None, at=AT)
    return person


def in_workshop(session: Session, listing: Listing, pieces: int) -> int:
    """Let a workshop hold so many pieces of a listing's first variant; the variant's id."""
    variant = listing.variants[0]
    set_on_hand(
        session,
        variant_id=variant.id,
        owner_id=listing.artisan_id,
        quantity=pieces,
        key=f"test:{variant.id}:{pieces}",
        by=listing.artisan.person_id,
        at=AT,
    )
    return variant.id


def asked_for(
    session: Session, mall: Mall, listing: Listing | None = None, pieces: int = 10, have: int = 12
) -> Consignment:
    """A consignment raised to Asha (or the listing's maker) for the State's stall."""
    listing = listing or a_listing(session)
    variant_id = in_workshop(session, listing, have)
    artisan = session.get_one(Artisan, listing.artisan_id)
    consignment = raise_consignment(
        session,
        a_stall(session, mall, state=mall.state_code),
        artisan,
        {variant_id: pieces},
        broken_born_by=BornBy.MALL,
        note="For Durga Puja",
        by=a_person(session, "Dilip").id,
        at=AT,
    )
    session.flush()
    return consignment


def sent(session: Session, mall: Mall, listing: Listing | None = None, pieces: int = 10) -> Consignment:
    """A consignment that is on the road."""
    consignment = asked_for(session, mall, listing, pieces)
    maker = session.get_one(Artisan, consignment.artisan_id).person_id
    accept_consignment(session, consignment, by=maker, at=AT)
    dispatch(session, consignment, carrier="Mohan Transport", docket="WB-12", by=maker, at=AT)
    session.flush()
    return consignment


def on_shelf(
    session: Session, mall: Mall, listing: Listing | None = None, pieces: int = 10
) -> tuple[Consignment, int]:
    """A consignment of which all but one came good, and the variant that stands on the shelf now."""
    consignment = sent(session, mall, listing, pieces)
    line = lines_of(session, consignment)[0]
    counts = {line.id: Counted(pieces - 1, 1, "Torn at the fold")}
    receive_goods(session, consignment, counts, by=a_person(session, "Dilip").id, at=AT)
    session.flush()
    return consignment, line.variant_id


def a_shift(session: Session, mall: Mall, paise: int = 500_00, at: datetime = AT) -> Shift:
    """Esha's open shift at the first till."""
    till = session.scalars(select(Till).filter_by(mall_id=mall.id).order_by(Till.name)).first()
    assert till is not None
    shift = open_shift(session, till, float_paise=Money(paise), by=a_person(session, "Esha").id, at=at)
    session.flush()
    return shift


def held(session: Session, kind: LocationKind, place_id: UUID | None, variant_id: int) -> int:
    """Pieces of a variant in one place."""
    location = open_place(session, kind, place_id)
    level = session.scalar(select(Level.on_hand).filter_by(location_id=location, variant_id=variant_id))
    return int(level or 0)

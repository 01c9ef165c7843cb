"""A larger world, beside the demo world: `python -m demo.scale full` or `100k`, in the database of DATABASE_URL.

`full` gives every goods product of the registry a listing titled with its name, made by the same deeds as the demo
world. `100k` is `full`, and then copies inside the database until 100,000 are on sale: for measuring only.
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

import indian_pincode
from sqlalchemy import create_engine, select, text
from sqlalchemy.orm import Session

from catalog.models import Craft, DistrictProduct, Listing, ListingText
from catalog.rules.artisan import ArtisanKind
from config import Config, ConfigError
from demo.copies import fill
from demo.deeds.places import RegistryMissing, read_places
from demo.deeds.workshops import open_workshop
from demo.drawings.drawing import draw
from demo.goods import Good, read_goods
from demo.people.makers import EXAMPLE, LANES, Maker
from demo.people.names import pick_name
from demo.people.numbers import mobile_of, pan_of
from demo.people.staff import STAFF
from demo.world import DRAWINGS
from kit import events, keys
from kit.clock import now
from kit.db import bind, transaction
from people.models import District, State
from people.queries import person_by_email
from people.queries.places import PRESENT, place_of_pin
from tax.rules import SellerKind
from tax.rules.numbers import gstin_of

HUNDRED_THOUSAND = 100_000
SCALES = ("full", "100k")
PIECES = 25  # of each copy
FIRST_SERIAL = 6000  # these makers' serial numbers lie apart from the cast's
BEGAN = timedelta(days=40)
TITLE_MAX = 120
TOLD_EVERY = 25


class DemoMissing(Exception):
    """The demo world is not made, so no officer can look at anything."""


class Wanted(NamedTuple):
    """A product of the registry that nothing on sale in its district is titled with."""

    district_id: int
    district: str
    lgd_code: int
    state: str
    state_code: str
    name: str
    craft_id: str


def wanted(session: Session) -> list[Wanted]:
    """Every goods product without a listing of its name in its district, by State and district.

    A product of an abolished district has none: nobody can register there.
    """
    titled = select(Listing.district_id, ListingText.title).join(
        ListingText, (ListingText.listing_id == Listing.id) & (ListingText.locale == "en")
    )
    offered = {(district_id, title) for district_id, title in session.execute(titled)}
    found = session.execute(
        select(
            District.id,
            District.name,
            District.lgd_code,
            State.name,
            State.code,
            DistrictProduct.name,
            Craft.id,
        )
        .select_from(DistrictProduct)
        .join(District, District.id == DistrictProduct.district_id)
        .join(State, State.code == District.state_code)
        .join(Craft, Craft.id == DistrictProduct.craft_id)
        .where(DistrictProduct.retired_at.is_(None), Craft.is_goods, District.status.in_(PRESENT))
        .order_by(State.name, District.name, District.id, DistrictProduct.position)
    )
    rows = [Wanted(*row[:2], row[2] or 0, *row[3:]) for row in found]
    return [row for row in rows if (row.district_id, row.name[:TITLE_MAX]) not in offered]


def make_full(home: Path, *, at: datetime, most: int | None = None) -> Iterator[tuple[int, int, str]]:
    """Give every goods product, or the first `most`, a listing; yields (done, of how many, words) district by district.

    What stands already is left as it is, so a run that was cut short is finished by the next. Raises
    RegistryMissing, DemoMissing.
    """
    with transaction() as session:
        places = read_places(session)
        if person_by_email(session, STAFF[0].email) is None:
            raise DemoMissing
        rows = wanted(session)[:most]
        families = {craft: family for craft, family in session.execute(select(Craft.id, Craft.family_id))}  # noqa: C416
        by_age = session.scalars(select(District.id).order_by(District.id))
        serials = {district_id: FIRST_SERIAL + number for number, district_id in enumerate(by_age)}
    folder = home / DRAWINGS
    folder.mkdir(parents=True, exist_ok=True)
    done = 0
    for district_id, group in groupby(rows, key=lambda row: row.district_id):
        of_district = list(group)
        goods = tuple(good_of(row, families) for row in of_district)
        for good in goods:
            if not (file := folder / f"{good.slug}.svg").exists():
                file.write_text(draw(good), encoding="utf-8")
        with transaction() as session:
            session.execute(
                text("SET LOCAL synchronous_commit = off")
            )  # the next run makes what a crash takes
            open_workshop(
                session, maker_of(serials[district_id], of_district[0], goods), places, at=at - BEGAN
            )
        done += len(goods)
        yield done, len(rows), f"{of_district[0].district}, {of_district[0].state}"


def good_of(row: Wanted, families: Mapping[str, str]) -> Good:
    """An example good of that name: priced, weighed and drawn like the first demo good of its craft, else family."""
    same = [good for good in read_goods() if good.craft_id == row.craft_id]
    kin = [good for good in read_goods() if families[good.craft_id] == families[row.craft_id]]
    like = (same or kin or read_goods())[0]
    return replace(
        like,
        state=row.state,
        district=row.district,
        lgd_district_code=row.lgd_code,
        registry_product=row.name,
        craft_id=row.craft_id,
        variant_id=like.variant_id if like.craft_id == row.craft_id else None,
        gi_name=None,
        title_en=row.name[:TITLE_MAX],
        title_hi="",
        title_local=None,
        local_lang=None,
        aliases=(),
        story_en=f"{row.name} of {row.district}, as the registry names it. An example for measuring.",
        story_hi="",
        variants=(),
    )


def maker_of(serial: int, row: Wanted, goods: tuple[Good, ...]) -> Maker:
    """An example maker of a district, registered, who makes these goods."""
    dice = random.Random(f"zila-haat scale: {row.state}, {row.district}")
    keeper = pick_name(dice, row.state, row.district, set())
    pan = pan_of("P", keeper.family[0], serial)
    return Maker(
        serial=serial,
        kind=ArtisanKind.INDIVIDUAL,
        name=f"{keeper.latin}, {row.district}",
        name_hi=None,
        legal_name=keeper.latin,
        keeper=keeper,
        mobile=mobile_of(serial),
        state=row.state,
        state_code=row.state_code,
        district=row.district,
        address_line=f"Workshop {dice.randint(2, 98)}, {dice.choice(LANES)}, {row.district}",
        pin=_pin(row.state_code, row.district),
        language="hi" if keeper.hindi else "en",
        gst_kind=SellerKind.REGULAR,
        gstin=gstin_of(row.state_code, pan),
        enrolment_no="",
        pan=pan,
        story=f"Makes what {row.district} is known for. {EXAMPLE}",
        goods=goods,
    )


@cache
def _pins() -> dict[tuple[str, str], str]:
    """A PIN code of each district that the list of codes knows, and one of each State (its district empty)."""
    found: dict[tuple[str, str], str] = {}
    for pin in sorted(indian_pincode.get_pincodes()):
        if (place := place_of_pin(pin)) is not None:
            found.setdefault((place.state_code, ""), pin)
            for district in place.districts[:1]:
                found.setdefault((place.state_code, district.name), pin)
    return found


def _pin(state_code: str, district: str) -> str:
    """A PIN of the district; of its State where the list follows a new district late."""
    return _pins().get((state_code, district)) or _pins()[state_code, ""]


def main(words: Sequence[str]) -> int:
    """Make the larger world; 1 with a sentence when it cannot be."""
    if len(words) != 1 or words[0] not in SCALES:
        print(f"Say how large: {' or '.join(SCALES)}.", file=sys.stderr)
        return 1
    try:
        config = Config.from_env()
    except ConfigError as wrong:
        print(wrong, file=sys.stderr)
        return 1
    if not config.demo_people:
        print("ZILA_ENV is production, where no demo people may be.", file=sys.stderr)
        return 1
    engine = create_engine(config.database_url)
    bind(engine)
    keys.use(config.secret_key)
    events.subscribe({})  # nobody is told of what is made up
    began = time.monotonic()
    done = told = 0
    try:
        for done, total, place in make_full(config.home, at=now()):
            if done - told >= TOLD_EVERY or done == total:
                told = done
                print(f"progress: {done}/{total} {place}", flush=True)
    except RegistryMissing:
        print("The registry is not loaded yet: python -m bin.registry does it.", file=sys.stderr)
        return 1
    except DemoMissing:
        print("The demo world is not made yet: python -m demo does it.", file=sys.stderr)
        return 1
    print(f"every goods product on sale, {done} of them new, in {time.monotonic() - began:.1f} s")
    if words[0] == "100k":
        there = fill(engine, HUNDRED_THOUSAND, pieces=PIECES)
        print(f"{there} on sale, after {time.monotonic() - began:.1f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""A larger world for measuring: `python -m demo.scale full` or `100k`, in the database of DATABASE_URL.

`full` gives every goods product of the registry at least one listing titled with its name, made through the same
deeds as the demo world; what cannot be sold as it is gets none, and is counted. `100k` is `full`, and then copies
inside the database until 100,000 are on sale: for measuring only, as its copies are nobody's goods.
"""

from __future__ import annotations

import random
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from functools import cache, partial
from pathlib import Path
from typing import NamedTuple

import indian_pincode
from sqlalchemy import create_engine, select
from sqlalchemy.orm import Session

from bench.world import fill
from catalog.models import Craft, CraftFamily, DistrictProduct, Listing, ListingText
from catalog.rules.artisan import ArtisanKind
from config import Config, ConfigError
from demo.deeds.places import Places, RegistryMissing, read_places
from demo.deeds.workshops import open_workshop
from demo.drawings.drawing import draw
from demo.goods import Good, read_goods
from demo.people.makers import EXAMPLE, LANES, Maker
from demo.people.names import pick_name
from demo.people.numbers import mobile_of, pan_of
from demo.world import DRAWINGS
from kit import events, keys
from kit.clock import now
from kit.db import bind, transaction
from kit.errors import Refusal
from people.models import District, State
from people.queries.places import place_of_pin
from tax.rules import SellerKind
from tax.rules.numbers import gstin_of

HUNDRED_THOUSAND = 100_000
SCALES = ("full", "100k")
FIRST_SERIAL = 6000  # these makers' serial numbers lie apart from the cast's
BEGAN_DAYS = 40
TITLE_MAX = 120


class Wanted(NamedTuple):
    """A product of the registry that nothing on sale is titled with."""

    district_id: int
    district: str
    lgd_code: int
    state: str
    state_code: str
    name: str
    craft_id: str
    family_id: str


def wanted(session: Session) -> list[Wanted]:
    """Every goods product without a listing of its name in its district, by State and district."""
    offered = {
        (district_id, title)
        for district_id, title in session.execute(
            select(Listing.district_id, ListingText.title).join(
                ListingText, (ListingText.listing_id == Listing.id) & (ListingText.locale == "en")
            )
        )
    }
    found = session.execute(
        select(
            District.id,
            District.name,
            District.lgd_code,
            State.name,
            State.code,
            DistrictProduct.name,
            Craft.id,
            Craft.family_id,
        )
        .select_from(DistrictProduct)
        .join(District, District.id == DistrictProduct.district_id)
        .join(State, State.code == District.state_code)
        .join(Craft, Craft.id == DistrictProduct.craft_id)
        .join(CraftFamily, CraftFamily.id == Craft.family_id)
        .where(DistrictProduct.retired_at.is_(None), Craft.is_goods)
        .order_by(State.name, District.name, DistrictProduct.position)
    )
    rows = [Wanted(*row[:2], row[2] or 0, *row[3:]) for row in found]
    return [row for row in rows if (row.district_id, row.name) not in offered]


def good_of(row: Wanted) -> Good:
    """An example good of that name: priced, weighed and drawn like the demo good nearest in craft."""
    like = _nearest(row.craft_id, row.family_id)
    return replace(
        like,
        state=row.state,
        district=row.district,
        lgd_district_code=row.lgd_code,
        registry_product=row.name,
        craft_id=row.craft_id,
        variant_id=like.variant_id if like.craft_id == row.craft_id else "",
        gi_name=None,
        title_en=row.name[:TITLE_MAX],
        title_hi=row.name[:TITLE_MAX],
        title_local=None,
        local_lang=None,
        aliases=(),
        story_en=f"{row.name} of {row.district}, as the registry names it. An example for measuring.",
        story_hi=f"{row.district}: {row.name}. नाप के लिए एक उदाहरण।",
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


def make_full(home: Path, *, at: datetime) -> Iterator[tuple[int, int, str, str]]:
    """Give every goods product a listing; yields (number, of how many, name, refusal's code or "") after each.

    What stands already is left as it is, so a run that was cut short is finished by the next.
    """
    with transaction() as session:
        places = read_places(session)
        rows = wanted(session)
        serials = {
            district_id: FIRST_SERIAL + number
            for number, district_id in enumerate(session.scalars(select(District.id).order_by(District.id)))
        }
    folder = home / DRAWINGS
    folder.mkdir(parents=True, exist_ok=True)
    for number, row in enumerate(rows, start=1):
        good = good_of(row)
        file = folder / f"{good.slug}.svg"
        if not file.exists():
            file.write_text(draw(good), encoding="utf-8")
        refused = _offer(maker_of(serials[row.district_id], row, (good,)), places, at=at)
        yield number, len(rows), f"{row.name}, {row.district}", refused


def _offer(maker: Maker, places: Places, *, at: datetime) -> str:
    """One workshop with one good more, in one transaction; the refusal's code, or nothing."""
    deed = partial(open_workshop, maker=maker, places=places, at=at - timedelta(days=BEGAN_DAYS))
    try:
        with transaction() as session:
            deed(session)
    except Refusal as refusal:
        return refusal.code
    return ""


@cache
def _nearest(craft_id: str, family_id: str) -> Good:
    """The first demo good of the craft, else of the family (a drawing's word), else the first of all."""
    goods = read_goods()
    same = next((good for good in goods if good.craft_id == craft_id), None)
    return same or next((good for good in goods if good.craft_family == family_id), goods[0])


@cache
def _pins() -> dict[tuple[str, str], str]:
    """A PIN code for each district that the list of codes knows, and one for each State (its district empty)."""
    found: dict[tuple[str, str], str] = {}
    for pin in sorted(indian_pincode.get_pincodes()):
        place = place_of_pin(pin)
        if place is not None:
            found.setdefault((place.state_code, ""), pin)
            for district in place.districts[:1]:
                found.setdefault((place.state_code, district.name), pin)
    return found


def _pin(state_code: str, district: str) -> str:
    """A PIN of the district; of its State where the list follows a new district late."""
    return _pins().get((state_code, district)) or _pins()[state_code, ""]


def main(words: list[str]) -> int:
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
    refused: Counter[str] = Counter()
    try:
        for number, total, name, code in make_full(config.home, at=now()):
            refused[code] += 1
            if number % 50 == 0 or number == total:
                print(f"progress: {number}/{total} {name}", flush=True)
    except RegistryMissing:
        print("The registry is not loaded yet: python -m bin.registry does it.", file=sys.stderr)
        return 1
    told = ", ".join(f"{count} {code or 'on sale'}" for code, count in refused.items()) or "all stood already"
    print(f"every goods product: {told}, in {time.monotonic() - began:.0f} s")
    if words[0] == "100k":
        print(f"{fill(engine, HUNDRED_THOUSAND)} on sale, after {time.monotonic() - began:.0f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

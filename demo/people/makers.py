"""Makers: one for each craft of each district the demo goods come from, so that no good is without one."""

from __future__ import annotations

import csv
import random
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from catalog.rules.artisan import ArtisanKind
from demo.goods import FOOD_FAMILIES, Good, read_goods
from demo.people.names import Name, Word, pick_name
from demo.people.numbers import enrolment_of, mobile_of, pan_of
from tax.rules import SellerKind
from tax.rules.numbers import gstin_of

PINS_FILE = Path(__file__).parents[1] / "data" / "pins.csv"
STATES_FILE = Path(__file__).parents[2] / "people" / "data" / "states.csv"

# Trade → what its people are called together, what a firm of it deals in. A trade is a craft family, or food.
TRADES = {
    "block_print": ("Printers", "Prints"),
    "cane_bamboo": ("Basket Makers", "Cane Works"),
    "carpets": ("Carpet Weavers", "Carpets"),
    "clay": ("Potters", "Potteries"),
    "embroidery": ("Embroiderers", "Embroideries"),
    "food": ("Growers", "Foods"),
    "ikat": ("Dyers", "Textiles"),
    "jewellery": ("Jewellers", "Jewels"),
    "leather": ("Leatherworkers", "Leathers"),
    "metal": ("Metalworkers", "Metal Works"),
    "painting": ("Painters", "Arts"),
    "paper_toys": ("Toymakers", "Toys"),
    "stone": ("Stone Carvers", "Stone Works"),
    "weaves": ("Weavers", "Handlooms"),
    "wood_lac": ("Woodworkers", "Wood Works"),
}

HOLDER = {
    ArtisanKind.INDIVIDUAL: "P",
    ArtisanKind.SHG: "A",
    ArtisanKind.COOPERATIVE: "A",
    ArtisanKind.FPO: "C",
    ArtisanKind.FIRM: "F",
}  # the fourth letter of a PAN

EXAMPLE = "An example maker of the demo world."
LANES = ("Bazaar Road", "Station Road", "Temple Street", "Weekly Market Lane", "Old Town", "Panchayat Road")

GROUP_WORDS: tuple[Word, ...] = (
    ("Annapurna", "अन्नपूर्णा"),
    ("Ujala", "उजाला"),
    ("Pragati", "प्रगति"),
    ("Jagriti", "जागृति"),
    ("Ekta", "एकता"),
    ("Kamala", "कमला"),
    ("Sarita", "सरिता"),
    ("Asha", "आशा"),
    ("Shakti", "शक्ति"),
    ("Vasundhara", "वसुंधरा"),
)


@dataclass(frozen=True)
class Maker:
    """A workshop of the demo world, the person who keeps it, and the goods it makes.

    `name` is what buyers read, `legal_name` what stands on documents; `mobile` is E.164; `gstin` is empty for
    an enrolled maker and `enrolment_no` for a registered one. `plays` says who it is in the tour, if anyone.
    """

    serial: int
    kind: ArtisanKind
    name: str
    name_hi: str | None
    legal_name: str
    keeper: Name
    mobile: str
    state: str
    state_code: str
    district: str
    address_line: str
    pin: str
    language: str
    gst_kind: SellerKind
    gstin: str
    enrolment_no: str
    pan: str
    story: str
    goods: tuple[Good, ...]
    plays: str = ""


@dataclass(frozen=True)
class Part:
    """A maker whom the tour names: what the dice decide for others is written here."""

    keeper: Name
    kind: ArtisanKind
    gst_kind: SellerKind
    plays: str
    name: str = ""
    name_hi: str | None = None


PARTS = {
    ("Gujarat", "Kachchh", "block_print"): Part(
        Name(("Rehana", "रेहाना"), ("Khatri", "खत्री")),
        ArtisanKind.INDIVIDUAL,
        SellerKind.REGULAR,
        "artisan: dyes and prints ajrakh, registered for GST, sells to every State",
        "Rehana Khatri Ajrakh",
        "रेहाना खत्री अजरख",
    ),
    ("West Bengal", "Bankura", "clay"): Part(
        Name(("Malati", "मालती"), ("Kumbhakar", "कुम्भकार")),
        ArtisanKind.SHG,
        SellerKind.ENROLLED,
        "self-help group of potters, enrolled: sells within West Bengal only",
        "Panchmura Mritshilpa Self Help Group",
        "पंचमुड़ा मृत्शिल्प स्वयं सहायता समूह",
    ),
    ("Madhya Pradesh", "Ujjain", "block_print"): Part(
        Name(("Shabnam", "शबनम"), ("Chhipa", "छीपा")),
        ArtisanKind.INDIVIDUAL,
        SellerKind.REGULAR,
        "batik printer, to whom the mall of her own State sends its purchase orders",
        "Shabnam Batik, Bherugarh",
        "शबनम बाटिक, भेरूगढ़",
    ),
}


@cache
def makers() -> tuple[Maker, ...]:
    """Every maker, in the order of the goods; the same in every copy of the demo world."""
    clusters: dict[tuple[str, str, str], list[Good]] = {}
    for good in read_goods():
        clusters.setdefault((good.state, good.district, cluster(good)), []).append(good)
    taken = {part.keeper.latin for part in PARTS.values()}
    called: set[str] = set()
    cast = []
    for serial, (place, goods) in enumerate(clusters.items()):
        maker = _maker(serial, place, tuple(goods), taken)
        if maker.name in called:  # a second group of that name in the district
            raise ValueError(f"Two makers are called {maker.name}.")
        called.add(maker.name)
        cast.append(maker)
    return tuple(cast)


def cluster(good: Good) -> str:
    """The trade a good belongs to within its district: food, or its craft family."""
    return "food" if good.craft_family in FOOD_FAMILIES else good.craft_family


def maker_of(good: Good) -> Maker:
    """Who makes a good."""
    return _makers_by_title()[good.title_en]


@cache
def _makers_by_title() -> dict[str, Maker]:
    return {good.title_en: maker for maker in makers() for good in maker.goods}


def _maker(serial: int, place: tuple[str, str, str], goods: tuple[Good, ...], taken: set[str]) -> Maker:
    state, district, trade = place
    dice = random.Random(f"zila-haat maker: {place}")
    part = PARTS.get(place)
    keeper = part.keeper if part else pick_name(dice, state, district, taken)
    kind = part.kind if part else dice.choice(_kinds(trade))
    gst_kind = part.gst_kind if part else _gst_kind(dice, kind)
    name, name_hi = (part.name, part.name_hi) if part else _trade_name(dice, kind, keeper, place)
    legal_name = keeper.latin if kind is ArtisanKind.INDIVIDUAL else name
    pan = pan_of(HOLDER[kind], keeper.family[0] if kind is ArtisanKind.INDIVIDUAL else name, serial)
    state_code = state_codes()[state]
    registered = gst_kind is SellerKind.REGULAR
    return Maker(
        serial=serial,
        kind=kind,
        name=name,
        name_hi=name_hi,
        legal_name=legal_name,
        keeper=keeper,
        mobile=mobile_of(serial),
        state=state,
        state_code=state_code,
        district=district,
        address_line=f"Workshop {dice.randint(2, 98)}, {dice.choice(LANES)}, {district}",
        pin=pins()[state, district],
        language="hi" if keeper.hindi else "en",
        gst_kind=gst_kind,
        gstin=gstin_of(state_code, pan) if registered else "",
        enrolment_no="" if registered else enrolment_of(state_code, serial),
        pan=pan,
        story=_story(kind, keeper, district, goods, dice),
        goods=goods,
        plays=part.plays if part else "",
    )


def _kinds(trade: str) -> list[ArtisanKind]:
    """What kinds of maker a trade has, the likelier ones more often."""
    one, group, society = ArtisanKind.INDIVIDUAL, ArtisanKind.SHG, ArtisanKind.COOPERATIVE
    if trade == "food":
        return [ArtisanKind.FPO, ArtisanKind.FPO, group, group, one, society, ArtisanKind.FIRM]
    if trade in ("block_print", "carpets", "embroidery", "ikat", "weaves"):
        return [one, one, one, society, society, group, ArtisanKind.FIRM]
    return [one, one, one, one, group, society, ArtisanKind.FIRM]


def _gst_kind(dice: random.Random, kind: ArtisanKind) -> SellerKind:
    """Companies, societies and firms are registered; of single makers three in five, of groups one in three."""
    regular = {ArtisanKind.INDIVIDUAL: 0.6, ArtisanKind.SHG: 0.34}.get(kind, 1.0)
    return SellerKind.REGULAR if dice.random() < regular else SellerKind.ENROLLED


def _trade_name(
    dice: random.Random, kind: ArtisanKind, keeper: Name, place: tuple[str, str, str]
) -> tuple[str, str | None]:
    _, district, trade = place
    people, wares = TRADES.get(trade, ("Artisans", "Handicrafts"))
    if kind is ArtisanKind.INDIVIDUAL:
        return keeper.latin, keeper.hindi
    if kind is ArtisanKind.SHG:
        latin, hindi = dice.choice(GROUP_WORDS)
        name_hi = f"{hindi} स्वयं सहायता समूह" if keeper.hindi else None
        return f"{latin} {people} Self Help Group, {district}", name_hi
    if kind is ArtisanKind.FPO:
        return f"{district} {dice.choice(('Kisan', 'Harvest', 'Growers'))} Producer Company Limited", None
    if kind is ArtisanKind.COOPERATIVE:
        return f"{district} {people} Cooperative Society Limited", None
    return f"{keeper.family[0]} {wares}, {district}", None


def _story(
    kind: ArtisanKind, keeper: Name, district: str, goods: tuple[Good, ...], dice: random.Random
) -> str:
    """Two sentences of the maker; an example, as everything here."""
    work = goods[0].technique
    work = work[0].lower() + work[1:]
    if kind is ArtisanKind.INDIVIDUAL:
        since = dice.randint(6, 34)
        return f"{keeper.latin} has worked in {district} for {since} years: {work}. {EXAMPLE}"
    hands = f"{dice.randint(8, 60)} people in {district}, led by {keeper.latin}"
    return f"{hands}: {work}. {EXAMPLE}"


@cache
def pins() -> dict[tuple[str, str], str]:
    """One PIN code of each district the goods come from: the head post office where there is one."""
    with PINS_FILE.open(encoding="utf-8", newline="") as file:
        return {(row["state"], row["district"]): row["pin"] for row in csv.DictReader(file)}


@cache
def state_codes() -> dict[str, str]:
    """State → the two digits that open its GSTINs."""
    with STATES_FILE.open(encoding="utf-8", newline="") as file:
        return {row["state"]: row["gst_code"] for row in csv.DictReader(file)}


FIRST_NEWCOMER = 4000  # the newcomers' serial numbers lie apart from the makers'
NEWCOMERS = (
    ("Gujarat", "Kachchh", "Embroiders mirror work in the evenings, after the fields"),
    ("West Bengal", "Bankura", "Carves conch shells with a hand saw and files"),
    ("Madhya Pradesh", "Ujjain", "Prints cotton with hand-cut teak blocks"),
)


@cache
def newcomers() -> tuple[Maker, ...]:
    """Makers without goods yet, whose workshops wait for the officers of the tour."""
    taken = {maker.keeper.latin for maker in makers()} | {part.keeper.latin for part in PARTS.values()}
    return tuple(_newcomer(FIRST_NEWCOMER + number, *place, taken) for number, place in enumerate(NEWCOMERS))


def _newcomer(serial: int, state: str, district: str, work: str, taken: set[str]) -> Maker:
    dice = random.Random(f"zila-haat newcomer: {state}, {district}")
    keeper = pick_name(dice, state, district, taken)
    state_code = state_codes()[state]
    return Maker(
        serial=serial,
        kind=ArtisanKind.INDIVIDUAL,
        name=keeper.latin,
        name_hi=keeper.hindi,
        legal_name=keeper.latin,
        keeper=keeper,
        mobile=mobile_of(serial),
        state=state,
        state_code=state_code,
        district=district,
        address_line=f"House {dice.randint(2, 98)}, {dice.choice(LANES)}, {district}",
        pin=pins()[state, district],
        language="hi" if keeper.hindi else "en",
        gst_kind=SellerKind.ENROLLED,
        gstin="",
        enrolment_no=enrolment_of(state_code, serial),
        pan=pan_of(HOLDER[ArtisanKind.INDIVIDUAL], keeper.family[0], serial),
        story=f"{work}. {EXAMPLE}",
        goods=(),
    )

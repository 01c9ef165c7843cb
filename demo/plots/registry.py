"""What officers do with the registry of the demo world: clusters and products named, support places entered.

Every paper and place says of itself that it is an example.
"""

from __future__ import annotations

from dataclasses import dataclass

from catalog.rules.facility import FacilityKind
from catalog.rules.nomination import NominationKind
from catalog.rules.registry import Sector

PAPER = "Example order of the demo world, no. {number}"
RETURNED = "The order names another district: say which one is meant."


@dataclass(frozen=True, kw_only=True)
class Nominated:
    """Something that a State officer names; `decided`: accepted, returned, or still waiting (empty)."""

    kind: NominationKind
    state: str
    name: str
    districts: tuple[str, ...]
    sector: Sector
    craft: str
    story: str
    days: float
    decided: str = ""


@dataclass(frozen=True, kw_only=True)
class Place:
    """A support place that a district officer enters; `point` is latitude and longitude in degrees."""

    state: str
    district: str
    kind: FacilityKind
    name: str
    address: str
    capacity: str
    pins: tuple[str, ...] = ()
    point: tuple[float, float] | None = None


NOMINATED = (
    Nominated(
        kind=NominationKind.CLUSTER,
        state="Gujarat",
        name="Bandhani of Kachchh and Jamnagar",
        districts=("Kachchh", "Jamnagar"),
        sector=Sector.TEXTILES,
        craft="bandhani",
        story="Example text: the registry names bandhani, cloth tied and dyed, for both districts.",
        days=60,
        decided="accepted",
    ),
    Nominated(
        kind=NominationKind.CLUSTER,
        state="West Bengal",
        name="Silk of Murshidabad and Maldah",
        districts=("Murshidabad", "Maldah"),
        sector=Sector.TEXTILES,
        craft="silk_handloom_other",
        story="Example text: the registry names silk and sarees of silk for both districts.",
        days=55,
        decided="accepted",
    ),
    Nominated(
        kind=NominationKind.CLUSTER,
        state="Madhya Pradesh",
        name="Kodo and kutki of the east",
        districts=("Anuppur", "Dindori", "Mandla", "Singrauli"),
        sector=Sector.AGRICULTURE,
        craft="millet",
        story="Example text: the registry names the millets kodo and kutki for all four districts.",
        days=50,
        decided="accepted",
    ),
    Nominated(
        kind=NominationKind.PRODUCT,
        state="West Bengal",
        name="Conch shell craft (example)",
        districts=("Bankura",),
        sector=Sector.HANDICRAFTS,
        craft="mixed_handicraft",
        story="Example text: a product that a State names after the first lists.",
        days=40,
        decided="accepted",
    ),
    Nominated(
        kind=NominationKind.PRODUCT,
        state="Madhya Pradesh",
        name="Clay toys (example)",
        districts=("Ujjain",),
        sector=Sector.HANDICRAFTS,
        craft="toy",
        story="",
        days=12,
        decided="returned",
    ),
    Nominated(
        kind=NominationKind.PRODUCT,
        state="Gujarat",
        name="Copper bells (example)",
        districts=("Kachchh",),
        sector=Sector.HANDICRAFTS,
        craft="brass_copper_ware",
        story="Example text: this one waits for the national office.",
        days=3,
    ),
)
PLACES = (
    Place(
        state="Gujarat",
        district="Kachchh",
        kind=FacilityKind.COMMON_FACILITY,
        name="Example common facility centre, Bhuj",
        address="Plot 4, Example Estate, Bhuj 370001",
        capacity="Two dye vats, one boiler, 40 makers a week",
        point=(23.242, 69.667),
    ),
    Place(
        state="Gujarat",
        district="Kachchh",
        kind=FacilityKind.TESTING_LAB,
        name="Example dye testing lab",
        address="Plot 5, Example Estate, Bhuj 370001",
        capacity="200 samples a month",
    ),
    Place(
        state="Gujarat",
        district="Kachchh",
        kind=FacilityKind.COURIER_REACH,
        name="Example courier, Kachchh round",
        address="Plot 6, Example Estate, Bhuj 370001",
        capacity="60 parcels a day",
        pins=("370001", "370020", "370105", "370110", "370201", "370421", "370465"),
        point=(23.25, 69.66),
    ),
    Place(
        state="West Bengal",
        district="Bankura",
        kind=FacilityKind.MATERIAL_BANK,
        name="Example clay and fuel bank, Panchmura",
        address="Example Road, Panchmura, Bankura 722156",
        capacity="12 tonnes of clay",
        point=(22.97, 87.17),
    ),
    Place(
        state="West Bengal",
        district="Bankura",
        kind=FacilityKind.COURIER_REACH,
        name="Example courier, Bankura round",
        address="Example Road, Bankura 722101",
        capacity="25 parcels a day",
        pins=("722101", "722102", "722122", "722133", "722155", "722156"),
    ),
    Place(
        state="Madhya Pradesh",
        district="Ujjain",
        kind=FacilityKind.DESIGN_CENTRE,
        name="Example design centre, Bherugarh",
        address="Example Lane, Bherugarh, Ujjain 456003",
        capacity="One designer, twelve print tables",
        point=(23.21, 75.77),
    ),
)

"""The registry's words: crafts, families, products of a district, and what each of them asks of a listing."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from enum import StrEnum

PLACEHOLDER_HSN = "99859900"  # a service code in the place of a tariff code: never for a document
NOT_GOODS = "not_goods"
REVIEW_FAMILY = (
    "other_goods"  # mostly industrial: offered where the district is known for it; an officer looks at all
)


class Thread(StrEnum):
    """The eight colours of the woven map, each for a group of craft families."""

    WEAVE = "weave"
    CLAY = "clay"
    METAL = "metal"
    WOOD = "wood"
    PAINT = "paint"
    SPICE = "spice"
    FOOD = "food"
    OTHER = "other"


class Confidence(StrEnum):
    """How sure a reading of ours is: a tariff line, or a product's craft."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class Unit(StrEnum):
    """What a price is for, and what stock is counted in."""

    PIECE = "piece"
    PAIR = "pair"
    SET = "set"
    METRE = "metre"
    G = "g"
    KG = "kg"
    ML = "ml"
    L = "l"


class Returnability(StrEnum):
    """Whether a buyer may send goods back freely, or only when they come damaged."""

    FREE_CHOICE = "free_choice"
    DAMAGED_ONLY = "damaged_only"


class Proof(StrEnum):
    """A paper that a craft may have to show."""

    AGMARK = "agmark"
    FSSAI = "fssai"
    GI_USER = "gi_user"
    HANDLOOM_MARK = "handloom_mark"
    HUID = "huid"
    KHADI_MARK = "khadi_mark"
    SILK_MARK = "silk_mark"
    TOY_EXEMPTION = "toy_exemption"


# Without these the goods may not be sold at all; the others are asked only of a seller who makes that claim.
GATES = frozenset({Proof.FSSAI, Proof.HUID, Proof.TOY_EXEMPTION})


class Sector(StrEnum):
    """The broad sector of a district's product (our own sorting, not the portal's)."""

    AGRICULTURE = "agriculture"
    FOOD = "food"
    HANDICRAFTS = "handicrafts"
    TEXTILES = "textiles"
    MANUFACTURING = "manufacturing"
    MINERALS = "minerals"
    MARINE = "marine"
    SERVICES = "services"


class SourceList(StrEnum):
    """Where a product of a district was named, the weightiest first."""

    DPIIT = "dpiit"
    STATE = "state"
    PMFME = "pmfme"
    GI_REGISTRY = "gi_registry"
    INHERITED = "inherited"


class Standing(StrEnum):
    """How firmly a product belongs to its district."""

    NOTIFIED = "notified"  # a government list names it
    INFERRED = "inferred"  # a GI good whose name holds the district's: the district is our reading
    INHERITED = "inherited"  # a new district's, taken over from its parent: an assumption


class GITagged(StrEnum):
    """Whether the product is a registered geographical indication of its State."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


class GICategory(StrEnum):
    """The class a good has in the register of geographical indications."""

    AGRICULTURAL = "agricultural"
    FOOD = "food"
    HANDICRAFT = "handicraft"
    MANUFACTURED = "manufactured"
    NATURAL = "natural"


def gates(proofs: Collection[str]) -> list[Proof]:
    """Return those proofs without which goods of a craft may not be sold, in the order of the alphabet."""
    return sorted(GATES.intersection(proofs))


def standing(source_lists: Collection[str]) -> Standing:
    """Return how firmly a product belongs to its district, by the lists that name it."""
    if {SourceList.DPIIT, SourceList.STATE, SourceList.PMFME}.intersection(source_lists):
        return Standing.NOTIFIED
    return Standing.INFERRED if SourceList.GI_REGISTRY in source_lists else Standing.INHERITED


def weight(source_lists: Collection[str]) -> int:
    """Return the place of a product's weightiest list: 0 for DPIIT's, growing as lists weigh less."""
    order = list(SourceList)
    return min(order.index(SourceList(name)) for name in source_lists)


def count_clusters(
    named: Iterable[tuple[int, str, str]], recognised: Mapping[int, Collection[str]]
) -> dict[int, int]:
    """Count the clusters of each district, a craft once.

    `named` are (district, craft, State) of the registry's products: one craft in two districts of a State reads as a
    cluster. `recognised` are by district the crafts of clusters that officers named.
    """
    at_home: dict[tuple[str, str], set[int]] = {}
    for district, craft, state in named:
        at_home.setdefault((state, craft), set()).add(district)
    crafts: dict[int, set[str]] = {district: set(theirs) for district, theirs in recognised.items()}
    for (_, craft), districts in at_home.items():
        for district in districts if len(districts) > 1 else ():
            crafts.setdefault(district, set()).add(craft)
    return {district: len(theirs) for district, theirs in crafts.items()}


def slug_of_word(word: str) -> str:
    """Return a family's or craft's word as it stands in an address: `oils_attar` → `oils-attar`."""
    return word.replace("_", "-")

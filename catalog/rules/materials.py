"""What a piece is made of, as buyers narrow by: a few dozen materials, each read from words in any script.

What the maker tells of the materials counts; where nothing known is told there, the titles do. Food is made of nothing
in this sense.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from catalog.rules.registry import Thread
from catalog.rules.spelling import fold

EATEN = frozenset({Thread.FOOD, Thread.SPICE})


class Material(StrEnum):
    """A material that goods are narrowed by."""

    COTTON = "cotton"
    SILK = "silk"
    WOOL = "wool"
    LINEN = "linen"
    JUTE = "jute"
    ZARI = "zari"
    PLANT_FIBRE = "plant_fibre"
    CANE = "cane"
    BAMBOO = "bamboo"
    GRASS = "grass"
    WOOD = "wood"
    LAC = "lac"
    PAPER = "paper"
    LEATHER = "leather"
    HORN = "horn"
    COCONUT_SHELL = "coconut_shell"
    SHELL = "shell"
    CLAY = "clay"
    STONE = "stone"
    MARBLE = "marble"
    GLASS = "glass"
    BRASS = "brass"
    BELL_METAL = "bell_metal"
    BRONZE = "bronze"
    COPPER = "copper"
    IRON = "iron"
    STEEL = "steel"
    SILVER = "silver"
    GOLD = "gold"
    ZINC = "zinc"
    BEADS = "beads"


# The words that name each: whole words or runs of them, as makers write them in Latin letters and in Devanagari.
_SAID: dict[Material, str] = {
    Material.COTTON: "cotton, khadi cotton, sooti, kapas, muslin, mulmul, सूती, सूत, कपास, मलमल",
    Material.SILK: "silk, silks, tussar, tasar, muga, eri, mulberry, resham, reshmi, pattu, रेशम, रेशमी, सिल्क, टसर",
    Material.WOOL: "wool, woollen, woolen, pashmina, merino, ooni, oon, ऊन, ऊनी, पश्मीना",
    Material.LINEN: "linen, flax, लिनन",
    Material.JUTE: "jute, जूट, पटसन",
    Material.ZARI: "zari, metallic thread, gold thread, silver thread, ज़री, जरी",
    Material.PLANT_FIBRE: "fibre, fiber, coir, sisal, banana bark, water hyacinth, palm leaf, palm leaves, hemp, "
    "ramie, रेशा, नारियल जटा, ताड़ पत्र",
    Material.CANE: "cane, rattan, बेंत",
    Material.BAMBOO: "bamboo, बाँस, बांस",
    Material.GRASS: "grass, sikki, sabai, moonj, munj, kauna, reed, straw, golden grass, घास, मूँज, मूंज, सिक्की",
    Material.WOOD: "wood, wooden, softwood, hardwood, jackwood, sheesham, teak, rosewood, sandalwood, walnut, "
    "mango wood, jackfruit, ebony, deodar, cedar, लकड़ी, शीशम, सागौन, काष्ठ",
    Material.LAC: "lac, lacquer, lacquered, lacquerware, लाख",
    Material.PAPER: "paper, papier mache, papier-mâché, paper pulp, काग़ज़, कागज, पेपर माशे",
    Material.LEATHER: "leather, goat hide, cowhide, चमड़ा, चमड़े",
    Material.HORN: "horn, bone, camel bone, सींग, हड्डी",
    Material.COCONUT_SHELL: "coconut shell, नारियल खोल",
    Material.SHELL: "conch, conch shell, sea shell, seashell, mother of pearl, शंख, सीप",
    Material.CLAY: "clay, terracotta, ceramic, stoneware, earthenware, quartz powder, मिट्टी, टेराकोटा",
    Material.STONE: "stone, granite, sandstone, soapstone, limestone, slate, पत्थर, ग्रेनाइट",
    Material.MARBLE: "marble, संगमरमर",
    Material.GLASS: "glass, काँच, कांच",
    Material.BRASS: "brass, पीतल",
    Material.BELL_METAL: "bell metal, kansa, kasa, dhokra metal, काँसा, कांसा",
    Material.BRONZE: "bronze, panchaloha, panchdhatu, कांस्य",
    Material.COPPER: "copper, ताँबा, तांबा, तांबे",
    Material.IRON: "iron, wrought iron, लोहा, लोहे",
    Material.STEEL: "steel, stainless steel, इस्पात",
    Material.SILVER: "silver, silver wire, silver filigree, चाँदी, चांदी",
    Material.GOLD: "gold, gold foil, सोना, सोने",
    Material.ZINC: "zinc, zinc alloy, bidri metal, जस्ता",
    Material.BEADS: "bead, beads, glass beads, मनका, मनके, मोती",
}
# A colour, a tool or a picture of it is not the thing.
_NOT_THEM = (
    "iron black, silver gray, silver white, gold colour, rose gold, clay colour, brass colour, copper colour, "
    "iron warm, stone ground, glass painting, wood block, wood blocks, lac dye, bamboo pen, silk screen, paper weight"
)


def _folds(listed: str) -> list[str]:
    """The folds of what is listed, the longest first: a gold thread is zari and no gold."""
    folds = {folded for each in listed.split(",") if (folded := fold(each))}
    return sorted(folds, key=lambda each: (-each.count(" "), each))


SAID: dict[str, Material | None] = {
    folded: material for material, listed in _SAID.items() for folded in _folds(listed)
} | dict.fromkeys(_folds(_NOT_THEM))
LONGEST_FIRST = sorted(SAID, key=lambda each: (-each.count(" "), each))


def materials_of(told: str, titles: Iterable[str], thread: Thread) -> list[Material]:
    """What a piece is made of: by what is told of it, else by its titles; nothing for what is eaten."""
    if thread in EATEN:
        return []
    return _named([told]) or _named(titles)


def _named(texts: Iterable[str]) -> list[Material]:
    said = f" {' | '.join(fold(text) for text in texts)} "
    found: set[Material | None] = set()
    for words in LONGEST_FIRST:
        if f" {words} " in said:
            found.add(SAID[words])
            said = said.replace(f" {words} ", " | ")  # the words of a longer name are not read again
    return [material for material in Material if material in found]

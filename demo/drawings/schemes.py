"""Which colors a good is drawn in: by the words of its title first, then by its family."""

from __future__ import annotations

from demo.drawings.art import Art
from demo.drawings.colors import (
    BRASS,
    COLOR_WORDS,
    COPPER,
    HALDI,
    INK,
    IRON,
    KHADI,
    KORA,
    MAJITH,
    MEHENDI,
    MORPANKH,
    NEEL,
    TERRA,
    WOOD,
    dark,
    lite,
    luma,
    mix,
)

SOFT_FAMILIES = frozenset(
    [
        "weaves",
        "ikat",
        "block_print",
        "embroidery",
        "carpets",
        "jewellery",
        "glass",
        "leather",
        "clay",
        "other",
    ]
)  # what is dyed or glazed, so that a color word in the title is the good's own color

SCHEMES = {
    "weaves": (
        (MAJITH, NEEL, HALDI),
        (NEEL, MAJITH, HALDI),
        (MORPANKH, "#7E1F28", HALDI),
        (MEHENDI, MAJITH, HALDI),
        ("#D9A441", "#7E1F28", MORPANKH),
        ("#5C2C66", MEHENDI, HALDI),
        (TERRA, NEEL, "#EBCB86"),
    ),
    "ikat": (
        (NEEL, MAJITH, HALDI),
        (MAJITH, "#2A2523", HALDI),
        (MORPANKH, "#7E1F28", HALDI),
        ("#7E1F28", NEEL, "#EBCB86"),
    ),
    "block_print": (
        (NEEL, MAJITH, "#EBD9B0"),
        (MAJITH, "#2A2523", "#EBD9B0"),
        ("#EFE2C4", MAJITH, NEEL),
        (TERRA, MEHENDI, "#EBD9B0"),
    ),
    "embroidery": (
        (MORPANKH, MAJITH, HALDI),
        (NEEL, MAJITH, HALDI),
        ("#7E1F28", MORPANKH, HALDI),
        (MEHENDI, "#B8326B", HALDI),
        ("#EADDC0", MAJITH, MORPANKH),
    ),
    "carpets": (
        ("#8E2320", NEEL, "#E0B55A"),
        (NEEL, MAJITH, "#E6CF9E"),
        (MORPANKH, "#7E1F28", "#E6CF9E"),
        ("#C9A66B", MEHENDI, MAJITH),
    ),
    "leather": (("#9A5A2E", "#7E1F28", HALDI), ("#7B4526", MORPANKH, HALDI), ("#B0703A", NEEL, HALDI)),
    "clay": ((TERRA, "#3A2C26", "#F1E8D8"), ("#A85A34", MORPANKH, KORA)),
    "metal": ((BRASS, "#7E1F28", HALDI), ("#B98A3A", MORPANKH, HALDI), ("#C08A34", NEEL, HALDI)),
    "stone": (("#C9B48A", TERRA, MORPANKH), ("#B9AFA0", MORPANKH, MAJITH)),
    "wood_lac": ((WOOD, MAJITH, HALDI), ("#6B4026", MORPANKH, HALDI), ("#9A6A3A", MEHENDI, HALDI)),
    "cane_bamboo": (("#C9A055", MAJITH, MEHENDI), ("#B98F4A", MORPANKH, MAJITH), ("#D3AE62", NEEL, TERRA)),
    "jewellery": ((MAJITH, MORPANKH, HALDI), ("#B8326B", MEHENDI, HALDI), (MORPANKH, MAJITH, HALDI)),
    "glass": (("#2E7FA0", MAJITH, HALDI),),
    "painting": ((MAJITH, NEEL, HALDI), (TERRA, MORPANKH, HALDI), (NEEL, MAJITH, HALDI)),
    "paper_toys": ((MAJITH, NEEL, HALDI), ("#D9702B", MORPANKH, HALDI), ("#2F7A4A", MAJITH, HALDI)),
}


FOOD_SCHEMES = (
    (MAJITH, NEEL, HALDI),
    (MORPANKH, MAJITH, HALDI),
    (MEHENDI, TERRA, HALDI),
    (NEEL, TERRA, HALDI),
    (TERRA, MEHENDI, HALDI),
)


GROUNDS = ("#F4E7CB", "#E6E8DC", "#F3DED0", "#DEE6E4", "#EFE3D3", "#E3E3EA", "#F1E1B8", "#EAD9CC")


BODY = (
    ("lace", "#F1E8D6"),
    ("granite", "#57534F"),
    ("agate", "#8B8D92"),
    ("yellow stone", "#D9AE55"),
    ("marble", "#EFEAE0"),
    ("sandstone", "#CF9A6B"),
    ("limestone", "#D9CDB0"),
    ("soft stone", "#B5A68E"),
    ("coconut shell", "#5A3A26"),
    ("blue pottery", "#EDF2F0"),
    ("stoneware", "#EEF0EA"),
    ("black pottery", "#2E2B2A"),
    ("silver-etched", "#2E2B2A"),
    ("bidri", "#2B2A2C"),
    ("koftgari", "#3A3C40"),
    ("gulabi", "#C94F86"),
    ("copper gagar", "#B8683A"),
    ("stainless", "#BFC4C5"),
    ("bell metal", "#B59048"),
    ("bell-metal", "#B59048"),
    ("wrought iron", IRON),
    ("copper-coated", COPPER),
    ("silver filigree", "#B9BFC1"),
    ("rosewood", "#4A2C1E"),
    ("dark wood", "#3F2A20"),
    ("pine wood", "#D9B073"),
    ("softwood", WOOD),
    ("sal leaf", "#7A8A3A"),
    ("areca", "#D3B88A"),
    ("golden grass", "#D6A93A"),
    ("aipan", "#9A3B26"),
    ("lippan", "#E9DEC8"),
    ("netti", "#F3EDDD"),
    ("sankheda", "#8E2A1C"),
    ("sheesham", "#4A2C1E"),
    ("brass", BRASS),
    ("deer", "#B98248"),
    ("khavda", TERRA),
    ("dokra owl", "#B98A3A"),
    ("gomira", "#8E3A2A"),
    ("ramman", "#C99A5A"),
    ("chhau", "#E3A23A"),
    ("hanuman", "#C8562E"),
    ("garuda", MORPANKH),
    ("lacquered low", "#8E2A1C"),
    ("usta", "#7B4526"),
    ("terracotta", TERRA),
    ("veena", "#7A4526"),
    ("drum", "#8A5A33"),
    ("dholak", "#8E4A2A"),
    ("apricot", TERRA),
    ("nandi", "#57534F"),
)


def color(art: Art) -> None:
    """Set the colors of the good and of its ground."""
    art.main, art.second, art.accent = art.one(*SCHEMES.get(art.family, FOOD_SCHEMES))
    soft = art.family in SOFT_FAMILIES
    art.main = mix(_body_color(art, soft), art.one(INK, KHADI, TERRA, HALDI), art.num(0, 0.07))
    if soft and abs(luma(art.second) - luma(art.main)) < 0.1:
        art.second = dark(art.second, 0.4) if luma(art.main) > 0.3 else lite(art.second, 0.2)
    if art.titled("white on white"):
        art.second, art.accent = "#DCD3C0", "#CFC5AF"
    art.ground = max(art.rng.sample(GROUNDS, 3), key=lambda ground: abs(luma(ground) - luma(art.main)))


def _body_color(art: Art, soft: bool) -> str:
    if body := next((color for word, color in BODY if art.titled(word)), None):
        return body
    title = f" {art.words}".replace(",", " ").replace("-", " ")
    if soft and (found := next((color for word, color in COLOR_WORDS if f" {word}" in title), None)):
        return found
    return "#E6D9BC" if soft and art.has("undyed", "unbleached") else art.main

"""Which shape a good is drawn as: the first row whose word stands in the title."""

from __future__ import annotations

from collections.abc import Callable

from demo.drawings import (
    bags,
    boxes,
    carpets,
    clothes,
    figures,
    fruits,
    grains,
    handwork,
    instruments,
    jars,
    jewelry,
    lamps,
    linen,
    pictures,
    sarees,
    sweetmeats,
    toys,
    vessels,
)
from demo.drawings.art import Art
from demo.goods import FOOD_FAMILIES

Shape = Callable[[Art], None]
Row = tuple[tuple[str, ...], Shape]

TABLE: tuple[Row, ...] = (
    (("thalaiyatti", "cloth doll", "nodding couple", "candle stand, pair"), toys.dolls),
    (("agarbathi", "candles"), handwork.candles),
    (("cricket bat",), handwork.bat),
    (("veena", "drum", "dholak", "bansuri"), instruments.instrument),
    (("pagadi",), clothes.turban),
    (("cotton yarn",), clothes.yarn),
    (("temple replica", "netti"), handwork.temple),
    (("konark wheel", "screen"), pictures.panel),
    (("mask",), handwork.mask),
    (("ganjifa", "postcard", "rag paper"), pictures.cards),
    (("stacking rings",), toys.rings),
    (("spinning tops", "rattle"), toys.tops),
    (("bullock cart",), toys.cart),
    (("kitchen set",), toys.kitchen),
    (("toy fruits", "wooden fruit set"), toys.fruits_toy),
    (("comb", "spoon"), handwork.combs),
    (("side table",), handwork.furniture),
    (("jutti", "mojari", "chappal"), clothes.shoe),
    (("wallet", "clutch", "batua", "tote", "shoulder bag"), bags.bag),
    (("flask",), handwork.flask),
    (("attar box", "pendant box"), boxes.trinket),
    (("bangles",), jewelry.bangles),
    (("pendant",), jewelry.pendant),
    (("necklace", "hansuli", "anklet"), jewelry.necklace),
    (("earring", "cufflink"), jewelry.earrings),
    (("chariot",), handwork.temple),
    (("jacket", "kurta"), clothes.garment),
    (("cushion",), linen.cushion),
    (("toran", "wall hanging"), linen.hanging),
    (("table runner",), linen.runner),
    (("lamp shade", "bamboo table lamp"), lamps.shade),
    (("lantern",), lamps.lantern),
    (("hanging lamp", "wall lamp", "iron lamp", "lamp with birds"), lamps.lamp),
    (("xorai", "tiffin"), lamps.stand),
    (("bells of",), lamps.bells),
    (
        (
            "elephant in forest",
            "carved wooden panel",
            "framed patan",
            "wall panel",
            "wall piece",
            "painting",
            "painted tree",
            "scroll",
            "patachitra",
            "pattachitra",
            "chamba rumal",
            "miniature",
        ),
        pictures.picture,
    ),
    (
        ("elephant", "horse", "nandi", "deer", "dokra owl", "ganesha", "garuda", "lakshmi", "vinayagar"),
        figures.figure,
    ),
    (("thali",), vessels.thali),
    (("agate bowl", "wooden bowl", "stone bowl", "shell bowls", "urli", "parat"), vessels.bowl),
    (("plate", "roundel", "tray"), vessels.plate),
    (("vase", "surahi", "lota", "gagar"), vessels.pot),
    (("trinket box", "jewellery box", "tarkashi box"), boxes.box),
    (("floor mat", "door mat", "doormat", "pati", "durrie", "carpet", "dari", "jamakkalam"), carpets.carpet),
    (("basket",), boxes.basket),
    (("bedspread", "bedcover", "bedsheet", "quilt", "towel", "chaddar", "blanket"), linen.stack),
    (("yardage", "fabric", "blouse piece", "wrap length"), linen.bolt),
    (
        ("stole", "shawl", "muffler", "scarf", "gamosa", "dupatta", "throw", "phee", "phanek", "risa"),
        sarees.drape,
    ),
)

FOODS: tuple[Row, ...] = (
    (("kaladi",), sweetmeats.sweets),
    (("chips", "saffron, mongra"), grains.bowlful),
    (("fresh ", "mangoes", "pineapples"), fruits.fruit),
    (
        ("honey", "pickle", "marmalade", "preserve", "jam,", "jelly,", "murabba", "gulkand", "400 g jar"),
        jars.jar,
    ),
    (("garlic", "squash", " oil", "rooh", "attar"), jars.bottle),
    (("coffee", "arabica", "robusta", " tea", "ctc"), sweetmeats.cup),
    (
        (
            "chikki",
            "brittle",
            "gajak",
            "halwa",
            "papad",
            "pedha",
            "magji",
            "mithai",
            "petha",
            "mihidana",
            "jelly slabs",
            "jaggery block",
            " gur",
            "kaladi",
            "tamarind",
        ),
        sweetmeats.sweets,
    ),
)

# Shapes seen from straight above or hung on a wall, which stand on no table.
FLAT: frozenset[Shape] = frozenset(
    (
        carpets.carpet,
        linen.hanging,
        linen.runner,
        pictures.panel,
        pictures.picture,
        sarees.fold,
        vessels.plate,
    )
)


def choose(art: Art) -> Shape:
    """Return the shape for a good: a tin when no word of its title is known."""
    food = art.family in FOOD_FAMILIES
    if food and art.titled("chilli") and art.titled("powder"):
        return grains.bowlful
    if art.family == "painting" and not art.titled("ganjifa", "postcard", "tray"):
        return pictures.picture
    if shape := next((shape for words, shape in (FOODS if food else TABLE) if art.titled(*words)), None):
        return shape
    if not food and art.titled("saree", "sari"):
        return art.one(sarees.fan, sarees.fold, sarees.drape)
    return grains.bowlful if food or art.titled("prawns") else jars.tin

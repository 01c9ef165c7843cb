"""Glass jars, bottles, phials, and the tin that holds whatever has no shape of its own."""

from __future__ import annotations

from demo.drawings import textiles
from demo.drawings.art import Art, hoop, lathe
from demo.drawings.colors import BRASS, HALDI, INK, JUTE, WOOD, dark, lite, mix
from demo.drawings.fruits import FRUIT, fruit_kind
from demo.drawings.pen import circle, group, line, oval, path, petals, rect

OILS = (
    ("mustard", "#C9931E"),
    ("coconut", "#E9E6D2"),
    ("buckthorn", "#E07C1A"),
    ("mandarin", "#E58B28"),
    ("agar", "#5A3220"),
    ("mitti", "#B5733A"),
    ("lavender", "#B9A8D6"),
    ("kewda", "#D9CE8A"),
    ("lemongrass", "#D9C85A"),
    ("apricot", "#E0B04A"),
    ("chulli", "#E0B04A"),
)


PRESERVES = (
    ("honey", "#D98E1C"),
    ("lemon", "#C9A62C"),
    ("jolokia", "#B0401E"),
    ("mandarin", "#E0842A"),
    ("strawberry", "#A8242E"),
    ("pineapple", "#E0AE34"),
    ("apple", "#D8893A"),
    ("murabba", "#C9A03A"),
    ("gulkand", "#8E2748"),
    ("bamboo", "#B98A3A"),
    ("vegetable", "#B5622B"),
    ("cashew", "#E6CF9E"),
)


def jar(art: Art) -> None:
    """Glass jar with cloth or metal cap, its fruit beside it."""
    honey, pickle = art.has("honey"), art.has("pickle")
    c = _preserve_color(art)
    x0, kind = 198, fruit_kind(art)
    art.shadow(240, 408, 176, 14)
    prof = (
        [(150, 74), (164, 88), (196, 104), (300, 106), (376, 104), (400, 92)]
        if honey
        else [(148, 84), (170, 96), (230, 98), (340, 98), (388, 96), (404, 84)]
    )
    inner = path(f"M80 206Q{x0} 222 316 206V420H80z", c) + oval(x0, 208, 104, 10, lite(c, 0.4))
    inner += _lumps(art, c, pickle)
    art.put(
        lathe(art, x0, prof, "#DCE7E4", inner),
        line(f"M{x0 - 84} 196Q{x0 - 92} 290 {x0 - 84} 372", "#fff", 8, cap="round", op=0.55),
    )
    tag = path(f"M{x0 - 62} 258Q{x0} 270 {x0 + 62} 258V348Q{x0} 360 {x0 - 62} 348z", "#FBF3DF") + line(
        f"M{x0 - 54} 268Q{x0} 279 {x0 + 54} 268V340Q{x0} 351 {x0 - 54} 340z", art.main, 2
    )
    art.put(tag)
    if honey:
        cells = ((-22, 284), (0, 284), (-11, 303), (11, 303), (-33, 303), (-22, 322), (0, 322))
        comb = "".join(f"M{x0 + dx} {y}l11-6.500 11 6.500v13l-11 6.500-11-6.500z" for dx, y in cells)
        art.put(path(comb, lite(c, 0.25), stroke=dark(c, 0.25), sw=2.5))
    icon = art.symbol(FRUIT[kind](art)) if kind and not honey else ""
    if icon:
        art.put(art.use(icon, x0, 308, 0, 0.5))
    _lid(art, pickle, x0)
    if honey:
        art.put(
            group(
                rect(-7, -190, 14, 170, lite(WOOD, 0.15), rx=6)
                + "".join(
                    oval(0, -14 + 13 * i, w, 7, WOOD if i % 2 else lite(WOOD, 0.25))
                    for i, w in enumerate((16, 24, 28, 28, 23, 14))
                ),
                t="translate(372 346)rotate(16)",
            ),
            path("M352 394Q340 410 322 408Q352 424 392 412Q382 398 352 394z", c),
        )
    elif icon:
        art.put(
            art.use(icon, 352, 352, 8, 1.14),
            *([art.use(icon, 404, 386, -16, 0.8, True)] if kind not in ("pineapple", "bamboo") else []),
        )


def _preserve_color(art: Art) -> str:
    """Color of what is in the jar."""
    c = next((color for word, color in PRESERVES if art.titled(word)), "#B5622B")
    return "#EBCB7A" if art.has("creamed") else c


def _lumps(art: Art, c: str, pickle: bool) -> str:
    """Pieces afloat in the jar."""
    if not pickle and not art.has("murabba", "vegetable", "chunky", "whole fruit", "cashew"):
        return ""
    bit = art.symbol(
        path("M-17-4Q-8-17 8-12Q20-2 12 10Q-6 17-17-4z", lite(c, 0.3))
        + path("M-9-4Q0-11 9-3", "none", stroke="#fff", sw=2, op=0.5)
    )
    return "".join(
        art.use(bit, px + art.num(-6, 6), py + art.num(-5, 5), art.rng.randrange(0, 180, 20))
        for py in (234, 278, 322, 370)
        for px in (126, 174, 222, 270)
    )


def _lid(art: Art, pickle: bool, x0: float) -> None:
    """Cloth tied over the lid, or a ribbed metal cap."""
    if art.one(True, False) or pickle:
        cloth = (
            f"M{x0 - 92} 150Q{x0 - 84} 104 {x0} 100Q{x0 + 84} 104 {x0 + 92} 150L{x0 + 106} 186"
            f"L{x0 + 84} 178L{x0 + 60} 192L{x0 + 36} 180L{x0 + 12} 194L{x0 - 14} 181L{x0 - 40} 193"
            f"L{x0 - 64} 179L{x0 - 104} 188z"
        )
        art.put(
            path(cloth, art.second),
            path(
                cloth,
                art.one(textiles.dots, textiles.checks, textiles.floral)(
                    art, lite(art.second, 0.65), HALDI, 0.55
                ),
            ),
            line(f"M{x0 - 90} 152Q{x0} 168 {x0 + 90} 152", JUTE, 7),
            path(f"M{x0 + 36} 160q-22 12-6 26q12-6 6-26q26 2 28 18q-18 4-28-18", "none", stroke=JUTE, sw=5),
        )
    else:
        art.put(
            rect(x0 - 92, 110, 184, 44, BRASS, rx=7),
            line(f"M{x0 - 86} 120h172M{x0 - 86} 144h172", dark(BRASS, 0.25), 3),
            line(f"M{x0 - 84} 132h168", dark(BRASS, 0.2), 18, dash="2 8"),
            rect(x0 + 44, 110, 48, 44, INK, op=0.12),
            rect(x0 - 78, 112, 60, 5, "#fff", op=0.4),
        )


def bottle(art: Art) -> None:
    """Oil bottle, squash bottle or small attar vial with its source plant."""
    small = art.has(" ml") and any(k in art.words for k in (" 3 ml", " 6 ml", " 10 ml", " 15 ml"))
    kind = fruit_kind(art)
    c = next((color for word, color in OILS if art.titled(word)), "#D9A83A")
    x0 = 196
    art.shadow(236, 412, 160, 13)
    if small:
        _phial(art, c, x0)
    else:
        _flagon(art, c, x0)
    if kind:
        icon = art.symbol(FRUIT[kind](art))
        tall = kind in ("lavender", "grass", "mustard")
        if not small:
            art.put(art.use(icon, x0, 326, 0, 0.5))
        art.put(art.use(icon, 346, 328 if tall else 352, 6, 1.2))
    elif art.has("agar", "sandal"):
        art.put(
            path("M306 392L320 330L420 312L430 372L340 404z", "#7A4A2B"),
            path("M320 330L420 312L400 300L318 316z", "#A8764A"),
            line("M318 350Q370 346 424 334M314 374Q370 366 426 356", "#4A2A18", 4),
        )


def _phial(art: Art, c: str, x0: float) -> None:
    """Cut-glass phial of attar with a gilt collar."""
    gold = "#DDB14C"
    art.put(
        path(f"M{x0} 60Q{x0 - 30} 96 {x0 - 17} 124H{x0 + 17}Q{x0 + 30} 96 {x0} 60z", art.second),
        path(f"M{x0} 60Q{x0 + 30} 96 {x0 + 17} 124H{x0 + 4}Q{x0 + 14} 96 {x0} 60z", INK, op=0.16),
        circle(x0, 58, 8, gold),
        rect(x0 - 28, 124, 56, 20, gold, rx=4),
        rect(x0 - 20, 144, 40, 32, "#DDE6E3"),
    )
    body = f"M{x0 - 48} 176H{x0 + 48}L{x0 + 98} 236L{x0 + 78} 388Q{x0} 412 {x0 - 78} 388L{x0 - 98} 236z"
    art.put(
        path(body, lite(c, 0.5)),
        path(f"M{x0 - 92} 254Q{x0} 270 {x0 + 92} 254L{x0 + 78} 388Q{x0} 412 {x0 - 78} 388z", c),
        path(
            f"M{x0 + 20} 176H{x0 + 48}L{x0 + 98} 236L{x0 + 78} 388Q{x0 + 50} 398 {x0 + 24} 400"
            f"L{x0 + 44} 240z",
            INK,
            op=0.12,
        ),
        path(
            f"M{x0 - 48} 176L{x0 - 98} 236L{x0 - 78} 388L{x0 - 54} 394L{x0 - 50} 240L{x0 - 20} 176z",
            "#fff",
            op=0.3,
        ),
        line(
            f"M{x0 - 98} 236L{x0 - 50} 242H{x0 + 44}L{x0 + 98} 236M{x0 - 50} 242L{x0 - 54} 394"
            f"M{x0 + 44} 242L{x0 + 24} 400",
            "#fff",
            2.5,
            op=0.6,
        ),
    )
    art.put(
        line(f"M{x0 - 94} 226L{x0 - 48} 178H{x0 + 48}L{x0 + 94} 226", gold, 5),
        group(
            path(petals(8, 8, 36, 17), gold)
            + path(petals(8, 4, 22, 15), lite(c, 0.6))
            + circle(0, 0, 7, gold),
            t=f"translate({x0 - 3} 318)",
        ),
    )


def _flagon(art: Art, c: str, x0: float) -> None:
    """Corked glass flagon with a paper label."""
    prof = [(104, 26), (124, 26), (168, 28), (196, 54), (232, 88), (270, 92), (380, 90), (404, 78)]
    inner = path(f"M80 218Q{x0} 232 312 218V420H80z", c) + oval(x0, 219, 86, 7, lite(c, 0.5))
    art.put(
        lathe(art, x0, prof, lite(mix(c, "#CFE0D8", 0.6), 0.2), inner),
        rect(x0 - 24, 66, 48, 44, "#B98A55", rx=5),
        line(f"M{x0 - 20} 78h40M{x0 - 18} 92h30", "#8A6236", 2, dash="6 5"),
        rect(x0 - 30, 106, 60, 12, lite(JUTE, 0.3), rx=5),
    )
    art.put(
        line(f"M{x0 - 30} 132Q{x0} 142 {x0 + 30} 132", JUTE, 6),
        path(f"M{x0 - 64} 270Q{x0} 282 {x0 + 64} 270V366Q{x0} 378 {x0 - 64} 366z", "#FBF3DF"),
        line(f"M{x0 - 56} 280Q{x0} 291 {x0 + 56} 280V358Q{x0} 369 {x0 - 56} 358z", art.main, 2),
    )


def tin(art: Art) -> None:
    """Fallback: gift tin with band and family pattern."""
    art.shadow(240, 406, 130, 14)
    art.put(
        lathe(
            art,
            240,
            [(150, 118), (160, 120), (380, 120), (398, 114)],
            art.main,
            rect(
                100,
                190,
                280,
                170,
                textiles.for_cloth(art)(art, lite(art.main, 0.5), lite(art.accent, 0.2), 0.8),
            )
            + hoop(240, 180, 122, 14, art.accent, 5)
            + hoop(240, 366, 122, 14, art.accent, 5),
            False,
        )
    )
    art.put(
        lathe(
            art,
            240,
            [(116, 122), (124, 126), (158, 126)],
            art.second,
            hoop(240, 140, 128, 14, art.accent, 4),
            False,
        ),
        oval(240, 116, 122, 26, lite(art.second, 0.2)),
        oval(240, 116, 108, 21, art.second),
    )

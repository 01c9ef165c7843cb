"""Bowls and sacks heaped with grain, spice, pods or powder."""

from __future__ import annotations

import math

from demo.drawings import surfaces, textiles
from demo.drawings.art import Art, hoop, lathe
from demo.drawings.colors import BRASS, HALDI, INK, JUTE, KHADI, MORPANKH, NEEL, TERRA, WOOD, dark, lite, luma
from demo.drawings.fruits import FRUIT, fruit_kind
from demo.drawings.pen import circle, group, line, num, oval, path, rect
from demo.drawings.pieces import PIECE, POWDER

Vessel = tuple[str, str, float, float, float]

# Pods in a heap: x, y, turn in degrees, mirrored.
POD_HEAP = (
    (-84, -14, 30, False),
    (82, -16, -24, True),
    (-34, -56, -14, False),
    (40, -52, 20, True),
    (0, -88, 4, False),
    (-70, 10, 0, False),
    (66, 8, 8, True),
    (2, -14, -8, False),
    (-10, 18, 12, True),
)


def vessel(art: Art) -> Vessel:
    """Front vessel: back parts, front parts, rim y, rim half-width, rim ry."""
    kind = (
        "sack"
        if art.has("kg") and art.family == "food_staple"
        else art.one("brass", "clay", "wood", "glaze", "basket")
    )
    if kind == "sack":
        return _sack(art)
    c = {
        "brass": BRASS,
        "clay": TERRA,
        "wood": WOOD,
        "glaze": art.one(MORPANKH, NEEL, "#7E1F28", "#EFE6D2"),
        "basket": "#C39A5B",
    }[kind]
    f, m = art.num(52, 92), art.num(-10, 12)
    prof = [(236, 152), (262, 150 + m / 3), (310, 134 + m), (356, 98 + m), (384, f), (398, f + 6)]
    c1 = dark(c, 0.35) if luma(c) > 0.4 else lite(c, 0.55)
    trim = {
        "brass": hoop(240, 268, 152, 24, c1, 3)
        + hoop(240, 290, 148, 24, c1, 12, dash="5 9")
        + hoop(240, 312, 140, 22, c1, 3),
        "clay": hoop(240, 276, 152, 24, KHADI, 3)
        + hoop(240, 294, 150, 24, KHADI, 8, cap="round", dash="0 15"),
        "wood": line("".join(f"M88 {y}q152 44 304 0" for y in range(262, 390, 17)), c1, 2, op=0.4),
        "glaze": rect(80, 268, 320, 60, textiles.floral(art, c1, lite(HALDI, 0.2), 0.62))
        + hoop(240, 262, 154, 24, c1, 4),
        "basket": rect(80, 220, 320, 190, surfaces.coils(art, c, lite(c, 0.45), 1)),
    }[kind]
    front = (
        lathe(art, 240, prof, c, trim)
        + line("M88 236A152 40 0 0 0 392 236", lite(c, 0.3), 9, cap="round")
        + line("M88 241A152 40 0 0 0 392 241", dark(c, 0.3), 2)
    )
    return (
        oval(240, 236, 152, 40, lite(c, 0.25)) + oval(240, 238, 144, 35, dark(c, 0.45)),
        front,
        236,
        142,
        33,
    )


def _sack(art: Art) -> Vessel:
    """Sack with its top rolled down."""
    c = art.one(JUTE, "#D8BC86", "#BF9A5C")
    prof = [(214, 130), (240, 142), (300, 158), (370, 160), (408, 140)]
    stamp = group(
        line("M0 44V-20", art.main, 5)
        + "".join(
            path("M0 0Q-14-8-9-26Q4-14 0 0zM0 0Q14-8 9-26Q-4-14 0 0z", art.main, t=f"translate(0 {y})")
            for y in (26, 6, -14)
        )
        + path("M0-28Q-7-42 0-56Q7-42 0-28z", art.main),
        t="translate(240 330)",
        op=0.8,
    ) + circle(240, 322, 62, "none", stroke=art.main, sw=4, dash="9 4", op=0.8)
    front = lathe(
        art,
        240,
        prof,
        c,
        rect(70, 190, 340, 230, textiles.weave(art, dark(c, 0.4), lite(c, 0.5))) + stamp,
    )
    roll = "M104 214A136 36 0 0 0 376 214Q392 226 378 242A140 38 0 0 1 102 242Q88 226 104 214z"
    front += (
        path(roll, lite(c, 0.22))
        + path(roll, textiles.weave(art, dark(c, 0.4), lite(c, 0.4)))
        + line("M100 244A142 38 0 0 0 380 244", dark(c, 0.35), 3, op=0.5)
    )
    return oval(240, 214, 136, 36, dark(c, 0.45)), front, 214, 126, 30


def heap(
    art: Art, cx: float, y: float, w: float, ry: float, tall: float, piece: str | None, c: str, count: int
) -> None:
    """Mound above a rim: flat for powder, built of pieces otherwise."""
    dome = (
        f"M{num(cx - w)} {num(y)}C{num(cx - w * 0.7)} {num(y - tall * 0.7)} {num(cx - w * 0.3)} "
        f"{num(y - tall)} {num(cx)} {num(y - tall)}S{num(cx + w * 0.7)} {num(y - tall * 0.7)} "
        f"{num(cx + w)} {num(y)}A{num(w)} {num(ry)} 0 0 1 {num(cx - w)} {num(y)}z"
    )
    art.put(path(dome, c))
    if piece is None:
        art.put(
            path(
                f"M{num(cx + 6)} {num(y - tall)}Q{num(cx + w * 0.6)} {num(y - tall * 0.8)} "
                f"{num(cx + w)} {num(y)}A{num(w)} {num(ry)} 0 0 1 {num(cx)} {num(y + ry)}"
                f"Q{num(cx + w * 0.5)} {num(y - tall * 0.3)} {num(cx + 6)} {num(y - tall)}z",
                INK,
                op=0.13,
            )
        )
        art.put(
            line(
                f"M{num(cx - w * 0.6)} {num(y - tall * 0.3)}q20-26 52-40"
                f"M{num(cx - w * 0.3)} {num(y - tall * 0.2)}q16-20 30-24"
                f"M{num(cx - w * 0.1)} {num(y + 4)}q30 6 60-2",
                lite(c, 0.4),
                4,
                cap="round",
                op=0.7,
            )
        )
        return
    tile = art.tile(
        46,
        38,
        art.use(piece, 12, 10, 24)
        + art.use(piece, 35, 8, -38)
        + art.use(piece, 22, 28, 78)
        + art.use(piece, 44, 30, 12)
        + art.use(piece, -2, 30, 12),
    )
    art.put(
        path(dome, tile),
        path(
            f"M{num(cx + w * 0.2)} {num(y - tall)}Q{num(cx + w * 0.8)} {num(y - tall * 0.6)} "
            f"{num(cx + w)} {num(y)}A{num(w)} {num(ry)} 0 0 1 {num(cx + w * 0.2)} {num(y + ry)}"
            f"Q{num(cx + w * 0.66)} {num(y - tall * 0.2)} {num(cx + w * 0.2)} {num(y - tall)}z",
            INK,
            op=0.1,
        ),
    )
    spots = []
    for i in range(count):
        u = (i + 0.5) / count * 2 - 1
        top = y - tall * math.cos(u * 1.45) ** 0.8
        spots.append(
            (top + art.num(0, 1) ** 1.4 * (y + ry * 0.7 * math.sqrt(1 - u * u) - top), cx + u * w * 0.95)
        )
    art.put(*(art.use(piece, px, py, art.rng.randrange(0, 180, 15)) for py, px in sorted(spots)))


def bowlful(art: Art) -> None:
    """Bowl or sack heaped with the food, a few pieces spilt before it."""
    powder = next((color for word, color in POWDER if art.titled(word)), None)
    whole = art.has("whole bean") or not powder
    piece = next((v for words, v in PIECE if any(w in art.words for w in words)), None) or next(
        (v for words, v in PIECE if art.has(*words)), None
    )
    back, front, y, w, ry = vessel(art)
    art.shadow(240, 408, 186, 14)
    art.put(back)
    kind = fruit_kind(art)
    if kind in ("chilli", "roundchilli", "turmeric") and not powder and not art.has("flakes"):
        name = art.symbol(FRUIT[kind](art))
        art.put(
            oval(240, y, w, ry, "#7A2A1C"),
            *(art.use(name, 240 + px, y + py, r, 0.92, flip) for px, py, r, flip in POD_HEAP),
        )
        art.put(front, art.use(name, 104, 412, -6, 0.78), art.use(name, 384, 410, 14, 0.78, True))
        return
    if whole and piece:
        name = art.symbol(piece[0])
        heap(art, 240, y, w, ry, art.num(92, 116), name, piece[1], 13 if len(piece[0]) < 160 else 8)
        art.put(
            front,
            *(
                art.use(name, px + art.num(-8, 8), py, art.rng.randrange(0, 180, 20))
                for px, py in ((92, 408), (126, 424), (340, 420), (376, 412), (404, 424))
            ),
        )
        return
    heap(art, 240, y, w, ry, art.num(92, 112), None, powder or "#D9B35E", 0)
    art.put(front)
    if kind:
        name = art.symbol(FRUIT[kind](art))
        art.put(art.use(name, 116, 398, -12, 0.82), art.use(name, 388, 404, 16, 0.7, True))
    elif piece:
        name = art.symbol(piece[0])
        art.put(
            *(
                art.use(name, px, py, 30 * i, 1.25)
                for i, (px, py) in enumerate(((96, 410), (128, 424), (350, 420), (384, 410)))
            )
        )

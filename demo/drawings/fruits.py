"""Fruit: alone, as an emblem on a jar, or piled in a crate."""

from __future__ import annotations

from collections.abc import Callable

from demo.drawings.art import Art
from demo.drawings.colors import INK, MAJITH, MEHENDI, WOOD, dark, lite
from demo.drawings.pen import circle, group, line, oval, path, rect
from demo.drawings.plants import (
    bamboo,
    berry,
    carrot,
    chilli,
    ginger,
    grass,
    lavender,
    leaf,
    mustard,
    rose,
    roundchilli,
    saffron,
    sal,
    tamarind,
    turmeric,
)


def ball(c: str, r: float = 52, spots: str = "") -> str:
    """Round fruit with shade and gleam."""
    return (
        circle(0, 0, r, c)
        + path(
            f"M{r * 0.5:.0f} {-r * 0.86:.0f}A{r} {r} 0 0 1 {-r * 0.5:.0f} {r * 0.86:.0f}"
            f"A{r * 1.15:.0f} {r * 1.15:.0f} 0 0 0 {r * 0.5:.0f} {-r * 0.86:.0f}z",
            INK,
            op=0.13,
        )
        + spots
        + oval(
            -r * 0.38,
            -r * 0.42,
            r * 0.2,
            r * 0.12,
            "#fff",
            op=0.5,
            t=f"rotate(-38 {-r * 0.38:.0f} {-r * 0.42:.0f})",
        )
    )


def mango(a: Art) -> str:
    """Mango."""
    d = "M-14-58C36-70 70-22 62 22C54 60 12 70-22 58C-62 42-66-2-48-28C-40-42-30-54-14-58z"
    return (
        path(d, "#EBA22C")
        + path("M-14-58C-40-50-62-10-54 18C-40 4-20-30-14-58z", "#D9572B", op=0.6)
        + path("M40-44C70-10 66 34 34 54C8 66-30 60-40 46C20 50 52 10 40-44z", INK, op=0.12)
        + line("M-14-58q-2-12 6-18", WOOD, 6, cap="round")
        + leaf("translate(-10-68)rotate(8)")
        + oval(-6, -30, 14, 6, "#fff", op=0.35, t="rotate(-30)")
    )


def orange(a: Art) -> str:
    """Mandarin."""
    return (
        ball(
            "#E8842A",
            54,
            "".join(
                circle(x, y, 1.6, "#B85D14", op=0.6)
                for x, y in ((-20, 6), (4, 22), (20, -8), (-6, -14), (26, 16), (-28, 24), (8, 38))
            ),
        )
        + path("M-8-46q8-6 16 0q-8 8-16 0z", MEHENDI)
        + leaf("translate(4-48)rotate(-6)")
    )


def apple(a: Art) -> str:
    """Apple."""
    d = "M0-38C18-56 62-48 58-2C54 40 26 60 0 50C-26 60-54 40-58-2C-62-48-18-56 0-38z"
    return (
        path(d, MAJITH)
        + path("M30-48C70-40 64 30 20 52C46 20 50-20 30-48z", INK, op=0.15)
        + path("M-40-30q10-12 24-10q-20 10-24 26z", "#fff", op=0.4)
        + line("M0-36Q0-54 10-64", WOOD, 6, cap="round")
        + leaf("translate(6-50)")
    )


def lemon(a: Art) -> str:
    """Lemon."""
    return (
        path("M-64 0Q-54-6-46-22Q0-56 46-22Q54-6 64 0Q54 6 46 22Q0 56-46 22Q-54 6-64 0z", "#F0C93A")
        + path("M46-22Q54-6 64 0Q54 6 46 22Q0 56-46 22Q40 20 46-22z", INK, op=0.1)
        + oval(-20, -18, 14, 6, "#fff", op=0.5, t="rotate(-20)")
        + leaf("translate(-56-6)rotate(-60)scale(.7)")
    )


def litchi(a: Art) -> str:
    """Litchi with bumps."""
    p = a.tile(14, 12, path("M0 6L7 0L14 6L7 12z", "#8E2340", op=0.45) + circle(7, 5, 1.6, "#F0A0A8", op=0.8))
    return (
        circle(0, 0, 46, "#C8384B")
        + circle(0, 0, 46, p)
        + path("M24-40A46 46 0 0 1-22 40A54 54 0 0 0 24-40z", INK, op=0.16)
        + line("M0-44Q2-60 12-70", WOOD, 6, cap="round")
        + leaf("translate(6-58)scale(1.05)")
    )


def pineapple(a: Art) -> str:
    """Pineapple."""
    p = a.tile(
        26,
        26,
        path("M0 13L13 0L26 13L13 26z", "none", stroke="#8B5A16", sw=2.5) + circle(13, 13, 3, "#7A4A12"),
    )
    crown = "".join(
        path(
            "M-8 0Q-13-34 0-66Q13-34 8 0z",
            MEHENDI if i % 2 else "#5E7F33",
            t=f"translate(0-52)rotate({r})",
        )
        for i, r in enumerate((-56, 56, -34, 34, -14, 14, 0))
    )
    return (
        crown
        + oval(0, 14, 54, 72, "#DD9A28")
        + oval(0, 14, 54, 72, p)
        + path("M24-50Q84 14 20 84Q52 14 24-50z", INK, op=0.15)
    )


def banana(a: Art) -> str:
    """Bananas."""
    one = (
        path("M-62-24Q-70 40 10 52Q54 54 68 26L60 20Q10 34-24-8L-44-34L-60-36z", "#EBC13A")
        + line("M-54-26Q-50 30 14 42Q46 42 62 24", "#B9861C", 2.5)
        + path("M68 26l-8-6l2 10z", "#5A3E1A")
    )
    return (
        group(one, t="translate(4 12)rotate(10)")
        + group(one, t="rotate(-10)")
        + path("M-62-40h18l-2 12h-14z", "#6B5A22")
    )


def kiwi(a: Art | None = None) -> str:
    """Kiwi half."""
    return (
        circle(0, 0, 54, "#6F5530")
        + circle(0, 0, 49, "#8FB43C")
        + circle(0, 0, 38, "none", stroke="#B4D066", sw=16, dash="3 7")
        + oval(0, 0, 15, 12, "#F3EFCB")
        + circle(0, 0, 24, "none", stroke=INK, sw=5, cap="round", dash="0 12.600")
    )


def strawberry(a: Art) -> str:
    """Strawberry."""
    return (
        path("M0 56C-50 26-60-24-32-36Q-12-44 0-34Q12-44 32-36C60-24 50 26 0 56z", "#C9303A")
        + "".join(
            path("M0-4q4 5 0 8q-4-3 0-8z", "#F6D67A", t=f"translate({x} {y})")
            for x, y in ((-24, -14), (0, -10), (24, -14), (-14, 8), (12, 8), (0, 28))
        )
        + path("M-36-36Q-14-26 0-40Q14-26 36-36Q20-56 0-44Q-20-56-36-36z", MEHENDI)
        + line("M0-44v-16", MEHENDI, 5, cap="round")
    )


def coconut(a: Art) -> str:
    """Coconut half and shell."""
    return (
        circle(34, -14, 56, "#6B4527")
        + line("M0-56Q40-30 84-40M-10-24Q40 0 88-6M6 24Q40 30 80 18", "#8E633C", 3)
        + circle(-20, 18, 58, "#5A3A20")
        + circle(-20, 18, 51, "#FBF7EA")
        + oval(-18, 22, 37, 33, "#E3DCC6")
        + path("M-55 14A37 33 0 0 1-18-11A44 44 0 0 0-55 14z", INK, op=0.12)
    )


def dates(a: Art) -> str:
    """Date."""
    c = "#E2B23A" if a.has("yellow") else "#6B3A20"
    return (
        oval(0, 0, 30, 46, c)
        + path("M8-44Q44 0 8 44Q24 0 8-44z", INK, op=0.15)
        + path("M-10-42Q0-54 10-42Q0-36-10-42z", "#8A6B2A")
        + line("M-12-24Q-18 0-12 18", "#fff", 5, op=0.5, cap="round")
    )


def apricot(a: Art | None = None) -> str:
    """Dried apricot."""
    return (
        path("M-44-6Q-40-44 0-40Q46-42 46 2Q42 42 0 40Q-46 38-44-6z", "#DE8F34")
        + path("M-14-20Q10-34 26-10Q36 14 8 18Q-22 16-14-20z", "#B9661E")
        + line("M-30-12Q-26-30-6-32", "#fff", 5, op=0.4, cap="round")
    )


def amla(a: Art) -> str:
    """Amla in syrup."""
    return ball("#C9A63A", 46, line("M0-44V44M-26-36Q-40 0-26 36M26-36Q40 0 26 36", "#9A7A1E", 2.5))


def pome(a: Art) -> str:
    """Pomegranate."""
    return ball(
        "#A82A36",
        54,
        path("M-8-6Q-34 10-14 40Q20 44 30 14Q16-8-8-6z", "#F3D9B8")
        + "".join(
            circle(x, y, 7, "#C0203A")
            for x, y in ((-10, 8), (4, 6), (16, 12), (-12, 22), (2, 22), (14, 28), (-2, 35))
        ),
    ) + path("M-14-48L-18-70L-6-60L0-74L8-60L20-68L14-48z", "#8E2230")


def kokum(a: Art) -> str:
    """Kokum fruit."""
    return ball("#6B1A34", 46) + path("M-16-42Q0-28 16-42Q8-54 0-48Q-8-54-16-42z", MEHENDI)


FRUIT: dict[str, Callable[[Art], str]] = {
    "mango": mango,
    "orange": orange,
    "apple": apple,
    "lemon": lemon,
    "litchi": litchi,
    "pineapple": pineapple,
    "banana": banana,
    "kiwi": kiwi,
    "strawberry": strawberry,
    "chilli": chilli,
    "roundchilli": roundchilli,
    "turmeric": turmeric,
    "ginger": ginger,
    "coconut": coconut,
    "date": dates,
    "apricot": apricot,
    "amla": amla,
    "bamboo": bamboo,
    "pome": pome,
    "berry": berry,
    "lavender": lavender,
    "grass": grass,
    "saffron": saffron,
    "rose": rose,
    "kokum": kokum,
    "tamarind": tamarind,
    "carrot": carrot,
    "earth": sal,
    "mustard": mustard,
}


FRUIT_WORDS = (
    ("bamboo shoot", "bamboo"),
    ("mandarin", "orange"),
    ("kesar angoori", "saffron"),
    ("saffron, mongra", "saffron"),
    ("mango", "mango"),
    ("amchur", "mango"),
    ("litchi", "litchi"),
    ("pineapple", "pineapple"),
    ("kiwi", "kiwi"),
    ("strawberry", "strawberry"),
    ("apple", "apple"),
    ("lemongrass", "grass"),
    ("kewda", "grass"),
    ("lemon", "lemon"),
    ("jolokia", "roundchilli"),
    ("king chilli", "roundchilli"),
    ("chapata", "roundchilli"),
    ("bamboo shoot", "bamboo"),
    ("chilli", "chilli"),
    ("mirchi", "chilli"),
    ("mircha", "chilli"),
    ("vathal", "chilli"),
    ("turmeric", "turmeric"),
    ("haladi", "turmeric"),
    ("ginger", "ginger"),
    ("coconut", "coconut"),
    ("date", "date"),
    ("apricot", "apricot"),
    ("amla", "amla"),
    ("anardana", "pome"),
    ("buckthorn", "berry"),
    ("lavender", "lavender"),
    ("rose", "rose"),
    ("gulkand", "rose"),
    ("kokum", "kokum"),
    ("tamarind", "tamarind"),
    ("banana", "banana"),
    ("vegetable", "carrot"),
    ("mitti", "earth"),
    ("mustard", "mustard"),
    ("honey", "mustard"),
)


def fruit_kind(art: Art) -> str | None:
    """Fruit or plant named in the title, else in materials."""
    return next((kind for words in (art.words, art.text) for key, kind in FRUIT_WORDS if key in words), None)


def fruit(art: Art) -> None:
    """Fresh fruit piled in a shallow crate or basket of straw."""
    kind = fruit_kind(art) or "orange"
    name = art.symbol(FRUIT[kind](art))
    art.shadow(240, 416, 190, 14)
    big = kind == "pineapple"
    rows: tuple[tuple[float, float, int], ...] = (
        ((132, 214, -12), (240, 196, 4), (348, 214, 12), (184, 262, -6), (298, 262, 8))
        if not big
        else ((128, 226, -14), (240, 196, 0), (352, 226, 14))
    )
    straw = "".join(
        f"M{x} {300 - y}q{8 - y} -{18 + y} {20 - 2 * y} -{22 + y}"
        for x, y in ((66 + 24 * i, art.rng.randint(0, 14)) for i in range(15))
    )
    art.put(path("M60 262H420L408 330H72z", dark(WOOD, 0.45)))
    if kind in ("litchi", "date"):
        rows = (
            tuple(
                (
                    96 + 58 * i + art.num(-4, 4),
                    236 - 22 * (1 - abs(i - 2.5) / 2.5),
                    art.rng.randint(-30, 30),
                )
                for i in range(6)
            )
            + tuple((124 + 58 * i, 190 - 10 * (i % 2), art.rng.randint(-20, 20)) for i in range(5))
            + tuple((112 + 64 * i, 280, art.rng.randint(-30, 30)) for i in range(5))
        )
    k = 1.3 if big else 1.16 if kind not in ("litchi", "date") else 0.95
    art.put(
        *(art.use(name, x, y, r, k, i % 2 == 1) for i, (x, y, r) in enumerate(rows)),
        line(straw, "#D9B866", 4, cap="round"),
    )
    for i, y in enumerate((290, 332, 374)):
        art.put(
            rect(56 + 5 * i, y, 368 - 10 * i, 36, lite(WOOD, 0.34 - 0.07 * i), rx=3),
            line(
                f"M{70 + 5 * i} {y + 11}q90 7 170 0t160 2M{74 + 5 * i} {y + 25}q120-7 200 0t120 0",
                WOOD,
                1.5,
                op=0.6,
            ),
        )
    art.put(
        rect(74, 284, 20, 130, lite(WOOD, 0.15)),
        rect(386, 284, 20, 130, lite(WOOD, 0.15)),
        "".join(circle(x, y, 3, INK) for x in (84, 396) for y in (308, 350, 392)),
    )

"""Cups of tea and coffee, and plates of sweets."""

from __future__ import annotations

import math

from demo.drawings import textiles
from demo.drawings.art import Art, hoop, lathe
from demo.drawings.colors import BRASS, HALDI, INK, MORPANKH, NEEL, SILVER, TERRA, dark, lite, luma
from demo.drawings.fruits import ball, leaf
from demo.drawings.pen import circle, group, line, oval, path, rect

SLABS = ("chikki", "brittle", "gajak", "slab", "jelly", "halwa", "jaggery", "gur,", "tamarind")


def cup(art: Art) -> None:
    """Cup of tea or coffee with leaves or beans."""
    coffee = art.has("coffee", "arabica", "robusta")
    c = art.one(MORPANKH, "#F4ECDA", TERRA, NEEL, "#7E1F28")
    liquor = _liquor(art, coffee)
    c1 = dark(c, 0.3) if luma(c) > 0.5 else lite(c, 0.6)
    art.shadow(232, 402, 190, 14)
    art.put(
        oval(222, 380, 172, 36, dark(c, 0.2)),
        oval(222, 374, 172, 34, lite(c, 0.15)),
        oval(222, 374, 118, 21, dark(c, 0.12)),
    )
    art.put(
        line("M336 226Q416 210 408 268T318 320", dark(c, 0.15), 24, cap="round"),
        line("M336 226Q414 212 406 268T318 320", c, 17, cap="round"),
    )
    art.put(
        lathe(
            art,
            222,
            [(200, 124), (240, 122), (300, 104), (346, 70), (374, 52)],
            c,
            rect(
                90,
                238,
                270,
                46,
                art.one(textiles.floral, textiles.jaal, textiles.paisley)(art, c1, HALDI, 0.6),
            )
            + hoop(222, 232, 128, 18, c1, 3)
            + hoop(222, 284, 120, 17, c1, 3),
        )
    )
    art.put(
        oval(222, 200, 124, 32, lite(c, 0.4)),
        oval(222, 202, 114, 26, dark(c, 0.3)),
        oval(222, 207, 106, 21, liquor),
        path("M130 200Q170 186 222 187Q180 194 140 212z", "#fff", op=0.3),
    )
    art.put(
        line(
            "M186 160Q162 130 186 104T180 54M240 152Q216 120 240 92T236 40M290 162Q272 136 290 112T286 70",
            "#fff",
            9,
            op=0.75,
            cap="round",
        )
    )
    if coffee:
        _coffee_beans(art)
    else:
        _tea_leaves(art)


def _liquor(art: Art, coffee: bool) -> str:
    """Color of what is in the cup: coffee, green tea, light or strong black tea."""
    if coffee:
        return "#3E2417"
    if art.has("green"):
        return "#B9B45A"
    return "#D9922E" if art.has("first flush", "darjeeling", "nilgiri") else "#A8501E"


def _coffee_beans(art: Art) -> None:
    """Roasted beans beside the saucer."""
    bean = art.symbol(
        path("M-20 0Q-17-15 0-15T20 0Q17 15 0 15T-20 0z", "#5A3524")
        + line("M-17 0Q-6-8 0 0T17 0", "#2A170E", 3)
        + path("M-12-7q6-5 12-5", "none", stroke="#fff", sw=2, op=0.4)
    )
    art.put(
        *(
            art.use(bean, x, y, art.rng.randrange(-60, 60, 10), art.num(0.95, 1.2))
            for x, y in ((356, 398), (396, 384), (420, 412), (380, 424), (338, 424), (84, 420), (54, 404))
        )
    )


def _tea_leaves(art: Art) -> None:
    """A sprig of two leaves and a bud, and rolled leaf."""
    sprig = (
        leaf("translate(0 0)rotate(-30)scale(1.3)")
        + leaf("translate(0 0)rotate(-84)scale(1.15)", "#5E7F33")
        + leaf("translate(0 0)scale(-1.2 1.2)rotate(-20)", "#5E7F33")
    )
    dry = art.symbol(path("M-15 2Q-4-7 15-3Q2 5-15 2z", "#3B2A20"))
    art.put(
        group(sprig, t="translate(372 408)"),
        *(art.use(dry, 60 + 13 * i, 414 + 8 * (i % 3), 40 * i, 1) for i in range(7)),
    )


def sweets(art: Art) -> None:
    """Plate of sweets or brittle, stacked."""
    t = art.words
    art.shadow(240, 408, 186, 12)
    rim = art.one(BRASS, SILVER, MORPANKH, TERRA)
    if "papad" in t:
        _papads(art, t)
        return
    art.put(
        oval(240, 370, 192, 42, dark(rim, 0.25)),
        oval(240, 362, 192, 42, rim),
        oval(240, 362, 176, 35, lite(rim, 0.25)),
        oval(240, 364, 164, 30, dark(rim, 0.12)),
    )
    if art.titled(*SLABS) or "gur" in t.split():
        _slabs(art, t)
    else:
        _pieces(art, t)


def _papads(art: Art, t: str) -> None:
    """Papads, one upon another."""
    art.put(circle(250, 256, 158, INK, op=0.12))
    c = "#C9A58A" if "ragi" in t or "nagli" in t else "#EBCB86"
    for x, y in ((262, 268), (226, 256), (250, 230), (236, 246)):
        art.put(circle(x, y, 150, dark(c, 0.2)), circle(x - 1, y - 2, 147, c))
    art.put(
        *(
            circle(
                236 + r * math.cos(i * 2.4),
                244 + r * math.sin(i * 2.4),
                art.num(2, 9),
                dark(c, 0.18) if i % 3 else "#5A4630",
                op=0.7,
            )
            for i in range(34)
            for r in (12 + i * 3.6,)
        ),
        circle(235, 244, 136, "none", stroke=lite(c, 0.45), sw=4, dash="30 9 12 7"),
    )


def _slabs(art: Art, t: str) -> None:
    """Slabs of brittle or halwa, or lumps of jaggery."""
    c = (
        "#D98A1E"
        if "mango" in t
        else "#6B3A1E"
        if any(k in t for k in ("halwa", "tamarind"))
        else "#D9B27A"
        if "gajak" in t
        else "#B8702A"
    )
    nut = art.tile(
        30,
        22,
        oval(8, 7, 7, 4, lite(c, 0.5))
        + oval(22, 16, 6, 4, lite(c, 0.4), t="rotate(30 22 16)")
        + circle(20, 4, 2, dark(c, 0.3))
        + circle(7, 18, 2, dark(c, 0.3)),
    )
    block = (
        path("M-80-10L-26-36H84L34-10z", lite(c, 0.2))
        + path("M-80-10H34V22H-80z", c)
        + path("M34-10L84-36V-4L34 22z", dark(c, 0.28))
        + path("M-80-10L-26-36H84L34-10z", nut)
        + line("M-78-10H34L84-36", lite(c, 0.45), 2.5)
    )
    if "jaggery block" in t or "gur" in t:
        block = (
            path("M-70 24L-54-34Q0-50 54-34L70 24Q0 44-70 24z", c)
            + path("M-54-34Q0-50 54-34Q0-18-54-34z", lite(c, 0.25))
            + path("M20-24L54-34L70 24Q50 34 26 35z", INK, op=0.14)
            + line("M-46-6q14-8 30 2M-20 14q16-8 34 0M10-8q10-6 20 0", lite(c, 0.3), 3, cap="round")
        )
    name = art.symbol(block)
    art.put(
        *(
            art.use(name, x, y)
            for x, y in ((176, 330), (304, 326), (240, 352), (200, 284), (292, 280), (242, 240))
        )
    )


def _cube(c: str) -> str:
    return (
        path("M-34-8L0-26L34-8L0 12z", lite(c, 0.25))
        + path("M-34-8L0 12V46L-34 26z", c)
        + path("M34-8L0 12V46L34 26z", dark(c, 0.25))
    )


def _disc(c: str) -> str:
    return (
        oval(0, 10, 42, 22, dark(c, 0.25))
        + oval(0, 0, 42, 22, c)
        + oval(0, -2, 26, 12, dark(c, 0.12))
        + path("M-5-4q5-6 10 0q-5 7-10 0z", "#7FA04A")
    )


def _sugar_balls() -> str:
    """White sugar balls that cover bal mithai."""
    tops = ((-22, -8), (-8, -14), (6, -16), (20, -8), (-10, -2), (6, -4), (0, 4))
    sides = ((-26, 10), (-14, 18), (-24, 24), (-8, 32), (12, 18), (24, 8), (14, 34), (26, 22))
    return "".join(circle(x, y, 4.6, "#FBF7EC") for x, y in tops + sides)


def _sweet(art: Art) -> str:
    """One sweet by its name: bal mithai, petha, mihidana, magji, cheese or pedha."""
    named = (
        ("bal mithai", _cube("#6B4026") + _sugar_balls()),
        ("petha", _cube("#F1EBDA")),
        ("mihidana", ball("#EFB32C", 36)),
        ("magji", ball("#B5733A", 36)),
        ("kaladi", _disc("#F3E6C0")),
        ("pedha", _disc("#A8713F")),
    )
    return next((sweet for word, sweet in named if art.titled(word)), _disc("#C98A4A"))


def _pieces(art: Art, t: str) -> None:
    """Sweets piled on the plate."""
    sweet = _sweet(art)
    flat = not art.titled("bal mithai", "petha", "mihidana", "magji")
    name = art.symbol(sweet)
    alt = art.symbol(ball("#EDB13A", 36)) if "angoori" in t else name
    places = (
        (128, 334),
        (204, 342),
        (280, 342),
        (354, 334),
        (166, 296),
        (242, 300),
        (318, 296),
        (204, 256),
        (280, 256),
        (242, 216),
    )
    art.put(
        *(
            art.use(alt if i % 3 == 1 else name, x, y, 0, 1.1 if flat else 1)
            for i, (x, y) in enumerate(places)
        )
    )
    if art.has("kesar", "saffron", "pista", "mihidana", "pedha"):
        art.put(
            "".join(
                path("M0 0q6-5 10 0q-5 6-10 0z", "#7FA04A", t=f"translate({x} {y})rotate({r})")
                for x, y, r in (
                    (232, 196, 10),
                    (270, 238, 60),
                    (196, 240, 120),
                    (310, 280, 30),
                    (160, 286, 80),
                )
            )
        )

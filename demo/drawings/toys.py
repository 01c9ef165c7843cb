"""Lacquered and painted toys, and dolls."""

from __future__ import annotations

from collections.abc import Sequence

from demo.drawings.art import Art, hoop, lathe
from demo.drawings.colors import HALDI, INK, JUTE, KHADI, MAJITH, MEHENDI, MORPANKH, NEEL, WOOD, dark, lite
from demo.drawings.fruits import FRUIT
from demo.drawings.pen import circle, group, line, oval, path, polar, rect

LAC = (MAJITH, HALDI, "#2F7A4A", NEEL, "#D9702B", MORPANKH)


def tops(art: Art) -> None:
    """Lacquered spinning tops with a rattle."""

    def top(cs: Sequence[str]) -> str:
        prof = [(-44, 7), (-18, 9), (-12, 34), (8, 62), (26, 56), (52, 26), (72, 5)]
        inner = "".join(
            rect(-70, y, 140, h, c)
            for (y, h), c in zip(((-20, 14), (-2, 12), (10, 14), (24, 10), (34, 20)), cs, strict=True)
        )
        return (
            oval(0, 74, 40, 7, INK, op=0.14)
            + lathe(art, 0, prof, cs[0], inner + line("M-64 8H64M-60 25H60", KHADI, 2.5))
            + circle(0, -48, 11, cs[2])
        )

    order = list(LAC)
    art.rng.shuffle(order)
    one, two = art.symbol(top(order[:5])), art.symbol(top(order[::-1][:5]))
    art.put(
        art.use(one, 150, 170, -10, 1.1),
        art.use(two, 336, 166, 12, 1.15),
        art.use(two, 128, 320, -16),
        art.use(one, 252, 308, 8, 1.3),
    )
    if art.has("rattle"):
        art.put(
            group(
                rect(-9, 0, 18, 130, order[1], rx=8)
                + line("M-9 40h18M-9 60h18M-9 80h18", KHADI, 4)
                + circle(0, -34, 52, order[0])
                + path("M-50-44Q0-24 50-44L51-26Q0-4-51-26z", order[2])
                + path("M20-82A52 52 0 0 1 20 14Q40-34 20-82z", INK, op=0.16)
                + circle(-18, -56, 8, "#fff", op=0.4),
                t="translate(384 304)rotate(24)",
            )
        )
    else:
        art.put(art.use(one, 370, 330, 22, 0.95))


def rings(art: Art) -> None:
    """Stacking rings on a peg."""
    art.shadow(240, 420, 140, 14)
    cs = list(LAC[:5])
    art.rng.shuffle(cs)
    art.put(
        rect(120, 394, 240, 26, "#D9A866", rx=12),
        rect(120, 394, 240, 9, "#EBC78F", rx=5),
        rect(230, 80, 20, 60, "#D9A866"),
    )
    y = 394
    for i, c in enumerate(cs):
        w, h = 112 - 16 * i, 56 - 2 * i
        y -= h
        art.put(
            rect(240 - w, y, 2 * w, h, c, rx=h / 2),
            line(
                f"M{240 - w + 12} {y + h * 0.66:.0f}Q240 {y + h * 0.92:.0f} {240 + w - 12} "
                f"{y + h * 0.66:.0f}",
                KHADI,
                4,
                op=0.75,
            ),
            rect(240 + w * 0.45, y, w * 0.55, h, INK, op=0.13, rx=h / 2),
            rect(240 - w + 16, y + 9, w * 0.6, 8, "#fff", op=0.4, rx=4),
        )
    art.put(circle(240, y - 20, 28, MAJITH), circle(231, y - 29, 8, "#fff", op=0.45))


def dolls(art: Art) -> None:
    """Turned or cloth doll couple, or one balancing dancer."""
    skin = "#D7A06A" if art.family != "metal" else lite(art.main, 0.3)
    if art.has("thalaiyatti", "dancing", "four parts"):
        _dancer(art, skin)
        return
    _couple(art, skin)


def _dancer(art: Art, skin: str) -> None:
    """A dancing doll in four parts that sway."""
    art.shadow(240, 424, 120, 14)
    art.put(
        lathe(
            art,
            240,
            [(248, 36), (290, 74), (350, 112), (396, 124), (418, 104)],
            art.main,
            rect(100, 372, 280, 18, HALDI)
            + rect(100, 330, 280, 8, art.second)
            + "".join(
                hoop(240, y, 130, 10, c, 7, cap="round", dash="0 16") for y, c in ((304, HALDI), (352, KHADI))
            ),
        )
    )
    art.put(
        lathe(
            art,
            240,
            [(176, 22), (196, 46), (230, 40), (262, 58)],
            art.second,
            rect(160, 244, 160, 9, HALDI),
        ),
        line("M198 200Q140 190 132 128M282 200Q340 190 348 250", skin, 19, cap="round"),
        line("M136 146l-6-14M344 238l6 12", HALDI, 21),
    )
    art.put(
        circle(240, 122, 48, skin),
        path("M192 122Q190 66 240 66T288 122Q268 96 240 96T192 122z", INK),
        path("M206 78Q240 20 274 78Q240 64 206 78z", HALDI),
        circle(240, 46, 8, MAJITH),
        circle(223, 124, 6, INK),
        circle(257, 124, 6, INK),
        line("M228 146q12 10 24 0", MAJITH, 5, cap="round"),
        circle(240, 104, 4, MAJITH),
        circle(190, 132, 7, HALDI),
        circle(290, 132, 7, HALDI),
        line("M204 186Q240 216 276 186", HALDI, 7, cap="round", dash="0 10"),
    )


def _doll(art: Art, skin: str, c: str, c2: str, *, hat: bool) -> str:
    """One turned doll, in a cap or in a veil."""
    prof = [(-44, 20), (-30, 40), (10, 58), (70, 70), (120, 78), (140, 74)]
    inner = (
        rect(-90, 96, 180, 14, c2)
        + rect(-90, 114, 180, 6, KHADI)
        + rect(-90, -50, 180, 34, c2)
        + "".join(circle(x, 40 + 26 * (i % 2), 6, HALDI) for i, x in enumerate((-44, -22, 0, 22, 44)))
        + line("M-80 80H80", HALDI, 4, dash="8 5")
    )
    head = (
        circle(0, -84, 46, skin)
        + path("M-46-84Q-48-136 0-134T46-84Q30-108 0-108T-46-84z", INK)
        + circle(-16, -82, 5, INK)
        + circle(16, -82, 5, INK)
        + line("M-10-62q10 9 20 0", MAJITH, 4, cap="round")
        + circle(-28, -68, 7, MAJITH, op=0.35)
        + circle(28, -68, 7, MAJITH, op=0.35)
        + circle(0, -100, 4, MAJITH)
    )
    cap = (
        path("M-48-98Q-50-152 0-152T48-98Q0-122-48-98z", c2)
        + circle(0, -154, 10, HALDI)
        + line("M-47-100Q0-124 47-100", HALDI, 6)
        if hat
        else path("M-50-60Q-66-146 0-146T50-60L44-62Q46-120 0-120T-44-62z", c2)
        + line("M-44-62Q-46-120 0-120T44-62", HALDI, 4, dash="5 3")
    )
    return lathe(art, 0, prof, c, inner) + head + cap


def _couple(art: Art, skin: str) -> None:
    """A turned couple, she in a veil, he in a cap."""
    art.shadow(166, 412, 94, 12)
    art.shadow(326, 412, 94, 12)
    if art.family == "metal":
        art.second = dark(art.main, 0.42)
    if art.has("candle"):
        art.put(
            *(
                rect(x - 12, 44, 24, 66, KHADI)
                + path(f"M{x} 44C{x - 14} 36 {x - 6} 22 {x} 8C{x + 6} 22 {x + 14} 36 {x} 44z", "#F2A51F")
                for x in (160, 322)
            )
        )
    art.put(
        group(_doll(art, skin, art.main, art.second, hat=True), t="translate(160 256)scale(1.08)"),
        group(_doll(art, skin, art.second, art.main, hat=False), t="translate(322 262)scale(1.04)"),
    )


def cart(art: Art) -> None:
    """Painted bullock cart."""
    art.shadow(236, 402, 196, 12)
    ox = (
        path(
            "M30 286Q36 246 84 250H150Q168 240 166 262L160 310L164 396H146L140 326H82L74 396H56"
            "L56 322Q26 316 30 286z",
            "#EFE3CB",
        )
        + path("M30 290Q2 284 6 250Q10 230 34 238Q56 246 54 276z", "#EFE3CB")
        + line("M26 240Q8 216 18 198M38 238Q44 214 36 200", WOOD, 7, cap="round")
        + circle(24, 260, 4, INK)
        + path("M84 250H150L152 304H84z", art.main)
        + line("M84 254H150M84 300H152", HALDI, 4, dash="6 4")
        + line("M160 266Q182 300 172 340", "#EFE3CB", 6, cap="round")
    )
    art.put(line("M58 246L420 282", dark(WOOD, 0.2), 10, cap="round"), ox)
    art.put(
        path("M214 214H424L410 300H222z", lite(WOOD, 0.15)),
        "".join(rect(232 + 32 * i, 222, 18, 70, (art.second, art.accent, art.main)[i % 3]) for i in range(6)),
        line("M212 214H426", dark(WOOD, 0.3), 12, cap="round"),
        line("M222 298H412", dark(WOOD, 0.3), 10),
    )
    art.put(
        circle(318, 328, 72, dark(WOOD, 0.25)),
        circle(318, 328, 60, lite(WOOD, 0.35)),
        circle(318, 328, 60, "none", stroke=HALDI, sw=5, dash="7 6"),
        "".join(
            line("M318 328L{:.0f} {:.0f}".format(*polar(318, 328, 60, a)), MAJITH, 9)
            for a in range(0, 360, 45)
        ),
        circle(318, 328, 19, NEEL),
        circle(318, 328, 8, HALDI),
    )
    art.put(
        path("M244 214L250 150Q272 138 294 150L300 214z", KHADI),
        circle(272, 122, 21, "#B57A4A"),
        path("M248 116Q252 88 272 90T296 116Q272 104 248 116z", MAJITH),
        line("M256 164L204 196", "#B57A4A", 9, cap="round"),
        path("M254 172L290 160L294 176L256 190z", MEHENDI),
        line("M206 206L180 130", WOOD, 5, cap="round"),
    )


def kitchen(art: Art) -> None:
    """Lacquered toy pots, pans and a mill."""
    art.shadow(240, 404, 186, 13)

    def pot(w: float, h: float, c: str, k: str) -> str:
        return lathe(
            art,
            0,
            [(-h, w * 0.6), (-h * 0.9, w * 0.55), (-h * 0.45, w), (-h * 0.15, w * 0.8), (0, w * 0.5)],
            c,
            rect(-w, -h * 0.66, 2 * w, h * 0.1, HALDI)
            + rect(-w, -h * 0.5, 2 * w, h * 0.16, k)
            + rect(-w, -h * 0.24, 2 * w, 4, KHADI),
        ) + oval(0, -h, w * 0.6, w * 0.13, dark(c, 0.4))

    kinds = [
        art.symbol(pot(70, 122, c, k))
        for c, k in ((MAJITH, NEEL), ("#2F7A4A", MAJITH), ("#D9702B", "#2F7A4A"))
    ]
    for i, (x, y, k) in enumerate(
        ((150, 262, 0.92), (318, 270, 1.06), (240, 398, 1), (112, 400, 0.74), (370, 398, 0.8))
    ):
        art.put(oval(x, y + 2, 70 * k, 9, INK, op=0.12), art.use(kinds[i % 3], x, y, 0, k))
    art.put(
        path("M82 146Q150 110 218 146Q150 166 82 146z", MAJITH),
        circle(150, 126, 10, HALDI),
        line("M352 128l52-66", HALDI, 9, cap="round"),
        oval(346, 138, 22, 15, MAJITH),
    )


def fruits_toy(art: Art) -> None:
    """Painted wooden fruit on a cane tray."""
    art.shadow(240, 384, 188, 15)
    art.put(
        oval(240, 316, 190, 68, dark(JUTE, 0.35)),
        oval(240, 308, 190, 66, JUTE),
        oval(240, 308, 176, 56, dark(JUTE, 0.25)),
        oval(240, 308, 182, 61, "none", stroke=lite(JUTE, 0.4), sw=9, dash="4 8"),
    )
    for kind, x, y, k in (
        ("apple", 150, 238, 1.0),
        ("orange", 328, 240, 1.0),
        ("pineapple", 240, 180, 1.0),
        ("mango", 196, 288, 1.0),
        ("banana", 250, 318, 0.9),
        ("chilli", 350, 316, 0.9),
    ):
        art.put(art.use(art.symbol(FRUIT[kind](art)), x, y, art.rng.randint(-14, 14), k))

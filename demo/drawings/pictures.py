"""Framed pictures, scrolls, relief panels, and cards."""

from __future__ import annotations

from demo.drawings import surfaces, textiles
from demo.drawings.art import Art
from demo.drawings.colors import (
    HALDI,
    INK,
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
from demo.drawings.peacock import bird
from demo.drawings.pen import circle, group, line, num, path, petals, rect
from demo.drawings.vessels import marks


def panel(art: Art) -> None:
    """Carved relief, screen or inlay panel."""
    c, (c1, c2) = art.main, marks(art)
    if art.has("screen"):
        art.shadow(240, 420, 184, 10)
        p = surfaces.jaali(art, lite(art.ground, 0.3), dark(c, 0.3), 0.8)
        for i in range(4):
            x, dy = 64 + 88 * i, i % 2 * 12
            art.put(
                path(
                    f"M{x} {96 - dy + 24}Q{x + 44} {44 - dy} {x + 88} {84 + dy + 12}V{400 + dy}"
                    f"L{x} {412 - dy}z",
                    c if i % 2 else dark(c, 0.14),
                ),
                rect(x + 13, 128, 62, 150, p),
                rect(x + 13, 298, 62, 82, surfaces.inlay(art, c1, c2, 0.6))
                if i == 0
                else rect(x + 13, 298, 62, 82, f"url(#{art.key}{len(art.defs) - 1})"),
            )
            art.put(line(f"M{x + 13} 128h62v150h-62zM{x + 13} 298h62v82h-62z", lite(c, 0.25), 3))
        return
    if art.has("wheel"):
        art.put(
            circle(248, 250, 168, INK, op=0.14),
            circle(240, 240, 168, c),
            circle(240, 240, 168, "none", stroke=dark(c, 0.3), sw=4),
            circle(240, 240, 148, dark(c, 0.22)),
            circle(240, 240, 156, "none", stroke=c1, sw=9, cap="round", dash="0 17"),
        )
        spoke = art.symbol(
            path("M-9-40L-13-94L-7-142H7L13-94L9-40z", lite(c, 0.12))
            + path("M0-40L13-94L7-142H0z", INK, op=0.16)
            + circle(0, -94, 11, lite(c, 0.25))
            + circle(0, -94, 4, c1)
        )
        thin = art.symbol(line("M0-40V-144", c, 6) + line("M0-60V-140", c1, 4, cap="round", dash="0 9"))
        art.put(
            "".join(
                art.use(thin, 240, 240, 22 + 45 * i) + art.use(spoke, 240, 240, 45 * i) for i in range(8)
            ),
            circle(240, 240, 46, c),
            circle(240, 240, 40, "none", stroke=c1, sw=5, cap="round", dash="0 10"),
            circle(240, 240, 20, dark(c, 0.3)),
        )
        return
    picture(art)


def scene(art: Art, w: float, h: float, inks: tuple[str, str, str]) -> str:
    """Own simple subject for a picture, centered on 0,0 in about 200 x 240."""
    a, b, c = inks
    if art.has("fish"):
        return _fish(art, a, b, c, w)
    if art.has("tree of life", "tree", "forest"):
        return _tree(art, a, b, c)
    if art.has("dance", "couple", "ganesha", "krishna", "gopi", "radha", "gollabhama", "dancing", "raas"):
        return _dancers(a, b, c, w)
    if art.has("bull", "cow", "sohrai"):
        return _cattle(art, a, b, c)
    if art.has("procession", "village", "scroll"):
        return _village(a, b, c, w)
    return _lotus(art, a, b, c)


def _fish(art: Art, a: str, b: str, c: str, w: float) -> str:
    """Three fish among waves and lotuses."""
    fish = art.symbol(
        path("M-66 0Q-20-44 40-10L66-30Q58 0 66 30L40 10Q-20 44-66 0z", a)
        + path("M-40-4Q0-30 40-6Q0 30-40 4z", surfaces.scales(art, b, b, 0.6))
        + circle(-48, -4, 5, KHADI)
        + circle(-48, -4, 2, INK)
        + line("M-34-20Q-24 0-34 20", b, 3)
    )
    waves = "".join(
        line(f"M{-w / 2:.0f} {y}" + "q11-9 22 0t22 0" * 4, c, 2, op=0.6) for y in (-92, -30, 34, 96)
    )
    lotus = "".join(
        group(path(petals(8, 2, 20, 22), c) + circle(0, 0, 5, b), t=f"translate({x} {y})")
        for x, y in ((-60, -72), (62, 6), (-52, 88))
    )
    return (
        waves
        + art.use(fish, 12, -58, 8)
        + art.use(fish, -16, 6, -6, 1, True)
        + art.use(fish, 14, 70, 6)
        + lotus
    )


def _tree(art: Art, a: str, b: str, c: str) -> str:
    """Tree of life, with an elephant under it where the title says so."""
    leaf = art.symbol(path("M0 0Q-12-9 0-28Q12-9 0 0z", b))
    out = line(
        "M-4 112Q12 40-2-20Q-8-60 0-92M2 30Q-50 20-66-30M0 10Q50 0 68-44M-2-16Q-34-30-40-74M0-30Q30-44 38-84",
        a,
        7,
        cap="round",
    ) + path("M-26 114Q0 84 26 114z", a)
    for x, y in (
        (-66, -30),
        (-44, 10),
        (68, -44),
        (40, 0),
        (-40, -74),
        (-28, -34),
        (38, -84),
        (22, -46),
        (0, -92),
    ):
        out += "".join(art.use(leaf, x, y, r) for r in (-70, 0, 70)) + circle(x, y, 5, c)
    if art.has("elephant"):
        out += path(
            "M-84 112V84Q-80 62-56 64Q-40 54-30 68Q-22 80-28 104Q-36 102-38 84L-44 112H-54L-56 94"
            "H-70L-74 112z",
            c,
        )
    return out


def _dancers(a: str, b: str, c: str, w: float) -> str:
    """A dancing couple under an arch."""

    def person(x: float, cloth: str, flip: int) -> str:
        body = (
            path("M-15-14H15L34 84H-34z", cloth)
            + line("M-30 70H30M-25 52H25", KHADI, 2, dash="4 3")
            + path("M-16-46Q0-54 16-46L13-10H-13z", a)
            + circle(0, -66, 16, mix(TERRA, KORA, 0.35))
            + path("M-17-66Q-14-88 6-86Q20-80 16-64Q4-78-17-66z", INK)
            + circle(-16, -70, 7, INK)
        )
        return group(
            body
            + line("M14-42Q40-50 46-78M-14-42Q-36-22-20-6", mix(TERRA, KORA, 0.35), 7, cap="round")
            + line("M-12 84v12M10 84v12", INK, 5, cap="round"),
            t=f"translate({x} 14)scale({flip} 1)",
        )

    two = person(-44, b, 1) + person(46, c, -1)
    arch = line(
        f"M{-w / 2 + 12:.0f} 112V-40Q{-w / 2 + 16:.0f}-104 0-112"
        f"Q{w / 2 - 16:.0f}-104 {w / 2 - 12:.0f}-40V112",
        a,
        5,
    ) + "".join(
        path(petals(6, 1, 10, 26), c, t=f"translate({x} {y})") for x, y in ((-70, -84), (70, -84), (0, -98))
    )
    return arch + two + path(f"M{-w / 2:.0f} 112h{w}v8h{-w}z", b)


def _cattle(art: Art, a: str, b: str, c: str) -> str:
    """Bull with birds."""
    bull = path(
        "M-80 10Q-84-34-40-36Q-20-58 0-36H40Q50-66 76-56Q96-40 84-22L66-18Q62 14 54 24L56 84H40"
        "L32 34H-34L-44 84H-60L-62 32Q-78 30-80 10z",
        a,
    ) + line("M66-60Q56-88 76-96M80-52Q98-70 92-88", a, 6, cap="round")
    return (
        bull
        + line("M-66 0Q-40-24-10-4T44-6M-62 16Q-30-4 0 14T48 10", b, 4, dash="5 4")
        + circle(74, -42, 4, KHADI)
        + group(bird(art, c, b), t="translate(-46-78)scale(.42)")
        + group(bird(art, c, b), t="translate(48 104)scale(-.4 .4)")
    )


def _village(a: str, b: str, c: str, w: float) -> str:
    """A procession over a hut."""
    return (
        "".join(
            group(
                path("M-10 0H10L18 40H-18z", k)
                + circle(0, -12, 10, a)
                + line("M-10 6L-22 24M10 6L22 20M-7 40V54M7 40V54", a, 4, cap="round"),
                t=f"translate({x} {y})",
            )
            for x, y, k in ((-60, -86, b), (0, -86, c), (60, -86, b), (-60, 4, c), (60, 4, c))
        )
        + path("M-22 24L0-14L22 24V54H-22z", b)
        + rect(-7, 30, 14, 24, a)
        + line(f"M{-w / 2:.0f}-18H{w / 2:.0f}M{-w / 2:.0f} 68H{w / 2:.0f}", a, 4, dash="10 4")
        + "".join(
            path(petals(6, 1, 14, 26), k, t=f"translate({x} 96)")
            for x, k in ((-66, b), (-22, c), (22, b), (66, c))
        )
    )


def _lotus(art: Art, a: str, b: str, c: str) -> str:
    """Lotus with two birds."""
    fowl = art.symbol(bird(art, a, c))
    lotus = path(petals(8, 10, 56, 20), b) + path(petals(8, 6, 40, 16), c) + circle(0, 0, 13, a)
    stem = line("M0 50Q-8 90 0 116M0 90Q-50 84-62 54M0 90Q50 84 62 54", a, 5)
    return (
        stem
        + group(lotus, t="translate(0-10)")
        + path("M-62 54Q-90 40-78 14Q-52 26-62 54zM62 54Q90 40 78 14Q52 26 62 54z", a)
        + art.use(fowl, -56, -84, 0, 0.4)
        + art.use(fowl, 56, -84, 0, 0.4, True)
    )


def picture(art: Art) -> None:
    """Framed picture, panel or scroll with an own subject."""
    gold = art.has("gold", "thanjavur", "nirmal")
    ground = (
        "#23201F"
        if art.has("black board", "rosewood", "sheesham")
        else "#7E1F28"
        if gold
        else mix(art.main, KHADI, 0.25)
        if art.has("carved", "wood")
        else "#F7EBCB"
    )
    deep = luma(ground) < 0.5
    inks = (
        (lite(HALDI, 0.2), "#D8A53A", "#D98A5A")
        if deep
        else art.one((INK, MAJITH, MORPANKH), (NEEL, TERRA, MEHENDI), ("#5A2A1E", MAJITH, NEEL))
    )
    if art.has("scroll"):
        _scroll(art, ground, inks)
        return
    _framed(art, deep, gold, ground, inks)


def _scroll(art: Art, ground: str, inks: tuple[str, str, str]) -> None:
    """A scroll between its two rollers."""
    art.put(
        rect(148, 66, 200, 356, INK, op=0.12),
        rect(140, 60, 200, 352, art.second),
        rect(152, 60, 176, 352, ground),
        rect(152, 60, 176, 352, textiles.weave(art, INK, TERRA), op=0.22),
    )
    art.put(
        line("M146 78V396M334 78V396", art.accent, 5, cap="round", dash="0 12"),
        group(scene(art, 168, 240, inks), t="translate(240 236)scale(.92 1.15)"),
    )
    art.put(
        *(
            rect(118, y, 244, 18, WOOD, rx=9)
            + circle(118, y + 9, 12, dark(WOOD, 0.3))
            + circle(362, y + 9, 12, dark(WOOD, 0.3))
            + rect(124, y + 3, 232, 4, KHADI, op=0.3)
            for y in (52, 402)
        )
    )


def _framed(art: Art, deep: bool, gold: bool, ground: str, inks: tuple[str, str, str]) -> None:
    """A framed piece with a painted border."""
    wide = art.has("30 x 22", "20 x 60", "12 x 9", "village") and not art.has("scroll")
    w, h = (330, 268) if wide else (284, 344)
    if art.has("wall piece", "square", "25 cm"):
        w = h = 310
    x, y = 240 - w / 2, 240 - h / 2
    frame = art.one("#5A3A22", "#3B2A20", "#8A5A33", "#B98A2E")
    art.put(
        rect(x + 8, y + 10, w, h, INK, op=0.16),
        rect(x, y, w, h, frame),
        path(f"M{num(x)} {num(y)}h{w}l-14 14H{num(x + 14)}v{h - 28}l-14 14z", lite(frame, 0.25)),
        rect(x + 15, y + 15, w - 30, h - 30, "#FBF3E0"),
        rect(x + 17, y + 17, w - 34, h - 34, INK, op=0.08),
    )
    art.put(
        rect(x + 30, y + 30, w - 60, h - 60, ground),
        rect(x + 30, y + 30, w - 60, h - 60, textiles.weave(art, KHADI if deep else INK, TERRA), op=0.16),
    )
    edge = 15
    art.put(
        rect(
            x + 30 + edge / 2,
            y + 30 + edge / 2,
            w - 60 - edge,
            h - 60 - edge,
            "none",
            stroke=inks[1],
            sw=edge,
        ),
        rect(
            x + 30 + edge / 2,
            y + 30 + edge / 2,
            w - 60 - edge,
            h - 60 - edge,
            "none",
            stroke=lite(inks[2], 0.6),
            sw=6,
            cap="round",
            dash=art.one("0 12", "6 6", "2 9"),
        ),
        rect(x + 47, y + 47, w - 94, h - 94, "none", stroke=inks[0], sw=2),
    )
    s = min((w - 104) / 190, (h - 104) / 240)
    art.put(group(scene(art, 180, 220, inks), t=f"translate(240 240)scale({max(s, 0.68):.2f})"))
    if gold:
        art.put(
            rect(x + 52, y + 52, w - 104, h - 104, "none", stroke="#E6B94A", sw=7, cap="round", dash="0 13")
        )


def cards(art: Art) -> None:
    """Fan of round playing cards, postcards or deckle paper."""
    if art.has("ganjifa"):
        _ganjifa(art)
        return
    paper = art.has("paper")
    for i in range(5):
        rot = -16 + 9 * i
        c = "#F8F0DC" if paper else lite((art.main, "#7FAFCB", art.accent, art.second, "#8FB08A")[i], 0.45)
        inner = rect(-98, -126, 200, 260, INK, op=0.1) + rect(
            -104,
            -132,
            200,
            260,
            "#FDF8EA" if not paper else c,
            stroke=dark("#F1E8D8", 0.12),
            sw=2,
            dash="9 3" if paper else None,
        )
        if not paper:
            inner += (
                rect(-92, -120, 176, 236, c)
                + path("M-92 40Q-40-20 0 30T84 10V116H-92z", dark(c, 0.25))
                + circle(40, -70, 24, lite(art.accent, 0.2))
            )
        elif i == 4:
            pet = art.symbol(path("M0 0Q-9-10 0-20Q9-10 0 0z", MAJITH, op=0.75))
            inner += "".join(
                art.use(
                    pet,
                    art.rng.randint(-90, 80),
                    art.rng.randint(-110, 110),
                    art.rng.randint(0, 350),
                    art.num(0.6, 1.3),
                )
                for _ in range(20)
            )
        art.put(group(inner, t=f"translate({214 + 12 * i} {236 + 3 * i})rotate({rot})"))
    if not paper:
        art.put(
            line("M230 160l0 120M230 190q-26-10-30-34M230 214q26-10 32-38", KHADI, 5, cap="round", op=0.9)
        )


def _ganjifa(art: Art) -> None:
    """Round playing cards with seals and birds."""
    seal, fowl = (
        art.symbol(
            path(petals(8, 16, 62, 18), "#F6E7C0")
            + path(petals(8, 10, 40, 15), HALDI)
            + circle(0, 0, 15, MAJITH)
        ),
        art.symbol(bird(art, "#F6E7C0", HALDI)),
    )
    for i, (x, y) in enumerate(((150, 170), (330, 170), (240, 150), (120, 300), (360, 300), (240, 290))):
        c = (art.main, art.second, art.accent, "#3F5B1F", "#0B6B6B", "#7E1F28")[i]
        r = 72 if i < 5 else 98
        inner = art.use(seal, 0, 0, 0, r / 98) if i % 2 else art.use(fowl, 0, 0, 0, r / 155)
        art.put(
            circle(x + 4, y + 6, r, INK, op=0.2),
            circle(x, y, r, c),
            circle(x, y, r - 8, "none", stroke=HALDI, sw=4, dash="6 4"),
            group(inner, t=f"translate({x} {y})"),
        )

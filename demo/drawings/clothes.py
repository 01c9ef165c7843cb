"""Garments, turbans, shoes and yarn."""

from __future__ import annotations

from demo.drawings import textiles
from demo.drawings.art import Art
from demo.drawings.colors import BRASS, HALDI, INK, KHADI, WOOD, dark, lite
from demo.drawings.pen import circle, group, line, oval, path, petals, rect
from demo.drawings.sarees import paint


def garment(art: Art) -> None:
    """Jacket or kurta on a hanger."""
    kurta = art.has("kurta")
    low = 412 if kurta else 374
    body = (
        f"M206 104L150 122Q138 240 {(126 if kurta else 134)} {low}"
        f"Q240 {low + 12} {(354 if kurta else 346)} {low}Q342 240 330 122L274 104Q240 132 206 104z"
    )
    sleeve = (
        "M152 121Q116 190 96 {0}L138 {1}Q148 240 158 190zM328 121Q364 190 384 {0}L342 {1}Q332 240 322 190z"
    ).format(*((306, 318) if kurta else (322, 336)))
    p = paint(art, 0.8)
    art.put(
        line("M240 62q-16-16 0-26q20 4 12 20q-12 8-12 20", INK, 4, cap="round"),
        line("M150 122Q240 62 330 122", dark(WOOD, 0.1), 9, cap="round"),
    )
    if not art.has("sleeveless"):
        art.put(
            path(sleeve, dark(art.main, 0.1)),
            path(sleeve, p),
            line("M100 296l38 11M380 296l-38 11", art.accent, 8, dash="5 3"),
        )
    art.put(path(body, art.main), path(body, p))
    if art.has("quilted"):
        art.put(path(body, textiles.running(art, lite(art.accent, 0.4), art.accent, 0.5), op=0.6))
    art.put(
        path(
            "M206 104Q226 150 240 164Q254 150 274 104L286 108Q270 164 248 182"
            f"V{(230 if kurta else low + 6)}H232V182Q210 164 194 108z",
            art.second,
        )
    )
    art.put(
        line(f"M240 190V{(228 if kurta else low)}", lite(art.accent, 0.2), 6, cap="round", dash="0 22"),
        line(
            f"M{(132 if kurta else 138)} {low - 14}Q240 {low} {(348 if kurta else 342)} {low - 14}",
            art.second,
            7,
            dash="9 4",
        ),
    )
    art.put(
        path(
            f"M300 116L330 122Q342 240 {(350 if kurta else 346)} {low}Q320 {low + 6} 296 {low + 6}"
            "Q318 240 300 116z",
            INK,
            op=0.1,
        ),
        line(f"M180 200Q176 300 168 {low - 20}M290 210Q296 300 300 {low - 20}", INK, 4, op=0.09),
    )
    if not kurta:
        art.put(rect(158, 290, 52, 8, art.second), rect(270, 290, 52, 8, art.second))


def turban(art: Art) -> None:
    """Ready-tied turban with a crest and tail."""
    art.shadow(240, 386, 150, 14)
    art.put(
        path("M330 300Q400 330 392 404L352 408Q350 350 300 330z", dark(art.main, 0.2)),
        line("M386 396l-32 4", art.accent, 7),
    )
    for i, (rx, ry, y) in enumerate(((150, 62, 316), (146, 60, 284), (134, 56, 252), (116, 52, 222))):
        c = dark(art.main, 0.1) if i % 2 else art.main
        art.put(
            oval(240, y, rx, ry, c),
            path(
                f"M{240 - rx} {y}Q240 {y + 2 * ry - 6} {240 + rx} {y}Q240 {y + 2 * ry - 34} {240 - rx} {y}z",
                INK,
                op=0.1,
            ),
            line(
                f"M{240 - rx + 16} {y + 20}Q240 {y + ry + 30} {240 + rx - 16} {y + 20}",
                lite(art.accent, 0.1),
                4,
            ),
        )
    art.put(oval(240, 206, 98, 40, lite(art.main, 0.12)), oval(240, 204, 60, 22, art.main))
    art.put(
        path("M232 210Q196 130 256 84Q300 130 268 214z", art.main),
        path("M256 84Q300 130 268 214L254 212Q280 140 256 84z", INK, op=0.18),
        line("M238 200Q210 140 254 92M250 206Q236 150 257 96", art.accent, 3),
    )
    art.put(
        circle(196, 330, 17, BRASS),
        circle(196, 330, 9, art.second),
        path("M196 312q-14-26 0-40q14 14 0 40z", HALDI),
    )


def yarn(art: Art) -> None:
    """Balls of yarn in a pyramid."""
    ball = art.symbol(
        "".join(
            line(d, KHADI, 2, op=0.45)
            for d in (
                "M-46-20Q0-50 46-18M-50 0Q0-30 50 4M-46 22Q0-6 46 26",
                "M-20-46Q-40 0-18 46M0-50Q-16 0 4 50M22-46Q12 0 26 42",
            )
        )
        + line("M-40-34Q20-10 34 38M-52-12Q0 10 12 50", INK, 2, op=0.16)
        + path("M30-42A52 52 0 0 1-20 49A60 60 0 0 0 30-42z", INK, op=0.14)
    )
    art.shadow(240, 402, 170, 14)
    cs = [art.main, art.second, art.accent, lite(art.main, 0.35), "#0B6B6B", "#B5532B"]
    places = ((134, 346), (240, 350), (346, 346), (186, 258), (294, 258), (240, 172))
    for c, (x, y) in zip(cs, places, strict=True):
        art.put(circle(x, y, 54, c), art.use(ball, x, y))
    art.put(line("M374 388q40 26 52-8t-30-20", art.accent, 4, cap="round"))


def shoe(art: Art) -> None:
    """Pair of juttis or open sandals seen from above, set apart slightly."""
    gold = lite(art.accent, 0.15)
    sole = (
        "M0-138C34-142 48-92 44-40C42-4 40 20 40 66C40 124 22 142 0 142S-40 124-40 66"
        "C-40 20-46-4-48-40C-52-92-32-140 0-138z"
    )
    if art.has("chappal"):
        one = (
            path(sole, dark(art.main, 0.45), t="translate(5 7)")
            + path(sole, art.main)
            + line(
                "M0-128C28-132 40-90 36-40C34-4 32 20 32 66C32 116 18 132 0 132S-32 116-32 66"
                "C-32 20-38-4-40-40C-44-92-26-130 0-128z",
                gold,
                2.5,
                dash="6 4",
            )
        )
        one += path("M-52-50Q0-86 50-50L46 4Q0-34-48 4z", dark(art.main, 0.3)) + line(
            "M-48-42Q0-74 46-42M-46-8Q0-44 44-8", gold, 3, dash="5 3"
        )
        one += (
            path("M-7-66L-12-118Q0-132 12-118L7-66z", dark(art.main, 0.35))
            + group(path(petals(8, 2, 17, 18), gold) + circle(0, 0, 5, art.second), t="translate(0-40)")
            + line("M-40 60Q0 40 40 60", INK, 3, op=0.15)
        )
    else:
        up = (
            "M0-150C10-148 8-136 8-132C42-124 50-80 44-40C42-8 42 10 42 34C42 44 26 50 24 34"
            "C22-4 14-20 0-20S-22-4-24 34C-26 50-42 44-42 34C-42 10-44-8-48-40C-52-80-40-124-8-132"
            "C-8-140-12-148 0-150z"
        )
        heel = "M-42 30C-44 110-30 146 0 146S44 110 42 30L26 36C28 100 18 124 0 124S-28 100-26 36z"
        one = (
            path(sole, dark(art.main, 0.5), t="translate(5 8)")
            + path(sole, lite(WOOD, 0.4))
            + path(up, art.main)
            + path(heel, art.main)
            + path("M12-130C42-120 50-80 44-40L42 34C40 40 34 44 30 42C36-40 36-90 12-130z", INK, op=0.16)
        )
        one += (
            line("M-26 34C-24-6-14-24 0-24S24-6 26 34", gold, 5, dash="5 2")
            + group(path(petals(6, 3, 22, 20), gold) + circle(0, 0, 6, art.second), t="translate(0-74)")
            + path("M0-128l8 14-8 12-8-12zM-28-56l7 9-7 9-7-9zM28-56l7 9-7 9-7-9z", gold)
            + line("M-36 60Q-34 128 0 134T36 60", gold, 3, dash="5 3")
        )
        one += circle(0, -150, 7, art.accent)
    name = art.symbol(one)
    art.put(
        oval(252, 396, 150, 20, INK, op=0.08),
        art.use(name, 174, 250, -9, 1.12),
        art.use(name, 308, 246, 9, 1.12, True),
    )

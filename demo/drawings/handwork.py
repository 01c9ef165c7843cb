"""Masks, low tables, combs, bats, candles, model temples and flasks."""

from __future__ import annotations

from demo.drawings.art import Art, hoop, lathe
from demo.drawings.colors import BRASS, HALDI, INK, KHADI, MAJITH, WOOD, dark, lite
from demo.drawings.pen import circle, group, line, oval, path, petals, polar, rect


def mask(art: Art) -> None:
    """Carved or moulded mask with tall crown."""
    c = art.main
    art.put(path("M110 236Q60 90 240 40Q420 90 370 236Q360 190 240 176T110 236z", art.second))
    ray = art.symbol(
        path("M-13 0L0-46L13 0z", art.accent) + circle(0, -46, 7, KHADI) + circle(0, -10, 5, MAJITH)
    )
    art.put(
        "".join(art.use(ray, *polar(240, 220, 146, a), a) for a in range(-78, 79, 19)),
        line("M118 200Q140 92 240 78T362 200", HALDI, 9, cap="round", dash="0 15"),
        group(path(petals(8, 4, 32, 18), HALDI) + circle(0, 0, 11, MAJITH), t="translate(240 124)"),
    )
    face = "M132 200Q240 150 348 200Q358 320 300 388Q264 430 240 430T180 388Q122 320 132 200z"
    art.put(
        path(face, dark(c, 0.2), t="translate(5 6)"),
        path(face, c),
        path("M300 184L348 200Q358 320 300 388Q270 424 240 430Q330 340 300 184z", INK, op=0.13),
    )
    for k in (1, -1):
        eye = (
            path("M16-4Q50-40 92-12Q60 22 16-4z", KHADI)
            + circle(54, -9, 14, INK)
            + circle(50, -13, 4, "#fff")
            + line("M8-24Q50-66 100-36", INK, 11, cap="round")
            + line("M18-2Q54 26 92-10", MAJITH, 4)
        )
        art.put(
            group(eye, t=f"translate(240 254)scale({k} 1)"),
            group(
                path("M112-36q34 26 18 92q-22-14-28-44z", dark(c, 0.1)) + circle(122, 62, 11, HALDI),
                t=f"translate(240 254)scale({k} 1)",
            ),
        )
    art.put(
        path("M228 250Q222 300 206 316Q240 340 274 316Q258 300 252 250z", dark(c, 0.16)),
        line("M206 318Q240 338 274 318", dark(c, 0.4), 4),
        path("M190 356Q240 338 290 356Q264 396 240 394T190 356z", MAJITH),
        path("M206 358Q240 350 274 358L268 368H212z", KHADI),
        path("M240 196q-12 22 0 36q12-14 0-36z", MAJITH),
        line("M176 320q-14 14-10 34M304 320q14 14 10 34", KHADI, 5, cap="round", dash="0 11"),
        line("M150 216Q240 172 330 216", HALDI, 10),
        line("M150 216Q240 172 330 216", MAJITH, 4, dash="4 8"),
    )


def furniture(art: Art) -> None:
    """Low table with turned or folding legs."""
    c, gold = art.main, "#D9A93A"
    art.shadow(240, 424, 160, 14)
    if art.has("folding"):
        art.put(
            path("M134 212L316 420H352L176 212z", dark(c, 0.3)),
            path("M346 212L164 420H128L304 212z", c),
            line("M318 228L160 408", lite(c, 0.35), 5, dash="8 6"),
            circle(240, 322, 11, gold),
        )
    else:
        _turned_legs(art, c, gold)
    art.put(
        path("M72 184A168 58 0 0 0 408 184V206A168 58 0 0 1 72 206z", dark(c, 0.3)),
        line("M73 198A168 58 0 0 0 407 198", gold, 5, cap="round", dash="0 11"),
        oval(240, 182, 168, 58, lite(c, 0.08)),
        oval(240, 182, 152, 50, "none", stroke=gold, sw=7),
        oval(240, 182, 136, 43, "none", stroke=art.second, sw=7, dash="10 6"),
    )
    art.put(
        group(
            path(petals(12, 24, 108, 8), gold)
            + path(petals(12, 16, 70, 10), art.second)
            + circle(0, 0, 22, gold)
            + circle(0, 0, 13, c),
            t="translate(240 182)scale(1 .33)",
        )
    )


def _turned_legs(art: Art, c: str, gold: str) -> None:
    """Four lathe-turned legs, the far pair darker."""
    front = art.symbol(
        lathe(
            art,
            0,
            [
                (200, 15),
                (216, 26),
                (236, 14),
                (262, 22),
                (330, 28),
                (352, 13),
                (372, 24),
                (396, 19),
                (420, 15),
            ],
            c,
            "".join(
                rect(-40, y, 80, h, k)
                for y, h, k in (
                    (228, 9, gold),
                    (268, 12, art.second),
                    (322, 7, gold),
                    (352, 7, gold),
                    (380, 10, art.second),
                )
            ),
        )
    )
    rear = art.symbol(
        lathe(
            art,
            0,
            [(200, 10), (236, 11), (300, 18), (350, 11), (396, 12)],
            dark(c, 0.3),
            rect(-40, 262, 80, 7, gold),
        )
    )
    art.put(art.use(rear, 200, -8), art.use(rear, 280, -8), art.use(front, 118, 0), art.use(front, 362, 0))


def combs(art: Art) -> None:
    """Carved wooden combs and spoons laid out in a fan."""
    c = art.main
    spoon = (
        oval(0, -112, 40, 54, c)
        + oval(0, -110, 31, 44, dark(c, 0.2))
        + path("M-9-62H9L15 120Q0 150-15 120z", c)
        + path("M-9-124Q-24-90-8-72Q-26-98-9-124z", "#fff", op=0.3)
        + line("M0-40V96", dark(c, 0.35), 3, dash="8 5")
        + path("M0 84l9 13-9 13-9-13z", dark(c, 0.4))
    )
    fork = path(
        "M-34-166V-96Q-34-66-9-60L-15 120Q0 150 15 120L9-60Q34-66 34-96V-166H24V-104H12V-166H1V-104"
        "H-10V-166H-22V-104z",
        c,
    ) + line("M0-40V96", dark(c, 0.35), 3, dash="8 5")
    teeth = "".join(f"M{-78 + 13 * i} 0v{82}" for i in range(13))
    comb = (
        path("M-92 4Q-96-70 0-78Q96-70 92 4z", c)
        + line(teeth, c, 8, cap="round")
        + path("M-92 4h184v14h-184z", c)
        + group(path(petals(8, 4, 24, 18), dark(c, 0.4)) + circle(0, 0, 6, art.accent), t="translate(0-38)")
        + line("M-80-6Q-80-58 0-64Q80-58 80-6", dark(c, 0.35), 3, dash="5 4")
        + path("M-56-16q8-22 28-20q-2 20-28 20zM56-16q-8-22-28-20q2 20 28 20z", dark(c, 0.4))
    )
    long = (
        path("M-30-150H30V-40L14-20V130Q0 158-14 130V-20L-30-40z", c)
        + line("M-30-136h-34M-30-120h-34M-30-104h-34M-30-88h-34M-30-72h-34M-30-56h-34", c, 7, cap="round")
        + line("M0-130V110", dark(c, 0.35), 3, dash="7 5")
        + group(path(petals(6, 3, 17, 22), dark(c, 0.4)), t="translate(0-96)")
        + group(path(petals(6, 3, 12, 22), dark(c, 0.4)), t="translate(0 60)")
    )
    seq: tuple[tuple[str, int, int, int], ...]
    if art.has("fork"):
        s, f = art.symbol(spoon), art.symbol(fork)
        seq = ((s, 110, 262, -24), (f, 172, 240, -12), (s, 236, 232, 0), (f, 300, 240, 12), (s, 364, 262, 24))
    elif art.has("spoon"):
        s, k = art.symbol(spoon), art.symbol(comb)
        seq = ((k, 176, 182, -10), (k, 196, 340, 8), (s, 356, 254, 14))
    else:
        s = art.symbol(long)
        seq = ((s, 186, 244, -10), (s, 320, 250, 12))
    for name, x, y, r in seq:
        art.put(art.use(name, x, y, r, 1.08))


def bat(art: Art) -> None:
    """Cricket bat and ball."""
    c = "#E3C58F"
    art.put(
        group(
            rect(-44, -92, 100, 296, INK, op=0.12, rx=16)
            + path("M-14-112L-50-74V178Q-50 204 0 204T50 178V-74L14-112z", c)
            + path("M22-104L50-74V178Q50 204 14 204z", dark(c, 0.14))
            + line("M-28-60V180M-10-70V190M8-70V190M28-60V180", dark(c, 0.2), 1.5, op=0.6)
            + path("M-48 20H48V52H-48zM-48 62H48v8H-48z", art.main)
            + path("M-48 20L0 52L48 20v32H-48z", art.second)
            + rect(-14, -224, 28, 120, art.second, rx=9)
            + line("".join(f"M-14 {-216 + 10 * i}l28 6" for i in range(11)), lite(art.second, 0.35), 3),
            t="translate(226 254)rotate(24)",
        )
    )
    art.put(
        oval(356, 418, 52, 9, INK, op=0.14),
        circle(354, 366, 50, "#9E2329"),
        path("M388 330A50 50 0 0 1 340 414Q396 392 388 330z", INK, op=0.2),
        line("M318 340Q354 366 340 414M330 330Q368 362 354 416", KHADI, 3, dash="5 4"),
        oval(336, 346, 12, 8, "#fff", op=0.3),
    )


def candles(art: Art) -> None:
    """Flower candles, or incense in its holder."""
    if art.has("agarbathi", "incense"):
        _incense(art)
        return
    _roses(art)


def _incense(art: Art) -> None:
    """Sticks of incense in a brass holder, with their box."""
    art.shadow(250, 408, 176, 12)
    art.put(
        "".join(
            line(
                f"M{150 + 14 * i} 384L{188 + 30 * i} {112 + 8 * abs(i - 2)}",
                "#6B4A34",
                7,
                cap="round",
            )
            + line(f"M{150 + 14 * i} 384L{158 + 18 * i - 1} 330", MAJITH, 4)
            + circle(188 + 30 * i, 112 + 8 * abs(i - 2), 5, "#E8622A")
            for i in range(5)
        )
    )
    art.put(
        line(
            "M248 100Q222 70 250 48T244 8M312 106Q336 84 316 60T330 24",
            lite(INK, 0.6),
            5,
            op=0.5,
            cap="round",
        ),
        lathe(
            art,
            180,
            [(344, 44), (356, 48), (380, 70), (404, 78)],
            BRASS,
            hoop(180, 366, 70, 8, dark(BRASS, 0.4), 3)
            + hoop(180, 388, 78, 8, dark(BRASS, 0.4), 7, cap="round", dash="0 12"),
        ),
        oval(180, 344, 44, 9, dark(BRASS, 0.4)),
    )
    art.put(
        rect(286, 326, 124, 78, "#C79A63", rx=6),
        rect(286, 326, 124, 16, "#E0BC8A"),
        group(path(petals(8, 4, 24, 18), MAJITH) + circle(0, 0, 6, HALDI), t="translate(348 374)"),
    )


def _roses(art: Art) -> None:
    """Candles poured as open flowers."""
    cs = [art.main, "#E8B6C2", art.accent, "#F2E3C4", art.second]
    art.shadow(240, 398, 196, 15)
    names = []
    for c in (lite(cs[0], 0.2), lite(cs[1], 0.2), lite(cs[2], 0.25)):
        rose = (
            path(petals(9, 4, 66, 38), dark(c, 0.2))
            + path(petals(9, 2, 50, 40), c, t="rotate(18)")
            + path(petals(7, 0, 34, 46), lite(c, 0.4))
        )
        names.append(
            art.symbol(
                group(rose, t="scale(1 .56)")
                + path("M0-12C-17-20-8-38 0-60C8-38 17-20 0-12z", "#F2A51F")
                + path("M0-13C-8-18-4-28 0-38C4-28 8-18 0-13z", "#FFF3C0")
                + circle(0, -34, 36, HALDI, op=0.12)
            )
        )
    for i, (x, y, k) in enumerate(
        ((124, 262, 1.25), (356, 262, 1.25), (240, 232, 1.4), (162, 364, 1.4), (322, 364, 1.4))
    ):
        art.put(art.use(names[i % 3], x, y, 0, k))


def temple(art: Art) -> None:
    """Small stepped temple model on a plinth."""
    c, case = art.main, art.has("glass case")
    art.shadow(240, 416, 170, 14)
    art.put(path("M90 376H390L404 414H76z", dark(WOOD, 0.2)), path("M90 376H390l4 10H86z", lite(WOOD, 0.2)))
    tiers = 7 if case else 5
    art.put(rect(140, 300, 200, 76, c), rect(300, 300, 40, 76, INK, op=0.12))
    y = 300.0
    for i in range(tiers):
        w, h = 104 - i * (74 / tiers), 168 / tiers
        art.put(
            path(
                f"M{240 - w:.0f} {y:.0f}L{240 - w + 7:.0f} {y - h:.0f}H{240 + w - 7:.0f}"
                f"L{240 + w:.0f} {y:.0f}z",
                c if i % 2 else lite(c, 0.2),
            ),
            path(
                f"M{240 + w * 0.5:.0f} {y:.0f}V{y - h:.0f}H{240 + w - 7:.0f}L{240 + w:.0f} {y:.0f}z",
                INK,
                op=0.13,
            ),
            line(
                f"M{240 - w + 10:.0f} {y - h / 2:.0f}H{240 + w - 10:.0f}", dark(c, 0.35), h * 0.36, dash="7 9"
            ),
        )
        y -= h
    art.put(
        path(f"M204 {y:.0f}Q240 {y - 52:.0f} 276 {y:.0f}z", lite(c, 0.1)),
        line(f"M240 {y - 26:.0f}v-30", HALDI, 7, cap="round"),
        circle(240, y - 34, 9, HALDI),
        path("M218 376V332Q240 306 262 332V376z", dark(c, 0.6)),
        "".join(rect(x, 306, 12, 70, lite(c, 0.3)) for x in (150, 184, 284, 318)),
        rect(132, 294, 216, 12, dark(c, 0.2)),
    )
    if case:
        art.put(
            rect(102, 56, 276, 320, "#BFD6DA", op=0.16),
            line("M102 56H378V376H102z", "#8FA6AA", 4),
            path("M118 66L176 66L120 250z", "#fff", op=0.35),
        )


def flask(art: Art) -> None:
    """Gilt leather flask with long neck."""
    gold = "#E3B64C"
    art.shadow(240, 412, 110, 13)
    art.put(
        lathe(
            art,
            240,
            [
                (92, 30),
                (106, 24),
                (170, 20),
                (196, 34),
                (226, 92),
                (286, 122),
                (346, 92),
                (384, 50),
                (406, 60),
            ],
            art.main,
            group(
                path(petals(12, 24, 84, 9), gold)
                + path(petals(12, 16, 56, 11), art.second)
                + circle(0, 0, 20, gold)
                + circle(0, 0, 11, art.main),
                t="translate(240 290)",
            )
            + "".join(hoop(240, y, 130, 8, gold, 4) for y in (108, 172, 196, 384))
            + circle(240, 290, 96, "none", stroke=gold, sw=7, cap="round", dash="0 13"),
        ),
        path("M210 92Q240 40 270 92z", gold),
        circle(240, 62, 10, gold),
        line("M206 190Q110 170 130 262M274 190Q370 170 350 262", gold, 7, cap="round"),
    )

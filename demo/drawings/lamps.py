"""Lamps, lanterns, footed stands and bells."""

from __future__ import annotations

from demo.drawings import surfaces
from demo.drawings.art import Art, hoop, lathe
from demo.drawings.colors import BRASS, HALDI, INK, IRON, JUTE, WOOD, dark, lite
from demo.drawings.pen import circle, line, oval, path, rect


def shade(art: Art) -> None:
    """Table lamp with woven or pierced shade, lit from inside."""
    p = (
        surfaces.hexweave(art, dark(art.main, 0.3), art.main, 0.8)
        if art.has("hex")
        else surfaces.jaali(art, dark(art.main, 0.35), art.main, 0.8)
    )
    art.shadow(240, 414, 92, 12)
    art.put(circle(240, 200, 176, HALDI, op=0.1), circle(240, 200, 136, HALDI, op=0.12))
    art.put(
        rect(232, 300, 16, 92, dark(art.main, 0.35)),
        line("M228 322h24M228 344h24M228 366h24", lite(art.main, 0.3), 4),
        lathe(art, 240, [(384, 40), (394, 70), (412, 76)], dark(art.main, 0.25)),
    )
    body = "M164 92H316L368 296H112z"
    art.put(
        path(body, "#F6D98A"),
        path("M206 92H274L290 296H190z", "#FFF2C4", op=0.8),
        path(body, p),
        path("M290 92H316L368 296H320z", INK, op=0.14),
    )
    art.put(
        line("M160 92H320", dark(art.main, 0.2), 11, cap="round"),
        line("M108 296H372", dark(art.main, 0.2), 13, cap="round"),
        line("M112 294H368", lite(art.main, 0.35), 3, dash="8 5"),
        line("M138 194H342", dark(art.main, 0.15), 8),
    )


def lantern(art: Art) -> None:
    """Pierced lantern, hanging or standing."""
    art.shadow(240, 416, 96, 12)
    art.put(circle(240, 258, 150, HALDI, op=0.12))
    if art.has("hanging"):
        art.put(line("M240 20V92", IRON, 4, dash="8 5"), circle(240, 98, 12, "none", stroke=IRON, sw=5))
    ch = surfaces.jaali(art, "#FBD77A", "#F3C257", 0.95)
    art.put(
        lathe(
            art,
            240,
            [(106, 10), (124, 26), (150, 72), (178, 112), (190, 116)],
            art.main,
            hoop(240, 150, 120, 10, dark(art.main, 0.3), 4)
            + hoop(240, 172, 120, 12, lite(art.main, 0.3), 5, cap="round", dash="0 12"),
        )
    )
    art.put(
        lathe(
            art,
            240,
            [(190, 92), (250, 108), (310, 104), (372, 84)],
            dark(art.main, 0.08),
            rect(120, 204, 240, 150, ch)
            + hoop(240, 198, 110, 6, art.main, 14)
            + hoop(240, 362, 110, 6, art.main, 18),
        )
    )
    art.put(
        lathe(
            art,
            240,
            [(372, 88), (384, 112), (410, 118)],
            art.main,
            hoop(240, 390, 120, 8, dark(art.main, 0.3), 4),
        )
    )


def lamp(art: Art) -> None:
    """Brass oil lamp: hanging with chain, or a standing pair."""
    c = art.main
    flame = art.symbol(
        path("M0 10C-16 2-8-14 0-34C8-14 16 2 0 10z", "#F2A51F")
        + path("M0 8C-8 2-4-8 0-18C4-8 8 2 0 8z", "#FFF0B0")
    )
    if art.has("tree", "iron"):
        _tree(art, c, flame)
        return
    if art.has("hanging"):
        art.put(
            line("M240 0V236", dark(c, 0.2), 9, dash="12 5"), line("M240 0V236", lite(c, 0.3), 3, dash="12 5")
        )
        art.put(
            lathe(
                art,
                240,
                [(150, 6), (164, 30), (182, 44), (200, 30), (214, 12), (240, 16), (268, 30)],
                c,
                hoop(240, 182, 46, 6, dark(c, 0.3), 4),
            )
        )
    art.shadow(240, 436, 120, 10)
    art.put(
        lathe(
            art,
            240,
            [(282, 152), (300, 142), (330, 90), (352, 40), (372, 22), (392, 34), (404, 12), (418, 4)],
            c,
            hoop(240, 300, 150, 16, dark(c, 0.35), 4)
            + hoop(240, 314, 136, 16, lite(c, 0.4), 7, cap="round", dash="0 14"),
        )
    )
    art.put(
        oval(240, 280, 152, 34, lite(c, 0.25)),
        oval(240, 282, 138, 26, dark(c, 0.35)),
        oval(240, 288, 120, 17, "#D8A52E"),
        lathe(art, 240, [(190, 14), (230, 18), (286, 30)], c),
    )
    for x, y in ((98, 280), (382, 280), (166, 302), (314, 302), (240, 310)):
        art.put(art.use(flame, x, y - 8))


def _tree(art: Art, c: str, flame: str) -> None:
    """Wrought-iron tree of lamps."""
    art.shadow(240, 420, 110, 12)
    art.put(
        rect(150, 398, 180, 18, c, rx=9),
        line(
            "M240 400V120M240 330Q150 320 128 250M240 330Q330 320 352 250M240 250Q176 240 160 176"
            "M240 250Q304 240 320 176",
            c,
            9,
            cap="round",
        ),
    )
    leaf = art.symbol(path("M0 0Q-22-14 0-44Q22-14 0 0z", c) + line("M0-4V-34", lite(c, 0.35), 2))
    for x, y, r in (
        (128, 250, -40),
        (352, 250, 40),
        (160, 176, -30),
        (320, 176, 30),
        (196, 318, -70),
        (284, 318, 70),
        (206, 238, -60),
        (274, 238, 60),
    ):
        art.put(art.use(leaf, x, y, r, 0.95))
    for x, y in ((128, 236), (352, 236), (160, 162), (320, 162), (240, 110)):
        art.put(
            path(f"M{x - 26} {y}Q{x} {y + 32} {x + 26} {y}z", lite(c, 0.12)),
            art.use(flame, x, y - 6, 0, 0.9),
        )


def stand(art: Art) -> None:
    """Footed offering stand with domed cover (xorai form) or tiffin tiers."""
    c = art.main
    if art.has("tiffin"):
        art.shadow(240, 410, 124, 13)
        art.put(
            line("M132 150V96Q132 66 240 66T348 96V150", dark(c, 0.3), 11),
            line("M134 130V392M346 130V392", dark(c, 0.2), 11),
        )
        for i in range(3):
            y = 170 + i * 78
            art.put(
                lathe(
                    art,
                    240,
                    [(y, 104), (y + 8, 108), (y + 66, 108), (y + 74, 102)],
                    c,
                    hoop(240, y + 14, 108, 8, dark(c, 0.3), 3) + hoop(240, y + 52, 108, 8, lite(c, 0.6), 3),
                    False,
                )
            )
        art.put(
            lathe(art, 240, [(138, 60), (146, 98), (168, 108)], lite(c, 0.15)),
            oval(240, 138, 60, 8, lite(c, 0.5)),
            circle(240, 126, 12, BRASS),
            rect(120, 226, 22, 34, BRASS, rx=5),
            rect(338, 226, 22, 34, BRASS, rx=5),
        )
        return
    art.shadow(240, 414, 110, 13)
    art.put(
        lathe(
            art,
            240,
            [(280, 126), (296, 130), (318, 80), (338, 28), (356, 22), (376, 40), (396, 84), (412, 90)],
            c,
            hoop(240, 296, 130, 10, dark(c, 0.35), 4)
            + hoop(240, 394, 90, 9, dark(c, 0.3), 3)
            + hoop(240, 346, 30, 5, lite(c, 0.5), 4),
        )
    )
    art.put(
        lathe(
            art,
            240,
            [(72, 5), (92, 16), (106, 9), (122, 22), (150, 54), (196, 96), (250, 118), (282, 120)],
            lite(c, 0.08),
            "".join(hoop(240, y, 124, 13, dark(c, 0.3), 3) for y in (168, 208, 254))
            + hoop(240, 230, 124, 13, dark(c, 0.35), 13, dash="6 9"),
        )
    )


def bells(art: Art) -> None:
    """String of hand-forged bells."""
    c = art.main
    one = art.symbol(
        path("M-30 46Q-32-18-20-30H20Q32-18 30 46Q0 56-30 46z", c)
        + path("M8-30H20Q32-18 30 46L12 49Q18-10 8-30z", INK, op=0.2)
        + line("M-22-20Q-26 10-24 40", "#fff", 4, op=0.35)
        + line("M-30 34Q0 44 30 34M-24-14Q0-8 24-14", dark(c, 0.4), 3)
        + oval(0, 47, 30, 7, dark(c, 0.5))
        + line("M0 44V62", dark(WOOD, 0.2), 6, cap="round")
        + line("M-10-30Q0-52 10-30", dark(c, 0.2), 5)
    )
    art.put(
        line("M60 62Q240 116 420 62", dark(JUTE, 0.35), 6),
        line("M60 62Q240 116 420 62", lite(JUTE, 0.2), 3, dash="5 5"),
    )
    for x, y, k in ((98, 128, 0.95), (168, 168, 1.15), (240, 206, 1.5), (316, 168, 1.15), (384, 128, 0.95)):
        art.put(
            line(f"M{x} {76 + 16 * (1 - abs(x - 240) / 180):.0f}V{y - 20}", dark(JUTE, 0.3), 4),
            art.use(one, x, y + 24 * k, 0, k),
            circle(x, 84 + 12 * (1 - abs(x - 240) / 180), 7, art.accent),
        )
    art.put(
        line("M240 300v60", art.second, 9, cap="round"),
        circle(240, 304, 10, art.accent),
        line("M228 318l-8 54M252 318l8 54M234 318l-3 58M246 318l3 58", art.second, 5, cap="round"),
    )

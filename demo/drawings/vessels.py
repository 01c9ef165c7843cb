"""Pots, bowls, plates and thalis, and what decorates them."""

from __future__ import annotations

from demo.drawings import surfaces, textiles
from demo.drawings.art import Art, hoop, lathe
from demo.drawings.colors import INK, dark, lite, luma
from demo.drawings.peacock import bird
from demo.drawings.pen import Point, circle, group, line, num, oval, path, petals, polar
from demo.drawings.textiles import Pattern


def deco(art: Art) -> Pattern:
    """Surface pattern function for a solid object, by material."""
    for words, fn in (
        (("jali", "jaali", "pierced", "lattice"), surfaces.jaali),
        (("inlay", "bidri", "tarkashi", "etched", "koftgari", "engraved", "meena"), surfaces.inlay),
        (("lost-wax", "lost wax", "dhokra", "dokra"), surfaces.wires),
        (("sadeli", "marquetry", "star"), textiles.stars),
        (("floral", "vine", "khurja"), textiles.jaal),
        (("carved", "hand carving"), textiles.floral),
        (("applied", "ornament"), surfaces.wires),
    ):
        if art.has(*words):
            return fn
    return art.one(textiles.jaal, textiles.floral, surfaces.inlay)


def marks(art: Art) -> tuple[str, str]:
    """Two decoration colors for the body color."""
    if art.has("bidri", "silver wire", "silver-etched", "koftgari"):
        return "#D9DCDC", "#B9BEBF"
    if art.has("tarkashi", "brass inlay", "brass-strip"):
        return "#DDB14C", "#C8962E"
    if art.has("blue pottery", "blue vine"):
        return "#24479A", "#2E9CA8"
    return (
        (lite(art.main, 0.55), lite(art.accent, 0.3))
        if luma(art.main) < 0.45
        else (dark(art.main, 0.38), art.second)
    )


def pot(art: Art) -> None:
    """Turned vessel: vase, surahi, lota or water pot."""
    c1, c2 = marks(art)
    prof = _profile(art)
    top, w0 = prof[0]
    wide = max(prof, key=lambda q: q[1])
    y0, y1 = wide[0] - 52, wide[0] + 44
    band = f"M80 {num(y0)}Q240 {num(y0 + 34)} 400 {num(y0)}V{num(y1)}Q240 {num(y1 + 34)} 80 {num(y1)}z"
    inner = path(band, dark(art.main, 0.14) if luma(art.main) > 0.3 else lite(art.main, 0.08)) + path(
        band, deco(art)(art, c1, c2, 0.8)
    )
    for y in (y0, y1):
        inner += hoop(240, y, 160, 17, c1, 4)
    for y in (y0 - 12, y1 + 12):
        inner += hoop(240, y, 160, 16, c1, 2)
    for y, w in prof[2:4] + prof[-3:-1]:
        inner += hoop(240, y, w + 6, 6, c2, 3)
    if art.has("ribbed", "gagar"):
        inner += "".join(hoop(240, y, 150, 12, dark(art.main, 0.3), 2, op=0.6) for y in range(150, 210, 9))
    inner += hoop(240, y1 + 26, 150, 14, c1, 6, cap="round", dash="0 13")
    art.shadow(240, prof[-1][0] + 4, prof[-1][1] + 62, 13)
    art.put(lathe(art, 240, prof, art.main, inner))
    art.put(
        oval(240, top, w0, w0 * 0.22, lite(art.main, 0.25)),
        oval(240, top + 1, w0 * 0.84, w0 * 0.15, dark(art.main, 0.5)),
    )
    if art.has("lid", "surahi") and not art.has("vase"):
        art.put(
            path(
                f"M{num(240 - w0)} {num(top)}Q240 {num(top - 44)} {num(240 + w0)} {num(top)}"
                f"Q240 {num(top + 14)} {num(240 - w0)} {num(top)}z",
                lite(art.main, 0.12),
            ),
            circle(240, top - 30, 8, art.main),
            circle(238, top - 32, 3, "#fff", op=0.4),
        )


def _profile(art: Art) -> list[Point]:
    """Outline of the vessel by its name: (y, half-width) from the lip down."""
    if art.has("surahi"):
        neck = [(96.0, 26.0), (112.0, 20.0), (176.0, 17.0), (206.0, 26.0)]
        return [*neck, (236, 68), (286, 98), (336, 84), (378, 46), (394, 44), (404, 58)]
    if art.has("gagar", "lota", "pot"):
        lip = [(132.0, 74.0), (146.0, 62.0), (160.0, 58.0)]
        return [*lip, (184, 78), (230, 124), (280, 136), (330, 112), (376, 66), (398, 62)]
    k = art.num(0.9, 1.1)
    slim = [(84.0, 52.0), (100.0, 38.0), (140.0, 34.0), (190.0, 66 * k), (248.0, 96 * k), (306.0, 78 * k)]
    broad = [(78.0, 62.0), (96.0, 46.0), (132.0, 42.0), (168.0, 82 * k), (220.0, 106 * k), (286.0, 92 * k)]
    return art.one([*slim, (360, 44), (386, 42), (402, 60)], [*broad, (350, 58), (388, 48), (402, 56)])


def bowl(art: Art) -> None:
    """Open bowl, urli or basin in three-quarter view; two when sold as a set."""
    shallow = art.has("urli", "parat", "plate")
    if art.has("set of two", "pair"):
        art.shadow(300, 318, 120)
        art.put(_one_bowl(art, 306, 214, 112, 96))
        art.shadow(176, 398, 128)
        art.put(_one_bowl(art, 178, 284, 124, 108))
    else:
        art.shadow(240, 392, 150, 14)
        art.put(
            _one_bowl(art, 240, 236 if shallow else 212, 172 if shallow else 150, 150 if shallow else 172)
        )
    if art.has("urli"):
        art.put(line("M66 236q-14-34 14-40M414 236q14-34-14-40", dark(art.main, 0.1), 9, cap="round"))
        lotus = path("M0 12Q-22 6-18-16Q-8-10 0-26Q8-10 18-16Q22 6 0 12z", "#D9708E") + path(
            "M0 12Q-8-6 0-26Q8-6 0 12z", "#F2B8C6"
        )
        name = art.symbol(lotus)
        art.put(
            path("M84 236a156 36 0 0 1 312 0a156 32 0 0 1-312 0z", "#5FA3A8"),
            art.use(name, 180, 240),
            art.use(name, 292, 236, 0, 1.15),
            art.use(name, 236, 222, 0, 0.8),
        )


def _one_bowl(art: Art, cx: float, cy: float, r: float, deep: float) -> str:
    """One bowl: center of its rim, half-width and depth."""
    c1, c2 = marks(art)
    body = (
        f"M{num(cx - r)} {num(cy)}Q{num(cx - r * 0.9)} {num(cy + deep)} {num(cx - r * 0.36)} "
        f"{num(cy + deep)}H{num(cx + r * 0.36)}Q{num(cx + r * 0.9)} {num(cy + deep)} "
        f"{num(cx + r)} {num(cy)}z"
    )
    ref = art.clip(path(body, INK))
    inner = hoop(cx, cy + deep * 0.3, r, deep * 0.3, c1, 3) + group(
        path(
            f"M{num(cx - r)} {num(cy + deep * 0.16)}Q{num(cx)} {num(cy + deep * 0.86)} "
            f"{num(cx + r)} {num(cy + deep * 0.16)}V{num(cy + deep * 0.6)}"
            f"Q{num(cx)} {num(cy + deep * 1.2)} {num(cx - r)} {num(cy + deep * 0.6)}z",
            deco(art)(art, c1, c2, 0.62),
        )
    )
    inner += path(
        f"M{num(cx + r * 0.4)} {num(cy)}L{num(cx + r)} {num(cy)}"
        f"L{num(cx + r * 0.6)} {num(cy + deep)}H{num(cx)}"
        f"Q{num(cx + r * 0.5)} {num(cy + deep * 0.5)} {num(cx + r * 0.4)} {num(cy)}z",
        INK,
        op=0.16,
    )
    out = (
        path(body, art.main)
        + group(inner, clip=ref)
        + oval(cx, cy, r, r * 0.27, lite(art.main, 0.2))
        + oval(cx, cy + 3, r * 0.93, r * 0.225, dark(art.main, 0.3))
    )
    out += path(
        f"M{num(cx - r * 0.93)} {num(cy + 3)}A{num(r * 0.93)} {num(r * 0.225)} 0 0 0 "
        f"{num(cx + r * 0.93)} {num(cy + 3)}Q{num(cx)} {num(cy + r * 0.06)} {num(cx - r * 0.93)} "
        f"{num(cy + 3)}z",
        art.main,
    )
    if art.has("agate", "banded", "stone", "coconut"):
        out += "".join(
            oval(cx, cy + 6, r * k, r * 0.2 * k, "none", stroke=lite(art.main, 0.5), sw=2, op=0.6)
            for k in (0.8, 0.62, 0.4)
        )
    return out


def plate(art: Art) -> None:
    """Round plate, tray or roundel, face on; stacked when sold in numbers."""
    c1, c2 = marks(art)
    art.put(oval(250, 254, 172, 172, INK, op=0.13))
    if art.has("set of 4", "pack", "leaf"):
        art.put(circle(252, 252, 164, dark(art.main, 0.35)), circle(247, 247, 165, dark(art.main, 0.2)))
    n = art.one(8, 10, 12, 16)
    art.put(circle(240, 240, 168, art.main))
    if art.has("leaf", "areca"):
        art.put(
            circle(240, 240, 168, textiles.plain(art, dark(art.main, 0.3), dark(art.main, 0.2), 1.6)),
            circle(240, 240, 122, "none", stroke=dark(art.main, 0.25), sw=8, op=0.6),
            circle(236, 236, 122, "none", stroke=lite(art.main, 0.4), sw=3),
        )
        art.put(
            line(
                "M130 130Q240 230 356 352M240 240q-60 10-92 60M250 250q64-10 84-70M210 206"
                "q-6-40 24-78M286 286q0 40-24 78",
                dark(art.main, 0.4),
                2,
                op=0.5,
            ),
            circle(240, 240, 158, "none", stroke=dark(art.main, 0.35), sw=3, dash="10 12"),
        )
        return
    art.put(
        circle(240, 240, 160, "none", stroke=c1, sw=3),
        circle(240, 240, 118, "none", stroke=c1, sw=4),
        circle(240, 240, 117, lite(art.main, 0.1)),
    )
    bud = art.symbol(
        path("M0 14Q-14 0 0-16Q14 0 0 14z", c1)
        + path("M0 14q-16 2-20-12q14-2 20 12q16 2 20-12q-14-2-20 12", c2)
    )
    for i in range(n):
        art.put(art.use(bud, *polar(240, 240, 139, 360 * i / n), 360 * i / n, 0.9))
    if art.has("peacock"):
        art.put(group(bird(art, c1, c2), t="translate(240 250)scale(1.05)"))
    else:
        art.put(
            group(
                path(petals(n, 34, 108, 9), c1)
                + path(petals(n, 24, 76, 11), c2)
                + path(petals(n, 10, 50, 13), art.main)
                + circle(0, 0, 20, c1)
                + path(petals(8, 0, 16, 18), c2)
                + circle(0, 0, 5, art.main),
                t="translate(240 240)",
            )
        )
    if art.has("mirror", "inlay"):
        art.put("".join(circle(*polar(240, 240, 98, 360 * i / n), 6, "#E4ECEC") for i in range(n)))
    art.put(
        path("M96 158A168 168 0 0 1 250 72A176 176 0 0 0 96 158z", "#fff", op=0.3),
        path("M384 328A168 168 0 0 1 220 407A176 176 0 0 0 384 328z", INK, op=0.13),
    )


def thali(art: Art) -> None:
    """Dinner set or toy kitchen: big plate, small bowls, tumbler."""
    art.put(
        circle(248, 262, 160, INK, op=0.12),
        circle(240, 252, 160, art.main),
        circle(240, 252, 150, lite(art.main, 0.25)),
        circle(240, 252, 142, art.main),
        circle(240, 252, 142, "none", stroke=dark(art.main, 0.2), sw=2, dash="3 5"),
    )
    for x, y, r, c in ((178, 200, 46, "#B7432B"), (294, 190, 44, "#D9A62A"), (316, 284, 38, "#6B8A3A")):
        art.put(
            circle(x + 4, y + 5, r, INK, op=0.16),
            circle(x, y, r, lite(art.main, 0.35)),
            circle(x, y, r - 6, dark(art.main, 0.25)),
            circle(x, y + 2, r - 9, c),
            path(
                f"M{x - r + 12} {y - 6}a{r - 12} {r - 12} 0 0 1 {r} -{r * 0.5:.0f}",
                "none",
                stroke="#fff",
                sw=3,
                op=0.4,
            ),
        )
    art.put(oval(194, 310, 58, 34, "#F6EFDF"), oval(192, 302, 44, 22, "#FFFDF6"))
    art.put(path("M92 170A160 160 0 0 1 230 94A170 170 0 0 0 92 170z", "#fff", op=0.35))

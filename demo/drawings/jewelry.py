"""Bangles, pendants, necklaces and earrings."""

from __future__ import annotations

from demo.drawings.art import Art
from demo.drawings.colors import INK, IRON, MORPANKH, SILVER, dark, lite
from demo.drawings.peacock import bird
from demo.drawings.pen import circle, group, line, oval, path, petals, polar, pts, rect
from demo.drawings.vessels import marks


def bangles(art: Art) -> None:
    """Leaning row of bangles with stones, mirrors or gold rims."""
    glass = art.has("glass")
    n = 7 if glass else 5
    gold = "#E2B545"
    art.shadow(240, 396, 180, 13)
    cs = [art.main, lite(art.main, 0.3), art.main] if glass else [art.main, art.second, art.accent]
    stone = art.symbol(path("M0-8L7 0L0 8L-7 0z", "#EAF2F2") + path("M0-8L7 0H-7z", "#fff"))
    for i in range(n):
        x, c = 130 + i * 220 / (n - 1), cs[i % len(cs)]
        w = 10 if glass else 21
        rx, ry = 74, 128
        art.put(
            oval(x, 264, rx, ry, "none", stroke=dark(c, 0.35), sw=w + 5),
            oval(x - 2, 263, rx, ry, "none", stroke=c, sw=w),
        )
        art.put(
            oval(x - 2, 263, rx + w * 0.5, ry + w * 0.5, "none", stroke=gold, sw=3),
            oval(x - 2, 263, rx - w * 0.5, ry - w * 0.5, "none", stroke=gold, sw=2.5),
        )
        if i < n - 1 or glass:
            art.put(oval(x - 2, 263, rx, ry, "none", stroke=lite(c, 0.65), sw=4, cap="round", dash="0 12"))
        else:
            art.put(
                "".join(
                    art.use(stone, x - 2 + polar(0, 0, rx, a)[0], 263 + polar(0, 0, ry, a)[1])
                    for a in range(0, 360, 18)
                )
            )
        art.put(
            line(
                f"M{x - rx + 2:.0f} 220Q{x - rx + 12:.0f} 160 {x - 34:.0f} 146",
                "#fff",
                4,
                op=0.5,
                cap="round",
            )
        )


def pendant(art: Art) -> None:
    """Pendant on cord or chain."""
    c, (c1, _) = art.main, marks(art)
    metal = "#E0B34A" if art.has("gold", "thewa") else "#CFD3D3"
    cord = IRON if art.has("cord") else metal
    art.put(
        line(
            "M120 40Q130 200 240 236Q350 200 360 40",
            dark(cord, 0.25),
            8,
            dash=None if art.has("cord") else "3 3",
        ),
        line(
            "M120 40Q130 200 240 236Q350 200 360 40",
            lite(cord, 0.15),
            4,
            dash=None if art.has("cord") else "9 4",
        ),
    )
    out = (
        petals(16, 60, 104, 9)
        if art.has("garnet", "thewa")
        else pts([polar(0, 0, 96 + 8 * (i % 2), i * 11.25) for i in range(32)])
    )
    art.put(oval(248, 344, 88, 96, INK, op=0.12), circle(240, 236, 13, "none", stroke=metal, sw=7))
    body = (
        path(out, metal)
        + circle(0, 0, 88, dark(metal, 0.25))
        + circle(0, 0, 84, metal)
        + circle(0, 0, 70, c)
        + circle(0, 0, 77, "none", stroke=dark(metal, 0.3), sw=5, cap="round", dash="0 10")
    )
    body += _jewel(art, c, c1, metal)
    drops = (
        "".join(
            line(f"M{x} {y}v16", metal, 3)
            + path(f"M{x} {y + 12}q-13 20 0 30q13-10 0-30z", c)
            + circle(x, y + 46, 4, metal)
            for x, y in ((0, 96), (-44, 82), (44, 82))
        )
        if not art.has("cord")
        else ""
    )
    art.put(
        group(
            body + drops + path("M-62-30A70 70 0 0 1 10-69A78 78 0 0 0-62-30z", "#fff", op=0.35),
            t="translate(240 330)scale(.98)" if not drops else "translate(240 320)scale(.9)",
        )
    )


def _jewel(art: Art, c: str, c1: str, metal: str) -> str:
    """What is set in the middle: a peacock, garnets or an inlaid flower."""
    if art.has("peacock", "thewa"):
        return group(bird(art, "#F0CF70", "#FBE9B0"), t="translate(4 10)scale(.6)")
    if art.has("garnet"):
        return (
            path(petals(8, 18, 62, 17), metal)
            + path(petals(8, 22, 54, 13), MORPANKH)
            + circle(0, 0, 25, metal)
            + circle(0, 0, 20, "#7B1626")
            + path("M-14-6L0-17L14-6L0 4z", "#C04A55")
        )
    return (
        path(petals(8, 10, 60, 15), c1)
        + path(petals(8, 8, 40, 12), c)
        + circle(0, 0, 14, c1)
        + circle(0, 0, 64, "none", stroke=c1, sw=2)
    )


def necklace(art: Art) -> None:
    """Strands of beads, anklets or a neck ring."""
    if art.has("hansuli", "neck ring"):
        _neck_ring(art)
        return
    if art.has("anklet"):
        _anklets(art)
        return
    _strands(art)


def _neck_ring(art: Art) -> None:
    """Stiff silver ring, open at the nape."""
    art.put(
        line("M150 128A140 140 0 1 0 330 128", INK, 34, cap="round", op=0.12, t="translate(8 10)"),
        line("M150 128A140 140 0 1 0 330 128", "#9FA5A6", 36, cap="round"),
        line("M150 128A140 140 0 1 0 330 128", SILVER, 30, cap="round"),
        line("M142 140A140 140 0 0 0 160 340", "#fff", 7, cap="round", op=0.6),
    )
    art.put(
        line("M150 128A140 140 0 0 0 118 178M330 128A140 140 0 0 1 362 178", "#8D9495", 33, dash="4 5"),
        circle(153, 124, 21, SILVER),
        circle(327, 124, 21, SILVER),
        circle(148, 119, 6, "#fff"),
        circle(322, 119, 6, "#fff"),
        line("M170 330A128 128 0 0 0 310 330", "#7F8687", 6, cap="round", dash="0 13"),
    )


def _anklets(art: Art) -> None:
    """Two anklets with bells."""
    for x, y in ((0, -70), (0, 80)):
        art.put(
            group(
                oval(0, 0, 146, 66, "none", stroke="#8D9495", sw=16)
                + oval(0, -2, 146, 66, "none", stroke=SILVER, sw=12)
                + oval(0, -2, 146, 66, "none", stroke="#7F8687", sw=12, dash="2 7")
                + "".join(
                    circle(polar(0, 0, 146, a)[0], 66 * -polar(0, 0, 1, a)[1] * -1 + 14, 10, SILVER)
                    + line(
                        f"M{polar(0, 0, 146, a)[0] - 6:.0f} {66 * polar(0, 0, 1, a)[1] + 16:.0f}h12",
                        "#6E7576",
                        2,
                    )
                    for a in range(100, 270, 20)
                ),
                t=f"translate({240 + x} {230 + y})",
            )
        )


def _strands(art: Art) -> None:
    """Strands of beads that meet at a tassel."""
    strands = 5 if art.has("multi", "wancho") else 3
    for k in range(strands):
        d = (
            f"M{112 + 12 * k} 70C{96 + 16 * k} {300 - 8 * k} {160 + 8 * k} {404 - 34 * k} 240 "
            f"{404 - 34 * k}S{384 - 16 * k} {300 - 8 * k} {368 - 12 * k} 70"
        )
        c = (
            (art.main, art.accent, art.second)[k % 3]
            if strands == 5
            else (art.main, lite(art.main, 0.3), dark(art.main, 0.15))[k]
        )
        art.put(
            line(d, dark(c, 0.4), 18 if strands == 3 else 15, cap="round", dash="0 15"),
            line(d, c, 15 if strands == 3 else 12.5, cap="round", dash="0 15"),
            line(d, "#fff", 4, cap="round", dash="0 15", op=0.5, t="translate(-2 -3)"),
        )
    art.put(
        path("M104 62h72l-6 18h-58zM304 62h72l-8 18h-58z", art.second),
        circle(240, 412, 19, dark(art.main, 0.2)),
        circle(240, 410, 16, art.accent),
        circle(235, 405, 5, "#fff", op=0.6),
        line("M228 426l-8 34M240 430v36M252 426l8 34", art.main, 5, cap="round"),
    )


def earrings(art: Art) -> None:
    """Pair of drop earrings or cufflinks."""
    if art.has("cufflink"):
        stone = art.symbol(
            circle(6, 8, 78, INK, op=0.12)
            + circle(0, 0, 78, "#A9B0B1")
            + circle(-2, -2, 74, "#DDE1E1")
            + oval(0, 0, 56, 56, "#E6D3B4")
            + line(
                "M-10 50Q-6 10-26-22M-9 26Q20 6 22-30M-14 0Q-34-6-40-22M10 6Q34 4 40-8M-20-14"
                "q4-14-4-24M18-12q12-6 10-20",
                "#4A332A",
                3.5,
                cap="round",
            )
            + line("M-12 6l-18-6M4 14l22 2M-24-18l-10-2M20-20l10-6M-6 34l20-10", "#4A332A", 2)
            + circle(0, 0, 65, "none", stroke="#8D9495", sw=5, cap="round", dash="0 10")
            + path("M-52-20A56 56 0 0 1 0-55A64 64 0 0 0-52-20z", "#fff", op=0.5)
        )
        art.put(
            rect(296, 300, 18, 66, "#A9B0B1", rx=6), art.use(stone, 164, 210), art.use(stone, 312, 280, 24)
        )
        return
    wire = "#AEB6B8"
    cone = "M0 96C-62 96-74 26-40-10C-16-36 12-52 22-86C52-30 66 96 0 96z"
    swirl = "".join(
        f"M{x} {y}a{r} {r} 0 1 1 {r} {r}a{r * 0.6:.0f} {r * 0.6:.0f} 0 1 1-{r * 0.6:.0f}-{r * 0.5:.0f}"
        for x, y, r in ((-34, 44, 13), (-6, 20, 14), (10, -20, 11), (-26, 8, 10), (4, 62, 13))
    )
    one = (
        line("M12-92Q30-132 4-140Q-18-136-10-118", "#9AA1A2", 5, cap="round")
        + path(cone, "#5F6B70", op=0.6)
        + line(cone, wire, 8)
        + line(cone, "#8D9495", 3, dash="2 5")
        + line(swirl, "#DDE2E2", 4)
        + line(swirl, "#7F8687", 1)
        + circle(0, 70, 10, wire)
    )
    one += "".join(
        line(f"M{x} 96v12", wire, 3) + circle(x, 116, 9, wire) + circle(x - 3, 113, 3, "#fff")
        for x in (-30, -10, 10, 30)
    )
    name = art.symbol(one)
    art.put(
        oval(156, 420, 60, 9, INK, op=0.1),
        oval(326, 420, 60, 9, INK, op=0.1),
        art.use(name, 156, 244, 0, 1.25),
        art.use(name, 324, 244, 0, 1.25, True),
    )

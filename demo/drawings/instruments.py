"""Veena, barrel drum and flute."""

from __future__ import annotations

from demo.drawings.art import Art
from demo.drawings.colors import BRASS, HALDI, INK, KHADI, MAJITH, WOOD, dark, lite
from demo.drawings.pen import circle, group, line, oval, path, petals, rect


def instrument(art: Art) -> None:
    """Veena, barrel drum or flute."""
    if art.has("flute", "bansuri"):
        _flute(art)
        return
    if art.has("drum", "dholak", "maddalam"):
        _drum(art)
        return
    _veena(art)


def _flute(art: Art) -> None:
    """Bamboo flute with bound ends and a tassel."""
    art.put(
        group(
            rect(-196, 14, 400, 30, INK, op=0.12, rx=14)
            + rect(-200, -20, 400, 40, "#D3A55B", rx=10)
            + rect(-200, -20, 400, 13, "#EBCB8C", rx=6)
            + rect(-200, 8, 400, 12, INK, op=0.14, rx=6)
            + oval(-146, -2, 14, 9, INK)
            + "".join(circle(-40 + 38 * i, -2, 9, INK) for i in range(6))
            + "".join(
                rect(x, -21, 24, 42, c) + line(f"M{x + 5}-21v42M{x + 12}-21v42M{x + 19}-21v42", HALDI, 2)
                for x, c in ((-190, art.main), (-112, art.second), (-76, art.main), (172, art.main))
            ),
            t="translate(240 232)rotate(-32)",
        )
    )
    art.put(
        line("M388 142q40 30 22 84", art.main, 5, cap="round"),
        circle(410, 232, 11, art.main),
        line("M402 240l-8 44M410 244v46M418 240l8 44", art.main, 5, cap="round"),
    )


def _drum(art: Art) -> None:
    """Barrel drum on its side."""
    art.shadow(240, 368, 200, 15)
    body = "M104 164Q240 96 376 164V316Q240 384 104 316z"
    art.put(
        path(body, art.main),
        path("M104 272Q240 340 376 272V316Q240 384 104 316z", INK, op=0.2),
        path("M104 176Q240 110 376 176V192Q240 130 104 192z", "#fff", op=0.2),
        rect(218, 124, 12, 232, BRASS, op=0.9),
        rect(250, 124, 12, 232, BRASS, op=0.9),
    )
    n = 7
    art.put(
        line(
            "".join(
                (
                    f"M112 {170 + i * 140 / n:.0f}L368 {180 + i * 140 / n:.0f}"
                    f"M112 {184 + i * 140 / n:.0f}L368 {166 + i * 140 / n:.0f}"
                )
                for i in range(n)
            ),
            "#F1E2C0",
            4,
        ),
        line("M186 142v196M294 142v196", MAJITH, 6, dash="7 14"),
    )
    art.put(
        oval(376, 240, 34, 82, dark(art.main, 0.35)),
        oval(104, 240, 40, 84, dark(WOOD, 0.1)),
        oval(102, 240, 34, 76, "#F3E8D0"),
        oval(102, 240, 34, 76, "none", stroke=MAJITH, sw=6, dash="8 6"),
        oval(102, 242, 18, 42, "#2B2523"),
        oval(98, 232, 7, 16, "#5A524E"),
    )


def _veena(art: Art) -> None:
    """Veena laid aslant."""
    wood, gold = art.main, "#DDB14C"
    neck = (
        rect(-24, -214, 48, 330, dark(wood, 0.2), rx=8)
        + rect(-17, -206, 34, 320, wood)
        + line("M0-198V96", gold, 38, dash="4 9")
        + line("M-10-214V150M-3-214V150M4-214V150M11-214V150", KHADI, 1.2)
    )
    bowl = (
        circle(0, 150, 92, dark(wood, 0.35))
        + circle(0, 150, 86, lite(wood, 0.14))
        + path("M30 70A86 86 0 0 1 0 236Q60 180 30 70z", INK, op=0.13)
        + circle(0, 150, 76, "none", stroke=gold, sw=4, cap="round", dash="0 9")
        + group(path(petals(8, 6, 22, 18), gold), t="translate(-48 150)")
        + group(path(petals(8, 6, 22, 18), gold), t="translate(48 150)")
        + rect(-30, 158, 60, 13, "#EFE3CB", rx=4)
    )
    gourd = (
        path("M24-150Q96-150 96-92T24-50Q52-100 24-150z", "#C98A3F")
        + path("M60-146Q96-136 96-92T24-50Q76-84 60-146z", INK, op=0.15)
        + line("M40-146Q60-100 40-56", gold, 4)
    )
    head = path(
        "M-24-214Q-30-262 0-266Q34-262 26-232Q20-222 8-232", "none", stroke=wood, sw=19, cap="round"
    ) + "".join(rect(x, y, 26, 9, gold, rx=4) for x in (-46, 22) for y in (-200, -176))
    art.put(group(gourd + neck + bowl + head, t="translate(252 248)rotate(38)scale(.86)"))

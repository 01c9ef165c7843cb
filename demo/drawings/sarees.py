"""Sarees and other draped cloth: borders, fringes, fans and folds."""

from __future__ import annotations

from demo.drawings import textiles
from demo.drawings.art import Art
from demo.drawings.colors import INK, WOOD, dark, lite, luma, mix
from demo.drawings.pen import Point, circle, group, line, num, path, polar, pts, rect


def inks(art: Art) -> tuple[str, str]:
    """Two pattern colors that read on the main color."""
    if art.has("white on white"):
        return "#CBC3B0", "#DDD6C6"
    soft = luma(art.main) > 0.55
    first = (
        art.second if soft else lite(art.accent, 0.25) if luma(art.accent) > 0.3 else lite(art.accent, 0.6)
    )
    return first, art.accent if soft else lite(art.second, 0.55)


def paint(art: Art, scale: float = 1) -> str:
    """Pattern paint proper to the technique, over the main color."""
    return textiles.for_cloth(art)(art, *inks(art), scale)


def temple_edge(x: float, y: float, w: float, step: float, tall: float) -> str:
    """Row of woven temple triangles pointing up."""
    count = round(w / step)
    half = num(w / count / 2)
    return f"M{num(x)} {num(y)}" + f"l{half}-{num(tall)} {half} {num(tall)}" * count + "z"


def border(art: Art, x: float, y: float, w: float, h: float, c: str, gold: str) -> str:
    """Horizontal border band with gold rules, a row of figures and a temple edge."""
    out = rect(x, y, w, h, c) + line(
        f"M{num(x)} {num(y + 4)}h{num(w)}M{num(x)} {num(y + h - 4)}h{num(w)}", gold, 2
    )
    kind = art.one("dot", "dia", "zig") if h > 27 else "dot"
    mid = y + h / 2
    if kind == "dot":
        out += line(
            f"M{num(x + 8)} {num(mid)}h{num(w - 12)}", gold, h * 0.3, cap="round", dash=f"0 {num(h * 0.55)}"
        )
    elif kind == "zig":
        n = round(w / (h * 0.5))
        out += line(
            f"M{num(x)} {num(mid + h * 0.17)}"
            + f"l{num(w / n / 2)} {num(-h * 0.34)}l{num(w / n / 2)} {num(h * 0.34)}" * n,
            gold,
            2.5,
        )
    else:
        n = int(w / (h * 0.8))
        k, s = num(h * 0.28), num(w / n / 2)
        out += path(f"M{num(x)} {num(mid)}" + f"l{s}-{k} {s} {k}" * n + f"l-{s} {k}-{s}-{k}" * n + "z", gold)
    return out + path(temple_edge(x, y, w, 17, 13), c)


def fringe(art: Art, x: float, y: float, w: float, long: float, c: str, knots: bool = True) -> str:
    """Twisted fringe hanging from an edge."""
    n = max(6, round(w / 13))
    step = num(w / n)
    start, drop = f"M{num(x + w / n / 2)} ", num(long)
    out = line(start + num(y) + f"v{drop}m{step}-{drop}" * n, c, 4.5, cap="round")
    knot = line(start + num(y + 9) + f"h.1m{step} 0" * n, dark(c, 0.2), 7.5, cap="round") if knots else ""
    return out + knot


def gold_of(art: Art) -> str:
    """Border metal or yarn color."""
    return "#D9A93A" if art.has("zari", "gold", "silk", "kasavu", "brocade") else lite(art.accent, 0.3)


def fan(art: Art) -> None:
    """Saree in a pleated fan over its folded body."""
    n, gold = art.one(11, 13, 15), gold_of(art)
    cx, cy, big, spread = 240, 364, art.num(228, 246), art.num(58, 66)
    edge = [(big - i % 2 * 9, -spread + 2 * spread * i / (2 * n)) for i in range(2 * n + 1)]

    def ring(k: float) -> list[Point]:
        return [polar(cx, cy, r * k, a) for r, a in edge]

    outline = pts([*ring(1), polar(cx, cy, 26, spread), polar(cx, cy, 26, -spread)])
    art.shadow(cx, 428, 158, 13)
    art.put(path(outline, art.main), path(outline, paint(art, art.num(0.75, 0.95))))
    b1, b2 = art.num(0.76, 0.8), 0.97
    bc = art.second if luma(art.second) < luma(art.main) or luma(art.main) > 0.5 else dark(art.main, 0.35)
    art.put(path(pts(ring(1) + ring(b1)[::-1]), bc))
    for k, w in ((b2, 4), (b1 + 0.02, 4), ((b1 + b2) / 2, 9)):
        d = "M" + "L".join(f"{num(x)} {num(y)}" for x, y in ring(k))
        art.put(line(d, gold, w, dash=None if w == 4 else "7 5"))
    folds = "".join(
        pts([ring(1)[i], ring(1)[i + 1], polar(cx, cy, 26, edge[i + 1][1]), polar(cx, cy, 26, edge[i][1])])
        for i in range(1, 2 * n, 2)
    )
    art.put(path(folds, INK, op=0.17))
    y, h = 356, 30
    for i, c in enumerate((dark(art.main, 0.16), art.main)):
        art.put(rect(112 + 4 * i, y + h + 10 - 34 * i, 256 - 8 * i, h + 4, c, rx=13))
    art.put(
        line("M122 414h236M124 380h232", gold, 3, dash="8 3"),
        rect(216, 348, 48, 74, bc, rx=4),
        line("M222 348v74M258 348v74", gold, 3),
        line("M240 360v56", gold, 8, cap="round", dash="0 14"),
        line("M122 392h232M118 424h244", INK, 2, op=0.18),
    )


def drape(art: Art) -> None:
    """Cloth hung over a rod, end panel to the front."""
    gold, narrow = gold_of(art), art.has("stole", "scarf", "muffler", "gamosa", "shawl", "risa")
    half, top, low = art.num(84, 98) if narrow else art.num(118, 130), 84, art.num(372, 388)
    left, right = 240 - half, 240 + half
    art.shadow(240, 436, half + 24, 10)
    art.put(
        path(f"M{num(left + 30)} 84H{num(right + 20)}V{num(low - 34)}H{num(left + 30)}z", dark(art.main, 0.3))
    )
    hem = "".join(
        (
            f"Q{num(right - half * (2 * i + 1) / 5)} {num(low + (10 if i % 2 else -4))} "
            f"{num(right - half * (2 * i + 2) / 5)} {num(low)}"
        )
        for i in range(5)
    )
    body = f"M{num(left + 6)} {top}Q240 {top - 12} {num(right - 6)} {top}L{num(right)} {num(low)}{hem}z"
    ref = art.clip(path(body, INK))
    end = low - art.num(96, 128)
    bc = art.second if luma(art.second) < 0.5 else dark(art.main, 0.25)
    panel = rect(
        left, end, 2 * half, low - end + 12, bc if not art.has("plain", "undyed") else lite(art.second, 0.15)
    )
    inner = path(body, paint(art, art.num(0.8, 1))) + panel
    if art.has("kani", "paisley", "jamdani", "tapestry", "pallu", "extra"):
        inner += rect(
            left,
            end + 20,
            2 * half,
            low - end - 40,
            art.one(textiles.paisley, textiles.kilim, textiles.buti, textiles.floral)(
                art, gold, lite(art.main, 0.5), 0.8
            ),
        )
    else:
        inner += rect(
            left,
            end + 18,
            2 * half,
            low - end - 36,
            art.one(textiles.bars, textiles.zigzag, textiles.kilim)(art, gold, lite(art.main, 0.45), 0.8),
        )
    inner += border(art, left, end - 6, 2 * half, 22, bc, gold) + border(
        art, left, low - 18, 2 * half, 20, bc, gold
    )
    if not narrow:
        inner += (
            rect(left, top - 14, 15, 330, bc)
            + rect(right - 16, top - 14, 16, 330, bc)
            + line(f"M{num(left + 12)} 70V{num(end)}M{num(right - 12)} 70V{num(end)}", gold, 2.5)
        )
    inner += _falls(art, half, left)
    if art.has("fringe", "tassel", "stole", "shawl", "scarf", "muffler", "dupatta", "throw"):
        art.put(fringe(art, left + 4, low - 4, 2 * half - 8, 30, mix(bc, art.main, 0.4)))
    art.put(path(body, art.main), group(inner, clip=ref))
    _rod(art, left, right)


def _falls(art: Art, half: float, left: float) -> str:
    """Shade and light where the cloth falls."""
    xs = [round(left + 2 * half * (i + art.num(0.35, 0.7)) / 6) for i in range(6)]
    inner = path(
        "".join(f"M{x} 76h{round(art.num(10, 18))}l8 344h-{round(art.num(22, 32))}z" for x in xs),
        INK,
        op=0.1,
    )
    inner += line("".join(f"M{x - 7} 84l-6 336" for x in xs), "#fff", 4, op=0.14)
    inner += path(f"M{num(left)} 70h{num(2 * half)}v26q{num(-half)}-12 {num(-2 * half)} 0z", "#fff", op=0.12)
    return inner


def _rod(art: Art, left: float, right: float) -> None:
    """Wooden rod, and the cloth turned over it."""
    art.put(
        line("M70 74H410", dark(WOOD, 0.3), 11, cap="round"),
        line("M72 71H408", lite(WOOD, 0.2), 4, cap="round"),
        circle(66, 74, 11, dark(WOOD, 0.2)),
        circle(414, 74, 11, dark(WOOD, 0.2)),
        circle(63, 71, 4, lite(WOOD, 0.4)),
        circle(411, 71, 4, lite(WOOD, 0.4)),
    )
    art.put(
        path(
            f"M{num(left + 5)} 86V72Q{num(left + 5)} 62 240 62T{num(right - 5)} 72V86"
            f"Q240 76 {num(left + 5)} 86z",
            lite(art.main, 0.1),
        )
    )


def fold(art: Art) -> None:
    """Flat-lay fold: layers to the left, border, end panel laid across."""
    gold, tilt = gold_of(art), art.num(-7, 7)
    bc = art.second if luma(art.second) < 0.5 else dark(art.main, 0.3)
    out = rect(116, 96, 262, 304, INK, rx=8, op=0.14)
    for i, c in enumerate((dark(art.main, 0.34), dark(art.main, 0.2), dark(art.main, 0.08))):
        out += rect(100 + 5 * i, 90 - 5 * i, 262, 300, c, rx=8)
    out += rect(115, 75, 258, 300, art.main, rx=6) + rect(
        115, 75, 258, 300, paint(art, art.num(0.85, 1.1)), rx=6
    )
    out += group(border(art, -375, 333, 300, 40, bc, gold), t="rotate(-90)")
    y = art.num(228, 246)
    panel = (
        textiles.ikat
        if art.has("ikat", "patola", "bandha")
        else art.one(textiles.buti, textiles.paisley, textiles.bars, textiles.floral, textiles.kilim)
    )
    flap = (
        rect(109, y + 6, 268, 150, INK, op=0.16)
        + rect(107, y, 262, 148, bc)
        + rect(107, y + 26, 262, 96, panel(art, gold, lite(art.main, 0.5), 0.85))
    )
    flap += border(art, 107, y, 262, 24, dark(bc, 0.12), gold) + border(
        art, 107, y + 122, 262, 26, dark(bc, 0.12), gold
    )
    flap += fringe(art, 109, y + 148, 258, 20, mix(bc, art.main, 0.5), False) + rect(
        107, y, 262, 3, "#fff", op=0.3
    )
    flap += path(f"M107 {num(y)}h16v148h-16zM180 {num(y)}h5v148h-5z", "#fff", op=0.12) + path(
        f"M330 {num(y)}h39v148h-39z", INK, op=0.08
    )
    art.put(group(out + flap, t=f"translate(0 10)rotate({num(tilt)} 240 240)"))

"""Repeat patterns of cloth, one per technique; each takes (art, color, second color, scale)."""

from __future__ import annotations

from collections.abc import Callable

from demo.drawings.art import Art
from demo.drawings.colors import dark, lite
from demo.drawings.pen import circle, group, line, path, petals, polar, pts, rect


def weave(art: Art, c: str, d: str, s: float = 1) -> str:
    """Plain weave grain."""
    return art.tile(6, 6, path("M0 1h3M3 4h3", stroke=c, op=0.5) + path("M1 3v3M4 0v3", stroke=d, op=0.4))


def ikat(art: Art, c: str, d: str, s: float = 1) -> str:
    """Feathered diamonds built from uneven dashes, as tie-dyed yarn gives."""
    rows, outer, inner = 15, "", ""
    for i in range(rows):
        k = 1 - abs(i - 7) / 7.5
        w, shift, y = 22 * k, art.num(-1.6, 1.6), 2 + i * 4
        outer += f"M{24 - w + shift:.0f} {y}h{2 * w:.0f}"
        if k > 0.45:
            inner += f"M{24 - w / 2 - shift:.0f} {y}h{w:.0f}"
    body = (
        line(outer, c, 3)
        + line(inner, d, 3)
        + line("M22 26h4M22 30h4M22 34h4M0 0h5M43 0h5M0 60h5M43 60h5", dark(c, 0.3), 3)
    )
    return art.tile(48, 60, body, f"scale({s:.2f})")


def dots(art: Art, c: str, d: str, s: float = 1) -> str:
    """Tie-and-dye pinheads in little diamonds."""
    ring = "".join(circle(*polar(17, 17, 8, a), 1.9, c) for a in range(0, 360, 60))
    return art.tile(
        34,
        34,
        ring
        + circle(17, 17, 2.4, d)
        + circle(0, 0, 1.7, c)
        + circle(34, 0, 1.7, c)
        + circle(0, 34, 1.7, c)
        + circle(34, 34, 1.7, c),
        f"scale({s:.2f})rotate(45)",
    )


def buti(art: Art, c: str, d: str, s: float = 1) -> str:
    """Scattered woven sprigs in half-drop."""
    n = art.one(5, 6, 8)
    one = path(petals(n, 1, 9, 26), c) + circle(0, 0, 2, d) + line("M0 9q1 6-3 10m3-7q4-1 6-5", c, 1.5)
    name = art.symbol(one)
    return art.tile(52, 60, art.use(name, 14, 14) + art.use(name, 40, 44), f"scale({s:.2f})")


def floral(art: Art, c: str, d: str, s: float = 1) -> str:
    """Block-printed rosettes with leaves."""
    n = art.one(6, 8)
    rose = (
        path(petals(n, 3, 15, 20), c)
        + circle(0, 0, 4, d)
        + path("M0 16q9 2 11 11q-9-1-11-11q-9 2-11 11q9-1 11-11", d)
    )
    small = path(petals(4, 0, 7, 35), d) + circle(0, 0, 1.6, c)
    return art.tile(
        56,
        64,
        group(rose, t="translate(28 22)") + "".join(group(small, t=f"translate({x} 56)") for x in (0, 56)),
        f"scale({s:.2f})",
    )


def jaal(art: Art, c: str, d: str, s: float = 1) -> str:
    """Running vine net with leaves and buds."""
    leaf = "M0 0q9-3 12 5q-9 4-12-5"
    marks = "".join(
        path(leaf, c, t=f"translate({x} {y})rotate({r})")
        for x, y, r in ((18, 12, -20), (18, 30, 160), (42, 44, -20), (42, 62, 160))
    )
    vine = line("M18-4C18 16 42 16 42 32S18 48 18 68M0 32Q10 20 18 32T42 32T60 32", c, 2)
    bud = path(petals(6, 0, 9, 28), d)
    return art.tile(
        60,
        64,
        vine + marks + group(bud, t="translate(30 4)") + group(bud, t="translate(5 50)"),
        f"scale({s:.2f})",
    )


def stars(art: Art, c: str, d: str, s: float = 1) -> str:
    """Interlaced star grid."""
    star = pts([polar(26, 26, 20 if i % 2 else 12, i * 22.5) for i in range(16)])
    return art.tile(
        52,
        52,
        path(star, d)
        + circle(26, 26, 9, c)
        + circle(26, 26, 3.5, d)
        + line("M0 26h6M46 26h6M26 0v6M26 46v6", c, 2)
        + path("M0-7L7 0L0 7zM52-7L45 0L52 7zM0 45L7 52H0zM52 45L45 52h7z", c),
        f"scale({s:.2f})",
    )


def checks(art: Art, c: str, d: str, s: float = 1) -> str:
    """Woven checks."""
    k = art.one(22, 28, 34)
    return art.tile(
        k,
        k,
        line(f"M3 0v{k}M0 3h{k}", c, 3, op=0.75)
        + line(f"M{k / 2 + 3} 0v{k}M0 {k / 2 + 3}h{k}", d, 1.5, op=0.8),
        f"scale({s:.2f})",
    )


def stripes(art: Art, c: str, d: str, s: float = 1) -> str:
    """Warp stripes."""
    k = art.one(18, 26, 34)
    return art.tile(
        k,
        8,
        rect(0, 0, k * 0.3, 8, c) + rect(k * 0.5, 0, 2, 8, d) + rect(k * 0.75, 0, 1.5, 8, c),
        f"scale({s:.2f})",
    )


def bars(art: Art, c: str, d: str, s: float = 1) -> str:
    """Weft bands."""
    return art.tile(
        8,
        54,
        rect(0, 0, 8, 12, c) + rect(0, 18, 8, 4, d) + rect(0, 28, 8, 10, d, op=0.6) + rect(0, 44, 8, 3, c),
        f"scale({s:.2f})",
    )


def running(art: Art, c: str, d: str, s: float = 1) -> str:
    """Running stitch in rows with stitched discs."""
    rows = "".join(f"M{y // 8 % 2 * 5} {y}h5m5 0h5m5 0h5m5 0h5m5 0h5m5 0h5" for y in range(4, 60, 8))
    disc = "".join(
        circle(30, 30, r, "none", stroke=k, sw=2, dash="4 3") for r, k in ((17, c), (11, d), (5, c))
    )
    return art.tile(60, 60, line(rows, c, 1.2, op=0.6) + disc, f"scale({s:.2f})")


def phulkari(art: Art, c: str, d: str, s: float = 1) -> str:
    """Darning-stitch diamonds, split in two sheens."""
    return art.tile(
        44,
        44,
        path("M22 2V42L4 22z", c)
        + path("M22 2V42L40 22z", lite(c, 0.25))
        + path("M22 14l7 8-7 8-7-8z", d)
        + path("M0-8L7 0L0 8zM44-8L37 0L44 8zM0 36L7 44L0 52zM44 36L37 44L44 52z", d)
        + line("M10 16v12M16 9v26M28 9v26M34 16v12", dark(c, 0.25), 0.8),
        f"scale({s:.2f})",
    )


def paisley(art: Art, c: str, d: str, s: float = 1) -> str:
    """Curled cones."""
    cone = (
        path("M0 16C-13 16-15 0-8-8C-4-14 6-16 9-24C14-10 16 14 0 16z", c)
        + path("M0 10c-7 0-8-9-4-13c3-3 7-4 8-8c3 8 4 21-4 21z", d)
        + circle(-1, 4, 2.4, c)
    )
    return art.tile(
        46,
        58,
        group(cone, t="translate(16 28)") + group(cone, t="translate(40 58)scale(-.5 .5)"),
        f"scale({s:.2f})",
    )


def leaves(art: Art, c: str, d: str, s: float = 1) -> str:
    """Five-lobed autumn leaves in chain stitch."""
    lobes = "M0 14L-3 4L-14 8L-9-1L-17-8L-7-8L-8-17L0-11L8-17L7-8L17-8L9-1L14 8L3 4z"
    one = path(lobes, c, join="round", stroke=c, sw=3) + line("M0 18V-8M0 2L-9-4M0 2L9-4", d, 1.4)
    return art.tile(
        66,
        72,
        group(one, t="translate(22 24)rotate(-18)")
        + group(one, t="translate(52 58)rotate(24)scale(.7)")
        + line("M22 42q4 16 26 20M52 44q4-16 14-20", c, 1.4, dash="3 1.5"),
        f"scale({s:.2f})",
    )


def zigzag(art: Art, c: str, d: str, s: float = 1) -> str:
    """Chevron bands."""
    return art.tile(
        40,
        36,
        line("M-5 13L20-12L45 13M-5 31L20 6L45 31", c, 5) + line("M-5 22L20-3L45 22M-5 40L20 15L45 40", d, 3),
        f"scale({s:.2f})",
    )


def kilim(art: Art, c: str, d: str, s: float = 1) -> str:
    """Stepped flat-weave lozenges."""
    steps = "M30 4h6v6h6v6h6v6h6v12h-6v6h-6v6h-6v6h-12v-6h-6v-6h-6v-6h-6v-12h6v-6h6v-6h6v-6z"
    return art.tile(
        60,
        60,
        path(steps, c)
        + path("M30 16l12 12-12 12-12-12z", d)
        + path("M26 24h8v8h-8z", c)
        + path("M0 0h9L0 9zM60 0v9L51 0zM0 60V51l9 9zM60 60h-9l9-9z", d),
        f"scale({s:.2f})",
    )


def mirrors(art: Art, c: str, d: str, s: float = 1) -> str:
    """Mirrors held by button-hole stitch."""
    spokes = "".join(
        "M{:.0f} {:.0f}L{:.0f} {:.0f}".format(*polar(28, 28, 10, a), *polar(28, 28, 17, a))
        for a in range(0, 360, 30)
    )
    diamonds = "M0-7l7 7-7 7-7-7zM56-7l7 7-7 7-7-7zM0 49l7 7-7 7-7-7zM56 49l7 7-7 7-7-7z"
    return art.tile(
        56,
        56,
        line(spokes, c, 3)
        + circle(28, 28, 9, "#D5DEDF")
        + path("M22 31l9-9h4L23 34z", "#fff")
        + path(diamonds, d),
        f"scale({s:.2f})",
    )


def crackle(art: Art, c: str, d: str, s: float = 1) -> str:
    """Wax-resist crackle over plain rosettes."""
    veins = "".join(
        (
            f"M{art.rng.randint(0, 70)} {art.rng.randint(0, 70)}l{art.rng.randint(-18, 18)} 14"
            f"l{art.rng.randint(-14, 14)} 12"
        )
        for _ in range(8)
    )
    return art.tile(
        72,
        72,
        path(petals(8, 5, 24, 20), c, t="translate(36 36)")
        + circle(36, 36, 7, d)
        + line(veins, dark(d, 0.3), 1, op=0.7),
        f"scale({s:.2f})",
    )


def waffle(art: Art, c: str, d: str, s: float = 1) -> str:
    """Sunk squares of waffle cloth or ribbed pile."""
    return art.tile(
        16,
        16,
        rect(0, 0, 16, 16, c, op=0.35)
        + rect(3, 3, 10, 10, d, op=0.45)
        + path("M3 3h10l-3 3H6v7l-3 0z", dark(c, 0.4), op=0.5),
        f"scale({s:.2f})",
    )


def scenes(art: Art, c: str, d: str, s: float = 1) -> str:
    """Small huts, trees and birds for appliqué."""
    return art.tile(
        96,
        84,
        path("M8 44l18-18 18 18zM14 44h24v22H14z", c)
        + rect(22, 52, 8, 14, d)
        + rect(70, 44, 5, 24, d)
        + circle(72, 34, 15, c)
        + circle(72, 34, 8, d)
        + path("M48 18q8-8 12 0q4-8 12 0q-10-3-12 4q-4-7-12-4z", d)
        + line("M0 72h96", d, 2, dash="6 4"),
        f"scale({s:.2f})",
    )


def plain(art: Art, c: str, d: str, s: float = 1) -> str:
    """Fine stripe of slubby yarn."""
    return art.tile(
        14, 10, line("M3 0v10M10 0v10", c, 0.8, op=0.5) + line("M0 3h14", d, 0.8, op=0.35), f"scale({s:.2f})"
    )


Pattern = Callable[[Art, str, str, float], str]

RULES: tuple[tuple[tuple[str, ...], tuple[Pattern, ...]], ...] = (
    (("bandhani", "bandhej", "sungudi"), (dots,)),
    (("patola", "ikat", "bandha "), (ikat,)),
    (("ajrakh",), (stars,)),
    (("batik",), (crackle,)),
    (("kalamkari", "jaal", "bagh print", "tree of life", "vine"), (jaal,)),
    (("phulkari",), (phulkari,)),
    (("chinar",), (leaves,)),
    (("paisley",), (paisley,)),
    (("applique", "khatwa"), (scenes,)),
    (("kantha", "running stitch"), (running,)),
    (("mirror", "lambani", "rabari", "barmer"), (mirrors,)),
    (("chikan", "sodagari", "block"), (floral,)),
    (("zigzag",), (zigzag,)),
    (("kilim", "geometric", "navajo"), (kilim,)),
    (("check",), (checks,)),
    (("waffle", "terry"), (waffle,)),
    (("stripe", "jamakkalam", "khesh"), (stripes,)),
    (("kinnauri", "kullu", "bhujodi", "naga", "puan", "phanek", "mekhala"), (kilim, zigzag)),
    (("dot", "pasapali"), (dots,)),
    (("diamond",), (ikat,)),
    (("plain", "undyed", "khadi", "fawn", "pashmina", "towel", "nettle"), (plain,)),
    (("butta", "buti", "butis", "jamdani", "brocade", "extra weft", "extra-weft", "motif"), (buti,)),
    (("zardozi", "zari", "aari", "sequin", "embroider", "crewel"), (paisley, floral, buti)),
)


def for_cloth(art: Art) -> Pattern:
    """Pattern function that fits the technique named in the data."""
    for words, options in RULES:
        if art.has(*words):
            return art.rng.choice(options)
    return art.one(buti, plain, stripes)

"""Floor coverings: mats, flat-woven durries and pile carpets."""

from __future__ import annotations

from demo.drawings import surfaces, textiles
from demo.drawings.art import Art
from demo.drawings.colors import INK, JUTE, KHADI, dark, lite
from demo.drawings.pen import attrs, circle, group, num, path, petals, polar, rect, smooth
from demo.drawings.sarees import fringe


def carpet(art: Art) -> None:
    """Floor covering seen from above, fringe at the ends."""
    flat, mat = art.has("durrie", "dari", "jamakkalam", "rug, "), art.has("mat", "coir", "pati")
    wide = art.num(120, 132)
    tall = art.num(168, 178) if not art.has("door") else 108
    if art.has("door"):
        wide = 168
    x, y, w, h = 240 - wide, 240 - tall, 2 * wide, 2 * tall
    c2 = lite(art.accent, 0.15)
    art.put(rect(x + 7, y + 9, w, h, INK, op=0.15))
    if not mat:
        art.put(
            fringe(art, x, y + h - 2, w, 18, "#E4D5B4", False),
            group(fringe(art, x, 0, w, 18, "#E4D5B4", False), t=f"translate(0 {num(y + 2)})scale(1 -1)"),
        )
    art.put(rect(x, y, w, h, art.main))
    if mat:
        _mat(art, h, w, x, y)
        return
    if flat:
        _woven(art, c2, h, w, x, y)
        return
    _knotted(art, c2, h, w, x, y)


def _mat(art: Art, h: float, w: float, x: float, y: float) -> None:
    """Mat of coir or split reed with a rosette."""
    p = (
        textiles.waffle(art, JUTE, dark(JUTE, 0.3), 0.7)
        if art.has("coir")
        else surfaces.twill(art, lite(art.main, 0.2), art.main, 0.8)
    )
    art.put(rect(x, y, w, h, p))
    for k, s in ((12, 7), (28, 3)):
        art.put(
            rect(
                x + k,
                y + k,
                w - 2 * k,
                h - 2 * k,
                "none",
                stroke=art.second,
                sw=s,
                dash=None if k == 12 else "10 6",
            )
        )
    art.put(
        group(
            path(petals(8, 12, 62, 16), art.second)
            + path(petals(8, 6, 40, 12), art.accent)
            + circle(0, 0, 12, art.second),
            t="translate(240 240)",
        )
    )


def _woven(art: Art, c2: str, h: float, w: float, x: float, y: float) -> None:
    """Flat-woven durrie: bands of color, or the pattern of its technique."""
    kind = textiles.for_cloth(art)
    if kind in (textiles.stripes, textiles.plain, textiles.buti):
        seq = [art.main, art.second, c2, lite(art.main, 0.5), dark(art.second, 0.3)]
        yy = y
        while yy < y + h - 4:
            b = min(art.one(8, 14, 22, 34), y + h - yy)
            art.put(rect(x, yy, w, b, art.rng.choice(seq)))
            yy += b
        art.put(rect(x, y, 22, h, art.second), rect(x + w - 22, y, 22, h, art.second))
    else:
        art.put(rect(x, y, w, h, kind(art, lite(art.accent, 0.3), lite(art.second, 0.2), art.num(1, 1.25))))
        art.put(
            rect(x + 11, y + 11, w - 22, h - 22, "none", stroke=art.second, sw=22),
            rect(x + 11, y + 11, w - 22, h - 22, "none", stroke=c2, sw=8, dash="8 8"),
        )
    art.put(rect(x, y, w, h, textiles.weave(art, INK, KHADI), op=0.3))


def _knotted(art: Art, c2: str, h: float, w: float, x: float, y: float) -> None:
    """Pile carpet: border of rosettes, field of vines, medallion and corners."""
    rose = art.symbol(path(petals(6, 2, 10, 26), c2) + circle(0, 0, 3, art.main))
    art.put(rect(x, y, w, h, textiles.jaal(art, lite(art.second, 0.35), c2, 0.62)))
    art.put(
        rect(x + 19, y + 19, w - 38, h - 38, "none", stroke=art.second, sw=30),
        rect(x + 5, y + 5, w - 10, h - 10, "none", stroke=c2, sw=3),
        rect(x + 36, y + 36, w - 72, h - 72, "none", stroke=c2, sw=4, dash="6 3"),
    )
    for i in range(7):
        art.put(*(art.use(rose, px, y + 19 + i * (h - 38) / 6) for px in (x + 19, x + w - 19)))
    for i in range(1, 4):
        art.put(*(art.use(rose, x + 19 + i * (w - 38) / 4, py) for py in (y + 19, y + h - 19)))
    lobes = art.one(6, 8, 10)
    points = [polar(0, 0, 84 * (1 if i % 2 else 0.84), 180 * i / lobes) for i in range(2 * lobes)]
    ring = art.define("path", "", d=smooth(points, closed=True))
    m = path("M0-142q16 30 8 52h-16q-8-22 8-52zM0 142q16-30 8-52h-16q-8 22 8 52z", art.second)
    m += "".join(
        f'<use href="#{ring}" fill="{c}"{attrs(t=t)}/>'
        for c, t in ((art.second, None), (c2, "scale(.88)"), (art.main, "scale(.81)"))
    )
    m += (
        path(petals(lobes, 20, 60, 12), art.second)
        + path(petals(lobes, 10, 44, 10), c2)
        + circle(0, 0, 18, art.main)
        + path(petals(8, 0, 15, 20), c2)
    )
    art.put(group(m, t=f"translate(240 240)scale({art.num(0.78, 0.92):.2f} {art.num(0.92, 1.05):.2f})"))
    q = f"M{num(x + 38)} {num(y + 38)}h58q-8 50-58 58z"
    corner = art.symbol(path(q, art.second))
    art.put(
        *(
            f'<use href="#{corner}"{attrs(t=t)}/>'
            for t in (None, "matrix(-1 0 0 1 480 0)", "matrix(1 0 0 -1 0 480)", "rotate(180 240 240)")
        )
    )

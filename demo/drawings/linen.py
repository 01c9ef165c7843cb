"""Bolts, folded household textiles, cushions, hangings and runners."""

from __future__ import annotations

from demo.drawings import textiles
from demo.drawings.art import Art
from demo.drawings.colors import INK, JUTE, KHADI, WOOD, dark, lite
from demo.drawings.pen import circle, group, line, num, oval, path, rect
from demo.drawings.sarees import border, gold_of, paint


def bolt(art: Art) -> None:
    """Roll of yardage with a length drawn out."""
    art.shadow(240, 402, 176, 14)
    p = paint(art, art.num(0.8, 1))
    sheet = "M96 196H384V384Q336 396 288 384T192 386T96 384z"
    art.put(path(sheet, art.main), path(sheet, p), path("M96 196H384V232Q240 250 96 232z", INK, op=0.16))
    art.put(line("M100 372Q150 382 192 374T288 372T380 372", gold_of(art), 5, dash="9 4"))
    for x in (150, 232, 318):
        art.put(
            path(f"M{x} 200l16 0l8 188l-34 0z", INK, op=0.07),
            line(f"M{x - 12} 230l-8 152", "#fff", 5, op=0.12),
        )
    roll = "M92 128H388V216H92z"
    art.put(
        path(roll, art.main),
        path(roll, p),
        path("M92 176H388V216H92z", INK, op=0.2),
        path("M92 136H388v14H92z", "#fff", op=0.24),
    )
    art.put(
        oval(92, 172, 20, 44, dark(art.main, 0.35)),
        oval(92, 172, 14, 32, lite(art.main, 0.2)),
        oval(92, 172, 10, 22, dark(art.main, 0.3)),
        oval(92, 172, 6, 12, JUTE),
        oval(388, 172, 18, 44, dark(art.main, 0.3)),
        oval(390, 172, 8, 16, JUTE),
    )


def stack(art: Art) -> None:
    """Pile of folded household textiles."""
    n = 3 if not art.has("towel", "pair", "double") else art.one(3, 4)
    tall, y = 250 / n, 396.0
    art.shadow(240, 400, 170, 13)
    p = paint(art, art.num(0.7, 0.95))
    fronts = [art.main, lite(art.main, 0.35), art.main, lite(art.second, 0.2)]
    for i in range(n):
        w = 300 - 12 * i + art.num(-6, 6)
        x, y = 240 - w / 2 + art.num(-5, 5), y - tall
        c = fronts[i]
        art.put(rect(x, y + 1, w, tall - 2, dark(c, 0.25), rx=tall * 0.3))
        for k in range(3):
            h = (tall - 10) / 3
            art.put(rect(x + 3 * (k % 2), y + 3 + k * (h + 2), w - 5 * (k % 2), h, c, rx=h / 2))
            art.put(
                rect(x + 3 * (k % 2), y + 3 + k * (h + 2), w - 5 * (k % 2), h, p, rx=h / 2)
                if i % 2 == 0
                else line(
                    f"M{num(x + 16)} {num(y + 3 + k * (h + 2) + h / 2)}h{num(w - 32)}",
                    art.second,
                    3,
                    dash="2 5",
                )
            )
        art.put(
            rect(x + w - 54, y + 2, 54, tall - 4, INK, op=0.1, rx=tall * 0.28),
            line(f"M{num(x + 20)} {num(y + 7)}h{num(w - 60)}", "#fff", 4, op=0.25, cap="round"),
        )
    art.put(
        line(f"M228 {num(y)}V396M252 {num(y)}V396", lite(art.accent, 0.1), 5),
        path(f"M240 {num(y - 2)}q-44-30-52-6q8 18 52 6q44-30 52-6q-8 18-52 6z", art.accent),
        circle(240, y - 2, 9, dark(art.accent, 0.2)),
    )


def cushion(art: Art) -> None:
    """One or two cushion covers."""
    p, two = paint(art, art.num(0.8, 1.1)), art.has("pair")
    art.shadow(240, 408, 170, 14)
    puff = "M-120-124Q0-104 120-124Q108 0 122 122Q0 106-122 122Q-108 0-120-124z"

    def one(c: str, deco: str) -> str:
        out = (
            path(puff, c)
            + path(puff, deco)
            + path("M58-116Q96-118 120-124Q108 0 122 122Q92 112 52 112Q90 0 58-116z", INK, op=0.13)
        )
        out += line(
            "M-104-106Q0-90 104-106Q94 0 106 106Q0 92-106 106Q-94 0-104-106z", art.accent, 4, dash="7 5"
        ) + path("M-100-98Q-60-92-40-92L-80 60Q-94 10-100-98z", "#fff", op=0.14)
        return out + "".join(
            circle(px, py, 7, art.accent) for px, py in ((-120, -124), (120, -124), (122, 122), (-122, 122))
        )

    if two:
        art.put(
            group(
                one(art.second, textiles.plain(art, KHADI, KHADI)), t="translate(286 214)rotate(8)scale(.95)"
            ),
            group(one(art.main, p), t="translate(206 274)rotate(-5)scale(1.02)"),
        )
    else:
        art.put(group(one(art.main, p), t=f"translate(240 256)rotate({num(art.num(-5, 5))})scale(1.22)"))


def hanging(art: Art) -> None:
    """Wall piece or toran on a rod, pointed tabs below when it is a toran."""
    toran = art.has("toran")
    low = 214 if toran else 372
    x, w = (70, 340) if toran else (124, 232)
    art.put(
        rect(x + 8, 96, w, low - 86, INK, op=0.12),
        rect(x, 88, w, low - 88, art.main),
        rect(x + 16, 106, w - 32, low - 124, lite(art.second, 0.12) if toran else lite(art.ground, 0.3)),
    )
    art.put(rect(x + 16, 106, w - 32, low - 124, paint(art, 1.05 if not toran else 1.2)))
    art.put(line(f"M{x + 8} 97H{x + w - 8}V{low - 9}H{x + 8}z", art.accent, 6, dash="9 6"))
    n = 7 if toran else 6
    step = w / n
    for i in range(n):
        c = (art.main, art.second, art.accent)[i % 3]
        tx, long = x + step * i, 112 if toran else 36
        art.put(
            path(
                f"M{num(tx)} {low}h{num(step)}v{long * 0.62:.0f}l{num(-step / 2)} {num(long * 0.38)}"
                f"l{num(-step / 2)} {num(-long * 0.38)}z",
                c,
            )
        )
        if toran:
            art.put(
                circle(tx + step / 2, low + 38, 13, lite(c, 0.6)),
                circle(tx + step / 2, low + 38, 8, "#DCE6E6"),
                line(
                    f"M{num(tx + 7)} {low + 8}h{num(step - 14)}M{num(tx + 7)} {low + 64}h{num(step - 14)}",
                    lite(c, 0.5),
                    4,
                    dash="4 3",
                ),
            )
        art.put(
            line(f"M{num(tx + step / 2)} {low + long}v16", art.second, 6, cap="round"),
            circle(tx + step / 2, low + long + 2, 5, art.accent),
        )
    art.put(
        line(f"M{x - 24} 84H{x + w + 24}", dark(WOOD, 0.2), 10, cap="round"),
        line(f"M{x} 80L240 36L{x + w} 80", dark(JUTE, 0.3), 3),
        circle(240, 36, 5, INK),
    )
    art.put("".join(rect(x + 14 + i * (w - 28 - 22) / 4, 76, 22, 18, art.second) for i in range(5)))


def runner(art: Art) -> None:
    """Table runner with scalloped lace ends, laid with napkins."""
    art.put(
        group(
            rect(124, 70, 200, 356, INK, op=0.12)
            + rect(116, 62, 200, 356, art.main)
            + rect(116, 62, 200, 356, paint(art, 0.9))
            + line("M126 64h181M126 416h181", art.main, 26, cap="round", dash="0 20")
            + line("M126 64h181M126 416h181", art.second, 11, cap="round", dash="0 20")
            + border(art, 116, 84, 200, 26, art.second, lite(art.accent, 0.3))
            + border(art, 116, 372, 200, 26, art.second, lite(art.accent, 0.3)),
            t="rotate(-9 240 240)",
        )
    )
    for i, c in enumerate((lite(art.main, 0.3), lite(art.second, 0.25))):
        art.put(
            group(
                rect(-58, -56, 124, 124, INK, op=0.14)
                + rect(-62, -62, 124, 124, c)
                + path("M-62 62L62-62V62z", INK, op=0.07)
                + rect(-52, -52, 104, 104, "none", stroke=art.accent, sw=3, dash="6 4"),
                t=f"translate({330 - 8 * i} {320 - 34 * i})rotate({12 + 14 * i})",
            )
        )

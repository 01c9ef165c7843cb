"""Lidded boxes and baskets."""

from __future__ import annotations

from demo.drawings import surfaces
from demo.drawings.art import Art, hoop, lathe
from demo.drawings.colors import BRASS, INK, dark, lite
from demo.drawings.pen import circle, group, line, oval, path, rect
from demo.drawings.vessels import deco, marks


def box(art: Art) -> None:
    """Lidded box in three-quarter view, decorated lid and front."""
    c1, c2 = marks(art)
    p = deco(art)(art, c1, c2, art.num(0.6, 0.75))
    art.shadow(246, 392, 176, 15)
    front, lid, end = "M84 226H328V384H84z", "M84 226L152 136H402L328 226z", "M328 226L402 136V282L328 384z"
    art.put(
        path(front, art.main),
        path(front, p),
        path(lid, lite(art.main, 0.14)),
        path(end, dark(art.main, 0.32)),
    )
    art.put(group(path("M0 0H246V150H0z", p), t="matrix(1 0 -.453 .6 153 136)"))
    art.put(
        line("M96 238H316V372H96z", c1, 3),
        line("M106 220L160 145H386L325 220z", c1, 3),
        path("M84 226H328L402 136v16L328 246H84z", INK, op=0.16),
        line("M84 226H328L402 136", lite(art.main, 0.4), 3),
        line("M340 242L392 174V270L340 346z", c1, 2, op=0.6),
    )
    art.put(
        circle(206, 250, 15, BRASS), circle(206, 250, 6, dark(BRASS, 0.5)), path("M198 226h16v18h-16z", BRASS)
    )
    for x in (92, 308):
        art.put(path(f"M{x - 2} 384h18v12h-18z", dark(art.main, 0.4)))


def trinket(art: Art) -> None:
    """Round lidded box: lathe-turned or filigree."""
    c1, c2 = marks(art)
    p = deco(art)(art, c1, c2, 0.6)
    art.shadow(240, 390, 140, 14)
    art.put(
        lathe(
            art,
            240,
            [(236, 124), (280, 130), (340, 124), (378, 98), (390, 100)],
            art.main,
            rect(90, 252, 300, 90, p) + hoop(240, 252, 130, 14, c1) + hoop(240, 340, 130, 14, c1),
        )
    )
    art.put(
        lathe(
            art,
            240,
            [(128, 8), (140, 36), (168, 92), (206, 126), (238, 130), (246, 124)],
            lite(art.main, 0.1),
            rect(90, 150, 300, 66, p) + hoop(240, 212, 130, 15, c1) + hoop(240, 226, 130, 15, c1, 2),
        )
    )
    art.put(
        circle(240, 114, 17, c1),
        circle(235, 109, 5, "#fff", op=0.5),
        oval(240, 128, 15, 5, dark(art.main, 0.3)),
    )


def basket(art: Art) -> None:
    """Basket: coiled with lid, or woven with a handle; nested when a set."""
    coil = art.has("coil", "moonj", "golden grass", "sikki", "sabai")
    lid = art.has("lid")
    weave = (
        (lambda s: surfaces.coils(art, art.main, lite(art.main, 0.4), s))
        if coil
        else lambda s: surfaces.twill(art, lite(art.main, 0.3), art.main, s)
    )
    art.shadow(240, 392, 168, 15)
    y = 232 if lid else 216
    if not lid:
        art.put(
            line(f"M112 {y}Q120 66 240 66T368 {y}", dark(art.main, 0.35), 19),
            line(f"M112 {y}Q120 66 240 66T368 {y}", lite(art.main, 0.2), 13),
            line(f"M112 {y}Q120 66 240 66T368 {y}", dark(art.main, 0.3), 13, dash="3 9"),
        )
        art.put(oval(240, y, 150, 40, dark(art.main, 0.5)), oval(240, y + 6, 136, 30, dark(art.main, 0.62)))
    prof = [(y, 150), (y + 50, 154), (y + 110, 140), (y + 148, 116), (386 if lid else 378, 108)]
    inner = rect(70, y - 20, 340, 220, weave(1.05))
    zig = "M80 {0}" + "l17 24l17-24" * 10
    for yy, c in ((y + 44, art.second), (y + 92, art.accent)):
        if coil:
            inner += line(zig.format(yy), c, 9, dash="9 2")
        else:
            inner += hoop(240, yy, 158, 18, c, 10, dash="14 8")
    art.put(lathe(art, 240, prof, art.main, inner))
    rim = f"M90 {y}A150 40 0 0 0 390 {y}"
    art.put(
        line(rim, dark(art.main, 0.35), 15, cap="round"),
        line(rim, lite(art.main, 0.25), 11, cap="round"),
        line(rim, dark(art.main, 0.25), 11, dash="3 8"),
    )
    if lid:
        art.put(
            lathe(
                art,
                240,
                [(130, 14), (150, 66), (184, 122), (216, 154), (238, 158)],
                art.main,
                rect(70, 110, 340, 140, weave(0.9))
                + "".join(
                    hoop(240, yy, 158, 17, c, 9, dash="10 5")
                    for yy, c in ((172, art.second), (206, art.accent))
                ),
            )
        )
        art.put(
            line("M82 238A158 34 0 0 0 398 238", lite(art.main, 0.2), 11, cap="round"),
            line("M82 238A158 34 0 0 0 398 238", dark(art.main, 0.3), 11, dash="3 8"),
            circle(240, 122, 17, art.second),
            circle(240, 122, 9, lite(art.main, 0.3)),
        )
    else:
        art.put(
            line(f"M90 {y}A150 40 0 0 1 390 {y}", lite(art.main, 0.1), 9),
            line(f"M90 {y}A150 40 0 0 1 390 {y}", dark(art.main, 0.3), 9, dash="3 8"),
        )

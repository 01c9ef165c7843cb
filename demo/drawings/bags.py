"""Tote, satchel, clutch, wallet and drawstring pouch."""

from __future__ import annotations

import math

from demo.drawings import textiles
from demo.drawings.art import Art
from demo.drawings.colors import INK, KHADI, dark, lite
from demo.drawings.pen import circle, group, line, path, petals, rect
from demo.drawings.sarees import gold_of, paint


def bag(art: Art) -> None:
    """Tote, shoulder bag, clutch or drawstring pouch."""
    p, gold = paint(art, 0.9), gold_of(art)
    art.shadow(240, 408, 150, 13)
    if art.has("clutch", "wallet"):
        _clutch(art, gold, p)
        return
    if art.has("batua"):
        _drawstring(art, gold, p)
        return
    _shouldered(art, p)


def _clutch(art: Art, gold: str, p: str) -> None:
    """Flat clutch or wallet with a flap."""
    y = 176
    art.put(
        rect(88, y, 304, 208, dark(art.main, 0.15), rx=16),
        rect(88, y - 4, 304, 204, art.main, rx=16),
        rect(
            88,
            y - 4,
            304,
            204,
            p if art.has("clutch") else textiles.plain(art, dark(art.main), dark(art.main)),
            rx=16,
        ),
    )
    art.put(
        path(f"M88 {y + 12}q0-16 16-16h272q16 0 16 16v74L240 {y + 138}L88 {y + 86}z", lite(art.main, 0.08)),
        line(f"M96 {y + 80}L240 {y + 128}L384 {y + 80}V{y + 12}H96z", gold, 3, dash="8 5"),
    )
    art.put(
        group(
            path(petals(10, 8, 26, 16), gold) + circle(0, 0, 9, lite(gold, 0.5)),
            t=f"translate(240 {y + 106})",
        ),
        line(f"M98 {y + 190}h284", gold, 3, dash="8 5"),
    )
    if art.has("clutch"):
        art.put(
            group(
                path(petals(6, 6, 30, 18), gold) + circle(0, 0, 6, art.accent),
                t=f"translate(240 {y + 44})",
            ),
            line(f"M130 {y + 40}q30-24 60 4M350 {y + 40}q-30-24-60 4", gold, 4, cap="round"),
            line("M96 180Q30 60 240 66T384 180", gold, 4, dash="7 4"),
        )


def _drawstring(art: Art, gold: str, p: str) -> None:
    """Gathered pouch with tassels."""
    body = "M196 190Q104 250 112 330Q126 404 240 404T368 330Q376 250 284 190z"
    art.put(
        path(body, art.main),
        path(body, p),
        path("M284 190Q376 250 368 330Q354 404 240 404Q330 380 330 320Q330 250 270 190z", INK, op=0.16),
    )
    art.put(
        path(
            "M196 190L160 120Q184 132 200 116Q220 132 240 116Q260 132 280 116Q298 132 320 120L284 190z",
            lite(art.main, 0.1),
        ),
        line("M170 128Q184 136 200 122Q220 136 240 122Q260 136 280 122Q296 136 312 128", gold, 4),
        path("M196 190l-10-62 30 62zM240 190l0-64 24 64zM284 190l12-60-30 60z", INK, op=0.15),
    )
    art.put(
        line("M190 190h100", gold, 9, cap="round"),
        line("M284 192Q350 200 362 262M196 192Q126 200 118 262", gold, 4),
    )
    art.put(
        "".join(
            circle(x, 266, 9, art.accent)
            + line(f"M{x} 272v28M{x - 6} 272l-4 26M{x + 6} 272l4 26", art.accent, 4, cap="round")
            for x in (362, 118)
        )
    )


def _shouldered(art: Art, p: str) -> None:
    """Tote of cloth, or satchel of leather, on its strap."""
    leather, y = art.has("leather"), 178
    strap = dark(art.main, 0.3) if leather else art.second
    art.put(
        line(
            f"M168 {y + 20}V130Q168 62 240 62T312 130V{y + 20}"
            if not leather
            else f"M118 {y + 30}Q100 50 240 50T362 {y + 30}",
            dark(strap, 0.2),
            13,
        ),
        line(
            f"M168 {y + 20}V128Q168 60 240 60T312 128V{y + 20}"
            if not leather
            else f"M118 {y + 30}Q100 48 240 48T362 {y + 30}",
            strap,
            8,
        ),
    )
    body = f"M106 {y}H374L388 392Q240 412 92 392z"
    art.put(
        path(body, art.main),
        path(body, p),
        path(f"M320 {y}H374L388 392Q360 398 330 401z", INK, op=0.13),
        path(f"M106 {y}H374l1 20H105z", strap),
        line(f"M110 {y + 28}H370", art.accent, 3, dash="8 5"),
    )
    if leather:
        art.put(
            path(f"M106 {y}H374L368 300Q240 344 112 300z", lite(art.main, 0.1)),
            line(f"M116 {y + 10}L122 294Q240 334 358 294L364 {y + 10}", KHADI, 3, dash="8 6"),
            group(
                path(petals(8, 10, 46, 14), dark(art.main, 0.3))
                + path(petals(8, 6, 30, 12), art.accent)
                + circle(0, 0, 9, dark(art.main, 0.4)),
                t="translate(240 246)",
            ),
        )
    else:
        art.put("".join(circle(x, y + 10, 5, lite(art.accent, 0.4)) for x in (158, 178, 302, 322)))
        art.put(
            "".join(
                circle(100 + 28 * i, 398 + 4 * math.sin(i / 10 * math.pi), 8, (art.second, art.accent)[i % 2])
                for i in range(11)
            )
        )

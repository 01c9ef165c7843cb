"""The door of this package: a good in, its picture out."""

from __future__ import annotations

from pathlib import Path

from demo.drawings.art import Art
from demo.drawings.choice import FLAT, choose
from demo.drawings.colors import INK, dark, lite, mix
from demo.drawings.pen import circle, path, rect
from demo.drawings.schemes import color
from demo.goods import Good, read_goods


def draw(good: Good) -> str:
    """Return a square SVG illustration of one good; same good, same picture."""
    art = Art(good)
    color(art)
    shape = choose(art)
    backdrop(art, flat=shape in FLAT)
    shape(art)
    return art.svg()


def write_drawings(folder: Path) -> int:
    """Write `<slug>.svg` for every demo good into a folder; return how many files changed."""
    folder.mkdir(parents=True, exist_ok=True)
    changed = 0
    for good in read_goods():
        file, picture = folder / f"{good.slug}.svg", draw(good)
        if not file.exists() or file.read_text(encoding="utf-8") != picture:
            file.write_text(picture, encoding="utf-8")
            changed += 1
    return changed


def backdrop(art: Art, *, flat: bool) -> None:
    """Soft ground with weave texture and a quiet panel behind the object."""
    g = art.ground
    deep, pale = dark(g, 0.05), lite(g, 0.5)
    art.put(rect(0, 0, 480, 480, g))
    kind = "plain" if flat else art.one("arch", "disc", "table", "window")
    if kind == "arch":
        art.put(path("M56 480V214Q56 120 130 92Q206 66 240 24Q274 66 350 92Q424 120 424 214V480z", pale))
    elif kind == "disc":
        art.put(circle(240, 236, 206, pale))
    elif kind == "window":
        art.put(rect(46, 40, 388, 440, pale, rx=18))
    if not flat:
        art.put(
            rect(0, 372, 480, 108, dark(mix(g, art.second, 0.1), 0.05)), rect(0, 372, 480, 2, INK, op=0.07)
        )
    art.put(rect(0, 0, 480, 480, art.tile(8, 8, path("M1 2h3M5 6h3M2 5v2M6 1v2", stroke=INK, op=0.09))))
    if flat:
        art.put(rect(18, 18, 444, 444, "none", stroke=mix(deep, art.second, 0.25), sw=2, dash="10 5", op=0.6))

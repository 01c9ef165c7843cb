"""Cut the fonts that papers are drawn with: one weight, and the letters a bill needs, so that a paper is drawn quickly.

The whole variable fonts take seconds to open; these cuts take milliseconds. They are kept in orders/fonts and are
made anew only when the fonts change.

python -m bin.fonts
"""

from __future__ import annotations

import sys
from pathlib import Path

import fontpkg
from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

from bin.surroundings import ROOT

FONTS = ROOT / "orders" / "fonts"
ASCII = range(0x20, 0x7F)
LATIN = {*ASCII, *range(0xA0, 0x180), *map(ord, "–—‘’“”•…₹−")}
DEVANAGARI = {*ASCII, *range(0x900, 0x980), 0x200C, 0x200D, 0x25CC}
CUTS = {
    "NotoSans-Regular.ttf": ("Noto Sans", 400, LATIN),
    "NotoSans-Bold.ttf": ("Noto Sans", 700, LATIN),
    "NotoSansDevanagari-Regular.ttf": ("Noto Sans Devanagari", 400, DEVANAGARI),
}


def main() -> int:
    """Write the cuts."""
    for name, (family, weight, letters) in CUTS.items():
        cut(fontpkg.path(family, weight=weight), FONTS / name, weight, letters)
        print(f"{name} {(FONTS / name).stat().st_size // 1024} KB")
    return 0


def cut(source: Path, target: Path, weight: int, letters: set[int]) -> None:
    """Keep these letters of a variable font, with all that shaping them takes, at one weight."""
    options = subset.Options(layout_features=["*"], hinting=False, notdef_outline=True)
    with TTFont(source, lazy=True) as font:
        subsetter = subset.Subsetter(options)
        subsetter.populate(unicodes=letters)
        subsetter.subset(font)
        instancer.instantiateVariableFont(font, {"wght": weight, "wdth": 100}, inplace=True)
        font.save(target)


if __name__ == "__main__":
    sys.exit(main())

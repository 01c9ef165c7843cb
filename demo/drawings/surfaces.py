"""Repeat patterns of hard and plaited surfaces; each takes (art, color, second color, scale)."""

from __future__ import annotations

from demo.drawings.art import Art
from demo.drawings.colors import dark
from demo.drawings.pen import circle, line, path, petals, polar, pts, rect


def twill(art: Art, c: str, d: str, s: float = 1) -> str:
    """Diagonal over-and-under of split cane."""
    return art.tile(
        24,
        24,
        rect(0, 0, 24, 24, c)
        + path("M0 0h12v5H0zM12 6h12v5H12zM6 12h12v5H6zM18 18h6v5h-6zM0 18h6v5H0z", d)
        + line("M6 5v7M12 11v7M18 17v7M0 11v7M18 0v6", dark(c, 0.35), 1.3, op=0.6),
        f"scale({s:.2f})",
    )


def hexweave(art: Art, c: str, d: str, s: float = 1) -> str:
    """Open hexagonal cane."""
    return art.tile(
        28,
        48,
        line("M0 12L28 36M0 36L28 12M0 60L28-12M0-12L28 60M0 0h28M0 24h28M0 48h28", c, 4)
        + line("M0 1.500h28M0 25.500h28", d, 1),
        f"scale({s:.2f})",
    )


def jaali(art: Art, c: str, d: str, s: float = 1) -> str:
    """Pierced lattice: dark holes of eight-point stars."""
    star = pts([polar(18, 18, 13 if i % 2 else 8, i * 22.5) for i in range(16)])
    return art.tile(
        36,
        36,
        path(star, c) + path("M0-6L6 0L0 6zM36-6L30 0L36 6zM0 30L6 36H0zM36 30L30 36h6z", d),
        f"scale({s:.2f})",
    )


def inlay(art: Art, c: str, d: str, s: float = 1) -> str:
    """Fine wire scrolls with inlaid petals."""
    return art.tile(
        64,
        50,
        line("M0 25C12 5 20 5 32 25S52 45 64 25", c, 1.8)
        + path(petals(6, 1, 8, 30), c, t="translate(16 28)")
        + path(petals(6, 1, 8, 30), c, t="translate(48 22)")
        + line("M32 25q6-14 0-20q-6 6 0 20M0 25q5 12 0 20M64 25q-5 12 0 20", d, 1.6),
        f"scale({s:.2f})",
    )


def scales(art: Art, c: str, d: str, s: float = 1) -> str:
    """Overlapping arcs drawn with a nib."""
    return art.tile(
        24,
        24,
        line(
            "M0 12a12 12 0 0 0 24 0M-12 0a12 12 0 0 0 24 0M12 0a12 12 0 0 0 24 0M-12 24"
            "a12 12 0 0 0 24 0a12 12 0 0 0 24 0",
            c,
            1.6,
        )
        + line("M12 12v8M0 0v8M24 0v8", d, 1.2),
        f"scale({s:.2f})",
    )


def wires(art: Art, c: str, d: str, s: float = 1) -> str:
    """Wax-thread coils and pellets of lost-wax casting."""
    return art.tile(
        28,
        30,
        line("M0 3h28M0 8h28", c, 2)
        + line("M0 14l7 8 7-8 7 8 7-8", c, 2)
        + circle(7, 17, 2, d)
        + circle(21, 17, 2, d)
        + line("M0 27h28", d, 1.5),
        f"scale({s:.2f})",
    )


def coils(art: Art, c: str, d: str, s: float = 1) -> str:
    """Stitched coil grass."""
    return art.tile(
        22,
        14,
        rect(0, 0, 22, 14, c)
        + path("M0 11h22v3H0z", dark(c, 0.25), op=0.7)
        + line("M4 0l-3 12M12 0l-3 12M20 0l-3 12", d, 1.6, op=0.75),
        f"scale({s:.2f})",
    )

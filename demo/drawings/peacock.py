"""The small peacock that sits in pendants, plates, pictures and cards."""

from __future__ import annotations

from demo.drawings.art import Art
from demo.drawings.pen import circle, line, path, polar


def bird(art: Art, c1: str, c2: str) -> str:
    """Small peacock, about 180 wide around 0,0."""
    tail = "".join(
        line(
            "M-10 20Q{:.0f} {:.0f} {:.0f} {:.0f}".format(*polar(-10, 20, 60, a + 14), *polar(-10, 20, 98, a)),
            c1,
            5,
        )
        + circle(*polar(-10, 20, 96, a), 9, c2)
        + circle(*polar(-10, 20, 96, a), 4, c1)
        for a in range(-112, -20, 15)
    )
    return (
        tail
        + path("M-20 24Q-2 58 34 40Q58 24 50-24Q52-50 70-54L84-46L68-40Q78 30 40 58Q-4 78-20 24z", c1)
        + circle(66, -48, 2.5, c2)
        + line("M62-56l-4-14M66-57l2-15M70-56l8-12", c1, 2.5)
        + line("M18 60v26M32 60v26", c2, 4)
        + path("M-4 34Q22 18 40 0Q46 34 14 44z", c2)
    )

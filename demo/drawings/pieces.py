"""Grains, seeds, nuts and flakes: one piece of each, to be heaped up, and powders by color."""

from __future__ import annotations

from demo.drawings.colors import INK, dark
from demo.drawings.fruits import apricot, kiwi
from demo.drawings.pen import circle, group, line, oval, path, petals


def bits(d: str, c: str, shade: str = "") -> Piece:
    """One piece from its outline and an inner mark."""
    return path(d, c) + shade, dark(c, 0.2)


Piece = tuple[str, str]  # the drawing of one piece, and the color of the heap behind

PIECE: tuple[tuple[tuple[str, ...], Piece], ...] = (
    (
        ("saffron, mongra",),
        (
            line("M-16 5Q-4-9 6 0T18-5M-10 8Q2 0 14 6", "#B8261C", 3, cap="round")
            + circle(18, -5, 3, "#E0631E"),
            "#7E1A16",
        ),
    ),
    (
        ("chips",),
        (
            oval(0, 0, 22, 16, "#E9BE45")
            + oval(0, 0, 15, 10, "none", stroke="#C99624", sw=2)
            + circle(0, 0, 2.5, "#A97A18"),
            "#C99A2E",
        ),
    ),
    (("bhujia", " sev"), (line("M-16 4Q-6-10 2 2T18-4", "#DFA23A", 4.5, cap="round"), "#B97F28")),
    (("black rice", "chak-hao"), bits("M-10 0Q0-6 10 0Q0 6-10 0z", "#3B2436")),
    (("red rice", "matta"), bits("M-10 0Q0-6 10 0Q0 6-10 0z", "#A9563B")),
    (("chura", "beaten rice"), bits("M-12 0Q0-11 12 0Q0 9-12 0z", "#F1E7CC", line("M-7 0h14", "#C9B98C", 1))),
    (("rice",), bits("M-12 0Q0-6 12 0Q0 5-12 0z", "#F4EAD0", line("M-6 1h11", "#CDB986", 1))),
    (
        ("dal",),
        bits("M-8 0Q-6-8 2-8Q9-5 8 2Q2 8-5 6z", "#E3A93A", path("M-8 0Q0-4 8 2", "none", stroke="#B97F1C")),
    ),
    (
        ("millet", "kodo", "foxtail"),
        (circle(0, 0, 5, "#D9B35E") + circle(-1.5, -1.5, 1.5, "#fff", op=0.6), "#B48F40"),
    ),
    (
        ("kidney", "kholar", "bean"),
        bits(
            "M-14-4Q-8-14 4-10Q16-6 13 5Q8 13 2 5Q-4 2-9 6Q-16 4-14-4z",
            "#7A2634",
            line("M-8-4Q0-9 8-3", "#fff", 2, op=0.4),
        ),
    ),
    (("peanut", "groundnut"), bits("M-9 0Q0-9 9 0Q0 8-9 0z", "#C98A4F")),
    (
        ("makhana",),
        (
            path("M-14 2Q-18-12-4-13Q4-18 12-8Q18 4 8 12Q-8 16-14 2z", "#F6F0E2")
            + path("M-2-4q8 2 6 10q-10 0-6-10z", "#C9A67A")
            + circle(-7, 4, 2, "#A9784A"),
            "#DCD0B6",
        ),
    ),
    (
        ("sago", "javvarisi"),
        (circle(0, 0, 6, "#F8F4EA") + path("M3-5A6 6 0 0 1-3 5A9 9 0 0 0 3-5z", INK, op=0.16), "#DDD6C4"),
    ),
    (
        ("dry fruit", "thandai"),
        bits("M-15 0Q-6-11 15 0Q-6 11-15 0z", "#A8693A", line("M-9 0h16M-5-4h10", "#7B4522", 1.2)),
    ),
    (
        ("cashew",),
        bits(
            "M-15 2Q-14-14 2-13Q17-11 15 4Q13 13 7 8Q6 0 0-2Q-6-3-8 5Q-13 10-15 2z",
            "#EDD9B0",
            line("M-10 0Q-6-9 3-8T11 4", "#C9A76B", 2),
        ),
    ),
    (
        ("walnut",),
        (
            circle(0, 0, 17, "#BE9259")
            + line("M0-17V17M-11-10Q-2-6-8 2T-9 12M10-11Q3-3 9 2T6 13", "#87602F", 2.5),
            "#8F6A3A",
        ),
    ),
    (("chironji",), bits("M-7 0Q-5-7 3-6Q9-3 7 3Q0 8-7 0z", "#C9A069")),
    (
        ("raisin",),
        bits("M-11 0Q-6-8 5-7Q13-4 10 4Q0 10-11 0z", "#A9A045", line("M-6 0Q0-4 7 1", "#6F6A22", 1.5)),
    ),
    (
        ("pepper",),
        (
            circle(0, 0, 9, "#3A302B") + path("M-6-3Q0-7 5-2M-5 3Q0-1 6 4", "none", stroke="#6B5B50", sw=1.5),
            "#2A2320",
        ),
    ),
    (
        ("large cardamom", "large black"),
        bits(
            "M-20 0Q-8-15 18-4L24 0L18 5Q-8 14-20 0z",
            "#5A3327",
            line("M-15 0Q0-7 19 0M-13 4Q0 9 17 3", "#8A5A45", 1.5),
        ),
    ),
    (
        ("cardamom",),
        bits(
            "M-15 0Q-4-10 14-2L18 0L14 3Q-4 10-15 0z",
            "#93A84F",
            line("M-11 0Q0-5 14 0M-9 3Q0 6 12 2", "#62752C", 1.2),
        ),
    ),
    (
        ("clove",),
        (
            line("M-3 0H16", "#5A3020", 5, cap="round")
            + circle(-8, 0, 7, "#7B452B")
            + path("M-4-7l6-4l-1 8zM-4 7l6 4l-1-8z", "#5A3020"),
            "#4A281B",
        ),
    ),
    (
        ("coriander",),
        (circle(0, 0, 8, "#B9A45A") + line("M-3-7Q-6 0-3 7M3-7Q6 0 3 7", "#857434", 1.2), "#8F7D3F"),
    ),
    (
        ("garam masala", "eight spices"),
        (path(petals(8, 2, 15, 20), "#7B452B") + circle(0, 0, 4, "#C98A3F"), "#8A5A33"),
    ),
    (("anardana",), bits("M-7 0Q-4-8 4-6Q9 0 4 6Q-5 8-7 0z", "#7E2233", circle(-1, -2, 2, "#D9708E"))),
    (
        ("coffee",),
        bits(
            "M-13 0Q-11-10 0-10T13 0Q11 10 0 10T-13 0z", "#5A3524", line("M-11 0Q-4-5 0 0T11 0", "#2E1A10", 2)
        ),
    ),
    (("green tea",), bits("M-16 2Q-6-8 16-4Q2 6-16 2z", "#6F8340")),
    (("tea",), bits("M-13 2Q-4-6 13-3Q2 4-13 2z", "#3B2A20", line("M-9 1L9-2", "#8A6236", 1))),
    (("methi",), bits("M0 0Q-12-4-8-13Q2-12 0 0Q4-13 13-9Q12 1 0 0Q2 10-8 8z", "#7C8A45")),
    (
        ("sangri",),
        (line("M-20 4Q0-10 20-2", "#6F6A35", 5, cap="round") + circle(4, 8, 5, "#8A7A45"), "#5A5228"),
    ),
    (
        ("prawn",),
        (
            line("M-16 6Q-14-14 6-12T14 6", "#E2A27A", 10, cap="round")
            + line("M-13-2l6 3M-6-10l3 7M4-12l-1 7M12-4l-6 3", "#B8684A", 2)
            + line("M14 8l8 6M14 8l-2 9", "#C97B56", 3),
            "#C48A60",
        ),
    ),
    (
        ("anchov", "bombay duck", "bombil"),
        (
            path("M-30 0Q-8-12 18-2L30-9V9L18 2Q-8 12-30 0z", "#AFB5AE")
            + line("M-20-1Q0-5 16 0", "#76807C", 2)
            + circle(-21, -2, 2, INK),
            "#8A8F88",
        ),
    ),
    (("coconut",), bits("M-12-2Q0-7 12 1L10 4Q0-1-11 2z", "#FBF7EC", line("M-9 0Q0-4 9 2", "#D8D0BA", 1))),
    (("mihidana",), (circle(0, 0, 5.5, "#EFB32C") + circle(-1.5, -1.5, 1.5, "#FFF3C0"), "#C98F1C")),
    (
        ("pineapple",),
        (
            circle(0, 0, 26, "#E8B63E")
            + circle(0, 0, 9, "#A97A18")
            + line(
                "M0-12V-24M0 12V24M12 0H24M-12 0H-24M8-8L17-17M-8 8L-17 17M8 8L17 17M-8-8L-17-17",
                "#C08E22",
                2,
            ),
            "#B9851E",
        ),
    ),
    (("kiwi",), (group(kiwi(), t="scale(.48)"), "#6F8A34")),
    (("apricot",), (group(apricot(), t="scale(.46)"), "#A8621E")),
    (
        ("kokum",),
        bits(
            "M-20-4Q-8-18 10-12Q24-2 14 10Q-6 16-20-4z", "#4F1527", line("M-12-3Q0-10 12-1", "#8A3A50", 2.5)
        ),
    ),
    (
        ("ginger",),
        (oval(0, 0, 21, 14, "#E3CFA0") + oval(0, 0, 14, 8, "none", stroke="#B99F68", sw=2), "#B89D66"),
    ),
    (("hing",), bits("M-9 3L-4-8L7-6L10 4L0 9z", "#C9A050", path("M-4-8L7-6L1 0z", "#fff", op=0.3))),
    (("flakes",), bits("M-11 0Q-4-10 6-6L11 2L0 8z", "#B52A20")),
    (("rinds", "tamarind"), bits("M-16-4Q-4-14 12-8Q20 4 6 10Q-10 10-16-4z", "#5E3320")),
)


POWDER = (
    ("turmeric", "#E0A01A"),
    ("haladi", "#E0A01A"),
    ("chilli powder", "#A8281C"),
    ("amchur", "#C9A87A"),
    ("buckwheat", "#C8B9A4"),
    ("ragi", "#A88878"),
    ("thandai", "#E6D3A8"),
    ("coffee", "#4A2C1E"),
    ("flour", "#E6D6B4"),
    ("powder", "#B5732B"),
)

"""Roots, pods, flowers and sprigs that spices, oils and preserves are made from."""

from __future__ import annotations

from demo.drawings.art import Art
from demo.drawings.colors import HALDI, INK, JUTE, MEHENDI, WOOD, dark, lite
from demo.drawings.pen import circle, group, line, oval, path, petals

LEAF = "M0 0Q14-26 52-20Q36 10 0 0z"


def leaf(t: str, c: str = MEHENDI) -> str:
    """Leaf with a midrib."""
    return path(LEAF, c, t=t) + line("M4-2Q24-12 46-18", lite(c, 0.4), 2, t=t)


def chilli(a: Art) -> str:
    """Chilli pod."""
    c = "#D9A21C" if a.has("yellow") else "#C22F22" if not a.has("smoke") else "#7B2219"
    return (
        path("M-52-22Q-30-40-12-18Q10 14 66 26Q10 40-26 18Q-50 4-52-22z", c)
        + line("M-40-18Q-14 16 40 24", "#fff", 4, op=0.35, cap="round")
        + path("M-56-18Q-54-40-32-34Q-30-22-40-14z", MEHENDI)
        + line("M-50-32Q-62-42-58-54", MEHENDI, 6, cap="round")
    )


def roundchilli(a: Art) -> str:
    """Broad wrinkled chilli."""
    return (
        path("M-30-26Q0-44 32-26Q50 10 10 50Q-4 58-8 44Q-46 14-30-26z", "#B52A20")
        + line("M-12-22Q-22 10-4 34M12-24Q24 6 6 36", INK, 4, op=0.2, cap="round")
        + path("M-26-28Q0-16 28-28Q14-46-2-40Q-18-46-26-28z", MEHENDI)
        + line("M0-40q0-14 10-20", MEHENDI, 6, cap="round")
    )


def turmeric(a: Art) -> str:
    """Turmeric fingers."""
    d = (
        "M-64 6Q-66-18-40-16Q-26-22-18-44Q-4-56 6-42Q8-28 0-16Q26-22 54-20Q72-10 62 8Q44 18 22 14"
        "Q28 34 16 46Q0 52-6 38Q-4 22-10 16Q-40 24-64 6z"
    )
    return (
        path(d, "#C4832A")
        + path("M62 8Q44 18 22 14Q28 34 16 46Q0 52-6 38Q-4 22-10 16Q-40 24-64 6Q0 14 62 8z", INK, op=0.14)
        + line(
            "M-50-12q-6 10 0 20M-32-14q-4 12 0 26M22-18q6 14 2 28M42-19q6 12 2 28M-12-40q8 6 16 4",
            "#7F4E12",
            2.5,
        )
        + oval(62, -6, 7, 12, "#E88A12")
    )


def ginger(a: Art) -> str:
    """Dry ginger."""
    return group(
        turmeric(a).replace("#C4832A", "#D8BE8E").replace("#7F4E12", "#9B7F4E").replace("#E88A12", "#F0E0A8"),
        t="scale(1.1 1.2)",
    )


def bamboo(a: Art) -> str:
    """Bamboo shoot."""
    return (
        path("M-34 56Q-40-20 0-72Q40-20 34 56z", "#D9C27A")
        + path("M-34 56Q-20 0 0-72Q-2 20 8 56zM34 56Q30 10 14-40Q40 0 34 56z", "#8C7A3A")
        + line("M-30 20Q0 34 33 18M-22-12Q0 0 24-14", "#6B5A2A", 2.5)
    )


def berry(a: Art) -> str:
    """Sea buckthorn sprig."""
    return (
        line("M-60 50Q0 10 56-54", WOOD, 6)
        + "".join(
            circle(x, y, 14, "#EC8C1C") + circle(x - 4, y - 5, 4, "#fff", op=0.6)
            for x, y in ((-40, 24), (-22, 40), (-14, 10), (6, 24), (10, -12), (28, 2), (30, -34))
        )
        + leaf("translate(30-30)rotate(-30)scale(.8)")
        + leaf("translate(-30 30)rotate(-110)scale(.7)")
    )


def lavender(a: Art) -> str:
    """Lavender or leafy sprig."""
    c = "#7D6BAF" if a.has("lavender") else "#8FA84A"
    return "".join(
        line("M0 70V-40", MEHENDI, 4, t=f"rotate({r} 0 70)")
        + "".join(
            oval(x, -60 + 15 * i, 10, 8, c if i % 2 else lite(c, 0.25), t=f"rotate({r} 0 70)")
            for i in range(6)
            for x in (-7, 7)
        )
        for r in (-22, 0, 22)
    )


def grass(a: Art) -> str:
    """Lemongrass or kewda blades."""
    return "".join(
        path("M-6 70Q-12 0 0-84Q12 0 6 70z", c, t=f"rotate({r} 0 70)")
        for r, c in ((-30, "#6F8F3A"), (30, "#6F8F3A"), (-14, MEHENDI), (14, "#8FA84A"), (0, "#6F8F3A"))
    ) + line("M-16 52h32", JUTE, 9)


def saffron(a: Art) -> str:
    """Crocus with red threads."""
    return (
        path(petals(6, 4, 66, 20), "#8A6BB5")
        + path(petals(6, 4, 44, 12), "#B79AD6", t="rotate(30)")
        + line("M0 0Q-8-30-30-44M0 0Q2-34 4-56M0 0Q12-26 36-36", "#C22A1C", 6, cap="round")
        + circle(0, 0, 7, HALDI)
    )


def rose(a: Art) -> str:
    """Rose."""
    return (
        leaf("translate(-30 24)rotate(150)")
        + leaf("translate(30 20)rotate(30)")
        + path(petals(7, 16, 58, 24), "#B83A5E")
        + path(petals(6, 10, 42, 26), "#D25E80", t="rotate(25)")
        + path(petals(5, 4, 26, 28), "#E88FA6")
        + circle(0, 0, 8, "#B83A5E")
    )


def tamarind(a: Art) -> str:
    """Tamarind pod."""
    return (
        path(
            "M-64-20Q-48-40-30-22Q-12-10 4-20Q22-26 34-8Q54-12 66 10Q60 34 40 26Q22 30 10 16"
            "Q-6 22-18 10Q-44 16-64-20z",
            "#8A5A33",
        )
        + line("M-50-22Q-30 0-6-4T56 14", "#B98A5A", 4, cap="round")
        + path("M66 10q10 2 12 12", "none", stroke=WOOD, sw=5)
    )


def carrot(a: Art) -> str:
    """Winter vegetables."""
    return (
        path("M-50-30Q-30-44-14-28Q20 6 62 50Q0 30-40 0Q-56-14-50-30z", "#D9592B")
        + line("M-30-18l12-8M-8 4l12-8M14 24l10-6", "#A83C16", 3)
        + "".join(
            path("M0 0Q-10-20 0-42Q10-20 0 0z", MEHENDI, t=f"translate(-44-26)rotate({r})")
            for r in (-70, -40, -10)
        )
        + circle(34, -26, 20, "#F4EAD2")
        + circle(20, -38, 13, "#F4EAD2")
        + circle(48, -40, 13, "#F4EAD2")
    )


def sal(a: Art) -> str:
    """Clod and flower for earth scent."""
    return (
        path("M-50 20Q-40-30 0-26Q48-30 54 20Q0 44-50 20z", "#A3602F")
        + line("M-20-14Q-10 4-26 24M10-20Q6 4 20 26", dark("#A3602F", 0.4), 3)
        + path("M-30-50q8 14 0 18q-8-4 0-18zM4-60q8 14 0 18q-8-4 0-18zM34-50q8 14 0 18q-8-4 0-18z", "#6FA0BE")
    )


def mustard(a: Art) -> str:
    """Mustard sprig."""
    return line("M0 70Q-6 20 0-50M-2 40Q-30 20-36-10M0 30Q28 10 36-16", MEHENDI, 5, cap="round") + "".join(
        path(petals(4, 0, 19, 34), HALDI, t=f"translate({x} {y})")
        for x, y in ((0, -56), (-18, -42), (18, -40), (-38, -18), (38, -24), (-2, -30))
    )

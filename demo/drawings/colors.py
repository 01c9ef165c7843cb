"""The palette of natural dyes and plain materials, and how its colors mix."""

from __future__ import annotations

KHADI, KORA, INK = "#FBF6EC", "#F1E8D8", "#1F1A17"

NEEL, MAJITH, MORPANKH, MEHENDI = "#1E3A6E", "#A3272B", "#0B6B6B", "#3F5B1F"

HALDI, TERRA = "#E0A100", "#B5532B"

BRASS, COPPER, SILVER, IRON, WOOD, JUTE = "#C8962E", "#B8683A", "#C3C6C6", "#3A3634", "#8A5A33", "#C9A66B"

COLOR_WORDS = (
    ("deep maroon", "#6E1A24"),
    ("maroon", "#7E1F28"),
    ("arakku", "#8C1F22"),
    ("deep red", "#8E2320"),
    ("black and red", "#2A2322"),
    ("red and black", "#8E2320"),
    ("indigo", NEEL),
    ("peacock blue", "#0F6580"),
    ("sky blue", "#7FAFCB"),
    ("sea blue", "#2E7FA0"),
    ("sea green", "#4E9A8A"),
    ("deep green", "#24523A"),
    ("cobalt", "#24479A"),
    ("mint", "#9DC6AE"),
    ("rani pink", "#B8326B"),
    ("pink", "#C2487A"),
    ("purple", "#5C2C66"),
    ("off-white", "#EFE5D0"),
    ("ivory", "#EDE2CA"),
    ("cream", "#EADDC0"),
    ("white", "#F3ECDD"),
    ("unbleached", "#EADFC4"),
    ("pale gold", "#D9B75E"),
    ("natural gold", "#C99A3F"),
    ("natural brown", "#7B5A3E"),
    ("natural grey", "#8E877C"),
    ("dark ground", "#33302F"),
    ("beige", "#D6C09A"),
    ("fawn", "#C8AA80"),
    ("honey", "#C08A38"),
    ("red", MAJITH),
    ("black", "#2A2523"),
    ("blue", "#2C5590"),
    ("green", MEHENDI),
    ("yellow", HALDI),
    ("tan", "#B0703A"),
    ("natural", "#D8C7A2"),
)


def mix(first: str, second: str, amount: float) -> str:
    """Blend two #rrggbb colors."""
    pair = [(int(first[i : i + 2], 16), int(second[i : i + 2], 16)) for i in (1, 3, 5)]
    return "#" + "".join(f"{round(p + (q - p) * amount):02x}" for p, q in pair)


def lite(color: str, amount: float = 0.25) -> str:
    """Tint toward khadi."""
    return mix(color, KHADI, amount)


def dark(color: str, amount: float = 0.22) -> str:
    """Shade toward ink."""
    return mix(color, INK, amount)


def luma(color: str) -> float:
    """Perceived brightness, 0..1."""
    r, g, b = (int(color[i : i + 2], 16) for i in (1, 3, 5))
    return (0.3 * r + 0.59 * g + 0.11 * b) / 255

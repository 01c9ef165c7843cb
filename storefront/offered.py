"""A piece with its offer, as machines read it (schema.org): the one source of the page's JSON-LD and of the feeds."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple
from uuid import UUID

from kit.money import Money

SCHEMA = "https://schema.org"
INDIA = {"@type": "Country", "name": "India"}
ORDERED, IN_STOCK, OUT_OF_STOCK = (f"{SCHEMA}/{each}" for each in ("MadeToOrder", "InStock", "OutOfStock"))
PACKED_IN_DAYS = 2  # what lies ready is packed and with the courier


class Piece(NamedTuple):
    """What is told of a piece; `free` counts the pieces that nobody was promised."""

    id: UUID
    slug: str
    title: str
    story: str
    price: Money
    family: str
    craft: str
    photographs: Sequence[str]
    weight_g: int
    maker: str
    district: str
    state: str
    made_to_order: bool
    ready_in_days: int
    free: int


def goods(piece: Piece, origin: str) -> dict[str, Any]:
    """A piece with its offer as a schema.org Product; `origin` stands before every path."""
    here = f"{origin}/p/{piece.slug}"
    where = f"{piece.district}, {piece.state}"
    return {
        "@type": "Product",
        "@id": here,
        "name": piece.title,
        "description": piece.story or f"{piece.craft}, made in {where} by {piece.maker}.",
        "url": here,
        "sku": str(piece.id),
        "category": f"{piece.family} > {piece.craft}",
        # Photographs before the share card: a drawing cannot be listed by those who list goods.
        "image": [*(origin + each for each in piece.photographs), f"{here}/card.jpg"],
        "countryOfOrigin": INDIA,
        "weight": _weight(piece.weight_g),
        "brand": {"@type": "Brand", "name": piece.maker},
        "offers": {
            "@type": "Offer",
            "url": here,
            "price": rupees(piece.price),
            "priceCurrency": "INR",
            "availability": ORDERED if piece.made_to_order else IN_STOCK if piece.free > 0 else OUT_OF_STOCK,
            "itemCondition": f"{SCHEMA}/NewCondition",
            "shippingDetails": {
                "@type": "OfferShippingDetails",
                "shippingDestination": {"@type": "DefinedRegion", "addressCountry": "IN"},
                "deliveryTime": {
                    "@type": "ShippingDeliveryTime",
                    "handlingTime": {
                        "@type": "QuantitativeValue",
                        "minValue": 0,
                        "maxValue": piece.ready_in_days if piece.made_to_order else PACKED_IN_DAYS,
                        "unitCode": "DAY",
                    },
                },
            },
        },
    }


def rupees(price: Money) -> str:
    """A price as machines read it: 1050.00."""
    return f"{int(price) // 100}.{int(price) % 100:02d}"


def _weight(grams: int) -> dict[str, Any] | None:
    return {"@type": "QuantitativeValue", "value": grams, "unitCode": "GRM"} if grams else None

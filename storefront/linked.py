"""What machines read of a page: its own address, its languages, its share card, and schema.org data (JSON-LD).

The data stand in `<script type="application/ld+json">`, which is a block of data and no script: a browser never runs
it, and the policy that allows scripts from our own files only has nothing to say of it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from flask import Flask, current_app, g, json, request, url_for
from markupsafe import Markup

from catalog.queries.pages import ListingPage, Maker, Place
from catalog.rules.artisan import ArtisanKind
from catalog.rules.registry import Returnability
from kit.clock import business_day
from storefront.edge import LANGUAGES
from storefront.offered import INDIA, SCHEMA, Piece, goods, rupees
from storefront.words.tongues import FIRST_LANGUAGE, reading

KEPT_WORDS = ("craft", "after")  # what stands behind the question mark and makes another page
RETURN_DAYS = 7


def whole(path: str) -> str:
    """The whole address of a path or of an address that is whole already."""
    return path if "://" in path else f"{current_app.config['PUBLIC_ORIGIN']}{path}"


def address(language: str = "") -> str:
    """The one address of the page at hand in a language (its own, when none is named)."""
    language = language or reading()
    prefix = "" if language == FIRST_LANGUAGE else f"/{language}"
    kept = {name: request.args[name] for name in KEPT_WORDS if name in request.args}
    return whole(prefix + request.path + (f"?{urlencode(kept)}" if kept else ""))


def alternates() -> list[tuple[str, str]]:
    """(language, address) of the page in each language; `x-default` is for everybody else. None for private pages."""
    if g.get("private"):
        return []
    return [(each, address(each)) for each in LANGUAGES] + [("x-default", address(FIRST_LANGUAGE))]


def ld(*things: Mapping[str, Any] | None) -> Markup:
    """Things as one JSON-LD block; `<` is written so that no text can end the block."""
    told = [{"@context": SCHEMA, **thing} for thing in things if thing]
    if not told:
        return Markup("")
    words = json.dumps(told[0] if len(told) == 1 else told, ensure_ascii=False)
    safe = words.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
    return Markup('<script type="application/ld+json">{}</script>').format(Markup(safe))  # noqa: S704 - escaped above


def organization() -> dict[str, Any]:
    """Who runs the site."""
    return {
        "@type": "Organization",
        "name": "Zila Haat",
        "alternateName": "ज़िला हाट",
        "url": whole(url_for("shop.home")),
        "areaServed": INDIA,
    }


def place(
    district: str, slug: str, state: str, latitude: float | None = None, longitude: float | None = None
) -> dict[str, Any]:
    """A district as a place in its State."""
    told: dict[str, Any] = {
        "@type": "AdministrativeArea",
        "name": district,
        "url": whole(url_for("shop.district", slug=slug)),
        "containedInPlace": {
            "@type": "State",
            "name": state,
            "containedInPlace": INDIA,
        },
    }
    if latitude is not None:
        told["geo"] = {"@type": "GeoCoordinates", "latitude": latitude, "longitude": longitude}
    return told


def breadcrumbs(steps: Sequence[tuple[str, str]]) -> dict[str, Any]:
    """The way to a page: (name, path) from the outermost in."""
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": number, "name": name, "item": whole(path)}
            for number, (name, path) in enumerate(steps, 1)
        ],
    }


def way_to(where: Place, *steps: tuple[str, str]) -> dict[str, Any]:
    """The way from India over State and district."""
    return breadcrumbs(
        [
            ("India", url_for("shop.home")),
            (where.state_name, url_for("shop.state", slug=where.state_slug)),
            (where.district_name, url_for("shop.district", slug=where.district_slug)),
            *steps,
        ]
    )


def maker(workshop: Maker, where: Place) -> dict[str, Any]:
    """A workshop."""
    one = workshop.kind is ArtisanKind.INDIVIDUAL
    return {
        "@type": "Person" if one else "Organization",
        "name": workshop.name,
        "description": workshop.story or None,
        "url": whole(url_for("shop.maker", slug=workshop.slug)),
        "address": {
            "@type": "PostalAddress",
            "addressLocality": where.district_name,
            "addressRegion": where.state_name,
            "addressCountry": "IN",
        },
    }


def product(good: ListingPage, *, free: int) -> dict[str, Any]:
    """A piece with its offer. `free` counts the pieces that nobody was promised."""
    one = good.maker.kind is ArtisanKind.INDIVIDUAL
    told = goods(_piece(good, free), current_app.config["PUBLIC_ORIGIN"])
    told["manufacturer"] = {
        "@type": "Person" if one else "Organization",
        "name": good.maker.name,
        "url": whole(url_for("shop.maker", slug=good.maker.slug)),
    }
    told["hasCertification"] = [
        {"@type": "Certification", "name": kind, "certificationIdentification": number}
        for kind, number in (good.proofs.items() if good.checked_at else ())
    ] or None
    told["offers"] |= {
        "seller": {"@type": "Organization", "name": good.maker.legal_name or good.maker.name},
        "hasMerchantReturnPolicy": _returns(good),
    }
    return told


def _piece(good: ListingPage, free: int) -> Piece:
    return Piece(
        id=good.id,
        slug=good.slug,
        title=good.title,
        story=good.story,
        price=good.price,
        family=good.family_name_en,
        craft=good.craft_name_en,
        photographs=[each.src for each in good.pictures if not each.is_illustration],
        weight_g=good.weight_g,
        maker=good.maker.name,
        district=good.place.district_name,
        state=good.place.state_name,
        made_to_order=good.made_to_order,
        ready_in_days=good.ready_in_days(business_day(g.now)),
        free=free,
    )


def _returns(good: ListingPage) -> dict[str, Any]:
    free_choice = good.returnable is Returnability.FREE_CHOICE
    return {
        "@type": "MerchantReturnPolicy",
        "applicableCountry": "IN",
        "returnPolicyCategory": f"{SCHEMA}/MerchantReturnFiniteReturnWindow",
        "merchantReturnDays": RETURN_DAYS,
        "description": None if free_choice else "Only what came damaged or is not as described",
        "merchantReturnLink": whole(url_for("shop.returns")),
    }


def without_none(thing: Any) -> Any:
    """The same thing without the members that say nothing."""
    if isinstance(thing, dict):
        return {name: without_none(value) for name, value in thing.items() if value is not None}
    return [without_none(each) for each in thing] if isinstance(thing, list) else thing


def set_up(app: Flask) -> None:
    """Give every template what it says to machines."""

    def written(*things: Mapping[str, Any] | None) -> Markup:
        return ld(*(without_none(thing) for thing in things if thing))

    app.jinja_env.globals.update(
        canonical=address,
        alternates=alternates,
        ld=written,
        ld_breadcrumbs=breadcrumbs,
        ld_maker=maker,
        ld_organization=organization,
        ld_place=place,
        ld_product=product,
        rupees=rupees,
        ld_way_to=way_to,
        whole=whole,
    )

"""Makers and what they sell, for programs: lists, sheets, and the search."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from flask import abort, current_app, g, url_for

from catalog.queries.index import Made, made_of, maker_rows
from catalog.queries.pages import ListingPage, listing_page, maker_page
from catalog.queries.registry import craft_sheet, family_by_slug
from catalog.queries.shelf import Card, cards, tell_shares
from catalog.rules.photo import Picture
from kit.clock import business_day
from kit.errors import Refusal
from people.queries.places import district_by_slug
from stock.queries import workshop_levels
from storefront.api import shapes
from tax.queries import tariff
from tax.rules import maker_gets


def makers(query_data: shapes.MakersAsked) -> Any:
    """Verified makers by address, of one State, one district or all."""
    asked = query_data
    rows = maker_rows(
        g.session, state=asked.state, district=asked.district, after=asked.after or "", limit=asked.limit + 1
    )
    return shapes.Makers.of(rows, asked.limit, key="slug")


def maker(slug: str, query_data: shapes.NothingAsked) -> Any:
    """One verified maker with the story."""
    found = maker_page(g.session, slug) or abort(404)
    return shapes.MakerSheet(
        slug=found.maker.slug,
        name=found.maker.name,
        kind=found.maker.kind,
        language=found.maker.language,
        story=found.maker.story,
        district_slug=found.place.district_slug,
        district_name=found.place.district_name,
        state_code=found.place.state_code,
        state_name=found.place.state_name,
        verified_at=found.maker.verified_at,
        listings=found.listings,
        is_demo=found.maker.is_demo,
        url=public(url_for("shop.maker", slug=found.maker.slug)),
    )


def listings(query_data: shapes.ListingsAsked) -> Any:
    """Pieces on sale, the newest first, narrowed to a place, a craft or a maker. An unknown one has none."""
    asked = query_data
    narrowed = _narrowed(asked)
    if narrowed is None:
        return shapes.ListingCards(items=[], next=None)
    found = cards(g.session, **narrowed, locale=asked.language, after=asked.after, limit=asked.limit + 1)
    shown = found[: asked.limit]
    return shapes.ListingCards(items=told(shown), next=shown[-1].key if len(found) > asked.limit else None)


def listing(slug: str, query_data: shapes.WordsAsked) -> Any:
    """One piece on sale, whole."""
    good = listing_page(g.session, slug, query_data.language) or abort(404)
    levels = workshop_levels(g.session, [variant.id for variant in good.variants])
    return shapes.ListingSheet(
        title=good.title,
        slug=good.slug,
        language=good.locale,
        story=good.story,
        care=good.care,
        district=good.place.district_name,
        district_slug=good.place.district_slug,
        state=good.place.state_name,
        state_code=good.place.state_code,
        product=good.product_name,
        product_id=good.product_id,
        craft=good.craft_name_hi if query_data.language == "hi" else good.craft_name_en,
        craft_slug=good.craft_slug,
        family_slug=good.family_slug,
        price_paise=int(good.price),
        maker_gets_paise=_share(good),
        unit=good.unit,
        hsn=good.hsn,
        weight_g=good.weight_g,
        made_to_order=good.made_to_order,
        ready_in_days=good.ready_in_days(business_day(g.now)),
        weekly_capacity=good.weekly_capacity if good.made_to_order else None,
        maker_away_until=_away_until(good),
        returnable=good.returnable,
        perishable=good.perishable,
        published_at=good.published_at,
        origin_checked_at=good.checked_at,
        proofs=dict(good.proofs) if good.checked_at else {},
        variants=[
            shapes.VariantOnSale(
                id=variant.id,
                name=variant.name,
                price_paise=int(variant.price),
                weight_g=variant.weight_g,
                available=max(0, levels[variant.id].free) if variant.id in levels else 0,
                tiers=[
                    shapes.PriceForMany(
                        min_quantity=tier.min_quantity,
                        case_pack=tier.case_pack,
                        price_paise=int(tier.price),
                    )
                    for tier in variant.tiers
                ],
            )
            for variant in good.variants
        ],
        pictures=[photo(picture) for picture in good.pictures],
        maker=good.maker.name,
        maker_slug=good.maker.slug,
        is_demo=good.is_demo,
        url=public(url_for("shop.product", slug=good.slug)),
    )


def _away_until(good: ListingPage) -> date | None:
    away = good.maker.away
    return away.last if away is not None and away.last >= business_day(g.now) else None


def told(found: Sequence[Card]) -> list[shapes.ListingCard]:
    """Cards with what they are made of and what their makers get: one statement more, whatever their number."""
    tell_shares(found, tariff(g.session, g.now))
    made = made_of(g.session, [card.listing_id for card in found])
    return [_card(card, made[card.listing_id]) for card in found]


def photo(picture: Picture) -> shapes.Photo:
    """A picture with its whole address."""
    return shapes.Photo(
        url=public(picture.src),
        width=picture.width,
        height=picture.height,
        alt=picture.alt,
        illustration=picture.is_illustration,
    )


def public(path: str) -> str:
    """The whole address of a path."""
    return f"{current_app.config['PUBLIC_ORIGIN']}{path}"


def _card(card: Card, made: Made) -> shapes.ListingCard:
    return shapes.ListingCard(
        title=card.title,
        slug=card.slug,
        district=card.district_name,
        district_slug=card.district_slug,
        state=card.state_name,
        state_code=card.state_code,
        product=made.product_name,
        craft=made.craft_name_hi if card.locale == "hi" else made.craft_name_en,
        craft_slug=made.craft_slug,
        family_slug=made.family_slug,
        price_paise=int(card.price_paise),
        maker_gets_paise=int(card.maker_gets_paise),
        unit=card.unit,
        maker=card.artisan_name,
        maker_slug=card.artisan_slug,
        made_to_order=card.made_to_order,
        ready_in_days=card.ready_in_days,
        picture=photo(card.picture) if card.picture else None,
        language=card.locale,
        is_demo=card.is_demo,
        url=public(url_for("shop.product", slug=card.slug)),
    )


def _narrowed(asked: shapes.ListingsAsked) -> dict[str, Any] | None:
    """What `cards` wants in the place of addresses; None when one of them is nowhere."""
    narrowed: dict[str, Any] = {"state": asked.state}
    if asked.district is not None:
        place = district_by_slug(g.session, asked.district)
        narrowed["district"] = place.id if place else None
    if asked.family is not None:
        family = family_by_slug(g.session, asked.family)
        narrowed["family"] = family.id if family else None
    if asked.craft is not None:
        sheet = craft_sheet(g.session, asked.craft)
        narrowed["craft"] = sheet.craft.id if sheet else None
    if asked.maker is not None:
        workshop = maker_page(g.session, asked.maker)
        narrowed["artisan"] = workshop.maker.id if workshop else None
    unknown = [name for name, value in narrowed.items() if value is None and name != "state"]
    return None if unknown else narrowed


def _share(good: ListingPage) -> int:
    law = tariff(g.session, g.now)
    try:
        share = maker_gets(
            good.price,
            hsn=good.hsn,
            flags=good.flags,
            seller=good.seller,
            rates=law.rates,
            levies=law.levies,
            on=law.on,
        )
    except Refusal:
        return 0
    return int(share.maker)

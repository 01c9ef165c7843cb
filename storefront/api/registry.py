"""What the registry knows, for programs: States, districts, their products, GI goods, crafts."""

from __future__ import annotations

from typing import Any

from flask import abort, g

from catalog.queries.index import craft_rows, district_rows, gi_rows, product_rows
from catalog.queries.registry import district_page
from catalog.queries.shelf import counts
from people.queries.places import states as all_states
from storefront.api import shapes


def states(query_data: shapes.NothingAsked) -> Any:
    """All States and Union Territories, by name."""
    items = [
        shapes.State(
            code=line.code,
            slug=line.slug,
            name=line.name,
            name_hi=line.name_hi,
            is_union_territory=line.is_ut,
            districts=line.districts,
        )
        for line in all_states(g.session)
    ]
    return shapes.States(items=items, next=None)


def districts(query_data: shapes.DistrictsAsked) -> Any:
    """Districts by address, of one State or all; abolished ones say so in `status`."""
    asked = query_data
    rows = district_rows(g.session, state=asked.state, after=asked.after or "", limit=asked.limit + 1)
    return shapes.Districts.of(rows, asked.limit, key="slug")


def district(slug: str, query_data: shapes.NothingAsked) -> Any:
    """One district with its products."""
    found = district_page(g.session, slug) or abort(404)
    rows = product_rows(g.session, district=slug, limit=shapes.LONG_PAGE_MAX)
    order = {product.id: place for place, product in enumerate(found.products)}
    return shapes.DistrictSheet(
        slug=found.district.slug,
        name=found.district.name,
        state_code=found.state.code,
        state_slug=found.state.slug,
        state_name=found.state.name,
        lgd_code=found.district.lgd_code,
        status=found.district.status,
        latitude=found.district.latitude,
        longitude=found.district.longitude,
        aliases=list(found.district.aliases),
        products=[
            shapes.RegistryProduct.model_validate(row)
            for row in sorted(rows, key=lambda row: order.get(row.id, len(order)))
        ],
        listings=counts(g.session).by_district.get(found.district.id, 0),
    )


def products(query_data: shapes.ProductsAsked) -> Any:
    """Products of the registry by number, of one State, one district or all."""
    asked = query_data
    rows = product_rows(
        g.session, state=asked.state, district=asked.district, after=asked.after or 0, limit=asked.limit + 1
    )
    return shapes.RegistryProducts.of(rows, asked.limit, key="id")


def gi_goods(query_data: shapes.GIGoodsAsked) -> Any:
    """Registered geographical indications by number, of one State or all."""
    asked = query_data
    rows = gi_rows(g.session, state=asked.state, after=asked.after or 0, limit=asked.limit + 1)
    return shapes.GIGoods.of(rows, asked.limit, key="id")


def crafts(query_data: shapes.CraftsAsked) -> Any:
    """Crafts of goods by address, of one family or all."""
    asked = query_data
    rows = craft_rows(g.session, family=asked.family, after=asked.after or "", limit=asked.limit + 1)
    return shapes.Crafts.of(rows, asked.limit, key="slug")

"""The registry as open data: its tables, what each column means, and the rows. Nothing of a person is in them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from catalog.models import Craft, CraftFamily, DistrictProduct, GIGood
from catalog.queries.clusters import clusters
from catalog.queries.facility import facilities
from catalog.rules.registry import standing
from people.models import District, State
from people.rules.places import slug


class Column(NamedTuple):
    """A column: its name, Frictionless type and meaning."""

    name: str
    type: str
    meaning: str


class Source(NamedTuple):
    """Where figures are from."""

    title: str
    path: str


class OpenTable(NamedTuple):
    """A table that anybody may take."""

    title: str
    columns: tuple[Column, ...]
    key: str
    refers: dict[str, tuple[str, str]]
    sources: tuple[Source, ...]
    rows: Callable[[Session], list[tuple[Any, ...]]]


LGD = Source(
    "Local Government Directory, Government of India, as of 23 September 2026 (GODL-India)",
    "https://lgdirectory.gov.in",
)
ODOP = Source(
    "One District One Product list of DPIIT, as published in April 2026", "https://www.investindia.gov.in"
)
PMFME = Source(
    "One District One Product list of PMFME, Ministry of Food Processing Industries",
    "https://pmfme.mofpi.gov.in",
)
GI = Source("Registered geographical indications, list of October 2025", "https://ipindia.gov.in")
OURS = Source("Zila Haat's own reading and its officers' entries", "https://zilahaat.example/about")


def _states(session: Session) -> list[tuple[Any, ...]]:
    query = select(State.code, State.name, State.name_hi, State.slug, State.lgd_code, State.iso, State.is_ut)
    return _tuples(session, query.where(State.retired_at.is_(None)).order_by(State.code))


def _districts(session: Session) -> list[tuple[Any, ...]]:
    query = select(
        District.slug,
        District.lgd_code,
        District.state_code,
        District.name,
        District.status,
        District.latitude,
        District.longitude,
        District.point_kind,
    )
    return _tuples(
        session, query.where(District.retired_at.is_(None)).order_by(District.state_code, District.name)
    )


def _products(session: Session) -> list[tuple[Any, ...]]:
    found = session.execute(
        select(
            DistrictProduct.id,
            District.slug,
            DistrictProduct.name,
            DistrictProduct.sector,
            DistrictProduct.source_lists,
            DistrictProduct.source_note,
            DistrictProduct.gi_tagged,
            GIGood.name,
            DistrictProduct.craft_id,
        )
        .join(District, District.id == DistrictProduct.district_id)
        .outerjoin(GIGood, GIGood.id == DistrictProduct.gi_good_id)
        .where(DistrictProduct.retired_at.is_(None))
        .order_by(District.state_code, District.name, DistrictProduct.position)
    )
    return [(*row[:4], ";".join(row[4]), standing(row[4]).value, *row[5:]) for row in found]


def _crafts(session: Session) -> list[tuple[Any, ...]]:
    query = (
        select(Craft.id, Craft.family_id, Craft.name_en, Craft.name_hi, Craft.unit, Craft.is_goods)
        .where(Craft.retired_at.is_(None))
        .order_by(Craft.family_id, Craft.id)
    )
    return _tuples(session, query)


def _families(session: Session) -> list[tuple[Any, ...]]:
    query = (
        select(
            CraftFamily.id, CraftFamily.slug, CraftFamily.name_en, CraftFamily.name_hi, CraftFamily.is_goods
        )
        .where(CraftFamily.retired_at.is_(None))
        .order_by(CraftFamily.position)
    )
    return _tuples(session, query)


def _gi_goods(session: Session) -> list[tuple[Any, ...]]:
    query = (
        select(
            GIGood.id,
            GIGood.list_serial_no,
            GIGood.name,
            GIGood.category,
            func.array_to_string(GIGood.state_codes, ";"),
        )
        .where(GIGood.retired_at.is_(None))
        .order_by(GIGood.list_serial_no, GIGood.name)
    )
    return [(*row, slug(row[2])) for row in _tuples(session, query)]


def _clusters(session: Session) -> list[tuple[Any, ...]]:
    slugs = {row.id: row.slug for row in session.execute(select(District.id, District.slug))}
    return [
        (
            one.slug,
            one.name,
            one.state_code,
            one.craft_id,
            ";".join(slugs[each] for each in one.district_ids),
            one.source,
            one.source_date.isoformat(),
        )
        for one in clusters(session)
    ]


def _support(session: Session) -> list[tuple[Any, ...]]:
    return [
        (
            one.id,
            one.district_slug,
            one.kind.value,
            one.name,
            one.address,
            one.capacity,
            one.contact,
            ";".join(one.pins),
            one.latitude,
            one.longitude,
            one.entered_at.date().isoformat(),
        )
        for one in facilities(session)
    ]


def _tuples(session: Session, query: Any) -> list[tuple[Any, ...]]:
    return [tuple(row) for row in session.execute(query)]


def _columns(*told: tuple[str, str, str]) -> tuple[Column, ...]:
    return tuple(Column(*each) for each in told)


TABLES: dict[str, OpenTable] = {
    "states": OpenTable(
        "States and Union Territories",
        _columns(
            ("code", "string", "Two-digit GST code"),
            ("name", "string", "Name in English"),
            ("name_hi", "string", "Name in Hindi"),
            ("slug", "string", "As in addresses: /states/<slug>"),
            ("lgd_code", "integer", "LGD State code"),
            ("iso", "string", "ISO 3166-2 code; not checked against a second source"),
            ("is_ut", "boolean", "Whether it is a Union Territory"),
        ),
        "code",
        {},
        (LGD,),
        _states,
    ),
    "districts": OpenTable(
        "Districts",
        _columns(
            ("slug", "string", "As in addresses: /d/<slug>"),
            ("lgd_code", "integer", "LGD district code; empty for districts too new to have one"),
            ("state_code", "string", "The State's GST code"),
            ("name", "string", "Name in English"),
            ("status", "string", "active (784 of them), region or abolished"),
            ("latitude", "number", "Degrees north, WGS 84"),
            ("longitude", "number", "Degrees east, WGS 84"),
            ("point_kind", "string", "What the point is; approximate_town is not verified"),
        ),
        "slug",
        {"state_code": ("states", "code")},
        (LGD,),
        _districts,
    ),
    "products": OpenTable(
        "Products of districts",
        _columns(
            ("id", "integer", "As in addresses: /products/<id>"),
            ("district", "string", "The district's slug"),
            ("name", "string", "As the list names it"),
            ("sector", "string", "Our own sorting"),
            ("source_lists", "string", "Lists that name it, parted by semicolons"),
            (
                "standing",
                "string",
                "notified; inferred (the district is our reading); inherited (an assumption)",
            ),
            ("source_note", "string", "Where it is written"),
            ("gi_tagged", "string", "yes, no or unknown"),
            ("gi_name", "string", "The registered geographical indication, where it is one"),
            ("craft", "string", "Our craft of it"),
        ),
        "id",
        {"district": ("districts", "slug"), "craft": ("crafts", "id")},
        (ODOP, PMFME, GI, OURS),
        _products,
    ),
    "families": OpenTable(
        "Craft families",
        _columns(
            ("id", "string", "The family's word"),
            ("slug", "string", "As in addresses: /crafts/<slug>"),
            ("name_en", "string", "Name in English"),
            ("name_hi", "string", "Name in Hindi"),
            ("is_goods", "boolean", "Whether it can be sold here"),
        ),
        "id",
        {},
        (OURS,),
        _families,
    ),
    "crafts": OpenTable(
        "Crafts",
        _columns(
            ("id", "string", "The craft's word"),
            ("family", "string", "The family's word"),
            ("name_en", "string", "Name in English"),
            ("name_hi", "string", "Name in Hindi"),
            ("unit", "string", "What a price is for"),
            ("is_goods", "boolean", "Whether it can be sold here"),
        ),
        "id",
        {"family": ("families", "id")},
        (OURS,),
        _crafts,
    ),
    "gi-goods": OpenTable(
        "Registered geographical indications",
        _columns(
            ("id", "integer", "Our number"),
            ("list_serial_no", "integer", "Number in the list, not of the application"),
            ("name", "string", "As registered"),
            ("category", "string", "Class of goods"),
            ("states", "string", "GST codes of its States, parted by semicolons"),
            ("slug", "string", "As in addresses: /gi/<slug>"),
        ),
        "id",
        {},
        (GI,),
        _gi_goods,
    ),
    "clusters": OpenTable(
        "Clusters of districts, named by State officers and accepted by the national office",
        _columns(
            ("slug", "string", "As in addresses: /clusters/<slug>"),
            ("name", "string", "Name"),
            ("state_code", "string", "The State's GST code"),
            ("craft", "string", "The craft its districts share"),
            ("districts", "string", "Slugs of its districts, parted by semicolons"),
            ("source", "string", "Where it is written"),
            ("source_date", "date", "Date of that paper"),
        ),
        "slug",
        {"state_code": ("states", "code"), "craft": ("crafts", "id")},
        (OURS,),
        _clusters,
    ),
    "support-places": OpenTable(
        "Support infrastructure, as entered by district officers",
        _columns(
            ("id", "integer", "Our number"),
            ("district", "string", "The district's slug"),
            ("kind", "string", "What it does for makers"),
            ("name", "string", "Name"),
            ("address", "string", "Address"),
            ("capacity", "string", "Capacity in words"),
            ("contact", "string", "Contact of the office"),
            ("pins", "string", "PIN codes a courier takes parcels from, parted by semicolons"),
            ("latitude", "number", "Degrees north, WGS 84"),
            ("longitude", "number", "Degrees east, WGS 84"),
            ("entered_on", "date", "When the district office entered it"),
        ),
        "id",
        {"district": ("districts", "slug")},
        (OURS,),
        _support,
    ),
}

"""Clusters: those of a State, a district or a craft; the page of one; what one was on a day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.orm import Session, aliased

from catalog.models import Cluster, ClusterVersion, Craft, CraftFamily
from catalog.queries.history import VERSIONS_MAX, end_of
from catalog.queries.made_by import MakerLine, makers_of
from people.models import State
from people.queries.places import DistrictLine, around, districts

SIBLINGS_MAX = 12
NEAR_MAX = 8


class ClusterLine(NamedTuple):
    """A cluster, short."""

    id: int
    slug: str
    name: str
    state_code: str
    state_name: str
    state_slug: str
    craft_id: str
    craft_name_en: str
    craft_name_hi: str
    district_ids: list[int]
    source: str
    source_date: date


class ClusterFacts(NamedTuple):
    """What the registry says of a cluster, today or on a day."""

    name: str
    craft_id: str
    district_ids: Sequence[int]
    story: str
    source: str
    source_date: date
    retired_at: datetime | None
    retired_because: str


class ClusterPage(NamedTuple):
    """A cluster with what stands around it."""

    id: int
    slug: str
    facts: ClusterFacts
    state: State
    craft: Craft
    family: CraftFamily
    districts: list[DistrictLine]
    makers: list[MakerLine]
    siblings: list[ClusterLine]
    neighbours: list[DistrictLine]
    versions: list[ClusterVersion]


def clusters(
    session: Session,
    *,
    state: str | None = None,
    district: int | None = None,
    words: str = "",
    day: date | None = None,
) -> list[ClusterLine]:
    """Return clusters by State and name; of one State (its code) or one district, or by their name.

    `day`: as the registry had them at the end of that Indian day.
    """
    said: Any = Cluster if day is None else aliased(ClusterVersion, _as_of(day).subquery())
    query = (
        select(
            Cluster.id,
            Cluster.slug,
            said.name,
            said.state_code,
            State.name,
            State.slug,
            said.craft_id,
            Craft.name_en,
            Craft.name_hi,
            said.district_ids,
            said.source,
            said.source_date,
        )
        .select_from(Cluster)
        .join(State, State.code == Cluster.state_code)
        .order_by(State.name, said.name)
    )
    if day is None:
        query = query.where(Cluster.retired_at.is_(None))
    else:
        query = query.join(said, said.cluster_id == Cluster.id)
    query = query.join(Craft, Craft.id == said.craft_id)
    if state is not None:
        query = query.where(Cluster.state_code == state)
    if district is not None:
        query = query.where(said.district_ids.contains([district]))
    if words:
        query = query.where(said.name.icontains(words, autoescape=True))
    return [ClusterLine._make(row) for row in session.execute(query)]


def cluster_page(session: Session, slug: str, day: date | None = None) -> ClusterPage | None:
    """Return the page of a cluster, one taken out too; as it was on `day`. None when there was none of that name."""
    row = session.scalars(select(Cluster).where(Cluster.slug == slug)).one_or_none()
    if row is None:
        return None
    said: Any = row
    if day is not None:
        said = session.scalars(_as_of(day, retired=True).where(ClusterVersion.cluster_id == row.id)).first()
        if said is None:
            return None
    facts = ClusterFacts(*(getattr(said, name) for name in ClusterFacts._fields))
    craft = session.get_one(Craft, facts.craft_id)
    inside = set(facts.district_ids)
    members = [one for one in districts(session, row.state_code) if one.id in inside]
    return ClusterPage(
        id=row.id,
        slug=row.slug,
        facts=facts,
        state=session.get_one(State, row.state_code),
        craft=craft,
        family=session.get_one(CraftFamily, craft.family_id),
        districts=members,
        makers=makers_of(session, districts=inside, craft=craft.id),
        siblings=[one for one in clusters(session, state=row.state_code) if one.id != row.id][:SIBLINGS_MAX],
        neighbours=around(session, inside, most=NEAR_MAX),
        versions=_versions(session, row.id),
    )


def cluster_row(session: Session, cluster_id: int) -> Cluster | None:
    """Return a cluster that the registry has, locked for who will retire it."""
    return session.scalars(
        select(Cluster).where(Cluster.id == cluster_id, Cluster.retired_at.is_(None)).with_for_update()
    ).one_or_none()


def cluster_crafts(session: Session, day: date | None = None) -> dict[int, set[str]]:
    """Return by district the crafts of its clusters, today or at the end of an Indian day."""
    if day is None:
        rows: Any = select(Cluster).where(Cluster.retired_at.is_(None))
    else:
        rows = _as_of(day)
    found: dict[int, set[str]] = {}
    for one in session.scalars(rows):
        for district in one.district_ids:
            found.setdefault(district, set()).add(one.craft_id)
    return found


def _as_of(day: date, *, retired: bool = False) -> Any:
    last = (
        select(ClusterVersion.id, ClusterVersion.cluster_id)
        .where(ClusterVersion.valid_from < end_of(day))
        .ext(distinct_on(ClusterVersion.cluster_id))
        .order_by(ClusterVersion.cluster_id, ClusterVersion.valid_from.desc(), ClusterVersion.id.desc())
        .subquery()
    )
    query = select(ClusterVersion).join(last, last.c.id == ClusterVersion.id).order_by(ClusterVersion.name)
    return query if retired else query.where(ClusterVersion.retired_at.is_(None))


def _versions(session: Session, cluster_id: int) -> list[ClusterVersion]:
    return list(
        session.scalars(
            select(ClusterVersion)
            .where(ClusterVersion.cluster_id == cluster_id)
            .order_by(ClusterVersion.id.desc())
            .limit(VERSIONS_MAX)
        )
    )

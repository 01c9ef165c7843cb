"""Clusters enter the registry by an accepted nomination, are changed by a later one, and are taken out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from catalog.actions.versions import sound_reason, versions_dated
from catalog.events import ClusterRetired
from catalog.models import Cluster, Nomination
from catalog.rules.nomination import NominationKind, NominationStatus
from kit.events import record
from people.models import State
from people.rules.places import slug


def waiting_clusters(session: Session, name: str, state_code: str) -> Sequence[int]:
    """The districts of a cluster of this name that already waits in the State. One in the registry may be changed."""
    return session.scalars(
        select(func.unnest(Nomination.district_ids)).where(
            Nomination.kind == NominationKind.CLUSTER,
            Nomination.state_code == state_code,
            func.lower(Nomination.name) == name.lower(),
            Nomination.status == NominationStatus.NOMINATED,
        )
    ).all()


def take_in_cluster(session: Session, nomination: Nomination, at: datetime) -> Cluster:
    """Lay what was accepted over the State's cluster of that name, or make it. The caller says the moment."""
    cluster = session.scalars(
        select(Cluster)
        .where(
            Cluster.state_code == nomination.state_code,
            func.lower(Cluster.name) == nomination.name.lower(),
        )
        .with_for_update()
    ).first()
    if cluster is None:
        cluster = Cluster(state_code=nomination.state_code, name=nomination.name)
        cluster.slug = _free_slug(session, nomination)
        session.add(cluster)
    cluster.craft_id = nomination.craft_id
    cluster.district_ids = sorted(nomination.district_ids)
    cluster.story, cluster.source = nomination.story, nomination.source
    cluster.source_date = nomination.source_date
    cluster.nomination_id, cluster.decided_at = nomination.id, at
    cluster.retired_at, cluster.retired_because = None, ""
    return cluster


def retire_cluster(session: Session, cluster: Cluster, reason: str, *, by: UUID, at: datetime) -> bool:
    """Take a cluster out of the registry; its history stays. False when it was done before. Raises ReasonsMissing."""
    reason = sound_reason(reason)
    if cluster.retired_at is not None:
        return False
    with versions_dated(session, at):
        cluster.retired_at, cluster.retired_because = at, reason
    record(session, ClusterRetired(cluster.id), by=by, at=at)
    return True


def _free_slug(session: Session, nomination: Nomination) -> str:
    """The name as an address; with its State where another State has one of that name."""
    own = slug(nomination.name) or f"cluster-{nomination.id}"
    with session.no_autoflush:
        if session.scalar(select(Cluster.id).where(Cluster.slug == own)) is None:
            return own
        return f"{own}-{session.get_one(State, nomination.state_code).slug}"

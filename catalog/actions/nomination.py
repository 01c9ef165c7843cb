"""The registry changed by people: nominated by a State, accepted, sent back or retired by the nation's officer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from catalog.actions.cluster import take_in_cluster, waiting_clusters
from catalog.actions.versions import sound_reason, versions_dated
from catalog.errors import NominationFieldsWrong, OwnNomination
from catalog.events import NominationAccepted, NominationReturned, ProductNominated, ProductRetired
from catalog.models import Craft, DistrictProduct, Nomination
from catalog.rules.nomination import (
    NOMINATION_STEPS,
    NominationKind,
    NominationStatus,
    nomination_faults,
)
from catalog.rules.registry import Confidence, GITagged, Sector, SourceList
from kit.clock import business_day
from kit.events import record
from kit.steps import advance


@dataclass(frozen=True, kw_only=True)
class Named:
    """What a State officer writes: the product or cluster, its districts, and the list or order that names it."""

    name: str
    districts: Sequence[int]
    sector: Sector
    craft_id: str
    story: str
    source: str
    source_date: date | None
    kind: NominationKind = NominationKind.PRODUCT


def nominate(
    session: Session, named: Named, *, state_code: str, own: frozenset[int], by: UUID, at: datetime
) -> Nomination:
    """Name a product for one district or several of a State, or a cluster of several. Raises NominationFieldsWrong.

    `own` are the districts of that State. Natural key: a product that the registry names for one of the districts, or
    that already waits for it, is refused as `already`; so is a cluster that waits. A cluster in the registry may be
    named again: accepted, the newer words take the place of the older.
    """
    name = " ".join(named.name.split())
    districts = sorted(set(named.districts))
    cluster = named.kind is NominationKind.CLUSTER
    known = waiting_clusters(session, name, state_code) if cluster else _already(session, name, districts)
    faults = nomination_faults(
        kind=named.kind,
        name=name,
        districts=districts,
        own=own,
        already=known,
        story=named.story.strip(),
        source=named.source.strip(),
        source_date=named.source_date,
        today=business_day(at),
    )
    craft = session.get(Craft, named.craft_id)
    if craft is None or craft.retired_at is not None:
        faults["craft"] = "missing"
    if faults:
        raise NominationFieldsWrong(faults=faults)
    assert named.source_date is not None
    nomination = Nomination(
        kind=named.kind,
        state_code=state_code,
        district_ids=districts,
        name=name,
        sector=named.sector,
        craft_id=named.craft_id,
        story=named.story.strip(),
        source=named.source.strip(),
        source_date=named.source_date,
        status=NominationStatus.NOMINATED,
        nominated_at=at,
        nominated_by=by,
        reason="",
    )
    session.add(nomination)
    session.flush()  # its id stands in the fact
    record(session, ProductNominated(nomination.id, len(districts)), by=by, at=at)
    return nomination


def accept_nomination(session: Session, nomination: Nomination, *, by: UUID, at: datetime) -> bool:
    """Take a product into the registry of each district, or the cluster; False when done before. Raises OwnNomination.

    A product that a list had named before is a notified one from now on; what a list says later leaves it alone.
    """
    _others(nomination, by)
    if not advance(nomination, NominationStatus.ACCEPTED, NOMINATION_STEPS):
        return False
    nomination.decided_at, nomination.decided_by = at, by
    with versions_dated(session, at):
        if nomination.kind is NominationKind.CLUSTER:
            take_in_cluster(session, nomination, at)
        else:
            for district_id in nomination.district_ids:
                _take_in(session, nomination, district_id, at)
    record(session, NominationAccepted(nomination.id, len(nomination.district_ids)), by=by, at=at)
    return True


def return_nomination(
    session: Session, nomination: Nomination, reason: str, *, by: UUID, at: datetime
) -> bool:
    """Send a nomination back with what is missing; False when it was done before.

    Raises OwnNomination, ReasonsMissing.
    """
    _others(nomination, by)
    reason = sound_reason(reason)
    if not advance(nomination, NominationStatus.RETURNED, NOMINATION_STEPS):
        return False
    nomination.decided_at, nomination.decided_by, nomination.reason = at, by, reason
    record(session, NominationReturned(nomination.id), by=by, at=at)
    return True


def retire_product(
    session: Session, product: DistrictProduct, reason: str, *, by: UUID, at: datetime
) -> bool:
    """Take a product out of the registry; its listings and its history stay. False when it was done before.

    No later list brings it back: an officer's decision stands until another one. Raises ReasonsMissing.
    """
    reason = sound_reason(reason)
    if product.retired_at is not None:
        return False
    with versions_dated(session, at):
        product.retired_at = product.decided_at = at
        product.source_note = f"{product.source_note}; retired: {reason}"
    record(session, ProductRetired(product.id, product.district_id), by=by, at=at)
    return True


def _already(session: Session, name: str, districts: Sequence[int]) -> list[int]:
    same = func.lower(DistrictProduct.name) == name.lower()
    # What a list inherits or infers may be nominated: then it stands on firmer ground.
    firm = DistrictProduct.source_lists.overlap([SourceList.DPIIT, SourceList.STATE, SourceList.PMFME])
    named = session.scalars(
        select(DistrictProduct.district_id).where(
            DistrictProduct.district_id.in_(districts), same, firm, DistrictProduct.retired_at.is_(None)
        )
    ).all()
    waiting = session.scalars(
        select(func.unnest(Nomination.district_ids)).where(
            Nomination.kind == NominationKind.PRODUCT,
            func.lower(Nomination.name) == name.lower(),
            Nomination.status == NominationStatus.NOMINATED,
        )
    ).all()
    return sorted({*named, *waiting}.intersection(districts))


def _take_in(session: Session, nomination: Nomination, district_id: int, at: datetime) -> None:
    product = session.scalars(
        select(DistrictProduct)
        .where(
            DistrictProduct.district_id == district_id,
            func.lower(DistrictProduct.name) == nomination.name.lower(),
        )
        .with_for_update()
    ).first()
    note = f"{nomination.source}, {nomination.source_date.isoformat()}"
    if product is None:
        last = session.scalar(
            select(func.max(DistrictProduct.position)).where(DistrictProduct.district_id == district_id)
        )
        product = DistrictProduct(
            district_id=district_id,
            name=nomination.name,
            position=(last or 0) + 1,
            gi_tagged=GITagged.UNKNOWN,
            source_lists=[],
        )
        session.add(product)
    product.source_lists = sorted({*product.source_lists, SourceList.STATE} - {SourceList.INHERITED})
    product.source_note = note
    product.inherited = False
    product.sector = nomination.sector
    product.craft_id = nomination.craft_id
    product.craft_confidence = Confidence.HIGH
    product.nomination_id = nomination.id
    product.decided_at, product.retired_at = at, None


def _others(nomination: Nomination, by: UUID) -> None:
    if nomination.nominated_by == by:
        raise OwnNomination

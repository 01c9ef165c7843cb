"""Marks of a workshop and of a listing, as they stand on a day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from catalog.models import Listing, ListingDetails, Mark, Verification
from catalog.queries.shelf import Card
from catalog.rules.marks import MARKS_MAX, MarkKind, MarkStatus, unproven
from catalog.rules.verification import SubjectKind


class Badge(NamedTuple):
    """A mark that may be shown."""

    kind: MarkKind
    number: str
    issuer: str
    checked_at: datetime
    expires_on: date | None


def badges_of(session: Session, artisan_id: UUID, listing_id: UUID, *, on: date) -> list[Badge]:
    """What may be shown beside a listing on this day: verified, not run out, its own or all its maker's."""
    rows = session.execute(
        select(Mark.kind, Mark.number, Mark.issuer, Mark.checked_at, Mark.expires_on)
        .where(
            Mark.artisan_id == artisan_id,
            or_(Mark.listing_id.is_(None), Mark.listing_id == listing_id),
            *_standing(on),
        )
        .order_by(Mark.kind, Mark.checked_at.desc())
    )
    return [Badge._make(row) for row in rows]


def makers_badges(session: Session, artisan_id: UUID, *, on: date) -> list[Badge]:
    """What may be shown beside a maker's name on this day: marks of the whole workshop."""
    rows = session.execute(
        select(Mark.kind, Mark.number, Mark.issuer, Mark.checked_at, Mark.expires_on)
        .where(Mark.artisan_id == artisan_id, Mark.listing_id.is_(None), *_standing(on))
        .order_by(Mark.kind, Mark.checked_at.desc())
    )
    return [Badge._make(row) for row in rows]


def tell_marks(session: Session, shelf: Sequence[Card], *, on: date) -> None:
    """Say on each card which marks stand on this day: its own, and all its maker's. One statement for all cards."""
    if not shelf:
        return
    rows = session.execute(
        select(Mark.artisan_id, Mark.listing_id, Mark.kind).where(
            Mark.artisan_id.in_({card.artisan_id for card in shelf}),
            or_(Mark.listing_id.is_(None), Mark.listing_id.in_([card.listing_id for card in shelf])),
            *_standing(on),
        )
    ).all()
    for card in shelf:
        own = {(card.artisan_id, None), (card.artisan_id, card.listing_id)}
        held = {row.kind for row in rows if (row.artisan_id, row.listing_id) in own}
        card.marks = tuple(kind for kind in MarkKind if kind in held)


def _standing(on: date) -> tuple[ColumnElement[bool], ...]:
    return Mark.status == MarkStatus.VERIFIED, or_(Mark.expires_on.is_(None), Mark.expires_on >= on)


def marks_for(session: Session, listing: Listing) -> list[Mark]:
    """The marks that a maker claims for a listing, in any state, the newest first."""
    return list(
        session.scalars(
            select(Mark)
            .where(
                Mark.artisan_id == listing.artisan_id,
                or_(Mark.listing_id.is_(None), Mark.listing_id == listing.id),
            )
            .order_by(Mark.claimed_at.desc(), Mark.id)
            .limit(MARKS_MAX)
        )
    )


def words_unproven(
    session: Session, listing: Listing, *, on: date, verified: bool, said: Sequence[str] | None = None
) -> list[str]:
    """The words said of a listing for which no mark stands; or, not `verified`, none is even claimed.

    `said` is what shall be said of it, where that is not what stands.
    """
    texts = flagged_texts(session, listing) if said is None else said
    if not unproven(texts, ()):
        return []
    good = [mark for mark in marks_for(session, listing) if _counts(mark, on, verified=verified)]
    return unproven(texts, {mark.kind for mark in good})


def flagged_texts(session: Session, listing: Listing) -> list[str]:
    """All that a red-flag word may not stand in unproven: titles, names of the forms sold, materials, technique."""
    details = session.get(ListingDetails, listing.id)
    return [
        *(text.title for text in listing.texts.values()),
        *(variant.name for variant in listing.variants if variant.active),
        *((details.materials, details.technique) if details else ()),
    ]


def _counts(mark: Mark, on: date, *, verified: bool) -> bool:
    if verified:
        return mark.stands_on(on)
    good = mark.expires_on is None or on <= mark.expires_on
    return good and mark.status is not MarkStatus.RETURNED


def claimed_mark(session: Session, claim: Verification) -> Mark | None:
    """The mark a claim is about; None for a claim about a workshop or a listing."""
    return session.get(Mark, claim.subject_id) if claim.subject_kind is SubjectKind.MARK else None

"""Marks of a workshop and of a listing, as they stand on a day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from catalog.models import Listing, Mark, Verification
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
            Mark.status == MarkStatus.VERIFIED,
            or_(Mark.expires_on.is_(None), Mark.expires_on >= on),
        )
        .order_by(Mark.kind, Mark.checked_at.desc())
    )
    return [Badge._make(row) for row in rows]


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
    session: Session, listing: Listing, *, on: date, verified: bool, titles: Sequence[str] | None = None
) -> list[str]:
    """The words in a listing's titles for which no mark stands; or, not `verified`, none is even claimed.

    `titles` are those it shall have, where they are not the ones it has.
    """
    if titles is None:
        titles = [text.title for text in listing.texts.values()]
    if not unproven(titles, ()):
        return []
    good = [mark for mark in marks_for(session, listing) if _counts(mark, on, verified=verified)]
    return unproven(titles, {mark.kind for mark in good})


def _counts(mark: Mark, on: date, *, verified: bool) -> bool:
    if verified:
        return mark.stands_on(on)
    good = mark.expires_on is None or on <= mark.expires_on
    return good and mark.status is not MarkStatus.RETURNED


def claimed_mark(session: Session, claim: Verification) -> Mark | None:
    """The mark a claim is about; None for a claim about a workshop or a listing."""
    return session.get(Mark, claim.subject_id) if claim.subject_kind is SubjectKind.MARK else None

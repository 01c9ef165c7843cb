"""Deeds of a maker's page: put a story and a photo before the district, show them, replace them, take them back."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from catalog import storage
from catalog.actions.asks import close_asks
from catalog.actions.claims import claim_on, open_claim, refuse_closed
from catalog.errors import ArtisanNotReady, ArtisanSuspended, PictureWaits, PortraitInReview
from catalog.events import PortraitReplaced, PortraitSent
from catalog.models import Artisan, Portrait, Verification
from catalog.pictures import inspect
from catalog.rules.artisan import STORY_MAX, ArtisanStatus
from catalog.rules.photo import ALT_MAX, PhotoStatus
from catalog.rules.portrait import PortraitStatus
from catalog.rules.verification import SubjectKind, VerificationStatus
from kit.events import record
from kit.ids import new_id


def send_portrait(
    session: Session,
    artisan: Artisan,
    *,
    story: str,
    photo: bytes | None = None,
    alt: str = "",
    without_photo: bool = False,
    by: UUID,
    at: datetime,
) -> Portrait | None:
    """Put a new telling of the maker's page before the district; buyers see the old one until an officer has looked.

    Without a new `photo` the one buyers see stays, unless `without_photo`. None when it is what buyers see already.
    Raises PortraitInReview, ArtisanNotReady (the story is too long), PictureRefused, ArtisanSuspended, ClaimClosed.
    """
    if artisan.status is ArtisanStatus.SUSPENDED:
        raise ArtisanSuspended()
    refuse_closed(session, artisan.id)
    session.get_one(
        Artisan, artisan.id, with_for_update=True
    )  # pressed twice, the second waits for the first
    if portrait_at(session, artisan.id, PortraitStatus.WAITING) is not None:
        raise PortraitInReview()
    told, said = story.strip(), alt.strip()[:ALT_MAX]
    if len(told) > STORY_MAX:
        raise ArtisanNotReady(faults={"story": "long"})
    live = portrait_at(session, artisan.id, PortraitStatus.LIVE)
    kept = live if live is not None and live.sha256 and photo is None and not without_photo else None
    same_photo = photo is None and (live is not None and bool(live.sha256)) == (kept is not None)
    same_words = told == artisan.story and (kept is None or said in {"", kept.alt})
    if same_photo and same_words:
        return None
    portrait = Portrait(
        id=new_id(),
        artisan_id=artisan.id,
        story=told,
        alt=said or (kept.alt if kept else ""),
        status=PortraitStatus.WAITING,
        photo_status=kept.photo_status if kept else None,
        fault=None,
        original_key=None,
        sha256=kept.sha256 if kept else None,
        width=kept.width if kept else 0,
        height=kept.height if kept else 0,
        colour=kept.colour if kept else None,
        renditions=kept.renditions if kept else {},
        sent_at=at,
    )
    if photo is not None:
        _keep(portrait, photo)
    session.add(portrait)
    session.flush()
    claim = open_claim(session, SubjectKind.PAGE, portrait.id, artisan=artisan, at=at)
    record(session, PortraitSent(portrait.id, artisan.id, claim.district_id, claim.id), by=by, at=at)
    return portrait


def _keep(portrait: Portrait, photo: bytes) -> None:
    seen = inspect(photo)
    key = storage.upload_key(seen.sha256)
    storage.put(key, photo)
    portrait.photo_status, portrait.original_key, portrait.sha256 = PhotoStatus.UPLOADED, key, seen.sha256
    portrait.width, portrait.height = seen.width, seen.height


def portrait_at(session: Session, artisan_id: UUID, status: PortraitStatus) -> Portrait | None:
    """The newest telling of a maker's page that stands there."""
    wanted = select(Portrait).where(Portrait.artisan_id == artisan_id, Portrait.status == status)
    return session.scalars(wanted.order_by(Portrait.id.desc()).limit(1)).first()


def show_portrait(session: Session, claim: Verification, *, by: UUID, at: datetime) -> None:
    """An officer has looked: buyers see this telling from now. Raises PictureWaits."""
    portrait = session.get_one(Portrait, claim.subject_id, with_for_update=True, populate_existing=True)
    if portrait.photo_status in {PhotoStatus.UPLOADED, PhotoStatus.REFUSED}:
        raise PictureWaits()
    live = portrait_at(session, portrait.artisan_id, PortraitStatus.LIVE)
    if live is not None:
        live.step(PortraitStatus.REPLACED)
        session.flush()  # one live telling at a time
        if live.sha256 and live.sha256 != portrait.sha256:
            record(session, PortraitReplaced(live.id, live.sha256), by=by, at=at)
    portrait.step(PortraitStatus.LIVE)
    session.get_one(Artisan, portrait.artisan_id).story = portrait.story


def return_portrait(session: Session, claim: Verification) -> None:
    """A telling goes back to its maker with its claim; buyers go on seeing the old one."""
    session.get_one(Portrait, claim.subject_id, with_for_update=True).step(PortraitStatus.RETURNED)


def reopen_portrait(session: Session, portrait_id: UUID) -> Portrait | None:
    """A telling waits again, as an appeal was allowed; None when a newer one waits already."""
    portrait = session.get_one(Portrait, portrait_id, with_for_update=True)
    waiting = portrait_at(session, portrait.artisan_id, PortraitStatus.WAITING)
    if portrait.status is not PortraitStatus.RETURNED or waiting is not None:
        return None
    portrait.step(PortraitStatus.WAITING)
    return portrait


def take_back_portrait(session: Session, artisan: Artisan, *, by: UUID, at: datetime) -> bool:
    """Leave the page as buyers see it. False when nothing waits."""
    waiting = portrait_at(session, artisan.id, PortraitStatus.WAITING)
    if waiting is None:
        return False
    waiting.step(PortraitStatus.TAKEN_BACK)
    claim = claim_on(session, SubjectKind.PAGE, waiting.id)
    if claim is not None:
        claim.decide(VerificationStatus.TAKEN_BACK, by, at)
        close_asks(session, claim, at)
    session.flush()
    if waiting.sha256:
        record(session, PortraitReplaced(waiting.id, waiting.sha256), by=by, at=at)
    return True

"""Deeds of pictures: add one, put them in order, say what is on them, take one off, and note what was made of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from catalog import storage
from catalog.actions.listing import to_draft
from catalog.actions.proposals import propose
from catalog.errors import ListingInReview, ListingNotReady, TooManyPhotos
from catalog.events import PhotoAdded, PhotoRemoved
from catalog.models import Listing, Photo, Portrait
from catalog.pictures import Rendition, inspect
from catalog.rules.listing import PHOTOS_MAX, ListingStatus
from catalog.rules.photo import ALT_MAX, PhotoKind, PhotoStatus, PictureFault, kinds_missing
from catalog.rules.portrait import PortraitStatus
from kit.events import record


def add_photo(
    session: Session,
    listing: Listing,
    content: bytes,
    *,
    kind: PhotoKind = PhotoKind.MORE,
    alt: str = "",
    by: UUID,
    at: datetime,
) -> Photo:
    """Take an uploaded file as the last picture; it is shown when it has been re-encoded.

    Only the header is read here. The same file twice on one listing is the first one found again. On a listing that
    is on sale it waits for an officer besides. Raises PictureRefused with the reason, TooManyPhotos, ListingInReview.
    """
    _pass(listing)
    seen = inspect(content)
    for photo in listing.photos:
        if photo.sha256 == seen.sha256 and photo.status is not PhotoStatus.REFUSED:
            return photo
    _make_room(listing)
    key = storage.upload_key(seen.sha256)
    storage.put(key, content)
    photo = Photo(
        position=_next_position(listing),
        kind=kind,
        alt=alt.strip()[:ALT_MAX],
        status=PhotoStatus.UPLOADED,
        fault=None,
        original_key=key,
        sha256=seen.sha256,
        width=seen.width,
        height=seen.height,
        colour=None,
        renditions={},
        drawing=None,
        waits=listing.status is ListingStatus.PUBLISHED,
    )
    listing.photos.append(photo)
    session.flush()  # its id stands in the fact
    record(session, PhotoAdded(photo.id, listing.id), by=by, at=at)
    if photo.waits:
        propose(session, listing, {}, by=by, at=at)
    return photo


def add_drawing(
    session: Session,
    listing: Listing,
    drawing: str,
    *,
    width: int,
    height: int,
    alt: str,
    colour: str | None = None,
) -> Photo:
    """Show an illustration of the demo world, served as it is at `/drawings/<drawing>` (or at the path given)."""
    _make_room(listing)
    photo = Photo(
        position=_next_position(listing),
        kind=PhotoKind.WHOLE,
        alt=alt.strip()[:ALT_MAX],
        status=PhotoStatus.READY,
        fault=None,
        original_key=None,
        sha256=None,
        width=width,
        height=height,
        colour=colour,
        renditions={},
        drawing=drawing,
    )
    listing.photos.append(photo)
    session.flush()
    return photo


def order_photos(session: Session, listing: Listing, photo_ids: Sequence[int]) -> None:
    """Put the pictures in this order; ids that are not of this listing are passed over, those left out go last."""
    if listing.status is ListingStatus.IN_REVIEW:
        raise ListingInReview()
    wanted = {photo_id: place for place, photo_id in enumerate(photo_ids)}
    in_order = sorted(listing.photos, key=lambda photo: (wanted.get(photo.id, PHOTOS_MAX), photo.position))
    for position, photo in enumerate(in_order):
        photo.position = position
    session.flush()
    listing.photos[:] = in_order


def describe_photo(
    session: Session, listing: Listing, photo: Photo, alt: str, kind: PhotoKind | None = None
) -> None:
    """Say what is on a picture, for those who cannot see it, and what it is there to show.

    Raises ListingNotReady when a listing on sale would be without one of its three; nothing is written then.
    """
    if kind is not None and kind is not photo.kind:
        old, photo.kind = photo.kind, kind
        try:
            if not photo.waits:
                _keep_three(listing, without=None, lost=old)
        except ListingNotReady:
            photo.kind = old
            raise
    photo.alt = alt.strip()[:ALT_MAX]
    session.flush()


def remove_photo(session: Session, listing: Listing, photo: Photo, *, by: UUID, at: datetime) -> None:
    """Take a picture off. A listing on sale keeps its three. Raises ListingInReview, ListingNotReady."""
    if listing.status is ListingStatus.IN_REVIEW:
        raise ListingInReview()
    if not photo.waits:
        _keep_three(listing, without=photo, lost=photo.kind)
    gone, waited = PhotoRemoved(photo.id, listing.id, photo.sha256 or ""), photo.waits
    listing.photos.remove(photo)
    session.flush()
    record(session, gone, by=by, at=at)
    if waited and listing.status is ListingStatus.PUBLISHED:
        propose(session, listing, {}, by=by, at=at)


def drop_waiting(session: Session, listing: Listing, *, by: UUID, at: datetime) -> None:
    """Take off the pictures that no officer let through: their maker has laid the change aside."""
    for photo in [each for each in listing.photos if each.waits]:
        listing.photos.remove(photo)
        session.flush()
        record(session, PhotoRemoved(photo.id, listing.id, photo.sha256 or ""), by=by, at=at)


def _keep_three(listing: Listing, *, without: Photo | None, lost: PhotoKind) -> None:
    """Refuse to leave a listing on sale without a kind of picture that it has had."""
    if listing.status is not ListingStatus.PUBLISHED:
        return
    shown = [each for each in listing.photos if each.status is PhotoStatus.READY and not each.waits]
    ready = [each for each in shown if each is not without]
    kinds = [each.kind for each in ready]
    illustrated = any(each.drawing for each in ready)
    if not ready or lost in kinds_missing(kinds, illustrated=illustrated):
        raise ListingNotReady(gaps=["photos"])


def note_renditions(
    photo: Photo, made: Iterable[tuple[str, Rendition]], *, width: int, height: int, colour: str
) -> None:
    """Write what was made of a picture: (key, rendition) pairs, added to those known. It can be shown from now."""
    known = {kind: dict(keys) for kind, keys in photo.renditions.items()}
    for key, rendition in made:
        known.setdefault(rendition.kind, {})[str(rendition.width)] = key
    photo.renditions, photo.width, photo.height, photo.colour = known, width, height, colour
    photo.status = PhotoStatus.READY


def note_refusal(photo: Photo, fault: PictureFault) -> None:
    """Write that a picture could not be taken after all; the maker sees why."""
    photo.status, photo.fault, photo.original_key = PhotoStatus.REFUSED, fault, None


def still_used(session: Session, sha256: str) -> bool:
    """Whether any picture of a listing or a maker's page was made from the file with this digest."""
    gone = (PortraitStatus.REPLACED, PortraitStatus.TAKEN_BACK)
    shown = select(Portrait.id).where(Portrait.sha256 == sha256, Portrait.status.not_in(gone))
    return bool(
        session.scalar(select(select(Photo.id).where(Photo.sha256 == sha256).exists() | shown.exists()))
    )


def _pass(listing: Listing) -> None:
    """A new picture is something an officer has not seen."""
    if listing.status is ListingStatus.IN_REVIEW:
        raise ListingInReview()
    if listing.status in {ListingStatus.APPROVED, ListingStatus.WITHDRAWN}:
        to_draft(listing)


def _make_room(listing: Listing) -> None:
    kept = [photo for photo in listing.photos if photo.status is not PhotoStatus.REFUSED]
    if len(kept) >= PHOTOS_MAX:
        raise TooManyPhotos(most=PHOTOS_MAX)


def _next_position(listing: Listing) -> int:
    return max((photo.position for photo in listing.photos), default=-1) + 1

"""Deeds of uploads in pieces: begin one or find how far it got, add a piece, take the whole, forget what was left."""

from __future__ import annotations

import hashlib
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, func, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from catalog import storage
from catalog.errors import PieceMisplaced, TooManyUploads, UploadRefused, UploadUnfinished
from catalog.events import UploadTaken
from catalog.models import Upload
from catalog.rules.upload import KEPT_FOR, OPEN_MAX, fits, upload_fault
from kit.events import record
from kit.ids import new_id


def begin_upload(session: Session, *, person_id: UUID, sha256: str, size: int, at: datetime) -> Upload:
    """Begin to take a file of `size` bytes in pieces. Natural key: whose, and its digest; begun already, it is found.

    Raises UploadRefused, TooManyUploads.
    """
    if fault := upload_fault(size, sha256):
        raise UploadRefused(reason=fault)
    found = _of_digest(session, person_id, sha256)
    if found is None:
        held = session.scalar(select(func.count()).where(Upload.person_id == person_id)) or 0
        if held >= OPEN_MAX:
            raise TooManyUploads(most=OPEN_MAX)
        session.execute(
            insert(Upload)
            .values(id=new_id(), person_id=person_id, sha256=sha256, size=size, received=0, touched_at=at)
            .on_conflict_do_nothing(index_elements=["person_id", "sha256"])
        )
        found = _of_digest(session, person_id, sha256)
    if found is None or found.size != size:
        raise UploadRefused(reason="digest")
    found.touched_at = at
    return found


def upload_of(session: Session, person_id: UUID, upload_id: UUID, *, lock: bool = False) -> Upload | None:
    """One's own upload; another person's is None. `lock` for who will add to it."""
    wanted = select(Upload).where(Upload.id == upload_id, Upload.person_id == person_id)
    if lock:
        wanted = wanted.with_for_update().execution_options(populate_existing=True)
    return session.scalars(wanted).one_or_none()


def continue_upload(upload: Upload, place: int, content: bytes, *, at: datetime) -> None:
    """Add a piece, which begins at byte `place` of the whole. The row is locked by the caller.

    A whole whose digest is not the one it was begun with is thrown away: the upload begins anew at nought.
    Raises PieceMisplaced.
    """
    if not fits(upload.received, upload.size, place, len(content)):
        raise PieceMisplaced(received=upload.received)
    storage.write_at(storage.part_key(upload.id), place, content)
    upload.received += len(content)
    upload.touched_at = at
    if upload.received == upload.size and _digest(upload) != upload.sha256:
        upload.received = 0


def take_upload(session: Session, *, person_id: UUID, upload_id: UUID, at: datetime) -> bytes:
    """The whole of one's own upload, for the deed that wanted it; its pieces go when that is committed.

    Raises UploadUnfinished when it is another person's, not there, or not whole.
    """
    upload = upload_of(session, person_id, upload_id, lock=True)
    if upload is None or upload.received < upload.size:
        raise UploadUnfinished()
    content = storage.get(storage.part_key(upload.id))
    if content is None:
        raise UploadUnfinished()
    session.delete(upload)
    record(session, UploadTaken(upload.id), by=person_id, at=at)
    return content


def forget_unfinished(session: Session, *, at: datetime) -> list[UUID]:
    """Forget the uploads that nobody has touched for long; their ids, for their pieces to go."""
    old = delete(Upload).where(Upload.touched_at < at - KEPT_FOR).returning(Upload.id)
    return list(session.scalars(old))


def _of_digest(session: Session, person_id: UUID, sha256: str) -> Upload | None:
    wanted = select(Upload).where(Upload.person_id == person_id, Upload.sha256 == sha256)
    return session.scalars(wanted).one_or_none()


def _digest(upload: Upload) -> str:
    return hashlib.sha256(storage.get(storage.part_key(upload.id)) or b"").hexdigest()

"""Deeds of voices: take a recording, put it before the district's officers, let buyers hear it, take it off."""

from __future__ import annotations

import hashlib
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from catalog import storage
from catalog.actions.asks import close_asks
from catalog.actions.claims import claim_on, open_claim, refuse_closed
from catalog.errors import ArtisanSuspended
from catalog.events import VoiceAdded, VoiceRemoved, VoiceSent
from catalog.models import Artisan, Listing, Verification, VoiceNote
from catalog.rules.artisan import ArtisanStatus
from catalog.rules.listing import ListingStatus
from catalog.rules.verification import SubjectKind, VerificationStatus
from catalog.rules.voice import WAITING, VoiceFault, VoiceStatus
from catalog.sounds import Sound, inspect
from kit.events import record
from kit.ids import new_id

_NOT_SENT = (ListingStatus.DRAFT, ListingStatus.RETURNED)


def add_voice(
    session: Session,
    artisan: Artisan,
    listing: Listing | None,
    content: bytes,
    *,
    language: str,
    by: UUID,
    at: datetime,
) -> VoiceNote:
    """Take a recording about a listing, or (without one) about the workshop; one that waits there makes way.

    Only its first bytes are read here. Buyers hear it when it has been re-encoded and an officer has heard it; until
    then the voice they know stays. Raises VoiceRefused with the reason, ArtisanSuspended, ClaimClosed.
    """
    if artisan.status is ArtisanStatus.SUSPENDED:
        raise ArtisanSuspended()
    refuse_closed(session, artisan.id)
    inspect(content)
    session.get_one(
        Artisan, artisan.id, with_for_update=True
    )  # pressed twice, the second waits for the first
    for voice in voices_at(session, artisan.id, listing.id if listing else None):
        if voice.status is not VoiceStatus.VERIFIED:
            take_off_voice(session, voice, by=by, at=at)
    number = new_id()
    digest = hashlib.sha256(
        number.bytes + content
    ).hexdigest()  # nobody who has the file can guess the address
    key = storage.upload_key(digest)
    storage.put(key, content)
    voice = VoiceNote(
        id=number,
        artisan_id=artisan.id,
        listing_id=listing.id if listing else None,
        language=language,
        status=VoiceStatus.UPLOADED,
        fault=None,
        original_key=key,
        digest=digest,
        seconds=0,
        added_at=at,
        added_by=by,
    )
    session.add(voice)
    session.flush()
    record(session, VoiceAdded(voice.id, artisan.id), by=by, at=at)
    return voice


def voices_at(session: Session, artisan_id: UUID, listing_id: UUID | None) -> list[VoiceNote]:
    """The voices kept at one place of a maker, the newest first: at most one that buyers hear, one that is new."""
    wanted = select(VoiceNote).where(
        VoiceNote.artisan_id == artisan_id,
        VoiceNote.listing_id == listing_id if listing_id else VoiceNote.listing_id.is_(None),
        VoiceNote.status != VoiceStatus.REMOVED,
    )
    return list(session.scalars(wanted.order_by(VoiceNote.id.desc())))


def note_sound(session: Session, voice: VoiceNote, sound: Sound, *, at: datetime) -> None:
    """Write that a recording was made ready; the officers are asked to hear it. Taken off meanwhile, it stays so."""
    if voice.status is VoiceStatus.UPLOADED:
        voice.step(VoiceStatus.READY)
        voice.seconds, voice.original_key = sound.seconds, None
        send_voice(session, voice, by=voice.added_by, at=at)


def note_voice_refusal(voice: VoiceNote, fault: VoiceFault) -> None:
    """Write that a recording could not be taken after all; the maker sees why."""
    if voice.status is VoiceStatus.UPLOADED:
        voice.step(VoiceStatus.REFUSED)
        voice.fault, voice.original_key = fault, None


def send_voice(session: Session, voice: VoiceNote, *, by: UUID, at: datetime) -> None:
    """Put a voice before the district. That of a listing not sent yet goes when the listing goes; twice is once."""
    listing = session.get(Listing, voice.listing_id) if voice.listing_id else None
    if voice.status is not VoiceStatus.READY or (listing is not None and listing.status in _NOT_SENT):
        return
    if claim_on(session, SubjectKind.VOICE, voice.id) is not None:
        return
    artisan = session.get_one(Artisan, voice.artisan_id)
    claim = open_claim(session, SubjectKind.VOICE, voice.id, artisan=artisan, at=at)
    record(session, VoiceSent(voice.id, artisan.id, claim.district_id, claim.id), by=by, at=at)


def send_voices_of(session: Session, listing: Listing, *, by: UUID, at: datetime) -> None:
    """Put what waits with a listing before the district, as the listing itself goes."""
    for voice in voices_at(session, listing.artisan_id, listing.id):
        send_voice(session, voice, by=by, at=at)


def let_be_heard(session: Session, claim: Verification, *, by: UUID, at: datetime) -> None:
    """An officer has heard a voice: buyers hear it from now, in the place of the one before."""
    voice = session.get_one(VoiceNote, claim.subject_id, with_for_update=True)
    for other in voices_at(session, voice.artisan_id, voice.listing_id):
        if other.status is VoiceStatus.VERIFIED and other is not voice:
            take_off_voice(session, other, by=by, at=at)
    voice.step(VoiceStatus.VERIFIED)
    sound = storage.get(storage.private_key(voice.digest))
    if sound is not None:
        storage.put(storage.voice_key(voice.digest), sound)


def return_voice(session: Session, claim: Verification) -> None:
    """A voice goes back to its maker with its claim."""
    session.get_one(VoiceNote, claim.subject_id, with_for_update=True).step(VoiceStatus.RETURNED)


def reopen_voice(session: Session, voice_id: UUID) -> VoiceNote | None:
    """A voice waits again, as an appeal was allowed; None when it was taken off, or a newer one waits in its place."""
    voice = session.get_one(VoiceNote, voice_id, with_for_update=True)
    waiting = [
        each for each in voices_at(session, voice.artisan_id, voice.listing_id) if each.status in WAITING
    ]
    if voice.status is not VoiceStatus.RETURNED or waiting:
        return None
    voice.step(VoiceStatus.READY)
    return voice


def take_off_voice(session: Session, voice: VoiceNote, *, by: UUID, at: datetime) -> None:
    """Take a voice off, and its claim back where one waits; a second press is quiet."""
    if not voice.step(VoiceStatus.REMOVED):
        return
    voice.original_key = None
    claim = claim_on(session, SubjectKind.VOICE, voice.id)
    if claim is not None:
        claim.decide(VerificationStatus.TAKEN_BACK, by, at)
        close_asks(session, claim, at)
    session.flush()
    record(session, VoiceRemoved(voice.id, voice.digest), by=by, at=at)

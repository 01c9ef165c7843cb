"""Work of catalog that waits on a fact: pictures are re-encoded, forgotten pictures go, people are told."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from catalog import notices, storage
from catalog.actions.photo import note_refusal, note_renditions, still_used
from catalog.actions.upload import forget_unfinished
from catalog.actions.voice import note_sound, note_voice_refusal
from catalog.errors import PictureRefused, VoiceRefused
from catalog.models import ClaimPhoto, Photo, Portrait, VoiceNote
from catalog.pictures import Rendition, colour_of, first_rendition, look, renditions, upright
from catalog.rules.looks import bands
from catalog.rules.photo import PhotoStatus, PictureFault
from catalog.rules.voice import VoiceFault
from catalog.sounds import Sound, transcode_apart
from kit.db import transaction
from kit.tasks import asking, subscriber

EVIDENCE_WIDTH = 1200  # enough to read a card by


@asking
def make_renditions(facts: dict[str, Any], at: datetime) -> None:
    """Re-encode one uploaded picture; the 480-pixel JPEG is shown while the others are still being made.

    Decoding and writing take a second or so and hold no lock. Safe to run twice: keys are named by content, and
    the uploaded file goes only when all is written.
    """
    photo_id = int(facts["photo_id"])
    with transaction() as session:
        photo = session.get(Photo, photo_id)
        if photo is None or photo.original_key is None or photo.sha256 is None:
            return  # taken off meanwhile, or done before
        original, digest = photo.original_key, photo.sha256
    content = storage.get(original)
    try:
        image = upright(content or b"")
    except PictureRefused as refused:
        _refuse(photo_id, refused)
        storage.remove(original)
        return
    colour, looks, size = colour_of(image), look(image), {"width": image.width, "height": image.height}
    with transaction() as session:
        if (photo := session.get(Photo, photo_id, with_for_update=True)) is not None:
            note_renditions(photo, [_kept(digest, first_rendition(image))], **size, colour=colour)
    made = [_kept(digest, rendition) for rendition in renditions(image)]
    with transaction() as session:
        if (photo := session.get(Photo, photo_id, with_for_update=True)) is not None:
            note_renditions(photo, made, **size, colour=colour)
            photo.original_key, photo.look = None, looks
            photo.bands = None if looks is None else bands(looks)
    storage.remove(original)


def _kept(digest: str, rendition: Rendition) -> tuple[str, Rendition]:
    key = storage.rendition_key(digest, rendition.width, rendition.kind)
    storage.put(key, rendition.content)
    return key, rendition


def _refuse(photo_id: int, refused: PictureRefused) -> None:
    with transaction() as session:
        photo = session.get(Photo, photo_id, with_for_update=True)
        if photo is not None and photo.status is PhotoStatus.UPLOADED:
            note_refusal(photo, refused.details["reason"])


@asking
def make_portrait_ready(facts: dict[str, Any], at: datetime) -> None:
    """Re-encode the photo of a maker's page, where it has a new one (`PortraitSent`). Safe to run twice."""
    portrait_id = UUID(facts["portrait_id"])
    with transaction() as session:
        portrait = session.get(Portrait, portrait_id)
        if portrait is None or portrait.original_key is None or portrait.sha256 is None:
            return
        original, digest = portrait.original_key, portrait.sha256
    made: dict[str, dict[str, str]] = {}
    image, fault = None, None
    try:
        image = upright(storage.get(original) or b"")
        for key, rendition in (_kept(digest, each) for each in renditions(image)):
            made.setdefault(rendition.kind, {})[str(rendition.width)] = key
    except PictureRefused as refused:
        fault = PictureFault(refused.details["reason"])
    with transaction() as session:
        if (portrait := session.get(Portrait, portrait_id, with_for_update=True)) is not None:
            portrait.photo_status = PhotoStatus.REFUSED if fault else PhotoStatus.READY
            portrait.fault, portrait.original_key, portrait.renditions = fault, None, made
            if image is not None:
                portrait.width, portrait.height = image.width, image.height
                portrait.colour = colour_of(image)
    storage.remove(original)


@asking
def make_voice_ready(facts: dict[str, Any], at: datetime) -> None:
    """Re-encode one recording, and ask the officers to hear it (`VoiceAdded`). Safe to run twice."""
    voice_id = UUID(facts["voice_id"])
    with transaction() as session:
        voice = session.get(VoiceNote, voice_id)
        if voice is None or voice.original_key is None:
            return
        original, digest = voice.original_key, voice.digest
    sound: Sound | None = None
    fault = VoiceFault.BROKEN
    try:
        sound = transcode_apart(storage.get(original) or b"")
        storage.put(storage.private_key(digest), sound.content)
    except VoiceRefused as refused:
        fault = VoiceFault(refused.details["reason"])
    with transaction() as session:
        if (voice := session.get(VoiceNote, voice_id, with_for_update=True)) is not None:
            if sound is not None:
                note_sound(session, voice, sound, at=at)
            else:
                note_voice_refusal(voice, fault)
    storage.remove(original)


@subscriber
def forget_voice(session: Session, facts: dict[str, Any], at: datetime) -> None:
    """Let go of the files of a voice that was taken off (`VoiceRemoved`)."""
    digest = str(facts["digest"])
    for key in (storage.voice_key(digest), storage.private_key(digest), storage.upload_key(digest)):
        storage.remove(key)


@subscriber
def forget_picture(session: Session, facts: dict[str, Any], at: datetime) -> None:
    """Let go of the files of a picture that was taken off, unless another picture shows the same file."""
    digest = str(facts["sha256"])
    if digest and not still_used(session, digest):
        storage.remove_all(digest)


@subscriber
def forget_pieces(session: Session, facts: dict[str, Any], at: datetime) -> None:
    """Let go of the pieces of a file that was taken (`UploadTaken`)."""
    storage.remove(storage.part_key(UUID(facts["upload_id"])))


def sweep_uploads(at: datetime) -> None:
    """Let go of files that somebody began to send and did not finish."""
    with transaction() as session:
        left = forget_unfinished(session, at=at)
    for upload_id in left:
        storage.remove(storage.part_key(upload_id))


@subscriber
def tell_officers(session: Session, facts: dict[str, Any], at: datetime) -> None:
    """Tell the officers of the district that a claim waits (`ArtisanSubmitted`, `VerificationRequested`)."""
    notices.claim_waits(session, int(facts["verification_id"]), at=at)


@subscriber
def tell_maker_verified(session: Session, facts: dict[str, Any], at: datetime) -> None:
    """Tell the maker that the district has verified the claim (`OriginVerified`)."""
    notices.origin_verified(session, int(facts["verification_id"]), at=at)


@subscriber
def tell_maker_returned(session: Session, facts: dict[str, Any], at: datetime) -> None:
    """Tell the maker what to mend (`ReturnedForChanges`)."""
    notices.returned_for_changes(session, int(facts["verification_id"]), at=at)


@subscriber
def tell_maker_published(session: Session, facts: dict[str, Any], at: datetime) -> None:
    """Tell the maker where buyers now find the listing (`ListingPublished`)."""
    notices.listing_published(session, UUID(facts["listing_id"]), at=at)


@subscriber
def ask_maker(session: Session, facts: dict[str, Any], at: datetime) -> None:
    """Tell the maker what the officer asks for (`ClaimAsked`)."""
    notices.claim_asked(session, int(facts["ask_id"]), at=at)


@subscriber
def tell_who_asked(session: Session, facts: dict[str, Any], at: datetime) -> None:
    """Tell the officer that the maker answered the one thing asked (`ClaimAnswered`)."""
    notices.claim_answered(session, int(facts["ask_id"]), at=at)


@subscriber
def tell_maker_rejected(session: Session, facts: dict[str, Any], at: datetime) -> None:
    """Tell the maker of a refusal and of the appeal (`ClaimRejected`)."""
    notices.claim_rejected(session, int(facts["verification_id"]), at=at)


@subscriber
def tell_state_officers(session: Session, facts: dict[str, Any], at: datetime) -> None:
    """Tell the officers of the State that an appeal waits (`ClaimAppealed`)."""
    notices.appeal_waits(session, int(facts["appeal_id"]), at=at)


@subscriber
def tell_maker_of_appeal(session: Session, facts: dict[str, Any], at: datetime) -> None:
    """Tell the maker what became of the appeal (`AppealDecided`)."""
    notices.appeal_decided(session, int(facts["appeal_id"]), at=at)


@subscriber
def tell_national_officers(session: Session, facts: dict[str, Any], at: datetime) -> None:
    """Tell the nation's officers that a State has nominated something (`ProductNominated`)."""
    notices.nomination_waits(session, int(facts["nomination_id"]), at=at)


@subscriber
def tell_nominator(session: Session, facts: dict[str, Any], at: datetime) -> None:
    """Tell who nominated what became of it (`NominationAccepted`, `NominationReturned`)."""
    notices.nomination_decided(session, int(facts["nomination_id"]), at=at)


@subscriber
def tell_state_of_product(session: Session, facts: dict[str, Any], at: datetime) -> None:
    """Tell the State's officers of a product taken out (`ProductRetired`)."""
    notices.product_retired(session, int(facts["district_product_id"]), at=at)


@subscriber
def tell_state_of_cluster(session: Session, facts: dict[str, Any], at: datetime) -> None:
    """Tell the State's officers of a cluster taken out (`ClusterRetired`)."""
    notices.cluster_retired(session, int(facts["cluster_id"]), at=at)


@asking
def make_evidence_ready(facts: dict[str, Any], at: datetime) -> None:
    """Re-encode one picture of a claim, for the officers' eyes (`EvidenceAdded`). Safe to run twice."""
    photo_id = int(facts["claim_photo_id"])
    with transaction() as session:
        photo = session.get(ClaimPhoto, photo_id)
        if photo is None or photo.original_key is None:
            return
        original, digest = photo.original_key, photo.digest
    fault = private_picture(original, digest)
    with transaction() as session:
        if (photo := session.get(ClaimPhoto, photo_id, with_for_update=True)) is not None:
            photo.status = PhotoStatus.REFUSED if fault else PhotoStatus.READY
            photo.fault, photo.original_key = fault, None
    storage.remove(original)


def private_picture(original: str, digest: str) -> PictureFault | None:
    """Re-encode an upload as a picture that no public address serves; what is wrong with it, or None."""
    try:
        made = first_rendition(upright(storage.get(original) or b""), EVIDENCE_WIDTH)
    except PictureRefused as refused:
        return PictureFault(refused.details["reason"])
    storage.put(storage.private_key(digest), made.content)
    return None

"""Voices: what is taken as one, what is kept of it, and who hears it when."""

from __future__ import annotations

import io
import math
import shutil
import subprocess
import wave
from array import array

import av
import pytest
from sqlalchemy import select

from catalog import storage
from catalog.actions import return_for_changes, submit_for_verification, verify_origin
from catalog.actions.appeals import appeal, decide_appeal, reject_claim
from catalog.actions.claims import claim_on
from catalog.actions.voice import add_voice, take_off_voice, voices_at
from catalog.errors import ArtisanSuspended, VoiceRefused
from catalog.models import VoiceNote
from catalog.queries.pages import listing_page, maker_page
from catalog.rules.artisan import ArtisanStatus
from catalog.rules.verification import SubjectKind, VerificationStatus
from catalog.rules.voice import FILE_MAX_BYTES, RATE_HZ, SECONDS_MAX, VoiceFault, VoiceStatus, container_of
from catalog.sounds import transcode, transcode_apart
from catalog.tasks import forget_voice, make_voice_ready
from kit.events import Event
from tests.makers import AT, a_draft, a_listing, a_workshop, all_met, an_officer

CANARY = "spoken at 24.8170N 92.7960E"


@pytest.fixture(autouse=True)
def kept_here(tmp_path):
    storage.keep_in(tmp_path)


def a_sound(seconds=4.0, *, loud=9000, rate=16_000, channels=1) -> bytes:
    """A hum that swells and fades, as a WAV of a recorder. No voice, but sound."""
    out = io.BytesIO()
    with wave.open(out, "wb") as file:
        file.setnchannels(channels)
        file.setsampwidth(2)
        file.setframerate(rate)
        hum = (
            int(loud * math.sin(at / 20) * math.sin(at / 4000))
            for at in range(int(seconds * rate))
            for _ in range(channels)
        )
        file.writeframes(array("h", hum).tobytes())
    return out.getvalue()


def as_phones_send(container: str, codec: str, *, seconds=4) -> bytes:
    """The same hum in another container, with a place and a title written into it."""
    out, rate = io.BytesIO(), 48_000 if codec == "libopus" else 16_000
    with av.open(out, "w", format=container) as file:
        file.metadata.update({"title": CANARY, "comment": CANARY, "location": CANARY})
        stream = file.add_stream(codec, rate=rate, layout="mono")
        frame_size = 960
        for place in range(0, seconds * rate, frame_size):
            frame = av.AudioFrame(format="s16", layout="mono", samples=frame_size)
            hum = array("h", (int(9000 * math.sin((place + at) / 20)) for at in range(frame_size)))
            frame.planes[0].update(hum.tobytes().ljust(frame.planes[0].buffer_size, b"\0"))
            frame.sample_rate, frame.pts = rate, place
            file.mux(stream.encode(frame))
        file.mux(stream.encode(None))
    return out.getvalue()


def told_of(content: bytes) -> tuple[int, int, float, dict[str, str]]:
    """Rate, channels, length and what is written into a file."""
    with av.open(io.BytesIO(content)) as file:
        stream = file.streams.audio[0]
        return stream.rate, stream.channels, (file.duration or 0) / 1e6, dict(file.metadata)


@pytest.mark.parametrize(
    ("container", "codec"),
    [
        ("ogg", "libopus"),
        ("matroska", "libopus"),
        ("mp3", "libmp3lame"),
        ("mp4", "aac"),
        ("adts", "aac"),
        ("flac", "flac"),
    ],
)
def test_what_phones_record_becomes_one_small_mono_m4a_without_a_word_of_where(container, codec):
    sent = as_phones_send(container, codec)
    assert container_of(sent[:16]) is not None
    made = transcode(sent)
    rate, channels, seconds, told = told_of(made.content)
    assert (rate, channels, made.seconds) == (RATE_HZ, 1, 4)
    assert seconds == pytest.approx(4, abs=0.2)
    assert CANARY.encode() not in made.content
    assert set(told) <= {"major_brand", "minor_version", "compatible_brands"}
    assert len(made.content) < 30_000
    assert made.content.find(b"moov") < made.content.find(b"mdat"), "it plays while it still comes"


def test_two_channels_become_one_and_the_same_file_twice_the_same_bytes():
    sent = a_sound(rate=44_100, channels=2)
    assert transcode(sent) == transcode_apart(sent)


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"", VoiceFault.EMPTY),
        (b"\0" * (FILE_MAX_BYTES + 1), VoiceFault.TOO_HEAVY),
        (b"#EXTM3U\nfile:///etc/passwd\n", VoiceFault.NOT_SOUND),
        (b"ffconcat version 1.0\nfile '/etc/passwd'\n", VoiceFault.NOT_SOUND),
        (b"<svg onload='alert(1)'/>", VoiceFault.NOT_SOUND),
        (b"OggS" + b"\xff" * 4000, VoiceFault.BROKEN),
        (b"\x1aE\xdf\xa3" + b"\x42" * 4000, VoiceFault.BROKEN),
        (b"\0\0\0\x20ftypM4A " + b"\xff" * 4000, VoiceFault.BROKEN),
        (a_sound(1), VoiceFault.TOO_SHORT),
        (a_sound(SECONDS_MAX + 5, rate=8000), VoiceFault.TOO_LONG),
        (a_sound(4, loud=20), VoiceFault.SILENT),
    ],
)
def test_what_is_no_voice_is_refused_with_its_reason(content, fault):
    with pytest.raises(VoiceRefused) as refusal:
        transcode_apart(content)
    assert refusal.value.details["reason"] is fault


def test_a_film_without_sound_is_no_voice():
    out = io.BytesIO()
    with av.open(out, "w", format="mp4") as file:
        stream = file.add_stream("mpeg4", rate=5)
        stream.width = stream.height = 64
        stream.pix_fmt = "yuv420p"
        for _ in range(10):
            file.mux(stream.encode(av.VideoFrame(64, 64, "yuv420p")))
        file.mux(stream.encode(None))
    with pytest.raises(VoiceRefused) as refusal:
        transcode_apart(out.getvalue())
    assert refusal.value.details["reason"] is VoiceFault.NOT_SOUND


def test_a_recording_whose_end_was_cut_is_kept_up_to_there():
    sent = as_phones_send("ogg", "libopus", seconds=8)
    assert 2 <= transcode(sent[: len(sent) // 2]).seconds < 8


def test_a_decoder_that_falls_takes_nobody_with_it(monkeypatch):
    """The process apart dies of its own: the file is broken, and we stand."""
    dead = shutil.which("false")
    assert dead
    monkeypatch.setattr("catalog.sounds.sys.executable", dead)
    with pytest.raises(VoiceRefused) as refusal:
        transcode_apart(a_sound())
    assert refusal.value.details["reason"] is VoiceFault.BROKEN


def test_the_library_is_carried_by_nobody_who_only_serves_pages():
    asked = "import sys, wsgi, storefront.app, catalog.tasks, worker; print('av' in sys.modules)"
    done = subprocess.run(
        [__import__("sys").executable, "-c", asked.replace("wsgi, ", "")],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == "False"


def added(session, artisan, listing=None, content=None):
    return add_voice(
        session, artisan, listing, content or a_sound(), language="bn", by=artisan.person_id, at=AT
    )


def made(session, voice: VoiceNote) -> VoiceNote:
    session.commit()
    for _ in range(2):
        make_voice_ready({"voice_id": str(voice.id)}, AT)
    session.refresh(voice)
    return voice


def claim_of(session, voice):
    claim = claim_on(session, SubjectKind.VOICE, voice.id)
    assert claim is not None
    return claim


def heard(session, voice, officer="Farida"):
    claim = claim_of(session, voice)
    verify_origin(session, claim, all_met(session, claim), by=an_officer(session, officer), at=AT)
    session.flush()


def names(session):
    return session.scalars(select(Event.name)).all()


def test_buyers_hear_a_voice_when_an_officer_has_heard_it(session):
    listing = a_listing(session)
    voice = made(session, added(session, listing.artisan, listing))
    assert (voice.status, voice.seconds, voice.original_key) == (VoiceStatus.READY, 4, None)
    assert listing_page(session, listing.slug).voice is None
    assert storage.get(storage.voice_key(voice.digest)) is None, "no public address knows it yet"
    assert storage.get(storage.private_key(voice.digest)) is not None
    assert names(session).count("voice.sent") == 1
    heard(session, voice)
    shown = listing_page(session, listing.slug).voice
    assert (shown.src, shown.seconds, shown.language) == (
        f"/media/{storage.voice_key(voice.digest)}",
        4,
        "bn",
    )
    assert maker_page(session, listing.artisan.slug).voice is None, (
        "it tells of the piece, not of the workshop"
    )


def test_the_voice_of_the_workshop_stands_on_the_makers_page(session):
    artisan = a_listing(session).artisan
    heard(session, made(session, added(session, artisan)))
    assert maker_page(session, artisan.slug).voice.language == "bn"


def test_a_voice_of_a_draft_goes_with_the_draft(session):
    artisan = a_workshop(session)
    listing = a_draft(session, artisan)
    voice = made(session, added(session, artisan, listing))
    assert claim_on(session, SubjectKind.VOICE, voice.id) is None
    submit_for_verification(session, listing, on_hand=1, by=artisan.person_id, at=AT)
    assert claim_of(session, voice).status is VerificationStatus.REQUESTED
    heard(session, voice)
    assert artisan.status is ArtisanStatus.SUBMITTED or artisan.status is ArtisanStatus.DRAFT, (
        "who heard a voice has not seen the workshop"
    )


def test_the_old_voice_is_heard_until_the_new_one_was(session):
    artisan = a_listing(session).artisan
    old = made(session, added(session, artisan))
    heard(session, old)
    new = made(session, added(session, artisan, content=a_sound(6)))
    assert maker_page(session, artisan.slug).voice.seconds == 4
    heard(session, new)
    assert maker_page(session, artisan.slug).voice.seconds == 6
    assert old.status is VoiceStatus.REMOVED
    for _ in range(2):
        forget_voice(session, {"voice_id": str(old.id), "digest": old.digest}, AT)
    assert storage.get(storage.voice_key(old.digest)) is None
    assert storage.get(storage.voice_key(new.digest)) is not None


def test_a_new_recording_takes_the_waiting_ones_place_and_its_claim_back(session):
    artisan = a_listing(session).artisan
    first = made(session, added(session, artisan))
    claim = claim_of(session, first)
    second = added(session, artisan, content=a_sound(6))
    assert (first.status, claim.status) == (VoiceStatus.REMOVED, VerificationStatus.TAKEN_BACK)
    assert [each.id for each in voices_at(session, artisan.id, None)] == [second.id]


def test_what_was_taken_off_while_it_was_made_ready_stays_off(session):
    artisan = a_listing(session).artisan
    voice = added(session, artisan)
    session.commit()
    take_off_voice(session, voice, by=artisan.person_id, at=AT)
    take_off_voice(session, voice, by=artisan.person_id, at=AT)
    session.commit()
    assert made(session, voice).status is VoiceStatus.REMOVED
    assert names(session).count("voice.removed") == 1


def test_a_hostile_file_is_refused_by_the_worker_and_the_maker_is_told_why(session):
    artisan = a_listing(session).artisan
    voice = made(session, added(session, artisan, content=b"OggS" + b"\xff" * 4000))
    assert (voice.status, voice.fault) == (VoiceStatus.REFUSED, VoiceFault.BROKEN)
    assert storage.get(storage.upload_key(voice.digest)) is None


def returned(session, voice) -> bool:
    session.flush()
    session.refresh(voice)
    return bool(voice.status is VoiceStatus.RETURNED)


def test_a_returned_voice_is_not_heard_and_an_allowed_appeal_opens_it(session):
    artisan = a_listing(session).artisan
    voice = made(session, added(session, artisan))
    claim = claim_of(session, voice)
    reject_claim(session, claim, "It says a phone number.", by=an_officer(session), at=AT)
    assert returned(session, voice)
    made_appeal = appeal(
        session, claim, "It is the number of our village's pin code.", by=artisan.person_id, at=AT
    )
    decide_appeal(
        session,
        made_appeal,
        allowed=True,
        reason="Heard; it is a PIN code.",
        by=an_officer(session, "Gopal"),
        at=AT,
    )
    assert not returned(session, voice)
    heard(session, voice, "Gopal")
    assert maker_page(session, artisan.slug).voice is not None


def test_an_appeal_for_a_voice_that_was_replaced_opens_nothing(session):
    artisan = a_listing(session).artisan
    voice = made(session, added(session, artisan))
    claim = claim_of(session, voice)
    reject_claim(session, claim, "It says a phone number.", by=an_officer(session), at=AT)
    made_appeal = appeal(session, claim, "It is the number of our village.", by=artisan.person_id, at=AT)
    added(session, artisan, content=a_sound(6))
    decide_appeal(session, made_appeal, allowed=True, reason="Yes.", by=an_officer(session, "Gopal"), at=AT)
    assert voice.status is VoiceStatus.REMOVED
    assert claim_on(session, SubjectKind.VOICE, voice.id) is None


def test_sent_back_it_tells_the_reason_and_a_suspended_workshop_adds_none(session):
    artisan = a_listing(session).artisan
    voice = made(session, added(session, artisan))
    return_for_changes(session, claim_of(session, voice), ["Speak louder."], by=an_officer(session), at=AT)
    assert voice.status is VoiceStatus.RETURNED
    artisan.status = ArtisanStatus.SUSPENDED
    with pytest.raises(ArtisanSuspended):
        added(session, artisan)

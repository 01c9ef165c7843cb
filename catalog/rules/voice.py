"""Voice notes: what a file must be to be taken, how it is kept, and its steps."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from kit.steps import Steps

FILE_MAX_BYTES = 8 * 1024 * 1024
SECONDS_MIN = 2
SECONDS_MAX = 90
RATE_HZ = 22_050
LOUD_ENOUGH = 0.01  # of full: below this at its loudest, the phone kept the microphone shut
BITS_PER_SECOND = 32_000  # speech stays clear; 90 seconds are some 360 KB


class VoiceStatus(StrEnum):
    """How far a voice note has come."""

    UPLOADED = "uploaded"
    READY = "ready"
    VERIFIED = "verified"
    RETURNED = "returned"
    REFUSED = "refused"
    REMOVED = "removed"


VOICE_STEPS: Steps[VoiceStatus] = {
    VoiceStatus.UPLOADED: frozenset({VoiceStatus.READY, VoiceStatus.REFUSED, VoiceStatus.REMOVED}),
    VoiceStatus.READY: frozenset({VoiceStatus.VERIFIED, VoiceStatus.RETURNED, VoiceStatus.REMOVED}),
    VoiceStatus.RETURNED: frozenset({VoiceStatus.READY, VoiceStatus.REMOVED}),
    VoiceStatus.VERIFIED: frozenset({VoiceStatus.REMOVED}),
    VoiceStatus.REFUSED: frozenset({VoiceStatus.REMOVED}),
    VoiceStatus.REMOVED: frozenset(),
}
WAITING = (VoiceStatus.UPLOADED, VoiceStatus.READY)


class VoiceFault(StrEnum):
    """Why a file is not taken as a voice."""

    EMPTY = "empty"
    TOO_HEAVY = "too_heavy"
    NOT_SOUND = "not_sound"
    TOO_SHORT = "too_short"
    TOO_LONG = "too_long"
    SILENT = "silent"
    BROKEN = "broken"


class Voice(NamedTuple):
    """A voice as a page plays it."""

    src: str
    seconds: int
    language: str


def container_of(head: bytes) -> str | None:
    """The container that a file's first bytes name, as the decoder calls it; None for anything else.

    What phones and recorders write: WAV, MP3, MP4/M4A/3GP, OGG, WebM, FLAC, AMR, raw AAC. A playlist, which could
    name other files or addresses, is none of them, and no decoder but the named one is asked.
    """
    starts = {b"OggS": "ogg", b"\x1aE\xdf\xa3": "matroska", b"fLaC": "flac", b"ID3": "mp3", b"#!AMR": "amr"}
    for start, container in starts.items():
        if head.startswith(start):
            return container
    if head[:4] == b"RIFF" and head[8:12] == b"WAVE":
        return "wav"
    if head[4:8] == b"ftyp":
        return "mov"
    if len(head) > 1 and head[0] == 0xFF:
        if head[1] & 0xF6 == 0xF0:  # ADTS: the layer bits are nought
            return "aac"
        if head[1] & 0xE0 == 0xE0 and head[1] & 0x06:
            return "mp3"
    return None


def length_fault(seconds: float) -> VoiceFault | None:
    """What is wrong with how long somebody speaks."""
    if seconds > SECONDS_MAX + 1:  # a recorder's ninety seconds may be a little more
        return VoiceFault.TOO_LONG
    return VoiceFault.TOO_SHORT if seconds < SECONDS_MIN else None

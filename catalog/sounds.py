"""Voices, purely: bytes in, bytes out. Keeps of a file nothing but its sound: mono, small, the same everywhere.

Decoders are written in C and files come from anywhere, so `transcode_apart` does the work in a process of its own that
knows no secret, may use little memory and little time, and takes nobody with it when it falls. The library is loaded in
that process only.
"""

from __future__ import annotations

import io
import resource
import subprocess
import sys
import tempfile
from array import array
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from catalog.errors import VoiceRefused
from catalog.rules.voice import (
    BITS_PER_SECOND,
    FILE_MAX_BYTES,
    LOUD_ENOUGH,
    RATE_HZ,
    SECONDS_MAX,
    VoiceFault,
    container_of,
    length_fault,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

TIME_LIMIT_S = 40
MEMORY_MAX_BYTES = 1024 * 1024 * 1024
_SAMPLES_MAX = (SECONDS_MAX + 2) * RATE_HZ
_ROOT = Path(__file__).resolve().parent.parent


class Sound(NamedTuple):
    """A voice as it is kept: AAC in an .m4a, with its length in whole seconds."""

    seconds: int
    content: bytes


def inspect(content: bytes) -> str:
    """The container that a file's first bytes name. Raises VoiceRefused with the reason."""
    if not content:
        raise VoiceRefused(reason=VoiceFault.EMPTY)
    if len(content) > FILE_MAX_BYTES:
        raise VoiceRefused(reason=VoiceFault.TOO_HEAVY)
    container = container_of(content[:16])
    if container is None:
        raise VoiceRefused(reason=VoiceFault.NOT_SOUND)
    return container


def transcode(content: bytes) -> Sound:
    """Decode a file and write its sound anew: one channel, nothing told of place, time or device.

    Raises VoiceRefused with the reason.
    """
    container = inspect(content)
    import av  # here and not above: whoever only looks at first bytes does not carry it

    pieces: list[bytes] = []
    samples, loudest = 0, 0.0
    try:
        with av.open(io.BytesIO(content), format=container) as file:
            for piece in _floats(file, av):
                pieces.append(piece)
                samples += len(piece) // 4
                loud = array("f", piece)
                loudest = max(loudest, max(loud), -min(loud))
                if samples > _SAMPLES_MAX:
                    break
    except (av.error.FFmpegError, ValueError, EOFError, OSError, IndexError) as broken:
        if not pieces:
            raise VoiceRefused(reason=VoiceFault.BROKEN) from broken
        # a recording whose end was cut off is told up to there
    if fault := length_fault(samples / RATE_HZ):
        raise VoiceRefused(reason=fault)
    if not loudest >= LOUD_ENOUGH:  # NaN is not loud
        raise VoiceRefused(reason=VoiceFault.SILENT)
    return Sound(max(1, round(samples / RATE_HZ)), _written(b"".join(pieces), av))


def _floats(file: Any, av: Any) -> Iterator[bytes]:
    """The sound of the first audio stream: one channel of 32-bit floats."""
    if not file.streams.audio:
        raise VoiceRefused(reason=VoiceFault.NOT_SOUND)
    stream = file.streams.audio[0]
    even = av.AudioResampler(format="flt", layout="mono", rate=RATE_HZ)
    for frame in file.decode(stream):
        for same in even.resample(frame):
            yield _bytes_of(same)
    for last in even.resample(None):
        yield _bytes_of(last)


def _bytes_of(frame: Any) -> bytes:
    return bytes(frame.planes[0])[: frame.samples * 4]


def _written(floats: bytes, av: Any) -> bytes:
    """An .m4a whose table stands in front, so that it plays while it still comes."""
    with tempfile.TemporaryDirectory(prefix="voice-") as folder:
        path = Path(folder) / "voice.m4a"
        options = {"movflags": "+faststart", "fflags": "+bitexact"}
        with av.open(str(path), "w", format="ipod", options=options) as file:
            stream = file.add_stream("aac", rate=RATE_HZ, layout="mono", options={"flags": "+bitexact"})
            stream.bit_rate = BITS_PER_SECOND
            step = 1024 * 4
            for place in range(0, len(floats), step):
                part = floats[place : place + step]
                frame = av.AudioFrame(format="fltp", layout="mono", samples=len(part) // 4)
                frame.planes[0].update(part.ljust(frame.planes[0].buffer_size, b"\0"))
                frame.sample_rate, frame.pts = RATE_HZ, place // 4
                file.mux(stream.encode(frame))
            file.mux(stream.encode(None))
        return path.read_bytes()


def transcode_apart(content: bytes) -> Sound:
    """`transcode`, in a process of its own. Raises VoiceRefused; a process that falls or dawdles is a broken file."""
    inspect(content)
    try:
        done = subprocess.run(
            [sys.executable, "-m", "catalog.sounds"],
            input=content,
            capture_output=True,
            timeout=TIME_LIMIT_S,
            cwd=_ROOT,
            env={"PATH": "/usr/bin:/bin", "PYTHONSAFEPATH": "", "PYTHONDONTWRITEBYTECODE": "1"},
            check=False,
        )
    except subprocess.TimeoutExpired as late:
        raise VoiceRefused(reason=VoiceFault.BROKEN) from late
    head, _, body = done.stdout.partition(b"\n")
    word, _, told = head.decode("ascii", "replace").partition(" ")
    if done.returncode == 0 and word == "sound" and told.isdigit() and body:
        return Sound(int(told), body)
    if word == "refused" and told in set(VoiceFault):
        raise VoiceRefused(reason=VoiceFault(told))
    raise VoiceRefused(reason=VoiceFault.BROKEN)


def main() -> int:
    """A file on standard input, its sound on standard output, or the reason why not."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_MAX_BYTES, MEMORY_MAX_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (TIME_LIMIT_S, TIME_LIMIT_S))
    out = sys.stdout.buffer
    try:
        made = transcode(sys.stdin.buffer.read(FILE_MAX_BYTES + 1))
    except VoiceRefused as refused:
        out.write(f"refused {refused.details['reason']}\n".encode())
        return 1
    out.write(f"sound {made.seconds}\n".encode() + made.content)
    return 0


if __name__ == "__main__":
    sys.exit(main())

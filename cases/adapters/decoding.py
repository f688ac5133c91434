"""The samples of a sound, block by block: the one room that knows what reads which kind.

libsndfile reads what it can; what phones record (M4A, AAC, 3GP, AMR) needs PyAV, the extra
``sound``. A sound is handed over opened and its format named, so that nothing in it can lead to
another file.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
import soundfile
from numpy.typing import NDArray

from cases.adapters.inspection.sounds import kind_in
from cases.domain.sounds import DECODED, SoundDecoderMissing, SoundNotCopied

SECONDS_A_BLOCK = 10
# How PyAV calls the formats in which sound is taken.
FORMATS = {
    "audio/wav": "wav",
    "audio/flac": "flac",
    "audio/ogg": "ogg",
    "audio/mpeg": "mp3",
    "audio/mp4": "mov",
    "audio/3gpp": "mov",
    "audio/aac": "aac",
    "audio/amr": "amr",
}
# What FFmpeg itself makes of this codec stumbles over pauses, which phones leave out.
READERS = {"amrnb": "libopencore_amrnb"}
# Further apart, the samples and the clock that players show are two clocks.
DRIFT_SECONDS = 0.1

Block = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Samples:
    """What is heard, in blocks of ten seconds and a last one that is shorter.

    ``rate``: frames a second; each block has a row for a frame and a column for a channel.
    """

    rate: int
    blocks: Iterator[Block]


def is_here() -> bool:
    """Whether PyAV is installed."""
    return find_spec("av") is not None


def check(mime: str) -> None:
    """Refuse a kind of sound that nothing here can decode.

    Raises:
        SoundDecoderMissing: it needs what is not installed.
    """
    if mime in DECODED and not is_here():
        raise SoundDecoderMissing(
            "Rekaman M4A, AAC, 3GP dan AMR dibaca dengan pustaka PyAV, yang belum terpasang di "
            "sini; pasang tambahan “sound”. Tanpanya bagian tertutup tidak dapat disenyapkan."
        )


@contextmanager
def opened(source: Path) -> Iterator[Samples]:
    """The samples of a sound, while they are read.

    Raises:
        SoundDecoderMissing: what reads this kind is not installed.
        SoundNotCopied: it is broken, or its samples do not keep the clock of the file.
    """
    mime = _kind(source)
    check(mime)
    if mime in DECODED:
        with _by_av(source, FORMATS[mime], None) as samples:
            yield samples
        return
    try:
        with soundfile.SoundFile(source) as sound:
            size = sound.samplerate * SECONDS_A_BLOCK
            blocks = sound.blocks(size, dtype="float32", always_2d=True)
            yield Samples(sound.samplerate, blocks)
    except soundfile.LibsndfileError as broken:
        raise _unreadable() from broken


def of_speech(source: Path, rate: int) -> bytes:
    """A whole sound of any kind as one channel of 16 bits, ``rate`` samples a second.

    Raises:
        SoundDecoderMissing, SoundNotCopied: as ``opened``.
    """
    if not is_here():
        check("audio/mp4")
    with _by_av(source, FORMATS.get(_kind(source), ""), rate) as samples:
        parts = [(block[:, 0] * 32767).astype("<i2").tobytes() for block in samples.blocks]
    return b"".join(parts)


def _kind(source: Path) -> str:
    return kind_in(source) or ""


@contextmanager
def _by_av(source: Path, form: str, rate: int | None) -> Iterator[Samples]:
    import av  # noqa: PLC0415 -- an extra

    try:
        with (
            source.open("rb") as file,
            av.open(file, "r", format=form, metadata_errors="ignore") as box,
        ):
            frames = _frames(box)
            first = next(frames)
            rate = rate or first.sample_rate
            resampler = av.AudioResampler(format="flt", layout="mono", rate=rate)
            told = _in_step(_all(first, frames), first.sample_rate)
            yield Samples(rate, _blocks(told, resampler.resample, rate * SECONDS_A_BLOCK))
    except (av.error.FFmpegError, StopIteration, IndexError, ValueError) as broken:
        raise _unreadable() from broken


def _frames(box: Any) -> Iterator[Any]:
    import av  # noqa: PLC0415 -- an extra

    track = box.streams.audio[0]
    reader = READERS.get(track.codec_context.name)
    if reader is None or reader not in av.codecs_available:
        return box.decode(track)  # type: ignore[no-any-return]
    codec: Any = av.CodecContext.create(reader, "r")
    return (frame for packet in box.demux(track) for frame in codec.decode(packet))


def _all(first: Any, others: Iterator[Any]) -> Iterator[Any]:
    yield first
    yield from others


def _in_step(frames: Iterator[Any], rate: int) -> Iterator[Any]:
    """The frames while their place and their time say the same."""
    heard = 0
    for frame in frames:
        if frame.time is None or abs(frame.time - heard / rate) > DRIFT_SECONDS:
            raise SoundNotCopied(
                "Waktu di dalam rekaman ini meloncat; bagian tertutupnya tidak pasti letaknya."
            )
        heard += frame.samples
        yield frame


def _blocks(
    frames: Iterator[Any], resample: Callable[[Any], list[Any]], size: int
) -> Iterator[Block]:
    held: list[Block] = []
    count = 0
    for frame in _all_and_rest(frames):
        for part in resample(frame):
            held.append(part.to_ndarray().reshape(-1, 1))
            count += len(held[-1])
        while count >= size:
            whole = np.concatenate(held)
            yield whole[:size].copy()
            held, count = [whole[size:]], count - size
    if count:
        yield np.concatenate(held)


def _all_and_rest(frames: Iterator[Any]) -> Iterator[Any]:
    """The frames, and nothing at last: then a resampler gives what it still holds."""
    yield from frames
    yield None


def _unreadable() -> SoundNotCopied:
    return SoundNotCopied(
        "Rekaman ini tidak dapat dibaca. WAV, FLAC, OGG, MP3, M4A, AAC, 3GP dan AMR dapat "
        "disalin."
    )

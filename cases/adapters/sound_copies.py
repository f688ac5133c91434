"""Copying a sound with silence where it was closed; nothing but samples goes over.

Read and written block by block, so that hours of sound take no more memory than seconds. The
copy is one channel of MP3, which every browser plays from any place; names, places and pictures
that the file carried stay behind.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import soundfile
from numpy.typing import NDArray

from cases.adapters import decoding
from cases.domain.sounds import RATES, SoundNotCopied, Stretches

# Some 40 kilobits a second for speech at 16 kHz; a constant rate, so that seeking is exact.
QUALITY = 0.8

Tell = Callable[[int], None]


def copy(source: Path, target: Path, silenced: Stretches, tell: Tell) -> int:
    """Write the copy to ``target``; its length in milliseconds. ``tell``: how far it is.

    Raises:
        SoundNotCopied, SoundDecoderMissing: the sound cannot be decoded here.
    """
    with decoding.opened(source) as sound:
        return _copied(sound, target, silenced, tell)


def _copied(sound: decoding.Samples, target: Path, silenced: Stretches, tell: Tell) -> int:
    rate, step = sound.rate, _step(sound.rate)
    frames = 0
    with soundfile.SoundFile(
        target,
        "w",
        samplerate=rate // step,
        channels=1,
        format="MP3",
        subtype="MPEG_LAYER_III",
        bitrate_mode="CONSTANT",
        compression_level=QUALITY,
    ) as copied:
        for block in sound.blocks:
            _silence(block, frames, rate, silenced)
            frames += len(block)
            whole = len(block) - len(block) % step
            one = block[:whole].mean(axis=1)
            copied.write(one.reshape(-1, step).mean(axis=1))
            tell(frames * 1000 // rate)
    return int(frames * 1000 // rate)


def _silence(block: NDArray[np.float32], first: int, rate: int, silenced: Stretches) -> None:
    """Let the block be silent where it lies in a silenced stretch; it begins at ``first``."""
    for start_ms, end_ms in silenced:
        start = max(start_ms * rate // 1000 - first, 0)
        end = -(-end_ms * rate // 1000) - first
        if end > 0 and start < len(block):
            block[start:end] = 0


def _step(rate: int) -> int:
    """How many frames become one: 1, or 2 and 4 for the rates of studios."""
    for step in (1, 2, 4):
        if rate % step == 0 and rate // step in RATES:
            return step
    raise SoundNotCopied(f"Laju cuplik rekaman ini ({rate} Hz) tidak dapat disalin.")

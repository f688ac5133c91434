"""A sound of half a minute that is brought as the recording of a hearing."""

from __future__ import annotations

import io
from fractions import Fraction

import av
import numpy as np
import soundfile

from cases.services import accounts, recordings
from tests.hearing_room import NOW, RECORDER
from tests.public_record import WHO
from tests.services.test_recordings import brought
from tests.web.pages import PASSWORD

RATE = 8000
SECONDS = 30


def bringer():
    """Somebody who brings files."""
    return accounts.open_account(
        "pembawa@demo.test", name="Bu Ratna", password=PASSWORD, actor=RECORDER, now=NOW
    )


def hum(form="WAV", subtype="PCM_16", **told):
    """Half a minute of a tone, with names in its metadata."""
    target = io.BytesIO()
    samples = 0.4 * np.sin(np.arange(RATE * SECONDS) * 2 * np.pi * 440 / RATE)
    with soundfile.SoundFile(
        target, "w", samplerate=RATE, channels=1, format=form, subtype=subtype
    ) as file:
        file.artist, file.comment = "Saksi Rahasia", "Kantor Darma"
        file.write(samples.astype("float32"))
    return target.getvalue()


def by_phone(pause=0, form="ipod", codec="aac"):
    """The same as phones record it, M4A as a rule; ``pause``: seconds left out halfway."""
    target = io.BytesIO()
    samples = 0.4 * np.sin(np.arange(RATE * SECONDS) * 2 * np.pi * 440 / RATE)
    kind = "fltp" if codec == "aac" else "s16"
    values = samples.astype("float32") if codec == "aac" else (samples * 32767).astype("int16")
    with av.open(target, "w", format=form) as box:
        box.metadata["artist"] = "Saksi Rahasia"
        track = box.add_stream(codec, rate=RATE, layout="mono")
        for place in range(0, len(values), 1024):
            part = values[place : place + 1024].reshape(1, -1)
            frame = av.AudioFrame.from_ndarray(part, format=kind, layout="mono")
            frame.sample_rate, frame.time_base = RATE, Fraction(1, RATE)
            frame.pts = place + (pause * RATE if place > len(values) // 2 else 0)
            box.mux(track.encode(frame))
        box.mux(track.encode(None))
    return target.getvalue()


def brings(room, who, content=None, name="sidang.wav"):
    """A recording that was brought and checked."""
    upload = brought(room.commission, who, content or hum(), name)
    return recordings.add(room.hearing, upload, **WHO)

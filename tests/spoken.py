"""A hearing that says a few words aloud, and somebody small who understands them.

The words, their sounds and the order in which they may come are written here by hand; the voice
is eSpeak NG's, the ear PocketSphinx's.
"""

from __future__ import annotations

import io
import math
import shutil
import struct
import subprocess
import wave
from array import array
from importlib.util import find_spec

RATE = 16_000
SOUNDS = {
    "apakah": "AA P AA K AA HH",
    "termohon": "T ER M OW HH OW N",
    "menguasai": "M AH NG UW AA S AA IY",
    "dokumen": "D OW K UW M EH N",
    "itu": "IY T UW",
    "ya": "Y AA",
    "kami": "K AA M IY",
    "tidak": "T IY D AA K",
}
CAN_SPEAK = shutil.which("espeak-ng") is not None and find_spec("pocketsphinx") is not None


def model(folder):
    """The folder of a model that knows these words and no others."""
    folder.mkdir(exist_ok=True)
    rows = "".join(f"{word} {sounds}\n" for word, sounds in SOUNDS.items())
    (folder / "words.dict").write_text(rows)
    one_of = " | ".join(SOUNDS)
    (folder / "grammar.jsgf").write_text(
        f"#JSGF V1.0;\ngrammar sidang;\npublic <kata> = ( {one_of} )+ ;\n"
    )
    return folder


def aloud(text: str) -> array:
    """The samples of a sentence, sixteen thousand a second."""
    done = subprocess.run(
        ["espeak-ng", "-v", "id+f2", "-s", "120", "--stdout", text],
        capture_output=True,
        check=True,
    )
    with wave.open(io.BytesIO(_sized(done.stdout))) as told:
        rate = told.getframerate()
        samples = array("h", told.readframes(told.getnframes()))
    return _resampled(samples, rate)


def silence(milliseconds: int) -> array:
    return array("h", [0]) * (RATE * milliseconds // 1000)


def recording(*parts: array) -> bytes:
    """The parts one after the other as a WAV file."""
    return wav(array("h", [sample for part in parts for sample in part]))


def tone(milliseconds: int, rate: int = 8000) -> array:
    """A quiet hum."""
    count = rate * milliseconds // 1000
    return array("h", [int(900 * math.sin(no / 7)) for no in range(count)])


def wav(samples: array, rate: int = RATE) -> bytes:
    held = io.BytesIO()
    with wave.open(held, "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(rate)
        out.writeframes(samples.tobytes())
    return held.getvalue()


def _sized(content: bytes) -> bytes:
    """A stream does not know its length; the header is told it afterwards."""
    size = struct.pack("<I", len(content) - 44)
    return content[:40] + size + content[44:]


def _resampled(samples: array, rate: int) -> array:
    """Each sample between its neighbours: good enough for a voice that is a machine's."""
    found = array("h")
    for no in range(int(len(samples) * RATE / rate) - 1):
        place = no * rate / RATE
        first = int(place)
        rest = place - first
        found.append(int(samples[first] * (1 - rest) + samples[first + 1] * rest))
    return found

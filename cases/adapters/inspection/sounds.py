"""Sound: known by its beginning and its structure, kept byte for byte, its length measured.

What phones make without a box (AAC, AMR) has no head that tells a length: frames are counted.
Sound goes to the registry alone and is evidence as it came; a new encoding would change it.
"""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path

from tinytag import TinyTag, TinyTagException

from cases.adapters.inspection import frames
from cases.adapters.inspection.found import Found
from cases.domain.uploads import MEGABYTE, Reason, Refused, Searchable

LONGEST_MS = 48 * 3600 * 1000
BEGINNINGS = {
    "audio/wav": re.compile(rb"RIFF.{4}WAVE", re.DOTALL),
    "audio/flac": re.compile(rb"fLaC"),
    "audio/ogg": re.compile(rb"OggS"),
    "audio/3gpp": re.compile(rb".{4}ftyp3g[p2egrs]", re.DOTALL),
    "audio/mp4": re.compile(rb".{4}ftyp", re.DOTALL),
    "audio/amr": re.compile(rb"#!AMR(-WB)?\n"),
    # An MPEG frame of layer 3: eleven bits set, a known version, bit rate and sampling rate.
    "audio/mpeg": re.compile(rb"ID3|\xff[\xe2\xe3\xf2\xf3\xfa\xfb][\x10-\xeb]"),
}
PICTURES_THAT_MOVE = re.compile(rb"hdlr.{8}vide", re.DOTALL)
SOUND_TRACK = re.compile(rb"hdlr.{8}soun", re.DOTALL)
BOXED, BARE = {"audio/mp4", "audio/3gpp"}, {"audio/aac", "audio/amr"}
HEAD = 1024
PIECE, OVERLAP = 4 * MEGABYTE, 64
BROKEN = (TinyTagException, OSError, ValueError, EOFError)


def kind_of(head: bytes) -> str | None:
    """The kind of sound that begins like this; None where it is no sound."""
    if frames.begins_as_aac(head):
        return "audio/aac"
    return next((mime for mime, begins in BEGINNINGS.items() if begins.match(head)), None)


def kind_in(file: Path) -> str | None:
    """The same of a whole file; what stands behind a tag is looked at."""
    with file.open("rb") as opened:
        head = opened.read(HEAD)
        opened.seek(frames.past_tag(head))
        if frames.begins_as_aac(opened.read(HEAD)):
            return "audio/aac"
    return kind_of(head)


def look(file: Path, folder: Path, mime: str) -> Found:
    """Take a sound whose length can be told from its structure.

    Raises:
        Refused: it is broken, holds moving pictures, or is longer than two days.
    """
    mime = kind_in(file) or mime
    if mime in BOXED and _declares(file, PICTURES_THAT_MOVE):
        raise Refused(Reason.NOT_ALLOWED)
    duration_ms = _counted(file) if mime in BARE else _told(file, mime)
    if duration_ms <= 0:
        raise Refused(Reason.BROKEN)
    if duration_ms > LONGEST_MS:
        raise Refused(Reason.TOO_HEAVY)
    _copy(file, folder / "copy")
    return Found(mime, 0, (), Searchable.UNKNOWN, duration_ms)


def _told(file: Path, mime: str) -> int:
    """How many milliseconds the head of a sound promises."""
    try:
        sound = TinyTag.get(file, tags=False)
    except BROKEN as broken:
        raise Refused(Reason.BROKEN) from broken
    # What phones put into 3GP besides AAC has a rate that is not told.
    is_sound = sound.samplerate or (mime == "audio/3gpp" and _declares(file, SOUND_TRACK))
    return round((sound.duration or 0) * 1000) if is_sound else 0


def _counted(file: Path) -> int:
    """How many milliseconds stand in a bare sound; a break in it stops the count."""
    found = frames.count(file)
    if not found.is_whole:
        raise Refused(Reason.BROKEN)
    return found.duration_ms


def _declares(file: Path, track: re.Pattern[bytes]) -> bool:
    """Whether a track of that kind is declared."""
    before = b""
    with file.open("rb") as opened:
        while piece := opened.read(PIECE):
            if track.search(before + piece):
                return True
            before = piece[-OVERLAP:]
    return False


def _copy(file: Path, copy: Path) -> None:
    """The same bytes under another name; both names lie on one disk as a rule."""
    try:
        os.link(file, copy)
    except OSError:
        shutil.copyfile(file, copy)

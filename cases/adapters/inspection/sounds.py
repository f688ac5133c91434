"""Sound: known by its beginning and its structure, kept byte for byte, its length measured.

It goes to the registry alone and is evidence as it came; a new encoding would change it.
"""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path

from tinytag import TinyTag, TinyTagException

from cases.adapters.inspection.found import Found
from cases.domain.uploads import MEGABYTE, Reason, Refused, Searchable

LONGEST_MS = 48 * 3600 * 1000
# An MPEG frame of layer 3: eleven bits set, a known version, bit rate and sampling rate.
FRAME = re.compile(rb"\xff[\xe2\xe3\xf2\xf3\xfa\xfb][\x10-\xeb]")
PICTURES_THAT_MOVE = re.compile(rb"hdlr.{8}vide", re.DOTALL)
PIECE, OVERLAP = 4 * MEGABYTE, 64
BROKEN = (TinyTagException, OSError, ValueError, EOFError)


def kind_of(head: bytes) -> str | None:
    """The kind of sound that begins like this; None where it is no sound."""
    if head.startswith(b"RIFF") and head[8:12] == b"WAVE":
        return "audio/wav"
    if head.startswith(b"fLaC"):
        return "audio/flac"
    if head.startswith(b"OggS"):
        return "audio/ogg"
    if head[4:8] == b"ftyp":
        return "audio/mp4"
    if head.startswith(b"ID3") or FRAME.match(head):
        return "audio/mpeg"
    return None


def look(file: Path, folder: Path, mime: str) -> Found:
    """Take a sound whose length can be told from its structure.

    Raises:
        Refused: it is broken, holds moving pictures, or is longer than two days.
    """
    if mime == "audio/mp4" and _moves(file):
        raise Refused(Reason.NOT_ALLOWED)
    try:
        sound = TinyTag.get(file, tags=False)
    except BROKEN as broken:
        raise Refused(Reason.BROKEN) from broken
    duration_ms = round((sound.duration or 0) * 1000)
    if duration_ms <= 0 or not sound.samplerate:
        raise Refused(Reason.BROKEN)
    if duration_ms > LONGEST_MS:
        raise Refused(Reason.TOO_HEAVY)
    _copy(file, folder / "copy")
    return Found(mime, 0, (), Searchable.UNKNOWN, duration_ms)


def _moves(file: Path) -> bool:
    """Whether a track of pictures is declared."""
    before = b""
    with file.open("rb") as opened:
        while piece := opened.read(PIECE):
            if PICTURES_THAT_MOVE.search(before + piece):
                return True
            before = piece[-OVERLAP:]
    return False


def _copy(file: Path, copy: Path) -> None:
    """The same bytes under another name; both names lie on one disk as a rule."""
    try:
        os.link(file, copy)
    except OSError:
        shutil.copyfile(file, copy)

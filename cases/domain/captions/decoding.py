"""Bytes of unknown origin as text: by their mark, by how they lie, and by the old code page."""

from __future__ import annotations

import codecs
import re
from collections.abc import Sequence

from cases.domain.captions.cue import Notes, Oddity

# The marks of UTF-32 begin like those of UTF-16, and are asked for first.
MARKS: Sequence[tuple[bytes, str]] = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
LOOKED_AT = 4096
USUAL = "utf-8"
# What no column of the database holds: nothing, and halves of a letter.
UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
LOST = "\ufffd"


def decode(content: bytes, notes: Notes) -> str:
    """The text of a file. Never refuses: every byte means something in the last code page."""
    text, encoding = _decoded(content)
    if encoding != USUAL:
        notes.add(1, Oddity.ENCODING, encoding)
    return storable(text.replace("\r\n", "\n").replace("\r", "\n"), notes)


def storable(text: str, notes: Notes, line: int = 1) -> str:
    """The same text with a mark where a letter cannot be kept."""
    kept, count = UNSTORABLE.subn(LOST, text)
    if count:
        notes.add(line, Oddity.UNSTORABLE, str(count))
    return kept


def _decoded(content: bytes) -> tuple[str, str]:
    for mark, encoding in MARKS:
        if content.startswith(mark):
            return content[len(mark) :].decode(encoding, "replace"), encoding
    if encoding := _wide(content[:LOOKED_AT]):
        return content.decode(encoding, "replace"), encoding
    try:
        return content.decode("utf-8"), USUAL
    except UnicodeDecodeError:
        pass
    try:
        return content.decode("cp1252"), "cp1252"
    except UnicodeDecodeError:  # five bytes mean nothing there
        return content.decode("latin-1"), "latin-1"


def _wide(start: bytes) -> str:
    """UTF-16 without its mark: every second byte of Latin letters is nothing."""
    half = len(start) // 2
    if half < 2:
        return ""
    if start[1::2].count(0) > half * 0.6:
        return "utf-16-le"
    return "utf-16-be" if start[0::2].count(0) > half * 0.6 else ""

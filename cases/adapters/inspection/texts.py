"""Plain text and tables of commas: read to the end, written anew as UTF-8."""

from __future__ import annotations

import codecs
import csv
import re
from collections.abc import Iterator
from pathlib import Path

from cases.adapters.inspection.found import Found
from cases.domain.uploads import Reason, Refused, Removed, Searchable

PIECE = 256 * 1024
MARKS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
# What is text to the eye and a program to a machine.
PROGRAMS = re.compile(r"\s*(<[!?/a-zA-Z]|#!|%!|\{\\rtf)|.*%PDF-", re.DOTALL)
CONTROLS = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")
MOST_CONTROLS = 8
LINES_LOOKED_AT = 20
SEPARATORS = ",;\t|"


def look(file: Path, folder: Path, head: bytes) -> Found:
    """Take a text: anything that reads as one from beginning to end.

    Raises:
        Refused: it is no text, or one that a browser or a machine would run.
    """
    encoding = _encoding(file, head)
    removed, start = set(), ""
    with (folder / "copy").open("w", encoding="utf-8", newline="") as copy:
        controls = 0
        for text in _read(file, encoding):
            start = start or text
            clean = CONTROLS.sub("", text)
            controls += len(text) - len(clean)
            if controls > MOST_CONTROLS:
                raise Refused(Reason.NOT_ALLOWED)
            copy.write(clean)
    if PROGRAMS.match(start[:1024]):
        raise Refused(Reason.NOT_ALLOWED)
    if (folder / "copy").stat().st_size == 0:
        raise Refused(Reason.BROKEN)
    if controls:
        removed.add(Removed.CONTROLS)
    return Found(_kind(start), 0, removed, Searchable.TEXT)


def _encoding(file: Path, head: bytes) -> str:
    """Said by the mark at its beginning; else UTF-8; else the old code page of Windows."""
    for mark, name in MARKS.items():
        if head.startswith(mark):
            return name
    try:
        for _text in _decoded(file, "utf-8"):
            pass
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8"


def _read(file: Path, encoding: str) -> Iterator[str]:
    try:
        yield from _decoded(file, encoding)
    except UnicodeDecodeError as no_text:
        raise Refused(Reason.NOT_ALLOWED) from no_text


def _decoded(file: Path, encoding: str) -> Iterator[str]:
    decoder = codecs.getincrementaldecoder(encoding)()
    with file.open("rb") as opened:
        while piece := opened.read(PIECE):
            yield decoder.decode(piece)
    yield decoder.decode(b"", final=True)


def _kind(start: str) -> str:
    """A table, where every line has as many columns, and more than one."""
    lines = start.splitlines()[:LINES_LOOKED_AT]
    lines = lines[:-1] if len(lines) == LINES_LOOKED_AT else lines
    for separator in SEPARATORS:
        try:
            rows = [row for row in csv.reader(lines, delimiter=separator) if row]
        except csv.Error:
            continue
        widths = {len(row) for row in rows}
        if len(rows) > 1 and len(widths) == 1 and widths != {1}:
            return "text/csv"
    return "text/plain"

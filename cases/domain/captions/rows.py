"""Tables of turns (CSV, TSV): a head that names its columns, and a turn in each row."""

from __future__ import annotations

import csv
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from io import StringIO
from typing import Any

from cases.domain.captions import segments
from cases.domain.captions.cue import MOST_CHARACTERS, Format, Notes, Oddity, Reading

SEPARATORS = ("\t", ";", ",", "|")
COLUMNS: Mapping[str, str] = {
    **dict.fromkeys(("text", "teks", "ucapan", "kata-kata", "kata", "isi"), "text"),
    **dict.fromkeys(("utterance", "transcript", "transkrip", "content", "sentence"), "text"),
    **dict.fromkeys(("speaker", "penutur", "pembicara", "nama", "name", "who"), "speaker"),
    **dict.fromkeys(("role", "peran", "jabatan"), "role"),
    **dict.fromkeys(
        ("start", "mulai", "begin", "start_time", "from", "waktu", "time"), "start"
    ),
    **dict.fromkeys(("end", "selesai", "stop", "end_time", "to"), "end"),
    **dict.fromkeys(("start_ms",), "start_ms"),
    **dict.fromkeys(("end_ms",), "end_ms"),
}
# Whisper writes such a table in milliseconds; nothing in it says so.
IN_MS = ["start", "end", "text"]

# A turn may be longer than what the library takes for a field as a rule.
csv.field_size_limit(MOST_CHARACTERS)


def head_of(text: str) -> tuple[str, list[str]] | None:
    """How the columns are parted and called, where one of them holds words and another tells
    who or when; None where the first line is no such head.
    """
    first = text.partition("\n")[0]
    for separator in SEPARATORS:
        names = [one.strip().strip('"').casefold() for one in first.split(separator)]
        known = [COLUMNS[one] for one in names if one in COLUMNS]
        if len(known) > 1 and known.count("text") == 1:
            return separator, names
    return None


def read(
    text: str, separator: str, names: Sequence[str], notes: Notes, known: Collection[str]
) -> Reading:
    """Every row as a turn; a column that is none of ours is told of.

    Raises:
        UnreadableCaptions: no row holds a word.
    """
    for name in names:
        if name not in COLUMNS:
            notes.once(1, Oddity.HEADER, name)
    body = StringIO(text.partition("\n")[2], newline="")
    lines = csv.reader(body, delimiter=separator)
    unit = "_ms" if separator == "\t" and list(names) == IN_MS else ""
    rows = [_row(cells, names, unit) for cells in lines if any(cells)]
    return replace(segments.read(rows, notes, known), format=Format.TABLE)


def _row(cells: Sequence[str], names: Sequence[str], unit: str) -> dict[str, Any]:
    """A row by what its columns mean; what has no column goes on behind the words."""
    row: dict[str, Any] = {}
    for place, cell in enumerate(cells):
        name = names[place] if place < len(names) else ""
        kind = COLUMNS.get(name, "text" if not name else f"column {name}")
        if kind in {"start", "end"}:
            kind += unit
        row[kind] = f"{row[kind]} {cell}" if kind in row else cell
    return row

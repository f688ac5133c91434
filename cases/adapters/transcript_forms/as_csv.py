"""One row an utterance, for spreadsheets; the columns are those of the JSON form.

Page and line are numbers of their own: a spreadsheet would take ``3:12`` for a time of day.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from cases.adapters import tables
from cases.domain import transcripts as t

HEAD = (
    "number",
    "page",
    "line",
    "last_page",
    "last_line",
    "speaker",
    "role",
    "side",
    "kind",
    "rendering",
    "replies_to",
    "start_ms",
    "end_ms",
    "text",
)
# A cell holds so much; the rest of a long turn stands in further rows of its number.
LONGEST = tables.LONGEST_CELL - 1


def render(record: t.TranscriptRecord) -> bytes:
    """The utterances as CSV: UTF-8 with its mark, nothing that is a formula.

    Each row of a full copy says that it is one, wherever rows are copied to.
    """
    if record.is_full:
        marked = ((*row, t.FULL_NOTICE) for row in _rows(record))
        return tables.write_csv((*HEAD, "notice"), marked)
    return tables.write_csv(HEAD, _rows(record))


def _rows(record: t.TranscriptRecord) -> Iterator[tuple[tables.Cell, ...]]:
    places = _places(record)
    sides, hidden = _sides(record), t.sealed_turns(record)
    for turn in record.turns:
        first, last = places.get(turn.number, (None, None))
        text = turn.text or hidden.get(turn.number, "")
        for start in range(0, max(len(text), 1), LONGEST):
            yield (
                turn.number,
                first.page if first else None,
                first.line if first else None,
                last.page if last else None,
                last.line if last else None,
                turn.speaker,
                turn.role,
                sides.get(turn.speaker) or sides.get(turn.role, ""),
                turn.kind.value,
                turn.rendering.value,
                turn.replies_to,
                turn.start_ms,
                turn.end_ms,
                text[start : start + LONGEST],
            )


def _places(record: t.TranscriptRecord) -> Mapping[int, tuple[t.Line, t.Line]]:
    found: dict[int, tuple[t.Line, t.Line]] = {}
    for line in record.lines:
        if line.number is not None:
            found[line.number] = (found.get(line.number, (line, line))[0], line)
    return found


def _sides(record: t.TranscriptRecord) -> Mapping[str, str]:
    """For whom a name speaks, and a side for itself; nobody speaks for an empty name."""
    found = {one.side: one.side for one in record.appearances}
    found |= {one.name: one.side for one in record.appearances}
    found |= {name: "Majelis" for name, _role in record.panel}
    found[record.registrar] = "Panitera"
    found.pop("", None)
    return found

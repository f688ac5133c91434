"""Lines broken once, 25 on a page, and how a place on them is named.

The 25 follow the US Guide to Judiciary Policy, vol. 6, § 520; numbered turns and the bracketed
scene follow the minutes of the Mahkamah Konstitusi.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from itertools import groupby

from cases.domain.transcripts.record import Line, TranscriptRecord, Turn, label_of, words_of

LINES_PER_PAGE = 25
LINE_EM = 33.0  # width of a line, in em of the record's face
SEALED_BASIS = "UU 14/2008 Pasal 43 ayat (4)"
LABEL_SCALE = 0.84  # the speaker's name is set smaller, in the bold sans

Measure = Callable[[str, str], float]
"""Width in em of a text in one voice: ``record`` or ``label``."""


def lay_out(turns: Sequence[Turn], *, measure: Measure) -> tuple[Line, ...]:
    """Break every turn into lines, once, and put 25 on each page.

    A section starts with a blank line (unless it opens the page) and its heading. The last page
    is filled with blank lines. A closed turn, and the heading that opens with it, keep their
    height in sealed lines without words.
    """
    flow: list[tuple[int | None, int, int, str, str]] = []
    for turn in turns:
        if turn.section and len(flow) % LINES_PER_PAGE:
            flow.append((None, 0, 0, "", "blank"))
        heading = broken_heading(turn.section, measure=measure)
        flow.extend((None, 0, 0, *_shown(turn, text, "head")) for text in heading)
        label = len(label_of(turn))
        for start, end, text in _broken(words_of(turn), label, measure):
            flow.append((turn.number, start, end, *_shown(turn, text, "text")))
    missing = -len(flow) % LINES_PER_PAGE
    flow.extend((None, 0, 0, "", "blank") for _ in range(missing))
    return tuple(
        Line(place // LINES_PER_PAGE + 1, place % LINES_PER_PAGE + 1, *parts)
        for place, parts in enumerate(flow)
    )


def broken_heading(text: str, *, measure: Measure) -> tuple[str, ...]:
    """The lines of a heading."""
    return tuple(line for _start, _end, line in _broken(text, 0, measure))


def _shown(turn: Turn, text: str, kind: str) -> tuple[str, str]:
    return ("", "sealed") if turn.is_closed else (text, kind)


def _broken(text: str, label: int, measure: Measure) -> Iterable[tuple[int, int, str]]:
    """Break greedily at blanks; the first ``label`` characters are set in the label's face."""
    start = 0
    while start < len(text):
        end = _fitting(text, start, label, measure)
        yield start, end, text[start:end]
        start = end
        while start < len(text) and text[start] == " ":
            start += 1


def _fitting(text: str, start: int, label: int, measure: Measure) -> int:
    width, good, place = 0.0, start, start
    while place < len(text):
        stop = text.find(" ", place + 1)
        stop = len(text) if stop < 0 else stop
        width += _width(text, place, stop, label, measure)
        if width > LINE_EM:
            break
        good = place = stop
    if good > start:
        return good
    return _cut(text, start, label, measure)


def _cut(text: str, start: int, label: int, measure: Measure) -> int:
    """A single word wider than the line is cut where the line ends."""
    width, place = 0.0, start
    while place < len(text) and text[place] != " ":
        width += _width(text, place, place + 1, label, measure)
        if width > LINE_EM and place > start:
            break
        place += 1
    return place


def _width(text: str, start: int, stop: int, label: int, measure: Measure) -> float:
    if start >= label:
        return measure("record", text[start:stop])
    head = text[start : min(stop, label)]
    tail = text[label:stop] if stop > label else ""
    return measure("label", head) * LABEL_SCALE + (measure("record", tail) if tail else 0.0)


def sealed_words(lines: Sequence[Line]) -> dict[tuple[int, int], str]:
    """What stands on the first line of each run of closed lines on a page, by its place.

    The other lines of the run stay empty, and keep their height.
    """
    found: dict[tuple[int, int], str] = {}
    for (page, kind), run in groupby(lines, key=lambda line: (line.page, line.kind)):
        if kind == "sealed":
            told = list(run)
            first, last = told[0].line, told[-1].line
            which = str(first) if first == last else f"{first}–{last}"
            found[page, first] = _hidden(which)
    return found


def sealed_turns(record: TranscriptRecord) -> dict[int, str]:
    """What stands for the words of each closed turn where a form has no lines of its own."""
    return {
        turn.number: _hidden(short_citation(*record.place_of(turn.number)))
        for turn in record.turns
        if turn.is_closed
    }


def _hidden(which: str) -> str:
    return f"[baris {which} dirahasiakan, {SEALED_BASIS}]"


def content_digest(lines: Iterable[Line]) -> str:
    """SHA-256 of the words line by line: layout of white space may change, words may not."""
    told = "\n".join(" ".join(line.text.split()) for line in lines)
    return hashlib.sha256(told.encode()).hexdigest()


def short_citation(first: Line, last: Line) -> str:
    """3:12, 3:12–14 or 3:24–4:2."""
    if (first.page, first.line) == (last.page, last.line):
        return f"{first.page}:{first.line}"
    if first.page == last.page:
        return f"{first.page}:{first.line}–{last.line}"
    return f"{first.page}:{first.line}–{last.page}:{last.line}"


def roman(number: int) -> str:
    """II for 2."""
    text = ""
    for value, sign in ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")):
        while number >= value:
            text, number = text + sign, number - value
    return text

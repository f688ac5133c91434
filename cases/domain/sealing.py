"""What leaves the house: a record without its closed turns, and without private names.

Every form of a transcript goes through here; none of them decides anything itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import fields, replace

from cases.domain.admissions import UNANSWERED, QuestionFate
from cases.domain.publication.folding import Veil
from cases.domain.transcripts import (
    Line,
    Measure,
    Rendering,
    Thread,
    TranscriptRecord,
    Turn,
    UtteranceKind,
    broken_heading,
    words_of,
)


def without_closed(record: TranscriptRecord) -> TranscriptRecord:
    """The record as the public may have it (UU 14/2008 Pasal 43 ayat (4)).

    A closed turn keeps its number and its lines, so that page and line stay the same for
    everybody, and loses everything else: words, speaker, heading, question, admission, sources.
    What is made from the record afterwards, a word index or an attachment, can hold none of it.
    """
    closed = frozenset(turn.number for turn in record.turns if turn.is_closed)
    if not closed:
        return record
    turns = tuple(
        _emptied(turn) if turn.is_closed else _unpaired(turn, closed) for turn in record.turns
    )
    threads = tuple(
        _opened(one, closed) for one in record.threads if one.question not in closed
    )
    propositions = (
        replace(one, numbers=tuple(number for number in one.numbers if number not in closed))
        for one in record.propositions
    )
    cited = {key for turn in turns for key in turn.sources}
    return replace(
        record,
        turns=turns,
        lines=_blanked(record, closed),
        threads=threads,
        propositions=tuple(one for one in propositions if one.numbers),
        orders=tuple(one for one in record.orders if one.number not in closed),
        open_questions=tuple(
            one.label for one in threads if QuestionFate(one.fate) in UNANSWERED
        ),
        sources=tuple(one for one in record.sources if one.key in cited),
    )


def opened(record: TranscriptRecord, *, measure: Measure) -> TranscriptRecord:
    """The record as the panel and the registry may have it, under the same page and line.

    Closed lines get their words again, from the turns that the record holds.
    """
    closed = frozenset(turn.number for turn in record.turns if turn.is_closed)
    if not closed:
        return record
    lines = list(record.lines)
    for place, line in enumerate(lines):
        if line.kind == "sealed" and line.number is not None:
            words = words_of(record.turn(line.number))
            lines[place] = replace(line, text=words[line.char_from : line.char_to], kind="text")
    for start, end, number in _closed_headings(lines):
        told = broken_heading(record.turn(number).section, measure=measure)
        for place, text in zip(range(start, end), told, strict=True):
            lines[place] = replace(lines[place], text=text, kind="head")
    return replace(record, lines=tuple(lines), is_full=True)


def veiled(record: TranscriptRecord, veil: Veil) -> TranscriptRecord:
    """The record with private persons under their labels wherever no line is printed.

    Printed words stay as they were spoken; whether they may be published is checked apart.
    """
    turns = tuple(
        replace(turn, note=veil.over(turn.note), gloss=veil.over(turn.gloss))
        for turn in record.turns
    )
    others = {
        field.name: veil.over(getattr(record, field.name))
        for field in fields(record)
        if field.name not in {"turns", "lines", "kind"}
    }
    return replace(record, turns=turns, **others)


def _closed_headings(lines: Sequence[Line]) -> Iterator[tuple[int, int, int]]:
    """Runs of closed lines of no turn: where each begins and ends, and over which turn."""
    start = None
    for place, line in enumerate(lines):
        if line.kind == "sealed":
            start = place if start is None else start
        elif start is not None and line.number is not None:
            yield start, place, line.number
            start = None


def _emptied(turn: Turn) -> Turn:
    return Turn(
        number=turn.number,
        kind=UtteranceKind.SPEECH,
        rendering=Rendering.NOTE,
        speaker="",
        role="",
        text="",
        start_ms=turn.start_ms,
        end_ms=turn.end_ms,
        is_closed=True,
    )


def _unpaired(turn: Turn, closed: frozenset[int]) -> Turn:
    """An open answer to a closed question does not say what it answers."""
    return replace(turn, replies_to=None) if turn.replies_to in closed else turn


def _opened(thread: Thread, closed: frozenset[int]) -> Thread:
    return replace(thread, answers=tuple(one for one in thread.answers if one not in closed))


def _blanked(record: TranscriptRecord, closed: frozenset[int]) -> tuple[Line, ...]:
    """Closed lines without words, and the headings that stand over closed turns without any."""
    return tuple(
        replace(line, char_from=0, char_to=0, text="", kind="sealed")
        if line.number in closed or _heads_closed(record, place, closed)
        else line
        for place, line in enumerate(record.lines)
    )


def _heads_closed(record: TranscriptRecord, place: int, closed: frozenset[int]) -> bool:
    if record.lines[place].kind != "head":
        return False
    under = (line.number for line in record.lines[place:] if line.number is not None)
    return next(under, None) in closed

"""Numbered pages as they are painted: which words stand on which line, in which voice.

A sheet knows nothing of the pages around it, so that pages can be painted one by one, in any
order, by anybody. Sheets are plain values: what is painted is a matter of them alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any

from cases.domain.transcripts.lines import sealed_words
from cases.domain.transcripts.record import Line, TranscriptRecord, Turn, label_of


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of one painted line: the speaker's label, or words, admitted or not."""

    text: str
    voice: str  # label | words | admitted


@dataclass(frozen=True, slots=True)
class Row:
    """One painted line. Rows of one ``block`` are one heading or one turn, also across pages;
    ``code`` stands before its first line, ``mark`` behind its last.
    """

    line: int
    block: str  # u<number of the turn>, or h<page>.<line> where a heading begins
    kind: str  # head | quoted | paraphrase | note | sealed
    pieces: tuple[Piece, ...]
    code: str = ""
    mark: str = ""
    lang: str = "id"


@dataclass(frozen=True, slots=True)
class Sheet:
    """One numbered page; from line ``struck`` on it is unused, 0 where it is not."""

    page: int
    pages: int
    rows: tuple[Row, ...]
    struck: int = 0


def sheets_of(record: TranscriptRecord) -> tuple[Sheet, ...]:
    """Every numbered page of a record, in order."""
    struck = _unused(record.lines)
    used = record.lines[: len(record.lines) - struck]
    on: dict[int, list[Row]] = {}
    for page, row in _rows(record, used):
        on.setdefault(page, []).append(row)
    last = record.pages
    return tuple(
        Sheet(
            page,
            last,
            tuple(on.get(page, ())),
            _first_struck(record.lines, struck) if page == last and struck else 0,
        )
        for page in range(1, last + 1)
    )


def _unused(lines: Sequence[Line]) -> int:
    """How many lines of the last page carry nothing; they are struck through."""
    count = 0
    while count < len(lines) and lines[-1 - count].kind == "blank":
        count += 1
    return count


def _first_struck(lines: Sequence[Line], struck: int) -> int:
    return lines[-struck].line


def _rows(record: TranscriptRecord, lines: Sequence[Line]) -> Iterator[tuple[int, Row]]:
    """Every painted line with its page."""
    codes = _codes(record)
    admitted = {number for one in record.propositions for number in one.numbers}
    hidden = sealed_words(lines)
    for (number, kind), same in groupby(lines, key=lambda line: (line.number, line.kind)):
        block = list(same)
        if kind == "sealed":
            yield from _covered(block, hidden)
        elif kind == "head":
            yield from _heading(block)
        elif number is not None:
            told = _said(record.turn(number), block, is_admitted=number in admitted)
            yield from _coded(told, codes.get(number, ""))


def _said(turn: Turn, lines: Sequence[Line], *, is_admitted: bool) -> Iterator[tuple[int, Row]]:
    label = len(label_of(turn))
    mark = ", ".join(turn.admissions)
    for line in lines:
        pieces = _pieces(line, label, is_admitted=is_admitted)
        behind = mark if line is lines[-1] else ""
        yield (
            line.page,
            Row(
                line.line,
                f"u{turn.number}",
                turn.rendering.value,
                pieces,
                mark=behind,
                lang=turn.lang,
            ),
        )


def _coded(rows: Iterable[tuple[int, Row]], code: str) -> Iterator[tuple[int, Row]]:
    for place, (page, row) in enumerate(rows):
        yield page, row if place or not code else replace(row, code=code)


def _heading(lines: Sequence[Line]) -> Iterator[tuple[int, Row]]:
    name = f"h{lines[0].page}.{lines[0].line}"
    for line in lines:
        yield line.page, Row(line.line, name, "head", (Piece(line.text, "label"),))


def _covered(
    lines: Sequence[Line], hidden: Mapping[tuple[int, int], str]
) -> Iterator[tuple[int, Row]]:
    """Closed lines: on the first of them on a page what they are, then blanks as high."""
    first = lines[0]
    name = f"u{first.number}" if first.number else f"h{first.page}.{first.line}"
    for line in lines:
        told = hidden.get((line.page, line.line), "")
        pieces = (Piece(told, "words"),) if told else ()
        yield line.page, Row(line.line, name, "sealed", pieces)


def _pieces(line: Line, label: int, *, is_admitted: bool) -> tuple[Piece, ...]:
    """Cut one line where the label ends; positions are those of the painted words."""
    cut = max(0, min(label - line.char_from, len(line.text)))
    head, tail = line.text[:cut], line.text[cut:]
    gap = tail[: len(tail) - len(tail.lstrip())]
    words = tail[len(gap) :]
    told = (
        Piece(head, "label"),
        Piece(gap, "words"),
        Piece(words, "admitted" if is_admitted else "words"),
    )
    return tuple(piece for piece in told if piece.text)


def _codes(record: TranscriptRecord) -> dict[int, str]:
    """T1 for the first question and J1 for its answers, in the order of the record."""
    codes: dict[int, str] = {}
    for no, thread in enumerate(record.threads, start=1):
        codes[thread.question] = f"T{no}"
        codes.update(dict.fromkeys(thread.answers, f"J{no}"))
    return codes


def to_plain(sheets: Iterable[Sheet]) -> list[Any]:
    """Sheets as JSON takes them."""
    return [
        [
            sheet.page,
            sheet.pages,
            sheet.struck,
            [
                [
                    row.line,
                    row.block,
                    row.kind,
                    [[piece.text, piece.voice] for piece in row.pieces],
                    row.code,
                    row.mark,
                    row.lang,
                ]
                for row in sheet.rows
            ],
        ]
        for sheet in sheets
    ]


def from_plain(told: Iterable[Any]) -> tuple[Sheet, ...]:
    """The sheets that ``to_plain`` told of."""
    return tuple(
        Sheet(page, pages, tuple(_row(*row) for row in rows), struck)
        for page, pages, struck, rows in told
    )


def _row(line: int, block: str, kind: str, pieces: Sequence[Any], *more: str) -> Row:
    return Row(line, block, kind, tuple(Piece(*piece) for piece in pieces), *more)

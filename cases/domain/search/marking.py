"""Showing what was found: the words of a text that a question meant, and where they stand."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from cases.domain.search.asked import Asked, Field, Part
from cases.domain.search.index import words
from cases.domain.search.stems import stem

LENGTH = 320  # letters of an excerpt
Piece = tuple[str, bool]

ELSEWHERE = frozenset({Field.APPLICANT, Field.RESPONDENT, Field.REGISTER})


def marked(text: str, asked: Asked) -> list[Piece]:
    """The text in pieces, and of each whether the question meant it, however it is written."""
    pieces = re.split(r"(\w+)", text)
    if not asked.parts:
        return [(piece, False) for piece in pieces if piece]
    flat = [(place, word) for place, piece in enumerate(pieces) for word in words(piece)]
    meant: set[int] = set()
    for part in asked.parts:
        if part.field not in ELSEWHERE:
            meant |= {flat[at][0] for at in _meant(part, [w for _place, w in flat], asked)}
    return [(piece, place in meant) for place, piece in enumerate(pieces) if piece]


def excerpt(text: str, asked: Asked) -> list[Piece]:
    """The stretch of a long text in which the first word stands that was meant."""
    pieces = marked(text, asked)
    if len(text) <= LENGTH:
        return pieces
    ends = _ends(pieces)
    hit = next((ends[no] for no, piece in enumerate(pieces) if piece[1]), 0)
    start = max(0, min(hit - LENGTH // 3, len(text) - LENGTH))
    kept = [
        piece
        for piece, end in zip(pieces, ends, strict=True)
        if end - len(piece[0]) >= start and end <= start + LENGTH
    ]
    before = [("… ", False)] if start else []
    after = [(" …", False)] if start + LENGTH < len(text) else []
    return [*before, *kept, *after]


def _ends(pieces: Sequence[Piece]) -> list[int]:
    ends, at = [], 0
    for piece, _is_meant in pieces:
        at += len(piece)
        ends.append(at)
    return ends


def _meant(part: Part, told: Sequence[str], asked: Asked) -> Collection[int]:
    """Where in these words a part of a question stands."""
    if part.is_phrase:
        length = len(part.words)
        starts = (at for at in range(len(told)) if tuple(told[at : at + length]) == part.words)
        return {at + step for at in starts for step in range(length)}
    if part.is_whole:
        return {at for at, word in enumerate(told) if word in part.words}
    roots = {stem(word) for word in part.words} if asked.by_root else set()
    return {
        at
        for at, word in enumerate(told)
        if word.startswith(part.words) or (roots and stem(word) in roots)
    }

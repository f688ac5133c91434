"""Where the lines of one edition stand in another, from turn and place in its words.

Reads lines alone: their turn, their place in the painted words, their text. Closed lines carry
neither turn nor words for the public, and are told run by run.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby

from cases.domain.transcripts.record import Line


@dataclass(frozen=True, slots=True)
class Match:
    """Lines of the older edition, and where they stand in the newer one.

    ``is_changed``: the words are not the same.
    """

    first: Line
    last: Line
    new_first: Line
    new_last: Line
    is_changed: bool


def concordance(older: Sequence[Line], newer: Sequence[Line]) -> tuple[Match, ...]:
    """Every line of the older edition but blank ones, in its order."""
    there = dict(_runs(newer))
    found: list[Match] = []
    for key, lines in _runs(older):
        if key in there:
            found.extend(_matched(lines, there[key]))
    return tuple(sorted(found, key=lambda one: (one.first.page, one.first.line)))


def _runs(lines: Sequence[Line]) -> Iterator[tuple[object, list[Line]]]:
    """The lines of each turn, and each run of headings or of closed lines, by its place."""
    turns: dict[int, list[Line]] = {}
    order: dict[str, int] = {}
    for (number, kind), run in groupby(lines, key=lambda one: (one.number, one.kind)):
        if kind == "blank":
            continue
        if number is not None and kind == "text":
            turns.setdefault(number, []).extend(run)
            continue
        order[kind] = order.get(kind, 0) + 1
        yield (kind, order[kind]), list(run)
    yield from turns.items()


def _matched(old: list[Line], new: list[Line]) -> Iterator[Match]:
    if old[0].kind != "text":
        yield from _by_height(old, new)
        return
    before, after = _words(old), _words(new)
    moves = _moves(before, after)
    for line in old:
        start, end = _there(line.char_from, moves), _there(line.char_to, moves)
        reached = [one for one in new if one.char_from < end and one.char_to > start]
        if not reached:
            reached = [_nearest(new, start)]
        is_changed = line.text != after[start:end]
        yield Match(line, line, reached[0], reached[-1], is_changed)


def _by_height(old: list[Line], new: list[Line]) -> Iterator[Match]:
    """Headings and closed lines: one by one where as many stand there, else as a whole."""
    if len(old) == len(new):
        for one, other in zip(old, new, strict=True):
            yield Match(one, one, other, other, one.text != other.text)
    else:
        yield Match(old[0], old[-1], new[0], new[-1], is_changed=True)


def _words(lines: Iterable[Line]) -> str:
    """The painted words of a turn, put together again; what is not painted is a blank."""
    told = list(lines)
    room = [" "] * max(line.char_to for line in told)
    for line in told:
        room[line.char_from : line.char_to] = line.text
    return "".join(room)


def _moves(before: str, after: str) -> list[tuple[int, int, int]]:
    """Stretches that are the same: where they begin in each, and how long they are."""
    if before == after:
        return [(0, 0, len(before))]
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    return [(one.a, one.b, one.size) for one in matcher.get_matching_blocks()]


def _there(place: int, moves: Sequence[tuple[int, int, int]]) -> int:
    """Where a place in the old words lies in the new ones."""
    there = 0
    for old, new, size in moves:
        if place <= old:
            return new if place == old else there
        there = new + min(place - old, size)
    return there


def _nearest(lines: Sequence[Line], place: int) -> Line:
    return min(lines, key=lambda one: abs(one.char_from - place))

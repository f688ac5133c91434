"""When each printed line begins, told from what is known of its turn. Milliseconds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

Heard = tuple[str, int | None]
"""A word and when it begins."""


@dataclass(frozen=True, slots=True)
class Timed:
    """A turn that has a time. ``heard``: its words as a recogniser wrote them, or none."""

    start_ms: int
    end_ms: int | None = None
    heard: tuple[Heard, ...] = ()


def line_starts(turn: Timed, text: str, places: Sequence[int]) -> list[int]:
    """When the lines begin that start at these characters of ``text``, in their order.

    Words that were heard are looked for in the text, one after the other; between them, and
    towards the end of the turn, time passes with the letters. Past the last thing known it
    stands still. No line begins before the one above it.
    """
    known = [*_known(turn, text)]
    found: list[int] = []
    for place in places:
        at = _at(known, place)
        found.append(max([at, *found[-1:]]))
    return found


def _known(turn: Timed, text: str) -> Iterator[tuple[int, int]]:
    """Characters whose time is known, both growing."""
    yield 0, turn.start_ms
    place, at = 0, turn.start_ms
    for where, begins in _looked_up(turn.heard, text):
        if where > place and begins >= at:
            place, at = where, begins
            yield place, at
    if turn.end_ms is not None and turn.end_ms >= at and len(text) > place:
        yield len(text), turn.end_ms


def _looked_up(heard: Iterable[Heard], text: str) -> Iterator[tuple[int, int]]:
    sought, cursor = text.casefold(), 0
    for word, begins in heard:
        bare = word.strip().strip(".,;:?!").casefold()
        where = sought.find(bare, cursor) if bare else -1
        if where >= 0 and begins is not None:
            cursor = where + len(bare)
            yield where, begins


def _at(known: Sequence[tuple[int, int]], place: int) -> int:
    before = max(one for one in known if one[0] <= place)
    after = min((one for one in known if one[0] > place), default=before)
    width = after[0] - before[0]
    passed = (after[1] - before[1]) * (place - before[0]) // width if width else 0
    return before[1] + passed

"""What stands in the way of certifying a draft: said before, and confirmed or mended."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from cases.domain.transcripts.record import Rendering, Turn, UtteranceKind

# Of these nobody in particular is the speaker.
VOICELESS = frozenset({UtteranceKind.SCENE, UtteranceKind.OFF_RECORD})
EXHIBIT = re.compile(r"\bbukti\s+([PTM])\s?[-–.]?\s?(\d{1,3})\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Obstacle:
    """One kind of thing that is not as it should be.

    ``code`` is a word of the group ``obstacle``, ``where`` names some of the places. What is
    blocking cannot be confirmed away: the record would not be one.
    """

    code: str
    count: int = 1
    where: tuple[str, ...] = ()
    is_blocking: bool = False


def is_wordless(text: str) -> bool:
    """Whether nobody has written what was said: nothing stands there, or dots alone.

    With dots a recorder says who speaks from when on; the words come from the sound.
    """
    return not any(sign.isalnum() for sign in text)


def voiceless(turns: Iterable[Turn]) -> Iterator[Turn]:
    """Turns whose speaker is not known, where there has to be one."""
    for turn in turns:
        is_spoken = turn.kind not in VOICELESS and turn.rendering is not Rendering.NOTE
        if is_spoken and not turn.speaker:
            yield turn


def misplaced(turns: Sequence[Turn]) -> Iterator[Turn]:
    """Answers to something that is no earlier question."""
    asked: set[int] = set()
    for turn in turns:
        if turn.replies_to is not None and turn.replies_to not in asked:
            yield turn
        if turn.kind is UtteranceKind.QUESTION:
            asked.add(turn.number)


def overlapping(turns: Sequence[Turn]) -> Iterator[Turn]:
    """Turns that begin before the one before them has ended, by their times."""
    until = -1
    for turn in turns:
        if turn.start_ms is not None and turn.start_ms < until:
            yield turn
        if turn.end_ms is not None:
            until = max(until, turn.end_ms)


def exhibits_named(turns: Iterable[Turn]) -> dict[str, int]:
    """The exhibits that are spoken of, as P-1, with the first turn that names each."""
    found: dict[str, int] = {}
    for turn in turns:
        for side, no in EXHIBIT.findall(turn.text):
            found.setdefault(f"{side.upper()}-{int(no)}", turn.number)
    return found

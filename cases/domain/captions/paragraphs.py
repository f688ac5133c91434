"""Plain text: paragraphs that begin with who speaks, as minutes and chats write them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field

from cases.domain.captions import blocks, labels, times
from cases.domain.captions.cue import MOST_CUES, Cue, Format, Notes, Reading, flat

STAMP = r"\d{1,3}:\d{2}(?::\d{2})?(?:[.,]\d{1,3})?"
# A time before the speaker, as in “[00:01:02] KETUA: …”, or alone behind a name.
BEFORE = re.compile(rf"\s*[\[(]?({STAMP})[\])]?\s*[-–]?\s+(?=\S)")
BEHIND = re.compile(rf"\s*({labels.CALLED})(?:\s{{2,9}}|\s?[\[(])({STAMP})[\])]?:?\s*")
FEWEST = 2  # so many turns say who speaks, and a third of all paragraphs: then it is talk


@dataclass(slots=True)
class _Turn:
    """A turn as it is gathered; ``is_named`` where a paragraph says who or when."""

    line: int
    speaker: str
    start_ms: int | None
    is_named: bool
    said: list[str] = field(default_factory=list)


def read(text: str, notes: Notes, known: Collection[str]) -> Reading | None:
    """The turns of a text; None where too few paragraphs say who speaks. A paragraph that does
    not say it belongs to the turn before.
    """
    turns = list(_turns(text, known))
    named = sum(one.is_named for one in turns)
    paragraphs = sum(len(one.said) for one in turns)
    if named < FEWEST or named * 3 < paragraphs or named > MOST_CUES:
        return None
    cues = [times.tidied(_cue(one, known, notes), notes) for one in turns]
    kept = blocks.spoken(cues, notes)
    return Reading(Format.TEXT, tuple(kept), tuple(notes.told), are_turns=True)


def _cue(turn: _Turn, known: Collection[str], notes: Notes) -> Cue:
    said = flat(" ".join(turn.said))
    cue = Cue(turn.start_ms, None, turn.speaker, said, line=turn.line)
    return blocks.named(cue, "", known, notes)


def _turns(text: str, known: Collection[str]) -> Iterator[_Turn]:
    turn: _Turn | None = None
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        begun = _begun(number, line, known)
        if begun is not None or turn is None:
            if turn is not None:
                yield turn
            turn = begun or _Turn(number, "", None, is_named=False, said=[line])
        else:
            turn.said.append(line)
    if turn is not None:
        yield turn


def _begun(number: int, line: str, known: Collection[str]) -> _Turn | None:
    """The turn that a paragraph begins; None where it goes on with another one."""
    if behind := BEHIND.fullmatch(line):
        at = times.milliseconds(behind[2])
        return _Turn(number, flat(behind[1]), at, is_named=True)
    before = BEFORE.match(line)
    label, said = labels.labelled(line[before.end() :] if before else line, known)
    if not label and before is None:
        return None
    at = times.milliseconds(before[1]) if before else None
    return _Turn(number, label, at, is_named=True, said=[said])

"""Joining words with the log that says who spoke, and cues into turns. Pure functions."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from cases.domain.captions import labels
from cases.domain.captions.cue import Cue, Notes, Oddity, Word

PAUSE_MS = 2_000  # after so long a silence somebody else may speak
ENDS = (".", "?", "!", "…", "--")
SURE, DOUBTFUL = 0.85, 0.6  # mean probability of the words


@dataclass(frozen=True, slots=True)
class Stretch:
    """From when on somebody speaks; ``key`` is what the log calls this entry."""

    start_ms: int
    speaker: str
    key: int = -1
    end_ms: int | None = None


@dataclass(frozen=True, slots=True)
class Spoken:
    """Words with the entry of the log under which they fell, if any."""

    cue: Cue
    stretch: Stretch | None = None
    cues: int = 1


def log_of(pairs: Sequence[tuple[int, str]]) -> list[Stretch]:
    """A log from pairs of milliseconds and names."""
    return [Stretch(ms, name, no) for no, (ms, name) in enumerate(sorted(pairs))]


def who_spoke(cues: Sequence[Cue], log: Sequence[Stretch], notes: Notes) -> list[Spoken]:
    """Each cue with the entry of the log that it shares most time with.

    A person pressed the key, so the log says who speaks; a cue during which the speaker changes
    is cut where its words have times. A cue without a time, or before the first entry, keeps
    what it says itself.
    """
    if not log:
        return [Spoken(cue) for cue in cues]
    ordered = sorted(log, key=lambda one: one.start_ms)
    starts = [one.start_ms for one in ordered]
    return [_placed(part, ordered, starts, notes) for cue in cues for part in _cut(cue, starts)]


def _cut(cue: Cue, starts: Sequence[int]) -> Iterator[Cue]:
    """The cue by entries of the log, where every word says when it was spoken."""
    timed = [(word, word.start_ms) for word in cue.words if word.start_ms is not None]
    is_whole = len(timed) == len(cue.words) and _tell_all(cue)
    places = [bisect_right(starts, _middle(word, start)) for word, start in timed]
    if not is_whole or len(set(places)) < 2:
        yield cue
        return
    parts: list[list[Word]] = [[timed[0][0]]]
    for (word, _start), before, place in zip(timed[1:], places, places[1:], strict=False):
        if place != before:
            parts.append([])
        parts[-1].append(word)
    for part in parts:
        yield replace(
            cue,
            start_ms=part[0].start_ms,
            end_ms=part[-1].end_ms,
            text=" ".join(word.text for word in part),
            words=tuple(part),
        )


def _tell_all(cue: Cue) -> bool:
    """Whether the words together are the text; otherwise cutting would lose some."""
    return "".join(word.text for word in cue.words).replace(" ", "") == cue.text.replace(
        " ", ""
    )


def _middle(word: Word, start: int) -> int:
    return (start + word.end_ms) // 2 if word.end_ms is not None else start


def _placed(
    cue: Cue, ordered: Sequence[Stretch], starts: Sequence[int], notes: Notes
) -> Spoken:
    stretch = _shared_most(cue, ordered, starts)
    if stretch is None:
        return Spoken(cue)
    told = cue.speaker
    is_other = (
        told and not labels.is_diarised(told) and _folded(told) != _folded(stretch.speaker)
    )
    if is_other and stretch.speaker:
        notes.add(cue.line, Oddity.OTHER_SPEAKER, f"{told} → {stretch.speaker}")
    speaker = stretch.speaker or ("" if labels.is_diarised(told) else told)
    return Spoken(replace(cue, speaker=speaker), stretch)


def _shared_most(cue: Cue, ordered: Sequence[Stretch], starts: Sequence[int]) -> Stretch | None:
    if cue.start_ms is None:
        return None
    end = cue.end_ms if cue.end_ms is not None else cue.start_ms
    first = max(bisect_right(starts, cue.start_ms) - 1, 0)
    best, most = None, -1
    for place in range(first, len(ordered)):
        begins = ordered[place].start_ms
        if begins > end:
            break
        until = ordered[place + 1].start_ms if place + 1 < len(ordered) else max(end, begins)
        shared = min(end, until) - max(cue.start_ms, begins)
        if shared > most:
            best, most = ordered[place], shared
    return best


def _folded(name: str) -> str:
    return " ".join(name.casefold().split())


def turns_of(
    spoken: Sequence[Spoken],
    *,
    are_turns: bool = False,
    is_apart: Callable[[Cue], bool] = lambda _cue: False,
) -> list[Spoken]:
    """Cues of one speaker that follow each other as one turn.

    Where nobody knows who speaks, a turn ends with a sentence before a pause, so that it can be
    given to one speaker later. ``are_turns``: each cue is a turn already; ``is_apart``: what
    makes no turn with the rest, as what was said behind closed doors.
    """
    if are_turns:
        return list(spoken)
    groups: list[list[Spoken]] = []
    for one in spoken:
        before = groups[-1][-1] if groups else None
        if before and is_apart(before.cue) == is_apart(one.cue) and _goes_on(before, one):
            groups[-1].append(one)
        else:
            groups.append([one])
    return [together(group) for group in groups]


def _goes_on(before: Spoken, one: Spoken) -> bool:
    if before.stretch != one.stretch or before.cue.speaker != one.cue.speaker:
        return False
    if one.cue.speaker or one.stretch is not None:
        return True
    end, start = before.cue.end_ms, one.cue.start_ms
    pause = start - end if end is not None and start is not None else 0
    return pause < PAUSE_MS and not (pause > 0 and before.cue.text.endswith(ENDS))


def together(group: Sequence[Spoken]) -> Spoken:
    """Several stretches of words as one, in their order; at least one is given."""
    if len(group) == 1:
        return group[0]
    cues = [one.cue for one in group]
    ends = [cue.end_ms for cue in cues if cue.end_ms is not None]
    start = cues[0].start_ms
    end = max(ends) if ends else None
    return Spoken(
        replace(
            cues[0],
            end_ms=end if end is not None and end >= (start or 0) else None,
            text=" ".join(cue.text for cue in cues),
            words=tuple(word for cue in cues for word in cue.words),
        ),
        group[0].stretch,
        sum(one.cues for one in group),
    )


def confidence(words: Sequence[Word]) -> str:
    """How sure the recogniser was: high, medium, low; empty where it did not say."""
    known = [word.probability for word in words if word.probability is not None]
    if not known:
        return ""
    mean = sum(known) / len(known)
    if mean >= SURE:
        return "high"
    return "medium" if mean >= DOUBTFUL else "low"


def counted(remarks: Sequence[Oddity]) -> dict[str, int]:
    """How often each oddity was met, in the order of the list of oddities."""
    told = Counter(remarks)
    return {one.value: told[one] for one in Oddity if told[one]}

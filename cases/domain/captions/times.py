"""Times as captions and recognisers write them, in milliseconds."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import replace

from cases.domain.captions.cue import LATEST_MS, Cue, Notes, Oddity

_STAMP = r"-?\d{1,6}(?:: ?\d{1,6}){0,2}(?:[.,]\d{0,9})?"
STAMP = re.compile(_STAMP)
TIMING = re.compile(rf"\s*({_STAMP})\s*-{{1,3}}>[ \t]*({_STAMP})?(?:[ \t]+(.*))?\s*")
MS = {"ms": 1, "s": 1000}


def milliseconds(stamp: str) -> int | None:
    """``01:02:03,5``, ``02:03.5`` or ``3.5`` in milliseconds; None where it is no stamp."""
    if not STAMP.fullmatch(stamp):
        return None
    is_before = stamp.startswith("-")
    total = 0.0
    for part in stamp.lstrip("-").replace(",", ".").split(":"):
        total = total * 60 + float(part or 0)
    whole = round(total * 1000)
    return -whole if is_before else whole


def of_number(value: object, unit: str) -> int | None:
    """A time as JSON holds it: a number of ``unit``, a number in quotes, or a stamp."""
    if isinstance(value, str):
        text = value.strip().removesuffix("s").replace(",", ".")
        if ":" in text:
            return milliseconds(text)
        try:
            value = float(text)
        except ValueError:
            return None
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    try:
        number = float(value)
    except OverflowError:
        return None
    return round(number * MS[unit]) if math.isfinite(number) and abs(number) < 1e12 else None


def tidied(cue: Cue, notes: Notes) -> Cue:
    """The cue with times that the record can hold; what it cannot hold is told and unknown."""
    start, end = cue.start_ms, cue.end_ms
    if start is not None and not 0 <= start <= LATEST_MS:
        notes.add(cue.line, Oddity.OUT_OF_REACH, str(start))
        start = None
    if end is not None and end > LATEST_MS:
        notes.add(cue.line, Oddity.OUT_OF_REACH, str(end))
        end = None
    if end is not None and (end < 0 or end <= (start or 0)):
        notes.add(cue.line, Oddity.ENDS_EARLY, f"{_told(start)} → {end}")
        end = None
    words = tuple(
        replace(word, start_ms=_kept(word.start_ms), end_ms=_kept(word.end_ms))
        for word in cue.words
    )
    return replace(cue, start_ms=start, end_ms=end, words=words)


def in_order(cues: Sequence[Cue], notes: Notes) -> tuple[Cue, ...]:
    """The cues as they were spoken. The order of the file is data: only where every cue has a
    beginning can the beginnings say otherwise.
    """
    if any(cue.start_ms is None for cue in cues):
        found = tuple(cues)
    else:
        found = tuple(sorted(cues, key=lambda cue: cue.start_ms or 0))
        latest = -1
        for cue in cues:
            if (cue.start_ms or 0) < latest:
                notes.add(cue.line, Oddity.UNSORTED, str(cue.start_ms))
            latest = max(latest, cue.start_ms or 0)
    _tell_overlaps(found, notes)
    return found


def _tell_overlaps(cues: Sequence[Cue], notes: Notes) -> None:
    until = -1
    before: Cue | None = None
    for cue in cues:
        parts = before is not None and before.line == cue.line
        if cue.start_ms is not None and cue.start_ms < until and not parts:
            notes.add(cue.line, Oddity.OVERLAP, f"{cue.start_ms} < {until}")
        until, before = max(until, cue.end_ms or -1), cue


def _kept(ms: int | None) -> int | None:
    return ms if ms is not None and 0 <= ms <= LATEST_MS else None


def _told(ms: int | None) -> str:
    return "?" if ms is None else str(ms)

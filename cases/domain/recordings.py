"""The sound of a hearing: what may be said of it, and what of it is closed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import StrEnum

from cases.domain.errors import CaseError

FURTHEST_MS = 86_400_000  # a clock that is off by more than a day is another clock


class ImportState(StrEnum):
    """Where words from elsewhere are on their way into the draft."""

    WAITING = "waiting"
    DONE = "done"
    KNOWN = "known"  # the same words were imported before


class NotTheSound(CaseError):
    """The upload is of another house, or serves somewhere already."""

    code = "not_the_sound"


class NoSuchStretch(CaseError):
    """A stretch that ends before it begins, or lies outside the sound."""

    code = "no_such_stretch"


class ClockTooFar(CaseError):
    """An offset beyond a day."""

    code = "clock_too_far"


class SoundNotReady(CaseError):
    """The sound was not checked yet, or was refused."""

    code = "sound_not_ready"


class SourceNeeded(CaseError):
    """A day until which sound is kept comes with the rule that says so."""

    code = "source_needed"


class SpeechUnavailable(CaseError):
    """Nobody here can recognise speech: no library, or no model."""

    code = "speech_unavailable"


def check_offset(offset_ms: int) -> None:
    """Refuse an offset that no clock has.

    Raises:
        ClockTooFar: it is more than a day.
    """
    if abs(offset_ms) > FURTHEST_MS:
        raise ClockTooFar("Selisih jam itu lebih dari satu hari.")


def check_stretch(start_ms: int, end_ms: int, duration_ms: int) -> None:
    """Refuse a stretch that is none of a sound so long.

    Raises:
        NoSuchStretch: says what is wrong.
    """
    if end_ms <= start_ms or start_ms < 0:
        raise NoSuchStretch("Bagian itu berakhir sebelum mulai.")
    if start_ms >= duration_ms:
        raise NoSuchStretch("Bagian itu di luar rekaman.")


def open_stretches(
    closed: Iterable[tuple[int, int]], duration_ms: int
) -> Sequence[tuple[int, int]]:
    """What is left of a sound without its closed parts, in milliseconds."""
    found, place = [], 0
    for start, end in sorted(closed):
        if start > place:
            found.append((place, min(start, duration_ms)))
        place = max(place, end)
    if place < duration_ms:
        found.append((place, duration_ms))
    return found

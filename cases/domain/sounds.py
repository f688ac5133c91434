"""The public copy of a sound: which of it is silenced, and when there can be none.

Times are milliseconds. The clock of the hearing starts when it was opened; where it stands
beside the clock of the sound is told by an offset. What is not known is never guessed in favour
of publicity: then there is no copy.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from cases.domain.captions import Word
from cases.domain.errors import CaseError
from cases.domain.recordings import FURTHEST_MS

MIME, SUFFIX = "audio/mpeg", "mp3"
# What phones record; it is read by what is not everywhere installed.
DECODED = frozenset({"audio/mp4", "audio/3gpp", "audio/aac", "audio/amr"})
# What browsers as a rule do not play; it is saved, and heard with a program of one's own.
UNPLAYED = frozenset({"audio/3gpp", "audio/amr"})
COPIED = frozenset({"audio/wav", "audio/flac", "audio/ogg", "audio/mpeg"}) | DECODED
# What every codec here takes, and what every browser plays.
RATES = frozenset({8000, 11025, 12000, 16000, 22050, 24000, 32000, 44100, 48000})
# A key is pressed and a clock is read by people: so much more is silenced on both sides.
MARGIN_MS = 1000
# A decoded sound that is so much longer or shorter than it said keeps another clock.
TOLERANCE_MS = 2000

Span = tuple[int, int | None]
"""From, until; None: until the end."""
Stretches = tuple[tuple[int, int], ...]


class ClosedTimeUnknown(CaseError):
    """Something was closed to the public, and nobody can say from when until when."""

    code = "closed_time_unknown"


class ClockUnknown(CaseError):
    """Nobody told where the sound stands beside the clock of the hearing."""

    code = "sound_clock_unknown"


class NothingOpen(CaseError):
    """Nothing of the sound is left that the public may hear."""

    code = "nothing_open"


class WordsFirst(CaseError):
    """The sound follows the words: no transcript of the hearing is public."""

    code = "words_first"


class SoundNotCopied(CaseError):
    """The sound cannot be decoded here, or comes with a clock that cannot be trusted."""

    code = "sound_not_copied"


class SoundDecoderMissing(CaseError):
    """What decodes this kind of sound is not installed here; nothing of it can be silenced."""

    code = "sound_decoder_missing"


class AlreadyReleased(CaseError):
    """The public copy that is asked for stands, or is being made."""

    code = "sound_released"


class NotReleased(CaseError):
    """There is no public copy to be withdrawn."""

    code = "sound_not_released"


@dataclass(frozen=True, slots=True)
class Stretch:
    """A session by the clock of the hearing; an unknown end of an open one is no harm."""

    start_ms: int | None
    end_ms: int | None
    is_public: bool


@dataclass(frozen=True, slots=True)
class Said:
    """A turn by the clock of the hearing. ``is_keyed``: the time is that of a key, not of a
    voice; ``session``: the place of its session among the stretches.
    """

    start_ms: int | None
    end_ms: int | None
    is_closed: bool
    is_keyed: bool = False
    session: int | None = None


@dataclass(frozen=True, slots=True)
class Cut:
    """What a public copy leaves silent, and the offset by which that was told."""

    silenced: Stretches
    offset_ms: int


@dataclass(frozen=True, slots=True)
class Heard:
    """What is known of one sound. ``parts``: closed ones by its own clock; ``offset_ms``: how
    far the clock of the hearing is ahead, None where nobody told.
    """

    duration_ms: int
    offset_ms: int | None
    parts: Stretches


def closed_by_clock(turns: Sequence[Said], sessions: Sequence[Stretch]) -> list[Span]:
    """What of a hearing was closed to the public, by its own clock.

    Raises:
        ClosedTimeUnknown: something closed has no time.
    """
    told = {no for no, one in enumerate(sessions) if _is_told(one)}
    hidden = (one for one in sessions if not one.is_public)
    found: list[Span] = [(_known(one.start_ms), one.end_ms) for one in hidden]
    for place, turn in enumerate(turns):
        if turn.is_closed and not _is_covered(turn, sessions, told):
            found.append(_around(turns, place))
    return found


@dataclass(frozen=True, slots=True)
class Times:
    """When something was said. ``heard``: the middle of each word for which that is known; they
    say it more exactly than the beginning and the end do.
    """

    start_ms: int | None
    end_ms: int | None = None
    heard: tuple[int, ...] = ()


def times_of(words: Iterable[Word], start_ms: int | None, end_ms: int | None) -> Times:
    """The times of a stretch of words."""
    known = ((one.start_ms, one.end_ms) for one in words)
    middles = tuple(
        start if end is None else (start + end) // 2
        for start, end in known
        if start is not None
    )
    return Times(start_ms, end_ms, middles)


def touches(said: Times, closed: Sequence[Span]) -> bool:
    """Whether something was said in what was closed, in part or whole. Without a time it was
    nowhere; without an end it is an instant.
    """
    if said.heard:
        return any(_is_within(at, at, closed) for at in said.heard)
    start = said.start_ms
    if start is None:
        return False
    until = max(start + 1, said.end_ms or 0)
    return any(until > begins and (ends is None or start < ends) for begins, ends in closed)


def lies_in(said: Times, closed: Sequence[Span]) -> bool:
    """Whether all of it was said in what was closed."""
    if said.heard:
        return all(_is_within(at, at, closed) for at in said.heard)
    start = said.start_ms
    return start is not None and _is_within(start, max(start, said.end_ms or 0), closed)


def _is_within(start: int, end: int, closed: Sequence[Span]) -> bool:
    return any(
        begins <= start and (ends is None or (start < ends and end <= ends))
        for begins, ends in closed
    )


def off_record(sessions: Sequence[Stretch]) -> list[Span]:
    """What lies before, between and after the sessions of a hearing: recess, and microphones
    that were left on. Where no session is told, nothing is known to be off the record.
    """
    known = [one for one in sessions if one.start_ms is not None]
    if not known:
        return []
    found: list[Span] = [(-FURTHEST_MS, known[0].start_ms or 0)]
    for before, after in pairwise(known):
        if before.end_ms is not None:
            found.append((before.end_ms, after.start_ms))
    if known[-1].end_ms is not None:
        found.append((known[-1].end_ms, None))
    return found


def cut(heard: Heard, closed: Iterable[Span], gaps: Iterable[Span] = ()) -> Cut:
    """The stretches of the sound that the public does not hear, in their order, joined.

    ``closed`` is widened by a margin, ``gaps`` are not.

    Raises:
        ClockUnknown: nobody told where the sound stands beside the clock of the hearing.
        NothingOpen: nothing else is left.
    """
    if heard.offset_ms is None:
        raise ClockUnknown("Selisih jam rekaman ini belum dicatat.")
    moved = [*heard.parts, *(_moved(one, heard) for one in closed)]
    wide = ((start - MARGIN_MS, end + MARGIN_MS) for start, end in moved)
    found = _joined(
        (max(start, 0), min(end, heard.duration_ms))
        for start, end in (*wide, *(_moved(one, heard) for one in gaps))
    )
    if sum(end - start for start, end in found) >= heard.duration_ms:
        raise NothingOpen("Tidak ada bagian rekaman ini yang terbuka untuk umum.")
    return Cut(found, heard.offset_ms)


def check_length(told_ms: int, decoded_ms: int) -> None:
    """Refuse a sound whose clock cannot be trusted.

    Raises:
        SoundNotCopied: it is longer or shorter than it said.
    """
    if abs(told_ms - decoded_ms) > TOLERANCE_MS:
        raise SoundNotCopied(
            "Lama rekaman tidak sama dengan yang tercatat pada berkasnya; jamnya tidak pasti."
        )


def _moved(span: Span, heard: Heard) -> tuple[int, int]:
    """A span on the clock of the sound."""
    start, end = span
    offset = heard.offset_ms or 0
    return start - offset, heard.duration_ms if end is None else end - offset


def _around(turns: Sequence[Said], place: int) -> Span:
    """From where a closed turn may have begun until where it may have ended. A key follows the
    voice: what was keyed may have begun when the turn before it was keyed.
    """
    turn = turns[place]
    start = _known(turn.start_ms)
    if turn.is_keyed:
        before = [one.start_ms for one in turns[:place] if one.start_ms is not None]
        start = min([start, *before[-1:]]) if before else 0
    if turn.end_ms is not None:
        return start, turn.end_ms
    after = (one.start_ms for one in turns[place + 1 :] if one.start_ms is not None)
    return start, next((at for at in after if at > _known(turn.start_ms)), None)


def _is_told(session: Stretch) -> bool:
    return not session.is_public and session.start_ms is not None


def _is_covered(turn: Said, sessions: Sequence[Stretch], told: set[int]) -> bool:
    """Whether a turn lies whole in a closed session that is silenced anyway."""
    if turn.session is None or turn.session not in told:
        return False
    session = sessions[turn.session]
    start, end = turn.start_ms, turn.end_ms
    begins = start is None or start >= (session.start_ms or 0)
    ends = end is None or session.end_ms is None or end <= session.end_ms
    return begins and ends


def _known(ms: int | None) -> int:
    if ms is None:
        raise ClosedTimeUnknown("Ada bagian sidang yang tertutup dan waktunya tidak diketahui.")
    return ms


def _joined(stretches: Iterable[tuple[int, int]]) -> Stretches:
    found: list[tuple[int, int]] = []
    for start, end in sorted(one for one in stretches if one[1] > one[0]):
        if found and start <= found[-1][1]:
            found[-1] = found[-1][0], max(found[-1][1], end)
        else:
            found.append((start, end))
    return tuple(found)

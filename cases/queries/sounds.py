"""The public copies of recordings: what of a sound must be silent, and how its copy stands."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import QuerySet

from cases.domain import sounds as rules
from cases.domain.captions.cue import words_from
from cases.domain.errors import CaseError
from cases.domain.publication import Visibility
from cases.domain.sounds import Cut, Heard, Said, Span, Stretch, Stretches, Times
from cases.models import (
    ClosedPart,
    Hearing,
    HearingSession,
    Job,
    Recording,
    RecordingOffset,
    SoundRelease,
    Utterance,
)
from cases.queries import transcripts
from cases.queries.recordings import keyed_ms

MS = timedelta(milliseconds=1)


def cut_of(recording: Recording) -> Cut:
    """What the public does not hear of a recording, by all that is told of it now.

    Raises:
        ClosedTimeUnknown, ClockUnknown, NothingOpen: there can be no public copy.
    """
    return _found(recording, *_told([recording]))


def closed_parts(hearing: Hearing) -> list[Span]:
    """The closed parts of the recordings of a hearing, by the clock of the hearing; where
    nobody told of an offset both clocks are taken for one, as words from them are.
    """
    offsets = dict(
        RecordingOffset.objects.filter(recording__hearing=hearing)
        .order_by("no")
        .values_list("recording_id", "offset_ms")
    )
    parts = ClosedPart.objects.filter(recording__hearing=hearing)
    return [
        (one.start_ms + offset, one.end_ms + offset)
        for one in parts.order_by("start_ms", "pk")
        for offset in (offsets.get(one.recording_id, 0),)
    ]


def closed_spans(hearing: Hearing) -> list[Span]:
    """What is told to have been closed of a hearing, by its own clock: sessions and parts."""
    told = [_stretch(one, hearing) for one in hearing.sessions.filter(is_public=False)]
    known = [(one.start_ms, one.end_ms) for one in told if one.start_ms is not None]
    return [*known, *closed_parts(hearing)]


def spoken_at(turn: Utterance) -> Times:
    """When a turn was spoken, by what it says itself and by the words that were heard in it; a
    key that was pressed tells neither. It comes from ``transcripts.spoken``.
    """
    told = transcripts.latest(turn).words or []
    return rules.times_of(words_from(told), turn.start_ms, turn.end_ms)


@dataclass(frozen=True, slots=True)
class Doors:
    """What of a hearing was said behind closed doors, as sessions and recordings tell."""

    hearing: Hearing
    sessions: Sequence[HearingSession]
    parts: Sequence[Span]

    def were_heard(self, turn: Utterance) -> bool:
        """Whether the words of a turn reach into a closed part of the sound."""
        return rules.touches(spoken_at(turn), self.parts)

    def were_shut(self, turn: Utterance) -> bool:
        """Whether a turn lies in a closed session, or was keyed during a closed part."""
        keyed = Times(keyed_ms(turn, self.hearing))
        return rules.touches(keyed, self.parts) or any(
            _is_in(turn, one) for one in self.sessions
        )


def doors_of(hearing: Hearing) -> Doors:
    """The closed sessions and the closed parts of the sound of a hearing. Three queries."""
    sessions = HearingSession.objects.filter(hearing=hearing, is_public=False)
    return Doors(hearing, list(sessions), closed_parts(hearing))


def behind_doors(hearing: Hearing, turns: Collection[int]) -> bool:
    """Whether one of these turns was said where sessions or recordings tell of closed doors."""
    doors = doors_of(hearing)
    rows = transcripts.spoken(hearing).filter(pk__in=turns).select_related("captured")
    return any(doors.were_heard(row) or doors.were_shut(row) for row in rows)


def _is_in(turn: Utterance, session: HearingSession) -> bool:
    captured = getattr(turn, "captured", None)
    if turn.session_id == session.pk:
        return True
    if captured is None or session.opened_at is None:
        return False
    until = session.closed_at or captured.said_at + timedelta(seconds=1)
    return bool(session.opened_at <= captured.said_at < until)


def standing(recordings: Collection[Recording]) -> Mapping[int, Cut]:
    """As ``cut_of``, for several; those that can have no copy are left out.

    Four queries, however many they are.
    """
    told = _told(recordings) if recordings else ({}, {}, {}, {})
    found = {}
    for recording in recordings:
        try:
            found[recording.pk] = _found(recording, *told)
        except CaseError:
            continue
    return found


def holds(release: SoundRelease, cut: Cut | None) -> bool:
    """Whether a release says what is told of its recording now."""
    if cut is None:
        return False
    told = [list(one) for one in cut.silenced]
    return release.silenced == told and release.offset_ms == cut.offset_ms


def current() -> QuerySet[SoundRelease]:
    """Releases that were not taken back."""
    return SoundRelease.objects.filter(withdrawal=None)


def release_of(recording: Recording) -> SoundRelease | None:
    """The release of a recording that stands, with its copy where it is made."""
    rows = (
        current()
        .filter(recording=recording)
        .select_related("copy", "recording__hearing", "recording__upload")
    )
    return rows.order_by("-no").first()


def releases_of(recording: Recording) -> list[SoundRelease]:
    """Every release of a recording, the latest first."""
    rows = recording.releases.select_related("copy", "withdrawal").order_by("-no")
    return list(rows)


def work_of(release: SoundRelease) -> Job | None:
    """The work on order for a release."""
    return Job.objects.filter(kind="copy_sound", key=release.code).first()


def copies_of(hearings: Collection[int]) -> list[SoundRelease]:
    """The copies of these hearings that stand, are made, and still say what is told."""
    rows = list(
        current()
        .filter(recording__hearing__in=hearings, copy__isnull=False)
        .select_related("copy", "recording__upload", "recording__hearing")
        .order_by("recording__session__no", "recording", "no")
    )
    told = standing([row.recording for row in rows])
    return [row for row in rows if holds(row, told.get(row.recording_id))]


def is_open(hearing: Hearing) -> bool:
    """Whether the hearing was public, and so are all the disputes that it served."""
    hidden = hearing.disputes.exclude(visibility=Visibility.PUBLIC)
    return hearing.is_public and not hidden.exists()


def has_words(hearing: Hearing) -> bool:
    """Whether a transcript of the hearing is public."""
    return hearing.editions.filter(published_at__isnull=False).exists()


_Sessions = Mapping[int, Sequence[HearingSession]]
_Turns = Mapping[int, Sequence[Utterance]]
_Offsets = Mapping[int, int]
_Parts = Mapping[int, Stretches]


def _told(recordings: Collection[Recording]) -> tuple[_Sessions, _Turns, _Offsets, _Parts]:
    hearings = {one.hearing_id for one in recordings}
    sessions, turns, parts = defaultdict(list), defaultdict(list), defaultdict(list)
    for session in HearingSession.objects.filter(hearing__in=hearings).order_by("no"):
        sessions[session.hearing_id].append(session)
    for turn in (
        Utterance.objects.filter(hearing__in=hearings)
        .select_related("captured")
        .only("hearing", "session", "start_ms", "end_ms", "is_closed", "captured__said_at")
        .order_by("position")
    ):
        turns[turn.hearing_id].append(turn)
    for part in ClosedPart.objects.filter(recording__in=recordings).order_by("start_ms", "pk"):
        parts[part.recording_id].append((part.start_ms, part.end_ms))
    offsets = dict(
        RecordingOffset.objects.filter(recording__in=recordings)
        .order_by("no")
        .values_list("recording_id", "offset_ms")
    )
    return sessions, turns, offsets, {pk: tuple(found) for pk, found in parts.items()}


def _found(
    recording: Recording, sessions: _Sessions, turns: _Turns, offsets: _Offsets, parts: _Parts
) -> Cut:
    hearing = recording.hearing
    own = sessions.get(hearing.pk, ())
    if any(one.pk == recording.session_id and not one.is_public for one in own):
        raise rules.NothingOpen("Rekaman ini milik sesi yang tertutup.")
    told = [_stretch(one, hearing) for one in own]
    places = {one.pk: no for no, one in enumerate(own)}
    said = [_said(one, hearing, places) for one in turns.get(hearing.pk, ())]
    heard = Heard(
        recording.upload.duration_ms, offsets.get(recording.pk), parts.get(recording.pk, ())
    )
    closed = rules.closed_by_clock(said, told)
    return rules.cut(heard, closed, rules.off_record(told))


def _stretch(session: HearingSession, hearing: Hearing) -> Stretch:
    begun = hearing.opened_at
    start = (session.opened_at - begun) // MS if session.opened_at and begun else None
    end = (session.closed_at - begun) // MS if session.closed_at and begun else None
    return Stretch(start, end, session.is_public)


def _said(turn: Utterance, hearing: Hearing, places: Mapping[int, int]) -> Said:
    captured = getattr(turn, "captured", None)
    start, is_keyed = turn.start_ms, False
    if start is None and captured is not None and hearing.opened_at is not None:
        start, is_keyed = max(0, (captured.said_at - hearing.opened_at) // MS), True
    place = places.get(turn.session_id) if turn.session_id else None
    return Said(start, turn.end_ms, turn.is_closed, is_keyed, place)

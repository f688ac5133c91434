"""What stands in the way of certifying the transcript of a hearing, read off the record.

Each check is a function of what was read; another one is added to ``CHECKS``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from django.db.models import Exists, OuterRef

from cases.domain import personal_data
from cases.domain.capture import MarkKind
from cases.domain.hearings import HearingState
from cases.domain.transcripts import Obstacle, Turn, is_wordless, obstacles
from cases.models import (
    CaptureTrouble,
    Exhibit,
    Hearing,
    QuestionThread,
    TurnMark,
    Utterance,
)
from cases.queries import correcting, sounds, transcripts

HELD = (HearingState.CLOSED, HearingState.ADJOURNED)
SHOWN = 8  # places that are named; the count tells of all


@dataclass(frozen=True, slots=True)
class Facts:
    """A hearing with its draft; ``rows`` are the turns as they are kept, in the same order."""

    hearing: Hearing
    turns: Sequence[Turn]
    rows: Sequence[Utterance]

    def at(self, places: Sequence[int]) -> tuple[str, ...]:
        """Some turns by their numbers, as they are called."""
        return tuple(f"butir {no}" for no in places[:SHOWN])


def obstacles_of(hearing: Hearing) -> tuple[Obstacle, ...]:
    """Everything in the way, what is blocking first."""
    rows = list(transcripts.spoken(hearing).select_related("session", "captured"))
    facts = Facts(hearing, transcripts.draft_record(hearing).turns if rows else (), rows)
    found = [one for check in CHECKS for one in check(facts)]
    return tuple(sorted(found, key=lambda one: not one.is_blocking))


def _no_turns(facts: Facts) -> Iterator[Obstacle]:
    if not facts.turns:
        yield Obstacle("no_turns", is_blocking=True)


def _not_ended(facts: Facts) -> Iterator[Obstacle]:
    if facts.hearing.state not in HELD:
        yield Obstacle("not_ended", is_blocking=True)


def _no_registrar(facts: Facts) -> Iterator[Obstacle]:
    if facts.hearing.registrar_id is None:
        yield Obstacle("no_registrar", is_blocking=True)


def _misplaced(facts: Facts) -> Iterator[Obstacle]:
    found = [one.number for one in obstacles.misplaced(facts.turns)]
    if found:
        yield Obstacle("answer_before_question", len(found), facts.at(found), is_blocking=True)


def _wordless(facts: Facts) -> Iterator[Obstacle]:
    found = [one.number for one in facts.turns if is_wordless(one.text)]
    if found:
        yield Obstacle("wordless", len(found), facts.at(found))


def _voiceless(facts: Facts) -> Iterator[Obstacle]:
    found = [one.number for one in obstacles.voiceless(facts.turns)]
    if found:
        yield Obstacle("unknown_speaker", len(found), facts.at(found))


def _overlapping(facts: Facts) -> Iterator[Obstacle]:
    """Within each session, or in the whole where no session is known."""
    pairs = zip(facts.rows, facts.turns, strict=True)
    found: list[int] = []
    ordered = sorted(pairs, key=lambda pair: pair[0].session_id or 0)
    for _session, same in groupby(ordered, key=lambda pair: pair[0].session_id):
        found += [one.number for one in obstacles.overlapping([turn for _row, turn in same])]
    if found:
        yield Obstacle("overlapping_times", len(found), facts.at(sorted(found)))


def _unjudged(facts: Facts) -> Iterator[Obstacle]:
    judged = QuestionThread.objects.filter(question__hearing=facts.hearing)
    known = set(judged.values_list("question_id", flat=True))
    found = [
        turn.number
        for row, turn in zip(facts.rows, facts.turns, strict=True)
        if row.kind == "question" and row.pk not in known
    ]
    if found:
        yield Obstacle("unjudged_question", len(found), facts.at(found))


def _open_in_closed(facts: Facts) -> Iterator[Obstacle]:
    """Turns that fall into a closed stretch and are not marked closed.

    Those that reach into a closed part of the sound are cut there first, or their times mended.
    """
    doors = sounds.doors_of(facts.hearing)
    pairs = zip(facts.rows, facts.turns, strict=True)
    waiting = [(row, turn.number) for row, turn in pairs if not row.is_closed]
    heard = [no for row, no in waiting if doors.were_heard(row)]
    behind = [no for row, no in waiting if no not in heard and doors.were_shut(row)]
    if heard:
        yield Obstacle("open_in_closed_part", len(heard), facts.at(heard), is_blocking=True)
    if behind:
        yield Obstacle("open_in_closed_stretch", len(behind), facts.at(behind))


def _unconfirmed(facts: Facts) -> Iterator[Obstacle]:
    """An admission that was worded afterwards is one mark, not two."""
    marks = TurnMark.objects.filter(
        utterance__hearing=facts.hearing, utterance__withdrawal=None
    )
    admissions = marks.filter(kind=MarkKind.ADMISSION)
    worded = admissions.filter(utterance=OuterRef("utterance")).exclude(what="")
    waiting = marks.exclude(kind=MarkKind.EXHIBIT).filter(confirmation=None)
    waiting = waiting.exclude(Exists(worded), kind=MarkKind.ADMISSION, what="")
    marked = set(waiting.values_list("utterance_id", flat=True))
    found = [
        turn.number
        for row, turn in zip(facts.rows, facts.turns, strict=True)
        if row.pk in marked
    ]
    if found:
        yield Obstacle("unconfirmed_mark", len(found), facts.at(found))


def _missing_exhibits(facts: Facts) -> Iterator[Obstacle]:
    named = obstacles.exhibits_named(facts.turns)
    if not named:
        return
    kept = Exhibit.objects.filter(dispute__hearings=facts.hearing).values_list("side", "no")
    known = {f"{side}-{no}" for side, no in kept}
    missing = {name: no for name, no in named.items() if name not in known}
    if missing:
        where = tuple(f"{name}, butir {no}" for name, no in missing.items())
        yield Obstacle("missing_exhibit", len(missing), where[:SHOWN])


def _troubles(facts: Facts) -> Iterator[Obstacle]:
    count = CaptureTrouble.objects.filter(entry__hearing=facts.hearing).count()
    if count:
        yield Obstacle("capture_trouble", count)


def _unread(facts: Facts) -> Iterator[Obstacle]:
    """Nobody but their author has read them; of a draft that was frozen before, no more."""
    unread = set(correcting.unread_turns(facts.hearing).values_list("pk", flat=True))
    pairs = zip(facts.rows, facts.turns, strict=True)
    found = [turn.number for row, turn in pairs if row.pk in unread]
    if found:
        yield Obstacle("unread_turn", len(found), facts.at(found))


def _doubtful(facts: Facts) -> Iterator[Obstacle]:
    count = len(correcting.doubtful_words(facts.hearing))
    if count:
        yield Obstacle("doubtful_word", count)


def _proposed(facts: Facts) -> Iterator[Obstacle]:
    count = correcting.open_proposals(facts.hearing).count()
    if count:
        yield Obstacle("open_proposal", count)


def _personal(facts: Facts) -> Iterator[Obstacle]:
    """Whoever publishes decides about each; before the lines stand, words can still change."""
    turns = (one for one in facts.turns if not one.is_closed)
    found = [one.number for one in turns if personal_data.find(one.text)]
    if found:
        yield Obstacle("personal_data", len(found), facts.at(found))


CHECKS: tuple[Callable[[Facts], Iterator[Obstacle]], ...] = (
    _no_turns,
    _not_ended,
    _no_registrar,
    _misplaced,
    _wordless,
    _voiceless,
    _overlapping,
    _unjudged,
    _open_in_closed,
    _unconfirmed,
    _missing_exhibits,
    _troubles,
    _unread,
    _doubtful,
    _proposed,
    _personal,
)

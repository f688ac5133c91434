"""One turn at the desk: corrected, cut in two, joined with the next, put in, taken back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal

from django.db import transaction

from cases.domain import correcting as rules
from cases.domain.captions import Word
from cases.domain.correcting import Act
from cases.domain.rights import Right
from cases.domain.transcripts import Rendering, UtteranceKind
from cases.models import (
    Hearing,
    Person,
    TurnWithdrawal,
    User,
    Utterance,
    UtteranceRevision,
)
from cases.queries import correcting as queries
from cases.queries.sounds import closed_parts
from cases.services import journal
from cases.services.accounts import as_actor
from cases.services.rights import right
from cases.services.transcripts import positions
from cases.services.transcripts.correcting.pen import Change, Pen, open_desk, seen, write
from cases.services.transcripts.correcting.pen import write_new as write_turn
from cases.services.transcripts.drafting import close_within
from cases.services.transcripts.turns import Spoken, check_stays_question, check_turn


@dataclass(frozen=True, slots=True)
class Telling:
    """A turn as it is to stand: its words, who says them, of what kind, from when to when.

    Times are milliseconds of the clock of the hearing, or unknown.
    """

    text: str
    kind: UtteranceKind = UtteranceKind.SPEECH
    person: Person | None = None
    speaker: str = ""
    role: str = ""
    side: str = ""
    replies_to: Utterance | None = None
    start_ms: int | None = None
    end_ms: int | None = None

    def spoken(self, rendering: str) -> Spoken:
        """The same for the laws of a transcript."""
        return Spoken(self.kind, Rendering(rendering), self.text, replies_to=self.replies_to)


def telling_of(utterance: Utterance, revision: UtteranceRevision) -> Telling:
    """A turn as it stands."""
    return Telling(
        revision.text,
        UtteranceKind(utterance.kind),
        utterance.person,
        utterance.speaker,
        utterance.role,
        utterance.side,
        utterance.replies_to,
        utterance.start_ms,
        utterance.end_ms,
    )


def told_by(telling: Telling) -> dict[str, object]:
    """What a telling says beside the words, by the columns of a turn."""
    return {
        "kind": telling.kind.value,
        "person": telling.person,
        "speaker": telling.speaker,
        "role": telling.role,
        "side": telling.side,
        "replies_to": telling.replies_to,
        "start_ms": telling.start_ms,
        "end_ms": telling.end_ms,
    }


@right(Right.REGISTRY)
@transaction.atomic
def correct(
    utterance: Utterance,
    telling: Telling,
    *,
    seen_revision: int,
    reason: str,
    by: User,
    now: datetime,
    act: Act = Act.EDIT,
) -> UtteranceRevision:
    """Let a turn stand as it is told, beside how it stood. Words that stay keep their times.

    Raises:
        ReasonNeeded, AlreadyFrozen, MediationIsClosed: as ``open_desk``.
        ChangedMeanwhile: another wording was written since; nothing is lost.
        NotCorrectable: the turn was withdrawn. NothingChanged: it stands so already.
        TimesReversed: it would end before it begins.
        OnlyAnswersReply, NotAQuestion, UnansweredReference, AnsweredQuestion: by its pairing.
    """
    hearing = open_desk(utterance.hearing, reason)
    before = seen(utterance, seen_revision)
    rules.check_times(telling.start_ms, telling.end_ms)
    said = telling.spoken(utterance.rendering)
    check_turn(said, hearing, before=utterance.position)
    check_stays_question(utterance, said)
    change = Change(utterance, before, telling.text, told_by(telling))
    if change.is_empty:
        raise rules.NothingChanged("Tidak ada yang berubah pada giliran ini.")
    (made,) = write(hearing, [change], Pen(act, by, reason, now))
    close_within(hearing, closed_parts(hearing))
    return made


@right(Right.REGISTRY)
@transaction.atomic
def split(
    utterance: Utterance, at: int, *, seen_revision: int, reason: str, by: User, now: datetime
) -> Utterance:
    """Cut a turn before its word at a place; what is behind becomes a turn of its own.

    It is of the same speaker and kind, and closed if the first is; a piece that lies in a
    closed part of the sound is closed.

    Raises:
        NotCorrectable: there is no word on one side.
        ReasonNeeded, AlreadyFrozen, ChangedMeanwhile: as ``correct``.
    """
    hearing = open_desk(utterance.hearing, reason)
    before = seen(utterance, seen_revision)
    rules.check_split(len(before.text.split()), at)
    first, second = rules.cut(before.text, at)
    words = queries.words_of(before)
    start = words[at].start_ms
    pen = Pen(Act.SPLIT, by, reason, now)
    position = _behind(hearing, utterance, pen)
    turn = _beside(
        utterance, position, start_ms=start, end_ms=rules.end_after(start, utterance.end_ms)
    )
    told = {"end_ms": rules.end_after(utterance.start_ms, start)}
    change = Change(utterance, before, first, told, _heard(before, words[:at]))
    write_turn(hearing, turn, second, _heard(before, words[at:]), change, pen)
    turn.items.set(utterance.items.all())
    write(hearing, [replace(change, other=turn)], pen)
    close_within(hearing, closed_parts(hearing))
    return turn


@right(Right.REGISTRY)
@transaction.atomic
def join(
    utterance: Utterance,
    *,
    seen_revisions: tuple[int, int],
    reason: str,
    by: User,
    now: datetime,
) -> UtteranceRevision:
    """Put the words of the next turn behind those of this one; the next is taken back.

    Raises:
        NotNeighbours: there is no next one, or one of both is closed.
        TurnBuiltOn: something rests on the next one.
        ReasonNeeded, AlreadyFrozen, ChangedMeanwhile: as ``correct``.
    """
    hearing = open_desk(utterance.hearing, reason)
    first = seen(utterance, seen_revisions[0])
    _before, following = queries.neighbours(utterance)
    if following is None or following.is_closed != utterance.is_closed:
        raise rules.NotNeighbours(
            "Giliran digabung dengan yang berikutnya, dan keduanya terbuka atau tertutup."
        )
    second = seen(following, seen_revisions[1])
    _check_free(following)
    words = (*queries.words_of(first), *queries.words_of(second))
    last = following.end_ms if following.end_ms is not None else utterance.end_ms
    told = {"end_ms": rules.end_after(utterance.start_ms, last)}
    text = f"{first.text.rstrip()} {second.text.lstrip()}".strip()
    is_heard = bool(first.words or second.words)
    change = Change(utterance, first, text, told, words if is_heard else (), other=following)
    pen = Pen(Act.JOIN, by, reason, now)
    (made,) = write(hearing, [change], pen)
    _take_back(following, pen, into=utterance)
    return made


@right(Right.REGISTRY)
@transaction.atomic
def insert(
    after: Utterance, telling: Telling, *, is_closed: bool, reason: str, by: User, now: datetime
) -> Utterance:
    """Put in a turn that was forgotten, behind another one.

    Between two closed turns it is closed, whatever is said.

    Raises:
        TimesReversed, NotCorrectable, ReasonNeeded, AlreadyFrozen: as ``correct``.
        OnlyAnswersReply, NotAQuestion, UnansweredReference: by its pairing.
    """
    hearing = open_desk(after.hearing, reason)
    before = seen(after, queries.latest_revision(after).pk)
    rules.check_times(telling.start_ms, telling.end_ms)
    pen = Pen(Act.INSERT, by, reason, now)
    _former, following = queries.neighbours(after)
    position = _behind(hearing, after, pen)
    check_turn(telling.spoken(Rendering.QUOTED), hearing, before=position)
    is_between = after.is_closed and (following is None or following.is_closed)
    turn = Utterance(
        hearing=hearing,
        position=position,
        section=after.section,
        is_closed=is_closed or is_between,
        **told_by(telling),
    )
    write_turn(hearing, turn, telling.text, (), Change(after, before, before.text), pen)
    return turn


@right(Right.REGISTRY)
@transaction.atomic
def withdraw(
    utterance: Utterance, *, seen_revision: int, reason: str, by: User, now: datetime
) -> None:
    """Take a turn back; its words stay, and no transcript has it.

    Raises:
        TurnBuiltOn: it was answered, judged, admitted or ordered.
        ReasonNeeded, AlreadyFrozen, ChangedMeanwhile: as ``correct``.
    """
    hearing = open_desk(utterance.hearing, reason)
    seen(utterance, seen_revision)
    _check_free(utterance)
    _take_back(utterance, Pen(Act.EDIT, by, reason, now))
    journal.record(
        "turn_withdrawn",
        actor=as_actor(by),
        at=now,
        hearing=hearing,
        payload={"position": str(utterance.position), "reason": reason},
    )


def _behind(hearing: Hearing, utterance: Utterance, pen: Pen) -> Decimal:
    """A place behind a turn and before whatever stands next, withdrawn turns too."""
    later = hearing.utterances.filter(position__gt=utterance.position).order_by("position")
    following = later.first()
    if following is None:
        return Decimal(int(utterance.position) + 1)
    found = positions.between(utterance.position, following.position)
    if found is not None:
        return found
    positions.space_out(hearing, actor=pen.actor, now=pen.now)
    utterance.refresh_from_db()
    return _behind(hearing, utterance, pen)


def _beside(
    utterance: Utterance, position: Decimal, *, start_ms: int | None, end_ms: int | None
) -> Utterance:
    """A turn like another one, for the words that were cut off it."""
    like = ("kind", "rendering", "section", "person", "speaker", "role", "side", "lang")
    return Utterance(
        hearing_id=utterance.hearing_id,
        position=position,
        replies_to=utterance.replies_to,
        is_closed=utterance.is_closed,
        start_ms=start_ms,
        end_ms=end_ms,
        **{name: getattr(utterance, name) for name in like},
    )


def _heard(before: UtteranceRevision, words: Sequence[Word]) -> Sequence[Word]:
    return words if before.words else ()


def _check_free(utterance: Utterance) -> None:
    if queries.is_built_on(utterance):
        raise rules.TurnBuiltOn(
            "Giliran ini sudah dijawab, dinilai, diakui atau diperintahkan; ia tetap tercatat."
        )


def _take_back(utterance: Utterance, pen: Pen, *, into: Utterance | None = None) -> None:
    TurnWithdrawal.objects.create(
        utterance=utterance,
        reason=pen.reason[:300],
        withdrawn_by=pen.by,
        withdrawn_at=pen.now,
        into=into,
    )

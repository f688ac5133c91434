"""Turns are written down and revised, questions judged, until the hearing is frozen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db.models import Max

from cases.domain import hearings as openness
from cases.domain import transcripts as rules
from cases.domain.admissions import QuestionFate
from cases.models import (
    Correspondence,
    Exhibit,
    Hearing,
    InformationItem,
    Person,
    QuestionJudgement,
    QuestionThread,
    Utterance,
    UtteranceRevision,
)
from cases.services import hearings, journal, publication
from cases.services.journal import Actor


@dataclass(frozen=True, slots=True)
class Spoken:
    """One turn as it is written down: who, what kind, which words, from where."""

    kind: rules.UtteranceKind
    rendering: rules.Rendering
    text: str
    text_en: str = ""
    speaker: str = ""
    role: str = ""
    side: str = ""
    person: Person | None = None
    section: str = ""
    replies_to: Utterance | None = None
    items: Sequence[InformationItem] = ()
    note: str = ""
    confidence: str = ""
    sources: Sequence[str] = ()
    origin: str = "key"
    key: str = ""
    is_closed: bool = False


# What a turn is beside its words; ``revise`` sets it anew.
TOLD = ("kind", "rendering", "section", "person", "speaker", "role", "side", "replies_to")


@dataclass(frozen=True, slots=True)
class Judgement:
    """What became of a question, judged by a person on a local day.

    ``answer``, ``exhibit``, ``letter``: where an answer is found that came later.
    """

    fate: QuestionFate
    label: str
    assessed_on: date | None = None
    due_on: date | None = None
    note: str = ""
    answer: Utterance | None = None
    exhibit: Exhibit | None = None
    letter: Correspondence | None = None
    is_lapse: bool = False


@publication.one_act
def capture(
    hearing: Hearing,
    said: Spoken,
    *,
    position: Decimal | None = None,
    actor: Actor,
    now: datetime,
) -> Utterance:
    """Write down one turn after the last, or at a position between two others.

    Raises:
        AlreadyFrozen: the transcript of this hearing is frozen.
        OnlyAnswersReply: it replies, and is no answer.
        NotAQuestion: it answers something that is no question of this hearing.
        UnansweredReference: it would answer a later question.
        NotInThisHearing: it is about an item of a dispute that is not heard here.
    """
    hearing = open_record(hearing)
    if position is None:
        last = hearing.utterances.aggregate(last=Max("position"))["last"] or Decimal(0)
        position = last + 1
    check_turn(said, hearing, before=position)

    utterance = Utterance.objects.create(
        hearing=hearing,
        position=position,
        kind=said.kind,
        rendering=said.rendering,
        section=said.section,
        person=said.person,
        speaker=said.speaker,
        role=said.role,
        side=said.side,
        replies_to=said.replies_to,
        is_closed=said.is_closed,
        key=said.key,
    )
    utterance.items.set(said.items)
    _write_words(utterance, said, rev=1, reason="", actor=actor, now=now)
    journal.record(
        "utterance_written",
        actor=actor,
        at=now,
        hearing=hearing,
        payload={"position": str(utterance.position), "kind": said.kind.value},
    )
    return utterance


@publication.one_act
def revise(
    utterance: Utterance, said: Spoken, *, reason: str, actor: Actor, now: datetime
) -> UtteranceRevision:
    """Put other words beside the old ones, with the reason; the old ones stay.

    ``said`` tells the whole turn as it is to stand: who, what kind, which words. What else was
    changed is kept in the journal. Whether a turn is closed is not changed here.

    Raises:
        AlreadyFrozen: the transcript of this hearing is frozen.
        AnsweredQuestion: a question that was answered or judged would be one no more.
        UnansweredReference: it would answer a later question.
        OnlyAnswersReply, NotAQuestion, NotInThisHearing: as for a new turn.
    """
    hearing = open_record(utterance.hearing)
    utterance.refresh_from_db()
    check_turn(said, hearing, before=utterance.position)
    check_stays_question(utterance, said)

    changed = _retell(utterance, said)
    last = utterance.revisions.aggregate(last=Max("rev"))["last"] or 0
    revision = _write_words(utterance, said, rev=last + 1, reason=reason, actor=actor, now=now)
    journal.record(
        "utterance_revised",
        actor=actor,
        at=now,
        hearing=hearing,
        payload={
            "position": str(utterance.position),
            "rev": revision.rev,
            "reason": reason,
            "before": changed,
        },
    )
    return revision


@publication.one_act
def assess(
    question: Utterance, judgement: Judgement, *, actor: Actor, now: datetime
) -> QuestionThread:
    """Judge what became of a question; earlier judgements stay, and the thread shows this one.

    Raises:
        NotAQuestion: the turn is none.
    """
    hearing = hearings.locked(question.hearing)
    _check_question(question, hearing)

    thread, _made = QuestionThread.objects.update_or_create(
        question=question,
        defaults={
            "label": judgement.label,
            "fate": judgement.fate,
            "assessed_by": actor.name,
            "assessed_on": judgement.assessed_on,
            "due_on": judgement.due_on,
            "note": judgement.note,
        },
    )
    QuestionJudgement.objects.create(
        thread=thread,
        fate=judgement.fate,
        assessed_by=actor.name,
        assessed_on=judgement.assessed_on,
        written_at=now,
        due_on=judgement.due_on,
        note=judgement.note,
        answer=judgement.answer,
        exhibit=judgement.exhibit,
        letter=judgement.letter,
        is_lapse=judgement.is_lapse,
    )
    journal.record(
        "question_assessed",
        actor=actor,
        at=now,
        hearing=hearing,
        payload={"position": str(question.position), "fate": judgement.fate.value},
    )
    publication.shelve_hearing(hearing, now=now)
    return thread


def open_record(hearing: Hearing) -> Hearing:
    """The hearing, locked, and still open for words.

    Raises:
        AlreadyFrozen: its transcript is frozen.
        MediationIsClosed: it is a mediation, of which nothing is written down.
    """
    hearing = hearings.locked(hearing)
    openness.check_recordable(hearing.kind)
    if hearing.editions.exists():
        raise rules.AlreadyFrozen(
            "Risalah sidang ini sudah dibekukan; kekeliruan dicatat sebagai ralat."
        )
    return hearing


def check_turn(said: Spoken, hearing: Hearing, *, before: Decimal) -> None:
    """Refuse a turn that could not stand at a position of a hearing.

    Raises:
        OnlyAnswersReply, NotAQuestion, UnansweredReference, NotInThisHearing: as for a new one.
    """
    if said.replies_to is not None:
        if said.kind is not rules.UtteranceKind.ANSWER:
            raise rules.OnlyAnswersReply("Hanya jawaban yang menunjuk suatu pertanyaan.")
        _check_question(said.replies_to, hearing)
        if said.replies_to.position >= before:
            raise rules.UnansweredReference("Jawaban menunjuk pertanyaan sebelumnya.")
    served = set(hearing.disputes.values_list("pk", flat=True)) if said.items else set()
    if any(item.dispute_id not in served for item in said.items):
        raise rules.NotInThisHearing(
            "Butir informasi itu bukan dari sengketa yang diperiksa dalam sidang ini."
        )


def _check_question(question: Utterance, hearing: Hearing) -> None:
    asked = hearing.utterances.filter(
        pk=question.pk, kind=rules.UtteranceKind.QUESTION, withdrawal=None
    )
    if not asked.exists():
        raise rules.NotAQuestion("Yang dijawab atau dinilai bukan pertanyaan dalam sidang ini.")


def check_stays_question(utterance: Utterance, said: Spoken) -> None:
    """Refuse that a question which was answered or judged becomes something else.

    Raises:
        AnsweredQuestion: as it says.
    """
    if said.kind is rules.UtteranceKind.QUESTION:
        return
    is_judged = QuestionThread.objects.filter(question=utterance).exists()
    if is_judged or utterance.replies.exists():
        raise rules.AnsweredQuestion(
            "Pertanyaan ini sudah dijawab atau dinilai; ia tetap sebuah pertanyaan."
        )


def _retell(utterance: Utterance, said: Spoken) -> dict[str, str]:
    """Let the turn be what ``said`` tells, and give what stood there before."""
    before = {
        name: _named(getattr(utterance, name))
        for name in TOLD
        if getattr(utterance, name) != getattr(said, name)
    }
    for name in TOLD:
        setattr(utterance, name, getattr(said, name))
    utterance.save(update_fields=TOLD)
    utterance.items.set(said.items)
    return before


def _write_words(
    utterance: Utterance, said: Spoken, *, rev: int, reason: str, actor: Actor, now: datetime
) -> UtteranceRevision:
    return UtteranceRevision.objects.create(
        utterance=utterance,
        rev=rev,
        text=said.text,
        text_en=said.text_en,
        note=said.note,
        confidence=said.confidence,
        sources=list(said.sources),
        origin=said.origin,
        reason=reason,
        written_by=actor.name,
        written_at=now,
    )


def _named(value: object) -> str:
    if isinstance(value, Person):
        return value.slug
    if isinstance(value, Utterance):
        return str(value.position)
    return str(value or "")

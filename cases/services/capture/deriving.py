"""What one entry of the log makes: a turn, its withdrawal, a mark, a speaker, a stretch."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from cases.domain import capture as rules
from cases.domain.admissions import QuestionFate
from cases.domain.capture import EntryKind, MarkKind, PhaseAct
from cases.domain.errors import CaseError
from cases.models import CaptureEntry, QuestionThread, TurnMark, TurnWithdrawal, Utterance
from cases.queries import correcting
from cases.queries import threads as waiting
from cases.services import threads
from cases.services.capture import marks, phases, speakers, turns
from cases.services.capture.log import Log, TurnUnknown, attempt, day_of, ref_of
from cases.services.threads import Found


class TurnHeld(CaseError):
    """What others build upon is not taken back."""

    code = "turn_held"


def derive(log: Log, entry: CaptureEntry) -> None:
    """Make of an entry what it says.

    Raises:
        CaseError: the record refuses it.
        KeyError, TypeError, ValueError: it cannot be read.
    """
    MAKERS[EntryKind(entry.kind)](log, entry)


def _turn(log: Log, entry: CaptureEntry) -> None:
    """The words first; what follows from them is done on its own, so that no word is lost."""
    told = entry.payload
    key = rules.KINDS[told["key"]]
    captured = turns.write(log, entry, ref=ref_of(entry, log.device), key=key)
    said = captured.utterance
    if key.mark is not None:
        kind = key.mark
        attempt(entry, lambda: _marked(log, entry, said, kind))
    if key.confirms and told.get("confirms"):
        attempt(entry, lambda: _confirmed(log, entry, said))
    if told.get("settles"):
        attempt(entry, lambda: _settled(log, said, told))


def _withdrawal(log: Log, entry: CaptureEntry) -> None:
    told = entry.payload
    utterance = log.turn(told["turn"]).utterance
    if correcting.is_built_on(utterance):
        raise TurnHeld("Giliran ini sudah dijawab, dinilai atau dikukuhkan; ia tetap tercatat.")
    TurnWithdrawal.objects.create(
        utterance=utterance, entry=entry, reason=str(told.get("reason", ""))[:300]
    )


def _mark(log: Log, entry: CaptureEntry) -> None:
    told = entry.payload
    _marked(log, entry, log.turn(told["turn"]).utterance, MarkKind(told["mark"]))


def _marked(log: Log, entry: CaptureEntry, utterance: Utterance, kind: MarkKind) -> None:
    told = entry.payload
    mark = TurnMark.objects.create(
        utterance=utterance,
        entry=entry,
        kind=kind,
        what=str(told.get("what", "")),
        due_on=day_of(told.get("due_on")),
        exhibit=marks.exhibit(log.disputes, str(told.get("exhibit", ""))),
    )
    speaker = log.speaker(utterance.captured.speaker)
    if kind is MarkKind.ORDER and speaker is not None and speaker.is_chair:
        marks.put_on_record(log, mark, entry, word=utterance)  # the chair has spoken


def _confirmation(log: Log, entry: CaptureEntry) -> None:
    _confirmed(log, entry, None)


def _confirmed(log: Log, entry: CaptureEntry, word: Utterance | None) -> None:
    mark = marks.find(log.hearing, str(entry.payload["confirms"]))
    marks.put_on_record(log, mark, entry, word=word)


def _fate(log: Log, entry: CaptureEntry) -> None:
    told = entry.payload
    fate = QuestionFate(told["fate"])
    due_on, note = day_of(told.get("due_on")), str(told.get("note", ""))
    when: dict[str, Any] = {"on": log.today, "note": note, "actor": log.actor, "now": log.now}
    if told.get("thread"):
        threads.settle(_carried(log, told["thread"]), fate=fate, **when)
        return
    captured = log.turn(told["question"])
    speaker = log.speaker(captured.addressee)
    party = speaker.party_in(log.dispute(captured.register)) if speaker else None
    threads.judge(captured.utterance, fate, due_on=due_on, party=party, **when)


def _settled(log: Log, answer: Utterance, told: Mapping[str, Any]) -> None:
    threads.settle(
        _carried(log, told["settles"]),
        fate=QuestionFate.DIRECT,
        found=Found(answer=answer),
        on=log.today,
        actor=log.actor,
        now=log.now,
    )


def _carried(log: Log, pk: int) -> QuestionThread:
    found = waiting.carried_to(log.hearing).filter(pk=int(pk)).first()
    if found is None:
        raise TurnUnknown("Pertanyaan dari sidang sebelumnya itu tidak menunggu lagi.")
    return found


def _speaker(log: Log, entry: CaptureEntry) -> None:
    speakers.add(log, entry, ref=ref_of(entry, log.device))
    log.forget_cast()


def _presence(log: Log, entry: CaptureEntry) -> None:
    speakers.note_presence(log, entry)
    log.forget_cast()


def _phase(log: Log, entry: CaptureEntry) -> None:
    phases.act(log, entry, PhaseAct(entry.payload["act"]))


MAKERS: Mapping[EntryKind, Callable[[Log, CaptureEntry], None]] = {
    EntryKind.TURN: _turn,
    EntryKind.WITHDRAWAL: _withdrawal,
    EntryKind.MARK: _mark,
    EntryKind.CONFIRMATION: _confirmation,
    EntryKind.FATE: _fate,
    EntryKind.SPEAKER: _speaker,
    EntryKind.PRESENCE: _presence,
    EntryKind.PHASE: _phase,
}

"""A record of this house read back: its turns, and what hangs on them.

What belongs to the hearing and not to its words (panel, appearances, registers) is not written
here; where it differs, that is told.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from cases.adapters.transcript_forms import as_json
from cases.domain import admissions as stances
from cases.domain import transcripts as t
from cases.domain.admissions import QuestionFate
from cases.domain.captions import Notes, Oddity, UnreadableCaptions
from cases.domain.captions.cue import LATEST_MS
from cases.domain.captions.decoding import storable
from cases.domain.parties import PARTIES
from cases.models import (
    Dispute,
    Hearing,
    Participant,
    Proposition,
    QuestionThread,
    Source,
    Utterance,
)
from cases.queries import transcripts
from cases.queries.recordings import Voice
from cases.services import admissions, parties
from cases.services.admissions import PanelOrderDetails, PropositionDetails, StanceDetails
from cases.services.transcripts import drafting
from cases.services.transcripts.drafting import Drafted, Pen

UNREADABLE = (KeyError, TypeError, ValueError, AttributeError)
TEXTS = ("text", "speaker", "role", "section", "note", "gloss", "lang", "confidence")
SURE = frozenset({"", "low", "medium", "high"})
# What a draft puts together from the hearing itself.
AROUND = ("commission", "registers", "agenda", "held_on", "panel", "appearances", "registrar")


def record_from(told: Mapping[str, Any]) -> t.TranscriptRecord:
    """The record that the lossless form tells.

    Raises:
        UnreadableCaptions: something of it is missing, or is of another kind.
    """
    try:
        record = as_json.from_plain(_storable(told))
        _check(record)
    except UNREADABLE as broken:
        raise UnreadableCaptions(f"Risalah JSON ini tidak lengkap: {broken!r}") from None
    t.check_dialogue(record.turns)
    return record


def _storable(told: Any) -> Any:
    """The same data with nothing in its texts that cannot be kept."""
    if isinstance(told, str):
        return storable(told, Notes())
    if isinstance(told, Mapping):
        return {key: _storable(value) for key, value in told.items()}
    return [_storable(one) for one in told] if isinstance(told, list) else told


def _check(record: t.TranscriptRecord) -> None:
    """Every value is of its kind, every number that is named is that of a turn."""
    numbers = {turn.number for turn in record.turns}
    if len(numbers) != len(record.turns):
        raise ValueError("butir bernomor sama")
    for turn in record.turns:
        texts = [getattr(turn, name) for name in TEXTS]
        marks = [turn.start_ms, turn.end_ms, turn.replies_to]
        is_whole = all(isinstance(one, str) for one in [*texts, *turn.sources])
        are_marks = all(one is None or type(one) is int for one in [turn.number, *marks])
        in_reach = all(0 <= (one or 0) <= LATEST_MS for one in marks[:2])
        if not (is_whole and are_marks and in_reach and turn.confidence in SURE):
            raise ValueError(f"butir {turn.number}")
    named = [one.question for one in record.threads]
    named += [number for one in record.propositions for number in one.numbers]
    if not numbers.issuperset(named):
        raise ValueError("butir yang disebut tidak ada")
    for thread in record.threads:
        QuestionFate(thread.fate)


def drafted(record: t.TranscriptRecord, voices: Mapping[str, Voice]) -> list[Drafted]:
    """Its turns as they are to be written."""
    return [
        Drafted(turn, voice=voices.get(turn.speaker.casefold()) if turn.speaker else None)
        for turn in record.turns
    ]


def restore(
    hearing: Hearing,
    record: t.TranscriptRecord,
    voices: Mapping[str, Voice],
    notes: Notes,
    pen: Pen,
) -> int:
    """Write the turns of a record with their questions, admissions and orders; how many turns.

    Raises:
        UnreadableCaptions: a turn is of a kind that the record does not hold.
    """
    for turn in record.turns:
        if turn.is_closed and not turn.text:
            notes.add(turn.number, Oddity.WITHOUT_WORDS)
    rows = drafting.write(hearing, drafted(record, voices), pen)
    _sources(record, pen)
    _threads(record, rows, pen)
    _orders(hearing, record, rows, notes, pen)
    _admissions(hearing, record, rows, notes, pen)
    _tell_what_differs(hearing, record, notes)
    return len(rows)


def _sources(record: t.TranscriptRecord, pen: Pen) -> None:
    known = set(
        Source.objects.filter(key__in=[one.key for one in record.sources]).values_list(
            "key", flat=True
        )
    )
    for one in record.sources:
        if one.key not in known:
            parties.add_source(
                parties.SourceDetails(
                    one.key, one.publisher, one.title, one.kind, date_text=one.dated
                ),
                actor=pen.actor,
                now=pen.now,
            )


def _threads(record: t.TranscriptRecord, rows: Mapping[int, Utterance], pen: Pen) -> None:
    """What became of each question, as it was judged; the day of the judgement is not told."""
    QuestionThread.objects.bulk_create(
        [
            QuestionThread(
                question=rows[one.question],
                label=one.label,
                fate=QuestionFate(one.fate),
                assessed_by=pen.actor.name,
            )
            for one in record.threads
            if one.question in rows
        ]
    )


def _orders(
    hearing: Hearing,
    record: t.TranscriptRecord,
    rows: Mapping[int, Utterance],
    notes: Notes,
    pen: Pen,
) -> None:
    """Orders that stand already are bound to the turn in which they fell; others are given."""
    standing = {row.what: row for row in hearing.panel_orders.all()}
    seats = {seat.person.name: seat.person for seat in hearing.seats.select_related("person")}
    for no, one in enumerate(record.orders, start=1):
        turn = rows.get(one.number or 0)
        if (order := standing.get(one.text)) is not None:
            order.utterance = turn
            order.save(update_fields=["utterance"])
        elif one.given_by in seats:
            admissions.order_by_panel(
                hearing,
                PanelOrderDetails(f"R-{no}", one.text, one.due_on),
                disputes=transcripts.disputes_of(hearing),
                given_by=seats[one.given_by],
                utterance=turn,
                actor=pen.actor,
                now=pen.now,
            )
        else:
            notes.add(one.number or 0, Oddity.NOT_OF_HEARING, f"{one.given_by}: {one.text}")


def _admissions(
    hearing: Hearing,
    record: t.TranscriptRecord,
    rows: Mapping[int, Utterance],
    notes: Notes,
    pen: Pen,
) -> None:
    """An admission binds the party for whom the speaker appeared; else it is told of."""
    disputes = transcripts.disputes_of(hearing)
    for one in record.propositions:
        for number in one.numbers:
            turn = rows[number]
            party = _party(hearing, turn)
            if party is None:
                notes.add(number, Oddity.NOT_OF_HEARING, f"{one.code}: {one.text}")
                continue
            dispute = next(each for each in disputes if each.pk == party.dispute_id)
            admissions.take_stance(
                _proposition(dispute, one, pen),
                StanceDetails(
                    stances.Stance.AFFIRMS,
                    hearing.held_on,
                    effect=stances.LegalEffect.ADMISSION,
                    participant=party,
                    utterance=turn,
                ),
                actor=pen.actor,
                now=pen.now,
            )


def _party(hearing: Hearing, turn: Utterance) -> Participant | None:
    if turn.person_id is None:
        return None
    bound = Participant.objects.filter(
        appearances__hearing=hearing, appearances__person=turn.person_id
    )
    return bound.filter(role__in=PARTIES).order_by("dispute_id", "pk").first()


def _proposition(dispute: Dispute, one: t.PropositionRef, pen: Pen) -> Proposition:
    code = one.code.split(" ")[0]
    standing = dispute.propositions.filter(code=code).first()
    if standing is not None:
        return standing
    items = [item for item in dispute.items.order_by("no") if item.label in one.items]
    return admissions.propose(
        dispute,
        PropositionDetails(code, one.text),
        items=items,
        actor=pen.actor,
        now=pen.now,
    )


def _tell_what_differs(hearing: Hearing, record: t.TranscriptRecord, notes: Notes) -> None:
    now = transcripts.draft_record(hearing)
    for name in AROUND:
        if getattr(now, name) != getattr(record, name):
            notes.add(0, Oddity.NOT_OF_HEARING, f"{name}: {_plain(getattr(record, name))}")
    lost: Sequence[str] = [one for one in record.discrepancies if one not in now.discrepancies]
    for one in lost:
        notes.add(0, Oddity.NOT_OF_HEARING, one)


def _plain(value: object) -> str:
    if isinstance(value, tuple):
        return "; ".join(_plain(one) for one in value)
    return str(value)

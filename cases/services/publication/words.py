"""Deriving what is said: released turns, exchanges, admissions, questions, statements."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from cases.domain.admissions import UNANSWERED, LegalEffect, QuestionFate
from cases.domain.publication import Visibility
from cases.domain.publication.copies import ItemRef
from cases.domain.publication.words import (
    AdmissionCopy,
    ContestCopy,
    ExchangeCopy,
    OutsideCopy,
    QuestionCopy,
    SpokenCopy,
    StanceCopy,
    StatementCopy,
)
from cases.domain.transcripts import Line, short_citation
from cases.models import Assertion, Dispute, Proposition, PublicStatement, StanceContest
from cases.queries.parties import public_name
from cases.services.publication.naming import Citations, local_day, mirror
from cases.services.publication.record import Record, Turn


@dataclass(frozen=True, slots=True)
class Telling:
    """What a derivation of words needs: the record, the numbering of the page's sources, and
    the number of each hearing in the dispute that is told (none on pages of no dispute).
    """

    record: Record
    cite: Citations
    seqs: dict[int, int]


def speaker_of(turn: Turn, record: Record) -> str:
    """Who speaks; a private person speaks under a label."""
    said = turn.utterance
    labels = record.covers.speakers.get(said.hearing_id, {})
    return labels.get(said.person_id or 0, said.speaker)


def place_of(first: Turn, last: Turn) -> str:
    return short_citation(_line(first.first), _line(last.last))


def address_of(first: Turn, last: Turn, telling: Telling) -> str:
    hearing = telling.record.hearings[first.utterance.hearing_id]
    (page, line), (last_page, last_line) = first.first, last.last
    start = f"/r/{hearing.code}/{first.edition.no}/{page}:{line}"
    return (
        start if (page, line) == (last_page, last_line) else f"{start}-{last_page}:{last_line}"
    )


def spoken(turn: Turn, telling: Telling) -> SpokenCopy:
    said, words = turn.utterance, turn.words
    return SpokenCopy(
        hearing_code=telling.record.hearings[said.hearing_id].code,
        edition=turn.edition.no,
        number=said.number or 0,
        kind=said.kind,
        rendering=said.rendering,
        speaker=speaker_of(turn, telling.record),
        role=said.role,
        side=said.side,
        text=words.text,
        text_en=words.text_en,
        page=turn.first[0],
        line=turn.first[1],
        last_page=turn.last[0],
        last_line=turn.last[1],
        place=place_of(turn, turn),
        address=address_of(turn, turn, telling),
        admissions=telling.record.marks.get(said.pk, ()),
        note=words.note,
        refs=telling.cite.refs(words.sources),
        confidence=words.confidence,
    )


def statement(row: PublicStatement, dispute: Dispute, cite: Citations) -> StatementCopy:
    """Words outside the hearing, with the fingerprint of the latest clean copy."""
    kept = next((one for one in row.archives.all()), None)
    return StatementCopy(
        code=row.code,
        name=row.person.name,
        capacity=row.capacity,
        said_on=row.said_on,
        place=row.place,
        rendering=row.rendering,
        text=row.text,
        text_en=row.text_en,
        note=row.note,
        relation=row.relation,
        reports_for=row.reports_for.name if row.reports_for else "",
        outlet=row.outlet,
        medium=row.medium,
        url=row.url,
        published_on=row.published_on,
        lang=row.lang,
        archive_sha256=kept.sha256 if kept else "",
        archived_on=local_day(kept.archived_at, dispute.commission) if kept else None,
        refs=cite.refs(row.sources),
        confidence=row.confidence,
    )


def is_shown(assertion: Assertion, dispute: Dispute, record: Record) -> bool:
    """Whether a stance may be told: from a public source, and reviewed if from outside."""
    if assertion.utterance_id is not None:
        turn = record.turns.get(assertion.utterance_id)
        return turn is not None and (not turn.is_from_press or bool(assertion.reviewed_by))
    if not assertion.reviewed_by:
        return False
    if assertion.public_statement_id is not None:
        return assertion.public_statement_id in {
            row.pk for row in dispute.public_statements.all()
        }
    exhibit = assertion.exhibit
    return exhibit is not None and exhibit.visibility == Visibility.PUBLIC


def withdrawn_on(assertion: Assertion, dispute: Dispute, record: Record) -> date | None:
    """Since when the public knows that a stance was taken back; that a party did so may be
    told, once it was reviewed, even where the exhibit that says so stays inside.
    """
    days = [
        row.made_on
        for row in assertion.withdrawn_by.all()
        if row.reviewed_by or is_shown(row, dispute, record)
    ]
    return min(days, default=None)


def shown_stances(
    proposition: Proposition, dispute: Dispute, record: Record
) -> list[Assertion]:
    return [row for row in proposition.assertions.all() if is_shown(row, dispute, record)]


def admission(
    proposition: Proposition, dispute: Dispute, telling: Telling
) -> AdmissionCopy | None:
    """The ledger's entry, or None while nobody took a stance in a released turn."""
    shown = shown_stances(proposition, dispute, telling.record)
    heard = [row for row in shown if row.utterance_id is not None]
    if not heard:
        return None
    admitted = [row for row in heard if row.legal_effect == LegalEffect.ADMISSION]
    standing = [row for row in admitted if not withdrawn_on(row, dispute, telling.record)]
    bound = (standing or admitted or heard)[0]
    cite = telling.cite
    return mirror(
        AdmissionCopy,
        proposition,
        is_admission=bool(standing),
        is_withdrawn=bool(admitted) and not standing,
        binds=public_name(bound.participant) if bound.participant else "",
        binds_role=bound.participant.role if bound.participant else "",
        made_on=bound.made_on,
        items=tuple(mirror(ItemRef, item) for item in proposition.items.all()),
        exchanges=_exchanges(heard, telling),
        stances=tuple(_stance(row, dispute, telling) for row in shown),
        outside=_outside(shown, proposition, dispute, cite),
        also_said=_also_said(proposition, dispute, telling),
        refs=cite.refs(proposition.sources),
        note=proposition.source_note,
    )


def question(turn: Turn, telling: Telling) -> QuestionCopy:
    """A released question with its thread; the answers are the released ones."""
    hearing = telling.record.hearings[turn.utterance.hearing_id]
    thread = turn.thread
    fate = QuestionFate(thread.fate) if thread else QuestionFate.OPEN
    answers = [
        row
        for row in telling.record.turns_of(hearing)
        if row.utterance.replies_to_id == turn.utterance.pk
    ]
    return QuestionCopy(
        label=thread.label if thread else "",
        fate=fate,
        is_open=fate in UNANSWERED,
        asked=spoken(turn, telling),
        asked_on=hearing.held_on,
        hearing_seq=telling.seqs.get(hearing.pk),
        answers=tuple(spoken(row, telling) for row in answers),
        items=tuple(item.label for item in turn.utterance.items.all()),
        due_on=thread.due_on if thread else None,
        assessed_on=thread.assessed_on if thread else None,
        note=thread.note if thread else "",
    )


def _exchanges(heard: list[Assertion], telling: Telling) -> tuple[ExchangeCopy, ...]:
    turns = telling.record.turns
    answers = {turns[row.utterance_id or 0].utterance.pk for row in heard}
    told = []
    for pk in sorted(answers, key=lambda key: turns[key].utterance.number or 0):
        answer = turns[pk]
        asked = turns.get(answer.utterance.replies_to_id or 0)
        first = asked or answer
        told.append(
            ExchangeCopy(
                question=spoken(asked, telling) if asked else None,
                answer=spoken(answer, telling),
                place=place_of(first, answer),
                address=address_of(first, answer, telling),
            )
        )
    return tuple(told)


def _stance(row: Assertion, dispute: Dispute, telling: Telling) -> StanceCopy:
    turn = telling.record.turns.get(row.utterance_id or 0)
    hearing = telling.record.hearings[turn.utterance.hearing_id] if turn else None
    said_outside = row.public_statement_id is not None
    undertaking = getattr(row, "undertaking", None)
    withdrawn = withdrawn_on(row, dispute, telling.record)
    return StanceCopy(
        stance=row.stance,
        strength=row.strength,
        legal_effect=row.legal_effect,
        made_on=row.made_on,
        name=_who(row, turn, telling.record),
        capacity=row.capacity,
        party=public_name(row.participant) if row.participant else "",
        party_role=row.participant.role if row.participant else "",
        party_no=_number_of(row, dispute),
        place=place_of(turn, turn) if turn else "",
        address=address_of(turn, turn, telling) if turn else "",
        hearing_code=hearing.code if hearing else "",
        hearing_seq=telling.seqs.get(hearing.pk) if hearing else None,
        number=turn.utterance.number if turn else None,
        statement_code=row.public_statement.code
        if said_outside and row.public_statement
        else "",
        exhibit=f"{row.exhibit.side}-{row.exhibit.no}" if row.exhibit else "",
        is_withdrawn=withdrawn is not None,
        withdrawn_on=withdrawn,
        contests=tuple(_contest(one) for one in row.contests.all()),
        **_chair(row, telling),
        undertaking=undertaking.what if undertaking else "",
        undertaking_due_on=undertaking.due_on if undertaking else None,
        note=row.source_note,
        refs=telling.cite.refs(row.sources),
        confidence=row.confidence,
    )


def _number_of(row: Assertion, dispute: Dispute) -> int:
    parties = [party.pk for party in dispute.participants.all()]
    return parties.index(row.participant_id) + 1 if row.participant_id in parties else 0


def _contest(row: StanceContest) -> ContestCopy:
    return ContestCopy(
        by=public_name(row.participant),
        by_role=row.participant.role,
        on=row.contested_on,
        reason=row.reason,
    )


def _chair(row: Assertion, telling: Telling) -> dict[str, str]:
    """Where the chair put a stance on the record, if that word may be told."""
    noted = getattr(row, "confirmation", None)
    word = telling.record.turns.get(noted.word_id) if noted else None
    return {
        "chair_place": place_of(word, word) if word else "",
        "chair_address": address_of(word, word, telling) if word else "",
    }


def _who(row: Assertion, turn: Turn | None, record: Record) -> str:
    if turn is not None and (speaker := speaker_of(turn, record)):
        return speaker
    if row.person is not None:
        return row.person.name
    return public_name(row.participant) if row.participant else ""


def _outside(
    shown: list[Assertion], proposition: Proposition, dispute: Dispute, cite: Citations
) -> tuple[OutsideCopy, ...]:
    told = {row.pk: row for row in dispute.public_statements.all()}
    return tuple(
        OutsideCopy(
            stance=row.stance,
            about=proposition.code,
            about_text=proposition.text,
            statement=statement(told[row.public_statement_id], dispute, cite),
        )
        for row in shown
        if row.public_statement_id is not None
    )


def _also_said(
    proposition: Proposition, dispute: Dispute, telling: Telling
) -> tuple[OutsideCopy, ...]:
    """What was said outside the hearing on the propositions that are read beside this one.

    Each stands under the proposition it is about, and never as a stance on this one.
    """
    return tuple(
        told
        for other in proposition.beside.all()
        for told in _outside(
            shown_stances(other, dispute, telling.record), other, dispute, telling.cite
        )
    )


def _line(place: tuple[int, int]) -> Line:
    return Line(*place, number=None, char_from=0, char_to=0, text="", kind="text")

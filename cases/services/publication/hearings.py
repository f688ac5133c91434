"""Deriving what a hearing is: its day, who was there, what was ordered; its questions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.utils.text import slugify

from cases.domain.hearings import whereabouts
from cases.domain.numbering import registers_line
from cases.domain.parties import PartyRole
from cases.domain.publication import Visibility
from cases.domain.publication.bodies import HearingBody, QuestionBody
from cases.domain.publication.copies import DisputeRef, SeatCopy
from cases.domain.publication.rows import (
    HearingPlaceRow,
    HearingRow,
    QuestionRow,
    Row,
    SeatRow,
)
from cases.domain.publication.words import (
    AppearanceCopy,
    DiscrepancyCopy,
    HearingCopy,
    PanelOrderCopy,
)
from cases.models import Appearance, Discrepancy, Dispute, Hearing, HearingDispute, PanelOrder
from cases.queries.parties import public_name
from cases.services.publication import editions, papers
from cases.services.publication.naming import (
    Citations,
    dispute_ref,
    mirror,
    party_short,
    side,
    told_time,
)
from cases.services.publication.record import Record, Turn
from cases.services.publication.words import Telling, question, speaker_of

LONGEST_SLUG = 120


def rows(hearing: Hearing, record: Record) -> Iterator[Row]:
    """Every row of one hearing but the printed lines."""
    cover = record.covers.hearings[hearing.pk]
    yield cover.over(_row(hearing, record))
    for place in _served(hearing):
        yield HearingPlaceRow(place.dispute.code, hearing.code, place.seq)
    if hearing.pk in record.open:
        yield from _seats(hearing)
    for turn in record.turns_of(hearing):
        if turn.thread is not None:
            yield cover.over(_question(turn, hearing, record))
    yield from editions.rows(hearing, record)
    yield from papers.rows(hearing.documents.all(), record)


def hearing_copy(hearing: Hearing, seq: int, record: Record, cite: Citations) -> HearingCopy:
    """A hearing as it may be told; of one that is not open only day, kind and state."""
    if hearing.pk not in record.open:
        return _closed(hearing, seq)
    return mirror(
        HearingCopy,
        hearing,
        seq=seq,
        has_words=hearing.pk in record.editions,
        planned=told_time(hearing.planned_at, hearing.planned_note, hearing),
        opened=told_time(hearing.opened_at, hearing.opened_note, hearing),
        closed=told_time(hearing.closed_at, hearing.closed_note, hearing),
        place=place_of(hearing),
        registrar=hearing.registrar.name if hearing.registrar else "",
        panel=panel_of(hearing),
        appearances=tuple(
            _appearance(row, record)
            for row in sorted(hearing.appearances.all(), key=lambda row: row.pk)
        ),
        results=tuple(hearing.results),
        note=hearing.source_note,
        editions=editions.refs(hearing, record),
        refs=cite.refs(hearing.sources),
    )


def _key(row: Discrepancy) -> int:
    return row.pk


def panel_order(row: PanelOrder, telling: Telling) -> PanelOrderCopy:
    hearing = telling.record.hearings[row.hearing_id]
    turn = telling.record.turns.get(row.utterance_id or 0)
    return PanelOrderCopy(
        hearing_code=hearing.code,
        hearing_seq=telling.seqs.get(hearing.pk),
        held_on=hearing.held_on,
        given_by=row.given_by.name,
        by_note=row.by_note,
        to=row.to_body.name if row.to_body else "",
        what=row.what,
        due_on=row.due_on,
        outcome=row.outcome,
        number=turn.utterance.number if turn else None,
        refs=telling.cite.refs(row.sources),
        confidence=row.confidence,
        kept_on=row.kept_on,
        lapsed_on=row.lapsed_on,
    )


def discrepancy(row: Discrepancy, telling: Telling) -> DiscrepancyCopy:
    return DiscrepancyCopy(
        key=row.key,
        about=row.about,
        versions=tuple(row.versions),
        used=row.used,
        reason=row.reason,
        hearing_seq=telling.seqs.get(row.hearing_id or 0),
        refs=telling.cite.refs(row.sources),
        confidence=row.confidence,
    )


def panel_of(hearing: Hearing) -> tuple[SeatCopy, ...]:
    seats = sorted(hearing.seats.all(), key=lambda seat: seat.no)
    return tuple(SeatCopy(name=seat.person.name, seat=seat.seat) for seat in seats)


def place_of(hearing: Hearing) -> str:
    """Where it is held: the place as reported, or the room, with the address of the room."""
    room = hearing.room
    address = (room.address or hearing.commission.address) if room else ""
    return whereabouts(hearing.place, room.name if room else "", address)


def room_name(hearing: Hearing) -> str:
    """What the room is called on a list; where none was named, the place as reported."""
    return hearing.place or (hearing.room.name if hearing.room else "")


def concerns(turn: Turn, dispute: Dispute) -> bool:
    """Whether a turn belongs to a dispute of a joint hearing; one about no item to all."""
    items = turn.utterance.items.all()
    return not items or any(item.dispute_id == dispute.pk for item in items)


def _closed(hearing: Hearing, seq: int) -> HearingCopy:
    return HearingCopy(
        code=hearing.code,
        seq=seq,
        ordinal=hearing.ordinal,
        held_on=hearing.held_on,
        kind=hearing.kind,
        state=hearing.state,
        is_public=hearing.is_public,
        has_words=False,
        agenda="",
        agenda_reported="",
        planned="",
        opened="",
        closed="",
        place="",
        mode="",
        registrar="",
        panel=(),
        appearances=(),
        results=(),
        next_note="",
        recording_note="",
        note="",
        editions=(),
        refs=(),
        confidence="",
    )


def _seats(hearing: Hearing) -> Iterator[SeatRow]:
    for seat in hearing.seats.all():
        yield SeatRow(hearing.code, seat.person.slug, seat.person.name, seat.seat)


def _row(hearing: Hearing, record: Record) -> HearingRow:
    is_open = hearing.pk in record.open
    asked = [turn for turn in record.turns_of(hearing) if turn.thread is not None]
    return HearingRow(
        code=hearing.code,
        event_code=hearing.event_code,
        sequence=hearing.sequence,
        announced_at=hearing.announced_at,
        commission_code=hearing.commission.code,
        commission_short=hearing.commission.short,
        time_zone=hearing.commission.time_zone,
        held_on=hearing.held_on,
        starts_at=(hearing.planned_at or hearing.opened_at) if is_open else None,
        ends_at=hearing.planned_until if is_open else None,
        kind=hearing.kind,
        state=hearing.state,
        ordinal=hearing.ordinal,
        is_public=hearing.is_public,
        has_words=hearing.pk in record.editions,
        title=_title(_served(hearing)),
        registers=registers_line([ref.register for ref in _refs(hearing) if ref.register]),
        place=place_of(hearing) if is_open else "",
        room=slugify(room_name(hearing))[:LONGEST_SLUG] if is_open else "",
        room_name=room_name(hearing) if is_open else "",
        question_count=len(asked),
        body=_body(hearing, record),
    )


def _body(hearing: Hearing, record: Record) -> HearingBody:
    cite = Citations(record.sources)
    telling = Telling(record, cite, {})
    is_open = hearing.pk in record.open
    told = hearing_copy(hearing, 0, record, cite)
    asked = [turn for turn in record.turns_of(hearing) if turn.thread is not None]
    orders = hearing.panel_orders.all() if is_open else []
    differing = sorted(hearing.discrepancies.all(), key=_key) if is_open else []
    return HearingBody(
        hearing=told,
        disputes=_refs(hearing),
        applicant=_side(_served(hearing), PartyRole.APPLICANT),
        respondent=_side(_served(hearing), PartyRole.RESPONDENT),
        questions=tuple(question(turn, telling) for turn in asked),
        orders=tuple(panel_order(row, telling) for row in orders),
        discrepancies=tuple(discrepancy(row, telling) for row in differing),
        documents=papers.copies(hearing.documents.all(), record),
        sources=cite.listed(),
    )


def _question(turn: Turn, hearing: Hearing, record: Record) -> QuestionRow:
    cite = Citations(record.sources)
    told = question(turn, Telling(record, cite, {}))
    served = [place for place in _served(hearing) if concerns(turn, place.dispute)]
    return QuestionRow(
        hearing_id=hearing.code,
        number=turn.utterance.number or 0,
        label=told.label,
        asked_by=speaker_of(turn, record),
        asked_on=told.asked_on,
        fate=told.fate,
        is_open=told.is_open,
        due_on=told.due_on,
        body=QuestionBody(
            disputes=tuple(dispute_ref(place.dispute, place.seq) for place in served),
            respondent=_side(served, PartyRole.RESPONDENT),
            question=told,
            sources=cite.listed(),
        ),
    )


def _appearance(row: Appearance, record: Record) -> AppearanceCopy:
    labels = record.covers.speakers[row.hearing_id]
    name = row.person.name if row.person else ""
    return AppearanceCopy(
        name=labels.get(row.person_id or 0, name),
        role=row.role,
        capacity=row.capacity,
        presence=row.presence,
        on_behalf_of=tuple(
            dict.fromkeys(
                public_name(party)
                for party in sorted(row.on_behalf_of.all(), key=lambda party: party.pk)
            )
        ),
        note=row.note,
    )


def _served(hearing: Hearing) -> list[HearingDispute]:
    """The public disputes served, in the order of their registers."""
    public = [
        place for place in hearing.served.all() if place.dispute.visibility == Visibility.PUBLIC
    ]
    return sorted(public, key=lambda place: (dispute_ref(place.dispute).register, place.pk))


def _refs(hearing: Hearing) -> tuple[DisputeRef, ...]:
    return tuple(dispute_ref(place.dispute, place.seq) for place in _served(hearing))


def _title(served: Sequence[HearingDispute]) -> str:
    sides = [
        dict.fromkeys(
            party_short(party) for place in served for party in side(place.dispute, role)
        )
        for role in (PartyRole.APPLICANT, PartyRole.RESPONDENT)
    ]
    return " v. ".join(", ".join(names) for names in sides if names)


def _side(served: Sequence[HearingDispute], role: PartyRole) -> str:
    names = dict.fromkeys(
        public_name(party) for place in served for party in side(place.dispute, role)
    )
    return ", ".join(names)

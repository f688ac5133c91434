"""The entries of the index, from the rows of the shelf and from nothing else."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date

from cases.domain import vocabulary
from cases.domain.parties import PartyRole
from cases.domain.publication import traits
from cases.domain.publication.bodies import DisputeBody
from cases.domain.publication.rows import (
    AdmissionRow,
    DecisionRow,
    DisputeRow,
    DocumentRow,
    EntryRow,
    HearingPlaceRow,
    HearingRow,
    Row,
    UtteranceRow,
)
from cases.domain.search.index import (
    Kind,
    line,
    month,
    named,
    numbered,
    of_property,
    trait,
    year,
)

PDF = "application/pdf"


def entries(rows: Iterable[Row], disputes: Collection[str]) -> Iterator[EntryRow]:
    """What can be found of these rows in these disputes; a hearing is in each it served.

    Each ends with the properties of its dispute, its year and its month.
    """
    told = list(rows)
    properties = {row.code: _properties(row) for row in told if isinstance(row, DisputeRow)}
    for entry in _entries(told, disputes):
        words = (
            entry.words,
            *properties.get(entry.dispute_id, ()),
            year(entry.on),
            month(entry.on),
        )
        yield replace(entry, words=" ".join(words))


def _properties(row: DisputeRow) -> tuple[str, ...]:
    return tuple(of_property(name, value) for name, value, _label in traits.read(row.traits))


def _entries(told: Collection[Row], disputes: Collection[str]) -> Iterator[EntryRow]:
    days = {row.code: row.held_on for row in told if isinstance(row, HearingRow)}
    served = _served(told, disputes)
    for row in told:
        if isinstance(row, DisputeRow):
            yield _dispute(row)
        elif isinstance(row, UtteranceRow):
            yield from _utterance(row, days[row.hearing_id], served.get(row.hearing_id, ()))
        elif isinstance(row, AdmissionRow):
            yield _entry(
                row.dispute_id, Kind.ADMISSION, row.made_on, (row.text, row.text_en, row.binds),
                place=row.code,
            )  # fmt: skip
        elif isinstance(row, DecisionRow):
            yield _decision(row)
    yield from _documents(told, served)


def _served(rows: Iterable[Row], disputes: Collection[str]) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for row in rows:
        if isinstance(row, HearingPlaceRow) and row.dispute_id in disputes:
            found[row.hearing_id] = (*found.get(row.hearing_id, ()), row.dispute_id)
    return found


def _entry(
    dispute: str,
    kind: Kind,
    on: date | None,
    texts: Iterable[str],
    *,
    place: str = "",
    number: int = 0,
) -> EntryRow:
    return EntryRow(dispute, kind, place, number, on or date.min, line(texts))


def _dispute(row: DisputeRow) -> EntryRow:
    body = row.body
    more = (
        *(trait(name, value) for name, value, _label in traits.read(row.traits)),
        *named("a", _names(body, PartyRole.APPLICANT)),
        *named("b", _names(body, PartyRole.RESPONDENT)),
        *numbered(one.raw for one in body.numbers),
    )
    words = line(_texts(row), more=more)
    return EntryRow(row.code, Kind.DISPUTE, "", 0, row.last_event_on or date.min, words)


def _names(body: DisputeBody, role: PartyRole) -> Iterator[str]:
    for party in body.parties:
        if party.role == role:
            yield party.name
            yield party.short


def _texts(row: DisputeRow) -> Iterator[str]:
    body = row.body
    yield from (one.raw for one in body.numbers)
    for party in body.parties:
        yield from (party.name, party.short)
    yield from (row.commission, row.commission_short)
    yield from (body.subject, body.subject_en, body.requested)
    for item in body.items:
        yield from (item.label, item.text, item.text_en)
    for told in body.admissions:
        yield from (told.text, told.text_en)
    for decision in body.decisions:
        yield decision.result
        yield from (order.text for order in decision.orders)


def _utterance(row: UtteranceRow, on: date, disputes: Iterable[str]) -> Iterator[EntryRow]:
    words = line((row.text, row.text_en))
    for dispute in disputes:
        yield EntryRow(dispute, Kind.UTTERANCE, row.hearing_id, row.number, on, words)


def _decision(row: DecisionRow) -> EntryRow:
    told = row.body.decision
    kind = vocabulary.label("decision_kind", row.kind)
    orders = (order.text for order in told.orders)
    texts = (kind, row.number, told.result, told.result_note, told.scope, told.note, *orders)
    return _entry(row.dispute_id, Kind.DECISION, row.pronounced_on, texts, number=row.no)


def _documents(
    rows: Iterable[Row], served: Mapping[str, tuple[str, ...]]
) -> Iterator[EntryRow]:
    """Each paper once, whatever forms it has; the PDF stands for them."""
    papers = (row for row in rows if isinstance(row, DocumentRow))
    seen: set[tuple[str | None, ...]] = set()
    for row in sorted(papers, key=lambda row: (row.mime != PDF, row.form, row.code)):
        paper = (row.dispute_id, row.hearing_id, row.edition_id, row.kind, row.title)
        if row.edition_id and paper in seen:
            continue
        seen.add(paper)
        texts = (row.title, vocabulary.label("document_kind", row.kind))
        own = (row.dispute_id,) if row.dispute_id else ()
        heard = served.get(row.hearing_id or "", own)
        # A transcript belongs to every dispute that its hearing served.
        owners = heard if row.edition_id or not own else own
        for dispute in owners:
            yield _entry(dispute, Kind.DOCUMENT, row.made_on, texts, place=row.code)

"""Deriving a dispute: its row, its body, and the rows of its parties, admissions, decisions."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from cases.domain.hearings import HearingState
from cases.domain.parties import PartyRole
from cases.domain.publication import Visibility, traits
from cases.domain.publication.bodies import AdmissionBody, DecisionBody, DisputeBody
from cases.domain.publication.copies import (
    ClockCopy,
    ExhibitCopy,
    FamilyCopy,
    SeatCopy,
    StruckCopy,
)
from cases.domain.publication.rows import (
    AdmissionRow,
    AliasRow,
    DecisionRow,
    DisputeRow,
    PartyRow,
    Row,
)
from cases.domain.publication.words import HearingCopy
from cases.domain.stages import Stage, phase_of
from cases.models import Dispute, Document
from cases.queries.parties import public_name
from cases.services.publication import claims, papers, paths, tallies
from cases.services.publication.clocks import clocks
from cases.services.publication.hearings import (
    concerns,
    discrepancy,
    hearing_copy,
    panel_order,
)
from cases.services.publication.naming import (
    Citations,
    dispute_ref,
    first_day,
    last_day,
    mirror,
    numbers_of,
    party_copy,
    party_short,
    party_slug,
    register_of,
    side,
    side_names,
    side_shorts,
    slug_of,
)
from cases.services.publication.record import Record
from cases.services.publication.words import (
    Telling,
    admission,
    question,
    statement,
)


def rows(dispute: Dispute, record: Record) -> Iterator[Row]:
    """Every row of one dispute; what its hearings are stands with the hearings."""
    cover = record.covers.disputes[dispute.pk]
    body = cover.over(_body(dispute, _telling(dispute, record)))
    yield cover.over(_row(dispute, body))
    yield from _aliases(dispute)
    yield from (cover.over(row) for row in _parties(dispute))
    yield from (cover.over(row) for row in _admissions(dispute, record))
    yield from (cover.over(row) for row in _decisions(dispute, record))
    counted = tallies.rows(dispute, body, _telling(dispute, record))
    yield from (cover.over(row) for row in counted)
    yield from papers.rows(dispute.documents.all(), record)


def _telling(dispute: Dispute, record: Record) -> Telling:
    """A fresh numbering of sources, and the number of each hearing in this dispute."""
    places = dispute.hearing_places.all()
    seqs = {row.hearing_id: row.seq for row in places if row.hearing_id in record.hearings}
    return Telling(record, Citations(record.sources), dict(sorted(seqs.items(), key=_second)))


def _second(pair: tuple[int, int]) -> int:
    return pair[1]


def _row(dispute: Dispute, body: DisputeBody) -> DisputeRow:
    number = register_of(dispute)
    began = dispute.received_on or dispute.registered_on
    return mirror(
        DisputeRow,
        dispute,
        commission_code=dispute.commission.code,
        commission=dispute.commission.name,
        commission_short=dispute.commission.short,
        slug=slug_of(dispute),
        register=number.raw if number else "",
        short=number.short if number else "",
        phase=phase_of(Stage(dispute.stage)),
        family=body.family.slug if body.family else "",
        year=(number.year if number else None) or (began.year if began else None),
        **_sides(dispute),
        **_counts(body),
        traits=_traits(dispute, body),
        body=body,
    )


def _sides(dispute: Dispute) -> dict[str, str]:
    applicants = side(dispute, PartyRole.APPLICANT)
    return {
        "applicant": side_names(dispute, PartyRole.APPLICANT),
        "applicant_short": side_shorts(dispute, PartyRole.APPLICANT),
        "applicant_kind": applicants[0].kind if applicants else "",
        "respondent": side_names(dispute, PartyRole.RESPONDENT),
        "respondent_short": side_shorts(dispute, PartyRole.RESPONDENT),
    }


def _counts(body: DisputeBody) -> dict[str, int | date | None]:
    """Days and counts by which lists are ordered and read."""
    coming = (row.held_on for row in body.hearings if row.state == HearingState.SET)
    events = (line.occurred_on for line in body.timeline if line.kind != paths.LIMIT)
    return {
        "decided_on": last_day(row.pronounced_on for row in body.decisions),
        "next_hearing_on": first_day(coming),
        "due_on": first_day(clock.due_on for clock in body.clocks if clock.is_running),
        "last_event_on": last_day(events),
        "item_count": len(body.items),
        "hearing_count": len(body.hearings),
        "admission_count": sum(row.is_admission for row in body.admissions),
        "open_question_count": len(body.open_questions),
    }


def _traits(dispute: Dispute, body: DisputeBody) -> str:
    number, sides = register_of(dispute), _sides(dispute)
    began = dispute.received_on or dispute.registered_on
    year = (number.year if number else None) or (began.year if began else None)
    decided = last_day(row.pronounced_on for row in body.decisions)
    told = traits.traits(
        body,
        plain={
            "phase": phase_of(Stage(dispute.stage)),
            "disposition": dispute.disposition,
            "regime": dispute.regime,
            "year": str(year or ""),
            "applicant_kind": sides["applicant_kind"],
        },
        commission=(dispute.commission.code, dispute.commission.short),
        days=traits.days_between(began, decided),
    )
    return traits.written(told)


def _body(dispute: Dispute, telling: Telling) -> DisputeBody:
    """The case page, told in the order in which it stands, so that sources number likewise."""
    limits = clocks(dispute, telling)
    told = {
        **_head(dispute, telling),
        "clocks": limits,
        **_asked(dispute, telling),
        **_heard(dispute, telling, limits),
        **_decided(dispute, telling),
    }
    return DisputeBody(**told, sources=telling.cite.listed())


def _head(dispute: Dispute, telling: Telling) -> dict[str, Any]:
    """Who, before whom, how far, and by which clock."""
    cite = telling.cite
    return {
        "subject": dispute.subject,
        "subject_en": dispute.subject_en,
        "requested": dispute.requested,
        "note": dispute.note,
        "date_note": dispute.date_note,
        "numbers": numbers_of(dispute),
        "refs": cite.refs(dispute.sources),
        "confidence": dispute.confidence,
        "parties": tuple(party_copy(row, cite) for row in dispute.participants.all()),
        "panel": _panel(dispute),
        "family": _family(dispute, cite),
        "path": paths.path(dispute, telling),
        "struck": _struck(dispute),
    }


def _struck(dispute: Dispute) -> StruckCopy | None:
    """Which entry stands instead, where that one is public too."""
    entry = getattr(dispute, "struck", None)
    if entry is None:
        return None
    is_public = entry.stands.visibility == Visibility.PUBLIC
    return StruckCopy(
        on=entry.struck_on,
        reason="" if entry.names_people else entry.reason,
        stands=dispute_ref(entry.stands) if is_public else None,
    )


def _asked(dispute: Dispute, telling: Telling) -> dict[str, Any]:
    """What was requested, what was admitted, what is still asked."""
    record = telling.record
    admitted = (admission(row, dispute, telling) for row in dispute.propositions.all())
    return {
        "requests": claims.requests(dispute, telling.cite),
        "items": claims.items(dispute, telling),
        "admissions": tuple(told for told in admitted if told is not None),
        "questions": tuple(
            question(turn, telling)
            for pk in telling.seqs
            for turn in record.turns_of(record.hearings[pk])
            if turn.thread is not None and concerns(turn, dispute)
        ),
    }


def _heard(dispute: Dispute, telling: Telling, limits: tuple[ClockCopy, ...]) -> dict[str, Any]:
    """The hearings, what was claimed and ordered in them, and the history."""
    held = _hearings(telling)
    shown = telling.record.open
    orders = (row for row in dispute.panel_orders.all() if row.hearing_id in shown)
    return {
        "hearings": held,
        "registrars": tuple(dict.fromkeys(row.registrar for row in held if row.registrar)),
        "exemptions": claims.exemptions(dispute, telling.cite),
        "panel_orders": tuple(panel_order(row, telling) for row in orders),
        "timeline": paths.timeline(dispute, telling, limits),
    }


def _decided(dispute: Dispute, telling: Telling) -> dict[str, Any]:
    """Decisions, courts, words outside, papers, and what nobody knows."""
    cite, record = telling.cite, telling.record
    differing = sorted(dispute.discrepancies.all(), key=lambda row: row.pk)
    unknown = sorted(dispute.unknowns.all(), key=lambda row: row.pk)
    return {
        "decisions": tuple(claims.decision(row, telling) for row in dispute.decisions.all()),
        "court_stages": claims.court_stages(dispute, cite),
        "statements": tuple(
            statement(row, dispute, cite) for row in dispute.public_statements.all()
        ),
        "documents": papers.copies(_documents(dispute, telling), record),
        "exhibits": _exhibits(dispute, telling),
        "discrepancies": tuple(
            discrepancy(row, telling)
            for row in differing
            if row.hearing_id is None or row.hearing_id in record.open
        ),
        "unknowns": tuple(row.about for row in unknown),
    }


def _hearings(telling: Telling) -> tuple[HearingCopy, ...]:
    record = telling.record
    return tuple(
        hearing_copy(record.hearings[pk], seq, record, telling.cite)
        for pk, seq in telling.seqs.items()
    )


def _documents(dispute: Dispute, telling: Telling) -> list[Document]:
    """The papers of the dispute and those of its hearings, each once.

    A transcript belongs to every dispute that its hearing served.
    """
    held = (telling.record.hearings[pk] for pk in telling.seqs)
    found = [*dispute.documents.all(), *(row for one in held for row in one.documents.all())]
    mine = (row for row in found if row.edition_id or row.dispute_id in {None, dispute.pk})
    return sorted({row.pk: row for row in mine}.values(), key=lambda row: row.pk)


def _exhibits(dispute: Dispute, telling: Telling) -> tuple[ExhibitCopy, ...]:
    record = telling.record
    shown = {
        row.pk: row.code for row in dispute.documents.all() if papers.may_show(row, record)
    }
    rows_of = sorted(dispute.exhibits.all(), key=lambda row: (row.side, row.no))
    return tuple(
        ExhibitCopy(
            label=f"{row.side}-{row.no}",
            title=row.title,
            document_code=shown.get(row.document_id or 0, ""),
        )
        for row in rows_of
    )


def _panel(dispute: Dispute) -> tuple[SeatCopy, ...]:
    """Who sits and who sat; why somebody left may be about their family, and stays inside."""
    return tuple(
        SeatCopy(
            name=row.person.name,
            seat=row.seat,
            starts_on=row.starts_on,
            ends_on=row.ends_on,
        )
        for row in sorted(dispute.panel.all(), key=lambda row: row.pk)
    )


def _family(dispute: Dispute, cite: Citations) -> FamilyCopy | None:
    family = dispute.family
    if family is None:
        return None
    siblings = [dispute_ref(row) for row in family.disputes.all() if row.pk != dispute.pk]
    return FamilyCopy(
        slug=family.slug,
        title=family.title,
        title_en=family.title_en,
        reason=family.reason,
        siblings=tuple(sorted(siblings, key=lambda ref: (ref.register, ref.code))),
        refs=cite.refs(family.sources),
    )


def _aliases(dispute: Dispute) -> Iterator[AliasRow]:
    """The addresses that lead here: superseded numbers, and the code where a number came."""
    now = slug_of(dispute)
    old = [row.slug for row in dispute.numbers.all() if row.kind == "register"]
    for slug in dict.fromkeys([*old, dispute.code]):
        if slug != now:
            yield AliasRow(dispute.commission.code, slug, dispute.code)


def _parties(dispute: Dispute) -> Iterator[PartyRow]:
    for role in (PartyRole.APPLICANT, PartyRole.RESPONDENT, PartyRole.RELATED):
        for no, row in enumerate(side(dispute, role), start=1):
            yield PartyRow(
                dispute_id=dispute.code,
                role=role,
                no=no,
                slug=party_slug(row),
                name=public_name(row),
                short=party_short(row),
                kind=row.kind,
            )


def _admissions(dispute: Dispute, record: Record) -> Iterator[AdmissionRow]:
    """Each told by itself, with a numbering of sources of its own."""
    for proposition in dispute.propositions.all():
        telling = _telling(dispute, record)
        told = admission(proposition, dispute, telling)
        if told is None:
            continue
        yield AdmissionRow(
            dispute_id=dispute.code,
            code=told.code,
            text=told.text,
            text_en=told.text_en,
            is_admission=told.is_admission,
            is_withdrawn=told.is_withdrawn,
            binds=told.binds,
            made_on=told.made_on,
            exchange_count=sum(row.question is not None for row in told.exchanges),
            body=AdmissionBody(
                dispute=dispute_ref(dispute),
                applicant=side_names(dispute, PartyRole.APPLICANT),
                respondent=side_names(dispute, PartyRole.RESPONDENT),
                admission=told,
                sources=telling.cite.listed(),
            ),
        )


def _decisions(dispute: Dispute, record: Record) -> Iterator[DecisionRow]:
    for no, row in enumerate(dispute.decisions.all(), start=1):
        telling = _telling(dispute, record)
        told = claims.decision(row, telling)
        yield DecisionRow(
            dispute_id=dispute.code,
            no=no,
            kind=told.kind,
            number=told.number,
            pronounced_on=told.pronounced_on,
            disposition=told.disposition,
            result=told.result,
            body=DecisionBody(
                dispute=dispute_ref(dispute),
                applicant=side_shorts(dispute, PartyRole.APPLICANT),
                respondent=side_shorts(dispute, PartyRole.RESPONDENT),
                decision=told,
                sources=telling.cite.listed(),
            ),
        )

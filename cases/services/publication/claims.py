"""Deriving what was asked and decided: requests, items, exemptions, decisions, courts."""

from __future__ import annotations

from cases.domain.publication.copies import (
    CourtStageCopy,
    DecisionCopy,
    DispositionCopy,
    ExemptionCopy,
    ItemCopy,
    ObjectionCopy,
    OrderCopy,
    PositionCopy,
    RequestCopy,
)
from cases.models import Decision, Dispute, InformationItem, ItemDisposition
from cases.services.publication.naming import Citations
from cases.services.publication.words import Telling


def requests(dispute: Dispute, cite: Citations) -> tuple[RequestCopy, ...]:
    return tuple(
        RequestCopy(
            to=row.public_body.name,
            submitted_on=row.submitted_on,
            received_on=row.received_on,
            date_note=row.date_note,
            replied_on=row.replied_on,
            reply=row.reply,
            reply_en=row.reply_en,
            refs=cite.refs(row.sources),
            confidence=row.confidence,
            objections=tuple(
                ObjectionCopy(
                    grounds=tuple(objection.grounds),
                    filed_on=objection.filed_on,
                    date_note=objection.date_note,
                    replied_on=objection.replied_on,
                    reply=objection.reply,
                    refs=cite.refs(objection.sources),
                    confidence=objection.confidence,
                )
                for objection in sorted(row.objections.all(), key=lambda one: one.pk)
            ),
        )
        for row in dispute.information_requests.all()
    )


def items(dispute: Dispute, telling: Telling) -> tuple[ItemCopy, ...]:
    return tuple(
        ItemCopy(
            label=row.label,
            text=row.text,
            text_en=row.text_en,
            fate=row.fate,
            positions=_positions(row, telling),
            disposition=_last(row, telling.cite),
            refs=telling.cite.refs(row.sources),
            confidence=row.confidence,
            note=row.source_note,
        )
        for row in dispute.items.all()
    )


def exemptions(dispute: Dispute, cite: Citations) -> tuple[ExemptionCopy, ...]:
    return tuple(
        ExemptionCopy(
            claimed_on=row.claimed_on,
            withdrawn_on=row.withdrawn_on,
            grounds=tuple(row.grounds),
            reason=row.reason,
            consequence_test=row.consequence_test,
            result=row.result,
            refs=cite.refs(row.sources),
            confidence=row.confidence,
        )
        for row in sorted(dispute.exemption_claims.all(), key=lambda row: row.pk)
    )


def decision(row: Decision, telling: Telling) -> DecisionCopy:
    cite = telling.cite
    given = sorted(row.dispositions.all(), key=lambda one: one.item.label)
    return DecisionCopy(
        kind=row.kind,
        number=row.number.raw if row.number else "",
        number_note=row.number_note,
        pronounced_on=row.pronounced_on,
        date_note=row.date_note,
        hearing_seq=telling.seqs.get(row.hearing_id or 0),
        scope=row.scope,
        disposition=row.disposition,
        result=row.result,
        result_note=row.result_note,
        dissent=row.dissent,
        orders=tuple(
            OrderCopy(
                no=order.no,
                text=order.text,
                due_on=order.due_on,
                complied_on=order.complied_on,
                outcome=order.outcome,
            )
            for order in sorted(row.orders.all(), key=lambda order: order.no)
        ),
        dispositions=tuple(_disposition(one, row, cite) for one in given),
        refs=cite.refs(row.sources),
        confidence=row.confidence,
        note=row.source_note,
    )


def court_stages(dispute: Dispute, cite: Citations) -> tuple[CourtStageCopy, ...]:
    return tuple(
        CourtStageCopy(
            no=row.no,
            court=row.court,
            court_name=row.court_name,
            number=row.number,
            brought_by=row.brought_by,
            dated_on=row.dated_on,
            date_note=row.date_note,
            result=row.result,
            note=row.note,
            refs=cite.refs(row.sources),
            confidence=row.confidence,
        )
        for row in dispute.court_stages.all()
    )


def _positions(item: InformationItem, telling: Telling) -> tuple[PositionCopy, ...]:
    """What the respondent said of the item, hearing by hearing, where it may be told."""
    told = [
        PositionCopy(
            seq=telling.seqs[row.hearing_id],
            held_on=telling.record.hearings[row.hearing_id].held_on,
            text=row.text,
        )
        for row in item.positions.all()
        if row.hearing_id in telling.seqs and row.hearing_id in telling.record.open
    ]
    return tuple(sorted(told, key=lambda row: row.seq))


def _last(item: InformationItem, cite: Citations) -> DispositionCopy | None:
    """What the last decision did with the item."""
    given = sorted(
        item.dispositions.all(),
        key=lambda row: (str(row.decision.pronounced_on or ""), row.decision_id),
    )
    return _disposition(given[-1], given[-1].decision, cite, item) if given else None


def _disposition(
    row: ItemDisposition, of: Decision, cite: Citations, item: InformationItem | None = None
) -> DispositionCopy:
    return DispositionCopy(
        label=(item or row.item).label,
        decision=of.number.raw if of.number else "",
        pronounced_on=of.pronounced_on,
        fate=row.fate,
        mode=row.mode,
        mode_note=row.mode_note,
        exclusion=row.exclusion,
        condition=row.condition,
        note=row.note,
        due_on=row.due_on,
        refs=cite.refs(row.sources),
        confidence=row.confidence,
    )

"""Deriving what figures are counted from: clocks, exemptions, courts, promises.

All of it stands on the page of its dispute as well.
"""

from __future__ import annotations

from collections.abc import Iterator

from cases.domain.parties import PartyRole
from cases.domain.publication.bodies import DisputeBody
from cases.domain.publication.rows import ClockRow, CourtRow, ExemptionRow, PromiseRow, Row
from cases.domain.rulings import Fate, exemption_outcome
from cases.models import Assertion, Dispute, Undertaking
from cases.queries.parties import public_name
from cases.services.publication.naming import side_shorts
from cases.services.publication.words import (
    Telling,
    address_of,
    place_of,
    shown_stances,
)


def rows(dispute: Dispute, body: DisputeBody, telling: Telling) -> Iterator[Row]:
    """Every row that is counted; ``body`` has passed the veil already."""
    yield from _clocks(dispute.code, body)
    yield from _exemptions(dispute.code, body)
    yield from _courts(dispute.code, body)
    yield from _orders(dispute, body)
    yield from _undertakings(dispute, telling)
    yield from _panel_orders(dispute, telling)


def _clocks(code: str, body: DisputeBody) -> Iterator[ClockRow]:
    for no, clock in enumerate(body.clocks, start=1):
        yield ClockRow(
            dispute_id=code,
            no=no,
            rule=clock.rule,
            length=clock.length,
            unit=clock.unit,
            triggered_on=clock.triggered_on,
            due_on=clock.due_on,
            met_on=clock.met_on,
            is_running=clock.is_running,
            is_unreported=clock.is_unreported,
            used_days=clock.used_days,
            late_days=clock.late_days,
        )


def _exemptions(code: str, body: DisputeBody) -> Iterator[ExemptionRow]:
    """One row for each letter that is named; one without a letter where none is."""
    fates = [Fate(item.fate) for item in body.items]
    for no, claim in enumerate(body.exemptions, start=1):
        outcome = exemption_outcome(fates, is_withdrawn=claim.withdrawn_on is not None)
        for ground in dict.fromkeys(claim.grounds or ("",)):
            yield ExemptionRow(code, no, ground, outcome, claim.claimed_on)


def _courts(code: str, body: DisputeBody) -> Iterator[CourtRow]:
    for stage in body.court_stages:
        yield CourtRow(code, stage.no, stage.court, stage.brought_by, stage.dated_on)


def _orders(dispute: Dispute, body: DisputeBody) -> Iterator[PromiseRow]:
    """What the operative parts order; of a public body, unless the text says otherwise."""
    told = [(decision, order) for decision in body.decisions for order in decision.orders]
    for no, (decision, order) in enumerate(told, start=1):
        yield PromiseRow(
            dispute_id=dispute.code,
            kind="order",
            no=no,
            text=order.text,
            by=side_shorts(dispute, PartyRole.RESPONDENT),
            made_on=decision.pronounced_on,
            due_on=order.due_on,
            kept_on=order.complied_on,
            lapsed_on=None,
            place="",
            address="",
        )


def _undertakings(dispute: Dispute, telling: Telling) -> Iterator[PromiseRow]:
    """What somebody undertook in a stance that the public may read."""
    promised = [
        (stance, stance.undertaking)
        for proposition in dispute.propositions.all()
        for stance in shown_stances(proposition, dispute, telling.record)
        if stance.utterance_id in telling.record.turns
        and getattr(stance, "undertaking", None) is not None
    ]
    for no, (stance, promise) in enumerate(promised, start=1):
        yield _undertaking(dispute.code, no, stance, promise, telling)


def _panel_orders(dispute: Dispute, telling: Telling) -> Iterator[PromiseRow]:
    """What the panel ordered in hearings that the public may read. Of what sources tell an
    outcome in words alone nobody knows whether it was in time, so it is not counted.
    """
    record = telling.record
    spoken = [
        order
        for order in dispute.panel_orders.all()
        if order.hearing_id in record.open
        and (not order.outcome or order.kept_on or order.lapsed_on)
    ]
    for no, order in enumerate(spoken, start=1):
        turn = record.turns.get(order.utterance_id or 0)
        yield PromiseRow(
            dispute_id=dispute.code,
            kind="panel_order",
            no=no,
            text=order.what,
            by=order.to_body.name if order.to_body else "",
            made_on=record.hearings[order.hearing_id].held_on,
            due_on=order.due_on,
            kept_on=order.kept_on,
            lapsed_on=order.lapsed_on,
            place=place_of(turn, turn) if turn else "",
            address=address_of(turn, turn, telling) if turn else "",
        )


def _undertaking(
    code: str, no: int, stance: Assertion, promise: Undertaking, telling: Telling
) -> PromiseRow:
    turn = telling.record.turns[stance.utterance_id or 0]
    return PromiseRow(
        dispute_id=code,
        kind="undertaking",
        no=no,
        text=promise.what,
        by=public_name(stance.participant) if stance.participant else "",
        made_on=stance.made_on,
        due_on=promise.due_on,
        kept_on=promise.kept_on,
        lapsed_on=promise.lapsed_on,
        place=place_of(turn, turn),
        address=address_of(turn, turn, telling),
    )

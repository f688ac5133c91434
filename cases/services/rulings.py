"""Pronouncing decisions: what was decided on each item, and what was ordered."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from cases.domain import rulings as rules
from cases.domain.rulings import AccessMode, Fate
from cases.models import (
    Decision,
    Dispute,
    Hearing,
    InformationItem,
    ItemDisposition,
    Order,
    RegisterNumber,
)
from cases.queries import personal_data
from cases.services import deadlines, journal, publication
from cases.services.journal import Actor
from cases.services.parties import NOWHERE, Said


@dataclass(frozen=True, slots=True)
class Disposition:
    """What a decision does with one item."""

    item: InformationItem
    fate: Fate
    mode: AccessMode | None = None
    mode_note: str = ""
    exclusion: str = ""
    condition: str = ""
    note: str = ""
    due_on: date | None = None
    said: Said = NOWHERE


@dataclass(frozen=True, slots=True)
class DecisionDetails:
    """A decision as pronounced. ``result`` keeps the words of the source."""

    kind: str
    pronounced_on: date | None
    date_note: str = ""
    number: RegisterNumber | None = None
    number_note: str = ""
    scope: str = ""
    disposition: str = ""
    result: str = ""
    result_note: str = ""
    dissent: str = ""
    orders: Sequence[str] = ()
    ends_the_dispute: bool = True


@publication.one_act
def pronounce(
    dispute: Dispute,
    details: DecisionDetails,
    *,
    hearing: Hearing | None = None,
    dispositions: Sequence[Disposition] = (),
    said: Said = NOWHERE,
    actor: Actor,
    now: datetime,
) -> Decision:
    """Record a decision, its operative part, and the fate it gives to each item.

    A decision that ends the dispute stops the clocks of the proceedings and sets the register's
    disposition.

    Raises:
        NotOfThisDispute: an item of another dispute was to be disposed of.
        Undecided: it tells personal data about which nobody has decided.
    """
    if any(one.item.dispute_id != dispute.pk for one in dispositions):
        raise rules.NotOfThisDispute("Amar menyebut butir dari sengketa lain.")
    personal_data.check(personal_data.of_writing(dispute, *_texts(details, dispositions)))

    decision = _written(dispute, hearing, details, said)
    _dispose(decision, dispositions)
    for no, text in enumerate(details.orders, start=1):
        Order.objects.create(decision=decision, no=no, text=text)
    if details.ends_the_dispute:
        _end(dispute, details, actor, now)
    journal.record(
        "decision_pronounced",
        actor=actor,
        at=now,
        dispute=dispute,
        hearing=hearing,
        payload={
            "kind": details.kind,
            "number": details.number.raw if details.number else "",
            "on": str(details.pronounced_on or ""),
            "result": details.result,
        },
    )
    publication.shelve(dispute, now=now)
    return decision


@publication.one_act
def note_fate(item: InformationItem, fate: Fate, *, actor: Actor, now: datetime) -> None:
    """Note how it stands with an item that no known decision disposes of."""
    item.fate = fate
    item.save(update_fields=["fate"])
    journal.record(
        "fate_noted",
        actor=actor,
        at=now,
        dispute=item.dispute,
        payload={"item": item.label, "fate": fate.value},
    )
    if item.dispute is not None:
        publication.shelve(item.dispute, now=now)


def _texts(details: DecisionDetails, dispositions: Sequence[Disposition]) -> Iterator[str]:
    """Everything in a decision that somebody wrote freely and the public reads."""
    yield from (details.scope, details.result, details.result_note, details.dissent)
    yield from (details.date_note, details.number_note, *details.orders)
    for one in dispositions:
        yield from (one.mode_note, one.exclusion, one.condition, one.note)


def _written(
    dispute: Dispute, hearing: Hearing | None, details: DecisionDetails, said: Said
) -> Decision:
    return Decision.objects.create(
        dispute=dispute,
        hearing=hearing,
        kind=details.kind,
        number=details.number,
        number_note=details.number_note,
        pronounced_on=details.pronounced_on,
        date_note=details.date_note,
        scope=details.scope,
        disposition=details.disposition,
        result=details.result,
        result_note=details.result_note,
        dissent=details.dissent,
        **said.fields(),
    )


def _dispose(decision: Decision, dispositions: Sequence[Disposition]) -> None:
    for one in dispositions:
        ItemDisposition.objects.create(
            decision=decision,
            item=one.item,
            fate=one.fate,
            mode=one.mode or "",
            mode_note=one.mode_note,
            exclusion=one.exclusion,
            condition=one.condition,
            note=one.note,
            due_on=one.due_on,
            **one.said.fields(),
        )
        one.item.fate = one.fate
        one.item.save(update_fields=["fate"])


def _end(dispute: Dispute, details: DecisionDetails, actor: Actor, now: datetime) -> None:
    dispute.disposition = details.disposition
    dispute.save(update_fields=["disposition"])
    deadlines.end_proceedings(dispute, ended_on=details.pronounced_on, actor=actor, now=now)

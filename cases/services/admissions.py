"""Propositions, stances on them, statements outside the hearing, orders of the panel."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from cases.domain import admissions as rules
from cases.domain import codes
from cases.domain.errors import CaseError
from cases.domain.parties import PARTIES
from cases.domain.transcripts import NotInThisHearing
from cases.models import (
    Assertion,
    Dispute,
    Exhibit,
    Hearing,
    InformationItem,
    Organisation,
    PanelOrder,
    Participant,
    Person,
    Proposition,
    PublicBody,
    PublicStatement,
    Undertaking,
    Utterance,
)
from cases.services import hearings, journal, publication
from cases.services.journal import Actor
from cases.services.parties import NOWHERE, Said


class SecondPersonNeeded(CaseError):
    """The one who wrote it down may not be the one who reviews it."""

    code = "second_person_needed"


@dataclass(frozen=True, slots=True)
class PropositionDetails:
    """A neutral, atomic claim, and what it does not say."""

    code: str
    text: str
    text_en: str = ""
    not_covering: str = ""
    afterwards: str = ""


@dataclass(frozen=True, slots=True)
class StanceDetails:
    """Who took which stance, when, with which effect; exactly one source."""

    stance: rules.Stance
    made_on: date
    effect: rules.LegalEffect = rules.LegalEffect.NONE
    strength: rules.Strength = rules.Strength.EXPLICIT
    participant: Participant | None = None
    person: Person | None = None
    capacity: str = ""
    utterance: Utterance | None = None
    public_statement: PublicStatement | None = None
    exhibit: Exhibit | None = None


@dataclass(frozen=True, slots=True)
class StatementDetails:
    """Words outside a hearing, as reported. ``reports_for``: whose word is passed on."""

    key: str
    said_on: date
    rendering: str
    text: str
    text_en: str = ""
    capacity: str = ""
    place: str = ""
    note: str = ""
    relation: str = ""
    reports_for: Organisation | None = None


@dataclass(frozen=True, slots=True)
class PanelOrderDetails:
    key: str
    what: str
    due_on: date | None = None
    outcome: str = ""
    by_note: str = ""


@transaction.atomic
def propose(
    dispute: Dispute,
    details: PropositionDetails,
    *,
    items: Sequence[InformationItem] = (),
    beside: Sequence[Proposition] = (),
    said: Said = NOWHERE,
    actor: Actor,
    now: datetime,
) -> Proposition:
    """Write down a proposition on which stances can be taken.

    ``beside``: propositions on the same matter, whose statements outside the hearing are to be
    read beside those on this one, and the other way round.

    Raises:
        CodeTaken: the dispute has a proposition of that code.
        NotOfThisDispute: an item was asked for in another dispute.
    """
    if dispute.propositions.filter(code=details.code).exists():
        raise rules.CodeTaken(f"Proposisi {details.code} sudah ada dalam sengketa ini.")
    if any(item.dispute_id != dispute.pk for item in items):
        raise rules.NotOfThisDispute("Butir informasi itu bukan dari sengketa ini.")

    proposition = Proposition.objects.create(
        dispute=dispute,
        code=details.code,
        text=details.text,
        text_en=details.text_en,
        not_covering=details.not_covering,
        afterwards=details.afterwards,
        **said.fields(),
    )
    proposition.items.set(items)
    proposition.beside.set(beside)
    for other in beside:
        other.beside.add(proposition)
    journal.record(
        "proposition_written",
        actor=actor,
        at=now,
        dispute=dispute,
        payload={"code": details.code, "text": details.text},
    )
    publication.shelve(dispute, now=now)
    return proposition


@transaction.atomic
def take_stance(
    proposition: Proposition,
    details: StanceDetails,
    *,
    said: Said = NOWHERE,
    actor: Actor,
    now: datetime,
) -> Assertion:
    """Record a stance on a proposition; an admission is a stance of a party in a hearing.

    Raises:
        OneSourceOnly: no source, or more than one.
        OutsideTheHearing: an effect in law for words said outside.
        NobodyBound: an admission that binds no party; a witness or an expert is none.
        NotOfThisDispute: the words, or the party, belong to another dispute.
    """
    if details.utterance is not None:
        hearings.locked(details.utterance.hearing)
    given = [details.utterance, details.public_statement, details.exhibit]
    rules.check_assertion(
        details.effect,
        sources=sum(source is not None for source in given),
        in_hearing=details.public_statement is None,
        binds_somebody=details.participant is not None and details.participant.role in PARTIES,
    )
    _check_dispute(proposition.dispute, details)

    assertion = Assertion.objects.create(
        proposition=proposition,
        participant=details.participant,
        person=details.person,
        capacity=details.capacity,
        stance=details.stance,
        strength=details.strength,
        legal_effect=details.effect,
        made_on=details.made_on,
        utterance=details.utterance,
        public_statement=details.public_statement,
        exhibit=details.exhibit,
        written_by=actor.name,
        **said.fields(),
    )
    journal.record(
        "stance_taken",
        actor=actor,
        at=now,
        dispute=proposition.dispute,
        payload={
            "proposition": proposition.code,
            "stance": details.stance.value,
            "effect": details.effect.value,
        },
    )
    publication.shelve(proposition.dispute, now=now)
    return assertion


def _check_dispute(dispute: Dispute, details: StanceDetails) -> None:
    """What is told of a dispute was said in it, about it, or by a party to it."""
    said, outside, exhibit = details.utterance, details.public_statement, details.exhibit
    party = details.participant
    belongs = (
        (party is None or party.dispute_id == dispute.pk)
        and (said is None or said.hearing.disputes.contains(dispute))
        and (outside is None or outside.disputes.contains(dispute))
        and (exhibit is None or exhibit.dispute_id == dispute.pk)
    )
    if not belongs:
        raise rules.NotOfThisDispute("Sumber atau pihaknya bukan dari sengketa ini.")


@transaction.atomic
def review(assertion: Assertion, *, reviewer: Actor, now: datetime) -> None:
    """Let a second person confirm what the public will see.

    Raises:
        SecondPersonNeeded: the reviewer is the one who wrote it down.
    """
    if assertion.utterance is not None:
        hearings.locked(assertion.utterance.hearing)
    if reviewer.name == assertion.written_by:
        raise SecondPersonNeeded("Pemeriksa harus orang lain daripada yang mencatat.")
    assertion.reviewed_by = reviewer.name
    assertion.save(update_fields=["reviewed_by"])
    journal.record(
        "stance_reviewed",
        actor=reviewer,
        at=now,
        dispute=assertion.proposition.dispute,
        payload={"proposition": assertion.proposition.code},
    )
    publication.shelve(assertion.proposition.dispute, now=now)


@transaction.atomic
def record_statement(
    disputes: Sequence[Dispute],
    person: Person,
    details: StatementDetails,
    *,
    said: Said = NOWHERE,
    actor: Actor,
    now: datetime,
) -> PublicStatement:
    """Record words said outside a hearing. They are never testimony."""
    statement = PublicStatement.objects.create(
        code=codes.derive("statement", disputes[0].code, details.key),
        key=details.key,
        person=person,
        capacity=details.capacity,
        said_on=details.said_on,
        place=details.place,
        rendering=details.rendering,
        text=details.text,
        text_en=details.text_en,
        note=details.note,
        relation=details.relation,
        reports_for=details.reports_for,
        **said.fields(),
    )
    statement.disputes.set(disputes)
    for dispute in disputes:
        journal.record(
            "statement_recorded",
            actor=actor,
            at=now,
            dispute=dispute,
            payload={"code": statement.code, "on": str(details.said_on)},
        )
    publication.shelve_all(disputes, now=now)
    return statement


@transaction.atomic
def order_by_panel(
    hearing: Hearing,
    details: PanelOrderDetails,
    *,
    disputes: Sequence[Dispute],
    given_by: Person,
    to_body: PublicBody | None = None,
    utterance: Utterance | None = None,
    said: Said = NOWHERE,
    actor: Actor,
    now: datetime,
) -> PanelOrder:
    """Record an order of the panel to a party, with its due date.

    Raises:
        NotInThisHearing: a dispute is not heard there, or the words fell in another hearing.
    """
    hearing = hearings.locked(hearing)
    _check_heard(hearing, disputes, utterance)

    order = PanelOrder.objects.create(
        hearing=hearing,
        key=details.key,
        given_by=given_by,
        by_note=details.by_note,
        to_body=to_body,
        utterance=utterance,
        what=details.what,
        due_on=details.due_on,
        outcome=details.outcome,
        **said.fields(),
    )
    order.disputes.set(disputes)
    for dispute in disputes:
        journal.record(
            "panel_ordered",
            actor=actor,
            at=now,
            dispute=dispute,
            hearing=hearing,
            payload={"what": details.what, "due": str(details.due_on or "")},
        )
    publication.shelve_all(disputes, now=now)
    return order


def _check_heard(
    hearing: Hearing, disputes: Sequence[Dispute], utterance: Utterance | None
) -> None:
    served = set(hearing.disputes.values_list("pk", flat=True))
    is_foreign = any(dispute.pk not in served for dispute in disputes)
    if is_foreign or (utterance is not None and utterance.hearing_id != hearing.pk):
        raise NotInThisHearing("Sengketa atau ucapan itu bukan dari sidang ini.")


@transaction.atomic
def undertake(
    assertion: Assertion, *, what: str, due_on: date | None, actor: Actor, now: datetime
) -> Undertaking:
    """Turn a promise made in a hearing into an undertaking with its due date.

    Raises:
        NoPromise: the stance was taken without promising anything, or was turned before.
    """
    is_promise = assertion.legal_effect == rules.LegalEffect.UNDERTAKING
    if not is_promise or Undertaking.objects.filter(assertion=assertion).exists():
        raise rules.NoPromise("Sikap ini bukan kesanggupan, atau sudah dicatat sebelumnya.")

    undertaking = Undertaking.objects.create(assertion=assertion, what=what, due_on=due_on)
    journal.record(
        "undertaking_given",
        actor=actor,
        at=now,
        dispute=assertion.proposition.dispute,
        payload={"what": what, "due": str(due_on or "")},
    )
    publication.shelve(assertion.proposition.dispute, now=now)
    return undertaking

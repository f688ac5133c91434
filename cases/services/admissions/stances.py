"""Stances on propositions: taken, withdrawn, contested, put on the record by the chair."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from cases.domain import admissions as rules
from cases.domain.parties import PARTIES
from cases.models import (
    Assertion,
    Dispute,
    PanelSeat,
    Participant,
    Proposition,
    StanceConfirmation,
    StanceContest,
    Utterance,
)
from cases.queries import stances as queries
from cases.services import hearings, journal, publication
from cases.services.admissions.details import StanceDetails
from cases.services.journal import Actor
from cases.services.parties import NOWHERE, Said

CHAIR = "ketua_majelis"


@publication.one_act
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
        NoSuchPlace: the words do not stand in that passage.
        NoSuchPage: the exhibit ends before.
    """
    _lock(details.utterance)
    assertion = _write(proposition, details, said=said, actor=actor)
    _note("stance_taken", assertion, actor, now)
    publication.shelve(proposition.dispute, now=now)
    return assertion


@publication.one_act
def withdraw(
    assertion: Assertion,
    details: StanceDetails,
    *,
    said: Said = NOWHERE,
    actor: Actor,
    now: datetime,
) -> Assertion:
    """Record the stance by which a party takes an earlier one back; the earlier one stays.

    Raises:
        NotTheirStance: it is another party's stance, or nobody's.
        AlreadyWithdrawn: it was withdrawn before.
        WithdrawnTooEarly: the withdrawal is older than the stance.
        OneSourceOnly, OutsideTheHearing, NotOfThisDispute, NoSuchPlace, NoSuchPage: as for
            every stance.
    """
    _lock(details.utterance)
    assertion = _held(assertion)
    by = details.participant
    rules.check_withdrawal(
        is_own=by is not None and by.pk == assertion.participant_id,
        is_withdrawn=queries.withdrawals().filter(withdraws=assertion).exists(),
        said_on=assertion.made_on,
        withdrawn_on=details.made_on,
    )
    details = replace(details, effect=rules.LegalEffect.WITHDRAWAL)
    proposition = assertion.proposition
    withdrawal = _write(proposition, details, withdraws=assertion, said=said, actor=actor)
    _note("stance_withdrawn", withdrawal, actor, now)
    publication.shelve(proposition.dispute, now=now)
    return withdrawal


@publication.one_act
def contest(
    assertion: Assertion,
    party: Participant,
    *,
    reason: str,
    on: date,
    actor: Actor,
    now: datetime,
) -> StanceContest:
    """Note that a party contests what was written down of it, on a local day, and why.

    Raises:
        NotTheirStance: the stance is another party's.
        ReasonNeeded: no reason is given.
    """
    reason = rules.check_reason(reason)
    if assertion.participant_id != party.pk:
        raise rules.NotTheirStance("Sikap ini bukan sikap pihak itu.")
    noted = StanceContest.objects.create(
        assertion=assertion,
        participant=party,
        reason=reason,
        contested_on=on,
        written_by=actor.name,
        written_at=now,
    )
    _note("stance_contested", assertion, actor, now, on=str(on), reason=reason)
    publication.shelve(assertion.proposition.dispute, now=now)
    return noted


@publication.one_act
def put_on_record(
    assertion: Assertion, word: Utterance, *, actor: Actor, now: datetime
) -> StanceConfirmation:
    """Note by which word of the chair a stance in a hearing stands on the record.

    Raises:
        NotTheChair: the word is somebody else's, of another hearing, or came before.
        AlreadyOnRecord: the chair did so before.
    """
    hearings.locked(word.hearing)
    said = assertion.utterance
    chairs = PanelSeat.objects.filter(hearing=word.hearing_id, seat=CHAIR, person=word.person)
    follows = said is not None and said.hearing_id == word.hearing_id
    if said is None or not follows or word.position < said.position or not chairs.exists():
        raise rules.NotTheChair("Pilih ucapan ketua majelis sesudahnya, dalam sidang itu.")
    if StanceConfirmation.objects.filter(assertion=assertion).exists():
        raise rules.AlreadyOnRecord("Sikap ini sudah dikukuhkan ketua majelis.")
    noted = StanceConfirmation.objects.create(
        assertion=assertion, word=word, written_by=actor.name, written_at=now
    )
    _note("stance_put_on_record", assertion, actor, now, number=word.number)
    publication.shelve(assertion.proposition.dispute, now=now)
    return noted


def _lock(said: Utterance | None) -> None:
    if said is not None:
        hearings.locked(said.hearing)


def _held(assertion: Assertion) -> Assertion:
    rows = Assertion.objects.select_for_update(of=("self",))
    return rows.select_related("proposition__dispute").get(pk=assertion.pk)


def _write(
    proposition: Proposition,
    details: StanceDetails,
    *,
    withdraws: Assertion | None = None,
    said: Said,
    actor: Actor,
) -> Assertion:
    _check(proposition.dispute, details)
    return Assertion.objects.create(
        proposition=proposition,
        participant=details.participant,
        person=details.person,
        capacity=details.capacity,
        stance=details.stance,
        strength=details.strength,
        legal_effect=details.effect,
        made_on=details.made_on,
        utterance=details.utterance,
        passage=details.passage,
        public_statement=details.public_statement,
        exhibit=details.exhibit,
        exhibit_page=details.exhibit_page,
        withdraws=withdraws,
        written_by=actor.name,
        **said.fields(),
    )


def _check(dispute: Dispute, details: StanceDetails) -> None:
    given = [details.utterance, details.public_statement, details.exhibit]
    rules.check_assertion(
        details.effect,
        sources=sum(source is not None for source in given),
        in_hearing=details.public_statement is None,
        binds_somebody=details.participant is not None and details.participant.role in PARTIES,
    )
    _check_dispute(dispute, details)
    _check_place(details)


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


def _check_place(details: StanceDetails) -> None:
    passage, page = details.passage, details.exhibit_page
    if passage is not None and not queries.stands_in(details.utterance, passage):
        raise rules.NoSuchPlace("Ucapan itu tidak berada pada baris yang disebut.")
    if page is None:
        return
    paper = details.exhibit.document if details.exhibit else None
    if details.exhibit is None or page < 1 or (paper and paper.pages and page > paper.pages):
        raise rules.NoSuchPage("Bukti itu tidak mempunyai halaman yang disebut.")


def _note(act: str, assertion: Assertion, actor: Actor, now: datetime, **told: object) -> None:
    payload = {
        "proposition": assertion.proposition.code,
        "stance": str(assertion.stance),
        "effect": str(assertion.legal_effect),
        **told,
    }
    journal.record(
        act, actor=actor, at=now, dispute=assertion.proposition.dispute, payload=payload
    )

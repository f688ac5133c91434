"""A mediation ends, once: agreed and read as a decision, or failed and on to adjudication."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from cases.domain import mediation as rules
from cases.domain import mediation_letters as letters
from cases.domain.deadlines import RULES
from cases.domain.hearings import HearingState
from cases.domain.mediation import Doubt, FileKind, Outcome
from cases.domain.mediation_letters import Mediated
from cases.domain.notices import Side
from cases.domain.rights import Right
from cases.domain.rulings import Fate
from cases.domain.stages import Stage
from cases.domain.vocabulary import label
from cases.domain.wording import listing, long_date
from cases.models import (
    Decision,
    Hearing,
    InformationItem,
    Mediation,
    MediationDeclaration,
    RegisterNumber,
    Upload,
    User,
)
from cases.queries import deadlines as clocks
from cases.queries import mediation as queries
from cases.queries import notices as concerns
from cases.queries import panels, papers
from cases.services import (
    deadlines,
    docket,
    documents,
    notices,
    publication,
    registry,
    rights,
    rulings,
    sittings,
)
from cases.services.mediation.proceeding import (
    enter,
    locked,
    open_one,
    take,
    tell,
    who,
)
from cases.services.rights import right
from cases.services.rulings import DecisionDetails, Disposition


@dataclass(frozen=True, slots=True)
class Reading:
    """How an agreement became a decision: its number, its operative part, the decision's file.

    All of it is public once read; ``number`` and ``orders`` may be empty.
    """

    number: str = ""
    orders: Sequence[str] = ()
    files: Sequence[Upload] = ()


@right(Right.REGISTRY)
@publication.one_act
def agree(
    mediation: Mediation,
    settled: Sequence[InformationItem],
    *,
    files: Sequence[Upload] = (),
    by: User,
    now: datetime,
) -> Mediation:
    """Note that the parties agreed on some of the items, in the words that stand.

    The agreement itself stays with the parties and who led it, until it is read as a decision.

    Raises:
        MediationOver: it has ended.
        AgreementNeeded: nobody wrote its text, or it settles nothing that was mediated.
        Confidential: one of the files serves elsewhere.
    """
    mediation = open_one(mediation)
    text = mediation.agreements.order_by("-no").values_list("text", flat=True).first() or ""
    mediated = mediation.items.values_list("label", flat=True)
    rules.check_agreement(text, [one.label for one in settled], mediated)
    take(mediation, files, FileKind.AGREEMENT, now)
    mediation.settled.set(settled)
    _end(mediation, Outcome.AGREED, Stage.MEDIATION_AGREED, by, now)
    named = [f"{one.label}: {one.text}" for one in settled]
    today = notices.today(mediation.dispute, now)
    paper = letters.agreement(_facts(mediation), text, named, dated_on=today)
    documents.request_of_mediation(paper, mediation, **who(by, now))
    return mediation


@publication.one_act
def declare(
    mediation: Mediation,
    outcome: Outcome,
    side: Side,
    *,
    text: str,
    files: Sequence[Upload] = (),
    by: User,
    now: datetime,
) -> Mediation:
    """A party declares a mediation failed in writing, or leaves it (UU 14/2008 Pasal 42).

    The writing is what the law asks for: with it the mediation has failed.

    Raises:
        NotTheirSide: ``by`` does not write for that party.
        MediationOver: it has ended.
        NotAnOutcome: a party declares nothing else.
        WrittenFailureNeeded: there are neither words nor a file.
        Confidential: one of the files serves elsewhere.
    """
    rights.check_side(by, mediation.dispute, side)
    mediation = open_one(mediation)
    rules.check_failure(outcome, side=side, text=text, has_file=bool(files))
    take(mediation, files, FileKind.FAILURE, now)
    MediationDeclaration.objects.create(
        mediation=mediation,
        outcome=outcome,
        side=side,
        text=text.strip(),
        declared_on=notices.today(mediation.dispute, now),
        noted_by=by,
        noted_at=now,
    )
    return _failed(mediation, outcome, side, text, by, now)


@right(Right.REGISTRY)
@publication.one_act
def fail(
    mediation: Mediation,
    outcome: Outcome,
    *,
    confirmed: Collection[str] = (),
    by: User,
    now: datetime,
) -> Mediation:
    """Note that a mediation failed because its time ran out, or the respondent stayed away
    twice. Nothing ends it by itself; what the record does not bear out wants to be confirmed.

    Raises:
        MediationOver: it has ended.
        NotAnOutcome: it is no failure, or one that a party declares.
        OutcomeDoubtful: a doubt is not among ``confirmed``.
    """
    mediation = open_one(mediation)
    rules.check_failure(outcome, side="", text="", has_file=False)
    doubts = _doubts(mediation, outcome, now)
    if open_ones := [one for one in doubts if one not in confirmed]:
        told = " ".join(label("mediation_doubt", one) for one in open_ones)
        raise rules.OutcomeDoubtful(told, open_ones)
    if doubts:
        enter("mediation_doubt_confirmed", mediation, by, now, doubts=list(doubts))
    return _failed(mediation, outcome, None, "", by, now)


@right(Right.REGISTRY)
@publication.one_act
def decide(
    mediation: Mediation, hearing: Hearing, reading: Reading, *, by: User, now: datetime
) -> Decision:
    """Record that an agreement was read in an open hearing and is a decision: final and binding
    at once (UU 14/2008 Pasal 39). What it does not settle goes on to adjudication.

    Raises:
        NotRead: there is no agreement, it was read already, or the hearing is not one of its
            readings, or lies ahead.
        HearingNotSet: the hearing was not released.
    """
    sittings.locked(sittings.served(hearing))
    dispute = locked(mediation.dispute)
    row = Mediation.objects.select_for_update().get(pk=mediation.pk)
    row.dispute = dispute
    hearing = _reading(row, hearing, now)
    if hearing.state == HearingState.SET:
        hearing = sittings.note_held(hearing, by=by, now=now)
    rest = list(queries.rest_of(row))
    decision = _pronounce(row, hearing, reading, bool(rest), who(by, now))
    row.decision = decision
    row.save(update_fields=["decision"])
    docket.move(dispute, Stage.MEDIATION_DECISION, **who(by, now))
    docket.move(dispute, Stage.ADJUDICATION if rest else Stage.FINAL_BINDING, **who(by, now))
    copies = _start_copies(row, hearing.held_on, by, now)
    enter("mediation_decided", row, by, now, on=str(hearing.held_on))
    labels = [one.label for one in rest]
    goes_on = f" Butir {listing(labels)} diperiksa melalui ajudikasi." if rest else ""
    text = f"Putusan mediasi dibacakan; bersifat final dan mengikat.{goes_on}{copies}"
    tell(row, text, by, now, reading.files)
    line = docket.Line(
        kind="putusan_mediasi",
        text="Putusan mediasi dibacakan",
        text_en="The mediation decision was read",
        occurred_on=hearing.held_on,
    )
    docket.record(dispute, line, hearing=hearing, **who(by, now))
    return decision


def _doubts(mediation: Mediation, outcome: Outcome, now: datetime) -> tuple[Doubt, ...]:
    found = queries.standing(mediation)
    return rules.doubts(
        outcome,
        last_day=found.last_day,
        absences=found.absences,
        today=notices.today(mediation.dispute, now),
    )


def _failed(
    mediation: Mediation,
    outcome: Outcome,
    side: Side | None,
    text: str,
    by: User,
    now: datetime,
) -> Mediation:
    _end(mediation, outcome, Stage.ADJUDICATION, by, now)
    paper = letters.failure(
        _facts(mediation),
        outcome,
        side=label("side", side) if side else "",
        text=text,
        dated_on=notices.today(mediation.dispute, now),
    )
    documents.request_of_mediation(paper, mediation, **who(by, now))
    return mediation


def _end(mediation: Mediation, outcome: Outcome, stage: Stage, by: User, now: datetime) -> None:
    """Outcome, stage and clocks; and the one line that everybody may read."""
    dispute, today = mediation.dispute, notices.today(mediation.dispute, now)
    mediation.outcome, mediation.ended_on = outcome, today
    mediation.save(update_fields=["outcome", "ended_on"])
    docket.move(dispute, stage, **who(by, now))
    for clock in clocks.running().filter(dispute=dispute, rule__in=rules.CLOCKS):
        clock.dispute = dispute
        deadlines.meet(clock, met_on=today, **who(by, now))
    told, told_en = rules.public_word(outcome)
    enter("mediation_ended", mediation, by, now, is_agreed=outcome is Outcome.AGREED)
    goes_on = (
        "Kesepakatannya dibacakan sebagai putusan dalam sidang terbuka."
        if outcome is Outcome.AGREED
        else "Pemeriksaan dilanjutkan melalui ajudikasi."
    )
    tell(mediation, f"{told}. {goes_on}", by, now)
    line = docket.Line(kind="hasil_mediasi", text=told, text_en=told_en, occurred_on=today)
    docket.record(dispute, line, **who(by, now))


def _reading(mediation: Mediation, hearing: Hearing, now: datetime) -> Hearing:
    """The hearing as it stands, where the agreement can be read in it."""
    is_agreed = mediation.outcome == Outcome.AGREED and mediation.decision_id is None
    readings = queries.readings_of(mediation).filter(
        pk=hearing.pk, held_on__lte=notices.today(mediation.dispute, now)
    )
    found = readings.first()
    is_its_time = is_agreed and mediation.dispute.stage == Stage.MEDIATION_AGREED
    if found is None or not is_its_time:
        raise rules.NotRead(
            "Kesepakatan menjadi putusan dengan dibacakan satu kali dalam sidang terbuka."
        )
    return found


def _pronounce(
    mediation: Mediation,
    hearing: Hearing,
    reading: Reading,
    is_partial: bool,
    by: dict[str, Any],
) -> Decision:
    settled = list(mediation.settled.order_by("no", "pk"))
    details = DecisionDetails(
        kind=rules.DECISION,
        pronounced_on=hearing.held_on,
        number=_numbered(mediation, reading.number, hearing.held_on, by),
        scope=f"butir {listing([one.label for one in settled])}" if is_partial else "",
        disposition=rules.DECISION,
        result=label("disposition", rules.DECISION),
        orders=reading.orders,
        ends_the_dispute=not is_partial,
    )
    return rulings.pronounce(
        mediation.dispute,
        details,
        hearing=hearing,
        dispositions=[Disposition(one, Fate.MEDIATED) for one in settled],
        **by,
    )


def _numbered(
    mediation: Mediation, number: str, on: date, by: dict[str, Any]
) -> RegisterNumber | None:
    if not number.strip():
        return None
    return registry.give_number(
        mediation.dispute, number.strip(), kind="decision", issued_on=on, **by
    )


def _start_copies(mediation: Mediation, day: date, by: User, now: datetime) -> str:
    """The clock of the copies, and what a letter says of it; none without a known figure."""
    rule = RULES[rules.COPY[mediation.dispute.regime]]
    if not rule.is_known:
        return ""
    note = "putusan mediasi dibacakan"
    clock = deadlines.start(
        mediation.dispute, rule.key, triggered_on=day, trigger_note=note, **who(by, now)
    )
    return f" Salinannya disampaikan paling lambat {long_date(clock.due_on)}."


def _facts(mediation: Mediation) -> Mediated:
    dispute = mediation.dispute
    seats = panels.of(dispute)
    applicant, respondent = papers.party_names(dispute)
    return Mediated(
        commission=dispute.commission.name,
        register=concerns.register_of(dispute) or dispute.code,
        applicant=applicant,
        respondent=respondent,
        mediator=seats.mediator.person.name if seats.mediator else "",
        assistant=seats.assistant.person.name if seats.assistant else "",
        place="",
    )

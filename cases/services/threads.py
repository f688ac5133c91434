"""Questions after they were asked: judged, promised in writing, answered later, or lapsed.

Nothing here happens by itself: a day that has passed is told, and a person writes it down.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from cases.domain import threads as rules
from cases.domain.admissions import LegalEffect, NotOfThisDispute, QuestionFate, Stance
from cases.models import (
    Correspondence,
    Dispute,
    Exhibit,
    PanelOrder,
    Participant,
    QuestionThread,
    Undertaking,
    Utterance,
)
from cases.queries import threads as queries
from cases.services import (
    admissions,
    hearings,
    journal,
    notices,
    publication,
    transcripts,
)
from cases.services.admissions import PropositionDetails, StanceDetails
from cases.services.journal import Actor
from cases.services.transcripts import Judgement


@dataclass(frozen=True, slots=True)
class Found:
    """Where an answer is found that came after the hearing; at most one of them."""

    answer: Utterance | None = None
    exhibit: Exhibit | None = None
    letter: Correspondence | None = None


NOWHERE = Found()


@publication.one_act
def judge(
    question: Utterance,
    fate: QuestionFate,
    *,
    on: date,
    due_on: date | None = None,
    note: str = "",
    party: Participant | None = None,
    actor: Actor,
    now: datetime,
) -> QuestionThread:
    """Say what became of a question. ``on``: the local day of the judgement.

    What is put off into writing becomes an undertaking of ``party``, whom the question was put
    to, with its last day; without a party nobody is bound, and the question waits.

    Raises:
        NotAQuestion: the turn is none, or was taken back.
        DayPassed: the last day lies before the judgement.
    """
    rules.check_due(due_on, on=on)
    hearing = hearings.locked(question.hearing)
    told = Judgement(fate, queries.label_of(question), assessed_on=on, due_on=due_on, note=note)
    thread = transcripts.assess(question, told, actor=actor, now=now)

    if fate is QuestionFate.DEFERRED and party is not None and thread.undertaking is None:
        what = rules.written_answer(thread.label)
        thread.undertaking = promise(
            question, party, what=what, due_on=due_on, actor=actor, now=now
        )
        thread.save(update_fields=["undertaking"])
        publication.shelve_hearing(hearing, now=now)
    return thread


def promise(
    turn: Utterance,
    party: Participant,
    *,
    what: str,
    due_on: date | None,
    actor: Actor,
    now: datetime,
) -> Undertaking:
    """Write down what a party promised in a turn of a hearing, in the caller's transaction."""
    proposition = admissions.propose(
        party.dispute,
        PropositionDetails(queries.next_code(party.dispute, rules.PROMISES), what),
        actor=actor,
        now=now,
    )
    assertion = admissions.take_stance(
        proposition,
        StanceDetails(
            Stance.AFFIRMS,
            turn.hearing.held_on,
            effect=LegalEffect.UNDERTAKING,
            participant=party,
            person=turn.person,
            capacity=turn.role,
            utterance=turn,
        ),
        actor=actor,
        now=now,
    )
    return admissions.undertake(assertion, what=what, due_on=due_on, actor=actor, now=now)


@publication.one_act
def settle(
    thread: QuestionThread,
    *,
    fate: QuestionFate,
    found: Found = NOWHERE,
    on: date,
    note: str = "",
    actor: Actor,
    now: datetime,
) -> None:
    """Close a question by what came after its hearing, on a local day; a promise is kept.

    Raises:
        StillUnanswered: that fate leaves it open.
        NotOfThisDispute: exhibit, letter or turn belong to another dispute.
    """
    rules.check_settles(fate)
    hearings.locked(thread.question.hearing)
    thread = QuestionThread.objects.select_related("question__hearing").get(pk=thread.pk)
    _check_found(thread, found)
    told = Judgement(
        fate,
        thread.label,
        assessed_on=on,
        due_on=thread.due_on,
        note=note,
        answer=found.answer,
        exhibit=found.exhibit,
        letter=found.letter,
    )
    transcripts.assess(thread.question, told, actor=actor, now=now)
    if thread.undertaking is not None:
        _end(thread.undertaking, on, "kept_on", "undertaking_kept", actor, now)


@publication.one_act
def keep(
    undertaking: Undertaking, *, on: date, note: str = "", actor: Actor, now: datetime
) -> None:
    """Write down that a promise was kept on a local day; its question is answered by it.

    Raises:
        PromiseOver: it was kept or lapsed before.
    """
    thread = queries.thread_of(undertaking)
    if thread is not None:
        settle(thread, fate=QuestionFate.DIRECT, on=on, note=note, actor=actor, now=now)
    else:
        _end(undertaking, on, "kept_on", "undertaking_kept", actor, now)


@publication.one_act
def lapse(
    undertaking: Undertaking, *, on: date, note: str = "", actor: Actor, now: datetime
) -> None:
    """Write down that a promise was not kept in time. No effect in law follows by itself.

    Raises:
        PromiseOver: it was kept or lapsed before.
        NotYetDue: its last day is not over.
    """
    rules.check_lapsed(undertaking.due_on, on=on)
    thread = queries.thread_of(undertaking)
    if thread is not None:
        hearings.locked(thread.question.hearing)
        told = Judgement(
            QuestionFate(thread.fate),
            thread.label,
            assessed_on=on,
            due_on=thread.due_on,
            note=note,
            is_lapse=True,
        )
        transcripts.assess(thread.question, told, actor=actor, now=now)
    _end(undertaking, on, "lapsed_on", "undertaking_lapsed", actor, now)


@publication.one_act
def end_order(
    order: PanelOrder, *, is_kept: bool, on: date, actor: Actor, now: datetime
) -> None:
    """Write down, on a local day, that an order of the panel was followed, or lapsed; in every
    dispute to which it was given. No effect in law follows by itself.

    Raises:
        PromiseOver: its end is written already.
        NotYetDue: it is to lapse, and its last day is not over.
    """
    if not is_kept:
        rules.check_lapsed(order.due_on, on=on)
    hearing = hearings.locked(order.hearing)
    standing = queries.running_orders().filter(pk=order.pk)
    if not standing.update(**{"kept_on" if is_kept else "lapsed_on": on}):
        raise rules.PromiseOver("Akhir perintah ini sudah dicatat.")
    disputes = list(order.disputes.all())
    for dispute in disputes:
        journal.record(
            "panel_order_kept" if is_kept else "panel_order_lapsed",
            actor=actor,
            at=now,
            dispute=dispute,
            hearing=hearing,
            payload={"what": order.what, "due": str(order.due_on or ""), "on": str(on)},
        )
    publication.shelve_all(disputes, now=now)


def _end(
    undertaking: Undertaking, on: date, field: str, act: str, actor: Actor, now: datetime
) -> None:
    standing = Undertaking.objects.filter(pk=undertaking.pk, kept_on=None, lapsed_on=None)
    if not standing.update(**{field: on}):
        raise rules.PromiseOver("Kesanggupan ini sudah dipenuhi atau sudah dicatat lewat.")
    notices.cancel(f"promise:{undertaking.pk}:")
    dispute = undertaking.assertion.proposition.dispute
    payload = {"what": undertaking.what, "on": str(on)}
    journal.record(act, actor=actor, at=now, dispute=dispute, payload=payload)
    publication.shelve(dispute, now=now)


def _check_found(thread: QuestionThread, found: Found) -> None:
    served = Dispute.objects.filter(hearings=thread.question.hearing_id)
    ours = set(served.values_list("pk", flat=True))
    named = {one.dispute_id for one in (found.exhibit, found.letter) if one is not None}
    if found.answer is not None and not ours & set(
        found.answer.hearing.disputes.values_list("pk", flat=True)
    ):
        named.add(0)
    if not named <= ours:
        raise NotOfThisDispute("Jawaban itu bukan dari sengketa yang diperiksa.")

"""Questions that wait, promises that run, and what earlier hearings hand on to the next."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, F, OuterRef, Prefetch, Q, QuerySet

from cases.domain.admissions import UNANSWERED, LegalEffect
from cases.domain.notices import Side
from cases.domain.transcripts import UtteranceKind
from cases.models import (
    Assertion,
    Dispute,
    Hearing,
    PanelOrder,
    QuestionJudgement,
    QuestionThread,
    Undertaking,
    Utterance,
    UtteranceRevision,
)
from cases.queries.correspondence import ROLES
from cases.queries.stances import is_withdrawn

LONGEST_LABEL = 300


@dataclass(frozen=True, slots=True)
class Promise:
    """An undertaking that runs; ``is_late``: its last day is over and nobody said so."""

    undertaking: Undertaking
    is_late: bool


@dataclass(frozen=True, slots=True)
class Ordered:
    """An order of the panel that runs; ``is_late`` as for promises."""

    order: PanelOrder
    is_late: bool


@dataclass(frozen=True, slots=True)
class Question:
    """A question of a hearing, with the thread and its judgements where somebody judged it."""

    utterance: Utterance
    words: str
    thread: QuestionThread | None

    @property
    def judgements(self) -> list[QuestionJudgement]:
        """Every judgement, the latest first."""
        return list(self.thread.judgements.all()) if self.thread else []


@dataclass(frozen=True, slots=True)
class Carried:
    """What earlier hearings of the same disputes hand on."""

    questions: tuple[QuestionThread, ...]
    admissions: tuple[Assertion, ...]
    orders: tuple[PanelOrder, ...]
    promises: tuple[Undertaking, ...]


def label_of(turn: Utterance) -> str:
    """The words of a turn as they stand, as far as a label holds them."""
    latest = turn.revisions.order_by("-rev").first()
    return " ".join(latest.text.split())[:LONGEST_LABEL] if latest else ""


def next_code(dispute: Dispute, letter: str) -> str:
    """The next free code of a proposition that begins so: P-3, K-1."""
    taken = set(dispute.propositions.values_list("code", flat=True))
    no = 1
    while f"{letter}-{no}" in taken:
        no += 1
    return f"{letter}-{no}"


def thread_of(undertaking: Undertaking) -> QuestionThread | None:
    """The question whose answer was promised, if it is one."""
    rows = QuestionThread.objects.select_related("question__hearing")
    return rows.filter(undertaking=undertaking).first()


def waiting() -> QuerySet[QuestionThread]:
    """Questions that were judged and still wait: unanswered, and not promised and lapsed."""
    lapsed = Q(undertaking__lapsed_on__isnull=False)
    return QuestionThread.objects.filter(
        fate__in=list(UNANSWERED), question__withdrawal=None
    ).exclude(lapsed)


def carried_to(hearing: Hearing) -> QuerySet[QuestionThread]:
    """Questions of earlier hearings of the same disputes that wait, the earliest first."""
    rows = waiting().filter(question__hearing__in=_earlier(hearing))
    return rows.select_related("question__hearing", "undertaking").order_by(
        "question__hearing__held_on", "question__position"
    )


def carried(hearing: Hearing) -> Carried:
    """All that the room shows beside the record. Four queries, however much it is."""
    before = _earlier(hearing)
    served = hearing.disputes.values("pk")
    admitted = Assertion.objects.filter(
        ~is_withdrawn(),
        legal_effect=LegalEffect.ADMISSION,
        proposition__dispute__in=served,
        utterance__hearing__in=before,
    )
    orders = running_orders().filter(hearing__in=before, disputes__in=served)
    promised = open_promises().filter(
        assertion__proposition__dispute__in=served, assertion__utterance__hearing__in=before
    )
    return Carried(
        questions=tuple(carried_to(hearing)),
        admissions=_once(
            admitted.select_related("proposition", "person", "utterance__hearing").order_by(
                "made_on", "pk"
            )
        ),
        orders=tuple(orders.distinct().order_by("pk")),
        promises=tuple(promised.filter(thread=None).order_by("due_on", "pk")),
    )


def _once(rows: Iterable[Assertion]) -> tuple[Assertion, ...]:
    """The first admission of each proposition: what was affirmed again is no news."""
    found: dict[int, Assertion] = {}
    for row in rows:
        found.setdefault(row.proposition_id, row)
    return tuple(found.values())


def open_promises() -> QuerySet[Undertaking]:
    """Undertakings that neither were kept nor lapsed."""
    return _promises().filter(kept_on=None, lapsed_on=None)


def _promises() -> QuerySet[Undertaking]:
    party = "assertion__participant"
    return Undertaking.objects.select_related(
        "assertion__proposition__dispute",
        *(f"{party}__{one}" for one in ("organisation", "public_body", "person")),
    )


def promises_of(dispute: Dispute, *, today: date) -> tuple[Promise, ...]:
    """The undertakings of a dispute that run, the nearest last day first."""
    rows = open_promises().filter(assertion__proposition__dispute=dispute)
    return tuple(
        Promise(one, one.due_on is not None and one.due_on < today)
        for one in rows.order_by("due_on", "pk")
    )


def ended_promises_of(dispute: Dispute) -> QuerySet[Undertaking]:
    """The undertakings of a dispute that were kept or lapsed, the latest first."""
    rows = _promises().exclude(kept_on=None, lapsed_on=None)
    return rows.filter(assertion__proposition__dispute=dispute).order_by("-pk")


def running_orders() -> QuerySet[PanelOrder]:
    """Orders of the panel of which nobody wrote that they were followed or lapsed."""
    rows = PanelOrder.objects.filter(kept_on=None, lapsed_on=None, outcome="")
    return rows.select_related("hearing", "given_by", "to_body")


def orders_of(dispute: Dispute, *, today: date) -> tuple[Ordered, ...]:
    """The orders in hearings of a dispute that run, the nearest last day first."""
    rows = (
        running_orders()
        .filter(disputes=dispute)
        .order_by(F("due_on").asc(nulls_last=True), "pk")
    )
    return tuple(Ordered(one, one.due_on is not None and one.due_on < today) for one in rows)


def ended_orders_of(dispute: Dispute) -> QuerySet[PanelOrder]:
    """The orders in hearings of a dispute that were followed or lapsed, the latest first."""
    rows = PanelOrder.objects.filter(disputes=dispute).select_related("to_body")
    return rows.exclude(kept_on=None, lapsed_on=None, outcome="").order_by("-pk")


def owed_by(dispute: Dispute, sides: Collection[Side]) -> QuerySet[Undertaking]:
    """What those who stand on these sides promised in a dispute and still owe."""
    roles = [role for side in sides for role in ROLES.get(side, ())]
    rows = open_promises().filter(
        assertion__proposition__dispute=dispute, assertion__participant__role__in=roles
    )
    return rows.order_by("due_on", "pk")


def waiting_in(dispute: Dispute) -> QuerySet[QuestionThread]:
    """The questions of a dispute that wait."""
    return waiting().filter(question__hearing__disputes=dispute)


def questions_of(dispute: Dispute) -> tuple[Question, ...]:
    """The questions of all hearings of a dispute, judged or not, in their order."""
    judged = QuestionJudgement.objects.select_related(
        "answer__hearing", "exhibit", "letter"
    ).order_by("-pk")
    rows = asked_in(dispute).prefetch_related(
        Prefetch("revisions", UtteranceRevision.objects.order_by("-rev")),
        Prefetch("thread__judgements", judged),
    )
    return tuple(_questions(rows.order_by("hearing__held_on", "hearing", "position")))


def agenda_of(
    disputes: Collection[Dispute],
) -> tuple[tuple[QuestionThread, ...], tuple[Undertaking, ...]]:
    """What a next hearing of these disputes has to take up: questions that wait, and promises
    of something else than an answer. Two queries.
    """
    asked = waiting().filter(question__hearing__disputes__in=disputes).distinct()
    promised = open_promises().filter(assertion__proposition__dispute__in=disputes, thread=None)
    questions = asked.select_related("question__hearing__commission", "undertaking")
    return (
        tuple(questions.order_by("question__hearing__held_on", "question__position")),
        tuple(promised.order_by("due_on", "pk")),
    )


def asked_in(dispute: Dispute) -> QuerySet[Utterance]:
    """The questions that were asked in hearings of a dispute and stand."""
    rows = Utterance.objects.filter(
        hearing__disputes=dispute, kind=UtteranceKind.QUESTION, withdrawal=None
    )
    return rows.select_related("hearing__commission", "thread__undertaking")


def _questions(rows: Iterable[Utterance]) -> Iterable[Question]:
    for row in rows:
        latest = next(iter(row.revisions.all()), None)
        yield Question(row, latest.text if latest else "", getattr(row, "thread", None))


def _earlier(hearing: Hearing) -> QuerySet[Hearing]:
    """The hearings of the same disputes before this one."""
    served = hearing.disputes.values("pk")
    shared = hearing.served.model.objects.filter(hearing=OuterRef("pk"), dispute__in=served)
    before = Q(held_on__lt=hearing.held_on) | Q(held_on=hearing.held_on, pk__lt=hearing.pk)
    return Hearing.objects.filter(Exists(shared), before).exclude(pk=hearing.pk)

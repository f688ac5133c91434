"""Hearings and what was said in them: who sat, what answers what, what stays where."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

from django.db.models import Count, Model, Q

from cases.domain import hearings, transcripts
from cases.models import (
    Assertion,
    Dispute,
    Edition,
    Hearing,
    JournalEntry,
    PanelOrder,
    PanelSeat,
    Proposition,
    QuestionThread,
    Utterance,
)
from cases.queries.invariants.rule import Rule


def _panels() -> Iterator[tuple[str, bool]]:
    """Hearings set by the house itself, and those with a certified transcript (Pasal 43(1))."""
    set_here = JournalEntry.objects.filter(act__in=["hearing_set", "hearing_moved"]).values(
        "hearing_code"
    )
    certified = Edition.objects.filter(kind=transcripts.EditionKind.CERTIFIED)
    bound = Q(code__in=set_here) | Q(pk__in=certified.values("hearing"))
    benches: dict[str, list[PanelSeat]] = {}
    for seat in PanelSeat.objects.select_related("person", "hearing"):
        benches.setdefault(seat.hearing.code, []).append(seat)
    rows = Hearing.objects.filter(bound).order_by("code")
    for code, kind in rows.values_list("code", "kind"):
        yield code, _is_lawful(kind, benches.get(code, ()))


def _is_lawful(kind: str, seats: Sequence[PanelSeat]) -> bool:
    bench = [hearings.Sitting(row.person.slug, hearings.Seat(row.seat)) for row in seats]
    try:
        hearings.check_bench(kind, bench)
    except (hearings.UnlawfulPanel, hearings.MediatorNeeded):
        return False
    return True


def _hearings_serve() -> Iterator[tuple[str, bool]]:
    rows = Hearing.objects.annotate(count=Count("served")).order_by("code")
    for code, count in rows.values_list("code", "count"):
        yield code, count > 0


def _events() -> Iterator[tuple[str, bool]]:
    """A moved hearing and its successor are one event, in growing versions."""
    told = ("code", "event_code", "sequence", "previous__event_code", "previous__sequence")
    for code, event, no, old_event, old_no in Hearing.objects.order_by("code").values_list(
        *told
    ):
        yield code, event == (old_event or code) and (old_no is None or no > old_no)


def _answers() -> Iterator[tuple[str, bool]]:
    told = "replies_to__hearing", "replies_to__kind", "replies_to__position"
    rows = Utterance.objects.exclude(replies_to=None).order_by("pk")
    for pk, hearing, position, asked_in, kind, asked_at in rows.values_list(
        "pk", "hearing", "position", *told
    ).iterator():
        is_question = kind == transcripts.UtteranceKind.QUESTION
        yield f"ucapan {pk}", is_question and asked_in == hearing and asked_at < position


def _threads() -> Iterator[tuple[str, bool]]:
    for pk, kind in QuestionThread.objects.values_list("pk", "question__kind").order_by("pk"):
        yield f"pertanyaan {pk}", kind == transcripts.UtteranceKind.QUESTION


def _numbers() -> Iterator[tuple[str, bool]]:
    """A frozen hearing is numbered from one by position; another has no numbers at all."""
    frozen = set(Edition.objects.values_list("hearing", flat=True))
    standing = Utterance.objects.filter(withdrawal=None)
    rows = standing.order_by("hearing__code", "hearing", "position")
    told = rows.values_list("hearing__code", "hearing", "number").iterator()
    for (code, pk), turns in groupby(told, key=lambda row: row[:2]):
        numbers = [number for _code, _pk, number in turns]
        wanted = list(range(1, len(numbers) + 1)) if pk in frozen else [None] * len(numbers)
        yield code, numbers == wanted


def _stances() -> Iterator[tuple[str, bool]]:
    rows = Assertion.objects.select_related("proposition", "participant", "exhibit").order_by(
        "pk"
    )
    heard = _pairs(Hearing, "utterances__pk", "disputes")
    outside = _pairs(Dispute, "public_statements", "pk")
    for row in rows:
        dispute = row.proposition.dispute_id
        yield (
            f"sikap {row.pk}",
            (row.participant is None or row.participant.dispute_id == dispute)
            and (row.utterance_id is None or (row.utterance_id, dispute) in heard)
            and (
                row.public_statement_id is None or (row.public_statement_id, dispute) in outside
            )
            and (row.exhibit is None or row.exhibit.dispute_id == dispute),
        )


def _pairs(model: type[Model], one: str, other: str) -> set[tuple[Any, Any]]:
    return set(model._default_manager.values_list(one, other))  # noqa: SLF001 -- documented


def _propositions() -> Iterator[tuple[str, bool]]:
    rows = Proposition.objects.prefetch_related("items").order_by("pk")
    for row in rows:
        own = {item.dispute_id for item in row.items.all()} <= {row.dispute_id}
        yield f"{row.code} (proposisi {row.pk})", own


def _orders() -> Iterator[tuple[str, bool]]:
    rows = PanelOrder.objects.select_related("utterance").prefetch_related(
        "disputes", "hearing__disputes"
    )
    for row in rows.order_by("pk"):
        served = {dispute.pk for dispute in row.hearing.disputes.all()}
        own = row.utterance is None or row.utterance.hearing_id == row.hearing_id
        yield (
            f"perintah {row.pk}",
            own and {dispute.pk for dispute in row.disputes.all()} <= served,
        )


RULES = (
    Rule("panel_is_lawful", "Majelis gasal, sedikitnya tiga, dengan satu ketua", _panels),
    Rule("hearing_serves_a_dispute", "Tiap sidang memeriksa suatu sengketa", _hearings_serve),
    Rule("event_is_of_its_chain", "Sidang yang pindah tetap satu acara", _events),
    Rule("answer_follows_its_question", "Jawaban sesudah pertanyaannya, satu sidang", _answers),
    Rule("thread_is_of_a_question", "Yang dinilai adalah pertanyaan", _threads),
    Rule("frozen_turns_are_numbered", "Butir bernomor urut bila dibekukan", _numbers),
    Rule("stance_stays_in_its_dispute", "Sikap bersumber dari sengketanya", _stances),
    Rule(
        "proposition_stays_in_its_dispute", "Proposisi tentang butir sengketanya", _propositions
    ),
    Rule("order_stays_in_its_hearing", "Perintah majelis dari sidangnya", _orders),
)
